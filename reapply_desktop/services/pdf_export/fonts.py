"""The fonts of the PDF: read once from the shipped files, with their widths, and the ones to fall back on.

Every font is embedded. A style is a font and a size; what it has no glyph for is looked up in the fallbacks in turn,
and at last in the fonts of this computer.
"""

import logging
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reapply_desktop.services import resources
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

_LONG_CODE = re.compile(r"<([0-9A-F]{5,6})>")

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

    font = _font_class()(name, BytesIO(resources.data("fonts", f"{name}.ttf")), asciiReadable=1, shapable=False)
    pdfmetrics.registerFont(font)
    glyphs = font.face.charToGlyph
    return Face(name, {chr(code): width for code, width in font.face.charWidths.items() if code in glyphs})


@cache
def _font_class() -> Any:
    """reportlab's font, mended where it says which character a glyph stands for: it writes the code points of emoji as
    five digits, where PDF wants a pair of four (UTF-16); copying and searching would give another character."""
    from reportlab.pdfbase.ttfonts import TTFont

    class Utf16Font(TTFont):  # type: ignore[misc]
        def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
            known = set(doc.idToObject)
            super().addObjects(doc)
            for name in set(doc.idToObject) - known:
                if name.startswith("toUnicodeCMap:"):
                    stream = doc.idToObject[name]
                    stream.content = _LONG_CODE.sub(_as_pair, stream.content)

    return Utf16Font


def _as_pair(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
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
        font = _font_class()(name, str(path), asciiReadable=0, shapable=False)
    except (TTFError, OSError, ValueError, KeyError, struct.error):
        logging.getLogger(__name__).info("the font %s cannot be embedded", path.name)
        return None
    pdfmetrics.registerFont(font)
    glyphs = font.face.charToGlyph
    return Face(name, {chr(code): width for code, width in font.face.charWidths.items() if code in glyphs})


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
