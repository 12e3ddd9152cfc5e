"""Gives the steps that changed answers touch their days: none before today, none before what it waits for is over,
and everything else left where it is unless it would now come too early."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reapply_desktop.domain.hand_edits import given_of, is_as_given
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.planning import Made, MadeYear
from reapply_desktop.domain.scheduling import Days, Slot, schedule


@dataclass(frozen=True)
class Placed:
    """The touched steps in their places, and where each came from, by id."""

    steps: Mapping[str, Milestone]
    origins: Mapping[str, Origin]


class Placing:
    """`proposed` are new and changed steps on the days the whole year would give them, `templates` names theirs (by
    id), `own_words` those whose words are the person's. `target` is the year they come from, `late` the same year begun
    today."""

    def __init__(
        self,
        plan: Plan,
        proposed: Mapping[str, Milestone],
        templates: Mapping[str, str],
        own_words: Collection[str],
        target: MadeYear,
        late: MadeYear,
        today: date,
    ) -> None:
        self._plan, self._templates, self._own_words = plan, templates, own_words
        self._target, self._late, self._today = target, late, today
        self._before = {m.id: m for m in plan.milestones}
        self._proposed = without_circles(self._before, proposed)
        self._steps = {**self._before, **self._proposed}
        self._free = {key for key, step in self._proposed.items() if self._lies_behind(step)}

    def placed(self) -> Placed:
        """Where everything touched ends up."""
        while True:
            days = schedule([self._slot(m) for m in self._steps.values()], self._today)
            pushed = {m.id for m in self._steps.values() if self._is_pushed(m, days)}
            if not pushed:
                break
            self._free |= pushed
        made = {key: self._made(key, days[key]) for key in self._proposed}
        steps = {key: self._finished(key, days[key], made.get(key)) for key in {*self._proposed, *self._free}}
        origins = {key: m.origin for key, m in made.items()}
        for key in self._free - self._proposed.keys():
            origins[key] = replace(self._plan.origins[key], given=given_of(steps[key]))
        return Placed(self._freed_of_lost_waits({**self._before, **steps}), origins)

    def _lies_behind(self, step: Milestone) -> bool:
        """Whether its new days begin before today. One that has begun may go on, and one that is done stays."""
        was = self._before.get(step.id)
        if step.start >= self._today or step.status == "done":
            return False
        if was is None:
            return True
        same_days = (was.start, was.end) == (step.start, step.end)
        return not (same_days or (was.start == step.start and step.end >= self._today))

    def _slot(self, step: Milestone) -> Slot:
        waits = tuple(key for key in step.depends_on if key in self._steps)
        if step.id not in self._free:
            return Slot(step.id, step.start, step.end, waits, fixed=True)
        if step.id in self._proposed:
            return replace(self._source(step.id).slot, id=step.id, after=waits)
        return Slot(step.id, step.start, step.end, waits, least=step.days)

    def _source(self, step_id: str) -> Made:
        key = self._templates[step_id]
        return self._late.steps.get(key) or self._target.steps[key]

    def _is_pushed(self, step: Milestone, days: Mapping[str, Days]) -> bool:
        """Whether it begins before something touched is over that it waits for, and may move behind it."""
        if step.id in self._free or not self._may_move(step):
            return False
        return any(
            days[key][1] > step.start and not self._ended_as_late(key, days)
            for key in step.depends_on
            if key in self._proposed or key in self._free
        )

    def _may_move(self, step: Milestone) -> bool:
        if not step.is_open:
            return False
        if step.id in self._proposed:
            return not self._target.steps[self._templates[step.id]].slot.fixed
        origin = self._plan.origins.get(step.id)
        if origin is None or origin.event is not None or origin.past:
            return False
        made = self._target.steps.get(origin.template)
        return is_as_given(step, origin, made.step if made else None)

    def _ended_as_late(self, key: str, days: Mapping[str, Days]) -> bool:
        was = self._before.get(key)
        return was is not None and was.end >= days[key][1]

    def _made(self, step_id: str, days: Days) -> Made:
        key = self._templates[step_id]
        if step_id not in self._free:
            return self._target.steps[key]
        year = self._late if key in self._late.steps else self._target
        return year.on(key, days)

    def _finished(self, step_id: str, days: Days, made: Made | None) -> Milestone:
        step, (start, end) = self._steps[step_id], days
        if made is None or step_id not in self._free or step_id in self._own_words:
            return replace(step, start=start, end=end)
        return replace(made.step, id=step.id, depends_on=step.depends_on, status=step.status)

    def _freed_of_lost_waits(self, steps: dict[str, Milestone]) -> dict[str, Milestone]:
        """The touched steps, and those that would end before something touched begins that they waited for: such a
        wait is over, like one that a true lead time has pushed behind (see planning)."""
        touched = {*self._proposed, *self._free}
        found = {key: steps[key] for key in touched}
        for step in steps.values():
            if step.id not in self._plan.origins and step.id not in touched:
                continue  # the person's own: what it waits for is theirs to say
            kept = tuple(key for key in step.depends_on if not self._is_lost(step, steps[key], touched))
            if kept != step.depends_on:
                found[step.id] = replace(step, depends_on=kept)
        return found

    def _is_lost(self, step: Milestone, before: Milestone, touched: set[str]) -> bool:
        if step.id not in touched and before.id not in touched:
            return False
        if step.id in touched or self._may_move(step):
            return before.end > step.start
        return before.start > step.end


def without_circles(before: Mapping[str, Milestone], proposed: Mapping[str, Milestone]) -> dict[str, Milestone]:
    """The proposed steps, without the waits that would close a circle with what a person lets wait."""
    waits = {key: m.depends_on for key, m in before.items() if key not in proposed}
    kept: dict[str, Milestone] = {}
    for key, step in proposed.items():
        own: tuple[str, ...] = ()
        for other in step.depends_on:
            if not _reaches(waits, other, key):
                own = (*own, other)
        waits[key] = own
        kept[key] = step if own == step.depends_on else replace(step, depends_on=own)
    return kept


def _reaches(waits: Mapping[str, tuple[str, ...]], start: str, goal: str) -> bool:
    todo, seen = [start], set()
    while todo:
        current = todo.pop()
        if current == goal:
            return True
        if current not in seen:
            seen.add(current)
            todo.extend(waits.get(current, ()))
    return False


def in_order(plan: Plan, changed: Mapping[str, Milestone], rank: Mapping[str, int]) -> Plan:
    """The plan with these steps: new ones and those on other days where their days put them (of equals by `rank`)."""
    before = {m.id: m for m in plan.milestones}

    def stays(step: Milestone) -> bool:
        was = before.get(step.id)
        return was is not None and (was.start, was.end) == (step.start, step.end)

    def place(step: Milestone) -> tuple[date, date, int]:
        return step.start, step.end, rank.get(step.id, -1)

    row = [changed.get(m.id, m) for m in plan.milestones if m.id not in changed or stays(changed[m.id])]
    for step in sorted((m for m in changed.values() if not stays(m)), key=place):
        row.insert(bisect_right([place(m) for m in row], place(step)), step)
    return replace(plan, milestones=tuple(row))
