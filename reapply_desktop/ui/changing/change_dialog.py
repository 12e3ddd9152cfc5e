"""Before other answers are applied to a plan: what they add, change and remove in it, and what they leave alone."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QLayout, QVBoxLayout, QWidget

from reapply_desktop.domain import change_words
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.changing import Change, changed_plan
from reapply_desktop.domain.differences import changed_answers
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Template
from reapply_desktop.domain.step_words import counted, span_words
from reapply_desktop.ui.changing.step_rows import StepRow, StepRows
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose, heading, panel_title
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages, button_strip
from reapply_desktop.ui.theme import Theme

WIDE, HIGH, SIDE = 860, 640, 276
MANY = 3  # from so many left alone on, one tick takes them all


def propose_answers(
    parent: QWidget | None,
    document: Document,
    theme: Theme,
    messages: Messages,
    answers: Answers,
    undo_text: str,
    templates: tuple[Template, ...],
) -> bool:
    """Put these answers into the open plan, after the person has seen what that does to its steps.

    Where it does nothing to them it is done at once. True when the plan has the answers now: one step of undo, named
    `undo_text`; False when the person cancelled, and nothing is different then.
    """
    plan = document.plan
    if plan is None:
        return False
    change = changed_plan(plan, answers, document.tables, templates, document.today(), document.new_id)
    if change.is_quiet:
        document.change(change.plan, undo_text)
        return True
    dialog = ChangeDialog(document, theme, plan, answers, change, templates, parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        document.change(dialog.change.plan, undo_text)
        return True
    finally:
        dialog.deleteLater()


class ChangeDialog(QDialog):
    """Shows `change` as it would be with what is ticked. Accepted: apply it."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        plan: Plan,
        answers: Answers,
        change: Change,
        templates: tuple[Template, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._plan = document, theme, plan
        self._answers, self._templates = answers, templates
        self.change = change
        self._kept = change.kept
        other = change.plan.answers.season != plan.answers.season
        self._season = change.plan.answers.season if other else None
        self.ticks: dict[str, Tick] = {}
        self.all_tick: Tick | None = None
        self.setWindowTitle("Change answers")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme.px(20))
        self._summary = Prose(theme, "", "table", "text_second")
        self._build()
        self._show_change()
        room = self.screen().availableSize()
        self.resize(min(theme.px(WIDE), room.width() - 40), min(theme.px(HIGH), room.height() - 60))

    # -- the frame

    def _build(self) -> None:
        theme = self._theme
        left, words = QWidget(), QVBoxLayout()
        words = QVBoxLayout(left)
        words.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        words.setSpacing(theme.px(4))
        name = panel_title(theme, f"The year towards the Match of {self._season}" if self._season
                           else "What the new answers do to your plan")  # fmt: skip
        name.setWordWrap(True)
        words.addWidget(name)
        words.addWidget(self._summary)
        if self._season:
            words.addWidget(Prose(theme, "The season before is kept: what is done stays, and its answers stand beside "
                                  "the new ones.", "table", "text_second"))  # fmt: skip
        words.addSpacing(theme.px(12))
        if self._kept:
            words.addWidget(self._left_alone())
            words.addSpacing(theme.px(20))
        words.addLayout(self._groups)
        words.addStretch(1)
        self._left, self._side = left, self._what_follows()
        body = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scroller = Scroll(body)
        column.addWidget(self.scroller, 1)
        column.addWidget(self._strip())

    def _strip(self) -> QFrame:
        strip, row = button_strip(self._theme)
        row.addStretch(1)
        self.cancel = button("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.apply = button("", "primary")
        self.apply.setDefault(True)
        self.apply.clicked.connect(self.accept)
        row.addWidget(self.cancel)
        row.addWidget(self.apply)
        return strip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What follows goes below the steps where both do not fit beside each other."""
        super().resizeEvent(event)
        theme, way = self._theme, QBoxLayout.Direction
        below = event.size().width() < theme.px(SIDE) + max(theme.px(400), self._left.minimumSizeHint().width())
        self._body.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._side.setMinimumWidth(0 if below else theme.px(SIDE))
        self._side.setMaximumWidth(16_777_215 if below else theme.px(SIDE))

    # -- what is left alone

    def _left_alone(self) -> QWidget:
        theme, made = self._theme, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(heading(theme, f"Left as {'it is' if len(self._kept) == 1 else 'they are'}"))
        why = "You did or edited these, so they stay unless you tick them."
        if self._season:
            why = "You edited these for the season before. They stay with it unless you tick them."
        column.addWidget(Prose(theme, why, "caption", "text_second"))
        column.addSpacing(theme.px(4))
        if len(self._kept) > MANY:
            self.all_tick = Tick(theme, f"All {len(self._kept)}", style="table")
            self.all_tick.toggled.connect(self._tick_all)
            column.addWidget(self.all_tick)
        for kept in self._kept:
            tick = Tick(theme, kept.step.title, change_words.kept_words(kept), style="table")
            tick.toggled.connect(self._ticked)
            self.ticks[kept.step.id] = tick
            column.addWidget(tick)
        return made

    def _tick_all(self, checked: bool) -> None:
        for tick in self.ticks.values():
            tick.blockSignals(True)
            tick.setChecked(checked)
            tick.blockSignals(False)
            tick.update()
        self._ticked()

    def _ticked(self, *_: object) -> None:
        included = {key for key, tick in self.ticks.items() if tick.isChecked()}
        if self.all_tick is not None:
            self.all_tick.blockSignals(True)
            self.all_tick.setChecked(len(included) == len(self.ticks))
            self.all_tick.blockSignals(False)
            self.all_tick.update()
        document = self._document
        self.change = changed_plan(
            self._plan, self._answers, document.tables, self._templates, document.today(), document.new_id, included
        )
        self._show_change()

    # -- what differs

    def _show_change(self) -> None:
        change = self.change
        count = change_words.touched(change)
        self._summary.set_text(change_words.summary(change) + ".")
        self.apply.setText(f"Change {counted(count, 'step')}" if count else "Change the answers")
        _clear(self._groups)
        by_day = change_words.by_day
        moves = sorted(change.moved, key=lambda move: (move.after.start, move.after.end))
        self._group("Added", [_with_days(m) for m in by_day(change.added)])
        self._group("Changed", [
            StepRow(move.after.title, move.after.category, below="\n".join(change_words.move_words(move)))
            for move in moves
        ])  # fmt: skip
        self._group("Removed", [_with_days(m) for m in by_day(change.removed)])
        self._group("Left as they are, with fewer waits", [
            StepRow(freed.step.title, freed.step.category, below=change_words.freed_words(freed))
            for freed in change.freed
        ])  # fmt: skip

    def _group(self, name: str, rows: Sequence[StepRow]) -> None:
        if not rows:
            return
        theme, made = self._theme, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(heading(theme, f"{name}, {len(rows):,}"))
        column.addWidget(StepRows(theme, rows))
        self._groups.addWidget(made)

    def _what_follows(self) -> QFrame:
        theme, made = self._theme, QFrame()
        made.setObjectName("what_follows")
        ground, edge = theme.colour("surface").name(), theme.colour("line").name()
        made.setStyleSheet(f"QFrame#what_follows {{ background: {ground}; border: 0; border-left: 1px solid {edge}; }}")
        column = QVBoxLayout(made)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(6))
        document, answers = self._document, self.change.plan.answers
        changed = changed_answers(self._plan.answers, answers, document.tables)
        before = assess_plan(self._plan, document.tables, document.today())
        after = assess_plan(self.change.plan, document.tables, document.today())
        paths = change_words.advice_changes(before, after)
        findings = [found.words for found in change_words.finding_changes(before, after)]
        for name, said in (
            ("You changed", [(d.name, f"{_short(d.before)} → {_short(d.after)}") for d in changed]),
            ("Why it went this way", [("", text) for text in findings]),
            ("The path that fits", [("", text) for text in paths]),
        ):
            if said:
                column.addWidget(heading(theme, name))
                for lead, text in said:
                    column.addWidget(Prose(theme, text, "caption", "text_second", lead=lead, lead_style="label"))
                column.addSpacing(theme.px(14))
        if not (paths or findings):
            column.addWidget(Prose(theme, "What was found and the path that fits stay as they are.", "caption",
                                   "text_second"))  # fmt: skip
        column.addStretch(1)
        return made


def _with_days(step: Milestone) -> StepRow:
    return StepRow(step.title, step.category, span_words(step.start, step.end))


def _short(text: str, most: int = 120) -> str:
    """A long answer by its beginning."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
