"""Where things lie in the chart's window: rows and days to pixels and back, and what lies under the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from reapply_desktop.domain.chart import Bar, Look
from reapply_desktop.domain.chart_rows import ChartRows, shape_of
from reapply_desktop.domain.time_scale import TimeScale

HEAD, BAND, ROW, BAR, SHORTEST, TIER = 48, 36, 28, 14, 4, 16
EDGE_IN, EDGE_OUT, CONNECTOR, CONNECTOR_OUT = 5, 3, 7, 8
BODY, START, END, LINK = "body", "start", "end", "link"


class Hit(NamedTuple):
    """What is under a point: a row (None below the last), the step's id where its shape is hit, and which part."""

    row: int | None
    step_id: str | None
    part: str = ""


@dataclass(frozen=True)
class Geometry:
    """One state of the window. Lengths in px; `unit` is the text size factor, `ratio` the device's pixels per px."""

    scale: TimeScale
    left: float  # how far the content is scrolled
    above: float
    width: int
    height: int
    head: int
    band: int
    row: int
    unit: float
    ratio: float

    @cached_property
    def top(self) -> int:
        """Where the first row begins when nothing is scrolled."""
        return self.head + self.band

    @cached_property
    def look(self) -> Look:
        return Look(row=self.row, bar=self.bar, shortest_bar=SHORTEST * self.unit, labels=False)

    @cached_property
    def bar(self) -> float:
        """The height of a bar, even in the row: as many px above as below."""
        bar = round(BAR * self.unit)
        return bar if (self.row - bar) % 2 == 0 else bar + 1

    def snapped(self, x: float) -> float:
        return round(x * self.ratio) / self.ratio

    def x(self, day: date) -> float:
        return self.scale.x(day) - self.left

    def y(self, row: int) -> float:
        return self.top - self.above + row * self.row

    def day_at(self, x: float) -> date:
        return self.scale.day_at(x + self.left)

    def row_at(self, y: float) -> int:
        """The row at a height, whether there is a step in it or not."""
        return int((y - self.top + self.above) // self.row)

    def rows_between(self, y0: float, y1: float, count: int) -> tuple[int, int]:
        """The first and last of `count` rows that show between two heights; last < first when none does."""
        return max(0, self.row_at(max(y0, self.top))), min(count - 1, self.row_at(y1))

    def span(self, rows: ChartRows, row: int) -> tuple[float, float]:
        """The left and right end of a row's shape in the window."""
        shape = shape_of(rows.steps[row], row, self.scale, self.look, rows.today)
        if isinstance(shape, Bar):
            return shape.x - self.left, shape.x + shape.width - self.left
        return shape.x - self.bar / 2 - self.left, shape.x + self.bar / 2 - self.left

    def hit(self, rows: ChartRows, x: float, y: float) -> Hit:
        """What lies at a point of the window."""
        row = self.row_at(y)
        if y < self.top or not 0 <= row < len(rows):
            return Hit(None, None)
        step = rows.steps[row]
        x0, x1 = self.span(rows, row)
        unit = self.unit
        inside = min(EDGE_IN * unit, (x1 - x0) / 4)
        if x1 + EDGE_OUT * unit < x <= x1 + (CONNECTOR_OUT + CONNECTOR) * unit:
            return Hit(row, step.id, LINK)
        if not x0 - EDGE_OUT * unit <= x <= x1 + EDGE_OUT * unit:
            return Hit(row, None)
        if x >= x1 - inside:
            return Hit(row, step.id, END)
        if x < x0 + inside:
            return Hit(row, step.id, START)
        return Hit(row, step.id, BODY)
