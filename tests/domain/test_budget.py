"""The budget: fees by each field's own service and by the plan's steps, the person's amounts, and nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answers import Answers, Decision, Situation
from reapply_desktop.domain.application_costs import cost_line
from reapply_desktop.domain.budget import ASKED_BY, Budget, season_budget
from reapply_desktop.domain.fee_rows import fee_rows
from reapply_desktop.domain.plan import Origin, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.people import TODAY, person

TABLES = load_tables()
HYBRID = Decision(path="hybrid", primary="internal_medicine", backup="family_medicine", primary_programs=100,
                  backup_programs=80, by="person")  # fmt: skip


def planned(answers: Answers) -> Plan:
    numbers = iter(range(1, 10_000))
    return new_plan(answers, TABLES, load_templates(), TODAY, lambda: str(UUID(int=next(numbers))))


def budget(answers: Answers) -> Budget:
    plan = planned(answers)
    return season_budget(plan, plan.milestones, TABLES, TODAY)


def test_an_empty_plan_has_no_budget_and_one_fee_alone_does_not_pass_for_one() -> None:
    assert not season_budget(Plan("plan", person()), (), TABLES, TODAY).is_filled
    assert not budget(replace(person("non_us_img"), decision=replace(HYBRID, primary_programs=None,
                                                                     backup_programs=None))).is_filled


def test_B11_8_each_field_costs_by_its_tiers_and_the_steps_ask_for_the_rest() -> None:
    found = budget(replace(person("non_us_img"), decision=HYBRID))
    assert [(cost.name, cost.dollars) for cost in found.costs] == [
        ("Internal medicine, 100 programs", 30 * 11 + 70 * 30), ("Family medicine, 80 programs", 30 * 11 + 50 * 30),
        ("USMLE transcript, once a season", 80), ("ECFMG token", 185), ("NRMP, registration", 85),
    ]  # fmt: skip
    assert found.total == 2430 + 1830 + 80 + 185 + 85
    assert found.is_whole
    assert [cost.source for cost in found.costs][:2] == ["ERAS: AAMC, ERAS fees, 2027"] * 2
    assert all(cost.source for cost in found.costs)


@pytest.mark.parametrize(
    ("applicant_type", "names"),
    [
        ("us_md", ["USMLE transcript, once a season", "NRMP, registration"]),
        ("us_do", ["NRMP, registration"]),
        ("us_img", ["USMLE transcript, once a season", "ECFMG token", "NRMP, registration"]),
    ],
)
def test_fees_differ_by_applicant(applicant_type: str, names: list[str]) -> None:
    assert [cost.name for cost in budget(replace(person(applicant_type), decision=HYBRID)).costs[2:]] == names


def test_B11_7_step_3_costs_where_it_is_in_the_year() -> None:
    weak = person("us_md", step2=212, exams=[{"exam": "step1", "passed": True, "attempts": 1}])
    found = budget(replace(weak, decision=replace(HYBRID, causes=("low_scores", "few_interviews"))))
    assert ("Step 3", 955) in [(cost.name, cost.dollars) for cost in found.costs]


def test_steps_that_ask_for_a_fee_and_the_fees_are_there() -> None:
    """A template or a row that is renamed would silently cost nothing."""
    assert set(ASKED_BY) <= {template.id for template in load_templates()}
    assert set(ASKED_BY.values()) <= {row.key for row in fee_rows(TABLES.fees)}


def test_dropped_and_past_steps_ask_for_nothing() -> None:
    plan = planned(replace(person("us_img"), decision=HYBRID))
    past = replace(plan, origins={key: replace(origin, past=True) for key, origin in plan.origins.items()})
    for one in (season_budget(plan, (), TABLES, TODAY), season_budget(past, past.milestones, TABLES, TODAY)):
        assert len(one.costs) == 2


def test_B11_6_what_no_table_holds_stays_open_and_is_said() -> None:
    eye = Decision(path="pivot", primary="ophthalmology", primary_programs=40)
    found = budget(replace(person(), decision=eye))
    assert found.costs[0].dollars is None
    assert not found.is_whole
    assert found.notes == ("The fee of SF Match for 40 programs is not in the table.",)
    half = budget(replace(person(), decision=replace(HYBRID, backup_programs=None)))
    assert (half.costs[1].name, half.costs[1].dollars) == ("Family medicine", None)
    assert half.costs[1].source == "The number of programs is open."


def test_a_fee_of_ones_own_counts_and_is_marked() -> None:
    own = replace(TABLES, fees={**TABLES.fees, "ecfmg_token": {**TABLES.fees["ecfmg_token"], "fee": 190}},
                  own_fees={"ecfmg_token.fee": "ECFMG mail", "eras.tiers.31+": "AAMC page"})  # fmt: skip
    plan = planned(replace(person("us_img"), decision=HYBRID))
    found = {cost.name: cost for cost in season_budget(plan, plan.milestones, own, TODAY).costs}
    assert (found["ECFMG token"].dollars, found["ECFMG token"].source) == (190, "ECFMG mail, yours")
    assert "(yours: AAMC page)" in found["Internal medicine, 100 programs"].source


def test_B1_1_own_amounts_and_how_long_they_last() -> None:
    money = Situation(monthly_costs=2100, monthly_income=1500, savings=6000)
    found = season_budget(Plan("plan", replace(person(), situation=money)), (), TABLES, TODAY)
    assert found.months == (("Costs a month", 2100), ("Income a month", 1500), ("Savings", 6000))
    assert found.lasts == "$600 of savings go each month. They last until January 2027."
    assert found.is_filled
    assert not found.costs
    some = season_budget(Plan("plan", replace(person(), situation=Situation(savings=0))), (), TABLES, TODAY)
    assert some.months == (("Savings", 0),)
    assert some.lasts == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(SPECIALTIES)), min_size=2, max_size=2, unique=True),
       st.none() | st.integers(0, 500), st.none() | st.integers(0, 500))  # fmt: skip
def test_any_field_with_any_number_costs_what_its_service_asks(
    names: list[str], first: int | None, second: int | None
) -> None:
    decision = Decision(path="hybrid", primary=names[0], backup=names[1], primary_programs=first,
                        backup_programs=second)  # fmt: skip
    steps = {"a": Origin("nrmp_opens"), "b": Origin("submit")}
    plan = Plan("plan", replace(person(), decision=decision), (), steps)
    found = season_budget(plan, (), TABLES, TODAY)
    if first is None and second is None:
        assert found.costs == ()
        return
    expected = [None if n is None else cost_line(name, n, TABLES).dollars
                for name, n in zip(names, (first, second), strict=True)]  # fmt: skip
    assert [cost.dollars for cost in found.costs] == expected
    assert found.total == sum(cost for cost in expected if cost is not None)
