"""The three paths side by side: what speaks for and against each, from the answers, and what each costs (B3.4–B3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reapply_desktop.domain.added_steps import Added
from reapply_desktop.domain.answers import Answers, Application, Decision
from reapply_desktop.domain.application_costs import Cost, path_cost
from reapply_desktop.domain.figures import fill_rate
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.profile import Profile, profile
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.vocabulary import FIRST_YEARS, PATHS, in_sentence

HYBRID_PROGRAMS = (60, 80)  # B3.6: 60 and 80 are a serious pair
NAMED_STEPS = 2
OFFERED = 3  # so many specialties stand on a card

Programs = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PathCard:
    """One path. `specialties` come with their published fill rate or None; `cost` is in US dollars, None not known.

    `adds` names steps that the other paths lack, `steps` counts them, None before a year was planned with it.
    `gains` counts and `drops` names what choosing it would change in the plan; `is_planned`: the plan has it, chosen.
    """

    path: str
    title: str
    summary: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    adds: tuple[str, ...]
    specialties: tuple[tuple[str, Figure | None], ...]
    cost: int | None
    cost_words: str
    fits_best: bool
    cost_source: str = ""
    cost_notes: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    steps: int | None = None
    gains: int = 0
    is_planned: bool = False


@dataclass(frozen=True)
class _Sides:
    summary: str
    speaks_for: list[str]
    speaks_against: list[str]
    adds: tuple[str, ...]
    programs: Programs


def cards(answers: Answers, assessment: Assessment, tables: Tables) -> tuple[PathCard, ...]:
    """Same specialty, hybrid and pivot, in this order; the recommended one is marked, none is chosen."""
    person = profile(answers, tables)
    main = person.main or answers.applications[0]
    options = other_fields(main.specialty, assessment, tables)
    sides = {
        "same_specialty": _same(person, main),
        "hybrid": _hybrid(person, main, options),
        "pivot": _pivot(person, main, options),
    }
    return tuple(_card(path, side, path == assessment.advice.recommended, tables) for path, side in sides.items())


def other_fields(main: str, assessment: Assessment, tables: Tables) -> tuple[str, ...]:
    """The specialties offered beside the main one: the advised ones, else those a pivot leads to (B3.5)."""
    advised = tuple(s for s in assessment.advice.specialties if s != main)
    return advised or tuple(s for s in tables.thresholds.pivot_to if s != main)


def _card(path: str, side: _Sides, fits_best: bool, tables: Tables) -> PathCard:
    # A pivot offers several specialties but applies in one: the first is counted.
    counted = side.programs[:1] if path == "pivot" else side.programs
    card = PathCard(
        path, PATHS[path], side.summary, tuple(side.speaks_for[:3]), tuple(side.speaks_against[:3]), side.adds,
        tuple((s, fill_rate(tables, s)) for s, _n in side.programs), None, "", fits_best,
    )  # fmt: skip
    return priced(card, path_cost(counted, tables))


def priced(card: PathCard, cost: Cost) -> PathCard:
    """The card with what its fields cost, from where that is known, and what is not."""
    return replace(card, cost=cost.dollars, cost_words=cost.words, cost_source=cost.sources, cost_notes=cost.notes)


def with_steps(card: PathCard, added: Added, change: Added, planned: bool) -> PathCard:
    """The card with the steps its path adds beyond those of all three, and what it would change in the plan."""
    titles = [step.title for step in added.steps]
    more = len(titles) - NAMED_STEPS
    adds = (*titles[:NAMED_STEPS], f"and {more} more") if more > 1 else tuple(titles)
    if not adds:
        adds = ("No step beyond those of every path",)
    drops = tuple(step.title for step in change.dropped)
    return replace(card, adds=adds, steps=len(titles), gains=len(change.steps), drops=drops, is_planned=planned)


def hybrid_programs(fields: Sequence[str], tables: Tables) -> tuple[int, ...]:
    """The usual numbers of programs for primary and backup; first years have a number of their own (B5.4, B3.6)."""
    return tuple(
        tables.thresholds.programs_first_year if specialty in FIRST_YEARS else usual
        for specialty, usual in zip(fields, HYBRID_PROGRAMS, strict=False)
    )


def proposed(card_path: str, answers: Answers, assessment: Assessment, tables: Tables) -> Decision:
    """The decision a card stands for before anything is chosen on it: its path with the fields it proposes."""
    main = (profile(answers, tables).main or answers.applications[0]).specialty
    options = other_fields(main, assessment, tables)
    if card_path == "pivot":
        return Decision(path="pivot", primary=options[0])
    backup = next((s for s in options if s not in FIRST_YEARS), options[0]) if card_path == "hybrid" else None
    return Decision(path=card_path, primary=main, backup=backup)


def _same(person: Profile, main: Application) -> _Sides:
    """B3.4: it was close."""
    name, interviews, plus, minus = in_sentence(main.specialty), person.interviews, [], []
    if interviews is not None and not person.few_interviews:
        plus.append(f"{interviews} interviews: enough programs wanted to meet you")
    elif main.invited:
        plus.append(f"{_count(main.invited, 'invitation')}: some programs were interested")
    if person.answers.interview_feedback == "good":
        plus.append("What you heard after the interviews was good")
    if person.score is not None and person.score.band == "fine" and not _failed(person):
        plus.append(f"{person.score.words} holds")
    plus.append("The aim and the story stay one")
    if person.few_interviews and interviews is not None and person.threshold is not None:
        minus.append(f"{_count(interviews, 'interview')}; the warning line is about "
                     f"{person.threshold.value}{person.threshold.yours}")
    if person.tier == "ultra":
        minus.append(f"{name.capitalize()} is among the hardest fields to enter")
    if person.under_230 and person.score is not None:
        minus.append(f"{person.score.words} stays; another exam must speak")
    if person.failures:
        minus.append(f"{_count(person.failures, 'failed sitting')} on record, in the same field")
    return _Sides(f"{name.capitalize()} again, with the weak places mended.", plus,
                  minus or ["The same programs ask what is different now"],
                  ("Work on each circled cause", "New letters, a new statement, practice"),
                  ((main.specialty, _programs(main.specialty, person)),))


def _hybrid(person: Profile, main: Application, options: tuple[str, ...]) -> _Sides:
    """B3.6: a primary and a backup, both in earnest."""
    backup = next((s for s in options if s not in FIRST_YEARS), options[0])
    name, plus, minus = in_sentence(backup), [], []
    if main.invited:
        plus.append(f"Keeps the interest of {_count(main.invited, 'program')}")
    if _more_open(backup, main.specialty, person.tables):
        plus.append(f"{name.capitalize()} leaves more places open")
    plus.append("What is mended serves both fields")
    last = next((row.programs for row in person.answers.applications if row.specialty == backup), None)
    limits = person.tables.thresholds
    if last and last <= limits.token_backup:
        minus.append(f"{last} last time {'was' if last == 1 else 'were'} no backup; it takes "
                     f"{limits.serious_backup} or more{limits.yours('serious_backup')}")
    counted = hybrid_programs((main.specialty, backup), person.tables)
    minus += ["Two statements, two mentors, more letters", f"{sum(counted)} programs, and the fees for them"]
    return _Sides(f"{in_sentence(main.specialty).capitalize()}, with {name} applied to as seriously.", plus, minus,
                  (f"A rotation and a mentor in {name}", "A statement and letters for each field"),
                  ((main.specialty, counted[0]), (backup, counted[1])))


def _pivot(person: Profile, main: Application, options: tuple[str, ...]) -> _Sides:
    """B3.5: it was far; rebuild around another field."""
    name, plus, minus = in_sentence(options[0]), ["One clear story, one set of letters"], []
    if person.tier == "ultra":
        plus.append("Leaves a field where the numbers weigh most")
    if _more_open(options[0], main.specialty, person.tables):
        plus.append("More places stay open to the end")
    if not any(row.specialty == options[0] for row in person.answers.applications):
        minus.append(f"No application in {name} so far")
    if main.invited:
        minus.append(f"Leaves the {_count(main.invited, 'program')} that invited you")
    if person.tier == "accessible":
        minus.append(f"{in_sentence(main.specialty).capitalize()} is itself among the open fields")
    return _Sides("Rebuild around a specialty where this profile stands better.", plus,
                  minus or ["The reason for the change must be told well"],
                  (f"A rotation in {name} by August", "All documents from zero"),
                  tuple((s, _programs(s, person)) for s in options[:OFFERED]))


def _programs(specialty: str, person: Profile) -> int:
    """Programs to count with: the upper number of B5.4 in accessible fields, elsewhere last time's or the floor."""
    limits = person.tables.thresholds
    if specialty in FIRST_YEARS:
        return limits.programs_first_year
    if limits.tier(specialty) == "accessible":
        return limits.programs_accessible_upper
    last = next((row.programs for row in person.answers.applications if row.specialty == specialty), None)
    return max(limits.programs_other, last or 0)


def _failed(person: Profile) -> bool:
    """Whether the exam behind the score is not passed by now: then the score speaks for nobody."""
    exam = person.answers.exam(person.score.exam) if person.score is not None else None
    return exam is not None and exam.passed is False


def _more_open(one: str, other: str, tables: Tables) -> bool:
    """Whether the first has a published fill rate under the other's (or the other has none)."""
    first, second = fill_rate(tables, one), fill_rate(tables, other)
    if first is None or first.value is None:
        return False
    return second is None or second.value is None or first.value < second.value


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
