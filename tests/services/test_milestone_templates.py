"""The shipped steps of the year: every rule stands in it for whom it concerns, in order, in plain words (B1 to B11)."""

import re
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest

from reapply_desktop.domain.anchors import anchors
from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Exam, Situation
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.reference import Template
from reapply_desktop.domain.season import season
from reapply_desktop.domain.vocabulary import CATEGORIES, CAUSE_BUCKET
from reapply_desktop.services.reference_data import load_tables, load_templates

MARCH = date(2026, 3, 24)
ALWAYS = [
    "B1.1",
    "B1.2",
    "B1.3",
    "B3.1",
    "B3.7",
    "B4.1",
    "B4.2",
    "B4.3",
    "B4.4",
    "B4.5",
    "B6.1",
    "B6.2",
    "B6.3",
    "B6.4",
    "B7.1",
    "B7.2",
    "B7.3",
    "B8.1",
    "B8.3",
    "B8.4",
    "B8.5",
    "B9.1",
    "B10.1",
    "B11.1",
    "B11.2",
    "B11.3",
    "B11.4",
    "B11.5",
    "B11.9",
    "B11.10",
    "B11.11",
]
SECTION = {"academics": "B5.1", "clinical_record": "B5.2", "communication": "B5.3", "application_strategy": "B5.4"}
PLACEHOLDERS = {
    "own_match": "Ophthalmology Match",
    "own_match_second": "Ophthalmology Match",
    "primary": "internal medicine",
    "backup": "family medicine",
    "specialty": "internal medicine",
    "match_year": "2027",
    "role": "research",
}
FEES_SAID = {
    "$11",
    "$30",
    "$330",
    "$1,230",
    "$85",
    "$50",
    "$80",
    "$70",
    "$955",
    "$185",
    "$945",
    "$455",
    "$99",
    "$18",
    "$23",
}


def person(
    applicant: str = "us_md",
    *,
    graduated: int = 2025,
    visa: bool = False,
    field: str = "internal_medicine",
    causes: tuple[str, ...] = ("few_interviews",),
    path: str = "same_specialty",
    backup: str | None = None,
    role: str | None = "research",
    matched: str | None = None,
    exams: tuple[Exam, ...] = (),
) -> Answers:
    return Answers(
        applicant=Applicant(applicant, "Sam Doe", graduated, visa),
        applications=(Application(field, 60, 5, 4, 4),),
        situation=Situation(role=role, matched=matched),
        exams=exams,
        decision=Decision(causes=causes, path=path, primary=field, backup=backup, why_few_causes="one", by="person"),
    )


PEOPLE = {
    "one cause, nothing known": person(role=None),
    "US MD in research": person(graduated=2026, causes=("low_scores", "too_few_programs", "generic_statement")),
    "US DO with COMLEX only": person(
        "us_do", causes=("exam_attempts", "late_application"), exams=(Exam("level2ce", 430, True, 2),), role="teaching"
    ),
    "non-US IMG, hybrid, visa": person(
        "non_us_img",
        visa=True,
        path="hybrid",
        backup="family_medicine",
        role="observership",
        causes=("no_us_experience", "weak_letters", "interview_performance"),
    ),
    "US IMG pivots": person(
        "us_img",
        path="pivot",
        field="family_medicine",
        causes=("low_scores", "specialty_too_competitive"),
        role="non_clinical",
    ),
    "preliminary year from July": person(
        role="preliminary",
        matched="preliminary_only",
        field="anesthesiology",
        causes=("clinical_grades", "low_scores"),
        exams=(Exam("step2ck", 221, True, 1),),
    ),
    "advanced position, no first year": person(field="neurology", matched="advanced_only", causes=("wrong_mix",)),
    "ophthalmology": person(field="ophthalmology", causes=("specialty_too_competitive", "incoherent_story")),
    "urology": person(field="urology", causes=("gaps",)),
    "emergency medicine": person("us_do", field="emergency_medicine", causes=("class_standing", "professionalism")),
    "plastic surgery": person(field="plastic_surgery", causes=("few_interviews",)),
}


def planned(answers: Answers, today: date = MARCH) -> Plan:
    numbers = count(1)
    return new_plan(answers, load_tables(), load_templates(), today, lambda: str(UUID(int=next(numbers))))


def rules(plan: Plan) -> set[str]:
    return {m.rule for m in plan.milestones if m.rule}


def used(plan: Plan) -> set[str]:
    return {origin.template for origin in plan.origins.values()}


def words(template: Template) -> list[str]:
    return [template.title, template.done, template.notes, template.late_title, template.late_notes]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_rule_of_the_year_stands_in_every_plan(name: str) -> None:
    assert set(ALWAYS) <= rules(planned(PEOPLE[name]))


@pytest.mark.parametrize("today", [MARCH, date(2026, 5, 20), date(2026, 8, 12), date(2026, 9, 20), date(2026, 11, 2)])
@pytest.mark.parametrize("name", PEOPLE)
def test_a_plan_has_a_size_one_can_live_with(name: str, today: date) -> None:
    plan = planned(PEOPLE[name], today)
    assert 30 <= len(plan.milestones) <= 135
    assert all(m.start >= today for m in plan.milestones)
    for m in plan.milestones:
        assert all((before := plan.milestone(b)) and before.end <= m.start for b in m.depends_on), m.title


@pytest.mark.parametrize("name", PEOPLE)
def test_B5_each_weakness_is_mended_only_when_circled(name: str) -> None:
    answers = PEOPLE[name]
    circled = {CAUSE_BUCKET[cause] for cause in (answers.decision.causes or ())} if answers.decision else set()
    wanted = {rule for bucket, rule in SECTION.items() if bucket in circled}
    assert {rule for rule in rules(planned(answers)) if rule.startswith("B5.")} == wanted


@pytest.mark.parametrize("cause", CAUSE_BUCKET)
@pytest.mark.parametrize("applicant", ["us_md", "us_do", "us_img", "non_us_img"])
def test_B10_2_every_circled_cause_has_work_of_its_own(cause: str, applicant: str) -> None:
    plan = planned(person(applicant, causes=(cause,)))
    assert any(origin.cause == cause for origin in plan.origins.values())


def test_B5_3_twelve_rehearsals_for_communication_and_two_for_everyone_else() -> None:
    circled = used(planned(person(causes=("interview_performance",))))
    other = used(planned(person()))
    assert {f"practice_{n}" for n in range(1, 13)} | {"stories_to_ten", "recorded_answers", "outside_judges"} <= circled
    assert {"mock_first", "mock_second"} <= other
    assert not any(name.startswith("practice_") for name in other)


def test_B1_1_and_B1_3_come_first() -> None:
    plan = planned(PEOPLE["one cause, nothing known"])
    home = next(m for m in plan.milestones if m.rule == "B1.1")
    quiet = next(m for m in plan.milestones if m.rule == "B1.3")
    assert home.end - MARCH <= timedelta(days=3)
    assert quiet.days == 7


def test_B1_2_and_B4_5_a_preliminary_year_gets_a_plan_that_fits_beside_it() -> None:
    prelim = used(planned(PEOPLE["preliminary year from July"]))
    assert {
        "prelim_director_letter",
        "prelim_attending_letter",
        "prelim_vacation",
        "prelim_electives",
        "main_role_prelim",
        "step3_leave_prelim",
        "half_advanced",
    } <= prelim
    assert not prelim & {"position_secured", "project_numbers", "letter_talks", "rotation", "step3_study"}
    start = next(m for m in planned(PEOPLE["preliminary year from July"]).milestones if m.title == "Preliminary year")
    assert start.start == date(2026, 7, 1)


def test_B3_6_and_B3_5_a_backup_and_a_new_field_are_meant_in_earnest() -> None:
    hybrid = used(planned(PEOPLE["non-US IMG, hybrid, visa"]))
    assert {
        "backup_mentor",
        "backup_letters",
        "backup_list",
        "backup_statement_final",
        "backup_interview_answer",
    } <= hybrid
    pivot = used(planned(PEOPLE["US IMG pivots"]))
    assert {"pivot_mentor", "pivot_rotation", "pivot_reason"} <= pivot
    assert not any(name.startswith("backup_") for name in pivot)


def test_B11_5_by_applicant_type() -> None:
    assert "school_verification" in used(planned(person()))
    abroad = used(planned(person("non_us_img")))
    assert {"ecfmg_standing", "ecfmg_token", "ecfmg_documents_day", "pathways_end"} <= abroad
    assert "school_verification" not in abroad


def test_B11_6_own_services_and_own_matches_keep_the_common_dates() -> None:
    for name, own in {
        "ophthalmology": {"sf_match_register", "own_match_rank", "own_match_day", "first_year_programs"},
        "urology": {"urology_register", "own_match_rank", "own_match_day"},
        "emergency medicine": {"residencycas_account", "residencycas_submit", "residencycas_read"},
        "plastic surgery": {"own_service"},
    }.items():
        assert own | {"submit", "nrmp_opens", "rank_due", "soap_pack"} <= used(planned(PEOPLE[name])), name


def test_B11_7_step3_is_counted_back_from_review() -> None:
    plan = planned(person(causes=("low_scores",), exams=(Exam("step2ck", 221, True, 1),)))
    days = {plan.origins[m.id].template: m for m in plan.milestones}
    review = season(load_tables(), 2027).day("review_opens")
    assert days["step3_verification"].days == 84
    assert days["step3_permit"].days >= 14
    assert days["step3_test"].end == review - timedelta(days=35)
    assert days["step3_score"].end < review


def test_B11_13_loans_and_visa_when_they_apply() -> None:
    assert "B11.13" not in rules(planned(person("non_us_img", graduated=2020)))
    assert "visa_plan" in used(planned(PEOPLE["non-US IMG, hybrid, visa"]))
    loans = planned(PEOPLE["US MD in research"])
    assert {"loans_plan", "loans_grace_ends"} <= used(loans)


def test_B11_3_a_closed_season_is_said_so() -> None:
    before, after = planned(person()), planned(person(), date(2026, 6, 10))
    assert any(m.title == "Save last season’s application" and m.end == date(2026, 5, 31) for m in before.milestones)
    assert any(m.title == "Gather what you still have of last season" for m in after.milestones)


def test_B8_5_and_B10_1_rest_and_a_check_in_each_month_from_May_to_February() -> None:
    plan = planned(person())
    months = [m.start.month for m in plan.milestones if m.rule == "B10.1"]
    assert months == [5, 6, 7, 8, 9, 10, 11, 12, 1, 2]
    assert sum("rest_" in name for name in used(plan)) >= 4


def test_B9_1_plan_B_has_two_sketches_and_a_review_day_under_contingency() -> None:
    plan = planned(person())
    assert {m.rule for m in plan.milestones if m.category == "contingency"} == {"B9.1"}
    assert {"plan_b_first", "plan_b_review"} <= used(plan)


@pytest.mark.parametrize("match_year", range(2026, 2036))
def test_anchors_and_order_hold_in_every_season(match_year: int) -> None:
    dates = season(load_tables(), match_year)
    answers = person(field="urology", graduated=match_year - 1)
    today = dates.day("match_day") - timedelta(days=363)
    days = anchors(dates, answers, today, ("urology", "ophthalmology"))
    placed = {}
    for t in load_templates():
        start, end = days.day(t.start), days.day(t.end)
        assert start is not None, t.id
        assert end is not None, t.id
        assert start <= end, t.id
        assert end <= dates.day("match_day") + timedelta(days=14), t.id
        placed[t.id] = (start, end)
        if t.event is not None:
            assert start == end == dates.day(t.event), t.id
    for t in load_templates():
        for before in t.after:
            assert placed[before][1] < placed[t.id][0], (t.id, before)


def test_templates_are_named_once_and_refer_to_what_exists() -> None:
    templates = load_templates()
    ids = [t.id for t in templates]
    blueprint_rule = re.compile(r"B([1-9]|10|11)\.\d{1,2}")
    assert len(ids) == len(set(ids))
    for t in templates:
        assert t.category in CATEGORIES, t.id
        assert blueprint_rule.fullmatch(t.rule), t.id
        assert set(t.after) <= set(ids), t.id
        assert t.cause is None or t.cause in CAUSE_BUCKET, t.id
        assert t.reminder is None or 1 <= t.reminder <= 28 or (t.event and t.reminder == 0), t.id


@pytest.mark.parametrize("template", load_templates(), ids=lambda t: t.id)
def test_words_are_plain_and_whole(template: Template) -> None:
    for text in words(template):
        assert not re.search("!|'|  ", text), text
        assert not re.search(r"\b(guarantee|amazing|hopefully|unfortunately|crucial|utilize)", text.lower()), text
        filled = text.format_map(PLACEHOLDERS)
        assert "{" not in filled
        assert "}" not in filled
        assert set(re.findall(r"\$[\d,]*\d", text)) <= FEES_SAID, text
    assert len(template.title) <= 60
    assert not template.title.endswith(".")
    assert template.done.endswith(".")
    assert not template.done.lower().startswith("done means")
