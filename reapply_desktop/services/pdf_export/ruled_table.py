"""Tables on paper: a head that stands again on each page they run on to, rows divided by hairlines, nothing cut."""

from collections.abc import Sequence
from dataclasses import replace

from reapply_desktop.domain.values import dataclass
from reapply_desktop.services.pdf_export.content import MARGIN
from reapply_desktop.services.pdf_export.flow import BODY, NOTE, SMALL, STRONG, Block
from reapply_desktop.services.pdf_export.fonts import Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND, TEXT
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import wrapped

ABOVE, BELOW = 3.4, 3.8  # of a row's lines


@dataclass(frozen=True)
class Column:
    """A column: its head, where it begins beside the margin, how wide its text may run, and its style."""

    head: str
    x: float
    wide: float
    style: Style = BODY
    right: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a row's column, and quietly below it."""

    text: str
    colour: str = TEXT
    below: str = ""


def columns(
    *given: tuple[str, float], styles: Sequence[Style], right: Sequence[str] = (), gap: float = 12.0
) -> tuple[Column, ...]:
    """Columns beside each other by their heads and widths; `right` are the heads of numbers."""
    found, x = [], 0.0
    for (head, wide), style in zip(given, styles, strict=True):
        found.append(Column(head, x, wide, style, head in right))
        x += wide + gap
    return tuple(found)


def heads(table: Sequence[Column], wide: float, title: str) -> tuple[Block, Block]:
    """The head of a table, and the one for the pages it goes on to: that says first what it is of."""
    title = f"{title}, continued"
    named = Block(STRONG.line + 3, lambda sheet, y: _named(sheet, y, title))
    return replace(_head(table, wide), again=named), _head(table, wide, named)


def _named(sheet: Sheet, y: float, title: str) -> None:
    sheet.text(MARGIN, y + STRONG.size, title, STRONG)


def _head(table: Sequence[Column], wide: float, over: Block | None = None) -> Block:
    above = over.height if over else 0.0

    def paint(sheet: Sheet, y: float) -> None:
        if over:
            over.paint(sheet, y)
        for column in table:
            _write(sheet, column, y + above + 9.5, column.head, SMALL, SECOND)
        sheet.rule(MARGIN, MARGIN + wide, y + above + 14.6, TEXT, 0.8)

    return Block(above + 15.2, paint, keep=True)


def row_of(table: Sequence[Column], cells: Sequence[Cell], wide: float, again: Block, *, keep: bool = False) -> Block:
    """One row; a text too long for its column runs over several lines. `again` is the head where it begins a page."""
    lines = [wrapped(cell.text, column.style, column.wide) for column, cell in zip(table, cells, strict=True)]
    below = [wrapped(cell.below, NOTE, column.wide) if cell.below else []
             for column, cell in zip(table, cells, strict=True)]  # fmt: skip
    high = ABOVE + BELOW + max(
        len(text) * column.style.line + len(under) * NOTE.line
        for column, text, under in zip(table, lines, below, strict=True)
    )  # fmt: skip

    def paint(sheet: Sheet, y: float) -> None:
        for column, cell, text, under in zip(table, cells, lines, below, strict=True):
            base = y + ABOVE + column.style.size
            for line in text:
                _write(sheet, column, base, line, column.style, cell.colour)
                base += column.style.line
            for line in under:
                _write(sheet, column, base - 1.4, line, NOTE, SECOND)
                base += NOTE.line
        sheet.rule(MARGIN, MARGIN + wide, y + high, HAIRLINE)

    return Block(high, paint, keep, again)


def _write(sheet: Sheet, column: Column, base: float, line: str, style: Style, colour: str) -> None:
    if column.right:
        sheet.text(MARGIN + column.x + column.wide, base, line, style, colour, "right")
    else:
        sheet.text(MARGIN + column.x, base, line, style, colour)
