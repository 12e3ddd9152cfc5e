"""From the first question to a saved year: interview, findings, path, plan, save, reopen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reapply_desktop.services import storage
from reapply_desktop.services.interview_draft import read_draft
from reapply_desktop.ui.changing.change_dialog import ChangeDialog
from reapply_desktop.ui.controls.toast import Toast
from reapply_desktop.ui.interview.view import InterviewView
from reapply_desktop.ui.pages.welcome_page import WelcomePage
from tests.journeys.conftest import Person
from tests.ui.interview_driver import Driver


class AtTheInterview(Driver):
    """The driver of the interview's own tests, in the window's view."""

    def __init__(self, person: Person) -> None:
        view = person.window._frames.currentWidget()
        assert isinstance(view, InterviewView)
        self.bot, self.theme, self.folder, self.view = person.bot, person.theme, person.data, view


def fill_in(person: Person) -> AtTheInterview:
    d = AtTheInterview(person)
    d.write("situation.location", "Queens")
    d.next()
    d.choose("applicant.type", "Non-US IMG")
    d.write("applicant.name", "Nadia Rahman")
    d.next()
    d.next()
    d.exam("step1", "Passed", attempts="1")
    d.exam("step2ck", "Passed", "231", "1")
    d.next()
    d.next()
    d.application(0, "internal_medicine", "60", "5", "4", "4")
    d.write("submitted_on", "12 Oct 2025")
    return d


def test_interview_path_plan_save_reopen(person: Person) -> None:
    messages = person.answers()
    person.open()
    person.press("Begin the interview")
    d = fill_in(person)
    d.walk_to("findings")
    page = d.view.wizard.page_of("findings")
    d.press("Circle", page)
    d.press("Circle", page)
    d.next()
    assert d.step == "path"
    d.next()

    assert person.space.current == "today"
    plan = person.window._document.plan
    assert plan is not None
    assert 25 <= len(plan.milestones) <= 140
    assert min(m.start for m in plan.milestones) >= person.window._document.today()
    assert person.window.isWindowModified()
    said = person.window.findChild(Toast).text()
    assert said == f"Your year has {len(plan.milestones)} steps. Save it where you like."
    assert read_draft(person.data) is None

    file = person.folder / "nadia.reapply"
    messages.paths = [file]
    person.keys(Qt.Key.Key_S)
    assert messages.suggested[0].name == "Nadia’s year.reapply"
    assert storage.load(file) == plan
    assert person.window.close()
    person.open()
    assert person.window._document.plan == plan
    person.keys(Qt.Key.Key_3)
    assert person.space.current == "post_mortem"
    person.keys(Qt.Key.Key_4)
    assert person.space.current == "path"


def test_an_interview_left_half_way_goes_on_after_a_restart(person: Person) -> None:
    person.answers()
    person.open()
    person.press("Begin the interview")
    fill_in(person).press("Leave and continue later")
    assert isinstance(person.window._frames.currentWidget(), WelcomePage)
    assert person.window.close()

    person.open()
    person.press("Continue")
    d = AtTheInterview(person)
    assert d.step == "applications"
    assert d.tree["applicant"]["name"] == "Nadia Rahman"


def walk_through(person: Person, d: AtTheInterview) -> None:
    for _ in range(16):
        if person.window.interview.view is None:
            return
        d.next()


def test_an_answer_that_touches_no_step_is_taken_at_once(person: Person) -> None:
    person.answers()
    person.open()
    person.window._commands["sample"].trigger()
    before = person.window._document.plan
    assert before is not None
    person.window._commands["change_answers"].trigger()
    d = AtTheInterview(person)
    assert d.step == d.view.session.steps()[0]
    d.write("situation.location", "Another town")
    walk_through(person, d)
    after = person.window._document.plan
    assert after is not None
    assert after.answers.situation is not None
    assert after.answers.situation.location == "Another town"
    assert after.milestones == before.milestones
    person.keys(Qt.Key.Key_Z)
    assert person.window._document.plan == before


def test_changed_answers_show_what_they_do_before_they_do_it(person: Person) -> None:
    person.answers()
    person.open()
    person.window._commands["sample"].trigger()
    document = person.window._document
    before = document.plan
    assert before is not None
    person.window._commands["change_answers"].trigger()
    d = AtTheInterview(person)
    d.view.go_to("who")
    d.choose("applicant.type", "US MD")
    d.walk_to("path")
    assert d.button("See what changes").isVisible()
    seen: list[str] = []

    def cancel(box: QWidget) -> None:
        assert isinstance(box, ChangeDialog)
        seen.append(box.apply.text())
        assert document.plan == before
        person.press("Cancel", box)

    wrong = person.meanwhile(cancel)
    d.next()
    assert not wrong
    assert document.plan == before
    assert person.window.interview.view is not None
    wrong = person.meanwhile(lambda box: person.press(seen[0], box))
    d.next()
    assert not wrong
    assert person.window.interview.view is None
    after = document.plan
    assert after is not None
    assert after.answers.applicant.type == "us_md"
    assert {m.id for m in after.milestones} != {m.id for m in before.milestones}
    assert after.id == before.id
    assert document.undo_stack.undoText() == "Change answers"
    person.keys(Qt.Key.Key_Z)
    assert document.plan == before
    assert not document.undo_stack.canUndo()
