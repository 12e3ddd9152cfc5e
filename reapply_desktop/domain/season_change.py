"""A season date is replaced by the person's own: which steps hang on it, and where they would move (B11.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reapply_desktop.domain.anchors import EXPRESSION
from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True)
class SeasonChange:
    """The plan with the own date kept, its season, and the hanging steps in the places they would move to."""

    plan: Plan
    season: Season
    moves: tuple[Milestone, ...]

    @property
    def plan_with_moves(self) -> Plan:
        return self.plan.with_milestones(self.moves)


def plan_season(plan: Plan, tables: Tables, today: date) -> Season:
    """The season of a plan, with the person's own dates in it."""
    year = plan.answers.season or planned_season(tables, None, today)
    return season(tables, year, plan.season_dates)


def hanging_on(plan: Plan, templates: Sequence[Template], event: str) -> tuple[Milestone, ...]:
    """The steps dated from a season event: those that are the event itself, and those counted from it."""
    anchored = {t.id for t in templates if event in (t.event, _anchor(t.start), _anchor(t.end))}
    return tuple(m for m in plan.milestones if (o := plan.origins.get(m.id)) is not None and o.template in anchored)


def with_season_date(
    plan: Plan, tables: Tables, templates: Sequence[Template], event: str, day: date | None, today: date
) -> SeasonChange:
    """An event moved to the person's own day (None: back to the table's), and what moves with it.

    Events that the rules count from it move too. Done and dropped steps stay; hours stay with their event.
    """
    own = {key: value for key, value in plan.season_dates.items() if key != event}
    if day is not None:
        own[event] = day
    changed = replace(plan, season_dates=own)
    before, after = plan_season(plan, tables, today), plan_season(changed, tables, today)
    return SeasonChange(changed, after, moves_between(plan, templates, before, after))


def moves_between(plan: Plan, templates: Sequence[Template], before: Season, after: Season) -> tuple[Milestone, ...]:
    """The open steps that hang on dates of `before`, in the places they would move to with the dates of `after`."""
    shift = {key: (after.day(key) - before.day(key)).days for key in after.dates}
    by_id: Mapping[str, Template] = {t.id: t for t in templates}
    moved = []
    for m in plan.milestones:
        origin = plan.origins.get(m.id)
        template = by_id.get(origin.template) if origin else None
        if template is None or not m.is_open:
            continue
        start, end = shift.get(_anchor(template.start), 0), shift.get(_anchor(template.end), 0)
        if start or end:
            new_start, new_end = m.moved(start).start, m.moved(end).end
            moved.append(replace(m, start=min(new_start, new_end), end=max(new_start, new_end)))
    return tuple(moved)


def _anchor(expression: str) -> str:
    found = EXPRESSION.match(expression.strip())
    return found["anchor"] if found else ""
