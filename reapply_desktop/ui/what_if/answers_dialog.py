"""Any answer of the interview, to be tried: its pages one at a time, without writing anything down."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.interview import FURTHER
from reapply_desktop.domain.interview_checks import counted
from reapply_desktop.services.plan_file import answers_to_dict
from reapply_desktop.services.question_data import load_interview
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import label
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.interview.question_page import QuestionPage
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.theme import Theme

WIDE, HIGH = 900, 640


class AnswersDialog(QDialog):
    """Accepted: `answers` are those to be tried, with the decision they came with."""

    def __init__(self, document: Document, theme: Theme, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.answers = theme, answers
        self.setWindowTitle("Any other answer")
        self.session = Session(load_interview(), document.tables, document.today, None, self)
        self.session.begin(answers_to_dict(answers), None)
        self._pages: dict[str, QuestionPage] = {}
        self._stack = QStackedWidget()
        self._problem = FieldMessage(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._choice())
        column.addWidget(self._stack, 1)
        column.addWidget(self._strip())
        self._fill()
        self.show_page(self.session.step)
        room = self.screen().availableSize()
        self.resize(min(theme.px(WIDE), room.width() - 40), min(theme.px(HIGH), room.height() - 60))

    def _choice(self) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(44), theme.px(16), theme.px(28), 0)
        row.setSpacing(theme.px(10))
        self.choice = Combo(theme, (), "Which answers")
        self.choice.setMinimumWidth(theme.px(220))
        self.choice.chosen.connect(self.show_page)
        row.addWidget(label(theme, "Which answers", self.choice))
        row.addWidget(self.choice)
        row.addStretch(1)
        return row

    def _strip(self) -> QWidget:
        strip, row = button_strip(self._theme)
        said = QVBoxLayout()
        said.addWidget(self._problem)
        row.addLayout(said, 1)
        cancel = button("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.take = button("Try these", "primary")
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self.try_these)
        row.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        return strip

    def _fill(self) -> None:
        """The pages that come for these answers; an answer may bring or take one."""
        interview = self.session.interview
        names = [(step, interview.page(step)) for step in self.session.steps() if step not in FURTHER]
        options = [(step, page.name) for step, page in names if page is not None]
        if options != [(self.choice.itemData(i), self.choice.itemText(i)) for i in range(self.choice.count())]:
            shown = self.choice.value()
            self.choice.set_options(options)
            self.choice.set_value(shown)

    def show_page(self, step: str) -> None:
        """Bring up a page of questions."""
        if step not in self._pages:
            page = self.session.interview.page(step)
            if page is None:
                return
            made = self._pages[step] = QuestionPage(self._theme, page, self.session)
            made.remarked.connect(self._remarked)
            made.prepare()
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._pages[step])
        self.choice.set_value(step)
        self.session.move_to(step)
        self._pages[step].refresh()

    def page(self, step: str) -> QuestionPage:
        """The page of questions (it must have been shown)."""
        return self._pages[step]

    def try_these(self) -> None:
        """Accept, unless an answer cannot be: then its page comes up."""
        wrong = self.session.first_step_with_errors()
        if wrong is not None:
            self.show_page(wrong)
            self._pages[wrong].may_go_on()
            return
        before = self.answers
        try:
            found = self.session.result()
        except UserError as error:
            self._problem.show_message(error.message)
            return
        # What the pages do not ask stays as it was.
        season = found.season or before.season
        self.answers = replace(found, season=season, decision=before.decision, unknown=before.unknown)
        self.accept()

    def _remarked(self, found: Any) -> None:
        self._problem.show_message(counted(found))
        self._fill()

