"""The welcome page: what it offers, the dates with their labels, and the note of the day (B1.3, B11.1)."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.services.recent_files import RecentFile
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui import wording
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.pages.welcome_page import Unfinished, WelcomePage
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

TODAY = date(2026, 3, 23)
UNFINISHED = Unfinished("Nadia’s year", "Page 4 of 10, Exams · yesterday, 21:50", 0.3)


def page(qtbot: QtBot, theme: Theme, folder: Path, today: date = TODAY) -> WelcomePage:
    made = WelcomePage(theme, load_tables(), Settings(folder), today)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def press(qtbot: QtBot, widget: QWidget, text: str) -> None:
    (found,) = [b for b in widget.findChildren(QPushButton) if b.text() == text]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def filled(widget: QWidget) -> list[str]:
    return [b.text() for b in widget.findChildren(QPushButton) if b.property("role") == "primary"]


def test_first_run_has_one_filled_button_and_each_button_says_what_was_asked(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    welcome = page(qtbot, theme, tmp_path)
    welcome.show_state(None, ())
    assert filled(welcome) == ["Begin the interview"]
    for text, signal in (
        ("Begin the interview", welcome.interview_asked),
        ("Open a plan…", welcome.open_asked),
        ("Look at a sample", welcome.sample_asked),
        ("What ReApply is built on", welcome.built_on_asked),
    ):
        with qtbot.waitSignal(signal, timeout=500):
            press(qtbot, welcome, text)


def test_an_unfinished_interview_takes_the_filled_button(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    welcome = page(qtbot, theme, tmp_path)
    welcome.show_state(UNFINISHED, ())
    assert filled(welcome) == ["Continue"]
    assert {"Left unfinished", "Nadia’s year", "Page 4 of 10, Exams · yesterday, 21:50"} <= set(texts(welcome))
    with qtbot.waitSignal(welcome.continue_asked, timeout=500):
        press(qtbot, welcome, "Continue")


def test_B11_1_each_date_of_the_next_season_has_its_label(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    welcome = page(qtbot, theme, tmp_path)
    welcome.show_state(None, ())
    shown = texts(welcome)
    place = shown.index("2 Sep 2026")
    assert shown[place : place + 3] == ["2 Sep 2026", "Applications can be submitted", "reported"]
    assert shown[place + 3 : place + 9] == ["23 Sep 2026", "Programs begin to read", "reported", "19 Mar 2027", "Match Day", "reported"]  # fmt: skip  # noqa: E501


def test_B11_1_a_season_no_table_holds_is_labelled_estimated(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    welcome = page(qtbot, theme, tmp_path, date(2028, 4, 2))
    welcome.show_state(None, ())
    assert texts(welcome).count("estimated") == 3


def test_recent_plans_can_be_opened_and_a_missing_one_says_so(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    welcome = page(qtbot, theme, tmp_path)
    here, gone = RecentFile(tmp_path / "a & b.reapply", True), RecentFile(tmp_path / "gone.reapply", False)
    welcome.show_state(None, (here, gone))
    assert "not found where it was" in texts(welcome)
    assert "gone" in texts(welcome)
    with qtbot.waitSignal(welcome.recent_chosen, timeout=500) as asked:
        press(qtbot, welcome, "a && b")
    assert asked.args == [here.path]
    assert not [b for b in welcome.findChildren(QPushButton) if b.text() == "gone"]


def test_the_ticks_are_remembered(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    welcome = page(qtbot, theme, tmp_path)
    welcome.show_state(None, ())
    welcome.findChildren(Tick)[1].setChecked(True)
    again = page(qtbot, theme, tmp_path)
    again.show_state(None, ())
    assert [t.isChecked() for t in again.findChildren(Tick)] == [False, True, False, False, False, False]


@pytest.mark.parametrize("size", [(1366, 738), (1000, 600), (720, 480)])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_no_paragraph_is_cut_at_any_width_or_text_size(
    qtbot: QtBot, theme: Theme, tmp_path: Path, size: tuple[int, int], factor: float
) -> None:
    theme.set_factor(factor)
    welcome = page(qtbot, theme, tmp_path)
    welcome.show_state(UNFINISHED, ())
    welcome.resize(*size)
    with qtbot.waitExposed(welcome):
        welcome.show()
    for widget in welcome.widget().findChildren(QWidget):
        if widget.hasHeightForWidth() and widget.isVisibleTo(welcome):
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.accessibleName()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 3, 23), "Today is 23 March. Nothing has to be sent to any program this week."),
        (date(2026, 4, 15), "A path chosen before May"),
        (date(2026, 8, 3), "7 weeks remain until programs begin to read."),
        (date(2026, 9, 22), "Programs begin to read in 1 day."),
        (date(2026, 9, 23), "The season is running."),
    ],
)
def test_B1_3_the_note_depends_on_the_day(
    qtbot: QtBot, theme: Theme, tmp_path: Path, today: date, said: str
) -> None:
    welcome = page(qtbot, theme, tmp_path, today)
    welcome.show_state(None, ())
    (note,) = welcome.findChildren(Note)
    assert said in note.text()


def test_names_and_counts_in_words() -> None:
    assert wording.year_of("  Nadia Rahman ") == "Nadia’s year"
    assert wording.year_of(None) == wording.year_of("  ") == "Your year"
    assert wording.changes(7) == "Seven changes"
    assert wording.changes(1) == "One change"
    assert wording.changes(40) == "40 changes"
