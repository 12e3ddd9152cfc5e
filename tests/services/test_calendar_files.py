"""Calendars on disk: whole or not at all, remembered only when in place; live files rest while nothing changes."""

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from calendar_steps import NOW, plan, step, tables
from icalendar import Calendar

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.files import Order, write_calendar, write_live
from reapply_desktop.services.calendar.options import CalendarOptions, as_kept, from_kept

EXPORT = CalendarOptions()
STEPS = tuple(step(str(n), start=(day := date(2026, 4, 1) + timedelta(n)), end=day) for n in range(5))


def silent(words: str, done: int, total: int) -> None:
    pass


def order(path: Path, **more) -> Order:
    return Order(path, EXPORT, **more)


def write(folder: Path, a_plan, days_later: float = 0, **more):
    return write_calendar(a_plan, tables(), NOW + timedelta(days_later), order(folder / "year.ics", **more),
                          folder / "data", silent)


def test_calendar_and_tasks_are_written_and_recorded_together(tmp_path):
    written = write(tmp_path, plan(*STEPS), tasks=tmp_path / "tasks.ics")
    assert (written.files, written.tasks) == ((tmp_path / "year.ics",), tmp_path / "tasks.ics")
    assert (written.events, written.tombstones, written.failure) == (5, 0, None)
    assert len(Calendar.from_ical((tmp_path / "year.ics").read_bytes()).events) == 5
    assert len(Calendar.from_ical((tmp_path / "tasks.ics").read_bytes()).todos) == 5
    assert all("todo" in entry for entry in written.exports.values())
    assert memory.last_export(memory.known(tmp_path / "data", plan().id)) == NOW
    before = (tmp_path / "year.ics").read_bytes(), (tmp_path / "tasks.ics").read_bytes()
    write(tmp_path, plan(*STEPS, exports=written.exports), 9, tasks=tmp_path / "tasks.ics")
    assert ((tmp_path / "year.ics").read_bytes(), (tmp_path / "tasks.ics").read_bytes()) == before


def test_a_file_of_tasks_that_fails_leaves_the_calendar_and_its_record(tmp_path):
    (tmp_path / "tasks.ics").mkdir()
    written = write(tmp_path, plan(*STEPS), tasks=tmp_path / "tasks.ics")
    assert written.failure is not None
    assert "tasks.ics" in written.failure.message
    assert written.files == (tmp_path / "year.ics",)
    assert set(written.exports) == {s.id for s in STEPS}
    assert not any("todo" in entry for entry in written.exports.values())


@pytest.mark.parametrize("hindrance", ["folder gone", "is a folder", "no permission"])
def test_a_failed_export_leaves_the_old_file_and_remembers_nothing(tmp_path, hindrance):
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "year.ics"
    path.write_bytes(b"old")
    if hindrance == "folder gone":
        path.unlink()
        folder.rmdir()
    elif hindrance == "is a folder":
        path.unlink()
        path.mkdir()
    elif os.geteuid() == 0:
        path.chmod(0o444)
        pytest.skip("nothing is forbidden to this user")
    else:
        folder.chmod(0o555)
    with pytest.raises(UserError) as told:
        write_calendar(plan(*STEPS), tables(), NOW, order(path), tmp_path / "data", silent)
    assert told.value.message.startswith("Not saved: year.ics ")
    assert memory.known(tmp_path / "data", plan().id) == {}
    if hindrance == "no permission":
        assert path.read_bytes() == b"old"
        assert [p.name for p in folder.iterdir()] == ["year.ics"]


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "year.ics"
    path.write_bytes(b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError):
        write(tmp_path, plan(*STEPS))
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["year.ics"]


def test_nothing_to_write_writes_nothing(tmp_path):
    with pytest.raises(UserError, match="There is no step to write"):
        write(tmp_path, plan())
    assert list(tmp_path.iterdir()) == []


def test_one_file_a_quarter_stands_beside_the_name_that_was_chosen(tmp_path):
    steps = (*STEPS, step("summer", start=date(2026, 7, 2), end=date(2026, 7, 2)))
    written = write(tmp_path, plan(*steps), by_quarter=True)
    assert [path.name for path in written.files] == ["year 2026 Q2.ics", "year 2026 Q3.ics"]
    assert not (tmp_path / "year.ics").exists()
    assert written.events == 6


def test_stopping_leaves_nothing(tmp_path):
    def stop(words, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_calendar(plan(*STEPS), tables(), NOW, order(tmp_path / "x.ics"), tmp_path / "data", stop)
    assert list(tmp_path.iterdir()) == []


# -- the live file


def live(folder: Path, a_plan, days_later: float = 0) -> bool:
    return write_live(a_plan, tables(), NOW + timedelta(days_later), folder / "live.ics", EXPORT, folder / "data")


def test_a_live_file_is_written_anew_only_when_it_says_something_else(tmp_path):
    path = tmp_path / "live.ics"
    assert live(tmp_path, plan(*STEPS))
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert not live(tmp_path, plan(*STEPS), 5)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert live(tmp_path, plan(*STEPS[1:]), 6)
    (first, *_rest) = Calendar.from_ical(path.read_bytes()).events
    assert len(_rest) == 3
    assert (first["SEQUENCE"], first["CREATED"].dt) == (0, NOW)
    assert live(tmp_path, plan(), 7)
    assert Calendar.from_ical(path.read_bytes()).events == []


def test_what_a_live_file_says_leaves_imports_alone_and_the_other_way_round(tmp_path):
    """They are different calendars: what one is told is no news for the other."""
    told = write(tmp_path, plan(*STEPS))
    imported = (tmp_path / "year.ics").read_bytes()
    moved = plan(*(s.moved(1) for s in STEPS), exports=told.exports)
    assert live(tmp_path, moved, 1)
    assert counts(tmp_path / "live.ics") == {1}, "it goes on from what was imported"
    write(tmp_path, replace(moved, milestones=STEPS), 2)
    assert (tmp_path / "year.ics").read_bytes() == imported
    assert not live(tmp_path, moved, 3)


def counts(path: Path) -> set[int]:
    return {event["SEQUENCE"] for event in Calendar.from_ical(path.read_bytes()).events}


def test_what_is_chosen_can_be_kept_and_what_is_broken_there_is_discreet():
    options = CalendarOptions(spans=True, without=frozenset({"exams"}), first=date(2026, 1, 2), with_notes=False)
    assert from_kept(as_kept(options)) == options
    assert from_kept(None) == CalendarOptions(discreet=True)
    broken = {"discreet": "no", "without": [3, "exams"], "first": "2026-02-30", "last": 7, "more": 1}
    assert from_kept(broken) == CalendarOptions(discreet=True, without=frozenset({"exams"}))


def test_parts_of_an_earlier_export_do_not_stay_beside_the_new_ones(tmp_path):
    autumn = step("autumn", start=date(2026, 10, 5), end=date(2026, 10, 5))
    first = write(tmp_path, plan(*STEPS, autumn), by_quarter=True)
    assert [path.name for path in first.files] == ["year 2026 Q2.ics", "year 2026 Q4.ics"]
    theirs = tmp_path / "year 2025 Q4.ics"
    theirs.write_bytes((tmp_path / "year 2026 Q4.ics").read_bytes().replace(b"UID:", b"UID:other-", 1))
    data = (tmp_path / "year 2026 Q4.ics").read_bytes()
    for finer, day in (("2026-11", 30), ("2026-11 1 to 15", 2), ("2026-12 3, 2", 3), ("2026 Q3, 2", 1)):
        month = finer[5:7] if finer[4] == "-" else "07"
        (tmp_path / f"year {finer}.ics").write_bytes(data.replace(b"20261005", f"2026{month}{day:02}".encode()))
    diary = tmp_path / "year 2026.ics"
    diary.write_text("mine", encoding="utf-8")
    write(tmp_path, plan(*STEPS), 1, by_quarter=True)
    assert sorted(path.name for path in tmp_path.glob("*.ics")) == [
        "year 2025 Q4.ics", "year 2026 Q2.ics", "year 2026.ics"
    ]  # fmt: skip


def test_parts_beside_a_single_file_stay_and_are_named(tmp_path):
    """Only parts take the place of parts: a file beside the one that was chosen may be wanted."""
    autumn = step("autumn", start=date(2026, 10, 5), end=date(2026, 10, 5))
    told = write(tmp_path, plan(*STEPS, autumn), by_quarter=True)
    (tmp_path / "year 2027 Q1.ics").write_text("a diary", encoding="utf-8")
    whole = write(tmp_path, plan(*STEPS, exports=told.exports), 1)
    assert whole.outdated == told.files
    assert all(path.exists() for path in told.files)
    again = write(tmp_path, plan(*STEPS, exports=whole.exports), 2, by_quarter=True)
    assert (again.files, again.outdated) == (told.files, (tmp_path / "year.ics",))
    assert len(list(tmp_path.glob("*.ics"))) == 4
    assert write(tmp_path, plan(*STEPS, exports=again.exports), 3).outdated == again.files


def test_a_part_never_replaces_a_file_of_something_else(tmp_path):
    steps = (*STEPS, step("summer", start=date(2026, 7, 2), end=date(2026, 7, 2)))
    other = tmp_path / "year 2026 Q3.ics"
    other.write_bytes(b"BEGIN:VCALENDAR\r\nSUMMARY:the duty roster\r\n")
    kept = other.read_bytes()
    with pytest.raises(UserError, match=r"year 2026 Q3\.ics is there already and is no part of"):
        write(tmp_path, plan(*steps), by_quarter=True)
    assert other.read_bytes() == kept
    assert [path.name for path in tmp_path.glob("*.ics")] == [other.name]
    assert memory.known(tmp_path / "data", plan().id) == {}
    other.unlink()
    write(tmp_path, plan(*steps), by_quarter=True)
    moved = (*steps[:-1], step("summer", start=date(2026, 7, 9), end=date(2026, 7, 9)))
    assert len(write(tmp_path, plan(*moved), 1, by_quarter=True).files) == 2, "its own are replaced without a question"


def test_a_disk_that_fills_up_between_parts_leaves_the_parts_before_as_they_were(tmp_path, monkeypatch):
    steps = (*STEPS, step("summer", start=date(2026, 7, 2), end=date(2026, 7, 2)))
    first = write(tmp_path, plan(*steps), by_quarter=True)
    before = {path: path.read_bytes() for path in first.files}
    told = memory.known(tmp_path / "data", plan().id)
    synced = []

    def fills_up(handle):
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fills_up)
    renamed = tuple(replace(one, title=f"{one.title}, again") for one in steps)
    with pytest.raises(UserError, match="no space left") as error:
        write(tmp_path, plan(*renamed), 1, by_quarter=True)
    assert error.value.hint.startswith("Your old file is untouched")
    assert {path: path.read_bytes() for path in first.files} == before
    assert sorted(path.name for path in tmp_path.glob(".*")) == []
    assert memory.known(tmp_path / "data", plan().id) == told


def test_nothing_is_called_untouched_where_there_was_nothing(tmp_path):
    with pytest.raises(UserError) as error:
        write_calendar(plan(*STEPS), tables(), NOW, order(tmp_path / "no" / "year.ics"), tmp_path / "data", silent)
    assert (error.value.message, error.value.hint) == (
        "Not saved: year.ics cannot be written: there is no such folder.", "Nothing was written. Choose another place.",
    )  # fmt: skip


def test_parts_are_known_as_the_plan_s_own_whatever_its_name(tmp_path):
    answers = replace(plan().answers, applicant=replace(plan().answers.applicant, name="نادية 👩🏽‍⚕️ " * 30))
    named = replace(plan(*STEPS), answers=answers)
    first = write(tmp_path, named, by_quarter=True)
    again = write(tmp_path, replace(named, exports=first.exports), 1, by_quarter=True)
    assert again.files == first.files


def test_a_whole_calendar_with_the_name_of_a_part_is_neither_replaced_nor_removed(tmp_path):
    steps = (*STEPS, step("summer", start=date(2026, 7, 2), end=date(2026, 7, 2)))
    whole = write_calendar(plan(*steps), tables(), NOW, order(tmp_path / "year 2026-06.ics"), tmp_path / "data", silent)
    (kept,) = whole.files
    before = kept.read_bytes()
    write(tmp_path, plan(*steps, exports=whole.exports), 1, by_quarter=True)
    assert kept.read_bytes() == before
    followed = tmp_path / "life 2026 Q3.ics"
    write_live(plan(*steps), tables(), NOW, followed, EXPORT, tmp_path / "data")
    before = followed.read_bytes()
    with pytest.raises(UserError, match="no part of an earlier export"):
        write_calendar(plan(*steps), tables(), NOW, order(tmp_path / "life.ics", by_quarter=True), tmp_path / "data",
                       silent)  # fmt: skip
    assert followed.read_bytes() == before
