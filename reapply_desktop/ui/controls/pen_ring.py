"""The pen ring round a circled cause: the signature of the program, used for nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import Sign
from reapply_desktop.ui.theme import Theme

SIDE, ABOVE, HEIGHT = 10, 5, 30


def ring(w: float, h: float = HEIGHT) -> QPainterPath:
    """One stroke of the pen round a text of width `w`; the origin is 10 left of and 5 above the text."""
    path = QPainterPath()
    path.moveTo(0.62 * w, 1.5)
    path.cubicTo(0.25 * w, -1, 2, 3, 1.5, 0.52 * h)
    path.cubicTo(1.5, h - 1, 0.3 * w, h, 0.55 * w, h - 0.5)
    path.cubicTo(0.85 * w, h - 1, w + 18, h - 3, w + 18.5, 0.48 * h)
    path.cubicTo(w + 18.5, 4, 0.8 * w, 0, 0.5 * w, 3)
    return path


def paint_ring(painter: QPainter, theme: Theme, text: QRectF) -> None:
    """Draw the ring round the box of a text."""
    factor = theme.factor
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(text.left() - SIDE * factor, text.top() - ABOVE * factor)
    painter.scale(factor, factor)
    pen = QPen(theme.colour("accent_text"), 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(ring(text.width() / factor, text.height() / factor + 2 * ABOVE))
    painter.restore()


class PenRing(Sign):
    """The name of a cause, with the ring when it is circled; the room above and below stays so that nothing jumps."""

    def __init__(
        self, theme: Theme, text: str, circled: bool = False, style: str = "heading", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._text, self._circled, self._style = text, circled, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def circled(self) -> bool:
        return self._circled

    def text(self) -> str:
        return self._text

    def set_circled(self, circled: bool) -> None:
        """Draw the ring or take it away."""
        self._circled = circled
        self._name()
        self._theme_changed()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._text}, circled" if self._circled else self._text)

    def _text_size(self) -> tuple[float, float]:
        metrics = QFontMetricsF(self._theme.font(self._style))
        return metrics.horizontalAdvance(self._text), max(float(self._theme.px(20)), metrics.height())

    def sizeHint(self) -> QSize:
        wide, high = self._text_size()
        side = 2 * self._theme.px(SIDE) if self._circled else 0
        return QSize(round(wide) + 1 + side, round(high) + 2 * self._theme.px(ABOVE) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide, high = self._text_size()
        left = self._theme.px(SIDE) if self._circled else 0
        place = QRectF(left, self._theme.px(ABOVE), wide, high)
        painter.setFont(self._theme.font(self._style))
        painter.setPen(self._theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(place, flags, self._text)
        if self._circled:
            paint_ring(painter, self._theme, place)
