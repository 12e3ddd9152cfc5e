"""A day as it stands in other people's tables: 2026-10-12, 12 Oct 2026, October 12, 2026, 10/12/2026, 12.10.2026."""

import re
from collections.abc import Iterable
from datetime import date

from reapply_desktop.domain.words import MONTHS

EXAMPLE = "2026-10-12, 12 Oct 2026 or 10/12/2026"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*([a-z]{3,9})\.?,?[\s-]*(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """How a table writes 10/12/2026: False is the American way, True the day first, None a table that mixes both.

    One table has one way: 25/12/2026 anywhere in it says that its 10/12/2026 is in December too.
    """
    day_first = month_first = False
    for cell in cells:
        found = _SLASHED.fullmatch(cell.strip())
        if found is not None:
            day_first |= int(found[1]) > 12
            month_first |= int(found[2]) > 12
    return None if day_first and month_first else day_first


def read_day(text: str, *, day_first: bool = False) -> date | None:
    """The day that is meant; None for an empty text. With dots the day always comes first.

    Raises ValueError with a sentence when the text is no day.
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
        raise ValueError("is no day of the calendar") from None


def _month(name: str) -> int:
    wanted = "sep" if name.casefold() == "sept" else name.casefold()
    for number, full in enumerate(MONTHS, start=1):
        if full.casefold().startswith(wanted):
            return number
    raise ValueError(f"is not a date such as {EXAMPLE}")
