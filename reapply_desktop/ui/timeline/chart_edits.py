"""What the chart does to the plan when a drag is let go or an arrow key pressed: each one change, and a sentence."""

from collections.abc import Sequence

from reapply_desktop.domain import bulk, gestures, step_edits
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.ui.document import Document


def _chosen(document: Document, ids: Sequence[str]) -> list[Milestone]:
    plan = document.plan
    wanted = set(ids)
    return [] if plan is None else [m for m in plan.milestones if m.id in wanted]


def movable(document: Document, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the steps that may be moved: not the ones dated by the season."""
    plan = document.plan
    return () if plan is None else tuple(i for i in ids if not is_fixed(plan, i))


def move(
    document: Document, ids: Sequence[str], days: int, merge_key: str | None = None, before: int = 0
) -> tuple[int, str]:
    """All moved by the same days, season days among them left. By how many it became, and what was done in words.

    The words name what was moved `before` under the same merge key too: undo takes both back.
    """
    plan, steps = document.plan, _chosen(document, movable(document, ids))
    days = gestures.within_reach(steps, days)
    if plan is None or not steps or not days:
        return 0, ""
    edit = bulk.moved(plan, ids, days)
    document.change(edit.plan, edit.text, merge_key)
    left = len(ids) - len(steps)
    stay = f". {counted(left, 'season day')} {'stays' if left == 1 else 'stay'}" if left else ""
    if before + days == 0:
        one = len(steps) == 1
        return days, f"{bulk.named(steps)} {'is' if one else 'are'} back where {'it was' if one else 'they were'}"
    return days, f"Moved {bulk.named(steps)} {gestures.moved_words(before + days)}{stay}"


def stretch(document: Document, step_id: str, edge: str, days: int, merge_key: str | None = None) -> tuple[int, str]:
    """Start or end drawn by so many days."""
    plan, step = document.plan, next(iter(_chosen(document, [step_id])), None)
    if plan is None or step is None:
        return 0, ""
    changed = gestures.stretched(step, edge, days)
    if changed == step:
        return 0, ""
    document.change(plan.with_milestone(changed), "Change start" if edge == gestures.START else "Change end", merge_key)
    moved = changed.start - step.start if edge == gestures.START else changed.end - step.end
    return moved.days, f"{quoted(changed.title)} is now {gestures.place_words(changed.start, changed.end)}"


def link(document: Document, earlier: str, waiting: str) -> str:
    """Let one step wait for another. UserError when that would close a circle."""
    plan = document.plan
    found = {step.id: step for step in _chosen(document, [earlier, waiting])}
    if plan is None or earlier not in found or waiting not in found:
        return ""
    step = found[waiting]
    if earlier in step.depends_on:
        return ""
    changed = step_edits.waiting_for(plan, step, (*step.depends_on, earlier))
    document.change(plan.with_milestone(changed), "Change what it waits for")
    return f"{quoted(step.title)} now waits for {quoted(found[earlier].title)}"
