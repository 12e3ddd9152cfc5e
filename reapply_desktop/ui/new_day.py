"""Notices that the day has changed while the window stays open: over midnight, or after the computer has slept."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from reapply_desktop.ui.document import Document

EVERY = 60_000  # ms; a timer until midnight would come late after a night's sleep


class NewDay(QObject):
    """Asks the document's clock now and then, and whenever the person comes back to the window."""

    def __init__(self, document: Document, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(document.notice_day)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._document.notice_day()
        return False
