"""Every property of the calendar profile, as an independent reader sees it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from calendar_steps import EVENING, NOW, PLAN_ID, events, export, lines, only, plan, step, tables
from icalendar import Calendar

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours, Origin
from reapply_desktop.domain.vocabulary import CATEGORIES, CAUSES, SPECIALTIES
from reapply_desktop.services.calendar.content import COLOURS
from reapply_desktop.services.calendar.wording import load_discretion, plan_name
from reapply_desktop.services.ics_export import CalendarOptions, export_calendar
from reapply_desktop.services.reference_data import load_templates


def test_the_calendar_says_what_the_profile_asks_and_no_more():
    calendar = Calendar.from_ical(export(plan(step())).data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["UID"] == PLAN_ID
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Nadia's year: Match 2027"
    assert not {"METHOD", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE"} & set(calendar)
    assert [part.name for part in calendar.subcomponents] == ["VEVENT"]


def test_the_product_is_the_same_for_all_exports():
    products = {line for exported in (export(plan(step())), export(plan(), discreet=True)) for line in lines(exported)
                if line.startswith("PRODID")}
    assert len(products) == 1


def test_a_whole_day_step_has_every_property_of_the_profile():
    exported = export(plan(step(notes="Bring the CV.", end=date(2026, 6, 12))))
    event = only(exported)
    assert (exported.events, exported.tombstones) == (1, 0)
    assert event["UID"] == str(uuid5(UUID(PLAN_ID), step().id))
    assert event["SUMMARY"] == "Ask Dr. Lind"
    assert event["DESCRIPTION"] == "Bring the CV.\n\nNadia's year: Match 2027"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 6, 10), date(2026, 6, 13))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == event["CREATED"].dt == NOW
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"
    assert event.get("CLASS") is None
    assert "CATEGORIES:Letters" in lines(exported)
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", "Ask Dr. Lind")
    assert alarm["TRIGGER"].dt == timedelta(hours=-15)
    never = {"ORGANIZER", "ATTENDEE", "PERCENT-COMPLETE", "X-ALT-DESC", "X-MICROSOFT-CDO-ALLDAYEVENT", "RRULE"}
    assert not never & set(event)


def test_nothing_stands_behind_the_alarm():
    text = lines(export(plan(step(), step("two"))))
    ends = [index for index, line in enumerate(text) if line == "END:VALARM"]
    assert len(ends) == 2
    assert all(text[index + 1] == "END:VEVENT" for index in ends)


@pytest.mark.parametrize(("reminder", "trigger"), [(1, "-PT15H"), (2, "-PT39H"), (3, "-PT63H"), (28, "-PT663H")])
def test_a_whole_day_reminder_rings_at_nine_so_many_days_before(reminder: int, trigger: str):
    exported = export(plan(step(reminder=reminder)))
    assert f"TRIGGER:{trigger}" in lines(exported)
    rings = datetime(2026, 6, 10) + only(exported).walk("VALARM")[0]["TRIGGER"].dt
    assert rings == datetime(2026, 6, 10, 9) - timedelta(reminder)


@pytest.mark.parametrize("reminder", [-3, 0, 400])
def test_an_impossible_reminder_still_rings_before_the_step(reminder: int):
    for hours in (None, EVENING):
        trigger = only(export(plan(step(reminder=reminder, time=hours)))).walk("VALARM")[0]["TRIGGER"].dt
        assert timedelta(days=-29) < trigger < timedelta(0)


def test_no_reminder_no_alarm():
    assert only(export(plan(step(reminder=None)))).walk("VALARM") == []


@pytest.mark.parametrize(
    ("day", "hours", "reminder", "start", "end", "trigger"),
    [
        (date(2026, 9, 2), EVENING, 0, "20260903T003000Z", "20260903T010000Z", "-PT30M"),
        (date(2026, 9, 2), EVENING, 1, "20260903T003000Z", "20260903T010000Z", "-PT35H30M"),
        # The clock goes forward on 14 March 2027 and back on 1 November 2026: the ring stays at 09:00 there.
        (date(2027, 3, 14), EVENING, 1, "20270315T003000Z", "20270315T010000Z", "-PT34H30M"),
        (date(2026, 11, 1), EVENING, 1, "20261102T013000Z", "20261102T020000Z", "-PT36H30M"),
        (date(2026, 11, 3), EVENING, 28, "20261104T013000Z", "20261104T020000Z", "-PT684H30M"),
        (date(2026, 6, 1), Hours(time(9), time(9, 15), "Asia/Kathmandu"), 2, "20260601T031500Z", "20260601T033000Z",
         "-PT48H"),
        (date(2026, 6, 1), Hours(time(0), time(0, 5), "Pacific/Kiritimati"), 1, "20260531T100000Z", "20260531T100500Z",
         "-PT15H"),
    ],
)
def test_hours_become_utc_and_reminders_ring_at_nine_of_their_zone(day, hours, reminder, start, end, trigger):
    text = lines(export(plan(step(start=day, end=day, time=hours, reminder=reminder))))
    assert {f"DTSTART:{start}", f"DTEND:{end}", f"TRIGGER:{trigger}"} <= set(text)


@pytest.mark.parametrize(
    ("day", "start", "end", "zone", "expected_end"),
    [
        (date(2027, 3, 14), time(2, 15), time(2, 45), "America/New_York", datetime(2027, 3, 14, 7, 45, tzinfo=UTC)),
        (date(2027, 3, 14), time(2, 45), time(3, 15), "America/New_York", datetime(2027, 3, 14, 7, 15, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 15), time(1, 45), "America/New_York", datetime(2026, 11, 1, 5, 45, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 45), time(2, 15), "America/New_York", datetime(2026, 11, 1, 7, 15, tzinfo=UTC)),
        (date(2011, 12, 30), time(10), time(11), "Pacific/Apia", datetime(2011, 12, 30, 21, tzinfo=UTC)),
    ],
)
def test_an_hour_that_the_clock_skips_or_repeats_has_its_place(day, start, end, zone, expected_end):
    event = only(export(plan(step(start=day, end=day, time=Hours(start, end, zone), reminder=1))))
    assert event["DTEND"].dt == expected_end
    assert event["DTSTART"].dt < event["DTEND"].dt
    assert event.walk("VALARM")[0]["TRIGGER"].dt < timedelta(0)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "America", "", "../etc/passwd", "\0"])
def test_hours_in_a_zone_nobody_knows_become_a_day_with_the_hours_in_words(zone: str):
    event = only(export(plan(step(time=Hours(time(20, 30), time(21), zone)))))
    assert event["DTSTART"].dt == date(2026, 6, 10)
    assert event["DESCRIPTION"].startswith("20:30 to 21:00")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_edges_of_the_calendar_do_not_break_the_export(day: date):
    assert only(export(plan(step(start=day, end=day))))["DTSTART"].dt == day
    only(export(plan(step(start=day, end=day, time=Hours(time(0), time(23, 59), "Asia/Tokyo"), reminder=5))))
    only(export(plan(step(start=day, end=day, time=EVENING, reminder=5))))


def test_a_long_step_stands_on_its_last_day_with_the_span_in_words():
    long = step(start=date(2026, 6, 1), end=date(2027, 3, 12), notes="Weekly.")
    event = only(export(plan(long)))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 3, 12), date(2027, 3, 13))
    assert event["DESCRIPTION"] == "1 June 2026 to 12 March 2027\n\nWeekly.\n\nNadia's year: Match 2027"
    whole = only(export(plan(long), spans=True))
    assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (date(2026, 6, 1), date(2027, 3, 13))
    assert "12 March" not in whole["DESCRIPTION"]


@pytest.mark.parametrize(("days", "shown"), [(1, 1), (14, 14), (15, 1)])
def test_fourteen_days_are_not_long_yet(days: int, shown: int):
    first = date(2026, 6, 1)
    event = only(export(plan(step(start=first, end=first + timedelta(days - 1)))))
    assert (event["DTEND"].dt - event["DTSTART"].dt).days == shown


def test_a_finished_step_is_ticked_and_no_longer_rings():
    event = only(export(plan(step(status="done"))))
    assert event["SUMMARY"] == "✔ Ask Dr. Lind"
    assert event["STATUS"] == "CONFIRMED"
    assert event.walk("VALARM") == []


def test_a_dropped_step_that_no_calendar_knows_is_not_written():
    exported = export(plan(step(status="dropped")))
    assert (exported.events, exported.tombstones, exported.exports) == (0, 0, {})


def test_B9_1_plan_b_stays_out_unless_asked_for():
    both = plan(step(), step("b", category="contingency"))
    assert export(both).events == 1
    assert export(both, with_contingency=True).events == 2


@pytest.mark.parametrize("season", [None, 2027])
@pytest.mark.parametrize("name", [None, "  ", "Nadia"])
def test_the_plan_has_a_name_whatever_is_known(name, season):
    named = plan_name(plan(answers=Answers(Applicant("us_md", name=name), (), season=season)))
    assert named.startswith("Nadia's year" if name == "Nadia" else "My year")
    assert named.endswith("Match 2027") == (season is not None)
    assert export(plan(step(), answers=Answers(Applicant("us_md", name=name), (), season=season))).events == 1


def test_every_category_has_a_colour_and_neutral_words():
    words = load_discretion()
    assert set(COLOURS) == set(words.categories) == set(CATEGORIES)
    steps = [step(key, category=key) for key in CATEGORIES]
    assert [str(e["COLOR"]) for e in events(export(plan(*steps), with_contingency=True))] == list(COLOURS.values())


def test_a_discreet_calendar_tells_nobody_anything():
    secrets = ("Reapply", "Nadia", "Match", "Lind", "psychiatry", "ERAS", "SOAP", "unmatched", "residency")
    steps = [
        step(key, category=key, title="Reapply to psychiatry: Lind", notes="SOAP, ERAS, unmatched",
             start=date(2026, 5, 1), rule="B3.5")
        for key in CATEGORIES
    ]
    told = plan(*steps, origins={steps[0].id: Origin("write_to_lind", cause="low_scores")})
    exported = export(told, discreet=True, with_contingency=True)
    text = exported.data.decode()
    assert not [secret for secret in secrets if secret.casefold() in text.casefold()]
    assert all(event["CLASS"] == "PRIVATE" for event in events(exported))
    assert {str(line) for line in lines(exported) if line.startswith("CATEGORIES")} == {"CATEGORIES:Plan"}
    assert "DESCRIPTION:1 May 2026 to 10 June 2026" in text
    assert "COLOR" not in events(exported)[0]
    gone = export(replace(told, milestones=(), exports=exported.exports), 1, discreet=True, with_contingency=True)
    assert gone.tombstones == len(CATEGORIES)
    assert not [secret for secret in secrets if secret.casefold() in gone.data.decode().casefold()]
    assert str(events(gone)[0]["SUMMARY"]) == "Cancelled: Personal"


def test_the_neutral_words_name_no_cause_and_no_specialty():
    words = load_discretion()
    said = " ".join([words.calendar, words.category, words.any, *words.categories.values(), *words.templates.values()])
    for name in (*SPECIALTIES.values(), *CAUSES.values(), "Match", "SOAP", "ERAS", "residency", "reappl"):
        assert name.casefold() not in said.casefold()


def test_generated_steps_have_neutral_words_of_their_own():
    shipped = {template.id for template in load_templates()}
    assert set(load_discretion().templates) <= shipped
    submit = step(title="Submit ERAS", category="application")
    told = plan(submit, step("own", title="Mine", category="application"), origins={submit.id: Origin("submit")})
    first = export(told, discreet=True)
    assert [str(event["SUMMARY"]) for event in events(first)] == ["Application: submit", "Application"]
    gone = export(plan(exports=first.exports), 1, discreet=True)
    assert [str(event["SUMMARY"]) for event in events(gone)] == [
        "Cancelled: Application: submit",
        "Cancelled: Application",
    ]


def test_the_same_moment_gives_the_same_bytes_and_the_plan_stays_as_it_was():
    here = plan(step(), step("two", time=EVENING))
    assert export(here).data == export(here).data
    assert here.exports == {}


def test_now_may_be_told_in_any_zone():
    there = NOW.astimezone(ZoneInfo("Asia/Kathmandu")).replace(microsecond=900)
    assert export_calendar(plan(step()), tables(), there, CalendarOptions()).data == export(plan(step())).data


def test_other_readers_see_the_same_days():
    steps = [step(str(n), start=date(2026, 6, 1) + timedelta(n), end=date(2026, 6, 3) + timedelta(n)) for n in range(9)]
    data = export(plan(*steps, step("timed", time=EVENING))).data
    read = vobject.readOne(data.decode())
    assert [event.dtend.value - event.dtstart.value for event in read.vevent_list[:9]] == [timedelta(3)] * 9
    on_day = recurring_ical_events.of(Calendar.from_ical(data)).at((2026, 6, 3))
    assert len(on_day) == 3
    (timed,) = [e for e in read.vevent_list if isinstance(e.dtstart.value, datetime)]
    assert timed.dtstart.value.astimezone(UTC) == datetime(2026, 6, 11, 0, 30, tzinfo=UTC)


def test_three_hundred_steps_stay_well_below_what_calendars_take():
    many = plan(*(step(str(n), notes="Done means: asked, answered, noted.\n" * 5) for n in range(300)))
    assert len(export(many).data) < 700_000
