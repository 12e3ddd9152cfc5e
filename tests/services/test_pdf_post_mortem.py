"""The post-mortem on paper: sources a reader can follow, seasons beside each other, pages broken where they may be."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pypdfium2 import PdfDocument, PdfPage

from reapply_desktop.domain.answers import Answers, Decision, Dispute, Exam, Letters, Standing
from reapply_desktop.domain.figures import published
from reapply_desktop.domain.own_tables import OwnTables, OwnThreshold, merged
from reapply_desktop.domain.plan import PastSeason, Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.vocabulary import BUCKETS
from reapply_desktop.services.pdf_export.content import POST_MORTEM, SEASON
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables
from tests.people import person

TABLES, TODAY = load_tables(), date(2026, 6, 14)
FOOT = 52.0
HEADS = (*BUCKETS.values(), "The path", "Three hard", "The situation", "Not known yet", "Worth knowing", "Figures used",
         "What the findings", "Published figures", "Since last season", "The season in", "Step 2 CK, r")  # fmt: skip


def who(kind: str = "non_us_img", **changes: object) -> Answers:
    made = person(
        kind, ("internal_medicine", 60, 5, 4, 4), ("family_medicine", 5, 0), step2=214, submitted_on="2025-10-12",
        letters={"total": 3, "fresh": 1, "from_leadership": 0, "generic": True}, flags=["generic_statement"],
        us_experience_months=1, season=2027, applicant={"graduation_year": 2019, "name": "Nadia Karimi"},
    )  # fmt: skip
    decision = Decision(
        causes=("few_interviews", "weak_letters"), path="hybrid", primary="internal_medicine",
        backup="family_medicine", primary_programs=60, backup_programs=30, why="It keeps what was begun.", by="person",
    )  # fmt: skip
    return replace(made, decision=decision, **changes)


def pages(plan: Plan, *, tables: Tables = TABLES, **options: object) -> list[PdfPage]:
    options.setdefault("sections", (POST_MORTEM,))
    return list(PdfDocument(export_pdf(plan, tables, TODAY, PdfOptions(**options))))


def words(found: list[PdfPage] | PdfPage) -> str:
    each = found if isinstance(found, list) else [found]
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in each)


def letters_of(text: str) -> str:
    """Letters and digits alone: an address may be broken over lines."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def usual(*sections: str) -> str:
    return words(pages(Plan("p", who(), ()), sections=sections))


# ---------------------------------------------------------------- sources


def test_a_finding_names_what_it_rests_on_and_no_rule_by_its_number() -> None:
    """A reader does not have the rules: `B2.3` says nothing to them."""
    text = usual(POST_MORTEM, SEASON)
    assert "Rule B" not in text
    assert "Source: Reapplication guidance" in text
    assert "Rule of thumb of this planner" in text
    assert "of this program" not in text


@pytest.mark.parametrize("kind", ["us_md", "us_do", "us_img", "non_us_img"])
def test_B2_2_every_figure_has_its_source_once_by_name_year_and_address(kind: str) -> None:
    plan = Plan("p", who(kind), ())
    text = words(pages(plan, sections=(POST_MORTEM, SEASON)))
    listing = text[text.index("Figures used in this plan") :]
    shown = published(TABLES, plan.answers, 2027, "internal_medicine")
    figures = [entry.figure for entry in shown if entry.figure is not None]
    figures += [figure for finding in assess_plan(plan, TABLES, TODAY).findings for figure in finding.figures]
    assert len(figures) >= 3
    for figure in figures:
        named = figure.source if figure.source.endswith(str(figure.year)) else f"{figure.source}, {figure.year}"
        assert listing.count(named) == 1
        assert letters_of(figure.url) in letters_of(listing)
        assert str(f"{figure.matched:g}" if figure.matched else f"{figure.value:g}") in listing


def test_the_lines_of_the_findings_stand_with_what_they_rest_on() -> None:
    text = usual(POST_MORTEM, SEASON)
    listing = text[text.index("What the findings are held against") :]
    assert "Reapplication guidance: the advice to people who apply again" in listing
    assert "Few interviews: in categorical internal medicine about 10 interviews are taken as enough." in listing
    assert "a judgement, not a published figure" in listing


def test_the_sources_stand_with_the_post_mortem_where_the_season_is_not_printed() -> None:
    assert usual(POST_MORTEM).count("Figures used in this plan, and their sources") == 1
    assert usual(POST_MORTEM, SEASON).count("Figures used in this plan, and their sources") == 1
    assert "What the findings are held against" not in usual(SEASON)


def test_a_line_of_the_persons_own_is_said_to_be_theirs() -> None:
    own = merged(TABLES, OwnTables().with_rows([OwnThreshold("interviews_enough.internal_medicine", 14, "Dr. Osei")]))
    text = words(pages(Plan("p", who(), ()), tables=own))
    assert "about 14 interviews are taken as enough" in text
    assert "own figure: Dr. Osei" in text.lower().replace("dr. osei", "Dr. Osei")


# ---------------------------------------------------------------- since last season


def second_plan() -> Plan:
    before = who(season=2026, exams=(Exam("step2ck", 214, True, 2),), standing=Standing(decile=9))
    before = replace(before, decision=replace(before.decision or Decision(), causes=("low_scores", "few_interviews")))
    after = who(
        submitted_on=date(2026, 9, 2), exams=(Exam("step2ck", 214, True, 2), Exam("step3", 226, True, 1)),
        letters=Letters(4, 3, 1, False), us_experience_months=1,
    )  # fmt: skip
    return Plan("p", after, (), history=(PastSeason(before, date(2026, 3, 22), "none", 60, 41),))


def test_B11_14_what_changed_since_last_season_stands_in_a_table() -> None:
    text = words(pages(second_plan()))
    table = text[text.index("Since last season") : text.index("The path:")]
    assert "What Match 2025 Match 2026" in table
    assert "New letters 1 3 better" in table
    assert "Step 3 not taken passed, 226, 1 attempt better" in table
    assert "As it was: Step 2 CK" in table
    assert "US clinical experience" in table
    assert "Few interviews: circled then, and the answers that show it are as they were." in table


def test_without_a_season_before_there_is_no_table() -> None:
    assert "Since last season" not in usual(POST_MORTEM)


def test_without_scores_the_seasons_tell_of_none() -> None:
    text = words(pages(second_plan(), discreet=True))
    table = text[text.index("Since last season") : text.index("The path:")]
    assert "New letters 1 3" in table
    for telling in ("Step", "214", "226", "attempt", "Decile", "Low scores"):
        assert telling not in table


# ---------------------------------------------------------------- where pages break


def standing(page: PdfPage) -> list[tuple[float, str]]:
    """The pieces of text above the foot, with their lower edges."""
    text = page.get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    return [(rect[1], text.get_text_bounded(*rect).strip()) for rect in rects if rect[1] > FOOT]


def no_head_stands_last(page: PdfPage) -> bool:
    return not min(standing(page))[1].startswith(HEADS)


def grown(lines: int, cautions: int = 0) -> Plan:
    """A plan whose post-mortem is longer by so many lines before the path."""
    reason = "\n".join(f"Line {n} of the reason." for n in range(lines))
    answers = replace(who(), disputes=(Dispute("weak_letters", reason), *[Dispute("gaps", None)] * (cautions > 0)))
    return Plan("p", answers, ())


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_path_stands_whole_and_no_head_alone_wherever_the_page_ends(paper: str) -> None:
    """Line by line longer, so that the break falls on every part of the path."""
    seen = set()
    for lines in range(1, 60, 3):
        found = pages(grown(lines, 1), paper=paper)
        at = [number for number, page in enumerate(found) if "The path: hybrid" in words(page)]
        assert len(at) == 1
        path = words(found[at[0]])
        assert "It keeps what was begun." in path
        assert path.count("are there. Open:") == 2  # of both fields, to the last line
        seen.add(at[0])
        assert all(no_head_stands_last(page) for page in found)
    assert len(seen) > 1


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_why_of_thousands_of_letters_runs_on_and_keeps_the_rest_in_order(paper: str) -> None:
    why = " ".join(f"because{n}" for n in range(450))
    answers = who(disputes=tuple(Dispute(cause, why) for cause in ("few_interviews", "weak_letters", "gaps")))
    decision = replace(answers.decision or Decision(), why=why, why_few_causes=why)
    found = pages(Plan("p", replace(answers, decision=decision), ()), paper=paper)
    text = words(found)
    assert text.count("because449") == 5
    order = ("The path: hybrid", "because449", "are there. Open:", "Three hard questions", "Worth knowing")
    begin = text.index("The path: hybrid")
    places = [text.index(part, begin) for part in order]
    assert places == sorted(places)
    for page in found:
        assert no_head_stands_last(page)
        assert min(standing(page))[0] > FOOT + 6


def test_the_first_and_the_last_of_the_cautions_stand_with_another() -> None:
    for lines in range(1, 60, 6):
        plan = grown(lines, 1)
        cautions = [one.text.rstrip(".")[1:] for one in assess_plan(plan, TABLES, TODAY).warnings]
        for page in pages(plan):
            said = words(page)
            here = [text for text in cautions if text in said]
            assert here not in ([cautions[0]], [cautions[-1]])
