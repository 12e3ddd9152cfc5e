"""The year on one landscape page: each step a bar or a diamond, its name beside it, across the season's deadlines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from reapply_desktop.domain.chart import Chart, Label, Look, layout
from reapply_desktop.domain.chart_deadlines import Deadline
from reapply_desktop.domain.own_dates import own_dates
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import KEY_EVENTS, short_event
from reapply_desktop.domain.time_scale import Span, TimeScale
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN_WIDE, MONTHS, Content, Page, month_key
from reapply_desktop.services.pdf_export.flow import TITLE
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import ACCENT, BAND, HAIRLINE, SECOND, TEXT, cue
from reapply_desktop.services.pdf_export.legend import draw_legend
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import shaped, titled, width

MONTH, MONTH_YEAR = Style(SANS_BOLD, 9.75), Style(SANS, 9.75)
SIDE = Style(SANS, 10)
LINE_NAME, LINE_DATE = Style(SANS_BOLD, 9), Style(SANS, 9)
TOP, AXIS = 88.0, 89.5
BEST_ROW, LEAST_ROW = 18.0, 8.2
SMALLEST = 6.0
TIER = 12.5  # of the deadlines' names


def year_page(content: Content) -> Page:
    """Lay out every printed step on one page."""
    paper = (max(content.paper), min(content.paper))
    wide, room = paper[0] - 2 * MARGIN_WIDE, paper[1] - AXIS - 78
    steps = [_named(step) for step in content.steps]
    scale = _scale(content, wide)
    # As of the first day there is: on paper no step says how many days late it is, the mark of the day shows it.
    chart, size = fitted(steps, scale, date.min, room, _deadlines(content))

    def paint(sheet: Sheet) -> None:
        _head(sheet, content, chart)
        _chart(sheet, chart, size, room)
        if scale.start <= content.today <= scale.end:
            _today(sheet, MARGIN_WIDE + scale.middle(content.today))
        draw_legend(sheet, {step.category for step in content.steps}, MARGIN_WIDE, AXIS + room + 16, wide)

    return Page(whose(content), "The year on one page", paint, True)


def _named(step: Milestone) -> Milestone:
    """The step with its title as it is printed; most are as they stand."""
    title = ("✓ " if step.status == "done" else "") + shaped(titled(step.title))
    return step if title == step.title else replace(step, title=title)


def fitted(
    steps: Sequence[Milestone], scale: TimeScale, today: date, room: float, deadlines: Sequence[Deadline]
) -> tuple[Chart, float]:
    """The most readable chart that fits into the height, and its type size in points.

    First one row a step, down to 6 pt; then rows shared by steps that fit side by side; then shorter names; at the
    end bars alone. What still finds no place is in `left_over`, and the page says so.
    """
    best: tuple[Chart, float] | None = None
    tiers = 2 if len(deadlines) <= len(KEY_EVENTS) else 3  # a specialty's own days stand close to the common ones
    ways = _ways(len(steps), room - tiers * TIER)
    bars = sum(max(4.0, scale.day_width * step.days) for step in steps)
    names = [width(step.title, Style(SANS, 1)) for step in steps]
    for row, lanes, longest, labels in ways:
        size = min(9.75, max(SMALLEST, row * 0.72))
        style = Style(SANS, size)
        if lanes is not None and labels:
            taken = bars + sum(min(name * size, longest or name * size) for name in names)
            if taken > lanes * scale.width:
                continue  # cannot fit, however well it is packed
        bar = min(8.5, max(1.0, row * 0.58))
        look = Look(
            row=row, bar=bar, gap=max(3.0, size * 0.5), icon=size if labels else 0.0, tier=TIER,
            shortest_bar=min(4.0, bar), labels=labels, longest=longest, lanes=lanes, tiers=tiers,
        )  # fmt: skip
        chart = layout(
            steps, scale, today, look, partial(_width, style), deadlines, _deadline_width
        )
        if chart.height <= room + 0.1:
            if best is None or len(chart.left_over) < len(best[0].left_over):
                best = chart, size
            if not chart.left_over:
                return chart, size
    assert best is not None
    return best


def _width(style: Style, text: str) -> float:
    return width(text, style)


def _ways(count: int, inner: float) -> list[tuple[float, int | None, float | None, bool]]:
    """Row height, lanes, longest label and whether there are labels, from the most readable on."""
    ways: list[tuple[float, int | None, float | None, bool]] = []
    if count * LEAST_ROW <= inner:
        for factor in (1.0, 0.9, 0.8, 0.65, 0.5):  # names above long bars take rows of their own
            row = min(BEST_ROW, inner / max(1, count) * factor)
            if row >= LEAST_ROW:
                ways.append((row, None, None, True))
    ways.extend((row, int(inner // row), None, True) for row in (13.0, 11.0, 9.6, LEAST_ROW))
    ways.extend((LEAST_ROW, int(inner // LEAST_ROW), longest, True) for longest in (150.0, 110.0, 80.0, 55.0, 35.0))
    ways.extend((row, int(inner // row), None, False) for row in (LEAST_ROW, 5.0, 3.0, 1.8))
    return ways


def _scale(content: Content, wide: float) -> TimeScale:
    """From the first step to the last or Match Day, whichever is later, with some days of air."""
    days = [day for step in content.steps for day in (step.start, step.end)]
    days.append(content.dates["match_day"].day if "match_day" in content.dates else content.today)
    if not content.steps:
        days.append(content.today)
    start, end = min(days), max(days)
    if end.toordinal() < date.max.toordinal() - 10:
        end += timedelta(days=max(3, (end - start).days // 60))
    if start.toordinal() > 10:
        start -= timedelta(days=3)
    return TimeScale(start, end, wide)


def _deadlines(content: Content) -> list[Deadline]:
    common = [content.dates[event] for event in KEY_EVENTS if event in content.dates]
    return [
        Deadline(short_event(event), event.day, brief_day(event.day))
        for event in (*common, *own_dates(content.plan, content.match_year))
    ]


def _deadline_width(deadline: Deadline) -> float:
    return width(deadline.name + " ", LINE_NAME) + width(deadline.date_words, LINE_DATE)


def _head(sheet: Sheet, content: Content, chart: Chart) -> None:
    sheet.text(MARGIN_WIDE, 62, "The year on one page", TITLE)
    done = sum(step.status == "done" for step in content.steps)
    months = content.prints(MONTHS)
    words = f"{done} of {len(content.steps)} steps done. "
    if chart.left_over:
        words += f"{len(chart.left_over)} steps do not fit here"
        words += "; the month pages hold them all." if months else "."
    elif not chart.labels and content.steps:
        words += "Too many to name here" + ("; the month pages name them all." if months else ".")
    elif chart.shortened:
        words += "Diamonds are single days."
        if months:
            words += " Names cut here stand in full on the month pages."
    else:
        words += "Diamonds are single days; outlined ones are finished"
        waiting = any(step.is_open and step.end < content.today for step in content.steps)
        words += "; filled ones before the mark are still open." if waiting else "."
    sheet.text(sheet.width - MARGIN_WIDE, 62, words, SIDE, SECOND, "right")


def _chart(sheet: Sheet, chart: Chart, size: float, room: float) -> None:
    left = MARGIN_WIDE
    bottom = AXIS + chart.top + chart.rows * chart.look.row if chart.rows else AXIS + room
    bottom = max(bottom, AXIS + min(room, 120.0))
    _months(sheet, chart.scale, bottom)
    for line in chart.lines:
        for y0, y1 in line.pieces or ((chart.top, bottom - AXIS),):
            sheet.upright(left + line.x, AXIS + y0, AXIS + y1, SECOND, 0.75, "3 2.2")
        if line.label_x is not None:
            base = AXIS + line.tier * chart.look.tier + 9.5
            after = sheet.text(left + line.label_x, base, line.deadline.name + " ", LINE_NAME)
            sheet.text(left + line.label_x + after, base, line.deadline.date_words, LINE_DATE, SECOND)
    for bar in chart.bars:
        y = AXIS + chart.middle(bar.row) - chart.look.bar / 2
        sheet.chip(bar.category, left + bar.x, y, bar.width, chart.look.bar, done=bar.state == "done")
    for diamond in chart.diamonds:
        y = AXIS + chart.middle(diamond.row)
        sheet.diamond(diamond.category, left + diamond.x, y, chart.look.bar + 1.5, done=diamond.state == "done")
        if diamond.icon_x is not None:
            look = cue(diamond.category)
            sheet.icon(look.icon, left + diamond.icon_x, y - chart.look.icon / 2, chart.look.icon, look.colour)
    style = Style(SANS, size)
    for label in chart.labels:
        _label(sheet, label, left, AXIS + chart.middle(label.row) + size * 0.34, style)
    sheet.rule(left, left + chart.scale.width, bottom, HAIRLINE)


def _label(sheet: Sheet, label: Label, left: float, base: float, style: Style) -> None:
    colour = SECOND if label.state == "done" else TEXT
    sheet.text(left + label.x, base, label.text, style, colour)


def _months(sheet: Sheet, scale: TimeScale, bottom: float) -> None:
    left = MARGIN_WIDE
    longer = scale.days > 550  # then each name needs room for its year
    spans = scale.months(width("Mar 2026   " if longer else "Mar  ", MONTH))
    for index, span in enumerate(spans):
        if index % 2:
            sheet.box(left + span.x0, AXIS, span.width, bottom - AXIS, fill=BAND)
    shown = ""
    for span in spans:
        shown = _month_name(sheet, left, span, shown)
    sheet.rule(left, left + scale.width, AXIS, TEXT, 1.0)


def _month_name(sheet: Sheet, left: float, span: Span, shown: str) -> str:
    """Write the month over its band, and the year where it is new and has room; gives the year shown last."""
    if width(span.name, MONTH) + 4 > span.width:
        return shown
    after = sheet.text(left + span.x0 + 4, AXIS - 6, span.name, MONTH)
    sheet.link(left + span.x0, AXIS - 18, span.width, 18, month_key(span.start))
    if span.year == shown or span.name == span.year or after + width(" " + span.year, MONTH_YEAR) + 8 > span.width:
        return shown
    sheet.text(left + span.x0 + 4 + after, AXIS - 6, " " + span.year, MONTH_YEAR, SECOND)
    return span.year


def _today(sheet: Sheet, x: float) -> None:
    """A small mark on the axis: where this version stands."""
    y = sheet.height - AXIS
    sheet.pen.fill(ACCENT)
    sheet.pen.polygon(((x - 3.4, y + 4.6), (x + 3.4, y + 4.6), (x, y + 0.4)), "f")
