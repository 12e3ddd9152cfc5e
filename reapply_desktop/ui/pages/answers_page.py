"""The frame of the pages that show what follows from the answers: head, scrolling body, strip; empty without a plan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.notes import EmptyPage
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.page_frame import PageBody, framed
from reapply_desktop.ui.pages.page_strip import PageStrip
from reapply_desktop.ui.theme import Theme


class AnswersPage(QWidget):
    """Follows the document; what is shown is built again when the answers change, not when a step does.

    `answers_changed(answers, undo text)` asks for other answers, whose effect on the year is shown first by whoever
    takes it; `go(page, where)` leads to another page or to a question of the interview.
    """

    change_answers_requested = Signal()
    answers_changed = Signal(object, str)
    go = Signal(str, str)

    def __init__(
        self, document: Document, theme: Theme, name: str, icon: str, empty: str,
        beside: QWidget | None = None,
    ) -> None:
        """`beside` stands at the right of the head, before its button."""
        super().__init__()
        self._document, self._theme = document, theme
        self._shown: Answers | None = None
        self._subtitle = Prose(theme, "", "table", "text_second")
        self._empty = EmptyPage(theme, icon, "No plan is open", empty)
        self.strip = PageStrip(theme)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(16))
        self._scroll = self._build(name, beside)

    def _build(self, name: str, beside: QWidget | None) -> Scroll:
        theme, body = self._theme, PageBody(self._theme)
        change = button("Change answers…", "toolbar", theme.icon("pencil"))
        change.setObjectName("change_answers")
        change.clicked.connect(self.change_answers_requested)
        body.column.addWidget(PageHead(theme, name, self._subtitle, change, beside))
        body.column.addLayout(self._body)
        return framed(self, body, self._empty, self.strip)

    def _follow_document(self) -> None:
        """Show the plan from now on; called once everything is built."""
        self._document.changed.connect(self.refresh)
        self._document.opened.connect(self.refresh)
        self.refresh()

    def refresh(self, *_plans: Plan) -> None:
        """Show the plan as it is now; edits of steps change nothing here and cost nothing."""
        plan = self._document.plan
        self._scroll.setVisible(plan is not None)
        self.strip.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        if plan is None:
            self._shown = None
            return
        if plan.answers is not self._shown:
            self._shown = plan.answers
            self._show(plan)
            self._strip_last()

    def _show(self, plan: Plan) -> None:
        """Fill the body from the answers of this plan."""
        raise NotImplementedError

    def _strip_last(self) -> None:
        """Tab visits what was just filled in before the strip at the foot."""
        last: QWidget | None = None
        at: QWidget | None = self._scroll.nextInFocusChain()
        while at is not None and at is not self._scroll:
            if self._scroll.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = at
            at = at.nextInFocusChain()
        if last is not None:
            for part in (self.strip.link, self.strip.other, self.strip.main):
                self.setTabOrder(last, part)
                last = part

    def _reveal(self, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(part, 0, self._theme.px(24))
