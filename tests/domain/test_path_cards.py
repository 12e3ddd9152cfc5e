"""B3.4–B3.6 and B2.2: what the cards say comes from the answers; the pictures mark the person's own place."""

from dataclasses import replace
from datetime import date

import pytest

from reapply_desktop.domain.answers import Answers, Applicant, Application, Exam, Situation
from reapply_desktop.domain.application_costs import cost_line
from reapply_desktop.domain.decisions import decided, recommended_causes, with_path
from reapply_desktop.domain.fee_rows import fee_rows
from reapply_desktop.domain.findings import Advice, Assessment, Season
from reapply_desktop.domain.own_season import own_season, step2_picture
from reapply_desktop.domain.path_cards import PathCard, cards
from reapply_desktop.domain.planning import already_met
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.reference import OWN, Basis, Threshold
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables

TABLES = load_tables()
NADIA = Answers(
    Applicant("non_us_img", "Nadia", 2022),
    (Application("internal_medicine", 60, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12), interview_feedback="mixed",
)  # fmt: skip


def advised(path: str | None, *specialties: str) -> Assessment:
    return Assessment(Season(2027, {}), (), Advice(path, (), specialties), (), ())


def by_path(answers: Answers, assessment: Assessment) -> dict[str, PathCard]:
    return {card.path: card for card in cards(answers, assessment, TABLES)}


def test_B3_6_the_example_of_nadia_reads_as_drawn():
    found = by_path(NADIA, advised("hybrid", "family_medicine", "pediatrics"))
    same, hybrid, pivot = found["same_specialty"], found["hybrid"], found["pivot"]
    assert "5 invitations: some programs were interested" in same.speaks_for
    assert "4 interviews; the warning line is about 10" in same.speaks_against
    assert (same.cost, same.cost_words) == (2430, "ERAS, 100 programs")
    assert (hybrid.cost, hybrid.cost_words) == (3060, "ERAS, 60 + 80 programs")
    assert "5 last time were no backup; it takes 40 or more" in hybrid.speaks_against
    assert [(s, f.value, f.year) for s, f in hybrid.specialties] == \
        [("internal_medicine", 96.7, 2025), ("family_medicine", 85.0, 2025)]
    assert [s for s, _f in pivot.specialties] == ["family_medicine", "pediatrics"]
    assert [card.fits_best for card in found.values()] == [False, True, False]


def test_nothing_is_marked_where_nothing_supports_a_path():
    assert not any(card.fits_best for card in cards(NADIA, advised(None), TABLES))


@pytest.mark.parametrize("specialty", SPECIALTIES)
def test_B3_5_every_specialty_gets_three_whole_cards_and_is_never_its_own_way_out(specialty):
    answers = Answers(Applicant("us_do"), (Application(specialty),))
    for card in cards(answers, advised("pivot", specialty), TABLES):
        assert card.speaks_for
        assert card.speaks_against
        assert (card.cost or 0) > 0 or (specialty, card.path) == ("ophthalmology", "same_specialty")
        assert card.cost_source or card.cost_notes
        named = [s for s, _f in card.specialties]
        assert (specialty in named) == (card.path != "pivot")
        assert len(named) == len(set(named))


def test_B11_6_emergency_medicine_is_counted_by_its_own_service():
    answers = Answers(Applicant("us_md"), (Application("emergency_medicine", 50),))
    card = by_path(answers, advised("hybrid", "family_medicine"))
    assert card["same_specialty"].cost_words == "ResidencyCAS, 50 programs"
    assert card["hybrid"].cost_words == "ResidencyCAS and ERAS, 60 + 80 programs"


def test_B2_2_the_rough_picture_marks_only_ones_own_bracket():
    assert [(b.label, b.percent, b.own) for b in step2_picture(NADIA)] == [
        ("below 220", 30, None), ("220–229", 45, None), ("230–239", 60, 231), ("240–249", 70, None),
        ("250 and up", 85, None)]  # fmt: skip
    assert all(b.own is None for b in step2_picture(Answers(Applicant("us_md"), ())))


@pytest.mark.parametrize(("row", "broke", "said"), [
    (Application("internal_medicine", 60, 5, 4, 4), 0, "Broke here: 5 of 60 invited"),
    (Application("internal_medicine", 60, 12, 5, 5), 1, "Broke here: 5 of 12 attended"),
    (Application("internal_medicine", 60, 14, 13, 12), 3, "Broke after this: 12 ranked, no match"),
    (Application("internal_medicine", None, None, None, None), None, ""),
])  # fmt: skip
def test_B2_1_the_funnel_says_where_it_broke_and_never_counts_what_is_not_known(row, broke, said):
    shown = own_season(Answers(Applicant("us_md"), (row,)), TABLES)
    assert (shown.broke, shown.sentence) == (broke, said)
    assert [count for _label, count in shown.steps] == [row.programs, row.invited, row.attended, row.ranked]


def test_B5_4_first_years_are_counted_with_their_own_number_of_programs():
    rows = (Application("anesthesiology", 60, 9, 9, 9), Application("preliminary_medicine", 20, 2, 2, 2))
    answers = Answers(Applicant("us_md"), rows, situation=Situation(matched="advanced_only"))
    hybrid = by_path(answers, advised("hybrid", "transitional_year"))["hybrid"]
    each = TABLES.thresholds.programs_first_year
    assert hybrid.cost_words == f"ERAS, {each} + {each} programs"
    assert f"{2 * each} programs, and the fees for them" in hybrid.speaks_against


def test_a_score_of_an_exam_not_passed_is_no_strength_and_is_asked_about():
    answers = replace(NADIA, exams=(Exam("step2ck", 299, False, 10),))
    assert not any("299" in line for line in by_path(answers, advised(None))["same_specialty"].speaks_for)
    assert all(bar.own is None for bar in step2_picture(answers))
    [warned] = [w for w in assess(answers, TABLES, date(2026, 3, 23)).warnings if w.where == "exams[0].passed"]
    assert "299, and not passed" in warned.text


def test_one_program_was_no_backup():
    answers = replace(NADIA, applications=(NADIA.applications[0], Application("family_medicine", 1, 0, 0, 0)))
    against = by_path(answers, advised("hybrid", "family_medicine"))["hybrid"].speaks_against
    assert "1 last time was no backup; it takes 40 or more" in against


def test_B5_1_without_a_usmle_exam_the_next_one_is_level_3():
    answers = replace(NADIA, applicant=Applicant("us_do"), exams=(Exam("level2ce", 400, True, 1),))
    [low] = [f for f in assess(answers, TABLES, date(2026, 3, 23)).findings if f.id == "low_scores"]
    assert "Level 3" in low.mend
    assert "230" not in low.mend


def test_an_own_threshold_is_marked_as_the_person_s_wherever_it_speaks():
    own = Threshold(7, OWN, "my dean")
    limits = replace(TABLES.thresholds, interviews_enough={**TABLES.thresholds.interviews_enough,
                     "internal_medicine": own}, bases={**TABLES.thresholds.bases, "programs_accessible":
                     Basis(OWN, "my dean")}, programs_accessible=70)  # fmt: skip
    tables, mine = replace(TABLES, thresholds=limits), "(yours: my dean)"
    seen = assess(NADIA, tables, date(2026, 3, 23))
    evidence = {f.id: " ".join(f.evidence) for f in seen.findings}
    assert f"the warning line is about 7 {mine}" in evidence["few_interviews"]
    assert f"enough at about 70 {mine}." in evidence["too_few_programs"]
    assert any(f"about 7 are taken as enough {mine}" in reason for reason in seen.advice.reasons)
    same = cards(NADIA, seen, tables)[0]
    assert f"4 interviews; the warning line is about 7 {mine}" in same.speaks_against
    assert mine not in " ".join(e for f in assess(NADIA, TABLES, date(2026, 3, 23)).findings for e in f.evidence)


def test_B3_7_choosing_a_path_circles_no_cause_for_the_person():
    seen = assess(NADIA, TABLES, date(2026, 3, 23))
    taken = replace(NADIA, decision=decided(NADIA, TABLES, seen))
    fields = {"path": "same_specialty", "primary": "internal_medicine", "backup": None}
    assert already_met(with_path(taken, fields, recommended_causes(seen))) == ("choose_path",)
    circled = replace(taken, decision=replace(taken.decision, causes=("few_interviews", "gaps")))
    assert already_met(with_path(circled, fields, recommended_causes(seen))) == ("choose_path", "post_mortem")


def test_B11_6_an_own_fee_is_said_to_be_the_person_s():
    key = next(row.key for row in fee_rows(TABLES.fees) if row.key.startswith("eras."))
    line = cost_line("internal_medicine", 100, replace(TABLES, own_fees={key: "AAMC letter of May"}))
    assert line.source.endswith("(yours: AAMC letter of May)")
    assert "yours" not in cost_line("internal_medicine", 100, TABLES).source
