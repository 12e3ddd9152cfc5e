"""A week of the plan: what falls into it, how full it is beside the job, and when that is too much (B8.5)."""

from datetime import date, timedelta

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass

# Rules of thumb: what a week beside a full-time role can hold. An interview counts for the day it takes, travel and
# preparation; a long step that merely goes on counts for the hour or two it asks that week.
DUE, INTERVIEW, GOES_ON = 1.0, 2.5, 0.25
FULL = {"none": 10.0, "part": 8.0, "full_time": 6.0}
FULL_TIME_ROLES = ("research", "preliminary", "teaching", "non_clinical")


@dataclass(frozen=True)
class Week:
    """Monday to Sunday. `due` end in it, `going_on` run through it; `load` and `limit` in the same plain points."""

    monday: date
    due: tuple[Milestone, ...]
    going_on: tuple[Milestone, ...]
    load: float
    limit: float

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def is_too_full(self) -> bool:
        return self.load > self.limit


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(plan: Plan, day: date) -> Week:
    """The week that holds a day, done and dropped steps left out of its load."""
    monday = monday_of(day)
    sunday = monday + timedelta(days=6)
    inside = [m for m in plan.milestones if m.status != "dropped" and m.start <= sunday and m.end >= monday]
    due = tuple(m for m in inside if m.end <= sunday)
    going_on = tuple(m for m in inside if m.end > sunday)
    load = sum(_weight(m) for m in due if m.is_open) + GOES_ON * sum(m.is_open for m in going_on)
    return Week(monday, due, going_on, load, _limit(plan))


def weeks(plan: Plan, first: date, last: date) -> tuple[Week, ...]:
    """The weeks from that of `first` to that of `last`."""
    count = (monday_of(last) - monday_of(first)).days // 7 + 1
    return tuple(week_of(plan, first + timedelta(days=7 * n)) for n in range(max(0, count)))


def _weight(step: Milestone) -> float:
    return INTERVIEW if step.category == "interviews" and step.time is not None else DUE


def _limit(plan: Plan) -> float:
    situation = plan.answers.situation
    role = situation.effective_role if situation else None
    if role in FULL_TIME_ROLES:
        return FULL["full_time"]
    return FULL["none"] if role is None else FULL["part"]
