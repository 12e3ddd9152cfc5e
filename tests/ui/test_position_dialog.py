""""I have a position" (B11.15): what is dropped, what stays, the day, and whom to thank."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.ui.pages.position_dialog import PositionDialog

TODAY = date(2027, 2, 3)
LEFT = Qt.MouseButton.LeftButton
PLAN = Plan(
    "p",
    Answers(Applicant("non_us_img"), (Application("internal_medicine"),),
            decision=Decision(primary_mentor="Dr. Osei", backup_mentor=" Dr. Lind ")),
    (
        Milestone("a", "Rank list", "application", TODAY, TODAY),
        Milestone("b", "SOAP pack", "application", TODAY, TODAY),
        Milestone("v", "Visa: the clock", "support", TODAY, TODAY, rule="B11.13"),
        Milestone("d", "Submitted", "application", TODAY, TODAY, status="done"),
    ),
)  # fmt: skip


@pytest.fixture
def dialog(theme, qtbot) -> PositionDialog:
    made = PositionDialog(PLAN, theme, TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(dialog: PositionDialog) -> list[str]:
    return [part.text() for part in dialog._outcome]


def drop(dialog: PositionDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "close_plan")


def test_B11_13_visa_and_loans_stay_unless_taken_off(dialog):
    assert dialog.kept == {"v"}
    assert dialog.model.steps[0].id == "v"
    assert words(dialog) == ["2 open steps will be dropped.", "1 step will stay open.",
                             "1 done step will stay as it is."]
    assert drop(dialog).text() == "Drop 2 steps"


def test_a_click_anywhere_in_a_row_keeps_a_step_and_the_outcome_follows(dialog, qtbot):
    place = dialog.list.visualRect(dialog.model.index(1))
    qtbot.mouseClick(dialog.list.viewport(), LEFT, pos=place.center())
    assert dialog.kept == {"v", "a"}
    assert drop(dialog).text() == "Drop 1 step"
    qtbot.mouseClick(dialog.list.viewport(), LEFT, pos=place.topLeft() + QPoint(20, 12))
    assert dialog.kept == {"v"}


def test_space_switches_the_current_row(dialog, qtbot):
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.model.index(0))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.kept == frozenset()
    assert words(dialog)[1] == "None will stay open."


def test_the_day_is_today_and_may_lie_before_but_not_ahead(dialog, qtbot):
    assert dialog.day == TODAY
    dialog._field.setText("4 Feb 2027")
    qtbot.mouseClick(drop(dialog), LEFT)
    assert dialog.isVisible()
    assert dialog._wrong.text() == "The day it was found: today or earlier."
    dialog._field.setText("1 Feb 2027")
    qtbot.mouseClick(drop(dialog), LEFT)
    assert not dialog.isVisible()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert dialog.day == TODAY - timedelta(days=2)


def test_an_empty_day_is_asked_for(dialog, qtbot):
    dialog._field.clear()
    qtbot.mouseClick(drop(dialog), LEFT)
    assert dialog.isVisible()
    assert dialog._wrong.text().startswith("Which day was it?")


def test_the_people_to_thank_are_named_and_escape_changes_nothing(dialog, qtbot):
    assert any("Dr. Osei and Dr. Lind" in part.text() for part in dialog.findChildren(QLabel))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == dialog.DialogCode.Rejected


def test_in_a_narrow_window_the_outcome_stands_below_the_choices(dialog, qapp):
    dialog.resize(520, 600)
    qapp.processEvents()
    assert not dialog._right.isVisible()
    assert dialog._brief.isVisible()
    assert dialog._brief.text().startswith("2 open steps will be dropped.")


def test_the_model_of_steps_is_sound(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)
