"""Chart and table side by side: one selection, one order, one scroll, and what is remembered of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.new_day import NewDay
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.timeline.timeline_page import NO_STEPS, TABLE, TimelinePage

TODAY = date(2026, 6, 14)
KEY, LEFT, SHIFT = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def plan_of(count: int) -> Plan:
    names = list(CATEGORIES)
    steps = tuple(
        Milestone(f"s{n}", f"Step {n:04}", names[n % len(names)], day, day + timedelta(days=n % 9))
        for n in range(count) for day in (date(2026, 4, 1) + timedelta(days=n % 340),)
    )  # fmt: skip
    answers = Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027)
    return Plan("p", answers, steps)


@pytest.fixture
def document(qapp) -> Document:
    ids = iter(f"new{n}" for n in range(99))
    made = Document(load_tables(), lambda: TODAY, lambda: next(ids))
    made.open(plan_of(60), None)
    return made


def shown(document, theme, qtbot, settings=None, width: int = 1314) -> TimelinePage:
    page = TimelinePage(document, theme, settings)
    qtbot.addWidget(page)
    page.resize(width, 738)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(document, theme, qtbot) -> TimelinePage:
    return shown(document, theme, qtbot)


def columns(page: TimelinePage) -> list[str]:
    return [c.key for at, c in enumerate(page.model.columns) if not page.table.isColumnHidden(at)]


def in_step(page: TimelinePage) -> None:
    """Every row stands beside its bar, to the pixel."""
    chart, table = page.pane.chart, page.table
    at = chart.geometry_now()
    assert table.verticalScrollBar().value() == chart.verticalScrollBar().value()
    assert table.verticalScrollBar().maximum() == chart.verticalScrollBar().maximum()
    top = table.viewport().mapTo(page, QPoint(0, 0)).y()
    chart_top = chart.viewport().mapTo(page, QPoint(0, 0)).y()
    for row in (0, 7, len(chart.rows) - 1):
        assert top + table.rowViewportPosition(row) == chart_top + at.y(row)
        assert table.rowHeight(row) == at.row


def test_the_chart_stands_beside_a_narrow_table_and_the_table_can_have_all(page, qtbot):
    assert columns(page) == ["done", "title", "dates"]
    assert page.pane.chart.isVisible()
    assert page.table.width() == pytest.approx(371, abs=1)
    step = page.model.index(0, page.model.column_of("dates"))
    assert step.data() == "1 Apr"
    assert page.model.index(3, page.model.column_of("dates")).data() == "4 Apr – 7 Apr"
    page.head.views.chosen.emit("table")
    assert not page.pane.chart.isVisible()
    assert columns(page)[:4] == ["done", "title", "start", "end"]
    assert "dates" not in columns(page)
    assert not page.head.fit.isVisible()
    assert page.head.columns.isVisible()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_rows_and_bars_stay_in_step_while_scrolling_and_zooming(document, theme, qtbot, factor):
    theme.set_factor(factor)
    page = shown(document, theme, qtbot)
    in_step(page)
    page.pane.chart.verticalScrollBar().setValue(133)
    in_step(page)
    page.pane.chart.zoom_in()
    qtbot.waitUntil(page.pane.chart.horizontalScrollBar().isVisible)
    in_step(page)
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    in_step(page)
    page.pane.chart.fit_year()
    page.resize(1100, 600)
    qtbot.waitUntil(lambda: not page.pane.chart.horizontalScrollBar().isVisible())
    in_step(page)


def test_one_selection_in_table_chart_inspector_and_bar(page, qtbot):
    page.table.choose(["s4"])
    assert page.pane.chart.selected() == ("s4",)
    chart = page.pane.chart
    chart.setFocus()
    qtbot.keyClick(chart, KEY.Key_Down)
    assert page.table.chosen_ids() == ("s5",)
    assert page.inspector.title.toPlainText() == "Step 0005"
    qtbot.keyClick(chart, KEY.Key_Down, SHIFT)
    assert page.table.chosen_ids() == ("s5", "s6")
    assert page.reshaping.bar.isVisible()
    qtbot.keyClick(chart, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.table.chosen_ids()) == 60


def test_a_filter_and_an_order_hold_for_both(page, qtbot):
    page.filters.category.ticks["exams"].setChecked(True)
    wanted = [m.id for m in page.model.shown()]
    assert [m.id for m in page.pane.chart.rows.steps] == wanted
    page.table.horizontalHeader().setSortIndicator(page.model.column_of("title"), Qt.SortOrder.DescendingOrder)
    assert [m.id for m in page.pane.chart.rows.steps] == [m.id for m in page.model.shown()] == wanted[::-1]


def test_zoom_by_buttons_and_by_keys_in_the_table_but_not_while_typing(page, qtbot):
    chart = page.pane.chart
    fitted = chart.day_width
    qtbot.mouseClick(page.head.closer, LEFT)
    assert chart.day_width > fitted
    qtbot.mouseClick(page.head.fit, LEFT)
    assert chart.day_width == pytest.approx(fitted, rel=0.01)
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Plus)
    assert chart.day_width > fitted * 1.2
    qtbot.keyClick(page.table, KEY.Key_0)
    assert chart.day_width == pytest.approx(fitted, rel=0.01)
    page.table.edit_title("s3")
    editor = next(w for w in page.table.viewport().findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClicks(editor, "+0")
    assert chart.day_width == pytest.approx(fitted, rel=0.01)
    assert editor.text() == "+0"


def test_view_width_and_order_are_remembered(document, theme, qtbot, tmp_path):
    first = shown(document, theme, qtbot, Settings(tmp_path))
    first.pane.moveSplitter(450, 1)
    first.table.horizontalHeader().setSortIndicator(first.model.column_of("dates"), Qt.SortOrder.DescendingOrder)
    second = shown(document, theme, qtbot, Settings(tmp_path))
    assert second.table.width() == pytest.approx(450, abs=2)
    assert second.model.sorted_by == (second.model.column_of("dates"), True)
    second.show_view("table")
    assert second.model.sorted_by == (second.model.column_of("start"), True)
    third = shown(document, theme, qtbot, Settings(tmp_path))
    assert third.pane.view == "table"
    assert third.pane.chart is None, "a chart nobody looks at is not made"


def test_a_double_click_opens_all_of_a_step_for_typing(page, qtbot):
    page.head.details.setChecked(False)
    chart = page.pane.chart
    at = chart.geometry_now()
    x0, x1 = at.span(chart.rows, 5)
    place = QPoint(round((x0 + x1) / 2), round(at.y(5) + at.row / 2))
    qtbot.mouseDClick(chart.viewport(), LEFT, pos=place)
    assert page.inspector.isVisible()
    assert page.inspector.title.textCursor().selectedText() == "Step 0005"


def test_with_nothing_to_show_the_page_says_so_and_one_step_is_enough(page, document, qtbot):
    document.open(replace(document.plan, milestones=()), None)
    assert page._area.currentIndex() == NO_STEPS
    assert not page.head.closer.isEnabled()
    qtbot.mouseClick(page._area.currentWidget().button, LEFT)
    assert page._area.currentIndex() == TABLE
    in_one = page.pane.chart.rows
    assert len(in_one) == 1


def test_three_thousand_steps_are_selected_at_once(page, document, qtbot):
    document.open(plan_of(3000), None)
    page.table.selectAll()
    assert len(page.table.chosen_ids()) == 3000
    assert page.reshaping.bar.count.text() == "3,000 selected"
    qtbot.mouseClick(page.reshaping.bar.findChild(QPushButton, "clear"), LEFT)
    assert page.table.chosen_ids() == ()


# What comes back, what is new, and another day


def bar_of(page: TimelinePage, step_id: str) -> tuple[float, float, float]:
    chart = page.pane.chart
    at, row = chart.geometry_now(), chart.rows.row_of(step_id)
    return (*at.span(chart.rows, row), at.y(row) + at.row / 2)


def in_view(page: TimelinePage, step_id: str) -> bool:
    chart = page.pane.chart
    at, (x0, x1, y) = chart.geometry_now(), bar_of(page, step_id)
    return at.top < y < at.height and x1 > 0 and x0 < at.width


def test_undo_and_redo_of_a_far_move_bring_the_step_into_view_and_select_it(page, document):
    chart, step = page.pane.chart, document.plan.milestone("s40")
    for _ in range(4):
        chart.zoom_in()
    document.change(document.plan.with_milestone(step.moved(200)), "Move step")
    page.show_step("s2")
    assert not in_view(page, "s40")
    document.undo_stack.undo()
    assert page.table.chosen_ids() == chart.selected() == ("s40",)
    assert in_view(page, "s40")
    page.show_step("s2")
    document.undo_stack.redo()
    assert page.table.chosen_ids() == ("s40",)
    assert in_view(page, "s40")


def test_redo_of_a_deletion_leaves_the_selection_alone(page, document):
    page.show_step("s2")
    document.change(document.plan.without(("s40",)), "Delete step")
    document.undo_stack.undo()
    assert page.table.chosen_ids() == ("s40",), "what came back is selected"
    page.show_step("s2")
    document.undo_stack.redo()
    assert page.table.chosen_ids() == ("s2",)


def test_deleting_undoing_and_deleting_again_leaves_what_merely_waited(page, document, qtbot):
    waiting = replace(document.plan.milestone("s41"), depends_on=("s40",))
    document.open(document.plan.with_milestone(waiting), None)
    page.table.choose(["s40"])
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Delete)
    document.undo_stack.undo()
    assert document.plan.milestone("s41").depends_on == ("s40",)
    assert page.table.chosen_ids() == ("s40",), "the step that waits for it only got its wait back"
    qtbot.keyClick(page.table, KEY.Key_Delete)
    assert document.plan.milestone("s40") is None
    assert document.plan.milestone("s41") is not None


def test_undoing_a_link_leaves_the_selection_alone(page, document):
    document.change(document.plan.with_milestone(replace(document.plan.milestone("s41"), depends_on=("s40",))), "Link")
    page.table.choose(["s3"])
    document.undo_stack.undo()
    assert page.table.chosen_ids() == ("s3",)


def test_after_a_long_shift_is_undone_the_days_to_scroll_over_are_as_before(page, document, qtbot):
    chart, before = page.pane.chart, document.plan
    was = chart.geometry_now().scale
    document.change(before.with_milestones([m.moved(600) for m in before.milestones]), "Move 60 steps")
    qtbot.waitUntil(chart.horizontalScrollBar().isVisible)
    document.undo_stack.undo()
    assert chart.geometry_now().scale == was
    assert chart.horizontalScrollBar().maximum() == 0
    qtbot.waitUntil(lambda: not page.table.horizontalScrollBar().isVisible())
    in_step(page)


def test_zoomed_in_the_day_at_the_left_stays_when_days_come_and_go(page, document):
    chart, before = page.pane.chart, document.plan
    for _ in range(3):
        chart.zoom_in()
    left, wide = chart.geometry_now().day_at(0), chart.day_width
    document.change(before.with_milestone(before.milestone("s3").moved(-400)), "Move step")
    assert chart.geometry_now().day_at(0) == left
    assert chart.day_width == wide
    document.change(before.with_milestone(before.milestone("s3").moved(3)), "Move step")
    assert chart.geometry_now().day_at(0) == left


def test_after_a_step_was_drawn_and_named_the_arrow_keys_go_on_with_it(page, document, qtbot):
    chart = page.pane.chart
    page.activateWindow()
    chart.setFocus()
    chart.verticalScrollBar().setValue(chart.verticalScrollBar().maximum())
    at = chart.geometry_now()
    y = round(at.y(59) + at.row / 2)
    _x0, x1 = at.span(chart.rows, 59)
    begin = QPoint(round(x1 + 60), y)
    port = chart.viewport()
    qtbot.mouseMove(port, begin)
    qtbot.mousePress(port, LEFT, pos=begin)
    qtbot.mouseMove(port, begin + QPoint(30, 0))
    qtbot.mouseMove(port, begin + QPoint(60, 0))
    qtbot.mouseRelease(port, LEFT, pos=begin + QPoint(60, 0))
    made = document.plan.milestones[-1]
    assert made.days > 5
    editor = next(w for w in page.table.viewport().findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClicks(editor, "Drawn")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert chart.hasFocus()
    assert chart.selected() == (made.id,)
    qtbot.keyClick(chart, KEY.Key_Right)
    moved = document.plan.milestone(made.id)
    assert (moved.title, moved.start) == ("Drawn", made.start + timedelta(days=1))
    # Naming another one in the table leaves the keys there.
    page.table.edit_title("s3")
    editor = next(w for w in page.table.viewport().findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClick(editor, KEY.Key_Return)
    assert page.table.hasFocus()


def test_today_goes_on_over_midnight_without_an_edit(theme, qtbot):
    days = [TODAY]
    document = Document(load_tables(), lambda: days[0], lambda: "new")
    plan = plan_of(60)
    late = replace(plan.milestones[3], start=TODAY, end=TODAY)
    document.open(plan.with_milestone(late), None)
    page = shown(document, theme, qtbot)
    page.show_step(late.id)
    NewDay(document, page.window())
    chart = page.pane.chart
    assert "late" not in chart.detail_at(QPointF(*_middle(page, late.id)))
    counts = page.head.counts.text()
    days[0] = TODAY + timedelta(days=1)
    QApplication.sendEvent(page.window(), QEvent(QEvent.Type.WindowActivate))
    assert chart.rows.today == days[0]
    assert "1 day late" in chart.detail_at(QPointF(*_middle(page, late.id)))
    assert page.head.counts.text() != counts
    at = chart.geometry_now()
    x = round(at.x(days[0]) + at.scale.day_width / 2)
    image = chart.viewport().grab().toImage()
    row = at.top + 3
    blue = [x for x in range(at.width) if image.pixelColor(x, row) == theme.colour("accent_text")]
    assert abs(sum(blue) / len(blue) - x) <= 1
    assert document.undo_stack.count() == 0


def _middle(page: TimelinePage, step_id: str) -> tuple[float, float]:
    x0, x1, y = bar_of(page, step_id)
    return (x0 + x1) / 2, y


def test_an_edit_that_changes_no_room_sets_no_policy_of_a_bar(page, document):
    """Setting it lays out the whole view again, also where it is what it was."""
    chart, asked = page.pane.chart, []
    for view in (chart, page.table):
        real = view.setHorizontalScrollBarPolicy
        view.setHorizontalScrollBarPolicy = lambda policy, real=real: (asked.append(policy), real(policy))
    document.change(document.plan.with_milestone(document.plan.milestone("s0").moved(-60)), "Move step")
    document.change(document.plan.with_milestone(replace(document.plan.milestone("s3"), title="Other")), "Rename step")
    assert asked == []


def test_undo_during_a_drag_gives_up_the_drag_and_nothing_else(page, document, qtbot):
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
    undo.activated.connect(document.undo_stack.undo)
    chart = page.pane.chart
    document.change(document.plan.with_milestone(document.plan.milestone("s50").moved(90)), "Move step")
    changed = document.plan
    for _ in range(3):
        chart.zoom_in()
    page.show_step("s3")
    page.activateWindow()
    chart.setFocus()
    view = chart.geometry_now()
    x0, x1, y = bar_of(page, "s3")
    begin = QPoint(round((x0 + x1) / 2), round(y))
    port = chart.viewport()
    qtbot.mousePress(port, LEFT, pos=begin)
    qtbot.mouseMove(port, begin + QPoint(30, 0))
    qtbot.mouseMove(port, begin + QPoint(60, 0))
    qtbot.keyClick(chart, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseRelease(port, LEFT, pos=begin + QPoint(60, 0))
    assert document.plan is changed
    assert chart.geometry_now() == view
    qtbot.keyClick(chart, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.plan != changed, "without a drag it undoes as ever"
