"""What a plan holds of letters, documents and programs: only what is in it, in the words and numbers of its tables."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from reapply_desktop.domain.answers import Application, Decision, Letters
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.reference import OWN, Basis
from reapply_desktop.domain.season_work import (
    CATEGORIES,
    DOCUMENTS,
    LETTERS,
    PROGRAMS,
    Items,
    applied,
    backup_measure,
    carried_over,
    fields,
    items_in,
    letter_counts,
    letters_asked,
    service_words,
    work_steps,
)
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.people import TODAY, person

TABLES = load_tables()
LIMITS = TABLES.thresholds


def planned(applicant_type: str = "us_md") -> Plan:
    numbers = iter(range(1, 10_000))
    return new_plan(person(applicant_type), TABLES, load_templates(), TODAY, lambda: str(UUID(int=next(numbers))))


def step(key: str, category: str) -> Milestone:
    return Milestone(key, key, category, date(2026, 7, 1), date(2026, 7, 1))


def test_steps_belong_to_their_part_and_those_of_an_earlier_season_to_none() -> None:
    steps = tuple(step(f"{category} {n}", category) for n in range(2) for category in
                  ("letters", "documents", "application", "outreach", "exams", "contingency"))  # fmt: skip
    past = {steps[0].id: Origin("letter_talks", past=True)}
    plan = Plan("plan", person(), steps, past)
    named = {part: [one.id for one in work_steps(part, plan, steps)] for part in CATEGORIES}
    assert named[LETTERS] == ["letters 1"]
    assert named[DOCUMENTS] == ["documents 0", "documents 1"]
    assert named[PROGRAMS] == ["application 0", "outreach 0", "application 1", "outreach 1"]
    assert not work_steps(DOCUMENTS, plan, ())


def test_letters_of_last_season_are_said_as_far_as_they_are_known() -> None:
    assert letter_counts(None) == letter_counts(Letters()) == ()
    assert letter_counts(Letters(total=3, from_leadership=0)) == (("In all", "3"), ("By a leader", "0"))
    assert letter_counts(Letters(generic=False)) == (("Could be about almost anyone", "no"),)
    assert letter_counts(Letters(3, 1, 0, True))[-1] == ("Could be about almost anyone", "yes, mostly")


def test_B6_3_how_many_letters_are_asked_follows_the_thresholds_and_says_whose_they_are() -> None:
    said = letters_asked(LIMITS)
    assert said == ("3 or 4 new ones, 2 or more of them earned since the result, 1, where possible, from someone who "
                    "runs a program or department (reapplication guidance).")
    bases = {**LIMITS.bases, "letters_fresh_upper": Basis(OWN, "my dean")}
    said = letters_asked(replace(LIMITS, letters_fresh_upper=6, bases=bases))
    assert said.startswith("3 to 6 new ones")
    assert said.endswith("(reapplication guidance; yours: my dean).")
    assert letters_asked(replace(LIMITS, letters_fresh_upper=3)).startswith("3 new ones")


def test_B11_4_what_carries_over_is_read_from_the_step_that_says_so() -> None:
    plan = planned()
    lists = carried_over(plan, plan.milestones)
    assert [one.head for one in lists] == ["Can be imported, from the last seven years", "Must be given anew"]
    assert lists[0].names == ("Application data", "Letters; they show their old date")
    assert lists[1].names == ("Statement", "MSPE", "Transcript", "Photo", "Score reports")


def test_B11_4_nothing_carries_over_where_the_step_is_gone_or_no_longer_in_our_words() -> None:
    plan = planned()
    found = next(one for one in plan.milestones if plan.origins[one.id].template == "carries_over")
    assert carried_over(plan, [one for one in plan.milestones if one is not found]) == ()
    typed = plan.with_milestone(replace(found, notes="My secrets:\n- one\n- two"))
    assert carried_over(typed, typed.milestones) == ()


@pytest.mark.parametrize(
    ("notes", "lists"),
    [
        ("", ()),
        ("- no head\n- at all", ()),
        ("A head:\nand a sentence.", ()),
        ("Head:\n- one\n- two\nMore.\nNext:\n- three", (Items("Head", ("one", "two")), Items("Next", ("three",)))),
        ("Head:\n- one\n\n- alone", (Items("Head", ("one",)),)),
    ],
)
def test_lists_are_a_line_with_a_colon_and_the_dashes_behind_it(notes: str, lists: tuple[Items, ...]) -> None:
    assert items_in(notes) == lists


def test_last_season_has_the_rows_of_which_something_is_known() -> None:
    rows = (Application("dermatology"), Application("pathology", None, 2), Application("pediatrics", 40, 0, 0, 0))
    assert [row.specialty for row in applied(replace(person(), applications=rows))] == ["pediatrics", "pathology"]


def test_B3_6_fields_hold_what_is_planned_and_leave_open_what_is_not() -> None:
    assert fields(None, TABLES) == fields(Decision(path="hybrid"), TABLES) == ()
    decision = Decision(path="hybrid", primary="internal_medicine", backup="emergency_medicine", primary_programs=0,
                        primary_mentor="  ", backup_mentor=" Dr. Lind ", backup_statement=False, backup_letters=2)
    first, second = fields(decision, TABLES)
    assert (first.programs, first.mentor, first.statement, first.letters) == (0, None, None, None)
    assert (second.programs, second.mentor, second.statement, second.letters) == (None, "Dr. Lind", False, 2)


def test_B11_6_each_field_says_through_what_it_is_applied_to() -> None:
    said = {specialty: service_words(specialty, TABLES) for specialty in SPECIALTIES}
    assert said["internal_medicine"] == "ERAS"
    assert said["emergency_medicine"].startswith("ResidencyCAS (")
    assert said["obstetrics_gynecology"] == "ResidencyCAS"
    assert said["plastic_surgery"] == "ERAS, and a service of its own"
    assert said["anesthesiology"] == "ERAS; some programs use a service of their own"
    assert said["ophthalmology"] == "SF Match"
    assert said["urology"] == "ERAS; AUA/SAU Match"
    assert all(said.values())


def test_B3_6_a_second_field_is_measured_and_a_single_one_is_not() -> None:
    hybrid = Decision(path="hybrid", primary="internal_medicine", backup="family_medicine")
    assert backup_measure(hybrid, LIMITS) == "A second field is serious from about 40 programs (rule of thumb)."
    assert backup_measure(replace(hybrid, path="pivot"), LIMITS) == backup_measure(None, LIMITS) == ""
