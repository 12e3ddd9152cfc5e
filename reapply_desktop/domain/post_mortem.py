"""The post-mortem (B2): from the answers to findings with evidence, strongest first, and the advised path."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.causes.academics import academics
from reapply_desktop.domain.causes.clinical import clinical
from reapply_desktop.domain.causes.communication import communication
from reapply_desktop.domain.causes.fit import few_interviews, too_competitive
from reapply_desktop.domain.causes.strategy import strategy
from reapply_desktop.domain.cautions import cautions
from reapply_desktop.domain.findings import Assessment, Finding
from reapply_desktop.domain.gaps import missing
from reapply_desktop.domain.paths import advise
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.profile import Profile, profile, sending
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.remedies import with_remedies
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.domain.vocabulary import CAUSES

# Findings that leave "nothing else weak" standing (B3.2): a hard field that did invite, and communication itself.
NOT_WEAK = ("specialty_fit", "communication")


def assess_plan(plan: Plan, tables: Tables, today: date) -> Assessment:
    """The same for a plan: of its own season, with the person's own dates in it, and what it does about each cause."""
    found = assess(plan.answers, tables, today, plan.answers.season, plan.season_dates)
    return replace(found, findings=with_remedies(found.findings, plan, found.season, today))


def assess(
    answers: Answers,
    tables: Tables,
    today: date,
    season_year: int | None = None,
    own_dates: Mapping[str, date] | None = None,
) -> Assessment:
    """Findings, advice, gaps and cautions for the season aimed at (`season_year` where a plan already has its own)."""
    match_year = season_year or planned_season(tables, answers.season, today)
    dates = season(tables, match_year, own_dates)
    p = replace(profile(answers, tables), sending=sending(dates, today))
    found = findings(p)
    return Assessment(
        season=dates,
        findings=found,
        advice=advise(p, found),
        missing=missing(answers, p),
        warnings=cautions(answers, p, found, match_year, today),
    )


def findings(p: Profile) -> tuple[Finding, ...]:
    """Every cause with evidence, strongest first; of equals in the order of the causes."""
    strategic = tuple(strategy(p))
    competitive = tuple(too_competitive(p))
    first_of_all = [
        f.weight
        for f in strategic
        if f.id == "too_few_programs" or (f.id == "late_application" and p.lateness == "late")
    ]
    others = (*academics(p), *strategic, *competitive, *clinical(p))
    nothing_else_weak = p.many_interviews and all(f.bucket in NOT_WEAK for f in others)
    found = (
        *others,
        *few_interviews(p, min(first_of_all, default=None), competitive[0].weight if competitive else None),
        *communication(p, nothing_else_weak),
    )
    order = list(CAUSES)
    return tuple(sorted(found, key=lambda f: (-f.weight, order.index(f.id))))
