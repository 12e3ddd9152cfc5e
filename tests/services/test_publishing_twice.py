"""One plan published from two computers, each with its own memory: numbers never go back, nothing stays behind."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import icalendar
import pytest

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.ics_export import uids
from reapply_desktop.services.publishing.account import Account
from reapply_desktop.services.publishing.publish import Published, publish
from reapply_desktop.services.publishing.server import RemoteCalendar, Server, path_of
from reapply_desktop.ui.publishing.words import remarks
from tests.services.radicale import PASSWORD, USER, Radicale, running
from tests.services.test_publishing import NOW, TABLES, on_server, plan_of, step

DISCREET, OWN = CalendarOptions(discreet=True), CalendarOptions()


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


class Two:
    """Computers "A" and "B" at one calendar; each publishing is a day after the one before."""

    def __init__(self, radicale: Radicale, server: Server, folder: Path) -> None:
        self.radicale, self.server, self.folder = radicale, server, folder
        self.calendar: RemoteCalendar = server.make_calendar("My year", str(uuid4()))
        self.days = 0

    def publish(self, computer: str, plan: Plan, options: CalendarOptions = OWN) -> Published:
        self.days += 1
        now = NOW + timedelta(days=self.days)
        return publish(plan, TABLES, now, options, self.server, self.calendar.url, self.folder / computer,
                       lambda words, done, total: None)  # fmt: skip

    def events(self) -> dict[str, icalendar.Event]:
        return on_server(self.radicale, self.calendar)

    def sequences(self) -> dict[str, int]:
        return {uid: int(event["SEQUENCE"]) for uid, event in self.events().items()}

    def titles(self) -> set[str]:
        return {str(event["SUMMARY"]) for event in self.events().values()}

    def edit(self, plan: Plan, step_id: str, old: str, new: str) -> None:
        """As a person does in the calendar's own program."""
        url = f"{self.calendar.url}{uids(plan.id)(step_id)}.ics"
        file = self.radicale.folder / "collections" / "collection-root" / path_of(url).strip("/")
        text = file.read_bytes()
        assert old.encode() in text
        etag = self.server.entries(self.calendar.url)[path_of(url)]
        self.server.put(url, text.replace(old.encode(), new.encode()), etag)


@pytest.fixture
def two(radicale: Radicale, tmp_path: Path) -> Iterator[Two]:
    with closing(Server(Account(radicale.url, USER), PASSWORD)) as server:
        yield Two(radicale, server, tmp_path)


def test_sequence_and_stamps_never_go_back_whoever_publishes(two: Two) -> None:
    one, other = step("one"), step("other")
    plan = plan_of(one, other)
    two.publish("A", plan)
    for days in (1, 2, 3):
        plan = plan.with_milestone(one.moved(days))
        two.publish("A", plan)
    before = two.events()
    done = two.publish("B", plan)  # an exact copy: nothing to say
    assert (done.same, done.changed, done.elsewhere) == (2, 0, 0)
    assert two.events() == before
    uid = uids(plan.id)(one.id)
    assert two.sequences()[uid] == 3
    for number, (computer, days) in enumerate((("B", 4), ("A", 5), ("B", 6), ("B", 7), ("A", 8)), start=4):
        stamp = two.events()[uid]["LAST-MODIFIED"].dt
        two.publish(computer, plan.with_milestone(one.moved(days)))
        assert two.sequences()[uid] == number
        assert two.events()[uid]["LAST-MODIFIED"].dt > stamp
    assert two.sequences()[uids(plan.id)(other.id)] == 0


def test_two_that_counted_to_the_same_number_are_counted_on_from(two: Two) -> None:
    one = step("one")
    plan = plan_of(one)
    two.publish("A", plan)
    two.publish("B", plan)
    two.publish("A", plan.with_milestone(one.moved(1)))
    two.publish("B", plan.with_milestone(one.moved(2)))
    assert list(two.sequences().values()) == [2]
    two.publish("A", plan.with_milestone(one.moved(1)))  # what A said last, and B changed since
    assert list(two.sequences().values()) == [3]


def test_what_a_copy_of_the_plan_no_longer_has_is_removed_and_said(two: Two) -> None:
    stays, goes, dropped = step("stays"), step("goes"), step("dropped")
    plan = plan_of(stays, goes, dropped)
    two.publish("A", plan)
    copy = plan.without([goes.id]).with_milestone(replace(dropped, status="dropped"))
    done = two.publish("B", copy)
    assert (done.same, done.removed) == (1, 2)
    assert two.titles() == {"stays"}
    assert remarks(done) == (
        "1 entry from another computer was removed, as this copy of the plan does not have it.",
    )
    assert two.publish("A", copy).same == 1
    assert two.publish("A", plan).added == 2  # and back


def test_another_plans_entries_and_anyones_with_such_a_name_stay(two: Two) -> None:
    mine, other = plan_of(step("mine")), plan_of(step("other plan"))
    two.publish("A", other)
    theirs = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:3126ecb3-5998-52d3-abff-9640975a9bef\r\n"
        b"DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260905\r\nSUMMARY:Dentist\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    two.server.put(f"{two.calendar.url}3126ecb3-5998-52d3-abff-9640975a9bef.ics", theirs, None)
    two.publish("B", mine)
    two.publish("B", replace(mine, milestones=()))
    assert two.titles() == {"Dentist", "other plan"}


def test_discreet_words_always_win_over_the_persons_own(two: Two) -> None:
    secrets = [step("Ask Dr. Lind"), step("Failed attempt")]
    plan = plan_of(*secrets)
    two.publish("A", plan, DISCREET)
    neutral = two.titles()
    done = two.publish("B", plan, OWN)
    assert remarks(done) == (
        "2 entries were last published from another computer, and say now what this copy of the plan says.",
    )
    assert two.titles() == {"Ask Dr. Lind", "Failed attempt"}
    two.edit(plan, secrets[0].id, "SUMMARY:Ask Dr. Lind", "SUMMARY:Ask Dr. Lind again")
    done = two.publish("A", plan, DISCREET)
    assert (done.changed, done.edited) == (2, 0)
    assert two.titles() == neutral
    assert not any("Lind" in event.to_ical().decode() for event in two.events().values())


def test_an_entry_retitled_by_hand_gives_nothing_away_in_discreet_mode_but_may_be_moved(two: Two) -> None:
    one, other = step("Ask Dr. Lind"), step("Failed attempt")
    plan = plan_of(one, other)
    two.publish("A", plan, DISCREET)
    (neutral,) = two.titles()
    two.edit(plan, one.id, f"SUMMARY:{neutral}", "SUMMARY:Lind")
    two.edit(plan, other.id, "DTSTART;VALUE=DATE:20260905", "DTSTART;VALUE=DATE:20260904")
    done = two.publish("A", plan, DISCREET)
    assert (done.changed, done.edited, done.veiled) == (1, 1, 1)
    assert "1 entry changed in the calendar itself was not discreet any more" in " ".join(remarks(done))
    assert two.titles() == {neutral}


@pytest.mark.parametrize("computer", ["A", "B"])
def test_what_someone_changed_by_hand_stays_until_its_step_changes_on_either_computer(two: Two, computer: str) -> None:
    one = step("one")
    plan = plan_of(one)
    two.publish("A", plan)
    two.edit(plan, one.id, "SUMMARY:one", "SUMMARY:mine")
    done = two.publish(computer, plan)
    assert (done.edited, done.elsewhere) == (1, 0)
    assert "changed in the calendar itself" in " ".join(remarks(done))
    assert two.publish(computer, plan).edited == 1
    done = two.publish(computer, plan.with_milestone(one.moved(1)))
    assert (done.changed, two.titles()) == (1, {"one"})


def test_an_alarm_that_was_put_off_there_is_no_change(two: Two) -> None:
    one = replace(step("one"), reminder=1)
    plan = plan_of(one)
    two.publish("A", plan)
    two.edit(plan, one.id, "END:VALARM", "X-MOZ-LASTACK:20260904T090000Z\r\nEND:VALARM")
    assert two.publish("A", plan).same == 1
    assert two.publish("B", plan).same == 1


def test_the_marks_are_lines_that_stand_before_the_alarm_and_say_nothing(two: Two) -> None:
    plan = plan_of(replace(step("Ask Dr. Lind"), reminder=1))
    two.publish("A", plan, DISCREET)
    (event,) = two.events().values()
    lines = event.to_ical().decode().split("\r\n")
    marks = [line for line in lines if line.startswith("X-RD-")]
    assert len(marks) == 3
    assert all(len(line) <= 75 for line in marks)
    assert all(lines.index(mark) < lines.index("BEGIN:VALARM") for mark in marks)
    assert plan.id not in "".join(marks)
