"""A calendar that is too big for one file is divided by days, so that adding steps moves none to another file."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.services.calendar.split import MOST_BYTES, days_of, split
from reapply_desktop.services.calendar.telling import Entry

FIRST = date(2026, 4, 1)


def entries(days: Iterable[int], size: int = MOST_BYTES // 10) -> list[Entry]:
    """One entry a day named, counted from 1 April 2026; ten of the usual size fill a file."""
    return [Entry(FIRST + timedelta(day), bytes([n % 256]) * size) for n, day in enumerate(days)]


def names(found: list[Entry]) -> list[str]:
    return [name for name, _piece in split(found)]


def test_small_ones_come_by_quarter():
    assert names(entries([0, 1, 89, 90, 91, 400])) == ["2026 Q2", "2026 Q3", "2027 Q2"]
    assert names([]) == []


@pytest.mark.parametrize(("days", "expected"), [
    ([*range(6), *range(30, 36), 100], ["2026-04", "2026-05", "2026 Q3"]),
    (range(0, 30, 2), ["2026-04 1 to 15", "2026-04 16 to 30"]),
    (range(30), ["2026-04 1 to 8", "2026-04 9 to 15", "2026-04 16 to 23", "2026-04 24 to 30"]),
    ([0] * 11, ["2026-04 1, 1"]),
    ([*[4] * 10, 5], ["2026-04 5", "2026-04 6"]),
])
def test_what_is_too_big_comes_by_month_then_by_halves_down_to_a_day(days, expected):
    assert names(entries(days)) == expected


def test_a_thousand_small_ones_fill_a_file_too():
    assert names(entries(range(1000), 9)) == ["2026 Q2", "2026 Q3", "2026 Q4"] + \
        [f"{year} Q{q}" for year in (2027, 2028) for q in (1, 2, 3, 4)]
    assert names(entries([0] * 1000, 9)) == ["2026 Q2"]
    assert names(entries([0] * 1001, 9)) == [f"2026-04 1, {n}" for n in range(1, 27)]


spread = st.lists(st.integers(0, 120), max_size=60)


@settings(max_examples=60, deadline=None)
@given(spread, st.lists(st.integers(0, 120), max_size=5))
def test_all_stand_in_one_part_and_what_is_added_moves_none_unless_its_part_is_divided(days, more):
    before, added = entries(days), entries([200, *more])
    parts, later = split(before), split([*before, *added])
    assert sorted(map(id, before)) == sorted(id(entry) for _name, piece in parts for entry in piece)
    for name, piece in parts:
        assert piece
        assert sum(len(entry.data) for entry in piece) <= MOST_BYTES or ", " in name
    assert len({name for name, _piece in parts}) == len(parts)
    old = {id(entry): name for name, piece in parts for entry in piece}
    new = {id(entry): name for name, piece in later for entry in piece}
    there = {name for name, _piece in later}
    assert all(new[key] == name for key, name in old.items() if name in there and ", " not in name)


@settings(max_examples=60, deadline=None)
@given(spread)
def test_the_name_of_a_part_says_the_days_of_all_in_it(days):
    for name, piece in split(entries(days)):
        first, last = days_of(name)
        assert first <= min(entry.day for entry in piece) <= max(entry.day for entry in piece) <= last


@pytest.mark.parametrize("name", ["2026", "2026-13", "2026-02 30", "2026 Q5", "0000 Q1", "June", "2026-06 4 to 99"])
def test_what_names_no_days_is_no_part(name):
    assert days_of(name) is None
