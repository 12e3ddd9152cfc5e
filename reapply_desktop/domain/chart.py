"""The year as shapes in plain numbers: where each bar, diamond, deadline and label lies, for the screen and for paper.

Nothing here knows pixels, points or fonts: lengths are in the unit of the time scale, text widths come from a function.
The rules of placing are those of the design notes: a label stands beside its bar and never in it, no deadline crosses a
name, and what cannot stand in full is shortened with … and counted, never left out unseen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reapply_desktop.domain.chart_deadlines import Deadline, Mark, placed_names
from reapply_desktop.domain.chart_lanes import Lanes, Place, in_rows
from reapply_desktop.domain.chart_words import Measure, shortened
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.time_scale import TimeScale
from reapply_desktop.domain.values import dataclass

PLANNED, DONE, LATE, DROPPED = "planned", "done", "late", "dropped"


@dataclass(frozen=True)
class Look:
    """The lengths of a chart: `row` high rows with `bar` high bars, a `gap` between shape and label, an `icon` width
    beside a diamond (0: none), `tier` the height of a line of deadline names, `labels` whether bars are named at all,
    `longest` the widest a label may be (None: as wide as it is), `lanes` the rows several steps share (None: one each),
    `least` the width to which a label in a lane gives way to the step behind it (None: it does not).
    """

    row: float = 28.0
    bar: float = 14.0
    gap: float = 6.0
    icon: float = 0.0
    tier: float = 16.0
    tiers: int = 2
    shortest_bar: float = 4.0
    labels: bool = True
    longest: float | None = None
    lanes: int | None = None
    least: float | None = None


class Bar(NamedTuple):
    """A step of several days: the box from `x` to `x + width` in its row."""

    id: str
    category: str
    state: str
    row: int
    x: float
    width: float


class Diamond(NamedTuple):
    """A step of one day, centred on `x`."""

    id: str
    category: str
    state: str
    row: int
    x: float
    icon_x: float | None


class Label(NamedTuple):
    """A step's name from `x` to `x + width`, shortened where `text` differs from `full`; `tail` says how late it is."""

    id: str
    state: str
    row: int
    x: float
    width: float
    text: str
    tail: str
    full: str


@dataclass(frozen=True)
class DeadlineLine:
    """A vertical line at `x`: pieces from top to bottom that leave every label free. `label_x` is None without a name.

    `deadline` is named as there is room for it, and its name may stand for the lines beside it too. `tier` counts from
    the top; `right` says on which side of the line the name stands.
    """

    deadline: Deadline
    x: float
    pieces: tuple[tuple[float, float], ...]
    tier: int
    label_x: float | None
    label_width: float
    right: bool


@dataclass(frozen=True)
class Arrow:
    """A dependency as corner points, from the end of the earlier step to the start of the one that waits."""

    start_id: str
    end_id: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Chart:
    """A laid out chart. Rows begin below the deadline band: row r runs from `top + r × look.row`."""

    scale: TimeScale
    look: Look
    top: float
    rows: int
    bars: tuple[Bar, ...]
    diamonds: tuple[Diamond, ...]
    labels: tuple[Label, ...]
    lines: tuple[DeadlineLine, ...]
    today_x: float | None
    left_over: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.top + self.rows * self.look.row

    @property
    def shortened(self) -> int:
        """How many steps have no name, or not their whole name, on the chart."""
        named = sum(label.text == label.full for label in self.labels)
        return len(self.bars) + len(self.diamonds) - named

    def middle(self, row: int) -> float:
        return self.top + (row + 0.5) * self.look.row


def state_of(step: Milestone, today: date) -> str:
    """Planned, done, dropped, or late: still planned though its last day is over."""
    if step.status == DONE or step.status == DROPPED:
        return step.status
    return LATE if step.end < today else PLANNED


def lateness(step: Milestone, today: date) -> str:
    """`5 days late`, or nothing."""
    if state_of(step, today) != LATE:
        return ""
    days = (today - step.end).days
    return "1 day late" if days == 1 else f"{days} days late"


def layout(
    steps: Iterable[Milestone],
    scale: TimeScale,
    today: date,
    look: Look,
    measure: Measure,
    deadlines: Sequence[Deadline] = (),
    measure_deadline: Callable[[Deadline], float] | None = None,
) -> Chart:
    """Lay out the steps in the order of their days, one a row, or in `look.lanes` rows shared by those that fit in one.

    `measure` gives the width of a label, `measure_deadline` that of a deadline's name with its date. With lanes, steps
    that find no room in any of them are named in `left_over`.
    """
    ordered = sorted(steps, key=lambda step: (step.start, step.end, step.title, step.id))
    placing = _Placing(scale, today, look, measure)
    places = [placing.place(step) for step in ordered]
    left_over: tuple[str, ...] = ()
    if look.lanes is None:
        rows, count = in_rows(places), len(places) + sum(place.above for place in places)
    else:
        packed = Lanes(look.lanes, look.gap, look.least, measure).packed(places)
        rows, left_over, count = packed.rows, packed.left_over, look.lanes
        places = [packed.cut.get(place.step.id, place) for place in places]
    width = measure_deadline or (lambda deadline: measure(f"{deadline.name} {deadline.date_words}"))
    marks, tiers = placed_names(deadlines, scale, look.tiers, look.gap, width)
    top = tiers * look.tier
    bars, diamonds, labels = [], [], []
    for place in places:
        row = rows.get(place.step.id)
        if row is None:
            continue
        state = state_of(place.step, today)
        if place.step.days > 1:
            bars.append(Bar(place.step.id, place.step.category, state, row, place.x0, place.x1 - place.x0))
        else:
            x = (place.x0 + place.x1) / 2
            diamonds.append(Diamond(place.step.id, place.step.category, state, row, x, place.icon_x))
        if place.text:
            label_row = row - 1 if place.above else row
            labels.append(
                Label(place.step.id, state, label_row, place.label_x, place.label_width, place.text, place.tail,
                      place.step.title)
            )
    lines = tuple(_line(mark, labels, top, count, look) for mark in marks)
    today_x = scale.middle(today) if scale.start <= today <= scale.end else None
    return Chart(scale, look, top, count, tuple(bars), tuple(diamonds), tuple(labels), lines, today_x, left_over)


@dataclass(frozen=True)
class _Placing:
    """Finds the place of one step's shape and label along the line."""

    scale: TimeScale
    today: date
    look: Look
    measure: Measure

    def place(self, step: Milestone) -> Place:
        look, scale = self.look, self.scale
        if step.days > 1:
            x0 = scale.x(step.start)
            x1 = max(scale.x_end(step.end), x0 + look.shortest_bar)
        else:
            x0 = scale.middle(step.start) - look.bar / 2
            x1 = x0 + look.bar
        if not look.labels:
            return Place(step, x0, x1)
        icon = look.icon + look.gap / 2 if step.days == 1 and look.icon else 0.0
        tail = lateness(step, self.today)
        tail_width = self.measure(" " + tail) if tail else 0.0
        wanted = self.measure(step.title) + tail_width
        if look.longest is not None:
            wanted = min(wanted, look.longest)
        room_right = scale.width - x1 - look.gap - icon
        room_left = x0 - look.gap - icon
        if wanted > room_right and wanted > room_left and step.days > 1 and max(room_right, room_left) < 8 * look.bar:
            return self._named_above(step, x0, x1, wanted, tail, tail_width)
        on_right = wanted <= room_right or (wanted > room_left and room_right >= room_left)
        width = min(wanted, room_right if on_right else room_left)
        text, width = self._fitted(step.title, width, tail_width)
        icon_x = None
        if icon:
            icon_x = x1 + look.gap / 2 if on_right else x0 - look.gap / 2 - look.icon
        label_x = x1 + icon + look.gap if on_right else x0 - icon - look.gap - width
        return Place(step, x0, x1, icon_x, label_x, width, text, tail if text else "")

    def _named_above(
        self, step: Milestone, x0: float, x1: float, wanted: float, tail: str, tail_width: float
    ) -> Place:
        """A bar from edge to edge leaves no room beside it: its name takes the row above."""
        x = min(max(x0, 0.0), max(0.0, self.scale.width - wanted))
        text, width = self._fitted(step.title, min(wanted, self.scale.width - x), tail_width)
        return Place(step, x0, x1, None, x, width, text, tail if text else "", above=bool(text))

    def _fitted(self, title: str, width: float, tail_width: float) -> tuple[str, float]:
        text = shortened(title, width - tail_width, self.measure)
        return text, self.measure(text) + tail_width if text else 0.0


def _line(mark: Mark, labels: Sequence[Label], top: float, rows: int, look: Look) -> DeadlineLine:
    begin = top if mark.tier is None else mark.tier * look.tier
    pad = look.gap / 2
    crossed = sorted({label.row for label in labels if label.x - pad < mark.x < label.x + label.width + pad})
    pieces, y = [], begin
    for row in crossed:
        edge = top + row * look.row
        if edge > y:
            pieces.append((y, edge))
        y = edge + look.row
    bottom = top + rows * look.row
    if bottom > y:
        pieces.append((y, bottom))
    written = replace(mark.deadline, name=mark.name, date_words=mark.date_words) if mark.named else mark.deadline
    return DeadlineLine(
        written, mark.x, tuple(pieces), mark.tier or 0, mark.left if mark.named else None, mark.right - mark.left,
        mark.on_right,
    )


def arrows(chart: Chart, steps: Mapping[str, Milestone]) -> tuple[Arrow, ...]:
    """The dependencies between the steps of a chart with one step a row, at right angles along the row boundaries."""
    ends: dict[str, tuple[int, float, float]] = {bar.id: (bar.row, bar.x, bar.x + bar.width) for bar in chart.bars}
    half = chart.look.bar / 2
    ends.update({d.id: (d.row, d.x - half, d.x + half) for d in chart.diamonds})
    found = []
    for step_id, (row, x, _) in ends.items():
        for earlier in steps[step_id].depends_on if step_id in steps else ():
            if earlier in ends:
                from_row, _, from_x = ends[earlier]
                found.append(Arrow(earlier, step_id, _corners(chart, from_row, from_x, row, x)))
    return tuple(found)


def _corners(chart: Chart, from_row: int, from_x: float, row: int, x: float) -> tuple[tuple[float, float], ...]:
    out = 5.0
    y0, y1 = chart.middle(from_row), chart.middle(row)
    if from_x + out <= x - out:
        return (from_x, y0), (from_x + out, y0), (from_x + out, y1), (x, y1)
    boundary = chart.top + (row if row > from_row else row + 1) * chart.look.row
    return (from_x, y0), (from_x + out, y0), (from_x + out, boundary), (x - out, boundary), (x - out, y1), (x, y1)
