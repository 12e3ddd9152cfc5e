"""One page of questions. The same class shows any page: what it holds is data, and its fields are made when it is
first shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget, QWizardPage

from reapply_desktop.domain import questions as kinds
from reapply_desktop.domain.interview_checks import Check, errors
from reapply_desktop.domain.questions import Page, Question, has
from reapply_desktop.ui.controls.after_click import AfterClick
from reapply_desktop.ui.controls.fields import REST
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, title
from reapply_desktop.ui.interview.application_table import ApplicationsField
from reapply_desktop.ui.interview.controls import stops_in
from reapply_desktop.ui.interview.exam_table import ExamsField
from reapply_desktop.ui.interview.fields import (
    ChoiceField,
    DayField,
    Field,
    LineField,
    LongField,
    PickField,
    SegmentField,
    TicksField,
    season_options,
)
from reapply_desktop.ui.interview.help_column import HelpColumn
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.theme import Theme

LEFT, FORM, HELP, BETWEEN = 44, 716, 262, 52
BESIDE_FROM, HALF = 924, 342
TABLES_FROM = 690  # a form narrower than this lays its tables out below each other
ROOM = 4  # the focus ring stands out this far on each side


class QuestionPage(QWizardPage):
    """`remarked` follows every check of the page with what was found, `stops_changed` says `tab_stops()` are others."""

    remarked = Signal(object)
    stops_changed = Signal()

    def __init__(self, theme: Theme, page: Page, session: Session) -> None:
        super().__init__()
        self.page = page
        self._theme, self._session = theme, session
        self._fields: dict[str, Field] = {}
        self._rows: list[tuple[QWidget, QBoxLayout, tuple[str, ...]]] = []
        self._insisting = False
        self._help: HelpColumn | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        # A remark pushes down what is below it: not while a click on that is under way.
        self._check_soon = AfterClick(self.check, self)
        self._rest.timeout.connect(self._check_soon)

    # -- what the wizard asks of a page

    def prepare(self) -> None:
        """Build the page, once, before it is shown for the first time: then it appears whole."""
        if self._help is None:
            self._build()

    def refresh(self) -> None:
        """Show the answers as they are now."""
        self._insisting = False
        for key, field in self._fields.items():
            field.show_answer(self._session.value(key), has(self._session.tree, key))
        self._show_asked()
        self.check()

    def cleanupPage(self) -> None:
        """Walking back takes nothing away."""

    def check(self) -> tuple[Check, ...]:
        """Say what is to be said about the answers now."""
        self._rest.stop()
        self._check_soon.forget()
        found = self._session.checks(self.page.id, insist=self._insisting)
        by_key = {check.where: check for check in reversed(found)}
        for field in self._fields.values():
            field.show_checks(by_key)
        self.remarked.emit(found)
        return found

    def may_go_on(self) -> bool:
        """Whether nothing here is red; else the cursor goes to the first answer that is."""
        self._insisting = True
        wrong = errors(self.check())
        if not wrong:
            return True
        self.focus_at(wrong[0].where)
        return False

    def focus_at(self, where: str) -> None:
        """Put the cursor where a remark points, and bring it into sight."""
        asked = [question.key for question in self._session.interview.asked(self.page.id, self._session.tree)]
        parts = [key for key in asked if key.startswith(f"{where}.")]
        for key, field in self._fields.items():
            if where == key or where.startswith(f"{key}.") or key in parts[:1]:
                field.focus_at(where)
                self._scroll.ensureWidgetVisible(field, 0, self._theme.px(12))
                focused = self.focusWidget()
                if focused is not None and field.isAncestorOf(focused):
                    self._scroll.ensureWidgetVisible(focused, 0, self._theme.px(40))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for question in self._session.interview.asked(self.page.id, self._session.tree):
            if question.kind not in (kinds.EXAMS, kinds.APPLICATIONS):
                self._fields[question.key].focus_at(question.key)
            return

    def field(self, key: str) -> Field:
        """The field of a question (the page must have been shown)."""
        return self._fields[key]

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, as the page reads: from the first question to the help."""
        stops = [stop for question in self.page.questions for stop in self._fields[question.key].tab_stops()]
        return [*stops, *([] if self._help is None else stops_in(self._help))]

    def help_for(self, widget: QWidget | None) -> None:
        """Show the help of the question this widget belongs to."""
        if self._help is None or widget is None or not self.isAncestorOf(widget):
            return
        field = next((f for f in self._fields.values() if f.isAncestorOf(widget)), None)
        if field is not None:
            self._help.show_question(field.question)

    # -- building

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(px(LEFT) - ROOM, 26, 0, 0)
        column.setSpacing(0)
        subtitle = Label(theme, self.page.subtitle, "body", "text_second")
        for part, gap in ((title(theme, self.page.title), 6), (subtitle, 26)):
            part.setWordWrap(True)
            part.setContentsMargins(ROOM, 0, px(24), 0)
            column.addWidget(part)
            column.addSpacing(gap)  # not scaled: large text needs its room for the form
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        column.addLayout(self._body, 1)
        self._form = QWidget()
        self._content = QVBoxLayout(self._form)
        self._content.setContentsMargins(ROOM, 8, ROOM, px(20))
        self._content.setSpacing(px(18))
        for group in _rows(self.page.questions):
            self._content.addWidget(self._made_row(group))
        self._help = HelpColumn(theme, self.page)
        self._help_below = QVBoxLayout()
        self._content.addLayout(self._help_below)
        self._content.addStretch(1)
        self._scroll = Scroll(self._form)
        self._body.addWidget(self._scroll, FORM)
        self._help_beside = QVBoxLayout()
        self._body.addLayout(self._help_beside, HELP)
        self._body.addStretch(0)
        self._arrange()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)
        # Shown at once, in one piece: a layout shows what it gets only when it is idle.
        whole.show()

    def _made_row(self, group: tuple[Question, ...]) -> QWidget:
        row = QWidget()
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(32))
        alone = len(group) == 1
        for question in group:
            field = self._made_field(question)
            field.setObjectName(question.key)
            field.answered.connect(self._answered)
            field.left_open.connect(self._left_open)
            field.rested.connect(self._check_soon)
            field.stops_changed.connect(self.stops_changed)
            self._fields[question.key] = field
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            if alone and question.kind in (kinds.WHOLE, kinds.NUMBER, kinds.MONEY, kinds.DATE):
                field.setMaximumWidth(self._theme.px(HALF))
                line.addStretch(0)
        self._rows.append((row, line, tuple(question.key for question in group)))
        return row

    def _made_field(self, question: Question) -> Field:
        theme, kind = self._theme, question.kind
        if kind == kinds.EXAMS:
            return ExamsField(theme, question, self._session)
        if kind == kinds.APPLICATIONS:
            return ApplicationsField(theme, question, self._session)
        if kind == kinds.SEASON:
            return PickField(theme, question, season_options(self._session.today().year))
        if kind == kinds.DATE:
            return DayField(theme, question, self._session.today())
        made = {
            kinds.CHOICE: ChoiceField,
            kinds.SEGMENTS: SegmentField,
            kinds.PICK: PickField,
            kinds.TICKS: TicksField,
            kinds.LONG_TEXT: LongField,
        }
        return made.get(kind, LineField)(theme, question)

    # -- answers

    def _answered(self, key: str, value: Any) -> None:
        self._session.set(key, value)
        self._after(key)

    def _left_open(self, key: str) -> None:
        self._session.forget(key)
        self._after(key)

    def _after(self, key: str) -> None:
        if key.startswith("_"):
            for name, field in self._fields.items():
                field.show_answer(self._session.value(name), has(self._session.tree, name))
        self._show_asked()
        self._rest.start()

    def _show_asked(self) -> None:
        asked = {question.key for question in self._session.interview.asked(self.page.id, self._session.tree)}
        for row, _, keys in self._rows:
            for key in keys:
                self._fields[key].setVisible(key in asked)
            row.setVisible(any(key in asked for key in keys))

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Help beside or below the form, tables wide or narrow, rows side by side or stacked."""
        if self._help is None:
            return
        px = self._theme.px
        beside = self.width() >= px(BESIDE_FROM)
        home = self._help_beside if beside else self._help_below
        if home.indexOf(self._help) < 0:
            (self._help_below if beside else self._help_beside).removeWidget(self._help)
            home.addWidget(self._help)
            self._help.set_beside(beside)
            self._help_beside.setContentsMargins(0, 8 if beside else 0, px(36) if beside else 0, 0)
            self._body.setStretch(1, HELP if beside else 0)
        gap = px(BETWEEN)
        help_width = px(HELP) if beside else 0
        form = min(px(FORM), self.width() - px(LEFT) - gap - help_width - (px(36) if beside else 0))
        self._help.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if beside:
            self._help.setFixedWidth(help_width)
        else:
            self._help.setMinimumWidth(0)
            self._help.setMaximumWidth(16_777_215)
        # The scroll bar stands in the gap between form and help.
        self._form.setMaximumWidth(px(FORM) + 2 * ROOM)
        self._scroll.setMaximumWidth(ROOM + px(FORM) + gap if beside else ROOM + max(form, px(FORM)) + gap)
        narrow = form < px(TABLES_FROM)
        for field in self._fields.values():
            field.set_narrow(narrow)
        stacked = form < px(560)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        for _, line, _ in self._rows:
            line.setDirection(way)
            line.setSpacing(px(18 if stacked else 32))


def _rows(questions: tuple[Question, ...]) -> list[tuple[Question, ...]]:
    """The questions in rows: one marked `beside` joins the row before it."""
    rows: list[tuple[Question, ...]] = []
    for question in questions:
        if question.beside and rows:
            rows[-1] = (*rows[-1], question)
        else:
            rows.append((question,))
    return rows
