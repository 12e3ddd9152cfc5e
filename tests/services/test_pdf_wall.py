"""The wall calendar, measured where it stands: names whole wherever the month has room, and none cut unseen."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument, PdfPage, raw

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import WALL
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables

TABLES, TODAY = load_tables(), date(2026, 6, 14)
PAPERS = [("letter", True), ("letter", False), ("a4", True), ("a4", False)]
WORDS = ("Ask", "three", "writers", "for", "an", "honest", "letter", "about", "reliability", "and", "growth")


def step(number: int, title: str, day: date) -> Milestone:
    return Milestone(f"m{number}", title, "letters", day, day)


def spread(count: int) -> list[Milestone]:
    """Steps with names of one to eleven words, over a year."""
    return [
        step(n, f"{' '.join(WORDS[: 1 + n % 11])} {n}", date(2026, 3, 25) + timedelta(days=n * 7 % 350))
        for n in range(count)
    ]


def plan_of(steps: Sequence[Milestone]) -> Plan:
    return Plan("p", Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027), tuple(steps))


def pages(plan: Plan, paper: str, large: bool) -> list[PdfPage]:
    options = PdfOptions(sections=(WALL,), paper=paper, large_wall=large)
    return list(PdfDocument(export_pdf(plan, TABLES, TODAY, options)))


def words(found: Sequence[PdfPage]) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in found)


@pytest.mark.parametrize(("paper", "large"), PAPERS)
def test_the_steps_of_the_sample_are_all_named_and_hardly_one_is_shortened(paper: str, large: bool) -> None:
    sample = plan_file.decode(resources.data("samples", "sample.reapply"))
    text = words(pages(sample, paper, large))
    shown = [m for m in sample.milestones if m.status != "dropped" and m.category != "contingency"]
    whole = sum(m.title in text for m in shown)
    assert whole >= 0.8 * len(shown)  # the others mark a day of the season, which is named
    assert text.count("…") <= 6
    assert not re.search(r"\+\d", text)


@pytest.mark.parametrize(("paper", "large"), PAPERS)
@pytest.mark.parametrize("count", [10, 60, 300])
def test_steps_of_any_number_are_named_or_counted(paper: str, large: bool, count: int) -> None:
    """Each name whole or shortened with an …, at the end of a word; what a day cannot name it counts."""
    found = pages(plan_of(spread(count)), paper, large)
    text = words(found)
    begun = len(re.findall(r"\bAsk\b", text))
    counted = sum(int(more) for more in re.findall(r"\+(\d+)", text))
    assert begun + counted == count
    assert begun >= 0.85 * count
    for last in re.findall(r"(\S+)…", text):
        assert last in WORDS
    if count == 10:
        assert "…" not in text
    for page in found:
        _stands_in_columns(page, large)


def _stands_in_columns(page: PdfPage, large: bool) -> None:
    """No name runs into the month beside it, and no type is smaller than can be read."""
    text = page.get_textpage()
    columns = 13 if large else 7
    edges = [30 + n * (page.get_width() - 60) / columns for n in range(columns + 1)]
    for at in range(text.count_rects()):
        left, low, right, _high = text.get_rect(at)
        if 65 < low < page.get_height() - 100:
            column = max(n for n, edge in enumerate(edges) if edge <= left + 0.1)
            assert right <= edges[column + 1] + 0.1
    sizes = {raw.FPDFText_GetFontSize(text, at) for at in range(text.count_chars())}
    assert min(size for size in sizes if size > 1) >= 6.49


def test_a_month_with_room_keeps_its_days_even_and_a_full_day_takes_from_the_others() -> None:
    steps = [step(n, f"{' '.join(WORDS)} {n}", date(2026, 7, 15)) for n in range(6)]
    page = pages(plan_of([step(9, "First of all", date(2026, 3, 2)), *steps]), "letter", True)[0]
    assert words([page]).count("reliability and growth") == 6
    march, july = _days(page, 0), _days(page, 4)
    even = march[1] - march[2]
    assert all(above - below == pytest.approx(even, abs=0.6) for above, below in pairwise(march))
    assert july[14] - july[15] > 4 * even
    assert july[2] - july[3] < even


def _days(page: PdfPage, column: int) -> list[float]:
    """The baselines of the days of a month from the 1st on."""
    text = page.get_textpage()
    left = 30 + column * (page.get_width() - 60) / 13
    found = []
    for at in range(text.count_chars()):
        place = text.get_charbox(at)
        if left < place[0] < left + 12 and text.get_text_range(at, 1).isdigit() and place[1] < page.get_height() - 100:
            found.append(round(place[1], 1))
    rows = sorted(set(found), reverse=True)
    return [row for at, row in enumerate(rows) if at == 0 or rows[at - 1] - row > 3]


@pytest.mark.parametrize("title", ["W" * 200, "مقابلة مع الدكتور " * 12, "🏥🩺" * 80, "a\x00b\ud800 " * 40, " "])
def test_hostile_names_stay_in_their_column(title: str) -> None:
    steps = [step(n, title, date(2026, 6, 16 + n % 3)) for n in range(24)]
    for paper, large in PAPERS[:2]:
        for page in pages(plan_of(steps), paper, large):
            assert page.get_textpage().count_chars() > 100
