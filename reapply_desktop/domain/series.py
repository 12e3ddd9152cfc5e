"""Repeating work: a step made several times over, each its own milestone, the series editable as a whole."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import LAST_DAY

INTERVALS = {"day": "day", "week": "week", "month": "month"}
MOST = 104


@dataclass(frozen=True)
class Pattern:
    """Every `step`-th `interval` (day, week, month), `count` times in all."""

    interval: str
    step: int
    count: int

    @property
    def words(self) -> str:
        """every week, 12 times; every 2 months, 5 times"""
        every = f"every {self.interval}" if self.step == 1 else f"every {self.step} {self.interval}s"
        return f"{every}, {self.count} times"


def days_of(first: date, pattern: Pattern) -> tuple[date, ...]:
    """The days a series begins on. A month without the first one's day takes its own last day."""
    return tuple(_nth(first, pattern, number) for number in range(pattern.count))


def _nth(first: date, pattern: Pattern, number: int) -> date:
    ahead = number * pattern.step
    if pattern.interval == "month":
        years, month = divmod(first.month - 1 + ahead, 12)
        year = first.year + years
        return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return first + timedelta(days=ahead * (7 if pattern.interval == "week" else 1))


def as_series(plan: Plan, step_id: str, pattern: Pattern, series_id: str, new_id: Callable[[], str]) -> Plan:
    """The plan with one step made into a series: it is the first, the others are new, all numbered "1 of 12".

    UserError for fewer than 2 or more than 104, for a step that is in a series already, or for days beyond 2199.
    """
    first = plan.milestone(step_id)
    if first is None:
        return plan
    if not 2 <= pattern.count <= MOST or pattern.step < 1:
        raise UserError(f"A series has 2 to {MOST} steps.", "Choose how often, and how many times.")
    if series_of(plan, step_id) is not None:
        raise UserError("This step is part of a series already.", "Change that series, or duplicate the step first.")
    try:
        days = days_of(first.start, pattern)
    except (ValueError, OverflowError):
        days = (date.max,)
    if days[-1] > LAST_DAY - timedelta(days=first.days):
        raise UserError(f"The series would run beyond {LAST_DAY.year}.", "Fewer times, or a shorter distance.")
    made = []
    for number, day in enumerate(days, start=1):
        moved = first.moved((day - first.start).days)
        title = f"{first.title}, {number} of {pattern.count}"
        made.append(
            replace(moved, title=title)
            if number == 1
            else replace(moved, title=title, id=new_id(), status="planned")
        )
    index = plan.milestones.index(first)
    milestones = (*plan.milestones[:index], *made, *plan.milestones[index + 1 :])
    members = tuple(m.id for m in made)
    return replace(plan, milestones=milestones, series={**plan.series, series_id: members})


def series_of(plan: Plan, step_id: str) -> str | None:
    """The id of the series a step belongs to, or None."""
    return next((key for key, members in plan.series.items() if step_id in members), None)


def members(plan: Plan, series_id: str) -> tuple[Milestone, ...]:
    """The steps of a series that still exist, in their order in the series."""
    by_id: Mapping[str, Milestone] = {m.id: m for m in plan.milestones}
    return tuple(by_id[key] for key in plan.series.get(series_id, ()) if key in by_id)


def changed_series(plan: Plan, series_id: str, change: Callable[[Milestone], Milestone]) -> Plan:
    """The plan with a change made to every open step of a series; done and dropped ones stay as they are."""
    return plan.with_milestones(change(m) for m in members(plan, series_id) if m.is_open)


def renamed_series(plan: Plan, series_id: str, title: str) -> Plan:
    """The plan with the open steps of a series renamed, each keeping its number."""
    steps = members(plan, series_id)
    count = len(plan.series.get(series_id, ()))
    number = {key: at for at, key in enumerate(plan.series.get(series_id, ()), start=1)}
    return plan.with_milestones(replace(m, title=f"{title}, {number[m.id]} of {count}") for m in steps if m.is_open)


def dissolved(plan: Plan, series_id: str) -> Plan:
    """The plan with the series undone: its steps stay, each on its own."""
    return replace(plan, series={key: ids for key, ids in plan.series.items() if key != series_id})
