"""A dialog that works beside the window: one piece of work at a time, seen, stopped, and never left behind."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from reapply_desktop.ui.background import Background, Ended, Report

STOPPING = "Stopping…"


class WorkingDialog(QDialog):
    """Its kinds show the work in `_show_busy` and `_show_progress`; `_run` begins it.

    Cancel and Escape stop the work. Closing stops it too, and the dialog goes once it has stopped: the window is never
    made to wait.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Background | None = None
        self._leaving = False

    @property
    def is_working(self) -> bool:
        return self._job is not None

    def reject(self) -> None:
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()
            self._show_progress(STOPPING, 0, 0)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leaving = self.is_working
        super().closeEvent(event)  # which asks `reject`, and is ignored while there is work

    def _run(self, work: Callable[[Report], Any], then: Callable[[Ended], None]) -> None:
        """Begin, in a thread of its own; `then` hears how it ended, exactly once."""
        self._job = job = Background(work, self)
        job.progressed.connect(self._show_progress)
        job.ended.connect(lambda ended: self._ended(ended, then))
        self._show_busy(True)
        job.start()

    def _ended(self, ended: Ended, then: Callable[[Ended], None]) -> None:
        self._job = None
        self._show_busy(False)
        then(ended)
        if self._leaving and ended.error is None:
            self.close()
        self._leaving = False

    def _show_busy(self, busy: bool) -> None:
        """While it works only Cancel can be pressed."""
        raise NotImplementedError

    def _show_progress(self, words: str, done: int, total: int) -> None:
        """What is being done, how much is done and of how much (0: not known)."""
        raise NotImplementedError
