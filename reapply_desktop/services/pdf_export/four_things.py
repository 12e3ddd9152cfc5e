"""The four things that must stand (B4.1), in the words of the summary page."""

from collections.abc import Sequence
from datetime import date

from reapply_desktop.domain import four_things as domain
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.values import dataclass
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
    return tuple(_told(thing, today) for thing in domain.four_things(plan, today, steps))


def _told(thing: domain.Thing, today: date) -> Thing:
    if thing.step is None:
        return Thing(thing.name, thing.stands, "No step leads there yet", "")
    when = domain.when_words(thing.step, today, brief=True)
    return Thing(thing.name, thing.stands, titled(thing.step.title), f", {when}")
