"""Takes a person from the welcome page through the interview to a plan, or through the answers of an open one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import interview_draft
from reapply_desktop.ui import wording
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.files import Files
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from reapply_desktop.services.interview_draft import Draft
    from reapply_desktop.ui.interview.view import InterviewView
    from reapply_desktop.ui.pages.welcome_page import Unfinished

CONTINUE, BEGIN_ANEW, CANCEL = "Continue it", "Begin anew", "Cancel"


class Interviewing(QObject):
    """`opened` when the interview is to be shown, `ended` when it is not any more, `told` for a toast."""

    opened = Signal()
    ended = Signal()
    told = Signal(str)

    def __init__(
        self,
        document: Document,
        theme: Theme,
        files: Files,
        messages: Messages,
        data_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._document, self._theme, self._files, self._messages = document, theme, files, messages
        self._data_folder, self._now = data_folder, now
        self._folder = data_folder
        self._changing = data_folder / "changing"
        self._shown_from = data_folder  # the folder that holds the draft of the interview that is shown
        self._changes_plan = self._begins_season = False
        self.view: InterviewView | None = None

    def begin(self) -> None:
        """A new interview; an unfinished one is continued or given up by the person's word."""
        draft = self._draft()
        if draft is not None and draft.answers:
            name = wording.year_of(_name(draft))
            answer = self._messages.question(
                f"Continue the unfinished interview of {name}?" if name != wording.NO_NAME else
                "Continue the unfinished interview?",
                "Beginning anew gives up what was answered in it.",
                (CONTINUE, BEGIN_ANEW, CANCEL),
            )
            if answer == CANCEL:
                return
            if answer == CONTINUE:
                self.resume()
                return
            interview_draft.discard_draft(self._folder)
        self._show(self._folder, None, None, changes_plan=False)

    def resume(self) -> None:
        """Go on where the interview was left."""
        draft = self._draft()
        if draft is None:
            self._show(self._folder, None, None, changes_plan=False)
        else:
            self._show(self._folder, dict(draft.answers), draft.step or None, changes_plan=False)

    def change_answers(self, where: str = "") -> None:
        """Walk through the answers of the open plan, from the page that asks `where` on ("": the first)."""
        from reapply_desktop.domain.gap_words import question_key
        from reapply_desktop.domain.own_decision import own_decision
        from reapply_desktop.domain.post_mortem import assess_plan
        from reapply_desktop.services.plan_file import answers_to_dict

        plan = self._document.plan
        if plan is not None:
            own = own_decision(plan, assess_plan(plan, self._document.tables, self._document.today()))
            answers = plan.answers if own is None else replace(plan.answers, decision=own)
            self._show(self._changing, answers_to_dict(answers), None, changes_plan=True)
            if self.view is not None and where:
                self.view.go_to_question(question_key(where, plan.answers))

    def next_season(self) -> None:
        """After a Match that brought no position: the interview anew, from what lasts of the old answers.

        Left half-way it goes on where it was, for the same plan.
        """
        from reapply_desktop.domain.history import begun_again, is_over, match_day
        from reapply_desktop.services.plan_file import answers_to_dict

        plan, document = self._document.plan, self._document
        if plan is None:
            return
        if not is_over(plan, document.tables, document.today()):
            day = wording.day_words(match_day(plan, document.tables)) if plan.answers.season else "ahead"
            self._messages.tell(
                "This season is not over yet",
                f"Its Match Day is {day} {plan.answers.season or ''}".rstrip()
                + ". Until then, “Change answers…” takes in what is different.",
            )
            return
        folder = self._data_folder / "next_season" / plan.id
        draft = self._draft(folder)
        answers = dict(draft.answers) if draft else answers_to_dict(begun_again(plan.answers))
        self._show(folder, answers, (draft.step or None) if draft else None, changes_plan=True, begins_season=True)

    def lay_out_anew(self) -> None:
        """After another text size: the same page of the same interview, made again."""
        if self.view is None:
            return
        self.view.session.keep()
        folder = self._shown_from
        draft = interview_draft.read_draft(folder)
        old = self.view
        if draft is not None:
            self._show(folder, dict(draft.answers), draft.step or None, changes_plan=self._changes_plan,
                       begins_season=self._begins_season)  # fmt: skip
            old.deleteLater()

    def unfinished(self) -> "Unfinished | None":
        """What the welcome page says of an interview left half-way."""
        draft = self._draft()
        if draft is None or not draft.answers:
            return None
        from reapply_desktop.domain.interview import FURTHER_NAMES
        from reapply_desktop.services.question_data import load_interview
        from reapply_desktop.ui.pages.welcome_page import Unfinished

        interview = load_interview()
        steps = interview.steps(draft.answers)
        place = steps.index(draft.step) if draft.step in steps else 0
        page = interview.page(steps[place])
        if page is None:
            where = FURTHER_NAMES[steps[place]]
        else:
            progress = interview.progress(page.id, draft.answers)
            where = f"Page {progress.number} of {progress.count}, {page.name}"
        left = "" if draft.saved_at is None else wording.when(draft.saved_at, self._now())
        facts = " · ".join(filter(None, (where, left)))
        return Unfinished(wording.year_of(_name(draft)), facts, place / len(steps))

    def _draft(self, folder: Path | None = None) -> "Draft | None":
        try:
            return interview_draft.read_draft(folder or self._folder)
        except UserError as error:
            self._messages.error(error)
            return None

    def _show(self, folder: Path, answers: dict[str, Any] | None, step: str | None, *, changes_plan: bool,
              begins_season: bool = False) -> None:  # fmt: skip
        from reapply_desktop.ui.interview.view import InterviewView

        self._shown_from, self._changes_plan, self._begins_season = folder, changes_plan, begins_season
        self.view = InterviewView(self._theme, self._document.tables, self._document.today, folder)
        if changes_plan:
            self.view.end_words = "See the next year" if begins_season else "See what changes"
        self.view.finished.connect(self._on_finished)
        self.view.left.connect(self._on_left)
        self.view.begin(answers, step)
        self.opened.emit()

    def _on_left(self) -> None:
        if self._changes_plan and not self._begins_season:
            interview_draft.discard_draft(self._shown_from)
        self._end()

    def _on_finished(self, answers: Answers) -> None:
        done = self._take_changed(answers) if self._changes_plan else self._take_new(answers)
        if done:
            interview_draft.discard_draft(self._shown_from)
            self._end()

    def _take_new(self, answers: Answers) -> bool:
        """Plan the year. The plan that is open gives way only with the person's word."""
        if not self._files.may_leave():
            return False
        self._files.take_new(self._planned(answers))
        plan = self._document.plan
        count = 0 if plan is None else len(plan.milestones)
        self.told.emit(f"Your year has {count} steps. Save it where you like.")
        return True

    def _take_changed(self, answers: Answers) -> bool:
        plan, document = self._document.plan, self._document
        if not self._begins_season or plan is None:
            return self.propose(answers, "Change answers")
        from reapply_desktop.domain.season import planned_season

        following = planned_season(document.tables, answers.season, document.today())
        answers = replace(answers, season=max(following, (plan.answers.season or 0) + 1))
        return self.propose(answers, "Plan the next season")

    def propose(self, answers: Answers, undo_text: str) -> bool:
        """Put changed answers into the open plan, once the person has seen what that does to its steps."""
        from reapply_desktop.services.reference_data import load_templates
        from reapply_desktop.ui.changing.change_dialog import propose_answers

        before = self._document.plan
        if before is None:
            return True
        templates = load_templates()
        parent = self.view or self._messages.parent
        if not propose_answers(parent, self._document, self._theme, self._messages, answers, undo_text, templates):
            return False
        if self._document.plan != before:
            self.told.emit("The new answers are in your plan. Undo takes them back.")
        return True

    def _planned(self, answers: Answers) -> Plan:
        from reapply_desktop.domain.planning import new_plan
        from reapply_desktop.services.reference_data import load_templates

        document = self._document
        return new_plan(answers, document.tables, load_templates(), document.today(), document.new_id)

    def _end(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            view.deleteLater()
        self.ended.emit()


def _name(draft: "Draft") -> str | None:
    applicant = draft.answers.get("applicant")
    name = applicant.get("name") if isinstance(applicant, dict) else None
    return name if isinstance(name, str) else None
