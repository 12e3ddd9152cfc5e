"""What the rows of the tables are called, and between which numbers each may lie so that no rule can break on it."""

from collections.abc import Mapping

from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import SPECIALTIES

SCORE = "score"


@dataclass(frozen=True)
class Measure:
    """A kind of published figure: its name, its unit, whether it tells matched from unmatched, and its bounds."""

    name: str
    unit: str
    by_outcome: bool
    low: float
    high: float


MEASURES: Mapping[str, Measure] = {
    "match_rate": Measure("Matched", "%", False, 0, 100),
    "placed_after_soap": Measure("Placed after SOAP", "%", False, 0, 100),
    "unmatched_among_those_who_ranked_only_this": Measure(
        "Unmatched, of those who ranked only this", "%", False, 0, 100
    ),
    "fill_rate_before_soap": Measure("Places filled before SOAP", "%", False, 0, 100),
    "step2ck_median": Measure("Step 2 CK, median", SCORE, True, 1, 300),
    "step2ck_mean": Measure("Step 2 CK, mean", SCORE, True, 1, 300),
}

TIERS = {"ultra": "among the hardest", "competitive": "competitive", "accessible": "accessible"}


@dataclass(frozen=True)
class Limit:
    """A number behind a rule: its name, and the whole numbers it may be."""

    name: str
    low: int
    high: int


_INTERVIEWS = (1, 60)
_PROGRAMS = (1, 500)
LIMITS: Mapping[str, Limit] = {
    "many_interviews": Limit("Many interviews and no match: from", *_INTERVIEWS),
    "many_interviews_upper": Limit("Many interviews and no match: about to", *_INTERVIEWS),
    "programs_accessible": Limit("Programs enough, accessible specialties: from", *_PROGRAMS),
    "programs_accessible_upper": Limit("Programs enough, accessible specialties: to", *_PROGRAMS),
    "programs_other": Limit("Programs enough, other specialties", *_PROGRAMS),
    "programs_first_year": Limit("Programs enough, preliminary and transitional", *_PROGRAMS),
    "programs_img_upper": Limit("Programs, IMGs: advised to go on to", *_PROGRAMS),
    "programs_far_too_few": Limit("Programs, far too few: up to", *_PROGRAMS),
    "token_backup": Limit("Programs that are no real backup: up to", 1, 100),
    "serious_backup": Limit("Programs of a serious backup: from", *_PROGRAMS),
    "many_specialties": Limit("So many specialties are a scattered list", 2, 28),
    "many_specialties_under": Limit("… when most have fewer programs than", *_PROGRAMS),
    "late_month": Limit("Late from the first day of month", 9, 12),
    "step2_low": Limit("Step 2 CK: low below", 2, 299),
    "step2_weak": Limit("Step 2 CK: weak below", 2, 300),
    "level2_low": Limit("COMLEX Level 2: low below", 10, 998),
    "level2_weak": Limit("COMLEX Level 2: weak below", 10, 999),
    "quartile": Limit("Class standing: quartile from", 2, 4),
    "decile": Limit("Class standing: decile from", 2, 10),
    "us_months": Limit("US experience of IMGs, months: from", 1, 60),
    "us_months_upper": Limit("US experience of IMGs, months: to", 1, 60),
    "letters_fresh": Limit("New letters: from", 1, 12),
    "letters_fresh_upper": Limit("New letters: to", 1, 12),
    "letters_gap_year": Limit("Letters from the year between: from", 1, 12),
    "letters_leadership": Limit("Letters from someone who leads: from", 1, 12),
}
# The first never lies above the second; where `True`, it lies below it.
PAIRS: tuple[tuple[str, str, bool], ...] = (
    ("many_interviews", "many_interviews_upper", False),
    ("programs_accessible", "programs_accessible_upper", False),
    ("programs_far_too_few", "programs_accessible", False),
    ("programs_accessible", "programs_img_upper", False),
    ("token_backup", "serious_backup", True),
    ("step2_low", "step2_weak", True),
    ("level2_low", "level2_weak", True),
    ("us_months", "us_months_upper", False),
    ("letters_fresh", "letters_fresh_upper", False),
)
_ANY = (0, 1_000)
_GENERAL = {"_competitive": "other competitive specialties", "_default": "other accessible specialties"}


def limit_of(key: str) -> Limit:
    """Name and bounds of a number behind a rule, by its key; one without words of its own is named by its key."""
    if key.startswith("interviews_enough."):
        of = key.partition(".")[2]
        return Limit(f"Interviews enough: {_GENERAL.get(of) or SPECIALTIES.get(of, of).lower()}", *_INTERVIEWS)
    if key.startswith("tiers."):
        return Limit(f"How hard to enter: {SPECIALTIES.get(key.partition('.')[2], key).lower()}", 0, 0)
    return LIMITS.get(key) or Limit(key.replace("_", " ").capitalize(), *_ANY)


def measure_name(measure: str) -> str:
    """The name of a measure; one that this version does not know is named by its id."""
    known = MEASURES.get(measure)
    return known.name if known is not None else measure.replace("_", " ").capitalize()
