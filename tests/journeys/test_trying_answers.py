"""What if, in the real window: tried without saving, then made the plan's own through the same dialog, and undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reapply_desktop.ui.changing.change_dialog import ChangeDialog
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.what_if.what_if_page import WhatIfPage
from tests.journeys.conftest import Person


def test_tried_taken_and_undone(person: Person) -> None:
    person.answers()
    window = person.open()
    window._commands["sample"].trigger()
    document = window._document
    before = document.plan
    window._go_to("what_if")
    page = person.space.page
    assert isinstance(page, WhatIfPage)
    combo = page.form.fields["specialty"]
    assert isinstance(combo, Combo)
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("pathology"))
    combo.activated.emit(combo.currentIndex())
    assert page.comparison is not None
    rows = {row.name for row in page.comparison.steps}
    assert document.plan is before

    wrong = person.meanwhile(lambda box: person.press("Cancel", box))
    person.press("Make these my answers…")
    assert not wrong
    assert document.plan is before
    assert page.comparison.answers != ()

    def take(box: QWidget) -> None:
        assert isinstance(box, ChangeDialog)
        assert len(box.change.added) + len(box.change.moved) + len(box.change.removed) == len(rows)
        person.bot.mouseClick(box.apply, Qt.MouseButton.LeftButton)

    wrong = person.meanwhile(take)
    person.press("Make these my answers…")
    assert not wrong
    plan = document.plan
    assert plan is not None
    assert plan.answers.decision is not None
    assert (plan.answers.decision.path, plan.answers.decision.primary) == ("pivot", "pathology")
    assert page.comparison.answers == ()
    person.keys(Qt.Key.Key_Z)
    assert document.plan == before
    assert page.comparison.answers == ()
