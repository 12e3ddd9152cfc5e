"""The day a late step moves to, asked in place. Made when somebody wants to move one."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reflow import reflow
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY, as_long
from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme


class Mover(QWidget):
    """`taken(day, with followers)` when a day is given, `left` when it stays where it was."""

    taken = Signal(object, bool)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._step: Milestone | None = None
        self._plan: Plan | None = None
        self._words = Label(theme, "Begin on", "table")
        self.day = DateField(theme, FIRST_DAY, LAST_DAY)
        self.day.setAccessibleName("New day")
        self.day.value_changed.connect(lambda _day: self._show_followers())
        self.day.returnPressed.connect(self._take)
        self.followers = Tick(theme, "", checked=True, style="table")
        self.followers.setObjectName("followers")
        self.wrong = FieldMessage(theme, self.day)
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        take = button("Move")
        take.setObjectName("take_day")
        take.clicked.connect(self._take)
        leave = button("Cancel", "quiet")
        leave.setObjectName("leave_day")
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(px(9))
        for part in (self._words, self.day, take, leave):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        # The text begins where the title does, with room for the focus ring.
        column.setContentsMargins(px(31), 0, 0, px(2))
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self.wrong)
        column.addWidget(self.followers)

    def ask(self, step: Milestone, day: date) -> None:
        """Ask for the day of another step, with a first suggestion."""
        self._step = step
        self.day.set_day(day)
        self.wrong.clear()
        self._words.setText("Begin on" if step.days > 1 else "Move to")

    def show_plan(self, plan: Plan) -> None:
        """The plan as it is now: what would come too early is read off it."""
        self._plan = plan
        self._show_followers()

    def _show_followers(self) -> None:
        """How many steps would come too early and move along (asked, never by itself)."""
        day = self.day.day()
        count = 0
        if day is not None and self._plan is not None and self._step is not None:
            moved = self._plan.with_milestone(as_long(self._step, day))
            count = len(reflow(moved, [self._step.id]).followers)
        waits = "1 step that waits" if count == 1 else f"{counted(count, 'step')} that wait"
        self.followers.set_words(f"Move {waits} for it too")
        self.followers.setVisible(count > 0)

    def _take(self) -> None:
        if not self.day.check():
            return
        day = self.day.day()
        if day is None:
            self.wrong.show_message("Which day? A date such as 12 Oct 2026.")
            return
        self.taken.emit(day, self.followers.isChecked() and not self.followers.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
