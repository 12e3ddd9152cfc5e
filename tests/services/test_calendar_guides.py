"""The calendars and ways of `calendars.toml`: all are complete, and their words are the program's."""

import re

import pytest

from reapply_desktop.services.calendar.guides import PLACES, load_guides

GUIDES = load_guides()
WAYS = [way.id for way in GUIDES.ways]
FILLED = {"file": "Nadia’s {name}.ics", "folder": "Documents", "url": "file:///x.ics", "name": "Year plan"}


def test_the_six_calendars_and_three_ways_are_there():
    assert [calendar.id for calendar in GUIDES.calendars] == [
        "google", "outlook", "outlook_classic", "apple", "thunderbird", "other"]  # fmt: skip
    assert WAYS == ["own", "import", "live"]
    assert [(way.tombstones, way.live) for way in GUIDES.ways] == [(False, False), (True, False), (False, True)]
    assert GUIDES.calendar("no such").id == "google"
    assert GUIDES.way("no such").id == "own"


@pytest.mark.parametrize("calendar", GUIDES.calendars, ids=lambda calendar: calendar.id)
def test_each_calendar_says_of_each_way_what_it_means_and_what_to_do(calendar):
    assert calendar.suggested in WAYS
    assert set(calendar.says) == set(calendar.steps) == set(WAYS)
    assert all(set(ignored.ways) <= set(WAYS) for ignored in calendar.ignores)
    assert all(calendar.ignored_by(way) for way in WAYS)
    texts = [calendar.note, *calendar.says.values(), *(i.text + i.instead for i in calendar.ignores)]
    for way in WAYS:
        assert calendar.steps[way]
        texts += calendar.steps[way]
        for step in calendar.to_do(way, FILLED, exported_before=True):
            assert not re.search(r"\{(?!name\}\.ics)", step), step
    assert any(re.search(r"\{(file|url)\}", step) for step in calendar.steps["live"])
    for text in texts:
        assert "!" not in text
        assert text.rstrip("”").endswith(".")
        assert set(re.findall(r"\{\w+\}", text)) <= set(PLACES)


def test_a_second_export_begins_with_taking_the_old_calendar_away():
    google = GUIDES.calendar("google")
    first, again = (google.to_do("own", FILLED, before) for before in (False, True))
    assert again[1:] == first
    assert again[0].startswith("Delete the calendar you made for it last time")


def test_what_is_filled_in_is_never_filled_again():
    assert "choose Nadia’s {name}.ics," in GUIDES.calendar("google").to_do("own", FILLED, False)[2]


@pytest.mark.parametrize("calendar", GUIDES.calendars, ids=lambda calendar: calendar.id)
def test_each_way_has_its_sources_and_says_where_it_rests_on_memory(calendar):
    assert {way for source in calendar.sources for way in source.ways} == set(WAYS)
    assert all(source.says and source.ways and set(source.ways) <= set(WAYS) for source in calendar.sources)
    assert all(re.fullmatch(r"(https://[^\s“”]+)?", source.url) for source in calendar.sources)
    assert sum(source.url != "" for source in calendar.sources) >= 2
    assert len({(source.url, source.says) for source in calendar.sources}) == len(calendar.sources)


def test_what_several_files_become_is_said_where_each_is_a_calendar():
    classic = load_guides().calendar("outlook_classic")
    whole, parts = (classic.to_do("own", FILLED, False, in_parts) for in_parts in (False, True))
    assert parts[:-1] == whole
    assert parts[-1].startswith("Each file becomes a calendar of its own")
    assert classic.to_do("import", FILLED, False, True) == classic.to_do("import", FILLED, False)
    assert [one.id for one in load_guides().calendars if one.small_files] == ["google"]
