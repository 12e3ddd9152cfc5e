"""Moves and what they carry along: order is never broken, season days stay, shifting back is identity."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.follow import offer_after
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.position import closed, closing, reopened
from reapply_desktop.domain.reflow import Miss, is_fixed, movable_from, reflow, shifted, with_followers
from reapply_desktop.domain.season_change import hanging_on, plan_season, with_season_date
from reapply_desktop.domain.series import Pattern, as_series, changed_series, dissolved, members, renamed_series
from reapply_desktop.domain.week import week_from
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.people import TODAY, person
from tests.reshaping import chain_plan

FIRST = date(2026, 4, 6)


def step(name, day, days=1, after=(), **more):
    start = FIRST + timedelta(days=day)
    return Milestone(name, name, "letters", start, start + timedelta(days=days - 1), depends_on=tuple(after), **more)


def plan_of(*steps, origins=()):
    return Plan("00000000-0000-0000-0000-000000000001", person(), tuple(steps), dict(origins))


def real_plan():
    numbers = count(1)
    who = person("non_us_img", ("internal_medicine", 60, 4, 4), step2=212, attempts=2)
    return new_plan(who, load_tables(), load_templates(), TODAY, lambda: str(UUID(int=next(numbers))))


@st.composite
def chains(draw):
    names = [f"s{n}" for n in range(draw(st.integers(2, 12)))]
    steps = []
    for at, name in enumerate(names):
        after = draw(st.lists(st.sampled_from(names[:at]), unique=True, max_size=3)) if at else []
        status = draw(st.sampled_from(["planned", "planned", "planned", "done", "dropped"]))
        steps.append(step(name, draw(st.integers(0, 60)), draw(st.integers(1, 9)), after, status=status))
    return plan_of(*draw(st.permutations(steps)))


@given(plan=chains(), days=st.integers(-40, 60), which=st.integers(0, 11))
def test_reflow_never_breaks_an_order(plan, days, which):
    moved = plan.milestones[which % len(plan.milestones)]
    before = plan.with_milestone(moved.moved(days))
    after = with_followers(before, reflow(before, [moved.id]))
    place = {m.id: m for m in after.milestones}
    changed = {m.id for m in reflow(before, [moved.id]).followers}
    assert {m.id for m in after.milestones if m != before.milestone(m.id)} == changed
    for follower in changed:
        m = place[follower]
        assert m.is_open
        assert m.days == plan.milestone(follower).days
        assert m.start >= before.milestone(follower).start
        assert all(place[b].end < m.start or place[b].status == "dropped" or b == follower for b in m.depends_on
                   if place[b].end >= before.milestone(follower).start)  # fmt: skip
    for m in after.milestones:
        concerned = m.is_open and (changed & set(m.depends_on) or moved.id in m.depends_on)
        if concerned:
            assert all(place[b].end <= m.start for b in m.depends_on if place[b].status != "dropped")
    assert reflow(after, [moved.id]).followers == ()


def test_a_season_day_stays_and_is_named_as_missed():
    submit = step("submit", 20, after=["draft"])
    plan = plan_of(step("draft", 0, 5), submit, origins={"submit": Origin("submit", event="submission_opens")})
    moved = plan.with_milestone(plan.milestone("draft").moved(20))
    assert reflow(moved, ["draft"]).followers == ()
    assert reflow(moved, ["draft"]).misses == (Miss("submit", "draft", 4),)


@settings(max_examples=40)
@given(days=st.integers(-200, 200), from_day=st.dates(TODAY, date(2027, 3, 1)))
def test_shift_by_n_and_back_is_identity(days, from_day):
    plan = real_plan()
    ids = movable_from(plan, from_day)
    assert shifted(shifted(plan, ids, days), ids, -days) == plan
    moved = shifted(plan, ids, days)
    assert all(moved.milestone(m.id) == m for m in plan.milestones if is_fixed(plan, m.id))


def test_a_series_each_its_own_step():
    plan = plan_of(step("practice", 0), step("other", 3))
    ids = (f"n{n}" for n in count())
    made = as_series(plan, "practice", Pattern("week", 1, 12), "series", lambda: next(ids))
    steps = members(made, "series")
    assert len(steps) == 12
    assert [m.start.weekday() for m in steps] == [0] * 12
    assert (steps[0].id, steps[0].title, steps[11].title) == ("practice", "practice, 1 of 12", "practice, 12 of 12")
    assert [m.id for m in made.milestones][-1] == "other"
    skipped = made.without([steps[3].id])
    assert len(members(skipped, "series")) == 11
    done = made.with_milestone(replace(steps[0], status="done"))
    moved = changed_series(done, "series", lambda m: m.moved(1))
    assert [m.start.weekday() for m in members(moved, "series")] == [0] + [1] * 11
    assert members(renamed_series(done, "series", "Rehearsal"), "series")[1].title == "Rehearsal, 2 of 12"
    assert dissolved(made, "series").milestones == made.milestones


def test_a_monthly_series_takes_the_last_day_where_a_month_is_short():
    plan = plan_of(replace(step("check", 0), start=date(2026, 8, 31), end=date(2026, 8, 31)))
    ids = (f"n{n}" for n in count())
    made = as_series(plan, "check", Pattern("month", 1, 7), "s", lambda: next(ids))
    assert [m.start.isoformat()[5:] for m in members(made, "s")] == [
        "08-31", "09-30", "10-31", "11-30", "12-31", "01-31", "02-28",
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", [Pattern("week", 1, 1), Pattern("week", 1, 105), Pattern("month", 1000, 50)])
def test_a_series_that_cannot_be_is_refused(pattern):
    with pytest.raises(UserError):
        as_series(plan_of(step("a", 0)), "a", pattern, "s", lambda: "x")


def test_B11_1_an_own_date_moves_what_hangs_on_it_and_nothing_else():
    plan, tables, templates = real_plan(), load_tables(), load_templates()
    change = with_season_date(plan, tables, templates, "review_opens", date(2026, 9, 30), TODAY)
    assert change.season.dates["review_opens"].status == "own"
    hanging = {m.id for m in hanging_on(plan, templates, "review_opens")}
    moved = {m.id for m in change.moves}
    documents = {m.id for m in hanging_on(plan, templates, "ecfmg_documents_in")}
    assert moved == {m.id for m in plan.milestones if m.id in hanging | documents}
    assert all((m.start - plan.milestone(m.id).start).days == 7 for m in change.moves)
    whole = change.plan_with_moves
    review = next(m for m in whole.milestones if whole.origins[m.id].event == "review_opens")
    assert (review.start, review.time.start.hour) == (date(2026, 9, 30), 9)
    back = with_season_date(whole, tables, templates, "review_opens", None, TODAY)
    assert back.plan_with_moves == plan
    assert plan_season(back.plan, tables, TODAY).dates["review_opens"].status == "reported"


def test_B8_5_a_week_that_is_too_full_is_named():
    calm = plan_of(*(step(f"s{n}", n) for n in range(3)))
    assert not week_from(calm, FIRST).is_too_full
    full = plan_of(*(step(f"s{n}", n % 5) for n in range(11)))
    assert week_from(full, FIRST).is_too_full
    done = replace(full, milestones=tuple(replace(m, status="done") for m in full.milestones))
    assert not week_from(done, FIRST).is_too_full


def test_B11_15_a_position_closes_the_plan_and_keeps_what_is_done():
    decision = {"path": "hybrid", "primary_mentor": "Dr. Osei", "backup_mentor": "Dr. Lind"}
    plan = replace(plan_of(step("a", 0, status="done"), step("b", 1), step("c", 2)), answers=person(decision=decision))
    what = closing(plan, frozenset({"c"}))
    assert [m.id for m in what.dropped] == ["b"]
    assert what.people == ("Dr. Osei", "Dr. Lind")
    after = closed(plan, TODAY, frozenset({"c"}))
    assert [m.status for m in after.milestones] == ["done", "dropped", "planned"]
    assert after.position_found == TODAY
    own = after.with_milestone(replace(after.milestone("c"), status="dropped"))
    assert [m.status for m in reopened(own).milestones] == ["done", "planned", "dropped"]
    assert reopened(after) == plan


# -- what is offered after a season date was changed


def test_a_deadline_put_earlier_names_what_it_now_comes_before_with_the_days():
    plan = chain_plan()
    moved = replace(plan.milestone("e"), start=date(2026, 8, 19), end=date(2026, 8, 19))
    offer = offer_after(plan, plan.with_milestone(moved))
    assert offer.followers == ()
    assert offer.missed == ("“Submit ERAS” on 19 August comes 3 days before “All letters uploaded” ends.",)


def test_steps_moved_along_with_a_season_date_are_named_when_they_come_too_early():
    plan = chain_plan()
    along = plan.with_milestone(plan.milestone("d").moved(-14))
    dated = replace(along, season_dates={"submission_opens": date(2026, 8, 19)})
    assert offer_after(plan, along) is None
    (words,) = offer_after(plan, dated).missed
    assert words == "“All letters uploaded” on 6 August comes 6 days before “Letter talk & more” ends."
    assert offer_after(dated, replace(dated, season_dates={})) is None
