"""Writes PDF operators straight into reportlab's page stream: the marks its canvas draws, several times as fast.

Public calls of the canvas only: `addLiteral`, forms, and the subset codes that a TTFont assigns.
"""

from typing import TYPE_CHECKING

from reapply_desktop.services.pdf_export.ink import rgb

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})
_KAPPA = 0.5523  # a quarter circle as a curve


class Pen:
    """Collects operators and remembers colour, line and font, so that nothing is said twice. y grows upwards here."""

    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas
        self._ops: list[str] = []
        self._codes: dict[tuple[str, str], str] = {}
        self.forget()

    def forget(self) -> None:
        """Start with nothing set, as on a new page or in a form."""
        self._fill = self._stroke = self._dash = ""
        self._thickness = -1.0
        self._caps = 0

    def flush(self) -> None:
        """Hand over what was collected."""
        if self._ops:
            self.canvas.addLiteral("\n".join(self._ops))
            self._ops.clear()

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
        corners = " l ".join(f"{x:.2f} {y:.2f}" for x, y in points[1:])
        self._ops.append(f"{points[0][0]:.2f} {points[0][1]:.2f} m {corners} l h {paint}")

    def text(self, x: float, y: float, piece: str, font: str, size: float) -> None:
        """One piece in one font; the fill colour is the text's."""
        if piece.isascii():
            shown = f"{self._subset(font)} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({piece.translate(_ESCAPED)}) Tj"
        else:
            shown = f"1 0 0 1 {x:.2f} {y:.2f} Tm {self._coded(piece, font).replace('SIZE', format(size, 'g'))}"
        self._ops.append(f"BT {shown} ET")

    def _subset(self, font: str) -> str:
        """The name of a font's first subset, which holds ASCII at its own codes."""
        key = (font, "")
        if key not in self._codes:
            from reportlab.pdfbase.pdfmetrics import getFont

            found = getFont(font)
            found.splitString(" ", self.canvas._doc)
            self._codes[key] = str(found.getSubsetInternalName(0, self.canvas._doc))
        return self._codes[key]

    def _coded(self, piece: str, font: str) -> str:
        """Text beyond ASCII by the codes of the subsets that hold its glyphs; SIZE stands for the size."""
        key = (font, piece)
        if key not in self._codes:
            from reportlab.pdfbase.pdfmetrics import getFont

            found, document = getFont(font), self.canvas._doc
            self._codes[key] = " ".join(
                f"{found.getSubsetInternalName(subset, document)} SIZE Tf <{codes.hex()}> Tj"
                for subset, codes in found.splitString(piece, document)
            )
        return self._codes[key]

    def stamp(self, form: str, x: float, y: float, scale: float = 1.0) -> None:
        """Draw a form with its origin at (x, y)."""
        self._ops.append(f"q {scale:.4g} 0 0 {scale:.4g} {x:.2f} {y:.2f} cm")
        self.flush()
        self.canvas.doForm(form)
        self._ops.append("Q")

    def begin_form(self, name: str, wide: float, high: float) -> None:
        self.flush()
        self.canvas.beginForm(name, 0, 0, wide, high)
        self._kept = (self._fill, self._stroke, self._dash, self._thickness, self._caps)
        self.forget()

    def end_form(self) -> None:
        self.flush()
        self.canvas.endForm()
        self._fill, self._stroke, self._dash, self._thickness, self._caps = self._kept
