"""B4.1: what stands is proven by steps that are done, or under way with all they rest on; no planned day is a proof."""

from dataclasses import replace
from datetime import date

import pytest

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Situation
from reapply_desktop.domain.four_things import four_things, when_words
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services.reference_data import load_tables, load_templates

MARCH, JUNE, FALL = date(2026, 3, 23), date(2026, 6, 14), date(2026, 10, 20)


def plan(role: str = "research", today: date = MARCH, **decision: object) -> Plan:
    answers = Answers(
        applicant=Applicant("non_us_img", "Sam", 2022, True),
        applications=(Application("internal_medicine", 60, 5, 4, 4),), season=2027, situation=Situation(role=role),
        decision=Decision(**{"causes": ("weak_letters",), "path": "same_specialty", "primary": "internal_medicine",
                             "why_few_causes": "one", "by": "person", **decision}),
    )  # fmt: skip
    numbers = iter(range(1, 1000))
    return new_plan(answers, load_tables(), load_templates(), today, lambda: str(next(numbers)))


def step(plan: Plan, template: str) -> Milestone:
    return next(m for m in plan.milestones if plan.origins[m.id].template == template)


def done(plan: Plan, *templates: str) -> Plan:
    return plan.with_milestones(replace(step(plan, name), status="done") for name in templates)


def states(plan: Plan, today: date) -> dict[str, tuple[str, str]]:
    return {
        thing.id: (thing.state, plan.origins[thing.step.id].template if thing.step else "")
        for thing in four_things(plan, today)
    }


def test_B4_1_a_day_that_has_begun_proves_nothing_while_what_it_rests_on_is_late():
    found = states(plan(), JUNE)
    assert found["clinical"] == ("late", "rotation_arranged_img")
    assert found["reliable"] == ("late", "research_agreed")
    assert found["letters"] == ("late", "letter_writers")
    assert found["made"] == ("planned", "project_written")


def test_B4_1_under_way_it_stands_once_all_it_rests_on_is_done():
    agreed = done(plan(), "rotation_arranged_img", "research_agreed")
    assert states(agreed, JUNE)["clinical"] == ("stands", "rotation")
    assert states(agreed, JUNE)["reliable"] == ("late", "position_secured")
    assert states(done(agreed, "position_secured"), JUNE)["reliable"] == ("stands", "main_role_research")


def test_B4_1_a_project_under_way_counts_only_in_a_position_that_is_agreed():
    july = date(2026, 7, 1)
    assert states(plan(), july)["made"][0] == "late"
    assert states(done(plan(), "research_agreed", "position_secured"), july)["made"] == ("stands", "project_numbers")


@pytest.mark.parametrize(("template", "thing"), [
    ("project_written", "made"), ("letters_uploaded", "letters"), ("rotation", "clinical"),
    ("main_role_research", "reliable"),
])  # fmt: skip
def test_B4_1_what_is_done_stands_on_the_step_that_proves_it(template: str, thing: str):
    assert states(done(plan(), template), FALL)[thing] == ("stands", template)


def test_letters_never_stand_by_being_under_way_and_name_the_next_talk():
    begun = done(plan(), "letter_writers", "rotation_letter_talk")
    assert states(begun, date(2026, 7, 14))["letters"] == ("planned", "letter_talks")


def test_papers_and_agreements_are_no_clinical_work():
    made = done(plan(causes=("no_us_experience",)), "us_months")
    assert states(made, date(2026, 4, 25))["clinical"] == ("planned", "rotation")


@pytest.mark.parametrize("role", ["preliminary", "observership", "teaching", "non_clinical", None])
def test_B4_1_nothing_stands_in_a_plan_in_which_nothing_is_done(role: str | None):
    untouched = plan(role)
    last = max(m.end for m in untouched.milestones)
    for day in (MARCH, JUNE, date(2026, 9, 15), FALL, last):
        assert "stands" not in {state for state, _ in states(untouched, day).values()}, (role, day)


def test_when_a_step_was_or_will_be():
    role = step(plan(), "main_role_research")
    said = [when_words(role, day) for day in (MARCH, role.start, JUNE, date(2027, 3, 10))]
    assert said == ["from 1 June", "today", "since 1 June", "was planned for 5 March"]
    assert when_words(replace(role, status="done"), JUNE) == "done"
    assert when_words(step(plan(), "submit"), JUNE, brief=True) == "2 Sep"
