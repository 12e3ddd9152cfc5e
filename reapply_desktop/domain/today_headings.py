"""The three headings of the year (B10.2): not the same profile, one strong role, the year as a project."""

from collections.abc import Sequence
from datetime import date

from reapply_desktop.domain.checks import MENDING_RULES, overdue
from reapply_desktop.domain.decisions import circled
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reflow import reflow
from reapply_desktop.domain.step_edits import as_long
from reapply_desktop.domain.step_words import counted, isolated, quoted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET
from reapply_desktop.domain.words import MONTHS

ROLES = (
    "main_role_research", "main_role_teaching", "main_role_observership", "main_role_work", "main_role_open",
    "main_role_prelim",
)  # fmt: skip
CLINICAL = ("rotation", "us_months", "pivot_rotation", "backup_days", "observership_after", "clinical_beside_work")
LEAST_ROLE = 60  # days: shorter than two months is no main role
MOST_IN_SENTENCE = 60  # characters of a step's title that still read as part of a sentence


@dataclass(frozen=True)
class Heading:
    """One of the three, and in one or two sentences what the plan shows for it."""

    title: str
    text: str


def headings(plan: Plan, today: date, late: Sequence[Milestone] | None = None) -> tuple[Heading, ...]:
    """All three, read off the plan. `late`: its overdue steps, where the caller knows them already."""
    return (
        Heading("Not the same profile", _profile(plan)),
        Heading("One strong role", _role(plan, today)),
        Heading("The year as a project", _project(plan, today, overdue(plan, today) if late is None else late)),
    )


def _profile(plan: Plan) -> str:
    causes = circled(plan.answers)
    if not causes:
        return "No cause is circled yet. Two or three, circled in the post-mortem, give the year its work."
    steps = mending(plan, causes)
    head = f"{counted(len(causes), 'cause')} circled"
    if not steps:
        return f"{head}, no step mends one yet."
    done = sum(m.status == "done" for m in steps)
    ahead = [m for m in steps if m.is_open]
    words = f"{head}, {done} of {counted(len(steps), 'mending step')} done."
    if not ahead:
        return words
    following = min(ahead, key=lambda m: (m.end, m.start))
    return f"{words} Next: {isolated(_short(following.title))}."


def mending(plan: Plan, causes: Sequence[str]) -> tuple[Milestone, ...]:
    """The steps that mend one of these causes, by their origin or by their rule; dropped ones left out."""
    rules = {rule for cause in causes for rule in MENDING_RULES[CAUSE_BUCKET[cause]]}
    return tuple(
        m
        for m in plan.milestones
        if m.status != "dropped"
        and not plan.is_past(m.id)
        and (m.rule in rules or ((origin := plan.origins.get(m.id)) is not None and origin.cause in causes))
    )


def _role(plan: Plan, today: date) -> str:
    roles = [m for m in plan.milestones if m.status != "dropped" and _is_role(plan, m)]
    if not roles:
        return "No role carries the year yet. One, from spring into fall, is what programs look for."
    role = max(roles, key=lambda m: m.days)
    inside = [m for m in plan.milestones if m.status != "dropped" and _template(plan, m) in CLINICAL
              and m is not role and m.start <= role.end and m.end >= role.start]
    if role.status == "done":
        time = f"until {_month(role.end, today)}, done"
    elif role.start > today:
        time = f"from {_month(role.start, today)} until {_month(role.end, today)}"
    else:
        time = f"until {_month(role.end, today)}"
    words = f"{isolated(_short(role.title))} {time}"
    if not inside:
        return f"{words}. Nothing clinical stands beside it yet."
    longest = max(inside, key=lambda m: m.days)
    title = _short(longest.title)
    return f"{words}, beside it {quoted(title)}, {counted(max(1, round(longest.days / 7)), 'week')}."


def _is_role(plan: Plan, step: Milestone) -> bool:
    template = _template(plan, step)
    return template in ROLES or (not template and step.category == "position" and step.days >= LEAST_ROLE)


def _project(plan: Plan, today: date, late: Sequence[Milestone]) -> str:
    steps = [m for m in plan.milestones if m.status != "dropped"]
    if not steps:
        return "No steps yet. One line is enough to begin."
    done = sum(m.status == "done" for m in steps)
    words = f"{done} of {counted(len(steps), 'step')} done, {f'{len(late):,}' if late else 'none'} late."
    if done == len(steps):
        return f"All {counted(done, 'step')} done." if done > 1 else "The one step is done."
    if not late:
        return f"{words} It runs as planned."
    # Only what something waits for can make it miss its day: the rest need not be moved to see that.
    waited_for = {before for m in steps for before in m.depends_on}
    moving = [m for m in late if m.id in waited_for]
    moved = plan.with_milestones(as_long(m, today) for m in moving)
    misses = reflow(moved, [m.id for m in moving]).misses
    if not misses:
        return f"{words} Nothing is lost that the season’s dates need."
    worst = max(misses, key=lambda miss: miss.days)
    missed = plan.milestone(worst.deadline)
    what = quoted(_short(missed.title)) if missed else "a season date"
    return f"{words} Begun today, what comes before {what} ends {counted(worst.days, 'day')} too late."


def _template(plan: Plan, step: Milestone) -> str:
    origin = plan.origins.get(step.id)
    return origin.template if origin else ""


def _month(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{MONTHS[day.month - 1]}{year}"


def _short(title: str) -> str:
    clean = title.rstrip(".")
    return clean if len(clean) <= MOST_IN_SENTENCE else f"{clean[: MOST_IN_SENTENCE - 1].rstrip()}…"
