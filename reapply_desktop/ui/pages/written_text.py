"""Fields for what a person writes in their own words: all that is typed stays, and what no file holds is said."""

from PySide6.QtCore import QSignalBlocker, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from reapply_desktop.domain.limits import NAME_LIMIT, TEXT_LIMIT
from reapply_desktop.ui.controls.one_line import steady


def too_long(text: str, limit: int) -> str:
    """How many characters are too many, in words; empty where it fits. Spaces around the text do not count."""
    count = len(text.strip())
    if count <= limit:
        return ""
    return f"Up to {limit:,} characters fit here; this text has {count:,}, {count - limit:,} too many."


class _Written:
    """What both fields share; each says how its text is read and set."""

    edited: SignalInstance
    problem_changed: SignalInstance
    _limit: int
    _value = _problem = _stored = ""

    def _read(self) -> str:
        raise NotImplementedError

    def _write(self, text: str) -> None:
        raise NotImplementedError

    def typed(self) -> str:
        """All that stands there, without the spaces around it."""
        return self._read().strip()

    def value(self) -> str:
        """The text, or what it was while it still fitted."""
        return self._value

    def problem(self) -> str:
        return self._problem

    def show_text(self, text: str) -> None:
        """Show what is stored without saying so; what is typed and too long to be stored stays."""
        if not (self._problem and text.strip() in (self._value, self._stored)):
            self.start_over(text)

    def start_over(self, text: str) -> None:
        """Show this text and nothing else, without saying so."""
        self._write(text)
        self._value, self._stored = "", text.strip()
        self._look()

    def _look(self) -> None:
        text = self.typed()
        problem = too_long(text, self._limit)
        if not problem:
            self._value = text
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)

    def _typed(self) -> None:
        self._look()
        self.edited.emit()


class WrittenText(_Written, QPlainTextEdit):
    """Several lines. `edited` after every change, `problem_changed` with what is wrong (empty: it fits)."""

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, limit: int = TEXT_LIMIT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._typed)

    def _read(self) -> str:
        return self.toPlainText()

    def _write(self, text: str) -> None:
        if text != self.toPlainText():
            with QSignalBlocker(self):  # nobody has typed anything
                self.setPlainText(text)


class WrittenLine(_Written, QLineEdit):
    """The same in one line."""

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, limit: int = NAME_LIMIT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.textEdited.connect(self._typed)
        steady(self)

    def _read(self) -> str:
        return self.text()

    def _write(self, text: str) -> None:
        self.setText(text)
