"""Days and times as people write them, in a field or a table: 2026-10-12, Oct 12, 2026, 4-Jul; 20:30, 8:30 pm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from reapply_desktop.domain.words import MONTHS

LEAP_YEAR = 2000  # has every day there is
EXAMPLE = "2026-10-12, 12 Oct 2026 or 10/12/2026"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
# Two figures of a year only with slashes: 26-07-04 has the year first, 7/4/26 never.
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})|(\d{1,2})/(\d{1,2})/(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}|\d{2}))?", re.IGNORECASE)
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
            first, second, _year = _figures(found)
            day_first |= int(first) > 12
            month_first |= int(second) > 12
            if doubtful is None and can_be_two_days(typed):
                doubtful = typed
    if day_first and month_first:
        return Way(None, doubtful)
    return Way(day_first, None if day_first or month_first else doubtful)


def can_be_two_days(text: str) -> bool:
    """Whether 3/7/2026 is meant, which is another day with the day first than with the month first."""
    found = _SLASHED.fullmatch(text.strip())
    if found is None:
        return False
    first, second, _year = _figures(found)
    return int(first) != int(second) and all(1 <= int(part) <= 12 for part in (first, second))


def _figures(found: re.Match[str]) -> tuple[str, str, str]:
    first, second, year = (part for part in found.groups() if part is not None)
    return first, second, year


def lacks_year(text: str) -> bool:
    """Whether a day without its year is meant: 4-Jul, July 4."""
    typed = _plain(text)
    found = _DAY_FIRST.fullmatch(typed) or _MONTH_FIRST.fullmatch(typed)
    return found is not None and found[3] is None


def next_such_day(day: date, earliest: date) -> date:
    """The first day on or after `earliest` with the same day and month."""
    years = range(earliest.year, min(earliest.year + 9, date.max.year + 1))
    return next((d for year in years if (d := _in_year(day, year)) is not None and d >= earliest), day)


def last_such_day(day: date, latest: date) -> date:
    """The last day on or before `latest` with the same day and month."""
    years = range(latest.year, max(latest.year - 9, 0), -1)
    return next((d for year in years if (d := _in_year(day, year)) is not None and d <= latest), day)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _plain(text: str) -> str:
    typed = " ".join(text.split())
    return _WEEKDAY.sub("", typed, count=1) if _WEEKDAY.match(typed) else typed


def read_day(text: str, *, day_first: bool = False, today: date | None = None) -> date | None:
    """The day that is meant; None for an empty text. With dots the day always comes first.

    With `today`, as in tables, 7/4/26 is of 2026 and July 4 is the next one; without it the whole year must be there.
    What can only be meant one way, 25/12/2026, is read so. Raises ValueError with the end of a sentence ("is not a
    date such as …") when the text is no day, NoSuchDayError for 31 February.
    """
    typed = _plain(text)
    if not typed:
        return None
    shown: str | None
    if found := _ISO.fullmatch(typed):
        shown, month, day = found[1], int(found[2]), int(found[3])
    elif found := _SLASHED.fullmatch(typed):
        one, other, shown = _figures(found)
        day, month = (int(one), int(other)) if day_first else (int(other), int(one))
        if month > 12 >= day:
            day, month = month, day
    elif found := _DOTTED.fullmatch(typed):
        day, month, shown = int(found[1]), int(found[2]), found[3]
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, shown = int(found[1]), _month(found[2]), found[3]
    elif found := _MONTH_FIRST.fullmatch(typed):
        day, month, shown = int(found[2]), _month(found[1]), found[3]
    else:
        raise ValueError(f"is not a date such as {EXAMPLE}")
    if today is None and (shown is None or len(shown) < 4):
        raise ValueError(f"is not a date such as {EXAMPLE}")
    year = LEAP_YEAR if shown is None else int(shown) + (2000 if len(shown) == 2 else 0)
    try:
        found_day = date(year, month, day)
    except ValueError:
        raise NoSuchDayError("is no day of the calendar") from None
    return found_day if shown is not None or today is None else next_such_day(found_day, today)


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
