"""The days of a specialty's own Match and service (B11.6), beside the common dates of a season."""

from datetime import date

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.hand_edits import has_given_days
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.season import OWN_SOURCE, other_match_day
from reapply_desktop.domain.vocabulary import SPECIALTIES

MATCH_STEPS = ("own_match_day", "own_match_day_second")
DELIVERY = "residencycas_read"
BY_RULE = "Rule of this planner; confirm it with the body that holds this Match"
STATED = "Day stated for emergency medicine; confirm it for this season and specialty"


def own_fields(decision: Decision, match_year: int) -> tuple[str, ...]:
    """The fields aimed at that hold a Match of their own: primary, then backup."""
    fields = (decision.primary, decision.backup)
    return tuple(field for field in fields if field and other_match_day(field, match_year))


def own_matches(decision: Decision, match_year: int) -> tuple[str, ...]:
    """`Urology Match`, `Ophthalmology Match`"""
    return tuple(f"{SPECIALTIES[field]} Match" for field in own_fields(decision, match_year))


def own_dates(plan: Plan, match_year: int) -> tuple[SeasonDate, ...]:
    """The plan's own Matches, and the day ResidencyCAS hands applications on, by day: as its steps have them, estimated
    unless the person moved them; a Match without a step by the rule."""
    decision = plan.answers.decision or Decision()
    names = own_matches(decision, match_year)
    dates = []
    for field, name, template in zip(own_fields(decision, match_year), names, MATCH_STEPS, strict=False):
        day = _step_day(plan, template) or (other_match_day(field, match_year), "estimated")
        dates.append((template, name, *day, BY_RULE))
    if delivered := _step_day(plan, DELIVERY):
        dates.append((DELIVERY, "ResidencyCAS delivers", *delivered, STATED))
    made = (
        SeasonDate(event, name, day, status, "day", None, OWN_SOURCE if status == "own" else source)
        for event, name, day, status, source in dates if day is not None
    )  # fmt: skip
    return tuple(sorted(made, key=lambda one: one.day))


def _step_day(plan: Plan, template: str) -> tuple[date, str] | None:
    """The day of the step from this template, and whether it is still the estimate it was given."""
    for step in plan.milestones:
        origin = plan.origins.get(step.id)
        if origin is not None and origin.template == template and not origin.past and step.status != "dropped":
            given = origin.given is None or has_given_days(step, origin, None)
            return step.end, "estimated" if given else "own"
    return None
