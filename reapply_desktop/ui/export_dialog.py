"""What to export, who may see it, where it goes; then where it lies. The window stays free while it is written."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import listed
from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.export_job import ExportJob, Outcome, Wish, included
from reapply_desktop.ui.export_preview import ExportPreview, counts_words
from reapply_desktop.ui.messages import Messages, button_strip
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.wording import plan_name

KINDS = {
    "ics": ("Calendar", "A file for Google, Outlook, Apple and others (.ics)"),
    "pdf": ("Paper", "To print, or to show a mentor (.pdf)"),
    "xlsx": ("Table", "For Excel, Numbers, LibreOffice (.xlsx)"),
    "csv": ("Plain table", "For any other program (.csv)"),
}
FILTERS = {"ics": "Calendars (*.ics)", "pdf": "PDF (*.pdf)", "xlsx": "Tables (*.xlsx)", "csv": "Tables (*.csv)"}
LEAST_BESIDE = 760  # px at 100 %: narrower, what will come out stands below the choices
OTHER_NAME, REPLACE, CANCEL = "Other name…", "Replace", "Cancel"
CHOOSE_ONE = "Choose at least one kind of file."
IS_THE_PLAN = "That is the plan's own file. Choose another name."
LETTER = (QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico, QLocale.Country.Philippines,
          QLocale.Country.PuertoRico)


class ExportDialog(QDialog):
    """Exports the open plan. What a calendar said is recorded in the document once its file is safely in place."""

    def __init__(
        self, document: Document, theme: Theme, settings: Settings | None = None, parent: QWidget | None = None, *,
        messages: Messages | None = None, now: Callable[[], datetime] | None = None,
    ) -> None:  # fmt: skip
        """`now` is the clock of the calendar's stamps; without it the day begins at 00:00 UTC."""
        super().__init__(parent)
        assert document.plan is not None
        self._document, self._theme, self._settings = document, theme, settings
        self._plan: Plan = document.plan
        self._messages = messages or Messages(theme, self)
        self._now = now or (lambda: datetime.combine(document.today(), time(), UTC))
        self._job: ExportJob | None = None
        self._ticks: dict[str, Tick] = {}
        self._folder, self._stem = self._first_place()
        self._discreet_titles: tuple[str, ...] | None = None
        self.setWindowTitle("Export")
        self._build()
        self._restore()
        self._refresh()
        room = self.screen().availableSize()
        self.resize(min(theme.px(1000), room.width() - 40), min(theme.px(640), room.height() - 60))

    # How it is built

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        left = QWidget()
        sections = QVBoxLayout(left)
        sections.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        sections.setSpacing(theme.px(6))
        self._add_kinds(sections)
        self._add_discretion(sections)
        self._add_looks(sections)
        sections.addStretch(1)
        self._sides.addWidget(left, 1)
        self.preview = ExportPreview(theme)
        self._sides.addWidget(self.preview)
        # Whatever the text size, the foot with its buttons stays on the screen: only the middle gives way.
        column.addWidget(Scroll(middle), 1)
        column.addWidget(self._strip())

    def _section(self, sections: QVBoxLayout, number: int, words: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(9))
        head.addWidget(Label(self._theme, str(number), "heading", "accent_text"))
        head.addWidget(Label(self._theme, words, "heading"), 1)
        if number > 1:
            sections.addSpacing(self._theme.px(14))
        sections.addLayout(head)

    def _add_kinds(self, sections: QVBoxLayout) -> None:
        self._section(sections, 1, "What should come out?")
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(16))
        for at, (kind, (name, detail)) in enumerate(KINDS.items()):
            tick = Tick(self._theme, name, detail, checked=kind == "ics")
            tick.setObjectName(f"kind-{kind}")
            tick.toggled.connect(self._refresh)
            self._ticks[kind] = tick
            grid.addWidget(tick, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        sections.addLayout(grid)

    def _add_discretion(self, sections: QVBoxLayout) -> None:
        self._section(sections, 2, "What may others see?")
        self._discreet = Tick(self._theme, "Discreet titles", "Neutral words in the calendar, no notes, no causes. "
                              "Colleagues may share your calendar.", True)
        self._plan_b = Tick(self._theme, "Include Plan B", "Left out unless you ask. Tables always hold every step.")
        for tick, name in ((self._discreet, "discreet"), (self._plan_b, "plan_b")):
            tick.setObjectName(name)
            tick.toggled.connect(self._refresh)
            sections.addWidget(tick)

    def _add_looks(self, sections: QVBoxLayout) -> None:
        theme = self._theme
        self._section(sections, 3, "How should it look?")
        self._spans = Tick(theme, "Long steps over their whole time", "Otherwise the calendar shows only the last day "
                           "of a step longer than two weeks, and says in words when it begins.")
        self._spans.setObjectName("spans")
        self._spans.toggled.connect(self._refresh)
        sections.addWidget(self._spans)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self._paper = Segments(theme, (("letter", "Letter"), ("a4", "A4")), "Paper", self._usual_paper())
        self._paper_words = Label(theme, "Paper", "body")
        row.addWidget(self._paper_words)
        row.addWidget(self._paper)
        row.addStretch(1)
        sections.addLayout(row)

    def _strip(self) -> QWidget:
        theme = self._theme
        strip, row = button_strip(theme)
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # a long path takes two lines
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        self._to = Prose(theme, "", "table", lead="to", lead_style="caption", lead_role="text_second")
        self._change = link(theme, "Change…")
        self._change.clicked.connect(self._choose_place)
        self._show = link(theme, "Show in folder")
        self._show.setObjectName("show_in_folder")
        self._show.clicked.connect(self._show_folder)
        for part in (self._to, self._change, self._show):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        words.addStretch(1)
        words.addLayout(line)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        words.addWidget(self._bar)
        self._said = FieldMessage(theme)
        words.addWidget(self._said)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._cancel = button("Cancel")
        self._cancel.setObjectName("cancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._cancelled)
        self._go = button("Export", "primary")
        self._go.setObjectName("export")
        self._go.setDefault(True)
        self._go.clicked.connect(self.export)
        row.addWidget(self._cancel)
        row.addWidget(self._go)
        self._bar.hide()
        self._show.hide()
        return strip

    # What is chosen

    def wish(self) -> Wish:
        """The choices as they stand."""
        return Wish(self._targets(), self._discreet.isChecked(), self._plan_b.isChecked(), self._spans.isChecked(),
                    self._paper.value() or "letter")

    def _targets(self) -> Mapping[str, Path]:
        return {kind: self._folder / f"{self._stem}.{kind}" for kind in KINDS if self._ticks[kind].isChecked()}

    def _first_place(self) -> tuple[Path, str]:
        path = self._document.path
        remembered = Path(self._settings.text("export/folder")) if self._settings is not None else Path()
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        places = [remembered] if remembered.parts else []
        places += [path.parent] if path is not None else []
        folder = next((place for place in (*places, documents) if place.is_dir()), Path.home())
        return folder, path.stem if path is not None else _file_name(plan_name(self._plan))

    def _usual_paper(self) -> str:
        return "letter" if QLocale.system().territory() in LETTER else "a4"

    def _restore(self) -> None:
        if self._settings is None:
            return
        kinds = self._settings.texts("export/kinds")
        for kind, tick in self._ticks.items():
            tick.setChecked(kind in kinds if kinds else kind == "ics")
        self._spans.setChecked(self._settings.flag("export/spans", False))
        self._paper.set_value(self._settings.text("export/paper", self._usual_paper()))

    def _keep(self, wish: Wish) -> None:
        if self._settings is not None:
            self._settings.set_texts("export/kinds", tuple(wish.files))
            self._settings.set_flag("export/spans", wish.spans)
            self._settings.setValue("export/paper", wish.paper)
            self._settings.setValue("export/folder", str(self._folder))

    def _refresh(self) -> None:
        wish = self.wish()
        calendar, paper = "ics" in wish.files, "pdf" in wish.files
        for widget, wanted in ((self._spans, calendar), (self._paper, paper), (self._paper_words, paper),
                               (self._discreet, calendar), (self._plan_b, calendar or paper)):
            widget.setEnabled(wanted)
        steps = included(self._plan, wish.with_contingency) if calendar or paper else self._plan.milestones
        count = counts_words(self._plan, wish.with_contingency) if calendar or paper else \
            f"All {counted(len(steps), 'step')}"
        how = "" if not calendar else "Shown as free time, marked private." if wish.discreet else \
            "Shown as free time."
        titles = self._titles(steps) if calendar and wish.discreet else [step.title for step in steps]
        spans = wish.spans or not calendar
        self.preview.show_steps(steps, titles, self._document.today(), count, how, calendar, spans)
        self._to.set_text(self._place_words(wish.files))
        self._go.setText(f"Export {counted(len(steps), 'step')}")
        self._go.setEnabled(bool(wish.files) and bool(steps))
        self._said.show_message("" if wish.files else CHOOSE_ONE, "info")

    def _titles(self, steps: tuple[Milestone, ...]) -> list[str]:
        from reapply_desktop.services.calendar.wording import load_discretion

        words, origins = load_discretion(), self._plan.origins
        return [words.title(step.category, origins[step.id].template if step.id in origins else None)
                for step in steps]

    def _place_words(self, files: Mapping[str, Path]) -> str:
        names = [path.name for path in files.values()]
        return f"{self._folder.name or self._folder} / {listed(names) if names else self._stem}"

    # Where it goes

    def _choose_place(self) -> None:
        kind = next(iter(self._targets()), "ics")
        suggested = self._folder / f"{self._stem}.{kind}"
        chosen = self._messages.save_file("Export to", suggested, FILTERS[kind], kind)
        if chosen is not None:
            self._folder = chosen.parent
            self._stem = chosen.name.removesuffix(f".{kind}") or self._stem
            self._refresh()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _may_write(self, files: Mapping[str, Path]) -> bool:
        """Ask before an existing file is replaced, unless it was written from here; never the plan itself."""
        own = self._document.path
        if own is not None and any(path == own for path in files.values()):
            self._said.show_message(IS_THE_PLAN)
            return False
        mine = self._settings.texts("export/written") if self._settings is not None else ()
        there = [path for path in files.values() if path.exists() and str(path) not in mine]
        if not there:
            return True
        title = f"Replace {there[0].name}?" if len(there) == 1 else f"Replace {len(there)} files?"
        facts = f"In {self._folder}: {listed([path.name for path in there])}."
        answer = self._messages.question(title, facts, (OTHER_NAME, REPLACE, CANCEL))
        if answer == OTHER_NAME:
            self._choose_place()
        return answer == REPLACE

    # The work

    def export(self) -> None:
        """Begin to write in a thread of its own."""
        wish = self.wish()
        if self._job is not None or not wish.files or not self._may_write(wish.files):
            return
        self._keep(wish)
        self._said.clear()
        self._set_busy(True)
        job = ExportJob(self._plan, self._document.tables, self._document.today(), self._now(), wish, self)
        job.progressed.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        job.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._job = job
        job.start()

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self._cancel.setFocus()  # else it would wander through what is disabled, and the page scroll with it
        for widget in (*self._ticks.values(), self._discreet, self._plan_b, self._spans, self._paper, self._change):
            widget.setEnabled(not busy)
        self._go.setEnabled(not busy)
        self._bar.setVisible(busy)
        self._bar.setRange(0, 0)

    def _progressed(self, words: str, done: int, total: int) -> None:
        if self._job is not None:
            self._to.set_text(words, lead="")
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _ended(self, outcome: Outcome) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = None
        self._set_busy(False)
        self._to.set_text("", lead="to")
        self._refresh()
        if outcome.exports is not None:
            self._document.record_exports(outcome.exports)
        if self._settings is not None and outcome.written:
            before = self._settings.texts("export/written")
            paths = tuple(str(path) for _kind, path in outcome.written)
            self._settings.set_texts("export/written", (*paths, *(p for p in before if p not in paths))[:20])
        if outcome.cancelled:
            self._said.show_message("Cancelled. Nothing was written.", "info")
        elif outcome.failures:
            self._fail(outcome.failures[0], outcome)
        else:
            self._saved(outcome)

    def _fail(self, error: UserError, outcome: Outcome) -> None:
        saved = f" Saved all the same: {listed([p.name for _k, p in outcome.written])}." if outcome.written else ""
        self._said.show_message(f"{error.message} {error.hint}{saved}".strip())

    def _saved(self, outcome: Outcome) -> None:
        names = listed([path.name for _kind, path in outcome.written])
        self._to.set_text(f"Saved {names} in {self._folder.name or self._folder}.", lead="")
        self._change.hide()
        self._show.show()
        self._cancel.hide()
        self._go.setText("Close")
        self._go.clicked.disconnect(self.export)
        self._go.clicked.connect(self.accept)
        self._go.setEnabled(True)
        self._go.setFocus()
        for widget in (*self._ticks.values(), self._discreet, self._plan_b, self._spans, self._paper):
            widget.setEnabled(False)

    def _cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.reject()

    def reject(self) -> None:
        """Escape while writing stops the work; otherwise the dialog closes."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(LEAST_BESIDE)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.preview.set_beside(beside)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
        super().closeEvent(event)


def _file_name(name: str) -> str:
    """A name that every system takes as a file name."""
    kept = "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in name).strip(" .")
    return kept[:80] or "My year"
