"""What goes into a calendar by which way: filters, own calendars, live files, tasks, and files that are too big."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import vobject
from calendar_steps import EVENING, NOW, after, events, export, lines, only, plan, step, tables
from icalendar import Calendar

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import ics_export
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.since import Since, day_of_last_export, since_last_export
from reapply_desktop.services.ics_export import CalendarOptions, export_calendar, export_tasks, parts

STEPS = (
    step(),
    step("exam", category="exams", start=date(2026, 7, 1), end=date(2026, 7, 2)),
    step("done", status="done", start=date(2026, 5, 1), end=date(2026, 5, 1)),
    step("long", category="position", start=date(2026, 6, 1), end=date(2027, 3, 12)),
)


@pytest.mark.parametrize(("options", "stay"), [
    ({"without": frozenset({"exams", "position"})}, (0, 2)),
    ({"with_done": False}, (0, 1, 3)),
    ({"first": date(2026, 6, 10)}, (0, 1, 3)),
    ({"first": date(2026, 7, 2), "last": date(2026, 7, 2)}, (1,)),
    ({"last": date(2026, 6, 10)}, (0, 2)),
    ({"last": date(2026, 6, 10), "spans": True}, (0, 2, 3)),
    ({"last": date(2026, 4, 1)}, ()),
])  # fmt: skip
def test_what_goes_in_is_chosen_by_category_state_and_day(options, stay):
    uid = ics_export.uids(plan().id)
    assert [event["UID"] for event in events(export(plan(*STEPS), **options))] == [uid(STEPS[at].id) for at in stay]


@pytest.mark.parametrize("options", [{"without": frozenset({"letters"})}, {"last": date(2026, 6, 9)}])
def test_what_a_filter_leaves_out_is_not_buried_and_keeps_its_record(options):
    first = export(plan(*STEPS))
    quiet = export(plan(*STEPS, exports=first.exports), 1, **options)
    assert quiet.exports == first.exports
    deleted = export(plan(*STEPS[1:], exports=first.exports), 1, **options)
    assert (deleted.tombstones, deleted.exports) == (0, first.exports)
    assert export(plan(*STEPS[1:], exports=deleted.exports), 2).tombstones == 1


def test_notes_stay_out_when_asked_and_come_back():
    noted = plan(step(notes="Bring the CV."))
    first = export(noted, with_notes=False)
    assert only(first)["DESCRIPTION"] == "Nadia's year: Match 2027"
    second = only(export(replace(noted, exports=first.exports), 1))
    assert second["DESCRIPTION"] == "Bring the CV.\n\nNadia's year: Match 2027"
    assert second["SEQUENCE"] == 1


def test_a_calendar_of_its_own_has_no_cancelled_entries_and_later_imports_still_have():
    gone = after(plan(*STEPS), *STEPS[1:])
    own = export(gone, 1, tombstones=False)
    assert (own.events, own.tombstones) == (3, 0)
    assert b"CANCELLED" not in own.data
    assert since_last_export(gone, CalendarOptions()) == Since(removed=1)
    told = replace(gone, exports=own.exports)
    assert since_last_export(told, CalendarOptions()) == Since()
    assert export(told, 2).tombstones == 1


def test_a_live_file_says_how_often_to_look_leaves_out_what_is_gone_and_is_the_same_while_nothing_changes():
    known: dict = {}
    first = export(plan(*STEPS), known=known, live=True, tombstones=False)
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"} <= set(lines(first))
    assert Calendar.from_ical(first.data)["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    again = export(plan(*STEPS), 3, known=first.exports, live=True, tombstones=False)
    assert again.data == first.data
    less = export(plan(*STEPS[1:]), 4, known=first.exports, live=True, tombstones=False)
    assert (less.events, less.tombstones) == (3, 0)
    assert vobject.readOne(less.data.decode()).vevent_list[0].sequence.value == "0"
    moved = export(plan(step(start=date(2026, 6, 12), end=date(2026, 6, 12))), 5, known=first.exports, live=True,
                   tombstones=False)
    assert only(moved)["SEQUENCE"] == 1


def test_a_step_only_ever_told_by_a_live_file_gets_no_tombstone(tmp_path):
    live = export(plan(step()), live=True, tombstones=False)
    memory.remember_told(tmp_path, plan().id, memory.LIVE, live.exports)
    known = memory.known(tmp_path, plan().id)
    dropped = plan(step(status="dropped"))
    assert export(dropped, 1, known=known).tombstones == 0
    memory.remember(tmp_path, plan().id, export(plan(step()), known=known).exports, NOW)
    memory.remember_told(tmp_path, plan().id, memory.LIVE, live.exports)
    assert export(dropped, 1, known=memory.known(tmp_path, plan().id)).tombstones == 1


def test_what_this_computer_knows_never_goes_back_when_an_older_plan_is_exported(tmp_path):
    """A restored plan leaves a step out by an option: its older record must not replace the newer memory."""
    b = step("b", category="contingency")
    old = export(plan(step(), b), with_contingency=True).exports
    new = export(plan(step(), replace(b, title="Else"), exports=old), 1, with_contingency=True).exports
    memory.remember(tmp_path, plan().id, new)
    restored = export(plan(step(), b, exports=old), 2, known=memory.known(tmp_path, plan().id))
    memory.remember(tmp_path, plan().id, restored.exports)
    known = memory.known(tmp_path, plan().id)
    assert known[b.id]["sequence"] == 1
    told = export(plan(step(), b, exports=restored.exports), 3, known=known, with_contingency=True)
    assert events(told)[1]["SEQUENCE"] == 2


# -- since the last export


def test_what_changed_since_is_counted_once_a_step(tmp_path):
    assert since_last_export(plan(*STEPS), CalendarOptions()) is None
    names = ("moved", "hours", "renamed", "done", "gone", "dropped", "same", "b")
    before = [step(name) for name in names]
    told = plan(*before, exports=export(plan(*before)).exports)
    day = date(2026, 8, 1)
    now = (step("moved", start=day, end=day, title="Moved and renamed"), step("hours", time=EVENING),
           step("renamed", title="Else"), step("done", status="done"), step("dropped", status="dropped"),
           step("same"), step("b"), step("new"), step("new plan b", category="contingency"))
    changed = replace(told, milestones=now)
    assert since_last_export(changed, CalendarOptions()) == Since(moved=2, new=1, done=1, renamed=1, removed=2)
    assert since_last_export(changed, CalendarOptions(with_contingency=True)) == \
        Since(moved=2, new=2, done=1, renamed=1, removed=2)
    after_it = replace(changed, exports=export(changed, 1).exports)
    assert since_last_export(after_it, CalendarOptions()) == Since()
    back = replace(after_it, milestones=(*now, step("gone")))
    assert since_last_export(back, CalendarOptions()) == Since(new=1)


def test_switching_spans_is_no_move():
    told = plan(*STEPS, exports=export(plan(*STEPS)).exports)
    assert since_last_export(told, CalendarOptions(spans=True)) == Since()


def test_the_day_of_the_last_export_is_remembered_here_and_guessed_elsewhere(tmp_path):
    first = export(plan(step()))
    told = plan(step(), exports=first.exports)
    assert day_of_last_export(plan(step()), {}) is None
    assert day_of_last_export(told, {}) == NOW.date()
    memory.remember(tmp_path, plan().id, first.exports, NOW + timedelta(40))
    known = memory.known(tmp_path, plan().id)
    assert day_of_last_export(told, known) == (NOW + timedelta(40)).date()
    memory.remember_told(tmp_path, plan().id, memory.LIVE, first.exports)
    assert day_of_last_export(told, memory.known(tmp_path, plan().id)) == (NOW + timedelta(40)).date()


# -- tasks


def tasks(a_plan, days_later: float = 0, known=None, **options):
    return export_tasks(a_plan, tables(), NOW + timedelta(days_later), CalendarOptions(**options), known)


def todos(exported) -> list:
    calendar = Calendar.from_ical(exported.data)
    assert calendar.errors == []
    assert [part.name for part in calendar.subcomponents] == ["VTODO"] * len(calendar.subcomponents)
    return list(calendar.walk("VTODO"))


def test_tasks_have_uids_of_their_own_and_are_related_to_their_entries():
    told = export(plan(*STEPS))
    made = tasks(plan(*STEPS, exports=told.exports), 2)
    found = todos(made)
    assert [todo["RELATED-TO"] for todo in found] == [event["UID"] for event in events(told)]
    assert not {todo["UID"] for todo in found} & {event["UID"] for event in events(told)}
    assert all(UUID(todo["UID"]) for todo in found)
    assert [todo["DUE"].dt for todo in found] == [STEPS[at].end for at in range(4)]
    assert "DUE;VALUE=DATE:20260610" in lines(made)
    assert [(t["STATUS"], t["PERCENT-COMPLETE"]) for t in found][1:3] == [("NEEDS-ACTION", 0), ("COMPLETED", 100)]
    assert found[2]["COMPLETED"].dt == NOW + timedelta(2)
    assert found[2]["SUMMARY"] == "Ask Dr. Lind"
    assert vobject.readOne(made.data.decode()).vtodo_list[0].summary.value == "Ask Dr. Lind"
    # The record of the entries is as it was: the next calendar is the same to the byte.
    assert export(plan(*STEPS, exports=made.exports), 3).data == told.data
    again = tasks(plan(*STEPS, exports=json.loads(json.dumps(made.exports))), 9)
    assert (again.data, again.exports) == (made.data, made.exports)


def test_a_task_is_finished_once_taken_up_again_and_removed():
    first = tasks(plan(step()))
    done = tasks(plan(step(status="done"), exports=first.exports), 1)
    noted = tasks(plan(step(status="done", notes="At last"), exports=done.exports), 2)
    reopened = tasks(plan(step(), exports=noted.exports), 3)
    gone = tasks(plan(exports=reopened.exports), 4)
    (one,), (two,), (three,), (four,), (five,) = map(todos, (first, done, noted, reopened, gone))
    assert [t["SEQUENCE"] for t in (one, two, three, four, five)] == [0, 1, 2, 3, 4]
    assert two["COMPLETED"].dt == three["COMPLETED"].dt == NOW + timedelta(1)
    assert "COMPLETED" not in four
    assert (five["STATUS"], five["UID"]) == ("CANCELLED", one["UID"])


def test_a_timed_task_is_due_at_its_end_and_discretion_holds_for_tasks():
    (timed,) = todos(tasks(plan(step(time=EVENING))))
    assert timed["DUE"].dt == datetime(2026, 6, 11, 1, 0, tzinfo=UTC)
    quiet = tasks(plan(step(notes="secret")), discreet=True)
    (todo,) = todos(quiet)
    assert (todo["SUMMARY"], todo["CLASS"]) == ("Letters", "PRIVATE")
    assert b"Lind" not in quiet.data
    assert b"secret" not in quiet.data


def test_tasks_of_a_restored_plan_do_not_go_back(tmp_path):
    first = tasks(plan(step()))
    second = tasks(plan(step(title="Else"), exports=first.exports), 1)
    memory.remember(tmp_path, plan().id, second.exports)
    known = memory.known(tmp_path, plan().id)
    (todo,) = todos(tasks(plan(step(), exports=first.exports), 2, known))
    assert todo["SEQUENCE"] == 2


# -- size


def many(count: int, notes: str = "", days: int = 365):
    first = date(2026, 4, 1)
    return plan(*(step(str(n), start=(day := first + timedelta(n % days)), end=day, notes=notes) for n in range(count)))


def test_a_plan_of_a_usual_size_fits_in_one_file():
    exported = export(many(300, "Done means: the writer said yes. " * 5))
    assert not exported.is_too_big
    assert len(exported.data) < 300_000


def test_long_notes_give_way_before_the_file_grows_too_big():
    exported = export(many(600, "é" * 900))
    assert exported.notes == 250
    assert not exported.is_too_big
    assert all(len(event["DESCRIPTION"]) <= 250 for event in events(exported))
    assert export(many(40, "é" * 900)).notes == 4000
    hopeless = export(many(990, "é" * 900))
    assert (hopeless.notes, hopeless.is_too_big) == (4000, True)


def test_more_than_google_takes_comes_in_quarters_that_it_takes():
    exported = export(many(1300, "With some notes. " * 20))
    assert exported.is_too_big
    made = parts(exported)
    assert [name for name, _data in made] == ["2026 Q2", "2026 Q3", "2026 Q4", "2027 Q1"]
    uids = [event["UID"] for _name, data in made for event in Calendar.from_ical(data).events]
    assert sorted(uids) == sorted(event["UID"] for event in events(exported))
    for name, data in made:
        assert len(data) <= 710_000
        calendar = Calendar.from_ical(data)
        assert calendar["NAME"] == "Nadia's year: Match 2027"
        quarters = {f"{e['DTSTART'].dt.year} Q{(e['DTSTART'].dt.month + 2) // 3}" for e in calendar.events}
        assert quarters == {name}


def where(exported) -> dict[str, str]:
    """UID → the part that it stands in."""
    return {str(e["UID"]): name for name, data in parts(exported) for e in Calendar.from_ical(data).events}


def test_a_step_is_cancelled_in_the_file_where_it_was_and_moves_with_its_day():
    uid = ics_export.uids(plan().id)
    stays, moves, goes, long = (
        step(name, start=(day := date(2026, month, 20)), end=day, category="exams")
        for name, month in (("stays", 5), ("moves", 6), ("goes", 6), ("long", 6))
    )
    long = replace(long, start=date(2026, 4, 2), end=date(2026, 7, 1))
    first = export(plan(stays, moves, goes, long))
    assert where(first) == {uid(stays.id): "2026 Q2", uid(moves.id): "2026 Q2", uid(goes.id): "2026 Q2",
                            uid(long.id): "2026 Q3"}
    second = export(plan(step("early"), stays, moves.moved(30), exports=first.exports), 1)
    assert where(second) == {**where(first), uid(moves.id): "2026 Q3", uid(step("early").id): "2026 Q2"}
    assert second.tombstones == 2


def test_progress_is_told_and_can_stop_the_export():
    told = []
    export_calendar(many(120), tables(), NOW, CalendarOptions(), None, lambda *at: told.append(at) is None)
    assert told == [(0, 120), (50, 120), (100, 120)]
    with pytest.raises(UserError):
        export_calendar(many(120), tables(), NOW, CalendarOptions(), None, lambda done, _total: done < 50)
