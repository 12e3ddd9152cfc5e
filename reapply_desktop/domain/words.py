"""Dates and lists as they stand in sentences."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_month(day: date) -> str:
    """2 September"""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_month_year(day: date) -> str:
    """2 September 2026"""
    return f"{day_month(day)} {day.year}"


def short_day(day: date) -> str:
    """2 Sep 2026"""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def brief_day(day: date) -> str:
    """2 Sep"""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def listed(things: Sequence[str]) -> str:
    """a, b and c"""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def lasting(days: int) -> str:
    """A number of days as one says it: "5 days", "3 weeks", "4 months"."""
    if days < 14:
        return "1 day" if days == 1 else f"{days} days"
    if days < 70:
        return f"{round(days / 7)} weeks"
    return f"{round(days / 30.4)} months"
