"""What is offered after a move: that the steps waiting for it follow, and what can no longer be met, in words."""

from collections.abc import Collection, Mapping, Sequence

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reflow import Miss, is_fixed, reflow, with_followers
from reapply_desktop.domain.step_words import counted, isolated, quoted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.words import day_month

NAMED = 3


@dataclass(frozen=True)
class Offer:
    """`plan` has the followers in their new places; `question` and `missed` are sentences, `names` the followers.

    `moved` and `followers` are ids. Without followers there is nothing to answer, only something to know.
    """

    plan: Plan
    moved: tuple[str, ...]
    followers: tuple[str, ...]
    question: str
    names: str
    missed: tuple[str, ...]


def offer_after(before: Plan, after: Plan) -> Offer | None:
    """What to offer when a person made `after` from `before`; None when no step waits in vain because of it.

    What ends later than before, or is newly waited for, can make another step come too early. A season day that was
    put earlier, and what was moved along with it, can come before something it waits for is over.
    """
    changed = _changed(before, after)
    causes = _causes(changed)
    pulled = _pulled(before, after, changed)
    if not pulled and not (causes and _comes_too_early(after, causes)):
        return None
    result = reflow(after, causes)
    known = {miss.deadline: miss.days for miss in reflow(before, causes).misses} if result.misses else {}
    misses = [miss for miss in result.misses if miss.days > known.get(miss.deadline, 0)]
    following = {m.id for m in result.followers}
    named = {miss.deadline for miss in misses}
    misses += [miss for miss in pulled if miss.deadline not in named | following]
    if not result.followers and not misses:
        return None
    ids = tuple(causes)
    only = after.milestone(ids[0]) if len(ids) == 1 and not causes[ids[0]] else None
    what = quoted(only.title) if only else "this one" if len(ids) == 1 else "these"
    return Offer(
        with_followers(after, result),
        ids,
        tuple(m.id for m in result.followers),
        _question(result.followers, what),
        _names(result.followers),
        tuple(miss_words(after, miss, ids) for miss in misses),
    )


def miss_words(plan: Plan, miss: Miss, moved: Sequence[str]) -> str:
    """`“Submit ERAS” on 2 September comes 4 days before this ends.`"""
    deadline, before = plan.milestone(miss.deadline), plan.milestone(miss.before)
    if deadline is None or before is None:
        return ""
    what = f"{quoted(deadline.title)} on {day_month(deadline.start)} comes {counted(miss.days, 'day')} before"
    if miss.follows:
        return f"If they move along, {what} {quoted(before.title)} ends."
    return f"{what} this ends." if [miss.before] == [*moved] else f"{what} {quoted(before.title)} ends."


def _changed(before: Plan, after: Plan) -> list[tuple[Milestone, Milestone]]:
    """The steps that are in both and differ, as they were and are. Nearly all are the very same objects."""
    if len(before.milestones) == len(after.milestones):
        pairs = [(was, m) for was, m in zip(before.milestones, after.milestones, strict=True) if was is not m]
        if all(was.id == m.id for was, m in pairs):
            return pairs
    old = {m.id: m for m in before.milestones}
    return [(was, m) for m in after.milestones if (was := old.get(m.id)) is not None and was is not m]


def _pulled(before: Plan, after: Plan, changed: Sequence[tuple[Milestone, Milestone]]) -> list[Miss]:
    """Season days put earlier, and with a changed season date all that moved with it, that come too early now."""
    dated_anew = before.season_dates != after.season_dates
    earlier = [(was, m) for was, m in changed
               if m.start < was.start and m.is_open and (dated_anew or is_fixed(after, m.id))]  # fmt: skip
    if not earlier:
        return []
    old, new = ({m.id: m for m in plan.milestones} for plan in (before, after))
    found = []
    for was, m in earlier:
        last, known = _awaited_last(m, new), _awaited_last(was, old)
        if last is None or last.end <= m.start:
            continue
        if known is None or (known.end - was.start).days < (last.end - m.start).days:
            found.append(Miss(m.id, last.id, (last.end - m.start).days))
    return found


def _awaited_last(step: Milestone, places: Mapping[str, Milestone]) -> Milestone | None:
    awaited = (places[key] for key in step.depends_on if key in places)
    return max((m for m in awaited if m.status != "dropped"), key=lambda m: m.end, default=None)


def _causes(changed: Sequence[tuple[Milestone, Milestone]]) -> dict[str, bool]:
    """What can make others come too early: id -> whether it was moved (else it is newly waited for).

    A step that was itself put before the end of what it waits for is no cause: it was put there on purpose.
    """
    causes: dict[str, bool] = {}
    for was, m in changed:
        if m.end > was.end:
            causes[m.id] = True
        for key in m.depends_on:
            if key not in was.depends_on:
                causes.setdefault(key, False)
    return causes


def _comes_too_early(plan: Plan, causes: Collection[str]) -> bool:
    """Whether any step that waits for one of these does: a quick look, since nearly every edit ends here."""
    ends = {m.id: m.end for m in plan.milestones if m.id in causes and m.status != "dropped"}
    none_of = ends.keys().isdisjoint
    waiting = [m for m in plan.milestones if m.depends_on and not none_of(m.depends_on)]
    return any(m.is_open and any(key in ends and m.start < ends[key] for key in m.depends_on) for m in waiting)


def _question(followers: Sequence[Milestone], what: str) -> str:
    if not followers:
        return ""
    if len(followers) == 1:
        return f"{quoted(followers[0].title)} waits for {what} and would come too early."
    return f"{len(followers):,} steps wait for {what} and would come too early."


def _names(followers: Sequence[Milestone]) -> str:
    """The followers by name, the first few; nothing for a single one, which the question names."""
    if len(followers) < 2:
        return ""
    titles = [isolated(m.title) for m in followers[:NAMED]]
    rest = len(followers) - NAMED
    # Not a list in a sentence: titles have commas of their own.
    return " · ".join([*titles, f"and {rest:,} more"] if rest > 0 else titles)
