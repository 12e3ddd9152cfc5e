"""The small figures as shapes in plain numbers, laid out once: brackets, season, published numbers (look, section 8).

Screen and paper paint the same shapes. Nothing here knows pixels, points or fonts: lengths come with a `Look`, widths
of text from a function. Text is placed by the upper edge and height of its line.
"""

from collections.abc import Callable, Sequence

from reapply_desktop.domain.values import dataclass

Measure = Callable[[str, str], float]  # text, style → width

# Styles of text; the painter knows their fonts.
LABEL, OWN_LABEL, VALUE, OWN_VALUE, CAPTION, NUMBER = "label", "own_label", "value", "own_value", "caption", "number"
# What a shape means; the painter knows its colour.
PLAIN, QUIET, OWN, NEUTRAL, BREAK, HAIRLINE = "plain", "quiet", "own", "neutral", "break", "hairline"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Look:
    """Lengths: rows with bars, labels at least so wide, a line of caption and of a number, and a step of 4 px."""

    row: float
    funnel_row: float
    bar: float
    label: float
    caption: float
    number: float
    unit: float
    least_cell: float = 38.0  # units a cell of numbers needs


@dataclass(frozen=True)
class Box:
    """A bar or mark; `role` own, neutral or break."""

    x: float
    y: float
    wide: float
    high: float
    role: str


@dataclass(frozen=True)
class Words:
    """One line of text in a line box that begins at y and is `high`."""

    x: float
    y: float
    high: float
    text: str
    style: str
    role: str


@dataclass(frozen=True)
class Tag:
    """A word in a frame, centred on its row."""

    x: float
    y: float
    high: float
    text: str


Shape = Box | Words | Tag


@dataclass(frozen=True)
class Picture:
    """Shapes in a width, their height, and the same in words for who cannot see them."""

    wide: float
    high: float
    shapes: tuple[Shape, ...]
    spoken: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None is written as not known and draws no bar; `shown` is the value in words, with its unit."""

    label: str
    value: float | None
    shown: str
    mine: bool = False
    tag: str = ""  # beside the person's bar: "you, 231"


@dataclass(frozen=True)
class Step:
    """One step of the season: applied, invited, attended, ranked. `value` None is not known."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Number:
    """A published number in large type with its words below, or not known in the same size."""

    number: str
    words: str


def bars(rows: Sequence[Bar], maximum: float | None, wide: float, look: Look, measure: Measure) -> Picture:
    """Lying bars with their numbers beside them; `maximum` is the value of a bar over the whole width.

    Each bar leaves room for what is written beside it, so the scale is set by the tightest row.
    """
    left = _label_width([(row.label, OWN_LABEL) for row in rows], look, measure)
    gap = 1.75 * look.unit
    top = maximum or max((row.value or 0 for row in rows), default=0) or 1.0
    scale = (wide - left) / top
    for row in rows:
        if row.value:
            beside = gap + measure(row.shown, OWN_VALUE) + (measure(row.tag, "tag") + 2 * look.unit if row.tag else 0)
            scale = min(scale, max(5 * look.unit, wide - left - beside - look.unit) / row.value)
    shapes: list[Shape] = []
    for at, row in enumerate(rows):
        y = at * look.row
        shapes.append(Words(0, y, look.row, row.label, OWN_LABEL if row.mine else LABEL, PLAIN if row.mine else QUIET))
        end = left
        if row.value is not None:
            long = max(look.unit / 2, row.value * scale)
            shapes.append(Box(left, y + (look.row - look.bar) / 2, long, look.bar, OWN if row.mine else NEUTRAL))
            end = left + long + gap
        style, role = (OWN_VALUE, PLAIN) if row.mine else (VALUE, QUIET)
        shapes.append(Words(end, y, look.row, row.shown, style, role))
        if row.tag:
            shapes.append(Tag(end + measure(row.shown, style) + 2 * look.unit, y, look.row, row.tag))
    spoken = [f"{row.label}: {row.shown}" + (f" ({row.tag})" if row.tag else "") for row in rows]
    return Picture(wide, look.row * len(rows), tuple(shapes), "; ".join(spoken))


def funnel(
    steps: Sequence[Step], broke: int | None, sentence: str, basis: str, wide: float, look: Look, measure: Measure
) -> Picture:  # fmt: skip
    """How many are left at each step; where it broke a 2 px mark, the sentence, and quietly what it is measured by.

    A sentence without a place stands below the steps, unmarked.
    """
    left = _label_width([(step.label, LABEL) for step in steps], look, measure)
    most = max((step.value or 0 for step in steps), default=0) or 1
    beside = 1.75 * look.unit + max((measure(str(step.value or 0), OWN_VALUE) for step in steps), default=0.0)
    scale = max(1.0, wide - left - beside - look.unit) / most
    shapes: list[Shape] = []
    spoken: list[str] = []
    y = 0.0
    for at, step in enumerate(steps):
        shapes += _funnel_row(step, left, y, scale, look)
        spoken.append(f"{step.label}: {NOT_KNOWN if step.value is None else step.value}")
        y += look.funnel_row
        if at == broke and sentence:
            y = _said(shapes, sentence, basis, left, y, wide, look, measure, marked=True)
            spoken += filter(None, (sentence, basis))
    if broke is None and sentence:
        y = _said(shapes, sentence, basis, left, y, wide, look, measure, marked=False)
        spoken += filter(None, (sentence, basis))
    return Picture(wide, y, tuple(shapes), "; ".join(spoken))


def _funnel_row(step: Step, left: float, y: float, scale: float, look: Look) -> list[Shape]:
    shapes: list[Shape] = [Words(0, y, look.funnel_row, step.label, LABEL, QUIET)]
    if step.value is None:
        return [*shapes, Words(left, y, look.funnel_row, NOT_KNOWN, VALUE, QUIET)]
    long = max(3 * look.unit, step.value * scale) if step.value else look.unit / 2
    bar = Box(left, y + (look.funnel_row - look.bar) / 2, long, look.bar, NEUTRAL)
    return [*shapes, bar, Words(left + long + 1.75 * look.unit, y, look.funnel_row, str(step.value), OWN_VALUE, PLAIN)]


def _said(
    shapes: list[Shape], sentence: str, basis: str, left: float, y: float, wide: float, look: Look, measure: Measure,
    *, marked: bool,
) -> float:  # fmt: skip
    """Add the sentence and its basis; gives the y below them."""
    x = left + (2.5 * look.unit if marked else 0)
    room = max(wide - x, 10 * look.unit)
    start = y = y + look.unit / 2
    for text, role in ((sentence, BREAK if marked else QUIET), (basis, QUIET)):
        for line in wrapped(_capital(text), CAPTION, room, measure) if text else ():
            shapes.append(Words(x, y, look.caption, line, CAPTION, role))
            y += look.caption
    if marked:
        shapes.append(Box(left, start, look.unit / 2, y - start, BREAK))
    return y + look.unit


def numbers(cells: Sequence[Number], wide: float, look: Look, measure: Measure) -> Picture:
    """Published numbers side by side in as many columns as fit, at most two; hairlines between them."""
    columns = 2 if wide >= 2 * look.least_cell * look.unit else 1
    gap = 7 * look.unit
    cell = (wide - gap * (columns - 1)) / columns
    shapes: list[Shape] = []
    y = 0.0
    for first in range(0, len(cells), columns):
        row = cells[first : first + columns]
        lines = [wrapped(part.words, CAPTION, cell, measure) for part in row]
        high = look.number + look.caption * max(len(part) for part in lines)
        if first:
            y += 2.5 * look.unit
            shapes.append(Box(0, y, wide, 0, HAIRLINE))
            y += 2.5 * look.unit
        for at, (part, said) in enumerate(zip(row, lines, strict=True)):
            x = at * (cell + gap)
            known = bool(part.number)
            shown = part.number or NOT_KNOWN
            shapes.append(Words(x, y, look.number, shown, NUMBER, PLAIN if known else QUIET))
            shapes += [Words(x, y + look.number + n * look.caption, look.caption, line, CAPTION, QUIET)
                       for n, line in enumerate(said)]
            if at:
                shapes.append(Box(x - gap / 2, y, 0, high, HAIRLINE))
        y += high
    return Picture(wide, y, tuple(shapes), "; ".join(f"{c.number or NOT_KNOWN}: {c.words}" for c in cells))


def wrapped(text: str, style: str, room: float, measure: Measure) -> list[str]:
    """Lines no wider than `room`; a word too long for a line is broken."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer, style) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while measure(word, style) > room and len(word) > 1:
            fits = next((n for n in range(len(word) - 1, 1, -1) if measure(word[:n], style) <= room), 1)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines


def _label_width(labels: Sequence[tuple[str, str]], look: Look, measure: Measure) -> float:
    widest = max((measure(text, style) for text, style in labels), default=0.0)
    return max(look.label, widest + 2.5 * look.unit)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
