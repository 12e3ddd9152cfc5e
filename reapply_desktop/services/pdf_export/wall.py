"""The wall calendar: every day of the year in columns of months, on one large landscape page or on two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import short_event
from reapply_desktop.domain.words import MONTHS
from reapply_desktop.services.pdf_export import type_scale
from reapply_desktop.services.pdf_export.content import LARGE, MARGIN_WIDE, Content, Page
from reapply_desktop.services.pdf_export.flow import SMALL, TITLE
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, SOFT, TEXT
from reapply_desktop.services.pdf_export.legend import draw_legend
from reapply_desktop.services.pdf_export.month_grid import days_in, next_month
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import clipped, cut, one_line, shaped, titled, width, wrapped

MOST_MONTHS = 13  # a year and the month it began in
MOST_COLUMNS = 7  # that leave room for names on paper of the usual size
TOP, FOOT = 84.0, 62.0
SIZES = (*type_scale.CHART_SIZES[:-1], type_scale.WALL)  # smaller is not read from a wall
MOST_LINES = 5
LETTERS = ("M", "T", "W", "T", "F", "S", "S")


@dataclass(frozen=True)
class _Entry:
    """What stands on a day: a step, or a day of the season."""

    name: str
    step: Milestone | None = None


Days = Mapping[date, Sequence[_Entry]]


@dataclass(frozen=True)
class _Sizes:
    """Type and measures in points for a column of this width and type of this size."""

    column: float
    size: float
    number: Style
    plain_number: Style
    letter: Style
    name: Style
    strong: Style
    line: float
    chip: float
    text_x: float
    room: float  # the width of a name, with the chip of a step in it

    def style(self, entry: _Entry) -> Style:
        return self.name if entry.step is not None else self.strong

    def room_of(self, entry: _Entry) -> float:
        return self.room - (self.chip + 2.5 if entry.step is not None else 0)

    def row(self, lines: int) -> float:
        """The least height of a row with so many lines."""
        return lines * self.line + 2.6


def _sizes(column: float, size: float) -> _Sizes:
    number = next((one for one in reversed(SIZES) if one > size), size)
    letter = min(type_scale.SMALL, size)
    text_x = 5.5 + number * 1.1 + letter * 0.9
    return _Sizes(
        column, size, Style(SANS_BOLD, number), Style(SANS, number), Style(SANS, letter), Style(SANS, size),
        Style(SANS_BOLD, size), size * 1.08, size * 0.95, text_x, column - 4 - text_x,
    )  # fmt: skip


@dataclass(frozen=True)
class _Set:
    """The names of some days in lines of one size of type: an entry beside its lines."""

    sizes: _Sizes
    days: Mapping[date, Sequence[tuple[_Entry, list[str]]]]

    @property
    def cuts(self) -> int:
        """How many names do not stand whole."""
        return sum(
            lines[-1].endswith("…") and not entry.name.endswith("…")
            for on_day in self.days.values() for entry, lines in on_day
        )  # fmt: skip

    def lines_on(self, day: date) -> int:
        return sum(len(lines) for _entry, lines in self.days.get(day, ()))


def wall_pages(content: Content) -> list[Page]:
    """The whole year on one large page, or on two to hang beside each other; what a day cannot name it counts."""
    months = _months(content)
    if content.options.large_wall or len(months) <= MOST_COLUMNS:
        return [_page(content, months, months, LARGE[content.options.paper] if content.options.large_wall
                      else content.paper)]  # fmt: skip
    half = (len(months) + 1) // 2
    return [_page(content, part, months, content.paper) for part in (months[:half], months[half:])]


def _page(content: Content, months: Sequence[date], whole: Sequence[date], paper: tuple[float, float]) -> Page:
    """Some months of the `whole`; the second page of two keeps the columns of the first."""
    wide, high = max(paper), min(paper)
    columns = len(months) if len(months) == len(whole) else (len(whole) + 1) // 2
    days = _days(content, months)

    def paint(sheet: Sheet) -> None:
        inner = wide - 2 * MARGIN_WIDE
        room = high - TOP - 17 - FOOT
        made = _fitted(months, days, inner / columns, room)
        _head(sheet, content, months, whole, inner)
        for at, month in enumerate(months):
            x, y = MARGIN_WIDE + at * made.sizes.column, TOP + 15
            _month(sheet, month, x, made.sizes, with_year=at == 0 or month.month == 1)
            for day, (row, lines) in zip(_days_of(month), _rows(made, month, room), strict=True):
                _day(sheet, day, day == content.today, (x, y, row), lines, made)
                y += row
        shown = {entry.step.category for entries in days.values() for entry in entries if entry.step}
        draw_legend(sheet, shown, MARGIN_WIDE, high - FOOT + 11, inner, type_scale.FINE)

    head = one_line(content.answers.applicant.name or "") or "Your year"
    return Page(head, "Wall calendar" if months[0] == whole[0] else "", paint, True, 0, paper)


def _days(content: Content, months: Sequence[date]) -> dict[date, list[_Entry]]:
    """What stands on each day, days of the season first; a step that only marks one says it no second time."""
    end = next_month(months[-1])
    events: dict[date, list[SeasonDate]] = {}
    for event in content.dates.values():
        if content.concerns(event):
            events.setdefault(event.day, []).append(event)
    found = {day: [_Entry(short_event(event)) for event in on_day] for day, on_day in events.items()}
    for step in content.steps:
        hangs_on = content.event_of(step)
        if months[0] <= step.end < end and (hangs_on is None or hangs_on not in events.get(step.end, ())):
            found.setdefault(step.end, []).append(_Entry(shaped(titled(step.title)), step))
    return {day: entries for day, entries in found.items() if months[0] <= day < end}


def _fitted(months: Sequence[date], days: Days, column: float, high: float) -> _Set:
    """In the largest type in which all lines of these months have room and most names stand whole."""
    best: _Set | None = None
    for size in SIZES:
        made = _set(_sizes(column, size), days)
        if size <= high / 31 * 0.58 and all(_fits(made, month, high) for month in months):
            best = made if best is None or made.cuts < best.cuts else best
            if not best.cuts:
                break
    return best or made


def _set(sizes: _Sizes, days: Days) -> _Set:
    return _Set(sizes, {
        day: [(entry, _broken(entry.name, sizes.style(entry), sizes.room_of(entry), MOST_LINES)) for entry in entries]
        for day, entries in days.items()
    })  # fmt: skip


def _fits(made: _Set, month: date, high: float) -> bool:
    """Whether the month has all the lines it wants."""
    least, each = _least(made.sizes, high), _days_of(month)
    return sum(max(least, made.sizes.row(made.lines_on(day))) for day in each) + (31 - len(each)) * least <= high


def _least(sizes: _Sizes, high: float) -> float:
    """The height of an empty day."""
    return max(sizes.row(1), high / 31 * 0.68)


def _days_of(month: date) -> list[date]:
    return [month.replace(day=number) for number in range(1, days_in(month) + 1)]


def _broken(name: str, style: Style, room: float, most: int) -> list[str]:
    """The name on as many lines as that; its end, or a word wider than the column, gives way to an …"""
    if width(name, style) <= room:
        return [name]
    if most > 1 and all(width(word, style) <= room for word in name.split()):
        return wrapped(name, style, room, most)
    whole = cut(name, style, room)
    return [whole if width(whole, style) > room / 2 else clipped(name, style, room)]


def _rows(made: _Set, month: date, high: float) -> list[tuple[float, int]]:
    """Height and lines of each day: a day with more to name gets a higher row, and days with little give it up. First
    comes one name more, where there are least; then the end of a name; what is left they share."""
    sizes, least, each = made.sizes, _least(made.sizes, high), _days_of(month)
    lines = [1] * len(each)
    left = high - 31 * least
    for wanted in ([len(made.days.get(day, ())) for day in each], [made.lines_on(day) for day in each]):
        while True:
            costs = [max(least, sizes.row(n + 1)) - max(least, sizes.row(n)) for n in lines]
            able = [at for at, want in enumerate(wanted) if want > lines[at] and costs[at] <= left]
            if not able:
                break
            best = min(able, key=lambda at: (lines[at], at))
            left -= costs[best]
            lines[best] += 1
    heights = [max(least, sizes.row(count)) for count in lines]
    more = (high - sum(heights) - (31 - len(heights)) * high / 31) / len(heights)
    return [(height + more, count) for height, count in zip(heights, lines, strict=True)]


def _months(content: Content) -> list[date]:
    """The months that hold steps or the rest of the season; of a longer plan those up to its end that hold today."""
    match = content.dates["match_day"].day if "match_day" in content.dates else content.today
    days = [step.end for step in content.steps] or [content.today]
    first, last = min([*days, match]).replace(day=1), max([*days, match]).replace(day=1)
    found = [first]
    while found[-1] < last and len(found) < 1200:
        found.append(next_month(found[-1]))
    if len(found) > MOST_MONTHS:
        here = content.today.replace(day=1)
        begin = found.index(here) if here in found else 0
        begin = max(0, min(begin, len(found) - MOST_MONTHS))
        if match.replace(day=1) in found[:MOST_MONTHS] and here in found[:MOST_MONTHS]:
            begin = 0
        found = found[begin : begin + MOST_MONTHS]
    return found


def _head(sheet: Sheet, content: Content, months: Sequence[date], whole: Sequence[date], inner: float) -> None:
    name = f"{MONTHS[months[0].month - 1]} {months[0].year} to {MONTHS[months[-1].month - 1]} {months[-1].year}"
    sheet.text(MARGIN_WIDE, 61, name, TITLE)
    end = next_month(whole[-1])
    outside = sum(not whole[0] <= step.end < end for step in content.steps)
    words = "Each step on the day it is due; outlined ones are done."
    if outside:
        words += f" {outside} more before or after these months."
    sheet.text(MARGIN_WIDE + inner, 61, words, SMALL, SECOND, "right")


def _month(sheet: Sheet, month: date, x: float, sizes: _Sizes, *, with_year: bool) -> None:
    """The head of a column."""
    name = MONTHS[month.month - 1]
    style = Style(SANS_BOLD, type_scale.TEXT if sizes.column > 63 else type_scale.SIDE)
    if width(name, style) > sizes.column - 6:
        name = name[:3]
    after = sheet.text(x + 3, TOP + 9.5, name, style)
    year, text = Style(SANS, style.size), str(month.year)
    if with_year and after + width(text, year) + 9 <= sizes.column:
        sheet.text(x + 6 + after, TOP + 9.5, text, year, SECOND)
    sheet.rule(x, x + sizes.column - 3, TOP + 14, TEXT, 0.9)


def _day(sheet: Sheet, day: date, today: bool, place: tuple[float, float, float], lines: int, made: _Set) -> None:
    """A day at `place` (left, top, height) in a row of so many lines."""
    x, y, high = place
    sizes, entries = made.sizes, made.days.get(day, ())
    wide = sizes.column - 3
    if day.weekday() >= 5:
        sheet.box(x, y + 0.3, wide, high - 0.3, fill=SOFT)  # below the line of the day before
    base = y + (high - lines * sizes.line) / 2 + sizes.size * 0.88
    marked = today or any(entry.step is None for entry, _lines in entries)
    right = x + 2.5 + sizes.number.size * 1.1
    sheet.text(right, base, str(day.day), sizes.number if marked else sizes.plain_number, TEXT, "right")
    sheet.text(right + 1.2, base, LETTERS[day.weekday()], sizes.letter, SECOND)
    shown = entries[:lines]
    spare, more = lines - len(shown), len(entries) - len(shown)
    for at, (entry, whole) in enumerate(shown):
        most = 1 + min(spare, len(whole) - 1)
        spare -= most - 1
        tail = f"+{more}" if more and at == len(shown) - 1 else ""
        _name(sheet, entry, whole if most == len(whole) else None, x + sizes.text_x, base, most, sizes, tail)
        base += most * sizes.line
    sheet.rule(x, x + wide, y + high, HAIRLINE, 0.4)


def _name(
    sheet: Sheet, entry: _Entry, whole: list[str] | None, x: float, base: float, most: int, sizes: _Sizes, tail: str
) -> None:  # fmt: skip
    """A step or a day of the season from the baseline `base` on, in `most` lines; the tail says how many more."""
    done = entry.step is not None and entry.step.status == "done"
    style, room = sizes.style(entry), sizes.room_of(entry)
    right = x + sizes.room
    left = right - room
    if entry.step is not None:
        top = base - sizes.size * 0.34 - sizes.chip / 2
        sheet.small_chip(entry.step.category, x, top, sizes.chip, sizes.chip, done=done)
    if tail:
        sheet.text(right, base, tail, sizes.strong, SECOND, "right")
        room -= width(tail, sizes.strong) + 2
    for line in whole if whole is not None and not tail else _broken(entry.name, style, room, most):
        sheet.text(left, base, line, style, SECOND if done else TEXT)
        base += sizes.line
