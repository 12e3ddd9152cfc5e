"""Days and times as people write them, in a field or a table: 2026-10-12, Oct 12, 2026, 12.10.2026; 20:30, 8:30 pm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from reapply_desktop.domain.words import MONTHS

EXAMPLE = "2026-10-12, 12 Oct 2026 or 10/12/2026"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*([a-z]{3,9})\.?,?[\s-]*(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::00)?\s*(?:([ap])\.?(?:m\.?)?)?", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)


class NoSuchDayError(ValueError):
    """It looks like a day, and the calendar has none like it."""


@dataclass(frozen=True)
class Way:
    """How a table writes 10/12/2026: the day first, the month first, or None where it mixes both.

    `doubtful` is a cell that could be two days, in a table where no other one tells which; None where all is clear.
    """

    day_first: bool | None
    doubtful: str | None = None


def way_of(cells: Iterable[str]) -> Way:
    """The way of a table: 25/12/2026 anywhere in it says that its 10/12/2026 is in December too.

    Where nothing says so, the month comes first, as ERAS writes it.
    """
    day_first = month_first = False
    doubtful = None
    for cell in cells:
        typed = cell.strip()
        found = _SLASHED.fullmatch(typed)
        if found is not None:
            day_first |= int(found[1]) > 12
            month_first |= int(found[2]) > 12
            if doubtful is None and can_be_two_days(typed):
                doubtful = typed
    if day_first and month_first:
        return Way(None, doubtful)
    return Way(day_first, None if day_first or month_first else doubtful)


def can_be_two_days(text: str) -> bool:
    """Whether 3/7/2026 is meant, which is another day with the day first than with the month first."""
    found = _SLASHED.fullmatch(text.strip())
    return found is not None and found[1].lstrip("0") != found[2].lstrip("0") and all(
        1 <= int(part) <= 12 for part in found.groups()[:2])


def read_day(text: str, *, day_first: bool = False) -> date | None:
    """The day that is meant; None for an empty text. With dots the day always comes first.

    What can only be meant one way, 25/12/2026, is read so. Raises ValueError with the end of a sentence ("is not a
    date such as …") when the text is no day, NoSuchDayError for 31 February.
    """
    typed = " ".join(text.split())
    typed = _WEEKDAY.sub("", typed, count=1) if _WEEKDAY.match(typed) else typed
    if not typed:
        return None
    if found := _ISO.fullmatch(typed):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _SLASHED.fullmatch(typed):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day, month = (first, second) if day_first else (second, first)
        if month > 12 >= day:
            day, month = month, day
    elif found := _DOTTED.fullmatch(typed):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(typed):
        day, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        raise ValueError(f"is not a date such as {EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDayError("is no day of the calendar") from None


def _month(name: str) -> int:
    wanted = "sep" if name.casefold() == "sept" else name.casefold()
    for number, full in enumerate(MONTHS, start=1):
        if full.casefold().startswith(wanted):
            return number
    raise ValueError(f"is not a date such as {EXAMPLE}")


def read_time(text: str) -> time | None:
    """The time that is meant, 20:30, 2030 or 8:30 pm; None for an empty text. ValueError with the end of a sentence."""
    typed = text.strip()
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
        if not half or 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0) if half else hour
            if hour < 24 and minute < 60:
                return time(hour, minute)
    raise ValueError("is not a time such as 20:30 or 8:30 pm")
