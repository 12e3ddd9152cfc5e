"""Export to a calendar: which one, by which way, what others may see; then what to do there. The window stays free."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.services.calendar.files import Order, Written, write_calendar, write_live
from reapply_desktop.services.calendar.guides import load_guides
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.room import fits_in_one_file
from reapply_desktop.services.calendar.since import Since
from reapply_desktop.services.calendar.wording import load_discretion, one_line
from reapply_desktop.services.calendar.wording import plan_name as calendar_name
from reapply_desktop.services.storage import same_file
from reapply_desktop.ui import wording
from reapply_desktop.ui.background import Ended
from reapply_desktop.ui.calendar_export.choices import Choices
from reapply_desktop.ui.calendar_export.contents import Contents, contents_words
from reapply_desktop.ui.calendar_export.kept import KeptChoices, Live
from reapply_desktop.ui.calendar_export.live_file import LiveFile
from reapply_desktop.ui.calendar_export.outcome import (
    Facts,
    Outcome,
    Result,
    notes_on,
    saved_words,
    show_folder,
    troubles_of,
)
from reapply_desktop.ui.calendar_export.past import Past
from reapply_desktop.ui.calendar_export.preview import Preview
from reapply_desktop.ui.calendar_export.side import Side
from reapply_desktop.ui.calendar_export.strip import Strip
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe
from reapply_desktop.ui.working_dialog import WorkingDialog

KINDS = "Calendars (*.ics)"
LEAST_BESIDE = 860  # px at 100 %: narrower, what will come out stands below the choices
OTHER_NAME, REPLACE, CANCEL = "Other name…", "Replace", "Cancel"
IS_THE_PLAN = "That is the plan's own file. Choose another name."
IS_LIVE = "That file is kept up to date for calendars that follow it. Choose another name, or stop that first."
TELL_REMOVED = "Export what was removed"
NOTHING_CHOSEN = "No step goes in. Choose more of what goes in, or include Plan B."
CANCELLED = "Cancelled. Nothing was written."
OFF = "It is not written any more. The file stays where it is."


class CalendarDialog(WorkingDialog):
    """Exports the open plan. What a calendar was told is recorded in the document once its file is safely in place."""

    def __init__(
        self, document: Document, theme: Theme, settings: Settings, live: LiveFile, data_folder: Path,
        now: Callable[[], datetime], parent: QWidget | None = None, *, messages: Messages | None = None,
    ) -> None:  # fmt: skip
        """`now` is the clock of the calendar's stamps, in UTC."""
        super().__init__(parent)
        assert document.plan is not None
        self._document, self._theme, self._live, self._data, self._now = document, theme, live, data_folder, now
        self._plan: Plan = document.plan
        self._messages = messages or Messages(theme, self)
        self._kept = KeptChoices(settings, self._plan.id)
        self.wants_server = False  # it was left for publishing to a server
        self._words = load_discretion()
        self._before = self._kept.before()
        self._past = Past(self._plan, data_folder, document.path, self)
        self._path = self._first_place()
        self.setWindowTitle("Export to a calendar")
        self._build()
        breathe()
        self._refresh()
        breathe()
        room = self.screen().availableSize()
        high = theme.px(648 if self.choices.quarters.isHidden() else 692)  # all choices are seen at once
        self.resize(min(theme.px(1040), room.width() - 40), min(high, room.height() - 60))

    def _build(self) -> None:
        theme, live = self._theme, self._live.live
        guides = load_guides()
        breathe()
        options = live.options if live is not None else self._kept.options()
        way = self._kept.way()
        self.choices = Choices(theme, guides, self._kept.calendar(), "live" if live else way, options.discreet)
        self.choices.plan_b.setChecked(options.with_contingency)
        self.contents: Contents | None = None  # made when it is asked for
        self._begun, self._tasks = options, self._kept.tasks()
        breathe()
        self.preview = Preview(theme)
        self.strip = Strip(theme)
        breathe()
        self._left = QWidget()  # no QStackedWidget: it would be as high as its highest page
        self._pages = QVBoxLayout(self._left)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.choices)
        self._side: Side = self.preview
        middle = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._left, 1)
        self._sides.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Whatever the text size, the foot with its buttons stays on the screen: only the middle gives way.
        self._scroll = Scroll(middle)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.strip)
        self.choices.changed.connect(self._refresh)
        self.choices.server_asked.connect(self._leave_for_server)
        self.choices.contents_asked.connect(self._show_contents)
        self.strip.go.connect(self.export)
        self.strip.cancelled.connect(self.reject)
        self.strip.change_asked.connect(self._choose_place)
        self.strip.folder_asked.connect(lambda: show_folder(self._path))
        self.strip.off_asked.connect(self._turn_off)
        self._live.state_changed.connect(self._show_since)
        self._past.counted.connect(self._show_counted)

    def _show_left(self, page: QWidget) -> None:
        for other in (self.choices, self.contents):
            if other is not None:
                other.setVisible(other is page)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_contents(self) -> None:
        if self.contents is None:
            self.contents = Contents(self._theme, self._begun, self._tasks)
            self.contents.show_for(self.choices.discreet.isChecked(), self.choices.way().live)
            self.contents.changed.connect(self._refresh)
            self.contents.left.connect(self._leave_contents)
            self._pages.addWidget(self.contents)
        self._show_left(self.contents)
        self.contents.begin()

    def _leave_contents(self) -> None:
        self._show_left(self.choices)
        self.choices.begin_contents()
        breathe()  # laid out, so that it is known where the link stands
        self._scroll.ensureWidgetVisible(self.choices.more)

    def _leave_for_server(self) -> None:
        self.wants_server = True
        self.reject()

    # What is chosen

    def options(self) -> CalendarOptions:
        """The choices as they stand."""
        way = self.choices.way()
        goes_in = self._begun if self.contents is None else self.contents.options()
        return replace(goes_in, discreet=self.choices.discreet.isChecked(), tombstones=way.tombstones, live=way.live,
                       with_contingency=self.choices.plan_b.isChecked())

    def with_tasks(self) -> bool:
        """Whether a file of tasks is written too."""
        wanted = self._tasks if self.contents is None else self.contents.tasks.isChecked()
        return wanted and not self.choices.way().live

    def _refresh(self) -> None:
        options, plan = self.options(), self._plan
        guide, way = self.choices.calendar(), self.choices.way()
        steps = [step for step in plan.milestones if options.takes(step)]
        if self.contents is not None:
            self.contents.show_for(options.discreet, way.live)
        self.choices.show_contents(contents_words(options, self.with_tasks()))
        too_big = not way.live and not fits_in_one_file(steps, options)
        self.choices.offer_quarters(len(steps) if too_big else 0)
        title = self._neutral if options.discreet else _own_title
        self.preview.show_entries(plan, options, title, steps, self._document.today())
        self.preview.show_note(guide.note, guide.warns)
        self._show_since()
        self.strip.show_place(self._path)
        self.strip.off.setVisible(way.live and self._live.live is not None)
        gone = way.tombstones and bool(plan.exports) and not steps
        self.strip.primary.setText(TELL_REMOVED if gone else self._go_words(len(steps)))
        self.strip.primary.setEnabled(bool(steps) or way.live or gone)
        self.strip.said.show_message("" if steps or way.live or gone else NOTHING_CHOSEN, "info")

    def _go_words(self, steps: int) -> str:
        if not self.choices.way().live:
            return f"Export {counted(steps, 'step')}"
        return "Keep this file up to date" if self._live.live is None else "Update it now"

    def _neutral(self, step: Milestone) -> str:
        origin = self._plan.origins.get(step.id)
        return self._words.title(step.category, origin.template if origin else None)

    def _show_since(self) -> None:
        if not self.choices.way().live:
            self._past.ask(self.options())
        elif self._live.live is None:
            self.preview.show_live("Not written yet. It follows your changes while the plan is open.")
        elif self._live.failure is not None:
            self.preview.show_live(self._live.failure.message)
        elif self._live.written_at is not None:
            at = wording.at(self._live.written_at.astimezone(), self._now().astimezone())
            self.preview.show_live(f"Up to date since {at}.")
        else:
            self.preview.show_live("On. It follows your changes while the plan is open.")

    def _show_counted(self, since: Since | None, day: date | None) -> None:
        if not self.choices.way().live:
            self.preview.show_since(since, day)

    # Where it goes

    def _first_place(self) -> Path:
        live, kept = self._live.live, self._kept.path()
        if live is not None:
            return live.path
        if kept is not None and kept.parent.is_dir():
            return kept
        path = self._document.path
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        places = (self._kept.folder(), path.parent if path is not None else None, documents)
        folder = next((place for place in places if place is not None and place.is_dir()), Path.home())
        name = path.stem if path is not None else wording.file_name(wording.plan_name(self._plan))
        return folder / f"{name}.ics"

    def _choose_place(self) -> None:
        chosen = self._messages.save_file("Export to", self._path, KINDS, "ics")
        if chosen is not None:
            self._path = chosen
            self._refresh()

    def _targets(self) -> tuple[Path, ...]:
        if self.with_tasks():
            return self._path, _tasks_beside(self._path)
        return (self._path,)

    def _may_write(self) -> bool:
        """Ask before an existing file is replaced, unless it was written from here; never the plan itself."""
        live = self._live.live
        if any(self._document.is_kept_in(path) for path in self._targets()):
            self.strip.said.show_message(IS_THE_PLAN)
            return False
        if live is not None and same_file(live.path, self._path):
            if not self.choices.way().live:
                self.strip.said.show_message(IS_LIVE)
            return self.choices.way().live
        there = [path for path in self._targets() if path.exists() and not self._kept.is_ours(path)]
        if not there or self.choices.by_quarter():
            return True
        answer = self._messages.question(
            f"Replace {there[0].name}?", f"In {there[0].parent} there is a file of this name already.",
            (OTHER_NAME, REPLACE, CANCEL),
        )  # fmt: skip
        if answer == OTHER_NAME:
            self._choose_place()
        return answer == REPLACE

    # The work

    def export(self) -> None:
        """Begin to write in a thread of its own; after it is done, close."""
        if self._side is not self.preview:
            self.accept()
            return
        if self.is_working or not self._may_write():
            return
        options, now = self.options(), self._now()
        tables, path = self._document.tables, self._path
        if self.choices.way().live:
            work: Callable[..., object] = partial(_live_work, self._plan, tables, now, path, options, self._data)
        else:
            tasks = _tasks_beside(path) if self.with_tasks() else None
            order = Order(path, options, self.choices.by_quarter(), tasks, self._document.path)
            work = partial(write_calendar, self._plan, tables, now, order, self._data)
        self.strip.said.clear()
        self._run(work, self._exported)

    def _show_busy(self, busy: bool) -> None:
        self.strip.set_busy(busy)
        self._left.setEnabled(not busy)

    def _show_progress(self, words: str, done: int, total: int) -> None:
        self.strip.show_working(words, done, total)

    def _exported(self, ended: Ended) -> None:
        if ended.error is not None or ended.cancelled:
            self._refresh()
        if ended.cancelled:
            self.strip.said.show_message(CANCELLED, "info")
        elif ended.error is not None:
            self.strip.said.show_message(f"{ended.error.message} {ended.error.hint}".strip())
        elif isinstance(ended.result, Written):
            self._written(ended.result)
        else:
            self._live.turn_on(Live(self._path, self.options()))
            options = self.options()
            steps = sum(options.takes(step) for step in self._plan.milestones)
            self._show_outcome(self._result((self._path,), steps, note="It follows your changes while the plan is "
                                            "open, and is left as you saved it."))

    def _written(self, written: Written) -> None:
        # Only a calendar that was made for the plan may be deleted; an import went into one that holds more.
        before = bool(self._plan.exports) and self._before == (self.choices.calendar().id, self.choices.way().id)
        self._document.record_exports(written.exports)
        self._show_outcome(self._result(
            written.files, written.events, written.tombstones, before, notes_on(written), troubles_of(written),
            written.tasks,
        ))  # fmt: skip

    def _result(
        self, files: tuple[Path, ...], steps: int, cancelled: int = 0, before: bool = False, note: str = "",
        trouble: str = "", tasks: Path | None = None,
    ) -> Result:  # fmt: skip
        name = self._words.calendar if self.options().discreet else calendar_name(self._plan)
        return Result(self.choices.calendar(), self.choices.way().id, files, steps, cancelled, before, name,
                      load_guides().as_of, note, trouble, tasks)

    def _show_outcome(self, result: Result) -> None:
        tasks = self._tasks if self.contents is None else self.contents.tasks.isChecked()
        self._kept.keep(result.guide.id, result.way, self.options(), tasks, self._path)
        self._kept.keep_written(result.all_files)
        outcome = Outcome(self._theme, result)
        breathe()
        facts = Facts(self._theme, result)
        breathe()
        self._show_left(outcome)
        self._pages.addWidget(outcome)
        self.preview.hide()
        self._sides.addWidget(facts)
        outcome.show()
        facts.show()
        self._side = facts
        self._arrange()
        self._scroll.verticalScrollBar().setValue(0)
        self.strip.show_done(saved_words(result.all_files))

    def _turn_off(self) -> None:
        self._live.turn_off()
        self._refresh()
        self.strip.said.show_message(OFF, "info")

    # The dialog itself

    def done(self, result: int) -> None:
        """Nothing is counted behind a closed dialog."""
        self._past.close()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._theme.px(LEAST_BESIDE)
        way = QBoxLayout.Direction
        under = way.BottomToTop if self._side.comes_first else way.TopToBottom
        self._sides.setDirection(way.LeftToRight if beside else under)
        self._side.set_beside(beside)


def _own_title(step: Milestone) -> str:
    return one_line(step.title)


def _tasks_beside(path: Path) -> Path:
    return path.with_name(f"{path.stem} tasks{path.suffix}")


def _live_work(
    plan: Plan, tables: Any, now: datetime, path: Path, options: CalendarOptions, data: Path,
    report: Callable[[str, int, int], None],
) -> bool:  # fmt: skip
    report("Writing the calendar", 0, 0)
    return write_live(plan, tables, now, path, replace(options, live=True, tombstones=False), data)
