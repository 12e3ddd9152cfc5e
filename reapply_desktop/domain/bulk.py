"""One change made to several steps at once: what the plan becomes, what the menu calls it, and what is said of it.

What cannot be is refused with a UserError and leaves every one of them as it was.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reapply_desktop.domain import step_edits
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reflow import DAY, Miss, is_fixed, movable_from, shifted
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.step_words import counted, quoted, reminder_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.domain.words import lasting

ONE = {"done": "Mark done", "planned": "Mark open", "dropped": "Drop step"}
SAID = {"done": "Done", "planned": "Open again", "dropped": "Dropped"}

NAMED = 3


@dataclass(frozen=True)
class Edit:
    """A changed plan, its name in the undo menu, the sentence of the toast, and the ids it touched, in plan order."""

    plan: Plan
    text: str
    said: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """What moving steps would do: `moved` in their new places, season days that stay, and what no longer fits.

    `early` are moved steps that would begin before something they wait for is over, `past` those that would end
    before today and do not yet.
    """

    plan: Plan
    moved: tuple[Milestone, ...]
    fixed: tuple[Milestone, ...]
    misses: tuple[Miss, ...]
    early: tuple[Milestone, ...]
    past: tuple[Milestone, ...]


def chosen(plan: Plan, ids: Iterable[str]) -> tuple[Milestone, ...]:
    """The steps with these ids, in the order of the plan."""
    wanted = set(ids)
    return tuple(m for m in plan.milestones if m.id in wanted)


def named(steps: Sequence[Milestone]) -> str:
    """`“Submit ERAS”` or `4 steps`."""
    return quoted(steps[0].title) if len(steps) == 1 else counted(len(steps), "step")


def distance(days: int) -> str:
    """`3 weeks later`, `1 day earlier`: exact, because a person acts on it."""
    size = abs(days)
    words = counted(size // 7, "week") if size and size % 7 == 0 else counted(size, "day")
    return f"{words} {'later' if days >= 0 else 'earlier'}"


def refusal(error: UserError) -> str:
    """Why something was not done, in one paragraph: with the first few rows where several are wrong."""
    lines = [*error.lines[:NAMED]] if error.lines != (error.message,) else []
    if len(error.lines) > NAMED:
        lines.append(f"And {len(error.lines) - NAMED:,} more.")
    return " ".join(filter(None, (error.message, *lines, error.hint)))


def moved(plan: Plan, ids: Collection[str], days: int) -> Edit:
    """All of these moved by so many days (back when negative); season days among them stay, and that is said."""
    steps = chosen(plan, ids)
    moving = [m for m in steps if not is_fixed(plan, m.id)]
    if steps and not moving:
        raise UserError("Season days do not move with the plan.", "Their dates are changed on the Season dates page.")
    for step in moving:
        _in_range(step, days)
    if not days:
        moving = []
    changed = shifted(plan, [m.id for m in moving], days)
    left = len(steps) - len(moving)
    said = f"Moved {named(moving)} {distance(days)}" if moving else ""
    if moving and left:
        said += f". {counted(left, 'season day')} {'stays' if left == 1 else 'stay'}"
    return Edit(changed, _counted_verb("Move", moving), said, tuple(m.id for m in moving))


def moved_to(plan: Plan, ids: Collection[str], day: date) -> Edit:
    """All of these moved so that the first of them begins on a day; their distances stay."""
    moving = [m.start for m in chosen(plan, ids) if not is_fixed(plan, m.id)]
    return moved(plan, ids, (day - min(moving)).days if moving else 0)


def shifted_from(plan: Plan, day: date, days: int) -> Edit:
    """Every open step that begins on or after a day moved: "Shift everything from here"."""
    edit = moved(plan, movable_from(plan, day), days)
    return replace(edit, text="Shift everything" if edit.ids else edit.text)


def outlook(plan: Plan, ids: Collection[str], days: int, today: date) -> Outlook:
    """What a move by so many days would do. UserError where a step would leave the years a plan can hold."""
    steps = chosen(plan, ids)
    fixed = tuple(m for m in steps if is_fixed(plan, m.id))
    keys = {m.id for m in steps} - {m.id for m in fixed}
    for step in steps:
        if step.id in keys:
            _in_range(step, days)
    after = shifted(plan, keys, days)
    places = {m.id: m for m in after.milestones}
    known = {miss.deadline: miss.days for miss in _missed(plan, keys)}
    misses = tuple(miss for miss in _missed(after, keys) if miss.days > known.get(miss.deadline, 0))
    new_places = tuple(places[m.id] for m in steps if m.id in keys)
    return Outlook(
        after,
        new_places,
        fixed,
        misses,
        tuple(m for m in new_places if m.is_open and days and _too_early(m, places, keys)),
        tuple(m for m in new_places if m.is_open and m.end < today <= m.end - days * DAY),
    )


def _missed(plan: Plan, moving: Collection[str]) -> list[Miss]:
    """The season days that come before something moving is over which they wait for. What only waits stays out."""
    places = {m.id: m for m in plan.milestones if m.id in moving and m.status != "dropped"}
    found = []
    for day in plan.milestones:
        late = [places[key] for key in day.depends_on if key in places and day.start < places[key].end]
        if late and day.is_open and is_fixed(plan, day.id):
            last = max(late, key=lambda m: m.end)
            found.append(Miss(day.id, last.id, (last.end - day.start).days))
    return found


def _too_early(step: Milestone, places: dict[str, Milestone], moving: Collection[str]) -> bool:
    awaited = (places[key] for key in step.depends_on if key in places and key not in moving)
    return any(other.status != "dropped" and step.start < other.end for other in awaited)


def recategorised(plan: Plan, ids: Collection[str], category: str) -> Edit:
    """All of these in one category."""
    edit = _each(plan, ids, lambda m: replace(m, category=category), "Change category")
    return replace(edit, said=f"{CATEGORIES[category]}: {edit.said}" if edit.said else "")


def with_reminder(plan: Plan, ids: Collection[str], days: int | None) -> Edit:
    """All of these reminded so many days before, or not at all. 0, half an hour before, needs hours on all of them."""
    whole = [m for m in chosen(plan, ids) if m.time is None]
    if days == 0 and whole:
        raise UserError(
            f"{counted(len(whole), 'step')} here {'has' if len(whole) == 1 else 'have'} no hours.",
            "30 minutes before is possible for steps with hours; choose 1 to 28 days.",
        )
    edit = _each(plan, ids, lambda m: step_edits.with_reminder(m, days), "Change reminder")
    return replace(edit, said=f"{reminder_words(days)}: {edit.said}" if edit.said else "")


def with_status(plan: Plan, ids: Collection[str], status: str) -> Edit:
    """All of these done, open again (`planned`) or dropped."""
    edit = _each(plan, ids, lambda m: replace(m, status=status), ONE[status])
    text = edit.text
    if len(edit.ids) > 1:
        many = counted(len(edit.ids), "step")
        text = {"done": f"Mark {many} done", "planned": f"Mark {many} open", "dropped": f"Drop {many}"}[status]
    return replace(edit, text=text, said=f"{SAID[status]}: {edit.said}" if edit.said else "")


def deleted(plan: Plan, ids: Collection[str], verb: str = "Delete") -> Edit:
    """The plan without these; what waited for them waits no longer. `verb`: Delete or Cut."""
    steps = chosen(plan, ids)
    said = f"{'Deleted' if verb == 'Delete' else verb} {named(steps)}" if steps else ""
    return Edit(plan.without(m.id for m in steps), _counted_verb(verb, steps), said, tuple(m.id for m in steps))


def pasted(plan: Plan, steps: Sequence[Milestone], after: str | None = None) -> Edit:
    """The plan with these new steps behind another one, or at the end.

    They wait for one another and for steps of this plan as they say; what is not there, and what would close a
    circle, they do not wait for.
    """
    known = {m.id for m in plan.milestones}
    inside = {m.id for m in steps}
    order: set[str] = set()
    made = []
    for step in _awaited_first(steps):
        waits = tuple(key for key in step.depends_on if key in known or (key in inside and key in order))
        order.add(step.id)
        made.append(step if waits == step.depends_on else replace(step, depends_on=waits))
    by_id = {m.id: m for m in made}
    ready = tuple(by_id[m.id] for m in steps)
    index = next((at + 1 for at, m in enumerate(plan.milestones) if m.id == after), len(plan.milestones))
    changed = replace(plan, milestones=(*plan.milestones[:index], *ready, *plan.milestones[index:])) if ready else plan
    said = f"Pasted {named(ready)}" if ready else ""
    return Edit(changed, _counted_verb("Paste", ready), said, tuple(m.id for m in ready))


def _awaited_first(steps: Sequence[Milestone]) -> list[Milestone]:
    """Each behind what it waits for among them; those in a circle last."""
    inside = {m.id for m in steps}
    open_before = {m.id: len({*m.depends_on} & inside) for m in steps}
    followers: dict[str, list[Milestone]] = {}
    for m in steps:
        for key in {*m.depends_on} & inside:
            followers.setdefault(key, []).append(m)
    found = [m for m in steps if not open_before[m.id]]
    for m in found:  # grows while it is walked
        for follower in followers.get(m.id, ()):
            open_before[follower.id] -= 1
            if not open_before[follower.id]:
                found.append(follower)
    return [*found, *(m for m in steps if open_before[m.id])]


def _each(plan: Plan, ids: Collection[str], change: Callable[[Milestone], Milestone], text: str) -> Edit:
    """One change made to each; the ones it leaves as they were do not count."""
    changed = [new for old in chosen(plan, ids) if (new := change(old)) != old]
    many = f"{text} of {counted(len(changed), 'step')}" if len(changed) > 1 else text
    said = named(changed) if changed else ""
    return Edit(plan.with_milestones(changed), many, said, tuple(m.id for m in changed))


def _counted_verb(verb: str, steps: Sequence[Milestone]) -> str:
    return f"{verb} step" if len(steps) == 1 else f"{verb} {counted(len(steps), 'step')}"


def _in_range(step: Milestone, days: int) -> None:
    low, high = (FIRST_DAY - step.start).days, (LAST_DAY - step.end).days
    if not low <= days <= high:
        raise UserError(f"{quoted(step.title)} would leave the years from {FIRST_DAY.year} to {LAST_DAY.year}.",
                        f"At most {lasting(abs(high if days > 0 else low))} are possible.")
