"""The year as a table of steps with an inspector beside it: the page where a plan is edited."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.text import Label, line, title
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.steps import STEPS
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline import step_commands
from reapply_desktop.ui.timeline.filters import FilterRow
from reapply_desktop.ui.timeline.inspector import WIDTH, Inspector
from reapply_desktop.ui.timeline.step_table import StepTable

BESIDE = 620  # so much table must remain beside the inspector, in px at 100 %
TABLE, NO_PLAN, NO_STEPS, NO_MATCH = range(4)


class TimelinePage(QWidget):
    """Shows and edits the steps of the open plan.

    `message(text, undoable)` asks for a toast; `export_requested` for the export dialog.
    """

    export_requested = Signal()
    message = Signal(str, bool)

    def __init__(self, document: Document, theme: Theme, settings: Settings | None = None) -> None:
        super().__init__()
        self._document, self._theme, self._settings = document, theme, settings
        self.model = TableModel(document, STEPS)
        self.table = StepTable(theme, self.model)
        self.filters = FilterRow(theme)
        self.inspector = Inspector(document, theme)
        self._wants_inspector = settings is None or settings.flag("timeline/inspector", True)
        self._said = FieldMessage(theme)
        self._said.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(8))
        self._counts = Label(theme, "", "table", "text_second")
        self._area = QStackedWidget()
        self._columns_menu = QMenu(self)
        self._build()
        self._connect()
        self._shortcuts()
        self._restore()
        self._refresh()

    # How it is built

    def _build(self) -> None:
        theme = self._theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._head())
        left.addWidget(line())
        left.addWidget(self.filters)
        left.addWidget(self._said)
        left.addWidget(self._area, 1)
        row.addLayout(left, 1)
        self._edge = line(vertical=True)
        row.addWidget(self._edge)
        row.addWidget(self.inspector)
        empty = EmptyPage(theme, "calendar-days", "No steps yet", "What you plan for the year comes here, each step "
                          "with its dates. One line is enough to begin.", "New step")
        empty.activated.connect(self.new_step)
        nothing = EmptyPage(theme, "search", "No step matches", "Take off a filter or search for fewer words.",
                            "Show all")
        nothing.activated.connect(self.filters.clear)
        closed = EmptyPage(theme, "calendar-days", "No plan is open", "An interview makes one; a saved one can be "
                           "opened from the File menu.")
        for page in (self.table, closed, empty, nothing):
            self._area.addWidget(page)

    def _head(self) -> QHBoxLayout:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(14))
        head.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(title(theme, "Timeline"))
        words.addWidget(self._counts)
        head.addLayout(words, 1)
        self._columns = button("Columns", "toolbar", theme.icon("columns-3"))
        self._columns.clicked.connect(
            lambda: self._columns_menu.popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft())))
        self._details = button("Details", "toolbar", theme.icon("panel-right"))
        self._details.setCheckable(True)
        self._export = button("Export…", "toolbar")
        self._export.setObjectName("export")
        self._new = button("New step", "primary", theme.icon("plus", "on_accent"))
        self._new.setObjectName("new_step")
        self._new.setToolTip("New step (Ctrl+Shift+N)")
        for made in (self._columns, self._details, self._export, self._new):
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        for at, column in enumerate(self.model.columns):
            if column.key not in ("done", "title"):
                tick = self._columns_menu.addAction(column.title)
                tick.setCheckable(True)
                tick.setData(at)
                tick.setChecked(True)
                tick.toggled.connect(lambda on, at=at: self._show_column(at, on))
        return head

    def _connect(self) -> None:
        table, inspector = self.table, self.inspector
        self.model.shown_changed.connect(self._refresh)
        self.model.refused.connect(self._refused)
        table.said.connect(self._say)
        table.chosen_changed.connect(self._selected)
        table.done_asked.connect(self.toggle_done)
        table.delete_asked.connect(self.delete)
        table.new_asked.connect(self.new_step)
        table.menu_asked.connect(self._open_menu)
        table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        inspector.done_asked.connect(self.toggle_done)
        inspector.menu_asked.connect(self._open_menu)
        inspector.closed.connect(lambda: self._details.setChecked(False))
        inspector.step_asked.connect(self.show_step)
        self.filters.changed.connect(self._filter)
        self._details.toggled.connect(self._show_details)
        self._export.clicked.connect(self.export_requested)
        self._new.clicked.connect(self.new_step)
        self._document.changed.connect(lambda *_: self._say(""))

    def _shortcuts(self) -> None:
        for keys, act in (("Ctrl+Shift+N", self.new_step), ("Ctrl+D", self.duplicate),
                          ("Ctrl+F", self._find)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # What the person remembers of it

    def _restore(self) -> None:
        start = self.model.column_of("start")
        column, descending = start, False
        hidden: tuple[str, ...] = ()
        if self._settings is not None:
            hidden = self._settings.texts("timeline/hidden")
            key, _space, order = self._settings.text("timeline/sort", "start up").partition(" ")
            known = {c.key: at for at, c in enumerate(self.model.columns)}
            column, descending = known.get(key, -1), order == "down"
        for tick in self._columns_menu.actions():
            if self.model.columns[tick.data()].key in hidden:
                tick.setChecked(False)
        order_of = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order_of)
        self._details.setChecked(self._wants_inspector)
        self._show_details(self._wants_inspector)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        if self._settings is not None:
            key = self.model.columns[column].key if column >= 0 else "-"
            self._settings.setValue("timeline/sort", f"{key} {'down' if order == DOWN else 'up'}")

    def _show_column(self, column: int, shown: bool) -> None:
        self.table.show_column(column, shown)
        if self._settings is not None:
            hidden = [self.model.columns[a.data()].key for a in self._columns_menu.actions() if not a.isChecked()]
            self._settings.set_texts("timeline/hidden", tuple(hidden))

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
            self._details.blockSignals(True)
            self._details.setChecked(wish and roomy)
            self._details.blockSignals(False)
            self.inspector.setVisible(wish and roomy)
            self._edge.setVisible(wish and roomy)

    # Showing

    def show_step(self, step_id: str) -> None:
        """Select a step; filters that hide it are taken off."""
        if self.model.row_of(step_id) is None:
            self.filters.clear()
        self.table.choose([step_id])

    def _refresh(self) -> None:
        plan = self._document.plan
        self._counts.setText("" if plan is None else step_commands.counts(plan, self._document.today()))
        self.filters.say_shown(self.model.rowCount(), self.model.total)
        if plan is None:
            page = NO_PLAN
        elif not self.model.total:
            page = NO_STEPS
        else:
            page = TABLE if self.model.rowCount() else NO_MATCH
        self._area.setCurrentIndex(page)
        self.filters.setEnabled(page in (TABLE, NO_MATCH))
        for made in (self._new, self._export):
            made.setEnabled(plan is not None)
        self._selected()

    def _selected(self) -> None:
        self.inspector.show_ids(self.table.chosen_ids())

    def _filter(self) -> None:
        self.model.keep(self.filters.keep())

    def _find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _say(self, text: str) -> None:
        self._said.show_message(text)

    def _refused(self, error: UserError) -> None:
        self._say(f"{error.message} {error.hint}".strip())

    # Commands

    def new_step(self) -> None:
        """A new step behind the current one, its title open for typing."""
        categories = self.filters.category.values()
        category = next(iter(categories)) if len(categories) == 1 else None
        made = step_commands.add_step(self._document, self.table.current_step(), category)
        if made is not None:
            if self.model.row_of(made) is None:
                self.filters.clear()
            self.table.edit_title(made)

    def duplicate(self) -> None:
        made, words = step_commands.duplicate(self._document, self.table.chosen_ids())
        if made:
            self.table.choose(made)
            self.message.emit(words, True)

    def delete(self) -> None:
        """Delete what is selected; the row that follows becomes current."""
        ids = self.table.chosen_ids()
        after = self._neighbour(ids)
        words = step_commands.delete(self._document, ids)
        if words:
            if after is not None:
                self.table.choose([after])
            self.message.emit(words, True)

    def _neighbour(self, ids: tuple[str, ...]) -> str | None:
        rows = [row for row in (self.model.row_of(i) for i in ids) if row is not None]
        if not rows:
            return None
        order = [*range(max(rows) + 1, self.model.rowCount()), *range(min(rows) - 1, -1, -1)]
        return next((step.id for step in (self.model.row_at(row) for row in order) if step.id not in ids), None)

    def toggle_done(self) -> None:
        words = step_commands.toggle_done(self._document, self.table.chosen_ids())
        if words:
            self.message.emit(words, True)

    def toggle_dropped(self) -> None:
        words = step_commands.toggle_dropped(self._document, self.table.chosen_ids())
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
        self._entry(menu, "Mark open" if done else "Mark done", "check", "Space", self.toggle_done)
        self._entry(menu, "Take up again" if dropped else "Drop", "circle-x", "", self.toggle_dropped)
        menu.addSeparator()
        self._entry(menu, "Duplicate", "copy", "Ctrl+D", self.duplicate)
        self._entry(menu, "Delete", "trash-2", "Del", self.delete)
        for action in menu.actions():
            action.setEnabled(bool(steps) or action.isSeparator())
        menu.addSeparator()
        self._entry(menu, "New step", "plus", "Ctrl+Shift+N", self.new_step)
        menu.setFont(theme.font("table"))
        return menu

    def _entry(self, menu: QMenu, words: str, icon: str, keys: str, act: object) -> QAction:
        made = menu.addAction(self._theme.icon(icon), words)
        # Only shown: the table itself listens for these keys, so that no field loses its Space or Del.
        made.setText(f"{words}\t{keys}" if keys else words)
        made.triggered.connect(act)
        return made


DOWN = Qt.SortOrder.DescendingOrder
