"""By how much, in days or weeks, later or earlier: the fields of every dialog that moves steps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reapply_desktop.ui.controls.fields import NumberField
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.theme import Theme

MOST, LARGE = 3_650, 1.5
ALLOWED = f"A whole number from 0 to {MOST:,}."


class DistanceField(QWidget):
    """`days()` is negative for earlier, None while there is no number."""

    edited = Signal()

    def __init__(self, theme: Theme, days: int = 7) -> None:
        super().__init__()
        self.number = NumberField(theme, 0, MOST, message=ALLOWED)
        self.number.setAccessibleName("By how many")
        self.unit = Segments(theme, ((1, "days"), (7, "weeks")), "Unit", 1)
        self.direction = Segments(theme, ((1, "later"), (-1, "earlier")), "Direction", 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self.unit, 0, 1)
        # With large text on its own line, so that the outcome keeps its place beside the fields.
        large = theme.factor > LARGE
        grid.addWidget(self.direction, 1 if large else 0, 0 if large else 2, 1, 2 if large else 1,
                       Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(3, 1)
        self.set_days(days)
        # Looked at with each key: the outcome beside the fields should not lag behind them.
        self.number.textEdited.connect(lambda _text: self.number.check())
        self.number.value_changed.connect(lambda _value: self.edited.emit())
        self.unit.chosen.connect(lambda _value: self.edited.emit())
        self.direction.chosen.connect(lambda _value: self.edited.emit())

    def days(self) -> int | None:
        value = self.number.value()
        return None if value is None else value * self.unit.value() * self.direction.value()

    def set_days(self, days: int) -> None:
        """Show a distance without saying so: in weeks where it is whole weeks."""
        size = abs(days)
        unit = 7 if size and size % 7 == 0 else 1
        self.unit.set_value(unit)
        self.direction.set_value(-1 if days < 0 else 1)
        self.number.set_value(size // unit)
