"""A CalDAV server as this program needs it: list and make calendars, read, put and remove entries, nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.publishing.account import Account
from reapply_desktop.services.publishing.addresses import ElsewhereError, allowed
from reapply_desktop.services.publishing.failures import (
    GONE,
    PasswordError,
    RefusedError,
    UnreachableError,
    no_server,
    not_here,
    told,
)
from reapply_desktop.services.publishing.line import ANSWER, Line, client_for

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
ETAGS = "<d:getetag/>"
HOME = "<c:calendar-home-set/>"
WHO = f"<d:current-user-principal/>{HOME}"
WHAT = "<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/>"
NOT_OURS = 412  # the entry is no longer as we left it
AT_ONCE = 100  # entries read by one question
TRIED = 5  # addresses for a new calendar


@dataclass(frozen=True)
class RemoteCalendar:
    """A calendar on the server: its address and the name its owner gave it."""

    url: str
    name: str


class Server:
    """A signed-in connection. UserError for all that a person can do something about; RefusedError for one entry."""

    def __init__(self, account: Account, password: str, seconds: float = ANSWER, line: Line | None = None) -> None:
        """`line` is what can hang up from another thread."""
        self._account, self._line = account, line or Line()
        with told():
            self._client = client_for(account, password, self._line, seconds)

    def close(self) -> None:
        self._client.close()
        self._line.close()

    def calendars(self) -> tuple[RemoteCalendar, ...]:
        """The account's calendars that take events, in the server's order; none where the password may not go."""
        found: dict[str, RemoteCalendar] = {}
        elsewhere: ElsewhereError | None = None
        for home in self._homes():
            for response in self._asked_of(home, WHAT, depth=1):
                if _is_calendar(response) and (href := _href(response)):
                    try:
                        url = allowed(self._account.url, urljoin(self._client.session.landed, href))
                    except ElsewhereError as error:
                        elsewhere = error
                        continue
                    found[path_of(url)] = RemoteCalendar(url, _text(response, f"{DAV}displayname") or _last_part(url))
        if elsewhere is not None and not found:
            raise elsewhere
        return tuple(found.values())

    def make_calendar(self, name: str, key: str = "", others: Iterable[str] = ()) -> RemoteCalendar:
        """A new, empty calendar of the account, for what `key` stands for.

        Its address follows from the key, so that one made by an attempt that never heard the answer is found again
        instead of made twice. `others` are the addresses of calendars that shall not be taken for it.
        """
        known = {path_of(url) for url in others}
        body = f"<d:set><d:prop><d:displayname>{escape(name)}</d:displayname><c:supported-calendar-component-set>" \
               '<c:comp name="VEVENT"/></c:supported-calendar-component-set></d:prop></d:set>'
        body = f'<?xml version="1.0" encoding="utf-8"?><c:mkcalendar {NAMES}>{body}</c:mkcalendar>'
        home = self._homes()[0]
        for number in range(1, TRIED + len(known) + 1):
            url = f"{home.rstrip('/')}/{_made_name(key or name, number)}/"
            if path_of(url) in known:
                continue
            try:
                self._asked(url, "MKCALENDAR", body, {"Content-Type": "application/xml; charset=utf-8"})
            except RefusedError:
                if self._is_there(url):
                    return RemoteCalendar(url, name)
            else:
                return RemoteCalendar(url, name)
        raise UserError(
            "The server does not let this program make a calendar.",
            "Make one there yourself, then test the connection again.",
        )

    def entries(self, calendar: str) -> dict[str, str]:
        """What lies in a calendar: path → ETag. UserError when the calendar is gone."""
        found = {}
        for response in self._asked_of(calendar, ETAGS, depth=1, gone="That calendar is no longer on the server."):
            href, etag = _href(response), _text(response, f"{DAV}getetag")
            if href and etag:
                found[path_of(urljoin(calendar, href))] = etag
        return found

    def read(self, calendar: str, paths: Iterable[str]) -> dict[str, tuple[str, bytes]]:
        """Some entries of a calendar: path → ETag and content. What the server does not give is left out."""
        wanted = sorted(paths)
        found: dict[str, tuple[str, bytes]] = {}
        for at in range(0, len(wanted), AT_ONCE):
            hrefs = "".join(f"<d:href>{escape(quote(path))}</d:href>" for path in wanted[at : at + AT_ONCE])
            body = f"<d:prop><d:getetag/><c:calendar-data/></d:prop>{hrefs}"
            body = f'<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget {NAMES}>{body}</c:calendar-multiget>'
            try:
                answer = self._asked(calendar, "REPORT", body, {"Depth": "1"})
            except RefusedError:
                return found
            for response in answer.tree.iter(f"{DAV}response") if answer.tree is not None else ():
                href, etag = _href(response), _text(response, f"{DAV}getetag")
                data = response.findtext(f".//{CALDAV}calendar-data")
                if href and etag and data:
                    found[path_of(urljoin(calendar, href))] = etag, data.encode("utf-8")
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

        with told():
            try:
                answer = self._client.request(url, method, body, headers)
            except error.AuthorizationError as refused:
                # Signed in already: this one thing is not allowed.
                raise RefusedError(403) from refused
        if answer.status >= 300:
            raise RefusedError(answer.status)
        return answer

    def _asked_of(self, url: str, properties: str, depth: int = 0, gone: str = "") -> Iterator[Any]:
        """The server's words on a resource, and with depth 1 on what lies in it. UserError where there is none."""
        body = f'<?xml version="1.0" encoding="utf-8"?><d:propfind {NAMES}><d:prop>{properties}</d:prop></d:propfind>'
        with told():
            answer = self._client.request(url, "PROPFIND", body, {"Depth": str(depth)})
        if answer.status in GONE and gone:
            raise UserError(gone, "Choose another one, or make a new one.")
        if answer.status >= 300:
            raise not_here(answer.status)
        if answer.tree is None:
            raise no_server()
        return iter(list(answer.tree.iter(f"{DAV}response")))

    def _homes(self) -> list[str]:
        """Where the account's calendars lie. UserError where the typed address leads to none."""
        typed = self._account.url
        try:
            return self._homes_from(typed)
        except (UnreachableError, PasswordError, ElsewhereError):
            raise
        except UserError:
            if urlsplit(typed).path not in ("", "/"):
                raise
            try:  # only the server's name was typed: where calendars are is its to say (RFC 6764)
                return self._homes_from(urljoin(typed, "/.well-known/caldav"))
            except (UnreachableError, PasswordError, ElsewhereError):
                raise
            except UserError:
                raise no_server() from None

    def _homes_from(self, url: str) -> list[str]:
        who = next(self._asked_of(url, WHO), None)
        principal = _inner(who, f"{DAV}current-user-principal")
        if not principal and self._client.auth is None:  # it lets anyone look around: say who this is
            self._client.build_auth_object(["basic"])
            who = next(self._asked_of(url, WHO), None)
            principal = _inner(who, f"{DAV}current-user-principal")
        homes = _inner(who, f"{CALDAV}calendar-home-set")
        base = self._client.session.landed
        if not homes and principal:
            who = next(self._asked_of(urljoin(base, principal[0]), HOME), None)
            homes, base = _inner(who, f"{CALDAV}calendar-home-set"), self._client.session.landed
        if not homes:
            raise no_server()
        return [urljoin(base, home) for home in homes]

    def _is_there(self, calendar: str) -> bool:
        try:
            return any(_is_calendar(response) for response in self._asked_of(calendar, WHAT))
        except UnreachableError:
            raise
        except UserError:
            return False


def is_made_for(calendar: RemoteCalendar, key: str) -> bool:
    """Whether a calendar was made by this program for what the key stands for, on whatever computer."""
    return _last_part(calendar.url) in {_made_name(key, number) for number in range(1, TRIED + 1)}


def path_of(url: str) -> str:
    """What two spellings of one address have in common: the path, unquoted."""
    return unquote(urlsplit(url).path)


def _last_part(url: str) -> str:
    return path_of(url).rstrip("/").rpartition("/")[2]


def _made_name(key: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"calendar {key} {number}"))


def _href(response: Any) -> str:
    return (response.findtext(f"{DAV}href") or "").strip()


def _text(response: Any, name: str) -> str:
    return (response.findtext(f".//{name}") or "").strip()


def _inner(response: Any, name: str) -> list[str]:
    """The addresses inside a property."""
    if response is None:
        return []
    hrefs = (href.text for prop in response.iter(name) for href in prop.iter(f"{DAV}href"))
    return [href.strip() for href in hrefs if href and href.strip()]


def _is_calendar(response: Any) -> bool:
    """Whether it is a calendar that takes events; one that does not say what it takes does."""
    if response.find(f".//{DAV}resourcetype/{CALDAV}calendar") is None:
        return False
    takes = {comp.get("name") for comp in response.iter(f"{CALDAV}comp")}
    return not takes or "VEVENT" in takes
