"""What leaves the program besides paper: the calendar dialog, the file that follows the plan, and tables."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.ui.calendar_export.live_file import LiveFile
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.files import Files
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.settling import settle_typing
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe, import_in_turns

if TYPE_CHECKING:  # imported when a table is saved
    from reapply_desktop.ui.save_table import TableSaving

# What the dialogs stand on, what others need first: too much to import at once while the window waits.
WRITING = (
    "reapply_desktop.services.calendar.content", "reapply_desktop.services.calendar.ical",
    "reapply_desktop.services.calendar.restored", "reapply_desktop.services.calendar.telling",
    "reapply_desktop.services.ics_export",
)  # fmt: skip
CHOOSING = (
    "reapply_desktop.services.calendar.guides", "reapply_desktop.ui.controls.fields",
    "reapply_desktop.ui.calendar_export.choices", "reapply_desktop.ui.working_dialog",
)  # fmt: skip
CALENDAR = (
    *WRITING, "reapply_desktop.services.calendar.files", "reapply_desktop.services.calendar.since",
    "reapply_desktop.domain.typed_days", "reapply_desktop.ui.controls.date_field", *CHOOSING,
    "reapply_desktop.ui.calendar_export.contents", "reapply_desktop.ui.calendar_export.outcome",
    "reapply_desktop.ui.calendar_export.preview", "reapply_desktop.ui.calendar_export.strip",
    "reapply_desktop.ui.calendar_export.past",
    "reapply_desktop.ui.calendar_export.dialog",
)  # fmt: skip
SERVER = (
    *WRITING, "reapply_desktop.services.publishing.server", "reapply_desktop.services.publishing.publish", *CHOOSING,
    "reapply_desktop.domain.typed_days", "reapply_desktop.ui.controls.date_field",
    "reapply_desktop.ui.calendar_export.contents", "reapply_desktop.ui.publishing.sign_in",
    "reapply_desktop.ui.publishing.choices", "reapply_desktop.ui.publishing.work",
    "reapply_desktop.ui.publishing.dialog",
)  # fmt: skip


class Exporting(QObject):
    """The commands of the window that export. `told(text)`: worth a toast."""

    told = Signal(str)

    def __init__(
        self, document: Document, theme: Theme, settings: Settings, messages: Messages, files: Files,
        data_folder: Path, stamp: Callable[[], datetime] | None, window: QWidget,
    ) -> None:  # fmt: skip
        """`stamp` is the clock of what is exported, in UTC (None: today begins at 00:00)."""
        super().__init__(window)
        self._document, self._theme, self._settings, self._messages = document, theme, settings, messages
        self._files, self._data, self._window = files, data_folder, window
        self._stamp = stamp or (lambda: datetime.combine(document.today(), time(), UTC))
        self.live_file = LiveFile(document, settings, data_folder, self._stamp)
        self.live_file.told.connect(self.told)
        self._table: TableSaving | None = None

    def to_calendar(self) -> None:
        """The calendar dialog; what a calendar was told of the plan is kept in its file."""
        import_in_turns(CALENDAR)
        from reapply_desktop.ui.calendar_export.dialog import CalendarDialog

        settle_typing()
        plan = self._document.plan
        if plan is None:
            return
        dialog = CalendarDialog(
            self._document, self._theme, self._settings, self.live_file, self._data, self._stamp, self._window,
            messages=self._messages,
        )  # fmt: skip
        breathe()
        dialog.exec()
        options = dialog.options() if dialog.wants_server else None
        dialog.deleteLater()
        if self._document.plan is not None and self._document.plan.exports != plan.exports:
            self._files.keep_exports()
        if options is not None:
            self.to_server(options=options)

    def to_server(self, *, options: CalendarOptions | None = None) -> None:
        """The dialog that publishes to a calendar server; `options` as just chosen elsewhere, else what went last."""
        import_in_turns(SERVER)
        from reapply_desktop.ui.publishing.dialog import PublishDialog

        settle_typing()
        if self._document.plan is None:
            return
        dialog = PublishDialog(self._document, self._theme, self._settings, self._data, self._stamp, self._window,
                               options=options)
        breathe()
        dialog.exec()
        dialog.deleteLater()

    def to_table(self) -> None:
        """Every step as a table for a spreadsheet."""
        from reapply_desktop.ui.save_table import TableSaving

        settle_typing()
        if self._document.plan is None:
            return
        if self._table is None:
            self._table = TableSaving(self._document, self._settings, self._messages, self)
            self._table.told.connect(self.told)
        self._table.ask()

    def finish(self) -> None:
        """The program ends: nothing that was begun is left half done."""
        if self._table is not None:
            self._table.finish()
        self.live_file.finish()
