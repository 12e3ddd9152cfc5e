"""Which steps go into the calendar and what is said of them: by category, state and day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.domain.words import short_day
from reapply_desktop.services.calendar.options import CONTINGENCY, CalendarOptions
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Label, label
from reapply_desktop.ui.theme import Theme

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
TURNED = "The first day is after the last, so nothing goes in."
COLUMN_WIDTH = 180


def contents_words(options: CalendarOptions, tasks: bool) -> str:
    """In one line what goes in: `Not letters or exams; from 1 Sep 2026; as tasks too`."""
    said = []
    if options.without:
        names = [name.lower() for key, name in CATEGORIES.items() if key in options.without]
        most = len(names) > 3
        said.append(f"{len(names)} categories left out" if most else f"Without {', '.join(names)}")
    if not options.with_done:
        said.append("open steps only")
    said += [f"from {short_day(options.first)}"] if options.first else []
    said += [f"until {short_day(options.last)}"] if options.last else []
    said += ["long steps as a whole"] if options.spans else []
    said += ["without notes"] if not options.with_notes and not options.discreet else []
    said += ["as tasks too"] if tasks else []
    words = "; ".join(said) or "Open and finished steps of all categories and days"
    return f"{words[:1].upper()}{words[1:]}."


class Contents(QWidget):
    """`changed` after every choice; `left` when the person goes back to the first choices."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, options: CalendarOptions, tasks: bool) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        self._back = link(theme, "Back to the choices")
        self._back.setIcon(theme.icon("chevron-left", "accent_text"))
        self._back.setObjectName("back")
        self._back.clicked.connect(self.left)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(4))
        column.addWidget(Label(theme, "Which steps go in?", "heading"))
        column.addLayout(self._category_grid(options))
        self.done = Tick(theme, "Finished steps too", "They keep their day, with a ✔ before the title.",
                         options.with_done)
        column.addSpacing(theme.px(4))
        column.addWidget(self.done)
        column.addLayout(self._days(options))
        column.addWidget(self._wrong)
        column.addSpacing(theme.px(8))
        column.addWidget(Label(theme, "How are they told?", "heading"))
        self.spans = Tick(theme, "Long steps over their whole time", "Otherwise a step longer than two weeks stands "
                          "only on its last day, which says when it begins.", options.spans)
        self.notes = Tick(theme, "Your notes", "Not with discreet titles.", options.with_notes)
        self.tasks = Tick(theme, "Also as tasks, in a second file", "For Thunderbird, Nextcloud Tasks, KOrganizer. "
                          "Google and Outlook ignore tasks in files.", tasks)
        for tick, name in ((self.done, "with_done"), (self.spans, "spans"), (self.notes, "notes"),
                           (self.tasks, "tasks")):
            tick.setObjectName(name)
            tick.toggled.connect(self.changed)
        for tick in (self.spans, self.notes, self.tasks):
            column.addWidget(tick)
        column.addStretch(1)

    # What is chosen

    def options(self) -> CalendarOptions:
        """The choices as they stand; what is chosen elsewhere is as usual."""
        first, last = self.days()
        return CalendarOptions(spans=self.spans.isChecked(), with_notes=self.notes.isChecked(),
                               with_done=self.done.isChecked(), without=self.without(), first=first, last=last)

    def without(self) -> frozenset[str]:
        """The categories that stay out."""
        return frozenset(key for key, tick in self._categories.items() if not tick.isChecked())

    def days(self) -> tuple[date | None, date | None]:
        return self._first.day(), self._last.day()

    def show_for(self, discreet: bool, live: bool) -> None:
        """What cannot be chosen now is greyed: notes with discreet titles, a file of tasks beside a live file."""
        self.notes.setEnabled(not discreet)
        self.tasks.setEnabled(not live)

    def begin(self) -> None:
        """It is shown now."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it is built

    def _category_grid(self, options: CalendarOptions) -> QGridLayout:
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(0)
        self._categories: dict[str, Tick] = {}
        for key, name in CATEGORIES.items():
            if key == CONTINGENCY:  # asked for beside the discreet titles
                continue
            tick = Tick(self._theme, name, "", key not in options.without)
            tick.setObjectName(f"category-{key}")
            tick.toggled.connect(self.changed)
            self._categories[key] = tick
        self._columns = 0
        self._lay(3)
        return grid

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self._categories) // columns)
        for at, tick in enumerate(self._categories.values()):
            self._grid.addWidget(tick, at % rows, at // rows)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._theme.px(56)
        self._lay(3 if room >= self._theme.px(3 * COLUMN_WIDTH) else 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return ends a date; that the export begins with it nobody would expect."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _days(self, options: CalendarOptions) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.setContentsMargins(0, theme.px(4), 0, 0)
        self._wrong = FieldMessage(theme)
        fields = []
        for words, day, name in (("From", options.first, "first_day"), ("Until", options.last, "last_day")):
            field = DateField(theme, FIRST_DAY, LAST_DAY, "A day between 1970 and 2100, or nothing.")
            field.setObjectName(name)
            field.setPlaceholderText("any day")
            field.set_day(day)
            field.value_changed.connect(self._days_changed)
            field.problem_changed.connect(self._days_changed)
            both = QVBoxLayout()
            both.setSpacing(theme.px(4))
            both.addWidget(label(theme, words, field))
            both.addWidget(field)
            row.addLayout(both)
            fields.append(field)
        self._first, self._last = fields
        row.addStretch(1)
        return row

    def _days_changed(self) -> None:
        first, last = self.days()
        problem = self._first.problem() or self._last.problem()
        if not problem and first and last and first > last:
            problem = TURNED
        self._wrong.show_message(problem)
        self.changed.emit()
