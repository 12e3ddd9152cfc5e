"""The program's mark: an R in the stroke of the pen. Drawn, so that it is sharp at any size."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap

from reapply_desktop.ui.theme import Theme

BOX = 128.0


def _ring() -> QPainterPath:
    """One stroke round the letter, in a box of 128 (the same as in packaging/icons)."""
    path = QPainterPath(QPointF(76, 17))
    path.cubicTo(36, 11, 13, 35, 14, 66)
    path.cubicTo(15, 96, 38, 114, 66, 113)
    path.cubicTo(96, 112, 115, 92, 114, 62)
    path.cubicTo(113, 33, 88, 13, 48, 25)
    return path


def paint_mark(painter: QPainter, colour: QColor, font: QFont, place: QRectF, stroke: float) -> None:
    """The mark into a square. `stroke` in px; `font` gives the family, its size follows the square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    scale = place.width() / BOX
    painter.scale(scale, scale)
    painter.setPen(QPen(colour, stroke / scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(_ring())
    letter = QFont(font)
    letter.setPixelSize(62)
    painter.setFont(letter)
    painter.drawText(QRectF(0, 0, BOX, BOX), Qt.AlignmentFlag.AlignCenter, "R")
    painter.restore()


def window_icon(theme: Theme) -> QIcon:
    """The mark on paper, for title bars and task switchers."""
    icon = QIcon()
    for size in (32, 128):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("#F6F5F1"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
        paint_mark(painter, QColor("#2B4C86"), theme.font("panel"), QRectF(0, 0, size, size), size * 0.045)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
