"""The interview's route, pruning and checks as pure functions of the answers (B1, B2.1, B2.4, B3.1)."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain import limits, vocabulary
from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.interview import (
    COMLEX,
    FURTHER,
    USMLE,
    Interview,
    exam_rows,
    opened,
    required_missing,
)
from reapply_desktop.domain.interview_checks import (
    ERROR,
    EXPLAIN,
    FINE,
    NOTE,
    checks,
    counted,
    errors,
    first_step_with_errors,
)
from reapply_desktop.domain.questions import get, has, typed, with_answer, without_answer
from reapply_desktop.domain.runway import runway
from reapply_desktop.services.question_data import load_interview
from reapply_desktop.services.reference_data import load_tables

TODAY = date(2026, 3, 23)
TYPES = tuple(vocabulary.APPLICANT_TYPES)
ROLES = tuple(vocabulary.ROLES)
PAGES = ("situation", "who", "role", "exams", "standing", "applications", "soap", "letters", "flags", "hard_questions")


@pytest.fixture(scope="module")
def interview() -> Interview:
    return load_interview()


def keys(interview: Interview, answers: dict[str, Any]) -> set[str]:
    return {question.key for _, question in interview.route(answers)}


def said(interview: Interview, step: str, answers: dict[str, Any], **more: bool) -> dict[str, tuple[str, str]]:
    return {c.where: (c.level, c.text) for c in checks(interview, step, answers, TODAY, load_tables(), **more)}


# -- the route


@pytest.mark.parametrize(("kind", "role"), list(product(TYPES, ROLES)))
def test_the_route_is_a_function_of_type_and_role(interview: Interview, kind: str, role: str) -> None:
    """B1.2, B2.1: an IMG sees US experience and visa, a DO COMLEX; work outside the clinic asks for patients."""
    answers = {"applicant": {"type": kind}, "situation": {"role": role}}
    asked = keys(interview, answers)
    assert interview.steps(answers) == (*PAGES, *FURTHER)
    is_img = kind in ("us_img", "non_us_img")
    assert ("us_experience_months" in asked) is is_img
    assert ("applicant.needs_visa" in asked) is is_img
    assert exam_rows(answers) == (COMLEX if kind == "us_do" else USMLE)
    assert ("situation.clinical_exposure" in asked) is (role == "non_clinical")
    assert ("situation.role_leaning" in asked) is (role == "undecided")
    assert ("situation.role_paid" in asked) is (role != "undecided")


def test_B1_2_undecided_leaning_out_of_the_clinic_asks_for_patients(interview: Interview) -> None:
    answers = {"situation": {"role": "undecided", "role_leaning": "non_clinical"}}
    assert "situation.clinical_exposure" in keys(interview, answers)
    # A leaning that was left behind by a decision asks nothing further.
    answers["situation"]["role"] = "research"
    assert "situation.clinical_exposure" not in keys(interview, answers)


def test_B1_2_observership_is_marked_as_meant_for_imgs(interview: Interview) -> None:
    role = next(q for q in interview.asked("role", {}) if q.key == "situation.role")
    assert "international graduates" in next(o.note for o in role.options if o.value == "observership")
    assert {option.value for option in role.options} == set(ROLES)


@pytest.mark.parametrize(("kind", "added"), [("us_do", "_usmle"), ("us_md", "_comlex"), ("us_img", "_comlex")])
def test_B2_1_the_other_exams_can_be_added(kind: str, added: str) -> None:
    assert set(exam_rows({"applicant": {"type": kind}, added: True})) == set(vocabulary.EXAMS)


def test_soap_asks_no_numbers_of_someone_who_could_not_take_part(interview: Interview) -> None:
    assert "soap.applications" in keys(interview, {})
    assert "soap.applications" in keys(interview, {"soap": {"eligible": None}})
    assert "soap.applications" not in keys(interview, {"soap": {"eligible": False}})


def test_every_key_of_the_answers_file_can_be_reached(interview: Interview) -> None:
    """All of interface.md's answers; `disputes` and `decision` are given on the two further pages."""
    reached = set()
    for kind, role in product(TYPES, ROLES):
        reached |= keys(interview, {"applicant": {"type": kind}, "situation": {"role": role}})
    rows = {"exams", "applications"}
    allowed = {*limits.TOP, *rows}
    for name, record in limits.RECORDS.items():
        if name != "decision":
            allowed |= {f"{name}.{key}" for key in record}
    assert reached == allowed


def test_every_choice_offers_exactly_what_the_file_allows(interview: Interview) -> None:
    for _page, question in interview.route({"applicant": {"type": "us_img"}, "situation": {"role": "undecided"}}):
        kind = limits.kind_of(question.key) if question.key not in ("exams", "applications") else None
        values = [option.value for option in question.options]
        if isinstance(kind, limits.Choice):
            assert sorted(values) == sorted(kind.options), question.key
        elif isinstance(kind, limits.Choices):
            assert sorted(values) == sorted(kind.each.options)
        elif isinstance(kind, limits.YesNo):
            assert values == [True, False]
        elif question.options:
            assert all(kind.allows(value) for value in values)


def test_every_question_can_stay_unknown_but_two(interview: Interview) -> None:
    """B2.1: "not known" is an answer of its own. Only the type and one specialty are needed."""
    answers = {"applicant": {"type": "us_img"}, "situation": {"role": "undecided"}}
    needed = {q.key for _, q in interview.route(answers) if q.required}
    assert needed == {"applicant.type", "applications"}
    for _page, question in interview.route(answers):
        assert question.unknown or question.optional or question.required, question.key


# -- progress


def test_progress_counts_pages_and_minutes(interview: Interview) -> None:
    assert interview.progress("exams", {}).words == "Page 4 of 10 · about 18 minutes left"
    assert interview.progress("applications", {}).words == "Page 6 of 10 · about 13 minutes left"
    assert interview.progress("findings", {}).words == "The questions are done"


def test_dont_know_is_an_answer_and_passing_over_is_not(interview: Interview) -> None:
    everything = [q.key for q in interview.open_questions("letters", {})]
    assert everything == ["letters.total", "letters.fresh", "letters.from_leadership", "letters.generic"]
    answers = {"letters": {"total": None, "fresh": 0, "from_leadership": ""}}
    assert [q.key for q in interview.open_questions("letters", answers)] == [
        "letters.from_leadership",
        "letters.generic",
    ]
    assert interview.pruned(answers) == {"letters": {"fresh": 0}}


# -- pruning


def test_changing_the_branch_leaves_its_answers_behind(interview: Interview) -> None:
    answers = {
        "applicant": {"type": "non_us_img", "needs_visa": True},
        "us_experience_months": 2,
        "exams": [{"exam": "step2ck", "passed": True, "score": 231}, {"exam": "step3", "_taken": False}],
        "applications": [{"specialty": "psychiatry", "programs": 60}, {"programs": ""}],
    }
    kept = interview.pruned(answers)
    assert kept["us_experience_months"] == 2
    assert kept["exams"] == [{"exam": "step2ck", "passed": True, "score": 231}]
    as_do = interview.pruned(with_answer(answers, "applicant.type", "us_do"))
    assert as_do == {
        "applicant": {"type": "us_do"},
        "applications": [{"specialty": "psychiatry", "programs": 60}],
    }
    # Returning to the branch brings the values back: the tree itself was never touched.
    assert interview.pruned(answers) == kept


def test_a_file_with_both_exam_systems_keeps_them(interview: Interview) -> None:
    answers = {
        "applicant": {"type": "us_do"},
        "exams": [{"exam": "step1", "passed": True}, {"exam": "level1", "score": 500}],
    }
    kept = interview.pruned(opened(answers))
    assert {row["exam"] for row in kept["exams"]} == {"step1", "level1"}


def test_a_decision_left_for_later_is_none(interview: Interview) -> None:
    assert "decision" not in interview.pruned({"decision": {"causes": [], "path": None, "primary": "psychiatry"}})
    only = {"causes": ["low_scores"], "why_few_causes": "One exam.", "primary": "psychiatry"}
    expected = {"causes": ["low_scores"], "why_few_causes": "One exam.", "by": "person"}
    assert interview.pruned({"decision": only})["decision"] == expected
    two = {"causes": ["low_scores", "few_interviews"], "why_few_causes": "One exam.", "path": "pivot"}
    assert "why_few_causes" not in interview.pruned({"decision": two})["decision"]


texts = st.text(max_size=12)
unknown = st.none()
specialties = st.sampled_from(tuple(vocabulary.SPECIALTIES))
trees = st.fixed_dictionaries(
    {},
    optional={
        "applicant": st.fixed_dictionaries(
            {"type": st.sampled_from(TYPES)},
            optional={"name": texts | unknown, "graduation_year": st.integers(1970, 2026), "needs_visa": st.booleans()},
        ),
        "situation": st.fixed_dictionaries(
            {},
            optional={
                "role": st.sampled_from(ROLES) | unknown,
                "role_leaning": st.sampled_from(ROLES[:-1]),
                "clinical_exposure": texts,
                "role_paid": st.booleans() | unknown,
                "savings": st.integers(0, 10_000),
            },
        ),
        "exams": st.lists(
            st.fixed_dictionaries(
                {"exam": st.sampled_from(tuple(vocabulary.EXAMS))},
                optional={
                    "passed": st.booleans() | unknown,
                    "score": st.integers(9, 300),
                    "attempts": st.integers(1, 10),
                    "_taken": st.booleans(),
                },
            ),
            max_size=6,
            unique_by=lambda row: row["exam"],
        ),
        "applications": st.lists(
            st.fixed_dictionaries(
                {},
                optional={"specialty": specialties | unknown, "programs": st.integers(0, 500) | unknown, "note": texts},
            ),
            max_size=4,
            unique_by=lambda row: row.get("specialty"),
        ),
        "soap": st.fixed_dictionaries({"eligible": st.booleans()}, optional={"applications": st.integers(0, 45)}),
        "us_experience_months": st.integers(0, 240) | unknown,
        "_comlex": st.booleans(),
        "_usmle": st.booleans(),
        "flags": st.lists(st.sampled_from(tuple(vocabulary.FLAGS)), unique=True),
        "reflections": st.fixed_dictionaries({"enough_interviews": texts}),
        "decision": st.fixed_dictionaries(
            {},
            optional={
                "causes": st.lists(st.sampled_from(tuple(vocabulary.CAUSES)), max_size=3, unique=True),
                "path": st.sampled_from(tuple(vocabulary.PATHS)) | unknown,
                "primary": specialties,
            },
        ),
    },
)


@settings(max_examples=60)
@given(trees)
def test_pruning_keeps_only_what_is_asked_and_nothing_else(tree: dict[str, Any]) -> None:
    interview = load_interview()
    kept = interview.pruned(tree)
    asked = keys(interview, tree)
    for group, value in kept.items():
        assert not group.startswith("_")
        if group in ("disputes", "decision"):
            continue
        names = [f"{group}.{key}" for key in value] if isinstance(value, dict) else [group]
        for name in names:
            assert name in asked
    # What was pruned asks for the same route, and pruning it once more takes nothing away.
    assert keys(interview, kept) == asked
    assert interview.pruned(opened(kept)) == kept
    assert interview.steps(kept) == interview.steps(tree)


@settings(max_examples=60)
@given(trees)
def test_a_tree_without_remarks_is_an_answers_file(tree: dict[str, Any]) -> None:
    """What the interview lets through with its own checks, the answers file accepts too."""
    interview, tables = load_interview(), load_tables()
    found = first_step_with_errors(interview, tree, TODAY, tables)
    kept = interview.pruned(tree)
    kept.pop("decision", None)
    answers, problems = read_answers(kept, TODAY)
    if found is None:
        assert answers is not None, problems
    assert bool(required_missing(tree)) is bool(required_missing(kept))


# -- checks as typed


def test_a_score_that_cannot_be_is_said_with_the_allowed_range(interview: Interview) -> None:
    answers = {"exams": [{"exam": "step2ck", "passed": True, "score": 331, "attempts": 11}]}
    found = said(interview, "exams", answers)
    assert found["exams.step2ck.score"] == (
        ERROR,
        "A Step 2 CK score lies between 1 and 300. It is the three-digit number on your score report.",
    )
    assert "between 1 and 10" in found["exams.step2ck.attempts"][1]
    assert not said(interview, "exams", {"exams": [{"exam": "step2ck", "_taken": False, "score": 331}]})


def test_ranked_above_attended_asks_for_a_note_and_takes_it(interview: Interview) -> None:
    row = {"specialty": "internal_medicine", "programs": 60, "invited": 5, "attended": 4, "ranked": 5}
    found = said(interview, "applications", {"applications": [row]})
    assert found["applications.0.ranked"] == (
        EXPLAIN,
        "Ranked is one more than attended. That can be right; please say how, so the plan keeps it.",
    )
    noted = {**row, "note": "One program ranked me after a phone call"}
    assert said(interview, "applications", {"applications": [noted]})["applications.0.ranked"][0] == NOTE


def test_the_funnel_never_widens(interview: Interview) -> None:
    rows = [
        {"specialty": "psychiatry", "programs": 5, "invited": 8, "attended": 9},
        {"specialty": "psychiatry"},
        {"programs": 4},
        {"specialty": "neurology", "programs": "many"},
    ]
    found = said(interview, "applications", {"applications": rows})
    assert found["applications.0.invited"] == (
        ERROR,
        "Invited is three more than applied to. Each program counts once here.",
    )
    assert found["applications.0.attended"][0] == ERROR
    assert "twice" in found["applications.1.specialty"][1]
    assert found["applications.2.specialty"][0] == ERROR
    assert "between 0 and 500" in found["applications.3.programs"][1]


def test_B2_3_a_date_in_time_is_green_and_a_late_one_only_told(interview: Interview) -> None:
    assert said(interview, "applications", {"submitted_on": "2025-09-03"})["submitted_on"][0] == FINE
    late = said(interview, "applications", {"submitted_on": "2025-10-12"})["submitted_on"]
    assert late == (NOTE, "Programs began reading on 24 Sep 2025")
    assert said(interview, "applications", {"submitted_on": "2026-03-24"})["submitted_on"][0] == ERROR
    assert said(interview, "applications", {"submitted_on": "31 Feb"})["submitted_on"][0] == ERROR


@pytest.mark.parametrize(
    ("step", "key", "value"),
    [
        ("standing", "standing.gpa", 5.1),
        ("standing", "standing.failed_clerkships", 21),
        ("who", "applicant.graduation_year", 2028),
        ("who", "applicant.name", "x" * 201),
        ("situation", "situation.savings", 10_000_001),
        ("situation", "situation.income", "x" * 5_001),
        ("soap", "soap.applications", 46),
        ("letters", "letters.total", 13),
        ("letters", "letters.fresh", 1.5),
        ("letters", "letters.fresh", "two"),
    ],
)
def test_limits_are_those_of_the_answers_file(interview: Interview, step: str, key: str, value: Any) -> None:
    found = said(interview, step, with_answer({}, key, value))
    assert found[key][0] == ERROR
    assert found[key][1].endswith(".")


def test_parts_are_at_most_the_whole(interview: Interview) -> None:
    assert said(interview, "letters", {"letters": {"total": 3, "fresh": 4}})["letters.fresh"][0] == ERROR
    assert said(interview, "soap", {"soap": {"applications": 3, "responses": 4}})["soap.responses"][0] == ERROR


def test_the_two_needed_answers_are_asked_for_kindly_and_only_on_next(interview: Interview) -> None:
    assert required_missing({}) == ("applicant.type", "applications")
    assert not said(interview, "who", {})
    assert "Please choose one" in said(interview, "who", {}, insist=True)["applicant.type"][1]
    assert "applications.0.specialty" in said(interview, "applications", {}, insist=True)


def test_the_footer_counts(interview: Interview) -> None:
    rows = [{"specialty": "psychiatry", "programs": 501, "attended": 1, "ranked": 2}]
    found = checks(interview, "applications", {"applications": rows}, TODAY, load_tables())
    assert counted(found) == "1 answer to look at, 1 note asked for"
    assert len(errors(found)) == 1
    assert counted(()) == ""


# -- B1.1 runway


def test_B1_1_costs_income_and_savings_give_a_month(interview: Interview) -> None:
    assert runway(2100, 1500, 6000, TODAY) == date(2027, 1, 1)
    assert runway(1500, 1500, 0, TODAY) is None
    money = {"monthly_costs": 2100, "monthly_income": 1600, "savings": 6000}
    text = "$500 of savings go each month. They last until March 2027."
    assert said(interview, "situation", {"situation": money})["situation.savings"] == (NOTE, text)
    money["monthly_income"] = 2100
    assert "covers" in said(interview, "situation", {"situation": money})["situation.savings"][1]
    money["monthly_income"] = None
    assert "situation.savings" not in said(interview, "situation", {"situation": money})


# -- the tree


def test_what_is_typed_becomes_a_value_or_stays_as_typed() -> None:
    assert typed("whole", " 6,000 ") == 6000
    assert typed("whole", "12a") == "12a"
    assert typed("whole", "-1") == "-1"
    assert typed("number", "3.4") == 3.4
    assert typed("money", "$2,100") == 2100
    assert typed("money", "²") == "²"
    assert typed("number", ".") == "."
    assert typed("text", "1") == "1"


def test_answers_are_put_in_and_taken_out_without_touching_the_rest() -> None:
    before = {"letters": {"total": 3}}
    after = with_answer(before, "letters.fresh", None)
    assert after == {"letters": {"total": 3, "fresh": None}}
    assert before == {"letters": {"total": 3}}
    assert has(after, "letters.fresh")
    assert get(after, "letters.fresh") is None
    assert without_answer(after, "letters.fresh") == before
    assert without_answer(before, "season") == before
    assert with_answer({"letters": "broken"}, "letters.total", 1) == {"letters": {"total": 1}}
