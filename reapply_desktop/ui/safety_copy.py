"""Keeps the copy of unsaved changes that survives a crash: written within seconds of each change, gone after a save."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import recovery
from reapply_desktop.services.file_state import FileState
from reapply_desktop.services.recovery import LeftCopy, RecoveryCopy
from reapply_desktop.ui.document import Document

AFTER_MS = 2000


class SafetyCopy(QObject):
    """The copy of this running program. `base` is the state of the plan's file that the changes started from.

    `failed`: no copy could be written.
    """

    failed = Signal()

    def __init__(self, document: Document, data_folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._document = document
        self._data_folder = data_folder
        self._now = now
        self._copy = RecoveryCopy(data_folder, document.new_id())
        self.base: FileState | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.write)
        document.changed.connect(self.soon)

    @property
    def is_kept(self) -> bool:
        return self._copy.is_kept

    def soon(self) -> None:
        """Write within seconds. Going on typing does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Bring the copy up to date now; without unsaved changes there is none."""
        self._timer.stop()
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
        self._copy.discard()

    def end(self) -> None:
        """The program ends properly."""
        self.discard()
        self._copy.close()

    def left_behind(self) -> tuple[LeftCopy, ...]:
        """What earlier runs that ended badly have left."""
        return recovery.left_behind(self._data_folder)

    def remove_left(self, copy: LeftCopy) -> None:
        recovery.remove(self._data_folder, copy)
