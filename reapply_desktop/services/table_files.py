"""A table file from the project's pages: newer figures, dates or fees without a new version of the program.

It has the form of the shipped file (resources/data) and is used while it is newer than that one.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.limits import one_line, shown
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.json_file import UNUSABLE, parse, read_bytes
from reapply_desktop.services.reference_data import FILES, load_tables, shipped, tables_of
from reapply_desktop.services.storage import write_whole
from reapply_desktop.services.table_shapes import problems_of

FOLDER = "tables"
LARGEST = 4 * 1024 * 1024
# A key that only this table has.
MARKS = {"records": "figures", "interviews_enough": "thresholds", "events": "season", "eras": "fees",
         "lines": "support"}  # fmt: skip
NAMES = {"figures": "figures", "thresholds": "thresholds", "season": "season dates", "fees": "fees",
         "support": "help lines"}  # fmt: skip
Problems = list[tuple[Path, tuple[str, ...]]]


def base_tables(folder: Path) -> tuple[Tables, Problems]:
    """The shipped tables with each newer one taken in; files that cannot be used, with what is wrong with them."""
    raw: dict[str, Any] = {}
    problems: Problems = []
    for table, name in FILES.items():
        path = folder / name
        if not is_there(path):
            continue
        try:
            found, values = read(path)
            if found != table:
                raise UserError(f"holds the table of {NAMES[found]}, not of {NAMES[table]}", status=UNUSABLE)
        except UserError as error:
            problems.append((path, error.lines))
            continue
        if values["as_of"] > shipped(table)["as_of"]:
            raw[table] = values
    if not raw:
        return load_tables(), problems
    return tables_of({table: raw.get(table) or shipped(table) for table in FILES}, frozenset(raw)), problems


def is_there(path: Path) -> bool:
    """Whether there is such a file; in a folder that may not be looked into there is none."""
    return os.path.exists(path)


def read(path: Path) -> tuple[str, Mapping[str, Any]]:
    """Which table the file holds, and its values. UserError with place and reason refuses it whole."""
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise UserError(f"is larger than {LARGEST // 1024 // 1024} MiB; no table file is", status=UNUSABLE)
    raw = parse(data)
    found = [table for mark, table in MARKS.items() if mark in raw]
    if len(found) != 1:
        raise UserError(f"is not a table of the program (one with {', '.join(MARKS)})", status=UNUSABLE)
    lines = list(_age_problems(raw)) + list(problems_of(found[0], raw))
    if lines:
        raise UserError(lines[0], "Nothing was taken from it.", status=UNUSABLE, lines=tuple(lines))
    return found[0], raw


def take_in(path: Path, folder: Path, today: date) -> str:
    """Keep a table file in `folder` and use it from now on; gives the table. UserError where it is not newer than the
    program's own, or older than the one taken in before."""
    table, raw = read(path)
    day = date.fromisoformat(raw["as_of"])
    own = date.fromisoformat(shipped(table)["as_of"])
    if day > today:
        raise UserError(f"as_of: {day} has not come yet (a day up to {today})", status=UNUSABLE)
    if day <= own:
        raise UserError(f"as_of: the table of {NAMES[table]} is of {day}; the program's own is of {own}, no older",
                        "Nothing was changed.", status=UNUSABLE)
    taken = _day_taken_in(table, folder)
    if taken is not None and day < taken:
        raise UserError(f"as_of: the table of {NAMES[table]} is of {day}; the one taken in before is of {taken}, newer",
                        "Nothing was changed.", status=UNUSABLE)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / FILES[table], read_bytes(path))
    return table


def _day_taken_in(table: str, folder: Path) -> date | None:
    """The day of the table file that is in use; one that cannot be read stands in nobody's way."""
    path = folder / FILES[table]
    try:
        found, raw = read(path) if is_there(path) else ("", {})
    except UserError:
        return None
    return date.fromisoformat(raw["as_of"]) if found == table else None


def remove(table: str, folder: Path) -> bytes | None:
    """Take a table file away again; gives what it held, None where there was none."""
    path = folder / FILES[table]
    try:
        data = path.read_bytes()
        path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{path}: cannot be removed: {(error.strerror or 'no access').lower()}") from None
    return data


def put_back(table: str, data: bytes, folder: Path) -> None:
    """Undo of `remove`, and of taking in over an earlier file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / FILES[table], data)


def _age_problems(raw: Mapping[str, Any]) -> Iterable[str]:
    if read_date(raw.get("as_of")) is None:
        what = "is missing" if raw.get("as_of") is None else f"{one_line(shown(raw['as_of']))} is not a date"
        yield f"as_of: {what} (YYYY-MM-DD, the day its rows stand for)"
