"""This computer's own note of how often each step was told to calendars, for plans restored from a backup."""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.calendar import said
from reapply_desktop.services.storage import write_whole

_KEPT = ("created", "sequence", "hash", "last_modified")
_LAST = "exported_at"


def known(folder: Path, plan_id: str) -> dict[str, Any]:
    """What `remember` kept of this plan in the program's data folder, for `export_calendar(known=…)`."""
    try:
        read = json.loads(_file(folder, plan_id).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def last_export(known: Mapping[str, Any]) -> datetime | None:
    """When this computer last exported the plan to a file for import (UTC), out of what `known` gave."""
    return said.moment(known.get(_LAST))


def remember(
    folder: Path, plan_id: str, exports: Mapping[str, Any], now: datetime | None = None, *, live: bool = False
) -> None:
    """Keep the stamps of an export that is safely in place, and no word of the plan. They never go back.

    `live`: told by a file that calendars follow, which leaves out what is gone; what was also imported stays so.
    That it cannot be kept is no error: only a plan restored later would miss it.
    """
    before = known(folder, plan_id)
    kept = dict(before)
    for step_id, entry in exports.items():
        if isinstance(entry, Mapping):
            kept[step_id] = _newest(before.get(step_id), entry, live=live)
    if now is not None and not live:
        kept[_LAST] = said.written(now.astimezone(UTC))
    with contextlib.suppress(OSError, ValueError, UserError):
        file = _file(folder, plan_id)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, json.dumps(kept).encode())


def _newest(before: object, entry: Mapping[str, Any], *, live: bool) -> dict[str, Any]:
    """The stamps that say more, of the entry and of its task: an older plan may hold less than was told already."""
    old = before if isinstance(before, Mapping) else {}
    stamps = said.newest(said.read(old), said.read(entry))
    source = entry if stamps is None or stamps == said.read(entry) else old
    kept = {name: source[name] for name in _KEPT if name in source}
    if live and (not old or old.get("imported") is False):
        kept["imported"] = False
    todo = entry.get("todo")
    if isinstance(todo, Mapping):
        kept["todo"] = _newest(old.get("todo"), todo, live=False)
    elif isinstance(old.get("todo"), Mapping):
        kept["todo"] = old["todo"]
    return kept


def _file(folder: Path, plan_id: str) -> Path:
    return folder / "exports" / f"{UUID(plan_id)}.json"
