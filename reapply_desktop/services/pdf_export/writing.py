"""Facts in a line, short lists in a line, and lines to write on by hand."""

from collections.abc import Sequence

from reapply_desktop.services.pdf_export.content import MARGIN
from reapply_desktop.services.pdf_export.flow import BODY, SMALL, Block
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, OUTLINE, SECOND
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import width, wrapped

FACT, FACT_VALUE = Style(SANS, 9, 13), Style(SANS_BOLD, 10.25, 14)
GAP, LINE, MARK = 24.0, 20.0, 16.0
NOTE_LINE = 21.0


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


def list_line(head: str, names: Sequence[str], label: float, wide: float, *, ticked: bool) -> Block:
    """A list in a line: its head in a column of `label` points, then its names, with boxes to tick by hand or dashes;
    what does not fit runs on below."""
    heads = wrapped(head, SMALL, label - 12)
    placed: list[tuple[float, int, str, bool]] = []  # from the margin, line, words, whether a name begins here
    x, line = label, 0
    for name in names:
        for at, piece in enumerate(wrapped(name, BODY, wide - label - MARK)):
            room = MARK + width(piece, BODY)
            if at or (x > label and x + room > wide):
                x, line = label, line + 1
            placed.append((x, line, piece, at == 0))
            x += room + 16
    high = max(len(heads) * SMALL.line, (line + 1) * (BODY.line + 2)) + 4

    def paint(sheet: Sheet, y: float) -> None:
        sheet.lines(MARGIN, y + BODY.size, heads, SMALL, SECOND)
        for left, at, piece, begins in placed:
            base = y + BODY.size + at * (BODY.line + 2)
            if begins:
                _mark(sheet, MARGIN + left, base, ticked=ticked)
            sheet.text(MARGIN + left + MARK, base, piece, BODY)

    return Block(high, paint, keep=True)


def _mark(sheet: Sheet, x: float, base: float, *, ticked: bool) -> None:
    if ticked:
        sheet.tick_box(x, base - 8.6, done=False)
    else:
        sheet.text(x + 4, base, "–", BODY, SECOND)


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


def notes_height(lines: int, head: float = NOTE_LINE) -> float:
    """How high room for notes of so many lines is; none takes none."""
    return head + NOTE_LINE * lines if lines else 0.0


def note_lines(wide: float, lines: int = 2, head: float = NOTE_LINE) -> Block:
    """Room for notes, its name within `head` points above the first line."""

    def paint(sheet: Sheet, y: float) -> None:
        if lines:
            sheet.text(MARGIN, y + head - 1, "Notes", SMALL, SECOND)
        for line in range(lines):
            sheet.rule(MARGIN, MARGIN + wide, y + head - 2 + NOTE_LINE * (line + 1), HAIRLINE)

    return Block(notes_height(lines, head), paint)
