"""The calendar export of 300 milestones beside a bare icalendar loop over the same events. Run by hand:

python tests/benchmarks/bench_ics.py   prints CPU milliseconds and the ratio; the aim is at most 1.2.
"""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services.ics_export import CalendarOptions, export_calendar
from reapply_desktop.services.reference_data import load_tables

ROUNDS = 15
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
SPACE = UUID("6e1b0d3c-2f2a-4c39-9f5e-6c8e3a3d1b10")
NOTES = "Done means: the writer said yes, knows the day, and has your CV, statement and photo, with notes; é.\n" * 3


def a_plan(size: int) -> Plan:
    categories = [category for category in CATEGORIES if category != "contingency"]
    first = date(2026, 4, 1)
    hours = Hours(clock(20, 30), clock(21), "America/New_York")
    return Plan(
        str(SPACE),
        Answers(Applicant("us_md", name="Nadia"), (), season=2027),
        tuple(
            Milestone(
                str(uuid5(SPACE, str(number))),
                f"Step {number}, with a title of usual length",
                categories[number % len(categories)],
                first + timedelta(number),
                first + timedelta(number + (0 if number % 10 == 0 else number % 9)),
                hours if number % 10 == 0 else None,
                notes=NOTES,
            )
            for number in range(size)
        ),
    )


def bare(plan: Plan) -> bytes:
    """What anyone would write with icalendar for the same entries, without a record."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Bare//Bare//EN")
    for m in plan.milestones:
        event = Event()
        event.add("uid", str(uuid5(SPACE, m.id)))
        event.add("summary", m.title)
        event.add("description", m.notes)
        event.add("dtstart", m.start)
        event.add("dtend", m.end + timedelta(1))
        for name in ("dtstamp", "last-modified", "created"):
            event.add(name, NOW)
        event.add("sequence", 0)
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        event.add("categories", [CATEGORIES[m.category]])
        event.add("color", "slateblue")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", m.title)
        alarm.add("trigger", timedelta(hours=-15))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def best(rounds: int, *calls: object) -> list[float]:
    """The least CPU seconds of each call, taken in turns."""
    least = [float("inf")] * len(calls)
    for _ in range(rounds):
        for index, call in enumerate(calls):
            began = time.process_time()
            call()  # type: ignore[operator]
            least[index] = min(least[index], time.process_time() - began)
    return least


def main() -> None:
    tables, plan = load_tables(), a_plan(300)
    ours = export_calendar(plan, tables, NOW, CalendarOptions())
    theirs = bare(plan)
    mine, loop = best(ROUNDS, lambda: export_calendar(plan, tables, NOW, CalendarOptions()), lambda: bare(plan))
    print(f"export_calendar {mine * 1000:6.1f} ms  {len(ours.data) / 1000:.0f} kB")
    print(f"bare icalendar  {loop * 1000:6.1f} ms  {len(theirs) / 1000:.0f} kB")
    print(f"ratio           {mine / loop:6.2f}     (aim: at most 1.20)")


if __name__ == "__main__":
    main()
