"""Which steps a step waits for: a list to tick, from which every choice that would close a circle is left out."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import possible_waits
from reapply_desktop.domain.words import short_day
from reapply_desktop.ui.controls.choices import paint_tick
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme

ENDS_ROLE = Qt.ItemDataRole.UserRole + 1


class _TickedRow(QStyledItemDelegate):
    """A tick, the title, and when it ends."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, max(self._theme.px(28), self._theme.line_height("table") + self._theme.px(8)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, place = self._theme, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.colour("selection"))
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        side = theme.px(18)
        paint_tick(painter, theme, QPointF(place.left() + theme.px(4), round(place.center().y() - side / 2)), checked)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_second"))
        ends = index.data(ENDS_ROLE)
        right = place.adjusted(0, 0, -theme.px(6), 0)
        painter.drawText(right, align | Qt.AlignmentFlag.AlignRight, ends)
        room = painter.fontMetrics().horizontalAdvance(ends) + theme.px(16)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.colour("text"))
        words = place.adjusted(side + theme.px(14), 0, -room, 0)
        title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, align, title)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:  # fmt: skip
        """The whole row is the target; Space ticks it too."""
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease \
            and event.button() == Qt.MouseButton.LeftButton
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress \
            and event.key() == Qt.Key.Key_Space
        if not clicked and not typed:
            return False
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)


class WaitsPicker(QFrame):
    """A search field over a list with ticks. `confirmed` on Return, `cancelled` on Escape."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, popup: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup) if popup else super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAutoFillBackground(True)
        self._kept: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        edge = theme.px(8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(6))
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a step")
        steady(self.search)
        self.search.setAccessibleName("Find a step to wait for")
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Waits for")
        self.list.setFont(theme.font("table"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_TickedRow(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Label(theme, "No other step can come before this one.", "table", "text_second", wrap=True)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.setFocusProxy(self.search)
        for part in (self.search, self.list):
            part.installEventFilter(self)
        self.resize(theme.px(340), theme.px(280))

    def offer(self, plan: Plan, step: Milestone) -> None:
        """List what the step can wait for: awaited ones first, then by date. Circles are not offered."""
        self._kept = step.depends_on
        awaited = set(step.depends_on)
        options = sorted(possible_waits(plan, step), key=lambda m: (m.id not in awaited, m.end, m.title))
        self.list.clear()
        for option in options:
            item = QListWidgetItem(option.title)
            item.setData(Qt.ItemDataRole.UserRole, option.id)
            item.setData(ENDS_ROLE, f"ends {short_day(option.end)}")
            item.setToolTip(f"{option.title}, ends {short_day(option.end)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if option.id in awaited else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._none.setVisible(not options)
        self.list.setVisible(bool(options))

    def chosen(self) -> Sequence[str]:
        """The ids ticked: those from before in their order, then the new ones."""
        ticked = [item.data(Qt.ItemDataRole.UserRole) for item in self._items()
                  if item.checkState() == Qt.CheckState.Checked]
        before = [awaited for awaited in self._kept if awaited in ticked]
        return (*before, *(one for one in ticked if one not in before))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirmed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.list.setCurrentRow(max(0, self.list.currentRow()))
                return True
        return super().eventFilter(watched, event)

