"""A plan saved as a copy is a plan of its own: new ids throughout, nothing exported yet (interface: calendar file)."""

from collections.abc import Callable
from dataclasses import replace

from reapply_desktop.domain.plan import Plan


def as_copy(plan: Plan, new_id: Callable[[], str]) -> Plan:
    """The same plan under new ids, with `depends_on` and the origins following, and `exports` empty."""
    ids = {milestone.id: new_id() for milestone in plan.milestones}
    return replace(
        plan,
        id=new_id(),
        milestones=tuple(
            replace(m, id=ids[m.id], depends_on=tuple(ids[d] for d in m.depends_on if d in ids))
            for m in plan.milestones
        ),
        origins={ids[key]: origin for key, origin in plan.origins.items() if key in ids},
        series={new_id(): tuple(ids[m] for m in members if m in ids) for members in plan.series.values()},
        dropped_for_position=tuple(ids[key] for key in plan.dropped_for_position if key in ids),
        exports={},
        unknown_in_milestones={ids[key]: kept for key, kept in plan.unknown_in_milestones.items() if key in ids},
    )
