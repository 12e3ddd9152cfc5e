"""What the plan remembers of its exports, step by step: read leniently, because people edit files, and never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from reapply_desktop.domain.plan import Hours
from reapply_desktop.services.calendar import wording
from reapply_desktop.services.calendar.content import Last

HIGHEST = 2**31 - 1  # where iCalendar's integers end
STAMPS = ("created", "sequence", "hash", "last_modified")


@dataclass(frozen=True)
class Stamps:
    """What goes beside the content: when first said, when last changed (UTC), how often changed."""

    created: datetime
    last_modified: datetime
    sequence: int
    fingerprint: str


@dataclass(frozen=True)
class Said:
    """One entry of `exports` as far as it could be read; None where it could not.

    `done`: it was told as finished (None: not known). `gone`: the last file left it out or told it as removed.
    """

    created: datetime | None
    last_modified: datetime | None
    sequence: int
    fingerprint: str
    last: Last | None
    done: bool | None = None
    gone: bool = False

    def stamped(self, fingerprint: str, now: datetime) -> Stamps:
        """The stamps for content with this fingerprint: the old ones where nothing changed, else later and higher."""
        created = self.created or now
        if fingerprint == self.fingerprint:
            return Stamps(created, self.last_modified or now, self.sequence, fingerprint)
        return Stamps(created, _later(self.last_modified, now), min(self.sequence + 1, HIGHEST), fingerprint)

    def holds(self, stamps: Stamps) -> bool:
        """Whether the record says just this already and so stays as it is."""
        mine = (self.created, self.last_modified, self.sequence, self.fingerprint)
        return mine == (stamps.created, stamps.last_modified, stamps.sequence, stamps.fingerprint)


def first(fingerprint: str, now: datetime) -> Stamps:
    """The stamps of a step that no calendar knows yet."""
    return Stamps(now, now, 0, fingerprint)


def counted(entry: object) -> tuple[int, str] | None:
    """Sequence and hash of an entry of `exports`; None where it says of no export (no object, none of the keys)."""
    if not isinstance(entry, Mapping) or not any(entry.get(key) is not None for key in STAMPS):
        return None
    sequence, fingerprint = entry.get("sequence"), entry.get("hash")
    return (
        min(max(sequence, 0), HIGHEST) if isinstance(sequence, int) and not isinstance(sequence, bool) else 0,
        fingerprint if isinstance(fingerprint, str) else "",
    )


def read(entry: object) -> Said | None:
    """An entry of `exports`; None where it says of no export."""
    count = counted(entry)
    if count is None or not isinstance(entry, Mapping):
        return None
    return Said(
        moment(entry.get("created")),
        moment(entry.get("last_modified")),
        *count,
        _last(entry),
        done if isinstance(done := entry.get("done"), bool) else None,
        entry.get("gone") is True or removed_at(entry) is not None,
    )


def newest(one: Said | None, other: Said | None) -> Said | None:
    """The one that says more: the higher sequence, then the later change."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda said: (said.sequence, said.last_modified or datetime.min.replace(tzinfo=UTC)))


def entry(
    before: object, stamps: Stamps, last: Last | None, *, discreet: bool, done: bool, removed_at: datetime | None
) -> dict[str, Any]:
    """The entry to keep now; unknown keys of the old one stay. `last` None leaves the old title and days."""
    kept = dict(before) if isinstance(before, Mapping) else {}
    kept.pop("gone", None)
    kept |= {
        "created": written(stamps.created),
        "sequence": stamps.sequence,
        "hash": stamps.fingerprint,
        "last_modified": written(stamps.last_modified),
        "removed_at": None if removed_at is None else written(removed_at),
        "discreet": discreet,
        "done": done,
    }
    if last is not None:
        kept |= {
            "title": last.title,
            "discreet_title": last.discreet_title,
            "start": last.start.isoformat(),
            "end": last.end.isoformat(),
            "time": None if last.hours is None else {
                "start": last.hours.start.isoformat("minutes"),
                "end": last.hours.end.isoformat("minutes"),
                "zone": last.hours.zone,
            },
            "category": last.category,
        }
    return kept


def completed(entry: object) -> datetime | None:
    """When a task was first told as done, if it was."""
    return moment(entry.get("completed")) if isinstance(entry, Mapping) else None


def removed_at(entry: object) -> datetime | None:
    """When the step's tombstone was first written, if it was."""
    return moment(entry.get("removed_at")) if isinstance(entry, Mapping) else None


def _later(before: datetime | None, now: datetime) -> datetime:
    if before is None or before < now:
        return now
    return before + timedelta(seconds=1)


def written(moment: datetime) -> str:
    """A UTC time as the record keeps it, `2026-03-01T09:00:00Z`."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(value: object) -> datetime | None:
    """The UTC time that `written` wrote, in whole seconds; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value)
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # Beyond any plan, so no stamp: room is needed for later ones.
    return read.replace(microsecond=0) if read.year < date.max.year else None


def _last(entry: Mapping[str, Any]) -> Last | None:
    start, end = _day(entry.get("start")), _day(entry.get("end"))
    category, title = entry.get("category"), entry.get("title")
    if start is None or not isinstance(category, str) or not isinstance(title, str):
        return None
    neutral = entry.get("discreet_title")
    return Last(
        wording.one_line(title) or wording.category_name(category) or "Step",
        wording.one_line(neutral) if isinstance(neutral, str) else "",
        start,
        max(start, end or start),
        _hours(entry.get("time")),
        category,
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _hours(value: object) -> Hours | None:
    if not isinstance(value, Mapping):
        return None
    try:
        start, end = (time.fromisoformat(value[key]).replace(tzinfo=None) for key in ("start", "end"))
    except (KeyError, TypeError, ValueError):
        return None
    zone = value.get("zone")
    return Hours(start, end, zone) if isinstance(zone, str) else None
