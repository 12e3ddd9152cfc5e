"""What a plan lacks, what in it is doubtful or late, and what comes next (`check`)."""

from collections.abc import Iterator
from datetime import date, timedelta

from reapply_desktop.domain.circumstances import open_situation
from reapply_desktop.domain.decisions import circled
from reapply_desktop.domain.findings import Assessment, Caution
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.step_words import quoted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET, CAUSES
from reapply_desktop.domain.words import day_month_year, lasting

WEEK = timedelta(days=7)

# The rules whose steps mend the causes of a bucket (interface.md): the path itself answers specialty fit.
MENDING_RULES = {
    "academics": ("B5.1", "B11.7"),
    "application_strategy": ("B5.4",),
    "specialty_fit": ("B3.4", "B3.5", "B3.6", "B3.7"),
    "clinical_record": ("B5.2",),
    "communication": ("B5.3",),
}
SITUATION_WORDS = {
    "location": "where to live this year",
    "income": "what to live on",
    "current_position": "what the line “current position” will say",
}


@dataclass(frozen=True)
class PlanCheck:
    """`overdue` and `next` hold milestone ids, `missing` keys of the answers."""

    warnings: tuple[Caution, ...]
    overdue: tuple[str, ...]
    missing: tuple[str, ...]
    next: tuple[str, ...]


def check(plan: Plan, tables: Tables, today: date) -> PlanCheck:
    """Everything worth saying about a plan on that day."""
    assessment = assess_plan(plan, tables, today)
    return PlanCheck(
        warnings=plan_warnings(plan, assessment, today),
        overdue=tuple(m.id for m in overdue(plan, today)),
        missing=assessment.missing,
        next=tuple(m.id for m in coming(plan, today)),
    )


def plan_warnings(plan: Plan, assessment: Assessment, today: date) -> tuple[Caution, ...]:
    """What is open or doubtful: the open items of B1.1, the assessment's own warnings, and what the steps lack."""
    return (
        *_open_items(plan),
        *assessment.warnings,
        *_unmended(plan),
        *_order(plan),
        *lead_time(plan),
        *_season(assessment, today),
    )


def overdue(plan: Plan, today: date) -> tuple[Milestone, ...]:
    """Open milestones whose last day has passed, the longest waiting first."""
    late = (m for m in plan.milestones if m.is_open and m.end < today)
    return tuple(sorted(late, key=lambda m: (m.end, m.start)))


def coming(plan: Plan, today: date) -> tuple[Milestone, ...]:
    """Open milestones that run or begin within a week; where there are none, the first one after that."""
    ahead = sorted((m for m in plan.milestones if m.is_open and m.end >= today), key=lambda m: (m.start, m.end))
    near = tuple(m for m in ahead if m.start <= today + WEEK)
    return near or tuple(ahead[:1])


def _open_items(plan: Plan) -> Iterator[Caution]:
    for key in open_situation(plan.answers):
        yield Caution("B1.1", f"still open, to be put in writing: {SITUATION_WORDS[key]}", f"situation.{key}")


def _unmended(plan: Plan) -> Iterator[Caution]:
    """A circled cause without a step in the year (B10.2)."""
    active = [m for m in plan.milestones if m.status != "dropped" and not plan.is_past(m.id)]
    rules = {m.rule for m in active}
    mended = {origin.cause for m in active if (origin := plan.origins.get(m.id)) is not None}
    for cause in circled(plan.answers):
        if cause not in mended and not rules & set(MENDING_RULES[CAUSE_BUCKET[cause]]):
            yield Caution("B10.2", f"{CAUSES[cause].lower()} is circled, and no step of the year mends it", cause)


def _order(plan: Plan) -> Iterator[Caution]:
    by_id = {m.id: m for m in plan.milestones}
    for m in plan.milestones:
        for before in (by_id[entry] for entry in m.depends_on):
            if "dropped" not in (m.status, before.status) and m.end < before.start:
                ends = f"{quoted(m.title)} ends on {day_month_year(m.end)}"
                text = f"{ends}, before {quoted(before.title)} begins, which it waits for"
                yield Caution("B4.2", text, m.id)


def lead_time(plan: Plan) -> Iterator[Caution]:
    """How much lead time a late start has cost (B4.2)."""
    lost = [
        (m.end - origin.planned, m)
        for m in plan.milestones
        if m.is_open and (origin := plan.origins.get(m.id)) is not None and origin.planned and origin.planned < m.end
    ]
    if not lost:
        return
    days, most = max(lost, key=lambda pair: pair[0])
    count = "1 step comes" if len(lost) == 1 else f"{len(lost)} steps come"
    most_lost = f"most lead time, {lasting(days.days)}, is lost for {quoted(most.title)}"
    text = f"{count} later than with the whole year ahead; {most_lost}"
    yield Caution("B4.2", text, most.id)


def _season(assessment: Assessment, today: date) -> Iterator[Caution]:
    season = assessment.season
    if season.day("match_day") < today:
        text = f"Match Day {season.match_year} has passed; a new season wants a new plan"
        yield Caution("B11.1", text, "season")
    elif season.dates["review_opens"].status == "estimated":
        text = f"the dates of the {season.match_year} season are estimates by rule; confirm them once published"
        yield Caution("B11.1", text, "season")
