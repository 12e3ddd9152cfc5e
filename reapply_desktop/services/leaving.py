"""Files that leave the program: several together or none of them, and a sentence where one cannot be written."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import storage

NOTHING_WRITTEN = "Nothing was written. Choose another place."
UNTOUCHED = "Your old file is untouched. Choose another place, or close what else has it open."


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """UserError as a person reads it when the file cannot be written; an old one is then as it was."""
    write_together({path: data}, private=private)


def write_together(files: Mapping[Path, bytes], *, private: bool = False) -> None:
    """Write all of them or, where one cannot be written, none (the disk is full, a folder is gone): UserError says it.

    Every content is safely on disk before the first file is replaced.
    """
    with contextlib.ExitStack() as waiting:
        ready = []
        for path, data in files.items():
            with _told(path):
                ready.append((path, waiting.enter_context(storage.prepared(path, data, private=private))))
        for path, put_in_place in ready:
            with _told(path):
                put_in_place()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except UserError as error:
        hint = UNTOUCHED if path.is_file() else NOTHING_WRITTEN
        raise UserError(f"Not saved: {path.name} {error.message.removesuffix(' (a file name)')}.", hint) from None
