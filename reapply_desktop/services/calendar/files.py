"""Puts a plan's calendar on disk, whole or not at all; what was told is remembered only once its file is in place."""

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services import ics_export, leaving
from reapply_desktop.services.calendar import ical, memory
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.restored import NO_STRAYS, Strays, strays
from reapply_desktop.services.calendar.room import USUAL_NOTES
from reapply_desktop.services.calendar.split import days_of
from reapply_desktop.services.ics_export import CalendarExport

NOTHING = UserError("There is no step to write.", "Add a step, include Plan B, or choose more of what goes in.")
BEGINS = re.compile(rb"\r\nDTSTART[^:\r]*:(\d{8})")
HEAD = 4000  # bytes that hold all a calendar says of itself, its name twice
# What is being done in words, how much of it is done, and of how much (0: not known); may raise to stop the work.
Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Order:
    """Which file to write, of what; `by_quarter`: several files beside it; `tasks`: the same as tasks there.

    `plan_file` is where the plan lies, if it was saved.
    """

    path: Path
    options: CalendarOptions
    by_quarter: bool = False
    tasks: Path | None = None
    plan_file: Path | None = None


@dataclass(frozen=True)
class Written:
    """What is in place now: the files of the calendar, and that of the `tasks`; `exports` is the record for the plan.

    `failure`: the file of tasks could not be written.
    `elsewhere`: an import of a plan that another computer exported before, so of what calendars know of it less may be
    known here. `outdated`: files of an earlier export of this plan that are still beside it; imported too, they would
    bring back what has changed since.
    `strays`: entries sent from here that the plan knew nothing of, as it was restored from a backup or has a copy.
    """

    files: tuple[Path, ...]
    exports: Mapping[str, Any]
    events: int
    tombstones: int
    notes_cut_to: int | None = None
    failure: UserError | None = None
    strays: Strays = NO_STRAYS
    tasks: Path | None = None
    outdated: tuple[Path, ...] = ()
    elsewhere: bool = False


def write_calendar(
    plan: Plan, tables: Tables, now: datetime, order: Order, data_folder: Path, report: Report
) -> Written:
    """Make everything, then write it. UserError when nothing goes in or a file cannot be written."""
    known = memory.known(data_folder, plan.id, order.plan_file)
    export = ics_export.export_calendar(plan, tables, now, order.options, known, _telling(report, "the calendar"))
    if not export.events and not export.tombstones:
        raise NOTHING
    told = replace(plan, exports=export.exports)
    tasks = None
    if order.tasks is not None:
        tasks = ics_export.export_tasks(told, tables, now, order.options, known, _telling(report, "the tasks"))
    files = quarter_files(export, order.path) if order.by_quarter else {order.path: export.data}
    report("Saving", 0, 0)
    if order.by_quarter:
        _require_own(order.path, export.heading.uid, files)
    leaving.write_together(files)
    outdated = _outdated(order.path, export.heading.uid, files)
    if order.by_quarter:
        _remove(old for old in outdated if old != order.path)
    memory.remember(data_folder, plan.id, export.exports, now, before=plan.exports, plan_file=order.plan_file)
    cut = export.notes if export.notes < USUAL_NOTES and order.options.with_notes else None
    found = strays(plan, known, export.exports, now.date()) if order.options.tombstones else NO_STRAYS
    written = Written(tuple(files), export.exports, export.events, export.tombstones, cut, strays=found,
                      outdated=tuple(old for old in outdated if old.exists()),
                      elsewhere=order.options.tombstones and _is_from_elsewhere(plan, known))
    if tasks is None or order.tasks is None:
        return written
    try:
        leaving.write(order.tasks, tasks.data)
    except UserError as error:
        return replace(written, failure=error)
    memory.remember(data_folder, plan.id, tasks.exports, now)
    return replace(written, tasks=order.tasks, exports=tasks.exports)


def write_live(
    plan: Plan, tables: Tables, now: datetime, path: Path, options: CalendarOptions, data_folder: Path
) -> bool:
    """Bring a file that calendars follow up to date; False when it says just this already and stays as it is.

    The plan's own record is left alone: this file is a matter of this computer, which remembers what it said.
    """
    options = replace(options, live=True, tombstones=False)
    export = ics_export.export_calendar(plan, tables, now, options, memory.told(data_folder, plan.id, memory.LIVE))
    is_right = holds(path, export.data)
    if not is_right:
        leaving.write(path, export.data)
    memory.remember_told(data_folder, plan.id, memory.LIVE, export.exports)
    return not is_right


def _is_from_elsewhere(plan: Plan, known: Mapping[str, Any]) -> bool:
    return bool(memory.state(plan.exports)) and not memory.state(known)


def quarter_files(export: CalendarExport, path: Path) -> dict[Path, bytes]:
    """One file a quarter beside `path`: `Year 2026 Q3.ics`; by month or less where that is too big."""
    return {path.with_name(f"{path.stem} {name}{path.suffix}"): data for name, data in ics_export.parts(export)}


def _require_own(path: Path, uid: str, files: Mapping[Path, bytes]) -> None:
    """UserError where a part would replace a file that is no part of this plan: nobody was asked about it."""
    for part in files:
        if part.exists() and not _is_part(part, path, uid):
            raise UserError(
                f"Not saved: {part.name} is there already and is no part of an earlier export of this plan.",
                "Choose another name for the calendar, or move that file away.",
            )


def _is_own(data: bytes, uid: str) -> bool:
    """Whether this is a calendar of the plan with this calendar UID, written by this program."""
    return ical.PRODID.encode() in data[:HEAD] and f"UID:{uid}".encode() in data[:HEAD]


def _is_part(file: Path, path: Path, uid: str) -> bool:
    """Whether a file is a part of the calendar `path`: the plan's own, and all in it lies on the days of its name.

    A whole calendar that somebody gave such a name, or one that is kept up to date under it, is none.
    """
    before = f"{path.stem} "
    days = days_of(file.stem.removeprefix(before)) if file.suffix == path.suffix else None
    if days is None or not file.stem.startswith(before):
        return False
    with contextlib.suppress(OSError):
        data = file.read_bytes()
        if not _is_own(data, uid):
            return False
        # In the file hours stand in UTC, where it may be the day before or after.
        first, last = (f"{day + timedelta(by):%Y%m%d}".encode() for day, by in zip(days, (-1, 1), strict=True))
        return all(first <= day <= last for day in BEGINS.findall(data))
    return False


def _outdated(path: Path, uid: str, files: Mapping[Path, bytes]) -> list[Path]:
    """Files of an earlier export beside the new ones: of this name, whole or as parts of it, and of this plan."""
    with contextlib.suppress(OSError):
        parts = [old for old in path.parent.iterdir() if old not in files and _is_part(old, path, uid)]
        whole = [path] if path not in files and path.is_file() and _is_own(path.read_bytes(), uid) else []
        return sorted(whole + parts)
    return []


def _remove(parts: Iterable[Path]) -> None:
    """Delete what new parts take the place of; one that cannot be deleted stays. Beside a single file they all do, and
    so does a single file beside parts: the person did not see that these would go."""
    for old in parts:
        with contextlib.suppress(OSError):
            old.unlink()


def holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _telling(report: Report, what: str) -> ics_export.Progress:
    def progress(done: int, total: int) -> bool:
        report(f"Writing {what}", done, total)
        return True

    return progress
