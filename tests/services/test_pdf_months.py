"""The month pages, measured where they stand: one page where one can hold the month, and none nearly empty."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument, PdfPage

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import MONTHS, YEAR
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables

TABLES, TODAY = load_tables(), date(2026, 6, 14)
MEANS = "Done means it is sent, and the answer lies in the folder with the others, read by you and by one more person."
FOOT = 52.0


def due(number: int, day: date, days: int = 1, notes: str = MEANS) -> Milestone:
    return Milestone(f"m{number}", f"Step {number}", "letters", day - timedelta(days=days - 1), day, notes=notes)


def pages(plan: Plan, paper: str = "letter", section: str = MONTHS) -> list[PdfPage]:
    return list(PdfDocument(export_pdf(plan, TABLES, TODAY, PdfOptions(sections=(section,), paper=paper))))


def of_steps(steps: Sequence[Milestone], paper: str = "letter", section: str = MONTHS) -> list[PdfPage]:
    answers = Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027)
    return pages(Plan("p", answers, tuple(steps)), paper, section)


def words(page: PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def lines(page: PdfPage) -> list[tuple[float, float, str]]:
    text = page.get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    return [(left, low, text.get_text_bounded(left, low, right, high).strip()) for left, low, right, high in rects]


def filled(page: PdfPage) -> float:
    """How much of the page's height holds words, notes and foot left out."""
    lowest = min(low for _left, low, text in lines(page) if low > FOOT and text != "Notes")
    return (page.get_height() - 92 - lowest) / (page.get_height() - 92 - 62)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_page_of_the_sample_is_nearly_empty(paper: str) -> None:
    found = pages(plan_file.decode(resources.data("samples", "sample.reapply")), paper)
    continued = [page for page in found if ", continued" in words(page)]
    assert 1 <= len(continued) <= 3
    for page in continued:
        assert filled(page) >= 0.4
    for page in found:
        assert min(low for _left, low, text in lines(page) if "Made with" not in text and "Page" not in text) > FOOT


def test_what_goes_on_stands_in_two_columns_where_that_keeps_the_month_on_one_page() -> None:
    steps = [due(n, date(2026, 9, 2 + 2 * n)) for n in range(7)]
    going = [due(20 + n, date(2026, 11, 2 + n), 90, "") for n in range(8)]
    found = [page for page in of_steps([*steps, *going]) if "September" in words(page)]
    assert len(found) == 1
    at = {text.split()[1]: (left, low) for left, low, text in lines(found[0]) if text.startswith("Step 2")}
    first, second = at["20"], at["24"]
    assert first[1] == pytest.approx(second[1], abs=1)
    assert second[0] > 306 > first[0]
    assert "until 2 Nov" in words(found[0])


def test_a_month_of_two_pages_leaves_more_than_a_step_for_the_second() -> None:
    steps = [due(n, date(2026, 9, 1 + n)) for n in range(15)]
    first, second = of_steps(steps)
    assert "September 2026, continued" in words(second)
    assert sum(f"Step {n} " in words(second) for n in range(15)) >= 4
    assert "Notes" in words(second)
    assert "Notes" not in words(first)
    assert filled(second) >= 0.4


def test_a_month_with_room_gives_it_to_notes() -> None:
    assert "Notes" in words(of_steps([due(1, date(2026, 9, 3))])[0])


def test_the_year_counts_no_days_late_and_says_once_what_is_still_open() -> None:
    """Paper is of one day: a count of days would be wrong tomorrow."""
    said = words(of_steps([due(1, date(2026, 6, 2)), due(2, date(2026, 9, 2))], section=YEAR)[0])
    assert "filled ones before the mark are still open." in said
    assert "late" not in said
    ahead = words(of_steps([due(2, date(2026, 9, 2))], section=YEAR)[0])
    assert "still open" not in ahead
