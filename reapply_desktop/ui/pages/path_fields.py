"""The fields of a chosen path: its specialty, and for a hybrid what makes each of the two serious (B3.5, B3.6)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.limits import NAME_LIMIT, TEXT_LIMIT
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage, NumberField
from reapply_desktop.ui.controls.text import Label, Prose, label
from reapply_desktop.ui.pages.written_text import WrittenLine
from reapply_desktop.ui.theme import Theme

PROGRAMS = "A number of programs lies between 0 and 500."
LETTERS = "A number of letters lies between 0 and 12."
SIDES = ("primary", "backup")


class FieldOfPath(QWidget):
    """One specialty of the path with what is known of it; `edited` after any change, `chosen` when it is another."""

    edited = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, side: str) -> None:
        super().__init__()
        self.side = side
        word = side.capitalize()
        self.name = Combo(theme)
        self.name.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.setMinimumContentsLength(10)  # a long name may be cut where text is large; the page may not
        self.programs = NumberField(theme, 0, 500, message=PROGRAMS)
        self.letters = NumberField(theme, 0, 12, message=LETTERS)
        self.mentor, self.interest = WrittenLine(NAME_LIMIT), WrittenLine(TEXT_LIMIT)
        self.statement = Tick(theme, "A statement of its own is begun")
        for key, field in (("", self.name), ("_programs", self.programs), ("_letters", self.letters),
                           ("_mentor", self.mentor), ("_statement", self.statement), ("_interest", self.interest)):
            field.setObjectName(f"{side}{key}")
        self._too_long: list[FieldMessage] = []
        for field, hint in ((self.mentor, "Name, or leave it open"),
                            (self.interest, "A rotation, a project, work with its patients")):
            field.setPlaceholderText(hint)
            message = FieldMessage(theme, field)
            field.problem_changed.connect(message.show_message)
            self._too_long.append(message)
            field.edited.connect(self.edited)
        self._standing = Prose(theme, "", "message", "warning")
        self._serious: list[QWidget] = []
        self._lay_out(theme, word)
        self.name.activated.connect(self.chosen)
        for count in (self.programs, self.letters):
            count.value_changed.connect(self.edited)
            count.problem_changed.connect(self.edited)
        self.statement.toggled.connect(self.edited)

    def _lay_out(self, theme: Theme, word: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.title: Label = label(theme, f"{word} specialty", self.name)
        letters = label(theme, "Letters promised from it", self.letters)
        interest = label(theme, "What shows the interest", self.interest)
        programs = label(theme, "Programs", self.programs)
        mentor = label(theme, f"Mentor in the {self.side} field", self.mentor)
        for name in (letters, interest, programs, mentor):
            name.setContentsMargins(0, theme.px(8), 0, 0)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.name, 1, 0, 1, 2)
        grid.addWidget(programs, 2, 0)
        grid.addWidget(letters, 2, 1)
        grid.addWidget(self.programs, 3, 0)
        grid.addWidget(self.letters, 3, 1)
        grid.addWidget(FieldMessage(theme, self.programs), 4, 0, 1, 2)
        grid.addWidget(FieldMessage(theme, self.letters), 5, 0, 1, 2)
        grid.addWidget(mentor, 6, 0, 1, 2)
        grid.addWidget(self.mentor, 7, 0, 1, 2)
        grid.addWidget(self._too_long[0], 8, 0, 1, 2)
        grid.addWidget(interest, 9, 0, 1, 2)
        grid.addWidget(self.interest, 10, 0, 1, 2)
        grid.addWidget(self._too_long[1], 11, 0, 1, 2)
        grid.addWidget(self.statement, 12, 0, 1, 2)
        grid.addWidget(self._standing, 13, 0, 1, 2)
        grid.setRowStretch(14, 1)
        self._serious = [letters, self.letters, interest, self.interest, self.statement, self._standing]

    def ask_for(self, serious: bool) -> None:
        """Whether it is one of two fields, each to be applied to in earnest."""
        for part in self._serious:
            part.setVisible(serious)

    def say_standing(self, words: str, complete: bool) -> None:
        """How much of the five is there."""
        self._standing.set_text(words)
        self._standing.set_role("positive" if complete else "warning")

    def offer(self, specialties: Sequence[str]) -> None:
        self.name.set_options((key, SPECIALTIES[key]) for key in specialties)

    def fill(self, decision: Decision) -> None:
        """Show what was decided before, without saying so."""
        side = self.side
        with QSignalBlocker(self.statement):
            self.statement.setChecked(getattr(decision, f"{side}_statement") is True)
        self.programs.set_value(getattr(decision, f"{side}_programs"))
        self.letters.set_value(getattr(decision, f"{side}_letters"))
        self.mentor.show_text(getattr(decision, f"{side}_mentor") or "")
        self.interest.show_text(getattr(decision, f"{side}_interest") or "")

    def values(self, asked: bool, serious: bool, keep_wrong: bool) -> Mapping[str, Any]:
        """As the keys of `decision`; what is not asked for is None. `keep_wrong`: a number that cannot be as it is."""
        side = self.side
        return {
            side: self.name.value() if asked else None,
            f"{side}_programs": _number(self.programs, keep_wrong) if asked else None,
            f"{side}_mentor": _words(self.mentor, keep_wrong) if asked else None,
            f"{side}_letters": _number(self.letters, keep_wrong) if serious else None,
            f"{side}_statement": (self.statement.isChecked() or None) if serious else None,
            f"{side}_interest": _words(self.interest, keep_wrong) if serious else None,
        }

    def tab_stops(self) -> list[QWidget]:
        return [self.name, self.programs, self.letters, self.mentor, self.interest, self.statement]

    def settle(self) -> None:
        """Take up the numbers as they are typed, also one that nothing has looked at yet."""
        self.programs.check()
        self.letters.check()

    def forget(self) -> None:
        """Let go of what is written and too long to be kept."""
        for field in (self.mentor, self.interest):
            if field.problem():
                field.start_over("")

    def wrong(self) -> tuple[str, QWidget] | None:
        """The first number that cannot be, or text that is too long."""
        for message, field in ((PROGRAMS, self.programs), (LETTERS, self.letters)):
            if field.problem() and not field.isHidden():
                return message, field
        for written in (self.mentor, self.interest):
            if written.problem() and not written.isHidden():
                return written.problem(), written
        return None


class PathFields(QWidget):
    """Primary and backup beside each other where there is room, one below the other where text is large."""

    def __init__(self, theme: Theme, large: bool) -> None:
        super().__init__()
        self.sides = {side: FieldOfPath(theme, side) for side in SIDES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(8), 0, 0)
        grid.setHorizontalSpacing(theme.px(32))
        grid.setVerticalSpacing(theme.px(12))
        for at, field in enumerate(self.sides.values()):
            grid.addWidget(field, at if large else 0, 0 if large else at)
            grid.setColumnStretch(at, 1 if not large or at == 0 else 0)
        self.same = FieldMessage(theme)
        below = QVBoxLayout()
        below.addWidget(self.same)
        grid.addLayout(below, 2, 0, 1, 2)


def _words(field: WrittenLine, keep_wrong: bool) -> str | None:
    return (field.typed() if keep_wrong else field.value()) or None


def _number(field: NumberField, keep_wrong: bool) -> int | None:
    typed = field.text().strip()
    if keep_wrong and field.problem() and typed.isdecimal() and len(typed) < 10:
        return int(typed)
    value = field.value()
    return None if value is None else int(value)
