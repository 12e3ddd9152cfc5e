"""The selected step in full, at the right of the timeline: every field, what it waits for, and what waits for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import waiting_on
from reapply_desktop.domain.step_words import counted, late_words, quoted
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES
from reapply_desktop.domain.words import lasting, short_day
from reapply_desktop.ui.controls.buttons import button, icon_button, link
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, label, line
from reapply_desktop.ui.controls.toast import keep_clear
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models import steps
from reapply_desktop.ui.models.editors import CategoryCombo, NotesEdit, chosen_reminder, reminder_combo, show_reminder
from reapply_desktop.ui.models.hours_field import HoursField
from reapply_desktop.ui.models.waits_picker import WaitsPicker
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.title_edit import TitleEdit

WIDTH, REST = 304, 700
NOTHING = "Select a step to see all of it here."
NO_STEPS = "All of a step stands here, once there is one."
Change = Callable[[Plan, Milestone, Any], tuple[Plan, str]]


class Inspector(QFrame):
    """`show_ids` chooses what is shown; edits go to the document. The signals are the buttons at its foot and head."""

    done_asked = Signal()
    menu_asked = Signal(QPoint)
    closed = Signal()
    step_asked = Signal(str)

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._ids: tuple[str, ...] = ()
        self._session = 0
        self._shown: tuple[Milestone, date] | None = None
        self._neighbours_shown: tuple[tuple[Milestone, ...], tuple[Milestone, ...]] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._notes_typed)
        self.setObjectName("inspector")
        self._show_width()
        theme.changed.connect(self._show_width)
        self._picker: WaitsPicker | None = None
        self._pages = QStackedLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._pages, 1)
        self._foot = self._make_foot()
        keep_clear(self._foot)
        whole.addWidget(self._foot)
        self._pages.addWidget(self._nothing())
        self._is_built = False  # the fields are many, and a start needs none of them
        document.changed.connect(self.refresh)
        document.opened.connect(self._opened)
        self.refresh()

    # What is shown

    def _show_width(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))

    def show_ids(self, ids: tuple[str, ...]) -> None:
        """One step in full, how many when there are several, or that nothing is selected."""
        if ids != self._ids:
            self.leave()
            self._ids = ids
            if self._is_built:
                self._said.clear()
            self._session += 1
            self._show_again()

    def _opened(self) -> None:
        self.show_ids(())
        self._show_none()

    def leave(self) -> None:
        """Keep what is being typed."""
        if self._rest.isActive():
            self._rest.stop()
            self._notes_typed()

    def step(self) -> Milestone | None:
        """The step shown, when it is exactly one."""
        plan = self._document.plan
        return plan.milestone(self._ids[0]) if plan is not None and len(self._ids) == 1 else None

    def refresh(self, *_plans: Plan) -> None:
        """Show the step as it is now; a field that is being typed in keeps its text."""
        step, plan = self.step(), self._document.plan
        if step is not None and not self._is_built:
            self._is_built = True
            self._pages.addWidget(Scroll(self._form()))
        self._pages.setCurrentIndex(1 if step is not None else 0)
        self._foot.setVisible(bool(self._ids))
        if step is None or plan is None:
            self._shown = None
            self._show_none()
            return
        today = self._document.today()
        # Most edits are of other steps: the very same step is shown already.
        if self._shown is None or self._shown[0] is not step or self._shown[1] != today:
            self._shown = step, today
            self._show_step(step)
        awaited = tuple(m for m in (plan.milestone(i) for i in step.depends_on) if m is not None)
        followers = waiting_on(plan, step.id)
        if (awaited, followers) != self._neighbours_shown:
            self._neighbours_shown = (awaited, followers)
            self._fill(self._waits, awaited, "Nothing. It can begin at any time.", "ends")
            self._fill(self._waited, followers, "Nothing. Moving it moves no other step.", "begins")
        self._say_dates(plan, step, awaited)

    def _show_none(self) -> None:
        plan = self._document.plan
        nothing = NOTHING if plan is not None and plan.milestones else NO_STEPS
        self._many.setText(f"{counted(len(self._ids), 'step')} selected" if self._ids else nothing)
        self._done.setText("Mark done")

    def _show_step(self, step: Milestone) -> None:
        self._done.setText("Open again" if step.status == "done" else "Mark done")
        self.title.show_text(step.title)
        state = late_words(step, self._document.today()) or STATUSES[step.status].lower()
        rule = f" · rule {step.rule}" if step.rule else ""
        self._meta.setText(f"{CATEGORIES[step.category]} · {state}{rule}")
        self._meta.set_role("warning" if step.is_open and step.end < self._document.today() else "text_second")
        for field, day in ((self.start, step.start), (self.end, step.end)):
            if not field.problem() or not field.hasFocus():
                field.set_day(day)
        if not self.hours.isAncestorOf(self.focusWidget() or self):
            self.hours.set_hours(step.time)
        self.category.set_value(step.category)
        show_reminder(self.reminder, step)
        if not self._rest.isActive() and self.notes.toPlainText() != step.notes:
            self.notes.setPlainText(step.notes)

    def _say_dates(self, plan: Plan, step: Milestone, awaited: tuple[Milestone, ...]) -> None:
        awaited = tuple(m for m in awaited if m.end > step.start and m.status != "dropped")
        locked = steps.dated_by_season(plan, step)
        for field in (self.start, self.end):
            field.setReadOnly(bool(locked))
        origin = plan.origins.get(step.id)
        if awaited and step.is_open:
            words = f"Begins before {quoted(awaited[0].title)} ends, {short_day(awaited[0].end)}."
            self._dates.show_message(words, "explain")
        elif origin is not None and origin.planned is not None and origin.planned < step.end and step.is_open:
            lost = lasting((step.end - origin.planned).days)
            words = f"With the whole year ahead this would have ended on {short_day(origin.planned)}: {lost} are lost."
            self._dates.show_message(words, "info")
        elif locked:
            self._dates.show_message(locked, "info")
        else:
            self._dates.clear()

    # How it is built

    def _nothing(self) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(theme.px(20), theme.px(20), theme.px(14), theme.px(16))
        head = QHBoxLayout()
        self._many = Label(theme, NOTHING, "table", "text_second", wrap=True)
        head.addWidget(self._many, 1)
        head.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addStretch(1)
        return part

    def _close_button(self) -> QWidget:
        made = icon_button(self._theme, "x", "Close the details")
        made.clicked.connect(self.closed)
        return made

    def _form(self) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(14), theme.px(16))
        column.setSpacing(theme.px(4))
        self.title = TitleEdit(theme)
        self.title.finished.connect(lambda text: self._ask(steps.rename, text))
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self.title, 1)
        head.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._meta = Label(theme, "", "caption", "text_second", wrap=True)
        column.addWidget(self._meta)
        self._said = FieldMessage(theme)
        column.addWidget(self._said)
        column.addSpacing(theme.px(6))
        column.addLayout(self._fields())
        column.addSpacing(theme.px(8))
        self._waits = self._neighbours(column, "Waits for", "Change…", self._pick_waits)
        self._waited = self._neighbours(column, "Waits for this", "", None)
        self.notes = NotesEdit()
        self.notes.setObjectName("notes")
        self.notes.setFont(theme.font("table"))
        self.notes.setMinimumHeight(theme.px(84))
        self.notes.textChanged.connect(self._notes_changed)
        self.notes.confirmed.connect(self.leave)
        column.addWidget(label(theme, "Notes", self.notes))
        column.addWidget(self.notes, 1)
        return part

    def _fields(self) -> QGridLayout:
        theme, grid = self._theme, QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        self.start, self.end = DateField(theme), DateField(theme)
        self.start.setObjectName("start")
        self.end.setObjectName("end")
        self.hours = HoursField(theme)
        self.category, self.reminder = CategoryCombo(theme), reminder_combo(theme)
        self._dates = FieldMessage(theme)
        grid.addWidget(label(theme, "From", self.start), 0, 0)
        grid.addWidget(label(theme, "To", self.end), 0, 1)
        grid.addWidget(self.start, 1, 0)
        grid.addWidget(self.end, 1, 1)
        grid.addWidget(self._dates, 2, 0, 1, 2)
        grid.addWidget(label(theme, "Hours, empty for a whole day", self.hours), 3, 0, 1, 2)
        grid.addWidget(self.hours, 4, 0, 1, 2)
        grid.addWidget(label(theme, "Category", self.category), 5, 0)
        grid.addWidget(label(theme, "Reminder", self.reminder), 5, 1)
        grid.addWidget(self.category, 6, 0)
        grid.addWidget(self.reminder, 6, 1)
        for combo in (self.category, self.reminder):
            combo.setMinimumWidth(theme.px(60))
            combo.setFont(theme.font("table"))
            combo.tighten()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.start.value_changed.connect(lambda day: self._ask_day(steps.change_start, day))
        self.end.value_changed.connect(lambda day: self._ask_day(steps.change_end, day))
        for field in (self.start, self.end):
            field.problem_changed.connect(self._say)
        self.hours.edited.connect(lambda: self._ask(steps.change_hours, self.hours.hours()))
        self.category.chosen.connect(lambda value: self._ask(steps.change_category, value))
        self.reminder.chosen.connect(lambda _v: self._ask(steps.change_reminder, chosen_reminder(self.reminder)))
        return grid

    def _neighbours(
        self, column: QVBoxLayout, name: str, action: str, act: Callable[[], None] | None
    ) -> QVBoxLayout:
        theme, head = self._theme, QHBoxLayout()
        head.addWidget(Label(theme, name, "label", "text_second"), 1)
        if act is not None:
            self._change_waits = link(theme, action, "caption")
            self._change_waits.clicked.connect(act)
            head.addWidget(self._change_waits)
        column.addLayout(head)
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(2))
        column.addLayout(rows)
        column.addSpacing(theme.px(8))
        return rows

    def _fill(self, rows: QVBoxLayout, found: tuple[Milestone, ...], nothing: str, word: str) -> None:
        while (item := rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        if not found:
            rows.addWidget(Prose(self._theme, nothing, "table", "text_second"))
        for step in found[:8]:
            rows.addWidget(self._neighbour(step, word))
        if len(found) > 8:
            rows.addWidget(Label(self._theme, f"and {len(found) - 8} more", "caption", "text_second"))

    def _neighbour(self, step: Milestone, word: str) -> QWidget:
        theme, part = self._theme, QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        go = link(theme, "", "table")
        go.setIcon(theme.icon(theme.category_icon(step.category), step.category, 16))
        go.setToolTip("Go to this step")
        go.setAccessibleName(f"Go to {step.title}")
        go.clicked.connect(lambda: self.step_asked.emit(step.id))
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(theme, step.title, "table"), 1)
        day = step.end if word == "ends" else step.start
        row.addWidget(Label(theme, f"{word} {short_day(day)}", "caption", "text_second"), 0, Qt.AlignmentFlag.AlignTop)
        return part

    def _make_foot(self) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line())
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(14), theme.px(14))
        self._done = button("Mark done", icon=theme.icon("check"))
        self._done.setObjectName("mark_done")
        self._done.clicked.connect(self.done_asked)
        more = button("", icon=theme.icon("ellipsis"))
        more.setAccessibleName("More")
        more.setToolTip("More")
        more.clicked.connect(lambda: self.menu_asked.emit(more.mapToGlobal(more.rect().topLeft())))
        row.addWidget(self._done, 1)
        row.addWidget(more)
        column.addLayout(row)
        return part

    # Edits

    def _ask(self, change: Change, value: Any, merge_key: str | None = None) -> None:
        """Ask the document for a change; what cannot be is said, and the fields show what is."""
        step, plan = self.step(), self._document.plan
        if step is None or plan is None:
            return
        try:
            changed, text = change(plan, step, value)
        except UserError as error:
            self._say(f"{error.message} {error.hint}".strip())
            QTimer.singleShot(0, self, self._show_again)
            return
        self._said.clear()
        self._document.change(changed, text, merge_key)
        self._show_again()

    def _show_again(self) -> None:
        """What is, also in fields that hold what could not be."""
        self._shown = None
        self.refresh()

    def _ask_day(self, change: Change, day: Any) -> None:
        if day is not None:
            self._ask(change, day)

    def _say(self, problem: str) -> None:
        self._said.show_message(problem)

    def _notes_changed(self) -> None:
        step = self.step()
        if step is not None and self.notes.toPlainText() != step.notes:
            self._rest.start()

    def _notes_typed(self) -> None:
        step = self.step()
        if step is not None and self.notes.toPlainText() != step.notes:
            self._ask(steps.change_notes, self.notes.toPlainText(), f"notes-{step.id}-{self._session}")

    def _pick_waits(self) -> None:
        step, plan = self.step(), self._document.plan
        if step is None or plan is None:
            return
        picker = WaitsPicker(self._theme, self, popup=True)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.offer(plan, step)
        picker.cancelled.connect(picker.close)
        picker.confirmed.connect(picker.close)
        picker.list.itemChanged.connect(lambda _item: self._ask(steps.change_waits, picker.chosen()))
        at = self._change_waits.mapToGlobal(QPoint(self._change_waits.width(), self._change_waits.height() + 4))
        picker.move(at.x() - picker.width(), at.y())
        self._picker = picker
        picker.show()
        picker.search.setFocus(Qt.FocusReason.PopupFocusReason)
