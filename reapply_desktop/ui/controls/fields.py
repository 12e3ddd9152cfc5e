"""Fields that are checked when they are left or rest for 600 ms, and never change what a person typed into a guess."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reapply_desktop.ui.controls.glyph import Glyph
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.theme import Theme, repolish

REST = 600  # ms without a key before a field is checked
# kind of message -> (icon, colour role, state of the field for the style sheet)
MESSAGE_KINDS: dict[str, tuple[str, str, str | None]] = {
    "error": ("circle-alert", "critical", "error"),
    "explain": ("triangle-alert", "warning", "explain"),
    "good": ("circle-check", "positive", None),
    "info": ("info", "text_second", None),
}


def set_state(field: QWidget, state: str | None) -> None:
    """Show a field as plain (None), `error` (cannot be) or `explain` (can be, but tell us)."""
    if field.property("state") != state:
        field.setProperty("state", state)
        repolish(field)


class CheckedField(QLineEdit):
    """A line edit with a value: subclasses say how text becomes a value and what is wrong with it."""

    value_changed = Signal(object)  # a value that can be, or None when the field was emptied
    problem_changed = Signal(str)  # what is wrong, in words; empty when nothing is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._problem = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.check)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._left)
        steady(self)

    def value(self) -> Any:
        """The value, or None while the field is empty or holds something that cannot be."""
        return self._value

    def problem(self) -> str:
        """What is wrong with the text, or an empty string."""
        return self._problem

    def set_value(self, value: Any) -> None:
        """Show a value without saying so."""
        self._rest.stop()
        self._value = value
        self.setText("" if value is None else self._shown(value))
        self._set_problem(self._parsed(self.text())[1])

    def check(self) -> bool:
        """Look at the text now; True when it can be (empty is allowed)."""
        self._rest.stop()
        value, problem = self._parsed(self.text())
        self._set_problem(problem)
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
        return not problem

    def _parsed(self, text: str) -> tuple[Any, str]:
        """The value and what is wrong with it; one of the two is empty."""
        raise NotImplementedError

    def _shown(self, value: Any) -> str:
        return str(value)

    def _set_problem(self, problem: str) -> None:
        set_state(self, "error" if problem else None)
        if problem != self._problem:
            self._problem = problem
            self.setAccessibleDescription(problem)
            self.problem_changed.emit(problem)

    def _edited(self) -> None:
        if self._problem and not self._parsed(self.text())[1]:
            self.check()  # what was wrong is right now: say so at once
            self._rest.start()
            return
        self._rest.start()

    def _left(self) -> None:
        if self.check() and self._value is not None and self.text() != self._shown(self._value):
            self.setText(self._shown(self._value))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._rest.isActive():
            self._left()


class NumberField(CheckedField):
    """A number, right-aligned, that may be left empty; outside its range it says so and keeps what was typed."""

    def __init__(
        self,
        theme: Theme,
        minimum: float | None = None,
        maximum: float | None = None,
        decimals: int = 0,
        message: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`message` is the allowed range in words; without it one is made from the numbers."""
        super().__init__(parent)
        self._theme = theme
        self._minimum, self._maximum, self._decimals = minimum, maximum, decimals
        self._message = message
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhFormattedNumbersOnly if decimals else Qt.InputMethodHint.ImhDigitsOnly
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_range(self, minimum: float | None, maximum: float | None, message: str = "") -> None:
        """Another range; the text is looked at again."""
        self._minimum, self._maximum, self._message = minimum, maximum, message
        if self.text():
            self.check()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(84), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(64), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(event.key())
        if step is None or self._decimals or self.isReadOnly() or self.value() is None:
            super().keyPressEvent(event)
            return
        stepped = self._shown(self.value() + step)
        if not self._parsed(stepped)[1]:
            self.setText(stepped)
            self.check()

    def allowed(self) -> str:
        """The range in words."""
        if self._message:
            return self._message
        low, high = self._minimum, self._maximum
        if low is not None and high is not None:
            return f"A number from {self._shown(low)} to {self._shown(high)}."
        if low is not None:
            return f"A number of {self._shown(low)} or more."
        return f"A number up to {self._shown(high)}." if high is not None else "A number."

    def _parsed(self, text: str) -> tuple[int | float | None, str]:
        typed = text.strip().replace("\u2212", "-")
        if not typed:
            return None, ""
        if self._decimals and typed.count(",") == 1 and "." not in typed:
            typed = typed.replace(",", ".")
        try:
            value: int | float = float(typed) if self._decimals else int(typed)
        except ValueError:
            return None, self.allowed()
        inside = (self._minimum is None or value >= self._minimum) and (self._maximum is None or value <= self._maximum)
        if not inside or (self._decimals and round(value, self._decimals) != value):
            return None, self.allowed()
        return value, ""

    def _shown(self, value: Any) -> str:
        return f"{value:.{self._decimals}f}".rstrip("0").rstrip(".") if self._decimals else str(round(value))


class FieldMessage(QWidget):
    """The line under a field: red = cannot be, amber = can be but tell us, green = works out. Hidden while empty."""

    def __init__(self, theme: Theme, field: QWidget | None = None, parent: QWidget | None = None) -> None:
        """With a `field` the message also shows in its border and is read with it; a checked field is followed."""
        super().__init__(parent)
        self._field = field
        self._icon = Glyph(theme, 15, "message")
        self._words = Prose(theme, style="message")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(7))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setVisible(False)
        if isinstance(field, CheckedField):
            field.problem_changed.connect(self._follow)

    def text(self) -> str:
        return self._words.text()

    def show_message(self, text: str, kind: str = "error") -> None:
        """Show one sentence; kinds: error, explain, good, info. An empty text hides the line."""
        if not text:
            self.clear()
            return
        icon, role, state = MESSAGE_KINDS[kind]
        self._icon.set_glyph(icon, role)
        self._words.set_role(role)
        self._words.set_text(text)
        self.setAccessibleName(text)
        if self._field is not None:
            set_state(self._field, state)
            self._field.setAccessibleDescription(text)
        self.setVisible(True)

    def clear(self) -> None:
        """Nothing to say."""
        self._words.set_text("")
        self.setVisible(False)
        if self._field is not None:
            set_state(self._field, None)
            self._field.setAccessibleDescription("")

    def _follow(self, problem: str) -> None:
        if problem:
            self.show_message(problem)
        else:
            self.clear()
