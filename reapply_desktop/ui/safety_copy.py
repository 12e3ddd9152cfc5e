"""Keeps the copy of unsaved changes that survives a crash: written within seconds of each change, gone after a save."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import recovery
from reapply_desktop.services.file_state import FileState
from reapply_desktop.services.recovery import LeftCopy, RecoveryCopy
from reapply_desktop.ui.background import Background, Ended
from reapply_desktop.ui.document import Document

AFTER_MS = 2000


class SafetyCopy(QObject):
    """The copy of this running program. `base` is the state of the plan's file that the changes started from.

    After an edit it is written beside the window. Whatever else is done with the copy first waits until that is over,
    so that an older state never comes after a newer one. `failed`: no copy could be written.
    """

    failed = Signal()

    def __init__(self, document: Document, data_folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._document = document
        self._data_folder = data_folder
        self._now = now
        self._copy = RecoveryCopy(data_folder, document.new_id())
        self.base: FileState | None = None
        self._job: Background | None = None
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._write_beside)
        document.changed.connect(self.soon)

    @property
    def is_kept(self) -> bool:
        return self._copy.is_kept

    def soon(self) -> None:
        """Write within seconds. Going on typing does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Bring the copy up to date before this returns; without unsaved changes there is none."""
        self._timer.stop()
        self._settle()
        plan = self._document.plan
        if plan is None or not self._document.is_dirty:
            self._copy.discard()
            return
        try:
            self._copy.keep(plan, self._document.path, self.base, self._now())
        except UserError:
            self.failed.emit()

    def discard(self) -> None:
        """There is nothing unsaved any more."""
        self._timer.stop()
        self._settle()
        self._copy.discard()

    def end(self) -> None:
        """The program ends properly."""
        self.discard()
        self._copy.close()

    def _write_beside(self) -> None:
        """Bring the copy up to date in a thread of its own; the window does not wait for the disk."""
        if self._job is not None:
            self._again = True
            return
        plan, copy = self._document.plan, self._copy
        if plan is None or not self._document.is_dirty:
            copy.discard()
            return
        path, base, now = self._document.path, self.base, self._now()
        # The application's child: a window that goes without `end` does not take the thread along half way.
        app = QCoreApplication.instance()
        self._job = Background(lambda _report: copy.keep(plan, path, base, now), app)
        self._job.ended.connect(self._written)
        if app is not None:
            app.aboutToQuit.connect(self._job.wait)
        self._job.start()

    def _written(self, ended: Ended) -> None:
        self._job = None
        if ended.error is not None:
            self.failed.emit()
        if self._again:
            self._again = False
            self._write_beside()

    def _settle(self) -> None:
        """Wait for what is being written just now: one file, made whole."""
        self._again = False
        if self._job is not None:
            self._job.ended.disconnect(self._written)
            self._job.wait()
            self._job = None

    def left_behind(self) -> tuple[LeftCopy, ...]:
        """What earlier runs that ended badly have left."""
        return recovery.left_behind(self._data_folder)

    def remove_left(self, copy: LeftCopy) -> None:
        recovery.remove(self._data_folder, copy)
