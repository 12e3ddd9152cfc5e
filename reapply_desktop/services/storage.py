"""Plans on disk, kept as if the power would fail: whole or not there, the version before kept as a backup."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from reapply_desktop.domain.answer_checks import as_json, read_answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import plan_file
from reapply_desktop.services.json_file import read_bytes, reason

BACKUPS_KEPT = 10


def load(path: Path) -> Plan:
    """The plan in the file; nothing is written. UserError says what is wrong with it."""
    return plan_file.decode(read_bytes(path))


def save(plan: Plan, path: Path, *, backups: Path | None = None) -> None:
    """Write the plan as a whole new file. The version it replaces goes into the folder `backups`, where one is given.

    UserError when anything fails, also where the answers could not be read back; the old file is then untouched.
    """
    _require_readable(plan)
    data = plan_file.encode(plan)
    if backups is not None:
        keep_backup(path, backups, plan.id)
    write_whole(path, data)


def _require_readable(plan: Plan) -> None:
    """Answers that no reader takes would lock a person out of their own plan."""
    wrong = read_answers(as_json(plan.answers), None)[1]
    if wrong:
        hint = "The file on disk is as it was. Put that right, then save again."
        raise UserError(f"is not written, because it could not be opened again: answers.{wrong[0]}", hint)


def write_whole(path: Path, data: bytes, *, private: bool = True) -> None:
    """Replace the file's content in one step: temporary file beside it, flush, fsync, rename, fsync of the folder.

    UserError (status 1) when it cannot be done; nothing is left behind and an existing file stays as it was.
    `private` keeps the file readable for its owner alone (mode 0600); an existing file keeps its own mode.
    """
    with prepared(path, data, private=private) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def prepared(path: Path, data: bytes, *, private: bool = True) -> Iterator[Callable[[], None]]:
    """The content safely on disk in a temporary file beside its target; what is given puts it in place.

    So several files can be made sure of before the first is replaced. Left without that call, or by an error, nothing
    has changed. Raises UserError as `write_whole` does, and so does the call.
    """
    target, temporary = _written_beside(path, data, private)
    try:
        yield lambda: _put_in_place(temporary, target)
    finally:
        _forget(temporary)


def _written_beside(path: Path, data: bytes, private: bool) -> tuple[Path, str]:
    """The file that is meant, and a temporary one in its folder that holds the content."""
    temporary: str | None = None
    try:
        target = path.resolve()
        if target.is_dir():
            raise UserError("is a folder (a file name)")
        if target.exists() and not target.is_file():
            raise UserError("is a device, not a file (a file name)")
        if target.exists() and not os.access(target, os.W_OK):
            raise UserError("cannot be written: permission denied")
        handle, temporary = tempfile.mkstemp(prefix=".reapply-", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _set_mode(temporary, target, private)
        made, temporary = temporary, None
        return target, made
    except FileNotFoundError:
        raise UserError("cannot be written: there is no such folder") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise UserError(f"cannot be written: {reason(error)}") from None
    finally:
        if temporary is not None:
            _forget(temporary)


def _put_in_place(temporary: str, target: Path) -> None:
    try:
        os.replace(temporary, target)
    except OSError as error:
        raise UserError(f"cannot be written: {reason(error)}") from None
    _sync_folder(target.parent)


def _forget(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def same_file(one: Path, other: Path) -> bool:
    """Whether both are one file, by whatever name: a link, another spelling, a path through a linked folder."""
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, RuntimeError, ValueError):
        return one == other


def _set_mode(temporary: str, target: Path, private: bool) -> None:
    if target.exists():
        os.chmod(temporary, target.stat().st_mode & 0o777)
    elif not private:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last. Not every system can open a folder; where it cannot, the rename is all there is."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep_backup(path: Path, backups: Path, plan_id: str) -> None:
    """Copy the present file into the backups folder under the plan's id and a number; the oldest beyond ten go."""
    try:
        if not path.is_file():
            return
        data = path.read_bytes()
        backups.mkdir(parents=True, exist_ok=True)
        earlier = sorted(backups.glob(f"{plan_id}.*.reapply"))
        number = int(earlier[-1].name.split(".")[-2]) + 1 if earlier else 1
        write_whole(backups / f"{plan_id}.{number:08d}.reapply", data)
        for old in earlier[: max(0, len(earlier) + 1 - BACKUPS_KEPT)]:
            old.unlink()
    except (OSError, ValueError, UserError):
        # A backup that cannot be kept (full disk) must not stop the save itself.
        return
