"""Long work in a thread of its own, with progress and Cancel: the window stays free, and every end is one answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from reapply_desktop.domain.errors import UserError

UNEXPECTED = UserError("Not done: something in the program went wrong.",
                       "Your plan and your old files are untouched. The log in the program's folder has the details.")

# What is being done in words, how much of it is done, and of how much (0: not known).
Report = Callable[[str, int, int], None]


class StoppedError(Exception):
    """The person pressed Cancel: raised inside the work by the next report."""


@dataclass(frozen=True)
class Ended:
    """How the work ended: with a result, with what a person is told, or cancelled."""

    result: Any = None
    error: UserError | None = None
    cancelled: bool = False


class Background(QThread):
    """Runs `work(report)`. `progressed(words, done, total)` while it works; `ended(Ended)` exactly once, by when the
    thread is gone. Both come to the thread this was made in.

    The work writes its files last and all at once, so that Cancel before that leaves nothing; after its last report it
    can no longer be cancelled.
    """

    progressed = Signal(str, int, int)
    ended = Signal(object)
    _reported = Signal(str, int, int)

    def __init__(self, work: Callable[[Report], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False
        self._end = Ended(cancelled=True)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Stop at the next report."""
        self._stop = True

    def run(self) -> None:
        """Every failure comes out as a sentence."""
        try:
            self._end = Ended(self._work(self._report))
        except StoppedError:
            self._end = Ended(cancelled=True)
        except UserError as error:
            self._end = Ended(cancelled=True) if self._stop else Ended(error=error)
        except Exception:
            logging.getLogger(__name__).exception("work in the background failed")
            self._end = Ended(error=UNEXPECTED)

    def _report(self, words: str, done: int = 0, total: int = 0) -> None:
        if self._stop:
            raise StoppedError
        self._reported.emit(words, done, total)

    def _pass_on(self, words: str, done: int, total: int) -> None:
        if not self._stop:
            self.progressed.emit(words, done, total)

    def _tell_end(self) -> None:
        self.wait()
        self.ended.emit(self._end)
        self.deleteLater()
