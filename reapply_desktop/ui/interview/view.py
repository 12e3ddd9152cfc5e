"""The interview as the window shows it: rail, page, footer; it goes on where it was left and ends with the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.interview import FURTHER, FURTHER_NAMES, PATH
from reapply_desktop.domain.interview_checks import ERROR, errors
from reapply_desktop.domain.questions import has
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.question_data import load_interview
from reapply_desktop.ui.interview.controls import order_tabs
from reapply_desktop.ui.interview.footer import Footer
from reapply_desktop.ui.interview.further_pages import FurtherPage
from reapply_desktop.ui.interview.question_page import QuestionPage
from reapply_desktop.ui.interview.rail import AHEAD, CURRENT, DONE, OPEN, Rail, Stop
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.interview.wizard import InterviewWizard
from reapply_desktop.ui.theme import Theme

RAIL = 256
RAIL_SHARE = 0.3  # of the window, where large text would make the rail wider


class InterviewView(QWidget):
    """`finished` carries the Answers, `left` says the person leaves; the draft then lies in the folder given.

    Whoever takes the answers removes the draft (services.interview_draft.discard_draft): until then nothing is lost.
    """

    finished = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, tables: Tables, today: Callable[[], date], draft_folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self.end_words = "Make the plan"  # on the button of the last page
        self._furthest = 0
        self._walking = False
        self.session = Session(load_interview(), tables, today, draft_folder, self)
        self.rail = Rail(theme)
        self.wizard = InterviewWizard(theme, self.session)
        self.footer = Footer(theme)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self.wizard, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.footer)
        self._connect()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.footer.left.connect(self.leave)
        self.footer.back.connect(self.go_back)
        self.footer.next.connect(self.go_on)
        self.wizard.entered.connect(self.go_on)
        self.session.not_kept.connect(self.footer.warn)
        for page in self.wizard.every_page():
            if isinstance(page, QuestionPage):
                page.remarked.connect(self._remarked)
                page.stops_changed.connect(self._order_tabs)
            else:
                page.told.connect(self._told)
                page.question_wanted.connect(self.go_to_question)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        app.aboutToQuit.connect(self.session.keep_pending)
        self._theme.changed.connect(self.wizard.flatten)

    # -- the way through

    def begin(self, answers: Mapping[str, Any] | None, step: str | None) -> None:
        """Start with these answers (None: with nothing) at a step (None: the first page)."""
        step = self.session.begin(answers, step)
        steps = self.session.steps()
        # Every page that holds answers was reached before, or comes from a plan's answers: it can be gone to.
        answered = [place for place, name in enumerate(steps) if name not in FURTHER and self._has_answers(name)]
        self._furthest = max((steps.index(step), *answered))
        self._show(step)

    def step(self) -> str:
        """The page that is shown."""
        return self.wizard.step()

    def go_on(self) -> None:
        """To the next page, or to the first answer on this one that cannot be; after the last page the end."""
        if not self._page().may_go_on():
            return
        steps = self.session.steps()
        place = steps.index(self.step()) + 1
        if place < len(steps):
            self._show(steps[place])
        else:
            self._finish()

    def go_back(self) -> None:
        """To the page before, whatever this one still lacks."""
        steps = self.session.steps()
        place = steps.index(self.step())
        if place:
            self._show(steps[place - 1])

    def go_to(self, step: str) -> None:
        """To a page that was reached before."""
        if step in self.session.steps()[: self._furthest + 1]:
            self._show(step)

    def go_to_question(self, key: str) -> None:
        """To the page that asks for an answer, or for a part or the whole of it, with the cursor at its question."""
        step = self.session.interview.page_asking(key)
        if step is not None and step in self.session.steps():
            self._show(step)
            page = self._page()
            if isinstance(page, QuestionPage):
                page.focus_at(key)

    def leave(self) -> None:
        """Keep everything and say so."""
        self.session.keep()
        self.left.emit()

    def _show(self, step: str) -> None:
        wrong = self.session.first_step_with_errors() if step in FURTHER else None
        if wrong is not None:
            step = wrong
        self._walking = True
        self.wizard.page_of(step).prepare()
        self.wizard.go_to(step)
        self._walking = False
        self._furthest = max(self._furthest, self.session.steps().index(step))
        self.session.move_to(step)
        page = self._page()
        self.footer.tell("")
        page.refresh()
        self._order_tabs()
        self.wizard.flatten()
        self._show_rail()
        last = step == self.session.steps()[-1]
        first = step == self.session.steps()[0]
        self.footer.show_way(can_go_back=not first, next_words=self.end_words if last else "Next")
        if wrong is not None:
            page.may_go_on()
        else:
            page.focus_first()

    def _finish(self) -> None:
        wrong = self.session.first_step_with_errors()
        if wrong is not None:
            self._show(wrong)
            self._page().may_go_on()
            return
        try:
            answers = self.session.result()
        except UserError as error:
            self._told(error.message, ERROR)
            return
        self.session.keep()
        self.finished.emit(answers)

    # -- what stands around the page

    def _order_tabs(self) -> None:
        """Tab goes through the page as it reads, then through the footer."""
        if isinstance(page := self._page(), QuestionPage):
            order_tabs([*page.tab_stops(), *self.footer.tab_stops()])

    def _page(self) -> QuestionPage | FurtherPage:
        return self.wizard.page_of(self.step())

    def _has_answers(self, step: str) -> bool:
        asked = self.session.interview.asked(step, self.session.tree)
        return any(has(self.session.tree, question.key) for question in asked)

    def _show_rail(self) -> None:
        interview, tree, current = self.session.interview, self.session.tree, self.step()
        if not current:
            return
        steps = self.session.steps()
        stops = []
        for place, step in enumerate(steps):
            page = interview.page(step)
            reached = place <= self._furthest
            name = FURTHER_NAMES[step] if page is None else page.name
            state, aside = (DONE, "") if reached else (AHEAD, "")
            if reached and page is not None:
                state, aside = self._open_state(step)
            elif reached and step == PATH and not self.session.value("decision.path"):
                state = AHEAD
            if step == current:
                state, aside = CURRENT, ""
            stops.append(Stop(step, name, state, reached and step != current, aside, apart=step == FURTHER[0]))
        self.rail.show_stops(stops, interview.progress(current, tree).words)

    def _open_state(self, step: str) -> tuple[str, str]:
        wrong = len(errors(self.session.checks(step)))
        left_open = len(self.session.interview.open_questions(step, self.session.tree))
        if wrong:
            return OPEN, f"{wrong} to look at"
        return (OPEN, f"{left_open} open") if left_open else (DONE, "")

    def _remarked(self, found: Any) -> None:
        self.footer.show_checks(found)
        self._show_rail()

    def _told(self, text: str, level: str) -> None:
        self.footer.tell(text, level)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and self.step() and not self._walking:
            self._page().help_for(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.setFixedWidth(min(self._theme.px(RAIL), max(RAIL, round(self.width() * RAIL_SHARE))))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.keep_pending()
