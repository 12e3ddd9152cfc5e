"""What waits from before, in amber, never in red: do it today, move it, or drop it, in place."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reflow import reflow
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY, as_long
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.today import Late
from reapply_desktop.ui.controls.buttons import Button, button, link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage, glyph
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.theme import Theme

SHOWN = 3  # late steps before the rest folds
MOST = 60
NARROW = 560


class LateRow(Painted):
    """One late step. `today_asked(id)`, `drop_asked(id)`, `move_asked(id, day, with_followers)`."""

    today_asked = Signal(str)
    drop_asked = Signal(str)
    move_asked = Signal(str, object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._late: Late | None = None
        self._plan: Plan | None = None
        self._title = Prose(theme, "", "strong")
        self._sentence = Prose(theme, "", "caption", "warning")
        self._do = self._button("Do today", "do_today", lambda: self._emit(self.today_asked))
        self._move = self._button("Move…", "move", self._begin_moving)
        self._drop = self._button("Drop", "drop", lambda: self._emit(self.drop_asked))
        self._buttons = QWidget()
        self._mover = QWidget()
        self._day = DateField(theme, FIRST_DAY, LAST_DAY)
        self._day.setAccessibleName("New day")
        self._day.value_changed.connect(lambda _day: self._show_followers())
        self._day.returnPressed.connect(self._take_day)
        self._words = Label(theme, "Begin on", "table")
        self._with = Tick(theme, "", checked=True, style="table")
        self._with.setObjectName("followers")
        self._wrong = FieldMessage(theme, self._day)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def _button(self, words: str, name: str, act: object) -> Button:
        made = button(words, density="small")
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(13), px(11), px(12), px(11))
        column.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        told = QHBoxLayout()
        told.setSpacing(px(13))
        told.addWidget(glyph(theme, "clock", "warning", 18, "strong"), 0, Qt.AlignmentFlag.AlignTop)
        told.addLayout(words, 1)
        verbs = QHBoxLayout(self._buttons)
        verbs.setContentsMargins(0, 0, 0, 0)
        verbs.setSpacing(px(12))
        for made in (self._do, self._move, self._drop):
            verbs.addWidget(made)
        verbs.addStretch(1)
        self._row.setSpacing(px(12))
        self._row.addLayout(told, 1)
        self._row.addWidget(self._buttons)
        column.addLayout(self._row)
        self._build_mover()
        column.addWidget(self._mover)
        self._mover.setVisible(False)

    def _build_mover(self) -> None:
        px = self._theme.px
        take = button("Move", density=None)
        take.setObjectName("take_day")
        take.clicked.connect(self._take_day)
        leave = button("Cancel", "quiet")
        leave.setObjectName("leave_day")
        leave.clicked.connect(self._end_moving)
        row = QHBoxLayout()
        row.setSpacing(px(9))
        for part in (self._words, self._day, take, leave):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self._mover)
        # The text begins where the title does, with room for the focus ring.
        column.setContentsMargins(px(31), 0, 0, px(2))
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self._wrong)
        column.addWidget(self._with)

    @property
    def step_id(self) -> str:
        return self._late.step.id if self._late else ""

    def show_late(self, late: Late, plan: Plan, today: date) -> None:
        """A late step; a day that is being typed for the same step stays."""
        same = self._late is not None and self._late.step == late.step
        self._late, self._plan = late, plan
        self._title.set_text(late.step.title)
        self._sentence.set_text(late.sentence)
        for made, verb in ((self._do, "Do today"), (self._move, "Move"), (self._drop, "Drop")):
            made.setAccessibleName(f"{verb}: {late.step.title}")
        self._words.setText("Begin on" if late.step.days > 1 else "Move to")
        if not same:
            self._mover.setVisible(False)
            self._buttons.setVisible(True)
            self._day.set_day(today + timedelta(days=1))

    def begin(self) -> None:
        """Put the keyboard on its first verb."""
        self._do.setFocus(Qt.FocusReason.OtherFocusReason)

    def _emit(self, signal: object) -> None:
        signal.emit(self.step_id)  # type: ignore[attr-defined]

    def _begin_moving(self) -> None:
        self._buttons.setVisible(False)
        self._mover.setVisible(True)
        self._show_followers()
        self._day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._day.selectAll()

    def _end_moving(self) -> None:
        self._mover.setVisible(False)
        self._buttons.setVisible(True)
        self._wrong.clear()
        self._move.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_followers(self) -> None:
        """How many steps would come too early and move along (asked, never by itself)."""
        day = self._day.day()
        count = 0
        if day is not None and self._plan is not None and self._late is not None:
            moved = self._plan.with_milestone(as_long(self._late.step, day))
            count = len(reflow(moved, [self.step_id]).followers)
        waits = "1 step that waits" if count == 1 else f"{counted(count, 'step')} that wait"
        self._with.set_words(f"Move {waits} for it too")
        self._with.setVisible(count > 0)

    def _take_day(self) -> None:
        if not self._day.check():
            return
        day = self._day.day()
        if day is None:
            self._wrong.show_message("Which day? A date such as 12 Oct 2026.")
            return
        self.move_asked.emit(self.step_id, day, self._with.isChecked() and not self._with.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(NARROW)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._buttons.setContentsMargins(self._theme.px(31) if narrow else 0, 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and not self._mover.isHidden()
        ):
            self._end_moving()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        border = theme.colour("warning") if theme.scheme == "contrast" else None
        box(QPainter(self), QRectF(self.rect()), theme.px(6), theme.colour("warning_soft"), border)


class LateList(QWidget):
    """All that is late: three are shown, the rest folds behind "and 4 more late"."""

    today_asked = Signal(str)
    drop_asked = Signal(str)
    move_asked = Signal(str, object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._unfolded = False
        self._shown: tuple[tuple[Late, ...], Plan, date] | None = None
        self.rows: list[LateRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(8))
        self._more = link(theme, "")
        self._more.setObjectName("more_late")
        self._more.clicked.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(16))
        column.setSpacing(theme.px(9))
        column.addLayout(self._column)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_late(self, late: tuple[Late, ...], plan: Plan, today: date) -> None:
        """These late steps; nothing at all when there is none."""
        self._shown = (late, plan, today)
        if len(late) <= SHOWN:
            self._unfolded = False
        few = late[: MOST if self._unfolded else SHOWN]
        while len(self.rows) < len(few):
            made = LateRow(self._theme)
            made.today_asked.connect(self.today_asked)
            made.drop_asked.connect(self.drop_asked)
            made.move_asked.connect(self.move_asked)
            self._column.addWidget(made)
            self.rows.append(made)
        for place, row in enumerate(self.rows):
            if place < len(few):
                row.show_late(few[place], plan, today)
            row.setVisible(place < len(few))
        rest = len(late) - SHOWN
        self._more.setText("Show fewer" if self._unfolded else f"and {rest:,} more late")
        self._more.setVisible(rest > 0)
        self.setVisible(bool(late))

    def begin(self) -> bool:
        """Put the keyboard on the first late step; False when there is none."""
        if self.isHidden() or not self.rows or self.rows[0].isHidden():
            return False
        self.rows[0].begin()
        return True

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        if self._shown is not None:
            self.show_late(*self._shown)
