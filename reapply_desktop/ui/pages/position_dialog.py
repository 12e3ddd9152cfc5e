""""I have a position" (B11.15): what will be dropped, what may stay open, whom to thank, before the plan closes."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.position import closing
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import listed, short_day
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import paint_tick
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, panel_title
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.theme import Theme

# A loan's grace period and a visa go on whatever the Match says (B11.13): their steps stay unless taken off.
STAYS = ("B11.13",)
SIDE, WIDE, HIGH, ROW, NARROW = 276, 860, 600, 34, 580
Index = QModelIndex | QPersistentModelIndex


class PositionDialog(QDialog):
    """After accepting, `day` is the day it was found and `kept` the steps that stay open."""

    def __init__(self, plan: Plan, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._theme = plan, theme
        self._field = DateField(theme, date(today.year - 1, 1, 1), today, "The day it was found: today or earlier.")
        self._field.setObjectName("found_on")
        self._field.set_day(today)
        self._wrong = FieldMessage(theme, self._field)
        steps = sorted(closing(plan).dropped, key=lambda m: (m.rule not in STAYS, m.start, m.end))
        self.model = KeepModel(tuple(steps), frozenset(m.id for m in steps if m.rule in STAYS))
        self.list = _KeepList(theme, self.model)
        self._brief = Prose(theme, "", "table", "text_second")
        self._outcome = [Label(theme, "", "table", wrap=True) for _ in range(3)]
        self._drop = button("", "primary")
        self._drop.setObjectName("close_plan")
        self._drop.setDefault(True)
        self.setWindowTitle("I have a position")
        self._right = self._side()
        self._build()
        self.model.kept_changed = self._refresh
        self._refresh()
        room = self.screen().availableSize()
        self.resize(min(theme.px(WIDE), room.width() - 40), min(theme.px(HIGH), room.height() - 60))
        self._field.setFocus()

    @property
    def day(self) -> date:
        found = self._field.day()
        assert found is not None
        return found

    @property
    def kept(self) -> frozenset[str]:
        return self.model.kept

    def accept(self) -> None:
        if self._field.check() and self._field.day() is None:
            self._wrong.show_message("Which day was it? Today will do.")
        if self._field.day() is not None and not self._field.problem():
            super().accept()
        else:
            self._field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both sides do not fit, what will happen stands below the choices."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(NARROW)
        self._right.setVisible(not narrow)
        self._brief.setVisible(narrow)

    # How it is built

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        left = QWidget()
        sections = QVBoxLayout(left)
        sections.setContentsMargins(px(28), px(20), px(28), px(16))
        sections.setSpacing(px(6))
        sections.addWidget(panel_title(theme, "A position is found"))
        words = "What is still open is dropped, nothing is deleted, and one undo takes it all back."
        sections.addWidget(Prose(theme, words, "table", "text_second"))
        self._section(sections, 1, "When?")
        day = QHBoxLayout()
        day.addWidget(self._field)
        day.addStretch(1)
        sections.addLayout(day)
        sections.addWidget(self._wrong)
        self._section(sections, 2, "What stays open?")
        hint = "Tick what goes on all the same: a visa, a loan, an exam you are signed up for."
        sections.addWidget(Prose(theme, hint, "caption", "text_second"))
        sections.addWidget(self.list, 1)
        self._section(sections, 3, "Whom to thank")
        people = closing(self._plan).people
        words = f"{listed(people)}, and whoever wrote, read and listened." if people else (
            "Whoever wrote for you, read your pages and listened. A line is enough.")
        sections.addWidget(Prose(theme, words, "table"))
        sections.addSpacing(px(10))
        sections.addWidget(self._brief)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Scroll(left), 1)
        row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._strip())

    def _section(self, sections: QVBoxLayout, number: int, words: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(9))
        head.addWidget(Label(self._theme, str(number), "heading", "accent_text"))
        head.addWidget(Label(self._theme, words, "heading"), 1)
        sections.addSpacing(self._theme.px(10))
        sections.addLayout(head)

    def _side(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        side = _Surface(theme)
        side.setFixedWidth(px(SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(px(20), px(22), px(20), px(20))
        column.setSpacing(px(8))
        column.addWidget(Label(theme, "What will happen", "heading"))
        for part in self._outcome:
            column.addWidget(part)
        words = "The next calendar export takes the dropped steps out of your calendar. It is offered afterwards."
        column.addSpacing(px(8))
        column.addWidget(Prose(theme, words, "caption", "text_second"))
        column.addStretch(1)
        return side

    def _strip(self) -> QFrame:
        strip, row = button_strip(self._theme)
        row.addStretch(1)
        cancel = button("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self._drop.clicked.connect(self.accept)
        row.addWidget(self._drop)
        return strip

    def _refresh(self) -> None:
        result = closing(self._plan, self.kept)
        dropped, kept, done = len(result.dropped), len(self.kept), len(result.kept)
        self._outcome[0].setText(f"{counted(dropped, 'open step')} will be dropped.")
        self._outcome[1].setText(f"{counted(kept, 'step')} will stay open." if kept else "None will stay open.")
        self._outcome[2].setText(f"{counted(done, 'done step')} will stay as they are." if done != 1
                                 else "1 done step will stay as it is.")
        self._brief.set_text(" ".join(part.text() for part in self._outcome))
        self._drop.setText(f"Drop {counted(dropped, 'step')}" if dropped else "Close the plan")


class KeepModel(QAbstractListModel):
    """The open steps with a tick for those that stay."""

    def __init__(self, steps: tuple[Milestone, ...], kept: frozenset[str]) -> None:
        super().__init__()
        self.steps, self.kept = steps, kept
        self.kept_changed: Any = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return step.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if step.id in self.kept else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        step = self.steps[index.row()]
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.kept = self.kept | {step.id} if checked else self.kept - {step.id}
        self.dataChanged.emit(index, index, [role])
        if self.kept_changed is not None:
            self.kept_changed()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class _KeepList(QListView):
    """A click anywhere in a row, or Space, switches its tick."""

    def __init__(self, theme: Theme, model: KeepModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_KeepPainter(theme, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(theme.px(4 * ROW))
        self.setAccessibleName("Open steps; ticked ones stay")
        ground = theme.colour("surface").name()
        edge = theme.colour("line").name()
        border = f"border: 1px solid {edge}; border-radius: 8px; outline: 0;"
        self.setStyleSheet(f"QListView {{ background: {ground}; {border} }}")

    def switch(self, index: Index) -> None:
        if index.isValid():
            now = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if now else Qt.CheckState.Checked
            self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.switch(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.switch(self.currentIndex())
            return
        super().keyPressEvent(event)


class _KeepPainter(QStyledItemDelegate):
    """Tick, category, title, day."""

    def __init__(self, theme: Theme, view: _KeepList) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(self._theme.px(ROW), self._theme.line_height("table") + self._theme.px(10)))

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        return False  # the list switches the whole row itself, once

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, option.rect
        model = index.model()
        assert isinstance(model, KeepModel)
        step = model.steps[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover_row"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        mark = QPointF(rect.left() + px(12), round(rect.center().y() - px(18) / 2) + 1)
        paint_tick(painter, theme, mark, step.id in model.kept)
        icon = theme.pixmap(theme.category_icon(step.category), step.category, 16)
        painter.drawPixmap(QPointF(rect.left() + px(42), round(rect.center().y() - px(16) / 2) + 1), icon)
        painter.setFont(theme.font("caption"))
        day = short_day(step.start)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(day)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(theme.colour("text_second"))
        painter.drawText(QRectF(rect).adjusted(0, 0, -px(12), 0), Qt.AlignmentFlag.AlignRight | middle, day)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.colour("text"))
        words = QRectF(rect).adjusted(px(68), 0, -wide - px(24), 0)
        title = QFontMetricsF(painter.font()).elidedText(step.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle, title)
        if option.state & QStyle.StateFlag.State_HasFocus:
            box(painter, QRectF(rect), px(4), None, theme.colour("accent_text"), 2)
        painter.restore()


class _Surface(Painted):
    """The right side of a dialog, where what will come out is said."""

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.colour("line"))
