"""What a second export says of a changed plan: calendars follow only what UID, SEQUENCE and stamps tell them."""

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from calendar_steps import EVENING, NOW, after, events, export, only, plan, step

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.services.calendar import memory

CHANGES = {
    "moved": {"start": date(2026, 6, 20), "end": date(2026, 6, 20)},
    "longer": {"end": date(2026, 6, 12)},
    "renamed": {"title": "Ask Dr. Berg"},
    "noted": {"notes": "At noon"},
    "finished": {"status": "done"},
    "given hours": {"time": EVENING},
    "another reminder": {"reminder": 5},
    "no reminder": {"reminder": None},
    "another category": {"category": "outreach"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_step_keeps_its_uid_and_counts_up(change: str):
    first = export(plan(step()))
    changed = plan(step(**CHANGES[change]), exports=first.exports)
    event, before = only(export(changed, 2)), only(first)
    assert event["UID"] == before["UID"]
    assert (event["SEQUENCE"], before["SEQUENCE"]) == (1, 0)
    assert event["CREATED"].dt == NOW
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == NOW + timedelta(2)


@pytest.mark.parametrize("irrelevant", [{"rule": "B4.2"}, {"depends_on": ("x",)}])
def test_what_a_calendar_is_not_told_changes_nothing(irrelevant):
    first = export(plan(step()))
    again = export(plan(step(**irrelevant), exports=first.exports), 9)
    assert (again.data, again.exports) == (first.data, first.exports)


@pytest.mark.parametrize("options", [{}, {"discreet": True}, {"spans": True}, {"with_contingency": True}])
def test_an_unchanged_plan_gives_the_same_bytes_months_later(options):
    steps = (step(), step("long", end=date(2026, 9, 1)), step("timed", time=EVENING), step("b", category="contingency"))
    first = export(plan(*steps), **options)
    kept = json.loads(json.dumps(first.exports))
    again = export(plan(*steps, exports=kept), 100.5, **options)
    assert again.data == first.data
    assert again.exports == first.exports


def test_only_the_changed_step_counts_up():
    first = export(plan(step(), step("two")))
    second = export(plan(step(), step("two", title="Else"), exports=first.exports), 1)
    assert [event["SEQUENCE"] for event in events(second)] == [0, 1]
    assert second.exports[step().id] is first.exports[step().id]


def test_a_step_added_later_begins_at_nought():
    first = export(plan(step()))
    second = events(export(plan(step(), step("two"), exports=first.exports), 3))
    assert [event["SEQUENCE"] for event in second] == [0, 0]
    assert [event["CREATED"].dt for event in second] == [NOW, NOW + timedelta(3)]


@pytest.mark.parametrize("removed", ["deleted", "dropped"])
def test_a_removed_step_leaves_a_tombstone_on_its_old_day(removed: str):
    first = export(plan(step(notes="secret", status="done")))
    left = () if removed == "deleted" else (step(status="dropped", start=date(2026, 7, 1), end=date(2026, 7, 2)),)
    gone = export(plan(*left, exports=first.exports), 1)
    event = only(gone)
    assert (gone.events, gone.tombstones) == (0, 1)
    assert event["UID"] == only(first)["UID"]
    assert (event["STATUS"], event["SUMMARY"], event["SEQUENCE"]) == ("CANCELLED", "Cancelled: Ask Dr. Lind", 1)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 6, 10), date(2026, 6, 11))
    assert event["LAST-MODIFIED"].dt == NOW + timedelta(1)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM") == []
    assert "secret" not in gone.data.decode()
    assert gone.exports[step().id]["removed_at"] == "2026-04-02T09:00:00Z"
    again = export(plan(*left, exports=gone.exports), 30)
    assert (again.data, again.exports) == (gone.data, gone.exports)


def test_a_tombstone_keeps_hours_and_the_day_that_was_written():
    first = export(plan(step(time=EVENING), step("long", start=date(2026, 5, 1))))
    timed, long = events(export(plan(exports=first.exports), 1))
    assert timed["DTSTART"].dt == datetime(2026, 6, 11, 0, 30, tzinfo=UTC)
    assert (long["DTSTART"].dt, long["DTEND"].dt) == (date(2026, 6, 10), date(2026, 6, 11))


def test_a_step_that_comes_back_has_its_uid_and_counts_on():
    gone = after(after(plan(step())), step(), days_later=1)
    event = only(export(gone, 2))
    assert (event["SEQUENCE"], event["STATUS"], event["SUMMARY"]) == (2, "CONFIRMED", "Ask Dr. Lind")
    assert export(gone, 2).exports[step().id]["removed_at"] is None
    assert event["CREATED"].dt == NOW


def test_a_step_back_before_any_tombstone_was_written_is_unchanged():
    first = export(plan(step()))
    hidden = export(plan(exports=first.exports), 1, tombstones=False)
    assert (hidden.events, hidden.tombstones) == (0, 0)
    assert hidden.exports == {step().id: {**first.exports[step().id], "gone": True}}
    back = export(plan(step(), exports=hidden.exports), 2)
    assert (back.data, back.exports) == (first.data, first.exports)


@pytest.mark.parametrize(("today", "told"), [("2027-10-01", 1), ("2027-10-02", 0), ("2030-01-01", 0)])
def test_tombstones_last_until_three_months_after_the_year(today: str, told: int):
    days = (date.fromisoformat(today) - NOW.date()).days
    gone = after(plan(step()))
    exported = export(gone, days)
    assert (exported.events, exported.tombstones) == (0, told)
    if not told:
        assert exported.exports == gone.exports


def test_without_a_season_tombstones_are_told_of_all_the_same():
    nobody = Answers(Applicant("us_md"), ())
    gone = replace(after(plan(step(), answers=nobody)), milestones=())
    assert export(gone, 1).tombstones == 1


def test_discretion_on_and_off_is_a_change_each_time():
    first = export(plan(step()))
    second = export(plan(step(), exports=first.exports), 1, discreet=True)
    third = export(plan(step(), exports=second.exports), 2)
    assert [only(e)["SEQUENCE"] for e in (first, second, third)] == [0, 1, 2]
    assert [e.exports[step().id]["discreet"] for e in (first, second, third)] == [False, True, False]
    assert only(third)["SUMMARY"] == "Ask Dr. Lind"


def test_a_tombstone_is_as_discreet_as_the_export_it_stands_in():
    gone = after(plan(step()))
    quiet = export(gone, 1, discreet=True)
    assert (only(quiet)["SUMMARY"], only(quiet)["CLASS"]) == ("Cancelled: Letters", "PRIVATE")
    assert b"Lind" not in quiet.data
    loud = only(export(replace(gone, exports=quiet.exports), 2))
    assert (loud["SUMMARY"], loud["SEQUENCE"]) == ("Cancelled: Ask Dr. Lind", 2)


def test_spans_on_and_off_is_a_change_for_long_steps_alone():
    steps = (step(), step("long", end=date(2026, 9, 1)))
    first = export(plan(*steps))
    second = export(plan(*steps, exports=first.exports), 1, spans=True)
    assert [event["SEQUENCE"] for event in events(second)] == [0, 1]


def test_what_an_option_leaves_out_is_neither_written_nor_buried_and_keeps_its_record():
    steps = (step(), step("b", category="contingency"))
    first = export(plan(*steps), with_contingency=True)
    second = export(plan(*steps, exports=first.exports), 1)
    assert (second.events, second.tombstones, second.exports) == (1, 0, first.exports)
    deleted = export(plan(step(), exports=second.exports), 2)
    assert (deleted.events, deleted.tombstones, deleted.exports) == (1, 0, first.exports)
    dropped = export(plan(step(), step("b", category="contingency", status="dropped"), exports=first.exports), 2)
    assert (dropped.tombstones, dropped.exports) == (0, first.exports)
    third = export(plan(*steps, exports=second.exports), 3, with_contingency=True)
    assert third.data == first.data
    buried = export(plan(step(), exports=second.exports), 3, with_contingency=True)
    assert (buried.events, buried.tombstones) == (1, 1)


def test_nothing_to_write_is_counted_as_nothing():
    assert (export(plan()).events, export(plan()).tombstones) == (0, 0)
    only_b = export(plan(step(category="contingency")))
    assert (only_b.events, only_b.tombstones) == (0, 0)


def test_stamps_go_forward_even_when_the_clock_went_back():
    first = export(plan(step()))
    second = only(export(plan(step(title="Else"), exports=first.exports), -400))
    assert second["LAST-MODIFIED"].dt == NOW + timedelta(seconds=1)
    assert second["SEQUENCE"] == 1


def test_two_changes_in_one_second_have_two_stamps():
    first = export(plan(step()))
    second = export(plan(step(title="Else"), exports=first.exports))
    third = export(plan(step(title="More"), exports=second.exports))
    assert [only(e)["DTSTAMP"].dt - NOW for e in (first, second, third)] == [timedelta(seconds=n) for n in range(3)]


def test_a_plan_restored_from_a_backup_does_not_go_back():
    first = export(plan(step()))
    second = export(plan(step(title="Else"), exports=first.exports), 1)
    third = export(plan(step(title="More"), exports=second.exports), 2)
    restored = plan(step(), exports=first.exports)
    event = only(export(restored, 3, known=third.exports))
    assert (event["SEQUENCE"], event["DTSTAMP"].dt) == (3, NOW + timedelta(3))
    same = export(plan(step(title="More"), exports=first.exports), 3, known=third.exports)
    assert same.data == third.data
    assert same.exports[step().id]["sequence"] == 2
    never = only(export(plan(step(title="More")), 3, known=third.exports))
    assert never["SEQUENCE"] == 2


def test_what_this_computer_knows_of_a_plan_survives_in_its_data_folder(tmp_path):
    first = export(plan(step()))
    memory.remember(tmp_path, plan().id, {**first.exports, "foreign": 3})
    again = export(plan(step(title="Else"), exports=first.exports), 1)
    memory.remember(tmp_path, plan().id, again.exports)
    known = memory.known(tmp_path, plan().id)
    assert known[step().id]["sequence"] == 1
    assert known[step().id]["title"] == "Else"
    assert memory.known(tmp_path, "0" * 32) == {}
    assert memory.known(tmp_path, "no id") == {}
    (tmp_path / "exports" / f"{plan().id}.json").write_bytes(b"\xff[")
    assert memory.known(tmp_path, plan().id) == {}


BROKEN = [
    None, 3, "text", [], {}, {"mine": 1}, {"sequence": "7"}, {"sequence": True}, {"sequence": -4}, {"sequence": 10**30},
    {"sequence": 2, "hash": 5}, {"sequence": 2, "hash": "x", "created": "yesterday", "last_modified": 12},
    {"sequence": 1, "hash": "x", "created": "9999-12-31T23:59:59Z", "last_modified": "9999-12-31T23:59:59Z"},
    {"sequence": 1, "hash": "x", "created": "0001-01-01T00:00:00+14:00", "last_modified": "2026-01-01"},
    {"sequence": 1, "hash": "x", "title": 4, "start": "2026-02-30", "end": [], "time": "now", "category": None},
    {"sequence": 1, "hash": "x", "title": "a\r\nb\0", "start": "2026-02-20", "end": "2026-02-01", "category": "own, x",
     "time": {"start": "20:30", "end": 3, "zone": 3}, "discreet_title": {}, "removed_at": "?"},
    {"sequence": 1, "hash": "x", "title": "", "start": "2026-02-20", "category": "letters",
     "time": {"start": "20:30", "end": "21:00", "zone": "Nowhere/At all"}},
]  # fmt: skip


@pytest.mark.parametrize("entry", BROKEN)
def test_a_record_broken_by_hand_breaks_no_export_and_heals(entry):
    exports = {step().id: copy.deepcopy(entry), "foreign": copy.deepcopy(entry), "": entry}
    told = plan(step(), exports=exports)
    for options in ({}, {"discreet": True}):
        exported = export(told, **options)
        events(exported)
        assert told.exports == {step().id: entry, "foreign": entry, "": entry}
        json.dumps(exported.exports)
        kept = exported.exports[step().id]
        assert kept["hash"]
        again = export(plan(step(), exports=exported.exports), 50, **options)
        assert again.data == exported.data
        events(export(plan(exports=exports), **options))


def test_unknown_keys_of_a_record_stay():
    first = export(plan(step()))
    marked = {step().id: {**first.exports[step().id], "google_id": "g1"}, "later": {"feed": [1, 2]}}
    for a_plan in (plan(step(title="Else"), exports=marked), plan(exports=marked)):
        exports = export(a_plan, 1).exports
        assert exports[step().id]["google_id"] == "g1"
        assert exports["later"] == {"feed": [1, 2]}


def test_a_duplicated_step_and_a_copied_plan_are_other_entries():
    first = only(export(plan(step())))["UID"]
    assert only(export(plan(step("copy"))))["UID"] != first
    assert only(export(plan(step(), id="00000000-0000-4000-8000-000000000000")))["UID"] != first


def test_a_step_dropped_in_a_restored_backup_still_gets_its_tombstone():
    """The backup's own record is empty, but this computer remembers that calendars were told of the step."""
    told = export(plan(step()))
    dropped = plan(step(status="dropped"))
    assert export(dropped).tombstones == 0
    again = export(dropped, known=told.exports)
    assert again.tombstones == 1
    entry = only(again)
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)
