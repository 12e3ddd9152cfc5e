"""The four things that must stand (B4.1), in the words of the summary page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain import four_things as domain
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.text import titled


@dataclass(frozen=True)
class Thing:
    """One of the four: whether it stands, and the step that says so with its time."""

    name: str
    stands: bool
    step: str
    when: str


def four_things(plan: Plan, steps: Sequence[Milestone], today: date) -> tuple[Thing, ...]:
    """Each of the four with the step among `steps` that carries it, or the sentence that no step does."""
    return tuple(
        Thing(thing.name, thing.stands, *(_words(thing.step, today) if thing.step else ("No step leads there yet", "")))
        for thing in domain.four_things(plan, today, steps)
    )


def _words(step: Milestone, today: date) -> tuple[str, str]:
    title = titled(step.title)
    if step.status == "done":
        return title, ", done"
    if step.start <= today <= step.end and step.days > 1:
        return title, f", since {brief_day(step.start)}"
    return title, ", from " + brief_day(step.start) if step.days > 1 else ", " + brief_day(step.start)
