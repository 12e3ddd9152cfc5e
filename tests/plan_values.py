"""A small plan as a value, for tests that need some plan."""

from datetime import date, timedelta

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan


def small_plan(steps: int = 3, name: str | None = "Nadia Rahman") -> Plan:
    """A plan with a few steps, each waiting for the one before."""
    ids = [f"00000000-0000-4000-8000-{n:012d}" for n in range(steps)]
    return Plan(
        id="11111111-1111-4111-8111-111111111111",
        answers=Answers(Applicant("non_us_img", name), (Application("internal_medicine", 60, 5, 4, 4),), season=2027),
        milestones=tuple(
            Milestone(ids[n], f"Step {n}", "decide", day, day, depends_on=(ids[n - 1],) if n else ())
            for n, day in enumerate(date(2026, 4, 1) + timedelta(days=n) for n in range(steps))
        ),
        exports={ids[0]: {"sequence": 1}} if steps else {},
    )
