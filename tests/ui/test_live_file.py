"""The file that follows the plan: after changes and saves, never with what was given up, quiet when it cannot."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.copying import as_copy
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services import storage
from reapply_desktop.services.calendar import files
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.calendar_export import live_file
from reapply_desktop.ui.calendar_export.kept import KeptChoices, Live
from reapply_desktop.ui.calendar_export.live_file import LiveFile
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.settings import Settings

DAY, NOW = date(2026, 6, 14), datetime(2026, 6, 14, 9, 41, tzinfo=UTC)
STEPS = tuple(Milestone(key, f"Step {key}", "letters", DAY, DAY) for key in ("a", "b"))
PLAN = Plan("3126ecb3-5998-52d3-abff-9640975a9bef", Answers(Applicant("us_md"), (Application("pathology"),)), STEPS)


class Follower:
    """A plan in a file, and the calendar file that follows it."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.bot, self.folder = qtbot, folder
        self.plan_file, self.path = folder / "plan.reapply", folder / "live.ics"
        storage.save(PLAN, self.plan_file)
        self.settings = Settings(folder)
        self.document = Document(load_tables(), lambda: DAY, lambda: "new")
        self.document.open(PLAN, self.plan_file)
        self.told: list[str] = []
        self.live = LiveFile(self.document, self.settings, folder / "data", lambda: NOW)
        self.live.told.connect(self.told.append)

    def turn_on(self) -> None:
        self.live.turn_on(Live(self.path, CalendarOptions(discreet=False, live=True, tombstones=False)))

    def change(self, *steps: Milestone) -> None:
        assert self.document.plan is not None
        self.document.change(replace(self.document.plan, milestones=steps), "Edit")

    def says(self) -> list[str]:
        if not self.path.exists():
            return []
        return [str(event["SUMMARY"]) for event in Calendar.from_ical(self.path.read_bytes()).events]

    def waits_for(self, *titles: str) -> None:
        self.bot.waitUntil(lambda: self.says() == list(titles) and self.live._job is None, timeout=10_000)

    def rests(self) -> None:
        """Nothing is under way and nothing is waiting."""
        self.bot.waitUntil(lambda: self.live._job is None and not self.live._soon.isActive(), timeout=10_000)


@pytest.fixture
def follower(qtbot, qapp, tmp_path, monkeypatch) -> Follower:
    monkeypatch.setattr(live_file, "REST", 0)
    return Follower(qtbot, tmp_path)


def test_changes_undo_and_saves_are_followed(follower):
    follower.turn_on()
    follower.change(*STEPS, replace(STEPS[0], id="c", title="New"))
    follower.waits_for("Step a", "Step b", "New")
    follower.document.undo_stack.undo()
    follower.waits_for("Step a", "Step b")
    follower.change(replace(STEPS[0], title="Renamed"))
    storage.save(follower.document.plan, follower.plan_file)
    follower.document.mark_saved(follower.plan_file)
    follower.waits_for("Renamed")
    assert follower.live.written_at == NOW
    assert follower.document.plan.exports == {}, "only this computer knows of the file"


def test_nothing_is_written_while_it_is_off(follower):
    follower.change(STEPS[0])
    follower.rests()
    assert not follower.path.exists()
    follower.turn_on()
    follower.change(STEPS[1])
    follower.waits_for("Step b")
    follower.live.turn_off()
    follower.change(STEPS[0])
    follower.rests()
    assert follower.says() == ["Step b"]


def test_it_is_on_again_when_the_plan_is_opened_another_day_and_off_for_other_plans(follower):
    follower.turn_on()
    copy = as_copy(PLAN, iter([f"{n:08d}-0000-4000-8000-000000000000" for n in range(9)]).__next__)
    follower.document.open(copy, None)
    follower.rests()
    assert follower.live.live is None
    assert not follower.path.exists()
    follower.document.open(PLAN, follower.plan_file)
    follower.waits_for("Step a", "Step b")


def test_an_unchanged_plan_leaves_the_file_alone(follower):
    follower.turn_on()
    follower.change(STEPS[0])
    follower.waits_for("Step a")
    before = follower.path.stat().st_mtime_ns
    follower.document.open(follower.document.plan, follower.plan_file)
    follower.bot.waitUntil(lambda: follower.live.written_at is not None and follower.live._job is None)
    assert follower.path.stat().st_mtime_ns == before


def test_what_was_not_saved_is_taken_back_when_the_plan_is_left(follower):
    follower.turn_on()
    follower.change(STEPS[0])
    follower.waits_for("Step a")
    follower.document.open(None, None)
    follower.waits_for("Step a", "Step b")


def test_another_plan_opens_at_once_while_the_file_is_written(follower, monkeypatch):
    going, go_on, real = threading.Event(), threading.Event(), files.write_live

    def slow(*asked):
        going.set()
        go_on.wait(10)
        return real(*asked)

    follower.turn_on()
    monkeypatch.setattr(files, "write_live", slow)
    follower.change(STEPS[0])
    follower.bot.waitUntil(going.is_set)
    follower.document.open(None, None)  # comes back although the writing goes on
    assert not go_on.is_set()
    go_on.set()
    follower.waits_for("Step a", "Step b")
    follower.rests()


def test_what_was_not_saved_is_taken_back_when_the_program_ends(follower):
    follower.turn_on()
    follower.change(STEPS[0])
    follower.waits_for("Step a")
    follower.live.finish()
    assert follower.says() == ["Step a", "Step b"]


def test_a_change_that_is_saved_at_the_last_moment_is_written_before_the_end(follower, monkeypatch):
    monkeypatch.setattr(live_file, "REST", 60_000)
    follower.turn_on()
    follower.change(STEPS[0])
    storage.save(follower.document.plan, follower.plan_file)
    follower.document.mark_saved(follower.plan_file)
    follower.live.finish()
    assert follower.says() == ["Step a"]


def test_a_plan_that_was_never_saved_leaves_the_file_as_it_was(follower):
    follower.turn_on()
    follower.document.path = None
    follower.document.open(PLAN, None)
    follower.waits_for("Step a", "Step b")
    follower.change(STEPS[0])
    follower.waits_for("Step a")
    follower.live.finish()
    assert follower.says() == ["Step a"]


def test_a_failure_is_said_once_and_again_only_after_it_went_well(follower):
    follower.path = follower.folder / "gone" / "live.ics"
    follower.turn_on()
    for step in STEPS:
        follower.change(step)
        follower.bot.waitUntil(lambda: follower.live.failure is not None)
        follower.rests()
    assert follower.told == ["The calendar file is not up to date. "
                             "Not saved: live.ics cannot be written: there is no such folder."]
    follower.path.parent.mkdir()
    follower.change(*STEPS)
    follower.waits_for("Step a", "Step b")
    assert follower.live.failure is None
    follower.path.unlink()
    follower.path.mkdir()
    follower.change(STEPS[0])
    follower.bot.waitUntil(lambda: len(follower.told) == 2)


def test_settings_broken_by_hand_turn_it_off(follower):
    follower.turn_on()
    for broken in ("[", "3", '{"path": 4}', '{"options": {}}'):
        follower.settings.setValue(f"calendar_live/{PLAN.id}", broken)
        assert KeptChoices(follower.settings, PLAN.id).live() is None
    follower.settings.setValue(f"calendar_live/{PLAN.id}", '{"path": "/x/y.ics", "options": {"discreet": 5}}')
    live = KeptChoices(follower.settings, PLAN.id).live()
    assert live is not None
    assert live.options.discreet
    assert not live.options.tombstones
