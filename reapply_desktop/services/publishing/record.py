"""What this computer published where: enough to write only what changed and to remove only what is ours."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.storage import write_whole


@dataclass(frozen=True)
class Item:
    """One entry on the server: its address, the ETag it had after we wrote it, and a hash of what we wrote."""

    url: str
    etag: str | None
    hash: str


def read_record(folder: Path, plan_id: str, calendar: str) -> dict[str, Item]:
    """The entries of a plan in one calendar by UID; empty where nothing was published, or it cannot be read."""
    raw = _read(_file(folder, plan_id)).get(calendar)
    items = {}
    for uid, item in raw.items() if isinstance(raw, dict) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str) and isinstance(item.get("hash"), str):
            etag = item.get("etag")
            items[uid] = Item(item["url"], etag if isinstance(etag, str) else None, item["hash"])
    return items


def write_record(folder: Path, plan_id: str, calendar: str, items: dict[str, Item]) -> None:
    """Keep it. Without it the next publishing only writes more than needed, so a failure is no error."""
    file = _file(folder, plan_id)
    kept = _read(file) | {calendar: {uid: asdict(item) for uid, item in items.items()}}
    with contextlib.suppress(OSError, UserError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, json.dumps(kept).encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _file(folder: Path, plan_id: str) -> Path:
    try:
        name = UUID(plan_id)
    except ValueError:  # an id written by hand
        name = uuid5(NAMESPACE_OID, plan_id)
    return folder / "published" / f"{name}.json"
