"""The page "What if": levers and any other answer are tried, compared, given up or made the plan's own."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reapply_desktop.services import storage
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import NumberField
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.interview.fields import TypedField
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.what_if.answers_dialog import AnswersDialog
from reapply_desktop.ui.what_if.what_if_page import WhatIfPage
from tests.boxes import in_the_box
from tests.domain.test_changing import TABLES

LEFT = Qt.MouseButton.LeftButton
SAMPLE = Path(__file__).parents[2] / "resources/samples/sample.reapply"


@pytest.fixture
def document() -> Document:
    numbers = iter(range(1 << 90, 1 << 91))
    made = Document(TABLES, lambda: date(2026, 6, 14), lambda: str(UUID(int=next(numbers))))
    made.open(storage.load(SAMPLE), SAMPLE)
    return made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, document: Document) -> WhatIfPage:
    made = WhatIfPage(document, theme)
    qtbot.addWidget(made)
    made.resize(1158, 738)
    made.show()
    qtbot.waitExposed(made)
    return made


def write(qtbot: QtBot, page: WhatIfPage, lever: str, text: str) -> None:
    field = page.form.fields[lever]
    assert isinstance(field, NumberField)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def tick(qtbot: QtBot, page: WhatIfPage, lever: str) -> None:
    field = page.form.fields[lever]
    assert isinstance(field, Tick)
    qtbot.mouseClick(field, LEFT, pos=QPoint(8, field.height() // 2))


def test_nothing_tried_compares_nothing(page: WhatIfPage) -> None:
    assert page.comparison is not None
    assert page.comparison.answers == ()
    assert not page.strip.main.isEnabled()
    assert not any(row.differs for row in page.comparison.findings)
    assert page.comparison.steps == ()


def test_several_levers_and_starting_over(qtbot: QtBot, page: WhatIfPage, document: Document) -> None:
    before = document.plan
    write(qtbot, page, "exams.step3", "232")
    write(qtbot, page, "us_experience_months", "6")
    tick(qtbot, page, "submitted_on")
    said = page.table.said()
    assert "Little US experience: clear → not found" in said
    assert "Submitted late: strong → not found" in said
    assert "Step 3: passed, 232, 1 attempt" in page.strip.text()
    assert document.plan is before
    assert not document.undo_stack.canUndo()
    qtbot.mouseClick(page.strip.other, LEFT)
    assert page.comparison is not None
    assert page.comparison.answers == ()
    field = page.form.fields["exams.step3"]
    assert isinstance(field, NumberField)
    assert field.text() == ""


def test_another_specialty_and_what_the_answers_say(qtbot: QtBot, page: WhatIfPage) -> None:
    combo = page.form.fields["specialty"]
    assert isinstance(combo, Combo)
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("pathology"))
    combo.activated.emit(combo.currentIndex())
    assert page.comparison is not None
    assert page.comparison.path[1].after == "Pivot, pathology"
    assert any("pathology" in row.name for row in page.comparison.steps)
    page.mode.set_value("follow")
    page.mode.chosen.emit("follow")
    assert page.comparison.change.plan.answers.decision.by == "recommendation"


def test_any_other_answer_is_tried_too(qtbot: QtBot, page: WhatIfPage) -> None:
    def act(box: AnswersDialog) -> None:
        box.show_page("letters")
        field = box.page("letters").field("letters.total")
        assert isinstance(field, TypedField)
        edit = field.editor
        assert isinstance(edit, QLineEdit)
        edit.selectAll()
        qtbot.keyClicks(edit, "5")
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
        qtbot.mouseClick(box.take, LEFT)

    wrong = in_the_box(AnswersDialog, act)
    qtbot.mouseClick(page.other, LEFT)
    assert not wrong
    assert page.comparison is not None
    assert [(d.name, d.after) for d in page.comparison.answers] == [("Letters in all", "5")]


def test_what_cannot_be_is_refused_in_its_place(qtbot: QtBot, page: WhatIfPage) -> None:
    write(qtbot, page, "exams.step2ck", "412")
    field = page.form.fields["exams.step2ck"]
    assert isinstance(field, NumberField)
    assert "1 to 300" in field.problem()
    qtbot.mouseClick(page.strip.other, LEFT)


def test_making_them_the_answers_is_asked_of_whoever_can(qtbot: QtBot, page: WhatIfPage, document: Document) -> None:
    write(qtbot, page, "us_experience_months", "6")
    with qtbot.waitSignal(page.answers_changed) as asked:
        qtbot.mouseClick(page.strip.main, LEFT)
    answers, undo_text = asked.args
    assert answers.us_experience_months == 6
    assert undo_text == "Change answers"
    assert document.plan is not None
    document.change(replace(document.plan, answers=answers), undo_text)
    assert page.comparison is not None
    assert page.comparison.answers == ()


def test_edited_steps_keep_what_is_tried(qtbot: QtBot, page: WhatIfPage, document: Document) -> None:
    write(qtbot, page, "us_experience_months", "6")
    plan = document.plan
    assert plan is not None
    document.change(plan.with_milestone(replace(plan.milestones[0], title="Mine")), "Rename")
    assert page.comparison is not None
    assert [d.name for d in page.comparison.answers] == ["US clinical experience"]


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_it_never_scrolls_sideways(qtbot: QtBot, theme: Theme, page: WhatIfPage, factor: float) -> None:
    theme.set_factor(factor)
    made = WhatIfPage(page._document, theme)
    qtbot.addWidget(made)
    made.resize(1158, 738)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    assert made.scroller.horizontalScrollBar().maximum() == 0
    assert made.rect().contains(made.strip.main.mapTo(made, made.strip.main.rect().bottomRight()))
