"""The right side of the calendar dialog: what the calendar will show, and what changed since the last export."""

import heapq
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import MONTHS, day_month, listed
from reapply_desktop.services.calendar.options import CONTINGENCY, CalendarOptions, shown_days
from reapply_desktop.services.calendar.since import Since
from reapply_desktop.ui.calendar_export.side import Side
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.theme import Theme

ROW, SHOWN = 30, 5
NOTHING_YET, COUNTING = "Nothing was exported yet.", "Counting…"


def counts_words(plan: Plan, options: CalendarOptions, inside: int) -> str:
    """`57 of 61 steps: 4 in Plan B stay out`."""
    total = len(plan.milestones)
    if inside == total:
        return f"All {counted(total, 'step')}" if total != 1 else "1 step"
    dropped = sum(step.status == "dropped" for step in plan.milestones)
    plan_b = 0
    if not options.with_contingency:
        plan_b = sum(step.status != "dropped" and step.category == CONTINGENCY for step in plan.milestones)
    chosen = total - inside - dropped - plan_b
    left = [f"{plan_b:,} in Plan B"] if plan_b else []
    left += [f"{dropped:,} dropped"] if dropped else []
    left += [f"{chosen:,} not chosen"] if chosen else []
    verb = "stays" if total - inside == 1 else "stay"
    return f"{inside:,} of {counted(total, 'step')}: {listed(left)} {verb} out"


def how_words(steps: Sequence[Milestone], options: CalendarOptions) -> str:
    """How the entries stand among others: `All day, shown as free, marked private.`"""
    days = "All day but where there is an hour" if any(step.time for step in steps) else "All day"
    return f"{days}, shown as free{', marked private' if options.discreet else ''}."


def since_words(since: Since) -> str:
    """`3 moved · 2 new · 1 done · 0 removed`."""
    counts = [(since.moved, "moved"), (since.new, "new"), (since.done, "done"), (since.removed, "removed")]
    if since.renamed:
        counts.insert(3, (since.renamed, "renamed"))
    return " · ".join(f"{count:,} {what}" for count, what in counts)


class Preview(Side):
    """`show_entries` says again what comes out after every change of a choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        column = self.column
        column.addWidget(heading(theme, "What the calendar will show"))
        self.count = Prose(theme, "", "caption", "text_second")
        column.addWidget(self.count)
        column.addSpacing(theme.px(4))
        self.rows = Rows(theme)
        column.addWidget(self.rows)
        self.how = Prose(theme, "", "caption", "text_second")
        column.addWidget(self.how)
        column.addSpacing(theme.px(14))
        self._since_head = heading(theme, "Since the last export")
        self._since_head.setWordWrap(True)
        self.since = Prose(theme, COUNTING, "table")
        column.addWidget(self._since_head)
        column.addWidget(self.since)
        column.addSpacing(theme.px(14))
        self.note = Note(theme, "", "warning")
        self._good_note = Note(theme, "")
        column.addWidget(self.note)
        column.addWidget(self._good_note)
        column.addStretch(1)

    def show_entries(
        self, plan: Plan, options: CalendarOptions, title: Callable[[Milestone], str], steps: Sequence[Milestone],
        today: date,
    ) -> None:  # fmt: skip
        """The next entries of `steps`; `title` gives what others will read."""
        self.count.set_text(counts_words(plan, options, len(steps)))
        places = range(len(steps))
        days = [shown_days(step, options.spans) for step in steps]
        nearest = heapq.nsmallest(SHOWN, places, key=lambda at: (days[at][1] < today, days[at][0]))
        self.rows.show_rows([
            (days[at][0], "" if options.discreet else steps[at].category,
             ("✔ " if steps[at].status == "done" else "") + title(steps[at]))
            for at in nearest
        ])  # fmt: skip
        self.how.set_text(how_words(steps, options) if steps else "")

    def show_note(self, text: str, warns: bool) -> None:
        """What to know of this calendar: a caution, or good news."""
        shown, other = (self.note, self._good_note) if warns else (self._good_note, self.note)
        shown.set_text(text)
        shown.show()
        other.hide()

    def show_since(self, since: Since | None, day: date | None) -> None:
        """What changed since the last export, None when there was none."""
        self._since_head.setText("Since the last export" + (f", {day_month(day)}" if day and since else ""))
        self.since.set_text(NOTHING_YET if since is None else since_words(since))

    def show_live(self, words: str) -> None:
        """In place of the last export: how the file stands that is kept up to date."""
        self._since_head.setText("The file kept up to date")
        self.since.set_text(words)



class Rows(Painted):
    """Day, the category's colour (none where it stays out), and the title; what has no room ends in an ellipsis."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: list[tuple[date, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: list[tuple[date, str, str]]) -> None:
        self._rows = rows
        self.setAccessibleName("; ".join(f"{_day(day)}: {title}" for day, _category, title in rows))
        self._theme_changed()

    def _row(self) -> int:
        return max(self._theme.px(ROW), self._theme.line_height("table") + 6)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._row() * len(self._rows) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, row = QPainter(self), self._theme, self._row()
        days = QFontMetricsF(theme.font("table")).horizontalAdvance("30 Mar") + theme.px(14)
        painter.setFont(theme.font("table"))
        for at, (day, category, title) in enumerate(self._rows):
            top = at * row
            painter.fillRect(QRectF(0, top, self.width(), 1), theme.colour("line"))
            place = QRectF(0, top, self.width(), row)
            painter.setPen(theme.colour("text_second"))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(place, align, _day(day))
            colour = theme.category(category) if category else theme.colour("text_second")
            painter.fillRect(QRectF(days, top + theme.px(7), theme.px(3), row - theme.px(14)), colour)
            place.setLeft(days + theme.px(13))
            painter.setPen(theme.colour("text"))
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(place.width()))
            painter.drawText(place, align, words)
        if self._rows:
            painter.fillRect(QRectF(0, len(self._rows) * row, self.width(), 1), theme.colour("line"))


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
