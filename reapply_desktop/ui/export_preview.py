"""The right side of the export dialog: how many steps come out, the next of them as others will read them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import listed
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.export_job import included
from reapply_desktop.ui.theme import Theme

WIDTH, ROW, SHOWN, LONG_DAYS = 276, 30, 6, 14
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OWN_CALENDAR = ("Safest is a calendar of its own: import the file into a new, empty one; to update it, delete that "
                "calendar and import again.")
QWIDGETSIZE_MAX = (1 << 24) - 1


def counts_words(plan: Plan, with_contingency: bool) -> str:
    """`57 of 61 steps: 4 in Plan B stay out`."""
    total, inside = len(plan.milestones), len(included(plan, with_contingency))
    if inside == total:
        return f"All {counted(total, 'step')}" if total != 1 else "1 step"
    dropped = sum(m.status == "dropped" for m in plan.milestones)
    apart = total - inside - dropped
    left = [f"{apart} in Plan B"] if apart else []
    left += [f"{dropped} dropped"] if dropped else []
    verb = "stays" if total - inside == 1 else "stay"
    return f"{inside:,} of {counted(total, 'step')}: {listed(left)} {verb} out"


class _Rows(Painted):
    """Day, the category's colour, and the title; what has no room ends in an ellipsis."""

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
            painter.fillRect(QRectF(days, top + theme.px(7), theme.px(3), row - theme.px(14)),
                             theme.category(category))
            place.setLeft(days + theme.px(13))
            painter.setPen(theme.colour("text"))
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(place.width()))
            painter.drawText(place, align, words)
        if self._rows:
            painter.fillRect(QRectF(QPointF(0, len(self._rows) * row), self.rect().bottomRight()), theme.colour("line"))


class ExportPreview(QFrame):
    """`show_steps` says again what comes out after every change of a choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("preview")
        self._beside = True
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(6))
        column.addWidget(heading(theme, "What will come out"))
        self.count = Prose(theme, "", "caption", "text_second")
        column.addWidget(self.count)
        column.addSpacing(theme.px(4))
        self.rows = _Rows(theme)
        column.addWidget(self.rows)
        self._how = Prose(theme, "", "caption", "text_second")
        column.addWidget(self._how)
        column.addSpacing(theme.px(10))
        self._note = Note(theme, OWN_CALENDAR)
        column.addWidget(self._note)
        column.addStretch(1)
        theme.changed.connect(self._restyle)
        self.set_beside(True)

    def set_beside(self, beside: bool) -> None:
        """Beside the choices in a column of its own, or below them and as wide as they are."""
        self._beside = beside
        self._restyle()

    def show_steps(
        self, steps: Sequence[Milestone], titles: Sequence[str], today: date, count: str, how: str, calendar: bool,
        spans: bool,
    ) -> None:  # fmt: skip
        """The next steps with the titles others will read; `how` says how they stand in the calendar."""
        rows = [(_shown_day(step, spans), step.category, title) for step, title in zip(steps, titles, strict=True)]
        rows.sort(key=lambda row: (row[0] < today, row[0]))
        self.count.set_text(count)
        self.rows.show_rows(rows[:SHOWN])
        self._how.set_text(how)
        self._note.setVisible(calendar)

    def _restyle(self) -> None:
        wide = self._theme.px(WIDTH + 48)
        self.setMinimumWidth(wide if self._beside else 0)
        self.setMaximumWidth(wide if self._beside else QWIDGETSIZE_MAX)
        ground, edge = self._theme.colour("surface").name(), self._theme.colour("line").name()
        side = "left" if self._beside else "top"
        self.setStyleSheet(f"QFrame#preview {{ background: {ground}; border: 0; border-{side}: 1px solid {edge}; }}")


def _shown_day(step: Milestone, spans: bool) -> date:
    """Where a step stands: its first day, or its last where it is longer than two weeks."""
    return step.end if step.days > LONG_DAYS and not spans else step.start


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
