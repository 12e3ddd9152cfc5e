"""Texts over what a file holds (interface.md: 5,000 characters, names 200) stay where they are typed, are said to be
too long, and reach the plan only once they fit."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Exam
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services import plan_file
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.path_page import PathPage
from reapply_desktop.ui.pages.post_mortem_page import PostMortemPage

ANSWERS = Answers(
    Applicant("non_us_img", "Nadia", 2022), (Application("internal_medicine", 60, 5, 4, 4),), season=2027,
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12),
    decision=Decision(("few_interviews",), "The rest follows from it.", "pivot", "psychiatry", why="My heart",
                      by="person"),
)  # fmt: skip
LONG, SAID = "x" * 6_000, "Up to 5,000 characters fit here; this text has 6,000, 1,000 too many."


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: date(2026, 6, 14), lambda: "new")
    step = Milestone("7a3c1d1e-0000-4000-8000-000000000002", "A", "decide", date(2026, 7, 1), date(2026, 7, 1))
    made.open(Plan("7a3c1d1e-0000-4000-8000-000000000001", ANSWERS, (step,)), None)
    return made


def shown(qtbot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def paste(field: QWidget, text: str) -> None:
    """All that stands there replaced by this."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def opened_again(document: Document) -> Answers:
    return plan_file.decode(plan_file.encode(document.plan)).answers


def test_a_path_s_reason_that_is_too_long_stays_in_the_field_and_out_of_the_plan(document, theme, qtbot):
    page = shown(qtbot, PathPage(document, theme))
    paste(page.view.why, LONG)
    assert page.view.why.toPlainText() == LONG
    assert SAID in page.view.problems()
    assert page.view.why.property("state") == "error"
    assert opened_again(document).decision.why == "My heart"
    document.change(replace(document.plan, answers=replace(document.plan.answers, us_experience_months=3)), "Other")
    assert page.view.why.toPlainText() == LONG
    paste(page.view.why, "y" * 5_000)
    assert page.view.problems() == ()
    assert opened_again(document).decision.why == "y" * 5_000


def test_too_long_a_name_of_a_mentor_is_kept_whole_in_its_field_and_said(document, theme, qtbot):
    page = shown(qtbot, PathPage(document, theme))
    mentor = page.view.fields.sides["primary"].mentor
    paste(mentor, "Dr. " + "R" * 300)
    assert mentor.text() == "Dr. " + "R" * 300
    assert page.view.problems() == ("Up to 200 characters fit here; this text has 304, 104 too many.",)
    assert opened_again(document).decision.primary_mentor is None
    page.view.fields.sides["primary"].programs.setFocus()
    paste(mentor, "Dr. Reyes")
    assert opened_again(document).decision.primary_mentor == "Dr. Reyes"


def test_the_reason_for_a_single_cause_is_not_taken_over_before_it_fits(document, theme, qtbot):
    page = shown(qtbot, PostMortemPage(document, theme))
    why, told = page.findChild(QWidget, "why_few_causes"), []
    page.answers_changed.connect(lambda *args: told.append(args))
    qtbot.mouseClick(page.findChild(QPushButton, "circle-few_interviews"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.findChild(QPushButton, "circle-late_application"), Qt.MouseButton.LeftButton)
    paste(why, LONG)
    qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    assert told == []
    assert (page.strip.text(), why.toPlainText(), why.property("state")) == (SAID, LONG, "error")
    paste(why, "It alone.")
    qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    assert told[0][0].decision.why_few_causes == "It alone."


def test_B2_4_a_dispute_too_long_keeps_its_box_open_and_the_plan_as_it_was(document, theme, qtbot):
    page = shown(qtbot, PostMortemPage(document, theme))
    page.view.row("few_interviews").open_dispute()
    box = page.view.row("few_interviews").dispute
    paste(box.reason, "They were five.")
    paste(box.reason, LONG)
    assert not box.keep.isEnabled()
    QTest.keyClick(box.reason, Qt.Key.Key_Escape)
    assert page.view.row("few_interviews").dispute is box
    assert [d.reason for d in opened_again(document).disputes] == ["They were five."]
    document.change(replace(document.plan, answers=replace(document.plan.answers, us_experience_months=3)), "Other")
    again = page.view.row("few_interviews").dispute
    assert again.reason.toPlainText() == LONG
    assert SAID in page.view.problems()
    paste(again.reason, "Five.")
    qtbot.mouseClick(again.keep, Qt.MouseButton.LeftButton)
    assert [d.reason for d in opened_again(document).disputes] == ["Five."]
    assert page.view.row("few_interviews").dispute is None


def test_another_plan_does_not_show_what_was_too_long_for_the_one_before(document, theme, qtbot):
    page = shown(qtbot, PathPage(document, theme))
    paste(page.view.why, LONG)
    other = replace(document.plan, id="7a3c1d1e-0000-4000-8000-000000000009", answers=replace(ANSWERS, season=2028))
    document.open(other, None)
    assert page.view.why.toPlainText() == "My heart"
