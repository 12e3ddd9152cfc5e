"""A year lived in: grabbed in the chart, made into a series, ticked off, found, moved with its season, and closed."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.services import storage
from reapply_desktop.ui.controls.toast import Toast
from reapply_desktop.ui.pages.position_dialog import PositionDialog
from reapply_desktop.ui.pages.season_page import SeasonPage
from reapply_desktop.ui.pages.today_page import TodayPage
from reapply_desktop.ui.timeline.series_change_dialog import ChangeSeriesDialog
from reapply_desktop.ui.timeline.series_dialog import MakeSeriesDialog
from tests.journeys.conftest import Person
from tests.real_window import TODAY

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key
REVIEW = date(2026, 9, 23)
IDS = {name: f"00000000-0000-4000-8000-{at:012d}" for at, name in enumerate(
    ("late", "soon", "study", "exam", "practice", "read"))}  # fmt: skip


def step(key: str, title: str, category: str, start: date, days: int = 1, waits: str = "") -> Milestone:
    end = start + timedelta(days=days - 1)
    return Milestone(IDS[key], title, category, start, end, depends_on=(IDS[waits],) if waits else ())


STEPS = (
    step("late", "Ask Dr. Osei", "position", TODAY - timedelta(days=5)),
    step("soon", "Write to the dean", "decide", TODAY + timedelta(days=1)),
    step("study", "Step 3 study", "exams", date(2026, 5, 1), 40),
    step("exam", "Step 3, both days", "exams", date(2026, 6, 11), 2, waits="study"),
    step("practice", "Interview practice", "interviews", date(2026, 8, 4)),
    step("read", "Programs begin to read", "application", REVIEW),
)
ANSWERS = Answers(Applicant("us_md", "Nadia Rahman"), (Application("internal_medicine", 60, 5, 4, 4),), season=2027)
PLAN = Plan("33333333-3333-4333-8333-333333333333", ANSWERS, STEPS,
            origins={IDS["read"]: Origin("review_opens", "review_opens")})


@pytest.fixture
def file(person: Person) -> Path:
    path = person.folder / "nadia.reapply"
    storage.save(PLAN, path)
    return path


def plan_of(person: Person) -> Plan:
    plan = person.window._document.plan
    assert plan is not None
    return plan


def now(person: Person, key: str) -> Milestone:
    found = plan_of(person).milestone(IDS[key])
    assert found is not None
    return found


def click(person: Person, inside: QWidget, name: str) -> None:
    (found,) = [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]
    person.bot.mouseClick(found, LEFT)


def dialog(person: Person, kind: type) -> QDialog:
    person.bot.waitUntil(lambda: any(d.isVisible() for d in person.window.findChildren(kind)))
    return next(d for d in person.window.findChildren(kind) if d.isVisible())


def test_a_bar_is_dragged_what_waits_moves_along_and_one_undo_brings_all_back(person: Person, file: Path) -> None:
    person.open(file)
    page = person.timeline()
    chart = page.pane.chart
    at = chart.geometry_now()
    row = chart.rows.row_of(IDS["study"])
    x0, x1 = at.span(chart.rows, row)
    begin = QPoint(round((x0 + x1) / 2), round(at.y(row) + at.row / 2))
    end = begin + QPoint(round(10 * chart.day_width), 0)
    port = chart.viewport()
    person.bot.mousePress(port, LEFT, pos=begin)
    person.bot.mouseMove(port, (begin + end) / 2)
    person.bot.mouseMove(port, end)
    assert now(person, "study") == STEPS[2], "nothing changes before the release"
    person.bot.mouseRelease(port, LEFT, pos=end)

    assert now(person, "study") == STEPS[2].moved(10)
    assert page.table.chosen_ids() == (IDS["study"],)
    assert page.inspector.title.toPlainText() == "Step 3 study"
    offer = page.reshaping.offer
    assert offer.isVisible()
    assert offer.along.text() == "Move it &along"
    person.bot.mouseClick(offer.along, LEFT)
    assert now(person, "exam").start == now(person, "study").end + timedelta(days=1)
    assert person.window._document.undo_stack.count() == 1
    assert person.window.findChild(Toast).text() == "Moved 1 step along"
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN
    assert not offer.isVisible()


def test_escape_gives_a_drag_up_and_arrows_nudge(person: Person, file: Path) -> None:
    person.open(file)
    page = person.timeline()
    page.show_step(IDS["practice"])
    chart = page.pane.chart
    chart.setFocus()
    person.bot.keyClick(chart, KEY.Key_Right)
    person.bot.keyClick(chart, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert now(person, "practice") == STEPS[4].moved(8)
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN


def test_drawing_in_an_empty_place_makes_a_step_there_with_its_title_open(person: Person, file: Path) -> None:
    person.open(file)
    page = person.timeline()
    chart = page.pane.chart
    at = chart.geometry_now()
    y = round(at.y(len(chart.rows)) + at.row * 2)
    begin = QPoint(round(at.x(date(2026, 10, 5)) + 1), y)
    end = QPoint(round(at.x(date(2026, 10, 30))), y)
    person.bot.mousePress(chart.viewport(), LEFT, pos=begin)
    person.bot.mouseMove(chart.viewport(), begin + QPoint(8, 0))
    person.bot.mouseMove(chart.viewport(), end)
    person.bot.mouseRelease(chart.viewport(), LEFT, pos=end)
    editor = page.table.viewport().focusWidget() or person.window.focusWidget()
    person.bot.keyClicks(editor, "Away interviews")
    person.bot.keyClick(editor, KEY.Key_Return)
    (made,) = [m for m in plan_of(person).milestones if m.title == "Away interviews"]
    assert made.start == date(2026, 10, 5)
    assert date(2026, 10, 28) <= made.end <= date(2026, 10, 31)


def test_a_series_is_made_moved_as_a_whole_and_undone(person: Person, file: Path) -> None:
    person.open(file)
    page = person.timeline()
    page.show_step(IDS["practice"])
    person.window._commands["series"].trigger()
    made = dialog(person, MakeSeriesDialog)
    assert made.go.text() == "Make 12 steps"
    person.bot.mouseClick(made.go, LEFT)
    (members,) = plan_of(person).series.values()
    assert len(members) == 12
    assert now(person, "practice").title == "Interview practice, 1 of 12"

    person.window._commands["series"].trigger()
    change = dialog(person, ChangeSeriesDialog)
    change.distance.number.selectAll()
    person.bot.keyClicks(change.distance.number, "1")
    person.bot.mouseClick(change.go, LEFT)
    days = [plan_of(person).milestone(key).start for key in members]
    assert days[0] - STEPS[4].start == change_of(change)
    assert {later - sooner for sooner, later in pairwise(days)} == {timedelta(days=7)}
    person.keys(KEY.Key_Z)
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN


def change_of(change: ChangeSeriesDialog) -> timedelta:
    return timedelta(days=change.distance.days() or 0)


def test_today_ticks_off_and_moves_what_is_late(person: Person, file: Path) -> None:
    person.open(file)
    page = person.space.page
    assert isinstance(page, TodayPage)
    row = next(r for r in page.this_week.rows if r.step is not None and r.step.id == IDS["soon"])
    person.bot.mouseClick(row, LEFT, pos=QPoint(10, row.height() // 2))
    assert now(person, "soon").status == "done"
    click(person, page, "move")
    late = page.late.rows[0]
    late.mover.day.clear()
    person.bot.keyClicks(late.mover.day, "27 Mar 2026")
    person.bot.keyClick(late.mover.day, KEY.Key_Return)
    assert now(person, "late").start == date(2026, 3, 27)
    assert not page.late.isVisible()
    person.keys(KEY.Key_Z)
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN
    assert not person.timeline().reshaping.offer.isVisible()


def test_a_season_day_changed_moves_its_steps_and_the_line_in_the_chart(person: Person, file: Path) -> None:
    person.open(file)
    chart = person.timeline().pane.chart
    before = {d.day for d in chart._deadlines}
    assert REVIEW in before
    person.press("Season deadlines, " + person.timeline().pane._band._state)
    page = person.space.page
    assert isinstance(page, SeasonPage)
    row = page.rows["review_opens"]
    person.bot.mouseClick(row.pencil, LEFT)
    row.field.selectAll()
    person.bot.keyClicks(row.field, "25 Sep 2026")
    person.bot.keyClick(row.field, KEY.Key_Return)
    click(person, row, "move_them")
    assert now(person, "read").start == date(2026, 9, 25)
    assert plan_of(person).season_dates == {"review_opens": date(2026, 9, 25)}
    assert date(2026, 9, 25) in {d.day for d in chart._deadlines}
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN
    assert {d.day for d in chart._deadlines} == before


def test_ctrl_k_leads_to_a_step(person: Person, file: Path) -> None:
    person.open(file)
    person.keys(KEY.Key_K)
    box = person.window._find_box
    person.bot.keyClicks(box.field, "practice")
    person.bot.keyClick(box.field, KEY.Key_Return)
    assert person.space.current == "timeline"
    page = person.timeline()
    assert page.table.chosen_ids() == (IDS["practice"],)
    assert page.pane.chart.selected() == (IDS["practice"],)


def test_a_position_closes_the_plan_and_undo_opens_it_again(person: Person, file: Path) -> None:
    """B11.15"""
    person.open(file)
    person.timeline()
    person.window._commands["position"].trigger()
    assert person.space.current == "today"
    made = dialog(person, PositionDialog)
    click(person, made, "close_plan")
    plan = plan_of(person)
    assert plan.position_found == TODAY
    assert {m.status for m in plan.milestones} == {"dropped"}
    assert person.space.page.found.isVisible()
    person.keys(KEY.Key_Z)
    assert plan_of(person) == PLAN
    assert person.space.page.found.isHidden()


def test_ctrl_k_finds_season_dates_and_what_menus_do_under_other_names(person: Person, file: Path) -> None:
    person.open(file)
    for typed, page in (("submission opens", "season"), ("add milestone", "timeline")):
        person.keys(KEY.Key_K)
        box = person.window._find_box
        person.bot.keyClicks(box.field, typed)
        person.bot.keyClick(box.field, KEY.Key_Return)
        assert person.space.current == page
    person.keys(KEY.Key_K)
    person.bot.keyClicks(person.window._find_box.field, "dark mode")
    person.bot.keyClick(person.window._find_box.field, KEY.Key_Return)
    assert person.window.theme.scheme == "dark"
    person.window.theme.set_scheme("light")
