"""One delegate paints every kind of cell from the model's roles and gives each its editor. No widgets in cells."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
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
from reapply_desktop.ui.models.editors import ROOMY, LeavingWatch, editor_value, fill_editor, make_editor
from reapply_desktop.ui.models.hours_field import HoursField
from reapply_desktop.ui.models.table_model import ICON_ROLE, QUIET_ROLE, TONE_ROLE, TableModel
from reapply_desktop.ui.models.waits_picker import WaitsPicker
from reapply_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAD, MARK = 10, 18
ROLE = Qt.ItemDataRole


class TableDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a `TableModel`. `said` carries a sentence when what was typed cannot be."""

    said = QtSignal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        role = "selection" if selected else "hover_row" if index.row() == self.hovered_row else "surface"
        painter.fillRect(rect, theme.colour(role))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        kind = self._kind(index)
        if kind == "tick":
            side = theme.px(MARK)
            at = QPointF(rect.center().x() - side / 2 + 1, round(rect.center().y() - side / 2))
            paint_tick(painter, theme, at, Qt.CheckState(index.data(ROLE.CheckStateRole)) == Qt.CheckState.Checked)
        else:
            self._paint_words(painter, QRectF(rect), index, kind == "title" and selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent_text"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index, strong: bool) -> None:
        theme = self._theme
        text, tone, icon = index.data(ROLE.DisplayRole) or "", index.data(TONE_ROLE), index.data(ICON_ROLE)
        place = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), -1)
        if icon:
            size = theme.px(16)
            top = round(place.center().y() - size / 2)
            painter.drawPixmap(QPointF(place.left(), top), theme.pixmap(theme.category_icon(icon), icon, 16))
            place.setLeft(place.left() + size + theme.px(9))
        late = tone == "warning"
        font = theme.font("table_strong" if strong or late else "table")
        quiet = not text or tone == "second" or bool(index.data(QUIET_ROLE))
        painter.setFont(font)
        painter.setPen(theme.colour("warning" if late else "text_second" if quiet else "text"))
        words = QFontMetricsF(font).elidedText(text or "–", Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

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
