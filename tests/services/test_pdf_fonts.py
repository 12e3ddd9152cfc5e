"""The fonts as they are read for paper: the same glyphs and widths that reportlab finds for itself."""

import struct
from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from reapply_desktop.services import resources
from reapply_desktop.services.pdf_export.embedded_font import font_class
from reapply_desktop.services.pdf_export.font_tables import glyph_tables
from reapply_desktop.services.pdf_export.fonts import SANS, face

SHIPPED = ("SourceSans3-Regular", "SourceSerif4-Semibold", "NotoSansArabic-Regular", "NotoEmoji-Regular", "DejaVuSans")


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_font_is_read_as_reportlab_reads_it(name: str) -> None:
    data = resources.data("fonts", f"{name}.ttf")
    wanted, found = TTFontFace(BytesIO(data)), font_class()(name, BytesIO(data), True).face
    assert found.charToGlyph == wanted.charToGlyph
    assert found.charWidths == wanted.charWidths
    assert list(found.glyphPos) == wanted.glyphPos
    assert [side for _wide, side in found.hmetrics] == [side for _wide, side in wanted.hmetrics]
    for key in ("name", "bbox", "ascent", "descent", "capHeight", "flags", "stemV", "defaultWidth", "numGlyphs"):
        assert getattr(found, key) == getattr(wanted, key)


def test_a_width_is_the_glyphs_own() -> None:
    assert face(SANS).widths["\u00a0"] == face(SANS).widths[" "]
    assert face(SANS).widths["i"] < face(SANS).widths["W"]


def _with_cmap(kind: int) -> tuple[bytes, dict[str, dict[str, int]], int]:
    """A shipped font whose Unicode table says that it is of another kind."""
    whole = TTFontFace(BytesIO(resources.data("fonts", f"{SANS}.ttf")))
    data, at = bytearray(whole._ttf_data), whole.table["cmap"]["offset"]
    for number in range(struct.unpack_from(">H", data, at + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHL", data, at + 4 + 8 * number)
        if platform != 1:
            struct.pack_into(">H", data, at + offset, kind)
    return bytes(data), whole.table, whole.numGlyphs


def test_a_table_of_a_rare_kind_is_left_to_reportlab() -> None:
    assert glyph_tables(*_with_cmap(12)) is not None
    assert glyph_tables(*_with_cmap(13)) is None


@pytest.mark.parametrize("table", ["loca", "hmtx"])
def test_a_font_that_ends_too_early_is_refused(table: str) -> None:
    data, tables, count = _with_cmap(12)
    with pytest.raises(struct.error):
        glyph_tables(data[: tables[table]["offset"] + 40], tables, count)
