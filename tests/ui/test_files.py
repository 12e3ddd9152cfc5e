"""Opening, saving, leaving, and what a crash leaves: through the real Files, on real files."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from plan_values import small_plan
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_window import TODAY, Answering

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import recovery, storage
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui import files as files_module
from reapply_desktop.ui import wording
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.files import BRING_BACK, CANCEL, DO_NOT_SAVE, ELSEWHERE, NOT_NOW, SAVE, WRITE_OVER, Files
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

NOW = datetime(2026, 3, 23, 9, 41)
IDS = count(1)


class Desk:
    """Everything Files stands on, with the person's answers in `messages`."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(exist_ok=True)
        self.messages = Answering(theme)
        self.document = Document(load_tables(), lambda: TODAY, lambda: str(UUID(int=next(IDS))))
        self.settings = Settings(self.data)
        self.files = Files(self.document, self.messages, self.settings, self.data, lambda: NOW)
        self.told: list[str] = []
        self.files.told.connect(self.told.append)

    def saved_plan(self, name: str = "nadia.reapply") -> Path:
        path = self.folder / name
        storage.save(small_plan(), path)
        return path

    def rename_first(self, title: str) -> None:
        plan = self.document.plan
        assert plan is not None
        self.document.change(plan.with_milestone(replace(plan.milestones[0], title=title)), "Rename step")

    def crash(self) -> None:
        """The process ends: the system frees its lock and nothing else happens."""
        self.files._copy._copy.close()
        self.files._copy._timer.stop()

    @property
    def plan(self) -> Plan:
        assert self.document.plan is not None
        return self.document.plan


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(theme, tmp_path)
    yield made
    made.files.finish()


def test_opening_shows_the_plan_clean_and_remembers_it(desk: Desk) -> None:
    path = desk.saved_plan()
    assert desk.files.open_path(path)
    assert desk.plan == small_plan()
    assert not desk.document.is_dirty
    assert desk.files.saved_words.startswith("Saved ")
    assert desk.files.saved_words.endswith("only on this computer")
    assert [r.path for r in desk.files.recent] == [path]


def test_nothing_is_written_on_open(desk: Desk) -> None:
    path = desk.saved_plan()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    desk.files.open_path(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in desk.folder.iterdir()) == ["data", "nadia.reapply"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{ half", "ine 1"),
        (b'{"format": "reapply-plan", "version": 99}', "newer ReApply Desktop made this plan"),
        ("{\"format\": \"reapply-plan\"}".encode("utf-16"), ""),
        (b'{"format": "reapply-answers", "version": 1}', "not a plan of ReApply"),
    ],
)
def test_a_file_that_is_no_plan_is_one_sentence_and_loses_nothing(desk: Desk, content: bytes, said: str) -> None:
    desk.files.open_path(desk.saved_plan())
    bad = desk.folder / "bad.reapply"
    bad.write_bytes(content)
    assert not desk.files.open_path(bad)
    (error,) = desk.messages.errors
    assert error.message == "“bad.reapply” was not opened."
    assert said in error.hint
    assert "Traceback" not in error.hint
    assert desk.plan == small_plan()
    assert bad.read_bytes() == content


def test_a_folder_and_a_missing_file_are_said_too(desk: Desk) -> None:
    assert not desk.files.open_path(desk.folder)
    assert not desk.files.open_path(desk.folder / "gone.reapply")
    assert len(desk.messages.errors) == 2


def test_saving_a_new_plan_asks_where_and_suggests_whose_year_it_is(desk: Desk) -> None:
    desk.files.take_new(small_plan())
    assert desk.document.is_dirty
    assert desk.files.saved_words.startswith("Not saved yet")
    target = desk.folder / "mine.reapply"
    desk.messages.paths = [target]
    assert desk.files.save()
    assert desk.messages.suggested[0].name == "Nadia’s year.reapply"
    assert storage.load(target) == small_plan()
    assert not desk.document.is_dirty
    assert desk.files.saved_words == "Saved 09:41 · only on this computer"


def test_save_writes_the_edits_and_undo_makes_it_dirty_again(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Talk to the dean")
    assert desk.document.is_dirty
    assert desk.files.save()
    assert storage.load(path).milestones[0].title == "Talk to the dean"
    desk.document.undo_stack.undo()
    assert desk.document.is_dirty


def test_save_as_of_a_saved_plan_is_a_copy_with_new_ids_and_nothing_exported(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Changed")
    other = desk.folder / "other.reapply"
    desk.messages.paths = [other]
    assert desk.files.save_as()
    copy = storage.load(other)
    assert copy.id != small_plan().id
    assert not {m.id for m in copy.milestones} & {m.id for m in small_plan().milestones}
    assert copy.exports == {}
    assert copy.milestones[0].title == "Changed"
    assert storage.load(path) == small_plan()
    assert desk.document.path == other
    assert not desk.document.is_dirty
    assert "copy" in desk.told[0]


def test_save_as_onto_its_own_file_is_a_save(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.messages.paths = [path]
    assert desk.files.save_as()
    assert storage.load(path).id == small_plan().id


def test_a_file_changed_by_someone_else_is_never_overwritten_unasked(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Mine")
    theirs = replace(small_plan(), milestones=())
    storage.save(theirs, path)
    desk.messages.answers = [CANCEL]
    assert not desk.files.save()
    assert storage.load(path) == theirs
    assert desk.document.is_dirty
    desk.messages.answers = [ELSEWHERE]
    desk.messages.paths = [desk.folder / "both.reapply"]
    assert desk.files.save()
    assert storage.load(path) == theirs
    assert storage.load(desk.folder / "both.reapply").milestones[0].title == "Mine"


def test_written_over_when_the_person_says_so(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Mine")
    storage.save(replace(small_plan(), milestones=()), path)
    desk.messages.answers = [WRITE_OVER]
    assert desk.files.save()
    assert storage.load(path).milestones[0].title == "Mine"


def test_two_windows_on_one_file_notice_each_other(desk: Desk, theme: Theme) -> None:
    path = desk.saved_plan()
    second = Desk(theme, desk.folder)
    desk.files.open_path(path)
    second.files.open_path(path)
    desk.rename_first("First window")
    second.rename_first("Second window")
    assert desk.files.save()
    second.messages.answers = [CANCEL]
    assert not second.files.save()
    assert storage.load(path).milestones[0].title == "First window"
    second.files.finish()


def test_a_touched_but_equal_file_asks_nothing(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Mine")
    os.utime(path, (5, 5))
    assert desk.files.save()


def test_a_failed_save_keeps_the_old_file_the_dirty_mark_and_a_copy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.saved_plan()
    old = path.read_bytes()
    desk.files.open_path(path)
    desk.rename_first("Not on disk")

    def full(*args: object, **kwargs: object) -> None:
        raise files_module.UserError("cannot be written: the disk is full")

    monkeypatch.setattr(files_module.storage, "save", full)
    desk.messages.answers = [CANCEL]
    assert not desk.files.save()
    assert desk.messages.asked[-1] == (
        "Not saved: the disk is full",
        "Your old file is untouched and a copy of your changes is kept. "
        "“nadia.reapply” can be saved in another place.",
    )
    assert path.read_bytes() == old
    assert desk.document.is_dirty
    assert "copy of your changes" in desk.files.saved_words


def test_a_plan_in_a_place_that_cannot_be_written_is_saved_elsewhere_as_itself(desk: Desk) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Elsewhere")
    path.unlink()
    path.mkdir()  # stands in for a read-only place: a test may run as root, whom no mode stops
    other = desk.folder / "stick.reapply"
    desk.messages.answers, desk.messages.paths = [ELSEWHERE], [other]
    desk.files._copy.base = None
    desk.messages.answers.insert(0, WRITE_OVER)
    assert desk.files.save()
    assert storage.load(other).id == small_plan().id
    assert desk.document.path == other


@pytest.mark.parametrize(
    ("answer", "left", "saved"), [(SAVE, True, True), (DO_NOT_SAVE, True, False), (CANCEL, False, False)]
)
def test_unsaved_changes_are_asked_about_when_leaving(desk: Desk, answer: str, left: bool, saved: bool) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("New")
    desk.messages.answers = [answer]
    assert desk.files.close_plan() is left
    assert (storage.load(path).milestones[0].title == "New") is saved
    assert (desk.document.plan is None) is left
    title, facts = desk.messages.asked[0]
    assert title == "Save changes to nadia?"
    assert facts.startswith("One change since ")
    assert facts.endswith(" is not in the file yet.")


def test_nothing_is_asked_when_nothing_has_changed(desk: Desk) -> None:
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("New")
    desk.document.undo_stack.undo()
    assert desk.files.close_plan()
    assert desk.messages.asked == []


def test_a_crash_is_followed_by_the_offer_and_brings_the_changes_back(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("Typed just before")
    desk.files._copy._timer.setInterval(20)
    desk.files._copy._timer.start()
    qtbot.waitUntil(lambda: desk.files._copy.is_kept, timeout=2000)
    desk.crash()
    after = Desk(theme, desk.folder)
    after.messages.answers = [BRING_BACK]
    assert after.files.offer_left_copies()
    assert after.plan.milestones[0].title == "Typed just before"
    assert after.document.path == path
    assert after.document.is_dirty
    assert storage.load(path) == small_plan(), "the file is as it was"
    assert after.files.save(), "and is known to be the one the changes began from"
    assert recovery.left_behind(desk.data) == ()
    after.files.finish()


def test_the_copy_comes_within_seconds_and_goes_with_the_save(desk: Desk) -> None:
    assert desk.files._copy._timer.interval() <= 3000
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("A")
    assert desk.files._copy._timer.isActive()
    desk.files.keep_copy()
    assert desk.files._copy.is_kept
    desk.files.save()
    assert not desk.files._copy.is_kept


def test_edits_while_the_copy_is_being_written_come_into_it(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    copy = desk.files._copy
    desk.files.open_path(desk.saved_plan())
    for title in ("First", "Second", "Third"):
        desk.rename_first(title)
        copy._timer.timeout.emit()  # the first is begun; what comes before it is over waits for its end
    qtbot.waitUntil(lambda: copy._job is None, timeout=5000)
    desk.crash()
    after = Desk(theme, desk.folder)
    after.messages.answers = [BRING_BACK]
    assert after.files.offer_left_copies()
    assert after.plan.milestones[0].title == "Third"
    after.files.finish()


def test_a_crash_keeps_the_newest_state_over_one_still_being_written(desk: Desk, theme: Theme) -> None:
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("Older")
    desk.files._copy._timer.timeout.emit()
    desk.rename_first("Newest")
    assert desk.files.keep_copy()
    desk.crash()
    (left,) = recovery.left_behind(desk.data)
    assert left.plan.milestones[0].title == "Newest"
    recovery.remove(desk.data, left)


@pytest.mark.parametrize("way", ["save", "undo", "end"])
def test_a_copy_still_being_written_does_not_come_back(desk: Desk, qtbot: QtBot, way: str) -> None:
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("A")
    desk.files._copy._timer.timeout.emit()
    if way == "save":
        assert desk.files.save()
    elif way == "undo":
        desk.document.undo_stack.undo()
        desk.files._copy._timer.timeout.emit()
    else:
        desk.files.finish()
    qtbot.waitUntil(lambda: desk.files._copy._job is None, timeout=5000)
    assert not desk.files._copy.is_kept
    assert recovery.left_behind(desk.data) == ()


def test_a_copy_that_cannot_be_written_after_an_edit_is_said(desk: Desk, qtbot: QtBot) -> None:
    (desk.data / recovery.FOLDER).write_text("in the way")
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("A")
    desk.files._copy._timer.timeout.emit()
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5000)
    assert desk.told == ["No copy of your changes can be kept just now. Save to be safe."]


def test_undoing_everything_leaves_no_copy(desk: Desk) -> None:
    desk.files.open_path(desk.saved_plan())
    desk.rename_first("A")
    desk.files.keep_copy()
    desk.document.undo_stack.undo()
    desk.files.keep_copy()
    assert not desk.files._copy.is_kept


def test_an_offer_put_off_comes_again_and_one_deleted_does_not(desk: Desk, theme: Theme) -> None:
    desk.files.take_new(small_plan())
    desk.crash()
    for answer, remain in ((NOT_NOW, 1), (files_module.DELETE_COPY, 0)):
        after = Desk(theme, desk.folder)
        after.messages.answers = [answer]
        assert not after.files.offer_left_copies()
        assert "Nadia’s year" in after.messages.asked[0][0]
        assert len(recovery.left_behind(desk.data)) == remain
        after.files.finish()


def test_leaving_properly_leaves_nothing_behind_and_opens_the_same_plan_next_time(desk: Desk, theme: Theme) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.rename_first("A")
    desk.files.keep_copy()
    desk.messages.answers = [DO_NOT_SAVE]
    assert desk.files.may_leave()
    desk.files.finish()
    assert recovery.left_behind(desk.data) == ()
    desk.settings.sync()
    after = Desk(theme, desk.folder)
    assert after.files.open_last()
    assert after.document.path == path
    after.files.finish()


def test_a_last_plan_that_is_gone_is_passed_over_in_silence(desk: Desk, theme: Theme) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    desk.files.finish()
    path.unlink()
    after = Desk(theme, desk.folder)
    assert not after.files.open_last()
    assert after.messages.errors == []
    assert not after.files.recent[0].exists
    after.files.finish()


@pytest.mark.parametrize("dirty", [False, True])
def test_what_was_exported_goes_into_the_file_without_unsaved_edits(desk: Desk, dirty: bool) -> None:
    path = desk.saved_plan()
    desk.files.open_path(path)
    if dirty:
        desk.rename_first("Not to be saved yet")
    desk.document.record_exports({"x": {"sequence": 2}})
    desk.files.keep_exports()
    stored = storage.load(path)
    assert stored.exports == {"x": {"sequence": 2}}
    assert stored.milestones == small_plan().milestones
    assert desk.document.is_dirty is dirty
    assert desk.files.save(), "our own write is no change by someone else"


def test_a_name_that_no_system_takes_becomes_a_file_name() -> None:
    assert wording.file_name('a/b:c*"d".') == "a-b-c--d-"
    assert wording.file_name(" .. ") == "My year"
    assert len(wording.file_name("x" * 300)) == 80
