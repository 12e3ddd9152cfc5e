"""B4.2, B5: what a plan does about a cause is read off its own steps and the day; no day that is past is promised."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Letters, Situation
from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.position import closed
from reapply_desktop.domain.post_mortem import assess, assess_plan
from reapply_desktop.domain.remedies import WORK, Special, mending, with_remedies
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.words import MONTHS
from reapply_desktop.services.reference_data import load_tables, load_templates

TABLES, TEMPLATES = load_tables(), load_templates()
MARCH, JUNE, LATE, WINTER = date(2026, 3, 23), date(2026, 6, 14), date(2026, 9, 15), date(2027, 2, 10)
NADIA = Answers(
    applicant=Applicant("non_us_img", "Nadia", 2022, True),
    applications=(Application("internal_medicine", 40, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    season=2027, situation=Situation(role="research"), submitted_on=date(2025, 10, 12), letters=Letters(3, 1, 0, True),
    decision=Decision(causes=("few_interviews", "late_application", "weak_letters"), path="hybrid",
                      primary="internal_medicine", backup="family_medicine", primary_programs=100, backup_programs=80,
                      by="person"),
)  # fmt: skip


def planned(answers: Answers, today: date) -> Plan:
    numbers = iter(range(1, 1000))
    return new_plan(answers, TABLES, TEMPLATES, today, lambda: str(next(numbers)))


def now(plan: Plan, cause: str, today: date) -> str:
    finding = assess_plan(plan, TABLES, today).finding(cause)
    assert finding is not None
    return " ".join(finding.now)


def without(plan: Plan, *templates: str) -> Plan:
    return plan.without(m.id for m in plan.milestones if plan.origins[m.id].template in templates)


def test_B5_4_the_plan_s_own_numbers_and_days_are_the_remedy():
    plan = planned(NADIA, MARCH)
    assert now(plan, "few_interviews", JUNE) == (
        "100 + 80 programs; chosen by fit by 12 July; submitted on 2 September, the first day."
    )
    assert now(plan, "late_application", JUNE) == "ready on 31 August; submitted on 2 September, the first day."
    assert now(plan, "weak_letters", JUNE) == (
        "conversations with the writers by 31 July; first drafts asked for by 14 August; all letters in by 31 August."
    )


def test_B4_2_begun_late_it_says_what_the_plan_does_what_is_still_possible_and_what_is_lost():
    plan = planned(NADIA, LATE)
    submit = next(m for m in plan.milestones if plan.origins[m.id].template == "submit")
    said = now(plan, "late_application", LATE)
    assert f"submitted on {submit.end.day} October" in said
    assert f"{(submit.end - date(2026, 9, 23)).days} days after programs begin to read" in said
    assert "The first day has passed; what is sent by 23 September still counts as the first day." in said
    assert "of lead time are lost." in said
    assert "August" not in said
    assert "2 September" not in said


def test_what_was_not_done_is_late_and_what_is_done_is_done():
    plan = planned(NADIA, MARCH)
    said = now(plan, "few_interviews", LATE)
    assert "chosen by fit, late since 12 July; submission late since 2 September." in said
    done = plan.with_milestones(replace(m, status="done") for m in plan.milestones)
    assert now(done, "late_application", LATE) == "submitted."
    assert now(done, "weak_letters", WINTER).count(", done") == 3
    assert "Programs have been reading since 23 September" in now(plan, "few_interviews", WINTER)


def test_nothing_is_claimed_that_the_plan_does_not_hold():
    plan = planned(NADIA, MARCH)
    assert "letters in" not in now(without(plan, "letters_uploaded"), "weak_letters", JUNE)
    bare = without(plan, "letter_talks", "letter_drafts", "letters_uploaded")
    assert now(bare, "weak_letters", JUNE) == ""
    finding = assess_plan(bare, TABLES, JUNE).finding("weak_letters")
    assert mending(finding, "Not in the plan yet:") == ("Not in the plan yet:", f"{finding.mend}.")
    dropped = plan.with_milestones(
        replace(m, status="dropped") for m in plan.milestones if plan.origins[m.id].template == "submit"
    )
    assert "submitted" not in now(dropped, "few_interviews", JUNE)


def test_B11_15_with_a_position_found_no_plan_speaks():
    plan = closed(planned(NADIA, MARCH), JUNE)
    assert not [f for f in assess_plan(plan, TABLES, JUNE).findings if f.now]


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize(("kind", "path", "field"), [
    ("us_md", "same_specialty", "internal_medicine"), ("us_do", "pivot", "psychiatry"),
    ("us_img", "hybrid", "emergency_medicine"), ("non_us_img", "same_specialty", "ophthalmology"),
])  # fmt: skip
def test_B5_every_circled_cause_finds_its_work_in_the_year_on_days_of_the_plan(cause, kind, path, field):
    answers = replace(
        NADIA, applicant=replace(NADIA.applicant, type=kind, graduation_year=2025),
        applications=(Application(field, 30, 3, 2, 2),),
        decision=Decision(causes=(cause,), why_few_causes="one", path=path, primary=field, primary_programs=70,
                          backup="family_medicine" if path == "hybrid" else None, by="person"),
    )  # fmt: skip
    for begun, today in ((MARCH, MARCH), (MARCH, JUNE), (LATE, LATE), (MARCH, WINTER)):
        plan = planned(answers, begun)
        season = assess_plan(plan, TABLES, today).season
        blank = (Finding(cause, "academics", 0.5, "B2.3", (), (), "mended"),)
        said = " ".join(with_remedies(blank, plan, season, today)[0].now)
        assert said, (cause, begun, today)
        assert "{" not in said
        days = {day for m in plan.milestones for day in (m.start, m.end)}
        days |= {d.day for d in season.dates.values()}
        named = {(day.day, MONTHS[day.month - 1]) for day in days}
        for number, month in re.findall(rf"(\d+) ({'|'.join(MONTHS)})", said):
            assert (int(number), month) in named
        for words in re.findall(rf"(?:by|submitted on|ready on|to) (\d+) ({'|'.join(MONTHS)})", said):
            assert [d for d in days if (d.day, MONTHS[d.month - 1]) == (int(words[0]), words[1]) and d >= today], said


def test_every_template_a_remedy_speaks_of_is_one_of_the_year():
    names = {template.id for template in TEMPLATES}
    spoken = {name for work in WORK.values() for piece in work if not isinstance(piece, Special)
              for name in piece.templates}  # fmt: skip
    assert spoken <= names
    assert set(WORK) == set(CAUSES)


@pytest.mark.parametrize(("today", "words"), [
    (JUNE, "submitted on the first day"), (date(2026, 9, 2), "submitted on the first day"),
    (LATE, "submitted by 23 September, which still counts as the first day"),
])  # fmt: skip
def test_B11_2_without_a_plan_what_it_would_take_keeps_to_what_is_still_possible(today, words):
    found = assess(NADIA, TABLES, today)
    assert words in found.finding("too_few_programs").mend
    late = found.finding("late_application").mend
    assert ("before the first day" in late) == (today <= date(2026, 9, 2))
    assert "earlier" not in found.finding("few_interviews").mend or today <= date(2026, 9, 2)
    assert all(f.now == () for f in found.findings)


def test_a_plan_whose_review_has_passed_keeps_its_season_and_says_so():
    plan = planned(replace(NADIA, decision=replace(NADIA.decision, causes=("weak_letters",))), MARCH)
    bare = without(plan, "submit", "programs_that_fit")
    found = assess_plan(bare, TABLES, WINTER + timedelta(days=3)).finding("few_interviews")
    assert found.now == ()
    assert "once it is right, as programs have been reading since 23 September" in found.mend
