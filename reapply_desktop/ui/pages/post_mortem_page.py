"""Why it went this way: the findings of the open plan, circled and disputed on the page (B2.3–B2.5, B3.1)."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.decisions import circled, decided_by_person, recommended_causes, with_causes, with_dispute
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.written import written_answers
from reapply_desktop.services.reference_data import load_templates
from reapply_desktop.ui.controls.fields import set_state
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.answers_page import AnswersPage
from reapply_desktop.ui.pages.findings_view import HIDE, SEE, FindingsView
from reapply_desktop.ui.theme import Theme

KEEP, USE, CHOOSE, SEE_PATH = "Leave as it was", "Use these causes…", "Choose a path", "See the path"
UNDO_CAUSES = "Circle causes"
READING = 720


class PostMortemPage(AnswersPage):
    """Circles stay on the page until they are put into the plan, which shows first what they change in the year."""

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__(document, theme, "Why it went this way", "search-check",
                         "An interview shows why it went this way.")
        self.view = FindingsView(theme)
        self._written = QVBoxLayout()
        self._written.setSpacing(theme.px(6))
        self._body.addWidget(self.view)
        self._body.addLayout(self._written)
        self._opened = 0  # disputes opened so far: what is typed in one is one undo step
        self._beside: tuple[str, tuple[str, ...]] | None = None  # plan and causes that the circles were put beside
        view, strip = self.view, self.strip
        view.circled_changed.connect(self._tell)
        view.why_changed.connect(self._tell)
        view.dispute_opened.connect(self._dispute_opened)
        view.disputed.connect(self._dispute)
        view.dispute_closed.connect(self._dispute_closed)
        view.question_wanted.connect(lambda key: self.go.emit("answers", key))
        view.sum_shown.connect(self._sum_shown)
        strip.link_followed.connect(view.toggle_sum)
        strip.main.clicked.connect(self._go_on)
        strip.other.setText(KEEP)
        strip.other.clicked.connect(self._put_back)
        self._follow_document()

    def _show(self, plan: Plan) -> None:
        answers, document = plan.answers, self._document
        assessment = assess_plan(plan, document.tables, document.today())
        stored, decision = circled(answers), answers.decision
        # What is circled and not yet in the plan outlives a dispute written beside it.
        kept = (self.view.circled, self.view.why_few_causes()) if self._beside == (plan.id, stored) else None
        if self._beside is None or self._beside[0] != plan.id:
            self.view.forget()
        self._beside = (plan.id, stored)
        self.view.set_why((decision.why_few_causes if decision is not None else None) or "")
        self.view.show_assessment(assessment, answers, stored, True)
        if kept is not None:
            self.view.set_why(kept[1])
            self.view.set_circled(kept[0])
        self.view.show_figures(answers, document.tables)
        self.view.show_added(AddedSteps(answers, document.tables, load_templates(), document.today()))
        taken = decision is not None and decision.by == "recommendation" and stored == recommended_causes(assessment)
        self._subtitle.set_text(_subtitle(assessment, stored, taken))
        self._show_written(answers)
        self._tell()

    # Circling

    def _stored(self) -> tuple[tuple[str, ...], str]:
        plan = self._document.plan
        decision = plan.answers.decision if plan is not None else None
        return (decision.causes or (), decision.why_few_causes or "") if decision is not None else ((), "")

    def _differs(self) -> bool:
        causes, why = self._stored()
        return set(self.view.circled) != set(causes) or (len(causes) == 1 and self.view.why_few_causes() != why)

    def _tell(self, *_what: object) -> None:
        view, strip = self.view, self.strip
        set_state(view.why, "error" if view.why.problem() else None)
        summary = view.summary()
        lead, _, names = summary.partition(": ") if view.circled else ("", "", summary)
        together = view.together()
        see = (HIDE if not view.sum.isHidden() else SEE) if together else ""
        differs = self._differs()
        if differs and view.circled:
            together = f"{together} Not in the plan yet."
        strip.say(f"{lead}:" if lead else "", names, together, see)
        plan = self._document.plan
        chosen = plan is not None and decided_by_person(plan.answers)
        strip.main.setText(USE if differs else SEE_PATH if chosen else CHOOSE)
        strip.main.setEnabled(bool(view.circled) or not differs)
        strip.other.setVisible(differs)
        strip.arrange()

    def _sum_shown(self, shown: bool) -> None:
        self._tell()
        if shown:
            self._reveal(self.view.sum)

    def _put_back(self) -> None:
        self._shown = self._beside = None
        self.refresh()

    def _go_on(self) -> None:
        plan = self._document.plan
        if plan is None:
            return
        if not self._differs():
            self.go.emit("path", "")
            return
        problem = self.view.first_problem()
        if problem is not None:
            words, level, field = problem
            self.strip.say("", words, role="warning")
            set_state(field, level)
            field.setFocus()
            self._reveal(field)
            return
        wanted = with_causes(plan.answers, self.view.circled, self.view.why_few_causes())
        self.answers_changed.emit(wanted, UNDO_CAUSES)

    # Disputing

    def _dispute_opened(self, _cause: str) -> None:
        self._opened += 1

    def _dispute(self, cause: str, reason: str | None) -> None:
        """Every key is an edit of the plan, and all of one box are one step to undo."""
        plan = self._document.plan
        if plan is None:
            return
        answers = with_dispute(plan.answers, cause, reason)
        self._shown = answers  # the box stays open while it is written in
        name = CAUSES.get(cause, cause).lower()
        text = f"Dispute {name}" if reason is not None else f"Take back the dispute of {name}"
        self._document.change(replace(plan, answers=answers), text, f"dispute:{cause}:{self._opened}")

    def _dispute_closed(self, cause: str) -> None:
        self._shown = None
        self.refresh()
        self.view.focus_finding(cause)

    # The rest

    def _show_written(self, answers: Answers) -> None:
        """The three written answers of B3.1, as they print."""
        while (item := self._written.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        said = [(question, text) for question, text in written_answers(answers) if text]
        if not said:
            return
        self._written.addSpacing(self._theme.px(8))
        self._written.addWidget(heading(self._theme, "In your own words"))
        for question, text in said:
            self._written.addWidget(Prose(self._theme, question, "caption", "text_second"))
            answer = Prose(self._theme, text, "table")
            answer.setMaximumWidth(self._theme.px(READING))
            self._written.addWidget(answer)


def _subtitle(assessment: Assessment, causes: tuple[str, ...], taken: bool) -> str:
    if not assessment.findings:
        return "Nothing in your answers points to one cause. More answers would sharpen this."
    found = f"{counted(len(assessment.findings), 'finding')} from your answers, strongest first."
    if not causes:
        return f"{found} Circle the two or three that mattered most."
    names = ", ".join(CAUSES.get(cause, cause).lower() for cause in causes)
    return f"{found} {'Taken as recommended' if taken else 'Circled'}: {names}."
