"""Long work in a thread of its own, with progress and Cancel: the window stays free, and every end is one answer."""

import gc
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal

from reapply_desktop.domain.errors import UserError

UNEXPECTED = UserError("Not done: something in the program went wrong.",
                       "Your plan and your old files are untouched. The log in the program's folder has the details.")

# Seconds after which a thread that computes lets the window in. With Python's usual 5 ms each call of Qt in a repaint
# may wait that long, and a repaint makes hundreds.
OFTEN = 0.0001
SEEN = 50  # ms between two reports that are passed on: each one repaints, and nobody reads faster
NOTHING = ("", 0, 0)
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
    _reported = Signal()
    # Those that run now: while any does nobody looks for cycles, which takes long in all that is being made, and every
    # thread waits for it.
    _at_work: ClassVar[set[int]] = set()

    def __init__(self, work: Callable[[Report], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False
        self._end = Ended(cancelled=True)
        self._latest, self._shown = NOTHING, NOTHING
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SEEN)
        self._rest.timeout.connect(self._pass_on)
        self._left: Callable[[Ended], None] | None = None
        self._waits = False  # for the thread: the latest report will be seen without another word
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Stop at the next report."""
        self._stop = True

    def leave(self, then: Callable[[Ended], None] = lambda ended: None) -> None:
        """Stop, and nobody waits for it: it says nothing more, and `then` puts away what it made after all.

        The program does not end before it has.
        """
        self.cancel()
        self._left = then
        app = QCoreApplication.instance()
        self.setParent(app)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def run(self) -> None:
        """Every failure comes out as a sentence."""
        sys.setswitchinterval(OFTEN)  # for good: it matters only while two threads compute
        self._at_work.add(id(self))
        gc.disable()
        try:
            self._end = Ended(self._work(self._report))
        except StoppedError:
            self._end = Ended(cancelled=True)
        except UserError as error:
            self._end = Ended(cancelled=True) if self._stop else Ended(error=error)
        except Exception:
            logging.getLogger(__name__).exception("work in the background failed")
            self._end = Ended(error=UNEXPECTED)
        finally:
            self._at_work.discard(id(self))
            if not self._at_work:
                gc.enable()

    def _report(self, words: str, done: int = 0, total: int = 0) -> None:
        if self._stop:
            raise StoppedError
        self._latest = (words, done, total)
        if not self._waits:
            self._waits = True
            self._reported.emit()

    def _pass_on(self) -> None:
        """Say the latest report, and then nothing for a while."""
        self._waits = False
        if self._stop or self._latest == self._shown:
            return
        self._waits = True
        self._shown = self._latest
        self.progressed.emit(*self._shown)
        self._rest.start()

    def _tell_end(self) -> None:
        self.wait()
        self._pass_on()
        self._rest.stop()
        if self._left is None:
            self.ended.emit(self._end)
        else:
            self._left(self._end)
        self.deleteLater()
