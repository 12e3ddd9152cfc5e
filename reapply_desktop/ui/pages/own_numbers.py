"""The side column of the findings: the rough Step 2 CK picture, the published figures, and the person's own season."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.figures import published
from reapply_desktop.domain.own_season import own_seasons, step2_picture
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.table_age import age_words
from reapply_desktop.domain.vocabulary import SPECIALTIES, in_sentence
from reapply_desktop.ui.controls.charts import Bar, BarChart, Funnel, Number, Numbers, Step
from reapply_desktop.ui.controls.text import Label, Prose, heading, line
from reapply_desktop.ui.theme import Theme

WHOLE = 125.0  # the bar of 85 % leaves room for its number and the tag
ROUGH = ("Rough, illustrative: matching in less competitive specialties with an otherwise decent application. "
         "Not a forecast for you.")  # fmt: skip


class OwnNumbers(QWidget):
    """The whole side column, built from the answers and the tables."""

    def __init__(self, theme: Theme, answers: Answers, tables: Tables, match_year: int) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._brackets(column, answers)
        self._line(column)
        self._published(column, answers, tables, match_year)
        self._seasons(column, answers, tables)

    def _brackets(self, column: QVBoxLayout, answers: Answers) -> None:
        theme, bars = self._theme, step2_picture(answers)
        column.addWidget(heading(theme, "Step 2 CK, rough picture"))
        column.addWidget(Prose(theme, ROUGH, "caption", "text_second"))
        column.addWidget(BarChart(theme, [
            Bar(b.label, b.percent, f"{b.percent} %", b.own is not None, f"you, {b.own}" if b.own else "")
            for b in bars], WHOLE))  # fmt: skip
        if all(b.own is None for b in bars):
            column.addWidget(Prose(theme, "No Step 2 CK score is known; no bar is yours.", "caption", "text_second"))

    def _published(self, column: QVBoxLayout, answers: Answers, tables: Tables, match_year: int) -> None:
        theme, main = self._theme, profile(answers, tables).main
        found = published(tables, answers, match_year, main.specialty if main else None)
        column.addWidget(heading(theme, "Published, for your group"))
        column.addWidget(Numbers(theme, [Number(entry.number, entry.words) for entry in found]))
        old = age_words(tables, "figures")
        if old:
            column.addWidget(Prose(theme, old, "caption", "warning"))

    def _seasons(self, column: QVBoxLayout, answers: Answers, tables: Tables) -> None:
        """A funnel for each specialty applied in, the main one under its heading."""
        theme = self._theme
        for at, season in enumerate(own_seasons(answers, tables)):
            if not at:
                self._line(column)
                words = heading(theme, f"Your season, {in_sentence(season.specialty)}")
                words.setWordWrap(True)
            else:
                column.addSpacing(theme.px(4))
                words = Label(theme, SPECIALTIES[season.specialty], "label", "text_second", wrap=True)
            column.addWidget(words)
            steps = [Step(name, count) for name, count in season.steps]
            made = Funnel(theme, steps, season.broke, season.sentence, basis=season.basis)
            made.setObjectName(f"funnel-{season.specialty}")
            column.addWidget(made)

    def _line(self, column: QVBoxLayout) -> None:
        column.addSpacing(self._theme.px(4))
        column.addWidget(line())
        column.addSpacing(self._theme.px(4))
