"""After a further Match: the interview from what lasts, the year anew, the old application beside it (B11.14)."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.changing import current_steps
from reapply_desktop.services import storage
from reapply_desktop.services.interview_draft import read_draft
from reapply_desktop.ui.changing.change_dialog import ChangeDialog
from reapply_desktop.ui.pages.seasons_page import SeasonsPage
from tests.domain.test_changing import plan_for
from tests.domain.test_history import AFTER, FIRST
from tests.journeys.conftest import Person
from tests.journeys.test_interview_to_plan import AtTheInterview


def test_a_further_season_is_planned_and_compared(person: Person) -> None:
    messages = person.answers()
    file = person.folder / "nadia.reapply"
    storage.save(plan_for(FIRST), file)
    window = person.open(file, today=AFTER)
    document = window._document
    before = document.plan
    assert before is not None
    window._commands["next_season"].trigger()
    d = AtTheInterview(person)
    assert d.tree["applicant"]["name"] == "Nadia Rahman"
    assert "letters" not in d.tree
    assert [row["specialty"] for row in d.tree["applications"]] == ["internal_medicine", "family_medicine"]
    d.walk_to("applications")
    d.application(0, "internal_medicine", "70", "9", "8", "8")
    d.press("Leave and continue later")
    assert window.interview.view is None
    assert document.plan == before

    window._commands["next_season"].trigger()
    d = AtTheInterview(person)
    assert d.step == "applications"
    assert d.tree["applications"][0]["attended"] == 8
    d.walk_to("path")
    seen: list[str] = []

    def take(box: QWidget) -> None:
        assert isinstance(box, ChangeDialog)
        seen.append(box.apply.text())
        person.bot.mouseClick(box.apply, Qt.MouseButton.LeftButton)

    wrong = person.meanwhile(take)
    person.press("See the next year")
    assert not wrong
    assert seen[0].startswith("Change ")
    plan = document.plan
    assert plan is not None
    assert (plan.answers.season, plan.history[0].answers) == (2028, before.answers)
    assert min(m.start for m in current_steps(plan).values()) >= AFTER
    assert read_draft(person.data / "next_season" / plan.id) is None
    assert document.undo_stack.undoText() == "Plan the next season"

    window._go_to("seasons")
    page = person.space.page
    assert isinstance(page, SeasonsPage)
    assert page.found is not None
    verdicts = {item.name: item.verdict for item in page.found.items}
    assert verdicts["Internal medicine: interviews"] == "better"
    messages.paths = []
    window._commands["save"].trigger()
    assert storage.load(file) == plan
    person.keys(Qt.Key.Key_Z)
    assert document.plan == before


def test_a_season_that_is_not_over_says_so(person: Person) -> None:
    messages = person.answers()
    file = person.folder / "nadia.reapply"
    storage.save(plan_for(FIRST), file)
    window = person.open(file, today=date(2026, 6, 1))
    window._commands["next_season"].trigger()
    assert window.interview.view is None
    title, facts = messages.asked[-1]
    assert title == "This season is not over yet"
    assert "19 March 2027" in facts
