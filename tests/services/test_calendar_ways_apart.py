"""Imports, a followed file and a server are different calendars: each rests while it is told nothing new, and none ever
goes back."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from calendar_steps import NOW, plan, step, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.files import Order, write_calendar, write_live
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.ics_export import export_calendar, uids

DAY = date(2026, 8, 3)
STEPS = (step("a", title="Alpha"), step("b", title="Beta", start=DAY, end=DAY))
LIVE, IMPORT = "live.ics", "year.ics"
COUNTED_ON = b""  # what each said before the memories were parted: it may count on once, or rest


@dataclass
class Computer:
    """Writes both files of a plan that is saved and opened again after each export."""

    folder: Path
    plan: Plan
    days: int = 0
    # file → UID → the last count it had, what it said, and how it stood in the file
    seen: dict[str, dict[str, tuple[int, bytes, bytes]]] = field(default_factory=dict)

    def live(self, discreet: bool = False) -> bytes:
        self.days += 1
        write_live(self.plan, tables(), NOW + timedelta(self.days), self.folder / LIVE, CalendarOptions(discreet),
                   self.folder / "data")
        return self._checked(LIVE)

    def imported(self, discreet: bool = False) -> bytes:
        self.days += 1
        order = Order(self.folder / IMPORT, CalendarOptions(discreet))
        told = write_calendar(self.plan, tables(), NOW + timedelta(self.days), order, self.folder / "data",
                              lambda *at: None)
        self.plan = replace(self.plan, exports=json.loads(json.dumps(told.exports)))
        return self._checked(IMPORT)

    def _checked(self, name: str) -> bytes:
        """What was written; each entry in it says the same as before to the byte, or says more and counts up."""
        data = (self.folder / name).read_bytes()
        seen = self.seen.setdefault(name, {})
        for event in Calendar.from_ical(data).events:
            uid, count, stands = str(event["UID"]), int(event["SEQUENCE"]), event.to_ical()
            for stamp in ("CREATED", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"):
                del event[stamp]
            says = event.to_ical()
            if uid in seen:
                at, said, stood = seen[uid]
                assert stands == stood if says == said else count > at - (said == COUNTED_ON), f"{name}: {says!r}"
            seen[uid] = count, says, stands
        return data

    def counts(self, name: str) -> list[int]:
        found = {event["UID"]: event["SEQUENCE"] for event in
                 Calendar.from_ical((self.folder / name).read_bytes()).events}
        return [found[uids(self.plan.id)(s.id)] for s in STEPS]


def test_each_way_rests_while_nothing_changes_though_they_word_it_differently(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    live = here.live()
    imported = here.imported(discreet=True)
    for _again in range(3):
        assert here.live() == live
        assert here.imported(discreet=True) == imported


def test_a_change_is_told_once_by_each_way(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    here.live()
    here.imported(discreet=True)
    before = here.counts(LIVE), here.counts(IMPORT)
    here.plan = here.plan.with_milestone(replace(STEPS[0], start=DAY, end=DAY))
    for _again in range(2):
        here.live()
        here.imported(discreet=True)
        assert here.counts(LIVE) == [before[0][0] + 1, before[0][1]]
        assert here.counts(IMPORT) == [before[1][0] + 1, before[1][1]]


def test_imports_into_one_calendar_count_up_whenever_the_words_change(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    found = []
    for discreet in (True, False, True, True):
        here.imported(discreet)
        here.live()
        found.append(here.counts(IMPORT))
    assert found == [[0, 0], [1, 1], [2, 2], [2, 2]]


def test_what_a_live_file_said_holds_stamps_and_nothing_else(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    here.live()
    kept = json.loads((tmp_path / "data" / "exports" / f"{plan().id}.live.json").read_bytes())
    assert set(kept) == {s.id for s in STEPS}
    assert {name for entry in kept.values() for name in entry} == {"created", "sequence", "hash", "last_modified"}


def test_a_server_that_is_told_discreetly_leaves_the_live_file_alone(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))

    def published() -> bytes:
        here.days += 1
        known = memory.told(tmp_path / "data", plan().id, memory.SERVER)
        options = CalendarOptions(discreet=True, live=True, tombstones=False)
        made = export_calendar(here.plan, tables(), NOW + timedelta(here.days), options, known)
        memory.remember_told(tmp_path / "data", plan().id, memory.SERVER, made.exports)
        return made.data

    here.imported()
    resting = here.live(), published()
    assert (here.live(), published()) == resting
    here.imported(discreet=True)
    assert (here.live(), published()) == resting


def shared(here: Computer) -> None:
    """The one memory of earlier versions: the highest count and the last words of all, what only the live file told
    marked so."""
    folder = here.folder / "data" / "exports"
    one = folder / f"{plan().id}.json"
    mixed = json.loads(one.read_bytes()) if one.exists() else {}
    followed = json.loads((folder / f"{plan().id}.live.json").read_bytes())
    for key, stamps in followed.items():
        if key not in mixed:
            mixed[key] = stamps | {"imported": False}
        elif stamps["sequence"] >= mixed[key]["sequence"]:
            mixed[key] |= stamps
    for name, seen in here.seen.items():
        here.seen[name] = {uid: (count, COUNTED_ON, stood) for uid, (count, _said, stood) in seen.items()}
    one.write_text(json.dumps(mixed), encoding="utf-8")
    (folder / f"{plan().id}.live.json").unlink()


def test_a_memory_that_all_ways_once_shared_is_read_and_each_goes_on_from_the_highest(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    only_live = step("only live", title="Gamma")
    here.imported(discreet=True)
    for n in range(3):  # the live file is far ahead
        here.plan = replace(here.plan, milestones=(replace(STEPS[0], title=f"Alpha {n}"), STEPS[1], only_live))
        live = here.live()
    ahead = here.counts(LIVE)[0]
    shared(here)
    assert only_live.id not in memory.known(tmp_path / "data", plan().id), "no import told of it"
    assert here.live() == live
    imported = here.imported(discreet=True)
    assert here.counts(IMPORT) == [ahead + 1, here.counts(LIVE)[1] + 1]
    assert here.live() == live
    assert here.imported(discreet=True) == imported


def test_what_only_the_live_file_told_in_the_shared_memory_is_not_cancelled(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    here.live()
    shared(here)
    here.plan = plan(STEPS[0], replace(STEPS[1], status="dropped"))
    assert b"CANCELLED" not in here.imported()


def test_an_import_before_the_live_file_looks_into_the_shared_memory_loses_no_count(tmp_path):
    here = Computer(tmp_path, plan(*STEPS))
    for n in range(3):
        here.plan = replace(here.plan, milestones=(replace(STEPS[0], title=f"Alpha {n}"), STEPS[1]))
        here.live()
    shared(here)
    here.imported(discreet=True)
    here.live()  # `Computer` looks that nothing goes back
    resting = here.live(), here.imported(discreet=True)
    assert (here.live(), here.imported(discreet=True)) == resting


ACTS = st.lists(
    st.sampled_from(["own", "discreet", "live", "live discreet", "move", "rename", "drop", "delete", "revive",
                     "restore"]), min_size=4, max_size=16,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(acts=ACTS)
def test_whatever_is_written_between_the_same_words_are_the_same_bytes_and_no_count_falls(tmp_path_factory, acts):
    """What each file said, and of which steps: said again with none of that changed, it is the same to the byte."""
    here = Computer(tmp_path_factory.mktemp("computer"), plan(*STEPS))
    here.imported()
    saved = here.plan
    last: dict[str, tuple[object, bytes]] = {}
    for act in acts:
        first = here.plan.milestones[0] if here.plan.milestones else None
        if act in ("own", "discreet", "live", "live discreet"):
            name, discreet = LIVE if "live" in act else IMPORT, "discreet" in act
            live = name == LIVE
            if not live and not any(s.status != "dropped" for s in here.plan.milestones):
                continue
            said = (discreet, here.plan.milestones, None if live else frozenset(here.plan.exports))
            data = here.live(discreet) if live else here.imported(discreet)
            if name in last and last[name][0] == said:
                assert data == last[name][1]
            said = (*said[:2], None if live else frozenset(here.plan.exports))
            last[name] = said, data
        elif act == "restore":
            here.plan = saved
            last.pop(IMPORT, None)  # what the older plan does not know is another matter
        elif act == "revive":
            here.plan = replace(here.plan, milestones=STEPS)
        elif first is not None:
            here.plan = {"move": lambda p, s: p.with_milestone(s.moved(1)),
                         "rename": lambda p, s: p.with_milestone(replace(s, title=s.title + "x")),
                         "drop": lambda p, s: p.with_milestone(replace(s, status="dropped")),
                         "delete": lambda p, s: p.without([s.id])}[act](here.plan, first)
