"""The rows of a table on the screen: sorted by any column, one chosen, and whose each is said in a tag."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from reapply_desktop.domain.reference import OWN, TAKEN_IN
from reapply_desktop.domain.table_rows import NUMERIC, TableRow
from reapply_desktop.ui.controls.tag import paint_tag, tag_size
from reapply_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
NONE = QModelIndex()
KINDS = {OWN: "info", TAKEN_IN: "positive"}
SELECTED, FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
PAD, LEAST, MOST, FEWEST = 10, 180, 360, 84


class RowModel(QAbstractTableModel):
    """The rows as they come; `show_rows` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[TableRow, ...] = ()

    def show_rows(self, columns: Sequence[str], rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def place_of(self, key: object) -> int:
        """The number of the row with that key, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole):
            return self.rows[index.row()].cells[index.column()] or ("" if role == ROLE.ToolTipRole else "–")
        if role == ROLE.TextAlignmentRole and self.columns[index.column()] in NUMERIC:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == ROLE.DisplayRole:
            return self.columns[section]
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section] in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowTable(QTableView):
    """`chosen_changed` follows the selection, `change_asked` Return and double click."""

    chosen_changed = Signal()
    change_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, model: RowModel) -> None:
        super().__init__()
        self._theme, self.rows = theme, model
        self.setAccessibleName("Rows of the table")
        self.setModel(model)
        self.setItemDelegate(_Painter(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda _index: self.change_asked.emit())
        theme.changed.connect(self.fit)

    def chosen(self) -> TableRow | None:
        """The row that is selected."""
        found = self.selectionModel().selectedRows()
        return self.rows.rows[found[0].row()] if found and found[0].row() < len(self.rows.rows) else None

    def choose(self, key: object) -> None:
        """Select the row with that key and bring it into view."""
        at = self.rows.place_of(key)
        if at >= 0:
            self.selectRow(at)
            self.scrollTo(self.rows.index(at, 0))

    def fit(self) -> None:
        """Row heights, and widths: each column what it needs, the source what is left."""
        theme = self._theme
        high = max(theme.px(34), theme.line_height("table") + theme.px(10))
        self.verticalHeader().setDefaultSectionSize(high)
        head = self.horizontalHeader()
        head.setFixedHeight(max(theme.px(32), theme.line_height("label") + theme.px(10)))
        count = len(self.rows.columns)
        if not count:
            return
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(False)
        self.resizeColumnsToContents()
        source, px = count - 2, theme.px
        wide = [min(self.columnWidth(at) + px(12), px(MOST)) for at in range(count)]
        wide[source] = px(LEAST)
        whose = max((tag_size(theme, row.cells[-1]).width() for row in self.rows.rows), default=0) + px(2 * PAD)
        wide[-1] = max(whose, wide[-1])
        over = sum(wide) - self.viewport().width()
        for at in range(source):  # what does not fit is taken from the words, never from whose a row is
            if over > 0:
                less = min(over, max(0, wide[at] - px(FEWEST)))
                wide[at] -= less
                over -= less
        wide[source] += max(0, -over)
        for at, width in enumerate(wide):
            head.resizeSection(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.change_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Words on one line with an … where they are cut, the first column strong, the last one as a tag."""

    def __init__(self, theme: Theme, table: RowTable) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, model = self._theme, option.rect, index.model()
        assert isinstance(model, RowModel)
        row, last = model.rows[index.row()], index.column() == len(model.columns) - 1
        painter.fillRect(rect, theme.colour("selection" if option.state & SELECTED else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        pad = theme.px(PAD)
        inner = rect.adjusted(pad, 0, -pad, -1)
        words = row.cells[index.column()]
        if last:
            size = tag_size(theme, words)
            top = round(inner.center().y() - size.height() / 2) + 1
            place = QRectF(inner.left(), top, size.width(), size.height())
            paint_tag(painter, theme, place, words, KINDS.get(row.origin, "neutral"))
        else:
            first = index.column() == 0
            quiet = not words or model.columns[index.column()] == "Source"
            painter.setFont(theme.font("table_strong" if first else "table"))
            painter.setPen(theme.colour("text_second" if quiet else "text"))
            right = model.columns[index.column()] in NUMERIC
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            cut = painter.fontMetrics().elidedText(words or "–", Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        if option.state & FOCUSED:
            painter.setPen(QPen(theme.colour("accent_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
