"""The season's dates with how sure each is, its hour and source; then the sources of the figures used."""

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.season_words import hour_words
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN, Content, Page
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    NOTE,
    SMALL,
    STRONG,
    TAG,
    Block,
    flow_pages,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, TEXT
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.sources import source_blocks
from reapply_desktop.services.pdf_export.text import wrapped
from reapply_desktop.services.pdf_export.words import WEEKDAYS

LABELS = {
    "published": "read on the publisher’s own text",
    "reported": "read elsewhere, and in agreement with the rule",
    "estimated": "computed from the rule; it can still change",
    "own": "set by the applicant",
}
DAY_X, NAME_X, HOUR_X, TAG_X = 0.0, 96.0, 372.0, 444.0


def season_pages(content: Content) -> list[Page]:
    """All dates of the season that concern the person, then the figures with source and year."""
    wide = content.paper[0] - 2 * MARGIN
    shown = [event for event in content.dates.values() if content.concerns(event)]
    shown.sort(key=lambda d: d.day)
    head = _head(wide)
    blocks: list[Block] = [*_explained(wide), head]
    blocks.extend(_row(event, wide, head) for event in shown)
    blocks.extend(source_blocks(content, wide))
    blocks.append(space(10))
    match = content.match_year
    return flow_pages(
        blocks, head=whose(content), bookmark="Season dates and sources",
        title=f"The {match} season", subtitle="Hours are Eastern time", size=content.paper, margin=MARGIN,
    )  # fmt: skip


def _explained(wide: float) -> list[Block]:
    text = ". ".join(f"{label.capitalize()}: {words}" for label, words in LABELS.items()) + "."
    return [*text_blocks(text, SMALL, MARGIN, wide, SECOND, keep=True), space(10)]


def _head(wide: float) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        for x, word in ((DAY_X, "Date"), (NAME_X, "What happens"), (HOUR_X, "Hour"), (TAG_X, "Label")):
            sheet.text(MARGIN + x, y + 9, word, SMALL, SECOND)
        sheet.rule(MARGIN, MARGIN + wide, y + 14, TEXT, 0.8)

    return Block(14, paint, keep=True)


def _row(event: SeasonDate, wide: float, head: Block) -> Block:
    """A date; where it begins a page, the head of the table stands there again."""
    name = wrapped(event.name, STRONG, HOUR_X - NAME_X - 10)
    source = wrapped(event.source, NOTE, HOUR_X - NAME_X - 10)
    high = 8 + len(name) * STRONG.line + len(source) * NOTE.line + 5

    def paint(sheet: Sheet, y: float) -> None:
        base = y + 17
        day = f"{WEEKDAYS[event.day.weekday()]} {brief_day(event.day)} {event.day.year}"
        sheet.text(MARGIN + DAY_X, base, day, BODY)
        after = sheet.lines(MARGIN + NAME_X, base, name, STRONG)
        sheet.lines(MARGIN + NAME_X, after - 1, source, NOTE, SECOND)
        sheet.text(MARGIN + HOUR_X, base, hour_words(event.hour_et) or "–", BODY, TEXT if event.hour_et else SECOND)
        sheet.tag(MARGIN + TAG_X, base, event.status, TAG)
        sheet.rule(MARGIN, MARGIN + wide, y + high, HAIRLINE)

    return Block(high, paint, again=head)
