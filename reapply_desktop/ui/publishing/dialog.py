"""Publish to a calendar server (CalDAV): sign in, choose or make the calendar, publish, hear what happened."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.step_words import counted
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.wording import load_discretion, plan_name
from reapply_desktop.services.publishing.failures import PasswordError
from reapply_desktop.services.publishing.server import RemoteCalendar, is_made_for
from reapply_desktop.ui.background import Ended, Report
from reapply_desktop.ui.calendar_export.contents import Contents
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.publishing.choices import Choices
from reapply_desktop.ui.publishing.kept import KeptPublishing
from reapply_desktop.ui.publishing.page import Page
from reapply_desktop.ui.publishing.sign_in import NO_KEYRING
from reapply_desktop.ui.publishing.words import happened, remarks
from reapply_desktop.ui.publishing.work import Connection, SignedIn, Target, Told, publish_plan, sign_in
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe
from reapply_desktop.ui.working_dialog import WorkingDialog

NOTHING_CHOSEN = "No step goes in. Choose more of what goes in, or include Plan B."
STOPPED = "Stopped. What was written stays; publish again and it goes on from there."
NOT_SIGNED_IN = "Stopped before the server had answered. Nothing was written."
IN_PEACE, LEFT_ALONE = 300, 1500  # ms: for the entry under way, and for what no hanging up ends


class PublishDialog(WorkingDialog):
    """Publishes the open plan. The address is remembered for the plan, the password only by the system's keyring."""

    _made = Signal(object)

    def __init__(
        self, document: Document, theme: Theme, settings: Settings, data_folder: Path, now: Callable[[], datetime],
        parent: QWidget | None = None, *, options: CalendarOptions | None = None,
    ) -> None:  # fmt: skip
        """`now` is the clock of the stamps, in UTC; `options` what was chosen just before, else what went in last."""
        super().__init__(parent)
        assert document.plan is not None
        self._theme, self._data, self._now = theme, data_folder, now
        self._tables, self._plan = document.tables, document.plan
        self._kept = KeptPublishing(settings, self._plan.id)
        self._begun = options or self._kept.options()
        self._listed: tuple[RemoteCalendar, ...] = ()
        self._connection: Connection | None = None
        self._left: Connection | None = None  # the one that was stopped
        self._publishing = False
        self.setWindowTitle("Publish to a calendar server")
        self.choices = Choices(theme, settings, self._begun)
        self.sign_in, self.calendar = self.choices.sign_in, self.choices.calendar
        self.discreet, self.plan_b = self.choices.discreet, self.choices.plan_b
        self.happened, self.said = self.choices.happened, self.choices.said
        self.contents: Contents | None = None  # made when it is asked for
        breathe()
        self._build()
        breathe()
        self._show_last()
        self._refresh()
        room = self.screen().availableSize()
        self.resize(min(theme.px(720), room.width() - 40), min(theme.px(700), room.height() - 60))
        self.sign_in.changed.connect(self._another_account)
        self.sign_in.test_asked.connect(self.try_account)
        self.choices.changed.connect(self._refresh)
        self.choices.contents_asked.connect(self._show_contents)
        self._made.connect(self._calendar_made)

    # How it is built

    def _build(self) -> None:
        self._inside = QWidget()
        self._pages = QVBoxLayout(self._inside)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.choices)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._page = Page(self._theme, self._inside)
        whole.addWidget(self._page, 1)
        whole.addWidget(self._strip())

    def _strip(self) -> QWidget:
        theme = self._theme
        strip, row = button_strip(theme)
        strip.setSizePolicy(strip.sizePolicy().horizontalPolicy(), strip.sizePolicy().Policy.Minimum)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        self.doing = Prose(theme, "", "table")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        for part in (self.doing, self.bar):
            words.addWidget(part)
        self.bar.hide()
        row.addLayout(words, 1)
        row.addLayout(self._buttons())
        return strip

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(9))
        self.close_button, self.go = button("Cancel"), button("Publish", "primary")
        self.close_button.setObjectName("cancel")
        self.go.setObjectName("publish")
        self.close_button.setAutoDefault(False)
        self.go.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self.publish)
        row.addWidget(self.close_button)
        row.addWidget(self.go)
        return row

    def _show_contents(self) -> None:
        if self.contents is None:
            self.contents = Contents(self._theme, self._begun, tasks=False)
            self.contents.tasks.hide()  # an account keeps tasks elsewhere
            self.contents.show_for(self.discreet.isChecked(), live=True)
            self.contents.changed.connect(self._refresh)
            self.contents.left.connect(self._show_choices)
            self._pages.addWidget(self.contents)
        self._page.let_go()
        self.choices.hide()
        self.contents.show()
        self._page.verticalScrollBar().setValue(0)
        self.contents.begin()

    def _show_choices(self) -> None:
        if self.contents is not None:
            self.contents.hide()
        self.choices.show()
        self.choices.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.show_part(self.choices.more)

    # What is chosen

    def options(self) -> CalendarOptions:
        """The choices as they stand."""
        goes_in = self._begun if self.contents is None else self.contents.options()
        return replace(goes_in, discreet=self.discreet.isChecked(), with_contingency=self.plan_b.isChecked(),
                       tombstones=False, live=True)

    def _name(self) -> str:
        """What a new calendar is called there: colleagues may see that too."""
        return load_discretion().calendar if self.discreet.isChecked() else plan_name(self._plan)

    def _refresh(self, *_chosen: object) -> None:
        options = self.options()
        steps = sum(options.takes(step) for step in self._plan.milestones)
        if self.contents is not None:
            self.contents.show_for(options.discreet, live=True)
        self.choices.show_contents(options)
        self.choices.name_new(self._new_words())
        self.go.setText(f"Publish {counted(steps, 'step')}")
        nothing = not steps and bool(self._plan.milestones)
        self.go.setEnabled(self.calendar.value() is not None and not nothing and not self.is_working)
        if not self.is_working:
            self.doing.set_text(NOTHING_CHOSEN if nothing else "")
        self.go.setDefault(True)

    def _new_words(self) -> str:
        return f"A new one: {self._name()}"

    def _show_last(self) -> None:
        """The calendar this plan went to last time stands ready, without asking the server first."""
        kept = self._kept.calendar()
        if kept is not None and self.sign_in.may_be_kept():
            self._show_calendars((kept,), kept)

    def _show_calendars(self, calendars: tuple[RemoteCalendar, ...], chosen: RemoteCalendar | None) -> None:
        self._listed = calendars
        self.choices.offer(calendars, chosen, self._new_words())
        self._refresh()

    def _another_account(self) -> None:
        self._listed = ()
        self._page.let_go()
        self.calendar.set_options(())
        self._refresh()

    def _calendar_made(self, calendar: RemoteCalendar) -> None:
        """It is there, whatever becomes of the publishing."""
        self._kept.keep_calendar(calendar)
        self._show_calendars((*self._listed, calendar), calendar)

    # The work

    def try_account(self) -> None:
        """Sign in and list the calendars."""
        if self._connect() and self._connection is not None:
            self._begin(partial(sign_in, self._connection), publishing=False)

    def publish(self) -> None:
        """Publish into the chosen calendar."""
        calendar = self.calendar.value()
        if calendar is None or not self._connect() or self._connection is None:
            return
        if not calendar.url:
            calendar = RemoteCalendar("", self._name())
        options, target = self.options(), Target(calendar, self._listed, self._tell_made)
        self._kept.keep_options(options)
        if self.contents is not None and not self.contents.isHidden():
            self._show_choices()
        self._begin(partial(publish_plan, self._plan, self._tables, self._now(), options, self._connection, target,
                            self._data), publishing=True)

    def _connect(self) -> bool:
        """Whether there is an account to sign in to; why not is said."""
        if self.is_working:
            return False
        account = self.sign_in.account()
        if account is None:
            self._page.show_part(self.sign_in.said)
            return False
        self._connection = Connection(account, self.sign_in.password.text(), self.sign_in.keep.isChecked())
        return True

    def _tell_made(self, calendar: RemoteCalendar) -> None:
        with contextlib.suppress(RuntimeError):  # the dialog is gone; where the calendar is follows from the plan
            self._made.emit(calendar)

    def _begin(self, work: Callable[[Report], object], *, publishing: bool) -> None:
        self._publishing = publishing
        self._page.let_go()
        self.choices.clear()
        self._run(work, self._done)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.close_button.setFocus()  # else it would wander through what is disabled
        self._inside.setEnabled(not busy)
        self.close_button.setEnabled(True)
        self.close_button.setText("Stop" if busy else "Close")
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self._refresh()

    def _show_progress(self, words: str, done: int, total: int) -> None:
        self.doing.set_text(words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def reject(self) -> None:
        """Stop the work: the entry under way is let through, a server that does not answer is not waited for."""
        job = self._job
        super().reject()
        if job is not None:
            self.close_button.setEnabled(False)
            self._left = self._connection
            QTimer.singleShot(IN_PEACE, self, self._hang_up)

    def _hang_up(self) -> None:
        """A method of its own: a timer holds no method of what is not Qt's."""
        if self._left is not None:
            self._left.line.cut()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self.is_working:
            QTimer.singleShot(LEFT_ALONE, self, self._leave)

    def _leave(self) -> None:
        """Go, also where the work is stuck in something that cannot be stopped, such as the search for an address."""
        if self._job is not None:
            self._job.leave()
            self._job = None
            self._show_busy(False)
            self.close()

    def _done(self, ended: Ended) -> None:
        if ended.cancelled:
            self._stopped()
        elif ended.error is not None:
            self._failed(ended.error)
        elif isinstance(ended.result, SignedIn):
            self._signed_in(ended.result)
        elif isinstance(ended.result, Told):
            self._told(ended.result)

    def _stopped(self) -> None:
        if self._publishing:
            self.said.show_message(STOPPED, "info")
            self._page.show_part(self.said)
            self.go.setFocus()
        else:
            self.sign_in.say(NOT_SIGNED_IN, "info")
            self._page.show_part(self.sign_in.said)
            self.sign_in.test.setFocus()

    def _failed(self, error: UserError) -> None:
        self.sign_in.say(f"{error.message} {error.hint}".strip())
        if isinstance(error, PasswordError):
            self.sign_in.password.setFocus()
            self.sign_in.password.selectAll()
        elif self._publishing:
            self.go.setFocus()
        else:
            self.sign_in.url.setFocus()
        self._page.show_part(self.sign_in.said)

    def _signed_in(self, result: SignedIn) -> None:
        self.sign_in.accepted(result.kept)
        found = counted(len(result.calendars), "calendar")
        words = f"Signed in: {found}."
        if self.sign_in.keep.isChecked() and not result.kept:
            self.sign_in.say(f"{words} {NO_KEYRING}", "explain")
        else:
            self.sign_in.say(words, "good")
        kept = self._kept.calendar()
        made = (calendar for calendar in result.calendars if is_made_for(calendar, self._plan.id))
        self._show_calendars(result.calendars, kept if kept in result.calendars else next(made, None))
        self.calendar.setFocus()
        self._page.show_part(self.calendar)

    def _told(self, result: Told) -> None:
        self._kept.keep_calendar(result.calendar)
        if result.calendar not in self._listed:
            self._listed = (*self._listed, result.calendar)
        self._show_calendars(self._listed, result.calendar)
        self.happened.set_text(f"{result.calendar.name}: {happened(result.done)}")
        said = " ".join(remarks(result.done))
        self.said.show_message(said, "info" if result.done.is_whole else "explain")
        if result.done.is_whole:
            self.close_button.setDefault(True)
            self.close_button.setFocus()
        else:
            self.go.setFocus()
        self._page.show_part(self.happened, self.said)
