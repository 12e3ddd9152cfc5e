"""Publishing to a real CalDAV server: what changed is written, what is gone removed, nothing else touched."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import icalendar
import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.ics_export import uids
from reapply_desktop.services.publishing.account import Account, account, keep_password
from reapply_desktop.services.publishing.failures import PasswordError, UnreachableError
from reapply_desktop.services.publishing.publish import Published, publish
from reapply_desktop.services.publishing.server import RemoteCalendar, Server, path_of
from reapply_desktop.services.reference_data import load_tables
from tests.people import person
from tests.services.radicale import PASSWORD, USER, Radicale, free_port, running

TABLES = load_tables()
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
PLAIN = CalendarOptions()


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(radicale: Radicale) -> Iterator[Server]:
    connected = Server(Account(radicale.url, USER), PASSWORD)
    yield connected
    connected.close()


@pytest.fixture
def calendar(server: Server) -> RemoteCalendar:
    return server.make_calendar(f"My year {uuid4()}")


def step(title: str, day: int = 5) -> Milestone:
    on = date(2026, 9, day)
    return Milestone(str(uuid4()), title, "letters", on, on)


def plan_of(*steps: Milestone) -> Plan:
    return Plan(str(uuid4()), person(), steps)


def published(
    plan: Plan, server: Server, calendar: RemoteCalendar, folder: Path, options: CalendarOptions = PLAIN, days: int = 0
) -> Published:
    now = NOW + timedelta(days=days)
    return publish(plan, TABLES, now, options, server, calendar.url, folder, lambda words, done, total: None)


def on_server(radicale: Radicale, calendar: RemoteCalendar) -> dict[str, icalendar.Event]:
    """UID → event, read from the server's own files."""
    folder = radicale.folder / "collections" / "collection-root" / path_of(calendar.url).strip("/")
    found = {}
    for file in folder.glob("*.ics"):
        read = icalendar.Calendar.from_ical(file.read_bytes())
        (event,) = read.walk("VEVENT")
        found[str(event["UID"])] = event
    return found


def test_a_calendar_is_made_found_and_filled(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    assert calendar.url in {found.url for found in server.calendars()}
    one, other = step("Ask Dr. Österreich"), step("Submit", 2)
    plan = plan_of(one, other)
    done = published(plan, server, calendar, tmp_path)
    assert (done.added, done.is_whole) == (2, True)
    events = on_server(radicale, calendar)
    assert set(events) == {uids(plan.id)(one.id), uids(plan.id)(other.id)}
    event = events[uids(plan.id)(one.id)]
    assert str(event["SUMMARY"]) == one.title
    assert event["DTSTART"].dt == one.start


def test_only_what_changed_is_written_and_only_what_is_gone_removed(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    stays, moves, goes, dropped = step("stays"), step("moves"), step("goes"), step("dropped")
    plan = plan_of(stays, moves, goes, dropped)
    published(plan, server, calendar, tmp_path)
    again = published(plan, server, calendar, tmp_path, days=1)
    assert (again.same, again.added, again.changed, again.removed) == (4, 0, 0, 0)
    new = step("new")
    later = plan.without([goes.id]).with_milestone(moves.moved(3)).with_milestone(replace(dropped, status="dropped"))
    done = published(later.with_milestone(new), server, calendar, tmp_path, days=2)
    assert (done.same, done.added, done.changed, done.removed) == (1, 1, 1, 2)
    titles = {str(event["SUMMARY"]): event["DTSTART"].dt for event in on_server(radicale, calendar).values()}
    assert titles == {"stays": stays.start, "moves": moves.moved(3).start, "new": new.start}
    back = published(plan, server, calendar, tmp_path, days=3)
    assert back.added == 2
    assert len(on_server(radicale, calendar)) == 4


def test_nothing_else_in_the_calendar_is_touched(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    theirs = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:dentist\r\n"
        b"DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260905\r\nSUMMARY:Dentist\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    server.put(f"{calendar.url}dentist.ics", theirs, None)
    before = server.entries(calendar.url)
    plan = plan_of(step("one"), step("two"))
    published(plan, server, calendar, tmp_path)
    published(replace(plan, milestones=()), server, calendar, tmp_path)
    assert server.entries(calendar.url) == before
    assert set(on_server(radicale, calendar)) == {"dentist"}


def test_without_its_record_a_computer_updates_instead_of_doubling(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    one, other = step("one"), step("other")
    plan = plan_of(one, other)
    published(plan, server, calendar, tmp_path / "first")
    moved = plan.with_milestone(one.moved(2)).with_milestone(replace(other, status="dropped"))
    done = published(moved, server, calendar, tmp_path / "second", days=1)
    assert (done.added, done.changed, done.removed) == (0, 1, 1)
    assert [e["DTSTART"].dt for e in on_server(radicale, calendar).values()] == [one.moved(2).start]


def test_an_entry_deleted_there_comes_back_and_one_edited_there_stays_until_the_plan_changes(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    one, other = step("one"), step("other")
    plan = plan_of(one, other)
    published(plan, server, calendar, tmp_path)
    url = f"{calendar.url.rstrip('/')}/{uids(plan.id)(one.id)}.ics"
    server.remove(url, server.entries(calendar.url)[path_of(url)])
    theirs = f"{calendar.url.rstrip('/')}/{uids(plan.id)(other.id)}.ics"
    text = (radicale.folder / "collections" / "collection-root" / path_of(theirs).strip("/")).read_bytes()
    server.put(theirs, text.replace(b"SUMMARY:other", b"SUMMARY:mine"), server.entries(calendar.url)[path_of(theirs)])
    done = published(plan, server, calendar, tmp_path)
    assert (done.added, done.edited, done.changed) == (1, 1, 0)
    assert {str(e["SUMMARY"]) for e in on_server(radicale, calendar).values()} == {"one", "mine"}
    done = published(plan.with_milestone(replace(other, title="renamed")), server, calendar, tmp_path, days=1)
    assert done.changed == 1
    assert {str(e["SUMMARY"]) for e in on_server(radicale, calendar).values()} == {"one", "renamed"}


def test_discreet_publishing_says_nothing_of_the_plan(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    secret = replace(step("Ask Dr. Lind about the failed attempt"), notes="they know of Step 2")
    published(plan_of(secret), server, calendar, tmp_path, CalendarOptions(discreet=True))
    ((_, event),) = on_server(radicale, calendar).items()
    text = event.to_ical().decode()
    assert "Lind" not in text
    assert "Step 2" not in text
    assert str(event["CLASS"]) == "PRIVATE"


def test_a_calendar_that_takes_nothing_is_reported_and_left(
    server: Server, radicale: Radicale, tmp_path: Path
) -> None:
    folder = radicale.folder / "collections" / "collection-root" / USER / "read-only"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".Radicale.props").write_text('{"tag": "VCALENDAR", "D:displayname": "Locked"}', encoding="utf-8")
    locked = next(found for found in server.calendars() if found.name == "Locked")
    done = published(plan_of(*(step(f"{n}") for n in range(9))), server, locked, tmp_path)
    assert [status for _title, status in done.refused] == [403] * 5  # and no further: the rest would go the same way
    assert (done.added, done.untried, done.is_whole) == (0, 4, False)


def test_a_connection_lost_on_the_way_keeps_what_was_done_and_goes_on_later(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    plan = plan_of(*(step(f"step {n}", 1 + n) for n in range(8)))

    def cut(words: str, done: int, total: int) -> None:
        if done == 3:
            radicale.stop()

    try:
        half = publish(plan, TABLES, NOW, PLAIN, server, calendar.url, tmp_path, cut)
    finally:
        radicale.start()
    assert half.added == 3
    assert isinstance(half.lost, UnreachableError)
    assert "cannot be reached" in half.lost.message
    assert len(on_server(radicale, calendar)) == 3
    rest = published(plan, server, calendar, tmp_path)
    assert (rest.same, rest.added, rest.is_whole) == (3, 5, True)


def test_cancelled_between_two_entries_it_goes_on_from_there(
    server: Server, calendar: RemoteCalendar, radicale: Radicale, tmp_path: Path
) -> None:
    class StopError(Exception):
        pass

    def stop(words: str, done: int, total: int) -> None:
        if done == 2:
            raise StopError

    plan = plan_of(*(step(f"step {n}", 1 + n) for n in range(5)))
    with pytest.raises(StopError):
        publish(plan, TABLES, NOW, PLAIN, server, calendar.url, tmp_path, stop)
    assert published(plan, server, calendar, tmp_path).same == 2


def test_a_calendar_that_is_gone_says_so(server: Server, calendar: RemoteCalendar, tmp_path: Path) -> None:
    gone = replace(calendar, url=f"{calendar.url.rstrip('/')}-gone/")
    with pytest.raises(UserError, match="no longer on the server"):
        published(plan_of(step("one")), server, gone, tmp_path)


def test_a_wrong_password_a_wrong_address_and_no_server_are_sentences(radicale: Radicale) -> None:
    wrong = Server(Account(radicale.url, USER), "wrong")
    with closing(wrong), pytest.raises(PasswordError, match="does not accept this name and password"):
        wrong.calendars()
    nobody = Server(Account(f"http://127.0.0.1:{free_port()}/", USER), PASSWORD)
    with closing(nobody), pytest.raises(UnreachableError, match="cannot be reached"):
        nobody.calendars()
    elsewhere = Server(Account(f"{radicale.url}nobody/nothing/", USER), PASSWORD)
    with closing(elsewhere), pytest.raises(UserError, match="at that address"):
        elsewhere.calendars()


@pytest.mark.parametrize(
    ("url", "user", "words"),
    [
        ("http://cal.example.org/", "me", "Over http://"),
        ("", "me", "not the address"),
        ("ftp://cal.example.org", "me", "not the address"),
        ("https://me:pw@cal.example.org", "me", "do not belong in the address"),
        ("cal example org", "me", "not the address"),
        ("https://[", "me", "not the address"),
        ("https://cal.example.org", " ", "name you sign in with"),
    ],
)
def test_an_address_a_password_must_not_go_to_is_refused(url: str, user: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        account(url, user)


def test_an_address_without_scheme_is_https_and_this_computer_may_speak_http() -> None:
    assert account(" cal.example.org/dav ", " me ") == Account("https://cal.example.org/dav", "me")
    assert account("http://localhost:5232", "me").url == "http://localhost:5232"


def test_without_a_keyring_the_password_is_not_kept_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        assert keep_password(Account("https://cal.example.org", "me"), "pw") is False
    finally:
        keyring.set_keyring(before)
