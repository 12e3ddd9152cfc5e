"""The row over the table beside the chart's band of deadlines: how sure they are, and the way to change them."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reapply_desktop.domain.season_change import plan_season
from reapply_desktop.domain.season_words import KEY_EVENTS, short_event
from reapply_desktop.domain.step_words import span_words
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme

PAD = 10
TIP = "Look at the season’s dates, or change them"


class SeasonBand(QAbstractButton):
    """Lies over the lower part of a table's head, `high()` px of it. A click asks for the season's dates."""

    season_asked = Signal()

    def __init__(self, document: Document, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._document, self._theme, self._over = document, theme, over
        self._high = 0
        self.setText("Season deadlines")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page has its own entry; keys in the table stay in the table
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.season_asked)
        over.installEventFilter(self)
        document.changed.connect(self.refresh)
        document.opened.connect(self.refresh)
        theme.changed.connect(self.update)
        self._state = ""
        self._read: tuple[object, ...] | None = None
        self.refresh()

    def refresh(self, *_plans: object) -> None:
        """How sure the dates are, as the plan's season has them; each one in the tooltip."""
        plan, tables, today = self._document.plan, self._document.tables, self._document.today()
        read = None if plan is None else (plan.season_dates, plan.answers.season, tables, today)
        if plan is not None and read == self._read:
            return
        self._read = read
        dates = {} if plan is None else plan_season(plan, tables, today).dates
        shown = [dates[event] for event in KEY_EVENTS if event in dates]
        self._state = _sure([event.status for event in shown])
        lines = [f"{short_event(event)}, {span_words(event.day, event.day)}, {event.status}" for event in shown]
        self.setToolTip("\n".join([*lines, TIP]))
        self.setAccessibleName(f"Season deadlines, {self._state}")
        self.setAccessibleDescription("; ".join(lines))
        self.update()

    def lie(self, high: int) -> None:
        """Take so many px at the foot of the head."""
        self._high = high
        self._place()

    def _place(self) -> None:
        self.setGeometry(0, self._over.height() - self._high, self._over.width(), self._high)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, pad = self._theme, QPainter(self), self._theme.px(PAD)
        painter.fillRect(self.rect(), theme.colour("hover_row" if self.underMouse() else "surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.setPen(theme.colour("text_second"))
        painter.setFont(theme.font("table"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        size = theme.px(16)
        left = theme.px(49)
        painter.drawPixmap(left, (self.height() - size) // 2, theme.pixmap("flag", "text_second", 16))
        place = QRectF(self.rect()).adjusted(left + size + theme.px(9), 0, -pad, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, self._state)
        place.setRight(place.right() - painter.fontMetrics().horizontalAdvance(self._state) - pad)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, middle, words)


def _sure(states: list[str]) -> str:
    """`all reported`, `2 estimated`, `4 reported, 1 own`: the least sure ones are counted, and always the own."""
    if len(set(states)) == 1:
        return f"all {states[0]}"
    least = next((s for s in ("estimated", "reported", "published") if s in states), None)
    return ", ".join(f"{states.count(state)} {state}" for state in (least, "own") if state in states)
