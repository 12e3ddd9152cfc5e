"""One finding as a row: its name with the ring, strength, rule, evidence, what mends it, what that adds to the year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.remedies import mending
from reapply_desktop.domain.rule_notes import finding_note
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.services.rule_data import load_rules
from reapply_desktop.ui.controls.buttons import icon_button
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.pen_ring import PenRing
from reapply_desktop.ui.controls.tag import Strength, Tag
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.pages.chip import Chip
from reapply_desktop.ui.pages.dispute_box import DisputeBox
from reapply_desktop.ui.pages.rule_panel import RuleLink
from reapply_desktop.ui.theme import Theme

LARGE = 1.4
LEVELS = {"slight": 1, "clear": 2, "strong": 3}
OTHERWISE, CHANGE, TAKE_BACK = "I see it otherwise…", "Change what you wrote…", "Take the dispute back"


class FindingRow(QWidget):
    """`circle_asked(cause)`; `disputed(cause, reason)` with every change of a reason (None: taken back or not yet
    written), `dispute_closed(cause)` when the person is done with it."""

    circle_asked = Signal(str)
    dispute_opened = Signal(str)
    disputed = Signal(str, object)
    dispute_closed = Signal(str)

    def __init__(self, theme: Theme, finding: Finding, circled: bool, editable: bool) -> None:
        super().__init__()
        self.finding = finding
        self._theme = theme
        self.name = CAUSES.get(finding.id, finding.id)
        self.dispute: DisputeBox | None = None
        self._below = QVBoxLayout()  # the panel of the rule opens here
        self._said: Prose | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        row.addLayout(words, 1)
        self.ring = PenRing(theme, self.name, circled)
        self._add_head()
        if finding.evidence:
            words.addWidget(Prose(theme, " ".join(finding.evidence), "table", "text_second"))
        if finding.mend:
            words.addWidget(self._led(*mending(finding)))
        self.adds = self._led("In the year:", "", "text_second")
        self.adds.hide()
        words.addWidget(self.adds)
        if finding.disputed:
            self._said = self._led("You see it otherwise:", finding.dispute_reason or "no reason given yet")
            words.addWidget(self._said)
        words.addLayout(self._below)
        self.message = FieldMessage(theme)
        words.addWidget(self.message)
        self.button: Chip | None = None
        self.more: QWidget | None = None
        if editable:
            row.addLayout(self._actions(circled))

    def _led(self, lead: str, text: str, role: str = "text") -> Prose:
        return Prose(self._theme, text, "table", role, lead=lead, lead_style="table", lead_role="text_second")

    def _add_head(self) -> None:
        theme, head = self._theme, QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.ring)
        if self.finding.weight > 0:
            head.addWidget(Strength(theme, LEVELS[self.finding.strength]))
        if self.finding.disputed:
            head.addWidget(Tag(theme, "you disagree", "dashed"))
        self._words.addLayout(head)
        second = head
        if theme.factor > LARGE:  # large text has no room for it behind the rest
            second = QHBoxLayout()
            self._words.addLayout(second)
        if self.finding.rule:
            note = finding_note(self.finding, load_rules())
            second.addWidget(RuleLink(theme, self.finding.rule, self.name, note, self._below))
            second.addStretch(1)
        head.addStretch(1)

    def _actions(self, circled: bool) -> QVBoxLayout:
        theme, column, pair = self._theme, QVBoxLayout(), QHBoxLayout()
        pair.setSpacing(theme.px(4))
        self.button = Chip(theme, "Circle", quiet=True)
        self.button.setObjectName(f"circle-{self.finding.id}")
        self.button.setMinimumWidth(theme.px(88))  # of both states, so that circling moves no line of text
        self.button.clicked.connect(lambda: self.circle_asked.emit(self.finding.id))
        pair.addWidget(self.button)
        more = icon_button(theme, "ellipsis", f"{self.name}: more")
        more.setObjectName(f"more-{self.finding.id}")
        more.clicked.connect(lambda: self._menu(more))
        self.more = more
        pair.addWidget(more)
        column.addLayout(pair)
        column.addStretch(1)
        self.show_circled(circled)
        return column

    def _menu(self, more: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(CHANGE if self.finding.disputed else OTHERWISE, self.open_dispute)
        if self.finding.disputed:
            menu.addAction(TAKE_BACK, self._take_back)
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def _take_back(self) -> None:
        self.dispute_opened.emit(self.finding.id)
        self.disputed.emit(self.finding.id, None)
        self.dispute_closed.emit(self.finding.id)

    def open_dispute(self) -> None:
        """The box for the reason, with what was written before."""
        box = self.dispute
        if box is None:
            box = self._made_box()
            self.dispute_opened.emit(self.finding.id)
        box.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_box(self) -> DisputeBox:
        before = self.finding.dispute_reason if self.finding.disputed else None
        self.dispute = made = DisputeBox(self._theme, self.name, before)
        made.written.connect(lambda reason: self.disputed.emit(self.finding.id, reason))
        made.closed.connect(lambda: self.dispute_closed.emit(self.finding.id))
        if self._said is not None:
            self._said.hide()
        self._words.addWidget(made)
        made.show()
        return made

    def unkept(self) -> str:
        """A reason that is too long to be kept, as it was typed; empty where there is none."""
        open_and_long = self.dispute is not None and self.dispute.reason.problem()
        return self.dispute.reason.toPlainText() if self.dispute is not None and open_and_long else ""

    def keep_open(self, reason: str) -> None:
        """Open the box again with a reason that could not be kept."""
        self._made_box().show_unkept(reason)

    def forget(self) -> None:
        """Let go of a reason that could not be kept."""
        if self.dispute is not None:
            self.dispute.reason.start_over("")

    def show_adds(self, words: str) -> None:
        """What circling it adds to the year."""
        self.adds.set_text(words)
        self.adds.setVisible(bool(words))

    def show_circled(self, circled: bool) -> None:
        self.ring.set_circled(circled)
        if self.button is not None:
            self.button.show_as(circled, "Circled" if circled else "Circle", "check" if circled else None)
            name = f"{self.name}, circled: take the circle off" if circled else f"Circle {self.name}"
            self.button.setAccessibleName(name)

    def say(self, words: str) -> None:
        """A sentence in place, below the row; empty takes it away."""
        self.message.show_message(words, "explain")
