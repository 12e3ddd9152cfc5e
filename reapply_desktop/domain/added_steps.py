"""What a choice adds to the year before it is made: the steps of each cause, of several together, and of each path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.words import MONTHS, listed

NAMED = 1  # steps that are named in a sentence; the rest are counted

Steps = Mapping[str, Milestone]  # by template


@dataclass(frozen=True)
class Added:
    """Steps that come and go with a choice, in the order of their days; `total` is the whole year with it."""

    steps: tuple[Milestone, ...] = ()
    dropped: tuple[Milestone, ...] = ()
    total: int = 0

    @property
    def months(self) -> str:
        """`May to August`: the months the added steps lie in, empty where there are none."""
        if not self.steps:
            return ""
        first, last = min(m.start for m in self.steps), max(m.end for m in self.steps)
        if (first.year, first.month) == (last.year, last.month):
            return MONTHS[first.month - 1]
        return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]}"


@dataclass(frozen=True)
class AddedByCauses:
    """What each cause adds by itself, and what they add together: steps that two of them share count once there."""

    each: Mapping[str, Added]
    together: Added


class AddedSteps:
    """Plans the year for one person on one day with another decision, as often as it is asked, and compares.

    Nothing here depends on a plan: steps a person wrote or moved are not counted (see `changing` for those).
    """

    def __init__(self, answers: Answers, tables: Tables, templates: tuple[Template, ...], today: date) -> None:
        self._answers, self._tables, self._templates, self._today = answers, tables, templates, today
        self._decision = answers.decision or Decision()
        self._years: dict[Decision, Steps] = {}

    def by_causes(self, causes: Sequence[str]) -> AddedByCauses:
        """What these causes would add, each alone and all together, to a year that mends none (B5)."""
        without = self._with_causes(())
        each = {cause: _between(without, self._with_causes((cause,))) for cause in dict.fromkeys(causes)}
        return AddedByCauses(each, _between(without, self._with_causes(tuple(each))))

    def by_paths(self, decisions: Mapping[str, Decision]) -> Mapping[str, Added]:
        """What each path's decision adds to the steps that all of them share, whichever is planned now (B3.4–B3.6)."""
        years = {path: self._year(self._whole(decision)) for path, decision in decisions.items()}
        shared = set.intersection(*(set(year) for year in years.values())) if years else set()
        return {path: _between({key: year[key] for key in shared}, year) for path, year in years.items()}

    def by_change(self, decision: Decision) -> Added:
        """What a path's decision adds to and takes from the year as decided now; nothing where none is."""
        if self._decision.path is None:
            return Added()
        return _between(self._year(self._decision), self._year(self._whole(decision)))

    @property
    def planned(self) -> str | None:
        """The path of the year as decided now."""
        return self._decision.path

    def _whole(self, decision: Decision) -> Decision:
        """The path's decision with the causes as they are: only the path is compared."""
        return replace(decision, causes=self._decision.causes, why_few_causes=None, by="recommendation")

    def _with_causes(self, causes: tuple[str, ...]) -> Steps:
        return self._year(replace(self._decision, causes=causes, why_few_causes=None))

    def _year(self, decision: Decision) -> Steps:
        # Whether a person or the recommendation decided changes no step, only which of them is done.
        decision = replace(decision, by="recommendation")
        if decision not in self._years:
            ids = (str(number) for number in count())
            answers = replace(self._answers, decision=decision)
            plan = new_plan(answers, self._tables, self._templates, self._today, ids.__next__)
            self._years[decision] = {plan.origins[m.id].template: m for m in plan.milestones if m.id in plan.origins}
        return self._years[decision]


def _between(before: Steps, after: Steps) -> Added:
    """Templates that come and go. A step that only changes its field or days is the same step."""
    return Added(
        tuple(step for key, step in after.items() if key not in before),
        tuple(step for key, step in before.items() if key not in after),
        len(after),
    )


def names(steps: Sequence[Milestone], most: int = NAMED) -> str:
    """`“Rehearse the submission”, “Make the list long enough” and 2 more`"""
    said = [quoted(m.title) for m in steps[:most]]
    more = len(steps) - len(said)
    return listed([*said, f"{more} more"] if more else said)


def cause_words(added: Added) -> str:
    """What one cause adds, in a sentence: how many steps, when, and a few of them by name."""
    if not added.steps:
        return "No step of its own: the path itself answers it."
    return f"{counted(len(added.steps), 'step')}, {added.months}: {names(added.steps)}."


def together_words(added: AddedByCauses) -> str:
    """What the circled causes add together; steps that two of them share are said to count once."""
    steps = added.together.steps
    if not added.each:
        return ""
    it, adds = ("It", "adds") if len(added.each) == 1 else ("Together they", "add")
    if not steps:
        return f"{it} {adds} no step of {'its' if it == 'It' else 'their'} own to the year."
    twice = sum(len(a.steps) for a in added.each.values()) - len(steps)
    shared = f", {twice} of them serving more than one" if twice > 0 else ""
    return f"{it} {adds} {counted(len(steps), 'step')} to the year, {added.together.months}{shared}."


def each_words(added: AddedByCauses) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each cause with the titles of all its steps."""
    return tuple((CAUSES.get(cause, cause), tuple(m.title for m in a.steps)) for cause, a in added.each.items())
