"""The few facts that findings and path both rest on, read from the answers once."""

from datetime import date

from reapply_desktop.domain.answers import Answers, Application
from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.reference import Tables, Threshold
from reapply_desktop.domain.season import review_day, submission_season
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import ADVANCED, EXAMS, FIRST_YEARS
from reapply_desktop.domain.words import day_month

FIRST_DAY = "submitted on the first day"


@dataclass(frozen=True)
class Score:
    """The second exam's score that decides: Step 2 CK, or COMLEX Level 2 where there is no Step 2 CK score."""

    exam: str
    value: int
    band: str  # low, weak, fine

    @property
    def words(self) -> str:
        return f"{EXAMS[self.exam]} {self.value}"


@dataclass(frozen=True)
class Profile:
    """`rows` are the applications that count (the missing half of half-matched people), `main` the one with the most
    programs; `interviews` None means not known. `sending` is how the next application can still go out."""

    answers: Answers
    tables: Tables
    rows: tuple[Application, ...]
    main: Application | None
    score: Score | None
    failures: int
    sending: str = FIRST_DAY

    @property
    def interviews(self) -> int | None:
        return self.main.interviews if self.main else None

    @property
    def threshold(self) -> Threshold | None:
        return self.tables.thresholds.interviews(self.main.specialty) if self.main else None

    @property
    def tier(self) -> str | None:
        return self.tables.thresholds.tier(self.main.specialty) if self.main else None

    @property
    def several_failures(self) -> bool:
        return self.failures >= 2

    @property
    def has_low_score(self) -> bool:
        return self.score is not None and self.score.band == "low"

    @property
    def under_230(self) -> bool:
        """Step 2 CK under 230, or Level 2 under its like."""
        return self.score is not None and self.score.band != "fine"

    @property
    def few_interviews(self) -> bool:
        return self.interviews is not None and self.threshold is not None and self.interviews < self.threshold.value

    @property
    def below_half(self) -> bool:
        """Fewer than half of the interviews taken as enough."""
        return self.interviews is not None and self.threshold is not None and 2 * self.interviews < self.threshold.value

    @property
    def many_interviews(self) -> bool:
        """B3.2 applies: at least ten, and at least the specialty's own line (reading 2)."""
        if self.interviews is None or self.threshold is None:
            return False
        return self.interviews >= max(self.tables.thresholds.many_interviews, self.threshold.value)

    @property
    def program_floor(self) -> int | None:
        """The number of programs under which a list is too short; None where few programs exist (reading 3)."""
        t = self.tables.thresholds
        if self.main is None or self.main.specialty in t.programs_no_floor:
            return None
        if self.main.specialty in FIRST_YEARS:
            return t.programs_first_year
        return t.programs_accessible if self.tier == "accessible" else t.programs_other

    @property
    def short_list(self) -> bool:
        floor = self.program_floor
        if floor is None or self.main is None or self.main.programs is None:
            return False
        return self.main.programs < floor

    @property
    def backups(self) -> tuple[Application, ...]:
        """The rows beside the main one that could be a backup: no first years beside an advanced field (reading 8)."""
        return tuple(row for row in self.choices if row is not self.main)

    @property
    def choices(self) -> tuple[Application, ...]:
        """The rows that count as specialties applied to."""
        if not any(row.specialty in ADVANCED for row in self.rows):
            return self.rows
        return tuple(row for row in self.rows if row.specialty not in FIRST_YEARS)

    @property
    def is_residencycas(self) -> bool:
        """Whether the main specialty applies through ResidencyCAS, whose applications reach programs on 1 October."""
        field = self.main.specialty if self.main else ""
        return self.tables.own_services.get(field, "").startswith("ResidencyCAS")

    def first_late_day(self, match_year: int) -> date:
        """1 October of the year before the Match: late in full from here on (reading 9)."""
        return date(match_year - 1, self.tables.thresholds.late_month, 1)

    @property
    def lateness(self) -> str:
        """`late` (October or later), `after_review` (September, after review opened), `in_time` or `unknown`."""
        day = self.answers.submitted_on
        if day is None:
            return "unknown"
        field = self.main.specialty if self.main else ""
        if field == "ophthalmology":
            return "in_time"
        match_year = submission_season(day)
        first_late = self.first_late_day(match_year)
        if self.is_residencycas:
            return "late" if day > first_late else "in_time"
        if day >= first_late:
            return "late"
        return "after_review" if day > review_day(self.tables, match_year) else "in_time"


def profile(answers: Answers, tables: Tables) -> Profile:
    """The facts behind findings and path."""
    rows = counted_rows(answers)
    return Profile(answers, tables, rows, main_row(rows), deciding_score(answers, tables), failures(answers))


def counted_rows(answers: Answers) -> tuple[Application, ...]:
    """The applications that concern what is missing: all, or the missing half of half-matched people (reading 14)."""
    matched = answers.situation.matched if answers.situation else None
    if matched == "advanced_only":
        return tuple(row for row in answers.applications if row.specialty in FIRST_YEARS)
    if matched == "preliminary_only":
        return tuple(row for row in answers.applications if row.specialty not in FIRST_YEARS)
    return answers.applications


def main_row(rows: tuple[Application, ...]) -> Application | None:
    """The row with the most programs, the first of equals; first years only where there is no other (reading 1)."""
    full = tuple(row for row in rows if row.specialty not in FIRST_YEARS) or rows
    return max(full, key=lambda row: -1 if row.programs is None else row.programs, default=None)


def deciding_score(answers: Answers, tables: Tables) -> Score | None:
    """Step 2 CK where there is a score, else COMLEX Level 2 (reading 4)."""
    t = tables.thresholds
    for name, low, weak in (("step2ck", t.step2_low, t.step2_weak), ("level2ce", t.level2_low, t.level2_weak)):
        exam = answers.exam(name)
        if exam is not None and exam.score is not None:
            return Score(name, exam.score, "low" if exam.score < low else "weak" if exam.score < weak else "fine")
    return None


def failures(answers: Answers) -> int:
    """Attempts beyond the first of each exam, and one for each exam not passed by now (reading 5)."""
    return sum((exam.attempts or 1) - 1 + (exam.passed is False) for exam in answers.exams or ())


def sending(season: Season, today: date) -> str:
    """How an application of the season can still go out: on its first day; until programs read, with that day's date
    (B11.2); afterwards when it is right."""
    review = season.day("review_opens")
    if today <= season.day("submission_opens"):
        return FIRST_DAY
    if today <= review:
        return f"submitted by {day_month(review)}, which still counts as the first day"
    return f"submitted once it is right, as programs have been reading since {day_month(review)}"
