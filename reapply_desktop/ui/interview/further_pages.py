"""The two pages after the questions: the findings, with circling and disputing, and the choice of a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget, QWizardPage

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.questions import rows
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.fields import CheckedField, set_state
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, heading, panel, title
from reapply_desktop.ui.interview.question_page import LEFT, ROOM
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.pages.findings_view import FindingsView
from reapply_desktop.ui.pages.path_view import PathView
from reapply_desktop.ui.theme import Theme

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
WIDEST = 1240


class FurtherPage(QWizardPage):
    """What both pages share: title and subtitle over a scrolling body. `told` is a sentence for the footer, with the
    level a check would give it (empty: nothing is wrong)."""

    told = Signal(str, str)

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
        self._before: Mapping[str, Any] | None = None  # its dispute as it was when writing began

    def _fill_body(self) -> None:
        self._body.addWidget(self._made_dispute())
        self.view = FindingsView(self._theme)
        self.view.circled_changed.connect(self._circled)
        self.view.why_changed.connect(self._circled)
        self.view.dispute_requested.connect(self._ask)
        self._body.addWidget(self.view)

    def _fill(self) -> None:
        seen = self._session.assessed()
        if seen is None or self._subtitle is None:
            return
        causes = self._decision().get("causes")
        circled = tuple(c for c in causes if c in CAUSES) if isinstance(causes, list | tuple) else ()
        self.view.set_why(str(self._decision().get("why_few_causes") or ""))
        self.view.show_assessment(seen.assessment, circled, True)
        self.view.show_figures(seen.answers, self._session.tables)
        count = len(seen.assessment.findings)
        number = NUMBERS[count] if count < len(NUMBERS) else str(count)
        self._subtitle.setText(
            f"{number} finding{'' if count == 1 else 's'} from your answers, strongest first. "
            "Circle the two or three that mattered most, or decide later."
            if count
            else "Your answers point to no cause by themselves. What stays unknown may hide one."
        )
        self._tell()

    def refresh(self) -> None:
        """A reason that was being typed when the page was left is kept: it stands beside its finding now."""
        self._close()
        super().refresh()

    def _settle_all(self) -> None:
        if self._disputed:
            self._close()
            self._fill()

    def _against(self) -> tuple[str, str, QWidget] | None:
        return self.view.first_problem()

    def _standing(self) -> str:
        return self.view.summary()

    def _circled(self) -> None:
        self._decide(self.view.decision_fields())

    # -- disputing

    def _made_dispute(self) -> QWidget:
        theme, self._dispute = self._theme, panel()
        column = QVBoxLayout(self._dispute)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(6))
        self._dispute_name = heading(theme, "")
        column.addWidget(self._dispute_name)
        text = (
            "Say why this is not so. Your reason is kept and printed beside the finding; "
            "it stays in the list, and the plan is not built on it."
        )
        column.addWidget(Prose(theme, text, "table", "text_second"))
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("Why this is not so")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(72))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addStretch(1)
        self.withdraw = button("Take the dispute back", "quiet", density="small")
        self.withdraw.clicked.connect(self._withdraw)
        cancel = button("Cancel", density="small")
        cancel.clicked.connect(self._cancel)
        self.keep = button("Keep the reason", density="small")
        self.keep.clicked.connect(self._settle_all)
        self.reason.textChanged.connect(self._typed)
        for part in (self.withdraw, cancel, self.keep):
            row.addWidget(part)
        column.addLayout(row)
        self._dispute.hide()
        return self._dispute

    def _ask(self, cause: str) -> None:
        self._settle_all()
        self._disputed = cause
        self._before = stored = next((r for r in rows(self._session.tree, "disputes") if r.get("cause") == cause), None)
        self._dispute_name.setText(f"{CAUSES[cause]}: you see it differently")
        with QSignalBlocker(self.reason):  # nobody has typed anything
            self.reason.setPlainText(str((stored or {}).get("reason") or ""))
        self.keep.setEnabled(stored is not None)
        self.withdraw.setVisible(stored is not None)
        self._dispute.show()
        self._scroll.verticalScrollBar().setValue(0)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        """Every key is kept at once, like any answer; an emptied field takes no dispute back."""
        reason = self.reason.toPlainText().strip()
        self.keep.setEnabled(bool(reason))
        self._put({"cause": self._disputed, "reason": reason} if reason else self._before)

    def _put(self, dispute: Mapping[str, Any] | None) -> None:
        others = [row for row in rows(self._session.tree, "disputes") if row.get("cause") != self._disputed]
        if others or dispute is not None or self._session.value("disputes") is not None:
            self._session.set("disputes", others if dispute is None else [*others, dispute])

    def _cancel(self) -> None:
        self._put(self._before)
        self._settle_all()

    def _withdraw(self) -> None:
        self._put(None)
        self._settle_all()

    def _close(self) -> None:
        self._disputed, self._before = "", None
        self._dispute.hide()


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
        self.view.show_choices(answers, seen.assessment, stored.get("path"), True)
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
        self._decide(self.view.decision_fields())
