"""What each answer may be (interface.md, the table of the answers file), and how that is said in words."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from json import dumps
from typing import Any

from reapply_desktop.domain import vocabulary as words
from reapply_desktop.domain.values import dataclass

TEXT_LIMIT = 5_000
NAME_LIMIT = 200
MONEY_LIMIT = 10_000_000
SHOWN = 60


@dataclass(frozen=True)
class Text:
    limit: int = TEXT_LIMIT


@dataclass(frozen=True)
class Whole:
    """A whole number; both ends allowed. `noun` completes "412 is not …"."""

    low: int
    high: int
    noun: str

    def allows(self, value: int) -> bool:
        return self.low <= value <= self.high

    @property
    def span(self) -> str:
        return f"{self.low}-{self.high}"


@dataclass(frozen=True)
class Decimal:
    """A number that may have decimals; both ends allowed."""

    low: float
    high: float
    noun: str

    def allows(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def span(self) -> str:
        return f"{self.low:g}-{self.high:,.0f}"


@dataclass(frozen=True)
class Year:
    """A year between bounds that move with today; without a today (an old plan) any plausible year will do."""

    earliest: int | None
    ahead: int
    noun: str

    def at(self, today: date | None) -> Whole:
        if today is None:
            return Whole(1900, 2200, self.noun)
        return Whole(today.year if self.earliest is None else self.earliest, today.year + self.ahead, self.noun)


@dataclass(frozen=True)
class Choice:
    options: tuple[str, ...]
    noun: str


@dataclass(frozen=True)
class Choices:
    each: Choice


@dataclass(frozen=True)
class YesNo:
    pass


@dataclass(frozen=True)
class Day:
    """A calendar day, not after today."""


Kind = Text | Whole | Decimal | Year | Choice | Choices | YesNo | Day

SCORES = {
    exam: Whole(*((1, 300) if exam.startswith("step") else (9, 999)), f"a {name} score")
    for exam, name in words.EXAMS.items()
}
SPECIALTY = Choice(tuple(words.SPECIALTIES), "a specialty")
CAUSE = Choice(tuple(words.CAUSES), "a cause")
MONEY = Decimal(0, MONEY_LIMIT, "an amount in US dollars")


def _count(of: str, high: int = 500) -> Whole:
    return Whole(0, high, f"a number of {of}")


APPLICANT: Mapping[str, Kind] = {
    "name": Text(NAME_LIMIT),
    "type": Choice(tuple(words.APPLICANT_TYPES), "an applicant type"),
    "graduation_year": Year(1970, 1, "a graduation year"),
    "needs_visa": YesNo(),
}
SITUATION: Mapping[str, Kind] = {
    "location": Text(),
    "income": Text(),
    "current_position": Text(),
    "monthly_costs": MONEY,
    "monthly_income": MONEY,
    "savings": MONEY,
    "role": Choice(tuple(words.ROLES), "a role"),
    "role_paid": YesNo(),
    "role_leaning": Choice(tuple(role for role in words.ROLES if role != "undecided"), "a role to lean to"),
    "clinical_exposure": Text(),
    "soap_ended": Day(),
    "matched": Choice(tuple(words.MATCHED), "a half that matched"),
}
EXAM: Mapping[str, Kind] = {
    "exam": Choice(tuple(words.EXAMS), "an exam"),
    "score": Whole(1, 999, "a score"),
    "passed": YesNo(),
    "attempts": Whole(1, 10, "a number of attempts"),
}
STANDING: Mapping[str, Kind] = {
    "quartile": Whole(1, 4, "a quartile"),
    "decile": Whole(1, 10, "a decile"),
    "rank": Text(),
    "gpa": Decimal(0, 5, "a GPA"),
    "failed_clerkships": Whole(0, 20, "a number of failed clerkships"),
}
APPLICATION: Mapping[str, Kind] = {
    "specialty": SPECIALTY,
    "programs": _count("programs"),
    "invited": _count("invitations"),
    "attended": _count("interviews attended"),
    "ranked": _count("programs ranked"),
    "note": Text(),
}
SOAP: Mapping[str, Kind] = {
    "eligible": YesNo(),
    "applications": _count("SOAP applications", 45),
    "responses": _count("SOAP responses", 45),
}
LETTERS: Mapping[str, Kind] = {
    "total": _count("letters", 12),
    "fresh": _count("fresh letters", 12),
    "from_leadership": _count("letters from leadership", 12),
    "generic": YesNo(),
}
REFLECTIONS: Mapping[str, Kind] = {
    "enough_interviews": Text(),
    "did_programs_rank_me": Text(),
    "would_pd_work_with_me": Text(),
}
DISPUTE: Mapping[str, Kind] = {"cause": CAUSE, "reason": Text()}
DECISION: Mapping[str, Kind] = {
    "causes": Choices(CAUSE),
    "why_few_causes": Text(),
    "path": Choice(tuple(words.PATHS), "a path"),
    "primary": SPECIALTY,
    "backup": SPECIALTY,
    "primary_programs": _count("programs"),
    "backup_programs": _count("programs"),
    "primary_mentor": Text(NAME_LIMIT),
    "backup_mentor": Text(NAME_LIMIT),
    "primary_statement": YesNo(),
    "backup_statement": YesNo(),
    "primary_letters": _count("letters of the primary field", 12),
    "backup_letters": _count("letters of the backup field", 12),
    "primary_interest": Text(),
    "backup_interest": Text(),
    "why": Text(),
    "by": Choice(("person", "recommendation"), "who decided"),
}
TOP: Mapping[str, Kind] = {
    "season": Year(None, 5, "a Match year"),
    "submitted_on": Day(),
    "us_experience_months": Whole(0, 240, "a number of months"),
    "flags": Choices(Choice(tuple(words.FLAGS), "a flag")),
    "interview_feedback": Choice(tuple(words.FEEDBACK), "interview feedback"),
}
RECORDS: Mapping[str, Mapping[str, Kind]] = {
    "applicant": APPLICANT,
    "situation": SITUATION,
    "standing": STANDING,
    "soap": SOAP,
    "letters": LETTERS,
    "reflections": REFLECTIONS,
    "decision": DECISION,
}
ROWS: Mapping[str, tuple[Mapping[str, Kind], str]] = {
    "exams": (EXAM, "exam"),
    "applications": (APPLICATION, "specialty"),
    "disputes": (DISPUTE, "cause"),
}


def kind_of(key: str) -> Kind:
    """The kind of an answer by its key: `submitted_on`, `letters.total`, `exams.attempts`, `exams.score.step2ck`."""
    group, _, rest = key.partition(".")
    if not rest:
        return TOP[group]
    if key.startswith("exams.score."):
        return SCORES[key.rsplit(".", 1)[1]]
    return RECORDS[group][rest] if group in RECORDS else ROWS[group][0][rest]


def allowed(key: str, today: date | None = None) -> str:
    """What an answer may be, in words for the person: "from 1 to 300"."""
    kind = kind_of(key)
    if isinstance(kind, Year):
        kind = kind.at(today)
    if isinstance(kind, Whole):
        return f"from {kind.low} to {kind.high}"
    if isinstance(kind, Decimal):
        return f"from {kind.low:g} to {kind.high:,.0f}"
    if isinstance(kind, Text):
        return f"up to {kind.limit:,} characters"
    if isinstance(kind, Day):
        return "a date, not after today"
    if isinstance(kind, Choices):
        return "any of " + ", ".join(kind.each.options)
    return "yes or no" if isinstance(kind, YesNo) else "one of " + ", ".join(kind.options)


def shown(value: Any) -> str:
    """A value as it stands in a message: one line, at most 60 characters, nothing invisible."""
    try:
        text = dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return one_line(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def one_line(text: str) -> str:
    """The text with every control, line-breaking or unpaired character written out as \\uXXXX."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text
    )
