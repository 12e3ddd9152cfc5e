"""One page under the pen: text, lines, chips and marks with y measured downwards from the top edge, in points."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reapply_desktop.services.pdf_export import icons
from reapply_desktop.services.pdf_export.fonts import Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, POSITIVE, TEXT, WHITE, Cue, cue, rgb
from reapply_desktop.services.pdf_export.text import Unknown, runs, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PATTERN_WIDTH, _PATTERN_HEIGHT = 1200.0, 24.0


class Sheet:
    """Draws on the current page of a canvas. `unknown` gathers the characters that no font has."""

    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas
        self.unknown = Unknown()
        self.width = self.height = 0.0
        self._forms: set[str] = set()
        self._fill = self._stroke = ""
        self._pen = 0.0
        self._font: tuple[str, float] = ("", 0.0)

    def begin(self, page_width: float, page_height: float) -> None:
        """Start a page of this size."""
        self.width, self.height = page_width, page_height
        self.canvas.setPageSize((page_width, page_height))
        self._forget()

    def end(self) -> None:
        self.canvas.showPage()

    def _forget(self) -> None:
        self._fill = self._stroke = ""
        self._pen, self._font = 0.0, ("", 0.0)

    def fill(self, colour: str) -> None:
        if colour != self._fill:
            self.canvas.setFillColorRGB(*rgb(colour))
            self._fill = colour

    def pen(self, colour: str, thickness: float) -> None:
        if colour != self._stroke:
            self.canvas.setStrokeColorRGB(*rgb(colour))
            self._stroke = colour
        if thickness != self._pen:
            self.canvas.setLineWidth(thickness)
            self._pen = thickness

    def text(self, x: float, y: float, line: str, style: Style, colour: str = TEXT, align: str = "left") -> float:
        """Write one cleaned line on the baseline y; gives its width. `align`: left, right or centre of x."""
        wide = width(line, style)
        x -= wide if align == "right" else wide / 2 if align == "centre" else 0.0
        self.fill(colour)
        at = x
        for used, piece in runs(line, style.font, self.unknown):
            if (used.name, style.size) != self._font:
                self.canvas.setFont(used.name, style.size)
                self._font = (used.name, style.size)
            self.canvas.drawString(at, self.height - y, piece)
            if len(piece) < len(line):
                at += sum([used.widths.get(c, 0.0) for c in piece]) * style.size / 1000
        return wide

    def lines(self, x: float, y: float, lines: Iterable[str], style: Style, colour: str = TEXT) -> float:
        """Write lines, the first on baseline y; gives the baseline after the last."""
        for line in lines:
            if line:
                self.text(x, y, line, style, colour)
            y += style.line
        return y

    def rule(self, x0: float, x1: float, y: float, colour: str = HAIRLINE, thickness: float = 0.6) -> None:
        self.pen(colour, thickness)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def upright(self, x: float, y0: float, y1: float, colour: str = HAIRLINE, thickness: float = 0.6,
                dash: Sequence[float] = ()) -> None:
        self.pen(colour, thickness)
        if dash:
            self.canvas.setDash(*dash)
        self.canvas.line(x, self.height - y0, x, self.height - y1)
        if dash:
            self.canvas.setDash()

    def box(self, x: float, y: float, wide: float, high: float, *, fill: str = "", stroke: str = "",
            thickness: float = 0.75, radius: float = 0.0, dash: Sequence[float] = ()) -> None:
        """A rectangle whose upper left corner is (x, y)."""
        if fill:
            self.fill(fill)
        if stroke:
            self.pen(stroke, thickness)
        if dash:
            self.canvas.setDash(*dash)
        bottom = self.height - y - high
        if radius:
            self.canvas.roundRect(x, bottom, wide, high, min(radius, wide / 2, high / 2), bool(stroke), bool(fill))
        else:
            self.canvas.rect(x, bottom, wide, high, bool(stroke), bool(fill))
        if dash:
            self.canvas.setDash()

    def icon(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """An icon whose upper left corner is (x, y); drawn once and stamped from then on."""
        if not icons.strokes(name):
            return
        key = f"icon-{name}"
        if key not in self._forms:
            self._forms.add(key)
            self.canvas.beginForm(key, 0, 0, 24, 24)
            self.canvas.setLineWidth(1.9)
            self.canvas.setLineCap(1)
            self.canvas.setLineJoin(1)
            icons.draw(self.canvas, name, 0, 24, 24)
            self.canvas.endForm()
        self.pen(colour, self._pen or 1.0)
        self._stamp(key, x, self.height - y - size, size / 24)

    def chip(self, category: str, x: float, y: float, wide: float, high: float, *, done: bool = False,
             dropped: bool = False, radius: float = 1.5) -> None:
        """A bar or chip in the category's colour and pattern; done ones are an outline."""
        look = cue(category)
        if done or look.hollow or dropped:
            dash = look.hollow if look.hollow and not done else (2.0, 1.5) if dropped else ()
            self.box(x + 0.5, y + 0.5, max(0.5, wide - 1), max(0.5, high - 1), stroke=look.colour, thickness=1.0,
                     fill=WHITE, radius=radius, dash=dash or ())
            return
        self.box(x, y, wide, high, fill=look.colour, radius=radius)
        if not (look.lines or look.dots) or wide < 3 or high < 2.5:
            return
        key = f"cue-{category}"
        if key not in self._forms:
            self._forms.add(key)
            self._pattern(key, look)
        canvas = self.canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x + 0.4, self.height - y - high + 0.4, wide - 0.8, high - 0.8)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(x, self.height - y - _PATTERN_HEIGHT)
        canvas.doForm(key)
        canvas.restoreState()

    def diamond(self, category: str, x: float, y: float, size: float, *, done: bool = False) -> None:
        """A diamond centred on (x, y)."""
        look = cue(category)
        half = size / 2 - (0.5 if done or look.hollow else 0)
        centre = self.height - y
        path = self.canvas.beginPath()
        path.moveTo(x, centre + half)
        path.lineTo(x + half, centre)
        path.lineTo(x, centre - half)
        path.lineTo(x - half, centre)
        path.close()
        if done or look.hollow:
            self.pen(look.colour, 1.0)
            self.fill(WHITE)
            self.canvas.drawPath(path, stroke=1, fill=1)
        else:
            self.fill(look.colour)
            self.canvas.drawPath(path, stroke=0, fill=1)

    def ring(self, x: float, y: float, wide: float, colour: str) -> None:
        """The pen ring round a text of this width whose box has its upper left corner at (x, y) (look.md, 12)."""
        unit = 0.75
        w, h = wide / unit, 30.0
        left, top = x - 10 * unit, y - 5 * unit
        points = (
            (0.62 * w, 1.5), (0.25 * w, -1), (2, 3), (1.5, 0.52 * h), (1.5, h - 1), (0.3 * w, h), (0.55 * w, h - 0.5),
            (0.85 * w, h - 1), (w + 18, h - 3), (w + 18.5, 0.48 * h), (w + 18.5, 4), (0.8 * w, 0), (0.5 * w, 3),
        )  # fmt: skip
        at = [(left + px * unit, self.height - top - py * unit) for px, py in points]
        path = self.canvas.beginPath()
        path.moveTo(*at[0])
        for i in range(1, 13, 3):
            path.curveTo(*at[i], *at[i + 1], *at[i + 2])
        self.pen(colour, 1.3)
        self.canvas.setLineCap(1)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setLineCap(0)

    def tick_box(self, x: float, y: float, size: float, done: bool) -> None:
        """A box to tick by hand; done ones carry their tick."""
        self.box(x, y, size, size, stroke=TEXT if not done else POSITIVE, thickness=0.8, radius=1.6)
        if done:
            self.icon("check", x + 0.5, y + 0.5, size - 1, POSITIVE)

    def tag(self, x: float, y: float, word: str, style: Style, colour: str = TEXT) -> float:
        """A word in a box, on the baseline y; gives the width of the box."""
        wide = width(word, style) + 9
        self.box(x, y - style.size - 0.6, wide, style.size + 4.2, stroke=colour, thickness=0.7, radius=2.6)
        self.text(x + 4.5, y, word, style, colour)
        return wide

    def _stamp(self, key: str, x: float, y: float, scale: float) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.transform(scale, 0, 0, scale, x, y)
        canvas.doForm(key)
        canvas.restoreState()

    def _pattern(self, key: str, look: Cue) -> None:
        """A strip of the pattern wide enough for any bar; it is cut to the bar where it is stamped."""
        canvas = self.canvas
        canvas.beginForm(key, 0, 0, _PATTERN_WIDTH, _PATTERN_HEIGHT)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setFillColorRGB(1, 1, 1)
        for angle, gap, thickness in look.lines:
            canvas.setLineWidth(thickness)
            canvas.lines(list(_hatching(angle, gap)))
        if look.dots:
            gap, radius = look.dots
            for column in range(int(_PATTERN_WIDTH / gap)):
                for row in range(int(_PATTERN_HEIGHT / gap)):
                    # Staggered, and offset by a quarter, so that low bars show whole dots.
                    x = (column + (0.25 if row % 2 else 0.75)) * gap
                    canvas.circle(x, _PATTERN_HEIGHT - (row + 0.6) * gap, radius * 0.72, stroke=0, fill=1)
        canvas.endForm()


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


