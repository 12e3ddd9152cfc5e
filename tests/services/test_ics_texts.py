"""Any text a person can type comes through the calendar file whole, on any reader."""

import json
import string
from datetime import date, timedelta
from zoneinfo import ZoneInfo, available_timezones

import vobject
from calendar_steps import NOW, events, export, lines, only, plan, step
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours
from reapply_desktop.services.calendar import wording

HARD = (
    "\0\x01\x1b[0m bell\x07", "one\rtwo\r\nthree\nfour", "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "👩🏽‍⚕️ doctor 🇩🇪", "مرحبا بالعالم",
    "שלום, עולם; \\ ok", r"C:\Notes\new \N \n \; \,", "semi;colon, comma: \"quote\" ^n ^^", "=1+1", "BEGIN:VEVENT",
    "x\nEND:VEVENT\nBEGIN:VEVENT", "\ufeffmark", "half \ud83d emoji", "é" * 400, "😀" * 5000, "a" * 5000, " edges \t",
    "", "   ", "<b>&amp;", "\u202eevil\u202c", "\t", "\ufffe\uffff", "e\u0301" * 300,
)  # fmt: skip
anything = st.one_of(st.text(st.characters(), max_size=400), st.sampled_from(HARD))
wild = st.text(st.sampled_from(string.ascii_letters + "\\\\\\nN;,:\"^ \r\n\té😀\u2028"), max_size=300)
days = st.dates(date(1970, 1, 1), date(2199, 12, 31))


def physical_lines_are_sound(data: bytes) -> None:
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # folded between characters
    assert len(data.decode().splitlines()) == data.count(b"\r\n")


def test_lines_are_folded_at_75_octets_between_characters_and_end_in_crlf():
    for text in HARD:
        physical_lines_are_sound(export(plan(step(title=text, notes=text, category=text))).data)


def test_hard_texts_are_read_back_by_other_programs():
    for text in HARD:
        exported = export(plan(step(title=text, notes=text), answers=Answers(Applicant("us_md", name=text[:200]), ())))
        event = only(exported)
        assert "\n" not in event["SUMMARY"]
        assert 0 < len(event["SUMMARY"]) <= 255
        assert len(event["DESCRIPTION"]) <= 4000
        other = vobject.readOne(exported.data.decode()).vevent
        assert other.summary.value == event["SUMMARY"]
        assert other.description.value == event["DESCRIPTION"]


@settings(max_examples=150, deadline=None)
@given(title=st.one_of(anything, wild), notes=st.one_of(anything, wild), category=anything)
def test_any_text_comes_back_as_it_was_but_for_control_characters(title: str, notes: str, category: str):
    exported = export(plan(step(title=title, notes=notes, category=category)))
    physical_lines_are_sound(exported.data)
    event = only(exported)
    if wording.one_line(title):
        assert event["SUMMARY"] == wording.cut(wording.one_line(title), 255)
    assert event["SUMMARY"] == event["SUMMARY"].strip()
    expected = wording.plain(notes).strip()
    if len(expected) < 3900:
        assert event["DESCRIPTION"] == "\n\n".join(filter(None, [expected, "Nadia's year: Match 2027"]))
    assert len([line for line in lines(exported) if line.startswith("CATEGORIES")]) <= 1
    again = export(plan(step(title=title, notes=notes, category=category), exports=exported.exports), 3)
    assert again.data == exported.data


def test_a_category_is_never_split():
    exported = export(plan(step(category="Exams, oral; written")))
    assert "CATEGORIES:Exams / oral / written" in lines(exported)


def test_a_cut_text_shows_that_it_was_cut():
    event = only(export(plan(step(title="a" * 256, notes="b" * 5000))))
    assert event["SUMMARY"] == "a" * 254 + "…"
    assert event["DESCRIPTION"].endswith("b…\n\nNadia's year: Match 2027")
    assert len(event["DESCRIPTION"]) == 4000
    assert len(only(export(plan(step(title="a" * 255))))["SUMMARY"]) == 255
    assert len(only(export(plan(step(title="a" * 255, status="done"))))["SUMMARY"]) == 255


@settings(max_examples=100, deadline=None)
@given(
    start=days,
    length=st.integers(0, 400),
    reminder=st.one_of(st.none(), st.integers(1, 28)),
    status=st.sampled_from(["planned", "done"]),
    discreet=st.booleans(),
    spans=st.booleans(),
)
def test_any_whole_days_are_read_as_they_were(start, length, reminder, status, discreet, spans):
    end = start + timedelta(length)
    exported = export(
        plan(step(start=start, end=end, reminder=reminder, status=status)), discreet=discreet, spans=spans
    )
    event = only(exported)
    assert event["DTSTART"].dt == (start if length < 14 or spans else end)
    assert event["DTEND"].dt == end + timedelta(1)
    assert len(event.walk("VALARM")) == (reminder is not None and status == "planned")
    assert all(alarm["TRIGGER"].dt < timedelta(0) for alarm in event.walk("VALARM"))


@settings(max_examples=150, deadline=None)
@given(
    day=days,
    zone=st.sampled_from(sorted(available_timezones())),
    hours=st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=2, max_size=2, unique=True),
    reminder=st.integers(0, 28),
)
def test_any_hours_in_any_zone_lie_in_order_and_ring_before(day, zone, hours, reminder):
    timed = step(start=day, end=day, time=Hours(min(hours), max(hours), zone), reminder=reminder)
    exported = export(plan(timed))
    event = only(exported)
    assert event["DTSTART"].dt < event["DTEND"].dt
    assert event["DTEND"].dt - event["DTSTART"].dt <= timedelta(hours=27)
    trigger = event.walk("VALARM")[0]["TRIGGER"].dt
    assert trigger < timedelta(0)
    if reminder:
        rings = (event["DTSTART"].dt + trigger).astimezone(ZoneInfo(zone))
        # Where the clock changes just then, 09:00 itself may be missing.
        assert (rings.date(), rings.hour) == (day - timedelta(reminder), 9) or (
            (rings - timedelta(hours=25)).utcoffset() != (rings + timedelta(hours=25)).utcoffset()
        )
    gone = export(plan(exports=json.loads(json.dumps(exported.exports))), 1)
    if gone.tombstones:
        assert only(gone)["DTSTART"].dt == event["DTSTART"].dt


def test_a_name_of_any_kind_names_the_calendar_on_one_line():
    for text in HARD:
        answers = Answers(Applicant("us_md", name=text[:200]), (), season=2027)
        calendar = Calendar.from_ical(export(plan(step(), answers=answers)).data)
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert "\n" not in calendar["NAME"]
        assert events(export(plan(step(), answers=answers)))[0]["DTSTAMP"].dt == NOW
