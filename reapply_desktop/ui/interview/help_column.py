"""The help beside the form: why a page or question is asked, where the answer stands, and the rule behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.questions import Help, Page, Question
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.theme import Theme

WHY, WHERE = "Why we ask", "Where to find it"
RULE = (
    "It is rule {rule} of the reapplication guidance this planner follows. "
    "Findings and steps name their rule, so you can see what rests on this answer."
)


class HelpColumn(QWidget):
    """Shows a page's help, and a question's own in place of it while the question is in use."""

    def __init__(self, theme: Theme, page: Page) -> None:
        super().__init__()
        self._theme, self._page = theme, page
        self._rule = page.rule
        self._line = True
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(4))
        self._passages: list[tuple[Label, Prose]] = []
        self._room = QVBoxLayout()
        self._room.setSpacing(theme.px(3))
        self._column.addLayout(self._room)
        self._column.addSpacing(theme.px(6))
        self._source = link(theme, "Where this rule comes from")
        self._source.clicked.connect(self._show_rule)
        self._column.addWidget(self._source, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = Prose(theme, "", "caption", "text_second")
        self._about.hide()
        self._column.addWidget(self._about)
        self._column.addStretch(1)
        self.set_beside(True)
        self.show_question(None)

    def set_beside(self, beside: bool) -> None:
        """Beside the form with a line between, or below it across the whole width."""
        self._line = beside
        px = self._theme.px
        if beside:
            self._column.setContentsMargins(px(23), 0, 0, px(6))
        else:
            self._column.setContentsMargins(0, px(20), 0, px(6))
        self.update()

    def show_question(self, question: Question | None) -> None:
        """The help for this question; None: for the page as a whole."""
        passages = list(self._page.help)
        if question is not None:
            own = [Help(title, text) for title, text in ((WHY, question.why), (WHERE, question.where)) if text]
            titles = {passage.title for passage in own}
            passages = own + [passage for passage in passages if passage.title not in titles]
        rule = self._page.rule if question is None else question.rule
        if rule != self._rule:
            self._about.hide()
        self._rule = rule
        while len(self._passages) < len(passages):
            self._add_passage()
        for index, (head, text) in enumerate(self._passages):
            shown = index < len(passages)
            head.setVisible(shown)
            text.setVisible(shown)
            if shown:
                head.setText(passages[index].title)
                text.set_text(passages[index].text)

    def _add_passage(self) -> None:
        head = Label(self._theme, "", "strong", wrap=True)
        head.setContentsMargins(0, self._theme.px(18) if self._passages else 0, 0, 0)
        text = Prose(self._theme, "", "table", "text_second")
        self._room.addWidget(head)
        self._room.addWidget(text)
        self._passages.append((head, text))

    def _show_rule(self) -> None:
        self._about.set_text(RULE.format(rule=self._rule))
        self._about.setVisible(not self._about.isVisible())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour("line")
        if self._line:
            height = self._about.geometry().bottom() if self._about.isVisible() else self._source.geometry().bottom()
            painter.fillRect(QRect(0, 0, 1, height + 4), colour)
        else:
            painter.fillRect(QRect(0, self._theme.px(4), self.width(), 1), colour)
