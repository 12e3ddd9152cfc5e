"""Post-mortem and path of the open plan: shown as decided, changed only through the answers (B2.4, B3.1, B3.7)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Dispute, Exam, Reflections
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.pen_ring import PenRing
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.document import Document
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
    assert "Not known; it would sharpen this:" in words
    assert "Circled: few interviews." in words
    assert page.view.why_few_causes() == "The rest follows from it."
    assert not page.findChildren(QPushButton, "circle-few_interviews")
    with qtbot.waitSignal(page.change_answers_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "change_answers"), Qt.MouseButton.LeftButton)


def test_B3_7_the_path_shows_the_choice_its_reason_and_what_was_recommended(document, theme, qtbot):
    page = PathPage(document, theme)
    qtbot.addWidget(page)
    words = said(page)
    assert "Chosen: Pivot" in words
    assert "Primary: Psychiatry, 80 programs, 99.7 % filled before SOAP in 2025." in words
    assert "You chose otherwise: My heart is there" in words
    assert page.view.cards.radio("pivot").isChecked()
    assert page.view.cards.radio("hybrid").isHidden()
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
                                                      primary="internal_medicine", backup="family_medicine"))
    document.change(replace(document.plan, answers=changed), "Change answers")
    assert ("no mentor named yet" in said(page)) or ("submitted late, few interviews" in said(page).lower())
    document.open(None, None)
    assert not page._scroll.isVisibleTo(page)
    assert page._empty.isVisibleTo(page)
