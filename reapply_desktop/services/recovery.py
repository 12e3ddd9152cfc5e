"""A copy of unsaved changes in the data folder, so that a crash or a power cut costs seconds, not an evening.

Each running program has one session: a plan file, a note on where it belongs, and a lock that ends with the process.
A copy whose lock is free belongs to nobody any more and is offered to the person.
"""

import contextlib
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.values import dataclass
from reapply_desktop.services import plan_file
from reapply_desktop.services.file_state import FileState, from_dict
from reapply_desktop.services.storage import write_whole

FOLDER = "recovery"
PLAN, NOTE, LOCK = ".reapply", ".json", ".lock"


@dataclass(frozen=True)
class LeftCopy:
    """A copy that a session left behind: the plan, its file (None: never saved), when, and the file's state then."""

    session: str
    plan: Plan
    path: Path | None
    written: datetime | None
    base: FileState | None


class RecoveryCopy:
    """The copy of one running session. `session` is any name no other running program has (an id)."""

    def __init__(self, data_folder: Path, session: str) -> None:
        self._folder = data_folder / FOLDER
        self._session = session
        self._lock: IO[bytes] | None = None

    def keep(self, plan: Plan, path: Path | None, base: FileState | None, now: datetime) -> None:
        """Write the copy, whole or not at all, readable by this person alone. Raises UserError."""
        self._hold_lock()
        note = {
            "path": None if path is None else str(path),
            "written": now.isoformat(timespec="seconds"),
            "base": None if base is None else base.to_dict(),
        }
        write_whole(self._file(NOTE), msgspec.json.encode(note))
        write_whole(self._file(PLAN), plan_file.encode(plan))

    def discard(self) -> None:
        """Remove the copy: everything is in the plan's own file, or was given up by the person."""
        for ending in (PLAN, NOTE):
            with contextlib.suppress(OSError):
                self._file(ending).unlink(missing_ok=True)

    @property
    def is_kept(self) -> bool:
        """Whether there is a copy on the disk."""
        return self._file(PLAN).is_file()

    def close(self) -> None:
        """End the session. A copy that is still there counts as left behind."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if not self._file(PLAN).exists():
            with contextlib.suppress(OSError):
                self._file(LOCK).unlink(missing_ok=True)

    def _file(self, ending: str) -> Path:
        return self._folder / f"{self._session}{ending}"

    def _hold_lock(self) -> None:
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = self._file(LOCK).open("ab")
        except OSError as error:
            raise UserError(f"No copy of the changes can be kept in {self._folder}: {error.strerror}.") from error
        _lock(self._lock)


def left_behind(data_folder: Path) -> tuple[LeftCopy, ...]:
    """The readable copies of sessions that ended without saving, oldest first. Unreadable ones stay on the disk."""
    folder = data_folder / FOLDER
    found = []
    for file in folder.glob(f"*{PLAN}"):
        if _is_running(file.with_suffix(LOCK)):
            continue
        try:
            plan = plan_file.decode(file.read_bytes())
        except (OSError, UserError):
            continue
        note = _note(file.with_suffix(NOTE))
        path = note.get("path")
        found.append(
            LeftCopy(
                session=file.stem,
                plan=plan,
                path=Path(path) if isinstance(path, str) else None,
                written=_time(note.get("written")),
                base=from_dict(note.get("base")),
            )
        )
    return tuple(sorted(found, key=lambda copy: (copy.written or datetime.min, copy.session)))  # noqa: DTZ901


def remove(data_folder: Path, copy: LeftCopy) -> None:
    """Delete a copy left behind."""
    for ending in (PLAN, NOTE, LOCK):
        with contextlib.suppress(OSError):
            (data_folder / FOLDER / f"{copy.session}{ending}").unlink(missing_ok=True)


def _note(file: Path) -> dict[str, Any]:
    try:
        note = msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    return note if isinstance(note, dict) else {}


def _time(raw: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(raw))
    except ValueError:
        return None


def _is_running(lock: Path) -> bool:
    """Whether the process that wrote beside this lock still lives: only then is the lock taken."""
    try:
        with lock.open("r+b") as handle:
            return not _lock(handle)
    except OSError:
        return False


def _lock(handle: IO[bytes]) -> bool:
    """Take the lock of an open file without waiting; the system frees it when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: rather offer a copy twice than never
        return True
    return True
