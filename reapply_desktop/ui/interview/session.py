"""One run through the interview: the answers as typed, what is to be said about them, and the draft on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from reapply_desktop.domain import interview_checks
from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.interview import COMLEX_ADDED, FURTHER, USMLE_ADDED, Interview, opened
from reapply_desktop.domain.interview_checks import Check
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.questions import get, with_answer, without_answer
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.interview_draft import Draft, write_draft
from reapply_desktop.services.plan_file import answers_from_dict


@dataclass(frozen=True)
class Assessed:
    """Answers and what follows from them."""

    answers: Answers
    assessment: Assessment


KEEP_AFTER = 400  # ms of rest before the draft is written


class Session(QObject):
    """Holds the tree of answers (see domain.questions). Fields put answers in; pages hear `changed(key)`.

    `not_kept` says why the draft could not be written (empty: it could again). Without a folder no draft is kept.
    """

    changed = Signal(str)
    not_kept = Signal(str)

    def __init__(
        self,
        interview: Interview,
        tables: Tables,
        today: Callable[[], date],
        folder: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.interview = interview
        self.tables = tables
        self.today = today
        self.tree: dict[str, Any] = {}
        self.step = ""
        self._folder = folder
        self._running = False
        self._recommended: dict[str, Any] | None = None
        self._begun: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)

    def begin(self, answers: Mapping[str, Any] | None, step: str | None) -> str:
        """Take up these answers (those of a file, a plan or a draft); the step to show is returned."""
        tree = dict(answers or {})
        if COMLEX_ADDED not in tree and USMLE_ADDED not in tree:
            # Set at once: an exam typed in a branch that is left later must not count as added.
            tree = {COMLEX_ADDED: False, USMLE_ADDED: False, **opened(tree)}
        decision = tree.get("decision")
        self._recommended = None
        if isinstance(decision, Mapping) and decision.get("by") == "recommendation":
            # Nobody chose it: with other answers something else may be recommended.
            self._recommended = dict(tree.pop("decision"))
        self.tree = tree
        self._begun = self.interview.pruned(tree)
        self._running = True
        steps = self.steps()
        self.step = step if step in steps else steps[0]
        return self.step

    def steps(self) -> tuple[str, ...]:
        return self.interview.steps(self.tree)

    def value(self, key: str) -> Any:
        return get(self.tree, key)

    def set(self, key: str, value: Any) -> None:
        """Put one answer in; None says "I don't know"."""
        self._replace(key, with_answer(self.tree, key, value))

    def forget(self, key: str) -> None:
        """Leave a question unanswered."""
        self._replace(key, without_answer(self.tree, key))

    def move_to(self, step: str) -> None:
        """Remember the page one is on."""
        self.step = step
        if self._running:
            self._timer.start()

    def checks(self, step: str, *, insist: bool = False) -> tuple[Check, ...]:
        if step in FURTHER:
            return ()
        return interview_checks.checks(self.interview, step, self.tree, self.today(), self.tables, insist=insist)

    def first_step_with_errors(self) -> str | None:
        return interview_checks.first_step_with_errors(self.interview, self.tree, self.today(), self.tables)

    def keep(self) -> None:
        """Write the draft now."""
        self._timer.stop()
        if not self._running or self._folder is None:
            return
        clock = QTime.currentTime()
        moment = datetime.combine(self.today(), time(clock.hour(), clock.minute(), clock.second()))
        # Opened and left without an answer is nothing to continue.
        answers = self.tree if any(not key.startswith("_") for key in self.tree) else {}
        try:
            write_draft(self._folder, Draft(answers, self.step, moment))
        except UserError as error:
            self.not_kept.emit(f"Your answers are not kept on disk. {error.message}")
        else:
            self.not_kept.emit("")

    def keep_pending(self) -> None:
        """Write the draft if something has changed since it was written."""
        if self._timer.isActive():
            self.keep()

    def assessed(self) -> Assessed | None:
        """The answers as values with what follows from them; None while one cannot be, or a needed one is missing."""
        raw = self.interview.pruned(self.tree)
        raw.pop("decision", None)
        answers, _ = read_answers(raw, self.today())
        if answers is None:
            return None
        return Assessed(answers, assess(answers, self.tables, self.today()))

    def result(self) -> Answers:
        """The finished answers. UserError says what still stands against them."""
        raw = self.interview.pruned(self.tree)
        if "decision" not in raw and self._recommended and raw == self._begun:
            # Walked through without a change: what was recommended before holds.
            raw["decision"] = self._recommended
        return answers_from_dict(raw, self.today())

    def _replace(self, key: str, tree: dict[str, Any]) -> None:
        if tree == self.tree and _same_types(self.tree, tree, key):
            return
        self.tree = tree
        if self._running:
            self._timer.start()
        self.changed.emit(key)


def _same_types(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> bool:
    """True and 1 are equal, yet not the same answer."""
    return type(get(before, key)) is type(get(after, key))
