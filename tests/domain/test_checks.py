"""What `check` says of a plan: late, next, out of order, unmended, still open."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from reapply_desktop.domain.checks import check
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.people import TODAY, person

TABLES = load_tables()


def made(today=TODAY, **answers):
    numbers = count(1)
    who = person("us_md", ("internal_medicine", 60, 4, 4), step2=226, **answers)
    return new_plan(who, TABLES, load_templates(), today, lambda: str(UUID(int=next(numbers))))


def rules(plan, today=TODAY):
    return {w.rule for w in check(plan, TABLES, today).warnings}


def test_B1_1_unanswered_questions_are_open_items():
    assert "B1.1" in rules(made())
    answered = {"location": "With my sister", "income": "Tutoring", "current_position": "Research assistant"}
    assert "B1.1" not in rules(made(situation=answered))
    blank = {**answered, "income": "   "}
    assert "B1.1" in rules(made(situation=blank))


def test_overdue_is_open_and_past_its_last_day():
    plan = made()
    first = min(plan.milestones, key=lambda m: m.end)
    assert first.id not in check(plan, TABLES, first.end).overdue
    after = first.end + timedelta(days=1)
    assert first.id in check(plan, TABLES, after).overdue
    done = plan.with_milestone(replace(first, status="done"))
    assert first.id not in check(done, TABLES, after).overdue


def test_next_is_what_runs_or_begins_within_a_week():
    plan = made()
    near = check(plan, TABLES, TODAY).next
    assert near
    assert all(plan.milestone(key).start <= TODAY + timedelta(days=7) for key in near)
    quiet = replace(plan, milestones=tuple(m for m in plan.milestones if m.start > date(2026, 12, 1)))
    quiet = replace(quiet, milestones=tuple(replace(m, depends_on=()) for m in quiet.milestones))
    assert len(check(quiet, TABLES, TODAY).next) == 1


def test_B4_2_an_order_broken_by_hand_is_warned_of():
    plan = made()
    waiting = next(m for m in plan.milestones if m.depends_on and m.start > TODAY + timedelta(days=30))
    broken = plan.with_milestone(replace(waiting, start=TODAY, end=TODAY))
    before = plan.milestone(waiting.depends_on[0])
    assert before.start > TODAY
    assert waiting.id in {w.where for w in check(broken, TABLES, TODAY).warnings if w.rule == "B4.2"}
    assert waiting.id not in {w.where for w in check(plan, TABLES, TODAY).warnings}


def test_B4_2_lost_lead_time_is_said():
    assert "B4.2" not in rules(made())
    late = made(today=date(2026, 8, 3))
    assert any("lead time" in w.text for w in check(late, TABLES, date(2026, 8, 3)).warnings)


def test_B10_2_a_circled_cause_without_a_step_warns():
    plan = made(decision={"causes": ["weak_letters", "few_interviews"], "path": "same_specialty", "by": "person"})
    assert "B10.2" not in rules(plan)
    mending = {m.id for m in plan.milestones if m.rule == "B5.2" or plan.origins[m.id].cause == "weak_letters"}
    without = plan.without(mending)
    assert [w.where for w in check(without, TABLES, TODAY).warnings if w.rule == "B10.2"] == ["weak_letters"]


def test_B11_1_estimated_and_past_seasons_are_said():
    assert "B11.1" not in rules(made())
    assert "B11.1" in rules(made(season=2030))
    assert "B11.1" in rules(made(), date(2027, 4, 1))
