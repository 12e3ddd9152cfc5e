"""What may be changed on a step, and what is refused with a reason."""

from datetime import date, time

import pytest

from reapply_desktop.domain import step_edits, step_words
from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone, Plan

STEP = Milestone("a", "Write", "documents", date(2026, 8, 10), date(2026, 8, 18))
DAY = Milestone("b", "Rank list", "application", date(2027, 3, 3), date(2027, 3, 3),
                Hours(time(20, 30), time(21), "UTC"))


def plan(*steps: Milestone) -> Plan:
    return Plan("p", Answers(Applicant("us_do"), ()), steps)


def test_a_start_after_the_end_takes_the_end_along_and_keeps_the_length():
    moved = step_edits.starting(STEP, date(2026, 9, 1))
    assert (moved.start, moved.end) == (date(2026, 9, 1), date(2026, 9, 9))
    longer = step_edits.starting(STEP, date(2026, 8, 1))
    assert (longer.start, longer.end) == (date(2026, 8, 1), date(2026, 8, 18))


def test_an_end_before_the_start_is_refused_with_the_day_that_is_allowed():
    with pytest.raises(UserError, match="before the start, 10 Aug 2026") as told:
        step_edits.ending(STEP, date(2026, 8, 9))
    assert "10 Aug 2026 or later" in told.value.hint


def test_a_step_with_hours_stays_on_one_day():
    for moved in (step_edits.starting(DAY, date(2027, 3, 4)), step_edits.ending(DAY, date(2027, 3, 4))):
        assert moved.start == moved.end == date(2027, 3, 4)
    with pytest.raises(UserError, match="one day"):
        step_edits.with_hours(STEP, DAY.time)
    with pytest.raises(UserError, match="not after"):
        step_edits.with_hours(DAY, Hours(time(9), time(9), "UTC"))


def test_half_an_hour_before_needs_hours_and_becomes_a_day_when_they_go():
    timed = step_edits.with_reminder(DAY, 0)
    assert step_edits.with_hours(timed, None).reminder == 1
    assert step_edits.with_hours(step_edits.with_reminder(DAY, None), None).reminder is None
    assert step_edits.with_hours(step_edits.with_reminder(DAY, 7), None).reminder == 7
    for wrong in (0, 29, -1):
        with pytest.raises(UserError):
            step_edits.with_reminder(STEP, wrong)


def test_titles_are_one_line_and_notes_have_a_limit():
    assert step_edits.renamed(STEP, " a\n b ").title == "a b"
    for wrong in ("", " \n", "x" * 501):
        with pytest.raises(UserError):
            step_edits.renamed(STEP, wrong)
    with pytest.raises(UserError, match="5,001"):
        step_edits.with_notes(STEP, "x" * 5001)


def test_no_circle_is_offered_and_none_is_taken():
    a, b, c = STEP, Milestone("b", "B", "decide", STEP.start, STEP.end, depends_on=("a",)), \
        Milestone("c", "C", "decide", STEP.start, STEP.end, depends_on=("b",))
    whole = plan(a, b, c)
    assert step_edits.possible_waits(whole, a) == ()
    assert [m.id for m in step_edits.possible_waits(whole, c)] == ["a", "b"]
    assert [m.id for m in step_edits.waiting_on(whole, "a")] == ["b"]
    with pytest.raises(UserError, match="already waits"):
        step_edits.waiting_for(whole, a, ["c"])
    assert step_edits.waiting_for(whole, c, ["a", "a"]).depends_on == ("a",)


def test_a_copy_is_planned_ones_own_and_new():
    done = Milestone("a", "W", "documents", STEP.start, STEP.end, status="done", rule="B6.2", depends_on=("x",))
    copy = step_edits.copied(done, "new")
    assert (copy.id, copy.status, copy.rule, copy.depends_on, copy.title) == ("new", "planned", None, ("x",), "W")


def test_words_for_dates_hours_reminders_and_being_late():
    assert step_words.span_words(STEP.start, STEP.end) == "10 Aug – 18 Aug 2026"
    assert step_words.span_words(date(2026, 12, 30), date(2027, 1, 2)) == "30 Dec 2026 – 2 Jan 2027"
    assert step_words.hours_words(Hours(time(20, 30), time(21), "America/New_York")) == "20:30–21:00 Eastern"
    assert step_words.hours_words(Hours(time(9), time(10), "Asia/Ho_Chi_Minh")) == "09:00–10:00 Ho Chi Minh"
    said = [step_words.reminder_words(n) for n in (None, 0, 1, 3, 7, 14)]
    assert said == ["No reminder", "30 min before", "1 day before", "3 days before", "1 week before",
                    "2 weeks before"]
    assert step_words.late_words(STEP, date(2026, 8, 19)) == "1 day late"
    assert step_words.late_words(STEP, date(2026, 8, 18)) == ""
