"""The person's own numbers as small pictures: their Step 2 CK bracket, and the steps of their season by specialty."""

from reapply_desktop.domain import figures
from reapply_desktop.domain.answers import Answers, Application
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Basis, Tables
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import FIRST_YEARS, in_sentence

APPLIED, INVITED, ATTENDED, RANKED = range(4)
HALF = "fewer than half; rule of thumb"


@dataclass(frozen=True)
class Bar:
    """One bar of the rough picture; `percent` is illustrative, `own` the person's score where it falls inside."""

    label: str
    percent: int
    own: int | None


@dataclass(frozen=True)
class OwnSeason:
    """Steps of the season with their counts (None: not known); `broke` is the index of the step before the fall.

    `sentence` says where it broke, `basis` which line that is measured against and what the line rests on. Where it
    cannot be told the sentence says so and nothing is marked.
    """

    steps: tuple[tuple[str, int | None], ...]
    broke: int | None = None
    sentence: str = ""
    specialty: str = ""
    basis: str = ""


def step2_picture(answers: Answers) -> tuple[Bar, ...]:
    """The five rough brackets of B2.2, the person's own marked where a score of Step 2 CK not failed is known."""
    exam = answers.exam("step2ck")
    score = exam.score if exam and exam.passed is not False else None
    own = None if score is None else figures.bracket(score)
    return tuple(Bar(label, percent, score if at == own else None)
                 for at, (_least, label, percent) in enumerate(figures.ILLUSTRATIVE))


def own_season(answers: Answers, tables: Tables) -> OwnSeason:
    """Applied, invited, attended, ranked in the main specialty, and the sentence where it broke."""
    main = profile(answers, tables).main
    return OwnSeason(()) if main is None else season_of(main, tables)


def own_seasons(answers: Answers, tables: Tables) -> tuple[OwnSeason, ...]:
    """The same for each specialty applied in, the main one first. Rows of a half that matched say of no break."""
    person = profile(answers, tables)
    rows = sorted(answers.applications, key=lambda row: row is not person.main)
    return tuple(season_of(row, tables) if row in person.rows else OwnSeason(_counts(row), specialty=row.specialty)
                 for row in rows)


def season_of(row: Application, tables: Tables) -> OwnSeason:
    """Where the season of one specialty broke, as far as its counts can tell.

    Measured against the specialty's line of interviews taken as enough: below it the list was short (B5.4), too few
    invitations came, or too few of them were kept; at or above it too few were ranked (under half), or the ranking
    found no place. A count that is not known is never taken for zero.
    """
    broke, sentence, basis = _break(row, tables)
    return OwnSeason(_counts(row), broke, sentence, row.specialty, basis)


def _counts(row: Application) -> tuple[tuple[str, int | None], ...]:
    return (("Applied", row.programs), ("Invited", row.invited), ("Attended", row.attended), ("Ranked", row.ranked))


def _break(row: Application, tables: Tables) -> tuple[int | None, str, str]:
    held = row.interviews
    if held is None:
        said = "" if row.programs is None else "Where it broke cannot be told: the interviews are not known"
        return None, said, ""
    line = tables.thresholds.interviews(row.specialty)
    enough = f"about {line.value} interviews are taken as enough in {in_sentence(row.specialty)} ({line.words})"
    if held >= line.value:
        return _after_interviews(row, held, enough)
    if row.invited is None:
        return INVITED, f"Broke by here: {held} attended; how many invited is not known", enough
    if row.attended is not None and (row.invited >= line.value or 2 * row.attended < row.invited):
        return INVITED, f"Broke here: {row.attended} of {row.invited} attended", enough
    short = _short_list(row, tables)
    if short:
        return APPLIED, f"Broke here: a list of {row.programs}; {row.invited} invited", short
    of = "" if row.programs is None else f" of {row.programs}"
    return APPLIED, f"Broke here: {row.invited}{of} invited", enough


def _after_interviews(row: Application, held: int, enough: str) -> tuple[int | None, str, str]:
    if row.ranked is None:
        return ATTENDED, f"Broke after {held} interviews; how many were ranked is not known", enough
    if 2 * row.ranked < held:
        return ATTENDED, f"Broke here: {row.ranked} of {held} ranked", HALF
    return RANKED, f"Broke after this: {row.ranked} ranked, no match", enough


def _short_list(row: Application, tables: Tables) -> str:
    """The floor of B5.4 that a list lies under, in words with what it rests on; empty where it is long enough."""
    t = tables.thresholds
    if row.programs is None or row.specialty in t.programs_no_floor:
        return ""
    accessible = t.tier(row.specialty) == "accessible"
    first_year = row.specialty in FIRST_YEARS
    field = "programs_first_year" if first_year else "programs_accessible" if accessible else "programs_other"
    floor: int = getattr(t, field)
    if row.programs >= floor:
        return ""
    return f"{floor} programs and more are taken as enough ({t.bases.get(field, Basis('source')).words})"
