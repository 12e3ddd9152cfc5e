"""Answers, causes, decision or season of a plan change: what that would add, move and remove among its steps, and what
it leaves alone because a person did it or put it there. Nothing is applied here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.generated_series import with_series
from reapply_desktop.domain.hand_edits import has_given_words, is_as_given
from reapply_desktop.domain.history import is_over, past_season
from reapply_desktop.domain.placing import Placing, in_order
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.planning import Made, MadeYear, made_year
from reapply_desktop.domain.planning_day import planning_day
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.season import planned_season

DONE, EDITED = "done", "edited"


@dataclass(frozen=True)
class Move:
    """A step that changes: its days, its words, or whether it counts as done."""

    before: Milestone
    after: Milestone


@dataclass(frozen=True)
class Kept:
    """A step that stays as it is because it is done or was edited by hand (`why`), though the answers changed it.

    `after` is what would come of it if it were included: None where it no longer fits and would go. A done step that
    is included comes once more, beside the done one.
    """

    step: Milestone
    after: Milestone | None
    why: str


@dataclass(frozen=True)
class Freed:
    """A step that stays and can no longer wait for these: they go, or would now begin after it ends."""

    step: Milestone
    lost: tuple[Milestone, ...]


@dataclass(frozen=True)
class Change:
    """The changed plan, and what differs in it. Each kept step that was included stands among the others instead.

    `freed` are steps that are done, edited by hand or the person's own, and lose a wait by it; in all else they stay.
    """

    plan: Plan
    added: tuple[Milestone, ...]
    moved: tuple[Move, ...]
    removed: tuple[Milestone, ...]
    kept: tuple[Kept, ...]
    freed: tuple[Freed, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether no step is touched and none needs a word."""
        return not (self.added or self.moved or self.removed or self.kept)


def changed_plan(
    plan: Plan,
    answers: Answers,
    tables: Tables,
    templates: tuple[Template, ...],
    today: date,
    new_id: Callable[[], str],
    included: Collection[str] = (),
) -> Change:
    """The plan with these answers instead of its own, and what that does to its generated steps (change of mind).

    What the old answers give is held against what the new ones give, both as of the day the year was planned on; only
    steps that differ between the two are touched. With another season the year is made anew from today. Steps that are
    done or edited by hand stay unless their id is in `included`, own steps always. New days lie from today on, in the
    true order. `new_id` makes the ids of added steps.
    """
    year_now = plan.answers.season or planned_season(tables, None, today)
    asked = answers.season or year_now
    year_then = year_now if asked == year_now else planned_season(tables, asked, today)
    begun = planning_day(plan, templates) or today
    base = made_year(plan.answers, tables, templates, begun, year_now, plan.season_dates)
    another = year_then != year_now
    own_dates: Mapping[str, date] = {} if another else plan.season_dates
    target = made_year(answers, tables, templates, today if another else begun, year_then, own_dates)
    late = target if another else made_year(answers, tables, templates, today, year_then, own_dates)
    settled = replace(target.answers, unknown={**plan.answers.unknown, **answers.unknown})
    over = another and is_over(replace(plan, answers=replace(plan.answers, season=year_now)), tables, today)
    start = replace(
        plan,
        answers=settled,
        season_dates=own_dates,
        planned_on=today if another else plan.planned_on,
        history=(*plan.history, past_season(plan, answers, today)) if over else plan.history,
    )
    sorting = _Sorting(start, base, target, late, another, frozenset(included), today)
    return _applied(sorting, new_id)


@dataclass(frozen=True)
class _Wanted:
    """What is to become of one template's step: the step there is (None: it is new), and what it is made of."""

    made: Made
    was: Milestone | None
    own_words: bool = False


class _Sorting:
    """Sorts the generated steps of a plan: new, to be changed, to be removed, to be kept."""

    def __init__(
        self, plan: Plan, base: MadeYear, target: MadeYear, late: MadeYear, another: bool, included: frozenset[str],
        today: date,
    ) -> None:  # fmt: skip
        self.plan, self.base, self.target, self.late = plan, base, target, late
        self.another, self.included, self.today = another, included, today
        self.current = current_steps(plan)
        self.wanted: dict[str, _Wanted] = {}
        self.removed: list[Milestone] = []
        self.kept: list[Kept] = []
        self.past: set[str] = set()
        for key in target.steps:
            self._fitting(key)
        for key, step in self.current.items():
            if key not in target.steps:
                self._not_fitting(key, step)

    def _fitting(self, key: str) -> None:
        step, old, made = self.current.get(key), self.base.steps.get(key), self.target.steps[key]
        if step is None:
            if old is None or self.another:
                self._want(key, None)
            return
        if not self.another and (old is None or old.step == made.step):
            return
        untouched = is_as_given(step, self.plan.origins[step.id], old.step if old else None)
        if untouched and (step.is_open or not self.another):
            self._want(key, step)
            return
        if step.status == "dropped" and not self.another:
            return
        if step.is_open:
            self._edited(key, step, old, made)
        elif self.another:
            self.past.add(step.id)
            self._want(key, None)
        elif old is None or old.step.title != made.step.title:
            self._again(key, step, made)

    def _edited(self, key: str, step: Milestone, old: Made | None, made: Made) -> None:
        own = not has_given_words(step, self.plan.origins[step.id], old.step if old else None)
        if step.id in self.included:
            self._want(key, step, own_words=own)
            return
        after = made.step if not own else replace(step, start=made.step.start, end=made.step.end)
        self.kept.append(Kept(step, replace(after, id=step.id), EDITED))
        if self.another:
            self.past.add(step.id)
            self._want(key, None)

    def _again(self, key: str, step: Milestone, made: Made) -> None:
        """A done step that would now be another one: the done one stays, the other may come beside it."""
        if step.id in self.included:
            self.past.add(step.id)
            self._want(key, None)
        else:
            self.kept.append(Kept(step, replace(made.step, id=step.id), DONE))

    def _not_fitting(self, key: str, step: Milestone) -> None:
        old = self.base.steps.get(key)
        if self.another and not step.is_open:
            self.past.add(step.id)
            return
        if step.status == "dropped" or (old is None and not self.another):
            return
        untouched = is_as_given(step, self.plan.origins[step.id], old.step if old else None)
        if untouched or step.id in self.included:
            self.removed.append(step)
            return
        self.kept.append(Kept(step, None, EDITED if step.is_open else DONE))
        if self.another:
            self.past.add(step.id)

    def _want(self, key: str, was: Milestone | None, *, own_words: bool = False) -> None:
        made = self.target.steps[key]
        if made.step.start < self.today and key not in self.late.steps:
            return  # its day is over and it means nothing afterwards
        self.wanted[key] = _Wanted(made, was, own_words)


def current_steps(plan: Plan) -> dict[str, Milestone]:
    """The generated steps of a plan by template id, without those of an earlier application or choice."""
    found = {}
    for step in plan.milestones:
        origin = plan.origins.get(step.id)
        if origin is not None and not origin.past:
            found[origin.template] = step
    return found


def as_past(origin: Origin) -> Origin:
    """The origin of a step that is kept from before: no template, season date or cause of this year is met by it."""
    return replace(origin, template=f"past:{origin.template}", event=None, cause=None, planned=None, past=True)


def _applied(sorting: _Sorting, new_id: Callable[[], str]) -> Change:
    plan = sorting.plan.without(step.id for step in sorting.removed)
    keys = {key: step.id for key, step in sorting.current.items() if plan.milestone(step.id) is not None}
    for key, wanted in sorting.wanted.items():
        keys[key] = new_id() if wanted.was is None else wanted.was.id
    proposed = {keys[key]: _proposed(sorting, key, wanted, keys, plan) for key, wanted in sorting.wanted.items()}
    own_words = frozenset(keys[key] for key, wanted in sorting.wanted.items() if wanted.own_words)
    templates = {keys[key]: key for key in sorting.wanted}
    placed = Placing(plan, proposed, templates, own_words, sorting.target, sorting.late, sorting.today).placed()
    origins = {**plan.origins, **placed.origins}
    for step_id in sorting.past:
        origins[step_id] = as_past(origins[step_id])
    order = {key: number for number, key in enumerate((*sorting.base.steps, *sorting.target.steps))}
    after = in_order(plan, placed.steps, {step_id: order.get(o.template, -1) for step_id, o in origins.items()})
    made = {**sorting.base.steps, **sorting.target.steps}
    groups = {keys[key]: m.template.series for key, m in made.items() if m.template.series and key in keys}
    added = {keys[key] for key, wanted in sorting.wanted.items() if wanted.was is None}
    after = with_series(replace(after, origins=origins), groups, added, sorting.past, new_id)
    return _described(sorting, after)


def _proposed(sorting: _Sorting, key: str, wanted: _Wanted, keys: Mapping[str, str], plan: Plan) -> Milestone:
    """The step on the days of the whole year, under its id, waiting for what it shall wait for."""
    made, was = wanted.made, plan.milestone(keys[key])
    waits = tuple(keys[before] for before in made.step.depends_on if before in keys)
    step = replace(made.step, id=keys[key], depends_on=waits)
    if was is None:
        return step
    old = sorting.base.steps.get(key)
    given = {keys[before] for before in (old.step.depends_on if old else ()) if before in keys}
    # Waits are merged: those the person added stay, those they took away do not come back.
    own = tuple(before for before in was.depends_on if before not in given and before not in waits)
    kept = tuple(before for before in waits if before not in given or before in was.depends_on)
    step = replace(step, depends_on=(*kept, *own))
    if wanted.own_words:
        step = replace(was, start=step.start, end=step.end, depends_on=step.depends_on,
                       time=was.time if step.start == step.end else None)  # fmt: skip
    return step


def _described(sorting: _Sorting, plan: Plan) -> Change:
    before = {m.id: m for m in sorting.plan.milestones}
    added = tuple(m for m in plan.milestones if m.id not in before)
    moved = tuple(Move(before[m.id], m) for m in plan.milestones if m.id in before and _differs(before[m.id], m))
    return Change(plan, added, moved, tuple(sorting.removed), tuple(sorting.kept), _freed(sorting, before, plan))


def _freed(sorting: _Sorting, before: Mapping[str, Milestone], plan: Plan) -> tuple[Freed, ...]:
    """What stays because a person did it, edited it or put it there, and waits for less than it did."""
    theirs = {kept.step.id for kept in sorting.kept} | sorting.past
    found = []
    for step in plan.milestones:
        was = before.get(step.id)
        if was is None or step.id in sorting.included:
            continue
        if step.status == "done" or step.id in theirs or _is_by_hand(sorting, was):
            lost = tuple(before[key] for key in was.depends_on if key in before and key not in step.depends_on)
            if lost:
                found.append(Freed(step, lost))
    return tuple(found)


def _is_by_hand(sorting: _Sorting, step: Milestone) -> bool:
    origin = sorting.plan.origins.get(step.id)
    if origin is None or origin.past:
        return True
    old = sorting.base.steps.get(origin.template)
    return not is_as_given(step, origin, old.step if old else None)


def _differs(before: Milestone, after: Milestone) -> bool:
    """Whether a person would see it: what a step waits for is no news."""
    return replace(before, depends_on=()) != replace(after, depends_on=())

