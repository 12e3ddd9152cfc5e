"""The year on one page: names stand whole wherever there is room, and what gives way does so alone."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.chart import Look, layout
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.time_scale import TimeScale
from reapply_desktop.services.pdf_export.content import PdfOptions, printed_steps
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.text import width
from reapply_desktop.services.pdf_export.type_scale import CHART_SIZES
from reapply_desktop.services.pdf_export.year import fitted

LONG = ("Ask the third writer for a letter of this season", "Visa: status, days left", "Statement: readers, final text")


def crowd(count: int, days: int, start: date = date(2026, 9, 15)) -> list[Milestone]:
    """So many steps that begin within some days."""
    return [
        Milestone(
            f"m{n}", f"{LONG[n % 3]} {n}", "letters", start + timedelta(days=n * days // count),
            start + timedelta(days=n * days // count + n % 3 * 6),
        )
        for n in range(count)
    ]  # fmt: skip


YEAR = TimeScale(date(2026, 9, 12), date(2027, 3, 24), 782.0)


@pytest.mark.parametrize(("count", "days"), [(50, 14), (85, 120), (110, 180)])
def test_a_crowded_month_cuts_no_name_while_there_are_rows_for_it(count: int, days: int) -> None:
    chart, size = fitted(crowd(count, days), YEAR, 428.0, ())
    assert size in CHART_SIZES
    assert not chart.left_over
    assert chart.shortened == 0
    assert chart.height <= 428.1


def test_what_is_too_much_for_its_weeks_is_cut_alone_and_the_rest_of_the_year_stands_whole() -> None:
    later = crowd(12, 40, date(2026, 12, 20))
    chart, _size = fitted(
        [*crowd(115, 60), *(replace(one, id=f"late-{one.id}") for one in later)], YEAR, 428.0, ()
    )
    assert not chart.left_over
    assert 0 < chart.shortened < 60
    assert all(label.text == label.full for label in chart.labels if label.id.startswith("late-"))


@pytest.mark.parametrize("lanes", [6, 9, 14])
def test_names_that_give_way_never_lie_over_what_stands_behind_them(lanes: int) -> None:
    style = Style(SANS, 6)
    look = Look(row=8, bar=4, gap=3, icon=6, lanes=lanes, least=12.0)
    chart = layout(crowd(60, 185), YEAR, date.min, look, lambda text: width(text, style))
    taken: dict[int, list[tuple[float, float]]] = {}
    for bar in chart.bars:
        taken.setdefault(bar.row, []).append((bar.x, bar.x + bar.width))
    for diamond in chart.diamonds:
        taken.setdefault(diamond.row, []).append((diamond.x - 2, diamond.x + 2))
    for label in chart.labels:
        assert label.text == label.full or re.search(r"…$", label.text)
        taken.setdefault(label.row, []).append((label.x, label.x + label.width))
    for spans in taken.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_steps_of_one_day_stand_in_the_plans_order() -> None:
    day = date(2026, 9, 15)
    steps = tuple(Milestone(f"m{n}", f"Step {n}", "letters", day, day) for n in range(1, 13))
    assert printed_steps(Plan("p", Answers(Applicant("us_md"), ()), steps), PdfOptions()) == steps
