"""Why it went this way: the findings of the open plan with the causes circled, and a way back to the answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.findings_view import FindingsView
from reapply_desktop.ui.theme import Theme

MARGIN, WIDEST = 32, 1240
QUESTIONS = {
    "enough_interviews": "Were the interviews enough for this specialty?",
    "did_programs_rank_me": "Did programs really rank me?",
    "would_pd_work_with_me": "Would a fair program director want me as a colleague?",
}


class PostMortemPage(QWidget):
    """Follows the document; what is shown is built when the page is seen."""

    change_answers_requested = Signal()

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._shown: Answers | None = None
        self.view = FindingsView(theme)
        self._subtitle = Prose(theme, "", "table", "text_second")
        self._written = QVBoxLayout()
        self._written.setSpacing(theme.px(6))
        self._empty = EmptyPage(theme, "search-check", "No plan is open", "An interview shows why it went this way.")
        self._scroll = self._build()
        document.changed.connect(self.refresh)
        document.opened.connect(self.refresh)
        self.refresh()

    def _build(self) -> Scroll:
        theme, inside = self._theme, QWidget()
        inside.setMaximumWidth(theme.px(WIDEST))
        column = QVBoxLayout(inside)
        side = theme.px(MARGIN)
        column.setContentsMargins(side, theme.px(20), side, theme.px(24))
        column.setSpacing(theme.px(20))
        change = button("Change answers…", "toolbar", theme.icon("pencil"))
        change.setObjectName("change_answers")
        change.clicked.connect(self.change_answers_requested)
        column.addWidget(PageHead(theme, "Why it went this way", self._subtitle, change))
        column.addWidget(self.view)
        column.addLayout(self._written)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(inside)
        whole.addWidget(scroll)
        whole.addWidget(self._empty)
        return scroll

    def refresh(self, *_plans: Plan) -> None:
        """Show the plan as it is now; edits of steps change nothing here and cost nothing."""
        plan = self._document.plan
        self._scroll.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        if plan is None or plan.answers is self._shown:
            return
        self._shown = answers = plan.answers
        assessment = assess_plan(plan, self._document.tables, self._document.today())
        decision = answers.decision
        circled = (decision.causes if decision is not None else None) or ()
        self.view.set_why((decision.why_few_causes if decision is not None else None) or "")
        self.view.show_assessment(assessment, circled, False)
        self.view.show_figures(answers, self._document.tables)
        self._subtitle.set_text(_subtitle(assessment, circled, bool(decision and decision.by == "recommendation")))
        self._show_written(answers)

    def _show_written(self, answers: Answers) -> None:
        """The three written answers of B3.1, as they print."""
        while (item := self._written.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        said = [(question, getattr(answers.reflections, key) or "") for key, question in QUESTIONS.items()
                if answers.reflections is not None]
        if not any(text.strip() for _question, text in said):
            return
        self._written.addWidget(heading(self._theme, "In your own words"))
        for question, text in said:
            if text.strip():
                self._written.addWidget(Prose(self._theme, question, "caption", "text_second"))
                answer = Prose(self._theme, text.strip(), "table")
                answer.setMaximumWidth(self._theme.px(720))
                self._written.addWidget(answer)


def _subtitle(assessment: Assessment, circled: tuple[str, ...], taken: bool) -> str:
    found = counted(len(assessment.findings), "finding")
    if not assessment.findings:
        return "Nothing in your answers points to one cause. More answers would sharpen this."
    if not circled:
        return f"{found} from your answers, strongest first. None is circled."
    names = ", ".join(CAUSES.get(cause, cause).lower() for cause in circled)
    how = "Taken as recommended" if taken else "Circled"
    return f"{found} from your answers, strongest first. {how}: {names}."
