"""What lies under the steps: each row is a strip of the same picture, with its lines, months and deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from reapply_desktop.domain.chart_deadlines import Mark
from reapply_desktop.ui.controls.painted import blended
from reapply_desktop.ui.timeline.chart_geometry import Geometry
from reapply_desktop.ui.timeline.chart_head import Ruler, deadline_line

ROW, FREE = "surface", "free"  # FREE: below the last row, without its line


class Ground:
    """Strips by their ground colour; drawn anew when days, width or theme differ, not when rows scroll."""

    def __init__(self) -> None:
        self._strips: dict[str, QPixmap] = {}
        self._made_for: object = None

    def clear(self) -> None:
        self._made_for = None

    def paint(
        self,
        painter: QPainter,
        at: Geometry,
        key: object,
        ruled: Ruler,
        marks: Sequence[Mark],
        today: date,
        colours: Mapping[str, QColor],
        rows: range,
        grounds: Mapping[int, str],
    ) -> None:
        """Cover the window below the head. `rows` show; `grounds` names the colour of those that differ."""
        if self._made_for != key:
            self._strips.clear()
            self._made_for = key

        def strip(ground: str) -> QPixmap:
            if ground not in self._strips:
                self._strips[ground] = _strip(at, ruled, marks, today, colours, ground)
            return self._strips[ground]

        plain = strip(ROW)
        for row in rows:
            ground = grounds.get(row)
            painter.drawPixmap(0, round(at.y(row)), plain if ground is None else strip(ground))
        y = round(at.y(rows.stop)) if rows else at.top
        while y < at.height:
            painter.drawPixmap(0, y, strip(FREE))
            y += at.row


def _strip(
    at: Geometry, ruled: Ruler, marks: Sequence[Mark], today: date, colours: Mapping[str, QColor], ground: str
) -> QPixmap:
    picture = QPixmap(round(at.width * at.ratio), round(at.row * at.ratio))
    picture.setDevicePixelRatio(at.ratio)
    line, surface = colours["line"], colours["surface"]
    picture.fill(surface if ground == FREE else colours[ground])
    painter = QPainter(picture)
    one = max(1, int(at.ratio)) / at.ratio
    weak = blended(line, surface, 0.5)
    for x in ruled.faint:
        painter.fillRect(QRectF(at.snapped(x), 0, one, at.row), weak)
    for x in ruled.strong:
        painter.fillRect(QRectF(at.snapped(x), 0, one, at.row), line)
    if ground != FREE:
        painter.fillRect(QRectF(0, at.row - one, at.width, one), weak)
    for mark in marks:
        x = mark.x - at.left
        if 0 <= x <= at.width:
            role = "control_line" if mark.deadline.day < today else "text_second"
            deadline_line(painter, at, x, 0, at.row, colours[role])
    painter.end()
    return picture
