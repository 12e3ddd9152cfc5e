"""The rules of the post-mortem one by one: evidence, weights, order, disputes, gaps."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.figures import group, match_rate
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.own_tables import OwnTables, OwnThreshold, merged
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET, SPECIALTIES
from reapply_desktop.services.reference_data import load_tables
from tests.generated import raw_answers
from tests.people import TODAY, person

TABLES = load_tables()


def weight(answers, cause):
    finding = assess(answers, TABLES, TODAY).finding(cause)
    return finding.weight if finding else 0


def test_B2_4_evidence_contains_the_numbers_it_rests_on():
    finding = assess(person("us_md", ("internal_medicine", 60, 5, 4)), TABLES, TODAY).finding("few_interviews")
    assert "4 interviews" in finding.evidence[0]
    assert "10" in finding.evidence[0]


def test_B2_4_thresholds_of_internal_and_family_medicine():
    assert weight(person("us_md", ("internal_medicine", 60, 9, 9)), "few_interviews") > 0
    assert weight(person("us_md", ("family_medicine", 60, 8, 8)), "few_interviews") == 0
    assert weight(person("us_md", ("family_medicine", 60, 7, 7)), "few_interviews") > 0


def test_a_rule_of_thumb_is_called_one():
    finding = assess(person("us_md", ("psychiatry", 80, 4, 4)), TABLES, TODAY).finding("few_interviews")
    assert "rule of thumb" in finding.evidence[0]
    assert "Rule of thumb" in finding.sources[0]


@given(few=st.integers(0, 60), more=st.integers(0, 60), specialty=st.sampled_from(list(SPECIALTIES)))
def test_more_interviews_never_strengthen_few_interviews(few, more, specialty):
    low, high = sorted((few, more))
    for extra in ({}, {"submitted_on": "2025-11-01"}, {"step2": 214}):
        fewer = weight(person("us_md", (specialty, 80, low, low), **extra), "few_interviews")
        assert weight(person("us_md", (specialty, 80, high, high), **extra), "few_interviews") <= fewer


@given(one=st.integers(1, 300), other=st.integers(1, 300))
def test_B2_2_a_higher_score_never_strengthens_low_scores(one, other):
    low, high = sorted((one, other))
    assert weight(person(step2=high), "low_scores") <= weight(person(step2=low), "low_scores")


def test_reading_4_a_weak_score_counts_about_half():
    assert 0.4 <= weight(person(step2=225), "low_scores") / weight(person(step2=219), "low_scores") <= 0.6
    assert weight(person(step2=230), "low_scores") == 0
    assert weight(person(level2=450), "low_scores") == weight(person(step2=220), "low_scores")
    assert weight(person(level2=500), "low_scores") == 0


@given(months=st.integers(0, 12), programs=st.integers(0, 500))
def test_an_unrelated_answer_never_changes_an_unrelated_finding(months, programs):
    base = person("non_us_img", ("internal_medicine", 100, 9, 9), step2=214)
    with_months = person("non_us_img", ("internal_medicine", 100, 9, 9), step2=214, us_experience_months=months)
    assert weight(base, "low_scores") == weight(with_months, "low_scores")
    longer = person("non_us_img", ("internal_medicine", programs), step2=214)
    assert weight(longer, "low_scores") == weight(base, "low_scores")


# An answer, and the causes it may speak to. `interview_performance` depends on all others: on nothing else being weak.
SPEAKS_TO = [
    ("flags", ["professionalism"], {"professionalism"}),
    ("flags", ["leave_of_absence"], {"gaps"}),
    ("letters", {"total": 1, "generic": True}, {"weak_letters"}),
    ("standing", {"quartile": 4, "gpa": 2.0, "rank": "last"}, {"class_standing"}),
    ("us_experience_months", 0, {"no_us_experience"}),
    ("submitted_on", "2025-12-24", {"late_application", "few_interviews"}),
    ("soap", {"eligible": True, "applications": 45, "responses": 0}, set()),
    ("situation", {"location": "at home", "income": "none", "savings": 100, "role": "undecided"}, set()),
    ("reflections", {"enough_interviews": "no"}, set()),
]


@pytest.mark.parametrize(("key", "value", "causes"), SPEAKS_TO)
@given(raw=raw_answers(TODAY))
@settings(max_examples=15)
def test_an_answer_changes_only_the_findings_it_speaks_to(key, value, causes, raw):
    raw = {name: answer for name, answer in raw.items() if name not in ("situation", "season")}
    raw["flags"] = None  # several of them speak to different causes
    without, problems = read_answers(raw | {key: None}, TODAY)
    with_it, more = read_answers(raw | {key: value}, TODAY)
    assume(not problems and not more)
    found = [
        {f.id: (f.weight, f.evidence) for f in assess(answers, TABLES, TODAY).findings
         if f.id not in causes | {"interview_performance"}}
        for answers in (without, with_it)
    ]  # fmt: skip
    assert found[0] == found[1]


@pytest.mark.parametrize("answers", [
    person("us_md", ("internal_medicine", 20, 1, 1)),
    person("us_md", ("internal_medicine", 59, 0, 0)),
    person("us_md", ("neurology", 80, 0, 0), submitted_on="2025-12-01"),
    person("us_md", ("physical_medicine_rehabilitation", 40, 1, 1), submitted_on="2026-03-01"),
])  # fmt: skip
def test_B3_3_few_interviews_weigh_less_than_the_strategy_behind_them(answers):
    found = assess(answers, TABLES, TODAY)
    strategy = min(f.weight for f in found.findings if f.bucket == "application_strategy")
    assert found.finding("few_interviews").weight < strategy


@pytest.mark.parametrize("specialty", [s for s in SPECIALTIES if TABLES.thresholds.tier(s) != "accessible"])
def test_reading_7_fit_weighs_more_than_few_interviews(specialty):
    found = assess(person("us_md", (specialty, 60, 0, 0), step2=211), TABLES, TODAY)
    assert found.finding("specialty_too_competitive").weight > found.finding("few_interviews").weight
    assert found.findings[0].id == "specialty_too_competitive"


@pytest.mark.parametrize("specialty", [s for s in SPECIALTIES if TABLES.thresholds.tier(s) == "accessible"])
def test_reading_7_never_for_an_accessible_specialty(specialty):
    assert weight(person("us_md", (specialty, 60, 0, 0), step2=190, attempts=4), "specialty_too_competitive") == 0


def test_B2_4_a_dispute_is_kept_shown_and_still_counts_for_the_path():
    disputes = [{"cause": "low_scores", "reason": "Fever on the day."}, {"cause": "gaps", "reason": "There is none."}]
    answers = person("us_md", ("internal_medicine", 90, 2, 2), step2=205)
    disputed = person("us_md", ("internal_medicine", 90, 2, 2), step2=205, disputes=disputes)
    before, after = assess(answers, TABLES, TODAY), assess(disputed, TABLES, TODAY)
    assert after.finding("low_scores").disputed
    assert after.finding("low_scores").dispute_reason == "Fever on the day."
    assert after.finding("low_scores").weight == before.finding("low_scores").weight
    assert after.advice == before.advice
    assert [w.where for w in after.warnings if w.rule == "B2.4"] == ["disputes[1].cause"]


def test_B2_1_what_is_not_known_is_a_gap_and_not_zero():
    found = assess(person("non_us_img"), TABLES, TODAY)
    assert found.findings == ()
    for key in ("exams", "standing", "submitted_on", "soap", "letters", "us_experience_months", "flags",
                "interview_feedback", "applications[0].attended"):  # fmt: skip
        assert key in found.missing


def test_a_known_zero_is_no_gap():
    answers = person("us_md", ("internal_medicine", 80, 0, 0, 0), soap={"eligible": True, "applications": 0})
    missing = assess(answers, TABLES, TODAY).missing
    assert not {"soap", "soap.applications", "soap.responses", "applications[0].attended"} & set(missing)


def test_every_cause_has_a_bucket_and_causes_come_strongest_first():
    answers = person("non_us_img", ("dermatology", 20, 1, 1), ("family_medicine", 3), step2=205, attempts=3,
                     submitted_on="2025-11-01", letters={"total": 1, "generic": True}, us_experience_months=0,
                     flags=["professionalism", "generic_statement", "weak_interviewing"],
                     standing={"decile": 10, "failed_clerkships": 2})  # fmt: skip
    found = assess(answers, TABLES, TODAY).findings
    assert [f.weight for f in found] == sorted((f.weight for f in found), reverse=True)
    assert all(f.bucket == CAUSE_BUCKET[f.id] for f in found)
    assert len({f.id for f in found}) == len(found) >= 11


def test_reading_2_half_unranked_is_evidence_and_no_cause():
    quiet = person("us_md", ("family_medicine", 80, 9, 9, 3))
    assert assess(quiet, TABLES, TODAY).findings == ()
    poor = person("us_md", ("family_medicine", 80, 9, 9, 3), interview_feedback="poor")
    finding = assess(poor, TABLES, TODAY).finding("interview_performance")
    assert any("3 of the 9 programs met were ranked" in sentence for sentence in finding.evidence)


def test_B11_12_the_rate_is_that_of_the_own_group():
    assert match_rate(TABLES, person("non_us_img"), 2027).value == 56.4
    assert match_rate(TABLES, person("us_md"), 2027).value == 45.9
    assert match_rate(TABLES, person("us_do"), 2027).value == 43.8
    assert group(person("us_md", applicant={"graduation_year": 2027}), 2027) == "us_md_senior"
    assert group(person("us_md", applicant={"graduation_year": 2026}), 2027) == "us_md_prior_graduate"


def test_B11_12_figures_of_another_group_are_never_shown():
    found = assess(person("us_img", ("dermatology", 60, 1, 1), step2=212), TABLES, TODAY).findings
    assert not any("US MD" in sentence for f in found for sentence in f.evidence)
    own = assess(person("non_us_img", ("internal_medicine", 60, 1, 1), step2=212), TABLES, TODAY).finding("low_scores")
    assert "Median of matched non-US IMGs 248, of unmatched 242 (NRMP, 2026)." in own.evidence


def test_reading_9_a_half_matched_person_without_rows_can_have_been_late():
    late = {"submitted_on": "2025-11-01", "situation": {"matched": "preliminary_only"}}
    assert weight(person("us_md", ("transitional_year", 40), **late), "late_application") > 0


def test_B5_4_and_B3_6_advice_without_a_cause():
    rules = {(w.rule, w.where) for w in assess(
        person("us_img", ("internal_medicine", 80, 12, 12), ("family_medicine", 20)), TABLES, TODAY).warnings}
    assert ("B5.4", "applications[0].programs") in rules
    assert ("B3.6", "applications[1].programs") in rules


def test_numbers_of_last_season_are_said_to_be_and_what_they_are_held_against_says_what_it_rests_on():
    """B5.4, B3.6, B6.3: a number alone would read as this year's list."""
    letters = {"total": 3, "fresh": 1, "from_leadership": 0}
    answers = person("us_img", ("internal_medicine", 80, 12, 12), ("family_medicine", 20), letters=letters)
    assert [w.text for w in assess(answers, TABLES, TODAY).warnings] == [
        "80 programs in internal medicine last season; IMGs are advised to go to 100 and more (rule of thumb)",
        "20 programs in family medicine last season: a backup is serious from about 40 (rule of thumb)",
        "1 fresh letter last season; 3 or 4 new ones are the aim (reapplication guidance)",
        "no letter last season from someone who runs a program or department",
    ]
    own = merged(TABLES, OwnTables().with_rows([OwnThreshold("programs_img_upper", 120, "My dean")]))
    text = next(w.text for w in assess(answers, own, TODAY).warnings if w.rule == "B5.4")
    assert text.endswith("IMGs are advised to go to 120 and more (yours: My dean)")


def test_B11_14_years_since_graduation_are_advice_and_no_cause():
    answers = person("non_us_img", ("family_medicine", 120, 9, 9), applicant={"graduation_year": 2019})
    found = assess(answers, TABLES, TODAY)
    assert found.findings == ()
    assert [w.text for w in found.warnings if w.rule == "B11.14"] == [
        "8 years from graduation to the 2027 Match; some programs filter on it"
    ]


def test_B1_2_the_role_is_spoken_to():
    def rules(**situation):
        found = assess(person("us_md", situation=situation), TABLES, TODAY)
        return [w.where for w in found.warnings if w.rule == "B1.2"]

    assert rules(role="undecided") == ["situation.role_leaning"]
    assert rules(role="undecided", role_leaning="research") == []
    assert rules(role="observership") == ["situation.role"]
    assert rules(role="non_clinical") == ["situation.clinical_exposure"]
    assert rules(role="non_clinical", clinical_exposure="free clinic on Saturdays") == []


def test_reading_12_the_primary_is_never_among_the_open_specialties():
    for specialty in SPECIALTIES:
        found = assess(person("us_md", (specialty, 60, 1, 1), step2=210), TABLES, TODAY)
        assert specialty not in found.advice.specialties
        assert len(found.advice.specialties) >= 2


@pytest.mark.parametrize("name", ["evidence", "gaps"])
def test_what_is_found_speaks_of_no_you_so_that_paper_for_an_adviser_can_say_it_too(name):
    flags = ("professionalism", "leave_of_absence", "unexplained_gap", "failing_clinical_grades", "generic_statement",
             "weak_interviewing", "incoherent_story")  # fmt: skip
    everything = person(
        "non_us_img", ("dermatology", 30, 14, 12, 3), ("family_medicine", 4, 1, 0, 0), flags=list(flags), step2=210,
        attempts=3, letters={"total": 2, "fresh": 0, "from_leadership": 0, "generic": True}, us_experience_months=0,
        standing={"quartile": 4, "decile": 10, "failed_clerkships": 2}, submitted_on="2025-10-12",
        interview_feedback="poor",
    )  # fmt: skip
    found = assess(everything, TABLES, TODAY)
    assert len(found.findings) >= 12
    bare = assess(person("us_do", ("internal_medicine",)), TABLES, TODAY)
    said = [s for f in found.findings for s in (*f.evidence, *f.sources, f.mend)]
    if name == "gaps":
        said = [gap_words(key, person("us_do", ("internal_medicine",))) for key in bare.missing]
    assert said
    assert not [s for s in said if re.search(r"\b(you|your|yours)\b|'", s, re.IGNORECASE)]
