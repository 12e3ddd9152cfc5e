"""The day a plan's year was planned on: kept in the plan, or read from its first steps where an older file lacks it."""

from collections import Counter
from datetime import date, timedelta

from reapply_desktop.domain.anchors import EXPRESSION
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Template


def planning_day(plan: Plan, templates: tuple[Template, ...]) -> date | None:
    """The day most of the steps that are counted from "today" agree on; None where nothing says it."""
    if plan.planned_on is not None:
        return plan.planned_on
    from_today = {t.id: days for t in templates if (days := _days_from_today(t.start)) is not None}
    votes = Counter(
        m.start - timedelta(days=from_today[origin.template])
        for m in plan.milestones
        if (origin := plan.origins.get(m.id)) is not None and origin.template in from_today
    )
    return max(votes, key=lambda day: (votes[day], -day.toordinal()), default=None)


def _days_from_today(expression: str) -> int | None:
    found = EXPRESSION.match(expression.strip())
    if found is None or found["anchor"] != "today":
        return None
    days = int(found["days"] or 0)
    return -days if found["sign"] == "-" else days
