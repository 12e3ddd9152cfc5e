"""Where the program keeps what is its own: settings, recovery copies, backups, the log. Never a person's plan files."""

import os
from pathlib import Path

from reapply_desktop.domain.errors import UserError


def data_place() -> Path:
    """Where the data folder is or would be; nothing is made."""
    chosen = os.environ.get("REAPPLY_DATA_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_dir

    return Path(user_data_dir("ReApply Desktop", appauthor=False))


def data_folder() -> Path:
    """The program's data folder, made when missing. REAPPLY_DATA_DIR replaces the system's place (portable use, tests).

    Raises UserError when it cannot be made.
    """
    folder = data_place()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The program's data folder {folder} cannot be made: {(error.strerror or 'no access').lower()}.",
            "Set REAPPLY_DATA_DIR to a folder you may write to.",
        ) from error
    return folder
