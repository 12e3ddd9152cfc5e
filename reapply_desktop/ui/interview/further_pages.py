"""The two pages after the questions: the findings, with circling and disputing, and the choice of a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget, QWizardPage

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.gap_words import question_key
from reapply_desktop.domain.questions import rows
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.services.reference_data import load_templates
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.fields import CheckedField, set_state
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, title
from reapply_desktop.ui.interview.question_page import LEFT, ROOM
from reapply_desktop.ui.interview.session import Assessed, Session
from reapply_desktop.ui.pages.findings_view import HIDE, SEE, FindingsView
from reapply_desktop.ui.pages.path_view import PathView
from reapply_desktop.ui.theme import Theme

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
WIDEST = 1240


def added_steps(session: Session, seen: Assessed) -> AddedSteps:
    """What a choice would add to the year of these answers."""
    return AddedSteps(seen.answers, session.tables, load_templates(), session.today())


class FurtherPage(QWizardPage):
    """What both pages share: title and subtitle over a scrolling body. `told` is a sentence for the footer, with the
    level a check would give it (empty: nothing is wrong); `question_wanted` the key of an answer to be given."""

    told = Signal(str, str)
    question_wanted = Signal(str)

    def __init__(self, theme: Theme, session: Session, name: str) -> None:
        super().__init__()
        self._theme, self._session, self._name = theme, session, name
        self._subtitle: Label | None = None
        self._marked: QWidget | None = None

    def cleanupPage(self) -> None:
        """Walking back takes nothing away."""

    def prepare(self) -> None:
        """Build the page, once, before it is shown for the first time."""
        if self._subtitle is None:
            self._build()

    def refresh(self) -> None:
        """Show what follows from the answers now."""
        self._mark(None)
        self._fill()

    def may_go_on(self) -> bool:
        """Whether nothing here stands against going on (deciding later never does); else the cursor goes there."""
        self._settle_all()
        against = self._against()
        self._mark(None)
        if against is None:
            self._tell()
            return True
        text, level, field = against
        self.told.emit(text, level)
        if not isinstance(field, CheckedField):  # those show their state themselves
            self._mark(field, level)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, self._theme.px(56))
        return False

    def _mark(self, field: QWidget | None, level: str = "") -> None:
        """Show which field is asked for, until something is changed."""
        if self._marked is not None:
            set_state(self._marked, None)
        self._marked = field
        if field is not None:
            set_state(field, level)

    def focus_first(self) -> None:
        """Nothing is to be typed first on these pages."""

    def help_for(self, widget: QWidget | None) -> None:
        """These pages explain themselves."""

    def _build(self) -> None:
        px = self._theme.px
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(px(LEFT) - ROOM, 26, 0, 0)
        column.setSpacing(0)
        self._subtitle = Label(self._theme, "", "body", "text_second", wrap=True)
        for part, gap in ((title(self._theme, self._name), 6), (self._subtitle, 20)):
            part.setContentsMargins(ROOM, 0, px(24), 0)
            column.addWidget(part)
            column.addSpacing(gap)
        content = QWidget()
        content.setMaximumWidth(px(WIDEST))
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(ROOM, px(4), px(32), px(20))
        self._body.setSpacing(px(14))
        self._fill_body()
        self._body.addStretch(1)
        self._scroll = Scroll(content)
        column.addWidget(self._scroll, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)
        whole.show()

    def _decide(self, fields: Mapping[str, Any]) -> None:
        """Put what the person chose into the answers."""
        before = self._session.value("decision")
        decision = dict(before) if isinstance(before, Mapping) else {}
        decision.update(fields)
        self._session.set("decision", decision)
        against = self._against()
        if self._marked is None or against is None or against[2] is not self._marked:
            self._mark(None)
            self._tell()

    def _decision(self) -> Mapping[str, Any]:
        decision = self._session.value("decision")
        return decision if isinstance(decision, Mapping) else {}

    def _fill_body(self) -> None:
        raise NotImplementedError

    def _fill(self) -> None:
        raise NotImplementedError

    def _tell(self) -> None:
        self.told.emit(self._standing(), "")

    def _settle_all(self) -> None:
        """Take up what is typed and not yet confirmed."""
        raise NotImplementedError

    def _against(self) -> tuple[str, str, QWidget] | None:
        """What stands against going on: words, level, and the field it is about."""
        raise NotImplementedError

    def _standing(self) -> str:
        """Where the page stands, in words."""
        raise NotImplementedError


class FindingsPage(FurtherPage):
    """Why it went this way (B2.5): two or three are circled, a finding can be disputed in writing (B2.4)."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "Why it went this way")
        self._disputed = ""  # the finding whose reason is being written

    def _fill_body(self) -> None:
        self.view = FindingsView(self._theme)
        self.view.circled_changed.connect(self._circled)
        self.view.why_changed.connect(self._circled)
        self.view.dispute_opened.connect(self._dispute_opened)
        self.view.disputed.connect(self._put_dispute)
        self.view.dispute_closed.connect(self._dispute_closed)
        self.view.question_wanted.connect(self._ask)
        self._body.addWidget(self.view)
        sum_line = QHBoxLayout()
        self._sum = Prose(self._theme, "", "table", "text_second")
        self._see = link(self._theme, SEE)
        self._see.clicked.connect(self.view.toggle_sum)
        self.view.sum_shown.connect(self._sum_shown)
        sum_line.addWidget(self._sum, 1)
        sum_line.addWidget(self._see, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(sum_line)

    def _ask(self, key: str) -> None:
        if (seen := self._session.assessed()) is not None:
            self.question_wanted.emit(question_key(key, seen.answers))

    def _fill(self) -> None:
        seen = self._session.assessed()
        if seen is None or self._subtitle is None:
            return
        self._disputed = ""
        causes = self._decision().get("causes")
        circled = tuple(c for c in causes if c in CAUSES) if isinstance(causes, list | tuple) else ()
        self.view.set_why(str(self._decision().get("why_few_causes") or ""))
        self.view.show_assessment(seen.assessment, seen.answers, circled, True)
        self.view.show_figures(seen.answers, self._session.tables)
        self.view.show_added(added_steps(self._session, seen))
        count = len(seen.assessment.findings)
        number = NUMBERS[count] if count < len(NUMBERS) else str(count)
        self._subtitle.setText(
            f"{number} finding{'' if count == 1 else 's'} from your answers, strongest first. "
            "Circle the two or three that mattered most, or decide later."
            if count
            else "Your answers point to no cause by themselves. What stays unknown may hide one."
        )
        self._tell_sum()
        self._tell()

    def _settle_all(self) -> None:
        if self._disputed:
            self._fill()

    def _against(self) -> tuple[str, str, QWidget] | None:
        return self.view.first_problem()

    def _standing(self) -> str:
        return self.view.summary()

    def _circled(self) -> None:
        self._decide(self.view.decision_fields(keep_wrong=True))
        self._tell_sum()

    def _tell_sum(self) -> None:
        self._sum.set_text(self.view.together())
        self._see.setText(SEE if self.view.sum.isHidden() else HIDE)
        self._see.setVisible(bool(self.view.together()))

    def _sum_shown(self, shown: bool) -> None:
        self._tell_sum()
        if shown:
            self._scroll.ensureWidgetVisible(self.view.sum, 0, self._theme.px(24))

    # -- disputing

    def _dispute_opened(self, cause: str) -> None:
        """One box at a time; what was typed in another is kept already."""
        before, self._disputed = self._disputed, cause
        if before and before != cause:
            self._fill()
            row = self.view.row(cause)
            if row is not None:
                row.open_dispute()

    def _put_dispute(self, cause: str, reason: str | None) -> None:
        """Every key is kept at once, like any answer."""
        others = [row for row in rows(self._session.tree, "disputes") if row.get("cause") != cause]
        if others or reason is not None or self._session.value("disputes") is not None:
            self._session.set("disputes", others if reason is None else [*others, {"cause": cause, "reason": reason}])

    def _dispute_closed(self, cause: str) -> None:
        self._fill()
        self.view.focus_finding(cause)


class PathPage(FurtherPage):
    """The three ways to go on (B3.4–B3.6); none is chosen for the person."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "Three ways to go on")

    def _fill_body(self) -> None:
        self.view = PathView(self._theme, self._session.tables)
        self.view.chosen_changed.connect(self._chosen)
        self.view.fields_changed.connect(self._chosen)
        self._body.addWidget(self.view)

    def _fill(self) -> None:
        seen = self._session.assessed()
        if seen is None or self._subtitle is None:
            return
        names = Decision.__dataclass_fields__
        stored = {key: value for key, value in self._decision().items() if key in names}
        answers = replace(seen.answers, decision=Decision(**stored))
        self.view.show_choices(answers, seen.assessment, stored.get("path"), True, added_steps(self._session, seen))
        self._subtitle.setText(
            "What speaks for and against each, from your answers. The choice is yours, and can be changed."
        )
        self._tell()

    def _settle_all(self) -> None:
        self.view.settle()

    def _against(self) -> tuple[str, str, QWidget] | None:
        return self.view.first_problem() if self.view.chosen else None

    def _standing(self) -> str:
        if self.view.chosen is None:
            return "Nothing is chosen yet. Left open, the year is planned on what fits your answers best."
        return ""

    def _chosen(self) -> None:
        # A number that cannot be is kept as it was typed: it is asked about again, and never lost by walking away.
        self._decide(self.view.decision_fields(keep_wrong=True))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._subtitle is not None:
            self.view.settle()
