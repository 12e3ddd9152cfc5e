"""An older state of a plan comes back, is exported, and then the newer one again: calendars follow each time."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from calendar_steps import NOW, plan, step, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from reapply_desktop.cli import run
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import storage
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.files import Order, Written, write_calendar, write_live
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.since import Since, since_last_export
from reapply_desktop.services.ics_export import uids
from tests.people import person

DAY = date(2026, 8, 3)
A, B = step("a", title="Alpha"), step("b", title="Beta")
ADDED = step("added", title="Added later", start=DAY, end=DAY, notes="secret")
MOVED = replace(A, start=DAY, end=DAY)


@dataclass
class Strict:
    """A calendar that takes an entry only with a higher count than it knows, and removes what is cancelled."""

    counts: dict[str, tuple[int, str]] = field(default_factory=dict)
    shown: dict[str, tuple[str, date]] = field(default_factory=dict)

    def take(self, data: bytes) -> None:
        for event in Calendar.from_ical(data).events:
            uid, sequence, entry = str(event["UID"]), int(event["SEQUENCE"]), event.to_ical().decode()
            known, before = self.counts.get(uid, (-1, ""))
            assert sequence >= known, f"{event['SUMMARY']} goes back to {sequence} from {known}"
            assert sequence > known or entry == before, f"{event['SUMMARY']} changed without counting up"
            self.counts[uid] = sequence, entry
            if event["STATUS"] == "CANCELLED":
                self.shown.pop(uid, None)
            else:
                self.shown[uid] = str(event["SUMMARY"]), event["DTSTART"].dt

    def titles(self) -> dict[str, date]:
        return dict(self.shown.values())


class Desk:
    """One computer: its memory, a file that is written, and the calendar that it is imported into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.days, self.calendar = folder, 0, Strict()
        self.written: Written | None = None

    def send(self, a_plan: Plan, plan_file: Path | None = None, tasks: bool = False, **options) -> Plan:
        """The plan with the record of this export, as it would be saved and opened again."""
        self.days += 1
        path = self.folder / "year.ics"
        order = Order(path, CalendarOptions(**options), tasks=self.folder / "tasks.ics" if tasks else None,
                      plan_file=plan_file)
        now = NOW + timedelta(self.days)
        self.written = write_calendar(a_plan, tables(), now, order, self.folder / "data", lambda *at: None)
        self.calendar.take(path.read_bytes())
        return replace(a_plan, exports=json.loads(json.dumps(self.written.exports)))

    def known(self) -> dict:
        return memory.known(self.folder / "data", plan().id)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@dataclass(frozen=True)
class Case:
    """What was done after the backup; the sequence of the step it was done to at the newer export, the restored one
    and the newer one again; and whether the restored export cancels it."""

    newer: Callable[[Plan], Plan]
    watched: str
    counts: tuple[int | None, int, int]
    cancels: bool = False


CASES = {
    "added": Case(lambda p: p.with_milestone(ADDED), ADDED.id, (0, 1, 2), cancels=True),
    "moved": Case(lambda p: p.with_milestone(MOVED), A.id, (1, 2, 3)),
    "renamed": Case(lambda p: p.with_milestone(replace(A, title="Else")), A.id, (1, 2, 3)),
    "finished": Case(lambda p: p.with_milestone(replace(A, status="done")), A.id, (1, 2, 3)),
    "deleted": Case(lambda p: p.without([A.id]), A.id, (1, 2, 3)),
    "dropped": Case(lambda p: p.with_milestone(replace(A, status="dropped")), A.id, (1, 2, 3)),
    "nothing": Case(lambda p: p, A.id, (0, 0, 0)),
}


def sent(desk: Desk) -> list[Event]:
    return list(Calendar.from_ical((desk.folder / "year.ics").read_bytes()).events)


def sequence(desk: Desk, step_id: str) -> int:
    return next(int(event["SEQUENCE"]) for event in sent(desk) if event["UID"] == uids(plan().id)(step_id))


def the_cancelled(desk: Desk) -> Event:
    (gone,) = [event for event in sent(desk) if event["STATUS"] == "CANCELLED"]
    return gone


def shown(a_plan: Plan) -> dict[str, date]:
    """What a calendar has to show of the plan."""
    return {f"✔ {s.title}" if s.status == "done" else s.title: s.start for s in a_plan.milestones
            if s.status != "dropped"}


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_back_to_a_backup_and_forward_again(desk, case: Case, discreet: bool):
    backup = desk.send(plan(A, B), discreet=discreet)
    found = []
    newer = desk.send(case.newer(backup), discreet=discreet)
    found.append(sequence(desk, case.watched))
    newer = desk.send(newer, discreet=discreet)
    restored = desk.send(backup, discreet=discreet)
    found.append(sequence(desk, case.watched))
    assert desk.written.strays.cancelled == (
        ((("“Letters”" if discreet else "“Added later”") + " (3 Aug 2026)"),) if case.cancels else ()
    )
    assert desk.written.strays.left == ()
    if not discreet:
        assert desk.calendar.titles() == shown(backup)
    # Again the restored state: nothing more happens, and the same file comes out.
    before = (desk.folder / "year.ics").read_bytes()
    restored = desk.send(restored, discreet=discreet)
    assert (desk.folder / "year.ics").read_bytes() == before
    assert desk.written.strays.cancelled == ()
    desk.send(newer, discreet=discreet)
    found.append(sequence(desk, case.watched))
    assert desk.written.strays.left == ()
    if not discreet:
        assert desk.calendar.titles() == shown(newer)
    # Discreet titles are by category: there is nothing to tell of a new name.
    assert tuple(found) == ((0, 0, 0) if discreet and case is CASES["renamed"] else case.counts)


def test_what_is_back_after_it_was_cancelled_is_counted_because_some_calendars_keep_it_in_their_bin(desk):
    first = desk.send(plan(A, B))
    assert desk.written.strays.back_words() == ""
    gone = desk.send(first.without([A.id, B.id]).with_milestone(ADDED))
    desk.send(gone)
    assert desk.written.strays.back == 0
    back = desk.send(replace(gone, milestones=(A, B, ADDED)))
    assert desk.written.strays.back_words().startswith("2 steps that were cancelled before are back; if your calendar")
    desk.send(back)
    assert desk.written.strays.back == 0
    desk.send(desk.send(back.without([A.id])).with_milestone(A), tombstones=False)
    assert desk.written.strays.back == 0, "a calendar of its own is empty"


def test_what_was_added_and_moved_since_is_cancelled_on_its_last_day(desk):
    backup = desk.send(plan(A))
    newer = desk.send(backup.with_milestone(ADDED))
    desk.send(newer.with_milestone(ADDED.moved(5)))
    desk.send(backup)
    gone = the_cancelled(desk)
    assert (gone["SUMMARY"], gone["DTSTART"].dt) == ("Cancelled: Added later", DAY + timedelta(5))
    assert (gone["SEQUENCE"], gone.walk("VALARM"), gone.get("DESCRIPTION")) == (2, [], None)


def test_what_was_moved_since_and_is_deleted_in_the_restored_plan_is_cancelled_where_calendars_have_it(desk):
    backup = desk.send(plan(A, B))
    desk.send(backup.with_milestone(MOVED))
    desk.send(backup.without([A.id]))
    gone = the_cancelled(desk)
    assert (gone["SUMMARY"], gone["DTSTART"].dt, gone["SEQUENCE"]) == ("Cancelled: Alpha", DAY, 2)


def test_what_was_added_and_deleted_since_stays_cancelled_and_nothing_is_said(desk):
    backup = desk.send(plan(A))
    newer = desk.send(backup.with_milestone(ADDED))
    desk.send(newer.without([ADDED.id]))
    desk.send(backup)
    assert desk.written.strays.cancelled == desk.written.strays.left == ()
    assert (desk.written.events, desk.written.tombstones) == (1, 1)
    assert sequence(desk, ADDED.id) == 1


def test_an_older_backup_cancels_what_several_exports_added(desk):
    backup = desk.send(plan(A))
    at = backup
    for n in range(5):
        at = desk.send(at.with_milestone(step(f"n{n}", title=f"Number {n}", start=DAY, end=DAY)))
    desk.send(backup)
    assert len(desk.written.strays.cancelled) == 5
    words = desk.written.strays.cancelled_words()
    assert words.startswith("“Number 0” (3 Aug 2026), “Number 1” (3 Aug 2026), “Number 2” (3 Aug 2026) and 2 more")
    assert desk.calendar.titles() == {"Alpha": A.start}


def test_after_both_went_on_what_the_other_added_is_named_and_left(desk):
    backup = desk.send(plan(A))
    newer = desk.send(backup.with_milestone(ADDED))
    other = step("other", title="Of the restored", start=DAY, end=DAY)
    restored = desk.send(backup.with_milestone(other))
    assert desk.calendar.titles() == {"Alpha": A.start, "Of the restored": DAY}
    desk.send(newer)
    assert desk.calendar.titles() == {"Alpha": A.start, "Of the restored": DAY, "Added later": DAY}
    assert desk.written.strays.cancelled == ()
    assert desk.written.strays.left == ("“Of the restored” (3 Aug 2026)",)
    assert "it may be a backup, or one of two copies" in desk.written.strays.left_words()
    desk.send(restored)
    assert desk.written.strays.left == ()
    assert desk.calendar.titles() == {"Alpha": A.start, "Of the restored": DAY}


def test_a_state_that_was_never_exported_cancels_nothing(desk):
    first = plan(A)
    desk.send(first.with_milestone(ADDED))
    desk.send(first)
    assert desk.written.tombstones == 0
    assert desk.written.strays.left == ("“Added later” (3 Aug 2026)",)


def test_a_copy_in_use_beside_the_plan_cancels_nothing_of_it(desk):
    """The other file is there and was exported last: both are in use."""
    mine, copy = desk.folder / "mine.reapply", desk.folder / "copy.reapply"
    backup = desk.send(plan(A, answers=person()), mine)
    storage.save(backup, copy)
    newer = desk.send(backup.with_milestone(ADDED), mine)
    storage.save(newer, mine)
    desk.send(backup, copy)
    assert (desk.written.tombstones, desk.written.strays.left) == (0, ("“Added later” (3 Aug 2026)",))


@pytest.mark.parametrize("where", [
    "the same place", "the same place by another name", "the other is gone", "from the program's backups",
    "the other is another plan",
])  # fmt: skip
def test_a_backup_in_the_place_of_the_plan_or_out_of_the_backups_does(desk, where):
    mine, copy = desk.folder / "mine.reapply", desk.folder / "copy.reapply"
    backup = desk.send(plan(A, answers=person()), mine)
    newer = desk.send(backup.with_milestone(ADDED), mine)
    storage.save(newer, mine)
    if where == "the same place":
        copy = mine
    elif where == "the same place by another name":
        (desk.folder / "link").symlink_to(desk.folder)
        copy = desk.folder / "link" / "mine.reapply"
    elif where == "the other is gone":
        mine.unlink()
    elif where == "from the program's backups":
        copy = desk.folder / "data" / "backups" / "x.00000001.reapply"
    else:
        storage.save(replace(newer, id="00000000-0000-4000-8000-000000000000"), mine)
    desk.send(backup, copy)
    assert desk.written.strays.cancelled == ("“Added later” (3 Aug 2026)",)


def test_another_computer_knows_of_nothing(desk, tmp_path_factory):
    backup = desk.send(plan(A))
    desk.send(backup.with_milestone(ADDED))
    elsewhere = Desk(tmp_path_factory.mktemp("elsewhere"))
    elsewhere.send(backup)
    assert (elsewhere.written.tombstones, elsewhere.written.strays.left) == (0, ())


def test_what_only_a_live_file_told_is_not_cancelled(desk):
    backup = desk.send(plan(A))
    write_live(backup.with_milestone(ADDED), tables(), NOW + timedelta(1), desk.folder / "live.ics",
               CalendarOptions(), desk.folder / "data")
    assert "Added later" not in json.dumps(desk.known())
    desk.send(backup)
    assert (desk.written.tombstones, desk.written.strays.left) == (0, ())


def test_a_live_file_between_leaves_the_days_that_were_imported(desk):
    backup = desk.send(plan(A))
    newer = desk.send(backup.with_milestone(ADDED))
    write_live(newer.with_milestone(ADDED.moved(9)), tables(), NOW + timedelta(3), desk.folder / "live.ics",
               CalendarOptions(), desk.folder / "data")
    desk.send(backup)
    gone = the_cancelled(desk)
    assert (gone["DTSTART"].dt, gone["SEQUENCE"]) == (DAY, 1)


def test_an_export_to_a_calendar_of_its_own_between_loses_nothing(desk):
    backup = desk.send(plan(A))
    desk.send(backup.with_milestone(ADDED))
    assert since_last_export(backup, CalendarOptions(), desk.known()) == Since(removed=1)
    own = desk.send(backup.with_milestone(B), tombstones=False)
    assert (desk.written.tombstones, desk.written.strays.left) == (0, ())
    desk.send(own)
    assert desk.written.tombstones == 1
    assert desk.calendar.titles() == shown(own)


def test_plan_b_that_is_left_out_is_cancelled_once_it_is_chosen(desk):
    backup = desk.send(plan(A), with_contingency=True)
    desk.send(backup.with_milestone(replace(ADDED, category="contingency")), with_contingency=True)
    restored = desk.send(backup.with_milestone(B))
    assert desk.written.tombstones == 0
    desk.send(restored, with_contingency=True)
    assert desk.calendar.titles() == shown(restored)


def test_tasks_are_taken_back_with_their_entries(desk):
    backup = desk.send(plan(A), tasks=True)
    newer = desk.send(backup.with_milestone(ADDED), tasks=True)
    restored = desk.send(backup, tasks=True)
    told = {str(t["SUMMARY"]): (t["STATUS"], t["SEQUENCE"]) for t in
            Calendar.from_ical((desk.folder / "tasks.ics").read_bytes()).todos}
    assert told == {"Alpha": ("NEEDS-ACTION", 0), "Added later": ("CANCELLED", 1)}
    desk.send(newer, tasks=True)
    told = {t["SUMMARY"]: t["SEQUENCE"] for t in Calendar.from_ical((desk.folder / "tasks.ics").read_bytes()).todos}
    assert told == {"Alpha": 0, "Added later": 2}
    assert restored.exports[ADDED.id]["todo"]["removed_at"] is not None


def test_the_memory_holds_no_notes_and_of_what_was_discreet_only_neutral_words(desk):
    desk.send(plan(A, ADDED))
    assert "secret" not in json.dumps(desk.known())
    desk.send(plan(A, ADDED), discreet=True, tasks=True)
    kept = json.dumps(desk.known())
    assert "Letters" in kept
    assert not [word for word in ("Alpha", "Added", "secret", "Nadia") if word in kept]


def test_titles_are_forgotten_a_year_after_their_day(desk):
    backup = desk.send(plan(A))
    newer = desk.send(backup.with_milestone(ADDED))
    desk.days = 500
    desk.send(newer.with_milestone(step("late", start=date(2027, 9, 1), end=date(2027, 9, 1))))
    assert "Added later" not in json.dumps(desk.known())
    desk.send(backup)
    assert desk.written.strays.left == ()


def test_a_memory_from_before_states_were_kept_is_read_and_only_counted(desk):
    backup = desk.send(plan(A))
    desk.send(backup.with_milestone(ADDED).with_milestone(step("more")))
    file = desk.folder / "data" / "exports" / f"{plan().id}.json"
    stamps = ("created", "sequence", "hash", "last_modified")
    old = {key: {name: entry[name] for name in stamps} for key, entry in desk.known().items()
           if isinstance(entry, dict) and "hash" in entry}
    file.write_text(json.dumps(old), encoding="utf-8")
    desk.send(backup)
    assert desk.written.strays.left_words().startswith("2 entries were sent from this computer")


@pytest.mark.parametrize("broken", [[], "x", {"a": "b", "b": "a"}, {"a": 3}, None])
def test_a_memory_broken_by_hand_breaks_nothing(desk, broken):
    backup = desk.send(plan(A))
    desk.send(backup.with_milestone(ADDED))
    file = desk.folder / "data" / "exports" / f"{plan().id}.json"
    read = json.loads(file.read_bytes())
    read["line"] = broken
    read[ADDED.id] |= {"state": "a", "end": "2026-13-01", "plan_file": 3}
    file.write_text(json.dumps(read | {"plan_file": 5}), encoding="utf-8")
    desk.send(backup, desk.folder / "plan.reapply")
    assert desk.written.tombstones == 0


def test_the_command_line_follows_the_same_rule(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(tmp_path / "data"))
    mine = tmp_path / "p.reapply"

    def told(day: str, name: str = "p.reapply") -> list[tuple[str, str, int]]:
        assert run(["export", name, "--ics", "o.ics", "--today", day]) == 0
        found = Calendar.from_ical((tmp_path / "o.ics").read_bytes()).events
        return [(event["STATUS"], event["SUMMARY"], event["SEQUENCE"]) for event in found]

    storage.save(plan(A, answers=person()), mine)
    told("2026-04-01")
    backup = mine.read_bytes()
    storage.save(storage.load(mine).with_milestone(ADDED), mine)
    assert told("2026-04-02")[1] == ("CONFIRMED", "Added later", 0)
    newer = mine.read_bytes()
    capsys.readouterr()
    mine.write_bytes(backup)
    assert told("2026-04-03") == [("CONFIRMED", "Alpha", 0), ("CANCELLED", "Cancelled: Added later", 1)]
    assert "so it goes out as cancelled" in capsys.readouterr().err
    assert len(told("2026-04-04")) == 2
    assert capsys.readouterr().err == ""
    mine.write_bytes(newer)
    assert told("2026-04-05")[1] == ("CONFIRMED", "Added later", 2)
    assert "1 step that was cancelled before is back" in capsys.readouterr().err


def test_of_two_copies_in_use_neither_ever_cancels_what_the_other_has(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(tmp_path / "data"))
    mine, copy = tmp_path / "p.reapply", tmp_path / "copy.reapply"

    def told(day: str, name: str) -> bytes:
        assert run(["export", name, "--ics", "o.ics", "--today", day]) == 0
        return (tmp_path / "o.ics").read_bytes()

    storage.save(plan(A, answers=person()), mine)
    told("2026-04-01", "p.reapply")
    copy.write_bytes(mine.read_bytes())
    storage.save(storage.load(mine).with_milestone(ADDED), mine)
    told("2026-04-02", "p.reapply")
    capsys.readouterr()
    first = told("2026-04-03", "copy.reapply")
    for day in ("2026-04-04", "2026-04-05"):
        assert "“Added later” (3 Aug 2026) was sent from this computer, but not from" in capsys.readouterr().err
        assert told(day, "copy.reapply") == first, "an unchanged plan says the same"
    assert b"CANCELLED" not in told("2026-04-06", "p.reapply")
    mine.rename(tmp_path / "elsewhere.reapply")
    assert b"CANCELLED" not in told("2026-04-07", "copy.reapply")


EDITS = st.lists(st.sampled_from(["add", "move", "rename", "delete", "finish", "save", "restore", "send", "forward"]),
                 min_size=4, max_size=25)


@settings(max_examples=20, deadline=None)
@given(edits=EDITS)
def test_whatever_is_done_counts_go_forward_and_the_calendar_shows_the_plan(tmp_path_factory, edits):
    """Restoring any saved state at any time; what may be of another copy is named, never silently left."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    saved = [desk.send(plan(A, B))]
    at, left = saved[0], 0
    for n, edit in enumerate([*edits, "send"]):
        first = at.milestones[0] if at.milestones else None
        if edit == "add":
            at = at.with_milestone(step(f"n{n}", title=f"Number {n}", start=DAY, end=DAY))
        elif edit == "save":
            saved.append(at)
        elif edit == "restore":
            at = saved[0]
        elif edit == "forward":
            at = saved[-1]
        elif edit == "send":
            at = desk.send(at) if any(s.status != "dropped" for s in at.milestones) else at
            left += len(desk.written.strays.left)
            more = set(desk.calendar.titles()) - set(shown(at))
            if at.milestones:
                assert desk.calendar.titles().items() >= shown(at).items()
                assert len(more) == len(desk.written.strays.left)
        elif first is not None:
            at = {"move": lambda p, s: p.with_milestone(s.moved(1)),
                  "rename": lambda p, s: p.with_milestone(replace(s, title=s.title + "x")),
                  "delete": lambda p, s: p.without([s.id]),
                  "finish": lambda p, s: p.with_milestone(replace(s, status="done"))}[edit](at, first)
