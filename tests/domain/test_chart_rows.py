"""The rows of the chart, and what dragging does to steps in days: nothing leaves its years, no circle is offered."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.chart import Bar, Diamond, Look, arrows, layout
from reapply_desktop.domain.chart_rows import MOST_PASSING, ChartRows, extent, shape_of, year_within
from reapply_desktop.domain.gestures import (
    END,
    START,
    awaited_by,
    drawn,
    moved,
    moved_words,
    place_words,
    reach,
    stretched,
)
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.time_scale import TimeScale

TODAY = date(2026, 6, 14)
SCALE = TimeScale(date(2026, 4, 1), date(2027, 3, 31), 365 * 4)
LOOK = Look(labels=False)
days = st.dates(date(2026, 4, 1), date(2027, 3, 31))


def step(key: str, start: date, length: int = 1, *waits: str, **more: object) -> Milestone:
    return Milestone(key, key, "exams", start, start + timedelta(days=length - 1), depends_on=waits, **more)


def chain(size: int, back: int = 1) -> tuple[Milestone, ...]:
    return tuple(
        step(str(n), date(2026, 4, 1) + timedelta(days=n % 300), 1 + n % 9, *((str(n - back),) if n >= back else ()))
        for n in range(size)
    )


@given(st.lists(st.tuples(days, st.integers(1, 400)), max_size=12))
def test_a_shape_on_screen_lies_where_the_same_step_lies_in_print(lengths):
    steps = [step(str(n), start, long) for n, (start, long) in enumerate(lengths)]
    printed = layout(steps, SCALE, TODAY, LOOK, len)
    wide = {bar.id: (bar.x, bar.width) for bar in printed.bars}
    points = {diamond.id: diamond.x for diamond in printed.diamonds}
    for row, one in enumerate(steps):
        shape = shape_of(one, row, SCALE, LOOK, TODAY)
        if isinstance(shape, Bar):
            assert (shape.x, shape.width) == pytest.approx(wide[one.id])
        else:
            assert shape.x == pytest.approx(points[one.id])


def test_rows_keep_the_order_given_and_a_window_holds_only_its_rows():
    steps = list(reversed(chain(100)))
    chart, _ = ChartRows([replace(one, depends_on=()) for one in steps], TODAY).chart(10, 14, SCALE, LOOK, 84)
    assert sorted(s.row for s in (*chart.bars, *chart.diamonds)) == [10, 11, 12, 13, 14]
    assert {s.id for s in (*chart.bars, *chart.diamonds)} == {str(99 - row) for row in range(10, 15)}


def test_arrows_of_a_window_are_those_of_the_whole_that_touch_it():
    rows = ChartRows(chain(200, 7), TODAY)
    whole, _all = rows.chart(0, 199, SCALE, LOOK, 84)
    expected = set()
    for arrow in arrows(whole, {one.id: one for one in rows.steps}):
        ends = sorted((int(arrow.start_id), int(arrow.end_id)))
        if ends[0] <= 70 and ends[1] >= 60:
            expected.add(arrow)
    found = set(rows.chart(60, 70, SCALE, LOOK, 84)[1])
    assert len(expected) == 18  # 60..70 wait for seven above, and seven below wait for them
    assert found == expected


def test_an_arrow_follows_a_step_that_is_dragged():
    steps = (step("a", date(2026, 5, 1), 3), step("b", date(2026, 6, 1), 3, "a"))
    _chart, (still,) = ChartRows(steps, TODAY).chart(0, 1, SCALE, LOOK, 84)
    _chart, (held,) = ChartRows(steps, TODAY).chart(0, 1, SCALE, LOOK, 84, lambda m: m.moved(10 if m.id == "b" else 0))
    assert held.points[0] == still.points[0]
    assert held.points[-1][0] - still.points[-1][0] == pytest.approx(40)


def test_a_thousand_arrows_that_only_pass_are_thinned_and_ends_are_kept():
    above = [step(f"a{n}", date(2026, 4, 1)) for n in range(1000)]
    middle = [step(f"m{n}", date(2026, 5, 1)) for n in range(200)]
    below = [step(f"b{n}", date(2026, 6, 1), 1, f"a{n}") for n in range(1000)]
    rows = ChartRows([*above, *middle, *below], TODAY)
    assert len(rows.links(1050, 1080)) <= 2 * MOST_PASSING
    assert (3, 1203) in rows.links(0, 20)


def test_rows_are_read_again_only_where_the_order_or_the_ties_differ():
    steps = chain(5)
    before = ChartRows(steps, TODAY)
    before.links(0, 4)
    moved_one = ChartRows((steps[0].moved(3), *steps[1:]), TODAY, before)
    assert moved_one.links(0, 4) == before.links(0, 4)
    untied = ChartRows((*steps[:4], replace(steps[4], depends_on=())), TODAY, before)
    assert len(untied.links(0, 4)) == 3
    turned = ChartRows(tuple(reversed(steps)), TODAY, before)
    assert turned.row_of("0") == 4


def test_empty_rows_and_a_tie_to_a_step_that_is_not_shown():
    assert ChartRows((), TODAY).chart(0, 5, SCALE, LOOK, 84)[1] == ()
    assert ChartRows((step("b", TODAY, 1, "hidden"),), TODAY).links(0, 0) == ()


def test_two_on_one_day_are_two_diamonds_in_two_rows():
    chart, _ = ChartRows((step("a", TODAY), step("b", TODAY)), TODAY).chart(0, 1, SCALE, LOOK, 84)
    assert [(d.row, d.x) for d in chart.diamonds] == [(0, SCALE.middle(TODAY)), (1, SCALE.middle(TODAY))]
    assert isinstance(shape_of(step("a", TODAY), 0, SCALE, LOOK, TODAY), Diamond)


def test_the_days_to_scroll_over_hold_steps_deadlines_and_today():
    first, last = extent([step("a", date(2026, 7, 1), 10)], [date(2027, 3, 19)], TODAY)
    assert first < TODAY
    assert last > date(2027, 3, 19)
    assert extent([step("a", date.max)], [], TODAY)[1] == date.max


def test_fit_year_shows_all_of_a_year_and_of_a_longer_plan_the_year_to_match_day():
    year = date(2026, 4, 1), date(2027, 3, 30)
    assert year_within(*year, TODAY, date(2027, 3, 19)) == year
    begin, end = year_within(date(1990, 1, 1), date(2100, 1, 1), TODAY, date(2027, 3, 19))
    assert begin < date(2026, 4, 1) < date(2027, 3, 19) < end
    assert (end - begin).days < 400
    begin, end = year_within(date(1990, 1, 1), date(2100, 1, 1), TODAY, None)
    assert begin < TODAY < end


# Dragging, in days


@given(st.lists(st.tuples(days, st.integers(1, 40)), min_size=1, max_size=6), st.integers(-90_000, 90_000))
def test_moving_keeps_lengths_and_distances_and_stays_within_the_years(lengths, by):
    steps = [step(str(n), start, long) for n, (start, long) in enumerate(lengths)]
    after = moved(steps, by)
    shifts = {(new.start - old.start).days for new, old in zip(after, steps, strict=True)}
    assert len(shifts) == 1
    assert [m.days for m in after] == [m.days for m in steps]
    assert all(m.start >= FIRST_DAY and m.end <= LAST_DAY for m in after)
    if abs(by) < 3650:
        assert moved(after, -by) == tuple(steps)


@given(days, st.integers(1, 60), st.sampled_from([START, END]), st.integers(-200, 200))
def test_an_edge_can_be_drawn_no_further_than_the_other_one(start, long, edge, by):
    before = step("a", start, long)
    after = stretched(before, edge, by)
    assert after.days >= 1
    if edge == START:
        assert after.end == before.end
        assert after.start == min(start + timedelta(days=by), before.end)
    else:
        assert after.start == before.start
        assert after.end == max(before.end + timedelta(days=by), start)


def test_a_step_with_hours_is_not_drawn_longer_and_keeps_them_when_moved():
    timed = step("a", TODAY, time=Hours(time(20, 30), time(21), "America/New_York"))
    assert stretched(timed, END, 3) == timed
    (after,) = moved([timed], 3)
    assert (after.start, after.end, after.time) == (date(2026, 6, 17), date(2026, 6, 17), timed.time)


def test_a_drag_backwards_draws_the_same_days():
    assert drawn(date(2026, 7, 9), date(2026, 7, 1)) == (date(2026, 7, 1), date(2026, 7, 9))
    assert drawn(date(1800, 1, 1), date(2026, 7, 1)) == (FIRST_DAY, date(2026, 7, 1))
    assert reach([]) == (0, 0)


def test_what_a_step_waits_for_near_and_far_cannot_wait_for_it():
    plan = Plan("p", Answers(Applicant("us_md"), ()), chain(5))
    assert awaited_by(plan, "3") == {"0", "1", "2", "3"}
    for target in plan.milestones:
        assert (target.id in awaited_by(plan, "3")) == plan.would_cycle(target.id, "3")


def test_a_step_dated_by_the_season_is_bound():
    plan = Plan("p", Answers(Applicant("us_md"), ()), chain(2), {"0": Origin("t", "match_day"), "1": Origin("t")})
    assert is_fixed(plan, "0")
    assert not is_fixed(plan, "1")
    assert not is_fixed(plan, "of one's own")


def test_words():
    assert place_words(date(2026, 8, 31), date(2026, 8, 31)) == "31 Aug"
    assert place_words(date(2026, 8, 10), date(2026, 8, 18)) == "10 Aug – 18 Aug"
    assert place_words(date(2026, 8, 10), date(2028, 8, 18)) == "10 Aug 2026 – 18 Aug 2028"
    assert (moved_words(1), moved_words(-5)) == ("by 1 day", "back by 5 days")
