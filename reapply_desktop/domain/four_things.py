"""The four things that must stand (B4.1): clinical work, new letters, something made, reliability; three at least."""

from collections.abc import Mapping, Sequence
from datetime import date

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass

NEEDED = 3


@dataclass(frozen=True)
class Kind:
    """Which templates are the thing itself (under way or done, it stands), which lead there, which own steps count.

    `running_counts`: whether being under way is enough; letters stand only when they are there.
    """

    name: str
    itself: tuple[str, ...]
    leads: tuple[str, ...]
    category: str = ""
    running_counts: bool = True


KINDS: Mapping[str, Kind] = {
    "clinical": Kind(
        "Clinical work",
        (
            "rotation", "us_months", "pivot_rotation", "backup_days", "main_role_observership", "main_role_prelim",
            "observership_after", "clinical_beside_work",
        ),
        (
            "rotation_arranged_us", "rotation_arranged_img", "clinical_days_found", "observership_agreed",
            "prelim_agreed", "prelim_electives",
        ),
    ),
    "letters": Kind(
        "New, strong letters",
        ("letters_uploaded",),
        ("letter_talks", "letter_drafts", "rotation_letter_talk", "prelim_director_letter", "letter_writers"),
        category="letters",
        running_counts=False,
    ),
    "made": Kind(
        "Something made",
        ("project_numbers", "project_written", "prelim_project", "main_role_teaching"),
        ("research_agreed", "teaching_agreed"),
    ),
    "reliable": Kind(
        "Reliable in a team",
        (
            "main_role_research", "main_role_teaching", "main_role_observership", "main_role_work", "main_role_open",
            "main_role_prelim",
        ),
        ("position_secured", "role_decided"),
        category="position",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """One of the four: whether it stands, and the step that carries it or leads there (None: no step does)."""

    id: str
    name: str
    stands: bool
    step: Milestone | None


def four_things(plan: Plan, today: date, among: Sequence[Milestone] | None = None) -> tuple[Thing, ...]:
    """Each of the four, read off the plan's steps that are not dropped (or those of them in `among`)."""
    steps = [m for m in (plan.milestones if among is None else among) if m.status != "dropped"]
    return tuple(_thing(key, kind, plan, steps, today) for key, kind in KINDS.items())


def _thing(key: str, kind: Kind, plan: Plan, steps: list[Milestone], today: date) -> Thing:
    def template(step: Milestone) -> str:
        origin = plan.origins.get(step.id)
        return origin.template if origin else ""

    mine = [s for s in steps if template(s) in kind.itself or (not template(s) and s.category == kind.category)]
    done = [s for s in mine if s.status == "done"]
    running = [s for s in mine if s.is_open and kind.running_counts and s.start <= today <= s.end]
    leading = [s for s in (*mine, *(s for s in steps if template(s) in kind.leads)) if s.is_open]
    step = running[0] if running else done[-1] if done else min(leading, key=lambda s: s.start, default=None)
    return Thing(key, kind.name, bool(done or running), step)
