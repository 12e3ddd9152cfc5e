"""A plan with a chain of waiting steps and a season day at its end, for the tests of what reshapes a plan."""

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.services.reference_data import load_tables

if TYPE_CHECKING:
    from reapply_desktop.ui.document import Document

TODAY = date(2026, 6, 14)


def step(key: str, title: str, category: str, start: date, days: int = 1, **more: object) -> Milestone:
    return Milestone(key, title, category, start, start + timedelta(days=days - 1), **more)  # type: ignore[arg-type]


STEPS = (
    step("a", "Meet the adviser", "decide", date(2026, 4, 16), status="done"),
    step("b", "Step 3 study", "exams", date(2026, 6, 22), 49, notes="Ten hours a week"),
    step("c", "Letter talk & more", "letters", date(2026, 8, 12), depends_on=("b",)),
    step("d", "All letters uploaded", "letters", date(2026, 8, 20), 3, depends_on=("c",)),
    step("e", "Submit ERAS", "application", date(2026, 9, 2), depends_on=("d",)),
    step("f", "Practice", "interviews", date(2026, 10, 6), time=Hours(time(19), time(20), "America/New_York")),
)


def chain_plan() -> Plan:
    answers = Answers(Applicant("us_md"), (Application("internal_medicine"),))
    return Plan("p", answers, STEPS, {"e": Origin("submit", event="submission_opens")})


def numbered(prefix: str = "new") -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def chain_document() -> "Document":
    """The plan opened, on its day, with ids that can be told beforehand."""
    from reapply_desktop.ui.document import Document

    made = Document(load_tables(), lambda: TODAY, numbered())
    made.open(chain_plan(), None)
    return made
