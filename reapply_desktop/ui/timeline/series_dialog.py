"""One step made into many: every day, week or month, so many times, with the first of their days to look at."""

from collections.abc import Callable
from datetime import date
from itertools import count, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain import series_edits
from reapply_desktop.domain.bulk import Edit
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.series import INTERVALS, MOST, Pattern, days_of
from reapply_desktop.domain.step_edits import LAST_DAY
from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.domain.words import WEEKDAYS, short_day
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage, NumberField
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.preview_rows import GAP, PreviewRow
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog

SHOWN, USUAL = 6, 12
FARTHEST = 52


class MakeSeriesDialog(ReshapeDialog):
    """Makes a series of one step, which becomes its first."""

    def __init__(self, document: Document, theme: Theme, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(document, theme, "Make a series", "Make a series", parent)
        found = self._plan.milestone(step_id)
        assert found is not None
        self._step: Milestone = found
        self._new_id: Callable[[], str] | None = None
        self._build()
        self.refresh()
        self.fit(430)
        self.times.setFocus(Qt.FocusReason.OtherFocusReason)
        self.times.selectAll()

    def _build(self) -> None:
        theme, step = self._theme, self._step
        self.section("How often?")
        self.every = NumberField(theme, 1, FARTHEST, message=f"A whole number from 1 to {FARTHEST}.")
        self.every.setAccessibleName("Every how many")
        self.every.set_value(1)
        self.interval = Segments(theme, tuple(INTERVALS.items()), "Every", "week")
        self.row("every", self.every, self.interval)
        self.sections.addWidget(FieldMessage(theme, self.every))
        self.section("How many times?")
        self.times = NumberField(theme, 2, MOST, message=f"A whole number from 2 to {MOST}.")
        self.times.setAccessibleName("How many times")
        self.times.set_value(USUAL)
        self.until = DateField(theme, step.start, LAST_DAY, message=f"A day after {short_day(step.start)}.")
        self.until.setAccessibleName("until")
        self.until.setPlaceholderText("a day")
        self.row(self.times, "times, until", self.until)
        self.sections.addWidget(FieldMessage(theme, self.times))
        self.sections.addWidget(FieldMessage(theme, self.until))
        self.sections.addStretch(1)
        for field in (self.every, self.times):
            field.textEdited.connect(lambda _text, field=field: field.check())
            field.value_changed.connect(self.refresh)
        self.interval.chosen.connect(self.refresh)
        self.until.value_changed.connect(self._count_until)

    def pattern(self) -> Pattern | None:
        every, times = self.every.value(), self.times.value()
        return None if every is None or times is None else Pattern(self.interval.value(), every, times)

    def days(self) -> tuple[date, ...]:
        """The days the steps begin on, as far as the calendar goes."""
        pattern = self.pattern()
        if pattern is None:
            return ()
        try:
            return days_of(self._step.start, pattern)
        except (ValueError, OverflowError):
            return ()

    def _count_until(self, day: date | None) -> None:
        """As many times as fit until a day."""
        every = self.every.value()
        if day is not None and every is not None:
            try:
                all_days = days_of(self._step.start, Pattern(self.interval.value(), every, MOST))
            except (ValueError, OverflowError):
                return
            self.times.set_value(max(2, sum(one <= day for one in all_days)))
        self.refresh()

    # What comes of it

    def outcome(self) -> Edit | None:
        pattern = self.pattern()
        if pattern is None:
            return None
        numbers = count(1)
        # Real ids are made once, when the change is.
        return series_edits.made(self._plan, self._step.id, pattern, self._new_id or (lambda: f"new {next(numbers)}"))

    def apply(self) -> None:
        self._new_id = self._document.new_id
        super().apply()
        self._new_id = None

    def show_outcome(self, edit: Edit | None) -> str:
        days, pattern = self.days(), self.pattern()
        if edit is None or pattern is None or not days:
            self.preview.show_outcome("")
            return "Make a series"
        if not self.until.hasFocus():
            self.until.set_day(days[-1])
        rows = [PreviewRow(self._day(day), f"{at} of {len(days)}", self._step.category)
                for at, day in enumerate(days, start=1)]
        if len(rows) > SHOWN + 2:
            gap = PreviewRow("", f"{counted(len(rows) - SHOWN - 1, 'step')} between", GAP)
            rows = [*rows[:SHOWN], gap, rows[-1]]
        self.preview.show_outcome(f"{quoted(self._step.title)}, {pattern.words}.", rows, "", self._warnings(days))
        return f"Make {counted(len(days), 'step')}"

    def _day(self, day: date) -> str:
        return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day)}"

    def _warnings(self, days: tuple[date, ...]) -> list[str]:
        said = []
        distance = min((b - a).days for a, b in pairwise(days))
        if self._step.days > distance:
            said.append(f"Each lasts {counted(self._step.days, 'day')}; the next begins before it is over.")
        if self.interval.value() == "month" and any(day.day != days[0].day for day in days):
            said.append("A month that is too short takes its last day.")
        return said
