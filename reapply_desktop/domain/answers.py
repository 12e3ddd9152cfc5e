"""What the person told us: the answers file as a tree of values. None always means "not known", never zero."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from reapply_desktop.domain.values import dataclass

Money = int | float


@dataclass(frozen=True)
class Applicant:
    type: str
    name: str | None = None
    graduation_year: int | None = None
    needs_visa: bool | None = None

    @property
    def is_img(self) -> bool:
        return self.type in ("us_img", "non_us_img")


@dataclass(frozen=True)
class Situation:
    location: str | None = None
    income: str | None = None
    current_position: str | None = None
    monthly_costs: Money | None = None
    monthly_income: Money | None = None
    savings: Money | None = None
    role: str | None = None
    role_paid: bool | None = None
    role_leaning: str | None = None
    clinical_exposure: str | None = None
    soap_ended: date | None = None
    matched: str | None = None

    @property
    def effective_role(self) -> str | None:
        """The role decided on, or the one leaned to while undecided (B1.2)."""
        return self.role_leaning if self.role in (None, "undecided") else self.role


@dataclass(frozen=True)
class Exam:
    exam: str
    score: int | None = None
    passed: bool | None = None
    attempts: int | None = None


@dataclass(frozen=True)
class Standing:
    quartile: int | None = None
    decile: int | None = None
    rank: str | None = None
    gpa: float | None = None
    failed_clerkships: int | None = None


@dataclass(frozen=True)
class Application:
    specialty: str
    programs: int | None = None
    invited: int | None = None
    attended: int | None = None
    ranked: int | None = None
    note: str | None = None

    @property
    def interviews(self) -> int | None:
        """Interviews attended; where that is not known, invitations (settled reading 1)."""
        return self.attended if self.attended is not None else self.invited


@dataclass(frozen=True)
class Soap:
    eligible: bool | None = None
    applications: int | None = None
    responses: int | None = None


@dataclass(frozen=True)
class Letters:
    total: int | None = None
    fresh: int | None = None
    from_leadership: int | None = None
    generic: bool | None = None


@dataclass(frozen=True)
class Reflections:
    enough_interviews: str | None = None
    did_programs_rank_me: str | None = None
    would_pd_work_with_me: str | None = None


@dataclass(frozen=True)
class Dispute:
    cause: str
    reason: str | None = None


@dataclass(frozen=True)
class Decision:
    """What was circled and chosen. Of each field of a path: programs, mentor, whether a statement of its own is begun,
    how many of its letters are promised, and what shows the interest (B3.6)."""

    causes: tuple[str, ...] | None = None
    why_few_causes: str | None = None
    path: str | None = None
    primary: str | None = None
    backup: str | None = None
    primary_programs: int | None = None
    backup_programs: int | None = None
    primary_mentor: str | None = None
    backup_mentor: str | None = None
    primary_statement: bool | None = None
    backup_statement: bool | None = None
    primary_letters: int | None = None
    backup_letters: int | None = None
    primary_interest: str | None = None
    backup_interest: str | None = None
    why: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Answers:
    """All answers. `unknown` holds keys of a plan's answers that this version does not know, by their path, as read."""

    applicant: Applicant
    applications: tuple[Application, ...]
    season: int | None = None
    situation: Situation | None = None
    exams: tuple[Exam, ...] | None = None
    standing: Standing | None = None
    submitted_on: date | None = None
    soap: Soap | None = None
    letters: Letters | None = None
    us_experience_months: int | None = None
    flags: tuple[str, ...] | None = None
    interview_feedback: str | None = None
    reflections: Reflections | None = None
    disputes: tuple[Dispute, ...] | None = None
    decision: Decision | None = None
    unknown: Mapping[tuple[str, ...], Any] = field(default_factory=dict)

    def exam(self, name: str) -> Exam | None:
        return next((exam for exam in self.exams or () if exam.exam == name), None)

    def has_flag(self, flag: str) -> bool:
        return flag in (self.flags or ())

    def disputed(self, cause: str) -> Dispute | None:
        return next((dispute for dispute in self.disputes or () if dispute.cause == cause), None)
