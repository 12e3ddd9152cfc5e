"""What the Today page says on a given day: countdowns, what is late, two weeks, the load ahead, what is still open.

Pure values: the page only paints them, and a test can read every sentence.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from reapply_desktop.domain.checks import overdue, plan_warnings
from reapply_desktop.domain.findings import Caution, Season
from reapply_desktop.domain.four_things import NEEDED, Thing, four_things, when_words
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season_change import plan_season
from reapply_desktop.domain.step_words import counted, hours_words, isolated, quoted
from reapply_desktop.domain.today_headings import Heading, headings
from reapply_desktop.domain.today_load import load_ahead, too_full
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.week import Week
from reapply_desktop.domain.words import MONTHS, WEEKDAYS, day_month, listed

WEEK = timedelta(days=7)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTED = (
    ("submission_opens", "until you can submit", "since submission opened", "you can submit"),
    ("review_opens", "until programs read", "since programs began to read", "programs begin to read"),
    ("match_day", "until Match Day", "since Match Day", "Match Day"),
)
QUESTIONS = {
    "situation.location": ("Where do you live this year?", "Answer"),
    "situation.income": ("What do you live on this year?", "Answer"),
    "situation.current_position": ("What will the line “current position” say?", "Answer"),
    "decision.primary_programs": ("How many programs in the primary field?", "Answer"),
    "decision.backup_programs": ("How many programs in the backup field?", "Answer"),
    "decision.primary_mentor": ("Who is your mentor in the primary field?", "Add a name"),
    "decision.backup_mentor": ("Who is your mentor in the backup field?", "Add a name"),
}


@dataclass(frozen=True)
class Countdown:
    """`number` and `unit` are large (`80`, `days`; on the day itself `Today`), `words` and `when` stand below."""

    event: str
    number: str
    unit: str
    words: str
    when: str


@dataclass(frozen=True)
class Late:
    """An open step whose day has passed, with the sentence that says since when and what waits for it.

    `event` is the season day that the step is: it never moves by itself. Empty for all others.
    """

    step: Milestone
    sentence: str
    event: str = ""


@dataclass(frozen=True)
class Row:
    """A step in a week: `day` as it stands at the right, `detail` the quiet words behind its title."""

    step: Milestone
    day: str
    detail: str

    @property
    def is_done(self) -> bool:
        return self.step.status == "done"


@dataclass(frozen=True)
class WeekList:
    """Sunday to Saturday. `rows` begin or end in it; `going_on` run through it and are only named."""

    first: date
    rows: tuple[Row, ...]
    going_on: tuple[Milestone, ...]

    @property
    def span(self) -> str:
        """`14 to 20 June`"""
        last = self.first + WEEK - timedelta(days=1)
        first = str(self.first.day) if self.first.month == last.month else day_month(self.first)
        return f"{first} to {day_month(last)}"


@dataclass(frozen=True)
class MeterLine:
    """One of the four things: its state in a word (stands, planned, late, open) and what carries it or leads there."""

    thing: Thing
    detail: str
    state: str


@dataclass(frozen=True)
class Meter:
    """`title` says what is asked for, `summary` how many stand."""

    title: str
    summary: str
    lines: tuple[MeterLine, ...]


@dataclass(frozen=True)
class Question:
    """Something open or doubtful, the word on its link, and the place it leads to (`page`, `where` in it)."""

    text: str
    link: str
    page: str
    where: str
    rule: str = ""


@dataclass(frozen=True)
class Today:
    """Everything on the page. `load` holds eight weeks from this one on, `full` says which is the first too full."""

    title: str
    subtitle: str
    countdowns: tuple[Countdown, ...]
    late: tuple[Late, ...]
    this_week: WeekList
    next_week: WeekList
    meter: Meter
    questions: tuple[Question, ...]
    headings: tuple[Heading, ...]
    load: tuple[Week, ...]
    full: tuple[str, str] | None


def today_view(plan: Plan, tables: Tables, today: date) -> Today:
    """The page for that day."""
    assessment = assess_plan(plan, tables, today)
    late = overdue(plan, today)
    season = plan_season(plan, tables, today)
    sunday = sunday_of(today)
    this_week, next_week = _week(plan, season, sunday, today), _week(plan, season, sunday + WEEK, today)
    load = load_ahead(plan, sunday)
    return Today(
        title=f"{WEEKDAYS[today.weekday()]}, {day_month(today)}",
        subtitle=_subtitle(plan, season, today, len(late), this_week),
        countdowns=tuple(_countdown(season, today, *entry) for entry in COUNTED),
        late=_late(plan, late, today),
        this_week=this_week,
        next_week=next_week,
        meter=_meter(plan, season, today),
        questions=_questions(plan, plan_warnings(plan, assessment, today), assessment.missing),
        headings=headings(plan, today, late),
        load=load,
        full=too_full(plan, load),
    )


def sunday_of(day: date) -> date:
    """The Sunday that begins the week of a day, as calendars in the United States show it."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def number_word(count: int) -> str:
    """`three`; figures above twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def day_words(day: date) -> str:
    """`Tuesday, 9 June`"""
    return f"{WEEKDAYS[day.weekday()]}, {day_month(day)}"


def weekday_and_day(day: date) -> str:
    """`Sun 14`"""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day}"


def _countdown(season: Season, today: date, event: str, until: str, since: str, on_day: str) -> Countdown:
    found = season.dates[event]
    days = (found.day - today).days
    year = f" {found.day.year}" if found.day.year != today.year else ""
    when = f"{WEEKDAYS[found.day.weekday()][:3]} {day_month(found.day)}{year}, {_label(found.status)}"
    if days == 0:
        return Countdown(event, "Today", "", on_day, when)
    unit = "day" if abs(days) == 1 else "days"
    return Countdown(event, f"{abs(days):,}", unit, until if days > 0 else since, when)


def _label(status: str) -> str:
    return "set by you" if status == "own" else status


def _late(plan: Plan, late: Sequence[Milestone], today: date) -> tuple[Late, ...]:
    waiting: dict[str, list[Milestone]] = {}
    for m in plan.milestones:
        if m.is_open:
            for before in m.depends_on:
                waiting.setdefault(before, []).append(m)
    return tuple(_late_one(plan, step, waiting.get(step.id, ()), today) for step in late)


def _late_one(plan: Plan, step: Milestone, waiting: "list[Milestone] | tuple[()]", today: date) -> Late:
    sentence, origin = _late_words(step, waiting, today), plan.origins.get(step.id)
    if origin is None or origin.event is None:
        return Late(step, sentence)
    return Late(step, f"{sentence} Its date is the season’s and is changed there.", origin.event)


def _late_words(step: Milestone, waiting: "list[Milestone] | tuple[()]", today: date) -> str:
    year = f" {step.end.year}" if step.end.year != today.year else ""
    planned = f"Was planned for {day_words(step.end)}{year}."
    if step.days > 1:
        planned = f"Was to be finished by {day_words(step.end)}{year}."
    if not waiting:
        return planned
    first = min(waiting, key=lambda m: (m.start, m.end))
    month = "" if first.start.month == today.month and first.start.year == today.year else f" in {_month(first.start)}"
    if len(waiting) == 1:
        return f"{planned} {quoted(first.title)}{month} waits for it."
    return f"{planned} {number_word(len(waiting)).capitalize()} steps wait for it."


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def _week(plan: Plan, season: Season, first: date, today: date) -> WeekList:
    last = first + WEEK - timedelta(days=1)
    rows, going_on = [], []
    for m in plan.milestones:
        if m.status == "dropped" or m.end < first or m.start > last or (m.is_open and m.end < today):
            continue
        if m.end <= last or m.start >= first:
            rows.append((m.end if m.end <= last else m.start, m))
        elif m.is_open:
            going_on.append(m)
    rows.sort(key=lambda pair: (pair[0], pair[1].start, pair[1].title))
    return WeekList(first, tuple(_row(plan, season, day, m, last) for day, m in rows), tuple(going_on))


def _row(plan: Plan, season: Season, day: date, step: Milestone, last: date) -> Row:
    parts = []
    origin = plan.origins.get(step.id)
    event = season.dates.get(origin.event) if origin is not None and origin.event is not None else None
    if event is not None:
        parts.append(_label(event.status))
    if step.time is not None:
        parts.append(hours_words(step.time))
    elif step.end > last:
        parts.append(f"begins, until {day_month(step.end)}")
    elif step.days > 1:
        parts.append(f"since {day_month(step.start)}" if step.start < day - timedelta(days=6) else
                     f"from {weekday_and_day(step.start)}")
    return Row(step, weekday_and_day(day), ", ".join(parts))


def _subtitle(plan: Plan, season: Season, today: date, late: int, week: WeekList) -> str:
    if plan.position_found is not None:
        return "The year has done what it was for."
    since_match = (today - season.day("match_day")).days
    if since_match > 0:
        ago = "yesterday" if since_match == 1 else f"{since_match} days ago"
        return f"Match Day {season.match_year} was {ago}. {_this_week_words(late, week)}"
    if not plan.milestones:
        return "No steps yet."
    first = min(m.start for m in plan.milestones)
    if today < first:
        return f"Your year begins on {day_words(first)}."
    return f"Week {(today - first).days // 7 + 1} of your year. {_this_week_words(late, week)}"


def _this_week_words(late: int, week: WeekList) -> str:
    on = sum(row.step.is_open for row in week.rows)
    done = sum(row.is_done for row in week.rows)
    waits = f"{number_word(late)} thing{'' if late == 1 else 's'} wait{'s' if late == 1 else ''} from before"
    here = f"{number_word(on)} {'is' if on == 1 else 'are'} on for this one" if on else "nothing is on for this week"
    if not late and not on and done:
        return "What was on for this week is done."
    if not late:
        here = here.replace("this one", "this week")
        return f"{here[0].upper()}{here[1:]}."
    return f"{waits[0].upper()}{waits[1:]}, {here}."


def _meter(plan: Plan, season: Season, today: date) -> Meter:
    things = four_things(plan, today)
    stand = sum(thing.stands for thing in things)
    by = ", by September" if today < season.day("review_opens") else ""
    is_open = len(things) - stand
    if stand == len(things):
        summary = "All four stand."
    elif not stand:
        summary = f"None stands yet. At least {number_word(NEEDED)} should."
    else:
        summary = f"{_stand(stand)}, {number_word(is_open)} {'is' if is_open == 1 else 'are'} open."
        summary += f" At least {number_word(NEEDED)} should stand." if stand < NEEDED else " That is enough."
    return Meter(f"Three of four{by}", summary, tuple(_meter_line(thing, today) for thing in things))


def _stand(count: int) -> str:
    return f"{number_word(count).capitalize()} stand{'s' if count == 1 else ''}"


def _meter_line(thing: Thing, today: date) -> MeterLine:
    if thing.step is None:
        return MeterLine(thing, "No step leads there yet", thing.state)
    return MeterLine(thing, f"{isolated(thing.step.title)}, {when_words(thing.step, today)}", thing.state)


def _questions(plan: Plan, doubtful: Sequence[Caution], missing: Sequence[str]) -> tuple[Question, ...]:
    """Open items first (B1.1), then what is doubtful, then the answers that would sharpen the result."""
    order = {"B1.1": 0, "B11.1": 1, "B10.2": 2, "B4.2": 3}
    warnings = sorted(doubtful, key=lambda caution: order.get(caution.rule, len(order)))
    found = list(dict.fromkeys(_question(plan, caution) for caution in warnings))
    if missing:
        named = [gap_words(key, plan.answers) for key in missing[:2]]
        more = len(missing) - len(named)
        words = listed([*named, counted(more, "more answer")] if more else named)
        found.append(Question(f"Not known yet: {words}.", "Answer", "answers", missing[0], "B2.1"))
    return tuple(found)


def _question(plan: Plan, caution: Caution) -> Question:
    where = caution.where
    # A number that is there but small keeps its own sentence; the question is for what is missing.
    missing = caution.rule == "B1.1" or not getattr(plan.answers.decision, where.removeprefix("decision."), None)
    if where in QUESTIONS and missing:
        text, link = QUESTIONS[where]
        return Question(text, link, "answers" if where.startswith("situation") else "path", where, caution.rule)
    text = f"{caution.text[:1].upper()}{caution.text[1:]}".rstrip(".") + "."
    if plan.milestone(where) is not None:
        return Question(text, "Look", "timeline", where, caution.rule)
    if where == "season":
        return Question(text, "Look", "season", "", caution.rule)
    if where in CAUSES or where.startswith("disputes"):
        return Question(text, "Look", "post_mortem", where, caution.rule)
    if where.startswith("decision"):
        return Question(text, "Look", "path", where, caution.rule)
    return Question(text, "Look", "answers", where, caution.rule)
