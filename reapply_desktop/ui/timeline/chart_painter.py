"""Paints what shows of the chart, row by row: no object stands for a bar, so ten thousand steps cost what sixty do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from reapply_desktop.domain.chart import DONE, DROPPED, LATE, Arrow, Bar, Diamond, lateness
from reapply_desktop.domain.chart_deadlines import Deadline, Mark
from reapply_desktop.domain.chart_rows import ChartRows, shape_of
from reapply_desktop.domain.gestures import place_words
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_geometry import CONNECTOR, CONNECTOR_OUT, Geometry
from reapply_desktop.ui.timeline.chart_head import Head, Ruler, deadline_line, ruler, today_line
from reapply_desktop.ui.timeline.chart_patterns import Fills

ROLES = ("surface", "sunken", "line", "text", "text_second", "selection", "hover_row", "accent", "accent_text",
         "on_accent", "arrow", "control_line", "warning", "critical", "track")
RADIUS, RING_GAP, RING, HEAD_OF_ARROW, QUIET, OLD_PLACE = 3, 2.5, 2, 5, 0.75, 0.35
SMOOTH = QPainter.RenderHint.Antialiasing


@dataclass(frozen=True)
class Pull:
    """An arrow drawn from a step to the pointer: `target` is the step it would make wait, `refused` if it cannot."""

    source: str
    x: float
    y: float
    target: str | None = None
    refused: bool = False


@dataclass(frozen=True)
class Scene:
    """What to paint beside the rows: selection, keyboard place, pointer, and what is being dragged."""

    selected: frozenset[str] = frozenset()
    current: int | None = None  # the row with the keyboard's ring
    hovered: int | None = None
    moving: Mapping[str, Milestone] = field(default_factory=dict)
    drawing: tuple[int, date, date] | None = None  # a new step: its row and days
    pull: Pull | None = None
    patterned: bool = False


class ChartPainter:
    """Holds what painting needs again and again: colours, brushes, and the head as a picture."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._head = Head(theme)
        self._fills = Fills(theme)
        self._colours: dict[str, QColor] = {}
        self._picture: tuple[object, QPixmap] | None = None
        self._ruled: tuple[object, Ruler] | None = None
        self.restyle()

    def restyle(self) -> None:
        """After the theme has changed."""
        theme = self._theme
        self._colours = {role: theme.colour(role) for role in ROLES}
        self._colours.update({category: theme.category(category) for category in CATEGORIES})
        self._fills.clear()
        self._picture = None

    def paint(
        self,
        painter: QPainter,
        at: Geometry,
        rows: ChartRows,
        scene: Scene,
        deadlines: Sequence[Deadline],
        clip: QRectF,
    ) -> None:
        """Draw the window: bands, selected rows, lines, months, deadlines, arrows, today, shapes, words, head."""
        key = (at.scale, at.left, at.width, at.head, at.band, at.ratio)
        if self._ruled is None or self._ruled[0] != key:
            self._ruled = (key, ruler(at))
        ruled, marks = self._ruled[1], self._head.marks(at, deadlines, rows.today)
        first, last = at.rows_between(clip.top(), clip.bottom(), len(rows))
        painter.save()
        painter.setClipRect(QRectF(0, at.top, at.width, at.height - at.top).intersected(clip))
        self._ground(painter, at, rows, scene, first, last, clip)
        self._grid(painter, at, ruled, first, last)
        for mark in marks:
            x = mark.x - at.left
            if 0 <= x <= at.width:
                role = "control_line" if mark.deadline.day < rows.today else "text_second"
                deadline_line(painter, at, x, at.top, at.height, self._colours[role])
        chart, links = rows.chart(first, last, at.scale, at.look, at.top - at.above, scene.moving)
        self._arrows(painter, at, links, scene)
        middle = at.x(rows.today) + at.scale.day_width / 2
        today_line(painter, at, middle, at.top, at.height, self._colours["accent_text"])
        shapes: tuple[Bar | Diamond, ...] = (*chart.bars, *chart.diamonds)
        for shape in shapes:
            if first <= shape.row <= last:
                self._step(painter, at, rows, scene, shape)
        self._beside(painter, at, rows, scene)
        painter.restore()
        if clip.top() < at.top:
            drawn = (key, rows.today, tuple(deadlines))
            painter.drawPixmap(0, 0, self._head_picture(drawn, at, ruled, marks, rows.today))

    def _head_picture(
        self, key: object, at: Geometry, ruled: Ruler, marks: Sequence[Mark], today: date
    ) -> QPixmap:
        if self._picture is None or self._picture[0] != key:
            picture = QPixmap(round(at.width * at.ratio), round(at.top * at.ratio))
            picture.setDevicePixelRatio(at.ratio)
            painter = QPainter(picture)
            self._head.paint(painter, at, ruled, marks, today, self._colours)
            painter.end()
            self._picture = (key, picture)
        return self._picture[1]

    # Ground and lines

    def _ground(
        self, painter: QPainter, at: Geometry, rows: ChartRows, scene: Scene, first: int, last: int, clip: QRectF
    ) -> None:
        painter.fillRect(clip, self._colours["surface"])
        if scene.hovered is not None and first <= scene.hovered <= last:
            painter.fillRect(QRectF(0, at.y(scene.hovered), at.width, at.row), self._colours["hover_row"])
        if scene.selected:
            for row in range(first, last + 1):
                if rows.steps[row].id in scene.selected:
                    painter.fillRect(QRectF(0, at.y(row), at.width, at.row), self._colours["selection"])

    def _grid(self, painter: QPainter, at: Geometry, ruled: Ruler, first: int, last: int) -> None:
        one = max(1, int(at.ratio)) / at.ratio
        painter.setPen(QPen(self._colours["line"], one, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        half = one / 2
        lines = [QLineF(0, y, at.width, y) for y in (at.y(row + 1) - half for row in range(first, last + 1))]
        lines += [QLineF(x, at.top, x, at.height) for x in (at.snapped(x) + half for x in ruled.strong)]
        if lines:
            painter.drawLines(lines)
        if ruled.faint:
            weak = QColor(self._colours["line"])
            weak.setAlphaF(0.5)
            painter.setPen(QPen(weak, one, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines([QLineF(x, at.top, x, at.height) for x in (at.snapped(x) + half for x in ruled.faint)])

    def _arrows(self, painter: QPainter, at: Geometry, links: Sequence[Arrow], scene: Scene) -> None:
        plain: list[Arrow] = []
        own: list[Arrow] = []
        for arrow in links:
            xs = [x for x, _y in arrow.points]
            if min(xs) - at.left <= at.width and max(xs) - at.left >= 0:
                near = arrow.start_id in scene.selected or arrow.end_id in scene.selected
                (own if near else plain).append(arrow)
        for group, role in ((plain, "arrow"), (own, "accent_text")):
            if group:
                self._arrow_lines(painter, at, group, self._colours[role])

    def _arrow_lines(self, painter: QPainter, at: Geometry, group: Sequence[Arrow], colour: QColor) -> None:
        one = max(1, int(at.ratio)) / at.ratio
        half, left, size = one / 2, at.left, HEAD_OF_ARROW * at.unit
        lines: list[QLineF] = []
        heads: list[QPolygonF] = []
        for arrow in group:
            points = [QPointF(at.snapped(x - left) + half, at.snapped(y) - half) for x, y in arrow.points]
            lines += [QLineF(a, b) for a, b in pairwise(points)]
            tip = points[-1]
            heads.append(QPolygonF([tip, tip + QPointF(-size, -size / 2), tip + QPointF(-size, size / 2)]))
        painter.setPen(QPen(colour, one, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)
        painter.setRenderHint(SMOOTH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for head in heads:
            painter.drawPolygon(head)
        painter.setRenderHint(SMOOTH, False)

    # Shapes and the words beside them

    def _step(self, painter: QPainter, at: Geometry, rows: ChartRows, scene: Scene, shape: Bar | Diamond) -> None:
        x0, x1 = self._ends(at, shape)
        moving = scene.moving.get(shape.id)
        if moving is not None:
            old = shape_of(rows.steps[shape.row], shape.row, at.scale, at.look, rows.today)
            painter.setOpacity(OLD_PLACE)
            self._shape(painter, at, old, scene.patterned)
            painter.setOpacity(1.0)
        words = self._is_worded(scene, shape.id)
        if x1 < -at.width or x0 > 2 * at.width:
            return
        self._shape(painter, at, shape, scene.patterned)
        if shape.id in scene.selected or (scene.pull is not None and shape.id == scene.pull.target):
            refused = scene.pull is not None and scene.pull.refused and shape.id == scene.pull.target
            self._ring(painter, at, shape, self._colours["critical" if refused else "accent_text"])
        step = moving or rows.steps[shape.row]
        if words:
            self._words(painter, at, scene, shape, place_words(step.start, step.end), "text")
        if shape.state == LATE and moving is None:
            self._late(painter, at, scene, shape, lateness(step, rows.today))

    def _is_worded(self, scene: Scene, step_id: str) -> bool:
        """Dates stand beside what is selected or dragged."""
        return step_id in scene.moving if scene.moving else step_id in scene.selected

    def _ends(self, at: Geometry, shape: Bar | Diamond) -> tuple[float, float]:
        if isinstance(shape, Bar):
            return shape.x - at.left, shape.x + shape.width - at.left
        return shape.x - at.bar / 2 - at.left, shape.x + at.bar / 2 - at.left

    def _box(self, at: Geometry, shape: Bar | Diamond) -> QRectF:
        """A bar's box on device pixels, or the box round a diamond."""
        x0, x1 = self._ends(at, shape)
        top = at.snapped(at.y(shape.row) + (at.row - at.bar) / 2)
        if isinstance(shape, Diamond):
            return QRectF(at.snapped(x0), top, at.bar, at.bar)
        # A bar of years need not be rasterised where nobody sees it; its ends stay outside.
        x0, x1 = max(x0, -4.0 * at.bar), min(x1, at.width + 4.0 * at.bar)
        left = at.snapped(x0)
        return QRectF(left, top, max(at.snapped(x1) - left, 1.0), at.bar)

    def _shape(self, painter: QPainter, at: Geometry, shape: Bar | Diamond, patterned: bool) -> None:
        place = self._box(at, shape)
        colour = self._colours.get(shape.category, self._colours["text_second"])
        hollow = shape.state in (DONE, DROPPED) or (patterned and self._fills.is_hollow(shape.category, True))
        painter.setRenderHint(SMOOTH)
        before = painter.opacity()
        if hollow:
            pen = QPen(colour, 1.5 * at.unit)
            if shape.state != DONE:
                pen.setDashPattern([3 / 1.5, 2 / 1.5])
            inset = pen.widthF() / 2
            place = place.adjusted(inset, inset, -inset, -inset)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if shape.state in (DONE, DROPPED):
                painter.setOpacity(before * QUIET)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            if patterned and isinstance(shape, Bar):
                painter.setBrushOrigin(place.topLeft())
                painter.setBrush(self._fills.brush(shape.category, True, at.ratio))
            else:
                painter.setBrush(colour)
        if isinstance(shape, Bar):
            radius = min(RADIUS * at.unit, place.width() / 2)
            painter.drawRoundedRect(place, radius, radius)
        else:
            painter.drawPolygon(_diamond(place))
        painter.setOpacity(before)
        painter.setRenderHint(SMOOTH, False)

    def _ring(self, painter: QPainter, at: Geometry, shape: Bar | Diamond, colour: QColor) -> None:
        out = (RING_GAP + RING / 2) * at.unit
        place = self._box(at, shape)
        painter.setRenderHint(SMOOTH)
        painter.setPen(QPen(colour, RING * at.unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(shape, Bar):
            radius = RADIUS * at.unit + out
            painter.drawRoundedRect(place.adjusted(-out, -out, out, out), radius, radius)
        else:
            out *= 1.35  # so that the slanted sides keep the distance
            painter.drawPolygon(_diamond(place.adjusted(-out, -out, out, out)))
        painter.setRenderHint(SMOOTH, False)

    def _words(
        self, painter: QPainter, at: Geometry, scene: Scene, shape: Bar | Diamond, text: str, role: str,
        on_left: bool = False,
    ) -> None:
        """Words right of a shape, or left of it; on the other side where there is no room in the window."""
        font = self._theme.font("label")
        wide = QFontMetricsF(font).horizontalAdvance(text)
        x0, x1 = self._ends(at, shape)
        gap = (11 if shape.id in scene.selected or shape.id in scene.moving else 7) * at.unit
        left, right = x0 - gap - wide, x1 + gap
        fits_left, fits_right = left >= 2, right + wide <= at.width - 2
        x = left if (on_left and fits_left) or (fits_left and not fits_right) else right
        if not fits_left and not fits_right:  # a shape from edge to edge: inside the window, over it
            x = max(2.0, min(right, at.width - wide - 8 * at.unit))
        place = QRectF(at.snapped(x), at.y(shape.row), wide + 1, at.row)
        self._patch(painter, at, scene, shape, place)
        painter.setFont(font)
        painter.setPen(self._colours[role])
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _patch(self, painter: QPainter, at: Geometry, scene: Scene, shape: Bar | Diamond, place: QRectF) -> None:
        ground = "selection" if shape.id in scene.selected else "hover_row" if shape.row == scene.hovered else "surface"
        high = QFontMetricsF(self._theme.font("label")).height()
        inset = max(1.0, (at.row - high) / 2 - 1)
        painter.fillRect(place.adjusted(-3, inset, 3, -inset), self._colours[ground])

    def _late(self, painter: QPainter, at: Geometry, scene: Scene, shape: Bar | Diamond, text: str) -> None:
        """How late, left of the shape: right of it stands today's line."""
        self._words(painter, at, scene, shape, text, "warning", on_left=True)

    # What is being done

    def _beside(self, painter: QPainter, at: Geometry, rows: ChartRows, scene: Scene) -> None:
        if scene.drawing is not None:
            self._new_bar(painter, at, *scene.drawing)
        if scene.hovered is not None and not scene.moving and scene.drawing is None and scene.hovered < len(rows):
            self._connector(painter, at, at.span(rows, scene.hovered)[1], scene.hovered)
        if scene.pull is not None:
            self._pulled(painter, at, rows, scene.pull)
        if scene.current is not None and 0 <= scene.current < len(rows):
            wide = 2 * at.unit
            painter.setPen(QPen(self._colours["accent_text"], wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap,
                                Qt.PenJoinStyle.MiterJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = wide / 2
            painter.drawRect(QRectF(half, at.y(scene.current) + half, at.width - wide, at.row - wide - 1))

    def _new_bar(self, painter: QPainter, at: Geometry, row: int, start: date, end: date) -> None:
        x0, x1 = at.x(start), at.x(end) + at.scale.day_width
        top = at.y(row) + (at.row - at.bar) / 2
        place = QRectF(at.snapped(x0), top, max(x1 - x0, at.look.shortest_bar), at.bar)
        painter.setRenderHint(SMOOTH)
        painter.setPen(QPen(self._colours["accent_text"], 1.5 * at.unit))
        painter.setBrush(self._colours["selection"])
        painter.drawRoundedRect(place, RADIUS * at.unit, RADIUS * at.unit)
        painter.setRenderHint(SMOOTH, False)
        text = place_words(start, end)
        font = self._theme.font("label")
        wide = QFontMetricsF(font).horizontalAdvance(text)
        x = place.right() + 11 * at.unit
        if x + wide > at.width:
            x = place.left() - 11 * at.unit - wide
        painter.setFont(font)
        painter.setPen(self._colours["text"])
        words = QRectF(x, at.y(row), wide + 1, at.row)
        painter.fillRect(words.adjusted(-3, 5, 3, -5), self._colours["surface"])
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _connector(self, painter: QPainter, at: Geometry, end: float, row: int) -> None:
        """The small ring behind a shape from which an arrow is pulled."""
        radius = CONNECTOR / 2 * at.unit
        middle = QPointF(end + CONNECTOR_OUT * at.unit, at.y(row) + at.row / 2)
        painter.setRenderHint(SMOOTH)
        painter.setPen(QPen(self._colours["accent_text"], 1.5 * at.unit))
        painter.setBrush(self._colours["surface"])
        painter.drawEllipse(middle, radius, radius)
        painter.setRenderHint(SMOOTH, False)

    def _pulled(self, painter: QPainter, at: Geometry, rows: ChartRows, pull: Pull) -> None:
        row = rows.row_of(pull.source)
        if row is None:
            return
        colour = self._colours["critical" if pull.refused else "accent_text"]
        begin = QPointF(at.span(rows, row)[1], at.y(row) + at.row / 2)
        end = QPointF(pull.x, pull.y)
        target = rows.row_of(pull.target) if pull.target else None
        if target is not None:
            end = QPointF(at.span(rows, target)[0] - (RING_GAP + RING) * at.unit, at.y(target) + at.row / 2)
        painter.setRenderHint(SMOOTH)
        pen = QPen(colour, 1.5 * at.unit)
        if pull.refused:
            pen.setDashPattern([4 / 1.5, 3 / 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(begin)
        reach = max(12.0, abs(end.x() - begin.x()) / 3)
        path.cubicTo(begin + QPointF(reach, 0), end - QPointF(reach, 0), end)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        size = (HEAD_OF_ARROW + 1) * at.unit
        painter.drawPolygon(QPolygonF([end, end + QPointF(-size, -size / 2), end + QPointF(-size, size / 2)]))
        painter.setRenderHint(SMOOTH, False)


def _diamond(place: QRectF) -> QPolygonF:
    middle = place.center()
    return QPolygonF([
        QPointF(middle.x(), place.top()), QPointF(place.right(), middle.y()),
        QPointF(middle.x(), place.bottom()), QPointF(place.left(), middle.y()),
    ])
