"""The offer after a move: asked in place, answered by click or key, one step of undo, and never stale."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.follow_offer import FollowOffer
from tests.reshaping import chain_document, chain_plan

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


@pytest.fixture
def page(theme, qtbot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    made.field = QLineEdit()
    column.addWidget(made.field)
    column.addStretch(1)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def offer(document, theme, page) -> FollowOffer:
    made = FollowOffer(document, theme, page)
    page.layout().addWidget(made)
    return made


def move(document, offer, key, days, merge_key=None):
    before = document.plan
    edit = bulk.moved(before, [key], days)
    document.change(edit.plan, edit.text, merge_key)
    return offer.consider(before, document.plan)


def test_the_waiting_ones_are_moved_along_as_one_step_with_the_move(document, offer, page, qtbot):
    start = document.plan
    assert move(document, offer, "b", 14)
    assert offer.isVisible()
    assert offer.accessibleName().startswith("2 steps wait for this one and would come too early.")
    assert offer.along.text() == "Move 2 &along"
    said = []
    offer.message.connect(lambda *words: said.append(words))
    qtbot.mouseClick(offer.along, LEFT)
    assert not offer.isVisible()
    assert document.plan.milestone("c").start == date(2026, 8, 24)
    assert document.plan.milestone("d").start == date(2026, 8, 25)
    assert said == [("Moved 2 steps along", True)]
    assert (document.undo_stack.count(), document.undo_stack.undoText()) == (1, "Move 3 steps")
    document.undo_stack.undo()
    assert document.plan == start
    document.undo_stack.redo()
    assert document.plan.milestone("d").start == date(2026, 8, 25)
    assert not offer.isVisible()


def test_escape_leaves_them_and_the_move_stands(document, offer, page, qtbot):
    move(document, offer, "b", 14)
    assert page.field.hasFocus()
    qtbot.keyClick(page.field, KEY.Key_Escape)
    assert not offer.isVisible()
    assert document.plan.milestone("c").start == date(2026, 8, 12)
    assert document.undo_stack.undoText() == "Move step"


def test_it_is_answered_by_the_keyboard_and_gives_the_focus_back(document, offer, page, qtbot):
    move(document, offer, "b", 14)
    qtbot.keyClick(page.field, KEY.Key_Tab)
    assert offer.along.hasFocus()
    qtbot.keyClick(offer.along, KEY.Key_Return)
    assert document.plan.milestone("d").start == date(2026, 8, 25)
    assert page.field.hasFocus()
    document.undo_stack.undo()
    move(document, offer, "b", 14)
    qtbot.keyClick(page.field, KEY.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not offer.isVisible())
    assert document.plan.milestone("d").start == date(2026, 8, 25)


def test_a_season_day_that_is_missed_is_said_at_once_with_the_days(document, offer, page, qtbot):
    assert move(document, offer, "d", 15)
    assert "“Submit ERAS” on 2 September comes 4 days before this ends." in offer.accessibleName()
    assert offer.along.text() == "T&ake the move back"
    qtbot.mouseClick(offer.along, LEFT)
    assert document.plan == chain_plan()
    assert document.undo_stack.index() == 0


def test_any_other_change_undo_or_redo_takes_it_away(document, offer, page, qtbot):
    move(document, offer, "b", 14)
    document.undo_stack.undo()
    assert not offer.isVisible()
    document.undo_stack.redo()
    assert not offer.isVisible()
    before = document.plan
    move(document, offer, "b", 7)
    assert offer.isVisible()
    document.change(bulk.recategorised(document.plan, ["f"], "exams").plan, "Change category")
    assert not offer.isVisible()
    move(document, offer, "b", 1)
    document.open(before, None)
    assert not offer.isVisible()


def test_moves_that_merged_are_followed_from_where_they_began(document, offer, page, qtbot):
    start = document.plan
    for _ in range(9):
        move(document, offer, "b", 1, "nudge")
    assert document.undo_stack.count() == 1
    qtbot.mouseClick(offer.along, LEFT)
    assert document.plan.milestone("b").start == date(2026, 7, 1)
    assert document.plan.milestone("c").start == date(2026, 8, 19)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == start


def test_a_saved_move_followed_is_not_saved_any_more(document, offer, page, qtbot, tmp_path):
    move(document, offer, "b", 14)
    document.mark_saved(tmp_path / "x.reapply")
    qtbot.mouseClick(offer.along, LEFT)
    assert document.is_dirty
    assert document.undo_stack.count() == 1


def test_nothing_is_shown_where_nothing_follows(document, offer, page):
    assert not move(document, offer, "f", 14)
    assert not move(document, offer, "b", -3)
    assert not offer.isVisible()


@pytest.mark.parametrize("size", [(1000, 600), (420, 700), (240, 400)])
def test_it_stands_under_everything_else_and_covers_nothing(document, offer, page, qtbot, theme, size):
    theme.set_factor(2.0)
    move(document, offer, "b", 40)
    page.resize(*size)
    qtbot.waitUntil(lambda: offer.geometry().top() > page.field.geometry().bottom())
    assert page.rect().contains(offer.geometry())
    for part in (offer.along, offer.stay):
        assert offer.rect().contains(part.geometry())
