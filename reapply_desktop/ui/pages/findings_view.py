"""The findings, strongest first, in five buckets; at most three are circled (B2.3–B2.5). Shared with the interview."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.added_steps import AddedSteps, cause_words, together_words
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.findings import Assessment, Finding
from reapply_desktop.domain.gap_words import bucket_of_gap, gap_words
from reapply_desktop.domain.interview_checks import ERROR, EXPLAIN
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.vocabulary import BUCKETS, CAUSE_BUCKET, CAUSES
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Label, Prose, line
from reapply_desktop.ui.pages.finding_row import LARGE, FindingRow
from reapply_desktop.ui.pages.own_numbers import OwnNumbers
from reapply_desktop.ui.pages.sharpen_list import SharpenList
from reapply_desktop.ui.pages.sum_panel import SumPanel
from reapply_desktop.ui.pages.written_text import WrittenText
from reapply_desktop.ui.theme import Theme

MOST = 3
FOURTH = "Three are circled. Mending more than three at once mends none; take one off first."
WHY_ONE = "One is circled. Two or three is usual; please say why this one alone."
NONE = "None circled yet. Two or three is what a year can mend."
SEE, HIDE = "See them", "Hide them"
BUCKET_WIDTH, LIST_WIDTH, SIDE_WIDTH, GAP = 118, 480, 323, 48


class FindingsView(QWidget):
    """Shows an assessment. `circled_changed` carries the causes circled, strongest first; `disputed` a cause and the
    reason written so far (None: no dispute), `dispute_closed` a cause; `question_wanted` the key of an open answer.

    `show_figures(answers, tables)` adds the side column with the rough picture and the published figures; it stands
    beside the findings where there is room, below them otherwise. `show_added` says what circling adds to the year.
    """

    circled_changed = Signal(tuple)
    why_changed = Signal(str)
    disputed = Signal(str, object)
    dispute_opened = Signal(str)
    dispute_closed = Signal(str)
    question_wanted = Signal(str)
    sum_shown = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._circled: tuple[str, ...] = ()
        self._editable = False
        self._rows: dict[str, FindingRow] = {}
        self._answers: Answers | None = None
        self._assessment: Assessment | None = None
        self._added: AddedSteps | None = None
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
        self.why = WrittenText()
        self.why.setObjectName("why_few_causes")
        self.why.setAccessibleName(WHY_ONE)
        self.why.setFixedHeight(theme.px(72))
        self.why.edited.connect(lambda: self.why_changed.emit(self.why_few_causes()))
        self._why_box = self._asking()
        self.sum = SumPanel(theme)
        self.sharpen = SharpenList(theme)
        self.sharpen.question_wanted.connect(self.question_wanted)

    # What is asked of it

    def show_assessment(
        self, assessment: Assessment, answers: Answers, circled: tuple[str, ...], editable: bool
    ) -> None:
        """Show these findings with these causes circled; only `editable` ones can be circled and disputed."""
        self._assessment, self._answers, self._editable = assessment, answers, editable
        self._circled = tuple(circled)[:MOST]
        self._fill()

    def show_figures(self, answers: Answers, tables: Tables) -> None:
        """Add the side column: rough Step 2 CK picture, published figures of the own group, the own season."""
        if self._side is not None:
            self._columns.removeWidget(self._side)
            self._side.setParent(None)
            self._side.deleteLater()
        year = self._assessment.season.match_year if self._assessment else answers.season or 0
        self._side = OwnNumbers(self._theme, answers, tables, year)
        self._columns.addWidget(self._side, 1, Qt.AlignmentFlag.AlignTop)
        self._arrange()

    def show_added(self, added: AddedSteps | None) -> None:
        """Say at each finding what circling it adds to the year, before it is circled; None says nothing."""
        self._added = added
        each = added.by_causes(tuple(self._rows)).each if added is not None and self._editable else {}
        for cause, row in self._rows.items():
            row.show_adds(cause_words(each[cause]) if cause in each else "")
        self._tell()

    def set_why(self, text: str) -> None:
        """The stored reason for circling a single cause."""
        self.why.show_text(text)

    def why_few_causes(self) -> str:
        """What the person wrote on circling one cause alone."""
        return self.why.value()

    def forget(self) -> None:
        """Let go of what is written and too long to be kept: another plan is shown, or the old state again."""
        self.why.start_over("")
        for row in self._rows.values():
            row.forget()

    @property
    def circled(self) -> tuple[str, ...]:
        return self._circled

    def decision_fields(self, *, keep_wrong: bool = False) -> Mapping[str, Any]:
        """The circled causes as the keys of `decision`; `keep_wrong` gives a reason that is too long as it stands."""
        why = self.why.typed() if keep_wrong else self.why_few_causes()
        return {"causes": self._circled or None, "why_few_causes": (why or None) if len(self._circled) == 1 else None}

    def problems(self) -> tuple[str, ...]:
        """What stands against going on: a single cause without its reason (B2.5), and a reason that is too long."""
        return tuple(text for text, _level, _field in self._problems())

    def first_problem(self) -> tuple[str, str, QWidget] | None:
        """The first of them: the words, how grave it is (as a check says it), and the field to go to."""
        return next(self._problems(), None)

    def _problems(self) -> Iterator[tuple[str, str, QWidget]]:
        if len(self._circled) == 1:
            if self.why.problem():
                yield self.why.problem(), ERROR, self.why
            elif not self.why_few_causes():
                yield WHY_ONE, EXPLAIN, self.why
        for row in self._rows.values():
            if row.dispute is not None and row.dispute.reason.problem():
                yield row.dispute.reason.problem(), ERROR, row.dispute.reason

    def summary(self) -> str:
        """`2 of 3 circled: few interviews, submitted late.`"""
        if not self._circled:
            return NONE
        names = ", ".join(CAUSES.get(c, c).lower() for c in self._circled)
        return f"{len(self._circled)} of {MOST} circled: {names}."

    def together(self) -> str:
        """What the circled causes add to the year together; empty while none is circled."""
        if self._added is None or not self._circled:
            return ""
        return together_words(self._added.by_causes(self._circled))

    def toggle_sum(self) -> None:
        """Open or close the list of the steps they add."""
        self.sum.setVisible(self.sum.isHidden())
        self._tell()
        self.sum_shown.emit(not self.sum.isHidden())

    def focus_finding(self, cause: str) -> None:
        """Give the keyboard back to a finding that was rebuilt."""
        row = self._rows.get(cause)
        if row is not None and row.more is not None:
            for part in (row.parentWidget(), row):  # new ones come up a moment later by themselves
                if part is not None:
                    part.show()
            row.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_circled(self, causes: tuple[str, ...]) -> None:
        """Circle these and no others, without saying so."""
        self._circled = tuple(causes)[:MOST]
        for cause, row in self._rows.items():
            row.show_circled(cause in self._circled)
        self._tell()

    def row(self, cause: str) -> FindingRow | None:
        """The row of a finding, if it stands there."""
        return self._rows.get(cause)

    # How it is built

    def _fill(self) -> None:
        unkept = {cause: words for cause, row in self._rows.items() if (words := row.unkept())}
        self._clear()
        shown = self._findings()
        order = sorted(BUCKETS, key=lambda b: -max((f.weight for f in shown if f.bucket == b), default=-1))
        for at, bucket in enumerate(order):
            if at:
                self._buckets.addWidget(line())
            self._buckets.addWidget(self._bucket(bucket, [f for f in shown if f.bucket == bucket]))
        self._buckets.addWidget(line())
        for widget in (self._why_box, self.sum, self.sharpen):
            self._buckets.addSpacing(self._theme.px(8))
            self._buckets.addWidget(widget)
        if self._answers is not None:
            self.sharpen.show_gaps(self._gaps(), self._answers)
        for cause, words in unkept.items():
            if cause in self._rows:
                self._rows[cause].keep_open(words)
        self._tell()

    def _clear(self) -> None:
        self._rows = {}
        keep = (self._why_box, self.sum, self.sharpen)
        while (item := self._buckets.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in keep:
                widget.setParent(None)
                widget.deleteLater()

    def _gaps(self) -> tuple[str, ...]:
        return self._assessment.missing if self._assessment else ()

    def _findings(self) -> list[Finding]:
        """The findings, and circled causes the answers give no evidence for."""
        found = list(self._assessment.findings) if self._assessment else []
        known = {f.id for f in found}
        decision = self._answers.decision if self._answers is not None else None
        taken = decision is not None and decision.by == "recommendation"
        said = f"{'Taken as recommended' if taken else 'Circled by you'}; the answers give no numbers for it."
        own = (Finding(c, CAUSE_BUCKET[c], 0.0, "", (said,), (), "")
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
            made.dispute_opened.connect(self.dispute_opened)
            made.disputed.connect(self.disputed)
            made.dispute_closed.connect(self.dispute_closed)
            self._rows[finding.id] = made
            column.addWidget(made)
        if not findings:
            column.addLayout(self._empty(bucket))
        return part

    def _empty(self, bucket: str) -> QHBoxLayout:
        """The words of a bucket nothing points to, with the first answer that could change that."""
        theme, row = self._theme, QHBoxLayout()
        row.setContentsMargins(0, theme.px(5), 0, 0)
        row.setSpacing(theme.px(12))
        gap = next((key for key in self._gaps() if bucket_of_gap(key) == bucket), None)
        said = "Nothing in your answers points here."
        open_answer = gap_words(gap, self._answers) if gap is not None and self._answers is not None else ""
        if open_answer:
            said += f" Not known: {open_answer}."
        row.addWidget(Prose(theme, said, "table", "text_second"), 1)
        if open_answer:
            answer = link(theme, "Answer")
            answer.setAccessibleName(f"Answer: {open_answer}")
            answer.clicked.connect(lambda: self.question_wanted.emit(gap))
            row.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _asking(self) -> QWidget:
        theme, box = self._theme, QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Prose(theme, WHY_ONE, "table", "text"))
        column.addWidget(self.why)
        message = FieldMessage(theme, self.why)
        self.why.problem_changed.connect(message.show_message)
        column.addWidget(message)
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
        self.why.setReadOnly(not self._editable)
        if self._added is None or not self._circled:
            self.sum.hide()
        elif not self.sum.isHidden():
            self.sum.show_sum(self._added.by_causes(self._circled))

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
