"""Entries as iCalendar bytes (RFC 5545, 7986), in the form that all common calendars read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reapply_desktop.services.calendar.content import Content, Task
from reapply_desktop.services.calendar.said import Stamps

# Never to change, and the same in a discreet file: hence no word of what the program is for.
PRODID = "-//RD//Year Planner 1.0//EN"
END = b"END:VCALENDAR\r\n"
REFRESH = "PT12H"


@dataclass(frozen=True)
class Heading:
    """What the calendar says of itself: the plan's id, its name, a CSS3 colour, and whether readers come back to it."""

    uid: str
    name: str
    colour: str
    live: bool = False


def file(heading: Heading, entries: Iterable[bytes]) -> bytes:
    """The file: UTF-8 without BOM, CRLF, lines folded at 75 octets between characters; no METHOD, no time zones."""
    from icalendar import Calendar

    writer = Writer()
    calendar = Calendar()
    writer.put(calendar, "VERSION", "2.0")
    writer.put(calendar, "PRODID", PRODID)
    writer.put(calendar, "CALSCALE", "GREGORIAN")
    writer.text(calendar, "UID", heading.uid)
    writer.text(calendar, "NAME", heading.name)
    writer.text(calendar, "X-WR-CALNAME", heading.name)
    writer.put(calendar, "COLOR", heading.colour)
    if heading.live:
        writer.put(calendar, "REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
        writer.put(calendar, "X-PUBLISHED-TTL", REFRESH)
    return bytes(calendar.to_ical()).removesuffix(END) + b"".join(entries) + END


class Writer:
    """Puts ready values into icalendar's components; made when icalendar is needed, as it is slow to import."""

    def __init__(self) -> None:
        from icalendar import Alarm, Event, Todo
        from icalendar.prop import vText

        class Ready(vText):
            """A value as it shall stand in the file.

            vText would make a line break of a written backslash-N (`C:\\Notes`), and durations in days of hours.
            """

            def to_ical(self) -> bytes:
                return self.encode("utf-8")

        self._event, self._alarm, self._todo, self._ready = Event, Alarm, Todo, Ready
        self._days = {"VALUE": "DATE"}

    def put(self, component: dict[str, Any], name: str, value: str, params: dict[str, Any] | None = None) -> None:
        component[name] = self._ready(value, params=params)

    def text(self, component: dict[str, Any], name: str, value: str) -> None:
        escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        component[name] = self._ready(escaped)

    def moment(self, component: dict[str, Any], name: str, value: date | datetime) -> None:
        if isinstance(value, datetime):
            component[name] = self._ready(utc(value))
        else:
            component[name] = self._ready(value.isoformat().replace("-", ""), params=self._days)

    def event(self, content: Content, stamps: Stamps) -> bytes:
        """One entry as it stands in the file."""
        event = self._event()
        self.words(event, content)
        self.stamps(event, stamps)
        self.moment(event, "DTSTART", content.start)
        self.moment(event, "DTEND", content.end)
        self.put(event, "STATUS", "CANCELLED" if content.cancelled else "CONFIRMED")
        self.put(event, "TRANSP", "TRANSPARENT")
        self.put(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        if content.colour:
            self.put(event, "COLOR", content.colour)
        if content.trigger:
            alarm = self._alarm()
            self.put(alarm, "ACTION", "DISPLAY")
            self.text(alarm, "DESCRIPTION", content.alarm_text)
            self.put(alarm, "TRIGGER", content.trigger)
            event.subcomponents.append(alarm)
        return bytes(event.to_ical())

    def task(self, content: Task, stamps: Stamps, completed: datetime | None) -> bytes:
        """One task as it stands in the file; `completed` is when it was first told as done."""
        task = self._todo()
        self.words(task, content)
        self.stamps(task, stamps)
        self.moment(task, "DUE", content.due)
        status = "CANCELLED" if content.cancelled else "COMPLETED" if content.done else "NEEDS-ACTION"
        self.put(task, "STATUS", status)
        self.put(task, "PERCENT-COMPLETE", "100" if content.done else "0")
        if completed is not None:
            self.put(task, "COMPLETED", utc(completed))
        self.put(task, "RELATED-TO", content.event)
        return bytes(task.to_ical())

    def words(self, component: dict[str, Any], content: Content | Task) -> None:
        self.put(component, "UID", content.uid)
        self.text(component, "SUMMARY", content.summary)
        if content.description:
            self.text(component, "DESCRIPTION", content.description)
        if content.private:
            self.put(component, "CLASS", "PRIVATE")
        if content.category:
            self.text(component, "CATEGORIES", content.category)

    def stamps(self, component: dict[str, Any], stamps: Stamps) -> None:
        self.put(component, "DTSTAMP", utc(stamps.last_modified))
        self.put(component, "LAST-MODIFIED", utc(stamps.last_modified))
        self.put(component, "CREATED", utc(stamps.created))
        self.put(component, "SEQUENCE", str(stamps.sequence))


def utc(moment: datetime) -> str:
    """A UTC time in iCalendar's basic form, `20260301T090000Z`."""
    return f"{moment.year:04}{moment:%m%dT%H%M%S}Z"
