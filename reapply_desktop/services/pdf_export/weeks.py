"""The weekly sheet: one week a page, day by day with boxes to tick, how full the week is, and room to write.

A full week gives up empty room first, then words; only what no page can hold makes a second one, broken between days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import hour_words, short_event
from reapply_desktop.domain.step_words import counted, hours_words
from reapply_desktop.domain.today import sunday_of
from reapply_desktop.domain.week import Week, week_from
from reapply_desktop.domain.words import WEEKDAYS, brief_day, day_month, day_month_year
from reapply_desktop.services.pdf_export.content import MARGIN, MONTHS, Content, Page
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    SMALL,
    STRONG,
    TAG,
    Block,
    filled,
    flow_pages,
    heading,
    height,
    page_room,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, SECOND, TEXT, WARNING, WHITE, cue
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import cut, one_line, shaped, titled, width, wrapped
from reapply_desktop.services.pdf_export.words import date_label, done_means, weekday
from reapply_desktop.services.pdf_export.writing import NOTE_LINE, note_lines, notes_height

DAY_WIDE, TICK = 74.0, 18.0
LEAST, MOST, MOST_WEEKEND = 35.0, 72.0, 52.0  # how high a day is with nothing in it
BESIDE = 22.0  # room to write that a full day can still use
NOTE_HEAD = 19.0
MOST_LATE, MOST_NOTES = 4, 6


@dataclass(frozen=True)
class _Fit:
    """How much a sheet says: lines that explain a step, steps that go on, and the least lines to write on."""

    lines: int
    running: int
    notes: int


FITS = (_Fit(2, 6, 2), _Fit(2, 4, 1), _Fit(1, 4, 1), _Fit(1, 3, 0), _Fit(0, 2, 0))


@dataclass(frozen=True)
class _Day:
    """A day of the sheet and what stands beside its name."""

    day: date
    inner: tuple[Block, ...]

    @property
    def need(self) -> float:
        return max(LEAST, height(self.inner) + 5)

    @property
    def most(self) -> float:
        return max(self.need + BESIDE, MOST_WEEKEND if self.day.weekday() >= 5 else MOST)


@dataclass(frozen=True)
class _Made:
    """The parts of a sheet from top to bottom; `fit` says how much they say."""

    top: list[Block]
    days: list[_Day]
    tail: list[Block]
    fit: _Fit


def week_pages(content: Content) -> list[Page]:
    """As many weeks as asked for, from the week of today on (on a Saturday the next)."""
    plan = replace(content.plan, milestones=content.steps)
    first = sunday_of(content.today + timedelta(days=1))
    return [
        page for number in range(max(1, content.options.weeks))
        for page in _week(content, week_from(plan, first + timedelta(days=7 * number)), number == 0)
    ]  # fmt: skip


def _week(content: Content, week: Week, is_first: bool) -> list[Page]:
    """One page wherever one can hold the week; else two that share its days evenly, else as many as it takes."""
    wide, room = content.paper[0] - 2 * MARGIN, page_room(content.paper)
    fullest = _made(content, week, is_first, FITS[0], wide)
    for fit in FITS:
        made = fullest if fit is FITS[0] else _made(content, week, is_first, fit, wide)
        if height(made.top) + sum(day.need for day in made.days) + _least_tail(made) <= room:
            return [_page(content, week, _stretched(content, made, wide, room), 0)]
    made = fullest
    for number in sorted(range(1, 7), key=lambda number: _uneven(made, number)):
        first = replace(made, days=made.days[:number], tail=[], fit=replace(made.fit, notes=0))
        second = replace(made, top=[], days=made.days[number:])
        if all(height(part.top) + sum(day.need for day in part.days) + _least_tail(part) <= room
               for part in (first, second)):  # fmt: skip
            return [
                _page(content, week, _stretched(content, first, wide, room, notes=False), 0),
                _page(content, week, _stretched(content, second, wide, room), 1),
            ]
    pages = _overflowing(content, made, wide, room)
    return [_page(content, week, blocks, number) for number, blocks in enumerate(pages)]


def _made(content: Content, week: Week, is_first: bool, fit: _Fit, wide: float) -> _Made:
    top: list[Block] = [_load(week), space(8)]
    if is_first:
        top.extend(_late(content, week, wide, fit))
    days = []
    for offset in range(7):
        day = week.first + timedelta(days=offset)
        inner = [_event(event, wide) for event in _events(content, day)]
        for step in week.due:
            if step.end == day:
                inner.extend(_step(content, step, MARGIN + DAY_WIDE, wide - DAY_WIDE, fit.lines))
        days.append(_Day(day, tuple(inner)))
    return _Made(top, days, _goes_on(week, wide, fit.running), fit)


def _least_tail(made: _Made) -> float:
    return height(made.tail) + notes_height(made.fit.notes, NOTE_HEAD)


def _uneven(made: _Made, number: int) -> float:
    """How differently two pages are filled when the second begins with day `number`."""
    above = height(made.top) + sum(day.need for day in made.days[:number])
    return abs(above - sum(day.need for day in made.days[number:]) - _least_tail(made))


def _stretched(content: Content, made: _Made, wide: float, room: float, *, notes: bool = True) -> list[Block]:
    """The parts of one page, its days grown evenly into the room left, and lines to write on below them."""
    left = room - height(made.top) - _least_tail(made) - 0.5
    share = 1.0
    while share > 0 and sum(_grown(day, share) for day in made.days) > left:
        share = max(0.0, share - 0.02)
    left -= sum(_grown(day, share) for day in made.days)
    blocks = list(made.top)
    for day in made.days:
        blocks.extend(_day(content, day, _grown(day, share), wide))
    blocks.extend(made.tail)
    lines = made.fit.notes
    if notes:
        more = left if lines else left - NOTE_HEAD
        lines = min(MOST_NOTES, lines + max(0, int(more // NOTE_LINE)))
    if lines:
        blocks.append(note_lines(wide, lines, NOTE_HEAD))
    return blocks


def _grown(day: _Day, share: float) -> float:
    """How high a day is when it gets a share (0..1) of the room it can use."""
    return day.need + share * (day.most - day.need)


def _overflowing(content: Content, made: _Made, wide: float, room: float) -> Iterator[list[Block]]:
    """The pages of a week of which one day alone fills more than a page; a day that runs on says its name again."""
    blocks = list(made.top)
    for day in made.days:
        rest = list(day.inner)
        while True:
            fitting = filled(rest, room - height(blocks) - 5)[0] if rest else []
            whole = len(fitting) == len(rest)
            high = max(LEAST, height(fitting) + 5)
            if height(blocks) + high > room and blocks:
                yield blocks
                blocks = []
                continue
            blocks.extend(_day(content, _Day(day.day, tuple(fitting)), high, wide))
            rest = rest[len(fitting) :]
            if whole:
                break
            yield blocks
            blocks = []
    last = [*made.tail, note_lines(wide, made.fit.notes, NOTE_HEAD)]
    if height(blocks) + height(last) > room:
        yield blocks
        blocks = []
    yield [*blocks, *last]


def _page(content: Content, week: Week, blocks: Sequence[Block], number: int) -> Page:
    title = f"{day_month(week.first)} to {day_month_year(week.last)}"
    return flow_pages(
        blocks, head=one_line(content.answers.applicant.name or "") or "Your year",
        bookmark="" if number else f"Week of {day_month_year(week.first)}",
        title=f"{title}, continued" if number else title, subtitle=_ahead(content, week),
        size=content.paper, margin=MARGIN,
    )[0]  # fmt: skip


def _ahead(content: Content, week: Week) -> str:
    """What lies next, counted in weeks from Sunday."""
    ahead = [
        content.dates[event] for event in ("submission_opens", "review_opens", "rank_list_due", "match_day")
        if event in content.dates and content.dates[event].day > week.last
    ]  # fmt: skip
    if not ahead:
        return ""
    return f"{counted((ahead[0].day - week.first).days // 7, 'week')} to: {short_event(ahead[0])}"


def _load(week: Week) -> Block:
    """How full the week is, as a bar against what it can hold, and in words."""
    open_due = sum(step.is_open for step in week.due)
    going = sum(step.is_open for step in week.going_on)
    words = f"{counted(open_due, 'step')} due, {going} going on"
    side = "fuller than a week beside the job can hold" if week.is_too_full else "fits"
    if not week.load:
        side = "nothing is planned"

    def paint(sheet: Sheet, y: float) -> None:
        length = 150.0
        sheet.text(MARGIN, y + 9, words, SMALL)
        x = MARGIN + width(words, SMALL) + 14
        most = max(week.limit, week.load)
        sheet.box(x, y + 2.5, length, 7, fill=WHITE, stroke=OUTLINE, thickness=0.6, radius=1.5)
        if week.load:
            full = WARNING if week.is_too_full else ACCENT
            sheet.box(x, y + 2.5, max(3.0, length * week.load / most), 7, fill=full, radius=1.5)
        if week.is_too_full:
            sheet.upright(x + length * week.limit / most, y, y + 12, TEXT, 0.9)
        sheet.text(x + length + 10, y + 9, side, SMALL, WARNING if week.is_too_full else SECOND)

    return Block(14.0, paint)


def _late(content: Content, week: Week, wide: float, fit: _Fit) -> list[Block]:
    late = [step for step in content.steps if step.is_open and step.end < week.first]
    if not late:
        return []
    blocks = heading("Still open from before", MARGIN, wide, 4)
    for step in late[-MOST_LATE:]:
        blocks.extend(_step(content, step, MARGIN, wide, fit.lines))
    if len(late) > MOST_LATE:
        words = f"and {len(late) - MOST_LATE} more"
        if content.prints(MONTHS):
            words += "; they stand on the page of their month"
        blocks.append(space(3))
        blocks.extend(text_blocks(words, SMALL, MARGIN + TICK + 17, wide - TICK - 17, SECOND))
    return [*blocks, space(8)]


def _day(content: Content, day: _Day, high: float, wide: float) -> list[Block]:
    """A line above, the day at the left, what is due beside it; what is left of its height is room to write."""
    on = day.day
    today = on == content.today

    def paint(sheet: Sheet, y: float) -> None:
        colour, thickness = (TEXT, 0.9) if on.weekday() == 6 else (HAIRLINE, 0.6)
        sheet.rule(MARGIN, MARGIN + wide, y, colour, thickness)
        sheet.text(MARGIN, y + 17, WEEKDAYS[on.weekday()], STRONG, ACCENT if today else TEXT)
        sheet.text(MARGIN, y + 30, brief_day(on) + (", today" if today else ""), SMALL, ACCENT if today else SECOND)

    # The day's name is drawn in a block without height, so that what stands beside it begins on the same line.
    return [Block(0.0, paint, keep=True), *day.inner, space(high - height(day.inner))]


def _events(content: Content, day: date) -> list[SeasonDate]:
    return [
        event for event in content.dates.values()
        if event.day == day and content.concerns(event)
    ]  # fmt: skip


def _event(event: SeasonDate, wide: float) -> Block:
    words = " · ".join(filter(None, (hour_words(event.hour_et), event.status)))

    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN + DAY_WIDE, y + 17, short_event(event), STRONG)
        sheet.text(MARGIN + wide, y + 17, words, SMALL, SECOND, "right")

    return Block(20.0, paint, keep=True)


def _step(content: Content, step: Milestone, x: float, wide: float, most: int) -> list[Block]:
    """Box, icon, title and label in a block a line, so that a title of any length finds its room."""
    done = step.status == "done"
    label = "done" if done else ", ".join(filter(None, (_planned(content, step),
                                                        date_label(step, content.event_of(step)))))  # fmt: skip
    tag_wide = width(label, TAG) + 17 if label else 0.0
    room, left = wide - TICK - 18, x + TICK + 17
    title = wrapped(titled(step.title), STRONG, room - tag_wide)
    meaning = "" if done else done_means(step.notes)[0]
    hours = hours_words(step.time)
    said = " ".join(filter(None, (f"{hours}." if hours else "", meaning)))
    detail = wrapped(said, SMALL, room, most) if said and most else []

    def paint_line(at: int) -> Block:
        def paint(sheet: Sheet, y: float) -> None:
            base = y + (17 if at == 0 else STRONG.line - 4)
            if at == 0:
                sheet.tick_box(x, base - 8.8, done)
                look = cue(step.category)
                sheet.icon(look.icon, x + TICK - 1, base - 9.6, 11.5, look.colour)
            after = sheet.text(left, base, title[at], STRONG, SECOND if done else TEXT)
            if label and at == len(title) - 1:
                sheet.tag(left + after + 8, base, label, TAG, SECOND)

        return Block((21.0 if at == 0 else STRONG.line), paint, keep=at < len(title) - 1 or bool(detail))

    def paint_detail(sheet: Sheet, y: float) -> None:
        sheet.lines(left, y + SMALL.size - 0.5, detail, SMALL, SECOND)

    blocks = [paint_line(at) for at in range(len(title))]
    if detail:
        blocks.append(Block(SMALL.line * len(detail), paint_detail))
    return blocks


def _planned(content: Content, step: Milestone) -> str:
    """For which day a step of an earlier week was planned; one of this week stands on its day."""
    if not step.is_open or step.end >= sunday_of(content.today + timedelta(days=1)):
        return ""
    return f"was planned for {weekday(step.end)} {brief_day(step.end).split()[1]}"


def _goes_on(week: Week, wide: float, most: int) -> list[Block]:
    running = [step for step in week.going_on if step.is_open]
    if not running:
        return []
    # One line more says how many are left out: where that is one, it is named instead.
    shown = running[:most] if len(running) > most + 1 else running
    blocks = heading("Goes on", MARGIN, wide, 10)
    blocks.extend(_running(step, wide) for step in shown)
    if len(running) > len(shown):
        blocks.append(space(2))
        blocks.extend(text_blocks(f"and {len(running) - len(shown)} more", SMALL, MARGIN + TICK, wide, SECOND))
    return blocks


def _running(step: Milestone, wide: float) -> Block:
    until = f"until {brief_day(step.end)} {step.end.year}"

    def paint(sheet: Sheet, y: float) -> None:
        look = cue(step.category)
        sheet.icon(look.icon, MARGIN, y + 3.4, 11, look.colour)
        room = wide - TICK - width(until, SMALL) - 14
        sheet.text(MARGIN + TICK, y + 12.4, cut(shaped(titled(step.title)), BODY, room), BODY)
        sheet.text(MARGIN + wide, y + 12.4, until, SMALL, SECOND, "right")

    return Block(16.5, paint)
