"""The plan as tables for a spreadsheet: CSV and XLSX that hold every step and never run a formula."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from reapply_desktop.domain.plan import Milestone, Plan

COLUMNS = (
    "title", "category", "start", "end", "time_start", "time_end", "zone", "status", "reminder", "depends_on", "notes",
    "rule", "id",
)  # fmt: skip
_WIDTHS = (44, 14, 12, 12, 11, 11, 20, 10, 10, 20, 60, 10, 38)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?")

# Excel's limits
_CELL = 32_767
_ROWS = 1_048_576
_COLUMNS = 16_384
_SHEET_NAME = 31
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_CUT = "… (cut: a cell holds no more)"


def to_csv(plan: Plan) -> bytes:
    """All milestones, one a row: UTF-8 with BOM, CRLF, columns `COLUMNS`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in _cells(milestone)] for milestone in plan.milestones)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(plan: Plan, today: date) -> bytes:
    """A workbook with the sheet "Milestones" (the rows of `to_csv`) and one for each further table the plan holds.

    All cells are text. The bytes are the same for the same plan and `today`, which is its date of creation.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": datetime(today.year, today.month, today.day)})
    sheets = _Sheets(book)
    sheets.add("Milestones", COLUMNS, [_cells(milestone) for milestone in plan.milestones], _WIDTHS)
    for name, rows in _further_tables(plan):
        # A dict keeps the order in which columns first occur.
        columns = tuple({str(key): None for row in rows for key in row})
        cells = [[_as_text(row.get(column)) for column in columns] for row in rows]
        title = name.replace("_", " ")
        sheets.add(title[:1].upper() + title[1:], columns, cells, [20] * len(columns))
    book.close()
    return target.getvalue()


def guarded(cell: str) -> str:
    """The text of a cell without characters no table can hold, and with an apostrophe where it would be a formula."""
    if not cell.isprintable():
        cell = _SURROGATES.sub("\ufffd", _NOT_TEXT.sub("", cell))
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _cells(milestone: Milestone) -> tuple[str, ...]:
    hours = milestone.time
    return (
        milestone.title,
        milestone.category,
        milestone.start.isoformat(),
        milestone.end.isoformat(),
        hours.start.isoformat("minutes") if hours else "",
        hours.end.isoformat("minutes") if hours else "",
        hours.zone if hours else "",
        milestone.status,
        "" if milestone.reminder is None else str(milestone.reminder),
        " ".join(milestone.depends_on),
        milestone.notes,
        milestone.rule or "",
        milestone.id,
    )


def _further_tables(plan: Plan) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Every list of objects at the plan's top level, also those a later version put there."""
    for name, value in plan.unknown.items():
        if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
            yield name, value


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


class _Sheets:
    """Adds sheets of text to a workbook, each with a frozen head and a name of its own."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._names: set[str] = {"history"}  # Excel keeps this one for itself

    def add(
        self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        sheet = self._book.add_worksheet(self._free_name(name))
        sheet.freeze_panes(1, 0)
        for column, (title, width) in enumerate(zip(columns[:_COLUMNS], widths, strict=False)):
            sheet.set_column(column, column, width, self._wrapped)
            sheet.write_string(0, column, _fitted(title), self._head)
        for number, row in enumerate(rows[: _ROWS - 1], start=1):
            for column, cell in enumerate(row[:_COLUMNS]):
                if cell:
                    sheet.write_string(number, column, _fitted(cell))
        if columns:
            sheet.autofilter(0, 0, max(len(rows), 1), min(len(columns), _COLUMNS) - 1)
            # Everything is text on purpose; without this Excel marks each figure with a green corner.
            sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _free_name(self, wanted: str) -> str:
        name = _SHEET_FORBIDDEN.sub(" ", guarded(wanted).lstrip("'")).strip(" '") or "Table"
        for number in count(1):
            tail = "" if number == 1 else f" {number}"
            free = _cut_units(name, _SHEET_NAME - len(tail)).rstrip(" '") + tail
            if free.casefold() not in self._names:
                self._names.add(free.casefold())
                return free
        return name


def _fitted(cell: str) -> str:
    """A cell that Excel takes: guarded, line ends as Excel writes them, cut where it is longer than a cell may be."""
    cell = _LINE_ENDS.sub("\n", guarded(cell))
    short = _cut_units(cell, _CELL)
    return cell if short == cell else _cut_units(cell, _CELL - len(_CUT)) + _CUT


def _cut_units(text: str, limit: int) -> str:
    """The beginning of a text in at most `limit` UTF-16 units, which is how Excel counts; no character is halved."""
    if len(text) * 2 <= limit or (len(text) <= limit and text.isascii()):
        return text
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
