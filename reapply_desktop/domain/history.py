"""The seasons before this one: how a plan passes on to the next, and the applications laid beside each other (B11.14).

The answers of a plan tell of the application before its year: those planned for the Match of 2027 tell of the Match of
2026. So the answers kept in the history and those of the plan are one application each.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.answers import Answers, Application
from reapply_desktop.domain.differences import BETTER, OTHER, SAME, UNKNOWN, WORSE, Difference, differences
from reapply_desktop.domain.plan import PastSeason, Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import season
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import CAUSES

DAY = timedelta(days=1)
# Which answers show that a cause was worked on: keys, or their beginnings.
SHOWN_BY: Mapping[str, tuple[str, ...]] = {
    "low_scores": ("exams.",),
    "exam_attempts": ("exams.",),
    "gaps": ("flags.unexplained_gap", "flags.leave_of_absence"),
    "too_few_programs": ("applications.programs",),
    "wrong_mix": ("applications", "applications."),
    "late_application": ("submitted_on",),
    "specialty_too_competitive": ("applications",),
    "few_interviews": ("applications.attended",),
    "weak_letters": ("letters.",),
    "no_us_experience": ("us_experience_months",),
    "clinical_grades": ("flags.failing_clinical_grades",),
    "professionalism": ("flags.professionalism",),
    "interview_performance": ("flags.weak_interviewing", "interview_feedback"),
    "generic_statement": ("flags.generic_statement",),
    "incoherent_story": ("flags.incoherent_story",),
}
# What programs see of a profile and its story: the same in all of them is the same application twice (B10.2).
FUNDAMENTALS = ("exams.", "letters.", "us_experience_months", "submitted_on", "applications", "applications.programs",
                "flags.generic_statement", "flags.incoherent_story")  # fmt: skip


@dataclass(frozen=True)
class Applied:
    """One application: its answers, and the year of the Match it was for."""

    answers: Answers
    match_year: int | None

    @property
    def words(self) -> str:
        return f"Match {self.match_year}" if self.match_year else "Before"


@dataclass(frozen=True)
class StoodStill:
    """A circled cause and how the answers that show it compare: `the same`, `worse`, or `not known`."""

    cause: str
    verdict: str

    @property
    def words(self) -> str:
        name = CAUSES[self.cause]
        if self.verdict == WORSE:
            return f"{name}: circled then, and the answers that show it are weaker now."
        if self.verdict == UNKNOWN:
            return f"{name}: circled then. Whether it moved is not known yet."
        return f"{name}: circled then, and the answers that show it are as they were."


@dataclass(frozen=True)
class Compared:
    """Two applications item by item; `stood_still` are the circled causes nothing moved for."""

    before: Applied
    after: Applied
    items: tuple[Difference, ...]
    stood_still: tuple[StoodStill, ...]
    same_twice: bool

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(item.verdict for item in self.items)


def is_over(plan: Plan, tables: Tables, today: date) -> bool:
    """Whether the Match the plan aims at has been."""
    return plan.answers.season is not None and today > match_day(plan, tables)


def match_day(plan: Plan, tables: Tables) -> date:
    """Match Day of the plan's season, with the person's own date where they have one."""
    assert plan.answers.season is not None
    return season(tables, plan.answers.season, plan.season_dates).day("match_day")


def past_season(plan: Plan, answers: Answers, today: date) -> PastSeason:
    """The plan's season as it is kept once the next is planned with these answers."""
    current = [m for m in plan.milestones if (o := plan.origins.get(m.id)) is None or not o.past]
    return PastSeason(
        plan.answers,
        closed_on=today,
        outcome=(answers.situation.matched if answers.situation else None) or "none",
        steps=len(current),
        done=sum(m.status == "done" for m in current),
    )


def begun_again(answers: Answers) -> Answers:
    """The answers the interview for the next season begins with: what lasts, without what belonged to the application
    before. The specialties are those that were chosen to apply to."""
    decision = answers.decision
    chosen = tuple(field for field in (decision.primary, decision.backup) if field) if decision else ()
    fields = chosen or tuple(row.specialty for row in answers.applications)
    situation = answers.situation and replace(answers.situation, soap_ended=None, matched=None)
    lasting = tuple(f for f in answers.flags or () if f not in ("generic_statement", "weak_interviewing",
                                                                "incoherent_story"))  # fmt: skip
    return replace(
        answers,
        season=None,
        situation=situation,
        applications=tuple(Application(field) for field in fields),
        submitted_on=None,
        soap=None,
        letters=None,
        flags=lasting or None,
        interview_feedback=None,
        reflections=None,
        disputes=None,
        decision=None,
    )


def applications(plan: Plan) -> tuple[Applied, ...]:
    """Every application the plan knows of, oldest first; the last is the one its answers tell of."""
    return tuple(_applied(answers) for answers in (*(past.answers for past in plan.history), plan.answers))


def compared(before: Applied, after: Applied, tables: Tables) -> Compared:
    """What changed between two applications, better, worse, the same, and what no answer shows."""
    items = differences(before.answers, after.answers, tables)
    items = tuple(item for item in items if item.group != "decision")
    circled = (before.answers.decision.causes or ()) if before.answers.decision else ()
    still = tuple(found for cause in circled if (found := _stood_still(cause, items)) is not None)
    fundamental = [item.verdict for item in items if _matches(item.key, FUNDAMENTALS) and item.verdict != UNKNOWN]
    return Compared(before, after, items, still, bool(fundamental) and set(fundamental) == {SAME})


def _applied(answers: Answers) -> Applied:
    return Applied(answers, answers.season - 1 if answers.season else None)


def _stood_still(cause: str, items: tuple[Difference, ...]) -> StoodStill | None:
    keys = SHOWN_BY.get(cause)
    if keys is None:
        return None  # what stands in a transcript cannot move
    verdicts = [item.verdict for item in items if _matches(item.key, keys)]
    if BETTER in verdicts or OTHER in verdicts:
        return None
    if WORSE in verdicts:
        return StoodStill(cause, WORSE)
    return StoodStill(cause, SAME if SAME in verdicts else UNKNOWN)


def _matches(key: str, wanted: tuple[str, ...]) -> bool:
    return any(key == each or (each.endswith(".") and key.startswith(each)) for each in wanted)
