"""The weekly sheet: one week a page, day by day with boxes to tick, how full the week is, and room to write."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.chart import lateness
from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import IMG_EVENTS, hour_words, short_event
from reapply_desktop.domain.step_words import counted, hours_words
from reapply_desktop.domain.week import Week, monday_of, week_of
from reapply_desktop.domain.words import WEEKDAYS, brief_day, day_month, day_month_year
from reapply_desktop.services.pdf_export.content import MARGIN, MONTHS, Content, Page
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    SMALL,
    STRONG,
    Block,
    flow_pages,
    heading,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, SECOND, TEXT, WARNING, cue
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import cut, one_line, shaped, titled, width, wrapped
from reapply_desktop.services.pdf_export.words import date_label, done_means

DAY_NAME = Style(SANS_BOLD, 10.25)
TAG = Style(SANS, 8.25)
DETAIL = Style(SANS, 9.5, 12.6)
DAY_WIDE, TICK = 74.0, 18.0
LEAST_DAY, LEAST_WEEKEND = 54.0, 38.0
MOST_RUNNING, MOST_LATE = 6, 4


def week_pages(content: Content) -> list[Page]:
    """As many weeks as asked for, from the week of today on (on a Sunday the next); a full one takes a second page."""
    plan = replace(content.plan, milestones=content.steps)
    first = monday_of(content.today + timedelta(days=1))
    return [
        page for number in range(max(1, content.options.weeks))
        for page in _week(content, week_of(plan, first + timedelta(days=7 * number)), number == 0)
    ]  # fmt: skip


def _week(content: Content, week: Week, is_first: bool) -> list[Page]:
    wide = content.paper[0] - 2 * MARGIN
    blocks: list[Block] = [_load(week, wide), space(8)]
    if is_first:
        blocks.extend(_late(content, week, wide))
    for offset in range(7):
        day = week.first + timedelta(days=offset)
        blocks.extend(_day(content, day, [step for step in week.due if step.end == day], wide))
    running = [step for step in week.going_on if step.is_open]
    if running:
        blocks.extend(heading("Goes on", MARGIN, wide, 12))
        blocks.extend(_running(step, wide) for step in running[:MOST_RUNNING])
        if len(running) > MOST_RUNNING:
            blocks.extend(text_blocks(f"and {len(running) - MOST_RUNNING} more", SMALL, MARGIN, wide, SECOND))
    title = f"{day_month(week.first)} to {day_month_year(week.last)}"
    return flow_pages(
        blocks, head=one_line(content.answers.applicant.name or "") or "Your year",
        bookmark=f"Week of {day_month_year(week.first)}", title=title, subtitle=_ahead(content, week),
        size=content.paper, margin=MARGIN, foot=_notes(wide),
    )  # fmt: skip


def _ahead(content: Content, week: Week) -> str:
    """What lies next, counted in weeks from Monday."""
    ahead = [
        content.dates[event] for event in ("submission_opens", "review_opens", "rank_list_due", "match_day")
        if event in content.dates and content.dates[event].day > week.last
    ]  # fmt: skip
    if not ahead:
        return ""
    return f"{counted((ahead[0].day - week.first).days // 7, 'week')} to: {short_event(ahead[0])}"


def _load(week: Week, wide: float) -> Block:
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
        sheet.box(x, y + 2.5, length, 7, fill="#FFFFFF", stroke=OUTLINE, thickness=0.6, radius=1.5)
        if week.load:
            full = WARNING if week.is_too_full else ACCENT
            sheet.box(x, y + 2.5, max(3.0, length * week.load / most), 7, fill=full, radius=1.5)
        if week.is_too_full:
            sheet.upright(x + length * week.limit / most, y, y + 12, TEXT, 0.9)
        sheet.text(x + length + 10, y + 9, side, SMALL, WARNING if week.is_too_full else SECOND)

    return Block(14.0, paint)


def _late(content: Content, week: Week, wide: float) -> list[Block]:
    late = [step for step in content.steps if step.is_open and step.end < week.first]
    if not late:
        return []
    blocks = heading("Still open from before", MARGIN, wide, 4)
    for step in late[-MOST_LATE:]:
        blocks.extend(_step(content, step, MARGIN, wide))
    if len(late) > MOST_LATE:
        words = f"and {len(late) - MOST_LATE} more"
        if content.prints(MONTHS):
            words += "; they stand on the page of their month"
        blocks.extend(text_blocks(words, SMALL, MARGIN + TICK, wide - TICK, SECOND))
    return [*blocks, space(6)]


def _day(content: Content, day: date, due: Sequence[Milestone], wide: float) -> list[Block]:
    """A line above, the day at the left, what is due beside it; an empty day keeps room to write."""
    inner = [_event(event, wide) for event in _events(content, day)]
    for step in due:
        inner.extend(_step(content, step, MARGIN + DAY_WIDE, wide - DAY_WIDE))
    least = LEAST_WEEKEND if day.weekday() >= 5 else LEAST_DAY
    high = sum(block.height for block in inner)
    today = day == content.today

    def paint(sheet: Sheet, y: float) -> None:
        colour, thickness = (TEXT, 0.9) if day.weekday() == 0 else (HAIRLINE, 0.6)
        sheet.rule(MARGIN, MARGIN + wide, y, colour, thickness)
        sheet.text(MARGIN, y + 17, WEEKDAYS[day.weekday()], DAY_NAME, ACCENT if today else TEXT)
        sheet.text(MARGIN, y + 30, brief_day(day) + (", today" if today else ""), SMALL, ACCENT if today else SECOND)

    # The day's name is drawn in a block without height, so that what stands beside it begins on the same line.
    return [Block(0.0, paint, keep=True), *inner, space(max(4.0, least - high))]


def _events(content: Content, day: date) -> list[SeasonDate]:
    return [
        event for event in content.dates.values()
        if event.day == day and (content.answers.applicant.is_img or event.id not in IMG_EVENTS)
    ]  # fmt: skip


def _event(event: SeasonDate, wide: float) -> Block:
    words = " · ".join(filter(None, (hour_words(event.hour_et), event.status)))

    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN + DAY_WIDE, y + 17, short_event(event), STRONG)
        sheet.text(MARGIN + wide, y + 17, words, SMALL, SECOND, "right")

    return Block(20.0, paint, keep=True)


def _step(content: Content, step: Milestone, x: float, wide: float) -> list[Block]:
    done = step.status == "done"
    label = "done" if done else ", ".join(filter(None, (lateness(step, content.today),
                                                        date_label(step, content.event_of(step)))))  # fmt: skip
    late = bool(lateness(step, content.today))
    tag_wide = width(label, TAG) + 17 if label else 0.0
    room = wide - TICK - 18
    title = wrapped(titled(step.title), STRONG, room - tag_wide)
    meaning = "" if done else done_means(step.notes)[0]
    hours = hours_words(step.time)
    said = " ".join(filter(None, (f"{hours}." if hours else "", meaning)))
    detail = wrapped(said, DETAIL, room, 2) if said else []

    def paint(sheet: Sheet, y: float) -> None:
        base = y + 17
        sheet.tick_box(x, base - 8.8, done)
        look = cue(step.category)
        sheet.icon(look.icon, x + TICK - 1, base - 9.6, 11.5, look.colour)
        sheet.lines(x + TICK + 17, base, title, STRONG, SECOND if done else TEXT)
        if label:
            end = base + STRONG.line * (len(title) - 1)
            after = width(title[-1], STRONG)
            sheet.tag(x + TICK + 17 + after + 8, end, label, TAG, WARNING if late and not done else SECOND)
        sheet.lines(x + TICK + 17, base + STRONG.line * len(title) - 0.6, detail, DETAIL, SECOND)

    return [Block(7 + STRONG.line * len(title) + DETAIL.line * len(detail), paint)]


def _running(step: Milestone, wide: float) -> Block:
    until = f"until {day_month(step.end)}"

    def paint(sheet: Sheet, y: float) -> None:
        look = cue(step.category)
        sheet.icon(look.icon, MARGIN, y + 3.4, 11, look.colour)
        room = wide - TICK - width(until, SMALL) - 14
        sheet.text(MARGIN + TICK, y + 12.4, cut(shaped(titled(step.title)), BODY, room), BODY)
        sheet.text(MARGIN + wide, y + 12.4, until, SMALL, SECOND, "right")

    return Block(16.5, paint)


def _notes(wide: float) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y + 18, "Notes", SMALL, SECOND)
        for line in range(2):
            sheet.rule(MARGIN, MARGIN + wide, y + 38 + line * 21)

    return Block(61, paint)
