"""The Today page by clicks and keys: everything is ticked off, moved, dropped and added from there, each undoable."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.services import storage
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.services.resources import path
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.today_page import TodayPage
from reapply_desktop.ui.pages.today_rows import StepRow

TODAY = date(2026, 6, 14)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def step(key: str, title: str, start: date, days: int = 1, category: str = "position", **more: object) -> Milestone:
    return Milestone(key, title, category, start, start + timedelta(days=days - 1), **more)


STEPS = (
    step("late", "Ask Dr. Osei <b>again</b>", date(2026, 6, 9)),
    step("later", "Letter conversations", date(2026, 6, 16), 3, "letters", depends_on=("late",)),
    step("check", "Monthly check-in", date(2026, 6, 17), category="support"),
    step("token", "ECFMG token", date(2026, 6, 24), category="application"),
    step("visa", "Visa: the clock", date(2026, 12, 1), category="support", rule="B11.13"),
    step("done", "Meet the adviser", date(2026, 4, 16), status="done"),
)
ANSWERS = Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027,
                  decision=Decision(path="same_specialty", primary="internal_medicine", primary_mentor="Dr. Osei"))


@pytest.fixture
def document(qapp) -> Document:
    ids = iter(f"new{n}" for n in range(99))
    made = Document(load_tables(), lambda: TODAY, lambda: next(ids))
    made.open(Plan("p", ANSWERS, STEPS), None)
    return made


@pytest.fixture
def page(document, theme, qtbot) -> TodayPage:
    made = TodayPage(document, theme)
    qtbot.addWidget(made)
    made.resize(1158, 738)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(page: QWidget, qtbot, name: str) -> None:
    found = [b for b in page.findChildren(QPushButton, name) if b.isVisible()]
    assert found, f"no button {name}"
    qtbot.mouseClick(found[0], LEFT)


def row(page: TodayPage, key: str) -> StepRow:
    rows = [r for week in (page.this_week, page.next_week) for r in week.rows if not r.isHidden()]
    return next(r for r in rows if r.step is not None and r.step.id == key)


def shown_late(page: TodayPage) -> list[str]:
    return [r.step_id for r in page.late.rows if r.isVisible()]


def status(document: Document, key: str) -> str:
    return document.plan.milestone(key).status


# -- ticking off


def test_a_click_anywhere_in_a_row_ticks_it_off_and_undo_takes_it_back(page, document, qtbot):
    with qtbot.waitSignal(page.message) as said:
        qtbot.mouseClick(row(page, "check"), LEFT, pos=QPoint(row(page, "check").width() - 5, 20))
    assert status(document, "check") == "done"
    assert row(page, "check").isChecked()
    assert said.args == ["Done: “Monthly check-in”", True]
    assert document.undo_stack.undoText() == "Mark done"
    document.undo_stack.undo()
    assert status(document, "check") == "planned"
    assert not row(page, "check").isChecked()


def test_space_ticks_and_enter_leads_to_the_timeline(page, document, qtbot):
    row(page, "token").setFocus()
    qtbot.keyClick(row(page, "token"), KEY.Key_Space)
    assert status(document, "token") == "done"
    qtbot.keyClick(row(page, "token"), KEY.Key_Space)
    assert status(document, "token") == "planned"
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(row(page, "token"), KEY.Key_Return)
    assert gone.args == ["timeline", "token"]


# -- late


def test_a_late_step_is_planned_for_today(page, document, qtbot):
    assert shown_late(page) == ["late"]
    press(page, qtbot, "do_today")
    moved = document.plan.milestone("late")
    assert (moved.start, moved.end, moved.status) == (TODAY, TODAY, "planned")
    assert not page.late.isVisible()
    assert row(page, "late").isVisible()
    assert document.undo_stack.undoText() == "Do today"


def test_what_waits_for_a_step_done_today_is_offered_to_follow_as_one_step_with_it(page, document, qtbot):
    running = step("running", "Letter conversations", date(2026, 6, 13), 8, "letters", depends_on=("late",))
    day = step("day", "ERAS opens", date(2026, 6, 18), depends_on=("running",))
    made = Plan("p", ANSWERS, (STEPS[0], running, day), origins={"day": Origin("eras_opens", "eras_season_opens")})
    document.open(made, None)
    press(page, qtbot, "do_today")
    assert document.plan.milestone("late").start == TODAY
    assert document.plan.milestone("running") == running
    qtbot.waitUntil(page.offer.isVisible)
    assert "“Letter conversations” waits for" in page.offer.text()
    assert "If they move along, “ERAS opens” on 18 June comes 4 days before “Letter conversations” ends." \
        in page.offer.text()
    qtbot.keyClick(page.focusWidget(), KEY.Key_Tab)
    assert page.offer.along.hasFocus()
    qtbot.keyClick(page.offer.along, KEY.Key_Return)
    assert (document.plan.milestone("running").start, document.plan.milestone("running").days) == (date(2026, 6, 15), 8)
    assert document.plan.milestone("day") == day
    assert not page.offer.isVisible()
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == made


def test_where_nothing_comes_too_early_nothing_is_offered(page, qtbot):
    press(page, qtbot, "do_today")
    assert page.offer is None or not page.offer.isVisible()


def test_a_long_step_done_today_says_that_it_has_one_day_left(page, document, qtbot):
    document.open(Plan("p", ANSWERS, (step("long", "Statement", date(2026, 5, 1), 21),)), None)
    with qtbot.waitSignal(page.message) as said:
        press(page, qtbot, "do_today")
    assert (document.plan.milestone("long").start, document.plan.milestone("long").end) == (TODAY, TODAY)
    assert said.args == ["Planned for today alone, was 21 days long: “Statement”", True]


def test_a_move_says_what_no_longer_fits(page, document, qtbot):
    day = step("day", "ERAS opens", date(2026, 6, 18), depends_on=("late",))
    document.open(Plan("p", ANSWERS, (STEPS[0], day), origins={"day": Origin("x", "eras_season_opens")}), None)
    press(page, qtbot, "move")
    page.late.rows[0].mover.day.picked(date(2026, 6, 20))
    press(page, qtbot, "take_day")
    assert page._said.text() == "“ERAS opens” on 18 June comes 2 days before this ends."


def test_a_late_day_of_the_season_never_moves_from_here_and_leads_to_the_season_dates(page, document, qtbot):
    day = step("day", "ERAS opens", date(2026, 6, 3))
    document.open(Plan("p", ANSWERS, (day, STEPS[0]), origins={"day": Origin("x", "eras_season_opens")}), None)
    first, second = page.late.rows[:2]
    assert "Its date is the season’s" in first._sentence.text()
    shown = [b.objectName() for b in first.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["season_dates", "drop"]
    assert [b.objectName() for b in second.findChildren(QPushButton) if b.isVisible()] == ["do_today", "move", "drop"]
    with qtbot.waitSignal(page.go) as gone:
        press(page, qtbot, "season_dates")
    assert gone.args == ["season", "eras_season_opens"]
    assert document.undo_stack.count() == 0
    press(page, qtbot, "drop")
    assert page.late.rows[0].step_id == "late"
    assert [b.objectName() for b in first.findChildren(QPushButton) if b.isVisible()] == ["do_today", "move", "drop"]


def test_a_late_step_that_was_done_is_ticked_off(page, document, qtbot):
    tick = page.late.rows[0].findChild(QCheckBox, "done")
    assert tick.accessibleName().startswith("Done: ")
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    assert status(document, "late") == "done"
    assert document.undo_stack.undoText() == "Mark done"
    document.undo_stack.undo()
    assert shown_late(page) == ["late"]
    assert not page.late.rows[0].findChild(QCheckBox, "done").isChecked()


def test_a_late_step_is_dropped(page, document, qtbot):
    press(page, qtbot, "drop")
    assert status(document, "late") == "dropped"
    assert document.undo_stack.undoText() == "Drop step"
    document.undo_stack.undo()
    assert shown_late(page) == ["late"]


def test_moving_asks_in_place_and_takes_along_what_waits(page, document, qtbot):
    before = document.plan
    press(page, qtbot, "move")
    late = page.late.rows[0]
    assert late.mover.day.isVisible()
    assert late.mover.day.text() == "15 Jun 2026"
    assert not late.mover.followers.isVisible()  # nothing would come too early
    late.mover.day.clear()
    qtbot.keyClicks(late.mover.day, "20 Jun 2026")
    qtbot.waitUntil(late.mover.followers.isVisible)
    assert late.mover.followers.text() == "Move 1 step that waits for it too"
    qtbot.keyClick(late.mover.day, KEY.Key_Return)
    plan = document.plan
    assert plan.milestone("late").start == date(2026, 6, 20)
    assert (plan.milestone("later").start, plan.milestone("later").days) == (date(2026, 6, 21), 3)
    assert document.undo_stack.undoText() == "Move steps"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == before


def test_what_waits_stays_when_it_is_unticked(page, document, qtbot):
    press(page, qtbot, "move")
    late = page.late.rows[0]
    late.mover.day.picked(date(2026, 6, 20))
    qtbot.mouseClick(late.mover.followers, LEFT)
    press(page, qtbot, "take_day")
    assert document.plan.milestone("later").start == date(2026, 6, 16)
    assert document.undo_stack.undoText() == "Move step"


def test_escape_leaves_the_move_and_a_day_that_cannot_be_stays_in_the_field(page, document, qtbot):
    press(page, qtbot, "move")
    late = page.late.rows[0]
    late.mover.day.setText("31 Feb 2026")
    qtbot.keyClick(late.mover.day, KEY.Key_Return)
    assert late.mover.wrong.text().startswith("There is no such day")
    qtbot.keyClick(late.mover.day, KEY.Key_Escape)
    assert not late.mover.day.isVisible()
    assert late._buttons.isVisible()
    assert document.undo_stack.count() == 0


def test_more_than_three_late_steps_fold(page, document, qtbot):
    many = tuple(step(f"x{n}", f"Late {n}", date(2026, 5, 1 + n)) for n in range(7))
    document.change(replace(document.plan, milestones=many), "Test")
    assert len(shown_late(page)) == 3
    more = page.late.findChild(QPushButton, "more_late")
    assert more.text() == "and 4 more late"
    qtbot.mouseClick(more, LEFT)
    assert len(shown_late(page)) == 7
    qtbot.mouseClick(more, LEFT)
    assert len(shown_late(page)) == 3


# -- adding


def test_a_step_is_added_in_one_line(page, document, qtbot):
    press(page, qtbot, "add_step")
    field = page.this_week.field
    assert field.isVisible()
    qtbot.keyClicks(field, "Thank Dr. Lind")
    qtbot.keyClick(field, KEY.Key_Return)
    made = document.plan.milestone("new0")
    assert (made.title, made.start, made.end) == ("Thank Dr. Lind", TODAY, TODAY)
    assert row(page, "new0").isVisible()
    assert not field.isVisible()
    assert document.undo_stack.undoText() == "New step"


def test_what_is_said_of_a_step_is_not_turned_by_its_title(page, document, qtbot):
    arabic = "كتابة رسالة"
    steps = replace(STEPS[1], title=arabic, depends_on=()), replace(STEPS[2], title="Ask \u202eDr. Lind")
    document.open(Plan("p", ANSWERS, steps), None)
    for key, said in (("later", f"Done: “\u2068{arabic}\u2069”"), ("check", "Done: “\u2068Ask Dr. Lind\u2069”")):
        with qtbot.waitSignal(page.message) as told:
            qtbot.mouseClick(row(page, key), LEFT, pos=QPoint(20, 20))
        assert told.args[0] == said


def test_an_arabic_name_does_not_move_the_line_in_which_a_step_is_added(page, qtbot):
    press(page, qtbot, "add_step")
    field = page.this_week.field

    def lowest(text: str) -> int:
        field.setText(text)
        image = field.grab().toImage()
        ground = image.pixel(image.width() - 4, image.height() // 2)
        band = range(4, image.height() - 4)
        return max(y for y in band for x in range(9, 20) if image.pixel(x, y) != ground)

    assert lowest("Hello Hello") == lowest("Hello \u0645\u0647\u0646\u062f")


def test_escape_leaves_the_line_and_an_empty_one_adds_nothing(page, document, qtbot):
    press(page, qtbot, "add_step")
    field = page.this_week.field
    qtbot.keyClick(field, KEY.Key_Return)
    assert document.undo_stack.count() == 0
    qtbot.keyClick(field, KEY.Key_Escape)
    assert not field.isVisible()


# -- leading elsewhere


def test_a_question_leads_to_its_place(page, qtbot):
    """B1.1: what is still open is one click away."""
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(page.questions.links[0], LEFT)
    assert gone.args == ["answers", "situation.location"]


def test_find_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.find_requested):
        qtbot.mouseClick(page.find_button, LEFT)


# -- a position


def test_B11_15_a_position_closes_the_plan_kindly_and_undo_opens_it_again(page, document, qtbot):
    before = document.plan
    dialog = page.ask_position()
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.findChild(QPushButton, "close_plan"), LEFT)
    plan = document.plan
    assert plan.position_found == TODAY
    assert [m.id for m in plan.milestones if m.is_open] == ["visa"]
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "I have a position"
    assert page.found.isVisible()
    assert not page.countdowns.isVisible()
    assert not page.strip.isVisible()
    assert "4 steps dropped, 1 step still open" in page.found._text.text()
    assert page.found._open.text() == "Still open: Visa: the clock, 1 December."
    assert "Dr. Osei" in page.found._thanks.text()
    with qtbot.waitSignal(page.export_requested):
        press(page, qtbot, "clean_calendar")
    press(page, qtbot, "reopen")
    assert document.plan == before
    assert page.countdowns.isVisible()
    assert page.found.isHidden()


def test_B11_15_later_the_plan_opens_again_by_an_edit_of_its_own(page, document, qtbot):
    dropped = tuple(replace(m, status="dropped") if m.is_open else m for m in STEPS)
    found = date(2026, 6, 10)
    document.open(Plan("p", ANSWERS, dropped, position_found=found, dropped_for_position=("later", "check")), None)
    press(page, qtbot, "reopen")
    assert document.plan.position_found is None
    # What the person had dropped before stays dropped.
    assert [m.id for m in document.plan.milestones if m.is_open] == ["later", "check"]
    document.undo_stack.undo()
    assert document.plan.position_found == date(2026, 6, 10)


# -- every state


def test_an_empty_plan_says_how_to_begin(page, document):
    document.open(Plan("p", ANSWERS), None)
    assert page.this_week._empty.isVisible()
    assert page.this_week._empty.text().startswith("No steps yet.")
    assert not page.late.isVisible()
    assert not page.load.isVisible()


def test_without_a_plan_the_page_is_bare_and_comes_back(page, document):
    document.open(None, None)
    assert not page._page.isVisible()
    document.open(Plan("p", ANSWERS, STEPS), None)
    assert page._page.isVisible()


def test_the_day_changes_while_the_page_stays_open(qapp, theme, qtbot):
    days = [TODAY]
    document = Document(load_tables(), lambda: days[0], lambda: "n")
    document.open(Plan("p", ANSWERS, STEPS), None)
    page = TodayPage(document, theme)
    qtbot.addWidget(page)
    page.show()
    assert page._title.text() == "Sunday, 14 June"
    days[0] = date(2026, 6, 15)
    page._watch.timeout.emit()
    assert page._title.text() == "Monday, 15 June"


def test_a_hidden_page_waits_with_redrawing_until_it_is_shown(page, document):
    page.hide()
    document.change(replace(document.plan, milestones=()), "Test")
    assert not page.late.isHidden()
    page.show()
    assert page.late.isHidden()


def test_a_crowded_week_folds_and_leads_on(page, document, qtbot):
    many = tuple(step(f"x{n}", f"{'Long title ' * 20}{n}", date(2026, 6, 17)) for n in range(300))
    document.change(replace(document.plan, milestones=many), "Test")
    assert sum(r.isVisible() for r in page.this_week.rows) == 8
    more = page.this_week._more
    assert more.text() == "and 292 more"
    qtbot.mouseClick(more, LEFT)
    assert sum(r.isVisible() for r in page.this_week.rows) == 200
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(more, LEFT)
    assert gone.args == ["timeline", ""]
    assert row(page, "x0").toolTip().startswith("Long title")


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_sideways(scheme, factor, theme, qtbot, qapp):
    theme.set_scheme(scheme)
    theme.set_factor(factor)
    document = Document(load_tables(), lambda: TODAY, lambda: "n")
    with path("samples", "sample.reapply") as sample:
        document.open(storage.load(sample), None)
    page = TodayPage(document, theme)
    qtbot.addWidget(page)
    page.resize(1158, 738)
    page.show()
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.window() is page.window() and page._content.isAncestorOf(widget):
            right = widget.mapTo(page._content, QPoint(widget.width(), 0)).x()
            assert right <= page._content.width(), widget
