"""What waits from before, in amber, never in red: tick it off, do it today, move it, or drop it, in place.

A day of the season moves on the page of the season's dates alone, and leads there.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.today import Late
from reapply_desktop.ui.controls.buttons import Button, button, link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:  # imported when a step is first moved
    from reapply_desktop.ui.pages.today_move import Mover

SHOWN = 3  # late steps before the rest folds
MOST = 60
NARROW = 560


class LateRow(Painted):
    """One late step. `done_asked(id, done)`, `today_asked(id)`, `drop_asked(id)`, and
    `move_asked(id, day, with_followers)`.

    `season_asked(event)` leads to the season's dates.
    """

    done_asked = Signal(str, bool)
    today_asked = Signal(str)
    season_asked = Signal(str)
    drop_asked = Signal(str)
    move_asked = Signal(str, object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._late: Late | None = None
        self._plan: Plan | None = None
        self._tomorrow = date.min
        self._title = Prose(theme, "", "strong")
        self._sentence = Prose(theme, "", "caption", "warning")
        self._done = Tick(theme, "")
        self._done.setObjectName("done")
        self._done.clicked.connect(lambda checked: self.done_asked.emit(self.step_id, checked))
        self._do = self._button("Do today", "do_today", lambda: self._emit(self.today_asked))
        self._move = self._button("Move…", "move", self._begin_moving)
        self._season = self._button("Season dates…", "season_dates", lambda: self.season_asked.emit(self._event))
        self._drop = self._button("Drop", "drop", lambda: self._emit(self.drop_asked))
        self._buttons = QWidget()
        self.mover: Mover | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def _button(self, words: str, name: str, act: object) -> Button:
        made = button(words, density="small")
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(13), px(11), px(12), px(11))
        column.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        told = QHBoxLayout()
        told.setSpacing(px(13))
        self._done.setFixedSize(px(18), px(28))
        told.addWidget(self._done, 0, Qt.AlignmentFlag.AlignTop)
        told.addLayout(words, 1)
        verbs = QHBoxLayout(self._buttons)
        verbs.setContentsMargins(0, 0, 0, 0)
        verbs.setSpacing(px(12))
        self._season.setVisible(False)
        for made in (self._do, self._move, self._season, self._drop):
            verbs.addWidget(made)
        verbs.addStretch(1)
        self._row.setSpacing(px(12))
        self._row.addLayout(told, 1)
        self._row.addWidget(self._buttons)
        column.addLayout(self._row)

    @property
    def step_id(self) -> str:
        return self._late.step.id if self._late else ""

    @property
    def _event(self) -> str:
        return self._late.event if self._late else ""

    def show_late(self, late: Late, plan: Plan, today: date) -> None:
        """A late step; a day that is being typed for the same step stays."""
        same = self._late is not None and self._late.step == late.step
        self._late, self._plan = late, plan
        self._title.set_text(late.step.title)
        self._sentence.set_text(late.sentence)
        self._done.setChecked(False)
        for made, verb in ((self._done, "Done"), (self._do, "Do today"), (self._move, "Move"),
                           (self._season, "Season dates"), (self._drop, "Drop")):  # fmt: skip
            made.setAccessibleName(f"{verb}: {late.step.title}")
        for made in (self._do, self._move):
            made.setVisible(not late.event)
        self._season.setVisible(bool(late.event))
        self._tomorrow = today + timedelta(days=1)
        if self.mover is not None and not same:
            self.mover.setVisible(False)
            self._buttons.setVisible(True)
        elif self.mover is not None and not self.mover.isHidden():
            self.mover.show_plan(plan)

    def begin(self) -> None:
        """Put the keyboard on its first verb."""
        (self._season if self._event else self._do).setFocus(Qt.FocusReason.OtherFocusReason)

    def _emit(self, signal: object) -> None:
        signal.emit(self.step_id)  # type: ignore[attr-defined]

    def _begin_moving(self) -> None:
        if self._late is None or self._plan is None:
            return
        if self.mover is None:
            self.mover = self._make_mover()
        self.mover.ask(self._late.step, self._tomorrow)
        self.mover.show_plan(self._plan)
        self._buttons.setVisible(False)
        self.mover.setVisible(True)
        self.mover.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.mover.day.selectAll()

    def _make_mover(self) -> "Mover":
        from reapply_desktop.ui.pages.today_move import Mover

        made = Mover(self._theme)
        made.taken.connect(lambda day, along: self.move_asked.emit(self.step_id, day, along))
        made.left.connect(self._end_moving)
        column = self.layout()
        assert column is not None
        column.addWidget(made)
        return made

    def _end_moving(self) -> None:
        if self.mover is not None:
            self.mover.setVisible(False)
        self._buttons.setVisible(True)
        self._move.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(NARROW)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._buttons.setContentsMargins(self._theme.px(31) if narrow else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        border = theme.colour("warning") if theme.scheme == "contrast" else None
        box(QPainter(self), QRectF(self.rect()), theme.px(6), theme.colour("warning_soft"), border)


class LateList(QWidget):
    """All that is late: three are shown, the rest folds behind "and 4 more late"."""

    done_asked = Signal(str, bool)
    today_asked = Signal(str)
    season_asked = Signal(str)
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
            made.done_asked.connect(self.done_asked)
            made.today_asked.connect(self.today_asked)
            made.season_asked.connect(self.season_asked)
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
