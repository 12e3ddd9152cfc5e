"""Small controls only the interview needs: the line below a field, "I don't know", counts, and a calm combo box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.interview_checks import ERROR, EXPLAIN, FINE, Check
from reapply_desktop.domain.questions import typed_whole
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.fields import FieldMessage, set_state
from reapply_desktop.ui.controls.text import caption
from reapply_desktop.ui.theme import Theme

KINDS = {ERROR: "error", EXPLAIN: "explain", FINE: "good"}
STATES = {ERROR: "error", EXPLAIN: "explain"}


class Message(QWidget):
    """The line below a field: a remark with its icon, else the quiet note of the question; nothing takes no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(2), 0, 0)
        column.setSpacing(0)
        self._remark = FieldMessage(theme)
        self._note = caption(theme, "", wrap=True)
        column.addWidget(self._remark)
        column.addWidget(self._note)
        self.setVisible(False)

    def text(self) -> str:
        """What is to be read there now."""
        return self._remark.text() or self._note.text()

    def show_check(self, check: Check | None, note: str = "") -> None:
        """Show what a check says; quiet ones, and the question's own note, stand there without an icon."""
        loud = check is not None and check.level in KINDS
        if check is not None and loud:
            self._remark.show_message(check.text, KINDS[check.level])
        else:
            self._remark.clear()
            note = note if check is None else check.text
        self._note.setText("" if loud else note)
        self._note.setVisible(not loud and bool(note))
        self.setVisible(loud or bool(note))


def mark(field: QWidget, level: str, text: str = "") -> None:
    """Draw a field's border for a level of remark, and let a screen reader say the remark with it."""
    set_state(field, STATES.get(level))
    field.setAccessibleDescription(text)


def stops_in(widget: QWidget) -> list[QWidget]:
    """What Tab may stop at inside a widget, itself included, in the order it was put together."""
    window = widget.window()  # a combo box's list has one of its own
    inside = (w for w in (widget, *widget.findChildren(QWidget)) if w.window() is window)
    return [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def order_tabs(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these in this order."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


class SmallTick(Tick):
    """ "I don't know" at the end of a label."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, style="caption")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class StepLine(QLineEdit):
    """A line for a count, which the arrow keys raise and lower; whatever is typed stays."""

    stepped = Signal()

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self._low, self._high = low, high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(int(event.key()), 0)
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        value = typed_whole(self.text())
        start = value if isinstance(value, int) else self._low - 1
        self.setText(str(min(self._high, max(self._low, start + step))))
        self.stepped.emit()


class CalmCombo(QComboBox):
    """A combo box that a wheel turned over it does not change, with a quiet word before its arrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._aside = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.installEventFilter(self)

    def set_aside(self, text: str) -> None:
        self._aside = text
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = self._theme.font("caption")
        painter = QPainter(self)
        painter.setFont(metrics)
        wide = painter.fontMetrics().horizontalAdvance(self._aside)
        taken = self.fontMetrics().horizontalAdvance(self.currentText()) + self._theme.px(60)
        if self._aside and taken + wide <= self.width():
            painter.setPen(self._theme.colour("text_second"))
            place = QRectF(self.rect()).adjusted(0, 0, -self._theme.px(32), 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside)
