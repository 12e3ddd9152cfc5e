"""The calendar dialog by clicks: calendar, way, discretion, what goes in; what is asked, written, recorded, shown."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.services.calendar import files as calendar_files
from reapply_desktop.services.calendar.guides import load_guides
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.calendar_export import past
from reapply_desktop.ui.calendar_export.contents import contents_words
from reapply_desktop.ui.calendar_export.dialog import (
    CANCELLED,
    IS_LIVE,
    IS_THE_PLAN,
    NOTHING_CHOSEN,
    OFF,
    REPLACE,
    CalendarDialog,
)
from reapply_desktop.ui.calendar_export.live_file import LiveFile
from reapply_desktop.ui.calendar_export.outcome import ELSEWHERE
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.working_dialog import STOPPING

TODAY, NOW = date(2026, 6, 14), datetime(2026, 6, 14, 9, 41, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


class Answering(Messages):
    """Answers every box with what the test decided, and keeps what was asked."""

    def __init__(self, theme, answer: str = "", target: Path | None = None) -> None:
        super().__init__(theme)
        self.answer, self.target, self.asked = answer, target, []

    def question(self, title, facts, buttons):
        self.asked.append((title, facts, tuple(buttons)))
        return self.answer

    def save_file(self, title, suggested, kinds, suffix):
        self.asked.append((title, suggested, suffix))
        return self.target


def step(key: str, title: str, category: str, day: date, **more) -> Milestone:
    return Milestone(key, title, category, day, more.pop("end", day), **more)


PLAN = Plan("3126ecb3-5998-52d3-abff-9640975a9bef", Answers(Applicant("us_md", "Nadia R"), (Application("pathology"),),
                                                            season=2027), (
    step("a", "Ask Dr. Osei & <b>co</b>", "letters", date(2026, 7, 20)),
    step("b", "Submit ERAS", "application", date(2026, 9, 2), notes="With the new statement"),
    step("c", "Research post", "position", date(2026, 6, 1), end=date(2027, 3, 12)),
    step("d", "Teaching abroad", "contingency", date(2027, 3, 20)),
    step("e", "Left out", "outreach", date(2026, 8, 1), status="dropped"),
))  # fmt: skip


class Desk:
    """A dialog over an open plan; `again` opens the next one on the same computer."""

    def __init__(self, qtbot, theme, folder: Path, plan: Plan = PLAN) -> None:
        self.bot, self.theme, self.out = qtbot, theme, folder / "out"
        self.out.mkdir(exist_ok=True)
        self.data = folder / "data"
        self.settings = Settings(folder)
        self.settings.setValue("export/folder", str(self.out))
        self.document = Document(load_tables(), lambda: TODAY, lambda: "new")
        self.document.open(plan, None)
        self.live = LiveFile(self.document, self.settings, self.data, lambda: NOW)
        self.messages = Answering(theme)
        self.dialog = self.again()

    def again(self) -> CalendarDialog:
        self.dialog = CalendarDialog(
            self.document, self.theme, self.settings, self.live, self.data, lambda: NOW, messages=self.messages
        )
        self.bot.addWidget(self.dialog)
        self.dialog.show()
        self.bot.waitUntil(lambda: self.dialog._past._job is None, timeout=20_000)
        return self.dialog

    @property
    def target(self) -> Path:
        return self.out / "Nadia’s year.ics"

    def press(self, name: str) -> None:
        (widget,) = (w for w in self.dialog.findChildren(QAbstractButton, name) if w.isVisible())
        self.bot.mouseClick(widget, LEFT, pos=widget.rect().center())

    def export(self) -> None:
        self.press("export")
        self.bot.waitUntil(lambda: self.dialog._job is None, timeout=20_000)

    def events(self, path: Path | None = None) -> list:
        return list(Calendar.from_ical((path or self.target).read_bytes()).walk("VEVENT"))

    def go_words(self) -> str:
        return self.dialog.strip.primary.text()

    def said(self) -> str:
        return self.dialog.strip.said.text()


@pytest.fixture
def desk(qtbot, theme, tmp_path) -> Desk:
    return Desk(qtbot, theme, tmp_path)


# -- what is chosen


def test_the_count_says_what_stays_out_and_the_button_how_many(desk):
    assert desk.dialog.preview.count.text() == "3 of 5 steps: 1 in Plan B and 1 dropped stay out"
    assert desk.go_words() == "Export 3 steps"
    desk.press("plan_b")
    assert desk.dialog.preview.count.text() == "4 of 5 steps: 1 dropped stays out"
    assert desk.go_words() == "Export 4 steps"


def test_B9_1_the_preview_reads_as_others_will_read_it(desk):
    rows = desk.dialog.preview.rows
    assert "Osei" not in rows.accessibleName()
    assert {category for _day, category, _title in rows._rows} == {""}, "the file has no categories either"
    assert "20 Jul: Letters" in rows.accessibleName()
    assert "12 Mar: Work" in rows.accessibleName()
    assert desk.dialog.preview.how.text() == "All day, shown as free, marked private."
    desk.press("discreet")
    assert "20 Jul: Ask Dr. Osei & <b>co</b>" in rows.accessibleName()
    assert desk.dialog.preview.how.text() == "All day, shown as free."
    assert {category for _day, category, _title in rows._rows} == {"letters", "application", "position"}


def test_each_calendar_has_its_own_safest_way_first_and_chosen(desk):
    for guide in load_guides().calendars:
        desk.press(f"calendar-{guide.id}")
        ways = desk.dialog.choices._ways
        assert next(iter(ways)) == guide.suggested
        assert desk.dialog.choices.way().id == guide.suggested
        assert [way for way, radio in ways.items() if radio.tag()] == [guide.suggested]
        assert ways[guide.suggested].accessibleDescription()[1:].startswith(guide.because[1:])
        note = desk.dialog.preview.note if guide.warns else desk.dialog.preview._good_note
        assert note.isVisible()
        assert note.text() == guide.note


def test_the_calendar_and_the_way_are_remembered_discretion_and_plan_b_begin_anew(desk):
    desk.press("calendar-apple")
    desk.press("way-import")
    desk.press("discreet")
    desk.press("plan_b")
    desk.export()
    again = desk.again()
    assert (again.choices.calendar().id, again.choices.way().id) == ("apple", "import")
    assert again.choices.discreet.isChecked()
    assert not again.choices.plan_b.isChecked()


def test_what_goes_in_is_chosen_on_a_page_of_its_own_and_kept_for_this_plan(desk, qtbot, theme, tmp_path):
    desk.press("contents")
    assert not desk.dialog.choices.isVisible()
    desk.press("category-letters")
    assert desk.dialog.preview.count.text() == "2 of 5 steps: 1 in Plan B, 1 dropped and 1 not chosen stay out"
    first, last = (desk.dialog.findChild(DateField, name) for name in ("first_day", "last_day"))
    qtbot.keyClicks(last, "1 Oct 2026")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert desk.go_words() == "Export 1 step"
    assert desk.dialog._job is None
    qtbot.keyClicks(first, "2 Oct 2026")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert desk.dialog.contents._wrong.text() == "The first day is after the last, so nothing goes in."
    assert desk.said() == NOTHING_CHOSEN
    assert not desk.dialog.strip.primary.isEnabled()
    first.clear()
    first.check()
    desk.press("back")
    assert desk.dialog.choices._contents.text() == "Without letters; until 1 Oct 2026."
    assert desk.dialog.focusWidget() is desk.dialog.choices.more, "where the person left"
    assert not desk.dialog.choices.more.visibleRegion().isEmpty()
    desk.export()
    (event,) = desk.events()
    assert event["SUMMARY"] == "Application"
    assert desk.again().options().without == {"letters"}
    desk.document.open(replace(PLAN, id="00000000-0000-4000-8000-000000000000"), None)
    assert desk.again().options() == CalendarOptions(discreet=True, tombstones=False)


def test_what_goes_in_is_said_in_one_line():
    assert contents_words(CalendarOptions(), False) == "Open and finished steps of all categories and days."
    options = CalendarOptions(without=frozenset({"letters", "exams", "support", "outreach"}), with_done=False,
                              first=date(2026, 9, 1), spans=True, with_notes=False)
    assert contents_words(options, True) == ("4 categories left out; open steps only; from 1 Sep 2026; long steps as a "
                                             "whole; without notes; as tasks too.")


def test_notes_go_in_only_with_their_own_titles(desk):
    desk.press("contents")
    notes = desk.dialog.contents.notes
    assert not notes.isEnabled()
    desk.press("back")
    desk.press("discreet")
    desk.press("contents")
    assert notes.isEnabled()
    desk.export()
    assert "With the new statement" in desk.target.read_text(encoding="utf-8")


# -- what comes out


def test_B9_1_a_calendar_is_written_discreet_without_plan_b_and_recorded(desk):
    desk.export()
    assert len(desk.events()) == 3
    assert all(event["CLASS"] == "PRIVATE" for event in desk.events())
    text = desk.target.read_text(encoding="utf-8")
    assert not [word for word in ("Osei", "statement", "Match", "ERAS", "Teaching") if word in text]
    assert set(desk.document.plan.exports) == {"a", "b", "c"}
    assert desk.document.undo_stack.count() == 0
    assert desk.dialog.strip.place.text() == "Saved Nadia’s year.ics in out."
    assert desk.go_words() == "Close"
    desk.press("export")
    assert desk.dialog.result() == CalendarDialog.DialogCode.Accepted


def test_after_an_export_stand_the_steps_for_that_calendar_and_what_it_leaves_out(desk):
    desk.export()
    said = [w.accessibleName() for w in desk.dialog._left.findChildren(QWidget) if w.isVisible()]
    assert "1. Open calendar.google.com on a computer. The phone app cannot import." in said
    assert any("“Nadia’s year.ics”" in words for words in said)
    assert any("All-day event notifications" in words for words in said)
    desk.again()
    desk.export()
    said = [w.accessibleName() for w in desk.dialog._left.findChildren(QWidget) if w.isVisible()]
    assert any(words.startswith("1. Delete the calendar you made for it last time") for words in said)


def test_nobody_is_told_to_delete_a_calendar_that_a_file_was_only_imported_into(desk):
    desk.press("way-import")
    desk.export()
    desk.again()
    desk.press("way-own")
    desk.export()
    assert not told_to_delete(desk)


def test_nobody_is_told_to_delete_a_calendar_that_was_never_made(desk):
    desk.press("way-import")
    desk.export()
    desk.again()
    desk.press("way-own")
    desk.dialog._path = desk.out / "no such folder" / "year.ics"
    desk.export()
    assert desk.said().startswith("Not saved")
    desk.again()
    assert desk.dialog.choices.way().id == "import", "what failed is not remembered as done"
    desk.press("way-own")
    desk.export()
    assert not told_to_delete(desk)
    desk.again()
    desk.press("calendar-outlook")
    desk.press("way-own")
    desk.export()
    assert not told_to_delete(desk), "the calendar that was made stands in another program"
    desk.again()
    desk.export()
    assert told_to_delete(desk)


def told_to_delete(desk) -> list[QWidget]:
    return [w for w in desk.dialog._left.findChildren(QWidget) if "Delete the calendar" in w.accessibleName()]


def test_where_all_is_dropped_the_calendar_is_told_so(desk):
    desk.press("way-import")
    desk.export()
    plan = desk.document.plan
    dropped = tuple(replace(one, status="dropped") for one in plan.milestones)
    desk.document.change(replace(plan, milestones=dropped), "Drop")
    desk.again()
    assert desk.go_words() == "Export what was removed"
    assert desk.said() == ""
    desk.export()
    assert [event["STATUS"] for event in desk.events()] == ["CANCELLED"] * 3
    desk.again()
    desk.press("way-own")
    assert not desk.dialog.strip.primary.isEnabled()
    assert desk.said() == NOTHING_CHOSEN


def test_since_the_last_export_is_counted_and_dated(desk):
    assert desk.dialog.preview.since.text() == "Nothing was exported yet."
    desk.export()
    plan = desk.document.plan
    a, _b, c, *rest = plan.milestones
    steps = (a.moved(2), replace(c, status="done"), *rest, step("n", "New", "exams", TODAY))
    desk.document.change(replace(plan, milestones=steps), "Edit")
    desk.again()
    assert desk.dialog.preview._since_head.text() == "Since the last export, 14 June"
    assert desk.dialog.preview.since.text() == "1 moved · 1 new · 1 done · 1 removed"


def test_what_a_restored_backup_does_not_know_is_said_beside_the_steps(desk):
    """Cancelled where it is surely of a later state; else named, to be looked for (B9.1: in neutral words)."""
    desk.press("way-import")
    desk.export()
    backup = desk.document.plan
    desk.document.open(backup.with_milestone(step("f", "Thank Dr. Osei", "letters", date(2026, 8, 3))), None)
    desk.again()
    desk.press("way-import")
    desk.export()
    newer = desk.document.plan

    def facts(a_plan: Plan) -> tuple[str, list[str]]:
        """What stands beside the steps after its export, and the warnings among it."""
        desk.document.open(a_plan, None)
        desk.again()
        desk.press("way-import")
        desk.export()
        shown = [w.text() for w in desk.dialog._side.findChildren(Prose) if w.isVisible()]
        return " ".join(shown), [note.text() for note in desk.dialog._side.findChildren(Note) if note.isVisible()]

    said, warned = facts(replace(backup, exports={**backup.exports, "other": newer.exports["f"]}))
    assert warned == ["“Letters” (3 Aug 2026) was sent from this computer, but not from this plan as it stands: it may "
                      "be a backup, or one of two copies; if it should not be in your calendar, delete it there."]
    assert "goes out as cancelled" not in said
    said, warned = facts(newer)
    said, warned = facts(backup)
    assert "“Letters” (3 Aug 2026) was sent from a later version of this plan" in said
    assert "so it goes out as cancelled" in said
    assert "3 steps, and 1 told as cancelled, because it was removed." in said
    assert warned == []
    said, _warned = facts(newer)
    assert "1 step that was cancelled before is back" in said


def test_on_another_computer_an_import_says_that_less_may_be_known_here(desk, tmp_path):
    desk.press("way-import")
    desk.export()
    shown = [w.text() for w in desk.dialog._side.findChildren(Prose)]
    assert ELSEWHERE not in shown
    desk.data = tmp_path / "other computer"
    desk.again()
    desk.press("way-import")
    desk.export()
    assert [w.text() for w in desk.dialog._side.findChildren(Prose) if w.isVisible()][-1] == ELSEWHERE
    desk.again()
    desk.press("way-import")
    desk.export()
    assert ELSEWHERE not in [w.text() for w in desk.dialog._side.findChildren(Prose)], "from now on it knows"


def test_an_import_file_tells_of_what_was_removed_and_an_own_calendar_does_not(desk):
    desk.export()
    plan = desk.document.plan
    desk.document.change(plan.without(["a"]), "Delete step")
    desk.again()
    desk.press("way-import")
    desk.export()
    assert [event["STATUS"] for event in desk.events()].count("CANCELLED") == 1
    desk.again()
    desk.press("way-own")
    desk.export()
    assert [event["STATUS"] for event in desk.events()].count("CANCELLED") == 0
    assert len(desk.events()) == 2


def test_tasks_come_in_a_second_file(desk):
    desk.press("contents")
    desk.press("tasks")
    desk.export()
    tasks = desk.out / "Nadia’s year tasks.ics"
    assert len(Calendar.from_ical(tasks.read_bytes()).walk("VTODO")) == 3
    assert desk.dialog.strip.place.text() == "Saved Nadia’s year.ics and Nadia’s year tasks.ics in out."


def test_more_than_google_takes_is_offered_by_quarter(qtbot, theme, tmp_path):
    days = [date(2026, 4, 1 + n % 28) for n in range(600)] + [date(2026, 10, 1 + n % 28) for n in range(600)]
    steps = tuple(step(f"s{n}", f"Step {n}", "letters", day) for n, day in enumerate(days))
    desk = Desk(qtbot, theme, tmp_path, replace(PLAN, milestones=steps))
    assert desk.dialog.choices.quarters.isVisible()
    assert desk.dialog.choices.quarters.isChecked()
    desk.export()
    assert sorted(path.name for path in desk.out.iterdir()) == ["Nadia’s year 2026 Q2.ics", "Nadia’s year 2026 Q4.ics"]
    assert len(desk.events(desk.out / "Nadia’s year 2026 Q4.ics")) == 600
    said = " ".join(w.accessibleName() for w in desk.dialog._left.findChildren(QWidget) if w.isVisible())
    assert "“Nadia’s year 2026 Q2.ics” and “Nadia’s year 2026 Q4.ics”, one after the other" in said
    desk.again()
    desk.press("calendar-thunderbird")
    desk.press("way-import")
    assert not desk.dialog.choices.quarters.isChecked(), "only Google takes so little"
    desk.export()
    assert len(desk.events()) == 1200
    (warned,) = desk.dialog._side.findChildren(Note)
    assert warned.text() == ("Still beside it from an earlier export: Nadia’s year 2026 Q2.ics and Nadia’s year 2026 "
                             "Q4.ics. Do not import them: they would bring back what has changed.")


def test_also_with_quarters_to_choose_all_is_seen_at_once(qtbot, theme, tmp_path, monkeypatch):
    class Screen:
        def availableSize(self) -> QSize:
            return QSize(1366, 768)

    monkeypatch.setattr(CalendarDialog, "screen", lambda self: Screen())
    steps = tuple(step(f"s{n}", f"Step {n}", "letters", date(2026, 8, 1 + n % 28)) for n in range(1001))
    desk = Desk(qtbot, theme, tmp_path, replace(PLAN, milestones=steps))
    qtbot.wait(20)
    assert desk.dialog.choices.quarters.isVisible()
    assert desk.dialog._scroll.verticalScrollBar().maximum() == 0


def test_a_small_plan_is_offered_no_quarters(desk):
    assert not desk.dialog.choices.quarters.isVisible()


# -- the file kept up to date


def test_a_live_file_is_turned_on_says_its_address_and_is_turned_off_again(desk):
    desk.press("calendar-thunderbird")
    assert desk.go_words() == "Keep this file up to date"
    desk.export()
    assert desk.live.live is not None
    assert desk.live.live.path == desk.target
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in desk.target.read_bytes()
    assert desk.document.plan.exports == {}
    desk.press("copy_address")
    assert QGuiApplication.clipboard().text() == desk.target.as_uri()
    desk.again()
    assert desk.go_words() == "Update it now"
    assert "Up to date since" in desk.dialog.preview.since.text()
    desk.press("way-import")
    desk.press("export")
    assert desk.said() == IS_LIVE
    desk.press("way-live")
    desk.press("turn_off")
    assert desk.live.live is None
    assert desk.said() == OFF
    assert desk.target.is_file()
    assert desk.go_words() == "Keep this file up to date"


# -- what is asked, and what can go wrong


def test_a_file_that_is_there_is_replaced_only_when_asked_for(desk):
    desk.target.write_text("mine", encoding="utf-8")
    desk.press("export")
    assert desk.dialog._job is None
    assert desk.target.read_text(encoding="utf-8") == "mine"
    title, facts, buttons = desk.messages.asked[-1]
    assert title == "Replace Nadia’s year.ics?"
    assert "out" in facts
    assert buttons[-1] == "Cancel"
    desk.messages.answer = REPLACE
    desk.export()
    assert len(desk.events()) == 3
    # What was written from here before is its own business: no second question.
    desk.messages.asked.clear()
    desk.again()
    desk.export()
    assert desk.messages.asked == []


def test_the_file_that_follows_another_plan_is_not_replaced_unasked(desk):
    desk.press("calendar-thunderbird")
    desk.export()
    before = desk.target.read_bytes()
    desk.document.open(replace(PLAN, id="00000000-0000-4000-8000-000000000000"), None)
    desk.again()
    assert desk.dialog._path == desk.target
    desk.press("way-import")
    desk.press("export")
    assert desk.messages.asked[-1][0] == "Replace Nadia’s year.ics?"
    assert desk.target.read_bytes() == before


def test_the_place_can_be_changed_and_the_plan_itself_is_refused(desk, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    desk.messages.target = other / "My calendar.ics"
    desk.press("change")
    assert desk.dialog.strip.place.text() == "to elsewhere / My calendar.ics"
    desk.document.path = other / "My calendar.ics"
    desk.press("export")
    assert desk.said() == IS_THE_PLAN
    for link in ("symlink_to", "hardlink_to"):
        kept = tmp_path / f"{link}.reapply"
        kept.write_text("the plan")
        getattr(other / "My calendar.ics", link)(kept)
        desk.document.path, desk.messages.answer = kept, REPLACE
        desk.dialog.strip.said.clear()
        desk.press("export")
        assert desk.said() == IS_THE_PLAN, link
        assert kept.read_text() == "the plan"
        (other / "My calendar.ics").unlink()
    desk.document.path = None
    desk.export()
    assert (other / "My calendar.ics").is_file()
    assert desk.again()._path == other / "My calendar.ics"


def test_a_failed_export_leaves_the_old_file_says_why_and_records_nothing(desk):
    desk.target.mkdir()
    desk.messages.answer = REPLACE
    desk.export()
    assert desk.said().startswith("Not saved: Nadia’s year.ics is a folder")
    assert desk.document.plan.exports == {}
    assert desk.go_words() == "Export 3 steps"
    assert desk.dialog.strip.primary.isEnabled()
    assert [path.name for path in desk.out.iterdir()] == ["Nadia’s year.ics"]


def test_the_window_stays_free_and_cancel_writes_nothing(desk, qtbot, monkeypatch):
    going, go_on, threads = threading.Event(), threading.Event(), []
    real = calendar_files.memory.known

    def slow(*of):
        if not going.is_set():
            threads.append(threading.current_thread() is threading.main_thread())
            going.set()
            go_on.wait(10)
        return real(*of)

    monkeypatch.setattr(calendar_files.memory, "known", slow)
    desk.press("export")
    qtbot.waitUntil(going.is_set)
    assert threads == [False]
    assert desk.dialog.strip.bar.isVisible()
    assert not desk.dialog._left.isEnabled()
    qtbot.keyClick(desk.dialog, Qt.Key.Key_Escape)
    assert desk.dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: desk.dialog._job is None)
    assert desk.said() == CANCELLED
    assert list(desk.out.iterdir()) == []
    desk.press("cancel")
    assert not desk.dialog.isVisible()


def test_closing_while_it_writes_stops_it_leaves_the_old_file_and_never_waits(desk, qtbot, monkeypatch):
    desk.export()
    before = desk.target.read_bytes()
    plan = desk.document.plan
    desk.document.change(plan.without(["a"]), "Delete step")
    desk.again()
    going, go_on, real = threading.Event(), threading.Event(), calendar_files.memory.known

    def slow(*asked):
        going.set()
        go_on.wait(10)
        return real(*asked)

    monkeypatch.setattr(calendar_files.memory, "known", slow)
    desk.press("export")
    qtbot.waitUntil(going.is_set)
    desk.dialog.close()  # comes back although the work cannot stop yet
    assert not go_on.is_set()
    assert desk.dialog.isVisible()
    assert desk.dialog.strip.place.text() == STOPPING
    go_on.set()
    qtbot.waitUntil(lambda: not desk.dialog.isVisible())
    assert desk.dialog._job is None
    assert desk.target.read_bytes() == before
    assert set(desk.document.plan.exports) == set(plan.exports)


def test_what_changed_is_counted_beside_the_window_for_the_last_choice(desk, qtbot, monkeypatch):
    desk.export()
    threads, real = [], past.since_last_export

    def noted(*asked):
        threads.append(threading.current_thread() is threading.main_thread())
        return real(*asked)

    monkeypatch.setattr(past, "since_last_export", noted)
    desk.again()
    desk.press("plan_b")
    qtbot.waitUntil(lambda: desk.dialog.preview.since.text().startswith("0 moved · 1 new"))
    assert threads
    assert not any(threads)


def test_show_in_folder_opens_the_folder(desk, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    desk.export()
    desk.press("show_in_folder")
    assert opened == [desk.out]


def test_a_plan_without_steps_has_nothing_to_export(qtbot, theme, tmp_path):
    desk = Desk(qtbot, theme, tmp_path, replace(PLAN, milestones=()))
    assert not desk.dialog.strip.primary.isEnabled()
    assert desk.said() == NOTHING_CHOSEN


def test_an_hour_is_said_and_a_finished_step_is_marked(qtbot, theme, tmp_path):
    evening = Hours(datetime(2026, 1, 1, 20, 30).time(), datetime(2026, 1, 1, 21).time(), "America/New_York")
    timed = step("t", "Interview", "interviews", date(2026, 7, 1), time=evening)
    done = step("u", "Exam", "exams", date(2026, 7, 2), status="done")
    desk = Desk(qtbot, theme, tmp_path, replace(PLAN, milestones=(timed, done)))
    assert desk.dialog.preview.how.text() == "All day but where there is an hour, shown as free, marked private."
    assert "2 Jul: ✔ Exam" in desk.dialog.preview.rows.accessibleName()


# -- how it lies on the screen


def place(widget: QWidget, dialog: CalendarDialog) -> QRect:
    return QRect(widget.mapTo(dialog, QPoint()), widget.size())


@pytest.mark.parametrize("room", [QSize(1366, 768), QSize(1024, 600)])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_foot_is_on_every_screen_at_every_text_size(qtbot, theme, tmp_path, monkeypatch, room, factor):
    class Screen:
        def availableSize(self) -> QSize:
            return room

    theme.set_factor(factor)
    monkeypatch.setattr(CalendarDialog, "screen", lambda self: Screen())
    desk = Desk(qtbot, theme, tmp_path)
    dialog = desk.dialog
    qtbot.wait(20)
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height() - 40
    for part in (dialog.strip.change, dialog.strip.cancel, dialog.strip.primary):
        assert dialog.rect().contains(place(part, dialog))
        assert part.width() >= part.minimumSizeHint().width()
    bars = dialog._scroll.horizontalScrollBar(), dialog._scroll.verticalScrollBar()
    assert bars[0].maximum() == 0
    if factor == 1.0 and room.height() > 700:
        assert bars[1].maximum() == 0, "all of it is seen at once"
    dialog.choices.contents_asked.emit()
    qtbot.wait(20)
    assert bars[0].maximum() == 0
    if factor == 1.0 and room.height() > 700:
        assert bars[1].maximum() == 0, "and so is what goes in"
    dialog.contents.left.emit()
    assert dialog.preview.isVisible()
    cards = [place(card, dialog) for card in dialog.choices._cards.values()]
    assert cards[0].top() == cards[1].top()
    assert {card.width() for card in cards} <= set(range(cards[0].width() - 1, cards[0].width() + 2))
    desk.press("export") if dialog.findChild(QPushButton, "export").isVisible() else None
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert bars[1].value() == 0
    assert dialog.rect().contains(place(dialog.strip.primary, dialog))
    assert dialog.strip.place.height() >= dialog.strip.place.heightForWidth(dialog.strip.place.width())


def test_what_went_wrong_is_seen_at_once_where_there_is_no_room_beside_the_steps(qtbot, theme, tmp_path):
    theme.set_factor(2.0)
    desk = Desk(qtbot, theme, tmp_path)
    desk.dialog.resize(1300, 700)
    dialog, left = desk.dialog, desk.dialog._left
    assert place(dialog.preview, dialog).top() >= place(left, dialog).bottom(), "below the choices"
    (desk.out / "Nadia’s year tasks.ics").mkdir()
    dialog.choices.contents_asked.emit()
    dialog.contents.tasks.setChecked(True)
    desk.messages.answer = REPLACE
    desk.export()
    (warned,) = dialog._side.findChildren(Note)
    qtbot.waitUntil(lambda: not warned.visibleRegion().isEmpty())
    assert place(dialog._side, dialog).bottom() <= place(left, dialog).top(), "above the steps"


def test_tab_goes_through_calendar_way_and_discretion_in_this_order(desk, qtbot):
    desk.press("calendar-thunderbird")
    seen = []
    desk.dialog.choices._cards["thunderbird"].setFocus()
    for _ in range(4):
        qtbot.keyClick(desk.dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(desk.dialog.focusWidget().objectName())
    assert seen == ["way-live", "server", "discreet", "plan_b"]


@pytest.mark.parametrize(
    ("calendar", "offered"), [("google", False), ("apple", True), ("thunderbird", True), ("other", True)]
)
def test_a_calendar_that_speaks_caldav_may_be_published_to_a_server_instead(desk, calendar, offered):
    desk.press(f"calendar-{calendar}")
    link = desk.dialog.findChild(QAbstractButton, "server")
    assert link.isVisible() is offered
    if offered:
        desk.bot.mouseClick(link, LEFT)
        assert desk.dialog.wants_server
        assert not desk.dialog.isVisible()
