"""The three exports in the window: menu entries, the timeline's button, what is kept in the plan's file, the toast."""

import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from real_window import open_window

from reapply_desktop.services import storage, tables
from reapply_desktop.ui.calendar_export.dialog import CalendarDialog
from reapply_desktop.ui.timeline.timeline_head import EXPORTS, TimelineHead

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, qapp, theme, tmp_path):
    made, messages = open_window(qapp, theme, tmp_path / "data")
    qtbot.addWidget(made, before_close_func=lambda w: w._document.undo_stack.setClean())
    made.start(None)
    made.files.open_sample()
    made.messages, made.folder = messages, tmp_path
    made.show()
    return made


def test_the_timeline_asks_which_export_and_leads_there(window, qtbot, monkeypatch):
    window._go_to("timeline")
    head = window.findChild(TimelineHead)
    qtbot.mouseClick(head.export, LEFT)
    assert head.exports.isVisible()
    assert [action.text().replace("&", "") for action in head.exports.actions()] == \
        ["To a calendar…", "On paper or as PDF…", "As a table…"]
    assert {command for command, _words in EXPORTS} <= set(window._commands)
    head.exports.close()
    window.messages.paths = [window.folder / "t.xlsx"]
    head.exports.actions()[2].trigger()
    qtbot.waitUntil(lambda: window._toast is not None and "saved in t.xlsx" in window._toast.text(), timeout=10_000)
    assert load_workbook(window.folder / "t.xlsx")["Milestones"].max_row > 50


def test_what_a_calendar_was_told_is_kept_in_the_plans_file_at_once(window, qtbot, qapp):
    plan_file = window.folder / "year.reapply"
    window.messages.paths = [plan_file]
    assert window.files.save()

    def go() -> None:
        dialog = qapp.activeModalWidget()
        if not isinstance(dialog, CalendarDialog):  # it is still being built, in turns
            QTimer.singleShot(50, go)
            return
        dialog._path = Path(window.folder / "year.ics")
        qtbot.mouseClick(dialog.findChild(QPushButton, "export"), LEFT)
        qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
        dialog.close()

    QTimer.singleShot(100, go)
    window._commands["export"].trigger()
    assert (window.folder / "year.ics").is_file()
    assert storage.load(plan_file).exports == window._document.plan.exports != {}
    assert not window._document.is_dirty


def test_a_window_that_closes_ends_the_table_that_is_being_written(window, qtbot, monkeypatch):
    going, go_on, real = threading.Event(), threading.Event(), tables.to_csv

    def slow(plan):
        going.set()
        go_on.wait(10)
        return real(plan)

    monkeypatch.setattr(tables, "to_csv", slow)
    old = window.folder / "t.csv"
    old.write_bytes(b"old")
    window.messages.paths = [old]
    window._commands["table"].trigger()
    assert going.wait(10)
    threading.Timer(0.2, go_on.set).start()
    window.exporting.finish()
    assert window.exporting._table._job.isFinished()
    assert old.read_bytes() == b"old"
