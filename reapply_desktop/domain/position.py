"""A position was found, in the Match, in SOAP or outside both (B11.15): the plan closes kindly, and can be reopened."""

from dataclasses import replace
from datetime import date

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True)
class Closing:
    """What closing would do: `dropped` steps (open now), `kept` (done), and the `people` worth thanking."""

    dropped: tuple[Milestone, ...]
    kept: tuple[Milestone, ...]
    people: tuple[str, ...]


def closing(plan: Plan, keep: frozenset[str] = frozenset()) -> Closing:
    """What "I have a position" would drop; steps in `keep` stay open (a loan deadline, say)."""
    decision = plan.answers.decision
    mentors = (decision.primary_mentor, decision.backup_mentor) if decision else ()
    return Closing(
        dropped=tuple(m for m in plan.milestones if m.is_open and m.id not in keep),
        kept=tuple(m for m in plan.milestones if m.status == "done"),
        people=tuple(dict.fromkeys(name.strip() for name in mentors if name and name.strip())),
    )


def closed(plan: Plan, found_on: date, keep: frozenset[str] = frozenset()) -> Plan:
    """The plan with its open steps dropped and the day noted. The calendar's next export then cleans itself."""
    gone = tuple(m.id for m in closing(plan, keep).dropped)
    steps = tuple(replace(m, status="dropped") if m.id in gone else m for m in plan.milestones)
    return replace(plan, milestones=steps, position_found=found_on, dropped_for_position=gone)


def reopened(plan: Plan) -> Plan:
    """The plan taken up again: just the steps that closing dropped, and that still are, are planned as before."""
    back = set(plan.dropped_for_position)
    steps = tuple(
        replace(m, status="planned") if m.id in back and m.status == "dropped" else m for m in plan.milestones
    )
    return replace(plan, milestones=steps, position_found=None, dropped_for_position=())
