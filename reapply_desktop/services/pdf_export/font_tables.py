"""The tables of a TrueType font that say which glyph a character has, how wide it is and where it lies, read at once.

reportlab reads them number by number, which for four fonts took as long as drawing two hundred steps.
"""

import struct
from collections.abc import Mapping
from typing import Any

from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True, eq=False)
class GlyphTables:
    """`glyphs` and `widths` (in the font's own units) by character code; `metrics` and `places` by glyph."""

    glyphs: dict[int, int]
    widths: dict[int, int]
    metrics: list[tuple[int, int]]
    places: tuple[int, ...]


def glyph_tables(data: bytes, tables: Mapping[str, Mapping[str, Any]], count: int) -> GlyphTables | None:
    """Read the tables of a font of `count` glyphs; None where they are of a kind that only reportlab reads.

    `tables` is its table directory. Raises struct.error for a font that ends too early.
    """
    glyphs = _glyphs(data, tables["cmap"]["offset"])
    head, long = tables["head"]["offset"], tables["hhea"]["offset"]
    position_format, glyph_format = struct.unpack_from(">HH", data, head + 50)
    if glyphs is None or position_format > 1 or glyph_format != 0 or "loca" not in tables:
        return None
    full = struct.unpack_from(">H", data, long + 34)[0]  # the glyphs after these are as wide as the last of them
    at = tables["hmtx"]["offset"]
    metrics = list(struct.iter_unpack(">HH", data[at : at + 4 * full]))
    if len(metrics) < full or not full:
        raise struct.error("the font ends within its widths")
    if full < count:
        sides = struct.unpack_from(f">{count - full}H", data, at + 4 * full)
        metrics += [(metrics[-1][0], side) for side in sides]
    if position_format == 1:
        places = struct.unpack_from(f">{count + 1}L", data, tables["loca"]["offset"])
    else:
        places = tuple([2 * half for half in struct.unpack_from(f">{count + 1}H", data, tables["loca"]["offset"])])
    if 0x20 in glyphs:
        glyphs[0xA0] = glyphs[0x20]
    elif 0xA0 in glyphs:
        glyphs[0x20] = glyphs[0xA0]
    widths = {code: metrics[glyph][0] for code, glyph in glyphs.items() if glyph < count}
    return GlyphTables(glyphs, widths, metrics, places)


def _glyphs(data: bytes, at: int) -> dict[int, int] | None:
    """Glyphs by character code, from the last Unicode table, as reportlab picks it."""
    count = struct.unpack_from(">H", data, at + 2)[0]
    found = None
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, at + 4 + 8 * number)
        if platform == 3 or (platform == 0 and encoding != 5):
            found = at + offset
    if found is None:
        return None
    kind = struct.unpack_from(">H", data, found)[0]
    return _in_groups(data, found) if kind == 12 else _in_segments(data, found) if kind == 4 else None


def _in_groups(data: bytes, at: int) -> dict[int, int]:
    """Format 12: first and last code, and the glyph of the first."""
    count = struct.unpack_from(">L", data, at + 12)[0]
    glyphs: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count]):
        for code in range(first, last + 1):
            glyphs[code] = glyph + code - first
    return glyphs


def _in_segments(data: bytes, at: int) -> dict[int, int]:
    """Format 4: ends and starts of segments, what to add to a code, and where the glyphs of others are listed."""
    length = struct.unpack_from(">H", data, at + 2)[0]
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 4 * count)
    lists = at + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, lists)
    glyphs: dict[int, int] = {}
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            if offset == 0:
                glyphs[code] = (code + delta) & 0xFFFF
                continue
            place = lists + 2 * number + offset + 2 * (code - first)
            listed = struct.unpack_from(">H", data, place)[0] if place < at + length else 0
            glyphs[code] = (listed + delta) & 0xFFFF if listed else 0
    return glyphs
