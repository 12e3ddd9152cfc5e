"""The plan as a calendar file that updates what an earlier one said: one entry a step, tombstones for what is gone."""

import calendar as months
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.services.calendar import ical, restored, said, wording
from reapply_desktop.services.calendar.content import Wishes, of_milestone, task_of, task_tombstone, tombstone
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.room import notes_that_fit
from reapply_desktop.services.calendar.split import MOST_BYTES, MOST_ENTRIES, split
from reapply_desktop.services.calendar.telling import Entry, Kind, Progress, Telling, wishes_of

__all__ = ["CalendarExport", "CalendarOptions", "Progress", "export_calendar", "export_tasks", "parts"]

TOMBSTONE_MONTHS = 3  # how long after the plan's year a removed step is still told of
COLOUR = "steelblue"


@dataclass(frozen=True)
class CalendarExport:
    """The file, the record to keep in the plan once the file is safely in place, and how much was written.

    `notes` is how many characters a description may have: fewer than usual where the file would have been too big.
    """

    data: bytes
    exports: dict[str, Any]
    events: int
    tombstones: int
    heading: ical.Heading
    entries: tuple[Entry, ...]
    notes: int

    @property
    def is_too_big(self) -> bool:
        """Whether some calendars refuse it in one piece."""
        return len(self.data) > MOST_BYTES or len(self.entries) > MOST_ENTRIES


def export_calendar(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions, known: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> CalendarExport:  # fmt: skip
    """The calendar of a plan at `now` (aware; whole seconds count). The plan itself is not changed.

    An unchanged plan gives the same bytes at any later time. With `events == 0 and tombstones == 0` there was nothing
    to write and the caller refuses. `known` is the newest record this computer has seen of the plan, by step: with it
    a plan restored from a backup does not go back in SEQUENCE and stamps, which calendars would ignore, and takes
    back what was sent since (`restored.lost`). For a file that is followed it is what that file said (`memory.told`),
    and the record that comes out is of that file too. UserError when `progress` answers False.
    """
    if options.live:
        telling = _told(
            plan, tables, now, options, _entries, _of_followed(plan, options, known or {}), {}, progress
        )
    else:
        plan = _with_lost(plan, known)
        telling = _told(plan, tables, now, options, _entries, plan.exports, known or {}, progress)
    return _made(plan, options, telling, telling.records)


def export_tasks(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions, known: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> CalendarExport:  # fmt: skip
    """The same steps as tasks (VTODO) under UIDs of their own, for programs that keep tasks; records as above.

    The record of a task stands as `todo` in its step's entry.
    """
    plan = _with_lost(plan, known)
    telling = _told(plan, tables, now, options, _tasks, _todos(plan.exports), _todos(known or {}), progress)
    exports: dict[str, Any] = dict(plan.exports)
    for step_id, record in telling.records.items():
        entry = exports.get(step_id)
        exports[step_id] = {**(entry if isinstance(entry, Mapping) else {}), "todo": record}
    return _made(plan, options, telling, exports)


def parts(export: CalendarExport) -> tuple[tuple[str, bytes], ...]:
    """The export in files of which each is small enough for Google, with a name for each (see `split`)."""
    return tuple(
        (name, ical.file(export.heading, [entry.data for entry in piece])) for name, piece in split(export.entries)
    )


def tombstones_until(plan: Plan, tables: Tables, today: date) -> date:
    """The last day on which removed steps are told of: three months after residencies of the plan's season start."""
    year = plan.answers.season or planned_season(tables, None, today)
    end = season(tables, year).day("residency_start")
    extra, month = divmod(end.month - 1 + TOMBSTONE_MONTHS, 12)
    last_day = months.monthrange(end.year + extra, month + 1)[1]
    return date(end.year + extra, month + 1, min(end.day, last_day))


def uids(plan_id: str) -> Callable[[str], str]:
    """What makes a step's UID: uuid5 of plan and step, never of title, date or row."""
    try:
        space = uuid.UUID(plan_id)
    except ValueError:  # an id written by hand
        space = uuid.uuid5(uuid.NAMESPACE_OID, wording.plain(plan_id))
    return lambda milestone_id: str(uuid.uuid5(space, wording.plain(milestone_id)))


def task_uid(event: str) -> str:
    """The UID of the task that belongs to an entry."""
    return str(uuid.uuid5(uuid.UUID(event), "task"))


def _with_lost(plan: Plan, known: Mapping[str, Any] | None) -> Plan:
    """The plan with a record of what was sent from a later state of it."""
    return replace(plan, exports={**plan.exports, **restored.lost(plan, known or {})})


def _of_followed(plan: Plan, options: CalendarOptions, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a followed file said of the steps that go in; of one that is new to it, what was imported: it goes on."""
    records = ((step.id, told.get(step.id) or plan.exports.get(step.id)) for step in plan.milestones
               if options.takes(step))  # fmt: skip
    return {key: record for key, record in records if record is not None}


def _entries(uid: Callable[[str], str], writer: ical.Writer, wishes: Wishes) -> Kind:
    return Kind(
        lambda step, template: of_milestone(step, uid(step.id), template, wishes),
        lambda step_id, last: tombstone(last, uid(step_id), wishes),
        lambda content, stamps, _completed: writer.event(content, stamps),
        lambda _completed: {},
    )


def _tasks(uid: Callable[[str], str], writer: ical.Writer, wishes: Wishes) -> Kind:
    return Kind(
        lambda step, template: task_of(step, task_uid(uid(step.id)), uid(step.id), template, wishes),
        lambda step_id, last: task_tombstone(last, task_uid(uid(step_id)), uid(step_id), wishes),
        writer.task,
        lambda completed: {"completed": None if completed is None else said.written(completed)},
    )


def _told(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions,
    kind: Callable[[Callable[[str], str], ical.Writer, Wishes], Kind],
    records: Mapping[str, Any], known: Mapping[str, Any], progress: Progress | None,
) -> Telling:  # fmt: skip
    wishes = wishes_of(plan, options, notes_that_fit(plan, options))
    made = kind(uids(plan.id), ical.Writer(), wishes)
    telling = Telling(plan, now, options, wishes, made, records, known, progress)
    telling.tell()
    today = now.astimezone(UTC).date()
    if not options.tombstones and not options.live:
        telling.leave_out()
    elif options.tombstones and today <= tombstones_until(plan, tables, today):
        telling.bury()
    return telling


def _made(plan: Plan, options: CalendarOptions, telling: Telling, exports: dict[str, Any]) -> CalendarExport:
    wishes = telling.wishes
    words = wishes.discretion
    name, colour = (words.calendar, words.colour) if words else (wishes.name, COLOUR)
    heading = ical.Heading(plan.id, name, colour, options.live)
    entries = (*telling.events, *telling.tombstones)
    data = ical.file(heading, [entry.data for entry in entries])
    return CalendarExport(
        data, exports, len(telling.events), len(telling.tombstones), heading, entries, wishes.notes
    )


def _todos(records: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: entry["todo"] for key, entry in records.items() if isinstance(entry, Mapping) and entry.get("todo")
    }
