"""Entries as iCalendar bytes (RFC 5545, 7986), in the form that all common calendars read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reapply_desktop.services.calendar.content import Content
from reapply_desktop.services.calendar.said import Stamps

# Never to change, and the same in a discreet file: hence no word of what the program is for.
PRODID = "-//RD//Year Planner 1.0//EN"


@dataclass(frozen=True)
class Heading:
    """What the calendar says of itself: the plan's id, its name, and a CSS3 colour."""

    uid: str
    name: str
    colour: str


def encode(heading: Heading, entries: Iterable[tuple[Content, Stamps]]) -> bytes:
    """The file: UTF-8 without BOM, CRLF, lines folded at 75 octets between characters; no METHOD, no time zones."""
    from icalendar import Calendar

    writer = _Writer()
    calendar = Calendar()
    writer.put(calendar, "VERSION", "2.0")
    writer.put(calendar, "PRODID", PRODID)
    writer.put(calendar, "CALSCALE", "GREGORIAN")
    writer.text(calendar, "UID", heading.uid)
    writer.text(calendar, "NAME", heading.name)
    writer.text(calendar, "X-WR-CALNAME", heading.name)
    writer.put(calendar, "COLOR", heading.colour)
    calendar.subcomponents.extend(writer.event(content, stamps) for content, stamps in entries)
    return bytes(calendar.to_ical())


class _Writer:
    """Puts ready values into icalendar's components; made when icalendar is needed, as it is slow to import."""

    def __init__(self) -> None:
        from icalendar import Alarm, Event
        from icalendar.prop import vText

        class Ready(vText):
            """A value as it shall stand in the file.

            vText would make a line break of a written backslash-N (`C:\\Notes`), and durations in days of hours.
            """

            def to_ical(self) -> bytes:
                return self.encode("utf-8")

        self._event, self._alarm, self._ready = Event, Alarm, Ready
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

    def event(self, content: Content, stamps: Stamps) -> Any:
        event = self._event()
        self.put(event, "UID", content.uid)
        self.text(event, "SUMMARY", content.summary)
        if content.description:
            self.text(event, "DESCRIPTION", content.description)
        self.moment(event, "DTSTART", content.start)
        self.moment(event, "DTEND", content.end)
        self.put(event, "DTSTAMP", utc(stamps.last_modified))
        self.put(event, "LAST-MODIFIED", utc(stamps.last_modified))
        self.put(event, "CREATED", utc(stamps.created))
        self.put(event, "SEQUENCE", str(stamps.sequence))
        self.put(event, "STATUS", "CANCELLED" if content.cancelled else "CONFIRMED")
        self.put(event, "TRANSP", "TRANSPARENT")
        self.put(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        if content.private:
            self.put(event, "CLASS", "PRIVATE")
        if content.category:
            self.text(event, "CATEGORIES", content.category)
        if content.colour:
            self.put(event, "COLOR", content.colour)
        if content.trigger:
            alarm = self._alarm()
            self.put(alarm, "ACTION", "DISPLAY")
            self.text(alarm, "DESCRIPTION", content.alarm_text)
            self.put(alarm, "TRIGGER", content.trigger)
            event.subcomponents.append(alarm)
        return event


def utc(moment: datetime) -> str:
    """A UTC time in iCalendar's basic form, `20260301T090000Z`."""
    return f"{moment.year:04}{moment:%m%dT%H%M%S}Z"
