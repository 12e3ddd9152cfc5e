"""What a plan holds of letters, documents and programs, as far as it is filled: for the pages an adviser gets.

Nothing here is advice by itself: what is not in the plan is not in these values either.
"""

from collections.abc import Sequence

from reapply_desktop.domain.answers import Answers, Application, Decision, Letters
from reapply_desktop.domain.application_costs import OWN_MATCH_SERVICE
from reapply_desktop.domain.hand_edits import has_given_words
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Basis, Tables, Thresholds
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import SPECIALTIES

LETTERS, DOCUMENTS, PROGRAMS = "letters", "documents", "programs"
CATEGORIES = {LETTERS: ("letters",), DOCUMENTS: ("documents",), PROGRAMS: ("application", "outreach")}
CARRIES_OVER = "carries_over"  # the step that says what can be imported and what must be given anew (B11.4)
LETTER_SLOTS = 4  # letters a program takes at most (B11.4)


@dataclass(frozen=True)
class Field:
    """One field of the path: what is planned in it. None is open; `service` says through what it is applied to."""

    specialty: str
    service: str
    programs: int | None = None
    mentor: str | None = None
    statement: bool | None = None
    letters: int | None = None


@dataclass(frozen=True)
class Items:
    """A list out of a step's notes: its first line without the colon, and what it names."""

    head: str
    names: tuple[str, ...]


def work_steps(part: str, plan: Plan, among: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """The steps among these that belong to a part, in their order; those of an earlier season never."""
    return tuple(step for step in among if step.category in CATEGORIES[part] and not plan.is_past(step.id))


def letter_counts(letters: Letters | None) -> tuple[tuple[str, str], ...]:
    """What is known of last season's letters, each with its name."""
    if letters is None:
        return ()
    numbers = (("In all", letters.total), ("Fresh", letters.fresh), ("By a leader", letters.from_leadership))
    found = [(name, str(number)) for name, number in numbers if number is not None]
    if letters.generic is not None:
        found.append(("Could be about almost anyone", "yes, mostly" if letters.generic else "no"))
    return tuple(found)


def letters_asked(limits: Thresholds) -> str:
    """How many letters the season asks for and whose, with what the numbers rest on (B6.3)."""
    least, most = limits.letters_fresh, limits.letters_fresh_upper
    new = f"{least}" if most <= least else f"{least} {'or' if most == least + 1 else 'to'} {most}"
    basis = dict.fromkeys(
        limits.bases.get(f"letters_{name}", Basis("source")).words
        for name in ("fresh", "fresh_upper", "gap_year", "leadership")
    )
    return (
        f"{new} new ones, {limits.letters_gap_year} or more of them earned since the result, "
        f"{limits.letters_leadership}, where possible, from someone who runs a program or department "
        f"({'; '.join(basis)})."
    )


def carried_over(plan: Plan, among: Sequence[Milestone]) -> tuple[Items, ...]:
    """What can be imported and what must be given anew, from the notes of the step that says so (B11.4).

    Only from words that are still the program's: what a person wrote there is theirs to show.
    """
    for step in work_steps(DOCUMENTS, plan, among):
        origin = plan.origins.get(step.id)
        if origin is not None and origin.template == CARRIES_OVER and has_given_words(step, origin, None):
            return items_in(step.notes)
    return ()


def items_in(notes: str) -> tuple[Items, ...]:
    """The lists of a text: a line that ends with a colon, and the lines behind it that begin with a dash."""
    found: list[Items] = []
    head, names = "", list[str]()
    for line in (*notes.splitlines(), ""):
        if head and line.startswith("- "):
            names.append(line[2:].strip())
            continue
        if names:
            found.append(Items(head, tuple(names)))
        head, names = (line.strip()[:-1], []) if line.strip().endswith(":") else ("", [])
    return tuple(found)


def applied(answers: Answers) -> tuple[Application, ...]:
    """Last season's rows of which a number is known, the one with the most programs first."""
    rows = [row for row in answers.applications
            if (row.programs, row.invited, row.attended, row.ranked) != (None, None, None, None)]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: -(row.programs or 0)))


def fields(decision: Decision | None, tables: Tables) -> tuple[Field, ...]:
    """The fields of the path with what is planned in each (B3.6)."""
    if decision is None:
        return ()
    sides = (
        (decision.primary, decision.primary_programs, decision.primary_mentor, decision.primary_statement,
         decision.primary_letters),
        (decision.backup, decision.backup_programs, decision.backup_mentor, decision.backup_statement,
         decision.backup_letters),
    )  # fmt: skip
    return tuple(
        Field(name, service_words(name, tables), programs, (mentor or "").strip() or None, statement, letters)
        for name, programs, mentor, statement, letters in sides if name
    )  # fmt: skip


def service_words(specialty: str, tables: Tables) -> str:
    """Through what a field is applied to, and its own Match where it has one (B11.6): `ERAS; AUA/SAU Match`."""
    other, match = tables.own_services.get(specialty), tables.other_matches.get(specialty)
    if match is not None:
        return match.match if match.match == OWN_MATCH_SERVICE else f"ERAS; {match.match}"
    if other is None or specialty not in SPECIALTIES:
        return "ERAS"
    if other.startswith("ResidencyCAS"):
        return other
    beside = other.removesuffix(" beside ERAS")
    return f"ERAS, and {beside}" if beside != other else f"ERAS; {other}"


def backup_measure(decision: Decision | None, limits: Thresholds) -> str:
    """From how many programs a backup counts as serious, and what that rests on; empty without one (B3.6)."""
    if decision is None or decision.path != "hybrid" or decision.backup is None:
        return ""
    basis = limits.bases.get("serious_backup", Basis("rule_of_thumb")).words
    return f"A second field is serious from about {limits.serious_backup} programs ({basis})."
