"""Paints what shows of the chart, row by row: no object stands for a bar, so ten thousand steps cost what sixty do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QStaticText

from reapply_desktop.domain.chart import LATE, Arrow, Bar, Diamond, lateness
from reapply_desktop.domain.chart_deadlines import Deadline, Mark
from reapply_desktop.domain.chart_rows import ChartRows, shape_of
from reapply_desktop.domain.gestures import place_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_geometry import CONNECTOR, CONNECTOR_OUT, Geometry
from reapply_desktop.ui.timeline.chart_ground import Ground
from reapply_desktop.ui.timeline.chart_head import Head, Ruler, ruler, today_line
from reapply_desktop.ui.timeline.chart_patterns import Fills
from reapply_desktop.ui.timeline.chart_scene import Pull, Scene
from reapply_desktop.ui.timeline.chart_shapes import RADIUS, RING, RING_GAP, SMOOTH, Shapes

ROLES = ("surface", "sunken", "line", "text", "text_second", "selection", "hover_row", "accent", "accent_text",
         "on_accent", "arrow", "control_line", "warning", "critical")  # fmt: skip
HEAD_OF_ARROW, OLD_PLACE = 5, 0.35
MOST_WORDS = 500


class ChartPainter:
    """Holds what painting needs again and again: colours, measured words, and head and ground as pictures."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._head = Head(theme)
        self._ground = Ground()
        self._shapes = Shapes(Fills(theme))
        self._colours: dict[str, QColor] = {}
        self._picture: tuple[object, QPixmap] | None = None
        self._ruled: tuple[object, Ruler] | None = None
        self._font = theme.font("label")
        self._metrics = QFontMetricsF(self._font)
        self._texts: dict[str, tuple[QStaticText, float]] = {}
        self.restyle()

    def restyle(self) -> None:
        """After the theme has changed."""
        theme = self._theme
        self._colours = {role: theme.colour(role) for role in ROLES}
        self._colours.update({category: theme.category(category) for category in CATEGORIES})
        self._shapes.restyle(self._colours)
        self._ground.clear()
        self._head.clear()
        self._font = theme.font("label")
        self._metrics = QFontMetricsF(self._font)
        self._texts.clear()
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
        key = (at.scale, at.left, at.width, at.head, at.band, at.row, at.ratio, rows.today, tuple(deadlines))
        if self._ruled is None or self._ruled[0] != key:
            self._ruled = (key, ruler(at))
        ruled, marks = self._ruled[1], self._head.marks(at, deadlines, rows.today)
        first, last = at.rows_between(clip.top(), clip.bottom(), len(rows))
        grounds = {row: "selection" for row in range(first, last + 1) if rows.steps[row].id in scene.selected}
        if scene.hovered is not None:
            grounds.setdefault(scene.hovered, "hover_row")
        painter.save()
        painter.setClipRect(QRectF(0, at.top, at.width, at.height - at.top).intersected(clip))
        self._ground.paint(
            painter, at, key, ruled, marks, rows.today, self._colours, range(first, last + 1), grounds
        )
        moving = scene.moving
        chart, links = rows.chart(
            first, last, at.scale, at.look, at.top - at.above, None if moving is None else moving.of
        )
        self._arrows(painter, at, links, scene, clip)
        middle = at.x(rows.today) + at.scale.day_width / 2
        today_line(painter, at, middle, at.top, at.height, self._colours["accent_text"])
        shapes: tuple[Bar | Diamond, ...] = (*chart.bars, *chart.diamonds)
        for shape in shapes:
            if first <= shape.row <= last:
                self._step(painter, at, rows, scene, shape)
        self._being_done(painter, at, rows, scene)
        painter.restore()
        if clip.top() < at.top:
            painter.drawPixmap(0, 0, self._head_picture(key, at, ruled, marks, rows.today))

    def deadlines_at(
        self, at: Geometry, deadlines: Sequence[Deadline], today: date, place: QPointF
    ) -> tuple[Deadline, ...]:
        """The deadlines whose line or name is at a place above the rows."""
        return self._head.named_at(at, self._head.marks(at, deadlines, today), place)

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

    # Arrows

    def _arrows(self, painter: QPainter, at: Geometry, links: Sequence[Arrow], scene: Scene, clip: QRectF) -> None:
        plain: list[Arrow] = []
        own: list[Arrow] = []
        left, right, selected = at.left - 12 * at.unit, at.left + at.width + 12 * at.unit, scene.selected
        for arrow in links:
            begin, end = arrow.points[0][0], arrow.points[-1][0]
            if (begin <= right or end <= right) and (begin >= left or end >= left):
                (own if arrow.start_id in selected or arrow.end_id in selected else plain).append(arrow)
        for group, role, thick in ((plain, "arrow", 1.0), (own, "accent_text", 1.5)):
            if group:
                self._arrow_lines(painter, at, group, self._colours[role], thick, clip)

    def _arrow_lines(
        self, painter: QPainter, at: Geometry, group: Sequence[Arrow], colour: QColor, thick: float, clip: QRectF
    ) -> None:
        ratio, left, unit, size = at.ratio, at.left, at.unit, HEAD_OF_ARROW * at.unit
        wide = max(1, int(thick * ratio + 0.5)) / ratio
        half, top, low = wide / 2, clip.top() - size, clip.bottom() + size
        lines: list[QLineF] = []
        heads = QPainterPath()
        for arrow in group:
            points = spaced(arrow.points, unit)
            x0, y0 = points[0]
            x0, y0 = round((x0 - left) * ratio) / ratio + half, round(y0 * ratio) / ratio - half
            for x1, y1 in points[1:]:
                x1, y1 = round((x1 - left) * ratio) / ratio + half, round(y1 * ratio) / ratio - half
                if (y0 > top or y1 > top) and (y0 < low or y1 < low):  # most of an arrow that passes does not show
                    lines.append(QLineF(x0, y0, x1, y1))
                x0, y0 = x1, y1
            if top <= y0 <= low:
                heads.moveTo(x0, y0)
                heads.lineTo(x0 - size, y0 - size / 2)
                heads.lineTo(x0 - size, y0 + size / 2)
                heads.closeSubpath()
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLines(lines)
        if not heads.isEmpty():
            painter.setRenderHint(SMOOTH)
            painter.fillPath(heads, colour)
            painter.setRenderHint(SMOOTH, False)

    # Shapes and the words beside them

    def _step(self, painter: QPainter, at: Geometry, rows: ChartRows, scene: Scene, shape: Bar | Diamond) -> None:
        step, selected = rows.steps[shape.row], shape.id in scene.selected
        held = scene.moving is not None and shape.id in scene.moving
        if held:
            painter.setOpacity(OLD_PLACE)
            old = shape_of(step, shape.row, at.scale, at.look, rows.today)
            self._shapes.draw(painter, at, old, scene.patterned)
            painter.setOpacity(1.0)
        x0, x1 = self._ends(at, shape)
        if x1 < -at.width or x0 > 2 * at.width:
            return
        if x1 >= 0 and x0 <= at.width:
            self._shapes.draw(painter, at, shape, scene.patterned)
        if shape.id in scene.series:
            ground = "selection" if selected else "hover_row" if shape.row == scene.hovered else "surface"
            self._shapes.notch(painter, at, shape, self._colours[ground])
        aimed = scene.pull is not None and shape.id == scene.pull.target
        if selected or aimed:
            refused = aimed and scene.pull is not None and scene.pull.refused
            self._shapes.ring(painter, at, shape, self._colours["critical" if refused else "accent_text"])
        worded = shape.id == scene.worded
        if scene.moving is not None:
            step, worded = scene.moving.of(step), scene.moving.is_worded(shape.id)
        late = lateness(step, rows.today) if shape.state == LATE and not held else ""
        words = place_words(step.start, step.end) if worded else ""
        if late:  # left of the shape: right of it stands today's line
            text = f"{words} · {late}" if words else late
            self._words(painter, at, scene, shape, text, "warning", on_left=True)
        elif words:
            self._words(painter, at, scene, shape, words, "text")

    def _ends(self, at: Geometry, shape: Bar | Diamond) -> tuple[float, float]:
        if isinstance(shape, Bar):
            return shape.x - at.left, shape.x + shape.width - at.left
        return shape.x - at.bar / 2 - at.left, shape.x + at.bar / 2 - at.left

    def _text(self, text: str) -> tuple[QStaticText, float]:
        """A text prepared for drawing, and its width."""
        made = self._texts.get(text)
        if made is None:
            if len(self._texts) > MOST_WORDS:
                self._texts.clear()
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=self._font)
            made = self._texts[text] = (static, self._metrics.horizontalAdvance(text))
        return made

    def _write(self, painter: QPainter, at: Geometry, row: int, x: float, text: str, role: str, ground: str) -> None:
        """Words in a row, on a patch that keeps lines out of them."""
        static, wide = self._text(text)
        high = self._metrics.height()
        top = round(at.y(row) + (at.row - high) / 2)
        x = at.snapped(x)
        painter.fillRect(QRectF(x - 3, at.y(row) + 2, wide + 6, at.row - 4), self._colours[ground])
        painter.setFont(self._font)
        painter.setPen(self._colours[role])
        painter.drawStaticText(QPointF(x, top), static)

    def _words(
        self, painter: QPainter, at: Geometry, scene: Scene, shape: Bar | Diamond, text: str, role: str,
        on_left: bool = False,
    ) -> None:
        """Words right of a shape, or left of it; on the other side where there is no room in the window."""
        wide = self._text(text)[1]
        x0, x1 = self._ends(at, shape)
        marked = shape.id in scene.selected
        gap = (11 if marked else 7) * at.unit
        # Right of a shape under the pointer there is the ring from which an arrow is pulled.
        beyond = (CONNECTOR_OUT + CONNECTOR) * at.unit if shape.row == scene.hovered else gap
        left, right = x0 - gap - wide, x1 + beyond
        fits_left, fits_right = left >= 2, right + wide <= at.width - 2
        is_left = (on_left and fits_left) or (fits_left and not fits_right)
        x = left if is_left else right
        if not fits_left and not fits_right:  # a shape from edge to edge: inside the window, over it
            x = max(2.0, min(right, at.width - wide - 8 * at.unit))
        ground = "selection" if marked else "hover_row" if shape.row == scene.hovered else "surface"
        self._write(painter, at, shape.row, x, text, role, ground)

    # What is being done

    def _being_done(self, painter: QPainter, at: Geometry, rows: ChartRows, scene: Scene) -> None:
        if scene.drawing is not None:
            self._new_bar(painter, at, *scene.drawing)
        if scene.hovered is not None and scene.moving is None and scene.hovered < len(rows):
            self._connector(painter, at, at.span(rows, scene.hovered)[1], scene.hovered)
        if scene.pull is not None:
            self._pulled(painter, at, rows, scene.pull)
        if scene.current is not None and 0 <= scene.current < len(rows):
            wide = 2 * at.unit
            pen = QPen(self._colours["accent_text"], wide)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
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
        x, wide = place.right() + 11 * at.unit, self._text(text)[1]
        if x + wide > at.width:
            x = place.left() - 11 * at.unit - wide
        self._write(painter, at, row, x, text, "text", "surface")

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


def spaced(points: Sequence[tuple[float, float]], unit: float) -> list[tuple[float, float]]:
    """An arrow's corners as far from its shapes as the text size asks: 5 px out, 8 px before its head's tip."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    if len(points) == 4:
        out = max(x0 + 1, min(x0 + 5 * unit, x1 - 5 * unit))
        return [(x0, y0), (out, y0), (out, y1), (x1, y1)]
    out, back, edge = x0 + 5 * unit, x1 - 8 * unit, points[2][1]
    return [(x0, y0), (out, y0), (out, edge), (back, edge), (back, y1), (x1, y1)]
