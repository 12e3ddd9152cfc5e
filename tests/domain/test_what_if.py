"""What if: answers varied without saving, beside the plan as it is; strengths in words, and never a chance (B2, B3)."""

from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import problems, read_answers
from reapply_desktop.domain.changing import Move, current_steps
from reapply_desktop.domain.levers import NUMBER, SPECIALTY, TICK, left_to_the_answers, levers, specialty_options
from reapply_desktop.domain.step_words import span_words
from reapply_desktop.domain.what_if import Comparison, _steps, compared
from tests.domain.test_changing import TABLES, TEMPLATES, change, plan_for, relaxed
from tests.generated import raw_answers
from tests.people import TODAY, person

STRONG = ("internal_medicine", 60, 5, 4, 4)


def tried(plan, answers) -> Comparison:
    new = count(1 << 90)
    return compared(plan, answers, TABLES, TEMPLATES, TODAY, lambda: str(UUID(int=next(new))))


def values_of(each) -> tuple[object, ...]:
    if each.kind == NUMBER:
        return each.least, (each.least + each.most) // 2, each.most
    return (True, False) if each.kind == TICK else ("pathology", "dermatology")


def lever(answers, name):
    return next(each for each in levers(answers, TABLES, TODAY) if each.id == name)


def rows(found: Comparison) -> dict[str, tuple[str, str]]:
    return {row.name: (row.before, row.after) for row in found.findings}


def test_step_3_passed_at_232_takes_the_exam_out_of_the_year():
    plan = plan_for(person("us_md", STRONG, step2=215, applicant={"graduation_year": 2025},
                           decision={"causes": ["low_scores", "few_interviews"],
                                     "path": "same_specialty"}))  # fmt: skip
    found = tried(plan, lever(plan.answers, "exams.step3").moved(232))
    assert ("Step 3", "not taken", "passed, 232, 1 attempt") in [(d.name, d.before, d.after) for d in found.answers]
    gone = {row.name for row in found.steps if row.after == "–"}
    assert any("Step 3" in name for name in gone)
    assert found.change.plan.answers.exam("step3").score == 232
    assert plan.answers.exam("step3") is None


def test_two_letters_more_weaken_or_end_weak_letters():
    plan = plan_for(person("non_us_img", STRONG, letters={"total": 2, "fresh": 0, "generic": True}))
    one = lever(plan.answers, "letters.fresh").moved(2)
    assert (one.letters.total, one.letters.fresh) == (4, 2)
    both = lever(one, "letters.generic").moved(True)
    found = rows(tried(plan, both))
    assert found["Weak letters"][0] in ("slight", "clear", "strong")
    assert found["Weak letters"][1] == "not found"


def test_pathology_instead_is_a_pivot_with_its_own_steps():
    plan = plan_for(person("us_md", ("dermatology", 80, 3, 2, 2), step2=215))
    other = lever(plan.answers, "specialty").moved("pathology")
    found = tried(plan, other)
    assert found.path[1].after == "Pivot, pathology"
    assert any("pathology" in row.name for row in found.steps)
    back = lever(other, "specialty").moved("dermatology")
    assert back.decision.path == "same_specialty"


@pytest.mark.parametrize(("taken", "answers"), [(1, {}), (2, {"submitted_on": "2025-10-12"})])
def test_B2_5_another_specialty_circles_no_cause_that_was_only_taken(taken, answers):
    """B2.5: a cause nobody circled needs no reason why it is alone, and is weighed anew with the answers."""
    plan = plan_for(person("us_md", ("internal_medicine", 60, 12, 12, 12), **answers))
    before = plan.answers.decision
    assert (len(before.causes), before.by, before.why_few_causes) == (taken, "recommendation", None)
    other = lever(plan.answers, "specialty").moved("pathology")
    assert (other.decision.causes, other.decision.by, other.decision.path) == (None, "person", "pivot")
    assert problems(other, TODAY) == ()
    assert tried(plan, other).change.plan.answers.decision.by == "recommendation"


def test_B2_5_another_specialty_keeps_the_cause_the_person_circled_alone_with_its_reason():
    plan = plan_for(person("us_md", STRONG, decision={"causes": ["gaps"], "why_few_causes": "Two years off.",
                                                      "path": "same_specialty"}))  # fmt: skip
    other = lever(plan.answers, "specialty").moved("pathology")
    assert (other.decision.causes, other.decision.why_few_causes) == (("gaps",), "Two years off.")
    assert problems(other, TODAY) == ()


def test_more_interviews_move_the_other_numbers_along():
    answers = person("us_md", ("internal_medicine", 60, 5, 4, 4))
    more = lever(answers, "applications.attended").moved(12).applications[0]
    assert (more.programs, more.invited, more.attended, more.ranked) == (60, 12, 12, 4)
    fewer = lever(answers, "applications.programs").moved(3).applications[0]
    assert (fewer.programs, fewer.invited, fewer.attended, fewer.ranked) == (3, 3, 3, 3)
    plan = plan_for(answers)
    assert rows(tried(plan, lever(plan.answers, "applications.attended").moved(12)))["Few interviews"][1] == "not found"


def test_submitted_on_the_first_day_of_the_season_told_about():
    plan = plan_for(person("us_md", STRONG, submitted_on="2025-10-12"))
    early = lever(plan.answers, "submitted_on").moved(True)
    assert early.submitted_on.isoformat() == "2025-09-03"
    assert lever(early, "submitted_on").value is True
    assert rows(tried(plan, early))["Submitted late"][1] == "not found"


def test_the_choice_left_to_the_answers():
    plan = plan_for(person("us_md", STRONG, decision={"path": "same_specialty", "causes": ["weak_letters", "gaps"],
                                                      "primary": "internal_medicine", "by": "person"}))  # fmt: skip
    answers = replace(plan.answers, decision=replace(plan.answers.decision, primary_mentor="Dr. Osei"))
    found = tried(plan, left_to_the_answers(answers, TABLES, TODAY))
    decision = found.change.plan.answers.decision
    assert (decision.by, decision.path, decision.primary_mentor) == ("recommendation", "hybrid", "Dr. Osei")
    assert found.path[1].differs
    assert ("30 Apr 2026, done", "30 Apr 2026") in [(row.before, row.after) for row in found.steps]


def test_a_title_in_another_script_does_not_turn_the_words_around_it():
    plan = plan_for(person("us_md", STRONG))
    change = tried(plan, plan.answers).change
    step = plan.milestones[0]
    moves = (Move(step, replace(step, title="كتابة")), Move(replace(step, title="Ask \u202eher"), step),
             Move(replace(step, title="كتابة"), replace(step, title="كتابة", notes="x")))  # fmt: skip
    names = [row.name for row in _steps(replace(change, added=(), moved=moves, removed=()))]
    assert names == [f"\u2068كتابة\u2069 (was: {step.title})", f"{step.title} (was: \u2068Ask her\u2069)",
                     "\u2068كتابة\u2069 (other text)"]


def test_nothing_tried_is_nothing_different():
    plan = plan_for(person("us_md", STRONG))
    found = tried(plan, plan.answers)
    assert found.answers == ()
    assert found.steps == ()
    assert not any(row.differs for row in (*found.findings, *found.path, found.count))


@relaxed
@given(made=raw_answers(TODAY).map(lambda raw: read_answers(raw, TODAY)), data=st.data())
def test_every_lever_keeps_the_answers_possible_and_goes_back(made, data):
    answers, wrong = made
    assume(not wrong)
    plan = plan_for(answers)
    moving = data.draw(st.sampled_from(levers(plan.answers, TABLES, TODAY)))
    value = {
        NUMBER: st.integers(moving.least, moving.most),
        TICK: st.booleans(),
        SPECIALTY: st.sampled_from(list(specialty_options(TABLES))),
    }[moving.kind]
    varied = moving.moved(data.draw(value))
    assert problems(varied, TODAY) == problems(plan.answers, TODAY)
    found = tried(plan, varied)
    said = [text for row in (*found.findings, *found.path) for text in (row.before, row.after)]
    assert not any("%" in text or any(c.isdigit() for c in text) for text in said)
    back = change(found.change.plan, plan.answers)
    assert {k: (m.title, m.start, m.end) for k, m in current_steps(back.plan).items()} == {
        k: (m.title, m.start, m.end) for k, m in current_steps(plan).items()
    }


def test_specialties_to_try_begin_with_the_accessible():
    options = list(specialty_options(TABLES))
    assert options[:2] == list(TABLES.thresholds.pivot_to[:2])
    assert len(options) == len(set(options)) == 28


@pytest.mark.parametrize(("kind", "exams"), [("us_do", {"exams.level2ce", "exams.level3"}),
                                             ("us_md", {"exams.step2ck", "exams.step3"})])  # fmt: skip
def test_a_do_varies_comlex(kind, exams):
    assert {each.id for each in levers(person(kind), TABLES, TODAY) if each.group == "Exams"} == exams


def test_what_is_shown_is_what_making_those_answers_does():
    """Every lever: steps added, moved and removed, and their number, as the change that would be applied has them."""
    people = (
        person("us_md", STRONG, step2=215, applicant={"graduation_year": 2025}),
        person("non_us_img", STRONG, letters={"total": 2, "fresh": 0, "generic": True}, us_experience_months=0),
        person("us_do", ("emergency_medicine", 30, 2, 2, 1), ("family_medicine", 12, 1)),
    )
    tried_out = 0
    for who in people:
        plan = plan_for(who)
        lived = plan.with_milestones([replace(m, status="done") for m in plan.milestones[:12:3]])
        lived = lived.with_milestones([replace(m, title="Mine") for m in plan.milestones[14:40:5]])
        for each in levers(lived.answers, TABLES, TODAY):
            for value in values_of(each):
                answers = each.moved(value)
                found, made = tried(lived, answers), change(lived, answers)
                before = {m.id: m for m in lived.milestones}
                after = {m.id: m for m in made.plan.milestones}
                new = sorted((m.title, span_words(m.start, m.end)) for m in after.values() if m.id not in before)
                gone = sorted((m.title, span_words(m.start, m.end)) for m in before.values() if m.id not in after)
                other = [key for key, m in before.items()
                         if key in after and replace(after[key], depends_on=m.depends_on) != m]  # fmt: skip
                assert sorted((r.name, r.after) for r in found.steps if r.before == "–") == new
                assert sorted((r.name, r.before) for r in found.steps if r.after == "–") == gone
                assert sum("–" not in (r.before, r.after) for r in found.steps) == len(other)
                assert found.count.before.startswith(f"{len(before)} ")
                assert found.count.after.startswith(f"{len(after)} ")
                assert made.plan.answers == found.change.plan.answers
                tried_out += bool(found.steps)
    assert tried_out > 8
