"""The path of the open plan: what was chosen beside what was recommended, and a way back to the answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.figures import fill_rate
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.vocabulary import PATHS, SPECIALTIES
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.path_view import PathView
from reapply_desktop.ui.theme import Theme

MARGIN, WIDEST = 32, 1240


class PathPage(QWidget):
    """Follows the document; nothing can be edited here."""

    change_answers_requested = Signal()

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._shown: Answers | None = None
        self.view = PathView(theme, document.tables)
        self._subtitle = Prose(theme, "", "table", "text_second")
        self._decided = QVBoxLayout()
        self._decided.setSpacing(theme.px(4))
        self._empty = EmptyPage(theme, "split", "No plan is open", "An interview leads to three paths to choose from.")
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
        column.setSpacing(theme.px(16))
        change = button("Change answers…", "toolbar", theme.icon("pencil"))
        change.setObjectName("change_answers")
        change.clicked.connect(self.change_answers_requested)
        column.addWidget(PageHead(theme, "Three ways to go on", self._subtitle, change))
        column.addLayout(self._decided)
        column.addWidget(self.view)
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
        decision = answers.decision or Decision()
        assessment = assess_plan(plan, self._document.tables, self._document.today())
        self.view.show_choices(answers, assessment, decision.path, False)
        self._subtitle.set_text("What speaks for and against each, from your answers. The choice is yours, and can be "
                                "changed.")
        self._show_decided(decision, assessment)

    def _show_decided(self, decision: Decision, assessment: Assessment) -> None:
        while (item := self._decided.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        if decision.path is None:
            self._decided.addWidget(Prose(self._theme, "Nothing is chosen yet.", "body"))
            return
        self._decided.addWidget(heading(self._theme, f"Chosen: {PATHS[decision.path]}"))
        for text in self._sentences(decision, assessment):
            words = Prose(self._theme, text, "table")
            words.setMaximumWidth(self._theme.px(720))
            self._decided.addWidget(words)

    def _sentences(self, decision: Decision, assessment: Assessment) -> list[str]:
        said = []
        for side, specialty, programs, mentor in (
            ("Primary", decision.primary, decision.primary_programs, decision.primary_mentor),
            ("Backup", decision.backup, decision.backup_programs, decision.backup_mentor),
        ):
            if specialty is not None:
                said.append(f"{side}: {self._side(specialty, programs, mentor, side == 'Backup')}")
        if decision.by == "recommendation":
            said.append("Taken as recommended; you can choose otherwise.")
        recommended = assessment.advice.recommended
        if recommended is not None and recommended != decision.path:
            said.append(f"{PATHS[recommended]} fits your answers best. You chose otherwise"
                        + (f": {decision.why}" if decision.why else "."))
        return said

    def _side(self, specialty: str, programs: int | None, mentor: str | None, both: bool) -> str:
        facts = [SPECIALTIES.get(specialty, specialty)]
        if programs is not None:
            facts.append(f"{programs} programs")
        if mentor:
            facts.append(f"mentor {mentor}")
        elif both:
            facts.append("no mentor named yet")
        rate = fill_rate(self._document.tables, specialty)
        if rate is not None and rate.value is not None:
            facts.append(f"{rate.value:.1f} % filled before SOAP in {rate.year}")
        return ", ".join(facts) + "."
