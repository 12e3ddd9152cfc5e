"""The timeline as a table: rows are steps, every cell is edited in place, and everything can be reached by keys."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from reapply_desktop.domain.plan import Milestone
from reapply_desktop.ui.models.delegates import TableDelegate
from reapply_desktop.ui.models.ordering import runs_of
from reapply_desktop.ui.models.table_model import ID_ROLE, Index, TableModel, locked
from reapply_desktop.ui.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier
ROW, HEAD, LEAST_TITLE = 34, 32, 320
NARROW_TITLE, NARROW_DONE, BAND = 100, 42, 36  # beside the chart


class StepTable(QTableView):
    """Selection is told as ids. `chosen_changed` follows the selection, the others the keys of the menu."""

    chosen_changed = Signal()
    done_asked = Signal()
    delete_asked = Signal()
    new_asked = Signal()
    menu_asked = Signal(QPoint)
    said = Signal(str)

    def __init__(self, theme: Theme, model: TableModel[Milestone]) -> None:
        super().__init__()
        self._theme, self._steps = theme, model
        self._current_id: str | None = None
        self._beside: Callable[[], tuple[int, int]] | None = None
        self.setObjectName("steps")
        self.setAccessibleName("Steps")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView#steps { border: 0; border-radius: 0; }")  # it fills the page to its edges
        self.setModel(model)
        self._delegate = TableDelegate(theme, self)
        self._delegate.said.connect(self.said)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        # It paints every pixel itself, so that scrolling moves what is there and paints only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setMinimumSectionSize(theme.px(48))
        head.setSectionsMovable(False)
        self._title = model.column_of("title")
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSortingEnabled(True)
        head.sectionResized.connect(self._resized)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.selectionModel().currentChanged.connect(self._remember)
        model.shown_changed.connect(self._keep_place)
        theme.changed.connect(self._restyle)
        self._restyle()

    # What is selected

    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of the selected rows, in the order shown."""
        # By ranges: asked for its rows, Qt asks the model about every cell of every one of them.
        chosen = self.selectionModel().selection()
        parts = [chosen.at(at) for at in range(chosen.count())]
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return tuple(self._steps.row_at(row).id for row in rows)

    def current_step(self) -> Milestone | None:
        """The row with the focus, if it is shown."""
        index = self.currentIndex()
        return self._steps.row_at(index.row()) if index.isValid() else None

    def choose(self, ids: Sequence[str], *, show: bool = True) -> None:
        """Select these rows, or none, and bring the first into view (`show` False: leave the scrolling to others)."""
        rows = [row for row in (self._steps.row_of(i) for i in ids) if row is not None]
        if not rows:
            if not ids:
                self.clearSelection()
            return
        first, last = self._steps.index(rows[0], self._title), self._steps.columnCount() - 1
        chosen = QItemSelection()
        for top, bottom in runs_of(sorted(rows)):
            chosen.select(self._steps.index(top, 0), self._steps.index(bottom, last))
        flags = QItemSelectionModel.SelectionFlag
        self.setAutoScroll(show)
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self.setAutoScroll(True)
        if show:
            self.scrollTo(first)

    def neighbour(self, ids: Sequence[str]) -> str | None:
        """The row to go to when these are gone: the one below them, else the one above."""
        rows = [row for row in (self._steps.row_of(i) for i in ids) if row is not None]
        if not rows:
            return None
        order = [*range(max(rows) + 1, self._steps.rowCount()), *range(min(rows) - 1, -1, -1)]
        gone = set(ids)
        return next((step.id for step in (self._steps.row_at(row) for row in order) if step.id not in gone), None)

    def edit_title(self, step_id: str) -> None:
        """Open the title of a step for typing."""
        row = self._steps.row_of(step_id)
        if row is not None:
            self.choose([step_id])
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.edit(self._steps.index(row, self._title))

    def _remember(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._current_id = current.data(ID_ROLE) if current.isValid() else None

    def _keep_place(self) -> None:
        """After rows have gone some row stays current, so that the keys go on working."""
        if not self.currentIndex().isValid() and self._steps.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._steps.index(0, self._title), flags.NoUpdate)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        painter.end()
        super().paintEvent(event)

    # Sizes

    def _restyle(self) -> None:
        theme, head = self._theme, self.horizontalHeader()
        self._ground = theme.colour("surface")
        row, high = theme.px(ROW), theme.px(HEAD)
        if self._beside is not None:
            row, high = self._beside()
        self.verticalHeader().setMinimumSectionSize(min(row, theme.px(ROW)))
        self.verticalHeader().setDefaultSectionSize(max(row, theme.line_height("table") + theme.px(8)))
        head.setFixedHeight(max(high, theme.line_height("caption") + theme.px(8)))
        head.setFont(theme.font("label"))
        head.setMinimumSectionSize(theme.px(NARROW_DONE))
        head.setStyleSheet("" if self._beside is None else _head_beside(theme.px))
        for at, column in enumerate(self._steps.columns):
            narrow = self._beside is not None and column.key == "done"
            self.setColumnWidth(at, theme.px(NARROW_DONE if narrow else column.width))
        self._stretch()
        self.viewport().update()

    def _stretch(self) -> None:
        """The title takes what the other columns leave, and never less than it needs to be read."""
        head = self.horizontalHeader()
        others = sum(head.sectionSize(at) for at in range(head.count()) if at != self._title
                     and not self.isColumnHidden(at))
        least = LEAST_TITLE if self._beside is None else NARROW_TITLE
        wanted = max(self._theme.px(least), self.viewport().width() - others)
        if self.columnWidth(self._title) != wanted:
            self.setColumnWidth(self._title, wanted)

    def _resized(self, section: int, _old: int, _new: int) -> None:
        if section != self._title:
            self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def stand_beside(self, sizes: Callable[[], tuple[int, int]] | None) -> None:
        """Share the heights of a row and of the head with a view beside; None: stand alone."""
        self._beside = sizes
        self._restyle()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns and no others."""
        for at, column in enumerate(self._steps.columns):
            self.setColumnHidden(at, column.key not in keys)
        self._stretch()

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                                        Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_Space and plain:
            self.done_asked.emit()
        elif key == Qt.Key.Key_Delete and plain:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_Insert and plain:
            self.new_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if why := locked(self._steps, self.currentIndex()):
                self.said.emit(why)
            elif self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers() == SHIFT):
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def edit(self, index: Index, *how: Any) -> Any:
        """Open a cell for typing; one that cannot be edited says why when that is asked for."""
        triggers = QAbstractItemView.EditTrigger
        why = locked(self._steps, index)
        if why and how and how[0] in (triggers.DoubleClicked, triggers.EditKeyPressed):
            self.said.emit(why)
        return super().edit(index, *how)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._keep_place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for changed in {before, row} - {-1}:
            if before != row:
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(0, top, self.viewport().width(), height)


def _head_beside(px: Callable[[float], int]) -> str:
    """Beside the chart the names stand where its months do; its deadlines take the rest of the head."""
    above, below, side = px(20), px(BAND), px(10)
    return (
        f"QHeaderView::section {{ padding: {above}px {side}px {below}px; }}"
        f"QHeaderView::section:first {{ padding: {above}px 1px {below}px; }}"
        f"QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-origin: content; "
        f"subcontrol-position: center left; left: {px(48)}px; width: {px(10)}px; height: {px(10)}px; }}"
    )
