"""The upper edge of the chart: years and months, or months and weeks, today's pill, and the names of the deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QStaticText

from reapply_desktop.domain.chart_deadlines import Deadline, Mark, placed_names
from reapply_desktop.domain.time_scale import MONTHS, TimeScale
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_geometry import TIER, Geometry

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WEEKS_FROM, WEEK_NAMES_FROM, DAYS_FROM, DAY_NAMES_FROM = 40, 56, 22, 52  # px a week, px a day
MOST_TEXTS = 500
TODAY = "Today"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEAST_MONTH = 34
INDENT, AWAY = 7, 3


@dataclass(frozen=True)
class Cell:
    """A division in the head from `x0` to `x1` of the window with its name; `begins` where it really starts."""

    x0: float
    x1: float
    name: str
    begins: float


@dataclass(frozen=True)
class Ruler:
    """The divisions that show: the upper and the lower row of the head, and the lines through the rows."""

    upper: tuple[Cell, ...]
    lower: tuple[Cell, ...]
    strong: tuple[float, ...]
    faint: tuple[float, ...]


def ruler(at: Geometry) -> Ruler:
    """What divides the days that show: months under years, from 40 px a week weeks under months, then days."""
    first = at.day_at(0)
    last = at.day_at(at.width)
    shown = TimeScale(first, last, at.scale.day_width * ((last - first).days + 1))
    shift = at.x(first)
    day = at.scale.day_width / at.unit
    months = shown.months(LEAST_MONTH * at.unit)
    if day * 7 < WEEKS_FROM:
        lower = tuple(Cell(s.x0 + shift, s.x1 + shift, s.name, s.x0 + shift) for s in months)
        if months and months[0].name == months[0].year:  # so small that the months have become years
            return Ruler((), lower, tuple(c.x0 for c in lower[1:]), ())
        upper = _years(shown, shift, first, last)
        return Ruler(upper, lower, tuple(c.x0 for c in lower[1:]), ())
    upper = tuple(Cell(s.x0 + shift, s.x1 + shift, f"{s.name} {s.year}", s.x0 + shift) for s in months)
    lower = _days(at, first, last) if day >= DAYS_FROM else _weeks(at, first, last, day * 7 >= WEEK_NAMES_FROM)
    return Ruler(upper, lower, tuple(c.x0 for c in upper[1:]), tuple(c.begins for c in lower))


def _years(shown: TimeScale, shift: float, first: date, last: date) -> tuple[Cell, ...]:
    cells = []
    for year in range(first.year, last.year + 1):
        begin = first if year == first.year else date(year, 1, 1)
        end = last if year == last.year else date(year, 12, 31)
        cells.append(Cell(shown.x(begin) + shift, shown.x_end(end) + shift, str(year), shown.x(begin) + shift))
    return tuple(cells)


def _weeks(at: Geometry, first: date, last: date, with_month: bool) -> tuple[Cell, ...]:
    cells = []
    ordinal = first.toordinal() - first.weekday()
    while 1 <= ordinal <= min(last.toordinal(), date.max.toordinal() - 7):
        monday = date.fromordinal(ordinal)
        x = at.x(monday)
        name = f"{monday.day} {MONTHS[monday.month - 1]}" if with_month else str(monday.day)
        cells.append(Cell(x, x + 7 * at.scale.day_width, name, x))
        ordinal += 7
    return tuple(cells)


def _days(at: Geometry, first: date, last: date) -> tuple[Cell, ...]:
    named = at.scale.day_width / at.unit >= DAY_NAMES_FROM
    cells = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        x = at.x(day)
        name = f"{WEEKDAYS[day.weekday()]} {day.day}" if named else str(day.day)
        cells.append(Cell(x, x + at.scale.day_width, name, x))
    return tuple(cells)


class Head:
    """Draws head and band, and knows where the deadlines' lines are."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._placed: tuple[object, list[Mark]] = (None, [])
        self._texts: dict[tuple[str, str], tuple[QStaticText, float]] = {}

    def clear(self) -> None:
        """After the theme has changed."""
        self._placed = (None, [])
        self._texts.clear()

    def _text(self, style: str, text: str) -> tuple[QStaticText, float]:
        """A text prepared for drawing, and its width."""
        made = self._texts.get((style, text))
        if made is None:
            if len(self._texts) > MOST_TEXTS:
                self._texts.clear()
            font = self._theme.font(style)
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=font)
            made = self._texts[style, text] = (static, QFontMetricsF(font).horizontalAdvance(text))
        return made

    def marks(self, at: Geometry, deadlines: Sequence[Deadline], today: date) -> list[Mark]:
        """The deadlines' lines, in content px, and their names; a past one keeps its line and loses its name."""
        key = (at.scale, at.left, at.width, tuple(deadlines), today, at.unit)
        if self._placed[0] != key:
            ahead = [deadline for deadline in deadlines if deadline.day >= today]
            view = at.left + AWAY, at.left + at.width - AWAY
            marks, _tiers = placed_names(
                ahead, at.scale, 2, 5 * at.unit, self._wide, view, (at.scale.middle(today),))
            past = [Mark(d, at.scale.middle(d.day)) for d in deadlines if d.day < today]
            self._placed = (key, [*past, *marks])
        return self._placed[1]

    def named_at(self, at: Geometry, marks: Sequence[Mark], place: QPointF) -> tuple[Deadline, ...]:
        """The deadlines whose line or name is at a place of the band, those of a name first."""
        for mark in marks:
            if mark.named and mark.left <= place.x() + at.left <= mark.right and place.y() >= at.head:
                tier = int((place.y() - at.head - 2 * at.unit) // (TIER * at.unit))
                if tier == mark.tier:
                    return mark.named
        near = 4 * at.unit
        return tuple(mark.deadline for mark in marks if abs(mark.x - at.left - place.x()) <= near)

    def _wide(self, deadline: Deadline) -> float:
        name = self._text("label", f"{deadline.name} ")[1]
        return name + (self._text("caption", deadline.date_words)[1] if deadline.date_words else 0.0)

    def paint(
        self,
        painter: QPainter,
        at: Geometry,
        ruled: Ruler,
        marks: Sequence[Mark],
        today: date,
        colours: dict[str, QColor],
    ) -> None:
        """Head and band over the whole width, at the top of the window."""
        one = max(1, int(at.ratio)) / at.ratio
        painter.fillRect(QRectF(0, 0, at.width, at.head), colours["sunken"])
        painter.fillRect(QRectF(0, at.head, at.width, at.band), colours["surface"])
        weak = _weak(colours["line"])
        for x in ruled.faint:
            painter.fillRect(QRectF(at.snapped(x), at.head, one, at.band), weak)
        for x in ruled.strong:
            painter.fillRect(QRectF(at.snapped(x), at.head, one, at.band), colours["line"])
        pill = self._pill(at, today)
        self._divisions(painter, at, ruled, colours, one, pill)
        middle = at.scale.middle(today)
        today_line(painter, at, middle - at.left, self._free_from(at, middle, marks), at.top, colours["accent_text"])
        for mark in marks:
            x = mark.x - at.left
            if 0 <= x <= at.width:
                colour = colours["control_line" if mark.deadline.day < today else "text_second"]
                begin = self._free_from(at, mark.x, marks)
                if mark.tier is not None:
                    begin = at.head + (4 + mark.tier * TIER) * at.unit
                deadline_line(painter, at, x, begin, at.top, colour)
        for mark in marks:
            if mark.named:
                self._deadline(painter, at, mark, colours)
        painter.fillRect(QRectF(0, at.head - one, at.width, one), colours["line"])
        painter.fillRect(QRectF(0, at.top - one, at.width, one), colours["line"])
        self._today(painter, at, pill, colours)

    def _divisions(
        self, painter: QPainter, at: Geometry, ruled: Ruler, colours: dict[str, QColor], one: float, pill: QRectF
    ) -> None:
        theme, half, line = self._theme, at.head * 22 / 48, colours["line"]
        for cells, top, bottom, style, role in (
            (ruled.upper, 2 * at.unit, half, "label", "text"),
            (ruled.lower, half - at.unit, at.head - 2 * at.unit, "caption", "text_second"),
        ):
            font = theme.font(style)
            y = round((top + bottom - QFontMetricsF(font).height()) / 2)
            line_top = 0.0 if cells is ruled.upper else half
            painter.setFont(font)
            painter.setPen(colours[role])
            for cell in cells:
                if cell.begins > 0:
                    painter.fillRect(QRectF(at.snapped(cell.begins), line_top, one, at.head - line_top), line)
                x = max(cell.x0, 0.0) + INDENT * at.unit
                static, wide = self._text(style, cell.name)
                if cells is ruled.upper and x < pill.right() and x + wide > pill.left():
                    x = pill.right() + INDENT * at.unit  # beside today's pill, not under it
                if x + wide <= cell.x1:
                    painter.drawStaticText(QPointF(at.snapped(x), y), static)

    def _free_from(self, at: Geometry, x: float, marks: Sequence[Mark]) -> float:
        """Where a line without a name of its own begins: below the names it would cross."""
        crossed = [m.tier for m in marks if m.tier is not None and m.named and m.left - AWAY < x < m.right + AWAY]
        return at.head + (2 + (max(crossed) + 1) * TIER) * at.unit if crossed else at.head

    def _deadline(self, painter: QPainter, at: Geometry, mark: Mark, colours: dict[str, QColor]) -> None:
        """A name with its date, on a patch that keeps the months' lines out of it."""
        tier = TIER * at.unit
        left, top = at.snapped(mark.left - at.left), at.head + 2 * at.unit + (mark.tier or 0) * tier
        painter.fillRect(QRectF(left - 3, top + 1, mark.right - mark.left + 5, tier - 2), colours["surface"])
        for style, role, words in (
            ("label", "text", f"{mark.name} "), ("caption", "text_second", mark.date_words)
        ):  # fmt: skip
            static, wide = self._text(style, words)
            painter.setFont(self._theme.font(style))
            painter.setPen(colours[role])
            painter.drawStaticText(QPointF(left, round(top + (tier - static.size().height()) / 2)), static)
            left += wide

    def _pill(self, at: Geometry, today: date) -> QRectF:
        """The place of the word over today's line, whole in the window while the line is in it."""
        x = at.x(today) + at.scale.day_width / 2
        wide = self._text("label", TODAY)[1] + 14 * at.unit
        left = x - wide / 2
        if 0 <= x <= at.width:
            left = max(0.0, min(left, at.width - wide - 1))
        return QRectF(at.snapped(left), at.snapped(4 * at.unit), at.snapped(wide), at.snapped(18 * at.unit))

    def _today(self, painter: QPainter, at: Geometry, place: QRectF, colours: dict[str, QColor]) -> None:
        if place.right() < 0 or place.left() > at.width:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent"])
        painter.drawRoundedRect(place, 4 * at.unit, 4 * at.unit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(colours["on_accent"])
        painter.setFont(self._theme.font("label"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, TODAY)


def deadline_line(painter: QPainter, at: Geometry, x: float, top: float, bottom: float, colour: QColor) -> None:
    """Dashes 4-3, one px wide, counted from `top`."""
    pen = QPen(colour, max(1, int(at.ratio)) / at.ratio, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([4 * at.unit / pen.widthF(), 3 * at.unit / pen.widthF()])
    painter.setPen(pen)
    middle = at.snapped(x) + pen.widthF() / 2
    painter.drawLine(QLineF(QPointF(middle, top), QPointF(middle, bottom)))


def today_line(painter: QPainter, at: Geometry, x: float, top: float, bottom: float, colour: QColor) -> None:
    wide = max(1.0, round(1.5 * at.ratio * at.unit)) / at.ratio
    painter.fillRect(QRectF(at.snapped(x - wide / 2), top, wide, bottom - top), colour)


def _weak(colour: QColor) -> QColor:
    weak = QColor(colour)
    weak.setAlphaF(0.5)
    return weak
