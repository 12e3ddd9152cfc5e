"""Until when the path is chosen, said in words on each day: quiet, then a countdown, then late (B3.7)."""

from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.anchors import decide_by
from reapply_desktop.domain.decisions import decided_by_person
from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.planning import CHOOSE_PATH
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import day_month_year

COUNTDOWN_FROM = (4, 1)


@dataclass(frozen=True)
class Deadline:
    """`large` stands out, `small` below it; `late` from the day after on."""

    large: str
    small: str
    late: bool = False


def path_is_own(plan: Plan) -> bool:
    """Whether the person has chosen the path: by their word, or by having done the step that says so.

    A path chosen beside causes that were taken for the person counts too, though `by` then names the recommendation.
    """
    if decided_by_person(plan.answers):
        return True
    decision = plan.answers.decision
    step = _step(plan)
    return decision is not None and decision.path is not None and step is not None and step[1] == "done"


def path_deadline(plan: Plan, season: Season, today: date) -> Deadline | None:
    """What the path page says on that day; None once it is chosen or a position was found."""
    if plan.position_found is not None or path_is_own(plan):
        return None
    step = _step(plan)
    due = step[0] if step is not None else decide_by(season, min(today, plan.planned_on or today))
    when = day_month_year(due)
    days = (due - today).days
    if days < 0:
        return Deadline(f"{counted(-days, 'day')} late", f"was due by {when}", late=True)
    if today < date(season.match_year - 1, *COUNTDOWN_FROM):
        return Deadline(f"Decide by {when}", "before May begins")
    if days == 0:
        return Deadline("Today is the day to decide", when)
    return Deadline(f"{counted(days, 'day')} to decide", f"by {when}")


def _step(plan: Plan) -> tuple[date, str] | None:
    """The day and the status of the step that asks for the path, unless it was dropped."""
    for step in plan.milestones:
        origin = plan.origins.get(step.id)
        if origin is not None and origin.template == CHOOSE_PATH and step.status != "dropped":
            return step.end, step.status
    return None
