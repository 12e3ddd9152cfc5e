"""The quick search: every word must fit, the better fit comes first, and a long plan costs no wait."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reapply_desktop.domain.finding_things import (
    COMMAND,
    PAGE,
    STEP,
    Thing,
    day_things,
    find,
    folded,
    searchable,
    step_things,
)
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season import season
from reapply_desktop.services.reference_data import load_tables
from tests.plan_values import small_plan

TODAY = date(2026, 6, 14)


def found(query: str, *things: Thing) -> list[str]:
    return [thing.id for thing in find(query, searchable(things))]


def titled(*titles: str) -> tuple[Thing, ...]:
    return tuple(Thing(STEP, title, title) for title in titles)


def test_a_better_fit_comes_first():
    things = titled("Reletter the door", "Ask for letters", "Letters uploaded", "Letter")
    assert found("letter", *things) == ["Letter", "Letters uploaded", "Ask for letters", "Reletter the door"]


def test_all_words_must_fit_in_any_order():
    things = titled("Statement for internal medicine", "Statement for family medicine", "Internal review")
    assert found("med int", *things) == ["Statement for internal medicine"]
    assert found("internal statement zebra", *things) == []


def test_pages_come_before_commands_before_steps_where_the_fit_is_equal():
    things = (Thing(STEP, "s", "Export list"), Thing(COMMAND, "c", "Export…"), Thing(PAGE, "p", "Export page"))
    assert found("exp", *things) == ["p", "c", "s"]
    assert found("", *things) == ["p", "c", "s"]


def test_the_nearest_open_step_comes_first_and_done_ones_last():
    made = small_plan(0)
    steps = (
        Milestone("done", "Call Dr. Lind", "letters", TODAY, TODAY, status="done"),
        Milestone("far", "Call Dr. Lind", "letters", TODAY + timedelta(days=90), TODAY + timedelta(days=90)),
        Milestone("now", "Call Dr. Lind", "letters", TODAY - timedelta(days=1), TODAY + timedelta(days=1)),
    )
    things = step_things(replace(made, milestones=steps), TODAY)
    assert found("lind", *things) == ["now", "far", "done"]
    assert [thing.is_quiet for thing in things] == [True, False, False]


@pytest.mark.parametrize(("typed", "text"), [("unal", "Ünal"), ("ÜNAL", "Ünal"), ("strasse", "Straße"), ("é", "e"),
                                            ("season's", "Last season’s file"), ('"yes"', "a “yes”"), ("a-b", "a–b")])
def test_accents_and_capitals_do_not_matter(typed, text):
    assert folded(typed) in folded(text)


def test_every_date_of_the_season_is_found():
    things = day_things(season(load_tables(), 2027))
    assert found("match day", *things)[0] == "match_day"
    assert len(things) == len(load_tables().events)


def test_notes_and_category_are_searched_but_weigh_less():
    things = (Thing(STEP, "notes", "Call her", beside="Letters bring the poster"), Thing(STEP, "title", "A poster"))
    assert found("poster", *things) == ["title", "notes"]


def test_the_late_are_named_late():
    late = Milestone("a", "Call", "letters", TODAY - timedelta(days=5), TODAY - timedelta(days=5))
    assert step_things(replace(small_plan(0), milestones=(late,)), TODAY)[0].detail == "5 days late"
