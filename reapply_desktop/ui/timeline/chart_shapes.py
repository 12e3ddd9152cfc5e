"""Bars, diamonds and rings. Outlines and patterns are drawn once for a width and kept: dashes are slow to draw."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from reapply_desktop.domain.chart import DONE, DROPPED, Bar, Diamond
from reapply_desktop.ui.timeline.chart_geometry import Geometry
from reapply_desktop.ui.timeline.chart_patterns import Fills

RADIUS, RING_GAP, RING, QUIET, NOTCH = 3, 2.5, 2, 0.75, 1.5
SMOOTH = QPainter.RenderHint.Antialiasing
LONG = 400  # px; a longer bar is as fast to draw as its picture
MOST_PIXELS = 1_000_000  # of kept pictures, before they are thrown away


class Shapes:
    """Draws shapes in the colours given at `restyle`."""

    def __init__(self, fills: Fills) -> None:
        self._fills = fills
        self._colours: dict[str, QColor] = {}
        self._kept: dict[object, QPixmap] = {}
        self._pixels = 0

    def restyle(self, colours: dict[str, QColor]) -> None:
        self._colours = colours
        self._fills.clear()
        self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._pixels = 0

    def box(self, at: Geometry, shape: Bar | Diamond) -> QRectF:
        """A bar's box on device pixels, or the box round a diamond."""
        high, ratio = at.bar, at.ratio
        top = round((at.y(shape.row) + (at.row - high) / 2) * ratio) / ratio
        if isinstance(shape, Diamond):
            return QRectF(round((shape.x - high / 2 - at.left) * ratio) / ratio, top, high, high)
        # A bar of years need not be drawn where nobody sees it; its ends stay outside.
        x0 = max(shape.x - at.left, -4.0 * high)
        x1 = min(shape.x + shape.width - at.left, at.width + 4.0 * high)
        left = round(x0 * ratio) / ratio
        return QRectF(left, top, max(round(x1 * ratio) / ratio - left, 1.0), high)

    def draw(self, painter: QPainter, at: Geometry, shape: Bar | Diamond, patterned: bool) -> None:
        """A step's shape by category and state."""
        place = self.box(at, shape)
        plain = shape.state not in (DONE, DROPPED)
        if plain and isinstance(shape, Bar) and not patterned and place.width() > LONG:
            painter.setBrush(self._colours.get(shape.category, self._colours["text_second"]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setRenderHint(SMOOTH)
            radius = min(RADIUS * at.unit, place.width() / 2)
            painter.drawRoundedRect(place, radius, radius)
            painter.setRenderHint(SMOOTH, False)
            return
        looks = DROPPED if shape.state == DROPPED else DONE if shape.state == DONE else ""
        wide = round(place.width() * at.ratio)
        key = (shape.category, looks, isinstance(shape, Bar), wide, patterned, at.bar, at.ratio)
        picture = self._kept.get(key)
        if picture is None:
            picture = self._drawn(at, shape, place, patterned)
            self._pixels += picture.width() * picture.height()
            if self._pixels > MOST_PIXELS:
                self._forget()
            self._kept[key] = picture
        painter.drawPixmap(place.topLeft(), picture)

    def _drawn(self, at: Geometry, shape: Bar | Diamond, place: QRectF, patterned: bool) -> QPixmap:
        picture = QPixmap(max(1, round(place.width() * at.ratio)), max(1, round(place.height() * at.ratio)))
        picture.setDevicePixelRatio(at.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(SMOOTH)
        place = QRectF(0, 0, place.width(), place.height())
        colour = self._colours.get(shape.category, self._colours["text_second"])
        closed = shape.state in (DONE, DROPPED)
        if closed or (patterned and self._fills.is_hollow(shape.category)):
            pen = QPen(colour, 1.5 * at.unit)
            if shape.state != DONE:
                pen.setDashPattern([3 / 1.5, 2 / 1.5])
            inset = pen.widthF() / 2
            place = place.adjusted(inset, inset, -inset, -inset)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(QUIET if closed else 1.0)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            textured = patterned and isinstance(shape, Bar)
            painter.setBrush(self._fills.brush(shape.category, at.ratio) if textured else colour)
        if isinstance(shape, Bar):
            radius = min(RADIUS * at.unit, place.width() / 2)
            painter.drawRoundedRect(place, radius, radius)
        else:
            painter.drawPolygon(diamond(place))
        painter.end()
        return picture

    def notch(self, painter: QPainter, at: Geometry, shape: Bar | Diamond, ground: QColor) -> None:
        """Cut a step of a series: a bar near both ends, a short one or a diamond through the middle."""
        place = self.box(at, shape)
        wide = max(1.0, round(NOTCH * at.unit * at.ratio) / at.ratio)
        inset = 5 * at.unit
        is_long = isinstance(shape, Bar) and place.width() >= 4 * inset
        middles = (place.left() + inset, place.right() - inset) if is_long else (place.center().x(),)
        for x in middles:
            painter.fillRect(QRectF(at.snapped(x - wide / 2), place.top(), wide, place.height()), ground)

    def ring(self, painter: QPainter, at: Geometry, shape: Bar | Diamond, colour: QColor) -> None:
        """The ring round what is selected."""
        out = (RING_GAP + RING / 2) * at.unit
        place = self.box(at, shape)
        painter.setRenderHint(SMOOTH)
        painter.setPen(QPen(colour, RING * at.unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(shape, Bar):
            radius = RADIUS * at.unit + out
            painter.drawRoundedRect(place.adjusted(-out, -out, out, out), radius, radius)
        else:
            out *= 1.35  # so that the slanted sides keep the distance
            painter.drawPolygon(diamond(place.adjusted(-out, -out, out, out)))
        painter.setRenderHint(SMOOTH, False)


def diamond(place: QRectF) -> QPolygonF:
    """A diamond that touches the sides of a box."""
    middle = place.center()
    return QPolygonF([
        QPointF(middle.x(), place.top()), QPointF(place.right(), middle.y()),
        QPointF(middle.x(), place.bottom()), QPointF(place.left(), middle.y()),
    ])  # fmt: skip
