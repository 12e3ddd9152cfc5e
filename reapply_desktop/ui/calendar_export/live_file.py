"""Keeps the calendar file that others follow up to date while the plan is open: after each change and save, quietly."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.ui.background import Background, Ended, Report
from reapply_desktop.ui.calendar_export.kept import KeptChoices, Live
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.settings import Settings

REST = 3000  # ms after a change: what is typed in one go is written once


class LiveFile(QObject):
    """`told(text)` once when it cannot be written any more; `state_changed` when `written_at` or `failure` did.

    Only this computer knows of the file; the plan does not, so a copy of the plan has none.
    """

    told = Signal(str)
    state_changed = Signal()

    def __init__(
        self, document: Document, settings: Settings, data_folder: Path, now: Callable[[], datetime]
    ) -> None:
        """`now` is the clock of the stamps, in UTC."""
        super().__init__()
        self._document, self._settings, self._data, self._now = document, settings, data_folder, now
        self.written_at: datetime | None = None
        self.failure: UserError | None = None
        self._job: Background | None = None
        self._plan: Plan | None = document.plan  # what is or will be in the file, and whether the plan's own file is
        self._path: Path | None = document.path
        self._unsaved = False
        self._again = False
        self._job_plan = ""
        self._parted: list[Callable[[Report], bool]] = []  # last writings of plans that were left, still to be done
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST)
        self._soon.timeout.connect(self._write)
        document.changed.connect(self._changed)
        document.saved.connect(self._saved)
        document.opened.connect(self._opened)

    @property
    def live(self) -> Live | None:
        """The file of the open plan, None while it is off."""
        plan = self._document.plan
        return None if plan is None else self._of(plan)

    def turn_on(self, live: Live) -> None:
        """From now on this file follows the open plan; it was just written."""
        plan = self._document.plan
        if plan is None:
            return
        KeptChoices(self._settings, plan.id).keep_live(live)
        self._plan, self._path = plan, self._document.path
        self.written_at, self.failure = self._now(), None
        self.state_changed.emit()

    def turn_off(self) -> None:
        """The file stays where it is and is written no more."""
        plan = self._document.plan
        if plan is not None:
            KeptChoices(self._settings, plan.id).keep_live(None)
        self._soon.stop()
        self.written_at, self.failure = None, None
        self.state_changed.emit()

    def finish(self) -> None:
        """The program ends: what is still to be written is written now."""
        if self._job is not None:
            self._job.wait()
        work = self._parting(self._document.is_dirty)
        self._soon.stop()
        for last in (*self._parted, *([work] if work is not None else [])):
            try:
                last(lambda words, done, total: None)
            except UserError as error:
                self.failure = error
        self._parted.clear()
        self._again = False

    # What the document says

    def _changed(self, _before: object, after: object) -> None:
        self._plan = after if isinstance(after, Plan) else None
        self._unsaved = True
        self._begin(REST)

    def _saved(self) -> None:
        self._plan, self._path, self._unsaved = self._document.plan, self._document.path, False
        self._begin(0)

    def _opened(self) -> None:
        """Another plan. The file of the one before is left as that plan's own file has it."""
        before, plan = self._plan, self._document.plan
        if before is not None and (plan is None or plan.id != before.id):
            work = self._parting(self._unsaved)
            self._parted += [work] if work is not None else []
            self._next()
        self._soon.stop()
        self._again = False
        self._plan, self._path, self._unsaved = plan, self._document.path, False
        self.written_at, self.failure = None, None
        self._begin(REST)

    # The work

    def _of(self, plan: Plan) -> Live | None:
        return KeptChoices(self._settings, plan.id).live()

    def _begin(self, rest: int) -> None:
        if self._plan is not None and self._of(self._plan) is not None:
            self._soon.start(rest)

    def _work(self, plan: Plan, instead: Path | None = None) -> Callable[[Report], bool] | None:
        live = self._of(plan)
        if live is None:
            return None
        return partial(_written, plan, self._document.tables, self._now(), live, self._data, instead)

    def _parting(self, unsaved: bool) -> Callable[[Report], bool] | None:
        """The last writing of a plan that is left: of changes that were not kept the file says nothing."""
        if self._plan is None or not (unsaved or self._soon.isActive() or self._again):
            return None
        if unsaved and self._path is None:
            return None
        return self._work(self._plan, self._path if unsaved else None)

    def _write(self) -> None:
        """Write what the plan says now, or as soon as the last writing is over."""
        self._again = True
        self._next()

    def _next(self) -> None:
        """One writing at a time, those of plans that were left first."""
        if self._job is not None:
            return
        work, self._job_plan = self._parted.pop(0) if self._parted else None, ""
        if work is None and self._again and self._plan is not None:
            self._again = False
            work, self._job_plan = self._work(self._plan), self._plan.id
        if work is None:
            return
        self._job = Background(work, self)
        self._job.ended.connect(self._ended)
        self._job.start()

    def _ended(self, ended: Ended) -> None:
        self._job = None
        plan = self._document.plan
        if plan is not None and plan.id == self._job_plan:
            self._note(ended.error)
        self._next()

    def _note(self, failure: UserError | None) -> None:
        if failure is None:
            self.written_at = self._now()
        elif self.failure is None:
            self.told.emit(f"The calendar file is not up to date. {failure.message}")
        self.failure = failure
        self.state_changed.emit()


def _written(
    plan: Plan, tables: Tables, now: datetime, live: Live, data_folder: Path, instead: Path | None, _report: Report
) -> bool:
    """Write the file; `instead`: the plan as this file of it holds it. True when it said something else before."""
    from reapply_desktop.services import storage
    from reapply_desktop.services.calendar.files import write_live

    if instead is not None:
        plan = storage.load(instead)
    return write_live(plan, tables, now, live.path, live.options, data_folder)
