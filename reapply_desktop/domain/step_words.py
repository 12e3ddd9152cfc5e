"""How a step's dates, hours and reminder are said, so that the table, the inspector and the papers say them alike."""

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


def span_words(start: date, end: date) -> str:
    """`10 Aug 2026` or `10 Aug – 18 Aug 2026`; both years where they differ."""
    if start == end:
        return short_day(start)
    first = short_day(start) if start.year != end.year else f"{start.day} {MONTHS[start.month - 1][:3]}"
    return f"{first} – {short_day(end)}"


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
