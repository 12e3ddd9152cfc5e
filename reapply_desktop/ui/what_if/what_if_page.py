"""What if: answers varied without saving, and what would follow from them beside what follows from today's."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.change_words import summary
from reapply_desktop.domain.levers import left_to_the_answers, levers, main_of
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.what_if import Comparison, compared
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.page_frame import PageBody, framed
from reapply_desktop.ui.pages.page_strip import PageStrip
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.what_if.compare_table import CompareTable, Section
from reapply_desktop.ui.what_if.levers_form import LeversForm

LEVERS, BESIDE_FROM = 300, 820
KEEP, FOLLOW = "keep", "follow"
UNDO_TEXT, NAMED = "Change answers", 3


class WhatIfPage(QWidget):
    """`answers_changed(answers, undo text)` asks to make the tried answers those of the plan."""

    answers_changed = Signal(object, str)

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._plan: Plan | None = None
        self._varied: Answers | None = None
        self.comparison: Comparison | None = None
        self.form = LeversForm(theme, document.tables)
        self.form.varied.connect(self.try_answers)
        self.mode = Segments(theme, ((KEEP, "As chosen"), (FOLLOW, "As the answers say")), "Causes and path")
        self.mode.chosen.connect(lambda _mode: self._compare())
        self.table = CompareTable(theme, "As it is", "As tried")
        self.strip = PageStrip(theme)
        self.strip.other.setText("Start over")
        self.strip.other.show()
        self.strip.other.clicked.connect(self.start_over)
        self.strip.main.setText("Make these my answers…")
        self.strip.main.clicked.connect(self._take)
        self._empty = EmptyPage(theme, "lightbulb", "No plan is open", "With a plan, other answers can be tried here.")
        self.scroller = self._build()
        document.changed.connect(self._follow)
        document.opened.connect(self._follow)
        self._follow()

    def _build(self) -> Scroll:
        theme, body = self._theme, PageBody(self._theme)
        px = theme.px
        words = Prose(theme, "Try other answers and see what would follow. Nothing in your plan changes.", "table",
                      "text_second")  # fmt: skip
        self.other = button("Any other answer…", "toolbar", theme.icon("pencil"))
        self.other.clicked.connect(self._ask_others)
        body.column.addWidget(PageHead(theme, "What if", words, self.other))
        left = self._left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(px(6))
        side.addWidget(self.form)
        side.addSpacing(px(12))
        side.addWidget(heading(theme, "Causes and path"))
        side.addWidget(self.mode)
        side.addStretch(1)
        right = QWidget()
        found = QVBoxLayout(right)
        found.setContentsMargins(0, 0, 0, 0)
        found.addWidget(self.table)
        found.addWidget(Prose(theme, "The words follow the same rules as the post-mortem. They do not say how likely "
                              "a match is.", "caption", "text_second"))  # fmt: skip
        found.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(32))
        self._row.addWidget(left)
        self._row.addWidget(right, 1)
        body.column.addLayout(self._row)
        return framed(self, body, self._empty, self.strip)

    # -- what is tried

    @property
    def tried(self) -> Answers | None:
        """The answers as they are tried, with the decision left to them where that was asked for."""
        if self._varied is None or self.mode.value() != FOLLOW:
            return self._varied
        return left_to_the_answers(self._varied, self._document.tables, self._document.today())

    def try_answers(self, answers: Answers) -> None:
        """Show what would follow from these. Choosing a specialty here is choosing: it is not left to the answers."""
        before = self._varied
        self._varied = answers
        if before is not None and answers.decision != before.decision:
            self.mode.set_value(KEEP)
        self._compare()

    def start_over(self) -> None:
        """Back to the plan's own answers."""
        plan = self._document.plan
        self._plan = plan
        self._varied = plan.answers if plan else None
        decision = plan.answers.decision if plan else None
        # What nobody chose follows the answers, as it does in the interview.
        self.mode.set_value(FOLLOW if decision is None or decision.by == "recommendation" else KEEP)
        if plan is not None:
            self.form.forget_problems()
            self._compare()

    def _ask_others(self) -> None:
        from reapply_desktop.ui.what_if.answers_dialog import AnswersDialog

        if self._varied is None:
            return
        dialog = AnswersDialog(self._document, self._theme, self._varied, self.window())
        try:
            if dialog.exec():
                self.try_answers(dialog.answers)
        finally:
            dialog.deleteLater()

    def _take(self) -> None:
        tried = self.tried
        if tried is not None:
            self.answers_changed.emit(tried, UNDO_TEXT)

    # -- what is shown

    def _follow(self, *_plans: Plan) -> None:
        """Other answers in the plan end what was tried; edits of its steps only change the comparison."""
        plan = self._document.plan
        self.scroller.setVisible(plan is not None)
        self.strip.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        if not self.isVisible():
            return
        if plan is None or self._plan is None or plan.id != self._plan.id or plan.answers != self._plan.answers:
            self.start_over()
        elif plan is not self._plan:
            self._plan = plan
            self._compare()

    def _compare(self) -> None:
        plan, varied, tried = self._document.plan, self._varied, self.tried
        if plan is None or varied is None or tried is None:
            return
        from reapply_desktop.services.reference_data import load_templates

        document = self._document
        if varied == plan.answers:
            decision = plan.answers.decision
            by_itself = decision is None or decision.by == "recommendation"
            tried = plan.answers if by_itself or self.mode.value() == KEEP else tried
        found = compared(plan, tried, document.tables, load_templates(), document.today(), document.new_id)
        self.comparison = found
        main = main_of(plan.answers, document.tables)
        field = main.specialty if main else None
        self.form.show_levers(levers(varied, document.tables, document.today(), field),
                              levers(plan.answers, document.tables, document.today(), field))  # fmt: skip
        self._show(found)

    def _show(self, found: Comparison) -> None:
        sections = [
            Section("Why it went this way", found.findings,
                    "" if found.findings else "Nothing is found in either."),
            Section("The path", found.path, " ".join(found.reasons)),
            Section("The year", (found.count, *found.steps), "" if found.steps else "No step would differ."),
        ]  # fmt: skip
        self.table.show_sections(sections)
        changes = [f"{d.name}: {_short(d.after)}" for d in found.answers]
        differs = bool(changes)
        if differs:
            more = f"; and {len(changes) - NAMED} more" if len(changes) > NAMED else ""
            self.strip.say("Tried:", "; ".join(changes[:NAMED]) + f"{more}.", summary(found.change) + ".")
        else:
            self.strip.say("", "Nothing is tried yet. Change a number or tick on this page.")
        self.strip.other.setEnabled(differs)
        self.strip.main.setEnabled(differs)
        self.strip.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The levers stand above the comparison where both do not fit beside each other."""
        super().resizeEvent(event)
        way, px = QBoxLayout.Direction, self._theme.px
        beside = event.size().width() >= px(BESIDE_FROM)
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._left.setMinimumWidth(px(LEVERS) if beside else 0)
        self._left.setMaximumWidth(px(LEVERS) if beside else 16_777_215)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
