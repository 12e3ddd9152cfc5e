"""Two to four answers in one frame, one of them chosen; more answers are a combo box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import by_keyboard
from reapply_desktop.ui.theme import Theme

_LEFT, _RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


class _Segment(QRadioButton):
    """One answer; draws its part of the common frame."""

    def __init__(self, theme: Theme, text: str, icon: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._words, self._glyph, self._frame = theme, text, icon, parent
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._ringed = False
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        # As wide as the heavier weight needs, so that choosing moves nothing.
        wide = QFontMetricsF(self._theme.font("table_strong")).horizontalAdvance(self._words) + self._theme.px(22)
        if self._glyph:
            wide += self._theme.px(16) + self._theme.px(8)
        return QSize(round(wide) + 1, max(self._theme.px(34), self._theme.line_height("table") + self._theme.px(12)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt moves by geometry and only sometimes chooses; here an arrow always chooses the neighbour.
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(event.key(), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and event.key() in (_LEFT, _RIGHT):
            step = -step
        parts = self.group().buttons()
        place = parts.index(self) + step
        if not step:
            super().keyPressEvent(event)
        elif 0 <= place < len(parts) and parts[place].isEnabled():
            parts[place].setFocus(Qt.FocusReason.TabFocusReason)
            parts[place].click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = by_keyboard(event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.scheme == "contrast"
        border = 2.0 if contrast else 1.0
        frame = QRectF(self._frame.rect()).translated(QPointF(-self.x(), 0))
        frame.adjust(border / 2, border / 2, -border / 2, -border / 2)
        path = QPainterPath()
        path.addRoundedRect(frame, theme.px(6) - border / 2, theme.px(6) - border / 2)
        chosen, enabled = self.isChecked(), self.isEnabled()
        if chosen and enabled:
            fill = theme.colour("accent" if contrast else "selection")
        elif not enabled or self.isDown() or self.underMouse():
            fill = theme.colour("line" if self.isDown() else "sunken")
        else:
            fill = theme.colour("surface")
        painter.fillPath(path, fill)
        if self.x() > 0:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(0.5, border), QPointF(0.5, self.height() - border))
        painter.setPen(QPen(theme.colour("control_line" if enabled else "line"), border))
        painter.drawPath(path)
        role = "text_disabled" if not enabled else "text"
        if chosen and enabled:
            role = "on_accent" if contrast else "accent_text"
        self._draw_words(painter, role, chosen)
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(theme.colour("on_accent" if chosen and contrast else "accent_text"), 2))
            inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            painter.drawRoundedRect(inner, theme.px(3), theme.px(3))

    def _draw_words(self, painter: QPainter, role: str, chosen: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("table_strong" if chosen else "table"))
        painter.setPen(theme.colour(role))
        place = QRectF(self.rect())
        if self._glyph:
            wide = painter.fontMetrics().horizontalAdvance(self._words) + theme.px(24)
            left = (self.width() - wide) / 2
            size = theme.px(16)
            picture = theme.pixmap(self._glyph, role if chosen else "text_second", 16)
            painter.drawPixmap(QPointF(round(left), round((self.height() - size) / 2)), picture)
            place.setLeft(left + theme.px(24))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self._words)
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self._words)


class Segments(QWidget):
    """Exclusive answers side by side: `(value, text)` or `(value, text, icon)`. Arrow keys move, Space chooses."""

    chosen = Signal(object)  # the value, when the person chose it

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[Any, ...]],
        name: str = "",
        value: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is read by a screen reader before each answer; `value` None chooses nothing."""
        super().__init__(parent)
        self._values = [option[0] for option in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(options):
            part = _Segment(theme, str(option[1]), option[2] if len(option) > 2 else None, self)
            part.setAccessibleDescription(name)
            self._group.addButton(part, index)
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_value(value)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        theme.changed.connect(self._restyle)

    def value(self) -> Any:
        """The chosen value, or None when nothing is chosen yet."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: Any) -> None:
        """Show a value as chosen without saying so; None or an unknown value chooses nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for part in self._group.buttons():
            part.setChecked(False)
        self._group.setExclusive(True)

    def _restyle(self) -> None:
        for part in self._group.buttons():
            part.updateGeometry()
        self.update()
