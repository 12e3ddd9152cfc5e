"""The QWizard at the heart of the interview: the order of its pages is asked of the domain at every step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget, QWizard

from reapply_desktop.domain.interview import FINDINGS, FURTHER, PATH
from reapply_desktop.ui.interview.further_pages import FindingsPage, FurtherPage, PathPage
from reapply_desktop.ui.interview.question_page import QuestionPage
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.theme import Theme


class InterviewWizard(QWizard):
    """Shows one page after the other, without any frame or buttons of its own. `entered` says Return was pressed."""

    entered = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._session = session
        # A wizard is a dialog by birth; here it is a part of the window.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.setButtonLayout([])
        self._names = (*(page.id for page in session.interview.pages), *FURTHER)
        for number, page in enumerate(session.interview.pages):
            self.setPage(number, QuestionPage(theme, page, session))
        self.setPage(self._names.index(FINDINGS), FindingsPage(theme, session))
        self.setPage(self._names.index(PATH), PathPage(theme, session))
        self.flatten()

    def nextId(self) -> int:
        """The page after this one on the route of the answers as they are now; -1 after the last."""
        steps, step = self._session.steps(), self.step()
        place = steps.index(step) + 1 if step in steps else len(steps)
        return self._names.index(steps[place]) if place < len(steps) else -1

    def step(self) -> str:
        """The page that is shown, by its name."""
        return self._names[self.currentId()] if self.currentId() >= 0 else ""

    def page_of(self, step: str) -> QuestionPage | FurtherPage:
        page = self.page(self._names.index(step))
        assert isinstance(page, QuestionPage | FurtherPage)
        return page

    def every_page(self) -> list[QuestionPage | FurtherPage]:
        """All pages, whether they come or not."""
        return [self.page_of(step) for step in self._names]

    def go_to(self, step: str) -> None:
        """Walk to a page, forwards or backwards, so that Back leads through the pages before it."""
        steps = self._session.steps()
        if self.currentId() < 0 or self.step() not in steps:
            self.restart()
        while self.step() != step and steps.index(self.step()) > steps.index(step):
            self.back()
        while self.step() != step and steps.index(self.step()) < steps.index(step):
            self.next()

    def flatten(self) -> None:
        """Take away the margins and the ruler a wizard keeps for its buttons."""
        frame = self.page(0).parentWidget()
        inner = frame.parentWidget() if frame is not None else None
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return
        layout.setContentsMargins(0, 0, 0, 0)
        for child in inner.children():
            if isinstance(child, QWidget) and child is not frame and not isinstance(child, QPushButton):
                child.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, as Next does. A dialog would press some button, and close on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() != Qt.Key.Key_Escape:
            QWidget.keyPressEvent(self, event)

    def reject(self) -> None:
        """Nothing inside the window closes it but leaving."""
