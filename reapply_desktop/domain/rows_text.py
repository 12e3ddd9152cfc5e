"""Steps as rows of text, to a spreadsheet and back: one row a step, nothing that a spreadsheet would run as a formula.

Reading is strict: either every row becomes a step, or none does and each bad one is named with its reason.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any
from unicodedata import category as kind_of_sign

from reapply_desktop.domain import step_edits
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone
from reapply_desktop.domain.row_heads import HEADS, KNOWN, TABLE, Row, columns_of
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.step_words import ZONE_WORDS, counted, quoted, reminder_words
from reapply_desktop.domain.typed_days import (
    Way,
    can_be_two_days,
    lacks_year,
    last_such_day,
    next_such_day,
    read_day,
    read_time,
    way_of,
)
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES
from reapply_desktop.domain.words import day_month_year

MOST_ROWS = 5_000
HOME_ZONE = "America/New_York"  # the season's hours are told in Eastern time
NO_TITLE = "Step without a title"
NEXT_ONE = ", the next one"
_CATEGORY = {
    **{key: key for key in CATEGORIES}, **{word.casefold(): key for key, word in CATEGORIES.items()},
    "stabilize": "stabilise", "exam": "exams", "letter": "letters", "interview": "interviews", "document": "documents",
    "applications": "application", "contingency plan": "contingency",
}  # fmt: skip
_STATUS = {
    **{key: key for key in STATUSES}, **dict.fromkeys(("", "open", "to do", "todo", "not started", "pending",
    "in progress"), "planned"), **dict.fromkeys(("complete", "completed", "finished"), "done"),
    **dict.fromkeys(("skipped", "cancelled", "canceled"), "dropped"),
}  # fmt: skip
_TICKED = {
    **dict.fromkeys(("yes", "y", "x", "true", "done", "1", "✓", "✔", "☑"), True),
    **dict.fromkeys(("", "no", "n", "false", "not done", "open", "0", "-", "–", "☐"), False),
}  # fmt: skip
_ZONES = {word.casefold(): zone for zone, word in ZONE_WORDS.items()}
_NO_REMINDER = ("", "no reminder", "none", "no", "-", "–")
_GUARDED = re.compile(r"'*[=+\-@\t\r\n]")
_REMINDER = re.compile(r"(\d{1,3})(?:\s*(d|days?|w|weeks?))?(?:\s+before)?", re.IGNORECASE)
_HALF_HOUR = re.compile(r"30\s*min(?:ute)?s?(?:\s+before)?", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•–·]\s+)?(?:\[[ xX]?\]\s*|[☐☑✓]\s*)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Doubt:
    """A day of a table that could be another one: the cell, how it was read, and how else it could be."""

    cell: str
    read: date
    other: date
    day_first: bool

    @property
    def words(self) -> str:
        """`3/7/2026 was read as 7 March 2026, the month first.`"""
        return f"{self.cell} was read as {day_month_year(self.read)}, {self.way}."

    @property
    def way(self) -> str:
        return "the day first" if self.day_first else "the month first"


@dataclass(frozen=True)
class Rows:
    """The new steps of a text, the heads of columns that mean nothing here, and a day that could be read otherwise.

    `assumed` says which year was taken where days had none; "" where all had one.
    """

    steps: tuple[Milestone, ...]
    ignored: tuple[str, ...] = ()
    doubt: Doubt | None = None
    assumed: str = ""


# Writing


def to_text(steps: Iterable[Milestone], columns: Sequence[str] = TABLE, delimiter: str = "\t") -> str:
    """A head and a row a step. `WHOLE` adds ids and what waits for what, for pasting into a plan again."""
    rows = [[HEADS[key][0] for key in columns]]
    for step in steps:
        cells = _cells(step)
        rows.append([guarded(_SURROGATE.sub("", cells[key])) for key in columns])
    return "".join(delimiter.join(_quoted(cell, delimiter) for cell in row) + "\n" for row in rows)


def guarded(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula; `unguarded` takes just that one off."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def _cells(step: Milestone) -> Mapping[str, str]:
    hours = step.time
    return {
        "title": " ".join(step.title.split()) or NO_TITLE,
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
        "time_start": f"{hours.start:%H:%M}" if hours else "",
        "time_end": f"{hours.end:%H:%M}" if hours else "",
        "zone": hours.zone if hours else "",
        "status": STATUSES[step.status],
        "category": CATEGORIES[step.category],
        "reminder": reminder_words(step.reminder),
        "notes": step.notes.replace("\r\n", "\n").replace("\r", "\n"),
        "id": step.id,
        "depends_on": " ".join(step.depends_on),
    }


def _quoted(cell: str, delimiter: str) -> str:
    needed = any(sign in cell for sign in (delimiter, "\n", "\r")) or cell.startswith('"') or (
        delimiter != "\t" and '"' in cell)
    return '"' + cell.replace('"', '""') + '"' if needed else cell


# Reading


def split_rows(text: str, delimiter: str = "\t") -> list[Row]:
    """The cells of each row. A cell in quotes may hold tabs, lines and doubled quotes; a stray quote is just a sign."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").removesuffix("\n")
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|([^{end}\n]*))({end}|\n|\Z)')
    rows: list[Row] = [[]]
    at = 0
    while (found := cell.match(text, at)) is not None:
        rows[-1].append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if not found[3]:
            break
        if found[3] == "\n":
            rows.append([])
    return rows


def read_rows(
    text: str, today: date, new_id: Callable[[], str], known_zone: Callable[[str], bool], category: str = "position",
    delimiter: str | None = None, day_first: bool | None = None,
) -> Rows:  # fmt: skip
    """The steps that a copied table or list stands for, each with a new id.

    A first row that names its columns says what they are; without it they stand in the order of `TABLE`, and a single
    column is a list of titles: steps of one day, today. `known_zone` says whether a time zone exists. `day_first`
    says how 3/7/2026 is meant in a table that does not tell; without it the month comes first, and where both ways
    are possible `doubt` says so. UserError, with one entry in `lines` a bad row, when any row cannot be a step.
    """
    rows = split_rows(text, delimiter or _delimiter(text))
    if not any(cell.strip() for row in rows for cell in row):
        raise UserError("There is no text to paste.", "Copy steps, or rows of a table, or a list of lines first.")
    if len(rows) > MOST_ROWS:
        raise UserError(f"At most {MOST_ROWS:,} rows can be pasted at once; these are {len(rows):,}.",
                        "Copy a part of the table.")
    columns, ignored, headed = columns_of(rows, today)
    if not headed and max(len(row) for row in rows) == 1:
        rows = [[_BULLET.sub("", row[0], count=1)] if row else row for row in rows]
    way = _dates_way(rows[headed:], columns)

    def steps(first: bool | None, ids: Callable[[], str] = new_id) -> Rows:
        reader = _Reader(columns, today, known_zone, category, first)
        return Rows(_steps(rows, headed, columns, reader, ids), ignored, assumed=reader.assumed)

    if way.day_first is None or way.doubtful is None:
        return steps(way.day_first)
    wanted = bool(day_first)
    other_is_possible = _is_possible(partial(steps, not wanted, str))
    if other_is_possible and not _is_possible(partial(steps, wanted, str)):
        return steps(not wanted)
    read = steps(wanted)
    days = [read_day(way.doubtful, day_first=first, today=today) for first in (wanted, not wanted)]
    assert days[0] is not None
    assert days[1] is not None
    doubt = Doubt(way.doubtful, days[0], days[1], wanted) if other_is_possible else None
    return replace(read, doubt=doubt)


def _is_possible(read: Callable[[], Rows]) -> bool:
    try:
        read()
    except UserError:
        return False
    return True


def _steps(
    rows: Sequence[Row], headed: bool, columns: Sequence[str], reader: "_Reader", new_id: Callable[[], str]
) -> tuple[Milestone, ...]:
    """A step a row, waiting for one another as their ids say; UserError when any row cannot be one."""
    steps: list[Milestone] = []
    lines: list[str] = []
    own_ids: dict[str, str] = {}
    for number, row in enumerate(rows[headed:], start=1 + headed):
        if not any(cell.strip() for cell in row):
            continue
        plain = zip(columns, (unguarded(cell) for cell in row), strict=False)
        cells = {key: cell if key == "notes" else cell.strip() for key, cell in plain if key}
        try:
            if any(cell.strip() for cell in row[len(columns) :]):
                raise UserError("It has more cells than the table has columns.")
            step = replace(reader.step(cells), id=new_id())
        except UserError as error:
            lines.append(f"Row {number}: {' '.join(error.lines)}")
        else:
            own_ids.setdefault(cells.get("id", ""), step.id)
            steps.append(step)
    if lines:
        of = counted(len(lines) + len(steps), "row")
        verb = "cannot be a step" if len(lines) == 1 else "cannot be steps"
        raise UserError(f"{len(lines):,} of {of} {verb}. Nothing was pasted.",
                        "Mend the rows named and copy the table again.", lines=tuple(lines))
    own_ids.pop("", None)
    return tuple(replace(m, depends_on=tuple(dict.fromkeys(own_ids.get(key, key) for key in m.depends_on)))
                 if m.depends_on else m for m in steps)  # fmt: skip


def _delimiter(text: str) -> str:
    """Tabs as spreadsheets copy them; commas or semicolons only under a head that names our columns."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    for sign in ",;":
        heads = [cell.strip().strip('"').casefold() for cell in first.split(sign)]
        if "\t" not in first and len(heads) > 1 and sum(head in KNOWN for head in heads) * 2 > len(heads):
            return sign
    return "\t"


def _dates_way(rows: Sequence[Row], columns: Sequence[str]) -> Way:
    places = [at for at, key in enumerate(columns) if key in ("start", "end")]
    return way_of(row[at] for row in rows for at in places if at < len(row))


class _Reader:
    """Makes a step of the cells of a row; says all that is wrong with it at once."""

    def __init__(
        self, columns: Sequence[str], today: date, known_zone: Callable[[str], bool], category: str, way: bool | None
    ) -> None:
        self._columns, self._today, self._known_zone, self._category = set(columns), today, known_zone, category
        self._way = way
        self.assumed = ""

    def step(self, cells: Mapping[str, str]) -> Milestone:
        """The step without an id yet. UserError with a sentence in `lines` for each thing that cannot be."""
        wrong: list[str] = []

        def read(key: str, reading: Callable[[str], Any], instead: Any) -> Any:
            try:
                return reading(cells.get(key, ""))
            except ValueError as error:
                wrong.append(f"{quoted(_short(cells[key]))} under {HEADS[key][0]} {error}.")
            except UserError as error:
                wrong.append(error.message)
            return instead

        start, end = read("start", self._day, self._today), read("end", self._day, self._today)
        if not wrong:
            start, end = self._with_years(cells, start, end)
        start = start or end or self._today
        end = end or start
        draft: Milestone = Milestone("", "", self._category, start, end)
        draft = read("title", lambda text: step_edits.renamed(draft, _seen(text)), draft)
        draft = read("notes", lambda text: step_edits.with_notes(draft, text), draft)
        category = read("category", lambda text: _word(text, _CATEGORY, self._category, CATEGORIES), self._category)
        status = read("status", lambda text: _word(text, _STATUS, "planned", STATUSES), "planned")
        if read("done", _is_ticked, False) and status == "planned":
            status = "done"
        hours = None
        if not wrong:
            hours = self._hours(cells, read)
            wrong += self._span(start, end, hours)
        reminder = read("reminder", self._reminder, None)
        if not wrong:
            draft = replace(draft, category=category, status=status, time=hours, reminder=None,
                            depends_on=tuple(cells.get("depends_on", "").split()))
            draft = read("reminder", lambda _text: step_edits.with_reminder(draft, reminder), draft)
        if wrong:
            raise UserError(wrong[0], lines=tuple(wrong))
        return draft

    def _day(self, text: str) -> date | None:
        if self._way is None and can_be_two_days(text):
            raise ValueError("can be two days, as other dates here have the day first and others the month")
        day = read_day(text, day_first=bool(self._way), today=self._today)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
        return day

    def _with_years(
        self, cells: Mapping[str, str], start: date | None, end: date | None
    ) -> tuple[date | None, date | None]:
        """Days without a year are the next ones; a beginning without one is the last before its end."""
        begin, until = cells.get("start", ""), cells.get("end", "")
        if start is not None and end is not None:
            if lacks_year(until) and not lacks_year(begin):
                end = next_such_day(end, start)
            if lacks_year(begin):
                start = last_such_day(start, end)
        for cell, day in ((begin, start), (until, end)):
            if day is None or not lacks_year(cell):
                continue
            said = f"{quoted(_short(cell))} was read as {day_month_year(day)}"
            if self.assumed:
                first = self.assumed.partition(";")[0].removesuffix(NEXT_ONE)
                self.assumed = f"{first}; every date without a year is the nearest one that fits"
            else:
                self.assumed = f"{said}{NEXT_ONE}"
        return start, end

    def _hours(self, cells: Mapping[str, str], read: Callable[[str, Callable[[str], Any], Any], Any]) -> Hours | None:
        begin, end = read("time_start", read_time, None), read("time_end", read_time, None)
        if begin is None:
            if end is not None:
                read("time_end", _without_begin, None)
            return None
        if end is None:
            later = timedelta(hours=begin.hour + 1, minutes=begin.minute)
            end = time(begin.hour + 1, begin.minute) if later < timedelta(days=1) else time(23, 59)
        return Hours(begin, end, read("zone", self._zone, HOME_ZONE))

    def _zone(self, text: str) -> str:
        zone = _ZONES.get(text.casefold(), text) if text else HOME_ZONE
        if not self._known_zone(zone):
            raise ValueError("is not a time zone such as Eastern or America/New_York")
        return zone

    def _span(self, start: date, end: date, hours: Hours | None) -> list[str]:
        if end < start:
            return [f"It ends on {end}, before it begins on {start}."]
        if hours is not None and end != start:
            return ["Hours belong to a step of one day."]
        if hours is not None and hours.end <= hours.start:
            return [f"Its hours end at {hours.end:%H:%M}, not after {hours.start:%H:%M}."]
        return []

    def _reminder(self, text: str) -> int | None:
        """A column that is there and empty means no reminder; without the column a step gets the usual day before."""
        if "reminder" not in self._columns:
            return 1
        if text.casefold() in _NO_REMINDER:
            return None
        if _HALF_HOUR.fullmatch(text):
            return 0
        found = _REMINDER.fullmatch(text)
        if found is None:
            raise ValueError("is not a reminder such as 3 days before, 1 week before or No reminder")
        return int(found[1]) * (7 if (found[2] or "").casefold().startswith("w") else 1)


def _word(text: str, known: Mapping[str, str], instead: str, words: Mapping[str, str]) -> str:
    if not text:
        return instead
    found = known.get(" ".join(text.casefold().split()))
    if found is None:
        raise ValueError(f"is none of {', '.join(words.values())}")
    return found


def _is_ticked(text: str) -> bool:
    found = _TICKED.get(" ".join(text.casefold().split()))
    if found is None:
        raise ValueError("is neither yes nor no")
    return found


def _seen(text: str) -> str:
    """Without signs that no screen shows (NUL, BEL, ESC); those that part words stay as spaces."""
    return "".join(c for c in text if c.isspace() or kind_of_sign(c) != "Cc")


def _without_begin(_text: str) -> None:
    raise ValueError("has no hour at which it begins")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
