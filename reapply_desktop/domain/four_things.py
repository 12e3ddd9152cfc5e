"""The four things that must stand (B4.1): clinical work, new letters, something made, reliability; three at least.

A thing stands on a step that proves it and is done; or is under way, when nothing it rests on is still open. That a
planned day has begun proves nothing by itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.words import brief_day, day_month

NEEDED = 3


@dataclass(frozen=True)
class Kind:
    """Which templates are the thing itself, best proof first, which lead there, and which own steps count.

    `running_counts`: whether being under way is enough; letters stand only when they are there.
    """

    name: str
    itself: tuple[str, ...]
    leads: tuple[str, ...]
    category: str = ""
    running_counts: bool = True


AGREED = ("research_agreed", "teaching_agreed", "observership_agreed", "work_agreed", "prelim_agreed")
KINDS: Mapping[str, Kind] = {
    "clinical": Kind(
        "Clinical work",
        ("rotation", "pivot_rotation", "main_role_observership", "main_role_prelim", "backup_days"),
        (
            "rotation_arranged_us", "rotation_arranged_img", "clinical_days_found", "observership_agreed",
            "clinical_beside_work", "us_months", "prelim_agreed", "prelim_electives",
        ),
    ),
    "letters": Kind(
        "New, strong letters",
        ("letters_uploaded",),
        ("letter_writers", "letter_talks", "rotation_letter_talk", "prelim_director_letter", "letter_drafts"),
        category="letters",
        running_counts=False,
    ),
    "made": Kind(
        "Something made",
        ("project_written", "prelim_project", "main_role_teaching", "project_numbers"),
        (),
    ),
    "reliable": Kind(
        "Reliable in a team",
        (
            "main_role_research", "main_role_teaching", "main_role_observership", "main_role_work", "main_role_open",
            "main_role_prelim",
        ),
        (*AGREED, "position_secured", "role_decided"),
        category="position",
    ),
}  # fmt: skip
# What a step rests on though the plan does not make it wait: a project belongs to the position of the year.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "project_numbers": (*AGREED, "position_secured"),
    "main_role_prelim": ("prelim_agreed",),
    "prelim_project": ("prelim_agreed",),
    "backup_days": ("backup_mentor",),
}
# Behind these another step stands in turn: their own waits count as well.
PASSING_ON = frozenset({*AGREED, "position_secured", "role_decided", "clinical_beside_work"})


@dataclass(frozen=True)
class Thing:
    """One of the four: its state (stands, planned, late, open) and the step that says so (None: no step does)."""

    id: str
    name: str
    state: str
    step: Milestone | None

    @property
    def stands(self) -> bool:
        return self.state == "stands"


def four_things(plan: Plan, today: date, among: Iterable[Milestone] | None = None) -> tuple[Thing, ...]:
    """Each of the four, read off the plan's steps that are not dropped (or those of them in `among`)."""
    found = _Steps(plan, plan.milestones if among is None else among)
    return tuple(_thing(key, kind, found, today) for key, kind in KINDS.items())


def when_words(step: Milestone, today: date, *, brief: bool = False) -> str:
    """When the step was or will be: `done`, `was planned for 9 June`, `since 1 June`, `from 8 June`."""
    day = brief_day if brief else day_month
    if step.status == "done":
        return "done"
    if step.end < today:
        return f"was planned for {day(step.end)}"
    if step.start < today:
        return f"since {day(step.start)}"
    if step.start == today:
        return "today"
    return day(step.start) if brief and step.days == 1 else f"from {day(step.start)}"


class _Steps:
    """The plan's steps by template, gone through once; own ones by category."""

    def __init__(self, plan: Plan, steps: Iterable[Milestone]) -> None:
        self.by_id: dict[str, Milestone] = {}
        self.by_template: dict[str, list[Milestone]] = {}
        self.own: dict[str, list[Milestone]] = {}
        self._origins = plan.origins
        for step in steps:
            if step.status == "dropped":
                continue
            self.by_id[step.id] = step
            origin = plan.origins.get(step.id)
            if origin is not None and origin.template:
                if not origin.past:
                    self.by_template.setdefault(origin.template, []).append(step)
            elif step.category:
                self.own.setdefault(step.category, []).append(step)

    def template(self, step: Milestone) -> str:
        origin = self._origins.get(step.id)
        return origin.template if origin else ""

    def of(self, templates: Iterable[str]) -> list[Milestone]:
        return [step for name in templates for step in self.by_template.get(name, ())]

    def open_below(self, step: Milestone) -> list[Milestone]:
        """What the step rests on and is still open: what it waits for, and what stands behind that in turn."""
        todo, seen, found = [step], {step.id}, []
        while todo:
            current = todo.pop()
            name = self.template(current)
            if current is step or name in PASSING_ON:
                below = [self.by_id[before] for before in current.depends_on if before in self.by_id]
                for before in (*below, *self.of(RESTS_ON.get(name, ()))):
                    if before.id not in seen:
                        seen.add(before.id)
                        todo.append(before)
            if current is not step and current.is_open:
                found.append(current)
        return sorted(found, key=lambda one: (one.end, one.start, one.id))


def _thing(key: str, kind: Kind, steps: _Steps, today: date) -> Thing:
    mine = [*steps.of(kind.itself), *steps.own.get(kind.category, ())]
    held: list[Milestone] = []  # what keeps a step that is under way from standing
    for step in mine:
        if step.status == "done":
            return Thing(key, kind.name, "stands", step)
        if kind.running_counts and step.start <= today <= step.end:
            below = steps.open_below(step)
            if not below:
                return Thing(key, kind.name, "stands", step)
            held.extend(below)
    leads = [step for step in steps.of(kind.leads) if step.is_open]
    late = [step for step in (*held, *mine, *leads) if step.end < today]
    if late:
        return Thing(key, kind.name, "late", min(late, key=lambda step: (step.end, step.start)))
    ahead = leads if key == "letters" and leads else held or mine or leads
    step = ahead[0] if ahead is mine else min(ahead, key=lambda one: one.start, default=None)
    return Thing(key, kind.name, "planned" if step is not None else "open", step)
