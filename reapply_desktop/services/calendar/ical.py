"""Entries as iCalendar bytes (RFC 5545, 7986), in the form that all common calendars read.

Written here, line by line: libraries take ten times as long, and the order and the breaks of the lines shall never
change, because an unchanged plan gives the same file in every later version too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reapply_desktop.services.calendar.content import Content, Task
from reapply_desktop.services.calendar.said import Stamps

# Never to change, and the same in a discreet file: hence no word of what the program is for.
PRODID = "-//RD//Year Planner 1.0//EN"
END = b"END:VCALENDAR\r\n"
REFRESH = "PT12H"
LONGEST = 74  # bytes of a line, one below RFC 5545's limit; what goes on begins with a blank beside them

Line = tuple[str, str]  # a property's name with its parameters, and its value as it stands in the file


@dataclass(frozen=True)
class Heading:
    """What the calendar says of itself: the plan's id, its name, a CSS3 colour, and whether readers come back to it."""

    uid: str
    name: str
    colour: str
    live: bool = False


def file(heading: Heading, entries: Iterable[bytes]) -> bytes:
    """The file: UTF-8 without BOM, CRLF, lines folded at 75 octets between characters; no METHOD, no time zones."""
    name = escaped(heading.name)
    head: list[Line] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODID),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("COLOR", heading.colour),
        *([("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)] if heading.live else []),
        ("UID", escaped(heading.uid)),
        *([("X-PUBLISHED-TTL", REFRESH)] if heading.live else []),
    ]
    return written(head) + b"".join(entries) + END


def event(content: Content, stamps: Stamps) -> bytes:
    """One entry as it stands in the file; its alarm comes last, as what follows one is lost in some programs."""
    modified = utc(stamps.last_modified)
    return written([
        ("BEGIN", "VEVENT"),
        ("SUMMARY", escaped(content.summary)),
        dated("DTSTART", content.start),
        dated("DTEND", content.end),
        ("DTSTAMP", modified),
        ("UID", content.uid),
        ("SEQUENCE", str(stamps.sequence)),
        *labels(content),
        *([("COLOR", content.colour)] if content.colour else []),
        ("CREATED", utc(stamps.created)),
        *description(content),
        ("LAST-MODIFIED", modified),
        ("STATUS", "CANCELLED" if content.cancelled else "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"),
        *alarm(content),
        ("END", "VEVENT"),
    ])  # fmt: skip


def task(content: Task, stamps: Stamps, completed: datetime | None) -> bytes:
    """One task as it stands in the file; `completed` is when it was first told as done."""
    modified = utc(stamps.last_modified)
    return written([
        ("BEGIN", "VTODO"),
        *labels(content),
        *([("COMPLETED", utc(completed))] if completed is not None else []),
        ("CREATED", utc(stamps.created)),
        *description(content),
        ("DTSTAMP", modified),
        dated("DUE", content.due),
        ("LAST-MODIFIED", modified),
        ("PERCENT-COMPLETE", "100" if content.done else "0"),
        ("RELATED-TO", content.event),
        ("SEQUENCE", str(stamps.sequence)),
        ("STATUS", "CANCELLED" if content.cancelled else "COMPLETED" if content.done else "NEEDS-ACTION"),
        ("SUMMARY", escaped(content.summary)),
        ("UID", content.uid),
        ("END", "VTODO"),
    ])  # fmt: skip


def labels(content: Content | Task) -> Iterator[Line]:
    """Category and class, where there are any."""
    if content.category:
        yield "CATEGORIES", escaped(content.category)
    if content.private:
        yield "CLASS", "PRIVATE"


def description(content: Content | Task) -> Iterator[Line]:
    if content.description:
        yield "DESCRIPTION", escaped(content.description)


def alarm(content: Content) -> Iterator[Line]:
    if content.trigger:
        yield "BEGIN", "VALARM"
        yield "ACTION", "DISPLAY"
        yield "DESCRIPTION", escaped(content.alarm_text)
        yield "TRIGGER", content.trigger
        yield "END", "VALARM"


def dated(name: str, value: date | datetime) -> Line:
    """A day as DATE, an hour in UTC."""
    if isinstance(value, datetime):
        return name, utc(value)
    return f"{name};VALUE=DATE", value.isoformat().replace("-", "")


def utc(moment: datetime) -> str:
    """A UTC time in iCalendar's basic form, `20260301T090000Z`."""
    return f"{moment.year:04}{moment:%m%dT%H%M%S}Z"


def escaped(text: str) -> str:
    """Text as a value; line ends are `\\n` in it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def written(lines: Iterable[Line]) -> bytes:
    return b"".join([folded(f"{name}:{value}".encode()) for name, value in lines])


def folded(line: bytes) -> bytes:
    """The line with its end, broken between characters and never behind a backslash or caret, which belong to what
    follows them."""
    if len(line) <= LONGEST:
        return line + b"\r\n"
    pieces, begin = [], 0
    while len(line) - begin > LONGEST:
        end = begin + LONGEST
        while line[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[begin:end])
        begin = end
    return b"\r\n ".join([*pieces, line[begin:]]) + b"\r\n"
