"""Month by month: the calendar, then what is due with a box to tick, what "done" means, and how sure each date is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import EVENTS, hour_words
from reapply_desktop.domain.step_words import hours_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.domain.words import brief_day, listed
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN, Content, Page, month_key
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    LEAD,
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
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, TEXT, cue
from reapply_desktop.services.pdf_export.month_grid import ROW, TIGHT_ROW, draw_grid, grid_height, weeks_of
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import titled, width, wrapped
from reapply_desktop.services.pdf_export.words import date_label, done_means, month_name, ordinal, sentence, weekday
from reapply_desktop.services.pdf_export.writing import NOTE_LINE, note_lines, notes_height

SIDE = Style(SANS, SMALL.size, 12)
TITLE_X, ICON_X, DATE_X = 98.0, 77.0, 18.6
MOST_RUNNING = 10


@dataclass(frozen=True)
class _Spacing:
    """How much air a month has: height of a calendar's row, above and below a step, the most lines it explains, columns
    of what goes on, and the least lines to write on."""

    row: float
    above: float
    below: float
    lines: int
    columns: int
    notes: int


USUAL = _Spacing(ROW, 8.0, 8.2, 6, 1, 1)
SNUG = _Spacing(31.0, 6.4, 6.4, 4, 2, 1)
TIGHT = _Spacing(TIGHT_ROW, 4.1, 4.2, 2, 2, 0)
MOST_NOTES = 8
LEAST_LAST = 0.42  # of a page: a month that runs on leaves no less on its last one


def month_pages(content: Content) -> list[Page]:
    """A page, or more where they do not fit, for every month in which something begins, is due, or is a season day."""
    due: dict[date, list[Milestone]] = {}
    begins: dict[date, list[Milestone]] = {}
    for step in content.steps:
        due.setdefault(step.end.replace(day=1), []).append(step)
        if step.start.replace(day=1) != step.end.replace(day=1):
            begins.setdefault(step.start.replace(day=1), []).append(step)
    long_ones = [step for step in content.steps if step.start.replace(day=1) != step.end.replace(day=1)]
    pages: list[Page] = []
    for month in sorted({*due, *begins}):
        running = [
            step for step in long_ones if step.start.replace(day=1) <= month < step.end.replace(day=1) and step.is_open
        ]
        pages.extend(_month(content, month, due.get(month, []), begins.get(month, []), running))
    return pages


def _month(
    content: Content, month: date, due: Sequence[Milestone], begins: Sequence[Milestone], running: Sequence[Milestone]
) -> list[Page]:
    """On one page where it can stand on one, with as much air as that leaves; else no page is left nearly empty."""
    wide, room = content.paper[0] - 2 * MARGIN, page_room(content.paper)
    blocks, left = _blocks(content, month, due, begins, running, USUAL), 0.0
    able = height(blocks) - _most_saved(blocks, month, len(due), len(running)) <= room
    for spacing in (USUAL, SNUG, TIGHT) if able else ():
        made = blocks if spacing is USUAL else _blocks(content, month, due, begins, running, spacing)
        left = room - height(made)
        if left >= notes_height(spacing.notes):
            blocks = made
            break
    else:
        blocks, left = _balanced(blocks, room)
    lines = min(MOST_NOTES, int((left - NOTE_LINE) // NOTE_LINE))
    done = sum(step.status == "done" for step in due)
    subtitle = f"{len(due)} {'step' if len(due) == 1 else 'steps'} due" + (f", {done} done" if done else "")
    name = month_name(month)
    return flow_pages(
        blocks, head=whose(content), bookmark=name, title=name,
        subtitle=subtitle, size=content.paper, margin=MARGIN, level=1,
        foot=note_lines(wide, lines) if lines > 0 else None, key=month_key(month),
    )  # fmt: skip


def _most_saved(blocks: Sequence[Block], month: date, due: int, running: int) -> float:
    """No less than the tightest setting could save, known before it is laid out."""
    details = sum([block.height == SMALL.line for block in blocks])
    saved = weeks_of(month) * (ROW - TIGHT_ROW) + due * 7.9 + max(0, details - due) * SMALL.line
    return saved + (4 + 17.0 * (running / 2) if running else 0)


def _balanced(blocks: list[Block], room: float) -> tuple[list[Block], float]:
    """The same blocks, broken earlier where they would leave little on the last page; and the room left on that."""
    pages = filled(blocks, room)
    last = height(pages[-1])
    if len(pages) > 1 and last < LEAST_LAST * room:
        pair = [*pages[-2], *pages[-1]]
        for less in range(20, int(room / 2), 20):
            split = filled(pair, room - less)
            first, last = height(split[0]), height(split[-1])
            if len(split) == 2 and last >= LEAST_LAST * room:
                before = [block for page in pages[:-2] for block in page]
                return [*before, *split[0], space(room - first - 0.1), *split[1]], room - last
        last = height(pages[-1])
    return blocks, room - last


def _blocks(
    content: Content, month: date, due: Sequence[Milestone], begins: Sequence[Milestone],
    running: Sequence[Milestone], spacing: _Spacing,
) -> list[Block]:  # fmt: skip
    wide = content.paper[0] - 2 * MARGIN
    events = [d for d in content.dates.values() if d.day.replace(day=1) == month and content.concerns(d)]
    blocks = [_lead_line(line) for line in wrapped(_month_sentence(events), LEAD, wide, 3)]
    blocks.append(space(12))
    steps = [*due, *(step for step in begins if step not in due)]
    blocks.append(
        Block(grid_height(month, spacing.row),
              lambda sheet, y: draw_grid(sheet, MARGIN, y, wide, month, steps, events, spacing.row), keep=True)
    )
    if due:
        blocks.extend(heading("To do", MARGIN, wide, 20, "In the calendar: filled is due, outlined begins or is done"))
        for step in due:
            blocks.extend(_step_blocks(content, step, wide, spacing))
    if running:
        blocks.extend(heading("Goes on", MARGIN, wide, 14 if spacing is USUAL else 10))
        blocks.extend(_running_blocks(running, wide, spacing.columns, month))
    return blocks


def _month_sentence(events: Sequence[SeasonDate]) -> str:
    """What the season does this month, in a sentence or two."""
    clauses: dict[date, list[str]] = {}
    for event in sorted(events, key=lambda event: event.day):
        clause = EVENTS[event.id][2] if event.id in EVENTS else event.name
        clauses.setdefault(event.day, []).append(clause)
    parts = [f"on the {ordinal(day.day)} {' and '.join(words)}" for day, words in clauses.items()]
    text = sentence(listed(parts)) if len(parts) < 4 else sentence("; ".join(parts))
    if {"submission_opens", "review_opens"} <= {event.id for event in events}:
        text += " What arrives between the two reaches programs with the same date."
    return text


def _lead_line(line: str) -> Block:
    return Block(LEAD.line, lambda sheet, y: _write(sheet, MARGIN, y + LEAD.size - 2, line, LEAD, SECOND), keep=True)


def _write(sheet: Sheet, x: float, y: float, line: str, style: Style, colour: str) -> None:
    sheet.text(x, y, line, style, colour)


def _step_blocks(content: Content, step: Milestone, wide: float, spacing: _Spacing) -> list[Block]:
    """One step: box, date, icon, title and label, what done means; a long title runs over several lines."""
    tag, tag_colour = _tag(content, step)
    category = CATEGORIES.get(step.category, step.category)
    side = width(category, SIDE) + 12
    room = wide - TITLE_X - side
    title = wrapped(titled(step.title), STRONG, room)
    tag_wide = width(tag, TAG) + 9 + 8 if tag else 0.0
    own_line = bool(tag) and width(title[-1], STRONG) + tag_wide > room
    done = step.status == "done"

    def paint(sheet: Sheet, y: float) -> None:
        base = y + spacing.above + 8
        sheet.tick_box(MARGIN, base - 8.6, done)
        sheet.text(MARGIN + DATE_X, base, weekday(step.end), STRONG, SECOND if done else TEXT)
        if step.days > 1:
            since = f"from {brief_day(step.start)}"
            sheet.text(MARGIN + DATE_X, base + SMALL.line, since, TAG, SECOND)
        look = cue(step.category)
        sheet.icon(look.icon, MARGIN + ICON_X, base - 10, 12.5, look.colour)
        sheet.text(MARGIN + wide, base - 0.8, category, SIDE, SECOND, "right")
        sheet.text(MARGIN + TITLE_X, base, title[0], STRONG, SECOND if done else TEXT)
        if tag and not own_line and len(title) == 1:
            sheet.tag(MARGIN + TITLE_X + width(title[0], STRONG) + 8, base, tag, TAG, tag_colour)

    details = _details(content, step, wide - TITLE_X - (side if own_line else 0), spacing.lines)
    blocks = [Block(spacing.above + STRONG.line, paint, keep=True)]
    x = MARGIN + TITLE_X
    for index, line in enumerate(title[1:], 1):
        last = index == len(title) - 1
        blocks.append(_title_line(line, x, done, (tag, tag_colour) if last and tag and not own_line else None))
    if own_line:
        blocks.append(_tag_line(tag, tag_colour, x))
    for index, line in enumerate(details):
        blocks.append(_detail_line(line, x, keep=index < 3))
    lines = len(blocks)
    foot = spacing.below if lines > 1 or step.days == 1 else spacing.below + 7.8
    blocks.append(Block(foot, lambda sheet, y: sheet.rule(MARGIN, MARGIN + wide, y + foot, HAIRLINE)))
    return blocks


def _title_line(line: str, x: float, done: bool, tag: tuple[str, str] | None) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        wide = sheet.text(x, y + STRONG.size, line, STRONG, SECOND if done else TEXT)
        if tag:
            sheet.tag(x + wide + 8, y + STRONG.size, tag[0], TAG, tag[1])

    return Block(STRONG.line, paint, keep=True)


def _tag_line(tag: str, colour: str, x: float) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        sheet.tag(x, y + TAG.size + 2, tag, TAG, colour)

    return Block(TAG.size + 8, paint, keep=True)


def _detail_line(line: str, x: float, *, keep: bool) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        if line:
            sheet.text(x, y + SMALL.size - 0.4, line, SMALL, SECOND)

    return Block(SMALL.line, paint, keep)


def _tag(content: Content, step: Milestone) -> tuple[str, str]:
    """The label behind a title and its colour."""
    if step.status == "done":
        return "done", SECOND
    label = date_label(step, content.event_of(step))
    if step.end < content.today:
        # No count of days: it would be wrong tomorrow, and it is not what an adviser is asked about.
        return ", ".join(filter(None, ("still open", label))), TEXT
    return label, TEXT


def _details(content: Content, step: Milestone, room: float, most: int) -> list[str]:
    """Hours and what done means; of the person's own steps the notes, up to a dozen lines. Done ones go quiet."""
    if step.status == "done":
        return []
    meaning, rest = done_means(step.notes)
    said = " ".join(filter(None, [_hours(content, step), meaning]))
    lines = wrapped(said, SMALL, room, most) if said else []
    if rest and step.rule is None:
        lines += wrapped(rest, SMALL, room, 12)
    return lines


def _hours(content: Content, step: Milestone) -> str:
    """The step's hours; of a season date the hour that counts, as a deadline's event only ends at it."""
    event = content.event_of(step)
    if step.time is None or event is None or event.hour_et is None or step.end != event.day:
        return sentence(hours_words(step.time))
    word = {"deadline": "By", "opening": "From"}.get(event.kind, "At")
    return f"{word} {hour_words(event.hour_et).replace('ET', 'Eastern')}."


def _running_blocks(running: Sequence[Milestone], wide: float, columns: int, month: date) -> list[Block]:
    """What goes on, one below the other or in two columns; read down the first, then down the second."""
    shown = running[:MOST_RUNNING]
    blocks = [_running_row([_Running.of(step, wide, str(step.end.year))], [MARGIN], wide) for step in shown]
    if columns > 1:
        half = (wide - 26) / 2
        made = [_Running.of(step, half, str(step.end.year) if step.end.year != month.year else "") for step in shown]
        rows = (len(made) + 1) // 2
        lower = [_running_row(made[at::rows][:2], [MARGIN, MARGIN + half + 26], half) for at in range(rows)]
        if height(lower) < height(blocks):
            blocks = lower
    if len(running) > MOST_RUNNING:
        more = f"and {len(running) - MOST_RUNNING} more; each stands in the month it is due"
        blocks.extend(text_blocks(more, SMALL, MARGIN + DATE_X, wide, SECOND))
    return blocks


@dataclass(frozen=True)
class _Running:
    """A step that goes on: its title in lines beside the day it ends."""

    category: str
    title: list[str]
    until: str

    @classmethod
    def of(cls, step: Milestone, wide: float, year: str) -> "_Running":
        until = " ".join(filter(None, ("until", brief_day(step.end), year)))
        return cls(step.category, wrapped(titled(step.title), BODY, wide - DATE_X - width(until, SIDE) - 14, 2), until)


def _running_row(entries: Sequence[_Running], lefts: Sequence[float], wide: float) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        for entry, x in zip(entries, lefts, strict=False):
            look = cue(entry.category)
            sheet.icon(look.icon, x, y + 3.4, 11, look.colour)
            sheet.lines(x + DATE_X, y + 12.4, entry.title, BODY)
            sheet.text(x + wide, y + 12.4, entry.until, SIDE, SECOND, "right")

    most = max(len(entry.title) for entry in entries)
    return Block(17.0 + (most - 1) * BODY.line, paint)
