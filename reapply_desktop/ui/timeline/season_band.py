"""The row over the table beside the chart's band of deadlines: how sure they are, and the way to change them."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reapply_desktop.domain.season_change import plan_season
from reapply_desktop.domain.season_words import KEY_EVENTS
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme

PAD, STATES = 10, {"own": "set by you"}


class SeasonBand(QAbstractButton):
    """Lies over the lower part of a table's head, `high()` px of it. A click asks for the season's dates."""

    season_asked = Signal()

    def __init__(self, document: Document, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._document, self._theme, self._over = document, theme, over
        self._high = 0
        self.setText("Season deadlines")
        self.setToolTip("Look at the season’s dates, or change them")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page has its own entry; keys in the table stay in the table
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.season_asked)
        over.installEventFilter(self)
        document.changed.connect(self.refresh)
        document.opened.connect(self.refresh)
        theme.changed.connect(self.update)
        self._state = ""
        self.refresh()

    def refresh(self, *_plans: object) -> None:
        """How sure the dates are, as the plan's season has them."""
        plan = self._document.plan
        if plan is None:
            self._state = ""
        else:
            dates = plan_season(plan, self._document.tables, self._document.today()).dates
            self._state = _sure([dates[event].status for event in KEY_EVENTS if event in dates])
        self.setAccessibleName(f"Season deadlines, {self._state}")
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
    """`all reported`, `2 estimated`: the least sure ones are counted."""
    if len(set(states)) == 1:
        return f"all {STATES.get(states[0], states[0])}"
    for state in ("estimated", "reported", "own", "published"):
        if state in states:
            return f"{states.count(state)} {STATES.get(state, state)}"
    return ""
