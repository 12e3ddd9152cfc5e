"""The four things that must stand (B4.1), read off the steps: clinical work, letters, something made, reliability."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.pdf_export.text import titled
from reapply_desktop.services.pdf_export.words import short_day

# Templates whose step is the thing itself: under way or done, it stands. The others only lead there.
CLINICAL = (
    "rotation", "us_months", "pivot_rotation", "backup_days", "main_role_observership", "main_role_prelim",
    "observership_after", "clinical_beside_work",
)  # fmt: skip
CLINICAL_LEADS = ("rotation_arranged_us", "rotation_arranged_img", "clinical_days_found", "observership_agreed",
                  "prelim_agreed", "prelim_electives")  # fmt: skip
MADE = ("project_numbers", "project_written", "prelim_project", "main_role_teaching")
MADE_LEADS = ("research_agreed", "teaching_agreed")
ROLES = ("main_role_research", "main_role_teaching", "main_role_observership", "main_role_work", "main_role_open",
         "main_role_prelim")  # fmt: skip
ROLE_LEADS = ("position_secured", "role_decided")
LETTERS = ("letters_uploaded",)
LETTER_LEADS = ("letter_talks", "letter_drafts", "rotation_letter_talk", "prelim_director_letter", "letter_writers")


@dataclass(frozen=True)
class Thing:
    """One of the four: whether it stands, and the step that says so with its time."""

    name: str
    stands: bool
    step: str
    when: str


def four_things(plan: Plan, steps: Sequence[Milestone], today: date) -> tuple[Thing, ...]:
    """Each of the four with the step that carries it, or the sentence that no step does."""
    kinds = (
        ("Clinical work", CLINICAL, CLINICAL_LEADS, "", True),
        ("New, strong letters", LETTERS, LETTER_LEADS, "letters", False),
        ("Something made", MADE, MADE_LEADS, "", True),
        ("Reliable in a team", ROLES, ROLE_LEADS, "position", True),
    )
    found = []
    for name, itself, leads, category, running_counts in kinds:
        mine = [s for s in steps if _template(plan, s) in itself or (not _template(plan, s) and s.category == category)]
        done = [s for s in mine if s.status == "done"]
        running = [s for s in mine if s.is_open and running_counts and s.start <= today <= s.end]
        stands = bool(done or running)
        open_ones = [s for s in (*mine, *(s for s in steps if _template(plan, s) in leads)) if s.is_open]
        step = running[0] if running else done[-1] if done else min(open_ones, key=lambda s: s.start, default=None)
        found.append(Thing(name, stands, *(_words(step, today) if step else ("No step leads there yet", ""))))
    return tuple(found)


def _template(plan: Plan, step: Milestone) -> str:
    origin = plan.origins.get(step.id)
    return origin.template if origin else ""


def _words(step: Milestone, today: date) -> tuple[str, str]:
    title = titled(step.title)
    if step.status == "done":
        return title, ", done"
    if step.start <= today <= step.end and step.days > 1:
        return title, f", since {short_day(step.start)}"
    return title, ", from " + short_day(step.start) if step.days > 1 else ", " + short_day(step.start)
