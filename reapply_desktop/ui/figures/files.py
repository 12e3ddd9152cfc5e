"""The files of the page: own rows out and in, figures as CSV, and newer tables from the project's pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.own_tables import OwnTables
from reapply_desktop.domain.step_words import counted
from reapply_desktop.services import own_tables, table_files
from reapply_desktop.services.storage import write_whole
from reapply_desktop.ui.figures.keeping import Keeping
from reapply_desktop.ui.messages import Messages

OWN_KIND, CSV_KIND = "Own figures (*.json)", "Tables (*.csv)"
IN_KINDS = "Figures (*.json *.csv)"
Action = tuple[str, Callable[[], None] | None]


class _Page(Protocol):
    messages: Messages

    def say(self, text: str, undoable: bool = True) -> None: ...


class FigureFiles:
    """Asks for a file, does what is asked with it, and says what happened. Bad files are refused whole."""

    def __init__(self, keeping: Keeping, page: _Page) -> None:
        self._keeping, self._page = keeping, page

    def actions(self) -> tuple[Action, ...]:
        """What the menu offers; None stands for a line."""
        return (
            ("Import your figures…", self.import_own),
            ("Export your figures…", self.export_own),
            ("Export your figures as CSV…", self.export_csv),
            ("", None),
            ("Take in a newer table…", self.take_in),
            ("", None),
            ("Take all of yours out", self.drop_all),
        )

    def import_own(self) -> None:
        """Rows from a file that was exported, or from a CSV table typed off a report."""
        path = self._page.messages.open_file("Import your figures", None, IN_KINDS)
        if path is not None:
            self._guarded(lambda: self._import(path), path)

    def _import(self, path: Path) -> None:
        if path.suffix.lower() == ".csv":
            from reapply_desktop.services.figures_csv import from_csv

            found = OwnTables().with_rows(from_csv(path, self._keeping.base))
        else:
            found = own_tables.read(path, self._keeping.base)
        rows = found.rows()
        if not rows:
            self._page.say("The file holds no row; nothing was changed", False)
            return
        self._keeping.keep(rows)
        self._page.say(f"{counted(len(rows), 'row')} taken in from {path.name}")

    def export_own(self) -> None:
        """All own rows, as a file that can be imported again."""
        self._export("my-figures.json", OWN_KIND, "json", lambda: own_tables.encode(self._keeping.own))

    def export_csv(self) -> None:
        """Own figures as a table; without any it is an empty table to fill in."""
        from reapply_desktop.services.figures_csv import to_csv

        self._export("my-figures.csv", CSV_KIND, "csv", lambda: to_csv(self._keeping.own.figures))

    def _export(self, name: str, kind: str, suffix: str, made: Callable[[], bytes]) -> None:
        path = self._page.messages.save_file("Export your figures", Path.home() / name, kind, suffix)
        if path is None:
            return

        def write() -> None:
            write_whole(path, made())
            self._page.say(f"Written to {path.name}", False)

        self._guarded(write, path)

    def take_in(self) -> None:
        """A newer table from the project's pages."""
        path = self._page.messages.open_file("Take in a newer table", None, "Tables (*.json)")
        if path is None:
            return

        def take() -> None:
            table = self._keeping.take_in(path)
            self._page.say(f"The newer table of {table_files.NAMES[table]} counts from now on")

        self._guarded(take, path)

    def drop_all(self) -> None:
        """Every table as it is shipped, or taken in."""
        count = len(self._keeping.own.rows())
        if not count:
            self._page.say("Nothing here is yours; every table is as it came", False)
            return

        def drop() -> None:
            self._keeping.drop_all()
            self._page.say(f"{counted(count, 'row')} of yours taken out")

        self._guarded(drop, None)

    def _guarded(self, act: Callable[[], None], path: Path | None) -> None:
        try:
            act()
        except UserError as error:
            if path is None:
                self._page.messages.error(error)
                return
            title = f"{path.name} cannot be used."
            hint = error.hint or "Nothing was changed."
            shown = error.lines[:7]
            more = (f"and {len(error.lines) - 7} more",) if len(error.lines) > 7 else ()
            self._page.messages.error(UserError(title, "\n".join((*shown, *more, hint)), status=error.status))
