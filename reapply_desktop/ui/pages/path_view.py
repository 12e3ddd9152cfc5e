"""The choice of a path: three cards, and below them what the chosen one asks (B3.4–B3.7). Shared with the interview."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.chosen_card import chosen_card
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.interview_checks import ERROR, EXPLAIN
from reapply_desktop.domain.path_cards import HYBRID_PROGRAMS, cards, other_fields
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.vocabulary import PATHS, SPECIALTIES
from reapply_desktop.ui.controls.after_click import AfterClick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage, NumberField
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.text import Prose, heading, label
from reapply_desktop.ui.pages.path_cards_view import PathCards
from reapply_desktop.ui.theme import Theme

OTHERWISE = "You chose otherwise. Write down why; you will want to read it in September."
SAME_FIELD = "The backup is the same field as the primary. Choose another one."
PROGRAMS = "A number of programs lies between 0 and 500."
NOT_CHOSEN = "Nothing is chosen yet."
SIDES = ("primary", "backup")
LARGE = 1.4


class PathView(QWidget):
    """Shows the three paths. `chosen_changed` carries the path the person chose, `fields_changed` any other edit."""

    chosen_changed = Signal(str)
    fields_changed = Signal()

    def __init__(self, theme: Theme, tables: Tables) -> None:
        super().__init__()
        self._theme, self._tables = theme, tables
        self._chosen: str | None = None
        self._recommended: str | None = None
        self._main = ""
        self._offered: tuple[str, ...] = ()
        self._editable = True
        self._seen: tuple[Answers, Assessment] | None = None
        self._followed = AfterClick(self._follow, self)  # a card may change its height, and move what is clicked
        self._names: dict[str, Combo] = {}
        self._counts: dict[str, NumberField] = {}
        self._mentors: dict[str, QLineEdit] = {}
        self._parts: dict[str, list[QWidget]] = {side: [] for side in SIDES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.cards = PathCards(theme)
        self.cards.chosen.connect(self._choose)
        column.addWidget(self.cards)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(4))
        column.addLayout(self._reasons)
        self._details = self._detail_fields()
        column.addWidget(self._details)
        self.why = QPlainTextEdit()
        self._why_box = self._why_field()
        column.addWidget(self._why_box)
        self._details.hide()
        self._why_box.hide()

    # What is asked of it

    def show_choices(self, answers: Answers, assessment: Assessment, chosen: str | None, editable: bool) -> None:
        """Show the cards for these answers; `chosen` None chooses nothing, whatever is recommended."""
        main = profile(answers, self._tables).main
        self._main = main.specialty if main else answers.applications[0].specialty
        self._offered = other_fields(self._main, assessment, self._tables)
        self._recommended, self._editable, self._chosen = assessment.advice.recommended, editable, chosen
        self._seen = (answers, assessment)
        self.cards.show_cards(cards(answers, assessment, self._tables), chosen, editable)
        self._show_reasons(assessment)
        self._fill(answers.decision or Decision())
        self._arrange()
        self._follow()

    @property
    def chosen(self) -> str | None:
        return self._chosen

    def decision_fields(self) -> Mapping[str, Any]:
        """What was chosen and written, as the keys of `decision`; what a path does not ask for is None."""
        both, other = self._chosen == "hybrid", self._chosen in ("hybrid", "pivot")
        primary = self._names["primary"].value() if other else self._main if self._chosen else None
        return {
            "path": self._chosen,
            "primary": primary,
            "backup": self._names["backup"].value() if both else None,
            "primary_programs": self._counts["primary"].value() if other else None,
            "backup_programs": self._counts["backup"].value() if both else None,
            "primary_mentor": (self._mentors["primary"].text().strip() or None) if other else None,
            "backup_mentor": (self._mentors["backup"].text().strip() or None) if both else None,
            "why": (self.why.toPlainText().strip() or None) if self._is_otherwise() else None,
        }

    def problems(self) -> tuple[str, ...]:
        """What stands against going on, in words."""
        return tuple(dict.fromkeys(text for text, _level, _field in self._problems()))

    def first_problem(self) -> tuple[str, str, QWidget] | None:
        """The first of them: the words, how grave it is (as a check says it), and the field to go to."""
        return next(self._problems(), None)

    def settle(self) -> None:
        """Take up the numbers as they are typed, also one that nothing has looked at yet."""
        for count in self._counts.values():
            count.check()

    def _problems(self) -> Iterator[tuple[str, str, QWidget]]:
        if self._chosen is None:
            yield NOT_CHOSEN, EXPLAIN, self.cards
        if self._is_same():
            yield SAME_FIELD, ERROR, self._names["backup"]
        for side in self._asked():
            if self._counts[side].problem():
                yield PROGRAMS, ERROR, self._counts[side]
        if self._is_otherwise() and not self.why.toPlainText().strip():
            yield OTHERWISE, EXPLAIN, self.why

    # How it is built

    def _detail_fields(self) -> QWidget:
        theme, part = self._theme, QWidget()
        large = theme.factor > LARGE
        grid = QGridLayout(part)
        grid.setContentsMargins(0, theme.px(8), 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for at, side in enumerate(SIDES):
            combo = Combo(theme)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)  # a long name may be cut where text is large; the page may not
            combo.setObjectName(side)
            count = NumberField(theme, 0, 500, message=PROGRAMS)
            count.setObjectName(f"{side}_programs")
            mentor = QLineEdit()
            mentor.setObjectName(f"{side}_mentor")
            mentor.setMaxLength(200)
            mentor.setPlaceholderText("Name, or leave it open")
            self._names[side], self._counts[side], self._mentors[side] = combo, count, mentor
            word, row = side.capitalize(), at * 5
            said = FieldMessage(theme, count)
            labels = (label(theme, f"{word} specialty", combo), label(theme, "Programs", count),
                      label(theme, f"Mentor in the {side} field", mentor))
            for column, (name, field) in enumerate(zip(labels, (combo, count, mentor), strict=True)):
                whole = large and field is combo  # then its long names have a line of their own
                below = 2 if large and not whole else 0
                across, left = (3, 0) if whole else (column, column - 1) if large else (1, column)
                grid.addWidget(name, row + below, left, 1, across)
                grid.addWidget(field, row + below + 1, left, 1, across)
                self._parts[side] += [name, field]
            grid.addWidget(said, row + 4, 0, 1, 3)
            grid.setRowMinimumHeight(row + 4, theme.px(4))
            combo.activated.connect(self._edited)
            count.value_changed.connect(self._edited)
            mentor.textEdited.connect(self._edited)
        for column, share in enumerate((1, 3, 0) if large else (3, 1, 3)):
            grid.setColumnStretch(column, share)
        self._same = FieldMessage(theme)
        grid.addWidget(self._same, 10, 0, 1, 3)
        return part

    def _why_field(self) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Prose(theme, OTHERWISE, "table"))
        self.why.setObjectName("why")
        self.why.setAccessibleName(OTHERWISE)
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(theme.px(76))
        self.why.textChanged.connect(self.fields_changed)
        column.addWidget(self.why)
        return part

    def _show_reasons(self, assessment: Assessment) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        theme, advice = self._theme, assessment.advice
        if advice.recommended is None:
            text = "Your answers do not favour one of the three. The choice is yours, and can be changed."
            self._reasons.addWidget(Prose(theme, text, "table", "text_second"))
        elif advice.reasons:
            self._reasons.addSpacing(theme.px(6))
            self._reasons.addWidget(heading(theme, f"Why “{PATHS[advice.recommended]}” fits your answers best"))
        for reason in advice.reasons:
            self._reasons.addWidget(self._reason(reason))

    def _reason(self, reason: str) -> QWidget:
        theme, part = self._theme, QWidget()
        row = QGridLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.px(7))
        row.addWidget(glyph(theme, "arrow-right", "text_second", 16), 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(theme, reason, "table"), 0, 1)
        row.setColumnStretch(1, 1)
        return part

    def _fill(self, decision: Decision) -> None:
        """Put in what was decided before, else what fits: fields are proposals, the path never is."""
        decided = {"primary": decision.primary, "backup": decision.backup}
        for side in SIDES:
            combo = self._names[side]
            combo.set_options((key, SPECIALTIES[key]) for key in dict.fromkeys((*self._offered, *SPECIALTIES)))
            self._propose(side, decided[side])
            self._counts[side].set_value(getattr(decision, f"{side}_programs"))
            self._mentors[side].setText(getattr(decision, f"{side}_mentor") or "")
        with QSignalBlocker(self.why):  # nobody has typed anything
            self.why.setPlainText(decision.why or "")

    def _propose(self, side: str, specialty: str | None) -> None:
        first = self._offered[0] if self._offered else self._main
        fitting = self._main if side == "primary" and self._chosen != "pivot" else first
        self._names[side].setCurrentIndex(max(0, self._names[side].findData(specialty or fitting)))

    def _choose(self, path: str) -> None:
        if path == self._chosen:
            return
        before, self._chosen = self._chosen, path
        if {before, path} & {"pivot"}:
            self._propose("primary", None)  # kept in a hybrid, left in a pivot
        if path == "hybrid":
            for side, programs in zip(SIDES, HYBRID_PROGRAMS, strict=True):
                if self._counts[side].value() is None:
                    self._counts[side].set_value(programs)
        self.cards.update()
        self._arrange()
        self._followed()
        self.chosen_changed.emit(path)

    def _asked(self) -> tuple[str, ...]:
        return SIDES if self._chosen == "hybrid" else SIDES[:1] if self._chosen == "pivot" else ()

    def _is_otherwise(self) -> bool:
        return self._chosen is not None and self._recommended is not None and self._chosen != self._recommended

    def _arrange(self) -> None:
        asked = self._asked() if self._editable else ()  # a page that cannot be edited says it in a sentence
        self._details.setVisible(bool(asked))
        for side in SIDES:
            for part in self._parts[side]:
                part.setVisible(side in asked)
        self._why_box.setVisible(self._is_otherwise() and self._editable)
        self._say_same()

    def _follow(self) -> None:
        """The chosen card tells the fields chosen below it; the others what they would propose."""
        if self._seen is None:
            return
        told = {card.path: card for card in cards(*self._seen, self._tables)}
        if self._chosen is not None:
            fields = [(self._names[side].value(), self._counts[side].value()) for side in self._asked()]
            told[self._chosen] = chosen_card(self._chosen, fields, *self._seen, self._tables)
        for card in told.values():
            self.cards.show_card(card)

    def _edited(self) -> None:
        self._say_same()
        self._followed()
        self.fields_changed.emit()

    def _say_same(self) -> None:
        self._same.show_message(SAME_FIELD if self._is_same() else "")

    def _is_same(self) -> bool:
        return self._chosen == "hybrid" and self._names["primary"].value() == self._names["backup"].value()
