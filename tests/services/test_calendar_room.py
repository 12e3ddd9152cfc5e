"""What is said to fit in one file of Google's size does fit, whatever is written in titles and notes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from calendar_steps import export, plan, step

from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.room import USUAL_NOTES, fits_in_one_file, notes_that_fit
from reapply_desktop.services.calendar.split import MOST_BYTES

OPTIONS = CalendarOptions()


def many(count: int, title: str, notes: str):
    day = date(2026, 4, 1)
    return tuple(
        replace(step(f"s{n}", start=day + timedelta(n % 350), end=day + timedelta(n % 350)),
                title=f"{n} {title}", notes=notes)
        for n in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("letter", ["a", ",", ";", "\\", "\n.", "é", "字", "🦉", "a, "])
@pytest.mark.parametrize(("count", "long_title", "long_notes"), [(300, 1, 1700), (300, 60, 1250), (900, 60, 200)])
def test_what_fits_by_estimate_fits_in_the_file(letter, count, long_title, long_notes):
    steps = many(count, letter * long_title, (letter * long_notes)[:long_notes])
    made = export(plan(*steps))
    assert made.notes == notes_that_fit(plan(*steps), OPTIONS)
    if fits_in_one_file(steps, OPTIONS):
        assert not made.is_too_big
    else:
        assert len(made.data) > MOST_BYTES * 0.6, "a split is not offered for a small file"


def test_commas_count_twice_and_shorten_the_notes():
    plain, commas = (many(300, "x", mark * 1600) for mark in ("a", ","))
    assert notes_that_fit(plan(*plain), OPTIONS) == USUAL_NOTES
    assert notes_that_fit(plan(*commas), OPTIONS) < USUAL_NOTES


def test_neutral_titles_and_no_notes_take_no_room():
    steps = many(900, "🦉" * 200, "🦉" * 4000)
    assert not fits_in_one_file(steps, OPTIONS)
    assert fits_in_one_file(steps, replace(OPTIONS, discreet=True))
