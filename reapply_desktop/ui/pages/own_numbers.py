"""The side column of the findings: the rough Step 2 CK picture, the published figures, and the person's own season."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.figures import GROUP_WORDS, cited, group, match_rate, step2_figure
from reapply_desktop.domain.own_season import own_season, step2_picture
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.vocabulary import in_sentence
from reapply_desktop.ui.controls.charts import Bar, BarChart, Funnel, Step
from reapply_desktop.ui.controls.text import Label, Prose, heading, line
from reapply_desktop.ui.theme import Theme

WHOLE = 125.0  # the bar of 85 % leaves room for its number and the tag


class _Number(QWidget):
    """A number in large type with its words below; what is not known is as large as a number."""

    def __init__(self, theme: Theme, number: str | None, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(Label(theme, number or "not known", "count", "text" if number else "text_second"))
        column.addWidget(Prose(theme, words, "caption", "text_second"))
        column.addStretch(1)


class OwnNumbers(QWidget):
    """The whole side column, built from the answers and the shipped figures."""

    def __init__(self, theme: Theme, answers: Answers, tables: Tables, match_year: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(heading(theme, "Step 2 CK, rough picture"))
        column.addWidget(Prose(theme, "Rough, illustrative: matching in less competitive specialties with an otherwise "
                                      "decent application. Not a forecast for you.", "caption", "text_second"))
        bars = [Bar(b.label, b.percent, f"{b.percent} %", b.own is not None, f"you, {b.own}" if b.own else "")
                for b in step2_picture(answers)]
        column.addWidget(BarChart(theme, bars, WHOLE))
        column.addSpacing(theme.px(6))
        column.addWidget(line())
        column.addSpacing(theme.px(4))
        column.addLayout(_published(theme, answers, tables, match_year))
        main = profile(answers, tables).main
        if main is None:
            return
        column.addSpacing(theme.px(4))
        column.addWidget(line())
        column.addSpacing(theme.px(4))
        words = heading(theme, f"Your season, {in_sentence(main.specialty)}")
        words.setWordWrap(True)
        column.addWidget(words)
        season = own_season(answers, tables)
        steps = [Step(name, count) for name, count in season.steps]
        column.addWidget(Funnel(theme, steps, season.broke, season.sentence))


def _published(theme: Theme, answers: Answers, tables: Tables, match_year: int) -> QGridLayout:
    """B11.12: the rate of the own group with source and year, what is not published, and Step 2 CK of the group."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(10))
    rate, who = match_rate(tables, answers, match_year), GROUP_WORDS[group(answers, match_year)]
    if rate is not None and rate.value is not None:
        first = _Number(theme, f"{rate.value:g} %", f"{who} matched · {cited(rate)}")
    else:
        first = _Number(theme, None, f"match rate of {who}")
    grid.addWidget(first, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(line(vertical=True), 0, 1)
    unknown = _Number(theme, None, "rate for repeat applicants; none is published")
    grid.addWidget(unknown, 0, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 1)
    main = profile(answers, tables).main
    score = step2_figure(tables, answers, main.specialty) if main is not None else None
    if score is not None:
        grid.addWidget(Prose(theme, _score_words(score), "caption", "text_second"), 1, 0, 1, 3)
    return grid


def _score_words(figure: Figure) -> str:
    kind = "median" if figure.measure.endswith("median") else "mean"
    field = "" if figure.specialty == "all" else f" in {in_sentence(figure.specialty)}"
    beside = f", of unmatched {figure.unmatched:g}" if figure.unmatched is not None else ""
    who = GROUP_WORDS.get(figure.applicant_type, figure.applicant_type)
    return f"Step 2 CK, {kind} of matched {who}{field}: {figure.matched:g}{beside} · {cited(figure)}"
