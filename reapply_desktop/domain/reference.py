"""The tables as values: thresholds, published figures, season dates, fees. Services read them from files."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from reapply_desktop.domain.values import dataclass

# Where a row of a table comes from: with the program, from a newer table file taken in, or from the person.
SHIPPED, TAKEN_IN, OWN = "shipped", "taken_in", "own"


@dataclass(frozen=True)
class Basis:
    """What a number behind a rule rests on: `source` (stated by the guidance or a body), `rule_of_thumb`, or `own`:
    set by the person, with the source they named."""

    basis: str
    source: str = ""

    @property
    def words(self) -> str:
        """How the basis is said beside the number."""
        if self.basis == OWN:
            return f"yours: {self.source}"
        return "rule of thumb" if self.basis == "rule_of_thumb" else (self.source or "reapplication guidance")


    @property
    def yours(self) -> str:
        """` (yours: my dean)` to stand behind a number the person set; empty where it is not theirs."""
        return f" ({self.words})" if self.basis == OWN else ""


@dataclass(frozen=True)
class Threshold:
    """A number behind a rule, and what it rests on (as in `Basis`)."""

    value: int
    basis: str
    source: str = ""

    @property
    def words(self) -> str:
        return Basis(self.basis, self.source).words

    @property
    def yours(self) -> str:
        """As in `Basis`."""
        return Basis(self.basis, self.source).yours


@dataclass(frozen=True)
class Thresholds:
    """The numbers behind the rules (`thresholds.json`); specialties by id. `bases` says what each number rests on, by
    the name of its field or `tiers.<specialty>`; a field that it lacks rests on the guidance."""

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
    bases: Mapping[str, Basis] = field(default_factory=dict)

    def yours(self, name: str) -> str:
        """Whose a number is, where it is the person's own (see `bases`); empty where it is not."""
        basis = self.bases.get(name)
        return basis.yours if basis is not None else ""

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
    """One published figure (`benchmarks.json`): a value, or matched and unmatched where it differs by outcome.

    `checked`: read on the publisher's own page, or secondary. `origin` own: the person's, from the source they named.
    """

    measure: str
    specialty: str
    applicant_type: str
    year: int
    unit: str
    source: str
    url: str = ""
    checked: str = ""
    value: float | None = None
    matched: float | None = None
    unmatched: float | None = None
    origin: str = SHIPPED

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Which figure it is: two rows with the same key are the same figure."""
        return self.measure, self.specialty, self.applicant_type, self.year

    @property
    def is_own(self) -> bool:
        return self.origin == OWN


@dataclass(frozen=True)
class SeasonEvent:
    """A recurring date of the season (`season.json`). `dates` maps the Match year to the day and its status;
    `own_sources` the years whose day is the person's to the source they named."""

    id: str
    name: str
    rule: str
    kind: str  # opening, deadline, day
    hour_et: str | None
    source: str
    dates: Mapping[int, tuple[date, str]]
    own_sources: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OtherMatch:
    """A Match beside the NRMP's: ophthalmology, urology."""

    specialty: str
    match: str
    rule: str
    note: str


@dataclass(frozen=True)
class Tables:
    """Everything the rules read; `fees` and `support` stay as in their files.

    `as_of` is the day for which each table stands, by `figures`, `thresholds`, `season`, `fees`, `support`; `taken_in`
    names those from a file newer than the shipped one, `old` those more than a year old on the day they were read;
    `own_fees` maps the keys of fees that the person set to the source they named.
    """

    thresholds: Thresholds
    figures: tuple[Figure, ...]
    events: tuple[SeasonEvent, ...]
    other_matches: Mapping[str, OtherMatch]
    own_services: Mapping[str, str]
    fees: Mapping[str, Any]
    support: Mapping[str, Any]
    as_of: Mapping[str, date] = field(default_factory=dict)
    taken_in: frozenset[str] = frozenset()
    old: frozenset[str] = frozenset()
    own_fees: Mapping[str, str] = field(default_factory=dict)


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
    series: str = ""
    when: Mapping[str, tuple[str, ...]] | None = None
