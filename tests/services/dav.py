"""A small web server on the loopback address that answers as a test wants it to, and notes what it was asked."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'


@dataclass(frozen=True)
class Asked:
    """One request; `password` is what came as Basic credentials, "" for none."""

    method: str
    path: str
    password: str
    body: str


@dataclass(frozen=True)
class Answer:
    status: int
    body: str = ""
    kind: str = "application/xml; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Small:
    """The running server: its port, and all it was asked."""

    port: int
    asked: list[Asked]

    def url(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/"

    def passwords(self) -> set[str]:
        return {asked.password for asked in self.asked} - {""}


def said(*responses: tuple[str, str]) -> Answer:
    """A multistatus answer of (href, properties)."""
    inside = "".join(
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{prop}</d:prop><d:status>HTTP/1.1 200 OK</d:status>"
        f"</d:propstat></d:response>" for href, prop in responses
    )  # fmt: skip
    return Answer(207, f'<?xml version="1.0"?><d:multistatus {NAMES}>{inside}</d:multistatus>')


def calendar_server(principal: str = "/p/", home: str = "/h/", calendar: str = "/h/c/") -> Callable[[Asked], Answer]:
    """A server with one empty calendar, which names these addresses."""

    def answer(asked: Asked) -> Answer:
        if asked.method != "PROPFIND":
            return Answer(201)
        if "getetag" in asked.body:
            return said((asked.path, ""))
        if "displayname" in asked.body:
            return said(
                ("/h/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                (calendar, "<d:displayname>Mine</d:displayname><d:resourcetype><d:collection/><c:calendar/>"
                           "</d:resourcetype>"),
            )  # fmt: skip
        if asked.path.endswith("/p/"):
            return said((asked.path, f"<c:calendar-home-set><d:href>{home}</d:href></c:calendar-home-set>"))
        return said(
            (asked.path, f"<d:current-user-principal><d:href>{principal}</d:href></d:current-user-principal>")
        )

    return answer


@contextmanager
def small(answer: Callable[[Asked], Answer], host: str = "127.0.0.1", *, locked: bool = True) -> Iterator[Small]:
    """Runs until the block ends. `locked`: whoever brings no password is asked for one first."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            kind, _space, code = self.headers.get("Authorization", "").partition(" ")
            password = base64.b64decode(code).decode().partition(":")[2] if kind == "Basic" else ""
            asked.append(Asked(self.command, self.path, password, body))
            if locked and not password:
                said = Answer(401, headers={"WWW-Authenticate": 'Basic realm="x"'})
            else:
                said = answer(asked[-1])
            data = said.body.encode()
            self.send_response(said.status)
            for name, value in (*said.headers.items(), ("Content-Length", str(len(data)))):
                self.send_header(name, value)
            if data:
                self.send_header("Content-Type", said.kind)
            self.end_headers()
            self.wfile.write(data)

        do_PROPFIND = do_REPORT = do_MKCALENDAR = do_PUT = do_DELETE = do_GET = do_OPTIONS = handle_any

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Small(server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(20)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
