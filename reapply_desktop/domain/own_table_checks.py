"""Reads the person's own rows from plain JSON values, and says of each what is wrong with it and what is allowed."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from math import isfinite
from typing import Any

from reapply_desktop.domain import vocabulary
from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.fee_rows import DOLLARS, FeeRow
from reapply_desktop.domain.figures import GROUP_WORDS
from reapply_desktop.domain.limits import one_line, shown
from reapply_desktop.domain.own_tables import (
    INTERVIEWS,
    OwnDate,
    OwnFee,
    OwnTables,
    OwnThreshold,
    Row,
    merged,
    table_of,
)
from reapply_desktop.domain.own_tables import TIERS as TIER_KEYS
from reapply_desktop.domain.reference import OWN, Figure, Tables, Thresholds
from reapply_desktop.domain.table_words import LIMITS, MEASURES, PAIRS, TIERS, limit_of

SOURCE_LIMIT, URL_LIMIT, KEY_LIMIT = 300, 500, 120
YEARS, MOST_DOLLARS = (1990, 2100), 100_000
FIELDS: Mapping[str, tuple[str, ...]] = {
    "figures": ("measure", "specialty", "applicant_type", "year", "value", "matched", "unmatched", "unit", "source",
                "url", "checked"),
    "thresholds": ("key", "value", "source"),
    "season": ("event", "year", "date", "source"),
    "fees": ("key", "value", "source"),
}  # fmt: skip
Problems = list[tuple[str, str]]  # the field, and what is wrong with it and what is allowed


class RowReader:
    """Reads one row after the other; `problems` holds what is wrong with the last one.

    `tables` are those the rows lie over: they say which events there are. `shipped_form`: rows of a table file, where
    a measure this version does not know is kept too.
    """

    def __init__(self, tables: Tables, *, shipped_form: bool = False) -> None:
        self._tables, self._shipped_form = tables, shipped_form
        self.problems: Problems = []

    def read(self, table: str, raw: Any) -> Row | None:
        """The row, or None where `problems` says why not."""
        self.problems = []
        if not isinstance(raw, Mapping):
            self._say("", f"{shown(raw)} is not an object ({{…}} with {', '.join(FIELDS[table])})")
            return None
        for key in raw:
            if key not in FIELDS[table]:
                self._say(one_line(str(key)[:80]), f"unknown key (allowed: {', '.join(FIELDS[table])})")
        row: Row | None = {"figures": self._figure, "thresholds": self._threshold, "season": self._date,
                           "fees": self._fee}[table](raw)  # fmt: skip
        return None if self.problems else row

    def _say(self, field: str, what: str) -> None:
        self.problems.append((field, what))

    # The four kinds of rows

    def _figure(self, raw: Mapping[str, Any]) -> Row | None:
        name = self._measure(raw.get("measure"))
        specialty = self._choice(raw, "specialty", (*vocabulary.SPECIALTIES, "all"), "a specialty")
        group = self._choice(raw, "applicant_type", tuple(GROUP_WORDS), "a group")
        year = self._whole(raw, "year", *YEARS, "a year")
        source = self._text(raw, "source", SOURCE_LIMIT, needed=True)
        url, checked = self._text(raw, "url", URL_LIMIT), self._text(raw, "checked", KEY_LIMIT)
        measure = MEASURES.get(name)
        unit = raw.get("unit")
        units = (measure.unit,) if measure else tuple(dict.fromkeys(m.unit for m in MEASURES.values()))
        if unit not in units:
            self._say("unit", self._missing_or(raw, "unit", f"{shown(unit)} is not the unit here") + _of(units))
        low, high = (measure.low, measure.high) if measure else (0.0, 100.0 if unit == "%" else 999.0)
        values = {key: self._number(raw, key, low, high, unit) for key in ("value", "matched", "unmatched")}
        wanted = ("matched" if measure.by_outcome else "value") if measure else ""
        if wanted and raw.get(wanted) is None:
            self._say(wanted, f"is missing ({low:g}-{high:g})")
        if not wanted and all(value is None for value in values.values()):
            self._say("value", f"is missing ({low:g}-{high:g})")
        for key in ("matched", "unmatched") if wanted == "value" else ("value",) if wanted else ():
            if raw.get(key) is not None:
                self._say(key, f"does not belong to {name} ({wanted})")
        if self.problems:
            return None
        origin = Figure.origin if self._shipped_form else OWN
        return Figure(name, specialty, group, year, str(unit), source, url, checked, **values, origin=origin)

    def _measure(self, raw: Any) -> str:
        known = isinstance(raw, str) and raw in MEASURES
        new = self._shipped_form and isinstance(raw, str) and raw.isascii() and raw.isidentifier()
        if not known and not (new and len(raw) <= KEY_LIMIT):
            what = "is missing" if raw is None else f"{shown(raw)} is not a measure"
            self._say("measure", what + _of(MEASURES))
        return str(raw)

    def _threshold(self, raw: Mapping[str, Any]) -> Row | None:
        key = raw.get("key")
        source = self._text(raw, "source", SOURCE_LIMIT, needed=True)
        if not isinstance(key, str) or not self._is_threshold(key):
            self._say("key", self._missing_or(raw, "key", f"{shown(key)} is not a threshold") +
                      _of((*LIMITS, "interviews_enough.<specialty>", "tiers.<specialty>")))
            return None
        if key.startswith(TIER_KEYS):
            tier = self._choice(raw, "value", tuple(TIERS), "a tier")
            return OwnThreshold(key, tier, source)
        limit = limit_of(key)
        return OwnThreshold(key, self._whole(raw, "value", limit.low, limit.high, "a number for this"), source)

    def _is_threshold(self, key: str) -> bool:
        known = set(vocabulary.SPECIALTIES)
        for start, more in ((INTERVIEWS, {"_competitive", "_default"}), (TIER_KEYS, set())):
            if key.startswith(start):
                return key.removeprefix(start) in known | more
        return key in NUMBERS

    def _date(self, raw: Mapping[str, Any]) -> Row | None:
        events = tuple(event.id for event in self._tables.events)
        event = self._choice(raw, "event", events, "an event of the season")
        year = self._whole(raw, "year", 2000, 2100, "a Match year")
        source = self._text(raw, "source", SOURCE_LIMIT, needed=True)
        said = raw.get("date")
        day = read_date(said) if isinstance(said, str) else None
        if day is None:
            self._say("date", self._missing_or(raw, "date", f"{shown(said)} is not a date") + " (YYYY-MM-DD)")
        elif not self.problems:
            first, last = day_limits(year)
            if not first <= day <= last:
                self._say("date", f"{day} does not lie in that season ({first} to {last})")
        return None if self.problems or day is None else OwnDate(event, year, day, source)

    def _fee(self, raw: Mapping[str, Any]) -> Row | None:
        key = self._text(raw, "key", KEY_LIMIT, needed=True)
        value = self._number(raw, "value", 0, MOST_DOLLARS, "US dollars")
        if raw.get("value") is None:
            self._say("value", f"is missing (0-{MOST_DOLLARS:,})")
        source = self._text(raw, "source", SOURCE_LIMIT, needed=True)
        return None if self.problems or value is None else OwnFee(key, value, source)

    # Single values

    def _missing_or(self, raw: Mapping[str, Any], key: str, what: str) -> str:
        return "is missing" if raw.get(key) is None else what

    def _choice(self, raw: Mapping[str, Any], key: str, options: Iterable[str], noun: str) -> str:
        value, options = raw.get(key), tuple(options)
        if not isinstance(value, str) or value not in options:
            self._say(key, self._missing_or(raw, key, f"{shown(value)} is not {noun}") + _of(options))
            return ""
        return value

    def _whole(self, raw: Mapping[str, Any], key: str, low: int, high: int, noun: str) -> int:
        value = raw.get(key)
        if isinstance(value, float) and isfinite(value) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._say(key, self._missing_or(raw, key, f"{shown(value)} is not {noun}") + f" ({low}-{high})")
            return low
        return value

    def _number(self, raw: Mapping[str, Any], key: str, low: float, high: float, unit: Any) -> float | None:
        value = raw.get(key)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high or round(value, 2) != value:
            noun = {"%": "a percentage", "score": "a score"}.get(unit, "an amount") if isinstance(unit, str) else ""
            self._say(key, f"{shown(value)} is not {noun or 'a number for this'} ({low:g}-{high:,g}, two decimals)")
            return None
        return float(value) if isinstance(value, float) and not value.is_integer() else int(value)

    def _text(self, raw: Mapping[str, Any], key: str, limit: int, *, needed: bool = False) -> str:
        value = raw.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self._say(key, f"is missing (up to {limit} characters)")
            return ""
        if not isinstance(value, str):
            self._say(key, f"{shown(value)} is not a text (up to {limit} characters)")
            return ""
        if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in value.strip()):
            self._say(key, f"{shown(value)} holds a line break or an unseen character (one line)")
        elif len(value) > limit:
            self._say(key, f"a text of {len(value):,} characters is too long (up to {limit} characters)")
        return value.strip()


# The fields of the thresholds that are whole numbers.
NUMBERS = frozenset(f.name for f in fields(Thresholds) if f.type is int)


def day_limits(year: int) -> tuple[date, date]:
    """The days that can belong to the season of a Match year: two summers before, to the end of that year."""
    return date(year - 2, 6, 1), date(year, 12, 31)


def _of(options: Iterable[str]) -> str:
    return f" ({', '.join(options)})"


def meaning_problem(tables: Tables, own: OwnTables, changed: Row) -> tuple[str, str] | None:
    """What a row that is right by itself would break beside the others: a lower line above an upper one."""
    if table_of(changed) != "thresholds":
        return None
    both = merged(tables, own.with_rows([changed])).thresholds
    for lower, upper, apart in PAIRS:
        if changed.key not in (lower, upper):
            continue
        low, high = getattr(both, lower), getattr(both, upper)
        if low > high or (apart and low == high):
            word = "below" if apart else "up to"
            if changed.key == lower:
                return "value", f"{low} does not lie {word} “{limit_of(upper).name}” ({high})"
            return "value", f"{high} does not lie above “{limit_of(lower).name}” ({low})"
    return None


def fee_unit_problem(row: FeeRow, value: float) -> str:
    """What is wrong with an amount in the unit of its row, or nothing."""
    if row.unit == "%" and not 0 <= value <= 100:
        return f"{value:g} is not a percentage (0-100)"
    return "" if row.unit in (DOLLARS, "%") or value == int(value) else f"{value:g} is not a whole number"
