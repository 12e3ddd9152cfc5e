"""reportlab's TrueType font as this document embeds it: its tables read at once, its widths written at once, and the
code points of emoji as PDF wants them."""

import re
from functools import cache
from typing import Any

from reapply_desktop.services.pdf_export.font_tables import glyph_tables

_LONG_CODE = re.compile(r"<([0-9A-F]{5,6})>")


@cache
def font_class() -> Any:
    """A TTFont made by `(name, file, readable)`, where `readable` keeps ASCII at its own codes.

    Raises reportlab's TTFError, ValueError, KeyError, OSError or struct.error for a file that cannot be embedded.
    """
    from weakref import WeakKeyDictionary

    from reportlab.pdfbase.pdfdoc import PDFTrueTypeFont
    from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

    class WholeFace(TTFontFace):  # type: ignore[misc]
        def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's names
            super().extractInfo(0)
            found = glyph_tables(self._ttf_data, self.table, self.numGlyphs)
            if found is None:
                super().extractInfo(charInfo)
                return
            scale = self._pdfScale
            self.charToGlyph, self.hmetrics, self.glyphPos = found.glyphs, found.metrics, found.places
            self.defaultWidth = scale(found.metrics[0][0])
            self.charWidths = {code: scale(width) for code, width in found.widths.items()}

    class EmbeddedFont(TTFont):  # type: ignore[misc]
        def __init__(self, name: str, file: Any, readable: bool) -> None:
            self.fontName, self.face, self.encoding = name, WholeFace(file), TTEncoding()
            self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
            self._asciiReadable, self.shapable = int(readable), False

        def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
            known = set(doc.idToObject)
            super().addObjects(doc)
            for name in set(doc.idToObject) - known:
                made = doc.idToObject[name]
                if isinstance(made, PDFTrueTypeFont):
                    made.Widths = f"[{' '.join([format(width, 'g') for width in made.Widths.sequence])}]"
                elif name.startswith("toUnicodeCMap:"):
                    # reportlab writes such codes as five digits, where PDF wants a pair of four (UTF-16): copying and
                    # searching would give another character.
                    made.content = _LONG_CODE.sub(_as_pair, made.content)

    return EmbeddedFont


def _as_pair(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
