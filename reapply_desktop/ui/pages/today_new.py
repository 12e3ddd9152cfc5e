"""The line of the Today page in which a step is added. Made when it is first asked for."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reapply_desktop.ui.controls.one_line import steady


class NewTitle(QLineEdit):
    """One line for a new step: Enter takes it, Esc leaves, leaving it empty leaves too."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(500)
        self.setPlaceholderText("What is to be done? Enter adds it to today.")
        self.setAccessibleName("New step for today")
        steady(self)
        self.returnPressed.connect(self._take)

    def _take(self) -> None:
        if self.text().strip():
            self.given.emit(self.text())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.clear()
                self.left.emit()
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text().strip() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
