"""What the Today page says: countdowns, late steps, two weeks, the four things, questions with their places, load."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Situation
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.domain.today import Today, sunday_of, today_view
from reapply_desktop.domain.today_load import week_words
from reapply_desktop.services.reference_data import load_tables

TODAY = date(2026, 6, 14)  # a Sunday
TABLES = load_tables()


def step(key: str, start: date, days: int = 1, category: str = "position", **more: object) -> Milestone:
    return Milestone(key, f"Step {key}", category, start, start + timedelta(days=days - 1), **more)


def plan(*steps: Milestone, situation: Situation | None = None, decision: Decision | None = None, **more) -> Plan:
    answers = Answers(Applicant("us_md"), (Application("internal_medicine", 60, 5, 4, 4),), season=2027,
                      situation=situation, decision=decision)
    return Plan("p", answers, steps, **more)


def view(made: Plan, today: date = TODAY) -> Today:
    return today_view(made, TABLES, today)


def rows(found: Today) -> list[tuple[str, str, str]]:
    return [(r.step.id, r.day, r.detail) for r in (*found.this_week.rows, *found.next_week.rows)]


# -- countdowns


def test_countdowns_say_the_days_with_the_label_of_the_date():
    """B11.1: no date without its label."""
    found = view(plan()).countdowns
    assert [(c.number, c.unit, c.words, c.when) for c in found] == [
        ("80", "days", "until you can submit", "Wed 2 September, reported"),
        ("101", "days", "until programs read", "Wed 23 September, reported"),
        ("278", "days", "until Match Day", "Fri 19 March 2027, reported"),
    ]


@pytest.mark.parametrize(
    ("today", "number", "unit", "words"),
    [
        (date(2026, 9, 1), "1", "day", "until you can submit"),
        (date(2026, 9, 2), "Today", "", "you can submit"),
        (date(2026, 9, 3), "1", "day", "since submission opened"),
        (date(2027, 4, 2), "212", "days", "since submission opened"),
    ],
)
def test_a_countdown_on_the_day_and_after_it(today, number, unit, words):
    found = view(plan(), today).countdowns[0]
    assert (found.number, found.unit, found.words) == (number, unit, words)


def test_a_day_of_ones_own_counts_and_says_so():
    found = view(plan(season_dates={"submission_opens": date(2026, 9, 9)})).countdowns[0]
    assert (found.number, found.when) == ("87", "Wed 9 September, set by you")


# -- late


def test_late_says_since_when_and_what_waits_for_it():
    late = step("a", date(2026, 6, 9))
    long = step("b", date(2026, 5, 1), 10)
    waits = step("c", date(2026, 7, 20), depends_on=("a",))
    found = view(plan(late, long, waits)).late
    assert [(entry.step.id, entry.sentence) for entry in found] == [
        ("b", "Was to be finished by Sunday, 10 May."),
        ("a", "Was planned for Tuesday, 9 June. “Step c” in July waits for it."),
    ]


def test_several_waiting_steps_are_counted_and_done_ones_do_not_wait():
    late = step("a", date(2025, 6, 9))
    waiting = [step(f"w{n}", date(2026, 7, 1 + n), depends_on=("a",)) for n in range(3)]
    waiting[0] = replace(waiting[0], status="done")
    found = view(plan(late, *waiting)).late
    assert found[0].sentence == "Was planned for Monday, 9 June 2025. Two steps wait for it."


# -- the two weeks


def test_weeks_run_from_sunday_to_saturday():
    assert [sunday_of(date(2026, 6, day)) for day in (13, 14, 15, 20)] == [
        date(2026, 6, 7), date(2026, 6, 14), date(2026, 6, 14), date(2026, 6, 14)]
    found = view(plan())
    assert (found.this_week.span, found.next_week.span) == ("14 to 20 June", "21 to 27 June")
    assert view(plan(), date(2026, 6, 30)).this_week.span == "28 June to 4 July"


def test_a_week_lists_what_begins_or_ends_in_it_and_only_names_what_runs_through():
    made = plan(
        step("through", date(2026, 6, 1), 200),
        step("begins", date(2026, 6, 15), 30),
        step("ends", date(2026, 6, 1), 16),
        step("timed", date(2026, 6, 17), time=Hours(time(9), time(9, 30), "America/New_York")),
        step("next", date(2026, 6, 24)),
        step("late", date(2026, 6, 12)),
        step("dropped", date(2026, 6, 17), status="dropped"),
        step("far", date(2026, 9, 1)),
    )
    found = view(made)
    assert rows(found) == [
        ("begins", "Mon 15", "begins, until 14 July"),
        ("ends", "Tue 16", "since 1 June"),
        ("timed", "Wed 17", "09:00–09:30 Eastern"),
        ("next", "Wed 24", ""),
    ]
    assert [m.id for m in found.this_week.going_on] == ["through"]


def test_done_steps_stay_in_their_week_and_season_days_carry_their_label():
    token = step("token", date(2026, 6, 24), category="application")
    made = plan(step("a", TODAY, status="done"), token, origins={"token": Origin("ecfmg_token", "ecfmg_tokens")})
    found = view(made)
    assert found.this_week.rows[0].is_done
    assert rows(found)[1] == ("token", "Wed 24", "reported")


# -- the line under the title


@pytest.mark.parametrize(
    ("steps", "today", "words"),
    [
        ((), TODAY, "No steps yet."),
        ((step("a", date(2026, 7, 1)),), TODAY, "Your year begins on Wednesday, 1 July."),
        ((step("a", date(2026, 6, 1)), step("b", date(2026, 6, 17)), step("c", date(2026, 6, 18))), TODAY,
         "Week 2 of your year. One thing waits from before, two are on for this one."),
        ((step("a", TODAY),), TODAY, "Week 1 of your year. One is on for this week."),
        ((step("a", TODAY, status="done"),), TODAY, "Week 1 of your year. What was on for this week is done."),
        ((step("a", TODAY, status="done"),), date(2027, 3, 22),
         "Match Day 2027 was 3 days ago. Nothing is on for this week."),
    ],
)
def test_the_line_under_the_title(steps, today, words):
    assert view(plan(*steps), today).subtitle == words


def test_a_plan_closed_by_a_position_says_so():
    """B11.15"""
    assert view(plan(position_found=TODAY)).subtitle == "The year has done what it was for."


# -- the four things


def test_B4_1_the_meter_says_what_stands_and_what_leads_there():
    made = plan(
        step("role", date(2026, 6, 1), 200),
        step("letters", date(2026, 8, 21), category="letters"),
        origins={"role": Origin("main_role_research"), "letters": Origin("letters_uploaded")},
    )
    meter = view(made).meter
    assert meter.title == "Three of four, by September"
    assert meter.summary == "One stands, three are open. At least three should stand."
    assert [(entry.state, entry.detail) for entry in meter.lines] == [
        ("open", "No step leads there yet"),
        ("planned", "Step letters, from 21 August"),
        ("open", "No step leads there yet"),
        ("stands", "Step role, since 1 June"),
    ]
    assert view(made, date(2026, 10, 1)).meter.title == "Three of four"


# -- open questions


def test_B1_1_open_items_come_first_and_lead_to_their_question():
    found = view(plan(situation=Situation(location="at home"))).questions
    assert [(q.text, q.link, q.page, q.where) for q in found[:2]] == [
        ("What do you live on this year?", "Answer", "answers", "situation.income"),
        ("What will the line “current position” say?", "Answer", "answers", "situation.current_position"),
    ]


def test_every_question_leads_somewhere():
    b, a = step("b", date(2026, 7, 20)), step("a", date(2026, 7, 1), depends_on=("b",))
    decision = Decision(causes=("low_scores",), path="hybrid", primary="internal_medicine", backup="family_medicine")
    found = view(plan(a, b, decision=decision), date(2027, 3, 25)).questions
    places = {q.rule: (q.page, q.where) for q in found}
    assert places["B4.2"] == ("timeline", "a")
    assert places["B11.1"] == ("season", "")
    assert places["B10.2"] == ("post_mortem", "low_scores")
    assert places["B3.6"][0] == "path"
    assert {q.page for q in found} <= {"timeline", "season", "post_mortem", "path", "answers"}
    assert not any(q.text[0].islower() for q in found)
    assert len({q.text for q in found}) == len(found)


def test_a_thin_backup_keeps_its_own_sentence():
    """B3.6"""
    decision = Decision(path="hybrid", primary="internal_medicine", backup="family_medicine", primary_programs=60,
                        backup_programs=12, primary_mentor="Dr. Osei", backup_mentor="Dr. Lind",
                        primary_statement=True, primary_letters=2, primary_interest="Two years of clinic",
                        backup_statement=True, backup_letters=2)
    found = [q for q in view(plan(decision=decision)).questions if q.rule == "B3.6"]
    assert [(q.text, q.link, q.page) for q in found] == [
        ("12 programs in family medicine: serious from about 40.", "Look", "path"),
        ("Family medicine still needs what shows the interest.", "Look", "path")]


def test_what_is_not_known_is_one_line_in_words():
    """B2.1: not known is shown as a gap, never as zero."""
    asked = [q for q in view(plan()).questions if q.text.startswith("Not known yet")]
    assert len(asked) == 1
    assert asked[0].page == "answers"
    assert "more answer" in asked[0].text


# -- the three headings


def test_B10_2_the_three_headings_read_the_plan():
    decision = Decision(causes=("weak_letters", "few_interviews"), path="same_specialty")
    made = plan(
        step("mend", date(2026, 5, 1), status="done"),
        step("next", date(2026, 7, 1)),
        step("role", date(2026, 6, 1), 270),
        step("rotation", date(2026, 6, 8), 70),
        decision=decision,
        origins={
            "mend": Origin("x", cause="weak_letters"), "next": Origin("y", cause="weak_letters"),
            "role": Origin("main_role_research"), "rotation": Origin("rotation"),
        },
    )  # fmt: skip
    profile, role, project = view(made).headings
    assert (profile.title, role.title, project.title) == (
        "Not the same profile", "One strong role", "The year as a project")
    assert profile.text == "2 causes circled, 1 of 2 mending steps done. Next: Step next."
    assert role.text == "Step role until February 2027, beside it “Step rotation”, 10 weeks."
    assert project.text == "1 of 4 steps done, none late. It runs as planned."


def test_the_headings_of_an_empty_plan_say_what_is_missing():
    profile, role, project = view(plan()).headings
    assert profile.text.startswith("No cause is circled yet.")
    assert role.text.startswith("No role carries the year yet.")
    assert project.text == "No steps yet. One line is enough to begin."


def test_the_year_as_a_project_says_when_a_season_day_cannot_be_met():
    """Nothing is called safe that is not: a late step of three weeks before a day in two is named with its days."""
    late = step("late", date(2026, 5, 1), 21)
    day = step("day", date(2026, 6, 28), depends_on=("late",))
    made = plan(late, day, origins={"day": Origin("submit", "submission_opens")})
    assert view(made).headings[2].text == (
        "0 of 2 steps done, 1 late. Begun today, what comes before “Step day” ends 6 days too late.")
    assert "Nothing is lost" in view(replace(made, origins={})).headings[2].text


# -- load


def test_B8_5_a_week_that_is_too_full_is_named_with_the_job_beside_it():
    hours = Hours(time(9), time(10), "America/New_York")
    busy = [step(f"s{n}", date(2026, 7, 14)) for n in range(4)]
    talks = [step(f"i{n}", date(2026, 7, 15), category="interviews", time=hours) for n in range(2)]
    found = view(plan(*busy, *talks, situation=Situation(role="research")))
    words, where = found.full
    assert words == (
        "The week of 12 July is too full: 4 steps and 2 interviews beside the research post. What can move?")
    assert where == "s0"
    assert [week.is_too_full for week in found.load] == [week.first == date(2026, 7, 12) for week in found.load]
    assert week_words(found.load[4]) == "12 Jul 2026: 6 steps due, too full"


def test_the_week_called_too_full_is_one_the_page_shows():
    """A Sunday belongs to the week it begins, in the list and in the load alike."""
    busy = [step(f"s{n}", date(2026, 6, 21)) for n in range(7)]
    found = view(plan(*busy, situation=Situation(role="research")), date(2026, 6, 17))
    assert [row.step.id for row in found.next_week.rows] == [m.id for m in busy]
    assert found.next_week.first == date(2026, 6, 21)
    assert found.full[0].startswith("The week of 21 June is too full: 7 steps")
    assert [week.first for week in found.load if week.is_too_full] == [found.next_week.first]


def test_B8_5_a_day_of_interview_weighs_without_hours_and_its_preparation_does_not():
    days = [step(f"i{n}", date(2026, 7, 14 + n), category="interviews") for n in range(3)]
    found = view(plan(*days, situation=Situation(role="research")))
    assert found.full[0] == (
        "The week of 12 July is too full: 3 interviews beside the research post. What can move?")
    # Practice that the plan came with is no interview, nor is what takes several days.
    practice = {m.id: Origin(f"practice_{n + 1}") for n, m in enumerate(days)}
    assert view(plan(*days, situation=Situation(role="research"), origins=practice)).full is None
    long = [replace(m, end=m.end + timedelta(days=1)) for m in days]
    assert view(plan(*long, situation=Situation(role="research"))).full is None


def test_the_load_covers_eight_weeks_from_the_week_that_is_shown():
    found = view(plan(step("a", TODAY)))
    assert [week.first for week in found.load] == [date(2026, 6, 14) + timedelta(days=7 * n) for n in range(8)]
    assert found.full is None
