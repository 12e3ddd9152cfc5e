"""This computer's own note of how often each step was told to calendars, for plans restored from a backup."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.storage import write_whole

_KEPT = ("created", "sequence", "hash", "last_modified")


def known(folder: Path, plan_id: str) -> dict[str, Any]:
    """What `remember` kept of this plan in the program's data folder, for `export_calendar(known=…)`."""
    try:
        read = json.loads(_file(folder, plan_id).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def remember(folder: Path, plan_id: str, exports: Mapping[str, Any]) -> None:
    """Keep the stamps of an export that is safely in place, and no word of the plan.

    That it cannot be kept is no error: only a plan restored later would miss it.
    """
    stamps = {
        key: {name: entry[name] for name in _KEPT if name in entry}
        for key, entry in exports.items()
        if isinstance(entry, Mapping)
    }
    with contextlib.suppress(OSError, ValueError, UserError):
        file = _file(folder, plan_id)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, json.dumps({**known(folder, plan_id), **stamps}).encode())


def _file(folder: Path, plan_id: str) -> Path:
    return folder / "exports" / f"{UUID(plan_id)}.json"
