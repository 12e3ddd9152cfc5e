"""The generated year: who gets which steps, on which days, and what a late start does to them (B4.2)."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.own_dates import own_dates
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.generated import days, raw_answers
from tests.people import TODAY, person

TABLES, TEMPLATES = load_tables(), load_templates()


def plan_for(answers, today=TODAY):
    numbers = count(1)
    return new_plan(answers, TABLES, TEMPLATES, today, lambda: str(UUID(int=next(numbers))))


def step(plan, template):
    found = [m for m in plan.milestones if (o := plan.origins.get(m.id)) and o.template == template]
    assert len(found) == 1, f"{template}: {len(found)}"
    return found[0]


def templates_of(plan):
    return {origin.template for origin in plan.origins.values()}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), today=days)
def test_B4_2_every_generated_plan_is_sound(data, today):
    answers, problems = read_answers(data.draw(raw_answers(today)), today)
    assume(not problems)
    plan = plan_for(answers, today)
    year = season(TABLES, plan.answers.season)
    by_id = {m.id: m for m in plan.milestones}
    assert 25 <= len(plan.milestones) <= 140
    assert len(by_id) == len(plan.milestones)
    for m in plan.milestones:
        assert today <= m.start <= m.end <= year.day("residency_start")
        assert m.notes.startswith("Done means ")
        assert "{" not in m.title + m.notes
        assert m.rule
        assert m.rule.startswith("B")
        assert m.reminder is None or (0 if m.time else 1) <= m.reminder <= 28
        for before in m.depends_on:
            assert by_id[before].end <= m.start
        event = plan.origins[m.id].event
        if m.time is not None:
            assert m.start == m.end == year.day(event)
    decision = plan.answers.decision
    assert decision.path
    assert decision.primary
    assert decision.primary != decision.backup
    assert plan_for(answers, today) == plan
    assert year.match_year == planned_season(TABLES, answers.season, today)


def test_B11_1_season_deadlines_carry_their_hour():
    plan = plan_for(person("us_md", ("internal_medicine", 60, 4, 4)))
    hours = {o.event: m.time for m in plan.milestones if (o := plan.origins[m.id]).event and m.time}
    assert (hours["submission_opens"].start, hours["submission_opens"].zone) == (time(9), "America/New_York")
    assert (hours["rank_list_due"].start, hours["rank_list_due"].end) == (time(20, 30), time(21))
    assert hours["nrmp_registration_ends"].end == time(23, 59)
    assert step(plan, "old_season_closes").time.end == time(17)
    assert step(plan, "old_season_closes").start == date(2026, 5, 31)


def test_B11_2_submission_and_review_are_two_steps_with_their_labels():
    plan = plan_for(person("us_md", ("internal_medicine", 60, 4, 4)))
    steps = [m for m in plan.milestones if m.rule == "B11.2"]
    assert {m.start for m in steps} >= {date(2026, 9, 2), date(2026, 9, 23)}
    assert all("Date: reported" in m.notes for m in steps if m.time)


@pytest.mark.parametrize(("today", "ended", "first", "last"), [
    (date(2026, 3, 23), "2026-03-19", date(2026, 3, 23), date(2026, 3, 25)),
    (date(2026, 3, 17), None, date(2026, 3, 19), date(2026, 3, 25)),
    (date(2026, 3, 20), None, date(2026, 3, 20), date(2026, 3, 25)),
    (date(2026, 3, 23), None, date(2026, 3, 23), date(2026, 3, 29)),
    (date(2026, 6, 1), "2026-03-19", date(2026, 6, 1), date(2026, 6, 7)),
])  # fmt: skip
def test_B1_3_seven_quiet_days(today, ended, first, last):
    quiet = step(plan_for(person(situation={"soap_ended": ended} if ended else {}), today), "quiet_week")
    assert (quiet.start, quiet.end, quiet.rule) == (first, last, "B1.3")


def test_B1_1_open_items_within_72_hours():
    first = step(plan_for(person()), "situation_on_paper")
    assert first.rule == "B1.1"
    assert first.end <= TODAY + timedelta(days=3)


@pytest.mark.parametrize(("today", "day"), [
    (date(2026, 3, 23), date(2026, 4, 30)),
    (date(2026, 4, 15), date(2026, 4, 30)),
    (date(2026, 4, 16), date(2026, 4, 30)),
    (date(2026, 7, 1), date(2026, 7, 15)),
    (date(2026, 9, 23), date(2026, 10, 7)),
    (date(2026, 9, 24), date(2027, 4, 30)),
])  # fmt: skip
def test_B3_7_the_path_is_chosen_before_may(today, day):
    choose = step(plan_for(person(), today), "choose_path")
    assert (choose.start, choose.end, choose.status) == (day, day, "planned")


def test_B3_7_a_path_decided_by_the_person_is_done_and_keeps_its_day():
    decision = {"path": "same_specialty", "causes": ["few_interviews", "low_scores"], "by": "person"}
    plan = plan_for(person(decision=decision))
    choose = step(plan, "choose_path")
    assert (choose.start, choose.status) == (date(2026, 4, 30), "done")
    assert step(plan, "post_mortem").status == "done"
    assert step(plan_for(person()), "post_mortem").status == "planned"


def test_B5_work_only_for_circled_causes():
    sections = {"low_scores": "B5.1", "clinical_grades": "B5.2", "interview_performance": "B5.3",
                "too_few_programs": "B5.4"}  # fmt: skip
    for cause, section in sections.items():
        circled = {"causes": [cause], "why_few_causes": "It is plain.", "path": "same_specialty"}
        rules = {m.rule for m in plan_for(person(decision=circled)).milestones}
        assert {r for r in rules if r.startswith("B5.")} == {section}


def test_B5_1_B11_7_step_3_backwards_from_review():
    plan = plan_for(person("us_md", step2=215, applicant={"graduation_year": 2025}))
    test, score = step(plan, "step3_test"), step(plan, "step3_score")
    review = season(TABLES, 2027).day("review_opens")
    assert test.end <= review - timedelta(days=35)
    assert score.end <= review
    verification, permit = step(plan, "step3_verification"), step(plan, "step3_permit")
    assert verification.days >= 84
    assert verification.end < permit.start
    assert permit.days >= 14
    assert permit.end < test.start


def test_B11_7_a_late_start_keeps_true_lead_times_and_says_so():
    plan = plan_for(person("us_md", step2=215, applicant={"graduation_year": 2025}), date(2026, 7, 1))
    verification, test, score = (step(plan, f"step3_{name}") for name in ("verification", "test", "score"))
    assert verification.days >= 84
    assert test.start > verification.end
    assert score.days >= 28
    assert "of lead time" in verification.notes


def test_B11_7_no_testing_in_the_first_half_of_january():
    for start in range(0, 60, 5):
        today = date(2026, 8, 25) + timedelta(days=start)
        plan = plan_for(person("us_md", step2=215, season=2027, applicant={"graduation_year": 2025}), today)
        test = step(plan, "step3_test")
        assert not (test.start <= date(test.end.year, 1, 15) and test.end >= date(test.end.year, 1, 1))


def test_B5_1_who_cannot_sit_step_3_does_not_get_it():
    student = person("us_md", step2=215, applicant={"graduation_year": 2027})
    assert "step3_test" not in templates_of(plan_for(student))
    assert "shelf_exam" in templates_of(plan_for(student))
    passed = person("us_md", step2=215, exams=[{"exam": "step3", "passed": True}])
    assert "step3_test" not in templates_of(plan_for(passed))
    osteopath = plan_for(person("us_do", level2=430))
    assert "level3_test" in templates_of(osteopath)
    assert "step3_test" not in templates_of(osteopath)


def test_B11_5_milestones_by_applicant_type():
    img, graduate = plan_for(person("non_us_img")), plan_for(person("us_md"))
    assert {"ecfmg_token"} <= templates_of(img)
    assert {"school_verification"} <= templates_of(graduate)
    assert "ecfmg_token" not in templates_of(graduate)
    documents = [m for m in img.milestones if img.origins[m.id].event == "ecfmg_documents_in"]
    assert [m.start for m in documents] == [date(2026, 9, 15)]


def test_B11_6_own_matches_and_services_stand_beside_the_common_dates():
    def planned(specialty):
        return plan_for(person(decision={"path": "same_specialty", "primary": specialty}))

    eyes = planned("ophthalmology")
    own = [m for m in eyes.milestones if m.start == date(2027, 2, 2)]
    assert any(m.rule == "B11.6" for m in own)
    assert {"rank_list_due", "submission_opens"} <= {o.event for o in eyes.origins.values()}
    emergency = planned("emergency_medicine")
    assert any(m.rule == "B11.6" and "ResidencyCAS" in m.title + m.notes for m in emergency.milestones)
    assert not any("ResidencyCAS" in m.title for m in planned("internal_medicine").milestones)


def test_B11_13_loans_and_visa_when_they_apply():
    with_visa = plan_for(person("non_us_img", applicant={"needs_visa": True}))
    assert any(m.rule == "B11.13" and m.category == "support" for m in with_visa.milestones)
    loans = plan_for(person("us_md", applicant={"graduation_year": 2026}))
    assert step(loans, "loans_grace_ends").start == date(2026, 11, 30)
    assert "loans_grace_ends" not in templates_of(plan_for(person("non_us_img", applicant={"graduation_year": 2026})))


def test_a_preliminary_year_gets_a_plan_that_fits_beside_it():
    plan = plan_for(person(situation={"role": "preliminary"}))
    assert {"main_role_prelim", "prelim_vacation"} <= templates_of(plan)
    assert not {"main_role_research", "position_secured", "clinical_days_found"} & templates_of(plan)


def test_B4_2_a_start_in_august_keeps_later_steps_and_pulls_the_lost_ones():
    answers = person("us_md", ("internal_medicine", 60, 4, 4), step2=226)
    early, late = plan_for(answers, date(2026, 3, 23)), plan_for(answers, date(2026, 8, 3))
    ahead = {o.template for m in early.milestones if m.start > date(2026, 8, 3) and (o := early.origins[m.id])}
    assert ahead <= templates_of(late)
    pulled = [m for m in late.milestones if (o := late.origins[m.id]).planned and o.planned < date(2026, 8, 3)]
    assert len(pulled) >= 15
    assert all("of lead time" in m.notes for m in pulled)
    assert min(m.start for m in pulled) == date(2026, 8, 3)
    must_be_ready = [m for m in pulled if m.category in ("documents", "letters")]
    assert all(m.end <= season(TABLES, 2027).day("review_opens") for m in must_be_ready)


def test_after_review_the_next_season_is_planned():
    plan = plan_for(person(season=2027), date(2026, 11, 22))
    assert plan.answers.season == 2028
    assert step(plan, "old_season_closes").start == date(2027, 5, 31)


@pytest.mark.parametrize("rule", [
    "B1.1", "B1.2", "B1.3", "B3.7", "B4.2", "B4.3", "B4.4", "B4.5", "B6.1", "B6.2", "B6.3", "B6.4", "B7.1", "B7.2",
    "B7.3", "B8.3", "B8.5", "B9.1", "B11.1", "B11.2", "B11.3", "B11.4", "B11.5", "B11.10", "B11.11",
])  # fmt: skip
@pytest.mark.parametrize("applicant_type", ["us_md", "us_do", "us_img", "non_us_img"])
def test_every_rule_has_its_step_in_a_whole_year(rule, applicant_type):
    assert any(m.rule == rule for m in plan_for(person(applicant_type)).milestones)


def test_interface_what_new_takes_where_the_decision_is_silent():
    far = person("us_md", ("dermatology", 40, 1, 1), step2=212)
    decision = plan_for(far).answers.decision
    assert (decision.path, decision.primary, decision.by) == ("pivot", "family_medicine", "recommendation")
    assert decision.causes == ("specialty_too_competitive", "few_interviews", "low_scores")
    hybrid = plan_for(person("us_md", ("family_medicine", 40), ("internal_medicine", 90, 3, 3))).answers.decision
    assert (hybrid.path, hybrid.primary, hybrid.backup) == ("hybrid", "internal_medicine", "family_medicine")
    nothing = plan_for(person("us_md", ("psychiatry",))).answers.decision
    assert (nothing.path, nothing.primary, nothing.causes) == ("same_specialty", "psychiatry", ())


def test_B11_6_two_own_matches_are_both_in_the_plan():
    plan = plan_for(person(decision={"path": "hybrid", "primary": "urology", "backup": "ophthalmology"}))
    results = {m.start for m in plan.milestones if plan.origins[m.id].template.startswith("own_match_day")}
    assert results == {date(2027, 2, 1), date(2027, 2, 2)}
    titles = [m.title for m in plan.milestones if plan.origins[m.id].template.startswith("own_match")]
    assert sorted(titles) == [
        "Ophthalmology Match: rank list certified", "Ophthalmology Match: the result",
        "Urology Match: rank list certified", "Urology Match: the result",
    ]  # fmt: skip


def test_B11_6_own_dates_of_match_and_service_follow_the_steps_and_say_whose_they_are():
    two = plan_for(person(decision={"path": "hybrid", "primary": "urology", "backup": "ophthalmology"}))
    named = [(one.name, one.day, one.status) for one in own_dates(two, 2027)]
    assert named == [("Urology Match", date(2027, 2, 1), "estimated"),
                     ("Ophthalmology Match", date(2027, 2, 2), "estimated")]  # fmt: skip
    step = next(m for m in two.milestones if m.title == "Urology Match: the result")
    moved = own_dates(two.with_milestone(step.moved(7)), 2027)
    assert [(one.day.day, one.status) for one in moved] == [(2, "estimated"), (8, "own")]
    gone = own_dates(two.without([m.id for m in two.milestones]), 2027)
    assert [one.day.day for one in gone] == [1, 2]
    em = plan_for(person(decision={"path": "same_specialty", "primary": "emergency_medicine"}))
    assert [(one.name, one.day) for one in own_dates(em, 2027)] == [("ResidencyCAS delivers", date(2026, 10, 1))]
    assert own_dates(plan_for(person()), 2027) == ()


def test_B4_1_a_late_start_still_looks_at_the_four():
    for role in ("research", "teaching", "observership"):
        plan = plan_for(person("us_md", situation={"role": role}), date(2026, 9, 10))
        assert any(m.rule == "B4.1" for m in plan.milestones)


def test_B4_2_after_review_the_running_season_is_spoken_of():
    def said(today, **answers):
        found = assess(person("us_md", **answers), TABLES, today).warnings
        return [w.text for w in found if w.where == "season"]

    assert any("2027 season is still running" in text for text in said(date(2026, 11, 22)))
    assert any("register with NRMP by 29 January 2027" in text for text in said(date(2026, 11, 22), season=2027))
    assert any("late fee" in text for text in said(date(2027, 2, 1)))
    # On the day of the last offers it is still so; on the day after, Match Day, nothing of it remains.
    assert any("last offers come on 19 March 2026, remains" in text for text in said(date(2026, 3, 19)))
    assert any("begins on 16 March 2026" in text for text in said(date(2026, 3, 10)))
    assert said(date(2026, 3, 20)) == []
    assert said(date(2026, 5, 10)) == []
    assert all("still" not in text for text in said(date(2026, 5, 10), season=2026))


def test_by_says_recommendation_wherever_something_was_taken():
    causes = ["low_scores", "gaps"]
    taken = plan_for(person(decision={"causes": causes, "path": "hybrid"})).answers.decision
    assert (taken.primary, taken.backup, taken.by) == ("internal_medicine", "family_medicine", "recommendation")
    whole = {"causes": causes, "path": "hybrid", "primary": "neurology", "backup": "psychiatry"}
    assert plan_for(person(decision=whole)).answers.decision.by == "person"


def test_the_same_specialty_again_where_only_the_other_half_was_applied_to():
    answers = person("us_md", ("transitional_year", 20), situation={"matched": "preliminary_only"})
    decision = plan_for(answers).answers.decision
    assert (decision.path, decision.primary) == ("same_specialty", "transitional_year")


def test_a_pivot_goes_to_the_first_open_specialty():
    decision = plan_for(person(decision={"path": "pivot", "backup": "family_medicine"})).answers.decision
    assert (decision.primary, decision.backup) == ("family_medicine", None)


def test_the_specialty_kept_is_no_backup_of_itself():
    answers = person("us_md", ("anesthesiology", 60), decision={"path": "same_specialty", "backup": "anesthesiology"})
    decision = plan_for(answers).answers.decision
    assert (decision.primary, decision.backup) == ("anesthesiology", None)


def test_a_disputed_cause_is_not_taken():
    answers = person("us_md", ("dermatology", 40, 1, 1), step2=212,
                     disputes=[{"cause": "low_scores", "reason": "A bad day."}])  # fmt: skip
    assert "low_scores" not in plan_for(answers).answers.decision.causes


def test_B5_3_B10_1_repeating_work_is_a_series():
    plan = plan_for(person("us_md", ("internal_medicine", 60, 4, 4)))
    told = {key: [plan.origins[i].template for i in ids] for key, ids in plan.series.items()}
    check_ins = [m for m in plan.milestones if plan.origins[m.id].template.startswith("check_in_")]
    assert [f"check_in_{m.title.split(', ')[1].casefold()}" for m in check_ins] in told.values()
    circled = replace(plan.answers, decision=replace(plan.answers.decision, causes=("interview_performance",)))
    practised = plan_for(circled)
    told = [[practised.origins[i].template for i in ids] for ids in practised.series.values()]
    assert sorted(len(ids) for ids in told) == [len(check_ins), 12]
    assert [f"practice_{n}" for n in range(1, 13)] in told
    known = {m.id for m in practised.milestones}
    assert not known & practised.series.keys()
