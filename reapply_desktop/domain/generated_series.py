"""The repeating work of a generated year as series of its plan: steps whose templates share a `series` word."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from reapply_desktop.domain.plan import Plan


def with_series(
    plan: Plan, groups: Mapping[str, str], added: Collection[str], past: Collection[str], new_id: Callable[[], str]
) -> Plan:
    """The plan with its `added` steps in the series of their group (`groups`: step id → the group's word).

    They join the series that others of their group are in; a group that is new as a whole becomes a series. Where a
    person has taken it apart it stays so. Steps of an earlier application (`past`) leave a series that goes on without
    them. `new_id` makes the ids of new series, in the order of their first steps.
    """
    order = {m.id: at for at, m in enumerate(plan.milestones)}
    by_group: dict[str, list[str]] = {}
    for step_id in sorted((key for key in groups if key in order and key not in past), key=order.__getitem__):
        by_group.setdefault(groups[step_id], []).append(step_id)
    series = dict(plan.series)
    for ids in by_group.values():
        new = [step_id for step_id in ids if step_id in added]
        known = next((key for key, members in series.items() if any(i in members for i in ids)), None)
        if known is not None:
            kept = [i for i in series[known] if i not in past]
            if new or len(kept) < len(series[known]):
                series[known] = tuple(sorted([*kept, *new], key=order.__getitem__) if new else kept)
        elif len(new) == len(ids) > 1:
            series[new_id()] = tuple(ids)
    return plan if series == plan.series else replace(plan, series=series)
