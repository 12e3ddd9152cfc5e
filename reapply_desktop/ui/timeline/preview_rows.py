"""The right side of the dialogs that reshape the plan: how much comes out, a few rows of it, and what to know first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.painted import Sign
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.theme import Theme

WIDTH, ROW, STACKED_ROW, MOST_SAID = 276, 30, 46, 3
GAP = "gap"  # category of a row that stands for others left out


@dataclass(frozen=True)
class PreviewRow:
    """A step as it will be: its day or days, its title and its category."""

    days: str
    title: str
    category: str


class PreviewRows(Sign):
    """A few rows between hairlines. `stacked`: the title above its days, where both would not fit beside each other."""

    def __init__(self, theme: Theme, stacked: bool) -> None:
        super().__init__(theme)
        self._stacked = stacked
        self._rows: Sequence[PreviewRow] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows(self) -> tuple[PreviewRow, ...]:
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        self._rows = rows
        self.setAccessibleName("; ".join(f"{row.title}: {row.days}" if row.days else row.title for row in rows))
        self._theme_changed()

    def set_stacked(self, stacked: bool) -> None:
        """Another way to stand, where the room has changed."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._theme_changed()

    def _height(self, row: PreviewRow) -> int:
        theme = self._theme
        if row.category == GAP or not self._stacked:
            return max(theme.px(ROW), theme.line_height("table") + theme.px(8))
        return max(theme.px(STACKED_ROW), theme.line_height("table") + theme.line_height("caption") + theme.px(8))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), sum(map(self._height, self._rows)) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, top = QPainter(self), self._theme, 0.0
        metrics = QFontMetricsF(theme.font("table"))
        days = max((metrics.horizontalAdvance(row.days) for row in self._rows), default=0.0) + theme.px(12)
        for row in self._rows:
            high = self._height(row)
            painter.fillRect(QRectF(0, top, self.width(), 1), theme.colour("line"))
            place = QRectF(0, top + 1, self.width(), high - 1)
            if row.category == GAP:
                self._write(painter, place, row.title, "caption", "text_second")
            elif self._stacked:
                self._paint_stacked(painter, place, row)
            else:
                self._write(painter, place, row.days, "table", "text_second")
                self._bar(painter, days, place, row.category)
                self._write(painter, place.adjusted(days + theme.px(12), 0, 0, 0), row.title, "table", "text")
            top += high
        if self._rows:
            painter.fillRect(QRectF(0, top, self.width(), 1), theme.colour("line"))

    def _paint_stacked(self, painter: QPainter, place: QRectF, row: PreviewRow) -> None:
        theme = self._theme
        self._bar(painter, 0, place, row.category)
        first, second = theme.line_height("table"), theme.line_height("caption")
        inner = QRectF(theme.px(12), place.top() + (place.height() - first - second) / 2, 0, first)
        inner.setRight(place.right())
        self._write(painter, inner, row.title, "table", "text")
        inner.translate(0, first)
        inner.setHeight(second)
        self._write(painter, inner, row.days, "caption", "text_second")

    def _bar(self, painter: QPainter, left: float, place: QRectF, category: str) -> None:
        inset = self._theme.px(7)
        bar = QRectF(left, place.top() + inset, self._theme.px(3), place.height() - 2 * inset)
        painter.fillRect(bar, self._theme.category(category))

    def _write(self, painter: QPainter, place: QRectF, text: str, style: str, role: str) -> None:
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.colour(role))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, short)


class Preview(QFrame):
    """Shown anew after every change of a choice: a sentence that counts, rows, what stays, and what does not fit."""

    def __init__(self, theme: Theme, stacked: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("preview")
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(6))
        column.addWidget(heading(theme, "What will come out"))
        self.count = Prose(theme, "", "caption", "text_second")
        column.addWidget(self.count)
        # Before the rows: what no longer fits must not lie below the fold.
        self._warnings = [FieldMessage(theme) for _ in range(MOST_SAID + 1)]
        for line in self._warnings:
            column.addWidget(line)
        column.addSpacing(theme.px(4))
        self.rows = PreviewRows(theme, stacked)
        column.addWidget(self.rows)
        self.after = Prose(theme, "", "caption", "text_second")
        column.addWidget(self.after)
        column.addStretch(1)
        self._below = False
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_outcome(
        self, count: str, rows: Sequence[PreviewRow] = (), after: str = "", warnings: Sequence[str] = ()
    ) -> None:
        """`warnings` are sentences about what should be looked at; the first few are shown."""
        self.count.set_text(count)
        self.rows.setVisible(bool(rows))
        self.rows.show_rows(rows)
        self.after.setVisible(bool(after))
        self.after.set_text(after)
        shown = list(warnings[:MOST_SAID])
        if len(warnings) > MOST_SAID:
            shown.append(f"And {len(warnings) - MOST_SAID:,} more like these.")
        for line, text in zip(self._warnings, [*shown, *[""] * len(self._warnings)], strict=False):
            line.show_message(text, "explain")

    def set_below(self, below: bool) -> None:
        """Under the choices instead of beside them, where there is no room for both."""
        if below != self._below:
            self._below = below
            self._restyle()

    def said(self) -> str:
        """Everything in words, for tests and screen readers."""
        parts = [self.count.text(), self.rows.accessibleName(), self.after.text()]
        return "\n".join(filter(None, [*parts, *(line.text() for line in self._warnings)]))

    def _restyle(self) -> None:
        theme, wide = self._theme, self._theme.px(WIDTH + 48)
        self.setMinimumWidth(0 if self._below else wide)
        self.setMaximumWidth(16_777_215 if self._below else wide)
        ground, edge = theme.colour("surface").name(), theme.colour("line").name()
        side = "top" if self._below else "left"
        self.setStyleSheet(f"QFrame#preview {{ background: {ground}; border: 0; border-{side}: 1px solid {edge}; }}")
