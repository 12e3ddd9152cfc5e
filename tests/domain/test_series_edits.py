"""A series as a whole: changed, one skipped, cut short, dissolved; done ones and season days stay as they are."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from reapply_desktop.domain import series_edits
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.series import Pattern, members
from reapply_desktop.domain.series_edits import Change
from tests.people import person

FIRST = date(2026, 10, 6)


def plan_with(step, origins=()):
    return Plan("p", person(), (step,), dict(origins))


def new_ids():
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


@pytest.fixture
def plan():
    made = series_edits.made(plan_with(Milestone("f", "Practice, twice", "interviews", FIRST, FIRST)), "f",
                             Pattern("week", 1, 4), new_ids()).plan  # fmt: skip
    return made.with_milestone(replace(made.milestones[0], status="done"))


def test_a_series_is_made_under_one_name():
    edit = series_edits.made(plan_with(Milestone("f", "Practice", "interviews", FIRST, FIRST)), "f",
                             Pattern("month", 1, 3), new_ids())  # fmt: skip
    assert (edit.text, edit.said) == ("Make a series", "Made 3 steps of “Practice”")
    assert edit.plan.series == {"n1": ("f", "n2", "n3")}


def test_a_numbered_or_monthly_step_made_a_series_has_one_number_and_no_month():
    check_in = Milestone("f", "Monthly check-in, July", "support", FIRST, FIRST)
    edit = series_edits.made(plan_with(check_in), "f", Pattern("month", 1, 2), new_ids())
    assert [m.title for m in edit.plan.milestones] == ["Monthly check-in, 1 of 2", "Monthly check-in, 2 of 2"]


def test_a_season_day_and_a_title_without_room_for_its_number_are_refused():
    submit = Milestone("f", "Submit", "application", FIRST, FIRST)
    fixed = plan_with(submit, {"f": Origin("x", event="submission_opens")})
    with pytest.raises(UserError, match="only once"):
        series_edits.made(fixed, "f", Pattern("week", 1, 3), new_ids())
    with pytest.raises(UserError, match="at most 500"):
        series_edits.made(plan_with(Milestone("f", "x" * 499, "exams", FIRST, FIRST)), "f", Pattern("week", 1, 3),
                          new_ids())  # fmt: skip


def test_all_open_ones_are_changed_and_done_ones_stay(plan):
    edit = series_edits.changed(plan, "n1", Change("  Rehearsal ", 7, "support", 3))
    done, *rest = members(edit.plan, "n1")
    assert done == plan.milestones[0]
    assert [m.title for m in rest] == ["Rehearsal, 2 of 4", "Rehearsal, 3 of 4", "Rehearsal, 4 of 4"]
    assert {(m.category, m.reminder) for m in rest} == {("support", 3)}
    assert rest[0].start == date(2026, 10, 20)
    assert edit.text == "Change series"
    moved = series_edits.changed(plan, "n1", Change(days=-1))
    assert (moved.text, moved.said) == ("Move series", "Moved 3 steps 1 day earlier")
    assert series_edits.changed(moved.plan, "n1", Change(days=1)).plan == plan
    silent = series_edits.changed(plan, "n1", Change(no_reminder=True)).plan
    assert [m.reminder for m in members(silent, "n1")] == [1, None, None, None]


@pytest.mark.parametrize(
    "change", [Change(title=" "), Change(title="x" * 500), Change(days=100_000), Change(reminder=0)])
def test_what_cannot_be_changes_none_of_them(plan, change):
    with pytest.raises(UserError):
        series_edits.changed(plan, "n1", change)


def test_the_next_open_one_is_skipped(plan):
    edit = series_edits.next_skipped(plan, "n1", date(2026, 10, 21))
    assert [m.status for m in members(edit.plan, "n1")] == ["done", "planned", "planned", "dropped"]
    assert edit.said == "Skipped “Practice, twice, 4 of 4” on 27 Oct 2026"
    assert series_edits.next_open(plan, "n1", date(2030, 1, 1)).start == date(2026, 10, 13)


def test_the_rest_is_deleted_or_the_series_dissolved(plan):
    edit = series_edits.rest_deleted(plan, "n1")
    assert (edit.text, [m.id for m in edit.plan.milestones]) == ("Delete 3 steps", ["f"])
    apart = series_edits.taken_apart(plan, "n1")
    assert (apart.plan.milestones, apart.plan.series) == (plan.milestones, {})
    for act in (series_edits.rest_deleted, lambda p, s: series_edits.next_skipped(p, s, FIRST)):
        with pytest.raises(UserError, match="No step of this series is open"):
            act(edit.plan, "n1")


@pytest.mark.parametrize(("title", "base"), [
    ("A, 3 of 12", "A"), ("A, b, 1 of 2", "A, b"), ("A 3 of 12", "A 3 of 12"),
    ("Interview practice 3 of 12: a conflict", "Interview practice"), ("Monthly check-in, July", "Monthly check-in"),
])
def test_a_title_without_its_number(title, base):
    assert series_edits.base_title(title) == base
