"""This computer's own note of how often each step was told to calendars, for plans restored from a backup."""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
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


def not_in(plan: Plan, known: Mapping[str, Any]) -> tuple[str, ...]:
    """The steps that imported files told of and that this plan knows nothing of: it was restored from a backup.

    No tombstone can be written for them, as their words and days were never kept outside the plan.
    """
    present = {step.id for step in plan.milestones} | set(plan.exports)
    return tuple(
        step_id for step_id, entry in known.items()
        if step_id not in present and said.read(entry) is not None and entry.get("imported") is not False
    )  # fmt: skip


def not_in_words(count: int) -> str:
    """`2 entries sent from this computer are not in this plan, …`; empty for none."""
    if not count:
        return ""
    what = "1 entry sent from this computer is" if count == 1 else f"{count:,} entries sent from this computer are"
    which = "it is still in your calendar, delete it" if count == 1 else "they are still in your calendar, delete them"
    return f"{what} not in this plan, perhaps because it was restored from a backup; where {which} there"


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
