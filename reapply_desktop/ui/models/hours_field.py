"""Hours on one day, with their zone: two times as people type them, and whole days where both are empty."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from reapply_desktop.domain.plan import Hours
from reapply_desktop.domain.rows_text import HOME_ZONE
from reapply_desktop.domain.step_words import ZONE_WORDS, zone_words
from reapply_desktop.domain.typed_days import read_time
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import CheckedField
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme

EXAMPLE = "A time such as 20:30 or 8:30 pm."
BOTH = "Hours need a start and an end, such as 20:30 and 21:00."


def parse_time(text: str) -> time | None:
    """The time a person typed; None for an empty text. Raises ValueError with a sentence for the person."""
    try:
        return read_time(text)
    except ValueError:
        raise ValueError(EXAMPLE) from None


class TimeField(CheckedField):
    """A time of the day that may stay empty."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText("–")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(64), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(58), super().minimumSizeHint().height())

    def _parsed(self, text: str) -> tuple[Any, str]:
        try:
            return parse_time(text), ""
        except ValueError as wrong:
            return None, str(wrong)

    def _shown(self, value: Any) -> str:
        return f"{value:%H:%M}"


class HoursField(QFrame):
    """Start, end and zone in one row. `edited` follows every change that leaves both times usable or both empty."""

    edited = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.start, self.end = TimeField(theme, "From"), TimeField(theme, "Until")
        self.zone = Combo(theme, name="Time zone")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        dash: QLabel = Label(theme, "–", "table", "text_second")
        for part, stretch in ((self.start, 0), (dash, 0), (self.end, 0), (self.zone, 1)):
            row.addWidget(part, stretch)
        self.setFocusProxy(self.start)
        self._zones(())
        for field in (self.start, self.end):
            field.value_changed.connect(self._changed)
            field.returnPressed.connect(self.confirmed)
        self.zone.activated.connect(self._changed)

    def set_hours(self, hours: Hours | None) -> None:
        """Show hours, or none, without saying so."""
        self._zones((hours.zone,) if hours else ())
        self.start.set_value(hours.start if hours else None)
        self.end.set_value(hours.end if hours else None)
        self.zone.set_value(hours.zone if hours else HOME_ZONE)

    def hours(self) -> Hours | None:
        """The hours, None for a whole day; ask `problem` first."""
        start, end = self.start.value(), self.end.value()
        return None if start is None or end is None else Hours(start, end, self.zone.value() or HOME_ZONE)

    def problem(self) -> str:
        """What keeps the two times from being hours, in words; empty when nothing does."""
        self.start.check()
        self.end.check()
        wrong = self.start.problem() or self.end.problem()
        return wrong or (BOTH if (self.start.value() is None) != (self.end.value() is None) else "")

    def _zones(self, more: Sequence[str]) -> None:
        self.zone.set_options((zone, zone_words(zone)) for zone in dict.fromkeys((*ZONE_WORDS, *more)))
        self.zone.set_value(HOME_ZONE)

    def _changed(self) -> None:
        if not self.problem():
            self.edited.emit()
