"""The dialog before a change of mind: it says what comes, goes, changes and stays, and does it as one edit (B3.7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.changing import current_steps
from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.changing.change_dialog import ChangeDialog, propose_answers
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.theme import Theme
from tests.boxes import in_the_box
from tests.domain.test_changing import TABLES, TEMPLATES, decided, plan_for
from tests.people import person

LEFT = Qt.MouseButton.LeftButton
LATER = date(2026, 5, 20)


@pytest.fixture
def document() -> Document:
    plan = plan_for(person("us_md", ("internal_medicine", 60, 5, 4, 4), step2=215,
                           decision={"path": "same_specialty", "primary": "internal_medicine",
                                     "causes": ["weak_letters", "few_interviews"]}))  # fmt: skip
    steps = current_steps(plan)
    lived = plan.with_milestones([
        replace(steps["director_talk"], status="done"), replace(steps["what_is_different"], title="My page"),
    ])  # fmt: skip
    numbers = iter(range(1 << 90, 1 << 91))
    made = Document(TABLES, lambda: LATER, lambda: str(UUID(int=next(numbers))))
    made.open(lived, None)
    return made


def propose(document: Document, theme: Theme, answers: object, act: Callable[[ChangeDialog], None]) -> bool:
    wrong = in_the_box(ChangeDialog, act)
    done = propose_answers(None, document, theme, Messages(theme), answers, "Choose a path", TEMPLATES)  # type: ignore[arg-type]
    assert not wrong
    return done


def opened(document: Document) -> Plan:
    assert document.plan is not None
    return document.plan


def said(box: ChangeDialog) -> str:
    return "\n".join(label.text() for label in box.findChildren(QLabel) if label.isVisible())


def test_it_shows_everything_and_applies_as_one_edit(qtbot: QtBot, theme: Theme, document: Document) -> None:
    before = opened(document)
    answers = decided(before, path="pivot", primary="family_medicine", causes=("low_scores", "few_interviews"))
    words: list[str] = []

    def apply(box: ChangeDialog) -> None:
        words.append(said(box))
        assert document.plan == before
        qtbot.mouseClick(box.apply, LEFT)

    assert propose(document, theme, answers, apply)
    change_words = words[0]
    for text in ("Added, ", "Changed, ", "Removed, ", "Left as they are", "A mentor in family medicine",
                 "Primary specialty", "Internal medicine → Family medicine"):  # fmt: skip
        assert text in change_words
    after = opened(document)
    assert after.answers.decision.primary == "family_medicine"
    assert "My page" in {m.title for m in after.milestones}
    assert "Talk with a program director in family medicine" not in {m.title for m in after.milestones}
    assert document.undo_stack.undoText() == "Choose a path"
    document.undo_stack.undo()
    assert document.plan == before
    assert not document.undo_stack.canUndo()


def test_cancel_leaves_everything(qtbot: QtBot, theme: Theme, document: Document) -> None:
    before = opened(document)
    answers = decided(before, path="pivot", primary="family_medicine")
    assert not propose(document, theme, answers, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert document.plan is before
    assert not document.undo_stack.canUndo()


def test_ticked_steps_follow_and_the_lists_with_them(qtbot: QtBot, theme: Theme, document: Document) -> None:
    before = opened(document)
    answers = decided(before, path="pivot", primary="family_medicine")
    counts: list[str] = []

    def tick(box: ChangeDialog) -> None:
        counts.append(box.apply.text())
        for tick in box.ticks.values():
            qtbot.mouseClick(tick, LEFT, pos=QPoint(8, 12))
        counts.append(box.apply.text())
        qtbot.mouseClick(box.apply, LEFT)

    assert propose(document, theme, answers, tick)
    assert [int(text.split()[1]) for text in counts] == [int(counts[0].split()[1]) + n for n in (0, 2)]
    titles = {m.title for m in opened(document).milestones}
    assert "My page" not in titles
    assert {f"Talk with a program director in {field} medicine" for field in ("internal", "family")} <= titles


def test_the_same_answers_are_no_edit_and_ask_nothing(theme: Theme, document: Document) -> None:
    plan = opened(document)
    assert propose_answers(None, document, theme, Messages(theme), plan.answers, "Change answers", TEMPLATES)
    assert document.plan is plan
    assert not document.undo_stack.canUndo()


def test_large_text_scrolls_and_keeps_the_buttons(qtbot: QtBot, theme: Theme, document: Document) -> None:
    theme.set_factor(2.0)
    answers = decided(opened(document), path="pivot", primary="family_medicine")

    def look(box: ChangeDialog) -> None:
        box.resize(1000, 560)
        QApplication.processEvents()
        assert box.scroller.verticalScrollBar().maximum() > 0
        assert box.scroller.horizontalScrollBar().maximum() == 0
        assert box.rect().contains(box.apply.mapTo(box, box.apply.rect().bottomRight()))
        box.reject()

    assert not propose(document, theme, answers, look)


def test_B4_2_it_names_what_a_step_that_stays_no_longer_waits_for(
    qtbot: QtBot, theme: Theme, document: Document
) -> None:
    plan = opened(document)
    done = [replace(m, status="done") for m in plan.milestones[20:56]]
    document.open(plan.with_milestones(done), None)
    words: list[str] = []
    change = []

    def look(box: ChangeDialog) -> None:
        words.append(said(box))
        change.append(box.change)
        qtbot.mouseClick(box.cancel, LEFT)

    assert not propose(document, theme, replace(plan.answers, season=2028), look)
    assert change[0].freed
    for freed in change[0].freed:
        assert freed.step.title in words[0]
        assert f"“{freed.lost[0].title}”" in words[0]
    assert f"Left as they are, with fewer waits, {len(change[0].freed)}" in words[0]
