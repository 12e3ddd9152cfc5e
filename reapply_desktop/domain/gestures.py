"""What dragging does to steps, in days: moved together, drawn longer or shorter, drawn anew, or made to wait.

Nothing leaves the years a plan may hold; a drag beyond them stops at their edge.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.words import MONTHS

START, END = "start", "end"


def reach(steps: Sequence[Milestone]) -> tuple[int, int]:
    """By how many days, back and forth, all steps can move together without one leaving the years allowed."""
    if not steps:
        return 0, 0
    back = (FIRST_DAY - min(step.start for step in steps)).days
    forth = (LAST_DAY - max(step.end for step in steps)).days
    return min(0, back), max(0, forth)


def within_reach(steps: Sequence[Milestone], days: int) -> int:
    """As many of the days as all steps can move together."""
    back, forth = reach(steps)
    return min(max(days, back), forth)


def moved(steps: Sequence[Milestone], days: int) -> tuple[Milestone, ...]:
    """All of them moved by the same number of days; hours stay."""
    by = within_reach(steps, days)
    return tuple(step.moved(by) for step in steps) if by else tuple(steps)


def stretched(step: Milestone, edge: str, days: int) -> Milestone:
    """With its start or its end drawn by so many days, at least one day long. A step with hours stays on its day."""
    if step.time is not None:
        return step
    if edge == START:
        least, most = min(FIRST_DAY, step.start), step.end
        return replace(step, start=_between(least, step.start, days, most))
    return replace(step, end=_between(step.start, step.end, days, max(LAST_DAY, step.end)))


def drawn(one: date, other: date) -> tuple[date, date]:
    """The days from where a drag began to where it is, in order and within the years allowed."""
    first, last = min(one, other), max(one, other)
    return min(max(first, FIRST_DAY), LAST_DAY), min(max(last, FIRST_DAY), LAST_DAY)


def shifted(day: date, days: int) -> date:
    """The day so many days later, at most at the ends of the calendar."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def awaited_by(plan: Plan, step_id: str) -> frozenset[str]:
    """The step and all it waits for, near and far: these cannot be made to wait for it."""
    waits = {step.id: step.depends_on for step in plan.milestones}
    seen, todo = {step_id}, [step_id]
    while todo:
        for earlier in waits.get(todo.pop(), ()):
            if earlier not in seen:
                seen.add(earlier)
                todo.append(earlier)
    return frozenset(seen)


def place_words(start: date, end: date) -> str:
    """The days as they stand beside a shape: `31 Aug`, `10 Aug – 18 Aug`; with years from a year on."""
    if start == end:
        return _day(start)
    if end - start >= timedelta(days=364):
        return f"{_day(start)} {start.year} – {_day(end)} {end.year}"
    return f"{_day(start)} – {_day(end)}"


def moved_words(days: int) -> str:
    """`by 5 days`, `back by 1 day`."""
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return f"by {count}" if days > 0 else f"back by {count}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _between(least: date, day: date, days: int, most: date) -> date:
    return min(max(shifted(day, days), least), most)
