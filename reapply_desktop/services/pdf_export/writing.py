"""Facts in a line, lists of a few words, and lines to write on by hand."""

from collections.abc import Sequence

from reapply_desktop.services.pdf_export.content import MARGIN
from reapply_desktop.services.pdf_export.flow import BODY, SMALL, Block
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, OUTLINE, SECOND
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import width, wrapped

FACT, FACT_VALUE = Style(SANS, 9, 13), Style(SANS_BOLD, 10.25, 14)
GAP, LINE = 24.0, 21.0


def fact_line(facts: Sequence[tuple[str, str]], wide: float) -> list[Block]:
    """Names with their values below, beside each other; those that do not fit begin a line of their own."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for name, value in facts:
        room = max(width(name, FACT), width(value, FACT_VALUE))
        if rows[-1] and x + room > wide:
            rows.append([])
            x = 0.0
        rows[-1].append((x, name, value))
        x += room + GAP
    return [_facts(row) for row in rows if row]


def _facts(row: Sequence[tuple[float, str, str]]) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        for x, name, value in row:
            sheet.text(MARGIN + x, y + 10, name, FACT, SECOND)
            sheet.text(MARGIN + x, y + 24, value, FACT_VALUE)

    return Block(32.0, paint, keep=True)


def lists_beside(lists: Sequence[tuple[str, Sequence[str]]], wide: float, *, ticked: int) -> Block:
    """Short lists beside each other under their heads; the one at `ticked` has boxes to tick by hand."""
    each = (wide - GAP * (len(lists) - 1)) / len(lists)
    heads = [wrapped(head, SMALL, each) for head, _names in lists]
    lines = [[wrapped(name, BODY, each - 16) for name in names] for _head, names in lists]
    top = max(len(head) for head in heads) * SMALL.line + 4
    high = top + max(sum(len(name) for name in names) for names in lines) * (BODY.line + 1) + 6

    def paint(sheet: Sheet, y: float) -> None:
        for at, (head, names) in enumerate(zip(heads, lines, strict=True)):
            x, base = MARGIN + at * (each + GAP), y + top + BODY.size
            sheet.lines(x, y + SMALL.size + 1, head, SMALL, SECOND)
            for name in names:
                if at == ticked:
                    sheet.tick_box(x, base - 8.6, done=False)
                else:
                    sheet.text(x + 2, base, "–", BODY, SECOND)
                for line in name:
                    sheet.text(x + 16, base, line, BODY)
                    base += BODY.line + 1

    return Block(high, paint)


def form(heads: Sequence[tuple[str, float]], rows: int) -> list[Block]:
    """A table to fill in by hand: heads with their widths, and lines to write on."""

    def names(sheet: Sheet, y: float) -> None:
        x = MARGIN
        for head, wide in heads:
            sheet.text(x, y + 9.5, head, SMALL, SECOND)
            x += wide

    def line(sheet: Sheet, y: float) -> None:
        x = MARGIN
        for _head, wide in heads:
            sheet.rule(x, x + wide - 12, y + LINE - 2, OUTLINE)
            x += wide

    return [Block(12, names, keep=True), *(Block(LINE, line, keep=at < rows - 1) for at in range(rows))]


def note_lines(wide: float) -> Block:
    """Room for notes at the end of the pages."""

    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y + 20, "Notes", SMALL, SECOND)
        sheet.rule(MARGIN, MARGIN + wide, y + 40, HAIRLINE)
        sheet.rule(MARGIN, MARGIN + wide, y + 61, HAIRLINE)

    return Block(63, paint)
