"""What the post-mortem and the path give: values that the window, the PDF and `assess --json` show alike."""

from collections.abc import Mapping
from datetime import date

from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True)
class Limit:
    """A threshold that a finding was held against, in words, and what it rests on: a source, or a rule of thumb."""

    words: str
    basis: str


@dataclass(frozen=True)
class Finding:
    """One cause with evidence. `weight` 0..1; `rule` the blueprint id; `mend` what it would take; `now` what
    a plan does about it, in sentences (empty where there is no plan, or it holds nothing).

    `limits` and `figures` are what the evidence was held against: thresholds, and rows of the published tables.
    """

    id: str
    bucket: str
    weight: float
    rule: str
    evidence: tuple[str, ...]
    sources: tuple[str, ...]
    mend: str
    disputed: bool = False
    dispute_reason: str = ""
    limits: tuple[Limit, ...] = ()
    figures: tuple[Figure, ...] = ()
    now: tuple[str, ...] = ()

    @property
    def strength(self) -> str:
        """The weight in a word: slight (under 0.4), clear (under 0.7), strong."""
        return "slight" if self.weight < 0.4 else "clear" if self.weight < 0.7 else "strong"


@dataclass(frozen=True)
class Advice:
    """The recommended path, or None where nothing supports one, with reasons and the specialties open beside it."""

    recommended: str | None
    reasons: tuple[str, ...]
    specialties: tuple[str, ...]


@dataclass(frozen=True)
class SeasonDate:
    """One dated event of a season: `status` is published, reported, estimated or own; `hour_et` `HH:MM` or None."""

    id: str
    name: str
    day: date
    status: str
    kind: str
    hour_et: str | None
    source: str


@dataclass(frozen=True)
class Season:
    """The dates of one Match year, in the order of the table."""

    match_year: int
    dates: Mapping[str, SeasonDate]

    def day(self, event: str) -> date:
        return self.dates[event].day

    @property
    def estimated(self) -> tuple[str, ...]:
        return tuple(d.id for d in self.dates.values() if d.status == "estimated")


@dataclass(frozen=True)
class Caution:
    """Something worth saying that stops nothing: rule, sentence, and where it belongs (a key, page or milestone)."""

    rule: str
    text: str
    where: str


@dataclass(frozen=True)
class Assessment:
    """Everything derived from the answers: findings strongest first, the advised path, gaps and cautions."""

    season: Season
    findings: tuple[Finding, ...]
    advice: Advice
    missing: tuple[str, ...]
    warnings: tuple[Caution, ...]

    def finding(self, cause: str) -> Finding | None:
        return next((f for f in self.findings if f.id == cause), None)
