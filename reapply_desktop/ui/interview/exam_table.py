"""The exams as a table: result, score and attempts of each, with what the checks say under its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.domain.interview import (
    COMLEX,
    COMLEX_ADDED,
    SCORES_ELSEWHERE,
    TAKEN,
    USMLE,
    USMLE_ADDED,
    exam_rows,
)
from reapply_desktop.domain.interview_checks import Check
from reapply_desktop.domain.questions import WHOLE, Question, rows, shown_number, typed
from reapply_desktop.domain.vocabulary import EXAMS
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label, caption, label, line
from reapply_desktop.ui.interview.controls import Message, StepLine, mark, stops_in
from reapply_desktop.ui.interview.fields import Field, focus_first
from reapply_desktop.ui.interview.session import Session
from reapply_desktop.ui.theme import Theme

PASSED, NOT_PASSED, NOT_TAKEN, UNKNOWN = "passed", "not_passed", "not_taken", "unknown"
RESULTS = ((PASSED, "Passed"), (NOT_PASSED, "Not passed"), (NOT_TAKEN, "Not taken"), (UNKNOWN, "I don’t know"))
NOTES = {
    "step1": "no score since 2022",
    "step2ck": "1 to 300",
    "step3": "optional before residency",
    "level1": "no score since 2022",
    "level2ce": "9 to 999",
    "level3": "optional before residency",
}
PLACEHOLDERS = {"step1": "pass only", "level1": "pass only"}
NAME, SCORE, ATTEMPTS, GAP = 150, 92, 74, 14


class ExamRow(QWidget):
    """One exam. `edited` says that `row()` is new, `rested` that it may be checked now."""

    edited = Signal()
    rested = Signal()

    def __init__(self, theme: Theme, exam: str) -> None:
        super().__init__()
        self.exam = exam
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(GAP))
        self._grid.setVerticalSpacing(theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(18), 0, theme.px(17))
        column.setSpacing(theme.px(6))
        column.addLayout(self._grid)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(Label(theme, EXAMS[exam], "strong"))
        head.addWidget(caption(theme, NOTES[exam]))
        self.result = Segments(theme, RESULTS, f"{EXAMS[exam]}, result")
        self.result.chosen.connect(self._chosen)
        self.score = QLineEdit()
        self.score.setPlaceholderText(PLACEHOLDERS.get(exam, ""))
        self.score.setAccessibleName(f"{EXAMS[exam]}, score")
        self.attempts = StepLine(1, 10)
        self.attempts.setAccessibleName(f"{EXAMS[exam]}, attempts in all")
        arrows = self.attempts.addAction(theme.icon("arrow-up-down"), QLineEdit.ActionPosition.TrailingPosition)
        arrows.setToolTip("Up and Down change it")
        self.attempts.stepped.connect(self._edited)
        self._captions = (caption(theme, "Score"), caption(theme, "Attempts"))
        for field in (self.score, self.attempts):
            field.textEdited.connect(self._edited)
            field.editingFinished.connect(self.rested)
        self._message = Message(theme)
        self._place_message = QHBoxLayout()
        self._place_message.addWidget(self._message)
        column.addLayout(self._place_message)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Name, result and numbers below each other where they do not fit side by side."""
        px, grid = self._theme.px, self._grid
        widgets = (self._head, self.result, self.score, self.attempts, *self._captions)
        for widget in widgets:
            grid.removeWidget(widget)
        for part in self._captions:
            part.setVisible(narrow)
        self.score.setFixedWidth(px(SCORE))
        self.attempts.setFixedWidth(px(ATTEMPTS))
        left = Qt.AlignmentFlag.AlignLeft
        if narrow:
            self._head.setMinimumWidth(0)
            self._head.setMaximumWidth(16_777_215)
            grid.addWidget(self._head, 0, 0, 1, 3)
            grid.addWidget(self.result, 1, 0, 1, 3, left)
            for at, (part, field) in enumerate(zip(self._captions, (self.score, self.attempts), strict=True)):
                grid.addWidget(part, 2, at, left)
                grid.addWidget(field, 3, at, left)
            grid.setColumnStretch(2, 1)
            grid.setColumnStretch(4, 0)
        else:
            self._head.setFixedWidth(px(NAME))
            for at, widget in enumerate((self._head, self.result, self.score, self.attempts)):
                grid.addWidget(widget, 0, at)
            grid.setColumnStretch(2, 0)
            grid.setColumnStretch(4, 1)
        self._place_message.setContentsMargins(0 if narrow else px(NAME + GAP), 0, 0, 0)

    def show_row(self, row: Mapping[str, Any] | None) -> None:
        """Show one exam of the answers; None: nothing is known and nothing was said."""
        for field, name in ((self.score, "score"), (self.attempts, "attempts")):
            with QSignalBlocker(field):
                text = shown_number(None if row is None else row.get(name))
                if field.text() != text:
                    field.setText(text)
        self.result.set_value(_result(row))
        self._enable()

    def row(self) -> dict[str, Any] | None:
        """The exam as the interview's answers hold it, or None where nothing was said."""
        result = self.result.value()
        row: dict[str, Any] = {"exam": self.exam}
        if result == NOT_TAKEN:
            row[TAKEN] = False
        elif result is not None:
            row["passed"] = {PASSED: True, NOT_PASSED: False}.get(result)
        for field, name in ((self.score, "score"), (self.attempts, "attempts")):
            if field.text().strip():
                row[name] = typed(WHOLE, field.text())
        return row if len(row) > 1 else None

    def focus_at(self, name: str) -> None:
        """Put the cursor at `score`, `attempts` or `passed`; of an exam not taken at its result."""
        field = {"attempts": self.attempts, "passed": None}.get(name, self.score)
        if field is not None and field.isEnabled():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            focus_first(self.result)

    def tab_stops(self) -> list[QWidget]:
        """The row from left to right."""
        return [*stops_in(self.result), self.score, self.attempts]

    def show_checks(self, found: Mapping[str, Check]) -> None:
        first = None
        for field, name in ((self.score, "score"), (self.attempts, "attempts")):
            check = found.get(f"exams.{self.exam}.{name}")
            mark(field, "" if check is None else check.level, "" if check is None else check.text)
            first = first or check
        self._message.show_check(first)

    def _chosen(self) -> None:
        self._enable()
        self._edited()
        self.rested.emit()

    def _enable(self) -> None:
        # Numbers of an exam that was not taken stay in the fields, and come back with another result.
        taken = self.result.value() != NOT_TAKEN
        self.score.setEnabled(taken)
        self.attempts.setEnabled(taken)

    def _edited(self) -> None:
        self.edited.emit()


class ExamsField(Field):
    """All exams asked about, a way to those of the other system, and "I don't have my scores here"."""

    def __init__(self, theme: Theme, question: Question, session: Session) -> None:
        super().__init__(theme, question)
        self._session = session
        self._narrow = False
        self._rows: dict[str, ExamRow] = {}
        self._head = self._made_head()
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._head_line = line()
        self._column.addWidget(self._head_line)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._column.addLayout(self._table)
        self.add = button("", "link")
        self.add.setMinimumHeight(theme.px(34))
        self.add.clicked.connect(self._turn_other)
        self._column.addSpacing(theme.px(14))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(theme.px(12))
        self.elsewhere = Tick(theme, question.unknown, question.note)
        self.elsewhere.toggled.connect(lambda on: self.answered.emit(SCORES_ELSEWHERE, on))
        self._column.addWidget(self.elsewhere)

    def _made_head(self) -> QWidget:
        theme, head = self._theme, QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, theme.px(7))
        row.setSpacing(theme.px(GAP))
        result = Segments(theme, RESULTS)
        wide = result.sizeHint().width()
        result.deleteLater()
        for text, width in (("Exam", theme.px(NAME)), ("Result", wide), ("Score", theme.px(SCORE)), ("Attempts", None)):
            part = label(theme, text)
            if width is not None:
                part.setFixedWidth(width)
            row.addWidget(part, 0 if width is not None else 1)
        return head

    def row_of(self, exam: str) -> ExamRow:
        """The row of an exam, made when it is first asked for."""
        if exam not in self._rows:
            row = ExamRow(self._theme, exam)
            row.edited.connect(self._edited)
            row.rested.connect(self.rested)
            row.set_narrow(self._narrow)
            row.show_row(self._stored().get(exam))
            self._rows[exam] = row
        return self._rows[exam]

    def show_answer(self, value: Any, known: bool) -> None:
        tree = self._session.tree
        asked = exam_rows(tree)
        while (item := self._table.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                if not isinstance(widget, ExamRow):
                    widget.deleteLater()
        stored = self._stored()
        for exam in asked:
            row = self.row_of(exam)
            row.show_row(stored.get(exam))
            self._table.addWidget(row)
            row.show()
            self._table.addWidget(line())
        self.stops_changed.emit()
        self._say_other(asked, stored)
        with QSignalBlocker(self.elsewhere):
            self.elsewhere.setChecked(bool(tree.get(SCORES_ELSEWHERE)))

    def show_checks(self, found: Mapping[str, Check]) -> None:
        for row in self._rows.values():
            row.show_checks(found)

    def focus_at(self, where: str) -> None:
        """`exams.step2ck.attempts`, a row, or the whole table: then the first score that can be typed."""
        _, exam, name = (*where.split("."), "", "")[:3]
        asked = exam_rows(self._session.tree)
        if exam in asked:
            self.row_of(exam).focus_at(name)
        else:
            open_ones = (row for row in map(self.row_of, asked) if row.score.isEnabled())
            next(open_ones, self.row_of(asked[0])).focus_at("score")

    def tab_stops(self) -> list[QWidget]:
        shown = (self.row_of(exam) for exam in exam_rows(self._session.tree))
        return [*(stop for row in shown for stop in row.tab_stops()), self.add, self.elsewhere]

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._head.setVisible(not narrow)
        self._head_line.setVisible(not narrow)
        for row in self._rows.values():
            row.set_narrow(narrow)

    def _stored(self) -> dict[str, Mapping[str, Any]]:
        return {str(row.get("exam")): row for row in rows(self._session.tree, "exams")}

    def _edited(self) -> None:
        """Rows of exams not asked about now stay in the answers: their branch may come back."""
        shown = exam_rows(self._session.tree)
        table = {**self._stored(), **{exam: self.row_of(exam).row() for exam in shown}}
        self._emit([table[exam] for exam in EXAMS if table.get(exam)])

    def _say_other(self, asked: tuple[str, ...], stored: Mapping[str, Any]) -> None:
        """The button for the exams of the other system: add them, take them out, bring back what they hold."""
        system, other = ("USMLE", USMLE) if asked[0] in COMLEX else ("COMLEX", COMLEX)
        added = len(asked) == len(EXAMS)
        if added:
            words = f"Take the {system} exams out"
        elif set(other) & set(stored):
            words = f"Bring back the {system} exams"
        else:
            words = f"Add a {system} exam"
        self.add.setText(words)
        self.add.setIcon(self._theme.icon("x" if added else "plus", "accent_text"))

    def _turn_other(self) -> None:
        """What the rows hold stays in the draft when they are taken out, and comes back with them."""
        asked = exam_rows(self._session.tree)
        added = len(asked) == len(EXAMS)
        self.answered.emit(USMLE_ADDED if asked[0] in COMLEX else COMLEX_ADDED, not added)
        if not added:
            focus_first(self.row_of(exam_rows(self._session.tree)[3]))
        self.rested.emit()


def _result(row: Mapping[str, Any] | None) -> str | None:
    if row is None:
        return None
    if row.get(TAKEN) is False:
        return NOT_TAKEN
    if "passed" not in row:
        return None
    return {True: PASSED, False: NOT_PASSED, None: UNKNOWN}.get(row["passed"])
