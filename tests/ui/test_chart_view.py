"""The chart by real mouse events and keys: grabbed, drawn longer, drawn anew, tied together; and what it looks like."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.chart_view import ChartView
from reapply_desktop.ui.timeline.season_band import SeasonBand

TODAY = date(2026, 6, 14)
KEY, LEFT, MOD = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier


def step(key: str, title: str, category: str, start: date, days: int = 1, **more: object) -> Milestone:
    return Milestone(key, title, category, start, start + timedelta(days=days - 1), **more)


STEPS = (
    step("done", "Meet the adviser", "decide", date(2026, 4, 16), 12, status="done"),
    step("late", "Ask Dr. Osei <b>again</b>", "position", date(2026, 6, 9)),
    step("study", "Step 3 study", "exams", date(2026, 7, 1), 40),
    step("exam", "Step 3, both days", "exams", date(2026, 8, 17), 9, depends_on=("study",)),
    step("talk", "A talk", "letters", date(2026, 10, 1), time=Hours(time(9), time(10), "UTC")),
    step("submit", "Submit ERAS", "application", date(2026, 9, 2)),
    step("gone", "Dropped", "support", date(2026, 11, 2), 30, status="dropped"),
)
PLAN = Plan("p", Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027), STEPS,
            origins={"submit": Origin("submit", "submission_opens")})


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: TODAY, lambda: "new")
    made.open(PLAN, None)
    return made


@pytest.fixture
def chart(document, theme, qtbot) -> ChartView:
    return shown(document, theme, qtbot)


def shown(document: Document, theme, qtbot, width: int = 900, height: int = 500) -> ChartView:
    made = ChartView(theme, document, TODAY)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.set_rows([m.id for m in document.plan.milestones] if document.plan else [])
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def place(chart: ChartView, key: str, part: str = "body", dx: float = 0.0) -> QPoint:
    at = chart.geometry_now()
    row = chart.rows.row_of(key)
    x0, x1 = at.span(chart.rows, row)
    x = {"body": (x0 + x1) / 2, "start": x0 + 1, "end": x1 - 1, "link": x1 + 8, "beside": x1 + 60}[part]
    return QPoint(round(x + dx), round(at.y(row) + at.row / 2))


def days(chart: ChartView, count: float) -> float:
    return chart.day_width * count


def drag(chart: ChartView, qtbot, begin: QPoint, end: QPoint, keys=MOD.NoModifier, release: bool = True) -> None:
    port = chart.viewport()
    qtbot.mouseMove(port, begin)
    qtbot.mousePress(port, LEFT, keys, begin)
    qtbot.mouseMove(port, (begin + end) / 2)
    qtbot.mouseMove(port, end)
    if release:
        qtbot.mouseRelease(port, LEFT, keys, end)


def right(point: QPoint, by: float) -> QPoint:
    return QPoint(round(point.x() + by), point.y())


def now(document: Document, key: str) -> Milestone:
    return document.plan.milestone(key)


# Dragging


def test_dragging_a_bar_moves_it_as_one_step_of_undo(chart, document, qtbot):
    told = []
    chart.moved.connect(lambda ids, by: told.append((ids, by)))
    begin = place(chart, "study")
    drag(chart, qtbot, begin, right(begin, days(chart, 12)))
    assert now(document, "study") == STEPS[2].moved(12)
    assert told == [(("study",), 12)]
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move step"
    document.undo_stack.undo()
    assert document.plan == PLAN


def test_nothing_is_changed_before_release_and_the_preview_shows_both_places(chart, document, theme, qtbot):
    begin = place(chart, "study")
    drag(chart, qtbot, begin, right(begin, days(chart, 80)), release=False)
    assert document.plan == PLAN
    image = chart.viewport().grab().toImage()
    old, new = place(chart, "study"), right(place(chart, "study"), days(chart, 80))
    assert image.pixelColor(new) == theme.category("exams")
    faded = image.pixelColor(old)
    assert faded not in (theme.category("exams"), theme.colour("selection"))
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=new)
    assert now(document, "study") == STEPS[2].moved(80)


def test_esc_cancels_a_drag(chart, document, qtbot):
    begin = place(chart, "study")
    end = right(begin, days(chart, 30))
    drag(chart, qtbot, begin, end, release=False)
    qtbot.keyClick(chart, KEY.Key_Escape)
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=end)
    assert document.plan == PLAN
    assert document.undo_stack.count() == 0


@pytest.mark.parametrize(("key", "part", "keys"), [
    ("study", "start", MOD.NoModifier), ("study", "end", MOD.NoModifier), ("exam", "link", MOD.NoModifier),
    ("exam", "body", MOD.AltModifier), ("talk", "body", MOD.NoModifier), ("study", "beside", MOD.NoModifier),
])
def test_esc_gives_up_every_gesture_and_leaves_no_trace(chart, document, theme, qtbot, key, part, keys):
    asked = []
    chart.create_requested.connect(lambda *days: asked.append(days))
    chart.set_selected([key])
    begin = place(chart, key, part)
    qtbot.keyClick(chart, KEY.Key_Escape)  # from now on the row of the keyboard has its ring
    qtbot.mouseMove(chart.viewport(), begin)
    still = chart.viewport().grab().toImage()
    end = place(chart, "talk") if part == "link" or keys else right(begin, 90)
    drag(chart, qtbot, begin, end, keys, release=False)
    assert chart.viewport().grab().toImage() != still, "what would come out is shown"
    qtbot.keyClick(chart, KEY.Key_Escape)
    qtbot.mouseRelease(chart.viewport(), LEFT, keys, end)
    assert (document.plan, document.undo_stack.count(), asked) == (PLAN, 0, [])
    chart.set_selected([key])
    qtbot.mouseMove(chart.viewport(), begin)
    assert chart.viewport().grab().toImage() == still


def test_leaving_the_window_while_dragging_gives_it_up(chart, document, qtbot):
    begin = place(chart, "study")
    drag(chart, qtbot, begin, right(begin, 90), release=False)
    chart.clearFocus()
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=right(begin, 90))
    assert document.plan == PLAN


@pytest.mark.parametrize(("part", "by", "start", "end", "text"), [
    ("end", 10, 0, 10, "Change end"), ("start", -7, -7, 0, "Change start"), ("start", 90, 39, 0, "Change start"),
])
def test_dragging_an_edge_makes_it_longer_or_shorter(chart, document, qtbot, part, by, start, end, text):
    begin = place(chart, "study", part)
    drag(chart, qtbot, begin, right(begin, days(chart, by)))
    before, after = STEPS[2], now(document, "study")
    assert ((after.start - before.start).days, (after.end - before.end).days) == (start, end)
    assert document.undo_stack.undoText() == text


def test_all_that_is_selected_moves_and_the_season_s_day_stays(chart, document, qtbot):
    chart.set_selected(["study", "exam", "submit"])
    begin = place(chart, "exam")
    drag(chart, qtbot, begin, right(begin, days(chart, 5)))
    assert now(document, "study") == STEPS[2].moved(5)
    assert now(document, "exam") == STEPS[3].moved(5)
    assert now(document, "submit") == STEPS[5]
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move 2 steps"


def test_a_season_deadline_does_not_move_by_dragging_and_says_where_to_change_it(chart, document, qtbot):
    said = []
    chart.said.connect(said.append)
    begin = place(chart, "submit")
    drag(chart, qtbot, begin, right(begin, 60))
    assert document.plan == PLAN
    assert "dated by the season" in said[0]
    qtbot.keyClick(chart, KEY.Key_Right)
    assert document.plan == PLAN


def test_a_step_with_hours_keeps_them_and_moves_whole_days_even_by_its_edge(chart, document, qtbot):
    begin = place(chart, "talk", "end")
    drag(chart, qtbot, begin, right(begin, days(chart, 9)))
    assert now(document, "talk") == STEPS[4].moved(9)


def test_dragging_on_an_empty_place_asks_for_a_new_step(chart, document, qtbot):
    at = chart.geometry_now()
    begin, end = date(2026, 12, 1), date(2026, 12, 20)
    y = round(at.y(len(STEPS)) + at.row / 2)
    middle = chart.day_width / 2
    with qtbot.waitSignal(chart.create_requested) as asked:
        drag(chart, qtbot, QPoint(round(at.x(end) + middle), y), QPoint(round(at.x(begin) + middle), y))
    assert asked.args == [begin, end]
    assert document.plan == PLAN


def test_a_click_on_an_empty_place_asks_for_nothing(chart, qtbot):
    asked = []
    chart.create_requested.connect(lambda *_: asked.append(1))
    qtbot.mouseClick(chart.viewport(), LEFT, pos=QPoint(300, 450))
    qtbot.mouseClick(chart.viewport(), LEFT, pos=place(chart, "study", "beside"))
    assert asked == []


@pytest.mark.parametrize(("part", "keys"), [("link", MOD.NoModifier), ("body", MOD.AltModifier)])
def test_dragging_from_one_to_another_makes_it_wait(chart, document, qtbot, part, keys):
    drag(chart, qtbot, place(chart, "exam", part), place(chart, "talk"), keys)
    assert now(document, "talk").depends_on == ("exam",)
    assert now(document, "exam") == STEPS[3]
    document.undo_stack.undo()
    assert document.plan == PLAN


def test_a_circle_is_refused_in_words(chart, document, qtbot):
    said = []
    chart.said.connect(said.append)
    drag(chart, qtbot, place(chart, "exam", "link"), place(chart, "study"))
    assert document.plan == PLAN
    assert said == ["“Step 3, both days” already waits for this step. Two steps cannot wait for each other."]


def test_an_arrow_let_go_beside_everything_ties_nothing(chart, document, qtbot):
    drag(chart, qtbot, place(chart, "exam", "link"), QPoint(600, 480))
    assert document.plan == PLAN


def test_an_edit_from_elsewhere_ends_a_drag(chart, document, qtbot):
    begin = place(chart, "study")
    drag(chart, qtbot, begin, right(begin, 60), release=False)
    document.change(document.plan.with_milestone(replace(STEPS[2], title="Other")), "Rename step")
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=right(begin, 60))
    assert now(document, "study").start == STEPS[2].start
    assert document.undo_stack.count() == 1


# Keys


def test_arrows_nudge_by_a_day_and_with_shift_by_a_week_in_one_step_of_undo(chart, document, qtbot):
    chart.set_selected(["exam"])
    for _ in range(3):
        qtbot.keyClick(chart, KEY.Key_Right)
    qtbot.keyClick(chart, KEY.Key_Left, MOD.ShiftModifier)
    assert now(document, "exam") == STEPS[3].moved(-4)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == PLAN


def test_nudges_of_two_selections_are_two_steps_of_undo(chart, document, qtbot):
    chart.set_selected(["exam"])
    qtbot.keyClick(chart, KEY.Key_Right)
    qtbot.keyClick(chart, KEY.Key_Up)
    qtbot.keyClick(chart, KEY.Key_Right)
    assert (now(document, "exam").start, now(document, "study").start) == (date(2026, 8, 18), date(2026, 7, 2))
    assert document.undo_stack.count() == 2


def test_the_message_names_the_sum_of_nudges_that_are_undone_together(chart, document, qtbot):
    told = []
    chart.message.connect(lambda text, undoable: told.append((text, undoable)))
    chart.set_selected(["exam"])
    for _ in range(3):
        qtbot.keyClick(chart, KEY.Key_Right)
    qtbot.keyClick(chart, KEY.Key_Right, MOD.ShiftModifier)
    name = "“Step 3, both days”"
    assert told == [(f"Moved {name} by {n}", True) for n in ("1 day", "2 days", "3 days", "10 days")]
    qtbot.keyClick(chart, KEY.Key_Left, MOD.ShiftModifier)
    for _ in range(3):
        qtbot.keyClick(chart, KEY.Key_Left)
    assert told[-1] == (f"{name} is back where it was", False), "there is nothing left to undo"
    assert document.plan == PLAN
    assert document.undo_stack.count() == 0


def test_after_undo_a_nudge_counts_from_nothing(chart, document, qtbot):
    told = []
    chart.message.connect(lambda text, _undoable: told.append(text))
    chart.set_selected(["exam"])
    qtbot.keyClick(chart, KEY.Key_Right, MOD.ShiftModifier)
    document.undo_stack.undo()
    qtbot.keyClick(chart, KEY.Key_Right)
    assert told[-1] == "Moved “Step 3, both days” by 1 day"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == PLAN


def test_alt_and_arrows_draw_the_end(chart, document, qtbot):
    chart.set_selected(["exam"])
    qtbot.keyClick(chart, KEY.Key_Right, MOD.AltModifier)
    qtbot.keyClick(chart, KEY.Key_Right, MOD.AltModifier | MOD.ShiftModifier)
    assert now(document, "exam") == replace(STEPS[3], end=STEPS[3].end + timedelta(days=8))


def test_rows_are_walked_and_reached_by_keys(chart, qtbot):
    chosen = []
    chart.selection_changed.connect(chosen.append)
    qtbot.keyClick(chart, KEY.Key_Home)
    qtbot.keyClick(chart, KEY.Key_Down)
    qtbot.keyClick(chart, KEY.Key_Down, MOD.ShiftModifier)
    assert chosen == [("done",), ("late",), ("late", "study")]
    qtbot.keyClick(chart, KEY.Key_End)
    assert chart.selected() == ("gone",)
    qtbot.keyClick(chart, KEY.Key_A, MOD.ControlModifier)
    assert len(chart.selected()) == len(STEPS)
    assert "Dropped, 2 Nov – 1 Dec 2026" in chart.accessibleDescription()
    assert "Row 7 of 7" in chart.accessibleDescription()


def test_keys_ask_for_what_the_page_does(chart, qtbot):
    chart.set_selected(["exam"])
    for key, signal in ((KEY.Key_Space, chart.done_asked), (KEY.Key_Delete, chart.delete_asked),
                        (KEY.Key_Insert, chart.new_asked), (KEY.Key_Return, chart.activated)):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(chart, key)


# Selection


def test_clicks_select_toggle_and_reach(chart, qtbot):
    chosen = []
    chart.selection_changed.connect(chosen.append)
    port = chart.viewport()
    qtbot.mouseClick(port, LEFT, pos=place(chart, "late"))
    qtbot.mouseClick(port, LEFT, MOD.ControlModifier, place(chart, "exam", "beside"))
    qtbot.mouseClick(port, LEFT, MOD.ShiftModifier, place(chart, "submit"))
    assert chosen == [("late",), ("late", "exam"), ("exam", "talk", "submit")]
    qtbot.mouseClick(port, LEFT, pos=place(chart, "talk"))
    assert chart.selected() == ("talk",)
    with qtbot.waitSignal(chart.activated) as asked:
        qtbot.mouseDClick(port, LEFT, pos=place(chart, "talk"))
    assert asked.args == ["talk"]


def test_selection_from_outside_is_shown_and_not_told_back(chart, theme, qtbot):
    chart.selection_changed.connect(lambda *_: pytest.fail("told back"))
    chart.set_selected(["study"])
    row = place(chart, "study").y()
    assert chart.viewport().grab().toImage().pixelColor(880, row) == theme.colour("selection")


# Zoom and scrolling


def turn(chart: ChartView, at: QPoint, up: int, keys=MOD.NoModifier) -> None:
    port = chart.viewport()
    event = QWheelEvent(QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, up), Qt.MouseButton.NoButton,
                        keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(port, event)


def test_the_year_fits_and_keeps_fitting(chart):
    at = chart.geometry_now()
    assert chart.horizontalScrollBar().maximum() == 0
    assert at.x(STEPS[0].start) > 0
    assert at.x(date(2027, 3, 19)) < at.width
    chart.resize(1300, 500)
    assert chart.horizontalScrollBar().maximum() == 0
    assert chart.geometry_now().scale.width == pytest.approx(chart.viewport().width(), abs=1)


def test_ctrl_and_the_wheel_zoom_about_the_pointer(chart):
    spot = QPoint(500, 200)
    day, before = chart.geometry_now().day_at(500), chart.day_width
    for _ in range(8):
        turn(chart, spot, 120, MOD.ControlModifier)
    assert chart.day_width > 4 * before
    assert abs((chart.geometry_now().day_at(500) - day).days) <= 1


def test_a_pinch_zooms_about_its_middle(chart):
    device, spot = QPointingDevice.primaryPointingDevice(), QPointF(500, 200)
    day, before = chart.geometry_now().day_at(500), chart.day_width
    for _ in range(3):
        QApplication.sendEvent(chart.viewport(), QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, device, 2, spot, spot, spot, 0.5, QPointF()))
    assert chart.day_width == pytest.approx(before * 1.5**3)
    assert abs((chart.geometry_now().day_at(500) - day).days) <= 1


def test_two_fingers_on_a_touch_screen_zoom_about_their_middle(chart, qtbot):
    device, port = QTest.createTouchDevice(), chart.viewport()
    day, before = chart.geometry_now().day_at(450), chart.day_width
    touch = QTest.touchEvent(port, device)
    touch.press(0, QPoint(400, 250), port).press(1, QPoint(500, 250), port).commit()
    for n in range(1, 11):
        touch.move(0, QPoint(400 - 15 * n, 250), port).move(1, QPoint(500 + 15 * n, 250), port).commit()
        QApplication.processEvents()
    touch.release(0, QPoint(250, 250), port).release(1, QPoint(650, 250), port).commit()
    assert chart.day_width > 2.5 * before
    assert abs((chart.geometry_now().day_at(450) - day).days) <= 3


@pytest.mark.parametrize("part", ["body", "start", "end"])
def test_a_drag_beyond_the_left_edge_scrolls_back(chart, document, qtbot, part):
    for _ in range(4):
        chart.zoom_about(1.5, 900)
    chart.show_day(STEPS[3].start)
    begin = place(chart, "exam", part)
    before = chart.horizontalScrollBar().value()
    end = QPoint(-60, begin.y())
    drag(chart, qtbot, begin, end, release=False)
    qtbot.waitUntil(lambda: chart.horizontalScrollBar().value() < before - 50)
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=end)
    after = now(document, "exam")
    assert (after.start < STEPS[3].start) == (part != "end")
    assert (after.end < STEPS[3].end) == (part != "start")
    assert after.days >= 1


def test_a_drag_held_at_the_edge_scrolls_on(chart, document, qtbot):
    for _ in range(4):
        chart.zoom_about(1.5, 0)
    chart.show_row("study")
    begin = place(chart, "study", "start", 40)
    before = chart.horizontalScrollBar().value()
    end = QPoint(chart.viewport().width() - 3, begin.y())
    drag(chart, qtbot, begin, end, release=False)
    qtbot.waitUntil(lambda: chart.horizontalScrollBar().value() > before + 50)
    scrolled = chart.horizontalScrollBar().value() - before
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=end)
    moved = (now(document, "study").start - STEPS[2].start).days
    assert moved >= round((end.x() - begin.x() + scrolled) / chart.day_width) > 0


def test_zoom_goes_from_a_week_to_everything(chart, qtbot):
    for _ in range(40):
        qtbot.keyClick(chart, KEY.Key_Plus)
    assert chart.day_width == pytest.approx(chart.viewport().width() / 7)
    for _ in range(40):
        qtbot.keyClick(chart, KEY.Key_Minus)
    assert chart.horizontalScrollBar().maximum() == 0
    qtbot.keyClick(chart, KEY.Key_Plus)
    assert chart.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(chart, KEY.Key_0)
    assert chart.horizontalScrollBar().maximum() == 0


def test_shift_and_the_wheel_go_through_the_days(chart):
    chart.zoom_in()
    chart.zoom_in()
    before = chart.horizontalScrollBar().value()
    turn(chart, QPoint(300, 200), -120, MOD.ShiftModifier)
    assert chart.horizontalScrollBar().value() > before


def many(count: int) -> Plan:
    first = date(2026, 4, 1)
    return replace(PLAN, milestones=tuple(
        step(str(n), f"Step {n}", "exams", first + timedelta(days=n % 340), 1 + n % 5) for n in range(count)))


def test_rows_scroll_with_the_table_beside(document, theme, qtbot):
    document.open(many(300), None)
    chart = shown(document, theme, qtbot)
    table = QTableWidget(300, 1)
    qtbot.addWidget(table)
    table.resize(200, 500)
    table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setDefaultSectionSize(chart.row_height())
    table.horizontalHeader().setFixedHeight(chart.head_height())
    table.setFrameShape(chart.frameShape())
    table.setStyleSheet("QTableView { border: 0; }")
    table.show()
    chart.share_scroll_with(table)
    assert table.verticalScrollBar().maximum() == chart.verticalScrollBar().maximum()
    table.verticalScrollBar().setValue(1234)
    assert chart.verticalScrollBar().value() == 1234
    turn(chart, QPoint(300, 200), -120)
    assert table.verticalScrollBar().value() == chart.verticalScrollBar().value() > 1234
    chart.zoom_in()  # a bar below the chart must not leave its rows out of step
    QApplication.processEvents()
    assert table.verticalScrollBar().maximum() == chart.verticalScrollBar().maximum()


# What it looks like


def on_the_window(chart: ChartView) -> QImage:
    """What stands on the window after all that was asked to be painted has been, and nothing else."""
    QApplication.processEvents()
    return chart.screen().grabWindow(chart.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def all_anew(chart: ChartView) -> QImage:
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def waiting(count: int, back: int) -> Plan:
    plan = many(count)
    return replace(plan, milestones=tuple(
        replace(m, depends_on=(str(n - back),) if n >= back else ()) for n, m in enumerate(plan.milestones)))


@pytest.mark.parametrize("back", [3, 17])
def test_rows_that_scrolled_look_as_if_all_had_been_painted(document, theme, qtbot, back):
    document.open(waiting(300, back), None)
    chart = shown(document, theme, qtbot)
    chart.set_selected(["30", "41"])
    qtbot.mouseMove(chart.viewport(), QPoint(300, 200))
    for to in (37, 74, 90, 300, 260, 1200, 1195, 5000):
        chart.verticalScrollBar().setValue(to)
        assert on_the_window(chart) == all_anew(chart), to
    chart.zoom_about(4, 300)
    chart.horizontalScrollBar().setValue(200)
    assert on_the_window(chart) == all_anew(chart)


def test_arrows_that_are_left_out_are_left_out_alike_after_scrolling(document, theme, qtbot):
    document.open(waiting(300, 120), None)
    chart = shown(document, theme, qtbot)
    for to in (1500, 1537, 1900, 4000):
        chart.verticalScrollBar().setValue(to)
        assert on_the_window(chart) == all_anew(chart), to


def test_after_an_edit_of_one_step_everything_that_differs_is_painted(document, theme, qtbot):
    document.open(waiting(300, 5), None)
    chart = shown(document, theme, qtbot)
    chart.verticalScrollBar().setValue(700)
    on_the_window(chart)
    for by in (3, -20, 90):
        document.change(document.plan.with_milestone(document.plan.milestone("33").moved(by)), "Move step")
        assert on_the_window(chart) == all_anew(chart), by
    document.change(replace(document.plan, series={"s": ("33", "34")}), "Make a series")
    assert on_the_window(chart) == all_anew(chart)
    document.change(document.plan.with_milestone(document.plan.milestone("33").moved(2000)), "Move step")
    assert on_the_window(chart) == all_anew(chart)
    document.undo_stack.undo()
    assert on_the_window(chart) == all_anew(chart)


def painted(chart: ChartView) -> QImage:
    return chart.viewport().grab().toImage()


def has_colour(image: QImage, colour: QColor, rows: range, columns: range) -> bool:
    return any(image.pixelColor(x, y) == colour for y in rows for x in columns)


def test_planned_is_filled_done_is_an_outline_and_late_says_so(chart, theme):
    image = painted(chart)
    assert image.pixelColor(place(chart, "study")) == theme.category("exams")
    assert image.pixelColor(place(chart, "done")) == theme.colour("surface")
    late = place(chart, "late")
    assert image.pixelColor(late) == theme.category("position")
    assert has_colour(image, theme.colour("warning"), range(late.y() - 7, late.y() + 8), range(late.x() - 90, late.x()))


def worded(chart: ChartView, theme, key: str, role: str) -> tuple[bool, bool]:
    """Whether words in a colour stand left and right of a step's shape."""
    image, at, spot = painted(chart), chart.geometry_now(), place(chart, key)
    x0, x1 = (round(x) for x in at.span(chart.rows, chart.rows.row_of(key)))
    rows, colour = range(spot.y() - 7, spot.y() + 8), theme.colour(role)
    return (has_colour(image, colour, rows, range(max(0, x0 - 170), x0 - 6)),
            has_colour(image, colour, rows, range(x1 + 6, min(at.width, x1 + 170))))


def test_a_late_step_that_is_selected_has_one_label(chart, theme):
    assert worded(chart, theme, "late", "warning") == (True, False)
    chart.set_selected(["late"])
    assert worded(chart, theme, "late", "warning") in ((True, False), (False, True))
    assert worded(chart, theme, "late", "text") == (False, False)


def test_of_many_selected_only_the_current_one_has_its_dates_beside_it(chart, theme, qtbot):
    chart.set_selected(["exam"])
    qtbot.keyClick(chart, KEY.Key_A, MOD.ControlModifier)
    labelled = [one.id for one in STEPS if True in worded(chart, theme, one.id, "text")]
    assert labelled == ["exam"]
    qtbot.keyClick(chart, KEY.Key_Up, MOD.ShiftModifier)
    assert [one.id for one in STEPS if True in worded(chart, theme, one.id, "text")] == ["study"]


def test_today_and_the_deadlines_are_lines(chart, theme):
    image, at = painted(chart), chart.geometry_now()
    x = round(at.x(TODAY) + at.scale.day_width / 2)
    row = round(at.y(6) + 4)
    assert has_colour(image, theme.colour("accent_text"), range(row, row + 1), range(x - 2, x + 3))
    match = round(at.x(date(2027, 3, 19)) + at.scale.day_width / 2)
    assert has_colour(image, theme.colour("text_second"), range(400, 410), range(match - 1, match + 2))
    assert "Match Day, 19 Mar 2027" in chart.detail_at(QPointF(match, at.head + 20))


def words_in_band(chart: ChartView) -> list[tuple[str, int, int]]:
    """What is named above the rows and from where to where, asked of the tooltips pixel by pixel."""
    at = chart.geometry_now()
    found: dict[str, list[int]] = {}
    for y in (at.head + 9, at.head + 26):
        for x in range(0, at.width, 2):
            words = chart.detail_at(QPointF(x, y))
            if words:
                found.setdefault(words, []).append(x)
    return [(words, min(xs), max(xs)) for words, xs in found.items()]


def test_near_the_edge_that_shows_a_deadline_s_name_goes_left_and_is_whole(chart, document):
    late = step("late2", "Long after", "support", date(2027, 12, 1), 9)
    document.change(replace(PLAN, milestones=(*STEPS, late)), "New step")
    for _ in range(3):
        chart.zoom_about(1.5, 400)
    bar, at = chart.horizontalScrollBar(), chart.geometry_now()
    bar.setValue(round(at.scale.middle(date(2027, 3, 19)) - at.width + 30))  # Match Day is 30 px from the edge
    assert bar.value() < bar.maximum()
    (words, left, right), = [found for found in words_in_band(chart) if "Match Day" in found[0]]
    assert right - left > 90
    assert left < at.width - 100
    chart.show_day(date(2027, 3, 19))
    (words, left, right), = [found for found in words_in_band(chart) if "Match Day" in found[0]]
    assert right > at.width / 2 + 90, "with room to the right it stands there"
    assert "reported" in words


def test_every_deadline_is_named_however_small_the_chart(document, theme, qtbot):
    ages = step("ages", "Ages", "support", date(1999, 1, 1), 45 * 365)
    document.open(replace(PLAN, milestones=(*STEPS, ages)), None)
    chart = shown(document, theme, qtbot, 420)
    for _ in range(30):
        chart.zoom_out()  # now all of them stand within a few pixels
    said = " ".join(words for words, *_ in words_in_band(chart))
    for name in ("Submission opens, 2 Sep 2026", "Review opens", "Rank list due", "Match Day, 19 Mar 2027"):
        assert name in said


def test_a_date_of_one_s_own_says_so_in_the_band(chart, document, theme):
    document.change(replace(PLAN, season_dates={"review_opens": date(2026, 10, 20)}), "Change a date")
    assert any("Review opens, 20 Oct 2026, own" in words for words, *_ in words_in_band(chart))
    written = chart._painter._head.marks(chart.geometry_now(), chart._deadlines, TODAY)
    assert [m.date_words for m in written if m.name == "Review opens"] == ["20 Oct, own"]
    band = SeasonBand(document, theme, chart)
    assert "own" in band.accessibleName()
    assert "Review opens, 20 Oct 2026, own" in band.toolTip().splitlines()
    document.undo_stack.undo()
    assert "own" not in band.accessibleName() + band.toolTip()


def test_another_season_brings_its_own_lines(chart, document):
    later = replace(PLAN, answers=replace(PLAN.answers, season=2028))
    document.change(later, "Plan another season")
    at = chart.geometry_now()
    days = [day for x in range(at.width) if "Match Day" in (day := chart.detail_at(QPointF(x, at.head + 20)))]
    assert days
    assert all("2028" in day for day in days)


def test_contrast_has_patterns_and_a_wish_has_them_in_light(chart, theme):
    spot = place(chart, "study")
    box = range(spot.y() - 5, spot.y() + 5), range(spot.x() - 20, spot.x() + 20)
    assert not has_colour(painted(chart), theme.colour("surface"), *box)
    chart.set_patterns(True)
    assert has_colour(painted(chart), theme.colour("surface"), *box)
    chart.set_patterns(False)
    theme.set_scheme("contrast")
    assert has_colour(painted(chart), QColor("black"), *box)


def test_a_tooltip_escapes_what_a_person_wrote(chart):
    words = chart.detail_at(QPointF(place(chart, "late")))
    assert "Ask Dr. Osei &lt;b&gt;again&lt;/b&gt;" in words
    assert "5 days late" in words


@pytest.mark.parametrize("count", [0, 1, 60, 300, 3000, 10_000])
def test_any_number_of_rows(document, theme, qtbot, count):
    document.open(many(count), None)
    chart = shown(document, theme, qtbot)
    down = chart.verticalScrollBar()
    down.setValue(down.maximum())
    assert not painted(chart).isNull()
    room = chart.viewport().height() - chart.head_height()
    assert down.maximum() == max(0, count * chart.row_height() - room)
    if count:
        assert chart.geometry_now().row_at(chart.viewport().height() - 1) >= count - 1


def test_a_milestone_of_years_and_a_title_of_200_characters(document, theme, qtbot):
    long = step("long", "x" * 200, "support", date(1999, 1, 1), 40 * 365)
    document.open(replace(PLAN, milestones=(*STEPS, long)), None)
    chart = shown(document, theme, qtbot)
    assert chart.day_width > 2  # the year fills the window, not the forty years
    assert chart.horizontalScrollBar().maximum() > 10_000
    chart.set_selected(["long"])
    assert painted(chart).pixelColor(place(chart, "study")) == theme.category("exams")
    for _ in range(30):
        chart.zoom_out()
    assert not painted(chart).isNull()
    for _ in range(60):
        chart.zoom_in()
    chart.show_day(date(2026, 8, 20))
    assert painted(chart).pixelColor(450, round(chart.geometry_now().y(3) + 14)) == theme.category("exams")


def test_no_plan_and_another_plan(document, theme, qtbot):
    chart = shown(document, theme, qtbot)
    chart.set_selected(["exam"])
    document.open(None, None)
    assert len(chart.rows) == 0
    assert not painted(chart).isNull()
    document.open(PLAN, None)
    chart.set_rows([m.id for m in STEPS])
    assert chart.selected() == ()
    assert len(chart.rows) == len(STEPS)


def test_at_200_percent_rows_and_head_double(document, theme, qtbot):
    chart = shown(document, theme, qtbot)
    row, head = chart.row_height(), chart.head_height()
    assert (row, head) == (28, 84)
    theme.set_factor(2.0)
    assert (chart.row_height(), chart.head_height()) == (56, 168)
    assert painted(chart).pixelColor(place(chart, "study")) == theme.category("exams")


def test_steps_of_a_series_are_notched_and_no_others(chart, document):
    def cut(key: str) -> bool:
        at = chart.geometry_now()
        shape_place = chart.viewport().mapTo(chart, place(chart, key))
        image = chart.grab().toImage()
        row = [image.pixelColor(x, shape_place.y()) for x in range(shape_place.x() - round(at.bar), shape_place.x()
                                                                  + round(at.bar))]
        return row[len(row) // 2] != row[len(row) // 2 - 4]

    assert not cut("submit")
    document.change(replace(document.plan, series={"s": ("submit", "talk")}), "Make a series")
    assert cut("submit")
    assert not cut("late")


def test_the_knob_for_an_arrow_does_not_lie_on_how_late_a_step_is(theme, qtbot, document):
    """At the left edge the words of a late step stand right of it, where the knob comes."""
    chart = shown(document, theme, qtbot)
    chart.zoom_about(6, 0)
    chart.show_day(date(2026, 6, 9))
    at = chart.geometry_now()
    chart._scroll_to(chart._zoom.scale.x(date(2026, 6, 9)) - 4)
    written = []
    real = chart._painter._write
    chart._painter._write = lambda painter, at, row, x, text, *more: (
        written.append((text, x)), real(painter, at, row, x, text, *more))
    qtbot.mouseMove(chart.viewport(), place(chart, "late"))
    chart.viewport().repaint()
    at, row = chart.geometry_now(), chart.rows.row_of("late")
    x = [x for text, x in written if text == "5 days late"][-1]
    assert chart._hovered == row
    assert x >= at.span(chart.rows, row)[1] + (8 + 7 / 2) * at.unit


def test_today_s_pill_is_whole_at_the_right_edge(theme, qtbot):
    today = date(2027, 5, 2)
    document = Document(load_tables(), lambda: today, lambda: "new")
    document.open(PLAN, None)
    chart = ChartView(theme, document, today)
    qtbot.addWidget(chart)
    chart.resize(900, 500)
    chart.set_rows([m.id for m in PLAN.milestones])
    chart.show()
    qtbot.waitExposed(chart)
    at = chart.geometry_now()
    pill = chart._painter._head._pill(at, today)
    assert 0 <= pill.left() < pill.right() <= at.width
