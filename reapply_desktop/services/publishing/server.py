"""A CalDAV server as this program needs it: list and make calendars, put and remove single entries, nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.publishing.account import EXAMPLE, Account

SECONDS = 20  # for one answer
ETAGS = '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
GONE = (404, 410)
NOT_OURS = 412  # the entry is no longer as we left it


@dataclass(frozen=True)
class RemoteCalendar:
    """A calendar on the server: its address and the name its owner gave it."""

    url: str
    name: str


class UnreachableError(UserError):
    """The server did not answer: nothing more can be said to it now."""


class RefusedError(Exception):
    """The server answered, and did not do what was asked; `status` is HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Server:
    """A signed-in connection. UserError for all that a person can do something about; RefusedError for one entry."""

    def __init__(self, account: Account, password: str, seconds: int = SECONDS) -> None:
        from caldav.davclient import DAVClient

        with _told():
            self._client: Any = DAVClient(
                url=account.url, username=account.user, password=password, timeout=seconds, enable_rfc6764=False
            )

    def close(self) -> None:
        self._client.close()

    def calendars(self) -> tuple[RemoteCalendar, ...]:
        """The account's calendars that take events, in the server's order."""
        with _told():
            found = self._client.principal().get_calendars()
            return tuple(
                RemoteCalendar(str(calendar.url), str(calendar.get_display_name() or _last_part(str(calendar.url))))
                for calendar in found
                if "VEVENT" in calendar.get_supported_components()
            )

    def make_calendar(self, name: str) -> RemoteCalendar:
        """A new, empty calendar of the account."""
        with _told():
            made = self._client.principal().make_calendar(name=name, supported_calendar_component_set=["VEVENT"])
            return RemoteCalendar(str(made.url), name)

    def entries(self, calendar: str) -> dict[str, str]:
        """What lies in a calendar: path → ETag. UserError when the calendar is gone."""
        with _told():
            answer = self._client.request(calendar, "PROPFIND", ETAGS, {"Depth": "1"})
            if answer.status in GONE:
                raise UserError(
                    "That calendar is no longer on the server.", "Choose another one, or make a new one."
                )
            if answer.status >= 300 or answer.tree is None:
                raise _no_server()
        found = {}
        for response in answer.tree.iter("{DAV:}response"):
            href, etag = response.findtext("{DAV:}href"), response.findtext(".//{DAV:}getetag")
            if href and etag:
                found[path_of(urljoin(calendar, href.strip()))] = etag.strip()
        return found

    def put(self, url: str, data: bytes, etag: str | None) -> str | None:
        """Write one entry: over the one with this ETag, or anew (None). The new ETag where the server says it."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        answer = self._asked(url, "PUT", data.decode("utf-8"), headers)
        new = answer.headers.get("ETag")
        return None if new is None else str(new)

    def remove(self, url: str, etag: str) -> None:
        """Delete one entry; that it is gone already is no error."""
        try:
            self._asked(url, "DELETE", "", {"If-Match": etag})
        except RefusedError as refused:
            if refused.status not in GONE:
                raise

    def _asked(self, url: str, method: str, body: str, headers: Mapping[str, str]) -> Any:
        from caldav.lib import error

        with _told():
            try:
                answer = self._client.request(url, method, body, headers)
            except error.AuthorizationError as refused:
                # Signed in already: this one thing is not allowed.
                raise RefusedError(403) from refused
        if answer.status >= 300:
            raise RefusedError(answer.status)
        return answer


def path_of(url: str) -> str:
    """What two spellings of one address have in common: the path, unquoted."""
    return unquote(urlsplit(url).path)


def _last_part(url: str) -> str:
    return path_of(url).rstrip("/").rpartition("/")[2]


def _no_server() -> UserError:
    return UserError("That address answers, but not as a calendar server (CalDAV).", EXAMPLE)


@contextmanager
def _told() -> Iterator[None]:
    """Every failure of the libraries below as a sentence."""
    from caldav.lib import error
    from niquests import exceptions as web

    try:
        yield
    except error.AuthorizationError as failure:
        raise UserError(
            "The server does not accept this name and password.",
            "Some providers want a password made for programs (an app password).",
        ) from failure
    except web.SSLError as failure:
        raise UnreachableError(
            "The server could not prove who it is, so your password was not sent.", "Check the address."
        ) from failure
    except (error.RateLimitError, web.Timeout) as failure:
        raise UnreachableError("The server takes too long to answer.", "Try again in a while.") from failure
    except web.ConnectionError as failure:
        raise UnreachableError(
            "The server cannot be reached.", "Check the address, and that this computer is online."
        ) from failure
    except (error.DAVError, web.RequestException, ValueError, AttributeError) as failure:
        raise _no_server() from failure
