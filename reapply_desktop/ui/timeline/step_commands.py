"""What the menu and the keys do to the selected steps: each one change of the document, and a sentence about it."""

from collections.abc import Sequence
from datetime import date

from reapply_desktop.domain import bulk
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import copied
from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui.document import Document

NEW_TITLE = NEW_STEP = "New step"  # what it is called at first, and what making one is called in Undo


def chosen(plan: Plan | None, ids: Sequence[str]) -> tuple[Milestone, ...]:
    """The steps with these ids, in the order of the plan; none where no plan is open."""
    return bulk.chosen(plan, ids) if plan is not None else ()


def add_step(
    document: Document, after: Milestone | None, category: str | None, days: tuple[date, date] | None = None
) -> str | None:
    """A new step behind another one (or at the end), on these days, else on its first day or today. Returns its id."""
    plan = document.plan
    if plan is None:
        return None
    today = document.today()
    day = max(today, after.start) if after is not None else today
    start, end = days or (day, day)
    step = Milestone(document.new_id(), NEW_TITLE, category or (after.category if after else "position"), start, end)
    document.change(plan.with_milestone(step, after=after.id if after else None), NEW_STEP, _making(step.id))
    return step.id


def take_back(document: Document, before: Plan, step_id: str) -> None:
    """Give up a new step: the plan is what it was, and nothing of it stays to be undone."""
    document.change(before, NEW_STEP, _making(step_id))


def _making(step_id: str) -> str:
    """The merge key of making this step: made and given up are together no edit at all."""
    return f"made {step_id}"


def duplicate(document: Document, ids: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Copies with ids of their own, each behind its original."""
    plan, steps = document.plan, chosen(document.plan, ids)
    if plan is None or not steps:
        return (), ""
    made = []
    for step in steps:
        copy = copied(step, document.new_id())
        plan = plan.with_milestone(copy, after=step.id)
        made.append(copy.id)
    document.change(plan, "Duplicate step" if len(steps) == 1 else f"Duplicate {bulk.named(steps)}")
    return tuple(made), f"Duplicated {bulk.named(steps)}"


def delete(document: Document, ids: Sequence[str]) -> str:
    """Without these steps; what waited for them waits no longer."""
    plan = document.plan
    return "" if plan is None else _made(document, bulk.deleted(plan, ids))


def set_status(document: Document, ids: Sequence[str], status: str) -> str:
    """All of these in one status, as one change."""
    plan = document.plan
    return "" if plan is None else _made(document, bulk.with_status(plan, ids, status))


def _made(document: Document, edit: bulk.Edit) -> str:
    """Make a change to several steps; what was done in words, "" where nothing was."""
    if edit.ids:
        document.change(edit.plan, edit.text)
    return edit.said


def toggle_done(document: Document, ids: Sequence[str]) -> str:
    """Done, or open again when all of them are done already."""
    steps = chosen(document.plan, ids)
    return set_status(document, ids, "planned" if steps and all(m.status == "done" for m in steps) else "done")


def toggle_dropped(document: Document, ids: Sequence[str]) -> str:
    """Dropped, or open again when all of them are dropped already."""
    steps = chosen(document.plan, ids)
    return set_status(document, ids, "planned" if steps and all(m.status == "dropped" for m in steps) else "dropped")


def counts(plan: Plan, today: date) -> str:
    """`61 steps · 11 done · 1 late`; dropped ones are named where there are any, and none at all in words."""
    if not plan.milestones:
        return "Nothing is planned yet."
    total, done, late, dropped = len(plan.milestones), 0, 0, 0
    for step in plan.milestones:  # one pass: this is said again after every edit
        if step.status == "planned":
            late += step.end < today
        elif step.status == "done":
            done += 1
        else:
            dropped += 1
    parts = [counted(total, "step"), f"{done} done", f"{late} late"]
    return " · ".join([*parts, f"{dropped} dropped"] if dropped else parts)
