"""The small figures on paper: the same shapes as on the screen, drawn as vectors (B2.2, B11.12)."""

from collections.abc import Sequence
from functools import lru_cache

from reapply_desktop.domain import figure_charts as shapes
from reapply_desktop.domain.figure_charts import Bar, Look, Number, Picture, Step
from reapply_desktop.domain.figures import Published, published
from reapply_desktop.domain.own_season import OwnSeason, own_seasons, step2_picture
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.table_age import age_words, with_age
from reapply_desktop.services.pdf_export.content import MARGIN, Content
from reapply_desktop.services.pdf_export.flow import HEAD, NOTE, SMALL, TAG, Block, heading, space, text_blocks
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, SERIF, Style
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, SECOND, TEXT, TRACK, WARNING
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import shaped, width, wrapped
from reapply_desktop.services.pdf_export.words import inside

OWN = Style(SANS_BOLD, SMALL.size, SMALL.line)  # beside the others, the person's own
STYLES = {
    shapes.LABEL: SMALL,
    shapes.OWN_LABEL: OWN,
    shapes.VALUE: SMALL,
    shapes.OWN_VALUE: OWN,
    shapes.CAPTION: Style(SANS, 8.5, 11.2),
    shapes.NUMBER: Style(SERIF, 13.5, 17),
}
COLOURS = {shapes.PLAIN: TEXT, shapes.QUIET: SECOND, shapes.BREAK: WARNING}
PAPER = Look(row=18.0, funnel_row=16.5, bar=9.5, label=62.0, caption=11.2, number=18.5, unit=3.0)
GAP, WHOLE = 30.0, 125.0
ROUGH = "Rough, illustrative: a less competitive specialty,\nthe rest decent. Not a forecast."
GROUPS = "They describe groups of people, not one person; nothing here is a forecast."


def figure_blocks(content: Content, wide: float) -> list[Block]:
    """Rough brackets and the season of the main specialty, the published figures, and the seasons of the others."""
    half = (wide - GAP) / 2
    seasons = own_seasons(content.answers, content.tables)
    exam = content.answers.exam("step2ck")
    # Without a score of this exam its brackets say nothing of the person.
    first = [("Step 2 CK, roughly", ROUGH, _brackets(content, half))] if exam and exam.score is not None else []
    for season in seasons:
        said = f"The season in {inside(season.specialty)}"
        first.append((said, "", _funnel(season, half)))
    blocks = _pairs(first[:2], half)
    blocks += _published(content, wide)
    for at in range(2, len(first), 2):
        blocks += _pairs(first[at : at + 2], half)
    return blocks


def _brackets(content: Content, wide: float) -> Picture:
    rows = [Bar(b.label, b.percent, f"{b.percent} %", b.own is not None, f"own score, {b.own}" if b.own else "")
            for b in step2_picture(content.answers)]  # fmt: skip
    return shapes.bars(rows, WHOLE, wide, PAPER, measure)


def _funnel(season: OwnSeason, wide: float) -> Picture:
    steps = [Step(label, count) for label, count in season.steps]
    return shapes.funnel(steps, season.broke, season.sentence, season.basis, wide, PAPER, measure)


def _pairs(pictures: Sequence[tuple[str, str, Picture]], half: float) -> list[Block]:
    """Up to two pictures beside each other, each under its head."""
    if not pictures:
        return []
    notes = [wrapped(note, TAG, half, 2) if note else [] for _title, note, _picture in pictures]
    titles = [wrapped(title, HEAD, half) for title, _note, _picture in pictures]
    below = 26 + (max(len(lines) for lines in titles) - 1) * HEAD.line  # the baseline of the longest head
    most = max(len(lines) for lines in notes)
    top = below + 6 + most * TAG.line + (4 if most else 0)
    high = top + max(picture.high for _title, _note, picture in pictures) + 8

    def paint(sheet: Sheet, y: float) -> None:
        for at, ((_title, _note, picture), title, lines) in enumerate(zip(pictures, titles, notes, strict=True)):
            x = MARGIN + at * (half + GAP)
            sheet.lines(x, y + 26, title, HEAD)
            sheet.lines(x, y + below + 14, lines, TAG, SECOND)
            draw(sheet, picture, x, y + top)

    return [Block(high, paint)]


def _published(content: Content, wide: float) -> list[Block]:
    """What is published for the person's group, as numbers with source and year, then their sources in full."""
    found = published_figures(content)
    picture = shapes.numbers([Number(entry.number, entry.words) for entry in found], wide, PAPER, measure)
    blocks = [*heading("Published figures", MARGIN, wide, 6),
              Block(picture.high + 6, lambda sheet, y: draw(sheet, picture, MARGIN, y))]  # fmt: skip
    old = age_words(with_age(content.tables, content.today), "figures")
    if old:
        blocks += text_blocks(old, SMALL, MARGIN, wide, WARNING)
    sources = dict.fromkeys(f"{entry.figure.source}, {entry.figure.year}" for entry in found if entry.figure)
    for source in sources:
        blocks += text_blocks(source, NOTE, MARGIN, wide, SECOND, keep=True)
    return [*blocks, *text_blocks(GROUPS, SMALL, MARGIN, wide, SECOND), space(4)]


def published_figures(content: Content) -> tuple[Published, ...]:
    """The published numbers of the person's group and main specialty, as on the screen."""
    main = profile(content.answers, content.tables).main
    return published(content.tables, content.answers, content.match_year, main.specialty if main else None)


def draw(sheet: Sheet, picture: Picture, x: float, y: float) -> None:
    """The shapes of a picture with its upper left corner at (x, y)."""
    for shape in picture.shapes:
        if isinstance(shape, shapes.Box):
            _draw_box(sheet, shape, x + shape.x, y + shape.y)
        elif isinstance(shape, shapes.Tag):
            sheet.tag(x + shape.x, y + shape.y + shape.high / 2 + TAG.size * 0.35, shape.text, TAG)
        else:
            style = STYLES[shape.style]
            base = y + shape.y + shape.high / 2 + style.size * 0.35
            sheet.text(x + shape.x, base, shaped(shape.text), style, COLOURS[shape.role])


def _draw_box(sheet: Sheet, shape: shapes.Box, x: float, y: float) -> None:
    if shape.role == shapes.HAIRLINE:
        if shape.high:
            sheet.upright(x, y, y + shape.high, HAIRLINE)
        else:
            sheet.rule(x, x + shape.wide, y, HAIRLINE)
    elif shape.role == shapes.BREAK:
        sheet.upright(x + 0.75, y, y + shape.high, WARNING, 1.5)
    else:
        own = shape.role == shapes.OWN
        sheet.box(x, y, shape.wide, shape.high, fill=ACCENT if own else TRACK, stroke=ACCENT if own else OUTLINE,
                  thickness=0.6, radius=1.5)  # fmt: skip


@lru_cache(maxsize=2_000)
def measure(text: str, style: str) -> float:
    """The width of a text in points, as `Measure` asks."""
    return width(text, TAG) + 9 if style == "tag" else width(text, STYLES[style])
