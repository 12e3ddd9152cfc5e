"""The fonts of the PDF: read once from the shipped files, with their widths, and the ones to fall back on.

Every font is embedded. A style is a font and a size; what it has no glyph for is looked up in the fallbacks in turn,
and at last in the fonts of this computer.
"""

import struct
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reapply_desktop.domain.values import dataclass
from reapply_desktop.services import resources
from reapply_desktop.services.pdf_export.embedded_font import font_class
from reapply_desktop.services.pdf_export.system_fonts import files_for

SANS, SANS_BOLD = "SourceSans3-Regular", "SourceSans3-Semibold"
SERIF, DISPLAY = "SourceSerif4-Semibold", "SourceSerif4Display-Semibold"
ARABIC, ARABIC_BOLD = "NotoSansArabic-Regular", "NotoSansArabic-Bold"
EMOJI, SYMBOLS = "NotoEmoji-Regular", "DejaVuSans"

_FALLBACKS = {
    SANS: (ARABIC, SYMBOLS, EMOJI),
    SANS_BOLD: (ARABIC_BOLD, SYMBOLS, EMOJI),
    SERIF: (SANS_BOLD, ARABIC_BOLD, SYMBOLS, EMOJI),
    DISPLAY: (SANS_BOLD, ARABIC_BOLD, SYMBOLS, EMOJI),
}

MISSING = "□"  # stands for a character that no font has


@dataclass(frozen=True)
class Style:
    """A font at a size in points; `leading` is the distance of lines."""

    font: str
    size: float
    leading: float = 0.0

    @property
    def line(self) -> float:
        return self.leading or round(self.size * 1.35, 2)


@dataclass(frozen=True, eq=False)
class Face:
    """A loaded font: its name for the canvas and its widths in thousandths by character."""

    name: str
    widths: Mapping[str, float]


@cache
def face(name: str) -> Face:
    """Load one font, and make it known to reportlab."""
    from reportlab.pdfbase import pdfmetrics

    font = font_class()(name, BytesIO(resources.data("fonts", f"{name}.ttf")), True)
    pdfmetrics.registerFont(font)
    return Face(name, _widths(font))


@lru_cache(maxsize=20_000)
def face_for(char: str, font: str) -> Face | None:
    """The first font of the chain that has the character."""
    own = face(font)
    if char in own.widths:
        return own
    if char.isspace():
        return None
    for name in _FALLBACKS[font]:
        if (name in (ARABIC, ARABIC_BOLD)) == _is_arabic(char):
            fallback = face(name)
            if char in fallback.widths:
                return fallback
    return next((found for path in files_for(char) if (found := _system_face(path)) and char in found.widths), None)


@cache
def _system_face(path: Path) -> Face | None:
    """A font of this computer; None where it has no TrueType outlines, may not be embedded, or cannot be read."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    name = f"System-{path.stem.replace(' ', '-')}"
    try:
        font = font_class()(name, str(path), False)
    except (TTFError, OSError, ValueError, KeyError, struct.error):
        import logging

        logging.getLogger(__name__).info("the font %s cannot be embedded", path.name)
        return None
    pdfmetrics.registerFont(font)
    return Face(name, _widths(font))


def _widths(font: Any) -> dict[str, float]:
    glyphs = font.face.charToGlyph
    return {chr(code): width for code, width in font.face.charWidths.items() if code in glyphs}


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
