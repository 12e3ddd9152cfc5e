"""Publish to a calendar server (CalDAV): sign in, choose or make the calendar, publish, hear what happened."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from reapply_desktop.domain.step_words import counted
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.wording import load_discretion, plan_name
from reapply_desktop.services.publishing.server import RemoteCalendar
from reapply_desktop.ui.background import Ended, Report
from reapply_desktop.ui.calendar_export.choices import section
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.publishing.sign_in import NO_KEYRING, SignIn
from reapply_desktop.ui.publishing.words import happened, remarks
from reapply_desktop.ui.publishing.work import Connection, SignedIn, Told, publish_plan, sign_in
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe
from reapply_desktop.ui.working_dialog import WorkingDialog

KEPT = "publish_plans"
NEW = RemoteCalendar("", "")
CHOOSE_FIRST = "Test the connection first; then the account's calendars stand here."
CANCELLED = "Stopped. What was written stays; publish again and it goes on from there."
WHAT_IT_DOES = ("For calendars that speak CalDAV: Nextcloud, iCloud, Fastmail, Posteo and others; Google and Outlook "
                "do not take it this way. Moved and removed steps follow at the next publishing. Only entries of this "
                "plan are ever written or removed there.")  # fmt: skip


class PublishDialog(WorkingDialog):
    """Publishes the open plan. The address is remembered for the plan, the password only by the system's keyring."""

    def __init__(
        self, document: Document, theme: Theme, settings: Settings, data_folder: Path, now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`now` is the clock of the stamps, in UTC."""
        super().__init__(parent)
        assert document.plan is not None
        self._theme, self._settings, self._data, self._now = theme, settings, data_folder, now
        self._tables, self._plan = document.tables, document.plan
        self.setWindowTitle("Publish to a calendar server")
        self.sign_in = SignIn(theme, settings)
        self.calendar = Combo(theme, (), "Calendar", CHOOSE_FIRST)
        self.discreet = Tick(theme, "Discreet titles", "Neutral words, no notes, no causes. Colleagues may share your "
                             "calendar.", True, "strong")
        self.plan_b = Tick(theme, "Include Plan B", "Left out unless you ask.", False, "strong")
        breathe()
        self._build()
        breathe()
        self._show_last()
        self._refresh()
        room = self.screen().availableSize()
        self.resize(min(theme.px(720), room.width() - 40), min(theme.px(700), room.height() - 60))
        self.sign_in.changed.connect(self._another_account)
        self.sign_in.test_asked.connect(self.try_account)
        self.calendar.chosen.connect(self._refresh)
        for tick in (self.discreet, self.plan_b):
            tick.toggled.connect(self._refresh)

    # How it is built

    def _build(self) -> None:
        theme, inside = self._theme, QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        column.addWidget(Prose(theme, WHAT_IT_DOES, "table", "text_second"))
        column.addSpacing(theme.px(8))
        section(theme, column, 1, "Where is your calendar?")
        column.addWidget(self.sign_in)
        section(theme, column, 2, "Into which calendar?")
        self.calendar.setObjectName("calendar")
        # However long a calendar's name: the field gives way, not the dialog.
        self.calendar.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.calendar.setMinimumContentsLength(12)
        column.addWidget(self.calendar)
        column.addWidget(Prose(theme, "One of its own is best: you can hide it, share it or delete it as a whole.",
                               "caption", "text_second"))
        section(theme, column, 3, "What may others see?")
        for tick, name in ((self.discreet, "discreet"), (self.plan_b, "plan_b")):
            tick.setObjectName(name)
            column.addWidget(tick)
        column.addSpacing(theme.px(8))
        self.happened = Prose(theme, "", "strong")
        self.said = FieldMessage(theme)
        column.addWidget(self.happened)
        column.addWidget(self.said)
        column.addStretch(1)
        self._inside = inside
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = Scroll(inside)
        whole.addWidget(self._scroll, 1)
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

    # What is chosen

    def options(self) -> CalendarOptions:
        """The choices as they stand."""
        return CalendarOptions(
            discreet=self.discreet.isChecked(), with_contingency=self.plan_b.isChecked(), tombstones=False, live=True
        )

    def _name(self) -> str:
        """What a new calendar is called there: colleagues may see that too."""
        return load_discretion().calendar if self.discreet.isChecked() else plan_name(self._plan)

    def _refresh(self, *_chosen: object) -> None:
        options = self.options()
        steps = sum(options.takes(step) for step in self._plan.milestones)
        if self.calendar.count():
            self.calendar.setItemText(self.calendar.count() - 1, self._new_words())
        self.go.setText(f"Publish {counted(steps, 'step')}")
        self.go.setEnabled(self.calendar.value() is not None and not self.is_working)

    def _new_words(self) -> str:
        return f"A new one: {self._name()}"

    def _show_last(self) -> None:
        """The calendar this plan went to last time stands ready, without asking the server first."""
        kept = self._kept()
        if kept is not None and self.sign_in.may_be_kept():
            self._show_calendars((kept,), kept)

    def _show_calendars(self, calendars: tuple[RemoteCalendar, ...], chosen: RemoteCalendar | None) -> None:
        self.calendar.set_options([*((calendar, calendar.name) for calendar in calendars), (NEW, self._new_words())])
        self.calendar.set_value(chosen if chosen in calendars else NEW)
        self._refresh()

    def _another_account(self) -> None:
        self.calendar.set_options(())
        self._refresh()

    def _kept(self) -> RemoteCalendar | None:
        try:
            kept: Any = json.loads(self._settings.text(f"{KEPT}/{self._plan.id}") or "null")
            return RemoteCalendar(str(kept["url"]), str(kept["name"]))
        except (ValueError, TypeError, KeyError):
            return None

    def _keep(self, calendar: RemoteCalendar) -> None:
        kept = {"url": calendar.url, "name": calendar.name}
        self._settings.setValue(f"{KEPT}/{self._plan.id}", json.dumps(kept))

    # The work

    def try_account(self) -> None:
        """Sign in and list the calendars."""
        connection = self._connection()
        if connection is not None:
            self._begin(partial(sign_in, connection))

    def publish(self) -> None:
        """Publish into the chosen calendar; after it is done, close."""
        connection, calendar = self._connection(), self.calendar.value()
        if connection is None or calendar is None:
            return
        if not calendar.url:
            calendar = RemoteCalendar("", self._name())
        self._begin(partial(publish_plan, self._plan, self._tables, self._now(), self.options(), connection, calendar,
                            self._data))

    def _connection(self) -> Connection | None:
        account = self.sign_in.account()
        if account is None or self.is_working:
            return None
        return Connection(account, self.sign_in.password.text(), self.sign_in.keep.isChecked())

    def _begin(self, work: Callable[[Report], object]) -> None:
        self.said.clear()
        self.sign_in.said.clear()
        self.happened.set_text("")
        self._run(work, self._done)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.close_button.setFocus()  # else it would wander through what is disabled
        self._inside.setEnabled(not busy)
        self.close_button.setText("Stop" if busy else "Close")
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self._refresh()

    def _show_progress(self, words: str, done: int, total: int) -> None:
        self.doing.set_text(words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, ended: Ended) -> None:
        self.doing.set_text("")
        if ended.cancelled:
            self.said.show_message(CANCELLED, "info")
        elif ended.error is not None:
            self.sign_in.say(f"{ended.error.message} {ended.error.hint}".strip())
            self._scroll.ensureWidgetVisible(self.sign_in.said)
        elif isinstance(ended.result, SignedIn):
            self._signed_in(ended.result)
        elif isinstance(ended.result, Told):
            self._told(ended.result)

    def _signed_in(self, result: SignedIn) -> None:
        self.sign_in.accepted(result.kept)
        found = counted(len(result.calendars), "calendar")
        words = f"Signed in: {found}."
        if self.sign_in.keep.isChecked() and not result.kept:
            self.sign_in.say(f"{words} {NO_KEYRING}", "explain")
        else:
            self.sign_in.say(words, "good")
        self._show_calendars(result.calendars, self._kept())
        self.calendar.setFocus()

    def _told(self, result: Told) -> None:
        self._keep(result.calendar)
        self._show_calendars((result.calendar,), result.calendar)
        self.happened.set_text(f"{result.calendar.name}: {happened(result.done)}")
        said = " ".join(remarks(result.done))
        self.said.show_message(said, "info" if result.done.is_whole else "explain")
        QTimer.singleShot(0, self._show_end)  # once the new lines have their height

    def _show_end(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
