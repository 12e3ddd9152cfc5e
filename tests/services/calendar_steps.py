"""Steps, plans and readings that the calendar tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.ics_export import CalendarExport, CalendarOptions, export_calendar
from reapply_desktop.services.reference_data import load_tables

PLAN_ID = "6e1b0d3c-2f2a-4c39-9f5e-6c8e3a3d1b10"
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
EVENING = Hours(time(20, 30), time(21), "America/New_York")


@cache
def tables() -> Tables:
    return load_tables()


def step(name: str = "one", **changes: Any) -> Milestone:
    day = date(2026, 6, 10)
    return replace(Milestone(str(uuid5(UUID(PLAN_ID), name)), "Ask Dr. Lind", "letters", day, day), **changes)


def plan(*steps: Milestone, **changes: Any) -> Plan:
    answers = Answers(Applicant("us_md", name="Nadia"), (), season=2027)
    return replace(Plan(PLAN_ID, answers, steps), **changes)


def export(a_plan: Plan, days_later: float = 0, known: dict[str, Any] | None = None, **options: bool) -> CalendarExport:
    return export_calendar(a_plan, tables(), NOW + timedelta(days_later), CalendarOptions(**options), known)


def after(a_plan: Plan, *steps: Milestone, days_later: float = 0, **options: bool) -> Plan:
    """The plan with these steps now, and with the record of an export as it was before."""
    return replace(a_plan, milestones=steps, exports=export(a_plan, days_later, **options).exports)


def events(exported: CalendarExport) -> list[Event]:
    calendar = Calendar.from_ical(exported.data)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    return calendar.events


def only(exported: CalendarExport) -> Event:
    (event,) = events(exported)
    return event


def lines(exported: CalendarExport) -> list[str]:
    """The unfolded lines of the file."""
    return exported.data.decode().replace("\r\n ", "").split("\r\n")
