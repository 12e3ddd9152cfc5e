"""What changed since the last export, counted beside the window: with thousands of steps it would make it wait."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.since import Since, day_of_last_export, since_last_export
from reapply_desktop.ui.background import Background, Ended, Report


class Past(QObject):
    """`counted(Since | None, date | None)` for the choices asked for last: None where nothing was exported yet."""

    counted = Signal(object, object)

    def __init__(self, plan: Plan, data_folder: Path, plan_file: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._data, self._file = plan, data_folder, plan_file
        self._wanted: CalendarOptions | None = None
        self._job: Background | None = None

    def ask(self, options: CalendarOptions) -> None:
        """Count what would go in with these choices."""
        self._wanted = options
        if self._job is None:
            self._next()

    def close(self) -> None:
        """Nothing is said any more."""
        self._wanted = None
        if self._job is not None:
            self._job.leave()
            self._job = None

    def _next(self) -> None:
        options, self._wanted = self._wanted, None
        if options is None:
            return

        def work(_report: Report) -> tuple[Since | None, date | None]:
            known = memory.known(self._data, self._plan.id, self._file)
            return since_last_export(self._plan, options, known), day_of_last_export(self._plan, known)

        self._job = Background(work, self)
        self._job.ended.connect(self._ended)
        self._job.start()

    def _ended(self, ended: Ended) -> None:
        self._job = None
        if ended.result is not None and self._wanted is None:
            self.counted.emit(*ended.result)
        self._next()
