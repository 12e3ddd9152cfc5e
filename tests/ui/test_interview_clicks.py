"""A click lands where it was aimed, and Tab goes through a page as it reads."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.ui.interview.application_table import ApplicationsField
from reapply_desktop.ui.interview.exam_table import ExamsField
from reapply_desktop.ui.theme import Theme
from tests.ui.interview_driver import LEFT, Driver
from tests.ui.test_interview_checks import START


@pytest.fixture
def driver(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Driver:
    return Driver(qtbot, theme, tmp_path)


def click_slowly(d: Driver, aim: QWidget) -> None:
    """Press, let the page lay itself out, let go at the same place of the screen."""
    d.bot.wait(60)  # what is due to be laid out is
    window = d.view.windowHandle()
    at = aim.mapTo(d.view, QPoint(12, aim.height() // 2))
    QTest.mousePress(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
    d.bot.wait(60)
    QTest.mouseRelease(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()


def test_a_remark_that_appears_when_a_field_is_left_swallows_no_click(driver: Driver) -> None:
    d = driver.begin(START, "exams")
    field = d.field("exams")
    assert isinstance(field, ExamsField)
    d.type_into(field.row_of("step1").attempts, "99")
    assert not field.row_of("step1")._message.isVisible()
    click_slowly(d, d.button("Passed", field.row_of("step2ck")))
    assert field.row_of("step2ck").row() == {"exam": "step2ck", "passed": True}
    d.until(field.row_of("step1")._message.isVisible)
    assert field.row_of("step1").attempts.property("state") == "error"


def test_the_same_on_applications_where_a_note_field_appears_too(driver: Driver) -> None:
    d = driver.begin(START, "applications")
    row = d.application(0, "psychiatry", "60", "5", "4", "9")
    click_slowly(d, d.button("Add a specialty"))
    field = d.field("applications")
    assert isinstance(field, ApplicationsField)
    assert len(field.table()) == 2
    d.until(row.note.isVisible)


def walk(d: Driver, start: QWidget, steps: int) -> list[QWidget]:
    """What Tab reaches, one after the other."""
    start.setFocus()
    reached = []
    for _ in range(steps):
        focused = d.view.focusWidget()
        assert focused is not None
        d.bot.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(d.view.focusWidget())
    return reached


def test_tab_goes_through_applications_as_they_read(driver: Driver) -> None:
    note = {"specialty": "psychiatry", "programs": 60, "invited": 5, "attended": 1, "ranked": 3}
    d = driver.begin({**START, "applications": [note, {"specialty": "neurology"}]}, "applications")
    field, day = d.field("applications"), d.typed("submitted_on")
    assert isinstance(field, ApplicationsField)
    d.press("Add a specialty")
    first, *others = field.table()
    assert first.note.isVisible()
    expected: list[QWidget] = [*first.counts.values(), first.remove, first.note]
    for row in others:
        expected += [row.specialty, *row.counts.values(), row.remove]
    expected += [field.add, field.elsewhere, day.editor, day.unknown]
    reached = walk(d, first.specialty, len(expected))
    assert [w.accessibleName() for w in reached] == [w.accessibleName() for w in expected]
    assert reached == expected
    # After the page comes the footer, and after that the rail.
    rest = walk(d, day.unknown, 6)
    assert d.view.footer.next_button in rest
    assert rest.index(d.view.footer.leave_button) < rest.index(d.view.footer.next_button)


def test_tab_reaches_dont_know_after_its_field_and_skips_nothing_of_a_page(driver: Driver) -> None:
    d = driver.begin(None, "situation")
    place, income = d.typed("situation.location"), d.typed("situation.income")
    assert walk(d, place.editor, 3) == [place.unknown, income.editor, income.unknown]


def test_tab_goes_through_added_exams_before_the_way_to_take_them_out(driver: Driver) -> None:
    d = driver.begin(START, "exams")
    field = d.field("exams")
    assert isinstance(field, ExamsField)
    d.press("Add a COMLEX exam")
    assert d.view.focusWidget() is not None
    assert field.row_of("level1").isAncestorOf(d.view.focusWidget())
    last = field.row_of("level3").attempts
    assert walk(d, last, 2) == [field.add, field.elsewhere]
    d.press("Take the COMLEX exams out", field)
    assert not field.row_of("level1").isVisible()
    assert walk(d, field.row_of("step3").attempts, 2) == [field.add, field.elsewhere]


def test_added_exams_can_be_taken_out_and_come_back_with_what_was_typed(driver: Driver) -> None:
    d = driver.begin(START, "exams")
    d.press("Add a COMLEX exam")
    d.exam("level1", "Passed", "", "2")
    d.press("Take the COMLEX exams out")
    assert "exams" not in d.view.session.interview.pruned(d.tree)
    assert d.view.footer.text() == ""
    d.press("Bring back the COMLEX exams")
    field = d.field("exams")
    assert isinstance(field, ExamsField)
    assert field.row_of("level1").row() == {"exam": "level1", "passed": True, "attempts": 2}
    assert d.view.session.interview.pruned(d.tree)["exams"] == [{"exam": "level1", "passed": True, "attempts": 2}]
    d.type_into(field.row_of("level1").attempts, "99")
    d.press("Take the COMLEX exams out")
    d.next()
    assert d.step == "standing"  # what is taken out stops nobody


def test_a_full_page_leaves_the_footer_its_height_with_large_text(driver: Driver) -> None:
    driver.theme.set_factor(2.0)
    d = Driver(driver.bot, driver.theme, driver.folder).begin({"situation": {"role": "undecided"}}, "role")
    d.bot.wait(60)
    footer = d.view.footer
    assert footer.next_button.geometry().bottom() < footer.height()
    assert footer.next_button.height() >= footer.next_button.sizeHint().height()


def test_answers_in_two_columns_leave_no_hole_between_them(driver: Driver) -> None:
    d = driver.begin(START, "role")
    field = d.field("situation.role")
    radios = [d.button(words, field) for words in ("Work outside the clinic", "Undecided", "I don’t know")]
    places = [radio.mapTo(field, QPoint(0, 0)).y() for radio in radios]
    assert len({radio.mapTo(field, QPoint(0, 0)).x() for radio in radios}) == 1
    gaps = [places[at + 1] - (places[at] + radios[at].height()) for at in (0, 1)]
    assert max(gaps) <= 4
