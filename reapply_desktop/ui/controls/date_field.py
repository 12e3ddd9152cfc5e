"""A day that is typed in any usual way or picked from a calendar, and may stay empty: not known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.typed_days import NoSuchDayError, read_day
from reapply_desktop.domain.words import short_day
from reapply_desktop.ui.controls.buttons import button, icon_button
from reapply_desktop.ui.controls.fields import CheckedField
from reapply_desktop.ui.theme import Theme

EXAMPLE = "A date such as 12 Oct 2025 or 10/12/2025."


def parse_day(text: str) -> date | None:
    """The day a person typed; None for an empty text. `10/12/2025` is read with the month first, as ERAS writes it.

    Raises ValueError with a sentence for the person when the text is no day."""
    try:
        return read_day(text)
    except NoSuchDayError:
        raise ValueError(f"There is no such day. {EXAMPLE}") from None
    except ValueError:
        no_year = re.search(r"\d{4}", text) is None
        raise ValueError(f"The year is missing. {EXAMPLE}" if no_year else EXAMPLE) from None


class DateField(CheckedField):
    """A day in a line edit with a calendar (Alt+Down); Up and Down move by a day. `value()` is a date or None."""

    def __init__(
        self,
        theme: Theme,
        minimum: date | None = None,
        maximum: date | None = None,
        message: str = "",
        start: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`message`: the allowed range in words; `start`: where the calendar opens while nothing is known."""
        super().__init__(parent)
        self._theme = theme
        self._minimum, self._maximum, self._message, self._start = minimum, maximum, message, start
        self._popup: _CalendarPopup | None = None
        self.setPlaceholderText("not known")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # Not a QLineEdit action: those keep their 16 px at any text size.
        self._button = icon_button(theme, "calendar-days", "Choose from a calendar (Alt+Down)", size=15)
        self._button.setParent(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.clicked.connect(self.open_calendar)
        self._make_room()
        theme.changed.connect(self._make_room)

    def day(self) -> date | None:
        """The day, or None when it is not known."""
        found: date | None = self.value()
        return found

    def set_day(self, day: date | None) -> None:
        """Show a day without saying so."""
        self.set_value(day)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(136), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance("30 Mar 2026") + self._theme.px(48)
        return QSize(wide, super().minimumSizeHint().height())

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self.isReadOnly() or not self.isEnabled():
            return
        if self._popup is None:
            self._popup = _CalendarPopup(self)
        self._popup.open_at(self.day() or self._start or self._minimum, self._minimum, self._maximum)

    def picked(self, day: date | None) -> None:
        """Take a day from the calendar as if it had been typed."""
        self.setText("" if day is None else short_day(day))
        self.check()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        side = self._theme.px(28)
        inset = max(2, (self.height() - side) // 2)
        self._button.setGeometry(self.width() - side - inset, inset, side, max(1, self.height() - 2 * inset))
        margins = self.textMargins()
        self.setTextMargins(margins.left(), margins.top(), self._theme.px(22), margins.bottom())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not alt and not self.isReadOnly() and self.check():
            day = self.day()
            if day is not None:
                step = timedelta(days=1 if event.key() == Qt.Key.Key_Up else -1)
                self.setText(short_day(day + step))
                self.check()
                return
        super().keyPressEvent(event)

    def _parsed(self, text: str) -> tuple[Any, str]:
        try:
            day = parse_day(text)
        except ValueError as wrong:
            return None, str(wrong)
        if day is not None:
            early = self._minimum is not None and day < self._minimum
            late = self._maximum is not None and day > self._maximum
            if early or late:
                return None, self._message or self._range()
        return day, ""

    def _range(self) -> str:
        low, high = self._minimum, self._maximum
        if low is not None and high is not None:
            return f"A date from {short_day(low)} to {short_day(high)}."
        if low is not None:
            return f"A date not before {short_day(low)}."
        return f"A date not after {short_day(high or date.max)}."

    def _shown(self, value: Any) -> str:
        return short_day(value)


class _CalendarPopup(QFrame):
    """A month to pick from, and a way back to not known; made when it is first opened."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setProperty("role", "popup")
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._month.setNavigationBarVisible(True)
        self._month.activated.connect(self._take)
        self._month.clicked.connect(self._take)
        unknown = button("Not known", "quiet", density="small")
        unknown.clicked.connect(self._forget)
        foot = QHBoxLayout()
        foot.addWidget(unknown)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._month)
        column.addLayout(foot)

    def open_at(self, day: date | None, low: date | None, high: date | None) -> None:
        self._month.setMinimumWidth(self._field._theme.px(300))
        plain = QTextCharFormat()
        plain.setForeground(self._field._theme.colour("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(weekend, plain)
        if low is not None:
            self._month.setMinimumDate(QDate(low.year, low.month, low.day))
        if high is not None:
            self._month.setMaximumDate(QDate(high.year, high.month, high.day))
        if day is not None:
            self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = self._field.mapToGlobal(QPoint(0, self._field.height() + 4))
        screen = self._field.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = self._field.mapToGlobal(QPoint(0, -self.height() - 4))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return super().event(event)

    def _take(self, day: QDate) -> None:
        self.hide()
        self._field.picked(date(day.year(), day.month(), day.day()))

    def _forget(self) -> None:
        self.hide()
        self._field.picked(None)
