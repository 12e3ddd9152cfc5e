"""The Today page, first after opening: what waits, this week and the next, how the year stands, and what is open."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.follow import offer_after
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.position import closed, closing, reopened
from reapply_desktop.domain.reflow import reflow
from reapply_desktop.domain.step_edits import as_long, renamed
from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.domain.today import Today, day_words, today_view
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, line, title
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.today_frame import GAP, CountdownRow, FindButton, HeadingStrip
from reapply_desktop.ui.pages.today_late import LateList
from reapply_desktop.ui.pages.today_rows import WeekBlock
from reapply_desktop.ui.pages.today_side import LoadView, MeterView, QuestionsView
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:  # imported when they are wanted: a usual day begins without them
    from reapply_desktop.ui.controls.fields import FieldMessage
    from reapply_desktop.ui.pages.position_dialog import PositionDialog
    from reapply_desktop.ui.pages.today_found import FoundPanel
    from reapply_desktop.ui.timeline.follow_offer import FollowOffer

WIDEST, ONE_COLUMN = 1240, 860
FOUND_TEXT = "I have a position"
MINUTE = 60_000
NO_STEPS = "No steps yet. One line is enough to begin; an interview makes a whole year."


class TodayPage(Scroll):
    """Shows `today_view` and ticks things off.

    `go(page, where)` leads to a place (pages: timeline, post_mortem, path, season, answers); `message(text, undoable)`
    asks for a toast, `export_requested` for the export dialog, `find_requested` for the quick search.
    """

    go = Signal(str, str)
    message = Signal(str, bool)
    export_requested = Signal()
    find_requested = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._document, self._theme = document, theme
        self._shown_day: date | None = None
        self._stale = True
        self._title, self._subtitle = title(theme, ""), Label(theme, "", "table", "text_second", wrap=True)
        self.find_button = FindButton(theme)
        self.countdowns = CountdownRow(theme)
        self.found: FoundPanel | None = None
        self.late = LateList(theme)
        self.offer: FollowOffer | None = None
        self._said: FieldMessage | None = None
        self.this_week = WeekBlock(theme, "This week", "Nothing is dated this week.", may_add=True)
        self.next_week = WeekBlock(theme, "Next week", "Nothing is dated next week.")
        self.meter, self.questions, self.load = MeterView(theme), QuestionsView(theme), LoadView(theme)
        self.strip = HeadingStrip(theme)
        self.position = link(theme, f"{FOUND_TEXT}…")
        self.position.setObjectName("position")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._side = QWidget(), QWidget()
        self._content, self._under = QWidget(), QWidget()
        self._build()
        self._connect()
        self._watch = QTimer(self)
        self._watch.setInterval(MINUTE)
        self._watch.timeout.connect(self._day_may_have_changed)
        self._watch.start()
        self.refresh()

    # How it is built

    def _build(self) -> None:
        px = self._theme.px
        self._page = page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(px(GAP), px(20), px(GAP), px(24))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(px(16))
        column.addWidget(self.countdowns)
        column.addSpacing(px(22))
        self._fill_left()
        self._fill_side()
        self._body.setSpacing(px(GAP))
        self._body.addWidget(self._left, 1)
        self._body.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._body)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._content)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        outer.addWidget(self.strip)
        self.setWidget(page)

    def _head(self) -> QHBoxLayout:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addLayout(words, 1)
        head.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _fill_left(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.late)
        column.addWidget(self.this_week)
        column.addSpacing(self._theme.px(22))
        column.addWidget(self.next_week)
        column.addStretch(1)
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _fill_side(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        self._side_line, self._load_line = line(), line()
        for part in (self.meter, self._side_line, self.questions, self._load_line, self.load, line()):
            column.addWidget(part)
        column.addWidget(self.position, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        late = self.late
        late.done_asked.connect(self._tick_late)
        late.today_asked.connect(self._do_today)
        late.season_asked.connect(lambda event: self.go.emit("season", event))
        late.drop_asked.connect(self._drop)
        late.move_asked.connect(self._move)
        for week in (self.this_week, self.next_week):
            week.done_asked.connect(self._tick)
            week.opened.connect(lambda step: self.go.emit("timeline", step))
            week.timeline_asked.connect(lambda: self.go.emit("timeline", ""))
        self.this_week.added.connect(self._add)
        self.questions.followed.connect(self.go)
        self.load.followed.connect(lambda step: self.go.emit("timeline", step))
        self.find_button.clicked.connect(self.find_requested)
        self.position.clicked.connect(self.ask_position)
        self._document.changed.connect(self._changed)
        self._document.opened.connect(self._changed)

    # Showing

    def _changed(self, *_plans: Plan) -> None:
        """Redraw now if someone looks, else when it is next shown."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._day_may_have_changed()

    def _day_may_have_changed(self) -> None:
        if self.isVisible() and (self._stale or self._document.today() != self._shown_day):
            self.refresh()

    def refresh(self) -> None:
        """Show the plan as it is now, on the day it is now."""
        plan, today = self._document.plan, self._document.today()
        self._stale, self._shown_day = False, today
        self._page.setVisible(plan is not None)
        if plan is None:
            return
        view = today_view(plan, self._document.tables, today)
        self._title.setText(view.title)
        self._subtitle.setText(view.subtitle)
        self._show(view, plan, today)

    def _show(self, view: Today, plan: Plan, today: date) -> None:
        found = plan.position_found
        self.countdowns.setVisible(found is None)
        if self.found is not None and found is None:
            self.found.setVisible(False)
        self._side.setVisible(found is None)
        self.strip.setVisible(found is None)
        self.late.show_late(view.late, plan, today)
        if self._said is not None:
            self._said.clear()
        self.this_week.show_week(view.this_week, "" if plan.milestones else NO_STEPS)
        self.next_week.show_week(view.next_week)
        if found is not None:
            self._show_found(plan, found)
            self._left.setVisible(bool(view.late or view.this_week.rows or view.next_week.rows))
            return
        self._left.setVisible(True)
        self.countdowns.show_countdowns(view.countdowns)
        self.meter.show_meter(view.meter)
        self.questions.show_questions(view.questions)
        self.load.show_load(view.load, view.full)
        self._load_line.setVisible(not self.load.isHidden())
        self.strip.show_headings(view.headings)

    def _show_found(self, plan: Plan, day: date) -> None:
        if self.found is None:
            from reapply_desktop.ui.pages.today_found import FoundPanel

            self.found = FoundPanel(self._theme)
            self.found.export_asked.connect(self.export_requested)
            self.found.reopen_asked.connect(self._reopen)
            column = self._content.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self.countdowns) + 1, self.found)
        self.found.show_plan(plan, day)
        self.found.setVisible(True)

    def _say(self, words: str, kind: str = "error") -> None:
        """A sentence between what is late and this week: what no longer fits, or why nothing was added."""
        if self._said is None:
            from reapply_desktop.ui.controls.fields import FieldMessage

            self._said = FieldMessage(self._theme)
            column = self._left.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(1, self._said)
        self._said.show_message(words, kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        whole = min(self.viewport().width(), px(WIDEST))
        self._content.setFixedWidth(whole)
        self.strip.thirds.setContentsMargins(px(GAP), px(16), self.viewport().width() - whole + px(GAP), px(20))
        one = whole < px(ONE_COLUMN)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(down if one else across)
        self.strip.thirds.setDirection(down if one else across)
        self.strip.thirds.setSpacing(px(12 if one else GAP))
        third = (whole - 4 * px(GAP)) // 3
        if one:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(whole)
        else:
            self._side.setFixedWidth(third)

    # What can be done here: each one change of the document

    def _step(self, step_id: str) -> tuple[Plan, Milestone] | None:
        plan = self._document.plan
        step = plan.milestone(step_id) if plan is not None else None
        return None if plan is None or step is None else (plan, step)

    def _change(self, step: Milestone, text: str, said: str) -> None:
        if self._document.plan is not None:
            self._document.change(self._document.plan.with_milestone(step), text)
            self.message.emit(f"{said}: {quoted(step.title)}", True)

    def _tick(self, step_id: str, done: bool) -> None:
        if found := self._step(step_id):
            status, text, said = ("done", "Mark done", "Done") if done else ("planned", "Mark open", "Open again")
            self._change(replace(found[1], status=status), text, said)

    def _tick_late(self, step_id: str, done: bool) -> None:
        self._tick(step_id, done)
        self._go_on()

    def _do_today(self, step_id: str) -> None:
        """On one day, today. A long step says that it is cut; what waits for it is offered to follow."""
        if found := self._step(step_id):
            (plan, step), today = found, self._document.today()
            said = "Planned for today"
            if step.days > 1:
                said += f" alone, was {counted(step.days, 'day')} long"
            done_today = replace(step, start=today, end=today)
            self._change(done_today, "Do today", said)
            self._go_on()
            self._offer_what_follows(plan, plan.with_milestone(done_today))

    def _offer_what_follows(self, before: Plan, after: Plan) -> None:
        if offer_after(before, after) is None:
            return
        if self.offer is None:
            self.offer = self._make_offer()
        offer = self.offer
        offer.consider(before, after)
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            QWidget.setTabOrder(focus, offer.along)
            QWidget.setTabOrder(offer.along, offer.stay)
        QTimer.singleShot(0, offer, lambda: self.ensureWidgetVisible(offer))

    def _make_offer(self) -> "FollowOffer":
        from reapply_desktop.ui.timeline.follow_offer import FollowOffer

        made = FollowOffer(self._document, self._theme, self)
        made.message.connect(self.message)
        column = self._left.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.this_week), made)
        return made

    def _drop(self, step_id: str) -> None:
        if found := self._step(step_id):
            self._change(replace(found[1], status="dropped"), "Drop step", "Dropped")
            self._go_on()

    def _move(self, step_id: str, day: date, with_followers: bool) -> None:
        if not (found := self._step(step_id)):
            return
        plan, step = found
        moved = plan.with_milestone(as_long(step, day))
        followers = reflow(moved, [step_id]).followers if with_followers else ()
        after = moved.with_milestones(followers)
        missed = offer.missed if (offer := offer_after(plan, after)) is not None else ()
        self._document.change(after, "Move steps" if followers else "Move step")
        along = f", {counted(len(followers), 'step')} with it" if followers else ""
        self.message.emit(f"Moved {quoted(step.title)} to {day_words(day)}{along}", True)
        if missed:
            self._say("\n".join(missed), "explain")
        self._go_on()

    def _go_on(self) -> None:
        """The keyboard to what waits next, else to this week."""
        if not self.late.begin() and self.this_week.rows and not self.this_week.rows[0].isHidden():
            self.this_week.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, words: str) -> None:
        plan, today = self._document.plan, self._document.today()
        if plan is None:
            return
        try:
            step = renamed(Milestone(self._document.new_id(), "", "position", today, today), words)
        except UserError as error:
            self._say(f"{error.message} {error.hint}".strip())
            return
        self._document.change(plan.with_milestone(step), "New step")
        self.message.emit(f"Added to today: {quoted(step.title)}", True)

    # A position

    def ask_position(self) -> "PositionDialog | None":
        """Look at what would be dropped, then close the plan (B11.15)."""
        plan = self._document.plan
        if plan is None or plan.position_found is not None:
            return None
        from reapply_desktop.ui.pages.position_dialog import PositionDialog

        dialog = PositionDialog(plan, self._theme, self._document.today(), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._close_plan(dialog) if result == ACCEPTED else None)
        dialog.open()
        return dialog

    def _close_plan(self, dialog: "PositionDialog") -> None:
        plan = self._document.plan
        if plan is not None:
            dropped = len(closing(plan, dialog.kept).dropped)
            self._document.change(closed(plan, dialog.day, dialog.kept), FOUND_TEXT)
            self.message.emit(f"The plan is closed, {counted(dropped, 'step')} dropped", True)
            self.ensureVisible(0, 0)

    def _reopen(self) -> None:
        """Undo while that is the last edit; later, the steps that closing dropped are planned again."""
        plan, stack = self._document.plan, self._document.undo_stack
        if plan is None or plan.position_found is None:
            return
        if stack.canUndo() and stack.undoText() == FOUND_TEXT:
            stack.undo()
            self.message.emit("The plan is open again", False)
            return
        again = reopened(plan)
        back = sum(m.is_open for m in again.milestones) - sum(m.is_open for m in plan.milestones)
        self._document.change(again, "Take the plan up again")
        self.message.emit(f"The plan is open again, {counted(back, 'step')} planned", True)


ACCEPTED = QDialog.DialogCode.Accepted
