"""Days on a line: where a day lies in plain numbers, which day lies at a place, and how the line divides into months.

Counting is in day numbers, so that the last day of the calendar (9999-12-31) has a right edge too.
"""

from datetime import date

from reapply_desktop.domain.values import dataclass

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# How many months one division may hold, finest first; the last ones keep a plan of centuries drawable.
STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000)


@dataclass(frozen=True)
class Span:
    """A division of the time line: first day, edges, name (`Apr`; `2026` where it holds years) and year."""

    start: date
    x0: float
    x1: float
    name: str
    year: str

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class TimeScale:
    """The days `start` to `end`, both included, spread evenly over `width`; a day is as wide as `day_width`.

    Days outside lie outside: `x` never clamps, `day_at` does only at the ends of the calendar.
    """

    start: date
    end: date
    width: float

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a time scale ends before it starts")

    @property
    def days(self) -> int:
        return self.end.toordinal() - self.start.toordinal() + 1

    @property
    def day_width(self) -> float:
        return self.width / self.days

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return (day.toordinal() - self.start.toordinal()) * self.day_width

    def x_end(self, day: date) -> float:
        """The right edge of a day: ends are included, so a bar runs to the end of its last day."""
        return (day.toordinal() - self.start.toordinal() + 1) * self.day_width

    def middle(self, day: date) -> float:
        return (self.x(day) + self.x_end(day)) / 2

    def day_at(self, x: float) -> date:
        """The day that lies at `x`."""
        ordinal = self.start.toordinal() + int(x // self.day_width)
        return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))

    def months(self, least: float = 0.0) -> tuple[Span, ...]:
        """The line cut at the first of months; several months together where one would be narrower than `least`."""
        step = next((s for s in STEPS if self.day_width * s * 30.4 >= least), STEPS[-1])
        number = self.start.year * 12 + self.start.month - 1
        spans = []
        first = number - number % step
        last = self.end.year * 12 + self.end.month - 1
        for at in range(first, last + 1, step):
            begin = max(_first_of(at), self.start)
            x0, x1 = self.x(begin), min(self._edge(at + step), self.width)
            year = str(max(at, 12) // 12)
            name = MONTHS[at % 12] if step < 12 else year
            spans.append(Span(begin, x0, x1, name, year))
        return tuple(spans)

    def weeks(self) -> tuple[float, ...]:
        """The left edges of the Mondays within the line."""
        first = self.start.toordinal() + (-self.start.weekday()) % 7
        return tuple((at - self.start.toordinal()) * self.day_width for at in range(first, self.end.toordinal() + 1, 7))

    def _edge(self, month: int) -> float:
        """The left edge of the month with this number, also of the one after the calendar ends."""
        return self.width if month // 12 > date.max.year else self.x(_first_of(month))


def _first_of(month: int) -> date:
    """The first day of month number `year × 12 + month − 1`, within the calendar."""
    month = min(max(month, 12), date.max.year * 12 + 11)
    return date(month // 12, month % 12 + 1, 1)
