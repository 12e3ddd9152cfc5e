"""The side column of the Today page: the four things, the open questions, and the load of the weeks ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.today import Meter, Question
from reapply_desktop.domain.today_load import week_words
from reapply_desktop.domain.week import Week
from reapply_desktop.domain.words import MONTHS
from reapply_desktop.ui.controls.buttons import Link, link
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.painted import Sign, box
from reapply_desktop.ui.controls.text import Label, Prose, heading
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

SHOWN = 4  # questions before the rest folds
BARS, LABELS = 34, 20


class MeterView(QWidget):
    """Three of four, by September (B4.1): what stands has a ring with a tick, what is open a dashed one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: Meter | None = None
        self._body: QWidget | None = None

    def show_meter(self, meter: Meter) -> None:
        if meter == self._shown:
            return
        self._shown = meter
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        theme, px = self._theme, self._theme.px
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(9))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading(theme, meter.title), 0, 0, 1, 3)
        grid.addWidget(Prose(theme, meter.summary, "caption", "text_second"), 1, 0, 1, 3)
        for number, entry in enumerate(meter.lines):
            at = 2 + number * 3
            grid.setRowMinimumHeight(at, px(12))
            icon, role = ("circle-check", "positive") if entry.thing.stands else ("circle-dashed", "text_second")
            mark = glyph(theme, icon, role, 18, "table_strong")
            grid.addWidget(mark, at + 1, 0)
            name = Label(theme, entry.thing.name, "table_strong", wrap=True)
            name.setAccessibleName(f"{entry.thing.name}: {entry.state}. {entry.detail}")
            grid.addWidget(name, at + 1, 1)
            state = Label(theme, entry.state, "table", "warning" if entry.state == "late" else "text_second")
            grid.addWidget(state, at + 1, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Prose(theme, entry.detail, "caption", "text_second"), at + 2, 1, 1, 2)
        self._column.addWidget(self._body)


class QuestionsView(QWidget):
    """What is open or doubtful, each with a link to its place: `followed(page, where)`."""

    followed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Question, ...] | None = None
        self._unfolded = False
        self._body: QWidget | None = None
        self.links: list[Link] = []

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        if questions != self._shown:
            self._shown = questions
            self._lay_out()

    def _lay_out(self) -> None:
        questions = self._shown or ()
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        theme, px = self._theme, self._theme.px
        self._body = QWidget()
        self.links = []
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(6))
        rows.addWidget(heading(theme, "Open questions"))
        if not questions:
            rows.addWidget(Label(theme, "None. Everything asked for is answered.", "table", "text_second", wrap=True))
        few = questions if self._unfolded or len(questions) <= SHOWN + 1 else questions[:SHOWN]
        for question in few:
            row = QHBoxLayout()
            row.setSpacing(px(16))
            row.addWidget(Prose(theme, question.text, "table"), 1)
            lead = link(theme, question.link)
            lead.setAccessibleName(f"{question.link}: {question.text}")
            lead.clicked.connect(lambda _=False, q=question: self.followed.emit(q.page, q.where))
            self.links.append(lead)
            row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
            rows.addLayout(row)
        if len(few) < len(questions):
            more = link(theme, f"and {len(questions) - len(few)} more")
            more.setObjectName("more_questions")
            more.clicked.connect(self._unfold)
            rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._body)

    def _unfold(self) -> None:
        self._unfolded = True
        self._lay_out()
        if len(self.links) > SHOWN:
            self.links[SHOWN].setFocus(Qt.FocusReason.OtherFocusReason)


class LoadView(QWidget):
    """The next eight weeks as small bars, and a sentence on the first that is too full: `followed(step id)`."""

    followed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bars = _Bars(theme)
        self._sentence = Prose(theme, "", "caption", "warning")
        self._look = link(theme, "Look")
        self._look.setObjectName("look_full")
        self._step = ""
        self._look.clicked.connect(lambda: self.followed.emit(self._step))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(heading(theme, "The weeks ahead"))
        column.addWidget(self._bars)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def show_load(self, load: tuple[Week, ...], full: tuple[str, str] | None) -> None:
        self._bars.show_weeks(load)
        words, self._step = full or ("", "")
        self._sentence.set_text(words)
        self._sentence.setVisible(bool(words))
        self._look.setVisible(bool(words))
        self._look.setAccessibleName(f"Look: {words}")
        self.setVisible(any(week.load for week in load))


class _Bars(Sign):
    """Neutral bars on one line; what lies above the limit stands in amber and says so in words below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._weeks: tuple[Week, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        if weeks != self._weeks:
            self._weeks = weeks
            self.setAccessibleName("Load of the weeks. " + "; ".join(week_words(week) for week in weeks))
            self.update()

    def sizeHint(self) -> QSize:
        high = self._theme.px(BARS) + max(self._theme.px(LABELS), self._theme.line_height("caption") + 2)
        return QSize(self._theme.px(200), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def _place(self, at: int) -> QRectF:
        wide = self.width() / max(len(self._weeks), 1)
        return QRectF(round(at * wide), 0, round((at + 1) * wide) - round(at * wide), self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the week under the pointer holds. A handler of all events would make all their classes at the start."""
        at = next((n for n in range(len(self._weeks)) if self._place(n).contains(event.position())), None)
        self.setToolTip("" if at is None else week_words(self._weeks[at]))
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        high = px(BARS)
        highest = max((max(week.load, week.limit) for week in self._weeks), default=1.0) or 1.0
        painter.setFont(theme.font("caption"))
        metrics = QFontMetricsF(painter.font())
        reach = -1.0
        for at, week in enumerate(self._weeks):
            place = self._place(at)
            tall = round(week.load / highest * (high - 2))
            bar = QRectF(place.left(), high - tall, min(place.width() - px(6), px(26)), tall)
            fill, edge = ("warning_soft", "warning_line") if week.is_too_full else ("track", "control_line")
            if tall > 1:
                box(painter, bar, px(2), theme.colour(fill), theme.colour(edge))
            first_of_month = at == 0 or week.first.month != self._weeks[at - 1].first.month
            words = f"{week.first.day} {MONTHS[week.first.month - 1][:3]}" if first_of_month else f"{week.first.day}"
            if place.left() >= reach:
                painter.setPen(theme.colour("warning" if week.is_too_full else "text_second"))
                painter.drawText(QRectF(place.left(), high + 2, self.width(), self.height() - high), words)
                reach = place.left() + metrics.horizontalAdvance(words) + px(4)
        painter.fillRect(QRectF(0, high, self.width() - px(6), 1), theme.colour("control_line"))
