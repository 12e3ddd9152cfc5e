"""The whole interview by clicks and keys: an international graduate, a DO, back, other branches, two further pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from reapply_desktop.services.plan_file import answers_to_dict
from reapply_desktop.ui.interview.further_pages import FindingsPage, PathPage
from reapply_desktop.ui.theme import Theme
from tests.ui.interview_driver import Driver


@pytest.fixture
def driver(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Driver:
    return Driver(qtbot, theme, tmp_path).begin()


NADIA = {
    "applicant": {"type": "non_us_img", "name": "Nadia Rahman", "graduation_year": 2021, "needs_visa": True},
    "situation": {
        "location": "Queens",
        "monthly_costs": 2100,
        "monthly_income": 1500,
        "savings": 6000,
        "role": "non_clinical",
        "role_paid": True,
        "clinical_exposure": "Free clinic, Saturdays",
        "soap_ended": "2026-03-19",
        "matched": "none",
    },
    "season": 2027,
    "exams": [
        {"exam": "step1", "passed": True, "attempts": 1},
        {"exam": "step2ck", "passed": True, "score": 231, "attempts": 1},
    ],
    "standing": {"quartile": 3, "decile": 8, "gpa": 3.4, "failed_clerkships": 0},
    "applications": [
        {
            "specialty": "internal_medicine",
            "programs": 60,
            "invited": 5,
            "attended": 4,
            "ranked": 5,
            "note": "After a phone call",
        },
        {"specialty": "family_medicine", "programs": 5, "invited": 0},
    ],
    "submitted_on": "2025-10-12",
    "interview_feedback": "mixed",
    "soap": {"eligible": True, "applications": 45, "responses": 0},
    "letters": {"total": 3, "fresh": 1, "from_leadership": 0, "generic": True},
    "us_experience_months": 2,
    "flags": ["leave_of_absence", "generic_statement"],
    "reflections": {"enough_interviews": "Four were not enough.\nI applied late."},
}


def test_an_international_graduate_from_the_first_page_to_the_answers(driver: Driver) -> None:
    """B1.1, B1.2, B2.1, B2.4, B3.1, B2.5: every page, findings circled, a path chosen."""
    d = driver
    d.write("situation.location", "Queens")
    d.choose("situation.income", "I don’t know yet")
    for key, text in (("monthly_costs", "2,100"), ("monthly_income", "1500"), ("savings", "$6000")):
        d.write(f"situation.{key}", text)
    d.next()
    d.choose("applicant.type", "Non-US IMG")
    d.write("applicant.name", "Nadia Rahman")
    d.write("applicant.graduation_year", "2021")
    d.choose("applicant.needs_visa", "Yes")
    d.choose("situation.matched", "No position")
    d.next()
    d.choose("situation.role", "Work outside the clinic")
    d.choose("situation.role_paid", "Paid")
    d.write("situation.clinical_exposure", "Free clinic, Saturdays")
    d.pick(d.field("season").combo, 2027)
    d.next()
    d.exam("step1", "Passed", attempts="1")
    d.exam("step2ck", "Passed", "231", "1")
    d.exam("step3", "Not taken")
    d.next()
    d.choose("standing.quartile", "Third")
    d.pick(d.field("standing.decile").combo, 8)
    d.write("standing.gpa", "3.4")
    d.write("standing.failed_clerkships", "0")
    d.next()
    row = d.application(0, "internal_medicine", "60", "5", "4", "5")
    d.bot.keyClick(row.counts["ranked"], Qt.Key.Key_Tab)
    d.type_into(row.note, "After a phone call")
    d.press("Add a specialty")
    d.application(1, "family_medicine", "5", "0")
    d.write("submitted_on", "12 Oct 2025")
    d.choose("interview_feedback", "Mixed")
    d.next()
    d.choose("soap.eligible", "Yes")
    d.write("soap.applications", "45")
    d.write("soap.responses", "0")
    d.write("situation.soap_ended", "3/19/2026")
    d.next()
    for key, text in (("total", "3"), ("fresh", "1"), ("from_leadership", "0")):
        d.write(f"letters.{key}", text)
    d.choose("letters.generic", "Yes, mostly")
    d.write("us_experience_months", "2")
    d.next()
    d.choose("flags", "A leave of absence")
    d.choose("flags", "One general statement for all programs")
    d.next()
    d.write("reflections.enough_interviews", "Four were not enough.\nI applied late.")
    d.next()
    assert d.step == "findings"
    page = d.view.wizard.page_of("findings")
    assert isinstance(page, FindingsPage)
    d.press("Circle", page)
    d.press("Circle", page)
    circled = d.tree["decision"]["causes"]
    assert len(circled) == 2
    d.next()
    assert d.step == "path"
    path = d.view.wizard.page_of("path")
    assert isinstance(path, PathPage)
    d.press("Same specialty, improved", path)
    if path.view.why.isVisible():
        d.type_into(path.view.why, "I was close.")
    answers = d.finish()
    raw = answers_to_dict(answers)
    decision = raw.pop("decision")
    assert raw == NADIA
    assert decision["causes"] == list(circled)
    assert (decision["path"], decision["primary"], decision["by"]) == ("same_specialty", "internal_medicine", "person")


def test_a_do_sees_comlex_can_add_usmle_and_decides_later(driver: Driver) -> None:
    d = driver
    d.next()
    d.choose("applicant.type", "US DO")
    assert not d.field("applicant.needs_visa").isVisible()
    d.next()
    d.next()
    assert d.step == "exams"
    names = {b.accessibleDescription() for b in d.page.findChildren(QAbstractButton) if b.isVisible()}
    assert "COMLEX Level 2-CE, result" in names
    assert "Step 2 CK, result" not in names
    d.exam("level2ce", "Passed", "512", "1")
    d.press("Add a USMLE exam")
    d.exam("step1", "I don’t know")
    d.exam("step2ck", "Not passed", "205", "2")
    d.next()
    d.next()
    d.application(0, "psychiatry")
    d.walk_to("letters")
    assert not d.field("us_experience_months").isVisible()
    d.walk_to("path")
    answers = d.finish()
    assert answers_to_dict(answers) == {
        "applicant": {"type": "us_do"},
        "exams": [
            {"exam": "level2ce", "passed": True, "score": 512, "attempts": 1},
            {"exam": "step2ck", "passed": False, "score": 205, "attempts": 2},
        ],
        "applications": [{"specialty": "psychiatry"}],
    }
    assert answers.decision is None


def test_walking_back_and_another_branch_lose_nothing(driver: Driver) -> None:
    """B1.2: what a left branch holds is not in the answers, and comes back with the branch."""
    d = driver
    d.next()
    d.choose("applicant.type", "US IMG")
    d.choose("applicant.needs_visa", "No")
    d.next()
    d.choose("situation.role", "Undecided")
    d.pick(d.field("situation.role_leaning").combo, "research")
    d.walk_to("applications")
    d.application(0, "pediatrics", "80")
    d.walk_to("letters")
    d.write("us_experience_months", "3")
    while d.step != "who":
        d.back()
    d.choose("applicant.type", "US MD")
    assert not d.field("applicant.needs_visa").isVisible()
    kept = d.view.session.interview.pruned(d.tree)
    assert "us_experience_months" not in kept
    assert kept["applicant"] == {"type": "us_md"}
    d.next()
    d.choose("situation.role", "Research")
    assert not d.field("situation.role_leaning").isVisible()
    d.choose("situation.role", "Undecided")
    assert d.field("situation.role_leaning").combo.currentData() == "research"
    d.back()
    d.choose("applicant.type", "US IMG")
    d.walk_to("letters")
    assert d.typed("us_experience_months").editor.text() == "3"
    d.walk_to("path")
    answers = d.finish()
    assert answers.us_experience_months == 3
    assert answers.applicant.needs_visa is False
    assert answers.applications[0].programs == 80


def test_only_the_type_and_one_specialty_are_asked_for_and_kindly(driver: Driver) -> None:
    d = driver
    d.next()
    d.next()
    assert d.step == "who"
    assert "Please choose one" in _message(d, "applicant.type")
    assert d.view.footer.text() == "1 answer to look at"
    assert d.field("applicant.type").isAncestorOf(d.view.focusWidget())
    d.bot.keyClick(d.view.focusWidget(), Qt.Key.Key_Space)
    assert d.tree["applicant"]["type"] == "us_md"
    assert d.view.footer.text() == ""
    d.walk_to("applications")
    d.next()
    assert d.step == "applications"
    assert d.view.footer.text() == "1 answer to look at"
    d.application(0, "neurology")
    d.next()
    assert d.step == "soap"


def _message(d: Driver, key: str) -> str:
    return d.field(key)._message.text()


def test_a_single_cause_asks_why_and_a_dispute_is_kept(driver: Driver) -> None:
    """B2.5, B2.4."""
    d = driver.begin(NADIA, "findings")
    page = d.view.wizard.page_of("findings")
    assert isinstance(page, FindingsPage)
    assert "Circle the two or three" in page._subtitle.text()  # type: ignore[union-attr]
    d.press("Circle", page)
    d.next()
    assert d.step == "findings"
    assert d.view.footer.text()
    d.type_into(page.view.why, "The others follow from it.")
    page.view.row("weak_letters").open_dispute()
    d.type_into(page.view.row("weak_letters").dispute.reason, "Both writers know me well.")
    d.press("Keep the reason", page)
    assert page.view.row("weak_letters").dispute is None
    assert d.tree["disputes"] == [{"cause": "weak_letters", "reason": "Both writers know me well."}]
    d.next()
    assert d.step == "path"
    answers = d.finish()
    assert answers.decision.why_few_causes == "The others follow from it."
    assert answers.decision.path is None
    assert answers.disputes[0].cause == "weak_letters"
    # The dispute can be taken back.
    d.view.go_to("findings")
    d.until(lambda: page.view.row("weak_letters").isVisible())
    page.view.row("weak_letters").open_dispute()
    assert page.view.row("weak_letters").dispute.reason.toPlainText() == "Both writers know me well."
    d.press("Take the dispute back", page)
    assert d.tree["disputes"] == []


def test_a_hybrid_names_both_fields(driver: Driver) -> None:
    """B3.6."""
    d = driver.begin(NADIA, "path")
    path = d.view.wizard.page_of("path")
    assert isinstance(path, PathPage)
    d.press("Hybrid", path)
    if path.view.why.isVisible():
        d.next()
        assert d.step == "path"
        assert d.view.footer.text()
        d.type_into(path.view.why, "Both fields suit me.")
    decision = d.finish().decision
    assert decision.path == "hybrid"
    assert decision.primary == "internal_medicine"
    assert decision.backup not in (None, "internal_medicine")
    # It is there again when one comes back.
    d.back()
    d.next()
    assert path.view.chosen == "hybrid"


def test_answers_of_a_plan_come_back_unchanged_with_what_was_recommended(driver: Driver) -> None:
    """Walking through without a change keeps the recommendation; a change lets it be made anew."""
    taken = {
        "causes": ["few_interviews"],
        "path": "same_specialty",
        "primary": "internal_medicine",
        "by": "recommendation",
    }
    d = driver.begin({**NADIA, "decision": taken})
    assert d.step == "situation"
    d.view.go_to("hard_questions")
    assert d.step == "hard_questions"
    d.walk_to("path")
    assert answers_to_dict(d.finish()) == {**NADIA, "decision": taken}
    d.view.go_to("letters")
    d.write("letters.fresh", "3")
    d.walk_to("path")
    assert d.finish().decision is None


def test_return_goes_on_escape_stays_and_the_rail_goes_back(driver: Driver) -> None:
    d = driver
    editor = d.typed("situation.location").editor
    d.type_into(editor, "Boston")
    d.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert d.step == "situation"
    assert d.view.isVisible()
    d.bot.keyClick(editor, Qt.Key.Key_Return)
    assert d.step == "who"
    d.choose("applicant.type", "US MD")
    d.next()
    assert not d.view.rail.item("exams").isEnabled()
    d.bot.mouseClick(d.view.rail.item("situation"), Qt.MouseButton.LeftButton)
    assert d.step == "situation"
    assert d.typed("situation.location").editor.text() == "Boston"
    assert d.view.rail.item("who").accessibleName() == "Who you are, something is open, 2 open"
    assert d.view.rail.progress() == "Page 1 of 10 · about 24 minutes left"
    d.next()
    assert d.step == "who"
