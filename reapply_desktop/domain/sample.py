"""The sample plan as someone would have it who lives it: what lies behind is done, and one thing has slipped."""

from dataclasses import replace
from datetime import date

from reapply_desktop.domain.plan import Plan


def lived(plan: Plan, today: date) -> Plan:
    """The plan with every step done that ended before `today`, but the last of them, which is late."""
    past = [step for step in plan.milestones if step.end < today and step.status == "planned"]
    slipped = max(past, key=lambda step: (step.end, step.start), default=None)
    return plan.with_milestones([
        replace(step, status="done") if step.end < today and step.status == "planned" and step is not slipped else step
        for step in plan.milestones
    ])  # fmt: skip
