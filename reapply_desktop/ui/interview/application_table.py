"""The applications as a table: a row a specialty, with what the checks say, and the note they may ask for, under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.interview import COUNTS_ELSEWHERE
from reapply_desktop.domain.interview_checks import COUNTS, ERROR, EXPLAIN, Check
from reapply_desktop.domain.questions import WHOLE, Question, rows, shown_number, typed
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.ui.controls.buttons import button, icon_button, link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.text import caption, label, line
from reapply_desktop.ui.interview.controls import CalmCombo, Message, StepLine, mark
from reapply_desktop.ui.interview.fields import Field
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.theme import Theme

SPECIALTY, COUNT, FIRST_GAP, GAP, REMOVE = 308, 84, 6, 12, 30


class ApplicationRow(QWidget):
    """One specialty. `edited` says that `row()` is new, `rested` that it may be checked, `removed` that it goes."""

    edited = Signal()
    rested = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, services: Mapping[str, str]) -> None:
        super().__init__()
        self._theme, self._services = theme, services
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, theme.px(10))
        column.setSpacing(theme.px(6))
        column.addLayout(self._grid)
        self.specialty = CalmCombo(theme)
        self.specialty.addItem("Choose a specialty", "")
        for key, name in SPECIALTIES.items():
            self.specialty.addItem(name, key)
        self.specialty.setAccessibleName("Specialty")
        self.specialty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.specialty.setMinimumContentsLength(12)
        self.specialty.activated.connect(self._chosen)
        self.counts = {key: self._made_count(name) for key, (name, _) in COUNTS.items()}
        self._captions = [caption(theme, name) for name, _ in COUNTS.values()]
        self.remove = icon_button(theme, "x", "Remove this specialty")
        self.remove.clicked.connect(self.removed)
        self._message = Message(theme)
        column.addWidget(self._message)
        self.note = QLineEdit()
        self.note.setAccessibleName("How it came about")
        self.note.setPlaceholderText("How it came about")
        self.note.setMaximumWidth(theme.px(500))
        self.note.textEdited.connect(self.edited)
        self.note.editingFinished.connect(self.rested)
        self._note_place = QHBoxLayout()
        self._note_place.setContentsMargins(theme.px(22), 0, 0, theme.px(2))
        self._note_place.addWidget(self.note, 1)
        self._note_place.addStretch(0)
        column.addLayout(self._note_place)
        self.note.hide()
        self.set_narrow(False)

    def _made_count(self, name: str) -> StepLine:
        field = StepLine(0, 500)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(name)
        field.textEdited.connect(self.edited)
        field.stepped.connect(self.edited)
        field.editingFinished.connect(self.rested)
        return field

    def set_narrow(self, narrow: bool) -> None:
        """The counts below the specialty, each with its caption, where they do not fit beside it."""
        px, grid = self._theme.px, self._grid
        for widget in (self.specialty, *self.counts.values(), *self._captions, self.remove):
            grid.removeWidget(widget)
        for part in self._captions:
            part.setVisible(narrow)
        for at, (field, part) in enumerate(zip(self.counts.values(), self._captions, strict=True)):
            if narrow:
                grid.addWidget(part, 1, 2 * at)
                grid.addWidget(field, 2, 2 * at)
            else:
                grid.addWidget(field, 0, 2 + 2 * at)
            field.setMinimumWidth(px(48 if narrow else COUNT))
            field.setMaximumWidth(px(COUNT))
        if narrow:
            grid.addWidget(self.specialty, 0, 0, 1, 8)
            grid.addWidget(self.remove, 0, 8)
        else:
            grid.addWidget(self.specialty, 0, 0)
            grid.addWidget(self.remove, 0, 10, Qt.AlignmentFlag.AlignRight)
        for at in range(11):
            gap = FIRST_GAP if at == 1 and not narrow else GAP
            grid.setColumnMinimumWidth(at, px(gap) if at % 2 and at < 9 else 0)
            grid.setColumnStretch(at, 1 if at == (7 if narrow else 0) else 0)
        grid.setColumnMinimumWidth(10, 0 if narrow else px(REMOVE))

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show one row of the answers."""
        self.specialty.setCurrentIndex(max(0, self.specialty.findData(row.get("specialty") or "")))
        self._show_service()
        for key, field in self.counts.items():
            self._show_text(field, shown_number(row.get(key)))
        self._show_text(self.note, str(row.get("note") or ""))
        self.note.setVisible(bool(row.get("note")))

    def _show_text(self, field: QLineEdit, text: str) -> None:
        with QSignalBlocker(field):
            if field.text() != text:
                field.setText(text)

    def row(self) -> dict[str, Any]:
        """The row as the interview's answers hold it; a count left empty is absent."""
        row: dict[str, Any] = {"specialty": self.specialty.currentData() or None}
        for key, field in self.counts.items():
            if field.text().strip():
                row[key] = typed(WHOLE, field.text())
        if self.note.text().strip():
            row["note"] = self.note.text()
        return row

    def name(self) -> str:
        return SPECIALTIES.get(self.specialty.currentData() or "", "the row")

    def show_checks(self, found: Mapping[str, Check], index: int) -> None:
        """The borders, the most urgent remark, and the note field where a note is asked for or there."""
        where = f"applications.{index}."
        own = {key.removeprefix(where): check for key, check in found.items() if key.startswith(where)}
        for key, field in {"specialty": self.specialty, "note": self.note, **self.counts}.items():
            check = own.get(key)
            mark(field, "" if check is None else check.level, "" if check is None else check.text)
        urgent = sorted(own.values(), key=lambda check: (check.level != ERROR, check.level != EXPLAIN))
        self._message.show_check(urgent[0] if urgent else None)
        self.note.setVisible("ranked" in own or bool(self.note.text()) or self.note.hasFocus())

    def focus_at(self, name: str) -> None:
        field: QWidget = {"specialty": self.specialty, "note": self.note, **self.counts}[name]
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """The row from left to right, then the note under it."""
        return [self.specialty, *self.counts.values(), self.remove, self.note]

    def _chosen(self) -> None:
        self._show_service()
        self.edited.emit()
        self.rested.emit()

    def _show_service(self) -> None:
        chosen = self.specialty.currentData()
        own = self._services.get(chosen, "")
        self.specialty.set_aside(("ResidencyCAS" if "ResidencyCAS" in own else "ERAS") if chosen else "")


class ApplicationsField(Field):
    """All rows, a way to add one, their sum, and "I don't have all the numbers"."""

    def __init__(self, theme: Theme, question: Question, session: Session) -> None:
        super().__init__(theme, question)
        self._session = session
        self._narrow = False
        self._rows: list[ApplicationRow] = []
        self._lines: list[QWidget] = []
        self._gone: tuple[int, dict[str, Any]] | None = None
        self._column.setSpacing(0)
        self._head = self._made_head()
        self._head_line = line()
        self._column.addWidget(self._head)
        self._column.addWidget(self._head_line)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._column.addLayout(self._table)
        self._column.addSpacing(theme.px(10))
        foot = QHBoxLayout()
        self.add = button("Add a specialty", "link", theme.icon("plus", "accent_text"))
        self.add.setMinimumHeight(theme.px(34))
        self.add.clicked.connect(self._add_row)
        self.back = link(theme, "")
        self.back.clicked.connect(self._bring_back)
        self.back.hide()
        self._sum = caption(theme, "")
        foot.addWidget(self.add)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self._sum)
        self._column.addLayout(foot)
        self.elsewhere = Tick(theme, question.unknown, question.note)
        self.elsewhere.toggled.connect(lambda on: self.answered.emit(COUNTS_ELSEWHERE, on))
        self._column.addSpacing(theme.px(6))
        self._column.addWidget(self.elsewhere)

    def _made_head(self) -> QWidget:
        theme, head = self._theme, QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, theme.px(5), 0, theme.px(6))
        row.setSpacing(0)
        row.addWidget(label(theme, "Specialty"), 1)
        for at, (name, _) in enumerate(COUNTS.values()):
            part = label(theme, name)
            part.setFixedWidth(theme.px(COUNT + (GAP if at else 0)))
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            part.setContentsMargins(0, 0, theme.px(6), 0)
            row.addWidget(part)
        row.addSpacing(theme.px(REMOVE))
        return head

    def show_answer(self, value: Any, known: bool) -> None:
        table = rows(self._session.tree, "applications") or [{}]
        while len(self._rows) < len(table):
            self._insert(len(self._rows))
        while len(self._rows) > len(table):
            self._drop(len(self._rows) - 1)
        for row, stored in zip(self._rows, table, strict=True):
            if row.row() != {"specialty": None, **stored}:
                row.show_row(stored)
        with QSignalBlocker(self.elsewhere):
            self.elsewhere.setChecked(bool(self._session.tree.get(COUNTS_ELSEWHERE)))
        self._tell_sum()

    def show_checks(self, found: Mapping[str, Check]) -> None:
        for index, row in enumerate(self._rows):
            row.show_checks(found, index)

    def focus_at(self, where: str) -> None:
        """`applications.1.invited`, the same by the specialty of its row, or the whole table: its first row."""
        _, named, name = (*where.split("."), "", "")[:3]
        if named.isdecimal():
            at = min(int(named), len(self._rows) - 1)
        else:
            at = next((i for i, row in enumerate(self._rows) if row.specialty.currentData() == named), 0)
        self._rows[at].focus_at(name or "specialty")

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._head.setVisible(not narrow)
        self._head_line.setVisible(not narrow)
        for row in self._rows:
            row.set_narrow(narrow)

    def tab_stops(self) -> list[QWidget]:
        return [*(stop for row in self._rows for stop in row.tab_stops()), self.add, self.back, self.elsewhere]

    def table(self) -> tuple[ApplicationRow, ...]:
        """The rows, in their order."""
        return tuple(self._rows)

    def _insert(self, at: int) -> ApplicationRow:
        row = ApplicationRow(self._theme, self._session.tables.own_services)
        row.edited.connect(self._edited)
        row.rested.connect(self.rested)
        row.removed.connect(lambda: self._remove(row))
        row.set_narrow(self._narrow)
        self._rows.insert(at, row)
        self._lines.insert(at, line())
        self._table.insertWidget(2 * at, row)
        self._table.insertWidget(2 * at + 1, self._lines[at])
        row.show()
        self.stops_changed.emit()
        return row

    def _drop(self, at: int) -> None:
        for widget in (self._rows.pop(at), self._lines.pop(at)):
            self._table.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _add_row(self) -> None:
        self._insert(len(self._rows)).focus_at("specialty")
        self._edited()

    def _remove(self, row: ApplicationRow) -> None:
        at = self._rows.index(row)
        self._gone = (at, row.row())
        self.back.setText(f"Bring back {row.name()}")
        self.back.setVisible(len(row.row()) > 1 or bool(row.specialty.currentData()))
        self._drop(at)
        if not self._rows:
            self._insert(0)
        self._rows[min(at, len(self._rows) - 1)].focus_at("specialty")
        self._edited()
        self.rested.emit()

    def _bring_back(self) -> None:
        if self._gone is None:
            return
        at, stored = self._gone
        self._gone = None
        self.back.hide()
        if len(self._rows) == 1 and self._rows[0].row() == {"specialty": None}:
            self._drop(0)
        row = self._insert(min(at, len(self._rows)))
        row.show_row(stored)
        row.focus_at("specialty")
        self._edited()
        self.rested.emit()

    def _edited(self) -> None:
        table = [row.row() for row in self._rows]
        if any(row != {"specialty": None} for row in table):
            self._emit(table)
        else:
            self.left_open.emit(self.question.key)
        self._tell_sum()

    def _tell_sum(self) -> None:
        named = [row.row() for row in self._rows if row.specialty.currentData()]
        programs = sum(n for row in named if isinstance(n := row.get("programs"), int))
        fields = f"{len(named)} {'specialty' if len(named) == 1 else 'specialties'}"
        self._sum.setText(f"{programs} programs in {fields}" if named else "")
