"""Figures as a CSV file, for a table typed off a school's report; a file with a bad row is refused whole."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.figures import GROUP_WORDS
from reapply_desktop.domain.limits import one_line
from reapply_desktop.domain.own_table_checks import RowReader
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.table_words import MEASURES
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.json_file import UNUSABLE, read_bytes
from reapply_desktop.services.own_tables import LARGEST, checked_rows, refuse
from reapply_desktop.services.tables import guarded

COLUMNS = ("measure", "specialty", "applicant_type", "year", "value", "matched", "unmatched", "unit", "source", "url")
NEEDED = ("measure", "specialty", "applicant_type", "year", "unit", "source")
NUMBERS = ("value", "matched", "unmatched")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?")


def to_csv(figures: Iterable[Figure]) -> bytes:
    """The figures, one a row: UTF-8 with BOM, CRLF, columns `COLUMNS`. Without figures it is a table to fill in."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for figure in figures:
        cells = (getattr(figure, column) for column in COLUMNS)
        writer.writerow(["" if cell is None else guarded(str(cell)) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def from_csv(path: Path, tables: Tables) -> tuple[Figure, ...]:
    """The figures of a CSV file; ids or their words, comma, semicolon or tab. UserError names row (as a spreadsheet
    counts them), column and reason."""
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise UserError(f"is larger than {LARGEST // 1024 // 1024} MiB; no table file is", status=UNUSABLE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"byte {error.start + 1}: is not UTF-8 (save the file as CSV UTF-8)",
                        status=UNUSABLE) from None
    rows = _rows(text)
    if not rows:
        raise UserError("has no row (a first row with the names of the columns)", status=UNUSABLE)
    columns = [cell.strip().casefold().replace(" ", "_") for cell in rows[0]]
    lines = [f"column {name} is missing (needed: {', '.join(NEEDED)})" for name in NEEDED if name not in columns]
    lines += [f"column {one_line(name[:60]) or 'without a name'} is unknown (allowed: {', '.join(COLUMNS)})"
              for name in columns if name not in COLUMNS]
    lines += [f"column {name} stands there twice" for name in COLUMNS if columns.count(name) > 1]
    refuse(lines)
    reader = RowReader(tables)
    lines = [f"row {number}: has {len(row)} cells, and there are {len(columns)} columns"
             for number, row in enumerate(rows, start=1) if len(row) > len(columns)]
    checked = list(checked_rows("figures", _values(columns, rows), reader))
    refuse(lines + [line for line, _row in checked if line])
    return tuple(row for _line, row in checked if isinstance(row, Figure))


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UserError(f"cannot be read as a table: {error} (CSV)", status=UNUSABLE) from None


def _values(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows below the head that hold anything, with their numbers, as JSON values."""
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
            yield number, {column: _value(column, cell) for column, cell in cells.items() if cell}


def _value(column: str, cell: str) -> Any:
    if column in NUMBERS:
        typed = cell.removesuffix("%").strip()
        if typed.count(",") == 1 and "." not in typed:
            typed = typed.replace(",", ".")
        if not _NUMBER.fullmatch(typed):
            return cell
        return float(typed) if "." in typed else int(typed)
    if column == "year":
        return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 6 else cell
    # A cell of our own export that would have been a formula carries an apostrophe.
    if column in ("source", "url"):
        return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell
    return _ids(column).get(cell.casefold(), cell)


def _ids(column: str) -> Mapping[str, str]:
    """Words as they stand in the window → the id that files have."""
    if column == "measure":
        return {measure.name.casefold(): name for name, measure in MEASURES.items()}
    if column == "specialty":
        return {"all specialties": "all", **{words.casefold(): name for name, words in SPECIALTIES.items()}}
    return {words.casefold(): name for name, words in GROUP_WORDS.items()} if column == "applicant_type" else {}
