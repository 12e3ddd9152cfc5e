"""The small figures as shapes (B2.2, B11.12): inside their width, and each number from a row with a source."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from reapply_desktop.domain import figure_charts as shapes
from reapply_desktop.domain.answers import Application
from reapply_desktop.domain.figure_charts import Bar, Box, Look, Number, Step, Tag, Words
from reapply_desktop.domain.figures import published
from reapply_desktop.domain.own_season import own_seasons, season_of, step2_picture
from reapply_desktop.domain.own_tables import OwnTables, OwnThreshold, merged
from reapply_desktop.domain.table_age import age_words, is_old, with_age
from reapply_desktop.domain.vocabulary import APPLICANT_TYPES, SPECIALTIES
from reapply_desktop.services.reference_data import load_tables
from tests.people import person

TABLES = load_tables()
LOOK = Look(row=25, funnel_row=23, bar=13, label=78, caption=18, number=27, unit=4)


def measure(text: str, style: str) -> float:
    return len(text) * (11 if style == shapes.NUMBER else 6.5) + (14 if style == "tag" else 0)


def right_edge(shape: Box | Words | Tag) -> float:
    if isinstance(shape, Box):
        return shape.x + shape.wide
    return shape.x + measure(shape.text, "tag" if isinstance(shape, Tag) else shape.style)


@pytest.mark.parametrize("wide", [300.0, 343.0, 700.0])
@pytest.mark.parametrize("score", [None, 1, 219, 231, 300])
def test_B2_2_brackets_stay_inside_and_mark_one_bar_at_most(wide, score):
    answers = person("us_md", **({} if score is None else {"step2": score}))
    rows = [Bar(b.label, b.percent, f"{b.percent} %", b.own is not None, f"you, {b.own}" if b.own else "")
            for b in step2_picture(answers)]  # fmt: skip
    picture = shapes.bars(rows, 125, wide, LOOK, measure)
    assert all(right_edge(shape) <= wide for shape in picture.shapes)
    assert all(shape.y >= 0 and shape.y + shape.high <= picture.high for shape in picture.shapes)
    bars = [shape for shape in picture.shapes if isinstance(shape, Box)]
    assert [bar.wide for bar in bars] == sorted(bar.wide for bar in bars)
    assert sum(bar.role == shapes.OWN for bar in bars) == (score is not None)
    assert len([shape for shape in picture.shapes if isinstance(shape, Tag)]) == (score is not None)


def test_the_broken_step_is_marked_beside_its_sentence_and_nothing_else_is():
    steps = [Step("Applied", 60), Step("Invited", 5), Step("Attended", None), Step("Ranked", 0)]
    picture = shapes.funnel(steps, 0, "Broke here: 5 of 60 invited", "about 10 are enough (guidance)", 240, LOOK,
                            measure)  # fmt: skip
    (mark,) = (s for s in picture.shapes if isinstance(s, Box) and s.role == shapes.BREAK)
    said = [s for s in picture.shapes if isinstance(s, Words) and s.role == shapes.BREAK]
    assert mark.wide == 2
    assert all(mark.y <= s.y and s.y + s.high <= mark.y + mark.high for s in said)
    invited = next(s for s in picture.shapes if isinstance(s, Words) and s.text == "Invited")
    assert mark.y + mark.high <= invited.y
    assert sum(isinstance(s, Box) and s.role == shapes.NEUTRAL for s in picture.shapes) == 3  # not known draws no bar
    assert "Attended: not known" in picture.spoken
    assert all(right_edge(shape) <= 240 for shape in picture.shapes)


def test_not_known_is_as_large_as_a_number():
    picture = shapes.numbers([Number("56.4 %", "matched"), Number("", "none is published")], 343, LOOK, measure)
    first, other = (s for s in picture.shapes if isinstance(s, Words) and s.style == shapes.NUMBER)
    assert (first.text, other.text) == ("56.4 %", "not known")
    assert (first.y, first.high) == (other.y, other.high)


@pytest.mark.parametrize("wide", [1.0, 40.0, 120.0])
def test_any_width_and_any_text_can_be_laid_out(wide):
    long = "Pneumonoultramicroscopicsilicovolcanoconiosis " * 3
    shapes.bars([Bar(long, 5, long, True, long), Bar("", None, "")], None, wide, LOOK, measure)
    shapes.funnel([Step(long, 10**6), Step("", 0)], 1, long, long, wide, LOOK, measure)
    shapes.numbers([Number("1", long)] * 3, wide, LOOK, measure)
    assert "".join(shapes.wrapped(long, shapes.CAPTION, 50, measure)).replace(" ", "") == long.replace(" ", "")


# -- every number shown stands in a row with a source


@pytest.mark.parametrize("kind", list(APPLICANT_TYPES))
def test_B2_2_every_published_number_is_traced_to_a_row_with_source_and_year(kind):
    """All specialties, students and graduates: what is shown stands in the table; what is not, is not known."""
    known = 0
    for specialty, graduated in product(SPECIALTIES, (None, 2024, 2027)):
        answers = person(kind, (specialty,), applicant={"graduation_year": graduated})
        for entry in published(TABLES, answers, 2027, specialty):
            if not entry.number:
                assert entry.figure is None
                continue
            known += 1
            row = entry.figure
            assert row in TABLES.figures
            assert row.source
            assert row.url
            assert float(entry.number.removesuffix(" %")) in (row.value, row.matched, row.unmatched)
            assert re.search(rf" · .+, {row.year}$", entry.words)
            assert row.specialty in ("all", specialty)
    assert known > 28


def test_B11_12_the_rate_for_repeat_applicants_is_never_filled():
    for kind in APPLICANT_TYPES:
        entries = published(TABLES, person(kind), 2027, "internal_medicine")
        assert not next(e for e in entries if "apply again" in e.words).number


def test_B11_12_prior_graduates_get_their_own_rate_and_seniors_theirs():
    graduate = published(TABLES, person("us_md"), 2027, "internal_medicine")
    assert graduate[0].number == "45.9 %"
    assert "31.7 %" in [entry.number for entry in graduate]
    senior = published(TABLES, person("us_md", applicant={"graduation_year": 2027}), 2027, "internal_medicine")
    assert senior[0].words.startswith("US MD seniors matched")


# -- where the season broke


def row(*counts: int | None, field: str = "internal_medicine") -> Application:
    return Application(field, *counts)


@pytest.mark.parametrize(("one", "broke", "said", "basis"), [
    (row(60, 5, 4, 4), 0, "5 of 60 invited", "about 10 interviews"),
    (row(20, 2, 2, 2), 0, "a list of 20; 2 invited", "60 programs and more"),
    (row(60, 12, 5, 5), 1, "5 of 12 attended", "about 10 interviews"),
    (row(60, 9, 3, 3), 1, "3 of 9 attended", "about 10 interviews"),
    (row(60, 30, 14, 14), 3, "14 ranked, no match", "about 10 interviews"),
    (row(60, 14, 13, 4), 2, "4 of 13 ranked", "fewer than half"),
    (row(60, 14, 13, None), 2, "how many were ranked is not known", "about 10"),
    (row(None, 5, 4, 4), 0, "Broke here: 5 invited", "about 10"),
    (row(60, None, 4, 4), 1, "how many invited is not known", "about 10"),
    (row(60, 0, None, None), 0, "0 of 60 invited", "about 10"),
    (row(60, None, None, None), None, "cannot be told", ""),
    (row(None, None, None, None), None, "", ""),
    (row(3, 0, 0, 0, field="thoracic_surgery"), 0, "0 of 3 invited", "about 12"),
])  # fmt: skip
def test_B2_1_a_break_is_told_from_known_counts_and_lines_with_their_basis(one, broke, said, basis):
    season = season_of(one, TABLES)
    assert season.broke == broke
    assert said in season.sentence
    assert basis in season.basis
    if basis:
        assert re.search(r"guidance|rule of thumb", season.basis)


def test_each_specialty_has_its_funnel_the_main_one_first():
    answers = person("us_md", ("family_medicine", 5, 0), ("internal_medicine", 60, 5, 4, 4))
    assert [season.specialty for season in own_seasons(answers, TABLES)] == ["internal_medicine", "family_medicine"]


def test_a_half_that_matched_says_of_no_break():
    answers = person("us_md", ("neurology", 60, 12, 12, 12), ("preliminary_medicine", 20, 1, 1, 1),
                     situation={"matched": "advanced_only"})  # fmt: skip
    by = {season.specialty: season for season in own_seasons(answers, TABLES)}
    assert by["preliminary_medicine"].broke == 0
    assert by["neurology"].broke is None
    assert by["neurology"].steps[0] == ("Applied", 60)


def test_an_own_line_moves_the_break_and_names_its_source():
    own = OwnTables().with_rows([OwnThreshold("interviews_enough.internal_medicine", 4, "Dr Osei, 2026")])
    season = season_of(row(60, 5, 4, 4), merged(TABLES, own))
    assert season.broke == 3
    assert "yours: Dr Osei, 2026" in season.basis


# -- how old a table is


@pytest.mark.parametrize(("today", "old"), [
    (date(2024, 2, 29), False), (date(2025, 2, 28), False), (date(2025, 3, 1), True), (date(2028, 2, 29), True),
])  # fmt: skip
def test_B11_1_a_table_is_old_after_a_year(today, old):
    assert is_old(date(2024, 2, 29), today) is old


def test_only_old_tables_say_so():
    tables = replace(TABLES, as_of={**TABLES.as_of, "fees": date(2024, 1, 1)})
    aged = with_age(tables, date(2026, 6, 14))
    assert age_words(aged, "figures") == ""
    assert "1 January 2024, more than a year ago" in age_words(aged, "fees")
    assert with_age(TABLES, date(2026, 6, 14)) is TABLES
