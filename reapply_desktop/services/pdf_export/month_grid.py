"""The calendar of one month: a chip on the day a step is due, an outlined one where it begins, words on season days."""

from collections.abc import Sequence
from datetime import date, timedelta

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import KEY_EVENTS, cell_word
from reapply_desktop.services.pdf_export import type_scale
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, RULE, SECOND, SOFT, TEXT
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import cut, width

DAY = Style(SANS, type_scale.TEXT)
DAY_STRONG = Style(SANS_BOLD, type_scale.TEXT)
WORD, WORD_SMALL = Style(SANS_BOLD, type_scale.FINE), Style(SANS_BOLD, type_scale.TINY)
WEEK = Style(SANS, type_scale.SIDE)
TINY = Style(SANS, type_scale.SMALL)
HEAD, ROW, TIGHT_ROW = 15.0, 35.5, 26.5
CHIP_WIDE, CHIP_HIGH, CHIP_GAP = 15.0, 5.6, 2.0


def days_in(month: date) -> int:
    """How many days the month of a day has."""
    return 31 if month.month == 12 else (month.replace(month=month.month + 1, day=1) - timedelta(days=1)).day


def weeks_of(month: date) -> int:
    """How many rows the calendar of a month has, weeks beginning on Sunday."""
    return -(-((month.weekday() + 1) % 7 + days_in(month)) // 7)


def grid_height(month: date, row: float) -> float:
    return HEAD + weeks_of(month) * row


def draw_grid(
    sheet: Sheet, x: float, y: float, wide: float, month: date, steps: Sequence[Milestone],
    events: Sequence[SeasonDate], high: float = ROW,
) -> None:  # fmt: skip
    """Draw the month's calendar with its upper left corner at (x, y), each week `high` points."""
    column = wide / 7
    for index, name in enumerate(("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")):
        sheet.text(x + index * column + 5.5, y + 8, name, WEEK, SECOND)
    rows = weeks_of(month)
    top, bottom = y + HEAD, y + HEAD + rows * high
    due, begins = _by_day(month, steps)
    marked: dict[date, list[SeasonDate]] = {}
    for event in events:
        marked.setdefault(event.day, []).append(event)
    first = (month.weekday() + 1) % 7
    for day_number in range(1, days_in(month) + 1):
        day = date(month.year, month.month, day_number)
        row, at = divmod(first + day_number - 1, 7)
        left, upper = x + at * column, top + row * high
        on_day = marked.get(day, [])
        if any(event.id in KEY_EVENTS for event in on_day):
            sheet.box(left, upper, column, high, fill=SOFT)
        number = str(day_number)
        sheet.text(left + 5.5, upper + 13, number, DAY_STRONG if on_day else DAY)
        if on_day:
            words, style = _cell_words(on_day, column - 23)
            sheet.text(left + column - 5.5, upper + 12.4, words, style, TEXT, "right")
        lines = 2 if high >= ROW else 1
        y_chips = upper + high - 17.1 + (2 - lines) * (CHIP_HIGH + CHIP_GAP)
        _chips(sheet, left + 5.5, y_chips, column - 11, due.get(day, []), begins.get(day, []), lines)
    for row in range(1, rows + 1):
        sheet.rule(x, x + wide, top + row * high, HAIRLINE)
    for line in range(8):
        sheet.upright(x + line * column, top, bottom, HAIRLINE)
    sheet.rule(x, x + wide, top, RULE, 0.8)


def _cell_words(events: Sequence[SeasonDate], room: float) -> tuple[str, Style]:
    words = ", ".join(dict.fromkeys(cell_word(event) for event in events))
    style = WORD if width(words, WORD) <= room else WORD_SMALL
    return cut(words, style, room), style


def _by_day(
    month: date, steps: Sequence[Milestone]
) -> tuple[dict[date, list[Milestone]], dict[date, list[Milestone]]]:
    due: dict[date, list[Milestone]] = {}
    begins: dict[date, list[Milestone]] = {}
    for step in steps:
        if (step.end.year, step.end.month) == (month.year, month.month):
            due.setdefault(step.end, []).append(step)
        if step.days > 1 and (step.start.year, step.start.month) == (month.year, month.month):
            begins.setdefault(step.start, []).append(step)
    return due, begins


def _chips(
    sheet: Sheet, x: float, y: float, wide: float, due: Sequence[Milestone], begins: Sequence[Milestone], lines: int
) -> None:
    """As many chips as the rows hold, then how many more."""
    chips = [(step.category, step.status == "done") for step in due] + [(step.category, True) for step in begins]
    in_row = int((wide + CHIP_GAP) // (CHIP_WIDE + CHIP_GAP))
    room = in_row * lines
    shown = chips if len(chips) <= room else chips[: room - 1]
    for index, (category, outlined) in enumerate(shown):
        row, at = divmod(index, in_row)
        left = x + at * (CHIP_WIDE + CHIP_GAP)
        sheet.small_chip(category, left, y + row * (CHIP_HIGH + CHIP_GAP), CHIP_WIDE, CHIP_HIGH, done=outlined)
    if len(shown) < len(chips):
        row, at = divmod(len(shown), in_row)
        left = x + at * (CHIP_WIDE + CHIP_GAP)
        sheet.text(left, y + row * (CHIP_HIGH + CHIP_GAP) + 5.4, f"+{len(chips) - len(shown)}", TINY, SECOND)


def next_month(month: date) -> date:
    """The first of the month after; the calendar's last month stays."""
    if (month.year, month.month) == (date.max.year, 12):
        return month
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
