"""Any text a person can type comes through the calendar file whole, on any reader."""

import json
import string
from datetime import date, timedelta
from zoneinfo import ZoneInfo, available_timezones

import vobject
from calendar_steps import NOW, events, export, lines, only, plan, step, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours
from reapply_desktop.services.calendar import wording
from reapply_desktop.services.ics_export import CalendarOptions, export_tasks

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


OPENS, CLOSES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
turning = st.text(st.sampled_from(OPENS + CLOSES + "abא \n"), max_size=300)


def turns_what_follows(text: str) -> bool:
    """Whether a control of direction is open at its end, or closes what the reader opened around it."""
    opened: list[str] = []
    for sign in text:
        if sign in OPENS:
            opened.append("\u2069" if sign >= "\u2066" else "\u202c")
        elif sign in CLOSES and (not opened or opened.pop() != sign):
            return True
    return bool(opened)


@settings(max_examples=60, deadline=None)
@given(title=turning, notes=turning, category=turning)
def test_no_text_turns_what_a_calendar_shows_behind_it(title: str, notes: str, category: str):
    """As icalendar and vobject read it; also once it is told as cancelled or as a task."""
    answers = Answers(Applicant("us_md", name=title), (), season=2027)
    a_plan = plan(step(title=title, notes=notes, category=category), answers=answers)
    first = export(a_plan)
    gone = export(plan(answers=answers, exports=first.exports), 1)
    task = export_tasks(a_plan, tables(), NOW, CalendarOptions())
    texts = [str(Calendar.from_ical(first.data)["NAME"])]
    for data in (first.data, gone.data, task.data):
        (ours,) = [part for part in Calendar.from_ical(data).walk() if part.name in ("VEVENT", "VTODO")]
        texts += [str(ours[name]) for name in ("SUMMARY", "DESCRIPTION") if name in ours]
        texts += [str(name) for name in ours.categories]
        texts += [str(alarm["DESCRIPTION"]) for alarm in ours.walk("VALARM")]
        (theirs,) = vobject.readOne(data.decode()).components()
        texts.append(theirs.summary.value)
    assert not [text for text in texts if turns_what_follows(text)]


def test_directions_that_are_closed_stay_and_a_cut_opens_none():
    kept = "Ask \u2067שלום\u2069 and \u202bעולם\u202c"
    assert only(export(plan(step(title=kept))))["SUMMARY"] == kept
    assert only(export(plan(step(title="Ask \u202eher\u2069"))))["SUMMARY"] == "Ask her"
    assert only(export(plan(step(title=f"\u2067{'א' * 300}\u2069"))))["SUMMARY"] == "א" * 253 + "…"


def test_a_name_of_any_kind_names_the_calendar_on_one_line():
    for text in HARD:
        answers = Answers(Applicant("us_md", name=text[:200]), (), season=2027)
        calendar = Calendar.from_ical(export(plan(step(), answers=answers)).data)
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert "\n" not in calendar["NAME"]
        assert events(export(plan(step(), answers=answers)))[0]["DTSTAMP"].dt == NOW
