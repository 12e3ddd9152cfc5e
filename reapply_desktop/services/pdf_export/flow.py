"""Fills pages from top to bottom with blocks of known height, so that long texts run on instead of being cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reapply_desktop.services.pdf_export import type_scale
from reapply_desktop.services.pdf_export.content import Page
from reapply_desktop.services.pdf_export.fonts import DISPLAY, SANS, SANS_BOLD, SERIF, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, TEXT
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import wrapped

TITLE = Style(DISPLAY, type_scale.TITLE, 28)
LEAD = Style(DISPLAY, type_scale.HEAD, 18.5)
HEAD = Style(SERIF, type_scale.HEAD, 17)
BODY = Style(SANS, type_scale.TEXT, 14.2)
STRONG = Style(SANS_BOLD, type_scale.TEXT, 14.2)
SMALL = Style(SANS, type_scale.SIDE, 12.4)
NOTE = Style(SANS, type_scale.FINE, 11.6)
TAG = Style(SANS, type_scale.FINE)

TOP, BOTTOM = 92.0, 54.0  # of the room for blocks

Paint = Callable[[Sheet, float], None]  # sheet, y of the block's upper edge


@dataclass(frozen=True)
class Block:
    """A piece that is never broken. `keep`: stays on the page of the block after it. `again`: what stands above it
    once more where it begins a page, as the head of its table."""

    height: float
    paint: Paint
    keep: bool = False
    again: "Block | None" = None


def height(blocks: Sequence[Block]) -> float:
    """How high these are, one below the other."""
    return sum([block.height for block in blocks])


def space(height: float) -> Block:
    return Block(height, _nothing)


def text_blocks(
    text: str, style: Style, x: float, room: float, colour: str = TEXT, *, keep: bool = False, most: int | None = None
) -> list[Block]:
    """A paragraph as one block a line; its first two lines, and its last two, stay together."""
    lines = wrapped(text, style, room, most)
    blocks = []
    for index, line in enumerate(lines):
        together = keep if index == len(lines) - 1 else index in (0, len(lines) - 2)
        blocks.append(Block(style.line, _line_paint(line, style, x, colour), together))
    return blocks


def _line_paint(line: str, style: Style, x: float, colour: str) -> Paint:
    def paint(sheet: Sheet, y: float) -> None:
        if line:
            sheet.text(x, y + style.size, line, style, colour)

    return paint


def heading(text: str, x: float, room: float, above: float = 13.0, aside: str = "") -> list[Block]:
    """A section's head with a hairline below, and words aside at its right end."""

    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(x, y + above + HEAD.size, text, HEAD)
        if aside:
            sheet.text(x + room, y + above + HEAD.size, aside, NOTE, SECOND, "right")
        sheet.rule(x, x + room, y + above + HEAD.line + 3, HAIRLINE)

    return [Block(above + HEAD.line + 9, paint, keep=True)]


def filled(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """The blocks by page, given the room on a page. Every block gets a place, also one taller than a page."""
    pages: list[list[Block]] = [[]]
    left = room
    index = 0
    while index < len(blocks):
        group = [blocks[index]]
        while group[-1].keep and index + len(group) < len(blocks) and len(group) < 12:
            group.append(blocks[index + len(group)])
        high = height(group)
        if high > left and pages[-1] and high <= room:
            pages.append([])
            left = room
            if group[0].paint is _nothing:  # no empty strip at the top of a page
                index += 1
                continue
        elif high > left:
            # A group taller than a page is taken block by block.
            group = group[:1]
            if group[0].height > left and pages[-1]:
                pages.append([])
                left = room
        if group[0].again is not None and len(pages) > 1 and not pages[-1]:
            group.insert(0, group[0].again)
            index -= 1
        pages[-1].extend(group)
        left -= height(group)
        index += len(group)
    return pages if pages[-1] else pages[:-1] or [[]]


def page_room(size: tuple[float, float]) -> float:
    """The height for blocks on a page of this size."""
    return size[1] - BOTTOM - TOP


def _nothing(sheet: Sheet, y: float) -> None:
    return None


def flow_pages(
    blocks: Sequence[Block], *, head: str, bookmark: str, title: str, subtitle: str, size: tuple[float, float],
    margin: float, level: int = 0, foot: Block | None = None, key: str = "",
) -> list[Page]:
    """Pages under one title; the ones after the first repeat it with "continued". `foot` closes the last if it fits.

    `key` is the name by which links find the first.
    """
    begin, room = TOP, page_room(size)
    filling = filled(blocks, room)
    if foot is not None and height(filling[-1]) + foot.height <= room:
        filling[-1].append(foot)
    pages = []
    for number, on_page in enumerate(filling):
        words = title if number == 0 else f"{title}, continued"
        side = subtitle if number == 0 else ""
        pages.append(
            Page(head, bookmark if number == 0 else "", _page_paint(on_page, words, side, margin, begin), level=level,
                 key=key if number == 0 else "")
        )
    return pages


def _page_paint(
    blocks: Sequence[Block], title: str, subtitle: str, margin: float, begin: float
) -> Callable[[Sheet], None]:
    def paint(sheet: Sheet) -> None:
        sheet.text(margin, 74, title, TITLE)
        if subtitle:
            sheet.text(sheet.width - margin, 74, subtitle, SMALL, SECOND, "right")
        y = begin
        for block in blocks:
            block.paint(sheet, y)
            y += block.height

    return paint
