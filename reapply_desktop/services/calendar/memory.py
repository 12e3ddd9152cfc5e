"""This computer's own note of what each step was last told to calendars as, for plans restored from a backup.

What imported files said is kept apart from what a followed file and a calendar on a server said: they are other
calendars, and each rests while nothing that it is told changes. It lies in the program's data folder beside the plans'
backups, for this account's eyes, and holds no notes; of what was told discreetly only the neutral words.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.calendar import said
from reapply_desktop.services.calendar.said import Said
from reapply_desktop.services.storage import same_file, write_whole

_DAYS = ("start", "end", "time", "category", "discreet", "removed_at")
_TITLES = ("title", "discreet_title")
_LAST, _FILE, STATE = "exported_at", "plan_file", "state"
_COPIES = "copies"  # two files of this plan were exported while both were there
LINE = "line"  # state of a plan's record → the state that the export began from
LINE_KEPT = 1000
LIVE, SERVER = "live", "server"  # what calendars come back to, each with a memory of its own
TITLES_KEPT = timedelta(days=366)  # after the step: nobody needs to be told any more that it is off


def known(folder: Path, plan_id: str, plan_file: Path | None = None) -> dict[str, Any]:
    """What imported files said of this plan, as `remember` kept it, for `export_calendar(known=…)`.

    `plan_file` is the plan to export: where another file of the same plan was exported before and is still there, both
    are in use, and it is not said which state came after which, now or later.
    """
    read = _imported(_read(_file(folder, plan_id))) if _is_id(plan_id) else {}
    another = plan_file is not None and _is_another(read.get(_FILE), folder, plan_file, plan_id)
    if another or read.get(_COPIES) is True:
        read.pop(_FILE, None)
        read.pop(LINE, None)
    return read


def told(folder: Path, plan_id: str, way: str) -> dict[str, Any]:
    """What LIVE or SERVER said of this plan's steps; where it said nothing yet, what imported files did: it goes on
    from there, as it also did in the one memory that all once shared."""
    if not _is_id(plan_id):
        return {}
    return _read(_file(folder, plan_id, way)) or _read(_file(folder, plan_id))


def last_export(known: Mapping[str, Any]) -> datetime | None:
    """When this computer last exported the plan to a file for import (UTC), out of what `known` gave."""
    return said.moment(known.get(_LAST))


def state(exports: Mapping[str, Any]) -> str:
    """A short name for what a record says calendars were told; "" where it says nothing.

    Sequences only grow, so two states of one plan that have the same name are the same.
    """
    told = [(key, *count) for key, entry in sorted(exports.items()) if (count := said.counted(entry)) is not None]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16] if told else ""


def remember(
    folder: Path, plan_id: str, exports: Mapping[str, Any], now: datetime | None = None, *,
    before: Mapping[str, Any] | None = None, plan_file: Path | None = None,
) -> None:  # fmt: skip
    """Keep what a file for import that is safely in place said; it never goes back.

    `before` is the plan's record as the export found it, `plan_file` where the plan lies. That it cannot be kept is no
    error: only a plan restored later would miss it.
    """
    with contextlib.suppress(OSError, ValueError, UserError):
        file = _file(folder, plan_id)
        shared = _read(file)
        kept = _imported(shared)
        if len(kept) < len(shared):  # what is followed takes all of it along, to go on from the highest counts
            for way in (LIVE, SERVER):
                if not _file(folder, plan_id, way).exists():
                    remember_told(folder, plan_id, way, shared)
        new = state(exports)
        for step_id, entry in exports.items():
            if isinstance(entry, Mapping):
                kept[step_id] = _newest(kept.get(step_id), entry, state=new, now=now)
        if plan_file is not None and _is_another(kept.get(_FILE), folder, plan_file, plan_id):
            kept[_COPIES] = True
        if kept.get(_COPIES) is True:
            kept.pop(LINE, None)
        elif before is not None and (old := state(before)) != new:
            kept[LINE] = _longer(kept.get(LINE), new, old)
        if now is not None:
            kept[_LAST] = said.written(now.astimezone(UTC))
        if plan_file is not None and not _is_backup(folder, plan_file):
            kept[_FILE] = str(plan_file.absolute())
        _keep(file, kept)


def remember_told(folder: Path, plan_id: str, way: str, exports: Mapping[str, Any]) -> None:
    """Keep the stamps of what LIVE or SERVER said; those of steps that this plan does not have stay.

    That they cannot be kept is no error: what is told next only counts on from what imported files said.
    """
    with contextlib.suppress(OSError, ValueError, UserError):
        file = _file(folder, plan_id, way)
        kept = _read(file)
        new = {key: {name: entry[name] for name in said.STAMPS if name in entry} for key, entry in exports.items()
               if said.counted(entry) is not None}  # fmt: skip
        merged = kept | new
        if merged != kept:
            _keep(file, merged)


def _newest(before: object, entry: Mapping[str, Any], *, state: str, now: datetime | None) -> dict[str, Any]:
    """What says more, of the entry and of its task: an older plan may hold less than was told already."""
    old = before if isinstance(before, Mapping) else {}
    mine, other = said.read(entry), said.read(old)
    newer = other is None or (mine is not None and said.newest(mine, other) is mine)
    source, record = (entry, mine) if newer else (old, other)
    kept = {name: source[name] for name in said.STAMPS if name in source} | _words(source, record, now)
    same = other is not None and mine is not None and mine.fingerprint == other.fingerprint
    told_in = old.get(STATE) if not newer or (same and STATE in old) else state
    if told_in:
        kept[STATE] = told_in
    todo = entry.get("todo")
    if isinstance(todo, Mapping):
        kept["todo"] = _newest(old.get("todo"), todo, state=state, now=now)
    elif isinstance(old.get("todo"), Mapping):
        kept["todo"] = old["todo"]
    return kept


def _words(entry: Mapping[str, Any], record: Said | None, now: datetime | None) -> dict[str, Any]:
    """What a tombstone needs, and no more: no title of its own where it was told discreetly, or is long past."""
    kept = {name: entry[name] for name in _DAYS if name in entry}
    last = record.last if record is not None else None
    if last is None or (now is not None and last.end < (now - TITLES_KEPT).date()):
        return kept
    titles = {name: entry[name] for name in _TITLES if name in entry}
    return kept | titles | ({"title": ""} if entry.get("discreet") is True else {})


def _longer(line: object, new: str, old: str) -> dict[str, str]:
    links = {key: value for key, value in line.items() if key != new} if isinstance(line, Mapping) else {}
    return dict([*links.items(), (new, old)][-LINE_KEPT:])


def _imported(read: dict[str, Any]) -> dict[str, Any]:
    """Without what no import told: so marked in the memory that imports once shared with what is followed."""
    return {
        key: entry for key, entry in read.items() if not (isinstance(entry, Mapping) and entry.get("imported") is False)
    }


def _is_another(kept: object, folder: Path, plan_file: Path, plan_id: str) -> bool:
    """Whether the file that was exported last is another one than this, still there, and of the same plan."""
    if not isinstance(kept, str) or same_file(Path(kept), plan_file) or _is_backup(folder, plan_file):
        return False
    return _read(Path(kept)).get("id") == plan_id


def _is_backup(folder: Path, plan_file: Path) -> bool:
    return plan_file.absolute().is_relative_to((folder / "backups").absolute())


def _read(file: Path) -> dict[str, Any]:
    try:
        data = file.read_bytes()
        try:
            read = msgspec.json.decode(data)
        except ValueError:  # what only Python's own reader takes, such as half a surrogate pair
            read = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _keep(file: Path, kept: dict[str, Any]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(file, _written(kept))


def _written(kept: dict[str, Any]) -> bytes:
    """With thousands of steps Python's own writer would make the window wait."""
    try:
        return msgspec.json.encode(kept)
    except ValueError:
        return json.dumps(kept).encode()


def _is_id(plan_id: str) -> bool:
    try:
        UUID(plan_id)
    except ValueError:
        return False
    return True


def _file(folder: Path, plan_id: str, way: str = "") -> Path:
    return folder / "exports" / f"{UUID(plan_id)}{f'.{way}' if way else ''}.json"
