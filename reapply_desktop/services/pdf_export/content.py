"""What the pages are made from: the plan, what follows from it, the paper, and the steps that go into print."""

from collections.abc import Callable, Mapping
from datetime import date

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.findings import Assessment, SeasonDate
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season_words import IMG_EVENTS
from reapply_desktop.domain.values import dataclass
from reapply_desktop.services.pdf_export.sheet import Sheet

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
LARGE = {"letter": (792.0, 1224.0), "a4": (841.89, 1190.55)}  # twice the paper: Tabloid and A3
SUMMARY, POST_MORTEM, YEAR, MONTHS, WORK, BUDGET, SEASON, WALL, WEEKS = (
    "summary", "post_mortem", "year", "months", "work", "budget", "season", "wall", "weeks",
)  # fmt: skip
PLAN_SECTIONS = (SUMMARY, POST_MORTEM, YEAR, MONTHS, WORK, BUDGET, SEASON)  # what an adviser gets
SECTIONS = (*PLAN_SECTIONS, WALL, WEEKS)
MARGIN, MARGIN_WIDE = 48.0, 30.0


@dataclass(frozen=True)
class PdfOptions:
    """`paper` is letter or a4; `sections` are printed in their own order. Plan B only `with_contingency` (B9.1).

    `discreet`: no score, attempt or class standing, and no cause or figure that rests on them (see discretion).
    `with_names` off: no names of mentors and writers. Either way notes and answers in the person's words stay out.
    Without the budget among the sections, what was given as costs, income and savings stands on no page.
    `large_wall`: the wall calendar on one page, of paper twice as large. `weeks`: how many weekly sheets, from today's
    week on.
    """

    paper: str = "letter"
    with_contingency: bool = False
    discreet: bool = False
    with_names: bool = True
    sections: tuple[str, ...] = PLAN_SECTIONS
    large_wall: bool = True
    weeks: int = 4

    @property
    def keeps_all(self) -> bool:
        """Whether scores and names print, and with them what the person wrote."""
        return self.with_names and not self.discreet

    @property
    def prints_all(self) -> bool:
        """Whether the plan goes on paper as it is, with nothing taken out of it first."""
        return self.keeps_all and BUDGET in self.sections


@dataclass(frozen=True)
class Content:
    """Everything the pages read."""

    plan: Plan
    assessment: Assessment
    tables: Tables
    today: date
    options: PdfOptions
    steps: tuple[Milestone, ...]
    paper: tuple[float, float]

    @property
    def answers(self) -> Answers:
        return self.plan.answers

    @property
    def decision(self) -> Decision:
        return self.plan.answers.decision or Decision()

    @property
    def dates(self) -> Mapping[str, SeasonDate]:
        return self.assessment.season.dates

    def prints(self, section: str) -> bool:
        """Whether this section is among the pages: only then may another send its reader there."""
        return section in self.options.sections

    @property
    def match_year(self) -> int:
        return self.assessment.season.match_year

    def concerns(self, event: SeasonDate) -> bool:
        """Whether this season date is one of the applicant's: those of ECFMG are for international graduates."""
        return self.answers.applicant.is_img or event.id not in IMG_EVENTS

    def event_of(self, step: Milestone) -> SeasonDate | None:
        """The season date a step hangs on."""
        origin = self.plan.origins.get(step.id)
        return self.dates.get(origin.event) if origin and origin.event else None


@dataclass(frozen=True)
class Page:
    """One page: the words at its upper left, its bookmark ("" for none) at a `level`, how it lies and is drawn.

    `size` is its own paper, where it is another than the document's; `key` the name by which links find it.
    """

    head: str
    bookmark: str
    paint: Callable[[Sheet], None]
    landscape: bool = False
    level: int = 0
    size: tuple[float, float] | None = None
    key: str = ""


def month_key(day: date) -> str:
    """The name by which links find the page of a day's month."""
    return f"month-{day.year}-{day.month:02}"


def printed_steps(plan: Plan, options: PdfOptions) -> tuple[Milestone, ...]:
    """The steps that print, by date and in the plan's order: dropped ones never, Plan B only when asked for (B9.1)."""
    kept = [
        step for step in plan.milestones
        if step.status != "dropped" and (options.with_contingency or step.category != "contingency")
    ]  # fmt: skip
    return tuple(sorted(kept, key=lambda step: (step.end, step.start)))


def paper_size(name: str) -> tuple[float, float]:
    """Width and height in points, upright."""
    try:
        return PAPERS[name]
    except KeyError:
        raise UserError(f"--paper: {name} is not a paper size (letter or a4)", status=2) from None
