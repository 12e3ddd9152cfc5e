"""The choice of a path: three cards, and below them what the chosen one asks (B3.4–B3.7). Shared with the interview."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.chosen_card import chosen_card
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.interview_checks import ERROR, EXPLAIN
from reapply_desktop.domain.path_cards import PathCard, cards, hybrid_programs, other_fields, proposed, with_steps
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.rule_notes import path_note
from reapply_desktop.domain.seriousness import needs, standing
from reapply_desktop.domain.table_age import age_words
from reapply_desktop.domain.vocabulary import PATHS, SPECIALTIES
from reapply_desktop.services.rule_data import load_rules
from reapply_desktop.ui.controls.after_click import AfterClick
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.pages.path_cards_view import PathCards
from reapply_desktop.ui.pages.path_fields import PROGRAMS, SIDES, PathFields
from reapply_desktop.ui.pages.rule_panel import RuleLink
from reapply_desktop.ui.pages.written_text import WrittenText
from reapply_desktop.ui.theme import Theme

OTHERWISE = "You chose otherwise. Write down why; you will want to read it in September."
SAME_FIELD = "The backup is the same field as the primary. Choose another one."
OWN_FIELD = "That is the field a pivot leaves. Choose another one, or “Same specialty, improved”."
NOT_CHOSEN = "Nothing is chosen yet."
RULES = {"same_specialty": "B3.4", "hybrid": "B3.6", "pivot": "B3.5"}
LARGE = 1.4

__all__ = ["NOT_CHOSEN", "OTHERWISE", "OWN_FIELD", "PROGRAMS", "SAME_FIELD", "PathView"]


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
        self._editable, self._is_own = True, False
        self._seen: tuple[Answers, Assessment] | None = None
        self._added: AddedSteps | None = None
        self._links: list[RuleLink] = []
        self._followed = AfterClick(self._follow, self)  # a card may change its height, and move what is clicked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.cards = PathCards(theme)
        self.cards.chosen.connect(self._choose)
        column.addWidget(self.cards)
        self.fields = PathFields(theme, theme.factor > LARGE)
        for field in self.fields.sides.values():
            field.chosen.connect(self._edited)
            field.edited.connect(self._edited)
        column.addWidget(self.fields)
        self.why = WrittenText()
        self._why_box = self._why_field()
        column.addWidget(self._why_box)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(4))
        column.addLayout(self._reasons)
        self.fields.hide()
        self._why_box.hide()

    # What is asked of it

    def show_choices(
        self, answers: Answers, assessment: Assessment, chosen: str | None, editable: bool,
        added: AddedSteps | None = None,
    ) -> None:
        """Show the cards for these answers; `chosen` None chooses nothing, whatever is recommended. With `added` each
        says what it adds to the year."""
        main = profile(answers, self._tables).main
        self._main = main.specialty if main else answers.applications[0].specialty
        self._offered = other_fields(self._main, assessment, self._tables)
        self._recommended, self._editable, self._chosen = assessment.advice.recommended, editable, chosen
        self._seen, self._added, self._is_own = (answers, assessment), added, chosen is not None
        shown = cards(answers, assessment, self._tables)
        self.cards.show_cards(shown, chosen, editable)
        self._fill(answers.decision or Decision())
        self._show_reasons(assessment, shown)
        self._arrange()
        self._follow()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes through the page as it reads: cards, fields, the reason, the rule."""
        stops: list[QWidget] = [self.cards.radio(path) for path in PATHS if path in RULES]
        stops += [stop for field in self.fields.sides.values() for stop in field.tab_stops()]
        stops += [self.why, *self._links]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    @property
    def chosen(self) -> str | None:
        return self._chosen

    def decision_fields(self, *, keep_wrong: bool = False) -> Mapping[str, Any]:
        """What was chosen and written, as the keys of `decision`; what a path does not ask for is None.

        `keep_wrong` gives a number or a text that cannot be as it was typed, for a draft that loses nothing.
        """
        both, asked = self._chosen == "hybrid", self._asked()
        found: dict[str, Any] = {"path": self._chosen}
        for side, field in self.fields.sides.items():
            found.update(field.values(side in asked, both, keep_wrong))
        if self._chosen == "same_specialty":
            found["primary"] = self._main
        why = self.why.typed() if keep_wrong else self.why.value()
        return {**found, "why": (why or None) if self._is_otherwise() else None}

    def problems(self) -> tuple[str, ...]:
        """What stands against going on, in words."""
        return tuple(dict.fromkeys(text for text, _level, _field in self._problems()))

    def first_problem(self) -> tuple[str, str, QWidget] | None:
        """The first of them: the words, how grave it is (as a check says it), and the field to go to."""
        return next(self._problems(), None)

    def forget(self) -> None:
        """Let go of what is written and too long to be kept: another plan is shown, or the old state again."""
        self.why.start_over("")
        for field in self.fields.sides.values():
            field.forget()

    def settle(self) -> None:
        """Take up the numbers as they are typed, also one that nothing has looked at yet."""
        for field in self.fields.sides.values():
            field.settle()

    def card(self) -> PathCard | None:
        """The card of the chosen path, as it stands."""
        return self._cards().get(self._chosen or "")

    def focus_key(self, key: str) -> QWidget | None:
        """Put the cursor into the field of an answer (`backup_mentor`); the field, where it is asked for."""
        found = self.findChild(QWidget, key)
        if found is None or found.isHidden() or self.fields.isHidden():
            return None
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def _problems(self) -> Iterator[tuple[str, str, QWidget]]:
        if self._chosen is None:
            yield NOT_CHOSEN, EXPLAIN, self.cards
        if said := self._field_problem():
            side = "backup" if said == SAME_FIELD else "primary"
            yield said, ERROR, self.fields.sides[side].name
        for side in self._asked():
            if wrong := self.fields.sides[side].wrong():
                yield wrong[0], ERROR, wrong[1]
        if self._is_otherwise() and self.why.problem():
            yield self.why.problem(), ERROR, self.why
        elif self._is_otherwise() and not self.why.value():
            yield OTHERWISE, EXPLAIN, self.why

    # How it is built

    def _why_field(self) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Prose(theme, OTHERWISE, "table"))
        self.why.setObjectName("why")
        self.why.setAccessibleName(OTHERWISE)
        self.why.setFixedHeight(theme.px(76))
        self.why.edited.connect(self.fields_changed)
        column.addWidget(self.why)
        message = FieldMessage(theme, self.why)
        self.why.problem_changed.connect(message.show_message)
        column.addWidget(message)
        return part

    def _show_reasons(self, assessment: Assessment, shown: tuple[PathCard, ...]) -> None:
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
        for table in ("figures", "fees"):
            if age := age_words(self._tables, table):
                self._reasons.addWidget(Prose(theme, age, "table", "warning"))
        rule = RULES[advice.recommended or "same_specialty"]
        figures = tuple(f for card in shown for _specialty, f in card.specialties if f is not None)
        part = QWidget()
        below = QVBoxLayout(part)
        below.setContentsMargins(0, theme.px(2), 0, 0)
        link = RuleLink(theme, rule, "The paths", path_note(rule, figures, load_rules()), below)
        self._links = [link]
        below.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._reasons.addWidget(part)

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
        for side, field in self.fields.sides.items():
            field.offer(tuple(dict.fromkeys((*self._offered, *SPECIALTIES))))
            self._propose(side, getattr(decision, side))
            field.fill(decision)
        self.why.show_text(decision.why or "")

    def _propose(self, side: str, specialty: str | None) -> None:
        first = self._offered[0] if self._offered else self._main
        fitting = self._main if side == "primary" and self._chosen != "pivot" else first
        combo = self.fields.sides[side].name
        combo.setCurrentIndex(max(0, combo.findData(specialty or fitting)))

    def _choose(self, path: str) -> None:
        if path == self._chosen:
            return
        before, self._chosen = self._chosen, path
        stored = (self._seen[0].decision if self._seen is not None else None) or Decision()
        if before is None or {before, path} & {"pivot"}:
            # Kept in a hybrid, left in a pivot. What was taken for another path is no proposal for this one.
            same = before is None and stored.path in (None, path)
            self._propose("primary", stored.primary if same else None)
        if path == "hybrid":
            names = [self.fields.sides[side].name.value() for side in SIDES]
            for side, programs in zip(SIDES, hybrid_programs(names, self._tables), strict=True):
                count = self.fields.sides[side].programs
                if count.value() is None and not count.text():
                    count.set_value(programs)
        self.cards.update()
        self._arrange()
        self._followed()
        self.chosen_changed.emit(path)

    def _asked(self) -> tuple[str, ...]:
        return SIDES if self._chosen == "hybrid" else SIDES[:1] if self._chosen == "pivot" else ()

    def _is_otherwise(self) -> bool:
        return self._chosen is not None and self._recommended is not None and self._chosen != self._recommended

    def _arrange(self) -> None:
        asked = self._asked() if self._editable else ()  # where nothing can be edited the cards say it
        self.fields.setVisible(bool(asked))
        for side, field in self.fields.sides.items():
            field.setVisible(side in asked)
            field.ask_for(self._chosen == "hybrid")
        self._why_box.setVisible(self._is_otherwise() and self._editable)
        self._say_fields()

    def _cards(self) -> dict[str, PathCard]:
        """The chosen card told for the fields chosen below it, the others for what they would propose."""
        if self._seen is None:
            return {}
        answers, assessment = self._seen
        told = {card.path: card for card in cards(answers, assessment, self._tables)}
        if self._chosen is not None:
            sides = [self.fields.sides[side] for side in self._asked()]
            fields = [(side.name.value(), side.programs.value()) for side in sides]
            told[self._chosen] = chosen_card(self._chosen, fields, answers, assessment, self._tables)
        if self._added is None:
            return told
        decisions = {path: proposed(path, answers, assessment, self._tables) for path in told}
        if self._chosen is not None and not self._field_problem():
            wanted = self.decision_fields()
            decisions[self._chosen] = replace(
                decisions[self._chosen], primary=wanted["primary"], backup=wanted["backup"]
            )
        years, planned = self._added.by_paths(decisions), self._added.planned if self._is_own else None
        return {
            path: with_steps(card, years[path], self._added.by_change(decisions[path]), path == planned)
            for path, card in told.items()
        }

    def _follow(self) -> None:
        for card in self._cards().values():
            self.cards.show_card(card)

    def _edited(self) -> None:
        self._say_fields()
        self._followed()
        self.fields_changed.emit()

    def _say_fields(self) -> None:
        """What cannot be, and how serious each of the two fields of a hybrid is so far."""
        self.fields.same.show_message(self._field_problem())
        kinds = Decision.__dataclass_fields__
        wanted = Decision(**{key: value for key, value in self.decision_fields().items() if key in kinds})
        found = needs(wanted, self._tables.thresholds)
        for side, field in self.fields.sides.items():
            field.say_standing(standing(side, found), all(need.met for need in found if need.side == side))

    def _field_problem(self) -> str:
        """A backup that is the primary, or a pivot to the field it leaves."""
        names = {side: field.name.value() for side, field in self.fields.sides.items()}
        if self._chosen == "hybrid" and names["primary"] == names["backup"]:
            return SAME_FIELD
        return OWN_FIELD if self._chosen == "pivot" and names["primary"] == self._main else ""
