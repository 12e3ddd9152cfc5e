"""The weekly sheet, measured where it stands: one page wherever one can hold the week, and a second worth its paper."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument, PdfPage

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.words import WEEKDAYS
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import WEEKS
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables

TABLES, TODAY, FIRST = load_tables(), date(2026, 6, 14), date(2026, 6, 14)
SHOWN = ("Sunday", *WEEKDAYS[:6])  # weeks begin on Sunday, as on the month pages
MEANS = "Done means it is sent, and the answer lies in the folder with the others."
FOOT = 52.0  # below it stand only the foot's own line and words


def step(number: int, title: str = "", day: int = 0, notes: str = MEANS, days: int = 1) -> Milestone:
    end = FIRST + timedelta(days=day)
    start = end - timedelta(days=days - 1)
    return Milestone(f"m{number}", title or f"Step {number}", "letters", start, end, notes=notes)


def sheets(steps: Sequence[Milestone], weeks: int = 1, paper: str = "letter") -> list[PdfPage]:
    answers = Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027)
    return pages(Plan("p", answers, tuple(steps)), weeks, paper)


def pages(plan: Plan, weeks: int, paper: str) -> list[PdfPage]:
    options = PdfOptions(sections=(WEEKS,), weeks=weeks, paper=paper)
    return list(PdfDocument(export_pdf(plan, TABLES, TODAY, options)))


def lines(page: PdfPage) -> list[tuple[float, float, str]]:
    """Each piece of text with its left and lower edge in points."""
    text = page.get_textpage()
    found = []
    for at in range(text.count_rects()):
        left, low, right, high = text.get_rect(at)
        found.append((left, low, text.get_text_bounded(left, low, right, high).strip()))
    return found


def words(page: PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def heights(page: PdfPage) -> dict[str, float]:
    """The baseline edge of each weekday's name."""
    return {text: low for left, low, text in lines(page) if text in WEEKDAYS and left < 50}


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_week_of_the_sample_stands_on_one_page(paper: str) -> None:
    sample = plan_file.decode(resources.data("samples", "sample.reapply"))
    found = pages(sample, 13, paper)
    assert len(found) == 13
    for page in found:
        assert set(heights(page)) == set(WEEKDAYS)
        assert min(low for _left, low, text in lines(page) if "Made with" not in text and "Page" not in text) > FOOT


def test_a_week_with_little_in_it_gives_its_room_to_the_days_and_to_notes() -> None:
    page = sheets([step(1, day=2)])[0]
    at = heights(page)
    gaps = [at[a] - at[b] for a, b in pairwise(SHOWN)]
    assert gaps[1:] == pytest.approx([72] * 5, abs=0.5)
    full = sheets([step(n, day=n % 7) for n in range(14)])
    assert len(full) == 1
    gaps = [heights(full[0])[a] - heights(full[0])[b] for a, b in pairwise(SHOWN)]
    assert max(gaps) - min(gaps) < 12  # grown evenly


def test_a_week_a_little_too_full_gives_up_words_before_it_takes_a_second_page() -> None:
    going = [step(100 + n, f"Goes on {n}", day=40 + n, days=60) for n in range(9)]
    steps = [*(step(n, day=n % 5) for n in range(14)), *going]
    found = sheets(steps)
    assert len(found) == 1
    said = words(found[0])
    assert all(f"Step {n}" in said for n in range(14))
    more = re.search(r"and (\d) more", said)
    assert more is not None
    assert said.count("Goes on ") == 1 + 9 - int(more[1])


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_two_pages_share_their_days_and_repeat_their_head(paper: str) -> None:
    """No second page for a list or an empty line alone, and no day broken in two."""
    steps = [step(n, f"Step {n} of this week", day=n % 7) for n in range(31)]
    first, second = sheets(steps, paper=paper)
    assert "14 June to 20 June 2026, continued" in words(second)
    assert "steps due" in words(first)
    above, below = list(heights(first)), list(heights(second))
    assert [*above, *below] == list(SHOWN)
    assert min(len(above), len(below)) >= 3
    assert "Notes" in words(second)
    assert "Notes" not in words(first)
    for page in (first, second):
        for left, low, text in lines(page):
            if text.startswith("Step "):
                assert left > 120
                assert low > FOOT


def test_a_day_that_fills_more_than_a_page_says_its_name_on_the_next() -> None:
    found = sheets([step(n, f"Step {n} of Wednesday", day=3) for n in range(40)])
    assert len(found) == 3
    assert all("Wednesday" in heights(page) for page in found)
    said = " ".join(words(page) for page in found)
    assert all(f"Step {n} of Wednesday" in said for n in range(40))


@pytest.mark.parametrize("title", ["A title that goes on " * 200, "W" * 1500, "مقابلة مع الدكتور " * 90])
def test_a_title_of_any_length_runs_on_inside_the_paper(title: str) -> None:
    found = sheets([step(1, title, day=3, notes=""), step(2, "The one after it", day=3)])
    assert len(found) <= 3
    for page in found:
        wide = page.get_width()
        for left, low, text in lines(page):
            assert 47 < left < wide - 47
            assert low > FOOT or "Made with" in text or "Page" in text
    assert "The one after it" in " ".join(words(page) for page in found)
    if title.startswith("A title"):
        assert sum(words(page).count("title that") for page in found) >= 198  # up to two fall on a page's end


def test_what_was_planned_for_an_earlier_day_says_which_and_counts_no_days() -> None:
    """look.md 10: a step that waits is told by its day."""
    late = replace(step(1, "Ask Dr. Osei"), start=date(2026, 6, 9), end=date(2026, 6, 9))
    said = words(sheets([late])[0])
    assert "Still open from before" in said
    assert "was planned for Tue 9 Jun" in said
    assert "late" not in said
