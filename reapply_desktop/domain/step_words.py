"""How a step's title, dates, hours and reminder are said, so that table, inspector and papers say them alike."""

import unicodedata
from datetime import date

from reapply_desktop.domain.plan import Hours, Milestone
from reapply_desktop.domain.words import MONTHS, short_day

ZONE_WORDS = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "UTC": "UTC",
}


_CLOSES = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c",
           "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}  # fmt: skip
_TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """A person's text as it stands in a sentence of ours: it cannot turn our words round, nor they its own.

    Text that only runs from left to right stays as it is. Controls of direction without their counterpart are left out.
    """
    if text.isascii() or not any(unicodedata.bidirectional(sign) in _TURNING for sign in text):
        return text
    return f"{FIRST_STRONG}{balanced(text)}{POP}"


def quoted(text: str) -> str:
    """`“Submit ERAS”`: a title or another text of the person's in a sentence."""
    return f"“{isolated(text)}”"


def balanced(text: str) -> str:
    """Without the controls of direction that are not closed, or close nothing: they would turn what follows."""
    if text.isascii():
        return text
    opened: list[tuple[int, str]] = []
    lost: set[int] = set()
    for at, sign in enumerate(text):
        if sign in _CLOSES:
            opened.append((at, _CLOSES[sign]))
        elif sign in ("\u202c", POP):
            if opened and opened[-1][1] == sign:
                opened.pop()
            else:
                lost.add(at)
    lost.update(at for at, _closing in opened)
    return "".join(sign for at, sign in enumerate(text) if at not in lost)


def span_words(start: date, end: date) -> str:
    """`10 Aug 2026` or `10 Aug – 18 Aug 2026`; both years where they differ."""
    if start == end:
        return short_day(start)
    first = short_day(start) if start.year != end.year else f"{start.day} {MONTHS[start.month - 1][:3]}"
    return f"{first} – {short_day(end)}"


def moved_words(before: Milestone, after: Milestone) -> str:
    """`10 Aug → 17 Aug 2026`, `10 Aug → 17 Aug – 20 Aug 2026`: where a step was, and where it will be."""
    old = short_day(before.start)
    if before.start.year == after.start.year:
        old = old.rsplit(" ", 1)[0]
    return f"{old} → {span_words(after.start, after.end)}"


def zone_words(zone: str) -> str:
    """The zone as people call it: `Eastern`; elsewhere its place: `Karachi`."""
    return ZONE_WORDS.get(zone) or zone.rsplit("/", 1)[-1].replace("_", " ")


def hours_words(hours: Hours | None) -> str:
    """`20:30–21:00 Eastern`, or nothing for a whole day."""
    if hours is None:
        return ""
    return f"{hours.start:%H:%M}–{hours.end:%H:%M} {zone_words(hours.zone)}"


def reminder_words(days: int | None) -> str:
    """The reminder in words: `3 days before`; 0 (steps with hours only) is half an hour before."""
    if days is None:
        return "No reminder"
    if days == 0:
        return "30 min before"
    if days % 7 == 0:
        weeks = days // 7
        return "1 week before" if weeks == 1 else f"{weeks} weeks before"
    return "1 day before" if days == 1 else f"{days} days before"


def days_late(step: Milestone, today: date) -> int:
    """By how many days an open step is past its end; 0 when it is not."""
    return max(0, (today - step.end).days) if step.is_open else 0


def late_words(step: Milestone, today: date) -> str:
    """`5 days late`, or nothing."""
    late = days_late(step, today)
    return "" if not late else "1 day late" if late == 1 else f"{late} days late"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 step`, `4 steps`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
