"""What a calendar server may make this program do: where a password goes, and what odd answers are called."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.publishing.account import Account
from reapply_desktop.services.publishing.addresses import ElsewhereError, allowed
from reapply_desktop.services.publishing.failures import PasswordError, UnreachableError
from reapply_desktop.services.publishing.line import Line
from reapply_desktop.services.publishing.server import RemoteCalendar, Server
from tests.services.dav import Answer, Asked, calendar_server, silent, small

OTHER = "127.0.0.2"  # this computer too, and another host than the typed one all the same
PASSWORD = "s3cret"


@contextmanager
def server_at(url: str) -> Iterator[Server]:
    server = Server(Account(url, "nadia"), PASSWORD, 5)
    try:
        yield server
    finally:
        server.close()


@pytest.mark.parametrize("named", ["principal", "home", "calendar"])
def test_an_address_on_another_host_gets_no_password_and_is_named(named: str) -> None:
    with (
        small(calendar_server(), OTHER) as other,
        small(calendar_server(**{named: other.url(OTHER) + "p/"})) as typed,
        server_at(typed.url()) as server,
    ):
        with pytest.raises(ElsewhereError, match=OTHER):
            server.calendars()
        with pytest.raises(ElsewhereError, match=OTHER):
            server.entries(other.url(OTHER) + "c/")
        if named != "calendar":
            with pytest.raises(ElsewhereError, match=OTHER):
                server.make_calendar("Year plan")
        assert typed.passwords() == {PASSWORD}
        assert other.asked == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_host_is_refused_and_one_on_the_same_keeps_what_was_asked(status: int) -> None:
    with small(calendar_server(), OTHER) as other:
        to = {"/there/": other.url(OTHER), "/here/": "/p/"}

        def answer(asked: Asked) -> Answer:
            if asked.path in to:
                return Answer(status, headers={"Location": to[asked.path]})
            return calendar_server()(asked)

        with small(answer, locked=False) as typed:
            with server_at(typed.url() + "there/") as server, pytest.raises(ElsewhereError, match=OTHER):
                server.calendars()
            with server_at(typed.url() + "here/") as server:
                assert server.calendars() == (RemoteCalendar(typed.url() + "h/c/", "Mine"),)
        assert {asked.method for asked in typed.asked} == {"PROPFIND"}
        assert other.asked == []


@pytest.mark.parametrize(
    ("typed", "named", "asked"),
    [
        ("https://caldav.icloud.com/", "https://p45-caldav.icloud.com:443/1/calendars/", "https://p45-caldav.icloud.com:443/1/calendars/"),
        ("https://posteo.de:8443/", "https://dav.posteo.de/x/", "https://dav.posteo.de/x/"),
        ("https://example.co.uk/", "https://dav.example.co.uk/", "https://dav.example.co.uk/"),
        ("https://cal.example.org/", "http://cal.example.org/dav/", "https://cal.example.org/dav/"),
        ("https://cal.example.org:8443/", "http://cal.example.org/dav/", "https://cal.example.org:8443/dav/"),
        ("http://localhost:5232/", "http://me:pw@LOCALHOST:5232/me/?a#b", "http://localhost:5232/me/?a"),
        ("https://[::1]:8/", "https://[::1]:8/x/", "https://[::1]:8/x/"),
    ],
)  # fmt: skip
def test_an_address_of_the_same_owner_is_asked_over_https(typed: str, named: str, asked: str) -> None:
    assert allowed(typed, named) == asked


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("https://caldav.icloud.com/", "http://p45-caldav.icloud.com/"),
        ("https://caldav.icloud.com/", "https://icloud.com.evil.org/"),
        ("https://caldav.icloud.com/", "https://evilicloud.com/"),
        ("https://example.co.uk/", "https://evil.co.uk/"),
        ("https://example.org/", "https://evil.org/"),
        ("https://10.0.0.1/", "https://10.0.0.2/"),
        ("https://10.0.0.1/", "https://1.10.0.0.1/"),
        ("http://localhost:5232/", "http://localhost:80/"),
        ("http://localhost:5232/", "http://127.0.0.1:5232/"),
        ("https://cal.example.org/", "https://evil.org\\@cal.example.org/"),
        ("https://cal.example.org/", "ftp://cal.example.org/"),
        ("https://cal.example.org/", "https://[/"),
        ("https://cal.example.org/", "https://cal.example.org:99999/"),
    ],
)
def test_any_other_address_is_refused(typed: str, named: str) -> None:
    with pytest.raises(ElsewhereError):
        allowed(typed, named)


def html(asked: Asked) -> Answer:
    return Answer(200, "<html><body>Welcome</body></html>", "text/html")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (html, "not as a calendar server"),
        (lambda asked: Answer(200, "all well", "text/plain"), "not as a calendar server"),
        (lambda asked: Answer(207, "<broken", "application/xml"), "not as a calendar server"),
        (lambda asked: Answer(207, "<a/>", "application/xml"), "not as a calendar server"),
        (lambda asked: Answer(405), "not as a calendar server"),
        (lambda asked: Answer(302, headers={"Location": asked.path}), "not as a calendar server"),
        (lambda asked: Answer(403), "does not let this name in at that address"),
        (lambda asked: Answer(404), "has nothing at that address"),
        (lambda asked: Answer(500), "trouble of its own"),
        (lambda asked: Answer(401, headers={"WWW-Authenticate": "Negotiate"}), "another way to sign in"),
    ],
)
def test_what_is_no_calendar_server_is_said_as_it_is(
    answer: Callable[[Asked], Answer], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        small(answer, locked=False) as typed,
        server_at(typed.url() + "dav/") as server,
        pytest.raises(UserError, match=words) as raised,
    ):
        server.calendars()
    assert not isinstance(raised.value, PasswordError)
    assert capfd.readouterr().err == ""


def test_where_only_the_host_was_typed_the_server_says_where_its_calendars_are() -> None:
    def answer(asked: Asked) -> Answer:
        if asked.path == "/.well-known/caldav":
            return Answer(301, headers={"Location": "/dav/"})
        return html(asked) if asked.path == "/" else calendar_server()(asked)

    with small(answer) as typed, server_at(typed.url()) as server:
        assert [found.name for found in server.calendars()] == ["Mine"]


def test_a_calendar_made_by_an_attempt_that_heard_no_answer_is_found_and_not_made_twice() -> None:
    made: set[str] = set()

    def answer(asked: Asked) -> Answer:
        if asked.method == "MKCALENDAR":
            if asked.path in made:
                return Answer(405)
            made.add(asked.path)
            return Answer(201, "<html>Created</html>", "text/html")
        return calendar_server(calendar=asked.path)(asked)

    with small(answer) as typed, server_at(typed.url()) as server:
        first = server.make_calendar("Year plan", "plan 1")
        assert server.make_calendar("Other name", "plan 1").url == first.url
        assert server.make_calendar("Year plan", "plan 2").url != first.url
        another = server.make_calendar("Year plan", "plan 1", [first.url])
        assert another.url not in (first.url, "")
    assert len(made) == 3


def test_a_server_that_makes_no_calendars_is_a_sentence() -> None:
    def answer(asked: Asked) -> Answer:
        if asked.method == "MKCALENDAR":
            return Answer(403)
        return Answer(404) if "displayname" in asked.body else calendar_server()(asked)

    with (
        small(answer) as typed,
        server_at(typed.url()) as server,
        pytest.raises(UserError, match="does not let this program make a calendar"),
    ):
        server.make_calendar("Year plan", "plan")


def test_hanging_up_ends_at_once_what_waits_for_an_answer() -> None:
    """The server would be waited for as long as five minutes; the line is cut as soon as it has one connection."""
    with silent() as url:
        line, ended = Line(), []

        def ask() -> None:
            server = Server(Account(url, "nadia"), PASSWORD, 300, line)
            try:
                server.calendars()
            except UserError as error:
                ended.append(error)
            server.close()

        thread = threading.Thread(target=ask)
        thread.start()
        while not line._open:
            time.sleep(0.001)
        line.cut()
        thread.join()
    assert isinstance(ended[0], UnreachableError)
