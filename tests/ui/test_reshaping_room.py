"""Nothing lies over something else: toast, offer, what is told, and the selection's bar at 1366 by 768."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QStyleOptionComboBox, QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.ui.controls.toast import Toast
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.timeline_page import TimelinePage
from tests.reshaping import chain_document

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


@pytest.fixture
def window(document, theme, qtbot) -> QWidget:
    """The page with a toast over it, as the window has them."""
    made = QWidget()
    made.page = TimelinePage(document, theme)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(made.page)
    made.toast = Toast(theme, made)
    made.page.message.connect(made.toast.show_message)
    qtbot.addWidget(made)
    made.resize(1314, 741)  # the page of a window of 1366 by 768, its sidebar folded
    made.show()
    qtbot.waitExposed(made)
    made.page.table.setFocus()
    return made


def place(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())


def covered(window: QWidget) -> list[str]:
    """What is operated at the foot and lies under the toast."""
    inspector, reshaping = window.page.inspector, window.page.reshaping
    parts = [reshaping.bar, reshaping.offer, reshaping.told, reshaping.reading, inspector._foot]
    return [type(part).__name__ for part in parts
            if part.isVisible() and place(part).intersects(place(window.toast))]  # fmt: skip


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_a_toast_covers_nothing_that_is_operated(window, document, theme, qtbot, scheme, factor):
    theme.set_scheme(scheme)
    theme.set_factor(factor)
    page = window.page
    page.show_step("b")
    edit = bulk.moved(document.plan, ["b"], 14)
    document.change(edit.plan, edit.text)
    window.toast.show_message(edit.said)
    qtbot.waitUntil(page.reshaping.offer.isVisible)
    qtbot.waitUntil(lambda: not covered(window))
    page.table.choose(["b", "c", "d"])
    page.reshaping.say("6 of 7 rows cannot be steps. Nothing was pasted.")
    qtbot.waitUntil(lambda: page.reshaping.bar.isVisible() and page.reshaping.told.isVisible())
    qtbot.waitUntil(lambda: not covered(window))


def test_without_anything_at_the_foot_the_toast_stands_in_the_corner(window, theme, qtbot):
    window.page.head.details.setChecked(False)
    window.toast.show_message("Copied 2 steps", False)
    qtbot.waitUntil(lambda: window.toast.geometry().bottom() == window.height() - theme.px(24) - 1)


def test_the_moved_row_stays_in_view_beside_its_offer(window, document, qtbot):
    more = tuple(replace(document.plan.milestones[5], id=f"x{n}", title=f"Before {n}") for n in range(60))
    document.open(replace(document.plan, milestones=(*more, *document.plan.milestones)), None)
    page, table = window.page, window.page.table
    page.show_step("b")
    edit = bulk.moved(document.plan, ["b"], 14)
    document.change(edit.plan, edit.text)
    qtbot.waitUntil(page.reshaping.offer.isVisible)
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex()).center()))
    assert place(table).bottom() < place(page.reshaping.offer).top() + 1


def test_what_was_refused_is_said_at_the_foot_and_sent_off_by_its_cross_or_escape(window, qtbot):
    page = window.page
    top = place(page.table).top()
    QGuiApplication.clipboard().setText("Step\tFrom\nA\tsoon")
    qtbot.keyClick(page.table, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    told = page.reshaping.told
    qtbot.waitUntil(told.isVisible)
    assert "“soon” under From is not a date" in told.text()
    qtbot.waitUntil(lambda: told.height() > told.cross.height())
    assert place(page.table).top() == top
    qtbot.mouseClick(told.cross, LEFT)
    assert not told.isVisible()
    qtbot.keyClick(page.table, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.isVisible()
    qtbot.keyClick(page.table, KEY.Key_Escape)
    assert not told.isVisible()


def test_pasted_days_that_could_be_others_are_asked_about_and_read_the_other_way(window, document, qtbot):
    page, before = window.page, document.plan
    QGuiApplication.clipboard().setText("Step\tFrom\nA\t3/7/2026\nB\t4/8/2026")
    qtbot.keyClick(page.table, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    reading = page.reshaping.reading
    qtbot.waitUntil(reading.isVisible)
    assert "3/7/2026 was read as 7 March 2026, the month first." in reading.text()
    qtbot.mouseClick(reading.along, LEFT)
    pasted = [m for m in document.plan.milestones if m.title in "AB"]
    assert [m.start for m in pasted] == [date(2026, 7, 3), date(2026, 8, 4)]
    assert (document.undo_stack.count(), document.undo_stack.undoText()) == (1, "Paste 2 steps")
    qtbot.waitUntil(lambda: "the day first" in reading.text() and reading.isVisible())
    qtbot.keyClick(page.table, KEY.Key_Escape)
    assert not reading.isVisible()
    document.undo_stack.undo()
    assert document.plan == before
    document.undo_stack.redo()
    assert [m.start for m in document.plan.milestones if m.title in "AB"] == [date(2026, 7, 3), date(2026, 8, 4)]


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_no_category_is_cut_in_the_inspector(window, document, theme, qtbot, factor):
    theme.set_factor(factor)
    window.page.show_step("b")
    combo = window.page.inspector.category
    qtbot.waitUntil(lambda: combo.isVisible() and combo.width() > theme.px(100))
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                        QStyle.SubControl.SC_ComboBoxEditField, combo).width()  # fmt: skip
    widest = max(combo.fontMetrics().horizontalAdvance(words) for words in CATEGORIES.values())
    assert widest + combo.iconSize().width() + 4 <= room


def test_a_plan_without_steps_says_so_in_plain_words(window, document, qtbot):
    document.open(replace(document.plan, milestones=()), None)
    page = window.page
    said = [part.text() for part in page.findChildren(QLabel) if part.isVisible()]
    assert "Nothing is planned yet." in said
    assert not [text for text in said if text.startswith("0 ") or "0 done" in text or text.startswith("Select a step")]
    (new,) = [made for made in page._area.findChildren(QPushButton) if made.isVisible()]
    assert new.property("role") is None  # the head has the one filled button
    qtbot.mouseClick(new, LEFT)
    assert len(document.plan.milestones) == 1
