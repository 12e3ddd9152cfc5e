""""Save as a table…": every step in a file for Excel, Numbers, LibreOffice (XLSX) or for any program (CSV)."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui import wording
from reapply_desktop.ui.background import Background, Ended, Report
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings

KINDS = "Excel, Numbers, LibreOffice (*.xlsx);;Plain table for any program (*.csv)"
FOLDER = "export/folder"
OTHER_NAME = UserError("The file's name has to end in .xlsx or .csv.", "That says which kind of table is written.")
IS_THE_PLAN = UserError("That is the plan's own file.", "Choose another name.")


class TableSaving(QObject):
    """Asks for a file and writes it beside the window. `told(text)` says where it lies; a failure is a box."""

    told = Signal(str)

    def __init__(self, document: Document, settings: Settings, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._settings, self._messages = document, settings, messages
        self._job: Background | None = None
        self._words = ""

    def ask(self) -> bool:
        """Ask where to; False when nothing is written. The end of the name says which kind of table it becomes."""
        plan = self._document.plan
        if plan is None or self._job is not None:
            return False
        path = self._messages.save_file("Save as a table", self._suggested(plan), KINDS, "xlsx")
        if path is None:
            return False
        kind = path.suffix.lower()
        if kind not in (".xlsx", ".csv") or self._document.is_kept_in(path):
            self._messages.error(IS_THE_PLAN if self._document.is_kept_in(path) else OTHER_NAME)
            return False
        self._settings.setValue(FOLDER, str(path.parent))
        today = self._document.today()

        def work(report: Report) -> Path:
            from reapply_desktop.services import leaving, tables

            report("Writing the table", 0, 0)
            data = tables.to_csv(plan) if kind == ".csv" else tables.to_xlsx(plan, today)
            report("Saving", 0, 0)
            leaving.write(path, data)
            return path

        self._words = f"{counted(len(plan.milestones), 'step')} saved in {path.name}."
        self._job = Background(work, self)
        self._job.ended.connect(self._ended)
        self._job.start()
        return True

    def finish(self) -> None:
        """The program ends: a table that is not written yet is not written any more."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _suggested(self, plan: Plan) -> Path:
        kept, own = Path(self._settings.text(FOLDER)), self._document.path
        folder = kept if kept.parts and kept.is_dir() else own.parent if own is not None else Path.home()
        name = own.stem if own is not None else wording.file_name(wording.plan_name(plan))
        return folder / f"{name}.xlsx"

    def _ended(self, ended: Ended) -> None:
        self._job = None
        if ended.error is not None:
            self._messages.error(ended.error)
        else:
            self.told.emit(self._words)
