"""Every way a plan can change between two exports, and what calendars are told of it then, read by several parsers."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
import recurring_ical_events
import vobject
from calendar_steps import EVENING, NOW, events, export, plan, step
from icalendar import Calendar

from reapply_desktop.domain.copying import as_copy
from reapply_desktop.domain.plan import Hours, Plan
from reapply_desktop.services.calendar import memory

WATCHED = step("watched")
OTHERS = (step("other", start=date(2026, 6, 20), end=date(2026, 6, 20)),
          step("long", category="position", start=date(2026, 6, 1), end=date(2027, 3, 12)),
          step("b", category="contingency"))
FIRST = plan(WATCHED, *OTHERS)


def with_watched(**changes) -> Callable[[Plan], Plan]:
    return lambda a_plan: a_plan.with_milestone(replace(a_plan.milestone(WATCHED.id) or WATCHED, **changes))


def deleted(a_plan: Plan) -> Plan:
    return a_plan.without([WATCHED.id])


def revived(a_plan: Plan) -> Plan:
    return a_plan.with_milestone(WATCHED)


@dataclass(frozen=True)
class Case:
    """Edits, each followed by an export with its options, and the watched entry at the end.

    `sequence` None: no entry of it; `others` are the sequences of the other steps.
    """

    edits: tuple[tuple[Callable[[Plan], Plan], dict], ...]
    sequence: int | None
    status: str = "CONFIRMED"
    summary: str = "Ask Dr. Lind"
    others: tuple[int, ...] = (0, 0)


def same(a_plan: Plan) -> Plan:
    return a_plan


OFF, ON = {}, {"discreet": True}
NEW_DAY = {"start": date(2026, 7, 1), "end": date(2026, 7, 1)}
PACIFIC = Hours(EVENING.start, EVENING.end, "America/Los_Angeles")
CASES = {
    "nothing": Case(((same, OFF), (same, OFF)), 0),
    "moved": Case(((with_watched(**NEW_DAY), OFF),), 1),
    "moved and back, exported between": Case(((with_watched(**NEW_DAY), OFF), (revived, OFF)), 2),
    "moved and back, not exported between": Case(((lambda p: revived(with_watched(**NEW_DAY)(p)), OFF),), 0),
    "renamed": Case(((with_watched(title="Else"), OFF),), 1, summary="Else"),
    "finished": Case(((with_watched(status="done"), OFF),), 1, summary="✔ Ask Dr. Lind"),
    "finished and taken up again": Case(((with_watched(status="done"), OFF), (revived, OFF)), 2),
    "dropped": Case(((with_watched(status="dropped"), OFF),), 1, "CANCELLED", "Cancelled: Ask Dr. Lind"),
    "dropped and taken up again": Case(((with_watched(status="dropped"), OFF), (revived, OFF)), 2),
    "deleted": Case(((deleted, OFF),), 1, "CANCELLED", "Cancelled: Ask Dr. Lind"),
    "deleted, told twice": Case(((deleted, OFF), (same, OFF)), 1, "CANCELLED", "Cancelled: Ask Dr. Lind"),
    "deleted and undone": Case(((deleted, OFF), (revived, OFF)), 2),
    "deleted, in an own calendar": Case(((deleted, {"tombstones": False}),), None),
    "deleted in an own calendar, then imported": Case(((deleted, {"tombstones": False}), (same, OFF)), 1, "CANCELLED",
                                                      "Cancelled: Ask Dr. Lind"),
    "discreet": Case(((same, ON),), 1, summary="Letters", others=(1, 1)),
    "discreet and back": Case(((same, ON), (same, OFF)), 2, others=(2, 2)),
    "deleted, discreet": Case(((deleted, ON),), 1, "CANCELLED", "Cancelled: Letters", (1, 1)),
    "spans": Case(((same, {"spans": True}),), 0, others=(0, 1)),
    "spans and back": Case(((same, {"spans": True}), (same, OFF)), 0, others=(0, 2)),
    "Plan B in": Case(((same, {"with_contingency": True}),), 0, others=(0, 0, 0)),
    "Plan B in and out": Case(((same, {"with_contingency": True}), (same, OFF)), 0),
    "its category left out": Case(((same, {"without": frozenset({"letters"})}),), None, others=(0,)),
    "deleted while its category is left out": Case(((deleted, {"without": frozenset({"letters"})}),), None,
                                                   others=(0,)),
    "its category left out and in again": Case(((same, {"without": frozenset({"letters"})}), (same, OFF)), 0),
    "finished steps left out": Case(((with_watched(status="done"), {"with_done": False}),), None),
    "another category": Case(((with_watched(category="outreach"), OFF),), 1),
    "given hours": Case(((with_watched(time=EVENING), OFF),), 1),
    "hours in another zone": Case(((with_watched(time=EVENING), OFF), (with_watched(time=PACIFIC), OFF)), 2),
    "a whole day again": Case(((with_watched(time=EVENING), OFF), (with_watched(time=None), OFF)), 2),
    "without notes": Case(((with_watched(notes="x"), {"with_notes": False}),), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_re_export(case: Case, tmp_path):
    first = export(FIRST)
    a_plan, told, known = replace(FIRST, exports=first.exports), first, {}
    watched, *_ = events(first)
    for days, (edit, options) in enumerate(case.edits, start=1):
        a_plan = edit(a_plan)
        told = export(a_plan, days, known, **options)
        assert export(a_plan, days + 200, known, **options).data.count(b"BEGIN:VEVENT") == told.events + told.tombstones
        # As a saved and reopened plan would have it.
        a_plan = replace(a_plan, exports=json.loads(json.dumps(told.exports)))
        memory.remember(tmp_path, a_plan.id, a_plan.exports)
        known = memory.known(tmp_path, a_plan.id)
    found = {event["UID"]: event for event in events(told)}
    assert len(found) == told.events + told.tombstones, "one entry a UID"
    mine = found.pop(watched["UID"], None)
    assert sorted(event["SEQUENCE"] for event in found.values()) == sorted(case.others)
    if case.sequence is None:
        assert mine is None
    else:
        assert mine is not None
        assert (mine["SEQUENCE"], mine["STATUS"], mine["SUMMARY"]) == (case.sequence, case.status, case.summary)
        assert mine["CREATED"].dt == NOW
        assert (mine["DTSTAMP"].dt > NOW) == (case.sequence > 0)
    again = export(a_plan, 400 if not told.tombstones else 60, known, **case.edits[-1][1])
    assert again.data == told.data, "an unchanged plan gives the same bytes"
    agreed(told.data)


def agreed(data: bytes) -> None:
    """Two further readers find the same entries on the same days."""
    ours = {str(e["UID"]): str(e["SUMMARY"]) for e in Calendar.from_ical(data).events}
    theirs = {e.uid.value: e.summary.value for e in getattr(vobject.readOne(data.decode()), "vevent_list", [])}
    assert theirs == ours
    seen = recurring_ical_events.of(Calendar.from_ical(data), skip_bad_series=False).between((2025, 1, 1), (2028, 1, 1))
    assert {str(event["UID"]) for event in seen} == set(ours)


def test_an_old_backup_goes_on_from_the_highest_count_this_computer_knows(tmp_path):
    told, a_plan = export(FIRST), FIRST
    backup = replace(FIRST, exports=told.exports)
    for days in range(1, 4):
        a_plan = with_watched(title=f"Name {days}")(replace(a_plan, exports=told.exports))
        told = export(a_plan, days)
        memory.remember(tmp_path, FIRST.id, told.exports)
    known = memory.known(tmp_path, FIRST.id)
    restored = export(backup, 10, known)
    watched, *others = events(restored)
    assert (watched["SEQUENCE"], watched["SUMMARY"]) == (4, "Ask Dr. Lind")
    assert watched["DTSTAMP"].dt == NOW + timedelta(10)
    assert [event["SEQUENCE"] for event in others] == [0, 0]
    # Elsewhere nothing is known: what is exported there may be ignored, but no other step is touched.
    elsewhere, *others = events(export(backup, 10))
    assert (elsewhere["SEQUENCE"], [event["SEQUENCE"] for event in others]) == (0, [0, 0])


def test_a_saved_copy_is_told_from_the_beginning_and_leaves_the_first_plan_alone():
    told = export(FIRST)
    ids = iter(f"{n:08d}-0000-4000-8000-000000000000" for n in range(20))
    copy = as_copy(replace(FIRST, exports=told.exports), lambda: next(ids))
    copied = export(copy, 1)
    assert not {event["UID"] for event in events(told)} & {event["UID"] for event in events(copied)}
    assert {event["SEQUENCE"] for event in events(copied)} == {0}
    assert copied.tombstones == 0
    assert Calendar.from_ical(copied.data)["UID"] != Calendar.from_ical(told.data)["UID"]
