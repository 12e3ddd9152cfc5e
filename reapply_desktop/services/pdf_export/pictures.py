"""Two small pictures of the person's own season: the rough Step 2 CK brackets (B2.2), and where the season broke."""

from collections.abc import Callable
from dataclasses import dataclass

from reapply_desktop.domain.own_season import own_season, step2_picture
from reapply_desktop.services.pdf_export.content import Content
from reapply_desktop.services.pdf_export.flow import HEAD, SMALL, SMALL_STRONG
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.ink import ACCENT, OUTLINE, SECOND, TEXT, TRACK, WARNING
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import wrapped

TAG = Style(SANS, 8.25)
ROW, HIGH, LABEL_WIDE, TOP = 19.0, 9.5, 62.0, 52.0
ROUGH = "Rough, illustrative: a less competitive specialty, the rest decent. Not a forecast."


@dataclass(frozen=True)
class Picture:
    """A picture of known height; painted at x, y in a width."""

    height: float
    paint: Callable[[Sheet, float, float, float], None]


def step2_block(content: Content) -> Picture:
    """The five brackets as bars, the person's own marked with their score."""
    bars = step2_picture(content.answers)

    def paint(sheet: Sheet, x: float, y: float, wide: float) -> None:
        sheet.text(x, y + 26, "Step 2 CK, roughly", HEAD)
        sheet.lines(x, y + 40, wrapped(ROUGH, TAG, wide, 2), TAG, SECOND)
        longest = wide - LABEL_WIDE - 92
        for index, bar in enumerate(bars):
            base = y + TOP + 10 + index * ROW
            own = bar.own is not None
            length = longest * bar.percent / 85
            sheet.text(x, base + 8, bar.label, SMALL_STRONG if own else SMALL)
            sheet.box(x + LABEL_WIDE, base, length, HIGH, fill=ACCENT if own else TRACK,
                      stroke=ACCENT if own else OUTLINE, thickness=0.6, radius=1.5)  # fmt: skip
            value_x = x + LABEL_WIDE + length + 6
            after = sheet.text(value_x, base + 8, f"{bar.percent} %", SMALL_STRONG if own else SMALL)
            if own:
                sheet.tag(value_x + after + 6, base + 7.6, f"you, {bar.own}", TAG)

    return Picture(TOP + 14 + len(bars) * ROW, paint)


def funnel_block(content: Content) -> Picture:
    """Applied, invited, attended, ranked in the main specialty; the step where it broke is marked and said."""
    season = own_season(content.answers, content.tables)
    most = max((count or 0 for _, count in season.steps), default=0)

    def paint(sheet: Sheet, x: float, y: float, wide: float) -> None:
        sheet.text(x, y + 26, "Where the season broke", HEAD)
        base = y + TOP + 10
        for index, (label, count) in enumerate(season.steps):
            broke = season.sentence if index == season.broke else ""
            base = _funnel_row(sheet, label, count, broke, most, x, base, wide)
        if not season.steps:
            sheet.text(x, base + 8, "not known", SMALL)

    return Picture(TOP + 14 + len(season.steps) * ROW + (13 if season.sentence else 0), paint)


def _funnel_row(
    sheet: Sheet, label: str, count: int | None, broke: str, most: int, x: float, base: float, wide: float
) -> float:
    sheet.text(x, base + 8, label, SMALL)
    bar_x = x + LABEL_WIDE
    if count is None:
        sheet.text(bar_x, base + 8, "not known", SMALL_STRONG)
    else:
        length = max(1.5, (wide - LABEL_WIDE - 40) * count / most) if most else 1.5
        sheet.box(bar_x, base, length, HIGH, fill=TRACK, stroke=OUTLINE, thickness=0.6, radius=1.5)
        sheet.text(bar_x + length + 6, base + 8, str(count), SMALL_STRONG, TEXT)
    if broke:
        sheet.upright(bar_x - 4, base - 2.5, base + ROW + 8, WARNING, 1.5)
        sheet.lines(bar_x, base + 20, wrapped(broke, TAG, wide - LABEL_WIDE, 1), TAG, WARNING)
        return base + ROW + 13
    return base + ROW
