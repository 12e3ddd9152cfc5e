"""What the interview says as one types, "I don't know", the draft, and room for large text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reapply_desktop.services.interview_draft import read_draft
from reapply_desktop.ui.interview.application_table import ApplicationsField
from reapply_desktop.ui.interview.help_column import HelpColumn
from reapply_desktop.ui.theme import Theme
from tests.ui.interview_driver import LEFT, Driver


@pytest.fixture
def driver(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Driver:
    return Driver(qtbot, theme, tmp_path).begin()


START = {"applicant": {"type": "us_md"}, "applications": [{"specialty": "psychiatry", "programs": 60}]}


def test_a_score_that_cannot_be_is_refused_in_words_and_stays_in_its_field(driver: Driver) -> None:
    """B2.1: red, with the allowed range; Next walks to it; nothing typed is lost."""
    d = driver.begin(START, "exams")
    row = d.exam("step2ck", "Passed", "331")
    d.until(lambda: bool(row._message.text()))
    assert row._message.text() == (
        "A Step 2 CK score lies between 1 and 300. It is the three-digit number on your score report."
    )
    assert row.score.property("state") == "error"
    assert d.view.footer.text() == "1 answer to look at"
    d.next()
    assert d.step == "exams"
    assert d.view.focusWidget() is row.score
    assert row.score.text() == "331"
    d.view.leave()
    kept = read_draft(d.folder)
    assert kept is not None
    assert kept.answers["exams"] == [{"exam": "step2ck", "passed": True, "score": 331}]
    d.type_into(row.score, "two hundred")
    d.next()
    assert d.step == "exams"
    d.back()
    d.next()
    assert d.step == "exams"
    assert row.score.text() == "two hundred"
    d.type_into(row.score, "231")
    d.next()
    assert d.step == "standing"
    assert d.tree["exams"][0]["score"] == 231


def test_a_red_answer_left_behind_is_walked_to_before_the_findings(driver: Driver) -> None:
    d = driver.begin({**START, "letters": {"total": 3, "fresh": 5}}, "hard_questions")
    assert d.view.rail.item("letters").accessibleName() == "Letters and experience, something is open, 1 to look at"
    d.next()
    assert d.step == "letters"
    assert d.view.focusWidget() is d.typed("letters.fresh").editor
    assert "at most 3" in d.typed("letters.fresh")._message.text()


def test_ranked_above_attended_is_amber_asks_for_a_note_and_lets_one_on(driver: Driver) -> None:
    d = driver.begin(START, "applications")
    row = d.application(0, "psychiatry", "60", "5", "4", "5")
    d.bot.keyClick(row.counts["ranked"], Qt.Key.Key_Tab)
    assert row.counts["ranked"].property("state") == "explain"
    assert d.view.footer.text() == "1 note asked for"
    assert row.note.isVisible()
    d.type_into(row.note, "One program ranked me after a phone call")
    d.bot.keyClick(row.note, Qt.Key.Key_Tab)
    assert d.view.footer.text() == ""
    d.next()
    assert d.step == "soap"
    assert d.tree["applications"][0]["note"] == "One program ranked me after a phone call"


def test_rows_come_go_and_come_back(driver: Driver) -> None:
    d = driver.begin(START, "applications")
    field = d.field("applications")
    assert isinstance(field, ApplicationsField)
    d.press("Add a specialty")
    assert len(field.table()) == 2
    d.next()
    assert d.step == "soap"  # a row left empty is no answer, and no mistake
    assert d.view.session.interview.pruned(d.tree) == START
    d.back()
    d.press("Remove this specialty", field.table()[1])
    assert len(field.table()) == 1
    d.press("Remove this specialty", field.table()[0])
    assert "applications" not in d.tree
    d.press("Bring back Psychiatry")
    assert d.tree["applications"] == [{"specialty": "psychiatry", "programs": 60}]
    assert len(field.table()) == 1
    row = field.table()[0]
    d.bot.mouseClick(row.counts["invited"], LEFT)
    d.bot.keyClick(row.counts["invited"], Qt.Key.Key_Up)
    assert d.tree["applications"][0]["invited"] == 0
    d.bot.keyClick(row.counts["invited"], Qt.Key.Key_Up)
    assert row.counts["invited"].text() == "1"


def test_dont_know_is_an_answer_and_not_zero(driver: Driver) -> None:
    """B2.1: null in the draft, absent in the answers; what was typed comes back."""
    d = driver
    d.write("situation.savings", "6000")
    d.choose("situation.savings", "I don’t know")
    editor = d.typed("situation.savings").editor
    assert d.tree["situation"]["savings"] is None
    assert not editor.isEnabled()
    assert "situation" not in d.view.session.interview.pruned(d.tree)
    d.choose("situation.savings", "I don’t know")
    assert editor.isEnabled()
    assert d.tree["situation"]["savings"] == 6000
    d.type_into(editor, "")
    assert "savings" not in d.tree["situation"]


def test_flags_tell_none_from_unknown(driver: Driver) -> None:
    d = driver.begin(START, "flags")
    d.choose("flags", "A leave of absence")
    assert d.tree["flags"] == ["leave_of_absence"]
    d.choose("flags", "None of these")
    assert d.tree["flags"] == []
    d.choose("flags", "I don’t know")
    assert d.tree["flags"] is None
    d.choose("flags", "I don’t know")
    assert "flags" not in d.tree


def test_B1_1_money_says_how_long_it_lasts(driver: Driver) -> None:
    d = driver
    for key, text in (("monthly_costs", "2100"), ("monthly_income", "1600"), ("savings", "6000")):
        d.write(f"situation.{key}", text)
    d.until(lambda: "last until March 2027" in d.typed("situation.savings")._message.text())
    assert d.view.footer.text() == ""


def test_dates_are_typed_in_any_usual_way_and_kept_when_they_are_none(driver: Driver) -> None:
    d = driver.begin(START, "applications")
    field = d.typed("submitted_on")
    d.write("submitted_on", "Oct 12")
    d.bot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert d.tree["submitted_on"] == "Oct 12"
    assert "no date yet" in field._message.text()
    d.next()
    assert d.view.focusWidget() is field.editor
    assert field.editor.text() == "Oct 12"
    d.write("submitted_on", "2025-09-03")
    d.bot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert d.tree["submitted_on"] == "2025-09-03"
    assert field.editor.text() == "3 Sep 2025"
    assert "in time" in field._message.text()


# -- the draft


def test_leaving_and_resuming_after_a_restart(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    first = Driver(qtbot, theme, tmp_path).begin()
    first.write("situation.location", "Boston <b>&")
    first.next()
    first.choose("applicant.type", "US DO")
    first.next()
    first.next()
    first.exam("level1", "Not taken")
    with qtbot.waitSignal(first.view.left):
        first.press("Leave and continue later")
    draft = read_draft(tmp_path)
    assert draft is not None
    assert draft.step == "exams"
    assert draft.saved_at is not None
    second = Driver(qtbot, theme, tmp_path).begin(dict(draft.answers), draft.step)
    assert second.step == "exams"
    assert second.tree == first.tree
    for _ in range(3):
        second.back()
    assert second.step == "situation"
    assert second.typed("situation.location").editor.text() == "Boston <b>&"


def test_every_change_is_kept_without_leaving(driver: Driver) -> None:
    """A crash costs less than a second."""
    d = driver
    d.write("situation.income", "Tutoring")
    d.until(lambda: (draft := read_draft(d.folder)) is not None and bool(draft.answers.get("situation")))
    d.write("situation.income", "Tutoring, savings")
    d.view.hide()
    draft = read_draft(d.folder)
    assert draft is not None
    assert draft.answers["situation"]["income"] == "Tutoring, savings"


def test_an_interview_without_an_answer_leaves_nothing_to_continue(driver: Driver) -> None:
    driver.next()
    driver.view.leave()
    draft = read_draft(driver.folder)
    assert draft is not None
    assert draft.answers == {}


def test_a_draft_removed_after_finishing_is_not_written_again(driver: Driver) -> None:
    d = driver.begin(START, "path")
    d.finish()
    (d.folder / "interview.json").unlink()
    d.view.hide()
    assert read_draft(d.folder) is None


@pytest.mark.parametrize("step", ["nowhere", None, "applications"])
def test_a_draft_written_by_hand_never_stops_it(driver: Driver, step: str | None) -> None:
    odd = {
        "applicant": ["us_md"],
        "exams": {"exam": "step1"},
        "applications": [None, {"specialty": ["x"], "programs": {}}, {"specialty": "psychiatry", "programs": "6O"}],
        "flags": "none",
        "letters": {"total": True, "fresh": 1e300},
        "decision": 3,
        "disputes": [1],
        "season": "next",
        "situation": {"role": 4, "savings": [1]},
    }
    d = driver.begin(odd, step)
    d.walk_to_any()
    assert d.step


def test_a_draft_that_cannot_be_kept_is_said(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    d = Driver(qtbot, theme, tmp_path / "file").begin()
    d.write("situation.income", "Tutoring")
    d.until(lambda: "not kept on disk" in d.view.footer.text())
    (tmp_path / "file").unlink()
    d.write("situation.income", "Tutoring, savings")
    d.until(lambda: d.view.footer.text() == "")


# -- pages, help and room


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
def test_the_theme_may_change_in_the_middle(driver: Driver, scheme: str) -> None:
    d = driver.begin(START, "applications")
    d.theme.set_scheme(scheme)
    assert not d.view.grab().isNull()
    margins = d.view.wizard.page_of("applications").mapTo(d.view.wizard, QPoint(0, 0))
    assert (margins.x(), margins.y()) == (0, 0)
    assert d.application(0, "psychiatry", "61").row()["programs"] == 61


def test_pages_are_built_when_they_are_first_shown(driver: Driver) -> None:
    assert driver.view.wizard.page_of("flags").layout() is None
    assert driver.view.wizard.page_of("situation").layout() is not None


def test_help_follows_the_question_in_use(driver: Driver) -> None:
    d = driver
    column = d.page.findChild(HelpColumn)
    assert column is not None
    assert "rent and income" in column._passages[0][1].text()
    d.bot.mouseClick(d.typed("situation.savings").editor, LEFT)
    d.write("situation.current_position", "Research assistant")
    assert "read this line first" in column._passages[0][1].text()
    d.press("Where this rule comes from")
    assert "B1.1" in column._about.text()
    assert column._about.isVisible()


@pytest.mark.parametrize(
    ("size", "factor", "beside"), [((1366, 738), 1.0, True), ((1100, 738), 1.0, False), ((1366, 738), 2.0, False)]
)
def test_help_stands_beside_the_form_where_there_is_room(
    qtbot: QtBot, theme: Theme, tmp_path: Path, size: tuple[int, int], factor: float, beside: bool
) -> None:
    theme.set_factor(factor)
    d = Driver(qtbot, theme, tmp_path, size).begin(START, "exams")
    column = d.page.findChild(HelpColumn)
    assert column is not None
    d.until(lambda: d.page._scroll.isAncestorOf(column) is (not beside))
    d.until(lambda: not d.page._scroll.horizontalScrollBar().isVisible())
    d.until(column.isVisible)
    field = d.field("exams")
    assert d.view.size().width() == size[0]
    row = field.row_of("step1")  # type: ignore[attr-defined]
    right = row.attempts.mapTo(d.page._form, QPoint(row.attempts.width(), 0)).x()
    assert right <= d.page._scroll.viewport().width()
