"""The person's own rows on disk, beside the plans and never in one; and the tables that the program works with.

The file is the same that is exported and imported. It is read whole or not at all, and only ever written whole.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.limits import shown
from reapply_desktop.domain.own_table_checks import FIELDS, RowReader, meaning_problem
from reapply_desktop.domain.own_tables import TABLES, OwnDate, OwnTables, Row, merged
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.table_age import with_age
from reapply_desktop.domain.values import dataclass
from reapply_desktop.services import table_files
from reapply_desktop.services.json_file import UNUSABLE, parse, read_bytes
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.services.storage import write_whole

NAME, FORMAT, VERSION = "own-tables.json", "reapply-tables", 1
LARGEST = 4 * 1024 * 1024
ASIDE = "own-tables.unreadable.json"


@dataclass(frozen=True)
class InUse:
    """The tables to work with: `base` is what is shipped or taken in, `tables` the same with the person's rows `own`.

    `problems` are files of the data folder that could not be used, each with its lines.
    """

    base: Tables
    own: OwnTables
    problems: tuple[tuple[Path, tuple[str, ...]], ...] = ()

    @property
    def tables(self) -> Tables:
        return merged(self.base, self.own)


def tables_in_use(folder: Path, today: date) -> InUse:
    """Shipped tables, newer ones taken in, and the person's own rows over them; what is broken is left out and said."""
    base, problems = table_files.base_tables(folder / table_files.FOLDER)
    path, own = folder / NAME, OwnTables()
    if table_files.is_there(path):
        try:
            own = decode(_bytes(path), base)
        except UserError as error:
            problems.append((path, error.lines))
    return InUse(with_age(base, today), own, tuple(problems))


def write(folder: Path, own: OwnTables) -> None:
    """Keep the person's rows in the data folder. A file there that could not be read is set aside, never lost.

    UserError when it cannot be written; the old file then stands unchanged.
    """
    path = folder / NAME
    if table_files.is_there(path):
        try:
            decode(_bytes(path), load_tables())
        except UserError:
            write_whole(_free(folder), read_bytes(path))
    write_whole(path, encode(own))


def encode(own: OwnTables) -> bytes:
    """The rows as the bytes of a table file, the same for the same rows."""
    raw: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    raw |= {table: [plain(row) for row in getattr(own, table)] for table in TABLES}
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def plain(row: Row) -> dict[str, Any]:
    """One row as plain JSON values, without what is empty."""
    if isinstance(row, OwnDate):
        return {"event": row.event, "year": row.year, "date": row.day.isoformat(), "source": row.source}
    table = "figures" if isinstance(row, Figure) else "thresholds"
    values = {key: getattr(row, key) for key in FIELDS[table]}
    return {key: value for key, value in values.items() if value is not None and value != ""}


def read(path: Path, tables: Tables) -> OwnTables:
    """The rows of an exported file, checked beside `tables`. UserError with row, field and reason refuses it whole."""
    return decode(_bytes(path), tables, strict=True)


def decode(data: bytes, tables: Tables, *, strict: bool = False) -> OwnTables:
    """The same from bytes. `strict` also checks the rows beside the shipped ones, which a later table may move."""
    raw = parse(data)
    _require_format(raw)
    lines = [f"{shown(key)}: unknown key (allowed: {', '.join(TABLES)})"
             for key in raw if key not in (*TABLES, "format", "version")]
    own = OwnTables()
    reader = RowReader(tables)
    for table in TABLES:
        rows = raw.get(table)
        if rows is not None and not isinstance(rows, list):
            lines.append(f"{table}: {shown(rows)} is not a list ([…])")
            continue
        checked = list(checked_rows(table, enumerate(rows or (), start=1), reader, f"{table}, "))
        lines += [line for line, _row in checked if line]
        own = own.with_rows([row for _line, row in checked if row is not None])
    if strict and not lines:
        lines = [f"{row.key}: {found[1]}" for row in own.thresholds if (found := meaning_problem(tables, own, row))]
    refuse(lines)
    return own


def checked_rows(
    table: str, rows: Any, reader: RowReader, place: str = ""
) -> Iterator[tuple[str, Row | None]]:
    """Each numbered row with what is wrong with it: `row 3: value: 180 is not a percentage (0-100)`."""
    seen: dict[object, int] = {}
    for number, raw in rows:
        row = reader.read(table, raw)
        where = f"{place}row {number}"
        for field, what in reader.problems:
            yield f"{where}: {field}: {what}" if field else f"{where}: {what}", None
        if row is not None and row.key in seen:
            yield f"{where}: stands there twice, first in row {seen[row.key]} (each once)", None
        elif row is not None:
            seen[row.key] = number
            yield "", row


def refuse(lines: list[str]) -> None:
    """Raise UserError with all the lines, if there are any."""
    if lines:
        raise UserError(lines[0] if len(lines) == 1 else f"{len(lines)} rows or keys cannot be used:",
                        "Nothing was taken from it.", status=UNUSABLE, lines=tuple(lines))


def _bytes(path: Path) -> bytes:
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise UserError(f"is larger than {LARGEST // 1024 // 1024} MiB; no table file is", status=UNUSABLE)
    return data


def _require_format(raw: Mapping[str, Any]) -> None:
    if raw.get("format") != FORMAT:
        found = "is missing" if "format" not in raw else f"{shown(raw['format'])} is not a file of own figures"
        raise UserError(f"format: {found} (\"{FORMAT}\")", status=UNUSABLE)
    version = raw.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        what = "is missing" if version is None else f"{shown(version)} is not a version"
        raise UserError(f"version: {what} (1-{VERSION})", status=UNUSABLE)
    if version > VERSION:
        raise UserError(f"version: {shown(version)} is newer than this program reads (1-{VERSION})",
                        "A newer ReApply Desktop made this file. Update the program to use it.", status=UNUSABLE)


def _free(folder: Path) -> Path:
    """A name beside the file that nothing has yet."""
    number, path = 1, folder / ASIDE
    while path.exists():
        number += 1
        path = folder / ASIDE.replace(".json", f".{number}.json")
    return path
