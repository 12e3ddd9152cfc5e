"""The chart beside the table: one step a row in the order given, laid out only where somebody looks.

The shapes and arrows are those of `chart`; what is new is that a window of rows costs the same among ten thousand steps
as among sixty.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from operator import attrgetter

from reapply_desktop.domain.chart import Arrow, Bar, Chart, Diamond, Look, arrows, state_of
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.time_scale import TimeScale

BLOCK = 64
MOST_PASSING = 40  # lines of so many arrows that only pass through are as much as an eye can tell apart
YEAR_AND_A_HALF = 550
_START, _END = attrgetter("start"), attrgetter("end")

Link = tuple[int, int]  # a dependency: its upper and its lower row


class ChartRows:
    """Steps in rows. `today` decides what is late; `before` are the rows as they were, to keep what still holds."""

    def __init__(self, steps: Sequence[Milestone], today: date, before: "ChartRows | None" = None) -> None:
        self.steps = tuple(steps)
        self.today = today
        self._rows: dict[str, int]
        self._links: list[Link] | None = None
        self._blocks: dict[int, tuple[Link, ...]] = {}
        self._thinned: set[int] = set()
        # The rows that differ from those before; None where more than single rows does.
        self.changed: tuple[int, ...] | None = None
        differing = None if before is None else _differing(self.steps, before.steps)
        if before is not None and differing is not None:
            self._rows, self._links = before._rows, before._links
            self._blocks, self._thinned = before._blocks, before._thinned
            self.changed = differing if today == before.today else None
        else:
            self._rows = {step.id: row for row, step in enumerate(self.steps)}

    def __len__(self) -> int:
        return len(self.steps)

    def row_of(self, step_id: str) -> int | None:
        """The row of a step; None when it is not shown."""
        return self._rows.get(step_id)

    def step(self, step_id: str) -> Milestone | None:
        row = self._rows.get(step_id)
        return None if row is None else self.steps[row]

    def links(self, first: int, last: int) -> tuple[Link, ...]:
        """The dependencies that begin, end or pass in the rows `first` to `last`, both included.

        Of those that only pass through, the shortest 40 a block of 64 rows.
        """
        found: set[Link] = set()
        for block in self._blocks_of(first, last):
            found.update(self._blocks[block])
        return tuple(link for link in found if link[0] <= last and link[1] >= first)

    def reached(self, row: int) -> tuple[int, int]:
        """The first and the last row that a step or one of its arrows touches."""
        ends = [end for link in self.links(row, row) if row in link for end in link]
        return min([row, *ends]), max([row, *ends])

    def thins(self, first: int, last: int) -> bool:
        """Whether arrows are left out of these rows: what is drawn in them then hangs on the rows beside them."""
        return not self._thinned.isdisjoint(self._blocks_of(first, last))

    def _blocks_of(self, first: int, last: int) -> range:
        blocks = range(max(0, first) // BLOCK, max(0, last) // BLOCK + 1)
        for block in blocks:
            if block not in self._blocks:
                self._blocks[block] = self._in_block(block)
        return blocks

    def chart(
        self, first: int, last: int, scale: TimeScale, look: Look, top: float,
        instead: Callable[[Milestone], Milestone] | None = None,
    ) -> tuple[Chart, tuple[Arrow, ...]]:
        """The shapes of the rows `first` to `last` and the arrows that touch them.

        The first row of all begins at `top`. `instead` says where a step lies while it is dragged. Shapes outside the
        window are there too where an arrow leads to one.
        """
        rows = set(range(max(0, first), min(last + 1, len(self.steps))))
        for link in self.links(first, last):
            rows.update(link)
        bars, diamonds, seen = [], [], {}
        origin, day = scale.start.toordinal(), scale.day_width
        for row in sorted(rows):
            step = self.steps[row] if instead is None else instead(self.steps[row])
            shape = _shape(step, row, origin, day, look, self.today)
            seen[step.id] = step
            if isinstance(shape, Bar):
                bars.append(shape)
            else:
                diamonds.append(shape)
        chart = Chart(scale, look, top, len(self.steps), tuple(bars), tuple(diamonds), (), (), None, ())
        met = (arrow for arrow in arrows(chart, seen) if self._meets(arrow, first, last))
        return chart, tuple(met)

    def _meets(self, arrow: Arrow, first: int, last: int) -> bool:
        ends = self._rows[arrow.start_id], self._rows[arrow.end_id]
        return min(ends) <= last and max(ends) >= first

    def _in_block(self, block: int) -> tuple[Link, ...]:
        if self._links is None:
            self._links = self._found_links()
        first, last = block * BLOCK, block * BLOCK + BLOCK - 1
        here = [link for link in self._links if link[0] <= last and link[1] >= first]
        passing = [link for link in here if link[0] < first and link[1] > last]
        if len(passing) <= MOST_PASSING:
            return tuple(here)
        self._thinned.add(block)
        passing.sort(key=lambda link: link[1] - link[0])
        left_out = set(passing[MOST_PASSING:])
        return tuple(link for link in here if link not in left_out)

    def _found_links(self) -> list[Link]:
        rows = self._rows
        pairs = [(row, rows[i]) for row, step in enumerate(self.steps) for i in step.depends_on if i in rows]
        return [(one, other) if one < other else (other, one) for one, other in pairs]


def _differing(steps: Sequence[Milestone], others: Sequence[Milestone]) -> tuple[int, ...] | None:
    """The rows that differ; None unless both are the same steps in the same rows, waiting for the same ones."""
    if len(steps) != len(others):
        return None
    rows = tuple([row for row, one, other in zip(count(), steps, others) if one is not other])
    alike = all(steps[row].id == others[row].id and steps[row].depends_on == others[row].depends_on for row in rows)
    return rows if alike else None


def differing_ids(before: Plan, after: Plan) -> tuple[str, ...]:
    """The steps of a plan that are new in it or differ from those before, in its order.

    Not those that only wait for others than before: what is deleted and comes back changes the waits of its followers.
    """
    known = {step.id: step for step in before.milestones}
    return tuple(
        step.id
        for step in after.milestones
        if (old := known.get(step.id)) is not step and not _same_but_waits(old, step)
    )


def _same_but_waits(old: Milestone | None, new: Milestone) -> bool:
    return old is not None and replace(old, depends_on=new.depends_on) == new


def shape_of(step: Milestone, row: int, scale: TimeScale, look: Look, today: date) -> Bar | Diamond:
    """A step's bar, or its diamond where it takes one day."""
    return _shape(step, row, scale.start.toordinal(), scale.day_width, look, today)


def _shape(step: Milestone, row: int, origin: int, day: float, look: Look, today: date) -> Bar | Diamond:
    """The same with the scale taken apart: its first day's number and a day's width, read once for many rows."""
    state = state_of(step, today)
    first, last = step.start.toordinal(), step.end.toordinal()
    x = (first - origin) * day
    if last > first:
        return Bar(step.id, step.category, state, row, x, max((last - first + 1) * day, look.shortest_bar))
    return Diamond(step.id, step.category, state, row, x + day / 2, None)


def extent(steps: Sequence[Milestone], others: Sequence[date], today: date) -> tuple[date, date]:
    """The days to scroll over: all steps, the `others` (deadlines) and today, with some days of air."""
    first, last = min([today, *others]), max([today, *others])
    if steps:
        first = min(first, min(map(_START, steps)))
        last = max(last, max(map(_END, steps)))
    return widened(first, last)


def widened(first: date, last: date) -> tuple[date, date]:
    """With air at both ends: a fortieth, at least four days."""
    air = max(4, (last - first).days // 40 + 1)
    start = max(first.toordinal() - air, date.min.toordinal())
    end = min(last.toordinal() + air, date.max.toordinal())
    return date.fromordinal(start), date.fromordinal(end)


def year_within(first: date, last: date, today: date, match_day: date | None) -> tuple[date, date]:
    """What "the whole year" shows of a plan from `first` to `last`: all of it, up to a year and a half.

    Of a longer one the year that ends soon after Match Day, or the year from a month before today.
    """
    if (last - first).days <= YEAR_AND_A_HALF:
        return first, last
    if match_day is not None:
        begin, end = match_day - timedelta(days=370), match_day + timedelta(days=14)
    else:
        begin, end = today - timedelta(days=30), today + timedelta(days=335)
    begin, end = max(begin, first), min(end, last)
    return (begin, end) if begin < end else (first, first + timedelta(days=365))
