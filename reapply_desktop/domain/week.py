"""A week of the plan: what falls into it, how full it is beside the job, and when that is too much (B8.5)."""

from datetime import date, timedelta

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass

# Rules of thumb: what a week beside a full-time role can hold. An interview counts for the day it takes and its travel,
# whether or not its hours are known; a long step that merely goes on counts for the hour or two it asks that week.
DUE, INTERVIEW, GOES_ON = 1.0, 2.5, 0.25
FULL = {"none": 10.0, "part": 8.0, "full_time": 6.0}
FULL_TIME_ROLES = ("research", "preliminary", "teaching", "non_clinical")


@dataclass(frozen=True)
class Week:
    """Seven days. `due` end in it, `going_on` run through it; `load` and `limit` in the same plain points.

    `interviews` counts the days of interview still to come among the due.
    """

    first: date
    due: tuple[Milestone, ...]
    going_on: tuple[Milestone, ...]
    load: float
    limit: float
    interviews: int = 0

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def is_too_full(self) -> bool:
        return self.load > self.limit


def week_from(plan: Plan, first: date) -> Week:
    """The seven days from `first` on, done and dropped steps left out of their load."""
    last = first + timedelta(days=6)
    inside = [m for m in plan.milestones if m.status != "dropped" and m.start <= last and m.end >= first]
    due = tuple(m for m in inside if m.end <= last)
    going_on = tuple(m for m in inside if m.end > last)
    still = [m for m in due if m.is_open]
    interviews = sum(is_interview(plan, m) for m in still)
    load = INTERVIEW * interviews + DUE * (len(still) - interviews) + GOES_ON * sum(m.is_open for m in going_on)
    return Week(first, due, going_on, load, _limit(plan), interviews)


def is_interview(plan: Plan, step: Milestone) -> bool:
    """Whether a step is a day of interview: of that kind, one day long, and added by the person.

    What the plan itself brings of that kind is practice, preparation, or the months in which interviews fall.
    """
    return step.category == "interviews" and step.days == 1 and step.id not in plan.origins


def _limit(plan: Plan) -> float:
    situation = plan.answers.situation
    role = situation.effective_role if situation else None
    if role in FULL_TIME_ROLES:
        return FULL["full_time"]
    return FULL["none"] if role is None else FULL["part"]
