"""Reshaping a year of many steps on the real page by keys and clicks: undone, done again, filtered, pasted, shifted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reapply_desktop.domain.plan import Milestone, Origin
from reapply_desktop.domain.series import Pattern, as_series, members
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog
from reapply_desktop.ui.timeline.series_change_dialog import ChangeSeriesDialog
from reapply_desktop.ui.timeline.shift_dialog import ShiftDialog
from reapply_desktop.ui.timeline.timeline_page import TimelinePage
from tests.reshaping import chain_document, numbered

KEY, LEFT, CONTROL, SHIFT = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, \
    Qt.KeyboardModifier.ShiftModifier  # fmt: skip


def many(count: int) -> tuple[Milestone, ...]:
    days = (date(2026, 6, 20) + timedelta(days=n % 200) for n in range(count))
    return tuple(Milestone(f"m{n}", f"Write part {n}", "documents", day, day) for n, day in enumerate(days))


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


@pytest.fixture
def page(document, theme, qtbot) -> TimelinePage:
    made = TimelinePage(document, theme)
    qtbot.addWidget(made)
    made.resize(1314, 741)
    made.show_view("table")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.table.setFocus()
    return made


def there_and_back(document: Document, before: object) -> None:
    """Undone it is as it was, done again as it became: one step."""
    after = document.plan
    assert after != before
    document.undo_stack.undo()
    assert document.plan == before
    document.undo_stack.redo()
    assert document.plan == after


def dialog_of(page: TimelinePage, kind: type[ReshapeDialog]) -> ReshapeDialog:
    return next(made for made in page.findChildren(kind) if made.isVisible())


def pick(page: TimelinePage, qtbot, button: str, words: str) -> None:
    bar = page.reshaping.bar
    qtbot.mouseClick(bar.buttons[button], LEFT)
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == words)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


@pytest.mark.parametrize("count", [2, 60, 300])
def test_all_that_is_selected_is_changed_at_once(page, document, qtbot, count):
    document.open(replace(document.plan, milestones=many(count)), None)
    bar = page.reshaping.bar
    for change in (
        lambda: pick(page, qtbot, "category", "Letters"),
        lambda: pick(page, qtbot, "reminder", "1 week before"),
        lambda: qtbot.mouseClick(bar.buttons["done"], LEFT),
        lambda: qtbot.mouseClick(bar.buttons["drop"], LEFT),
        lambda: qtbot.mouseClick(bar.buttons["delete"], LEFT),
    ):
        page.table.setFocus()
        qtbot.keyClick(page.table, KEY.Key_A, CONTROL)
        qtbot.waitUntil(bar.isVisible)
        assert bar.count.text() == f"{count} selected"
        before, steps = document.plan, document.undo_stack.count()
        change()
        assert document.undo_stack.count() == steps + 1
        there_and_back(document, before)
    assert document.plan.milestones == ()


def test_one_selected_step_is_changed_by_the_same_keys(page, document, qtbot):
    page.show_step("f")
    page.table.setFocus()
    assert not page.reshaping.bar.isVisible()
    for key in (KEY.Key_Space, KEY.Key_Delete):
        before = document.plan
        qtbot.keyClick(page.table, key)
        there_and_back(document, before)
        page.show_step("f")
    assert document.plan.milestone("f") is None


@pytest.mark.parametrize(("key", "modifier"), [(KEY.Key_Menu, Qt.KeyboardModifier.NoModifier), (KEY.Key_F10, SHIFT)])
def test_the_menu_of_a_step_opens_at_it_and_is_gone_through_by_keys(page, document, qtbot, key, modifier):
    page.show_step("c")
    page.table.setFocus()
    qtbot.keyClick(page.table, key, modifier)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    row = page.table.visualRect(page.table.currentIndex())
    assert abs(menu.pos().y() - page.table.viewport().mapToGlobal(QPoint(0, row.bottom())).y()) <= 2
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    assert document.plan.milestone("c").status == "done"
    assert document.undo_stack.undoText() == "Mark done"


@pytest.mark.parametrize(("number", "way", "missed"), [("4", 1, True), ("1", -1, False)])
def test_everything_from_here_is_shifted_forth_over_a_deadline_and_back(page, document, qtbot, number, way, missed):
    page.show_step("b")
    page.table.setFocus()
    before = document.plan
    page.reshaping.shift_from_here()
    dialog = dialog_of(page, ShiftDialog)
    dialog.distance.unit.set_value(7)
    dialog.distance.direction.set_value(way)
    dialog.distance.number.selectAll()
    qtbot.keyClicks(dialog.distance.number, number)
    assert ("“Submit ERAS” on 2 September is missed by" in dialog.preview.said()) == missed
    qtbot.mouseClick(dialog.go, LEFT)
    days = timedelta(days=7 * int(number) * way)
    assert document.plan.milestone("d").start == before.milestone("d").start + days
    assert document.plan.milestone("e") == before.milestone("e")
    assert document.undo_stack.undoText() == "Shift everything"
    assert page.reshaping.offer.isVisible() == missed
    there_and_back(document, before)


def test_one_of_a_series_is_moved_alone_and_the_next_one_skipped(page, document, qtbot):
    document.open(as_series(document.plan, "f", Pattern("week", 1, 4), "s", numbered("f")), None)
    before = document.plan
    second = members(before, "s")[1]
    page.show_step(second.id)
    page.table.setFocus()
    page.reshaping.move()
    dialog = dialog_of(page, ShiftDialog)
    dialog.distance.number.selectAll()
    qtbot.keyClicks(dialog.distance.number, "1")
    qtbot.mouseClick(dialog.go, LEFT)
    moved = [m.start for m in members(document.plan, "s")]
    assert moved == [m.start + timedelta(days=7 * (m.id == second.id)) for m in members(before, "s")]
    there_and_back(document, before)
    before = document.plan
    page.show_step(second.id)
    page.reshaping.change_series()
    dialog = dialog_of(page, ChangeSeriesDialog)
    qtbot.mouseClick(dialog.choices["skip"], LEFT)
    qtbot.mouseClick(dialog.go, LEFT)
    assert [m.status for m in members(document.plan, "s")] == ["dropped", "planned", "planned", "planned"]
    there_and_back(document, before)


def test_what_an_edit_takes_out_of_the_filter_goes_and_comes_back_with_undo(page, document, qtbot):
    qtbot.keyClicks(page.filters.search, "letter")
    qtbot.keyClick(page.filters.search, KEY.Key_Return)
    assert [row.id for row in page.model.shown()] == ["c", "d"]
    page.show_step("c")
    page.table.edit(page.model.index(0, page.model.column_of("title")))
    editor = page.table.indexWidget(page.table.currentIndex()) or page.focusWidget()
    editor.selectAll()
    qtbot.keyClicks(editor, "Talk with Dr. Osei")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert [row.id for row in page.model.shown()] == ["d"]
    assert document.plan.milestone("c").title == "Talk with Dr. Osei"
    document.undo_stack.undo()
    assert [row.id for row in page.model.shown()] == ["c", "d"]


def test_rows_go_to_a_spreadsheet_as_text_and_come_back_the_same(page, document, qtbot):
    wild = replace(document.plan.milestone("c"), title="=SUM(A1) „Größe“, " + "x" * 180, notes='first\n"second"\tthird')
    document.open(document.plan.with_milestone(wild), None)
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_A, CONTROL)
    qtbot.keyClick(page.table, KEY.Key_C, CONTROL)
    # A spreadsheet keeps the text, ends its rows with CRLF and puts nothing else on the clipboard.
    text = QGuiApplication.clipboard().text().replace("\n", "\r\n")
    QGuiApplication.clipboard().setText(text)
    before = document.plan
    qtbot.keyClick(page.table, KEY.Key_V, CONTROL)
    shown = [replace(m, id="", depends_on=(), rule=None) for m in before.milestones]
    pasted = [m for m in document.plan.milestones if before.milestone(m.id) is None]
    assert sorted((replace(m, id="") for m in pasted), key=lambda m: m.title) == sorted(shown, key=lambda m: m.title)
    assert not page.reshaping.reading.isVisible()
    there_and_back(document, before)


def test_a_long_table_is_pasted_or_refused_in_words(page, document, qtbot):
    before = document.plan
    for count in (3_000, 10_000):
        rows = "".join(f"Row {n}\t2026-10-12\r\n" for n in range(count))
        QGuiApplication.clipboard().setText(f"Step\tFrom\r\n{rows}")
        page.reshaping.clipboard.paste()
    assert len(document.plan.milestones) == len(before.milestones) + 3_000
    assert "At most 5,000 rows can be pasted at once; these are 10,001." in page.reshaping.told.text()


def test_a_season_day_is_never_moved_by_a_paste_or_shift(page, document):
    days = replace(document.plan, origins={**document.plan.origins, "f": Origin("x", "review_opens")})
    document.open(days, None)
    page.table.choose(["e", "f"])
    page.reshaping.move()
    dialog = dialog_of(page, ShiftDialog)
    assert "Season days do not move with the plan." in dialog.problem.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
