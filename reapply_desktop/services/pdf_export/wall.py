"""The wall calendar: every day of the year in columns of months, on one large landscape page or on two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import IMG_EVENTS, short_event
from reapply_desktop.domain.words import MONTHS
from reapply_desktop.services.pdf_export.content import LARGE, MARGIN_WIDE, Content, Page
from reapply_desktop.services.pdf_export.fonts import DISPLAY, SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, SOFT, TEXT
from reapply_desktop.services.pdf_export.legend import draw_legend
from reapply_desktop.services.pdf_export.month_grid import days_in, next_month
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import clipped, one_line, shaped, titled, width, wrapped

MOST_MONTHS = 13  # a year and the month it began in
MOST_COLUMNS = 7  # that leave room for names on paper of the usual size
TOP, FOOT = 84.0, 62.0
LETTERS = ("M", "T", "W", "T", "F", "S", "S")


@dataclass(frozen=True)
class _Sizes:
    """Type and measures for a column and a row of these sizes in points."""

    column: float
    row: float

    @property
    def number(self) -> Style:
        return Style(SANS_BOLD, min(9.5, self.row * 0.52))

    @property
    def letter(self) -> Style:
        return Style(SANS, min(7.5, self.row * 0.44))

    @property
    def name(self) -> Style:
        return Style(SANS, min(8.0, max(6.5, self.row * 0.42)))

    @property
    def strong(self) -> Style:
        return Style(SANS_BOLD, self.name.size)

    @property
    def chip(self) -> float:
        return self.name.size * 0.95

    @property
    def text_x(self) -> float:
        return 3 + self.number.size * 1.2 + self.letter.size


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
    due: dict[date, list[Milestone]] = {}
    for step in content.steps:
        due.setdefault(step.end, []).append(step)
    events: dict[date, list[SeasonDate]] = {}
    for event in content.dates.values():
        if content.answers.applicant.is_img or event.id not in IMG_EVENTS:
            events.setdefault(event.day, []).append(event)

    def paint(sheet: Sheet) -> None:
        inner = wide - 2 * MARGIN_WIDE
        sizes = _Sizes(inner / columns, (high - TOP - 17 - FOOT) / 31)
        _head(sheet, content, months, whole, inner)
        for at, month in enumerate(months):
            _month(sheet, content, month, at, sizes, due, events)
        shown = {step.category for step in content.steps if months[0] <= step.end < next_month(months[-1])}
        draw_legend(sheet, shown, MARGIN_WIDE, high - FOOT + 11, inner, 8.5)

    head = one_line(content.answers.applicant.name or "") or "Your year"
    return Page(head, "Wall calendar" if months[0] == whole[0] else "", paint, True, 0, paper)


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
    sheet.text(MARGIN_WIDE, 61, name, Style(DISPLAY, 21))
    end = next_month(whole[-1])
    outside = sum(not whole[0] <= step.end < end for step in content.steps)
    words = "Each step on the day it is due; outlined ones are done."
    if outside:
        words += f" {outside} more before or after these months."
    side = Style(SANS, 9.5)
    sheet.text(MARGIN_WIDE + inner, 61, words, side, SECOND, "right")


def _month(
    sheet: Sheet, content: Content, month: date, at: int, sizes: _Sizes, due: Mapping[date, list[Milestone]],
    events: Mapping[date, list[SeasonDate]],
) -> None:  # fmt: skip
    x = MARGIN_WIDE + at * sizes.column
    name = MONTHS[month.month - 1]
    style = Style(SANS_BOLD, min(10.5, sizes.column / 6.2))
    if width(name, style) > sizes.column - 6:
        name = name[:3]
    after = sheet.text(x + 3, TOP + 9.5, name, style)
    year = Style(SANS, style.size)
    if month.month == 1 or at == 0:
        text = str(month.year)
        if after + width(text, year) + 9 <= sizes.column:
            sheet.text(x + 6 + after, TOP + 9.5, text, year, SECOND)
    sheet.rule(x, x + sizes.column - 3, TOP + 14, TEXT, 0.9)
    for number in range(1, days_in(month) + 1):
        day = date(month.year, month.month, number)
        _day(sheet, content, day, x, TOP + 15 + (number - 1) * sizes.row, sizes, due.get(day, ()), events.get(day, ()))


def _day(
    sheet: Sheet, content: Content, day: date, x: float, y: float, sizes: _Sizes, steps: Sequence[Milestone],
    events: Sequence[SeasonDate],
) -> None:  # fmt: skip
    wide = sizes.column - 3
    if day.weekday() >= 5:
        sheet.box(x, y, wide, sizes.row, fill=SOFT)
    base = y + sizes.row * 0.5 + sizes.number.size * 0.36
    number = sizes.number if day == content.today or events else Style(SANS, sizes.number.size)
    sheet.text(x + 3 + sizes.number.size * 1.1, base, str(day.day), number, TEXT, "right")
    sheet.text(x + 4 + sizes.number.size * 1.1, base, LETTERS[day.weekday()], sizes.letter, SECOND)
    left = x + sizes.text_x
    room = x + wide - left - 1
    names: list[tuple[str, Milestone | None]] = [(short_event(event), None) for event in events]
    # A step that only marks a day of the season says it no second time.
    names += [(shaped(titled(step.title)), step) for step in steps if not _is_event(content, step, events)]
    lines = 2 if sizes.row >= 2.1 * sizes.name.size else 1
    shown = names[:lines]
    more = len(names) - len(shown)
    for at, (name, step) in enumerate(shown):
        tail = f" +{more}" if more and at == len(shown) - 1 else ""
        middle = y + sizes.row / len(shown) * (at + 0.5)
        _name(sheet, name, step, left, middle, room, sizes, tail, lines if len(shown) == 1 else 1)
    sheet.rule(x, x + wide, y + sizes.row, HAIRLINE, 0.4)


def _name(
    sheet: Sheet, name: str, step: Milestone | None, x: float, middle: float, room: float, sizes: _Sizes, tail: str,
    most: int,
) -> None:  # fmt: skip
    """A step or a day of the season, centred on `middle`; alone on its day it may take two lines."""
    size = sizes.name.size
    done = step is not None and step.status == "done"
    style = sizes.name if step is not None else sizes.strong
    right = x + room
    if step is not None:
        sheet.small_chip(step.category, x, middle - sizes.chip / 2, sizes.chip, sizes.chip, done=done)
        x, room = x + sizes.chip + 2, room - sizes.chip - 2
    base = middle + size * 0.34
    if tail:
        room -= width(tail, sizes.strong)
        sheet.text(right, base, tail, sizes.strong, SECOND, "right")
    whole = most > 1 and all(width(word, style) <= room for word in name.split()[:2])
    lines = wrapped(name, style, room, most) if whole else [clipped(name, style, room)]
    base -= (len(lines) - 1) * size * 0.53
    for line in lines:
        sheet.text(x, base, line, style, SECOND if done else TEXT)
        base += size * 1.06


def _is_event(content: Content, step: Milestone, events: Sequence[SeasonDate]) -> bool:
    event = content.event_of(step)
    return event is not None and event in events and event.day == step.end
