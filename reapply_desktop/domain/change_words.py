"""What a change of answers does, in words: steps with their days, findings, the path that fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.changing import DONE, Change, Freed, Kept, Move
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import counted, quoted, span_words
from reapply_desktop.domain.vocabulary import CAUSES, PATHS, SPECIALTIES, in_sentence
from reapply_desktop.domain.words import listed

NONE = ""


@dataclass(frozen=True)
class FindingChange:
    """A cause whose evidence differs: its strength before and after, empty where it is not found."""

    cause: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """`Low scores: clear, was strong`; `Weak letters: not found any more, was clear`; `…: strong, new`."""
        if not self.before:
            return f"{CAUSES[self.cause]}: {self.after}, new"
        if not self.after:
            return f"{CAUSES[self.cause]}: not found any more, was {self.before}"
        return f"{CAUSES[self.cause]}: {self.after}, was {self.before}"


def finding_changes(before: Assessment, after: Assessment) -> tuple[FindingChange, ...]:
    """The causes that appear, go, or differ in strength, in the order of the causes."""
    old = {f.id: f.strength for f in before.findings}
    new = {f.id: f.strength for f in after.findings}
    return tuple(
        FindingChange(cause, old.get(cause, NONE), new.get(cause, NONE))
        for cause in CAUSES
        if old.get(cause, NONE) != new.get(cause, NONE)
    )


def advice_words(assessment: Assessment) -> str:
    """The path that fits best, or that none does."""
    recommended = assessment.advice.recommended
    return PATHS[recommended] if recommended else "no path is clear yet"


def advice_changes(was: Assessment, now: Assessment) -> tuple[str, ...]:
    """A sentence where another path fits best now."""
    if was.advice.recommended == now.advice.recommended:
        return ()
    return (f"{advice_words(now)}, was {advice_words(was)}",)


def chosen_words(answers: Answers) -> str:
    """`Hybrid, internal medicine with family medicine`; `nothing yet`."""
    decision = answers.decision or Decision()
    if decision.path is None:
        return "nothing yet"
    field = SPECIALTIES[decision.primary].lower() if decision.primary else ""
    if decision.path == "hybrid" and field and decision.backup:
        field = f"{field} with {in_sentence(decision.backup)}"
    return ", ".join(filter(None, (PATHS[decision.path], field)))


def move_words(move: Move) -> tuple[str, ...]:
    """What differs in a step: its days, its name, its text, and whether it counts as done."""
    before, after = move.before, move.after
    said = []
    if (before.start, before.end) != (after.start, after.end):
        said.append(f"{span_words(before.start, before.end)} → {span_words(after.start, after.end)}")
    if before.title != after.title:
        said.append(f"was {quoted(before.title)}")
    if before.status != after.status:
        said.append("counts as done" if after.status == DONE else "is open again")
    rest = {"start": after.start, "end": after.end, "title": after.title, "status": after.status,
            "depends_on": after.depends_on}  # fmt: skip
    if replace(before, **rest) != after:  # type: ignore[arg-type]
        said.append("new text" if before.notes != after.notes else "other details")
    return tuple(said)


def kept_words(kept: Kept) -> str:
    """Why a step is left alone, and what including it would do."""
    why = "Done" if kept.why == DONE else "Edited by you"
    if kept.after is None:
        return f"{why}. It no longer fits. Tick to remove it."
    if kept.why == DONE:
        return f"{why}. Tick to plan {quoted(kept.after.title)} beside it."
    does = []
    if (kept.step.start, kept.step.end) != (kept.after.start, kept.after.end):
        does.append(f"move it to {span_words(kept.after.start, kept.after.end)}")
    if kept.step.title != kept.after.title:
        does.append(f"rename it {quoted(kept.after.title)}")
    if _words(kept.step) != _words(kept.after) or not does:
        does.append("take the new text")
    return f"{why}. Tick to {listed(does)}."


def _words(step: Milestone) -> tuple[object, ...]:
    return step.notes, step.category, step.reminder, step.time


def freed_words(freed: Freed) -> str:
    """`no longer waits for “Ask three letter writers”`"""
    return f"no longer waits for {listed([quoted(step.title) for step in freed.lost])}"


def summary(change: Change) -> str:
    """`12 added · 5 changed · 3 removed · 2 left as they are`."""
    parts = ((change.added, "added"), (change.moved, "changed"), (change.removed, "removed"))
    said = [f"{len(steps):,} {word}" for steps, word in parts if steps]
    if change.kept:
        said.append(f"{len(change.kept):,} left as {'it is' if len(change.kept) == 1 else 'they are'}")
    return " · ".join(said) or "No step changes"


def touched(change: Change) -> int:
    """How many steps applying it touches."""
    return len(change.added) + len(change.moved) + len(change.removed)


def told(change: Change) -> str:
    """What is said once it was applied."""
    count = touched(change)
    return f"Answers changed, {counted(count, 'step')} with them" if count else "Answers changed"


def by_day(steps: Sequence[Milestone]) -> list[Milestone]:
    return sorted(steps, key=lambda m: (m.start, m.end))
