"""The year as a table of steps with its chart and an inspector beside it: the page where a plan is edited."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.text import line
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.steps import STEPS
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline import step_commands
from reapply_desktop.ui.timeline.chart_pane import ChartPane
from reapply_desktop.ui.timeline.filters import FilterRow
from reapply_desktop.ui.timeline.inspector import WIDTH, Inspector
from reapply_desktop.ui.timeline.reshaping import Reshaping
from reapply_desktop.ui.timeline.step_table import StepTable
from reapply_desktop.ui.timeline.timeline_head import TimelineHead

if TYPE_CHECKING:
    from reapply_desktop.ui.timeline.chart_view import ChartView

BESIDE = 620  # so much table must remain beside the inspector, in px at 100 %
TABLE, NO_PLAN, NO_STEPS, NO_MATCH = range(4)


class TimelinePage(QWidget):
    """Shows and edits the steps of the open plan.

    `message(text, undoable)` asks for a toast; `export_requested(command)` for an export; `go(page, where)` leads to
    another page.
    """

    export_requested = Signal(str)
    message = Signal(str, bool)
    go = Signal(str, str)

    def __init__(self, document: Document, theme: Theme, settings: Settings | None = None) -> None:
        super().__init__()
        self._document, self._theme, self._settings = document, theme, settings
        self.model = TableModel(document, STEPS)
        self.table = StepTable(theme, self.model)
        self.pane = ChartPane(document, theme, settings, self.table, self.model)
        self.filters = FilterRow(theme)
        self.inspector = Inspector(document, theme)
        self.head = TimelineHead(theme, self.pane.columns_menu)
        self.reshaping = Reshaping(document, theme, self, self.table.chosen_ids, self._current_id)
        self._wants_inspector = settings is None or settings.flag("timeline/inspector", True)
        self._area = QStackedWidget()
        self._build()
        self._connect()
        self._connect_reshaping()
        self._shortcuts()
        self.head.details.setChecked(self._wants_inspector)
        self._show_details(self._wants_inspector)
        self.show_view(self.pane.remembered_view())
        self._refresh()

    # How it is built

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.filters)
        left.addWidget(self._area, 1)
        left.addWidget(self.reshaping.foot)
        self._edge = line(vertical=True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._edge)
        row.addWidget(self.inspector)
        column.addLayout(row, 1)
        empty = EmptyPage(theme, "calendar-days", "No steps yet", "What you plan for the year comes here, each step "
                          "with its dates. One line is enough to begin.", "New step", outlined=True)
        empty.activated.connect(self.new_step)
        nothing = EmptyPage(theme, "search", "No step matches", "Take off a filter or search for fewer words.",
                            "Show all", outlined=True)
        nothing.activated.connect(self.filters.clear)
        closed = EmptyPage(theme, "calendar-days", "No plan is open", "An interview makes one; a saved one can be "
                           "opened from the File menu.")
        for page in (self.pane, closed, empty, nothing):
            self._area.addWidget(page)
        # Less than its pages ask for: with large text the notes at the foot need the room more.
        self._area.setMinimumHeight(theme.px(90))

    def _connect(self) -> None:
        table, inspector, pane, head = self.table, self.inspector, self.pane, self.head
        self.model.shown_changed.connect(self._refresh)
        self.model.refused.connect(self._refused)
        table.said.connect(self.reshaping.say)
        table.chosen_changed.connect(self._selected)
        table.done_asked.connect(self.toggle_done)
        table.delete_asked.connect(self.delete)
        table.new_asked.connect(self.new_step)
        table.menu_asked.connect(self._open_menu)
        pane.said.connect(self.reshaping.say)
        pane.message.connect(self.message)
        pane.opened.connect(self._open_step)
        pane.create_requested.connect(lambda start, end: self._add((start, end)))
        pane.season_asked.connect(lambda: self.go.emit("season", ""))
        inspector.done_asked.connect(self.toggle_done)
        inspector.menu_asked.connect(self._open_menu)
        inspector.closed.connect(lambda: head.details.setChecked(False))
        inspector.step_asked.connect(self.show_step)
        self.filters.changed.connect(self._filter)
        head.view_chosen.connect(self.show_view)
        head.details.toggled.connect(self._show_details)
        head.export_chosen.connect(self.export_requested)
        head.new.clicked.connect(self.new_step)
        self._document.changed.connect(self._plan_changed)

    def _connect_reshaping(self) -> None:
        reshaping = self.reshaping
        reshaping.message.connect(self.message)
        reshaping.choose_asked.connect(self._choose)
        reshaping.listen(self.table)
        self.pane.chart_made.connect(self._chart_made)
        self._document.edited.connect(self._edited)

    def _chart_made(self, chart: "ChartView") -> None:
        self.reshaping.listen(chart)
        for asked, act in (
            (self.head.closer_asked, chart.zoom_in), (self.head.farther_asked, chart.zoom_out),
            (self.head.fit_asked, chart.fit_year),
        ):  # fmt: skip
            asked.connect(act)

    def _shortcuts(self) -> None:
        for keys, act in (("Ctrl+Shift+N", self.new_step), ("Ctrl+D", self.duplicate),
                          ("Ctrl+F", self._find)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # What the person remembers of it

    def show_view(self, view: str) -> None:
        """The chart beside the table, or the table alone."""
        self.pane.show_view(view)
        self.head.show_view(view)

    def _show_details(self, wanted: bool) -> None:
        self.inspector.leave()
        self.inspector.setVisible(wanted)
        self._edge.setVisible(wanted)
        if self._settings is not None and wanted != self._wants_inspector:
            self._settings.set_flag("timeline/inspector", wanted)
        self._wants_inspector = wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= self._theme.px(WIDTH + BESIDE)
        was_roomy = event.oldSize().width() < 0 or event.oldSize().width() >= self._theme.px(WIDTH + BESIDE)
        if roomy != was_roomy or event.oldSize().width() < 0:
            # Without room the details stay away until they are asked for; the wish itself is kept.
            wish = self._wants_inspector
            details = self.head.details
            details.blockSignals(True)
            details.setChecked(wish and roomy)
            details.blockSignals(False)
            self.inspector.setVisible(wish and roomy)
            self._edge.setVisible(wish and roomy)

    # Showing

    def show_step(self, step_id: str) -> None:
        """Select a step; filters that hide it are taken off."""
        self._choose((step_id,))
        self.pane.show_step(step_id)

    def _choose(self, ids: Sequence[str]) -> None:
        if any(self.model.row_of(step_id) is None for step_id in ids):
            self.filters.clear()
        self.table.choose(ids)

    def _open_step(self, step_id: str) -> None:
        """All of a step, its title ready for typing."""
        self._choose((step_id,))
        self.head.details.setChecked(True)
        self.inspector.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.inspector.title.selectAll()

    def _refresh(self) -> None:
        plan = self._document.plan
        self.head.counts.setText("" if plan is None else step_commands.counts(plan, self._document.today()))
        self.filters.say_shown(self.model.rowCount(), self.model.total)
        if plan is None:
            page = NO_PLAN
        elif not self.model.total:
            page = NO_STEPS
        else:
            page = TABLE if self.model.rowCount() else NO_MATCH
        self._area.setCurrentIndex(page)
        self.filters.setEnabled(page in (TABLE, NO_MATCH))
        self.head.set_enabled(plan is not None, page == TABLE)
        self._selected()

    def _selected(self) -> None:
        ids = self.table.chosen_ids()
        self.inspector.show_ids(ids)
        self.reshaping.show_ids(ids)

    def _edited(self, before: Plan, after: Plan) -> None:
        """Other pages ask about what follows themselves."""
        if self.isVisible() and self.reshaping.offer.consider(before, after):
            # The offer takes room at the foot; the row it speaks of must not be lost below it.
            QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))

    def _current_id(self) -> str | None:
        step = self.table.current_step()
        return None if step is None else step.id

    def _filter(self) -> None:
        self.model.keep(self.filters.keep())

    def _find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _plan_changed(self, *_plans: Plan) -> None:
        self.reshaping.say("")

    def _refused(self, error: UserError) -> None:
        self.reshaping.say(f"{error.message} {error.hint}".strip())

    # Commands

    def new_step(self) -> None:
        """A new step behind the current one, its title open for typing."""
        self._add()

    def _add(self, days: tuple[date, date] | None = None) -> None:
        categories = self.filters.category.values()
        category = next(iter(categories)) if len(categories) == 1 else None
        before, current = self._document.plan, self.table.current_step()
        made = step_commands.add_step(self._document, current, category, days)
        if before is None or made is None:
            return
        if self.model.row_of(made) is None:
            self.filters.clear()
        self.pane.show_step(made)
        self.table.edit_title(made)
        _unless_given_up(self._document, before, self.table, made, current)

    def duplicate(self) -> None:
        made, words = step_commands.duplicate(self._document, self.table.chosen_ids())
        if made:
            self.table.choose(made)
            self.message.emit(words, True)

    def delete(self) -> None:
        """Delete what is selected; the row that follows becomes current."""
        ids = self.table.chosen_ids()
        after = self.table.neighbour(ids)
        words = step_commands.delete(self._document, ids)
        if words:
            if after is not None:
                self.table.choose([after])
            self.message.emit(words, True)

    def toggle_done(self) -> None:
        self._tell(step_commands.toggle_done(self._document, self.table.chosen_ids()))

    def toggle_dropped(self) -> None:
        self._tell(step_commands.toggle_dropped(self._document, self.table.chosen_ids()))

    def _tell(self, words: str) -> None:
        if words:
            self.message.emit(words, True)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.step_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def step_menu(self) -> QMenu:
        """What can be done with the selection, as a menu; the window may show the same."""
        menu, theme = QMenu(self), self._theme
        steps = step_commands.chosen(self._document.plan, self.table.chosen_ids())
        done = bool(steps) and all(m.status == "done" for m in steps)
        dropped = bool(steps) and all(m.status == "dropped" for m in steps)
        entry = self._entry
        entry(menu, "Mark open" if done else "Mark done", "check", "Space", self.toggle_done)
        entry(menu, "Take up again" if dropped else "Drop", "circle-x", "", self.toggle_dropped)
        menu.addSeparator()
        entry(menu, "Duplicate", "copy", "Ctrl+D", self.duplicate)
        entry(menu, "Delete", "trash-2", "Del", self.delete)
        for action in menu.actions():
            action.setEnabled(bool(steps) or action.isSeparator())
        self.reshaping.add_entries(menu, entry)
        menu.addSeparator()
        entry(menu, "New step", "plus", "Ctrl+Shift+N", self.new_step)
        menu.setFont(theme.font("table"))
        return menu

    def _entry(self, menu: QMenu, words: str, icon: str, keys: str, act: object) -> QAction:
        made = menu.addAction(self._theme.icon(icon), words)
        # Only shown: the table itself listens for these keys, so that no field loses its Space or Del.
        made.setText(f"{words}\t{keys}" if keys else words)
        made.triggered.connect(act)
        return made


def _unless_given_up(document: Document, before: Plan, table: StepTable, made: str, current: Milestone | None) -> None:
    """Where the title of a new step is left by Esc with nothing typed, the step goes again; `current` is chosen."""
    with_it, opened = document.plan, QApplication.focusWidget()

    def closed(editor: QWidget, how: QAbstractItemDelegate.EndEditHint) -> None:
        left = how == QAbstractItemDelegate.EndEditHint.RevertModelCache and editor is opened
        untyped = isinstance(editor, QLineEdit) and editor.text() == step_commands.NEW_TITLE
        if left and untyped and document.plan is with_it:
            step_commands.take_back(document, before, made)
            table.choose([] if current is None else [current.id])

    table.itemDelegate().closeEditor.connect(closed, Qt.ConnectionType.SingleShotConnection)
