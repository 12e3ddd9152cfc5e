"""The year on one landscape page: each step a bar or a diamond, its name beside it, across the season's deadlines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from reapply_desktop.domain.chart import Chart, Label, Look, layout
from reapply_desktop.domain.chart_deadlines import Deadline
from reapply_desktop.domain.own_dates import own_dates
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_words import KEY_EVENTS, short_event
from reapply_desktop.domain.time_scale import Span, TimeScale
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN_WIDE, MONTHS, Content, Page, month_key
from reapply_desktop.services.pdf_export.flow import SMALL, TITLE
from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import ACCENT, BAND, HAIRLINE, SECOND, TEXT, cue
from reapply_desktop.services.pdf_export.legend import draw_legend
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import shaped, titled, width
from reapply_desktop.services.pdf_export.type_scale import CHART_SIZES, LEAST
from reapply_desktop.services.pdf_export.type_scale import SIDE as SIDE_SIZE
from reapply_desktop.services.pdf_export.type_scale import TEXT as TEXT_SIZE

MONTH, MONTH_YEAR = Style(SANS_BOLD, TEXT_SIZE), Style(SANS, TEXT_SIZE)
LINE_NAME, LINE_DATE = Style(SANS_BOLD, SIDE_SIZE), Style(SANS, SIDE_SIZE)
NOTHING = "Nothing is planned yet: these are the days of the season alone."
AXIS = 89.5
BEST_ROW, BEST_SHARED = 18.0, 14.0
LINE = 1.22  # the least height of a row, in sizes of its type
BARE_ROWS = (8.2, 5.0, 3.0, 1.8)  # of bars without names
LEAST_ALONE = 7.5  # rather than in smaller type, steps share rows
TIER = 12.5  # of the deadlines' names


def year_page(content: Content) -> Page:
    """Lay out every printed step on one page."""
    paper = (max(content.paper), min(content.paper))
    wide, room = paper[0] - 2 * MARGIN_WIDE, paper[1] - AXIS - 78
    steps = [_named(step) for step in content.steps]
    scale = _scale(content, wide)
    chart, size = fitted(steps, scale, room, _deadlines(content))

    def paint(sheet: Sheet) -> None:
        _head(sheet, content, chart)
        _chart(sheet, chart, size, room)
        if scale.start <= content.today <= scale.end:
            _mark(sheet, MARGIN_WIDE + scale.middle(content.today), AXIS)
        draw_legend(sheet, {step.category for step in content.steps}, MARGIN_WIDE, AXIS + room + 16, wide)

    return Page(whose(content), "The year on one page", paint, True)


def _named(step: Milestone) -> Milestone:
    """The step with its title as it is printed; most are as they stand."""
    title = ("✓ " if step.status == "done" else "") + shaped(titled(step.title))
    return step if title == step.title else replace(step, title=title)


def fitted(
    steps: Sequence[Milestone], scale: TimeScale, room: float, deadlines: Sequence[Deadline]
) -> tuple[Chart, float]:
    """The most readable chart that fits into the height, and its type size in points.

    First one row a step; then rows shared by steps that fit side by side, in type as large as has room; then names that
    give way where they must; at the end bars alone. What still finds no place is in `left_over`, and the page says so.
    """
    tiers = 2 if len(deadlines) <= len(KEY_EVENTS) else 3  # a specialty's own days stand close to the common ones
    best: tuple[Chart, float] | None = None
    for way in _ways(_shapes(steps, scale), scale.width, room - tiers * TIER):
        # As of the first day there is: on paper no step says how many days late it is, the mark of the day shows it.
        chart = layout(
            steps, scale, date.min, _look(way, tiers), partial(_width, Style(SANS, way.size)), deadlines,
            _deadline_width,
        )
        if chart.height <= room + 0.1:
            if best is None or len(chart.left_over) < len(best[0].left_over):
                best = chart, way.size
            if not chart.left_over:
                break
    assert best is not None
    return best


def _width(style: Style, text: str) -> float:
    return width(text, style)


class _Way(NamedTuple):
    """One way to set the chart: type, height of a row, lanes shared by steps (None: a row each), the least a name is
    shortened to (None: names stand whole), and whether there are names."""

    size: float
    row: float
    lanes: int | None = None
    least: float | None = None
    labels: bool = True


class _Shape(NamedTuple):
    """A step on the line before a size is chosen: its edges (one edge for a single day) and its name at 1 pt."""

    x0: float
    x1: float
    is_day: bool
    name: float


def _shapes(steps: Sequence[Milestone], scale: TimeScale) -> list[_Shape]:
    one, found = Style(SANS, 1), []
    for step in steps:
        name = width(step.title, one)
        if step.start == step.end:
            x = scale.middle(step.start)
            found.append(_Shape(x, x, True, name))
        else:
            found.append(_Shape(scale.x(step.start), scale.x_end(step.end), False, name))
    return found


def _look(way: _Way, tiers: int = 2) -> Look:
    high = way.row if way.lanes is None or not way.labels else way.size * LINE  # as when the lanes were counted
    bar = min(8.5, max(1.0, high * 0.58))
    return Look(
        row=way.row, bar=bar, gap=max(3.0, way.size * 0.5), icon=way.size if way.labels else 0.0, tier=TIER,
        shortest_bar=min(4.0, bar), labels=way.labels, lanes=way.lanes, least=way.least, tiers=tiers,
    )  # fmt: skip


def _ways(shapes: Sequence[_Shape], wide: float, inner: float) -> Iterator[_Way]:
    """The ways that have room for every name, the most readable first; then those in which something gives way."""
    for size in CHART_SIZES:
        least = size * LINE
        above = _above(shapes, _look(_Way(size, least)), wide, size)
        row = min(BEST_ROW, inner / max(1, len(shapes) + above))
        if row >= least and size >= LEAST_ALONE:
            yield _Way(size, row)
        lanes = int(inner // least)
        needed = _needed(shapes, _look(_Way(size, least)), wide, size)
        if needed <= lanes:
            shared = least if above else max(least, min(BEST_SHARED, inner / max(1, needed)))
            yield _Way(size, shared, int(inner // shared + 1e-6))
    row = LEAST * LINE
    lanes = int(inner // row)
    for letters in (12, 7, 4):
        least = letters * LEAST * 0.5
        short = [shape._replace(name=min(shape.name, least / LEAST)) for shape in shapes]
        if _needed(short, _look(_Way(LEAST, row)), wide, LEAST) <= lanes:
            yield _Way(LEAST, row, lanes, least)
    bare = [shape._replace(name=0.0) for shape in shapes]
    for row in BARE_ROWS:
        way = _Way(LEAST, row, int(inner // row), labels=False)
        if row == BARE_ROWS[-1] or _needed(bare, _look(way), wide, 0.0) <= int(inner // row):
            yield way


def _needed(shapes: Sequence[_Shape], look: Look, wide: float, size: float) -> int:
    """How many lanes the steps need with their whole names beside them: as many as lie over one place of the line."""
    edges = []
    for shape in shapes:
        x0, x1, beside = shape.x0, max(shape.x1, shape.x0 + look.shortest_bar), look.gap
        if shape.is_day:
            x0, x1, beside = shape.x0 - look.bar / 2, shape.x0 + look.bar / 2, 1.5 * look.gap + look.icon
        taken = beside + shape.name * size
        if x1 + taken <= wide:
            x1 += taken
        elif x0 >= taken:
            x0 -= taken
        edges.append((x0 - 1.5 * look.gap, 1))
        edges.append((x1, -1))
    edges.sort()
    return max(accumulate([step for _x, step in edges]), default=0)


def _above(shapes: Sequence[_Shape], look: Look, wide: float, size: float) -> int:
    """How many bars reach so far that their names stand in a row of their own."""
    return sum(
        not shape.is_day
        and max(shape.x0, wide - shape.x1) - look.gap < min(8 * look.bar, shape.name * size)
        for shape in shapes
    )


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
    right = sheet.width - MARGIN_WIDE
    if not content.steps:
        sheet.text(right, 62, NOTHING, SMALL, SECOND, "right")
        return
    if chart.scale.start <= content.today <= chart.scale.end:
        mark = f"{brief_day(content.today)}, the day of this version"
        after = sheet.text(right, 62 - SMALL.line, mark, SMALL, SECOND, "right")
        _mark(sheet, right - after - 8, 61 - SMALL.line)
    words = f"{done} of {len(content.steps)} steps done. "
    if chart.left_over:
        words += f"{len(chart.left_over)} steps do not fit here"
        words += "; the month pages hold them all." if months else "."
    elif not chart.labels:
        words += "Too many to name here" + ("; the month pages name them all." if months else ".")
    elif chart.shortened:
        words += "Diamonds are single days."
        if months:
            words += " Names cut here stand in full on the month pages."
    else:
        words += "Diamonds are single days; outlined ones are finished"
        waiting = any(step.is_open and step.end < content.today for step in content.steps)
        words += "; filled ones before the mark are still open." if waiting else "."
    sheet.text(right, 62, words, SMALL, SECOND, "right")


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


def _mark(sheet: Sheet, x: float, base: float) -> None:
    """The small mark of the day this version stands at, its tip on `base`."""
    y = sheet.height - base
    sheet.pen.fill(ACCENT)
    sheet.pen.polygon(((x - 3.4, y + 4.6), (x + 3.4, y + 4.6), (x, y + 0.4)), "f")
