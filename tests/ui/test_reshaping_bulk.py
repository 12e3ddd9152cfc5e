"""Several at once: the bar and the clipboard, by clicks and keys, each one named step of undo."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.bulk_bar import BulkBar
from reapply_desktop.ui.timeline.clipboard import CSV, OWN, StepClipboard
from tests.reshaping import TODAY, chain_document, chain_plan

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


@pytest.fixture
def bar(document, theme, qtbot) -> BulkBar:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    made = BulkBar(document, theme)
    made.said = []
    made.message.connect(lambda text, _undo: made.said.append(text))
    column.addWidget(made)
    qtbot.addWidget(page)
    page.resize(1100, 300)
    page.show()
    qtbot.waitExposed(page)
    made.page = page
    return made


def choose(qtbot, bar, button, words):
    qtbot.mouseClick(bar.buttons[button], LEFT)
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == words)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_it_appears_with_the_second_step_and_counts(bar):
    bar.show_ids(["b"])
    assert not bar.isVisible()
    bar.show_ids(["b", "c"])
    assert bar.isVisible()
    assert bar.count.text() == "2 selected"
    bar.show_ids([])
    assert not bar.isVisible()


def test_category_and_reminder_of_many_are_one_step_each(bar, document, qtbot):
    bar.show_ids(["b", "c", "d"])
    choose(qtbot, bar, "category", "Plan B")
    assert {document.plan.milestone(key).category for key in "bcd"} == {"contingency"}
    assert document.undo_stack.undoText() == "Change category of 3 steps"
    choose(qtbot, bar, "reminder", "1 week before")
    assert {document.plan.milestone(key).reminder for key in "bcd"} == {7}
    choose(qtbot, bar, "reminder", "No reminder")
    assert {document.plan.milestone(key).reminder for key in "bcd"} == {None}
    assert bar.said == ["Plan B: 3 steps", "1 week before: 3 steps", "No reminder: 3 steps"]
    for _ in range(3):
        document.undo_stack.undo()
    assert document.plan == chain_plan()


def test_done_drop_and_delete(bar, document, qtbot):
    bar.show_ids(["b", "c"])
    qtbot.mouseClick(bar.buttons["done"], LEFT)
    assert document.undo_stack.undoText() == "Mark 2 steps done"
    assert bar.buttons["done"].text() == "Mark open"
    qtbot.mouseClick(bar.buttons["done"], LEFT)
    assert document.plan.milestone("b").is_open
    qtbot.mouseClick(bar.buttons["drop"], LEFT)
    assert document.undo_stack.undoText() == "Drop 2 steps"
    qtbot.mouseClick(bar.buttons["delete"], LEFT)
    assert document.plan.milestone("b") is None
    assert document.undo_stack.undoText() == "Delete 2 steps"
    assert not bar.isVisible()


def test_moving_and_clearing_are_asked_for(bar, qtbot):
    bar.show_ids(["b", "c"])
    with qtbot.waitSignal(bar.move_asked):
        qtbot.mouseClick(bar.buttons["move"], LEFT)
    with qtbot.waitSignal(bar.clear_asked):
        bar.buttons["move"].setFocus()
        qtbot.keyClick(bar.buttons["move"], KEY.Key_Escape)


def test_what_has_no_room_is_behind_more(bar, document, qtbot):
    bar.show_ids(["b", "c"])
    assert not bar.more.isVisible()
    bar.page.resize(420, 300)
    assert bar.more.isVisible()
    assert not bar.buttons["delete"].isVisible()
    assert bar.childrenRect().right() <= bar.width()
    qtbot.mouseClick(bar.more, LEFT)
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == "Delete")
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    assert document.plan.milestone("c") is None


# The clipboard


@pytest.fixture
def view(document, qtbot) -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.chosen = []
    made.said, made.pasted, made.refused = [], [], []
    made.board = StepClipboard(document, lambda: made.chosen, lambda: made.chosen[-1] if made.chosen else None, made)
    made.board.listen(made)
    made.board.message.connect(lambda text, _undo: made.said.append(text))
    made.board.pasted.connect(made.pasted.append)
    made.board.refused.connect(made.refused.append)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    QGuiApplication.clipboard().clear()
    return made


def press(qtbot, view, key):
    qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)


def test_copied_steps_are_pasted_with_new_ids_and_their_order_of_waiting(view, document, qtbot):
    view.chosen = ["c", "d"]
    press(qtbot, view, KEY.Key_C)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat(OWN)
    assert mime.hasFormat(CSV)
    assert mime.text().splitlines()[0].startswith("Step\tFrom\tTo")
    assert "Letter talk & more\t2026-08-12\t2026-08-12" in mime.text()
    press(qtbot, view, KEY.Key_V)
    assert view.pasted == [("new1", "new2")]
    assert [m.id for m in document.plan.milestones][3:6] == ["d", "new1", "new2"]
    assert document.plan.milestone("new1").depends_on == ("b",)
    assert document.plan.milestone("new2").depends_on == ("new1",)
    assert document.undo_stack.undoText() == "Paste 2 steps"
    assert view.said == ["Copied 2 steps", "Pasted 2 steps"]


def test_cut_is_one_step_and_comes_back_by_paste_or_undo(view, document, qtbot):
    view.chosen = ["b"]
    press(qtbot, view, KEY.Key_X)
    assert document.plan.milestone("b") is None
    assert document.undo_stack.undoText() == "Cut step"
    view.chosen = ["a"]
    press(qtbot, view, KEY.Key_V)
    back = document.plan.milestones[1]
    assert (back.id, back.title, back.notes) == ("new1", "Step 3 study", "Ten hours a week")
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == chain_plan()


def test_rows_of_a_spreadsheet_and_lines_of_text(view, document, qtbot):
    QGuiApplication.clipboard().setText("Step\tFrom\tCost\nPrint it\t10/12/2026\t5\r\n'=SUM(A1)\t12 Oct 2026\t\n")
    press(qtbot, view, KEY.Key_V)
    made = document.plan.milestones[-2:]
    assert [(m.title, m.start) for m in made] == [("Print it", date(2026, 10, 12)), ("=SUM(A1)", date(2026, 10, 12))]
    assert view.said == ["Pasted 2 steps. Not read: Cost"]
    QGuiApplication.clipboard().setText("- Call the dean\n- Write to Dr. Osei\n")
    press(qtbot, view, KEY.Key_V)
    assert [m.start for m in document.plan.milestones[-2:]] == [TODAY, TODAY]


def test_a_table_that_is_only_csv(view, document, qtbot):
    mime = QMimeData()
    mime.setData(CSV, b'title,start\n"Ask, politely",2026-10-12\n')
    QGuiApplication.clipboard().setMimeData(mime)
    assert view.board.can_paste()
    press(qtbot, view, KEY.Key_V)
    assert document.plan.milestones[-1].title == "Ask, politely"


def test_bad_rows_are_named_and_nothing_is_pasted(view, document, qtbot):
    QGuiApplication.clipboard().setText("Step\tFrom\nGood\t2026-10-12\nBad\tsoon\n")
    press(qtbot, view, KEY.Key_V)
    assert document.undo_stack.count() == 0
    (error,) = view.refused
    assert error.message == "1 of 2 rows cannot be a step. Nothing was pasted."
    assert error.lines[0].startswith("Row 3: “soon” under From")


def test_an_empty_clipboard_says_so_and_nothing_selected_copies_nothing(view, document, qtbot):
    press(qtbot, view, KEY.Key_C)
    assert view.said == []
    assert not view.board.can_paste()
    press(qtbot, view, KEY.Key_V)
    assert [error.message for error in view.refused] in ([], ["There is no text to paste."])
    assert document.undo_stack.count() == 0
