"""Keeps the person's rows and newer tables in the data folder, and lets the open window work with them at once."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reapply_desktop.domain.own_tables import OwnTables, Row
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services import own_tables, table_files
from reapply_desktop.services.reference_data import FILES
from reapply_desktop.ui.document import Document

MOST_UNDONE = 50


class Keeping(QObject):
    """`changed` follows every change. Each can be taken back by `undo`, which says what it took back.

    A failure raises UserError and leaves everything as it was.
    """

    changed = Signal()

    def __init__(self, document: Document, folder: Path) -> None:
        super().__init__()
        self._document, self._folder = document, folder
        self._in_use = own_tables.tables_in_use(folder, document.today())
        self._undone: list[Callable[[], None]] = []

    @property
    def own(self) -> OwnTables:
        return self._in_use.own

    @property
    def base(self) -> Tables:
        """Without the person's rows."""
        return self._in_use.base

    @property
    def problems(self) -> tuple[tuple[Path, tuple[str, ...]], ...]:
        """Files of the data folder that could not be used."""
        return self._in_use.problems

    @property
    def can_undo(self) -> bool:
        return bool(self._undone)

    def keep(self, rows: Iterable[Row]) -> None:
        """Add rows, each in the place of an own one with the same key."""
        self._write(self.own.with_rows(rows))

    def drop(self, table: str, key: object) -> None:
        """Take an own row away; the shipped one counts again."""
        self._write(self.own.without(table, key))

    def drop_all(self) -> None:
        """Every table as it is shipped, or taken in."""
        self._write(OwnTables())

    def take_in(self, path: Path) -> str:
        """Use a newer table file from now on; gives its table."""
        found, _raw = table_files.read(path)
        before = self._table_bytes(found)
        table = table_files.take_in(path, self._tables, self._document.today())
        self._undone.append(lambda: self._put_back(table, before))
        self._read_anew()
        return table

    def remove(self, table: str) -> None:
        """Take a table file away; the shipped table counts again."""
        before = table_files.remove(table, self._tables)
        if before is not None:
            self._undone.append(lambda: self._put_back(table, before))
        self._read_anew()

    def undo(self) -> None:
        """Take the last change back."""
        if self._undone:
            self._undone[-1]()
            self._undone.pop()
            self._read_anew()

    @property
    def _tables(self) -> Path:
        return self._folder / table_files.FOLDER

    def _table_bytes(self, table: str) -> bytes | None:
        try:
            return (self._tables / FILES[table]).read_bytes()
        except OSError:
            return None

    def _put_back(self, table: str, data: bytes | None) -> None:
        if data is None:
            table_files.remove(table, self._tables)
        else:
            table_files.put_back(table, data, self._tables)

    def _write(self, own: OwnTables) -> None:
        before = self.own
        if own == before:
            return
        own_tables.write(self._folder, own)
        self._undone.append(lambda: own_tables.write(self._folder, before))
        del self._undone[:-MOST_UNDONE]
        self._read_anew()

    def _read_anew(self) -> None:
        self._in_use = own_tables.tables_in_use(self._folder, self._document.today())
        self._document.use_tables(self._in_use.tables)
        self.changed.emit()
