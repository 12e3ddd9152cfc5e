"""As of which day a table stands: one older than a year says so where its figures are shown."""

from dataclasses import replace
from datetime import date

from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.words import day_month_year, listed

NAMES = {"figures": "These figures", "thresholds": "These thresholds", "season": "These dates", "fees": "These fees",
         "support": "These help lines"}  # fmt: skip
SHORT = {"figures": "figures", "thresholds": "thresholds", "season": "season dates"}


def with_age(tables: Tables, today: date) -> Tables:
    """The same tables, knowing which of them are older than a year today (B11.1)."""
    old = frozenset(name for name, day in tables.as_of.items() if is_old(day, today))
    return tables if old == tables.old else replace(tables, old=old)


def is_old(as_of: date, today: date) -> bool:
    """More than a year: the same day a year later is still within it."""
    return (today.year - 1, today.month, today.day) > (as_of.year, as_of.month, as_of.day)


def old_words(tables: Tables, names: tuple[str, ...] = ("figures", "thresholds", "season")) -> str:
    """One sentence for several tables, by the oldest of them; empty while none is old."""
    old = [name for name in names if name in tables.old]
    if not old:
        return ""
    said = listed([SHORT[name] for name in old])
    day = day_month_year(min(tables.as_of[name] for name in old))
    return f"the {said} used here stand as of {day}, more than a year ago; check before you rely on them"


def age_words(tables: Tables, table: str) -> str:
    """The sentence that stands beside figures of an old table; empty while it is not old."""
    if table not in tables.old:
        return ""
    said = f"{NAMES[table]} stand as of {day_month_year(tables.as_of[table])}"
    return f"{said}, more than a year ago. Check before you rely on them."
