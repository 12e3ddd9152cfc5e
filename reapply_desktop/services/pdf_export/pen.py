"""Writes PDF operators: the marks that reportlab's canvas draws, several times as fast."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reapply_desktop.services.pdf_export.ink import rgb
from reapply_desktop.services.pdf_export.written import Written, escaped

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_KAPPA = 0.5523  # a quarter circle as a curve


class Pen:
    """Collects operators and remembers colour, line and font, so that nothing is said twice. y grows upwards here."""

    def __init__(self, canvas: "Canvas") -> None:
        self._document = canvas._doc
        self.written = Written(canvas)
        self._ops: list[str] = []
        self._forms: dict[str, str] = {}
        self._subsets: dict[tuple[str, int], str] = {}
        self._codes: dict[str, dict[str, tuple[int, str]]] = {}
        self._forget()

    def _forget(self) -> None:
        """Start with nothing set, as on a new page or in a form."""
        self._fill = self._stroke = self._dash = self._font = ""
        self._size = self._thickness = -1.0
        self._caps = 0

    def end_page(self) -> None:
        """Close the page with what was collected, and begin the next."""
        self.written.end_page("\n".join(self._ops))
        self._ops.clear()
        self._forget()

    def put(self, operators: str) -> None:
        self._ops.append(operators)

    def fill(self, colour: str) -> None:
        if colour != self._fill:
            self._ops.append(f"{rgb(colour)} rg")
            self._fill = colour

    def stroke(self, colour: str, thickness: float, dash: str = "", caps: int = 0) -> None:
        """Colour, width, dashes (`3 2`, empty for none) and caps (1: round) of the lines that follow."""
        if colour != self._stroke:
            self._ops.append(f"{rgb(colour)} RG")
            self._stroke = colour
        if thickness != self._thickness:
            self._ops.append(f"{thickness:.2f} w")
            self._thickness = thickness
        if dash != self._dash:
            self._ops.append(f"[{dash}] 0 d")
            self._dash = dash
        if caps != self._caps:
            self._ops.append(f"{caps} J {caps} j")
            self._caps = caps

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._ops.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def rect(self, x: float, y: float, wide: float, high: float, radius: float, paint: str) -> None:
        """A rectangle from its lower left corner; `paint` is f, S or B."""
        if radius <= 0:
            self._ops.append(f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re {paint}")
            return
        r = min(radius, wide / 2, high / 2)
        k = r * (1 - _KAPPA)
        x1, y1 = x + wide, y + high
        self._ops.append(
            f"{x + r:.2f} {y:.2f} m {x1 - r:.2f} {y:.2f} l "
            f"{x1 - k:.2f} {y:.2f} {x1:.2f} {y + k:.2f} {x1:.2f} {y + r:.2f} c {x1:.2f} {y1 - r:.2f} l "
            f"{x1:.2f} {y1 - k:.2f} {x1 - k:.2f} {y1:.2f} {x1 - r:.2f} {y1:.2f} c {x + r:.2f} {y1:.2f} l "
            f"{x + k:.2f} {y1:.2f} {x:.2f} {y1 - k:.2f} {x:.2f} {y1 - r:.2f} c {x:.2f} {y + r:.2f} l "
            f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h {paint}"
        )

    def polygon(self, points: tuple[tuple[float, float], ...], paint: str) -> None:
        corners = " l ".join([f"{x:.2f} {y:.2f}" for x, y in points[1:]])
        self._ops.append(f"{points[0][0]:.2f} {points[0][1]:.2f} m {corners} l h {paint}")

    def text(self, x: float, y: float, piece: str, font: str, size: float) -> None:
        """One piece in one font; the fill colour is the text's."""
        if not piece.isascii():
            runs = self._coded(piece, font)
            shown = " ".join([f"{subset} {size:g} Tf <{codes}> Tj" for subset, codes in runs])
            self._ops.append(f"BT {x:.2f} {y:.2f} Td {shown} ET")
            self._font = ""
            return
        if "\\" in piece or "(" in piece or ")" in piece:
            piece = escaped(piece)
        if font == self._font and size == self._size:
            self._ops.append(f"BT {x:.2f} {y:.2f} Td ({piece}) Tj ET")
        else:
            self._ops.append(f"BT {self._subset(font, 0)} {size:g} Tf {x:.2f} {y:.2f} Td ({piece}) Tj ET")
            self._font, self._size = font, size

    def _subset(self, font: str, number: int) -> str:
        """The name of a font's subset; the first holds ASCII at its own codes."""
        key = (font, number)
        if key not in self._subsets:
            from reportlab.pdfbase.pdfmetrics import getFont

            found = getFont(font)
            found.splitString(" ", self._document)
            self._subsets[key] = str(found.getSubsetInternalName(number, self._document))
        return self._subsets[key]

    def _coded(self, piece: str, font: str) -> list[tuple[str, str]]:
        """Text beyond ASCII as subsets, by name, and the codes of its glyphs in them, in hexadecimal."""
        known = self._codes.setdefault(font, {})
        for char in piece:
            if char not in known:
                known[char] = self._place(char, font)
        runs = groupby([known[char] for char in piece], key=itemgetter(0))
        return [(self._subset(font, subset), "".join([code for _subset, code in run])) for subset, run in runs]

    def _place(self, char: str, font: str) -> tuple[int, str]:
        """The subset that holds a character's glyph, and its code there, as the font assigns them."""
        from reportlab.pdfbase.pdfmetrics import getFont

        [(subset, code)] = getFont(font).splitString(char, self._document)
        return subset, code.hex()

    def form(self, key: str, wide: float, high: float, draw: Callable[["Pen"], None]) -> str:
        """The name of the form of this key; drawn the first time, its lower left corner at the origin."""
        if key not in self._forms:
            kept = self._fill, self._stroke, self._dash, self._font, self._size, self._thickness, self._caps
            outside, self._ops = self._ops, []
            self._forget()
            draw(self)
            self._forms[key] = self.written.form("\n".join(self._ops), wide, high)
            self._ops = outside
            self._fill, self._stroke, self._dash, self._font, self._size, self._thickness, self._caps = kept
        return self._forms[key]

    def stamp(self, form: str, x: float, y: float, scale: float = 1.0) -> None:
        """Draw a form with its origin at (x, y)."""
        self._ops.append(f"q {scale:.4g} 0 0 {scale:.4g} {x:.2f} {y:.2f} cm /{form} Do Q")
