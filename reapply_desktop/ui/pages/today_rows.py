"""The two weeks of the Today page: rows that are ticked off as a whole, and a line in which a step is added."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.today import Row, WeekList
from reapply_desktop.domain.words import listed
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.choices import paint_tick
from reapply_desktop.ui.controls.painted import box, by_keyboard
from reapply_desktop.ui.controls.text import Label, Prose, heading, line
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:  # imported when a step is first added
    from reapply_desktop.ui.pages.today_new import NewTitle

HIGH, MARK, ICON, TITLE = 38, 18, 30, 58
SHOWN = 8  # rows before the rest folds
MOST = 200  # rows that are ever unfolded; more belong into the timeline
NAMED = 3


class StepRow(QCheckBox):
    """One step of a week. A click anywhere, or Space, ticks it off; Enter asks for the place where it is edited."""

    opened = Signal(str)
    done_asked = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: Row | None = None
        self._ringed = False
        self.setProperty("own_focus", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.update)

    @property
    def step(self) -> Milestone | None:
        return self._row.step if self._row else None

    def show_row(self, row: Row) -> None:
        """Another step, or the same in another state."""
        if row == self._row:
            self.setChecked(row.is_done)
            return
        self._row = row
        self.setChecked(row.is_done)
        self.setText("")
        self.setAccessibleName(row.step.title)
        self.setAccessibleDescription(", ".join(filter(None, (row.day, row.detail))))
        self._tell_whole()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(200), max(px(HIGH), self._theme.line_height("body") + px(12)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ringed = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row is not None:
            self.opened.emit(self._row.step.id)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _clicked(self, checked: bool) -> None:
        if self._row is not None:
            self.done_asked.emit(self._row.step.id, checked)

    def _room(self) -> float:
        """Where the title may reach, left of the day."""
        day = QFontMetricsF(self._theme.font("table")).horizontalAdvance(self._row.day if self._row else "")
        return self.width() - day - self._theme.px(16)

    def _tell_whole(self) -> None:
        if self._row is None:
            return
        metrics = QFontMetricsF(self._theme.font("body"))
        room = self._room() - self._theme.px(TITLE)
        cut = metrics.horizontalAdvance(self._row.step.title) > room
        self.setToolTip(self._row.step.title if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        row, theme, px = self._row, self._theme, self._theme.px
        if row is None:
            return
        painter = QPainter(self)
        high = self.height()
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("hover_row"))
        painter.fillRect(QRectF(0, high - 1, self.width(), 1), theme.colour("line"))
        inset = px(3) if self._ringed else 0
        paint_tick(painter, theme, QPointF(inset, round((high - px(MARK)) / 2)), self.isChecked(), self.isEnabled())
        category = row.step.category
        icon = theme.pixmap(theme.category_icon(category), category, 16)
        painter.drawPixmap(QPointF(px(ICON), round((high - px(16)) / 2)), icon)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font("table"))
        painter.setPen(theme.colour("text_second"))
        right = QRectF(0, 0, self.width() - inset, high)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | middle, row.day)
        self._paint_words(painter, row, high)
        if self._ringed and self.hasFocus():
            box(painter, QRectF(self.rect()).adjusted(0, 0, 0, -1), px(4), None, theme.colour("accent_text"), 2)

    def _paint_words(self, painter: QPainter, row: Row, high: int) -> None:
        theme, px = self._theme, self._theme.px
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        left, room = px(TITLE), self._room()
        metrics = QFontMetricsF(theme.font("body"))
        title = metrics.elidedText(row.step.title, Qt.TextElideMode.ElideRight, max(room - left, 1))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text_second" if row.is_done else "text"))
        painter.drawText(QRectF(left, 0, max(room - left, 1), high), middle, title)
        after = left + metrics.horizontalAdvance(title) + px(10)
        small = QFontMetricsF(theme.font("caption"))
        if row.detail and room - after >= min(small.horizontalAdvance(row.detail), px(60)):
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_second"))
            detail = small.elidedText(row.detail, Qt.TextElideMode.ElideRight, room - after)
            painter.drawText(QRectF(after, px(1), room - after, high), middle, detail)


class WeekBlock(QWidget):
    """A week with its heading. `done_asked(id, done)`, `opened(id)`, `added(title)`, `timeline_asked()`."""

    done_asked = Signal(str, bool)
    opened = Signal(str)
    added = Signal(str)
    timeline_asked = Signal()

    def __init__(self, theme: Theme, words: str, empty: str, *, may_add: bool = False) -> None:
        super().__init__()
        self._theme, self._empty_words = theme, empty
        self._week: WeekList | None = None
        self._unfolded = False
        self.rows: list[StepRow] = []
        self._span = Label(theme, "", "caption", "text_second")
        self._add = link(theme, "Add a step")
        self._add.setObjectName("add_step")
        if not may_add:
            self._add.setVisible(False)
        self._add.clicked.connect(self._begin_adding)
        self.field: NewTitle | None = None
        self._empty = Label(theme, empty, "table", "text_second", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._more = link(theme, "")
        self._more.clicked.connect(self._unfold)
        self._going_on = Prose(theme, "", "caption", "text_second")
        self._build(words)

    def _build(self, words: str) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(heading(self._theme, words))
        # One and a half pixels higher than its box, so that both stand on one line.
        self._span.setContentsMargins(0, 0, 0, px(1.5))
        head.addWidget(self._span, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(px(7))
        column.addWidget(line())
        self._above_rows = column.count()
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addSpacing(px(8))
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._going_on)
        self._empty.setContentsMargins(0, px(9), 0, 0)

    def show_week(self, week: WeekList, empty: str = "") -> None:
        """The rows of a week; too many fold and open on request. `empty`: what a bare week says."""
        self._empty.setText(empty or self._empty_words)
        if self._week is None or week.first != self._week.first:
            self._unfolded = False
        self._week = week
        self._span.setText(week.span)
        shown = week.rows[: MOST if self._unfolded or len(week.rows) <= SHOWN + 2 else SHOWN]
        while len(self.rows) < len(shown):
            made = StepRow(self._theme)
            made.done_asked.connect(self.done_asked)
            made.opened.connect(self.opened)
            self._list.addWidget(made)
            self.rows.append(made)
        for place, widget in enumerate(self.rows):
            if place < len(shown):
                widget.show_row(shown[place])
            widget.setVisible(place < len(shown))
        rest = len(week.rows) - len(shown)
        self._more.setText(f"and {counted(rest, 'more step', 'more')}" if not self._unfolded
                           else f"{counted(rest, 'step')} more in the timeline")
        self._more.setVisible(rest > 0)
        self._empty.setVisible(not week.rows)
        self._show_going_on(week)

    def _show_going_on(self, week: WeekList) -> None:
        titles = [m.title if len(m.title) <= 60 else f"{m.title[:59].rstrip()}…" for m in week.going_on[:NAMED]]
        more = len(week.going_on) - len(titles)
        if more:
            titles.append(f"{more:,} more")
        self._going_on.set_text(f"Goes on: {listed(titles)}." if titles else "")
        self._going_on.setVisible(bool(titles))

    def _unfold(self) -> None:
        if self._unfolded:
            self.timeline_asked.emit()
        elif self._week is not None:
            self._unfolded = True
            self.show_week(self._week)

    def _begin_adding(self) -> None:
        if self.field is None:
            self.field = self._make_field()
        self.field.setVisible(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_field(self) -> "NewTitle":
        from reapply_desktop.ui.pages.today_new import NewTitle

        field = NewTitle()
        field.given.connect(self._given)
        field.left.connect(lambda: field.setVisible(False))
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(self._above_rows, field)
        QWidget.setTabOrder(self._add, field)
        return field

    def _given(self, title: str) -> None:
        if self.field is not None:
            self.field.clear()
            self.field.setVisible(False)
        self.added.emit(title)
