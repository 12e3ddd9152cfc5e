"""Other answers tried beside those of a plan: findings, path and year of both, and nothing is saved (what if)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.change_words import advice_words, by_day, chosen_words
from reapply_desktop.domain.changing import Change, changed_plan
from reapply_desktop.domain.differences import Difference, changed_answers
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.step_words import counted, isolated, span_words
from reapply_desktop.domain.vocabulary import CAUSES

NOTHING = "–"


@dataclass(frozen=True)
class Row:
    """One line of a comparison: what it is about, as it is, as it would be. `category` marks a step."""

    name: str
    before: str
    after: str
    category: str = ""

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """What follows from the answers as they are and as they are tried; `change` is what applying would do."""

    answers: tuple[Difference, ...]
    before: Assessment
    after: Assessment
    change: Change
    findings: tuple[Row, ...]
    path: tuple[Row, ...]
    reasons: tuple[str, ...]
    steps: tuple[Row, ...]
    count: Row


def compared(
    plan: Plan,
    varied: Answers,
    tables: Tables,
    templates: tuple[Template, ...],
    today: date,
    new_id: Callable[[], str],
) -> Comparison:
    """The plan as it is beside what it would be with these answers. Strengths are words, never a chance."""
    change = changed_plan(plan, varied, tables, templates, today, new_id)
    before, after = assess_plan(plan, tables, today), assess_plan(change.plan, tables, today)
    return Comparison(
        answers=changed_answers(plan.answers, change.plan.answers, tables),
        before=before,
        after=after,
        change=change,
        findings=_findings(before, after),
        path=(
            Row("Fits the answers best", advice_words(before).capitalize(), advice_words(after).capitalize()),
            Row("Chosen", chosen_words(plan.answers).capitalize(), chosen_words(change.plan.answers).capitalize()),
        ),
        reasons=after.advice.reasons if after.advice.reasons != before.advice.reasons else (),
        steps=_steps(change),
        count=Row("Steps in all", counted(len(plan.milestones), "step"), counted(len(change.plan.milestones), "step")),
    )


def _findings(before: Assessment, after: Assessment) -> tuple[Row, ...]:
    """Every cause found on either side by its strength, what differs first, then as strong as it is."""
    old, new = {f.id: f for f in before.findings}, {f.id: f for f in after.findings}
    rows = []
    for cause in dict.fromkeys((*new, *old)):
        was, now = old.get(cause), new.get(cause)
        rows.append(Row(CAUSES[cause], was.strength if was else "not found", now.strength if now else "not found"))
    return tuple(sorted(rows, key=lambda row: not row.differs))


def _steps(change: Change) -> tuple[Row, ...]:
    """The steps that differ, by the day they have or would have."""
    rows = [(m, Row(m.title, NOTHING, span_words(m.start, m.end), m.category)) for m in change.added]
    rows += [(m, Row(m.title, span_words(m.start, m.end), NOTHING, m.category)) for m in change.removed]
    for move in change.moved:
        was, now = _when(move.before, move.after), _when(move.after, move.before)
        name = move.after.title
        if move.before.title != name:
            name = f"{isolated(name)} (was: {isolated(move.before.title)})"
        elif was == now:
            name = f"{isolated(name)} (other text)"
        rows.append((move.after, Row(name, was, now, move.after.category)))
    place = {id(step): number for number, step in enumerate(by_day([step for step, _ in rows]))}
    return tuple(row for step, row in sorted(rows, key=lambda each: place[id(each[0])]))


def _when(step: Milestone, other: Milestone) -> str:
    """Its days, and that it is done where the other one is not."""
    done = ", done" if step.status == "done" != other.status else ""
    return span_words(step.start, step.end) + done
