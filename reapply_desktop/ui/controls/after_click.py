"""Puts off what moves things on a page until the mouse is let go: what is pressed must still be there then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

SOON = 15  # ms between two looks at the mouse


class AfterClick(QObject):
    """Calling it runs `what` at once, or, while a mouse button is down, as soon as none is."""

    def __init__(self, what: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._what = what
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(SOON)
        self._look.timeout.connect(self)

    def __call__(self) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.forget()
            self._what()
        else:
            self._look.start()

    def forget(self) -> None:
        """What was put off has been done, or need not be."""
        self._look.stop()
