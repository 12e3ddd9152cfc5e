"""Rows that several steps share on paper: who stands behind whom, and which name gives way to another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from reapply_desktop.domain.chart_words import Measure, shortened
from reapply_desktop.domain.plan import Milestone


class Place(NamedTuple):
    """Where a step and its label lie along the line, before it has a row. `above`: the label takes the row over it."""

    step: Milestone
    x0: float
    x1: float
    icon_x: float | None = None
    label_x: float = 0.0
    label_width: float = 0.0
    text: str = ""
    tail: str = ""
    above: bool = False

    @property
    def left(self) -> float:
        return min(self.x0, self.label_x) if self.text else self.x0

    @property
    def right(self) -> float:
        return max(self.x1, self.label_x + self.label_width) if self.text else self.x1

    def shortened_to(self, room: float, measure: Measure) -> "Place | None":
        """The same with its name in no more than this width; None where no letters would be left."""
        tail_width = measure(" " + self.tail) if self.tail else 0.0
        text = shortened(self.step.title, room - tail_width, measure)
        return self._replace(text=text, label_width=measure(text) + tail_width) if text else None


class Packed(NamedTuple):
    """The lane of each step by id, the steps without one, and the places whose names had to give way."""

    rows: dict[str, int]
    left_over: tuple[str, ...]
    cut: dict[str, Place]


def in_rows(places: Sequence[Place]) -> dict[str, int]:
    """A row for each step, and one more above it for a name that stands there."""
    rows: dict[str, int] = {}
    at = 0
    for place in places:
        at += place.above
        rows[place.step.id] = at
        at += 1
    return rows


@dataclass
class Lanes:
    """So many lanes, filled from left to right with `gap` between shapes and names.

    Each step takes the next free lane below the one before it, so that the steps still fall like stairs and begin again
    at the top where the first ones have ended. Where no lane is free, the name that has to give up least gives way, to
    no less than `least` (None: none does).
    """

    count: int
    gap: float
    least: float | None
    measure: Measure
    _ends: list[float] = field(init=False)
    _last_in: list[Place | None] = field(init=False)

    def packed(self, places: Sequence[Place]) -> Packed:
        """Every place in a lane, or left over."""
        self._ends = [float("-inf")] * self.count
        self._last_in = [None] * self.count
        found = Packed({}, (), {})
        left_over: list[str] = []
        last = -1
        waiting = [(place.left, at, place) for at, place in enumerate(places)]
        heapify(waiting)
        while waiting:
            left, at, place = heappop(waiting)
            later = self._later(place)
            lane = self._free(last, place, left)
            if lane is None and later is not None and left < later:
                heappush(waiting, (later, at, place))
                continue
            if lane is not None and left > place.left:
                lane = min(range(self.count), key=self._ends.__getitem__)
                place = self._shorter_left(place, self._ends[lane] + 1.5 * self.gap)
                found.cut[place.step.id] = place
            if lane is None:
                lane = self._made_free(place, left, found.cut)
                if lane is not None and left > place.left:
                    place = self._shorter_left(place, left)
                    found.cut[place.step.id] = place
            if lane is None:
                left_over.append(place.step.id)
                continue
            self._ends[lane], self._last_in[lane] = place.right, place
            if place.above:
                self._ends[lane - 1], self._last_in[lane - 1] = place.right, None
            found.rows[place.step.id] = last = lane
        return found._replace(left_over=tuple(left_over))

    def _later(self, place: Place) -> float | None:
        """Where a place begins whose name, on its left, has given up what it can; None where it cannot."""
        if self.least is None or not place.text or place.label_x >= place.x0 or place.above:
            return None
        return place.label_x + max(0.0, place.label_width - self.least)

    def _shorter_left(self, place: Place, left: float) -> Place:
        """The same with its name on the left beginning no further left than that."""
        right = place.label_x + place.label_width
        shorter = place.shortened_to(right - left, self.measure) or place._replace(text="", label_width=0.0)
        return shorter._replace(label_x=right - shorter.label_width)

    def _free(self, last: int, place: Place, left: float) -> int | None:
        left, ends = left - 1.5 * self.gap, self._ends
        for ahead in range(1, self.count + 1):
            lane = (last + ahead) % self.count
            if ends[lane] <= left and (not place.above or (lane > 0 and ends[lane - 1] <= left)):
                return lane
        return None

    def _made_free(self, place: Place, left: float, cut: dict[str, Place]) -> int | None:
        """The lane whose last name lost least to make room for the place; the shortened one is put into `cut`."""
        if self.least is None or place.above:
            return None
        limit = left - 1.5 * self.gap
        able = [
            (end, lane) for lane, end in enumerate(self._ends)
            if (before := self._last_in[lane]) is not None and before.label_x + self.least <= limit
            and before.label_x > before.x1
        ]  # fmt: skip
        for _end, lane in sorted(able):
            before = self._last_in[lane]
            assert before is not None
            shorter = before.shortened_to(limit - before.label_x, self.measure)
            if shorter is not None:
                cut[before.step.id] = shorter
                return lane
        return None
