"""The shipped tables as values: thresholds, published figures, season dates, fees. Services read them from files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Threshold:
    """A number behind a rule and what it rests on: `source` (stated by the guidance or a body) or `rule_of_thumb`."""

    value: int
    basis: str
    source: str = ""

    @property
    def words(self) -> str:
        """How the basis is said beside the number."""
        return "rule of thumb" if self.basis == "rule_of_thumb" else (self.source or "reapplication guidance")


@dataclass(frozen=True)
class Thresholds:
    """The numbers behind the rules (`thresholds.json`); specialties by id."""

    interviews_enough: Mapping[str, Threshold]
    many_interviews: int
    many_interviews_upper: int
    programs_accessible: int
    programs_accessible_upper: int
    programs_other: int
    programs_first_year: int
    programs_img_upper: int
    programs_far_too_few: int
    programs_no_floor: tuple[str, ...]
    token_backup: int
    serious_backup: int
    many_specialties: int
    many_specialties_under: int
    late_month: int
    step2_low: int
    step2_weak: int
    level2_low: int
    level2_weak: int
    quartile: int
    decile: int
    us_months: int
    us_months_upper: int
    letters_fresh: int
    letters_fresh_upper: int
    letters_gap_year: int
    letters_leadership: int
    tiers: Mapping[str, str]
    pivot_to: tuple[str, ...]

    def tier(self, specialty: str) -> str:
        """`ultra`, `competitive` or `accessible`."""
        return self.tiers[specialty]

    def interviews(self, specialty: str) -> Threshold:
        """The count of interviews taken as enough: the specialty's own, else its tier's, else the default."""
        own = self.interviews_enough.get(specialty)
        if own is not None:
            return own
        return self.interviews_enough["_default" if self.tier(specialty) == "accessible" else "_competitive"]


@dataclass(frozen=True)
class Figure:
    """One published figure (`benchmarks.json`): a value, or matched and unmatched where it differs by outcome."""

    measure: str
    specialty: str
    applicant_type: str
    year: int
    unit: str
    source: str
    url: str
    checked: str
    value: float | None = None
    matched: float | None = None
    unmatched: float | None = None


@dataclass(frozen=True)
class SeasonEvent:
    """A recurring date of the season (`season.json`). `dates` maps the Match year to the day and its status."""

    id: str
    name: str
    rule: str
    kind: str  # opening, deadline, day
    hour_et: str | None
    source: str
    dates: Mapping[int, tuple[date, str]]


@dataclass(frozen=True)
class OtherMatch:
    """A Match beside the NRMP's: ophthalmology, urology."""

    specialty: str
    match: str
    rule: str
    note: str


@dataclass(frozen=True)
class Tables:
    """Everything shipped that the rules read; `fees` and `support` stay as in their files."""

    thresholds: Thresholds
    figures: tuple[Figure, ...]
    events: tuple[SeasonEvent, ...]
    other_matches: Mapping[str, OtherMatch]
    own_services: Mapping[str, str]
    fees: Mapping[str, Any]
    support: Mapping[str, Any]


@dataclass(frozen=True)
class Template:
    """A milestone to be dated: anchors instead of days (see resources/data/milestones.toml for the language)."""

    id: str
    rule: str
    title: str
    category: str
    start: str
    end: str
    done: str
    notes: str = ""
    event: str | None = None
    reminder: int | None = 3
    after: tuple[str, ...] = ()
    least: int = 1
    firm: bool = False
    testing: bool = False
    lapses: bool = False
    late_title: str = ""
    late_notes: str = ""
    cause: str | None = None
    when: Mapping[str, tuple[str, ...]] | None = None
