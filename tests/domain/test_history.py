"""The second season's memory: the old answers become history, and two applications stand beside each other (B11.14)."""

from dataclasses import replace
from datetime import date

from reapply_desktop.domain.changing import current_steps
from reapply_desktop.domain.differences import BETTER, OTHER, SAME, UNKNOWN, WORSE
from reapply_desktop.domain.history import Applied, applications, begun_again, compared, is_over
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET
from reapply_desktop.services import plan_file
from tests.domain.test_changing import TABLES, change, plan_for
from tests.people import person

AFTER = date(2027, 3, 22)
FIRST = person(
    "non_us_img", ("internal_medicine", 60, 5, 4, 4), step2=231, submitted_on="2025-10-12", us_experience_months=2,
    letters={"total": 3, "fresh": 1, "from_leadership": 0, "generic": True},
    flags=["generic_statement", "leave_of_absence"], applicant={"graduation_year": 2022, "name": "Nadia Rahman"},
    decision={"path": "hybrid", "primary": "internal_medicine", "backup": "family_medicine", "by": "person",
              "causes": ["few_interviews", "weak_letters", "late_application"]},
)  # fmt: skip


def second(**changes):
    rows = (("internal_medicine", 70, 9, 8, 8), ("family_medicine", 80, 6, 5, 5))
    told = {"exams": [{"exam": "step3", "score": 228, "passed": True, "attempts": 1}], "step2": 231,
            "submitted_on": "2026-09-02", "us_experience_months": 6, "applicant": {"graduation_year": 2022},
            "letters": {"total": 4, "fresh": 3, "from_leadership": 1, "generic": False},
            "flags": ["leave_of_absence"], **changes}  # fmt: skip
    from reapply_desktop.domain.answer_checks import read_answers
    from tests.people import raw_person

    made, wrong = read_answers(raw_person("non_us_img", *rows, **told), AFTER)
    assert made is not None, wrong
    return replace(made, season=2028)


def verdicts(before, after):
    found = compared(Applied(before, 2026), Applied(after, 2027), TABLES)
    return {item.name: item.verdict for item in found.items}


def test_B11_14_a_season_that_is_over_becomes_history():
    plan = plan_for(FIRST)
    assert not is_over(plan, TABLES, date(2027, 3, 19))
    assert is_over(plan, TABLES, date(2027, 3, 20))
    done = plan.with_milestones(replace(m, status="done") for m in plan.milestones[:30])
    found = change(done, second(situation={"matched": "none"}), AFTER)
    (past,) = found.plan.history
    assert past.answers == plan.answers
    assert (past.closed_on, past.outcome, past.steps) == (AFTER, "none", len(plan.milestones))
    assert past.done == sum(m.status == "done" for m in done.milestones)
    assert [each.words for each in applications(found.plan)] == ["Match 2026", "Match 2027"]
    assert min(m.start for m in current_steps(found.plan).values() if m.is_open) >= AFTER
    third = change(found.plan, replace(found.plan.answers, season=2029), date(2028, 3, 20))
    assert [each.words for each in applications(third.plan)] == ["Match 2026", "Match 2027", "Match 2028"]
    assert third.plan.history[:1] == found.plan.history


def test_another_season_before_the_match_is_no_history():
    plan = plan_for(FIRST)
    assert change(plan, replace(plan.answers, season=2028), date(2026, 7, 1)).plan.history == ()


def test_history_comes_back_from_the_file_with_what_is_unknown():
    plan = change(plan_for(FIRST), second(), AFTER).plan
    strange = replace(plan, history=(replace(plan.history[0], unknown={"later": [1]}),))
    assert plan_file.decode(plan_file.encode(strange)) == strange
    assert plan_file.decode(plan_file.encode(plan_for(FIRST))).history == ()


def test_begun_again_keeps_what_lasts_and_asks_for_the_rest():
    begun = begun_again(plan_for(FIRST).answers)
    assert begun.applicant.name == "Nadia Rahman"
    assert begun.exam("step2ck").score == 231
    assert [row.specialty for row in begun.applications] == ["internal_medicine", "family_medicine"]
    assert all(row.programs is None and row.attended is None for row in begun.applications)
    assert (begun.submitted_on, begun.letters, begun.decision, begun.season) == (None, None, None, None)
    assert begun.flags == ("leave_of_absence",)
    assert begun.us_experience_months == 2


def test_B11_14_what_changed_item_by_item():
    found = verdicts(replace(FIRST, season=2027), second())
    assert found["Step 3"] == BETTER
    assert found["Step 2 CK"] == SAME
    assert found["New letters"] == BETTER
    assert found["What they say"] == BETTER
    assert found["Application submitted"] == BETTER
    assert found["US clinical experience"] == BETTER
    assert found["Specialties applied to"] == OTHER
    assert found["Internal medicine: interviews"] == BETTER
    assert found["Interviews attended in all"] == BETTER
    assert found["Personal statement"] == BETTER
    assert found["Leave of absence"] == SAME
    assert found["Graduation"] == WORSE  # one more year since
    assert "Quartile" not in found


def test_not_known_on_one_side_is_no_verdict():
    found = verdicts(FIRST, second(us_experience_months=None))
    assert found["US clinical experience"] == UNKNOWN


def test_B10_2_a_circled_cause_that_stood_still_is_named():
    same_letters = second(letters={"total": 3, "fresh": 1, "from_leadership": 0, "generic": True})
    found = compared(Applied(FIRST, 2026), Applied(same_letters, 2027), TABLES)
    assert [(still.cause, still.verdict) for still in found.stood_still] == [("weak_letters", SAME)]
    assert found.stood_still[0].words == "Weak letters: circled then, and the answers that show it are as they were."
    assert not found.same_twice


def test_B10_2_the_same_profile_and_story_twice():
    again = replace(FIRST, submitted_on=date(2026, 10, 11), season=2028)
    found = compared(Applied(replace(FIRST, season=2027), 2026), Applied(again, 2027), TABLES)
    assert found.same_twice
    assert {still.cause for still in found.stood_still} == {"few_interviews", "weak_letters", "late_application"}


def test_every_cause_is_shown_by_answers_or_cannot_move():
    from reapply_desktop.domain.history import SHOWN_BY

    assert set(CAUSE_BUCKET) - set(SHOWN_BY) == {"class_standing"}


def test_what_was_done_for_the_season_before_stands_for_nothing_in_the_new_one():
    from reapply_desktop.domain.checks import check
    from reapply_desktop.domain.four_things import four_things
    from reapply_desktop.domain.reflow import is_fixed

    plan = plan_for(FIRST)
    lived = plan.with_milestones(replace(m, status="done") for m in plan.milestones)
    assert any(thing.stands for thing in four_things(lived, AFTER))
    new = change(lived, second(), AFTER).plan
    assert not any(thing.stands for thing in four_things(new, AFTER))
    kept = [m for m in new.milestones if new.is_past(m.id)]
    assert {m.id for m in kept} == {m.id for m in lived.milestones}
    assert not any(is_fixed(new, m.id) for m in kept)
    assert check(new, TABLES, AFTER).overdue == ()
