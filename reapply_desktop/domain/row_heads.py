"""What the columns of a table stand for: by the words in its first row, else by where its titles and days stand."""

from collections.abc import Iterable, Sequence
from datetime import date

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.typed_days import read_day
from reapply_desktop.domain.words import listed

Row = list[str]
# key of a column -> what its head may say, our own word first
HEADS: dict[str, tuple[str, ...]] = {
    "title": ("Step", "title", "task", "task name", "name", "subject", "activity", "what", "milestone"),
    "start": ("From", "start", "start date", "begin", "date", "day", "when"),
    "end": ("To", "end", "end date", "due", "due date", "until", "finish"),
    "time_start": ("Begins at", "time_start", "start time", "time"),
    "time_end": ("Ends at", "time_end", "end time"),
    "zone": ("Zone", "time zone", "timezone"),
    "status": ("Status", "state"),
    "done": ("Done", "completed", "complete", "finished"),
    "category": ("Category",),
    "reminder": ("Reminder",),
    "notes": ("Notes", "note", "comment", "comments", "description"),
    "id": ("id",),
    "depends_on": ("depends_on",),
    "rule": ("rule",),
}
TABLE = ("title", "start", "end", "time_start", "time_end", "zone", "status", "category", "reminder", "notes")
WHOLE = (*TABLE, "id", "depends_on")
KNOWN = {name.casefold(): key for key, names in HEADS.items() for name in names}


def columns_of(rows: Sequence[Row], today: date) -> tuple[list[str], tuple[str, ...], bool]:
    """The key of each column ("" for one that means nothing), the heads not known, and whether there is a head."""
    heads = [cell.strip() for cell in rows[0]]
    keys = [KNOWN.get(head.casefold(), "") for head in heads]
    named = [key for key in keys if key]
    # One column is a head only by our own word: a list may well begin with the line "Name". Beside another head that
    # is no day it can be nothing else.
    sure = heads == [HEADS["title"][0]] if len(heads) == 1 else (
        len(named) > 1 or (bool(heads[1]) and not _is_day(heads[1], today)))
    if not ("title" in named and sure):
        return *_by_place(rows, today), False
    doubled = [HEADS[key][0] for key in dict.fromkeys(named) if named.count(key) > 1]
    if doubled:
        raise UserError(f"Two columns mean the same: {listed(doubled)}.", "Leave one of them out and copy again.")
    return keys, tuple(head for head, key in zip(heads, keys, strict=True) if head and not key), True


def _by_place(rows: Sequence[Row], today: date) -> tuple[list[str], tuple[str, ...]]:
    """The order of `TABLE`; where days come first, the title is the first column that is none, notes the one after."""
    width = max(len(row) for row in rows)
    days = 0
    while days < width and _are_days([row[days] for row in rows if days < len(row)], today):
        days += 1
    if not 0 < days <= 2 or days == width:
        return list(TABLE)[:width], ()
    keys = [*("start", "end")[:days], "title", "notes"]
    return keys + [""] * (width - len(keys)), tuple(f"column {at}" for at in range(len(keys) + 1, width + 1))


def _are_days(cells: Iterable[str], today: date) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(_is_day(cell, today) for cell in filled)


def _is_day(text: str, today: date) -> bool:
    try:
        return read_day(text, today=today) is not None
    except ValueError:
        return False
