"""The year as shapes: days on a line, bars and diamonds, names beside them, deadlines in tiers (look, section 7)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.chart import Chart, Look, arrows, lateness, layout
from reapply_desktop.domain.chart_deadlines import Deadline, Mark, placed_names
from reapply_desktop.domain.chart_words import shortened
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.time_scale import TimeScale

TODAY = date(2026, 6, 14)
YEAR = TimeScale(date(2026, 3, 1), date(2027, 3, 31), 792.0)  # 396 days: two points a day


def measure(text: str) -> float:
    return 5.0 * len(text)


def step(number: int, start: date, days: int = 1, title: str = "", **changes: object) -> Milestone:
    end = start + timedelta(days=days - 1)
    return replace(Milestone(f"m{number}", title or f"Step {number}", "decide", start, end), **changes)


def chart_of(*steps: Milestone, look: Look | None = None, deadlines: tuple[Deadline, ...] = ()) -> Chart:
    return layout(steps, YEAR, TODAY, look or Look(), measure, deadlines)


def deadline(name: str, day: date) -> Deadline:
    return Deadline(name, day, f"{day.day} {day.month}")


# ---------------------------------------------------------------- the time scale


def test_a_day_has_two_edges_and_lies_between_them() -> None:
    assert YEAR.day_width == 2.0
    assert YEAR.x(date(2026, 3, 1)) == 0.0
    assert YEAR.x(date(2026, 3, 3)) == 4.0
    assert YEAR.x_end(date(2026, 3, 3)) == 6.0
    assert YEAR.x_end(YEAR.end) == YEAR.width
    assert YEAR.middle(date(2026, 3, 3)) == 5.0


@given(st.dates(), st.integers(0, 4000), st.floats(10, 5000), st.integers(0, 4000))
def test_the_day_at_a_place_is_the_day_that_lies_there(start: date, length: int, width: float, ahead: int) -> None:
    end = date.fromordinal(min(start.toordinal() + length, date.max.toordinal()))
    scale = TimeScale(start, end, width)
    day = date.fromordinal(min(start.toordinal() + min(ahead, length), end.toordinal()))
    assert scale.day_at(scale.middle(day)) == day


@given(st.dates(), st.dates(), st.floats(100, 2000), st.sampled_from([0.0, 20.0, 40.0]))
def test_months_cover_the_line_without_gap_and_stay_few(one: date, other: date, width: float, least: float) -> None:
    scale = TimeScale(min(one, other), max(one, other), width)
    spans = scale.months(max(least, width / 200))
    assert spans[0].x0 == 0.0
    assert spans[-1].x1 == pytest.approx(width)
    assert all(a.x1 == pytest.approx(b.x0) for a, b in pairwise(spans))
    assert len(spans) <= 450


def test_months_have_names_and_years() -> None:
    spans = YEAR.months()
    assert [(s.name, s.year) for s in spans[:2]] == [("Mar", "2026"), ("Apr", "2026")]
    assert spans[-1].name == "Mar"
    assert spans[-1].year == "2027"
    assert len(spans) == 13


def test_weeks_begin_on_mondays() -> None:
    places = YEAR.weeks()
    assert len(places) == 57
    assert all(YEAR.day_at(x + 0.1).weekday() == 0 for x in places)


def test_a_scale_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        TimeScale(date(2026, 2, 1), date(2026, 1, 1), 10)


# ---------------------------------------------------------------- bars, diamonds, names


def test_a_bar_runs_to_the_end_of_its_last_day() -> None:
    bar = chart_of(step(1, date(2026, 3, 11), 10)).bars[0]
    assert (bar.x, bar.x + bar.width) == (20.0, 40.0)


def test_the_shortest_bar_can_still_be_seen() -> None:
    narrow = replace(YEAR, width=39.6)
    bar = layout([step(1, date(2026, 5, 1), 2)], narrow, TODAY, Look(), measure).bars[0]
    assert bar.width == pytest.approx(4.0)


def test_a_single_day_is_a_diamond_on_its_middle_with_its_icon_between_it_and_the_name() -> None:
    chart = chart_of(step(1, date(2026, 3, 11)), look=Look(icon=10, bar=8))
    diamond, label = chart.diamonds[0], chart.labels[0]
    assert diamond.x == 21.0
    assert diamond.icon_x is not None
    assert 25.0 < diamond.icon_x < label.x


def test_rows_follow_the_days() -> None:
    chart = chart_of(step(1, date(2026, 9, 1)), step(2, date(2026, 4, 1)), step(3, date(2026, 4, 1), 5))
    assert [(label.id, label.row) for label in chart.labels] == [("m2", 0), ("m3", 1), ("m1", 2)]


def test_a_name_goes_left_where_it_would_leave_the_page() -> None:
    chart = chart_of(step(1, date(2027, 3, 20), 5, "A name that is long"), step(2, date(2026, 3, 5), 5, "Early"))
    early, late = chart.labels
    assert early.x > chart.bars[0].x + chart.bars[0].width
    assert late.x + late.width < chart.bars[1].x


def test_a_bar_from_edge_to_edge_has_its_name_in_the_row_above() -> None:
    chart = chart_of(step(1, YEAR.start, YEAR.days, "The whole year"))
    assert chart.bars[0].row == 1
    assert chart.labels[0].row == 0
    assert chart.rows == 2


def test_a_name_is_shortened_visibly_and_counted_never_cut() -> None:
    chart = chart_of(step(1, date(2026, 9, 1), 3, "A name " * 60))
    label = chart.labels[0]
    assert label.text.endswith("…")
    assert label.full == "A name " * 60
    assert chart.shortened == 1
    assert shortened("abc", 1.0, measure) == ""
    assert shortened("abcdefgh", 20.0, measure) == "abc…"


def test_how_late_a_step_is_stands_behind_its_name() -> None:
    late = step(1, TODAY - timedelta(days=8), 4, "Write")
    assert lateness(late, TODAY) == "5 days late"
    assert lateness(replace(late, end=TODAY - timedelta(days=1)), TODAY) == "1 day late"
    assert lateness(replace(late, end=TODAY), TODAY) == ""
    assert lateness(replace(late, status="done"), TODAY) == ""
    label = chart_of(late).labels[0]
    assert (label.text, label.tail, label.state) == ("Write", "5 days late", "late")


days = st.integers(0, 395).map(lambda n: YEAR.start + timedelta(days=n))
steps_of = st.lists(st.tuples(days, st.integers(1, 200), st.text(max_size=40)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(steps_of, st.sampled_from([None, 4, 12, 40]), st.sampled_from([None, 60.0]))
def test_nothing_is_lost_and_no_two_things_overlap(
    drawn: list[tuple[date, int, str]], lanes: int | None, longest: float | None
) -> None:
    steps = [step(n, start, length, title) for n, (start, length, title) in enumerate(drawn)]
    chart = chart_of(*steps, look=Look(lanes=lanes, longest=longest, icon=9))
    shown = [bar.id for bar in chart.bars] + [diamond.id for diamond in chart.diamonds]
    assert sorted([*shown, *chart.left_over]) == sorted(s.id for s in steps)
    taken: dict[int, list[tuple[float, float]]] = {}
    for bar in chart.bars:
        taken.setdefault(bar.row, []).append((bar.x, bar.x + bar.width))
    for diamond in chart.diamonds:
        taken.setdefault(diamond.row, []).append((diamond.x - 7, diamond.x + 7))
    for label in chart.labels:
        taken.setdefault(label.row, []).append((label.x, label.x + label.width))
        assert label.x >= -1e-6
    for row, spans in taken.items():
        assert 0 <= row < chart.rows
        spans.sort()
        assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(spans))
    if lanes is None:
        assert not chart.left_over
    else:
        assert chart.rows == lanes


# ---------------------------------------------------------------- deadlines


def test_a_second_name_takes_the_second_tier_and_its_line_starts_there() -> None:
    submission, review = deadline("Submission opens", date(2026, 9, 2)), deadline("Review opens", date(2026, 9, 23))
    first, second = chart_of(step(1, date(2026, 4, 1)), deadlines=(submission, review)).lines
    assert (first.tier, second.tier) == (0, 1)
    assert first.pieces[0][0] == 0.0
    assert second.pieces[0][0] == Look().tier
    assert first.label_x is not None
    assert first.label_x > first.x


def test_near_the_right_edge_names_go_left_and_the_later_one_up() -> None:
    rank, match = deadline("Rank list due", date(2027, 3, 3)), deadline("Match Day", date(2027, 3, 19))
    first, second = chart_of(step(1, date(2026, 4, 1)), deadlines=(rank, match)).lines
    assert (first.right, second.right) == (False, False)
    assert (first.tier, second.tier) == (1, 0)


def test_a_line_is_broken_where_a_name_stands() -> None:
    day = date(2026, 9, 2)
    chart = chart_of(step(1, day - timedelta(days=10), 2, "Right across it"), deadlines=(deadline("Day", day),))
    (line,) = chart.lines
    assert all(bottom <= chart.top or top >= chart.top + Look().row for top, bottom in line.pieces)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(days, st.integers(1, 30)), max_size=9), st.integers(1, 3))
def test_no_line_crosses_a_name_and_no_names_overlap(drawn: list[tuple[date, int]], tiers: int) -> None:
    deadlines = tuple(deadline("N" * length, day) for day, length in drawn)
    lines = chart_of(step(1, date(2026, 4, 1)), look=Look(tiers=tiers), deadlines=deadlines).lines
    assert len(lines) == len(deadlines)
    named = [line for line in lines if line.label_x is not None]
    for one in named:
        assert one.label_x is not None
        right = one.label_x + one.label_width
        assert one.label_x >= 0
        assert right <= YEAR.width + 1e-6
        for other in named:
            if other is one:
                continue
            assert other.label_x is not None
            if other.tier == one.tier:
                assert right <= other.label_x or other.label_x + other.label_width <= one.label_x
            if other.tier <= one.tier:
                assert not one.label_x < other.x < right


def names(drawn: tuple[Deadline, ...], view: tuple[float, float], *clear: float, tiers: int = 2) -> list[Mark]:
    return placed_names(drawn, YEAR, tiers, 3.0, lambda d: measure(f"{d.name} {d.date_words}"), view, clear)[0]


def written(marks: list[Mark]) -> list[str]:
    return [f"{mark.name} {mark.date_words}".strip() for mark in marks if mark.named]


SEASON = tuple(deadline(name, day) for name, day in (
    ("Last season closes", date(2026, 5, 31)), ("Submission opens", date(2026, 9, 2)),
    ("Review opens", date(2026, 9, 23)), ("Rank list due", date(2027, 3, 3)), ("Match Day", date(2027, 3, 19))))


def test_where_a_date_has_no_room_the_name_stands_without_it() -> None:
    marks = names(SEASON[1:], (330.0, 790.0))
    assert written(marks) == ["Submission opens 2 9", "Review opens 23 9", "Rank list due 3 3", "Match Day 19 3"]
    marks = names(SEASON[1:3], (360.0, 485.0))
    assert written(marks) == ["Submission opens 2 9", "Review opens"]


def test_that_a_date_is_one_s_own_is_said_longer_than_the_date() -> None:
    own = replace(SEASON[2], date_words="23 9, own", label="own")
    assert written(names((SEASON[1], own), (360.0, 500.0))) == ["Submission opens 2 9", "Review opens own"]


def test_a_third_name_within_the_first_two_shares_a_label_and_none_is_lost() -> None:
    near = tuple(deadline(f"Deadline {n}", date(2026, 9, 2 + 3 * n)) for n in range(4))
    marks = names(near, (0.0, 792.0))
    assert [d for mark in marks for d in mark.named] == list(near)
    assert any(len(mark.named) > 1 for mark in marks)
    assert all(mark.tier is not None for mark in marks)


def test_the_edge_that_shows_decides_which_way_a_name_goes() -> None:
    day = SEASON[3:4]
    assert names(day, (0.0, 792.0))[0].on_right is False  # 734 + 90 would leave the scale
    assert names(day, (700.0, 1500.0))[0].on_right is True
    (match,) = names(SEASON[1:2], (100.0, 400.0))  # the line at 371, the scale goes on to 792
    assert match.on_right is False
    assert 100.0 <= match.left < match.right <= 400.0
    assert names(SEASON[1:2], (380.0, 700.0))[0].named == (), "a line that does not show has no name"


def test_no_name_lies_on_today_unless_there_is_no_other_room() -> None:
    (mark,) = names(SEASON[4:], (0.0, 792.0), 708.0)
    assert mark.left > 708.0
    assert (mark.name, mark.date_words) == ("Match Day", ""), "the date gives way"
    (mark,) = names(SEASON[4:], (0.0, 792.0), 755.0)
    assert (mark.name, mark.date_words) == ("Match Day", "19 3"), "half a name would be worse"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(days, st.integers(3, 30)), max_size=7), st.integers(1, 3), st.integers(0, 600),
    st.integers(60, 500), st.integers(0, 792),
)
def test_every_deadline_in_view_is_named_whatever_the_window(
    drawn: list[tuple[date, int]], tiers: int, left: int, wide: int, today: int
) -> None:
    deadlines = tuple(deadline("N" * length, day) for day, length in drawn)
    right = min(left + wide, 792)
    marks = names(deadlines, (left, right), today, tiers=tiers)
    shown = [mark.deadline for mark in marks if left <= mark.x <= right]
    spoken = [d for mark in marks for d in mark.named]
    assert sorted(d.day for d in spoken) == [d.day for d in shown]
    named = [mark for mark in marks if mark.named]
    for one in named:
        assert left <= one.left
        assert one.right <= right + 1e-6
        for other in marks:
            if other.tier is None or other is one or one.tier is None:
                continue
            if other.named and other.tier == one.tier:
                assert one.right <= other.left or other.right <= one.left
            if other.tier <= one.tier:
                assert not one.left < other.x < one.right


def test_today_is_marked_only_within_the_line() -> None:
    assert chart_of(step(1, TODAY)).today_x == YEAR.middle(TODAY)
    assert layout([], YEAR, date(2030, 1, 1), Look(), measure).today_x is None


# ---------------------------------------------------------------- arrows


def test_arrows_leave_the_end_and_arrive_at_the_start_at_right_angles() -> None:
    first = step(1, date(2026, 4, 1), 5)
    second = step(2, date(2026, 6, 1), 5, depends_on=("m1", "gone"))
    close = step(3, date(2026, 4, 3), 5, depends_on=("m1",))
    chart = chart_of(first, second, close)
    found = arrows(chart, {s.id: s for s in (first, second, close)})
    assert {(a.start_id, a.end_id) for a in found} == {("m1", "m2"), ("m1", "m3")}
    for arrow in found:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(arrow.points))
        begin, end = arrow.points[0], arrow.points[-1]
        bars = {bar.id: bar for bar in chart.bars}
        assert begin == (bars["m1"].x + bars["m1"].width, chart.middle(bars["m1"].row))
        assert end == (bars[arrow.end_id].x, chart.middle(bars[arrow.end_id].row))


def test_an_empty_plan_is_an_empty_chart() -> None:
    chart = chart_of()
    assert (chart.rows, chart.bars, chart.labels, chart.lines) == (0, (), (), ())


def test_three_thousand_steps_find_lanes_in_time() -> None:
    steps = [step(n, YEAR.start + timedelta(days=n % 390), 1 + n % 9) for n in range(3000)]
    chart = chart_of(*steps, look=Look(labels=False, lanes=200))
    assert not chart.left_over
    assert len(chart.bars) + len(chart.diamonds) == 3000
