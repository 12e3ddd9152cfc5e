"""What an entry on a server says of itself besides: of which plan it is, and what this program last wrote there.

So another computer with a copy of the plan, which has no record of its own, can tell what the program wrote from what
a person changed by hand, and what the plan no longer has from what was never its own. Calendars ignore these lines.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reapply_desktop.services.calendar import said

PLAN, TOLD, SEAL = "X-RD-PLAN", "X-RD-TOLD", "X-RD-SEAL"
WORDS = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")


@dataclass(frozen=True)
class Standing:
    """An entry as it stands on the server. `told` is the fingerprint of what this program last wrote, "" where it
    does not say; `is_intact`: it still says just that, whatever a calendar noted of alarms that rang."""

    uid: str
    sequence: int
    created: datetime | None
    last_modified: datetime | None
    title: str
    is_private: bool
    plan: str
    told: str
    is_intact: bool

    def stamps(self, last_modified: datetime | None) -> dict[str, Any]:
        """What a record of exports would keep of it, for what is told next to come after it."""
        modified = last_modified or self.last_modified
        return {
            "created": None if self.created is None else said.written(self.created),
            "sequence": self.sequence,
            "hash": self.told if self.is_intact else "",
            "last_modified": None if modified is None else said.written(modified),
        }


def mark_of(plan_id: str) -> str:
    """By what entries of this plan are known; nothing else follows from it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"published {plan_id}"))


def sealed(file: bytes, plan: str, told: str) -> bytes:
    """The file of one entry with its marks: the plan's, and the fingerprint of what it tells."""
    head, uid, rest = file.partition(b"\r\nUID:")
    name, _end, after = rest.partition(b"\r\n")
    marks = f"\r\n{PLAN}:{plan}\r\n{TOLD}:{told}\r\n{SEAL}:{_digest(_event(file))}\r\n"
    return head + uid + name + marks.encode("ascii") + after


def standing(file: bytes) -> Standing | None:
    """How an entry stands; None for what is no single entry."""
    try:
        event = _event(file)
        seal = str(event.get(SEAL) or "")
        return Standing(
            uid=str(event.get("UID") or ""),
            sequence=min(max(int(event.get("SEQUENCE") or 0), 0), said.HIGHEST),
            created=_moment(event, "CREATED"),
            last_modified=_moment(event, "LAST-MODIFIED") or _moment(event, "DTSTAMP"),
            title=str(event.get("SUMMARY") or ""),
            is_private=str(event.get("CLASS") or "").upper() in ("PRIVATE", "CONFIDENTIAL"),
            plan=str(event.get(PLAN) or ""),
            told=str(event.get(TOLD) or ""),
            is_intact=bool(seal) and seal == _digest(event),
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _event(file: bytes) -> Any:
    """The one event in a file. ValueError where there is another number of them."""
    from icalendar import Calendar

    (event,) = Calendar.from_ical(file).walk("VEVENT")
    return event


def _digest(event: Any) -> str:
    words = [str(event.get(name) or "").replace("\r\n", "\n").strip() for name in WORDS]
    status = str(event.get("STATUS") or "CONFIRMED").upper()
    text = json.dumps([*words, status, _day(event.get("DTSTART")), _day(event.get("DTEND"))])
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def _day(value: Any) -> str:
    """A day, or a time in UTC."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()
    return moment.isoformat() if isinstance(moment, date) else ""


def _moment(event: Any, name: str) -> datetime | None:
    moment = getattr(event.get(name), "dt", None)
    if not isinstance(moment, datetime):
        return None
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone(UTC)
