"""Divides a calendar that is too big for one file by days, so that a step stays in its file until its day changes."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.services.calendar.telling import Entry

# What Google takes in one file is about 1 MB and, by other reports, about 1,111 entries; some room is left.
MOST_BYTES, MOST_ENTRIES = 700_000, 1000
OF_A_DAY = 40  # entries in a file where a single day is too big for one


@dataclass(frozen=True)
class Span:
    """Days of one month, both ends included."""

    first: date
    last: date

    @property
    def name(self) -> str:
        month, whole = f"{self.first.year}-{self.first.month:02}", monthrange(self.first.year, self.first.month)[1]
        if (self.first.day, self.last.day) == (1, whole):
            return month
        return f"{month} {self.first.day}" + ("" if self.first == self.last else f" to {self.last.day}")

    def halves(self) -> tuple["Span", ...]:
        """Two halves, the month's with the 15th in the first; a day is itself."""
        if self.first == self.last:
            return (self,)
        middle = 15 if self.last.day - self.first.day > 15 else (self.first.day + self.last.day) // 2
        return Span(self.first, self.first.replace(day=middle)), Span(self.first.replace(day=middle + 1), self.last)


def split(entries: Iterable[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries by quarter; where that is too big by month, then by halves of a month down to days.

    Each part has a name: `2026 Q3`, `2026-08`, `2026-08 1 to 15`. Only what is too big is divided further: a step is
    in another part only when its day is another, and what cancels it in the part where it was.
    """
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    quarters = sorted({(day.year, (day.month + 2) // 3) for day in days})
    return tuple(
        (name, tuple(piece))
        for year, quarter in quarters
        for name, piece in _pieces(f"{year} Q{quarter}", _quarter(year, quarter), days)
    )


def days_of(name: str) -> tuple[date, date] | None:
    """The first and last day of the part with this name; None where it names no days that there are."""
    found = re.fullmatch(r"(\d{4})(?: Q([1-4])|-(\d\d)(?: (\d+)(?: to (\d+))?)?)(?:, \d+)?", name)
    if found is None:
        return None
    year, quarter, month, day, to = (int(group) if group else 0 for group in found.groups())
    try:
        if quarter:
            spans = _quarter(year, quarter)
            return spans[0].first, spans[-1].last
        return date(year, month, day or 1), date(year, month, to or day or monthrange(year, month)[1])
    except ValueError:
        return None


def _pieces(name: str, spans: Sequence[Span], days: Mapping[date, list[Entry]]) -> list[tuple[str, list[Entry]]]:
    """What lies on these days under this name if it is small enough; else what lies in each span of them."""
    here = [entry for day in sorted(days) if spans[0].first <= day <= spans[-1].last for entry in days[day]]
    if len(here) <= MOST_ENTRIES and sum(len(entry.data) for entry in here) <= MOST_BYTES:
        return [(name, here)] if here else []
    if spans[0].first == spans[-1].last:  # a day for itself, and all of it at once
        pieces = [here[at : at + OF_A_DAY] for at in range(0, len(here), OF_A_DAY)]
        return [(f"{name}, {number}", piece) for number, piece in enumerate(pieces, start=1)]
    return [part for span in spans for part in _pieces(span.name, span.halves(), days)]


def _quarter(year: int, quarter: int) -> tuple[Span, ...]:
    return tuple(
        Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        for month in range(3 * quarter - 2, 3 * quarter + 1)
    )
