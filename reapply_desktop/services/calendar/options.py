"""What goes into a calendar and how it is worded: one value for the window, the command line and the live file."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from reapply_desktop.domain.plan import Milestone

LONG_DAYS = 14
CONTINGENCY = "contingency"


@dataclass(frozen=True)
class CalendarOptions:
    """`discreet`: neutral words, no notes; `spans`: steps longer than 14 days as a whole; `tombstones`: off where what
    is gone needs no removing (a calendar that is deleted first, a file that is followed); `live`: a file that
    calendars come back to. `without`: categories that stay out; `first` and `last`: entries before and after stay out.

    What an option leaves out keeps its record and gets no tombstone.
    """

    discreet: bool = False
    spans: bool = False
    with_contingency: bool = False
    tombstones: bool = True
    live: bool = False
    with_notes: bool = True
    with_done: bool = True
    without: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    def takes_category(self, category: str) -> bool:
        return category not in self.without and (self.with_contingency or category != CONTINGENCY)

    def takes_days(self, start: date, end: date) -> bool:
        """Whether an entry on these days (both included) is wanted."""
        return (self.first is None or end >= self.first) and (self.last is None or start <= self.last)

    def takes(self, step: Milestone) -> bool:
        """Whether this step goes in: not dropped, and nothing chosen leaves it out."""
        return (
            step.status != "dropped"
            and (self.with_done or step.status != "done")
            and self.takes_category(step.category)
            and ((self.first is None and self.last is None) or self.takes_days(*shown_days(step, self.spans)))
        )


def collapses(step: Milestone, spans: bool) -> bool:
    """Whether only the last day of the step stands in the calendar: a banner over months is unbearable."""
    return step.days > LONG_DAYS and not spans and step.time is None


def shown_days(step: Milestone, spans: bool) -> tuple[date, date]:
    """First and last day of the entry; of a timed step the one day it has."""
    last = max(step.start, step.end)
    first = last if collapses(step, spans) else step.start
    return first, first if step.time is not None else last


def as_kept(options: CalendarOptions) -> dict[str, Any]:
    """The options as plain values that settings can keep."""
    kept = asdict(options)
    kept["without"] = sorted(options.without)
    for name in ("first", "last"):
        kept[name] = None if kept[name] is None else kept[name].isoformat()
    return kept


def from_kept(kept: object) -> CalendarOptions:
    """What `as_kept` gave; what is missing or broken there is discreet, and as usual."""
    raw = kept if isinstance(kept, dict) else {}
    flags: dict[str, Any] = {
        name: raw[name]
        for name in ("discreet", "spans", "with_contingency", "tombstones", "live", "with_notes", "with_done")
        if isinstance(raw.get(name), bool)
    }
    without = raw.get("without")
    names = frozenset(name for name in without if isinstance(name, str)) if isinstance(without, list) else frozenset()
    return CalendarOptions(
        **{"discreet": True, **flags}, without=names, first=_day(raw.get("first")), last=_day(raw.get("last"))
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
