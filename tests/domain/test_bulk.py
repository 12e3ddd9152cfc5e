"""Many steps in one change: names in menu words, season days stay, nothing by halves; and what follows a move."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reapply_desktop.domain import bulk
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.follow import offer_after
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from tests.people import person

FIRST = date(2026, 8, 1)


def step(name, day, days=1, after=(), **more):
    start = FIRST + timedelta(days=day)
    title = name.capitalize()
    return Milestone(name, title, "letters", start, start + timedelta(days=days - 1), depends_on=tuple(after), **more)


@pytest.fixture
def plan():
    steps = (
        step("draft", 0, 5),
        step("letter", 10, after=["draft"]),
        step("upload", 20, 3, after=["letter"]),
        step("submit", 32, after=["upload"]),
        step("call", 40, time=Hours(time(9), time(10), "America/New_York"), status="done"),
    )
    return Plan("00000000-0000-0000-0000-000000000001", person(), steps,
                {"submit": Origin("submit", event="submission_opens")})  # fmt: skip


def test_a_move_keeps_lengths_and_says_that_season_days_stay(plan):
    edit = bulk.moved(plan, ["upload", "draft", "submit"], 21)
    assert (edit.text, edit.ids) == ("Move 2 steps", ("draft", "upload"))
    assert edit.said == "Moved 2 steps 3 weeks later. 1 season day stays"
    assert edit.plan.milestone("draft").start == date(2026, 8, 22)
    assert edit.plan.milestone("upload").days == 3
    assert edit.plan.milestone("submit") == plan.milestone("submit")
    assert bulk.moved(edit.plan, edit.ids, -21).plan == plan


def test_one_step_is_named_and_counted_in_the_singular(plan):
    edit = bulk.moved(plan, ["draft"], -1)
    assert (edit.text, edit.said) == ("Move step", "Moved “Draft” 1 day earlier")


def test_a_move_of_season_days_alone_is_refused_with_the_place_to_go(plan):
    with pytest.raises(UserError, match="Season days do not move") as refused:
        bulk.moved(plan, ["submit"], 5)
    assert "Season dates page" in refused.value.hint


def test_a_move_out_of_all_years_moves_nothing(plan):
    with pytest.raises(UserError, match="would leave the years"):
        bulk.moved(plan, ["draft", "call"], 90_000)
    with pytest.raises(UserError, match="would leave the years"):
        bulk.moved(plan, ["draft"], -(10**9))


def test_moved_to_a_day_the_distances_stay(plan):
    edit = bulk.moved_to(plan, ["letter", "upload"], date(2026, 9, 1))
    assert edit.plan.milestone("letter").start == date(2026, 9, 1)
    assert edit.plan.milestone("upload").start == date(2026, 9, 11)


def test_shift_everything_from_a_day_takes_open_steps_from_there_on(plan):
    edit = bulk.shifted_from(plan, date(2026, 8, 11), 30)
    assert (edit.text, edit.ids) == ("Shift everything", ("letter", "upload"))
    assert edit.plan.milestone("draft") == plan.milestone("draft")
    assert bulk.shifted_from(plan, date(2030, 1, 1), 30).plan == plan


def test_category_status_and_reminder_count_only_what_changes(plan):
    assert bulk.recategorised(plan, ["draft", "letter"], "exams").text == "Change category of 2 steps"
    assert bulk.recategorised(plan, ["draft"], "letters") == bulk.Edit(plan, "Change category", "", ())
    assert bulk.recategorised(plan, ["draft"], "contingency").said == "Plan B: “Draft”"
    done = bulk.with_status(plan, ["draft", "letter", "call"], "done")
    assert (done.text, done.said, done.ids) == ("Mark 2 steps done", "Done: 2 steps", ("draft", "letter"))
    assert bulk.with_status(plan, ["draft", "letter"], "dropped").text == "Drop 2 steps"
    assert bulk.with_status(plan, ["call"], "planned").text == "Mark open"
    assert bulk.with_reminder(plan, ["draft", "call"], 14).said == "2 weeks before: 2 steps"


def test_half_an_hour_before_needs_hours_on_all_of_them(plan):
    assert bulk.with_reminder(plan, ["call"], 0).plan.milestone("call").reminder == 0
    with pytest.raises(UserError, match="2 steps here have no hours"):
        bulk.with_reminder(plan, ["draft", "letter", "call"], 0)


def test_deleting_takes_off_what_waited(plan):
    edit = bulk.deleted(plan, ["letter", "draft"])
    assert (edit.text, edit.said) == ("Delete 2 steps", "Deleted 2 steps")
    assert edit.plan.milestone("upload").depends_on == ()
    assert bulk.deleted(plan, ["letter"], "Cut").text == "Cut step"


def test_pasted_steps_stand_behind_another_and_wait_for_what_is_there(plan):
    new = [step("b", 1, after=["a", "draft", "gone"]), step("a", 2)]
    edit = bulk.pasted(plan, new, "draft")
    assert [m.id for m in edit.plan.milestones][:4] == ["draft", "b", "a", "letter"]
    assert edit.plan.milestone("b").depends_on == ("a", "draft")
    assert (edit.text, edit.said) == ("Paste 2 steps", "Pasted 2 steps")
    assert bulk.pasted(plan, new, None).plan.milestones[-1].id == "a"
    assert bulk.pasted(plan, [], "draft").plan == plan


def test_a_circle_cannot_be_pasted(plan):
    circle = [step("a", 0, after=["b"]), step("b", 0, after=["c"]), step("c", 0, after=["a"])]
    pasted = bulk.pasted(plan, circle).plan
    assert not any(pasted.would_cycle(m.id, key) for m in pasted.milestones for key in m.depends_on)


def test_the_outlook_names_what_would_be_missed_begin_too_early_or_lie_in_the_past(plan):
    later = bulk.outlook(plan, ["upload", "submit"], 14, FIRST)
    assert [m.id for m in later.moved] == ["upload"]
    assert [m.id for m in later.fixed] == ["submit"]
    assert [(miss.deadline, miss.days) for miss in later.misses] == [("submit", 4)]
    earlier = bulk.outlook(plan, ["letter", "upload"], -8, date(2026, 8, 5))
    assert [m.id for m in earlier.early] == ["letter"]
    assert [m.id for m in earlier.past] == ["letter"]
    assert bulk.outlook(plan, ["letter", "upload"], 0, FIRST).misses == ()


def test_after_a_move_the_waiting_ones_are_offered_and_the_missed_day_named(plan):
    after = bulk.moved(plan, ["draft"], 24).plan
    offer = offer_after(plan, after)
    assert offer.question == "2 steps wait for this one and would come too early."
    assert offer.followers == ("letter", "upload")
    assert offer.names == "Letter · Upload"
    assert offer.missed == ()
    further = bulk.moved(plan, ["draft"], 28).plan
    assert offer_after(plan, further).missed == (
        "If they move along, “Submit” on 2 September comes 4 days before “Upload” ends.",
    )


def test_a_single_follower_is_named_and_a_miss_alone_asks_nothing(plan):
    after = bulk.moved(plan, ["letter"], 12).plan
    assert offer_after(plan, after).question == "“Upload” waits for this one and would come too early."
    alone = offer_after(plan, bulk.moved(plan, ["upload"], 14).plan)
    assert (alone.question, alone.followers) == ("", ())
    assert alone.missed == ("“Submit” on 2 September comes 4 days before this ends.",)


def test_nothing_is_offered_where_nothing_came_too_early_by_it(plan):
    assert offer_after(plan, plan) is None
    assert offer_after(plan, bulk.moved(plan, ["draft"], 2).plan) is None
    assert offer_after(plan, bulk.moved(plan, ["upload"], -15).plan) is None
    late = bulk.moved(plan, ["upload"], 14).plan
    assert offer_after(late, bulk.recategorised(late, ["upload"], "exams").plan) is None
    assert offer_after(late, bulk.moved(late, ["upload"], -1).plan) is None


def test_a_step_newly_waited_for_counts_too(plan):
    waiting = replace(plan.milestone("draft"), depends_on=("call",))
    offer = offer_after(plan, plan.with_milestone(waiting))
    assert offer.question == "3 steps wait for “Call” and would come too early."
    assert offer.plan.milestone("draft").start == date(2026, 9, 11)


@given(days=st.integers(1, 90), which=st.sampled_from(["draft", "letter", "upload"]))
def test_taking_the_offer_leaves_nothing_to_offer(days, which):
    chain = (step("draft", 0, 5), step("letter", 10, after=["draft"]), step("upload", 20, 3, after=["letter"]))
    before = Plan("p", person(), chain)
    after = bulk.moved(before, [which], days).plan
    offer = offer_after(before, after)
    if offer is not None:
        again = offer_after(before, offer.plan)
        assert again is None or not again.followers


def test_a_refusal_says_the_first_rows_and_counts_the_rest():
    error = UserError("5 of 6 rows cannot be steps.", "Mend them.", lines=("a", "b", "c", "d", "e"))
    assert bulk.refusal(error) == "5 of 6 rows cannot be steps. a b c And 2 more. Mend them."
    assert bulk.refusal(UserError("No.", "Try again.")) == "No. Try again."
