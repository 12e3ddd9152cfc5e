"""The line to a calendar server: the password goes nowhere else, redirects keep what was asked, and it can be cut."""

import contextlib
import logging
import socket
import threading
from typing import Any
from urllib.parse import urljoin

from reapply_desktop.services.publishing.account import Account
from reapply_desktop.services.publishing.addresses import allowed
from reapply_desktop.services.publishing.failures import no_server

CONNECT, ANSWER = 6, 20  # seconds: to be there at all, and for one answer
REDIRECTS, MOST_REDIRECTS = (301, 302, 303, 307, 308), 5
READ = ("PROPFIND", "REPORT")  # of all other answers only the head matters


class Line:
    """Hangs up from another thread: whoever waits for the server then hears at once that it is gone."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self.is_cut = False

    def opened(self, made: socket.socket) -> None:
        """Remember a connection; a second handle of it, as encryption takes over the first."""
        with self._lock, contextlib.suppress(OSError):
            handle = made.dup()
            self._open.append(handle)
            if self.is_cut:
                _hang_up(handle)

    def cut(self) -> None:
        """End every connection now, and any that is still being made."""
        with self._lock:
            self.is_cut = True
            for handle in self._open:
                _hang_up(handle)

    def close(self) -> None:
        """No longer needed."""
        with self._lock:
            for handle in self._open:
                handle.close()
            self._open.clear()


def client_for(account: Account, password: str, line: Line, seconds: float = ANSWER) -> Any:
    """caldav's client for this account; all it asks goes over the line, and only to where `allowed` says."""
    import niquests
    from caldav.davclient import DAVClient
    from niquests.utils import create_resolver

    # It writes what it finds odd in a server's answers to the terminal, with tracebacks; what matters comes as errors.
    logging.getLogger("caldav").setLevel(logging.CRITICAL + 1)

    class Guarded(niquests.Session):
        """`landed` is where the last answer came from."""

        landed = account.url

        def request(self, method: str, url: str, **options: Any) -> Any:  # type: ignore[override]
            # With no credentials at all niquests would look for some in the person's .netrc.
            options |= {"allow_redirects": False, "auth": options.get("auth") or _as_it_is}
            for _time in range(MOST_REDIRECTS):
                self.landed = allowed(account.url, url)
                if line.is_cut:
                    raise niquests.exceptions.ConnectionError("cut")
                answer = super().request(method, self.landed, **options)
                to = answer.headers.get("Location") if answer.status_code in REDIRECTS else None
                if not to:
                    return _as_read(method, answer)
                url = urljoin(self.landed, str(to))
            raise no_server()

    client: Any = DAVClient(url=account.url, username=account.user, password=password, enable_rfc6764=False)
    client.timeout = (CONNECT, seconds)
    client.session.close()
    resolver = create_resolver(None)
    connect = resolver.create_connection

    def connected(*args: Any, **options: Any) -> Any:
        made = connect(*args, **options)
        line.opened(made)
        return made

    resolver.create_connection = connected
    client.session = Guarded(resolver=resolver, disable_http3=True)  # that one has no connection to cut
    return client


def _as_read(method: str, answer: Any) -> Any:
    if method not in READ:
        answer._content = b""  # some servers say "Created" on a whole web page
    elif answer.status_code < 400 and str(answer.headers.get("Content-Type") or "").startswith("text/html"):
        raise no_server()
    return answer


def _as_it_is(request: Any) -> Any:
    return request


def _hang_up(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)
