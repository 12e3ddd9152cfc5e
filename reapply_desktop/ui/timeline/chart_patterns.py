"""Fills of bars: the pattern of a category as a texture, made once for a theme and screen."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from reapply_desktop.ui.theme import Pattern, Theme


class Fills:
    """Brushes by category. `cleared` when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._brushes: dict[tuple[str, float], QBrush] = {}

    def clear(self) -> None:
        self._brushes.clear()

    def brush(self, category: str, ratio: float) -> QBrush:
        """The patterned fill of a bar; a hollow category has none."""
        key = (category, ratio)
        if key not in self._brushes:
            self._brushes[key] = self._made(category, ratio)
        return self._brushes[key]

    def is_hollow(self, category: str) -> bool:
        """Whether a category's pattern is an outline."""
        return self._theme.category_pattern(category).hollow is not None

    def _made(self, category: str, ratio: float) -> QBrush:
        colour = self._theme.category(category)
        pattern = self._theme.category_pattern(category)
        if pattern.hollow is not None:
            return QBrush(Qt.BrushStyle.NoBrush)
        if not pattern.lines and pattern.dots is None:
            return QBrush(colour)
        tile = _tile(pattern, colour, self._theme.colour("surface"), self._theme.factor * ratio)
        brush = QBrush(tile)
        brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        return brush


def _tile(pattern: Pattern, fill: QColor, mark: QColor, unit: float) -> QPixmap:
    """One tile that fits to itself on all sides, in device pixels."""
    if pattern.dots is not None:
        gap, radius = pattern.dots
        # Wide dots stand in quincunx, small ones in a square.
        side = max(3, round(gap * unit))
        spots = (0.25, 0.75) if gap > 6 else (0.5,)
        tile, painter = _begun(side, fill)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        for spot in spots:
            painter.drawEllipse(QPointF(spot * side, spot * side), radius * unit, radius * unit)
        painter.end()
        return tile
    slanted = any(angle % 90 for angle, _gap, _width in pattern.lines)
    side = max(3, round(max(gap for _a, gap, _w in pattern.lines) * unit * (math.sqrt(2) if slanted else 1)))
    tile, painter = _begun(side, fill)
    for angle, _gap, width in pattern.lines:
        painter.setPen(QPen(mark, max(1.0, width * unit), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        if angle % 90:
            for shift in (-side, 0, side):
                ends = (QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
                if angle < 0:
                    ends = (QPointF(shift - 2, -2), QPointF(shift + side + 2, side + 2))
                painter.drawLine(*ends)
        else:
            thick = max(1, round(width * unit))
            at = (side - thick) // 2
            place = QRectF(at, 0, thick, side) if angle else QRectF(0, at, side, thick)
            painter.fillRect(place, mark)
    painter.end()
    return tile


def _begun(side: int, fill: QColor) -> tuple[QPixmap, QPainter]:
    tile = QPixmap(side, side)
    tile.fill(fill)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return tile, painter
