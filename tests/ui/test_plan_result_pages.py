"""Post-mortem and path of the open plan: shown as decided, and changed on the page (B2.4, B2.5, B3.1, B3.7)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Dispute, Exam, Reflections
from reapply_desktop.domain.path_deadline import path_deadline
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.pen_ring import PenRing
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.findings_view import NONE, WHY_ONE
from reapply_desktop.ui.pages.path_page import PathPage
from reapply_desktop.ui.pages.post_mortem_page import PostMortemPage

ANSWERS = Answers(
    Applicant("non_us_img", "Nadia", 2022),
    (Application("internal_medicine", 60, 5, 4, 4),), season=2027,
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12),
    reflections=Reflections(enough_interviews="No, <b>four</b> were too few."),
    disputes=(Dispute("late_application", "The portal was down."),),
    decision=Decision(("few_interviews",), "The rest follows from it.", "pivot", "psychiatry", primary_programs=80,
                      why="My heart is there", by="person"),
)  # fmt: skip


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: date(2026, 6, 14), lambda: "new")
    made.open(Plan("p", ANSWERS, (Milestone("a", "A", "decide", date(2026, 7, 1), date(2026, 7, 1)),)), None)
    return made


def said(page: QWidget) -> str:
    return "\n".join(w.text() for w in (*page.findChildren(Label), *page.findChildren(Prose)) if w.text())


def test_B2_4_the_post_mortem_shows_rings_disputes_words_and_what_would_sharpen_it(document, theme, qtbot):
    page = PostMortemPage(document, theme)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    rings = {ring.text() for ring in page.findChildren(PenRing) if ring.circled()}
    assert rings == {"Few interviews"}
    words = said(page)
    assert "You see it otherwise: The portal was down." in words
    assert "No, <b>four</b> were too few." in words
    assert "Would sharpen this" in words
    assert "Not known yet. None of it is read as zero." in words
    assert "Circled: few interviews." in words
    assert page.view.why_few_causes() == "The rest follows from it."
    with qtbot.waitSignal(page.change_answers_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "change_answers"), Qt.MouseButton.LeftButton)


def post_mortem(document, theme, qtbot) -> PostMortemPage:
    page = PostMortemPage(document, theme)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def click(page, qtbot, name) -> None:
    qtbot.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_B2_5_circles_wait_on_the_page_until_they_are_asked_for(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    before = document.plan
    assert page.strip.main.text() == "See the path"
    click(page, qtbot, "circle-late_application")
    assert "Not in the plan yet." in page.strip.text()
    assert document.plan is before
    with qtbot.waitSignal(page.answers_changed) as told:
        qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    answers, text = told.args
    assert text == "Circle causes"
    assert set(answers.decision.causes) == {"late_application", "few_interviews"}
    assert answers.decision.why_few_causes is None
    assert (answers.decision.path, answers.decision.by) == ("pivot", "person")
    qtbot.mouseClick(page.strip.other, Qt.MouseButton.LeftButton)
    assert page.view.circled == ("few_interviews",)
    assert page.view.why_few_causes() == "The rest follows from it."
    assert not page.strip.other.isVisible()


def test_tab_visits_the_findings_before_the_strip(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    page.activateWindow()
    page.findChild(QWidget, "change_answers").setFocus()
    seen = []
    for _ in range(60):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
        if seen[-1] is page.strip.main:
            break
    assert seen[-1] is page.strip.main
    assert page.findChild(QWidget, "circle-late_application") in seen


def test_B2_5_a_single_cause_is_not_taken_without_its_reason_and_none_is_not_taken_at_all(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    told = []
    page.answers_changed.connect(lambda *args: told.append(args))
    why = page.findChild(QWidget, "why_few_causes")
    why.clear()
    qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    assert told == []
    assert why.property("state") == "explain"
    assert page.strip.text() == WHY_ONE
    click(page, qtbot, "circle-few_interviews")
    assert not page.strip.main.isEnabled()
    assert page.strip.text() == NONE


def test_B2_4_a_dispute_is_written_on_the_page_and_is_one_step_to_undo(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    before = document.plan.answers
    click(page, qtbot, "circle-late_application")  # not in the plan yet, and outlives the dispute
    page.view.row("few_interviews").open_dispute()
    box = page.view.row("few_interviews").dispute
    qtbot.keyClicks(box.reason, "Four were offered & two more came late.")
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Dispute few interviews"
    qtbot.mouseClick(box.keep, Qt.MouseButton.LeftButton)
    assert "You see it otherwise: Four were offered & two more came late." in said(page)
    assert set(page.view.circled) == {"few_interviews", "late_application"}
    assert page.focusWidget() is page.view.row("few_interviews").more
    page.view.row("few_interviews").open_dispute()
    again = page.view.row("few_interviews").dispute
    assert again.reason.toPlainText() == "Four were offered & two more came late."
    qtbot.mouseClick(again.withdraw, Qt.MouseButton.LeftButton)
    assert document.plan.answers == before
    assert document.undo_stack.undoText() == "Take back the dispute of few interviews"
    document.undo_stack.undo()
    assert "Four were offered & two more came late." in said(page)
    document.undo_stack.undo()
    assert document.plan.answers == before
    assert "Four were offered" not in said(page)


def test_B2_4_cancel_leaves_no_trace_of_a_dispute(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    before = document.plan
    page.view.row("few_interviews").open_dispute()
    box = page.view.row("few_interviews").dispute
    qtbot.keyClicks(box.reason, "No.")
    qtbot.mouseClick(box.cancel, Qt.MouseButton.LeftButton)
    assert document.plan == before
    assert not document.undo_stack.canUndo()


def test_B2_1_what_would_sharpen_it_leads_to_its_question(document, theme, qtbot):
    page = post_mortem(document, theme, qtbot)
    with qtbot.waitSignal(page.go) as told:
        click(page, qtbot, "answer-standing")
    assert told.args == ["answers", "standing"]


def test_B3_7_the_path_shows_the_choice_its_reason_and_what_was_recommended(document, theme, qtbot):
    page = PathPage(document, theme)
    qtbot.addWidget(page)
    words = said(page)
    assert page.strip.text() == "Chosen: Pivot, psychiatry."
    assert "99.7 %" in words
    assert page.view.fields.sides["primary"].programs.text() == "80"
    assert page.view.why.toPlainText() == "My heart is there"
    assert "Why “Hybrid” fits your answers best" in words
    assert page.view.cards.radio("pivot").isChecked()
    assert not page.strip.main.isVisibleTo(page)
    with qtbot.waitSignal(page.change_answers_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "change_answers"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", [PostMortemPage, PathPage])
def test_the_pages_follow_the_document_and_are_left_alone_by_edits_of_steps(document, theme, qtbot, kind):
    page = kind(document, theme)
    qtbot.addWidget(page)
    before = page.findChildren(Prose)
    plan = document.plan
    document.change(plan.with_milestone(replace(plan.milestones[0], title="B")), "Rename step")
    assert page.findChildren(Prose) == before
    changed = replace(plan.answers, decision=Decision(("late_application", "few_interviews"), path="hybrid",
                                                      primary="internal_medicine", backup="family_medicine",
                                                      primary_programs=60))
    document.change(replace(document.plan, answers=changed), "Change answers")
    assert ("9 of 10 are still open" in said(page)) or ("submitted late, few interviews" in said(page).lower())
    document.open(None, None)
    assert not page._scroll.isVisibleTo(page)
    assert page._empty.isVisibleTo(page)


def path_page(document, theme, qtbot) -> PathPage:
    page = PathPage(document, theme)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def choose(page, qtbot, path) -> None:
    radio = page.view.cards.radio(path)
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(12, radio.height() // 2))


def test_B3_6_another_path_waits_on_the_page_and_says_what_it_does_to_the_year(document, theme, qtbot):
    page = path_page(document, theme, qtbot)
    before = document.plan
    choose(page, qtbot, "hybrid")
    assert page.strip.text().startswith("Hybrid: adds ")
    assert ", drops " in page.strip.text()
    assert page.strip.text().endswith("Not in the plan yet.")
    with qtbot.waitSignal(page.answers_changed) as told:
        qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    decision, text = told.args[0].decision, told.args[1]
    assert text == "Choose path"
    assert (decision.path, decision.primary, decision.backup) == ("hybrid", "internal_medicine", "family_medicine")
    assert (decision.by, decision.causes) == ("person", ("few_interviews",))
    assert document.plan is before
    qtbot.mouseClick(page.strip.other, Qt.MouseButton.LeftButton)
    assert page.view.chosen == "pivot"
    assert page.view.why.toPlainText() == "My heart is there"


def test_B3_6_what_makes_a_field_serious_is_kept_as_it_is_typed(document, theme, qtbot):
    hybrid = Decision(("late_application", "few_interviews"), None, "hybrid", "internal_medicine", "family_medicine",
                      60, 80, by="person")
    document.open(replace(document.plan, answers=replace(ANSWERS, decision=hybrid)), None)
    page = path_page(document, theme, qtbot)
    assert "8 of 10 are still open." in page.strip.text()
    backup = page.view.fields.sides["backup"]
    qtbot.keyClicks(backup.mentor, "Dr. Lind")
    qtbot.mouseClick(backup.statement, Qt.MouseButton.LeftButton, pos=QPoint(12, backup.statement.height() // 2))
    qtbot.keyClicks(backup.interest, "A free clinic")
    qtbot.mouseClick(backup.letters, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(backup.letters, "2")
    qtbot.keyClick(backup.letters, Qt.Key.Key_Return)
    kept = document.plan.answers.decision
    assert (kept.backup_mentor, kept.backup_statement, kept.backup_interest, kept.backup_letters) == \
        ("Dr. Lind", True, "A free clinic", 2)
    assert "4 of 10 are still open." in page.strip.text()
    assert "All five are there: this field is applied to in earnest." in said(page)
    assert document.undo_stack.count() == 4  # each field is one step, however many keys
    for _ in range(4):
        document.undo_stack.undo()
    assert document.plan.answers.decision == hybrid
    assert backup.mentor.text() == ""


def test_B3_7_a_path_taken_as_recommended_is_not_chosen_for_the_person(document, theme, qtbot):
    taken = Decision(("few_interviews",), None, "hybrid", "internal_medicine", "family_medicine", by="recommendation")
    document.open(replace(document.plan, answers=replace(ANSWERS, decision=taken)), None)
    page = path_page(document, theme, qtbot)
    assert page.view.chosen is None
    assert "Nothing is chosen by you yet. The year follows “Hybrid” until then." in page.strip.text()
    assert not page.strip.main.isEnabled()
    choose(page, qtbot, "hybrid")
    assert page.strip.text() == "Hybrid: changes no step of the year. Not in the plan yet."
    with qtbot.waitSignal(page.answers_changed) as told:
        qtbot.mouseClick(page.strip.main, Qt.MouseButton.LeftButton)
    decision = told.args[0].decision
    # One cause that nobody circled asks nobody for a reason: it is taken again, not made theirs.
    assert (decision.by, decision.path, decision.causes) == ("person", "hybrid", None)


@pytest.mark.parametrize(("day", "large", "late"), [
    (date(2026, 3, 31), "Decide by 30 April 2026", False), (date(2026, 4, 1), "29 days to decide", False),
    (date(2026, 4, 30), "Today is the day to decide", False), (date(2026, 5, 1), "1 day late", True)])  # fmt: skip
def test_B3_7_the_countdown_runs_from_april_and_is_late_from_may(theme, qtbot, qapp, day, large, late):
    document = Document(load_tables(), lambda: day, lambda: "new")
    step = Milestone("c", "Choose path and specialties", "decide", date(2026, 4, 30), date(2026, 4, 30))
    answers = replace(ANSWERS, decision=None)
    document.open(Plan("p", answers, (step,), {"c": Origin("choose_path")}), None)
    page = path_page(document, theme, qtbot)
    assert large in [label.text() for label in page.deadline.findChildren(Label)]
    assert path_deadline(document.plan, assess(answers, document.tables, day).season, day).late == late
    document.change(document.plan.with_milestone(replace(step, status="done")), "Done")
    document.change(replace(document.plan, answers=replace(answers, decision=Decision(path="pivot",
                            primary="psychiatry", by="recommendation"))), "Change answers")
    assert not page.deadline.isVisible()


def test_B3_6_today_leads_to_the_very_field(document, theme, qtbot):
    hybrid = Decision(None, None, "hybrid", "internal_medicine", "family_medicine", by="person")
    document.open(replace(document.plan, answers=replace(ANSWERS, decision=hybrid)), None)
    page = path_page(document, theme, qtbot)
    page.show_event("decision.backup_mentor")
    assert page.focusWidget() is page.view.fields.sides["backup"].mentor
