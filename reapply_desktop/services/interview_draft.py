"""Keeps the unfinished interview on disk, so that leaving, closing or a crash costs nothing: it goes on later at
the page where it was left. There is one draft; it is the person’s alone (mode 0600)."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.values import dataclass
from reapply_desktop.services.storage import write_whole

FILE = "interview.json"
FORMAT, VERSION = "reapply-interview", 1


@dataclass(frozen=True)
class Draft:
    """An interview as it stands: the answers as typed, the page one is on, and when it was kept."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""
    saved_at: datetime | None = None


def read_draft(folder: Path) -> Draft | None:
    """The draft in the folder, or None where there is none.

    One that cannot be read is kept aside under another name and reported once, as a UserError that names the file.
    """
    file = folder / FILE
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        raise UserError(f"The unfinished interview in {file} cannot be read: {reason}.") from None
    draft = _decoded(data)
    if draft is None:
        raise UserError(
            "The unfinished interview could not be read.",
            f"The file is kept as {_set_aside(file)}. A new interview can begin.",
        )
    return draft


def write_draft(folder: Path, draft: Draft) -> None:
    """Replace the draft, whole or not at all. UserError when it cannot be written; the one before then stays."""
    raw = {
        "format": FORMAT,
        "version": VERSION,
        "step": draft.step,
        "saved_at": None if draft.saved_at is None else draft.saved_at.isoformat(timespec="seconds"),
        "answers": draft.answers,
    }
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be made: {(error.strerror or 'no access').lower()}.") from None
    # Half a character (a lone surrogate) can be pasted into a field; escaped it is kept like everything else.
    data = json.dumps(raw, ensure_ascii=True, indent=1).encode("ascii")
    try:
        write_whole(folder / FILE, data)
    except UserError as error:
        raise UserError(f"The unfinished interview {error.message}.") from None


def discard_draft(folder: Path) -> None:
    """Remove the draft: the interview was finished, or given up by the person."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _decoded(data: bytes) -> Draft | None:
    """The draft in these bytes, with what can be read of it; None where there is nothing to go on with."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("answers"), dict) or raw.get("format") != FORMAT:
        return None
    if raw.get("version") != VERSION:
        return None
    step = raw.get("step")
    return Draft(raw["answers"], step if isinstance(step, str) else "", _time(raw.get("saved_at")))


def _time(raw: object) -> datetime | None:
    try:
        return datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _set_aside(file: Path) -> str:
    """Give the file the first free name beside it; its old name stays in place where even that fails."""
    number = 1
    while (aside := file.with_name(f"interview.unreadable-{number}.json")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError:
        return file.name
    return aside.name
