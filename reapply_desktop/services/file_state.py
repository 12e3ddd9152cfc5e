"""What a plan file looked like when it was last read or written, so that a change made by someone else is noticed."""

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True)
class FileState:
    """Size in bytes, time of change in nanoseconds, and the SHA-256 of the content in hex."""

    size: int
    mtime_ns: int
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def state_of(path: Path) -> FileState | None:
    """The state of a file now; None when it is not there or cannot be read."""
    try:
        content = path.read_bytes()
        stat = path.stat()
    except OSError:
        return None
    return FileState(len(content), stat.st_mtime_ns, hashlib.sha256(content).hexdigest())


def from_dict(raw: Any) -> FileState | None:
    """The state written by `to_dict`, or None when it is none."""
    try:
        return FileState(int(raw["size"]), int(raw["mtime_ns"]), str(raw["sha256"]))
    except (KeyError, TypeError, ValueError):
        return None


def changed_since(known: FileState | None, path: Path) -> bool:
    """Whether the file holds something else than it did. A file that is gone, or only touched, holds nothing to lose.

    A file whose earlier state is not known counts as changed when it is there.
    """
    try:
        stat = path.stat()
    except OSError:
        return False
    if known is None:
        return True
    if (stat.st_size, stat.st_mtime_ns) == (known.size, known.mtime_ns):
        return False
    now = state_of(path)
    return now is not None and now.sha256 != known.sha256
