"""Steps as a table: a box to tick, when, what, and how it stands. What "done" means stands on the month pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import span_words
from reapply_desktop.services.pdf_export.content import MARGIN, Content, month_key
from reapply_desktop.services.pdf_export.flow import BODY, SMALL, Block
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, TEXT
from reapply_desktop.services.pdf_export.ruled_table import Column, heads
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import titled, wrapped
from reapply_desktop.services.pdf_export.words import date_label

WHEN, WHAT = Style(SANS, SMALL.size, 12.8), Style(SANS, BODY.size, 12.8)
WHEN_X, WHAT_X, STATE_WIDE = 18.6, 134.0, 92.0


@dataclass(frozen=True)
class Air:
    """How far the words of a row stand from the lines above and below."""

    above: float
    below: float

    @property
    def row(self) -> float:
        """The height of a row of one line."""
        return self.above + WHAT.line + self.below


USUAL, TIGHT = Air(2.7, 3.0), Air(1.5, 1.8)


def step_blocks(content: Content, title: str, steps: Sequence[Milestone], wide: float, air: Air = USUAL) -> list[Block]:
    """The table's head and a row for each step; a long title runs over several lines. `title` is said again where the
    table goes on."""
    table = (Column("When", WHEN_X, 0), Column("What", WHAT_X, 0), Column("State", wide, 0, right=True))
    head, again = heads(table, wide, title)
    return [head, *(block for step in steps for block in _row(content, step, wide, air, again))]


def counted_done(steps: Sequence[Milestone]) -> str:
    """`2 of 11 done`, to stand beside the table's title."""
    return f"{sum(step.status == 'done' for step in steps)} of {len(steps)} done" if steps else ""


def _row(content: Content, step: Milestone, wide: float, air: Air, again: Block) -> list[Block]:
    done = step.status == "done"
    colour = SECOND if done else TEXT
    state, state_colour = _state(content, step)
    title = wrapped(titled(step.title), WHAT, wide - WHAT_X - STATE_WIDE - 10)
    said = wrapped(state, SMALL, STATE_WIDE)

    def first(sheet: Sheet, y: float) -> None:
        base = y + air.above + WHAT.size - 0.6
        sheet.tick_box(MARGIN, base - 8.4, done)
        sheet.text(MARGIN + WHEN_X, base, span_words(step.start, step.end), WHEN, colour)
        sheet.text(MARGIN + WHAT_X, base, title[0], WHAT, colour)
        for at, line in enumerate(said):
            sheet.text(MARGIN + wide, base - 0.3 + at * SMALL.line, line, SMALL, state_colour, "right")
        sheet.link(MARGIN + WHEN_X, y + 2, wide - WHEN_X, WHAT.line + 2, month_key(step.end))

    lines = max(len(title), len(said))
    blocks = [Block(air.above + WHAT.line, first, keep=lines > 1, again=again)]
    for at in range(1, lines):
        line = title[at] if at < len(title) else ""
        blocks.append(replace(_further(line, colour), keep=at == lines - 2, again=again))
    last = blocks[-1]

    def closed(sheet: Sheet, y: float) -> None:
        last.paint(sheet, y)
        sheet.rule(MARGIN, MARGIN + wide, y + last.height + air.below, HAIRLINE)

    return [*blocks[:-1], replace(last, height=last.height + air.below, paint=closed)]


def _further(line: str, colour: str) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        if line:
            sheet.text(MARGIN + WHAT_X, y + WHAT.size - 0.6, line, WHAT, colour)

    return Block(WHAT.line, paint)


def _state(content: Content, step: Milestone) -> tuple[str, str]:
    """How a step stands, in words and their colour: done, still open (no days are counted on paper), or its date."""
    if step.status == "done":
        return "done", SECOND
    if step.end < content.today:
        return "still open", TEXT
    return date_label(step, content.event_of(step)), SECOND
