"""All of it around one real table: keys, menu, bar, offer and dialogs as a page puts them together."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.steps import STEPS
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog
from reapply_desktop.ui.timeline.reshaping import Reshaping
from reapply_desktop.ui.timeline.series_change_dialog import ChangeSeriesDialog
from reapply_desktop.ui.timeline.series_dialog import MakeSeriesDialog
from reapply_desktop.ui.timeline.shift_dialog import ShiftDialog
from reapply_desktop.ui.timeline.step_table import StepTable
from tests.reshaping import chain_document

KEY, LEFT, CONTROL = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


@pytest.fixture
def page(document, theme, qtbot) -> QWidget:
    made = QWidget()
    made.model = TableModel(document, STEPS)
    made.table = StepTable(theme, made.model)
    made.said = []
    made.all = Reshaping(document, theme, made, made.table.chosen_ids,
                         lambda: step.id if (step := made.table.current_step()) else None)  # fmt: skip
    made.all.message.connect(lambda text, _undo: made.said.append(text))
    made.all.choose_asked.connect(lambda ids: made.table.choose(ids) if ids else made.table.clearSelection())
    made.table.chosen_changed.connect(lambda: made.all.show_ids(made.table.chosen_ids()))
    made.all.listen(made.table)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made.table, 1)
    column.addWidget(made.all.foot)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.table.setFocus()
    return made


def dialog_of(page, kind) -> ReshapeDialog:
    return next(made for made in page.findChildren(kind) if made.isVisible())


def menu_of(page) -> dict[str, object]:
    menu = QMenu(page)
    page.all.add_entries(menu, lambda menu, words, _icon, _keys, act: menu.addAction(words, act))
    return {action.text(): action for action in menu.actions() if action.text()}


def test_M_asks_how_far_and_the_moved_ones_stay_selected(page, document, qtbot):
    page.table.choose(["c", "d"])
    assert page.all.bar.isVisible()
    qtbot.keyClick(page.table, KEY.Key_M)
    dialog = dialog_of(page, ShiftDialog)
    qtbot.keyClick(dialog.distance.number, KEY.Key_Return)
    assert document.plan.milestone("c").start == date(2026, 8, 19)
    assert page.said == ["Moved 2 steps 1 week later"]
    assert page.table.chosen_ids() == ("c", "d")


def test_typing_a_title_with_m_opens_no_dialog(page, document, qtbot):
    page.table.choose(["c"])
    qtbot.keyClick(page.table, KEY.Key_F2)
    editor = page.table.viewport().focusWidget() or page.focusWidget()
    qtbot.keyClicks(editor, "mm")
    assert not [made for made in page.findChildren(ShiftDialog) if made.isVisible()]
    qtbot.keyClick(editor, KEY.Key_Return)
    assert document.plan.milestone("c").title == "mm"


def test_copy_and_paste_in_the_table_select_the_new_ones(page, document, qtbot):
    page.table.choose(["c"])
    qtbot.keyClick(page.table, KEY.Key_C, CONTROL)
    qtbot.keyClick(page.table, KEY.Key_V, CONTROL)
    assert page.table.chosen_ids() == ("new1",)
    QGuiApplication.clipboard().setText("Step\tFrom\nA\tnever\n")
    qtbot.keyClick(page.table, KEY.Key_V, CONTROL)
    words = page.all.told.text()
    assert words.startswith("1 of 1 row cannot be a step. Nothing was pasted. Row 2: “never” under From is not a date")


def test_the_menu_knows_what_fits_the_selection(page, document, qtbot):
    assert not menu_of(page)["Move…"].isEnabled()
    page.table.choose(["c", "d"])
    entries = menu_of(page)
    assert entries["Move…"].isEnabled()
    assert not entries["Make a series…"].isEnabled()
    page.table.choose(["f"])
    menu_of(page)["Make a series…"].trigger()
    qtbot.mouseClick(dialog_of(page, MakeSeriesDialog).go, LEFT)
    assert len(page.table.chosen_ids()) == 12
    menu_of(page)["Change the series…"].trigger()
    assert dialog_of(page, ChangeSeriesDialog).go.text() == "Change"
    dialog_of(page, ChangeSeriesDialog).reject()


def test_shift_from_here_begins_with_the_first_selected_day(page, document, qtbot):
    page.table.choose(["d", "f"])
    menu_of(page)["Shift everything from here…"].trigger()
    dialog = dialog_of(page, ShiftDialog)
    assert dialog.day.day() == date(2026, 8, 20)
    assert dialog.go.text() == "Shift 2 steps"
    dialog.reject()


def test_the_offer_stands_above_the_bar_and_the_cross_clears_the_selection(page, document, qtbot):
    before = document.plan
    page.table.choose(["b", "f"])
    edit = bulk.moved(before, ["b"], 14)
    document.change(edit.plan, edit.text)
    page.all.offer.consider(before, document.plan)
    offer, bar = page.all.offer, page.all.bar
    assert offer.geometry().bottom() < bar.geometry().top()
    qtbot.keyClick(page.table, KEY.Key_Escape)
    assert not offer.isVisible()
    qtbot.mouseClick(bar.findChild(QWidget, "clear"), LEFT)
    assert page.table.chosen_ids() == ()
    assert not bar.isVisible()
