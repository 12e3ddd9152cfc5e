"""The findings, strongest first, in five buckets; at most three are circled (B2.3–B2.5). Shared with the interview."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.findings import Assessment, Finding
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.interview_checks import EXPLAIN
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.vocabulary import BUCKETS, CAUSE_BUCKET, CAUSES
from reapply_desktop.domain.words import listed
from reapply_desktop.ui.controls.buttons import icon_button
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.pen_ring import PenRing
from reapply_desktop.ui.controls.tag import Strength, Tag
from reapply_desktop.ui.controls.text import Label, Prose, line
from reapply_desktop.ui.pages.chip import Chip
from reapply_desktop.ui.pages.own_numbers import OwnNumbers
from reapply_desktop.ui.theme import Theme

MOST = 3
FOURTH = "Three are circled. Mending more than three at once mends none; take one off first."
WHY_ONE = "One is circled. Two or three is usual; please say why this one alone."
BUCKET_WIDTH, LIST_WIDTH, SIDE_WIDTH, GAP = 118, 480, 323, 48
LARGE = 1.4
LEVELS = {"slight": 1, "clear": 2, "strong": 3}


class FindingRow(QWidget):
    """One cause: name with its ring, strength, evidence, what mends it, and the button that circles it."""

    circle_asked = Signal(str)
    dispute_asked = Signal(str)

    def __init__(self, theme: Theme, finding: Finding, circled: bool, editable: bool) -> None:
        super().__init__()
        self.finding = finding
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        row.addLayout(words, 1)
        self.ring = PenRing(theme, CAUSES.get(finding.id, finding.id), circled)
        words.addLayout(self._head())
        if finding.evidence:
            words.addWidget(Prose(theme, " ".join(finding.evidence), "table", "text_second"))
        if finding.mend:
            words.addWidget(Prose(theme, finding.mend, "table", lead="To mend:", lead_style="table",
                                  lead_role="text_second"))
        if finding.disputed:
            words.addWidget(Prose(theme, finding.dispute_reason or "no reason given yet", "table",
                                  lead="You see it otherwise:", lead_style="table", lead_role="text_second"))
        self.message = FieldMessage(theme)
        words.addWidget(self.message)
        self.button: Chip | None = None
        if editable:
            row.addLayout(self._actions(circled))

    def _head(self) -> QHBoxLayout:
        theme, head = self._theme, QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.ring)
        if self.finding.weight > 0:
            head.addWidget(Strength(theme, LEVELS[self.finding.strength]))
        if self.finding.disputed:
            head.addWidget(Tag(theme, "you disagree", "dashed"))
        source = "; ".join(self.finding.sources)
        facts = f"Rule {self.finding.rule}" + (f"\nSource: {source}" if source else "")
        if self.finding.rule:
            book = icon_button(theme, "book-open", facts, size=15)
            book.setAccessibleName(f"{CAUSES.get(self.finding.id, '')}: rule and sources")
            book.clicked.connect(lambda: self._show_sources(book, facts))
            head.addWidget(book)
        head.addStretch(1)
        return head

    def _show_sources(self, book: QWidget, facts: str) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fact in facts.splitlines():
            menu.addAction(fact.replace("&", "&&"))
        menu.popup(book.mapToGlobal(book.rect().bottomLeft()))

    def _actions(self, circled: bool) -> QVBoxLayout:
        theme, column, pair = self._theme, QVBoxLayout(), QHBoxLayout()
        pair.setSpacing(theme.px(4))
        self.button = Chip(theme, "Circle", quiet=True)
        self.button.setObjectName(f"circle-{self.finding.id}")
        self.button.setMinimumWidth(theme.px(88))  # of both states, so that circling moves no line of text
        self.button.clicked.connect(lambda: self.circle_asked.emit(self.finding.id))
        pair.addWidget(self.button)
        more = icon_button(theme, "ellipsis", "More")
        more.setObjectName(f"more-{self.finding.id}")
        more.clicked.connect(lambda: self._menu(more))
        pair.addWidget(more)
        column.addLayout(pair)
        column.addStretch(1)
        self.show_circled(circled)
        return column

    def _menu(self, more: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = "Change what you wrote…" if self.finding.disputed else "I see it otherwise…"
        menu.addAction(words, lambda: self.dispute_asked.emit(self.finding.id))
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def show_circled(self, circled: bool) -> None:
        self.ring.set_circled(circled)
        if self.button is not None:
            name = CAUSES.get(self.finding.id, self.finding.id)
            self.button.show_as(circled, "Circled" if circled else "Circle", "check" if circled else None)
            self.button.setAccessibleName(f"{name}, circled: take the circle off" if circled else f"Circle {name}")

    def say(self, words: str) -> None:
        """A sentence in place, below the row; empty takes it away."""
        self.message.show_message(words, "explain")


class FindingsView(QWidget):
    """Shows an assessment. `circled_changed` carries the causes circled, strongest first; `dispute_requested` a cause.

    `show_figures(answers, tables)` adds the side column with the rough picture and the published figures; it stands
    beside the findings where there is room, below them otherwise.
    """

    circled_changed = Signal(tuple)
    dispute_requested = Signal(str)
    why_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._circled: tuple[str, ...] = ()
        self._editable = False
        self._rows: dict[str, FindingRow] = {}
        self._background: tuple[Answers, Tables] | None = None
        self._assessment: Assessment | None = None
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.px(GAP))
        self._list = QWidget()
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buckets = QVBoxLayout(self._list)
        self._buckets.setContentsMargins(0, 0, 0, 0)
        self._buckets.setSpacing(0)
        self._side: OwnNumbers | None = None
        self._columns.addWidget(self._list, 2, Qt.AlignmentFlag.AlignTop)
        self._why = QPlainTextEdit()
        self._why.setObjectName("why_few_causes")
        self._why.setAccessibleName(WHY_ONE)
        self._why.setTabChangesFocus(True)
        self._why.setFixedHeight(theme.px(72))
        self._why.textChanged.connect(lambda: self.why_changed.emit(self.why_few_causes()))
        self._why_box = self._asking()
        self._summary = Label(theme, "", "table", "text_second", wrap=True)
        self._sharpen = Prose(theme, "", "table", "text_second", lead_style="table_strong")

    # What is asked of it

    def show_assessment(self, assessment: Assessment, circled: tuple[str, ...], editable: bool) -> None:
        """Show these findings with these causes circled; only `editable` ones can be circled and disputed."""
        self._assessment, self._editable = assessment, editable
        self._circled = tuple(circled)[:MOST]
        self._fill()

    def show_figures(self, answers: Answers, tables: Tables) -> None:
        """Add the side column: rough Step 2 CK picture, published figures of the own group, the own season."""
        self._background = (answers, tables)
        if self._side is not None:
            self._columns.removeWidget(self._side)
            self._side.setParent(None)
            self._side.deleteLater()
        year = self._assessment.season.match_year if self._assessment else answers.season or 0
        self._side = OwnNumbers(self._theme, answers, tables, year)
        self._columns.addWidget(self._side, 1, Qt.AlignmentFlag.AlignTop)
        self._arrange()
        self._say_missing()

    def set_why(self, text: str) -> None:
        """The stored reason for circling a single cause."""
        if text != self._why.toPlainText():
            with QSignalBlocker(self._why):  # nobody has typed anything
                self._why.setPlainText(text)

    def why_few_causes(self) -> str:
        """What the person wrote on circling one cause alone."""
        return self._why.toPlainText().strip()

    @property
    def circled(self) -> tuple[str, ...]:
        return self._circled

    def decision_fields(self) -> Mapping[str, Any]:
        """The circled causes as the keys of `decision`."""
        alone = len(self._circled) == 1
        return {"causes": self._circled or None, "why_few_causes": (self.why_few_causes() or None) if alone else None}

    def problems(self) -> tuple[str, ...]:
        """What stands against going on: a single cause without its reason (B2.5)."""
        return (WHY_ONE,) if len(self._circled) == 1 and not self.why_few_causes() else ()

    def first_problem(self) -> tuple[str, str, QWidget] | None:
        """The first of them: the words, how grave it is (as a check says it), and the field to go to."""
        return (WHY_ONE, EXPLAIN, self._why) if self.problems() else None

    def summary(self) -> str:
        """`2 of 3 circled: few interviews, submitted late.`"""
        if not self._circled:
            return "None circled yet. Two or three is what a year can mend."
        names = ", ".join(CAUSES.get(c, c).lower() for c in self._circled)
        return f"{len(self._circled)} of {MOST} circled: {names}."

    # How it is built

    def _fill(self) -> None:
        self._clear()
        shown = self._findings()
        order = sorted(BUCKETS, key=lambda b: -max((f.weight for f in shown if f.bucket == b), default=-1))
        for at, bucket in enumerate(order):
            if at:
                self._buckets.addWidget(line())
            self._buckets.addWidget(self._bucket(bucket, [f for f in shown if f.bucket == bucket]))
        self._buckets.addWidget(line())
        for widget in (self._why_box, self._summary, self._sharpen):
            self._buckets.addSpacing(self._theme.px(12))
            self._buckets.addWidget(widget)
        self._say_missing()
        self._tell()

    def _clear(self) -> None:
        self._rows = {}
        keep = (self._why_box, self._summary, self._sharpen)
        while (item := self._buckets.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in keep:
                widget.setParent(None)
                widget.deleteLater()

    def _findings(self) -> list[Finding]:
        """The findings, and circled causes the answers give no evidence for."""
        found = list(self._assessment.findings) if self._assessment else []
        known = {f.id for f in found}
        own = (Finding(c, CAUSE_BUCKET[c], 0.0, "", ("Circled by you; the answers give no numbers for it.",), (), "")
               for c in self._circled if c not in known and c in CAUSE_BUCKET)
        return sorted([*found, *own], key=lambda f: -f.weight)

    def _bucket(self, bucket: str, findings: list[Finding]) -> QWidget:
        theme, part = self._theme, QWidget()
        large = theme.factor > LARGE  # then the bucket's name stands above, and the text has the whole width
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, part)
        row.setContentsMargins(0, theme.px(6), 0, theme.px(10))
        row.setSpacing(theme.px(8))
        name = Label(theme, BUCKETS[bucket], "label", "text_second", wrap=True)
        if not large:
            name.setFixedWidth(theme.px(BUCKET_WIDTH - 8))
        name.setContentsMargins(0, theme.px(6), 0, 0)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(10))
        row.addLayout(column, 1)
        for finding in findings:
            made = FindingRow(theme, finding, finding.id in self._circled, self._editable)
            made.circle_asked.connect(self._circle)
            made.dispute_asked.connect(self.dispute_requested)
            self._rows[finding.id] = made
            column.addWidget(made)
        if not findings:
            nothing = Label(theme, "Nothing in your answers points here.", "table", "text_second", wrap=True)
            nothing.setContentsMargins(0, theme.px(5), 0, 0)
            column.addWidget(nothing)
        return part

    def _asking(self) -> QWidget:
        theme, box = self._theme, QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Prose(theme, WHY_ONE, "table", "text"))
        column.addWidget(self._why)
        box.hide()
        return box

    def _circle(self, cause: str) -> None:
        for row in self._rows.values():
            row.say("")
        if cause in self._circled:
            chosen = [c for c in self._circled if c != cause]
        elif len(self._circled) >= MOST:
            self._rows[cause].say(FOURTH)
            return
        else:
            chosen = [*self._circled, cause]
        order = list(self._rows)
        weights = {f.id: f.weight for f in self._findings()}
        self._circled = tuple(sorted(chosen, key=lambda c: (-weights.get(c, 0.0), order.index(c) if c in order else 0)))
        self._rows[cause].show_circled(cause in self._circled)
        self._tell()
        self.circled_changed.emit(self._circled)

    def _tell(self) -> None:
        alone = len(self._circled) == 1
        self._why_box.setVisible(alone and (self._editable or bool(self.why_few_causes())))
        self._why.setReadOnly(not self._editable)
        self._summary.setText(self.summary())
        self._summary.setVisible(self._editable)

    def _say_missing(self) -> None:
        gaps = self._assessment.missing if self._assessment else ()
        if gaps and self._background is not None:
            said = [gap_words(key, self._background[0]) for key in gaps[:6]]
            more = f", and {len(gaps) - 6} more" if len(gaps) > 6 else ""
            text = f"{', '.join(said)}{more}." if more else f"{listed(said)}."
            self._sharpen.set_text(text, lead="Not known; it would sharpen this:")
        self._sharpen.setVisible(bool(gaps) and self._background is not None)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        beside = self.width() >= px(BUCKET_WIDTH + LIST_WIDTH + GAP + SIDE_WIDTH)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)
        self._columns.setSpacing(px(GAP if beside else 24))
        if self._side is not None:
            self._side.setMaximumWidth(px(SIDE_WIDTH + 20) if beside else 16_777_215)

    def minimumSizeHint(self) -> QSize:
        # The height follows the width; a least height of its own would leave a gap at the end of a scrolled page.
        return QSize(self._theme.px(360), self._theme.px(120))
