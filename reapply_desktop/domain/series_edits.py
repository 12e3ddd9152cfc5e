"""What is done to a series as a whole, each as one named change: made, changed, one skipped, cut short, dissolved."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reapply_desktop.domain import step_edits
from reapply_desktop.domain.bulk import Edit, distance
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.domain.series import Pattern, as_series, changed_series, dissolved, members, renamed_series
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.domain.words import MONTHS, short_day

# `Practice, 3 of 12`, `Interview practice 3 of 12: a conflict`, `Monthly check-in, July`
_NUMBERED = re.compile(rf"(.+?)(?:, \d+ of \d+| \d+ of \d+: .*|, (?:{'|'.join(MONTHS)}))", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """What becomes of every open step of a series; None leaves it. `no_reminder` takes the reminders off."""

    title: str | None = None
    days: int = 0
    category: str | None = None
    reminder: int | None = None
    no_reminder: bool = False


def base_title(title: str) -> str:
    """What the steps of a series share: `Practice` of `Practice, 3 of 12`, `Monthly check-in` of its July."""
    found = _NUMBERED.fullmatch(title)
    return found[1] if found else title


def open_members(plan: Plan, series_id: str) -> tuple[Milestone, ...]:
    """The open steps of a series by their days."""
    return tuple(sorted((m for m in members(plan, series_id) if m.is_open), key=lambda m: (m.start, m.end)))


def next_open(plan: Plan, series_id: str, today: date) -> Milestone | None:
    """The first open step that is not over, else the first open one."""
    steps = open_members(plan, series_id)
    return next((m for m in steps if m.end >= today), steps[0] if steps else None)


def made(plan: Plan, step_id: str, pattern: Pattern, new_id: Callable[[], str]) -> Edit:
    """One step made into a series. UserError where it cannot be, also for a season day, which comes only once."""
    step = plan.milestone(step_id)
    if step is None:
        return Edit(plan, "Make a series", "", ())
    if is_fixed(plan, step_id):
        raise UserError("A season day comes only once.", "Make a step of your own, and a series of that.")
    first = step_edits.renamed(step, base_title(step.title))
    step_edits.renamed(first, f"{first.title}, {pattern.count} of {pattern.count}")
    series_id = new_id()
    changed = as_series(plan.with_milestone(first), step_id, pattern, series_id, new_id)
    said = f"Made {counted(pattern.count, 'step')} of {quoted(first.title)}"
    return Edit(changed, "Make a series", said, changed.series[series_id])


def changed(plan: Plan, series_id: str, change: Change) -> Edit:
    """Every open step of a series changed; done and dropped ones stay as they are."""
    steps = open_members(plan, series_id)
    after = plan
    if change.title is not None and steps:
        clean = step_edits.renamed(steps[0], change.title).title
        count = len(plan.series[series_id])
        step_edits.renamed(steps[0], f"{clean}, {count} of {count}")
        after = renamed_series(after, series_id, clean)
    if change.days:
        for step in steps:
            if not (FIRST_DAY - step.start).days <= change.days <= (LAST_DAY - step.end).days:
                raise UserError(f"{quoted(step.title)} would leave the years from {FIRST_DAY.year} to {LAST_DAY.year}.")
        after = changed_series(after, series_id, lambda m: m if is_fixed(plan, m.id) else m.moved(change.days))
    if change.category is not None:
        category = change.category
        after = changed_series(after, series_id, lambda m: replace(m, category=category))
    if change.no_reminder or change.reminder is not None:
        days = None if change.no_reminder else change.reminder
        after = changed_series(after, series_id, lambda m: step_edits.with_reminder(m, days))
    touched = tuple(new.id for old, new in zip(plan.milestones, after.milestones, strict=True) if old != new)
    others = change.title is not None or change.category is not None or change.reminder is not None
    many = counted(len(touched), "step")
    if change.days and not others and not change.no_reminder:
        return Edit(after, "Move series", f"Moved {many} {distance(change.days)}", touched)
    return Edit(after, "Change series", f"Changed {many} of the series", touched)


def next_skipped(plan: Plan, series_id: str, today: date) -> Edit:
    """The next one dropped; the others stay where they are."""
    step = next_open(plan, series_id, today)
    if step is None:
        raise UserError("No step of this series is open.")
    after = plan.with_milestone(replace(step, status="dropped"))
    return Edit(after, "Skip one of a series", f"Skipped {quoted(step.title)} on {short_day(step.start)}", (step.id,))


def rest_deleted(plan: Plan, series_id: str) -> Edit:
    """Without the open steps of a series; done and dropped ones stay."""
    steps = open_members(plan, series_id)
    if not steps:
        raise UserError("No step of this series is open.")
    ids = tuple(m.id for m in steps)
    return Edit(plan.without(ids), f"Delete {counted(len(ids), 'step')}", f"Deleted {counted(len(ids), 'step')}", ids)


def taken_apart(plan: Plan, series_id: str) -> Edit:
    """The series undone: its steps stay, each on its own."""
    ids = tuple(m.id for m in members(plan, series_id))
    said = f"{counted(len(ids), 'step')}, each on its own now"
    return Edit(dissolved(plan, series_id), "Dissolve series", said, ids)
