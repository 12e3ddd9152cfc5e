"""One delegate paints every kind of cell from the model's roles and gives each its editor. No widgets in cells."""

import math
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reapply_desktop.domain.plan import Milestone
from reapply_desktop.ui.controls.choices import paint_tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import CheckedField
from reapply_desktop.ui.controls.one_line import ascent, steady
from reapply_desktop.ui.models.editors import ROOMY, LeavingWatch, editor_value, fill_editor, make_editor
from reapply_desktop.ui.models.hours_field import HoursField
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.models.waits_picker import WaitsPicker
from reapply_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAD, MARK, MOST_LAID = 10, 18, 4_000
SELECTED, FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
ROLE = Qt.ItemDataRole


class TableDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a `TableModel`. `said` carries a sentence when what was typed cannot be."""

    said = QtSignal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1
        self._restyle()
        theme.changed.connect(self._restyle)

    # Painting: some hundred cells after each edit, so that the theme is asked once and Qt as little as can be.

    def _restyle(self) -> None:
        theme = self._theme
        roles = ("selection", "hover_row", "surface", "line", "text", "text_second", "warning", "accent_text")
        self._colours = {role: theme.colour(role) for role in roles}
        self._fonts = {style: theme.font(style) for style in ("table", "table_strong")}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}
        self._heights = {style: _height("x", font) for style, font in self._fonts.items()}
        self._laid: dict[tuple[str, int, str], tuple[QStaticText, int]] = {}
        self._ticks: dict[tuple[bool, float], QPixmap] = {}
        self._pad, self._mark, self._icon = theme.px(PAD), theme.px(MARK), theme.px(16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        around, number = model.around, index.row()
        if around is None:
            return
        row, column = model.row_at(number), model.columns[index.column()]
        rect, state = option.rect, option.state.value
        selected = bool(state & SELECTED)
        colours = self._colours
        # The table has laid the plain ground already.
        if selected or number == self.hovered_row:
            painter.fillRect(rect, colours["selection" if selected else "hover_row"])
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours["line"])
        if column.kind == "tick":
            at = QPointF(round(rect.center().x() - self._mark / 2 + 1), round(rect.center().y() - self._mark / 2))
            painter.drawPixmap(at, self._tick(bool(column.value(row)), painter.device().devicePixelRatioF()))
        else:
            text, tone = column.text(row, around), column.tone(row, around)
            icon = column.icon(row) if column.icon else ""
            quiet = not text or tone == "second" or model.is_quiet(row)
            late = tone == "warning"
            style = "table_strong" if late or (column.kind == "title" and selected) else "table"
            role = "warning" if late else "text_second" if quiet else "text"
            self._paint_words(painter, rect, text or "–", style, role, icon, column.right)
        if state & FOCUSED:
            painter.setPen(QPen(colours["accent_text"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))

    def _tick(self, checked: bool, ratio: float) -> QPixmap:
        """The tick as a picture: its round corners are drawn once and not in every row of every frame."""
        found = self._ticks.get((checked, ratio))
        if found is None:
            side = math.ceil(self._mark * ratio)
            found = self._ticks[checked, ratio] = QPixmap(side, side)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            paint_tick(painter, self._theme, QPointF(0, 0), checked)
            painter.end()
        return found

    def _paint_words(
        self, painter: QPainter, rect: QRect, text: str, style: str, role: str, icon: str, right: bool
    ) -> None:
        left = rect.left() + self._pad
        if icon:
            top = round(rect.top() + (rect.height() - self._icon) / 2)
            painter.drawPixmap(left, top, self._theme.pixmap(self._theme.category_icon(icon), icon, 16))
            left += self._icon + self._theme.px(9)
        width = max(0, rect.right() - self._pad - left + 1)
        key = (text, width, style)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > MOST_LAID:
                self._laid.clear()
            laid = self._laid[key] = self._lay_out(text, width, style)
        words, up = laid
        painter.setFont(self._fonts[style])
        painter.setPen(self._colours[role])
        top = rect.top() + round((rect.height() - 1 - self._metrics[style].height()) / 2) - up
        painter.drawStaticText(left + (round(width - words.size().width()) if right else 0), top, words)

    def _lay_out(self, text: str, width: int, style: str) -> tuple[QStaticText, int]:
        """The words cut to the width, laid out once: they are drawn again with every edit and every scroll.

        With them, how many px higher they are drawn because a letter of a taller font pushes their baseline down."""
        one_line = " ".join(text.split())
        words = QStaticText(self._metrics[style].elidedText(one_line, Qt.TextElideMode.ElideRight, width))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        words.prepare(font=self._fonts[style])
        if words.size().height() <= self._heights[style]:
            return words, 0
        return words, round(ascent(words.text(), self._fonts[style]) - self._metrics[style].ascent())

    def _kind(self, index: Index) -> str:
        model = index.model()
        assert isinstance(model, TableModel)
        return str(model.columns[index.column()].kind)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if self._kind(index) != "tick":
            return False
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease \
            and event.button() == Qt.MouseButton.LeftButton
        if not clicked:
            return isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick
        checked = Qt.CheckState(index.data(ROLE.CheckStateRole)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(index, state.value, ROLE.CheckStateRole)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = make_editor(self._theme, self._kind(index), parent)
        model = index.model()
        assert isinstance(model, TableModel)
        title = model.columns[index.column()].title
        if isinstance(editor, QLineEdit) and not isinstance(editor, CheckedField):
            steady(editor)
        if not isinstance(editor, Combo):
            editor.setAccessibleName(title)
        else:
            editor.activated.connect(lambda: self._done(editor))
        if isinstance(editor, WaitsPicker | HoursField):
            watch = LeavingWatch(editor)
            watch.left.connect(lambda: self._done(editor))
            editor.confirmed.connect(lambda: self._done(editor))
        if isinstance(editor, WaitsPicker):
            editor.cancelled.connect(
                lambda: self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache))
        if hasattr(editor, "confirmed") and not isinstance(editor, WaitsPicker | HoursField):
            editor.confirmed.connect(lambda: self._done(editor))
        return editor

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Qt asks again after every change of the model; what a person is typing is not taken from them.
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        model = index.model()
        assert isinstance(model, TableModel)
        step, around = model.row_at(index.row()), model.around
        if around is not None and isinstance(step, Milestone):
            fill_editor(editor, index.data(ROLE.EditRole), step, around.plan)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value, problem = editor_value(editor)
        if problem:
            self.said.emit(problem)
            return
        self.said.emit("")
        model.setData(index, value, ROLE.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """In its cell; larger where the kind needs it, and then kept inside the table."""
        place: QRect = QRect(option.rect)
        wanted = ROOMY.get(self._kind(index))
        if wanted is not None:
            place.setWidth(max(place.width(), self._theme.px(wanted[0])))
            place.setHeight(max(place.height(), self._theme.px(wanted[1])))
        elif self._kind(index) != "title":
            place.setWidth(max(place.width(), editor.minimumSizeHint().width()))
        viewport = editor.parentWidget()
        room = viewport.rect() if viewport is not None else place
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width())))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height())))
        editor.setGeometry(place)

    def eventFilter(self, editor: Any, event: QEvent) -> bool:
        """Return in a field that cannot be read says why and leaves what was typed; Escape gives it up."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress \
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and isinstance(editor, QLineEdit):
            problem = editor_value(editor)[1]
            if problem:
                self.said.emit(problem)
            else:
                self._done(editor)
            return True
        return super().eventFilter(editor, event)


def _height(text: str, font: QFont) -> float:
    words = QStaticText(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.prepare(font=font)
    return float(words.size().height())
