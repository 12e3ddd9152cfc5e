"""What a move carries along: steps that wait and would now come too early, and deadlines that can no longer be met."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import as_long
from reapply_desktop.domain.values import dataclass

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Miss:
    """A fixed day that a step before it no longer meets: by how many `days` that one is over too late.

    `follows`: only once that step has followed what was moved.
    """

    deadline: str
    before: str
    days: int
    follows: bool = False


@dataclass(frozen=True)
class Reflow:
    """`followers`: the waiting steps in the places they would move to; `misses`: the season days they cannot meet."""

    followers: tuple[Milestone, ...]
    misses: tuple[Miss, ...]


def is_fixed(plan: Plan, milestone_id: str) -> bool:
    """Whether a step is a season day, which never moves by itself (its date is changed on the season page)."""
    origin = plan.origins.get(milestone_id)
    return origin is not None and origin.event is not None


def reflow(plan: Plan, moved: Iterable[str]) -> Reflow:
    """What follows from the moved steps' new places (already in `plan`), through all that waits for them.

    A step that waits comes too early when it begins before the end of what it waits for; it then moves to the day
    after, as long as before. Done and dropped steps stay, season days stay and are named as missed.
    """
    place = {m.id: m for m in plan.milestones}
    order = _behind(plan, moved)
    followers: dict[str, Milestone] = {}
    misses = []
    for step in order:
        late = [place[key] for key in step.depends_on if place[key].status != "dropped" and step.start < place[key].end]
        if not late or not step.is_open:
            continue
        last = max(late, key=lambda m: m.end)
        if is_fixed(plan, step.id):
            misses.append(Miss(step.id, last.id, (last.end - step.start).days, last.id in followers))
        else:
            place[step.id] = followers[step.id] = as_long(step, last.end + DAY)
    return Reflow(tuple(followers.values()), tuple(misses))


def _behind(plan: Plan, moved: Iterable[str]) -> list[Milestone]:
    """The steps that wait for one of the moved, directly or through others, each behind what it waits for."""
    waiting: dict[str, list[Milestone]] = {}
    for m in plan.milestones:
        for before in m.depends_on:
            waiting.setdefault(before, []).append(m)
    concerned: dict[str, Milestone] = {}
    todo = list(moved)
    while todo:
        for follower in waiting.get(todo.pop(), ()):
            if follower.id not in concerned:
                concerned[follower.id] = follower
                todo.append(follower.id)
    open_before = {key: sum(d in concerned for d in m.depends_on) for key, m in concerned.items()}
    ready = [m for m in plan.milestones if open_before.get(m.id) == 0]
    found = []
    while ready:
        step = ready.pop(0)
        found.append(step)
        for follower in waiting.get(step.id, ()):
            open_before[follower.id] -= 1
            if open_before[follower.id] == 0:
                ready.append(follower)
    return found


def with_followers(plan: Plan, result: Reflow) -> Plan:
    """The plan with the waiting steps moved as `reflow` says."""
    return plan.with_milestones(result.followers)


def movable_from(plan: Plan, day: date) -> tuple[str, ...]:
    """The open steps that begin on or after a day and may move: what "shift everything from here" takes."""
    return tuple(m.id for m in plan.milestones if m.is_open and m.start >= day and not is_fixed(plan, m.id))


def shifted(plan: Plan, ids: Collection[str], days: int) -> Plan:
    """The plan with these steps moved by so many days (back when negative). Season days among them stay."""
    chosen = {key for key in ids if not is_fixed(plan, key)}
    return plan.with_milestones(m.moved(days) for m in plan.milestones if m.id in chosen)
