"""Figures and sources: every number the program goes by can be looked at, and the person's own laid over it (B2.2)."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.fee_rows import addable_fees
from reapply_desktop.domain.own_tables import TABLES, Row
from reapply_desktop.domain.reference import OWN, Tables
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.table_age import age_words
from reapply_desktop.domain.table_rows import COLUMNS, TableRow, rows_of
from reapply_desktop.domain.words import day_month_year
from reapply_desktop.services.own_tables import plain
from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label, title
from reapply_desktop.ui.controls.toast import Toast
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.figures.files import FigureFiles
from reapply_desktop.ui.figures.keeping import Keeping
from reapply_desktop.ui.figures.moving import StepMoves
from reapply_desktop.ui.figures.row_details import RowDetails
from reapply_desktop.ui.figures.row_dialog import RowDialog
from reapply_desktop.ui.figures.row_table import RowModel, RowTable
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.pages.chip import Chip
from reapply_desktop.ui.theme import Theme

NAMES = {"figures": "Figures", "thresholds": "Thresholds", "season": "Season dates", "fees": "Fees"}
ADD = {"figures": "Add a figure", "thresholds": "Add a threshold", "season": "Add a date", "fees": "Add a fee"}
NARROW, LEAST_TABLE = 900, 200


class FiguresPage(QWidget):
    """The tables, one at a time. What is added or changed here counts at once in the open window."""

    message = Signal(str, bool)

    def __init__(self, document: Document, theme: Theme, folder: Path, messages: Messages | None = None) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self.keeping = Keeping(document, folder)
        self.messages = messages or Messages(theme, self)
        self.files = FigureFiles(self.keeping, self)
        self.moves = StepMoves(document)
        self.tables = Segments(theme, list(NAMES.items()), "Table", "figures")
        self.search = QLineEdit()
        self.mine = Chip(theme, "Yours")
        self._only_own = False
        self.count = Label(theme, "", "caption", "text_second")
        self._age = Label(theme, "", "caption", "text_second", wrap=True)
        self._out = link(theme, "Back to the shipped table", "caption")
        self._note = Note(theme, "", "warning")
        self._note.hide()
        self.move_note = Note(theme, "")
        self.move_note.hide()
        self.model = RowModel()
        self.table = RowTable(theme, self.model)
        self.details = RowDetails(theme)
        self.add = button("Add a figure", "primary", theme.icon("plus", "on_accent"))
        self.more = button("More", "toolbar", theme.icon("ellipsis"))
        self.toast = Toast(theme, self)
        self._build()
        self._connect()
        self.show_table("figures")

    # How it is built

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))
        self.table.setMinimumHeight(px(LEAST_TABLE))
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(32), px(20), px(32), px(20))
        column.setSpacing(0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(px(10))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(title(theme, "Figures and sources"))
        said = "Every number the program goes by, and where it is from. What you add or change stays yours."
        words.addWidget(Label(theme, said, "table", "text_second", wrap=True))
        self._head.addLayout(words, 1)
        actions = QHBoxLayout()
        actions.setSpacing(px(10))
        actions.addWidget(self.more)
        actions.addWidget(self.add)
        self._head.addLayout(actions)
        self._head.setAlignment(actions, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._head)
        column.addSpacing(px(14))
        column.addLayout(self._filters())
        column.addSpacing(px(8))
        age = QHBoxLayout()
        age.setSpacing(px(12))
        age.addWidget(self._age, 1)
        age.addWidget(self._out)
        column.addLayout(age)
        for note in (self._note, self.move_note):
            column.addWidget(note)
        column.addSpacing(px(8))
        column.addWidget(self.table, 1)
        column.addSpacing(px(10))
        column.addWidget(self.details)

    def _filters(self) -> QBoxLayout:
        theme, px = self._theme, self._theme.px
        self.search.setObjectName("search")
        self.search.setAccessibleName("Find in the table")
        self.search.setPlaceholderText("Find")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(px(120))
        self.search.setMaximumWidth(px(230))
        glass = QHBoxLayout(self.search)
        glass.setContentsMargins(px(9), 0, 0, 0)
        glass.addWidget(glyph(theme, "search"))
        glass.addStretch(1)
        self.search.setTextMargins(px(22), 0, 0, 0)
        steady(self.search)
        self.mine.setAccessibleName("Show yours alone")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(10))
        self._row.addWidget(self.tables, 0, Qt.AlignmentFlag.AlignLeft)
        beside = QHBoxLayout()
        beside.setSpacing(px(10))
        beside.addWidget(self.search, 1)
        beside.addWidget(self.mine)
        beside.addStretch(1)
        beside.addWidget(self.count)
        self._row.addLayout(beside, 1)
        return self._row

    def _connect(self) -> None:
        self.tables.chosen.connect(self.show_table)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.mine.clicked.connect(self._own_or_all)
        self.table.chosen_changed.connect(self._show_details)
        self.table.change_asked.connect(self.change)
        self.table.back_asked.connect(self.back)
        self.details.change_asked.connect(self.change)
        self.details.back_asked.connect(self.back)
        self.add.clicked.connect(self.add_row)
        self.more.clicked.connect(self._open_more)
        self._out.clicked.connect(lambda: self._do(lambda: self.keeping.remove(self.current),
                                                   "The shipped table counts again"))
        self.toast.undo_requested.connect(self.undo)
        self.keeping.changed.connect(self._changed)
        self.move_note.link_followed.connect(self._move_steps)
        self._document.opened.connect(self._forget_moves)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(NARROW)
        for row in (self._head, self._row):
            row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # What is shown

    @property
    def current(self) -> str:
        """The table that is shown."""
        return str(self.tables.value())

    def show_table(self, table: str) -> None:
        """Bring up figures, thresholds, season or fees."""
        if table not in TABLES:
            return
        self.tables.set_value(table)
        self.add.setText(ADD[table])
        self._show_add()
        self._fill()

    def _show_add(self) -> None:
        """Fees can be added while there is one that no table holds."""
        self.add.setVisible(self.current != "fees" or bool(addable_fees(self._document.tables.fees)))

    def _rows(self) -> tuple[TableRow, ...]:
        return rows_of(self.current, self._document.tables, self.keeping.base, self.keeping.own)

    def _fill(self, choose: object = None) -> None:
        chosen = self.table.chosen()
        rows, words = self._rows(), self.search.text().casefold().split()
        shown = [row for row in rows if all(word in row.search for word in words)
                 and (not self._only_own or row.origin == OWN)]  # fmt: skip
        self.model.show_rows(COLUMNS[self.current], shown)
        self.table.fit()
        self.count.setText(f"{len(shown)} of {len(rows)} shown" if len(shown) < len(rows) else f"{len(rows)} rows")
        self.table.choose(choose if choose is not None else chosen.key if chosen else None)
        self._show_age()
        self._show_details()

    def _show_age(self) -> None:
        tables: Tables = self._document.tables
        table = self.current
        taken = table in tables.taken_in
        old = age_words(tables, table)
        where = "From a table file that you took in" if taken else "As shipped with the program"
        self._age.setText(f"{where}, as of {day_month_year(tables.as_of[table])}.")
        self._age.setVisible(not old)
        self._out.setVisible(taken)
        broken = [path.name for path, _lines in self.keeping.problems]
        if broken:
            self._note.set_text(f"{', '.join(broken)} in the data folder cannot be read and is not used. Your next "
                                "change sets it aside; nothing of it is lost.")  # fmt: skip
        elif old:
            self._note.set_text(old)
        self._note.setVisible(bool(broken or old))

    def _show_details(self) -> None:
        self.details.show_row(self.table.chosen())

    def _own_or_all(self) -> None:
        self._only_own = not self._only_own
        self.mine.show_as(self._only_own, "Yours", "x" if self._only_own else None)
        self._fill()

    # Changing

    def add_row(self) -> None:
        """A row that is not there yet, from a report."""
        self._ask(RowDialog(self._theme, self.current, self._document.tables, self.keeping.own, parent=self))

    def change(self) -> None:
        """Another value for the chosen row, kept as the person's own."""
        row = self.table.chosen()
        if row is None:
            return
        given, fixed = self._given(row)
        self._ask(RowDialog(self._theme, self.current, self._document.tables, self.keeping.own, given, fixed=fixed,
                            parent=self))  # fmt: skip

    def _given(self, row: TableRow) -> tuple[dict[str, Any], tuple[str, ...]]:
        """The row's values to begin with, and what cannot be changed about it. A source is asked for anew."""
        table, tables, key = self.current, self._document.tables, row.key
        own = self.keeping.own.row(table, key)
        if own is not None:
            given = plain(own)
        elif table == "figures":
            given = plain(next(figure for figure in tables.figures if figure.key == key))
            given.pop("source", None)
            given.pop("url", None)
        elif table == "season":
            found = next((e, year) for e in tables.events for year in e.dates if (e.id, year) == key)
            given = {"event": found[0].id, "year": found[1], "date": found[0].dates[found[1]][0]}
        else:
            given = {"key": key, "value": self._value(str(key))}
        fixed = {"figures": ("measure", "specialty", "applicant_type", "year"), "season": ("event", "year")}
        return given, fixed.get(table, ("key",))

    def _value(self, key: str) -> Any:
        from reapply_desktop.domain.fee_rows import fee_rows

        if self.current == "fees":
            return next(row.value for row in fee_rows(self._document.tables.fees) if row.key == key)
        thresholds = self._document.tables.thresholds
        start, _, of = key.partition(".")
        if start == "interviews_enough":
            return thresholds.interviews_enough[of].value
        return thresholds.tiers[of] if start == "tiers" else getattr(thresholds, key)

    def _ask(self, dialog: RowDialog) -> None:
        dialog.exec()
        row = dialog.row
        dialog.deleteLater()
        if row is not None:
            self.keep(row)

    def keep(self, row: Row) -> None:
        """Keep a row as the person's own, and say so."""
        if self._do(lambda: self.keeping.keep([row]), "Kept as yours"):
            self._fill(row.key)
            self.table.setFocus()

    def back(self) -> None:
        """Take the chosen own row away; the shipped one counts again."""
        row = self.table.chosen()
        if row is None or row.origin != OWN:
            return
        said = "The shipped one counts again" if row.before else "Taken out"
        self._do(lambda: self.keeping.drop(self.current, row.key), said)

    def undo(self) -> None:
        """Take the last change on this page back."""
        self._do(self.keeping.undo, "", undoable=False)

    def say(self, text: str, undoable: bool = True) -> None:
        """Say in passing what happened."""
        self.toast.show_message(text, undoable)

    def _do(self, act: Any, said: str, *, undoable: bool = True) -> bool:
        try:
            act()
        except UserError as error:
            self.messages.error(error)
            return False
        if said:
            self.say(said, undoable)
        return True

    def _changed(self) -> None:
        self._show_add()
        self._fill()
        self._offer_moves()

    # Steps that hang on a date of the table (B11.1)

    def _offer_moves(self) -> None:
        count = self.moves.look()
        if count:
            words = f"{counted(count, 'open step')} of your plan {'hangs' if count == 1 else 'hang'} on changed dates."
            self.move_note.set_text(words, "Move it" if count == 1 else "Move them")
        self.move_note.setVisible(bool(count))

    def _move_steps(self) -> None:
        count = self.moves.move()
        self.move_note.hide()
        if count:
            self.message.emit(f"{counted(count, 'step')} moved with their dates", True)

    def _forget_moves(self) -> None:
        self.moves.forget()
        self.move_note.hide()

    # Files

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self.files.actions():
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(words, act)
        undo = menu.addAction("Undo the last change here", self.undo)
        undo.setEnabled(self.keeping.can_undo)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
