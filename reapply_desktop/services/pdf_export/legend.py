"""The legend of year and wall calendar: icon and pattern of each category that occurs, and nothing else."""

from collections.abc import Set

from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.ink import cue
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import width
from reapply_desktop.services.pdf_export.type_scale import CHART_SIZES


def draw_legend(
    sheet: Sheet, occurring: Set[str], x: float, y: float, wide: float, size: float = CHART_SIZES[0]
) -> None:
    """One line with its upper edge at y, in type of at most `size` points, smaller where there are many."""
    shown = [category for category in CATEGORIES if category in occurring]
    shown += sorted(occurring - set(shown))
    for size in (one for one in CHART_SIZES if one <= size):
        style, chip = Style(SANS, size), 2 * size
        taken = [size + 3 + chip + 5 + width(CATEGORIES.get(c, c), style) for c in shown]
        gap = min(17.0, (wide - sum(taken)) / max(1, len(shown) - 1))
        if gap >= 1.1 * size:
            break
    for category, length in zip(shown, taken, strict=True):
        look = cue(category)
        sheet.icon(look.icon, x, y - 1, size, look.colour)
        sheet.chip(category, x + size + 3, y - 0.5, chip, min(8.5, size))
        sheet.text(x + size + chip + 8, y + 7.4, CATEGORIES.get(category, category), style)
        x += length + gap
