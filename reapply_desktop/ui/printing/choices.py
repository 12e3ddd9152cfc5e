"""What is printed, who will read it, and on which paper: the left side of the dialog, as options of the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.services.pdf_export.content import (
    BUDGET,
    MONTHS,
    PLAN_SECTIONS,
    POST_MORTEM,
    SEASON,
    SECTIONS,
    SUMMARY,
    WALL,
    WEEKS,
    WORK,
    YEAR,
    PdfOptions,
)
from reapply_desktop.services.pdf_export.password import LONGEST, normal
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label, label
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

SECTION_WORDS = {
    SUMMARY: ("Summary", "The one page for an adviser"),
    POST_MORTEM: ("Why it went this way", "Findings, charts and sources"),
    YEAR: ("The year on one page", "Every step as a bar"),
    MONTHS: ("Month by month", "Calendars, and boxes to tick"),
    WORK: ("Letters, documents, programs", "Steps, numbers, lines to write on"),
    BUDGET: ("Budget", "Fees, and your own money"),
    SEASON: ("Season dates and sources", "How sure each date is"),
    WALL: ("Wall calendar", "Every day of the year, to hang up"),
    WEEKS: ("Weekly sheets", "A page a week, from this week on"),
}
WEEK_COUNTS = ((1, "1 week"), (4, "4 weeks"), (13, "13 weeks"))
PAPERS = (("letter", "Letter"), ("a4", "A4"))
LARGE_PAPER = {"letter": "Tabloid", "a4": "A3"}
LETTER = (QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico, QLocale.Country.Philippines,
          QLocale.Country.PuertoRico)
NO_PASSWORD, OTHER_PASSWORD = "Type a password of at least 6 characters.", "The two are not the same."
TOO_LONG = "That is too long: about 120 letters fit."
LEAST_PASSWORD = 6


@dataclass(frozen=True)
class Wish:
    """What is chosen. `password` is empty for none, and None where one is wanted and not yet rightly typed."""

    options: PdfOptions
    password: str | None


def usual_paper() -> str:
    """Letter where people print on it, A4 elsewhere."""
    return "letter" if QLocale.system().territory() in LETTER else "a4"


class PrintChoices(QWidget):
    """`changed()` after every choice that changes the pages; `password_changed()` when only the password did."""

    changed = Signal()
    password_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings | None) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self.sections: dict[str, Tick] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(6))
        self._add_sections(column)
        self._add_readers(column)
        self._add_paper(column)
        column.addStretch(1)
        self._restore()
        self._refresh()
        for tick in (*self.sections.values(), self.scores, self.names, self.plan_b, self.large):
            tick.toggled.connect(self._choice_made)
        for segments in (self.paper, self.weeks):
            segments.chosen.connect(self._choice_made)

    # How it is built

    def _heading(self, column: QVBoxLayout, number: int, words: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(9))
        head.addWidget(Label(self._theme, str(number), "heading", "accent_text"))
        head.addWidget(Label(self._theme, words, "heading"), 1)
        if number > 1:
            column.addSpacing(self._theme.px(12))
        column.addLayout(head)

    def _tick(self, name: str, words: str, detail: str, checked: bool) -> Tick:
        tick = Tick(self._theme, words, detail, checked)
        tick.setObjectName(name)
        return tick

    def _add_sections(self, column: QVBoxLayout) -> None:
        self._heading(column, 1, "What goes on paper?")
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(14))
        grid.setVerticalSpacing(self._theme.px(2))
        for at, (name, (words, detail)) in enumerate(SECTION_WORDS.items()):
            tick = self._tick(f"section-{name}", words, detail, name in PLAN_SECTIONS)
            self.sections[name] = tick
            grid.addWidget(tick, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.weeks = Segments(self._theme, WEEK_COUNTS, "Weekly sheets for", 4)
        beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.weeks, len(SECTION_WORDS) // 2, 1, beside)

    def _add_readers(self, column: QVBoxLayout) -> None:
        self._heading(column, 2, "Who will read it?")
        self.scores = self._tick("scores", "With scores", "Off: no score, attempt or class standing, and nothing you "
                                 "wrote but plain step titles: read those once.", True)
        self.names = self._tick("names", "With names", "Off: the mentors you entered are not named, and your notes "
                                "and answers stay out. Check the step titles.", True)
        self.plan_b = self._tick("plan_b", "With Plan B", "Left out unless you ask.", False)
        for tick in (self.scores, self.names, self.plan_b):
            column.addWidget(tick)

    def _add_paper(self, column: QVBoxLayout) -> None:
        theme = self._theme
        self._heading(column, 3, "On which paper?")
        row = QHBoxLayout()
        row.setSpacing(theme.px(18))
        self.paper = Segments(theme, PAPERS, "Paper", usual_paper())
        self.large = self._tick("large", "Wall calendar on Tabloid", "", True)
        row.addWidget(self.paper)
        row.addWidget(self.large)
        row.addStretch(1)
        column.addLayout(row)
        self.locked = self._tick("locked", "A password for the PDF", "Write it down: it is kept nowhere, and nobody "
                                 "can open the file without it.", False)
        self.locked.toggled.connect(self._lock_changed)
        column.addWidget(self.locked)
        self.password_fields = QWidget()
        fields = QGridLayout(self.password_fields)
        fields.setContentsMargins(theme.px(30), 0, 0, 0)
        fields.setHorizontalSpacing(theme.px(12))
        fields.setVerticalSpacing(theme.px(4))
        self.first, self.second = QLineEdit(), QLineEdit()
        for at, (field, words) in enumerate(((self.first, "Password"), (self.second, "Once more"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(500)
            steady(field)
            field.textChanged.connect(self._password_typed)
            fields.addWidget(label(theme, words, field), 0, at)
            fields.addWidget(field, 1, at)
        self.first.setObjectName("password")
        self.second.setObjectName("password_again")
        self.message = FieldMessage(theme)
        fields.addWidget(self.message, 2, 0, 1, 2)
        self.password_fields.hide()
        column.addWidget(self.password_fields)

    # What is chosen

    def wish(self) -> Wish:
        """The choices as they stand."""
        options = PdfOptions(
            paper=self.paper.value() or usual_paper(), with_contingency=self.plan_b.isChecked(),
            discreet=not self.scores.isChecked(), with_names=self.names.isChecked(),
            sections=tuple(name for name in SECTIONS if self.sections[name].isChecked()),
            large_wall=self.large.isChecked(), weeks=self.weeks.value() or 4,
        )  # fmt: skip
        password = self.first.text() if self.locked.isChecked() else ""
        return Wish(options, None if self._password_problem() else password)

    def show_password_problem(self) -> bool:
        """Say what is wrong with the password and go there; False when nothing is."""
        problem = self._password_problem()
        if problem:
            self.message.show_message(problem)
            (self.second if problem == OTHER_PASSWORD else self.first).setFocus()
        return bool(problem)

    def forget_password(self) -> None:
        """Nothing of it stays in the fields."""
        self.first.clear()
        self.second.clear()

    def _password_problem(self) -> str:
        if not self.locked.isChecked():
            return ""
        first, second = self.first.text(), self.second.text()
        if len(first) < LEAST_PASSWORD or not first.strip():
            return NO_PASSWORD
        if len(normal(first).encode("utf-8", "replace")) > LONGEST:
            return TOO_LONG
        return OTHER_PASSWORD if first != second else ""

    def _lock_changed(self, on: bool) -> None:
        self.password_fields.setVisible(on)
        if on:
            self.first.setFocus()
        else:
            self.forget_password()
            self.message.clear()
        self.password_changed.emit()

    def _password_typed(self) -> None:
        problem = self._password_problem()
        if self.second.text() and problem == OTHER_PASSWORD and not self.first.text().startswith(self.second.text()):
            self.message.show_message(problem)
        elif not problem and self.locked.isChecked():
            self.message.show_message("They match.", "good")
        else:
            self.message.clear()
        self.password_changed.emit()

    def _choice_made(self) -> None:
        self._refresh()
        self._keep()
        self.changed.emit()

    def _refresh(self) -> None:
        self.weeks.setEnabled(self.sections[WEEKS].isChecked())
        self.large.setEnabled(self.sections[WALL].isChecked())
        self.large.set_words(f"Wall calendar on one page, {LARGE_PAPER[self.paper.value() or 'letter']}")

    def _restore(self) -> None:
        if self._settings is None:
            return
        kept = [name for name in self._settings.texts("print/sections") if name in self.sections]
        for name, tick in self.sections.items():
            tick.setChecked(name in kept if kept else name in PLAN_SECTIONS)
        self.scores.setChecked(self._settings.flag("print/scores", True))
        self.names.setChecked(self._settings.flag("print/names", True))
        self.large.setChecked(self._settings.flag("print/large", True))
        paper = self._settings.text("print/paper", usual_paper())
        self.paper.set_value(paper if paper in dict(PAPERS) else usual_paper())
        weeks = int(self._settings.number("print/weeks", 4))
        self.weeks.set_value(weeks if weeks in dict(WEEK_COUNTS) else 4)

    def _keep(self) -> None:
        """For next time. Plan B is asked for anew each time, a password always."""
        if self._settings is None:
            return
        options = self.wish().options
        self._settings.set_texts("print/sections", options.sections)
        self._settings.set_flag("print/scores", not options.discreet)
        self._settings.set_flag("print/names", options.with_names)
        self._settings.set_flag("print/large", options.large_wall)
        self._settings.setValue("print/paper", options.paper)
        self._settings.set_number("print/weeks", options.weeks)
