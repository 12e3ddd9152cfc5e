"""Long work in a thread of its own, with progress and Cancel: the window stays free, and every end is one answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

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
    """Runs `work(report)`. `progressed(words, done, total)` while it works; `ended(Ended)` exactly once.

    Connect both with a queued connection. The work writes its files last and all at once, so that Cancel before that
    leaves nothing; after its last report it can no longer be cancelled.
    """

    progressed = Signal(str, int, int)
    ended = Signal(object)

    def __init__(self, work: Callable[[Report], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False

    def cancel(self) -> None:
        """Stop at the next report."""
        self._stop = True

    def run(self) -> None:
        """Every failure comes out as a sentence."""
        try:
            ended = Ended(self._work(self._report))
        except StoppedError:
            ended = Ended(cancelled=True)
        except UserError as error:
            ended = Ended(cancelled=True) if self._stop else Ended(error=error)
        except Exception:
            logging.getLogger(__name__).exception("work in the background failed")
            ended = Ended(error=UNEXPECTED)
        self.ended.emit(ended)

    def _report(self, words: str, done: int = 0, total: int = 0) -> None:
        if self._stop:
            raise StoppedError
        self.progressed.emit(words, done, total)
