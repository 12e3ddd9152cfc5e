"""The export itself, in a thread of its own: everything is made first, then each file is written whole."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Tables

NAMES = {"ics": "the calendar", "pdf": "the PDF", "csv": "the CSV table", "xlsx": "the XLSX table"}
NOTHING = "There is no step to write."
UNEXPECTED = UserError("Not exported: something in the program went wrong.",
                       "Your plan and your old files are untouched. The log in the program's folder has the details.")


@dataclass(frozen=True)
class Wish:
    """What is to be written: `files` maps ics, pdf, csv and xlsx to their targets."""

    files: Mapping[str, Path]
    discreet: bool = True
    with_contingency: bool = False
    spans: bool = False
    paper: str = "letter"


@dataclass(frozen=True)
class Outcome:
    """What was written; `exports` is the record a calendar leaves in the plan, None when none was written."""

    written: tuple[tuple[str, Path], ...] = ()
    failures: tuple[UserError, ...] = ()
    exports: Mapping[str, Any] | None = None
    cancelled: bool = False


class _CancelledError(Exception):
    """The person pressed Cancel."""


@dataclass
class _Made:
    data: dict[str, bytes] = field(default_factory=dict)
    exports: Mapping[str, Any] | None = None


def included(plan: Plan, with_contingency: bool) -> tuple[Milestone, ...]:
    """The steps that go into calendar and print: no dropped ones, Plan B only when asked for (B9.1)."""
    return tuple(m for m in plan.milestones
                 if m.status != "dropped" and (with_contingency or m.category != "contingency"))


class ExportJob(QThread):
    """`progressed(words, done, total)` while it works (total 0: not known); `ended(Outcome)` once at the end."""

    progressed = Signal(str, int, int)
    ended = Signal(object)

    def __init__(
        self, plan: Plan, tables: Tables, today: date, now: datetime, wish: Wish, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plan, self._tables, self._today, self._now, self._wish = plan, tables, today, now, wish
        self._stop = False

    def cancel(self) -> None:
        """Stop at the next page; nothing is written then."""
        self._stop = True

    def run(self) -> None:
        """Make, then write. Every failure comes out as a sentence."""
        try:
            made = self._make()
            outcome = self._write(made)
        except _CancelledError:
            outcome = Outcome(cancelled=True)
        except UserError as error:
            outcome = Outcome(cancelled=True) if self._stop else Outcome(failures=(error,))
        except Exception:
            logging.getLogger(__name__).exception("export failed")
            outcome = Outcome(failures=(UNEXPECTED,))
        self.ended.emit(outcome)

    def _make(self) -> _Made:
        made = _Made()
        makers = {"ics": self._calendar, "pdf": self._pdf, "csv": self._csv, "xlsx": self._xlsx}
        for kind in self._wish.files:
            self._may_go_on()
            self.progressed.emit(f"Writing {NAMES[kind]}", 0, 0)
            made.data[kind] = makers[kind](made)
        self._may_go_on()
        return made

    def _write(self, made: _Made) -> Outcome:
        from reapply_desktop.services import storage

        written, failures = [], []
        for kind, data in made.data.items():
            path = self._wish.files[kind]
            try:
                storage.write_whole(path, data, private=False)
                written.append((kind, path))
            except UserError as error:
                failures.append(UserError(f"Not saved: {path.name} {error.message}.",
                                          "Your old file is untouched. Choose another place with Change…"))
        exports = made.exports if any(kind == "ics" for kind, _path in written) else None
        if exports is not None:
            self._remember(exports)
        return Outcome(tuple(written), tuple(failures), exports)

    def _calendar(self, made: _Made) -> bytes:
        from reapply_desktop.services.ics_export import CalendarOptions, export_calendar

        options = CalendarOptions(discreet=self._wish.discreet, spans=self._wish.spans,
                                  with_contingency=self._wish.with_contingency)
        result = export_calendar(self._plan, self._tables, self._now, options, self._known())
        if not result.events and not result.tombstones:
            raise UserError(NOTHING, "Add a step, or include Plan B.")
        made.exports = result.exports
        return result.data

    def _pdf(self, _made: _Made) -> bytes:
        from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf

        # Discreet titles are for shared calendars; the printed plan is laid before an adviser, who needs the causes.
        options = PdfOptions(paper=self._wish.paper, with_contingency=self._wish.with_contingency)

        def progress(page: int, pages: int) -> bool:
            self.progressed.emit(f"Writing the PDF, page {page} of {pages}", page, pages)
            return not self._stop

        return export_pdf(self._plan, self._tables, self._today, options, progress)

    def _csv(self, _made: _Made) -> bytes:
        from reapply_desktop.services.tables import to_csv

        return to_csv(self._plan)

    def _xlsx(self, _made: _Made) -> bytes:
        from reapply_desktop.services.tables import to_xlsx

        return to_xlsx(self._plan, self._today)

    def _known(self) -> Mapping[str, Any]:
        from reapply_desktop.services.calendar import memory
        from reapply_desktop.services.data_folder import data_folder

        try:
            return memory.known(data_folder(), self._plan.id)
        except UserError:
            return {}

    def _remember(self, exports: Mapping[str, Any]) -> None:
        from reapply_desktop.services.calendar import memory
        from reapply_desktop.services.data_folder import data_folder

        try:
            memory.remember(data_folder(), self._plan.id, exports)
        except UserError:
            logging.getLogger(__name__).info("the export is not remembered outside the plan")

    def _may_go_on(self) -> None:
        if self._stop:
            raise _CancelledError
