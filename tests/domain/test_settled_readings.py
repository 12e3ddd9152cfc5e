"""The settled readings of the blueprint on both sides of their lines, where the table of people does not show them."""

from dataclasses import replace
from datetime import date

import pytest

from reapply_desktop.domain.anchors import decide_by
from reapply_desktop.domain.decisions import decided, with_causes, with_dispute, with_path
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables
from tests.people import TODAY, person

TABLES = load_tables()
IM, FM, EM = "internal_medicine", "family_medicine", "emergency_medicine"


def found(*args, **answers):
    return assess(person(*args, **answers), TABLES, TODAY)


def causes(*args, **answers) -> set[str]:
    return {finding.id for finding in found(*args, **answers).findings}


def path(*args, **answers) -> str | None:
    return found(*args, **answers).advice.recommended


def test_reading_1_the_main_specialty_has_the_most_programs_the_first_of_equals():
    def main(*rows, **answers):
        return profile(person("us_md", *rows, **answers), TABLES).main.specialty

    assert main((FM, 10), (IM, 60)) == IM
    assert main((FM, 60), (IM, 60)) == FM
    assert main((FM,), (IM, 1)) == IM
    assert main(("preliminary_medicine", 90), (IM, 5)) == IM
    assert main(("preliminary_medicine", 90), ("transitional_year", 95)) == "transitional_year"


@pytest.mark.parametrize(("specialty", "line"), [
    (IM, 10), (FM, 8), ("anesthesiology", 12), ("dermatology", 12), ("physical_medicine_rehabilitation", 10),
    ("transitional_year", 8)])  # fmt: skip
def test_reading_1_interviews_are_held_against_the_own_line_or_that_of_the_tier(specialty, line):
    assert "few_interviews" in causes("us_md", (specialty, 80, line - 1, line - 1), step2=250)
    assert "few_interviews" not in causes("us_md", (specialty, 80, line, line), step2=250)


def test_reading_1_other_rows_add_evidence_and_no_finding():
    alone = found("us_md", (IM, 80, 9, 9), (FM, 60, 1, 1))
    assert [f.id for f in alone.findings] == ["few_interviews"]
    assert any("1 interview in family medicine" in sentence for sentence in alone.findings[0].evidence)


@pytest.mark.parametrize(("specialty", "count"), [(IM, 10), (FM, 10), ("pathology", 10), ("anesthesiology", 12)])
def test_reading_2_interviewing_is_looked_at_from_ten_or_the_line_whichever_is_more(specialty, count):
    for feedback in ({}, {"interview_feedback": "good"}, {"interview_feedback": "mixed"}):
        assert "interview_performance" in causes("us_md", (specialty, 80, count, count), step2=250, **feedback)
        few = causes("us_md", (specialty, 80, count - 1, count - 1), step2=250, **feedback)
        assert "interview_performance" not in few
    assert "interview_performance" in causes("us_md", (specialty, 80, 1, 1), step2=250, interview_feedback="poor")


@pytest.mark.parametrize(("who", "specialty", "floor"), [
    ("us_md", FM, 60), ("non_us_img", FM, 60), ("us_md", "anesthesiology", 40), ("us_md", "dermatology", 40),
    ("us_md", "preliminary_medicine", 15), ("us_md", "transitional_year", 15)])  # fmt: skip
def test_reading_3_a_list_is_too_short_under_its_floor(who, specialty, floor):
    assert "too_few_programs" in causes(who, (specialty, floor - 1))
    assert "too_few_programs" not in causes(who, (specialty, floor))


def test_reading_3_for_imgs_up_to_a_hundred_is_advice():
    advised = found("non_us_img", (FM, 99, 9, 9))
    assert "too_few_programs" not in {f.id for f in advised.findings}
    assert "B5.4" in {w.rule for w in advised.warnings}
    assert "B5.4" not in {w.rule for w in found("non_us_img", (FM, 100, 9, 9)).warnings}
    assert "B5.4" not in {w.rule for w in found("us_md", (FM, 99, 9, 9)).warnings}


def test_reading_4_a_weak_score_is_no_pivot_by_itself():
    assert path("us_md", (IM, 80, 4, 4), step2=220) == "hybrid"
    assert path("us_md", (IM, 80, 4, 4), step2=219) == "pivot"
    assert path("us_do", (IM, 80, 4, 4), level2=450) == "hybrid"
    assert path("us_do", (IM, 80, 4, 4), level2=449) == "pivot"


@pytest.mark.parametrize(("exams", "failures"), [
    ([{"exam": "step1", "passed": True, "attempts": 2}], 1),
    ([{"exam": "step1", "passed": False, "attempts": 1}], 1),
    ([{"exam": "step1", "passed": False, "attempts": 2}], 2),
    ([{"exam": "step1", "passed": True, "attempts": 2}, {"exam": "level1", "passed": True, "attempts": 2}], 2),
    ([{"exam": "step1", "attempts": 1}], 0), ([{"exam": "step1", "passed": False}], 1)])  # fmt: skip
def test_reading_5_failures_are_further_sittings_and_exams_not_passed(exams, failures):
    person_ = person("us_md", (IM, 80, 9, 9), exams=exams)
    assert profile(person_, TABLES).failures == failures
    assert profile(person_, TABLES).several_failures == (failures >= 2)
    assert ("exam_attempts" in {f.id for f in assess(person_, TABLES, TODAY).findings}) == bool(failures)


@pytest.mark.parametrize(("standing", "counts"), [
    ({"quartile": 4}, True), ({"quartile": 3}, False), ({"decile": 9}, True), ({"decile": 8}, False),
    ({"gpa": 1.1, "rank": "last"}, False)])  # fmt: skip
def test_reading_6_standing_is_judged_by_quartile_and_decile_alone(standing, counts):
    assert ("class_standing" in causes("us_md", (IM, 80, 10), standing=standing)) == counts


def test_reading_6_years_since_graduation_are_no_gap():
    assert "gaps" not in causes("us_md", (IM, 80, 10), applicant={"graduation_year": 2010})


@pytest.mark.parametrize(("specialty", "answers", "beyond"), [
    ("dermatology", {"step2": 270}, True), ("anesthesiology", {"step2": 230}, False),
    ("anesthesiology", {"step2": 229}, True), ("anesthesiology", {"step2": 250, "attempts": 3}, True),
    ("anesthesiology", {"step2": 250, "attempts": 2}, False), (IM, {"step2": 190, "attempts": 4}, False)])  # fmt: skip
def test_reading_7_which_specialty_is_beyond_the_numbers(specialty, answers, beyond):
    assert ("specialty_too_competitive" in causes("us_md", (specialty, 80, 2, 2), **answers)) == beyond


@pytest.mark.parametrize(("programs", "mix", "warned"), [
    (0, False, False), (1, True, False), (5, True, False), (6, False, True), (39, False, True), (40, False, False)])
def test_reading_8_a_backup_is_token_thin_or_serious(programs, mix, warned):
    seen = found("us_md", (IM, 80, 10, 10), (FM, programs))
    assert ("wrong_mix" in {f.id for f in seen.findings}) == mix
    assert any(w.rule == "B3.6" for w in seen.warnings) == warned


def test_reading_8_first_years_beside_an_advanced_field_are_not_counted_among_four():
    rows = (("neurology", 60), ("anesthesiology", 30), ("preliminary_medicine", 20), ("transitional_year", 20))
    assert "wrong_mix" not in causes("us_md", *rows)
    scattered = ((IM, 60), (FM, 39), ("pediatrics", 39), ("psychiatry", 39))
    assert "wrong_mix" in causes("us_md", *scattered)
    assert "wrong_mix" not in causes("us_md", *scattered[:2], ("pediatrics", 40), ("psychiatry", 40))
    weights = [found("us_md", *scattered, flags=flags).finding("wrong_mix").weight
               for flags in ([], ["generic_statement"])]
    assert weights[1] > weights[0]
    assert "wrong_mix" not in causes("us_md", (IM, 80), flags=["generic_statement"])


@pytest.mark.parametrize(("specialty", "day", "late"), [
    (IM, "2025-09-24", "in_time"), (IM, "2025-09-25", "after_review"), (IM, "2025-10-01", "late"),
    (IM, "2026-02-01", "late"), (IM, "2025-06-01", "in_time"), (EM, "2025-09-30", "in_time"),
    (EM, "2025-10-01", "in_time"), (EM, "2025-10-02", "late"), ("ophthalmology", "2025-12-01", "in_time"),
    ("urology", "2025-10-01", "late")])  # fmt: skip
def test_reading_9_late_is_measured_in_its_season_and_service(specialty, day, late):
    assert profile(person("us_md", (specialty, 80), submitted_on=day), TABLES).lateness == late


def test_reading_9_evidence_names_the_day_applications_reach_programs():
    [sentence] = found("us_md", (EM, 60, 12, 12), submitted_on="2025-10-05", step2=250).finding(
        "late_application").evidence
    assert sentence == "Submitted on 5 October 2025, 4 days after applications reached programs."


def test_reading_10_letters_and_months():
    assert "weak_letters" in causes("us_md", letters={"total": 2})
    assert "weak_letters" in causes("us_md", letters={"generic": True})
    old = found("us_md", letters={"total": 3, "fresh": 0, "from_leadership": 0})
    assert "weak_letters" not in {f.id for f in old.findings}
    assert [w.where for w in old.warnings if w.rule == "B6.3"] == ["letters.fresh", "letters.from_leadership"]
    assert "no_us_experience" in causes("us_img", us_experience_months=1)
    assert "no_us_experience" not in causes("us_img", us_experience_months=2)


@pytest.mark.parametrize(("answers", "expected"), [
    ((("us_md", (IM, 80, 10, 10)), {"step2": 205}), "same_specialty"),
    ((("us_md", ("dermatology", 80, 11, 11)), {"step2": 270}), "pivot"),
    ((("us_md", ("dermatology", 80, 12, 12)), {"step2": 205}), "same_specialty"),
    ((("us_md", (IM, 80, 5, 5)), {"step2": 205}), "same_specialty"),
    ((("us_md", ("anesthesiology", 80, 5, 5)), {"step2": 229}), "pivot"),
    ((("us_md", ("anesthesiology", 80, 6, 6)), {"step2": 229}), "same_specialty"),
    ((("us_md", (IM, 80, 0, 0)), {"step2": 260}), "hybrid"),
    ((("us_md", ("anesthesiology", 80)), {"step2": 225}), None),
    ((("us_md", ("anesthesiology", 80)), {"step2": 250, "attempts": 3}), "hybrid")])  # fmt: skip
def test_reading_11_the_first_rule_that_fits(answers, expected):
    args, more = answers
    assert path(*args, **more) == expected


def test_reading_11_after_a_short_list_the_same_specialty_is_as_good():
    assert "the same specialty" in " ".join(found("us_md", (IM, 20, 3, 3), step2=240).advice.reasons)
    assert "the same specialty" not in " ".join(found("us_md", (IM, 80, 3, 3), step2=240).advice.reasons)


def test_reading_13_a_dispute_is_written_changed_and_taken_back():
    answers = person("us_md", (IM, 20, 3, 3), step2=205)
    once = with_dispute(answers, "low_scores", "Fever.")
    assert assess(once, TABLES, TODAY).finding("low_scores").dispute_reason == "Fever."
    twice = with_dispute(with_dispute(once, "few_interviews", "Four."), "low_scores", "Fever, documented.")
    assert [(d.cause, d.reason) for d in twice.disputes] == [("low_scores", "Fever, documented."),
                                                             ("few_interviews", "Four.")]
    back = with_dispute(with_dispute(twice, "low_scores", None), "few_interviews", None)
    assert back == answers
    seen = assess(once, TABLES, TODAY)
    assert "low_scores" not in decided(once, TABLES, seen).causes
    assert "low_scores" in decided(answers, TABLES, assess(answers, TABLES, TODAY)).causes


@pytest.mark.parametrize("matched", ["preliminary_only", "advanced_only"])
def test_reading_14_half_matched_people_keep_to_the_missing_half(matched):
    rows = (("neurology", 20, 1, 1), ("transitional_year", 5, 1, 1))
    seen = found("us_md", *rows, situation={"matched": matched}, step2=250)
    named = " ".join(sentence for finding in seen.findings for sentence in finding.evidence)
    missing, held = ("neurology", "transitional year")[:: 1 if matched == "preliminary_only" else -1]
    assert missing in named
    assert held not in named
    first_years = {"preliminary_medicine", "preliminary_surgery", "transitional_year"}
    assert bool(set(seen.advice.specialties) & first_years) == (matched == "advanced_only")


@pytest.mark.parametrize(("today", "by"), [
    (date(2026, 3, 20), date(2026, 4, 30)), (date(2026, 4, 15), date(2026, 4, 30)),
    (date(2026, 4, 16), date(2026, 4, 30)), (date(2026, 6, 1), date(2026, 6, 15))])  # fmt: skip
def test_reading_16_the_path_is_chosen_by_the_end_of_april_or_within_fourteen_days(today, by):
    season = assess(person("us_md", (IM,), season=2027), TABLES, today).season
    assert decide_by(season, today) == by


def test_B2_5_circling_changes_neither_the_path_nor_who_chose_it():
    answers = person("us_md", (IM, 20, 3, 3), step2=205)
    taken = replace(answers, decision=decided(answers, TABLES, assess(answers, TABLES, TODAY)))
    circled = with_causes(taken, ("low_scores", "few_interviews"), "left over")
    assert circled.decision.causes == ("low_scores", "few_interviews")
    assert circled.decision.why_few_causes is None
    assert (circled.decision.path, circled.decision.by) == (taken.decision.path, "recommendation")
    assert with_causes(taken, ("low_scores",), "That alone.").decision.why_few_causes == "That alone."


def test_B3_7_a_path_chosen_by_the_person_makes_no_single_cause_theirs():
    answers = person("us_md", (FM, 80, 9, 9), step2=205)
    taken = replace(answers, decision=decided(answers, TABLES, assess(answers, TABLES, TODAY)))
    assert taken.decision.causes == ("low_scores",)
    chosen = with_path(taken, {"path": "hybrid", "primary": FM, "backup": IM})
    assert (chosen.decision.causes, chosen.decision.by) == (None, "person")
    nothing = person("us_md", (FM, 80, 9, 9), step2=240)
    whole = decided(with_path(nothing, {"path": "pivot", "primary": IM}), TABLES, assess(nothing, TABLES, TODAY))
    assert (whole.causes, whole.by) == (None, "person")


@pytest.mark.parametrize("specialty", SPECIALTIES)
def test_reading_12_a_pivot_never_leads_back(specialty):
    seen = found("us_md", (specialty, 80, 1, 1), step2=200)
    assert specialty not in seen.advice.specialties
