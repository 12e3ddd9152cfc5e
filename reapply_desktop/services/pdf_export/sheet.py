"""One page under the pen: text, lines, chips and marks with y measured downwards from the top edge, in points."""

import math
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from reapply_desktop.services.pdf_export import icons
from reapply_desktop.services.pdf_export.fonts import Style
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, POSITIVE, TEXT, WHITE, Cue, cue
from reapply_desktop.services.pdf_export.pen import Pen
from reapply_desktop.services.pdf_export.text import Unknown, runs, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PATTERN_WIDTH, _PATTERN_HEIGHT = 800.0, 9.0  # as wide as the wider paper, as high as the highest bar
_TICK = 10.0


class Sheet:
    """Draws on the current page of a canvas. `unknown` gathers the characters that no font has."""

    def __init__(self, canvas: "Canvas", destinations: Set[str] = frozenset()) -> None:
        """`destinations` are the keys of pages that links may lead to."""
        self._canvas = canvas
        self._destinations = destinations
        self.pen = Pen(canvas)
        self.unknown = Unknown()
        self.width = self.height = 0.0

    def begin(self, page_width: float, page_height: float) -> None:
        """Start a page of this size."""
        self.width, self.height = page_width, page_height
        self._canvas.setPageSize((page_width, page_height))

    def end(self) -> None:
        self.pen.end_page()

    def text(self, x: float, y: float, line: str, style: Style, colour: str = TEXT, align: str = "left") -> float:
        """Write one cleaned line on the baseline y; gives its width. `align`: left, right or centre of x."""
        wide = width(line, style)
        x -= wide if align == "right" else wide / 2 if align == "centre" else 0.0
        self.pen.fill(colour)
        if line.isascii() and line.isprintable():
            self.pen.text(x, self.height - y, line, style.font, style.size)
            return wide
        for used, piece in runs(line, style.font, self.unknown):
            self.pen.text(x, self.height - y, piece, used.name, style.size)
            if len(piece) < len(line):
                x += sum([used.widths.get(c, 0.0) for c in piece]) * style.size / 1000
        return wide

    def lines(self, x: float, y: float, lines: Iterable[str], style: Style, colour: str = TEXT) -> float:
        """Write lines, the first on baseline y; gives the baseline after the last."""
        for line in lines:
            if line:
                self.text(x, y, line, style, colour)
            y += style.line
        return y

    def rule(self, x0: float, x1: float, y: float, colour: str = HAIRLINE, thickness: float = 0.6) -> None:
        self.pen.stroke(colour, thickness)
        self.pen.line(x0, self.height - y, x1, self.height - y)

    def upright(self, x: float, y0: float, y1: float, colour: str = HAIRLINE, thickness: float = 0.6,
                dash: str = "") -> None:  # fmt: skip
        self.pen.stroke(colour, thickness, dash)
        self.pen.line(x, self.height - y0, x, self.height - y1)

    def box(self, x: float, y: float, wide: float, high: float, *, fill: str = "", stroke: str = "",
            thickness: float = 0.75, radius: float = 0.0, dash: str = "") -> None:  # fmt: skip
        """A rectangle whose upper left corner is (x, y)."""
        if fill:
            self.pen.fill(fill)
        if stroke:
            self.pen.stroke(stroke, thickness, dash)
        self.pen.rect(x, self.height - y - high, wide, high, radius, "B" if fill and stroke else "f" if fill else "S")

    def icon(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """An icon whose upper left corner is (x, y); drawn once and stamped from then on."""
        if icons.strokes(name):
            form = self.pen.form(f"icon-{name}-{colour}", 24, 24, lambda pen: _draw_icon(pen, name, colour))
            self.pen.stamp(form, x, self.height - y - size, size / 24)

    def chip(self, category: str, x: float, y: float, wide: float, high: float, *, done: bool = False,
             radius: float = 1.5) -> None:  # fmt: skip
        """A bar in the category's colour and pattern; done ones are an outline."""
        look = cue(category)
        bottom = self.height - y - high
        if done or look.hollow:
            _outlined(self.pen, look, x, bottom, wide, high, radius, done=done)
            return
        if not (look.lines or look.dots) or wide < 3 or high < 2.5:
            self.pen.fill(look.colour)
            self.pen.rect(x, bottom, wide, high, radius, "f")
            return
        form = self._pattern(category, look)
        self.pen.fill(look.colour)
        self.pen.rect(x, bottom, wide, high, radius, "f")
        self.pen.put(f"q {x + 0.4:.2f} {bottom + 0.4:.2f} {wide - 0.8:.2f} {high - 0.8:.2f} re W n")
        self.pen.stamp(form, x, bottom + high - _PATTERN_HEIGHT)
        self.pen.put("Q")

    def small_chip(self, category: str, x: float, y: float, wide: float, high: float, *, done: bool = False) -> None:
        """A chip of a size that comes often: drawn once and stamped from then on."""
        look = cue(category)

        def draw(pen: Pen) -> None:
            if done or look.hollow:
                _outlined(pen, look, 0, 0, wide, high, 1.2, done=done)
                return
            pen.fill(look.colour)
            pen.rect(0, 0, wide, high, 1.2, "f")
            if look.lines or look.dots:
                pen.put(f"q 0.4 0.4 {wide - 0.8:.2f} {high - 0.8:.2f} re W n")
                pen.stamp(self._pattern(category, look), 0, high - _PATTERN_HEIGHT)
                pen.put("Q")

        form = self.pen.form(f"chip-{category}-{wide}-{high}-{done}", wide, high, draw)
        self.pen.stamp(form, x, self.height - y - high)

    def diamond(self, category: str, x: float, y: float, size: float, *, done: bool = False) -> None:
        """A diamond centred on (x, y)."""
        look = cue(category)
        outlined = done or bool(look.hollow)
        half = size / 2 - (0.5 if outlined else 0)
        centre = self.height - y
        if outlined:
            self.pen.stroke(look.colour, 1.0)
        self.pen.fill(WHITE if outlined else look.colour)
        points = ((x, centre + half), (x + half, centre), (x, centre - half), (x - half, centre))
        self.pen.polygon(points, "B" if outlined else "f")

    def ring(self, x: float, y: float, wide: float) -> None:
        """The pen ring round a text of this width whose box has its upper left corner at (x, y) (look.md, 12)."""
        unit = 0.75
        w, h = wide / unit, 30.0
        left, top = x - 10 * unit, y - 5 * unit
        points = (
            (0.62 * w, 1.5), (0.25 * w, -1), (2, 3), (1.5, 0.52 * h), (1.5, h - 1), (0.3 * w, h), (0.55 * w, h - 0.5),
            (0.85 * w, h - 1), (w + 18, h - 3), (w + 18.5, 0.48 * h), (w + 18.5, 4), (0.8 * w, 0), (0.5 * w, 3),
        )  # fmt: skip
        at = [f"{left + px * unit:.2f} {self.height - top - py * unit:.2f}" for px, py in points]
        curves = " ".join(f"{at[i]} {at[i + 1]} {at[i + 2]} c" for i in range(1, 13, 3))
        self.pen.stroke(ACCENT, 1.3, caps=1)
        self.pen.put(f"{at[0]} m {curves} S")

    def link(self, x: float, y: float, wide: float, high: float, target: str) -> None:
        """A place to click, from its upper left corner; to a page that is not printed there is none."""
        place = (x, self.height - y - high, x + wide, self.height - y)
        if target.startswith("https://") or target in self._destinations:
            self.pen.written.link(place, target)

    def tick_box(self, x: float, y: float, done: bool) -> None:
        """A box to tick by hand, 10 points wide; done ones carry their tick."""
        colour = POSITIVE if done else TEXT
        form = self.pen.form(f"tick-{done}", _TICK, _TICK, lambda pen: _draw_tick_box(pen, colour))
        self.pen.stamp(form, x, self.height - y - _TICK)
        if done:
            self.icon("check", x + 0.5, y + 0.5, _TICK - 1, POSITIVE)

    def tag(self, x: float, y: float, word: str, style: Style, colour: str = TEXT) -> float:
        """A word in a box, on the baseline y; gives the width of the box."""
        wide = width(word, style) + 9
        self.box(x, y - style.size - 0.6, wide, style.size + 4.2, stroke=colour, thickness=0.7, radius=2.6)
        self.text(x + 4.5, y, word, style, colour)
        return wide

    def _pattern(self, category: str, look: Cue) -> str:
        """A strip of the pattern wide enough for any bar; it is cut to the bar where it is stamped."""
        return self.pen.form(f"cue-{category}", _PATTERN_WIDTH, _PATTERN_HEIGHT, lambda pen: _draw_pattern(pen, look))


def _draw_icon(pen: Pen, name: str, colour: str) -> None:
    pen.stroke(colour, 1.9, caps=1)
    pen.put(icons.operators(name))


def _draw_tick_box(pen: Pen, colour: str) -> None:
    pen.stroke(colour, 0.8)
    pen.rect(0.4, 0.4, _TICK - 0.8, _TICK - 0.8, 1.6, "S")


def _outlined(pen: Pen, look: Cue, x: float, y: float, wide: float, high: float, radius: float, *, done: bool) -> None:
    dash = "" if done or not look.hollow else f"{look.hollow[0]:.2f} {look.hollow[1]:.2f}"
    pen.fill(WHITE)
    pen.stroke(look.colour, 1.0, dash)
    pen.rect(x + 0.5, y + 0.5, max(0.5, wide - 1), max(0.5, high - 1), radius, "B")


def _draw_pattern(pen: Pen, look: Cue) -> None:
    for angle, gap, thickness in look.lines:
        pen.stroke(WHITE, thickness)
        pen.put(" ".join(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l" for x0, y0, x1, y1 in _hatching(angle, gap)) + " S")
    if look.dots:
        gap, radius = look.dots
        # A line of round ends without length is a row of dots, in one stroke; rows are staggered.
        pen.stroke(WHITE, radius * 1.5, f"0.01 {gap - 0.01:.2f}", caps=1)
        row, y = 0, _PATTERN_HEIGHT - 0.6 * gap
        while y > 0:
            pen.line((0.25 if row % 2 else 0.75) * gap, y, _PATTERN_WIDTH, y)
            row, y = row + 1, y - gap


def _hatching(angle: float, gap: float) -> Iterable[tuple[float, float, float, float]]:
    """Parallel lines over the whole strip; the angle as on screen, where −45° falls to the right."""
    if angle == 0:
        y = _PATTERN_HEIGHT - gap * 0.62
        while y > 0:
            yield (0.0, y, _PATTERN_WIDTH, y)
            y -= gap
        return
    lean = _PATTERN_HEIGHT / math.tan(math.radians(angle)) if angle != 90 else 0.0
    step = gap / abs(math.sin(math.radians(angle)))
    x = gap / 2 - abs(lean)
    while x < _PATTERN_WIDTH + abs(lean):
        yield (x, 0.0, x + lean, _PATTERN_HEIGHT)
        x += step
