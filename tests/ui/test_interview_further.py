"""The two pages after the questions: a refusal leads to its field, and no typed reason is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.services.interview_draft import read_draft
from reapply_desktop.ui.interview.further_pages import FindingsPage, PathPage
from reapply_desktop.ui.pages.dispute_box import DisputeBox
from reapply_desktop.ui.pages.findings_view import WHY_ONE
from reapply_desktop.ui.pages.path_view import OTHERWISE, PROGRAMS, SAME_FIELD
from reapply_desktop.ui.theme import Theme
from tests.ui.interview_driver import LEFT, Driver
from tests.ui.test_interview_walk import NADIA


@pytest.fixture
def driver(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Driver:
    return Driver(qtbot, theme, tmp_path)


def findings(d: Driver) -> FindingsPage:
    page = d.view.wizard.page_of("findings")
    assert isinstance(page, FindingsPage)
    return page


def path(d: Driver) -> PathPage:
    page = d.view.wizard.page_of("path")
    assert isinstance(page, PathPage)
    return page


def dispute(d: Driver, cause: str) -> None:
    """“…”, then “I see it otherwise…” (or “Change what you wrote…”)."""
    more = findings(d).findChild(QPushButton, f"more-{cause}")
    d.bot.mouseClick(more, LEFT)
    menu = next(m for m in findings(d).findChildren(QMenu) if m.isVisible())
    d.bot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[0]).center())
    QApplication.processEvents()
    assert reason(d).isVisible()


def reason(d: Driver) -> QPlainTextEdit:
    """The field of the one dispute that is open."""
    return next(box.reason for box in findings(d).findChildren(DisputeBox) if box.isVisible())


def in_sight(d: Driver, widget: QWidget, page: FindingsPage | PathPage) -> bool:
    port = page._scroll.viewport()
    top = widget.mapTo(port, QPoint(0, 0)).y()
    return widget.isVisible() and top >= 0 and top + widget.height() <= port.height()


REASON = "Both writers know me well."
KEPT = [{"cause": "weak_letters", "reason": REASON}]


@pytest.mark.parametrize("way", ["next", "back", "rail", "leave", "quit"])
def test_B2_4_a_reason_typed_but_not_confirmed_is_kept_whatever_comes(driver: Driver, way: str) -> None:
    d = driver.begin(NADIA, "findings")
    dispute(d, "weak_letters")
    d.type_into(reason(d), REASON)
    if way == "next":
        d.next()
        assert d.step == "path"
    elif way == "back":
        d.back()
        assert d.step == "hard_questions"
    elif way == "rail":
        d.bot.mouseClick(d.view.rail.item("letters"), LEFT)
    elif way == "leave":
        d.press("Leave and continue later")
    else:
        d.view.hide()
    assert d.tree["disputes"] == KEPT
    draft = read_draft(d.folder) if way in ("leave", "quit") else None
    if draft is not None:
        assert draft.answers["disputes"] == KEPT
        assert draft.step == "findings"
        return
    d.view.go_to("findings")
    assert not any(box.isVisible() for box in findings(d).findChildren(DisputeBox))
    dispute(d, "weak_letters")
    assert reason(d).toPlainText() == REASON


def test_B2_4_disputing_another_finding_keeps_the_first_reason(driver: Driver) -> None:
    d = driver.begin(NADIA, "findings")
    dispute(d, "weak_letters")
    d.type_into(reason(d), REASON)
    dispute(d, "few_interviews")
    assert reason(d).toPlainText() == ""
    d.type_into(reason(d), "Four were enough.")
    d.press("Keep the reason", findings(d))
    assert d.tree["disputes"] == [*KEPT, {"cause": "few_interviews", "reason": "Four were enough."}]


def test_B2_4_cancel_takes_back_what_was_typed_and_an_emptied_field_takes_nothing(driver: Driver) -> None:
    d = driver.begin({**NADIA, "disputes": KEPT}, "findings")
    dispute(d, "few_interviews")
    d.type_into(reason(d), "Never mind.")
    d.press("Cancel", findings(d))
    assert d.tree["disputes"] == KEPT
    dispute(d, "weak_letters")
    d.type_into(reason(d), "")
    d.next()
    assert d.tree["disputes"] == KEPT


def test_B2_5_next_leads_to_the_field_that_asks_why_one_alone(driver: Driver) -> None:
    d = driver.begin(NADIA, "findings")
    d.press("Circle", findings(d))
    why = findings(d).view.why
    findings(d)._scroll.verticalScrollBar().setValue(0)
    assert not in_sight(d, why, findings(d))
    d.next()
    assert d.step == "findings"
    assert d.view.focusWidget() is why
    d.until(lambda: in_sight(d, why, findings(d)))
    assert why.property("state") == "explain"
    assert (d.view.footer.text(), d.view.footer.level()) == (WHY_ONE, "explain")
    d.bot.keyClicks(QApplication.focusWidget(), "The rest follows.")
    assert not why.property("state")
    assert d.view.footer.level() == ""
    d.next()
    assert d.step == "path"


def test_B3_7_next_leads_to_the_reason_for_choosing_otherwise(driver: Driver) -> None:
    d = driver.begin(NADIA, "path")
    page = path(d)
    for name in ("Pivot", "Same specialty, improved", "Hybrid"):
        d.press(name, page)
        if page.view.why.isVisible():
            break
    page._scroll.verticalScrollBar().setValue(0)
    d.next()
    assert d.step == "path"
    assert d.view.focusWidget() is page.view.why
    d.until(lambda: in_sight(d, page.view.why, page))
    assert (d.view.footer.text(), d.view.footer.level()) == (OTHERWISE, "explain")


def test_what_is_asked_stays_said_until_it_is_answered(driver: Driver) -> None:
    d = driver.begin(NADIA, "path")
    page = path(d)
    d.press("Pivot", page)
    assert page.view.why.isVisible()
    d.next()
    d.type_into(page.view.fields.sides["primary"].mentor, "Dr. Osei")
    assert (d.view.footer.text(), page.view.why.property("state")) == (OTHERWISE, "explain")
    d.type_into(page.view.why, "My heart is there.")
    assert (d.view.footer.level(), page.view.why.property("state")) == ("", None)


def test_the_path_page_needs_no_sideways_scrolling_with_large_text(driver: Driver) -> None:
    driver.theme.set_factor(2.0)
    d = Driver(driver.bot, driver.theme, driver.folder).begin(NADIA, "path")
    d.press("Hybrid", path(d))
    d.bot.wait(60)
    assert not path(d)._scroll.horizontalScrollBar().isVisible()


def test_B3_6_next_leads_to_a_number_that_cannot_be_and_says_so_in_red(driver: Driver) -> None:
    d = driver.begin(NADIA, "path")
    page = path(d)
    d.press("Hybrid", page)
    if page.view.why.isVisible():
        d.type_into(page.view.why, "Both suit me.")
    count = page.view.fields.sides["backup"].programs
    d.type_into(count, "900")
    page._scroll.verticalScrollBar().setValue(0)
    # By keys nothing leaves the field, so nothing has looked at the number yet.
    d.bot.keyClick(count, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    if d.step == "path" and d.view.focusWidget() is not count:
        d.next()
    assert d.view.footer.next_button.shortcut() == QKeySequence("Alt+Right")
    assert d.view.focusWidget() is count
    d.until(lambda: in_sight(d, count, page))
    assert (d.view.footer.text(), d.view.footer.level()) == (PROGRAMS, "error")
    assert count.property("state") == "error"
    d.type_into(count, "90")
    backup = page.view.fields.sides["backup"].name
    d.pick(backup, "internal_medicine")
    page._scroll.verticalScrollBar().setValue(0)
    d.next()
    assert d.view.focusWidget() is backup
    assert (d.view.footer.text(), d.view.footer.level()) == (SAME_FIELD, "error")
    assert backup.property("state") == "error"
    d.pick(backup, "psychiatry")
    assert not backup.property("state")
    assert d.finish().decision.backup_programs == 90


def test_a_number_typed_last_is_taken_along_by_the_key_of_next(driver: Driver) -> None:
    d = driver.begin(NADIA, "path")
    page = path(d)
    d.press("Hybrid", page)
    if page.view.why.isVisible():
        d.type_into(page.view.why, "Both suit me.")
    d.type_into(page.view.fields.sides["primary"].programs, "70")
    with d.bot.waitSignal(d.view.finished) as caught:
        d.view.footer.next.emit()  # as its shortcut does, without the focus leaving the field
    assert caught.args[0].decision.primary_programs == 70


@pytest.mark.parametrize("way", ["back", "key", "rail", "leave", "quit"])
def test_B3_6_a_number_that_cannot_be_is_kept_as_typed_whatever_comes(driver: Driver, way: str) -> None:
    d = driver.begin(NADIA, "path")
    d.press("Hybrid", path(d))
    d.type_into(path(d).view.fields.sides["backup"].programs, "900")
    if way == "back":
        d.back()
    elif way == "key":
        d.view.footer.back.emit()  # as its shortcut does, without the focus leaving the field
    elif way == "rail":
        d.bot.mouseClick(d.view.rail.item("letters"), LEFT)
    elif way == "leave":
        d.press("Leave and continue later")
    else:
        d.view.hide()
    assert d.tree["decision"]["backup_programs"] == 900
    if way in ("leave", "quit"):
        draft = read_draft(d.folder)
        assert draft is not None
        assert draft.answers["decision"]["backup_programs"] == 900
        return
    d.view.go_to("path")
    count = path(d).view.fields.sides["backup"].programs
    assert (count.text(), count.property("state")) == ("900", "error")
    d.next()
    assert d.step == "path"


def test_B2_4_an_open_answer_leads_to_its_question_and_back(driver: Driver) -> None:
    d = driver.begin({**NADIA, "interview_feedback": None}, "findings")
    d.press("Answer: what was heard after the interviews", findings(d))
    assert any(question.key == "interview_feedback" for question in d.page.page.questions)
    assert d.field("interview_feedback").isAncestorOf(d.view.focusWidget())
    d.view.go_to("findings")
    assert d.step == "findings"
