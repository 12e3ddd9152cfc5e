"""The generated year (B4.2): templates that fit the person, dated from the season aimed at and from today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from reapply_desktop.domain.anchors import Anchors, anchors, decide_by
from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.circumstances import applies, facts
from reapply_desktop.domain.decisions import decided, decided_by_person
from reapply_desktop.domain.findings import Season, SeasonDate
from reapply_desktop.domain.generated_series import with_series
from reapply_desktop.domain.hand_edits import given_of
from reapply_desktop.domain.own_dates import own_matches
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.scheduling import Days, Slot, schedule
from reapply_desktop.domain.vocabulary import ROLES, in_sentence
from reapply_desktop.domain.words import day_month_year, lasting

CHOOSE_PATH, POST_MORTEM = "choose_path", "post_mortem"
EASTERN = "America/New_York"
HALF_HOUR = timedelta(minutes=30)
LAST_DAYS = timedelta(days=14)
# Begun shortly before review, what should have come before it gets at least these days instead of all falling on one.
LATE_START = timedelta(days=30)


@dataclass(frozen=True)
class Made:
    """A step as the program gives it: `slot` has the days of the whole year ahead; id and waits are template ids."""

    template: Template
    slot: Slot
    step: Milestone

    @property
    def origin(self) -> Origin:
        lost = self.step.end > self.slot.end
        return Origin(
            self.template.id,
            event=self.template.event,
            cause=self.template.cause,
            planned=self.slot.end if lost else None,
            given=given_of(self.step),
        )


@dataclass(frozen=True)
class MadeYear:
    """What the program makes of answers on a day: decision completed, season settled, steps by template id."""

    answers: Answers
    season: Season
    steps: Mapping[str, Made]
    texts: Mapping[str, str]

    def on(self, key: str, days: Days, slot: Slot | None = None) -> Made:
        """One of the steps on other days, with the words that belong to them."""
        made = self.steps[key]
        slot = slot or made.slot
        step = _milestone(made.template, slot, days, self.season, self.texts)
        return Made(made.template, slot, replace(step, status=made.step.status))


def new_plan(
    answers: Answers, tables: Tables, templates: tuple[Template, ...], today: date, new_id: Callable[[], str]
) -> Plan:
    """A plan from answers: decision completed, season settled, the year's milestones in the order of their days, and
    its repeating work in series.

    `new_id` gives each id (a UUID); the same answers, day and ids give the same plan.
    """
    made = made_year(answers, tables, templates, today)
    plan_id = new_id()
    ids = {key: new_id() for key in made.steps}
    steps = (
        replace(m.step, id=ids[key], depends_on=tuple(ids[before] for before in m.step.depends_on))
        for key, m in made.steps.items()
    )
    plan = Plan(
        id=plan_id,
        answers=made.answers,
        milestones=tuple(sorted(steps, key=lambda m: (m.start, m.end))),
        origins={ids[key]: m.origin for key, m in made.steps.items()},
        planned_on=today,
    )
    groups = {ids[key]: m.template.series for key, m in made.steps.items() if m.template.series}
    return with_series(plan, groups, groups, (), new_id)


def made_year(
    answers: Answers,
    tables: Tables,
    templates: tuple[Template, ...],
    today: date,
    season_year: int | None = None,
    own_dates: Mapping[str, date] | None = None,
) -> MadeYear:
    """The year of these answers, begun today: of a plan's own season, with its own dates, where they are given."""
    assessment = assess(answers, tables, today, season_year, own_dates)
    season, decision = assessment.season, decided(answers, tables, assessment)
    texts, met = _texts(answers, decision, season), already_met(answers)
    steps = {}
    for template, slot, days in year(answers, decision, tables, templates, season, today):
        step = _milestone(template, slot, days, season, texts)
        steps[template.id] = Made(template, slot, replace(step, status="done") if template.id in met else step)
    return MadeYear(replace(answers, decision=decision, season=season.match_year), season, steps, texts)


def year(
    answers: Answers,
    decision: Decision,
    tables: Tables,
    templates: tuple[Template, ...],
    season: Season,
    today: date,
) -> list[tuple[Template, Slot, Days]]:
    """The templates that fit, each with the days it would have had (its slot) and the days it gets."""
    known = facts(answers, decision, tables, season.match_year, today)
    fields = tuple(field for field in (decision.primary, decision.backup) if field)
    days = anchors(season, answers, today, fields)
    fitting = [template for template in templates if applies(template, known)]
    slots = {t.id: slot for t in fitting if (slot := _slot(t, days, today)) is not None}
    linked = {
        key: replace(slot, after=tuple(before for before in slot.after if before in slots))
        for key, slot in slots.items()
    }
    placed = schedule(list(linked.values()), today)
    return [(t, _in_order(linked[t.id], placed), placed[t.id]) for t in fitting if t.id in placed]


def _in_order(slot: Slot, placed: Mapping[str, Days]) -> Slot:
    """The slot without waiting for anything that a true lead time has pushed behind it."""
    return replace(slot, after=tuple(before for before in slot.after if placed[before][1] <= placed[slot.id][0]))


def already_met(answers: Answers) -> tuple[str, ...]:
    """The templates that the person's own decision has met before the year begins (reading 16)."""
    circled = decided_by_person(answers) and answers.decision is not None and bool(answers.decision.causes)
    return (CHOOSE_PATH,) * decided_by_person(answers) + (POST_MORTEM,) * circled


def _slot(template: Template, days: Anchors, today: date) -> Slot | None:
    start, end = days.day(template.start), days.day(template.end)
    if start is None or end is None:
        return None
    season, last = days.season, days.season.day("match_day") + LAST_DAYS
    if template.id == CHOOSE_PATH:
        day = decide_by(season, today)
        return Slot(template.id, day, day, template.after, fixed=True)
    end = max(start, end)
    if template.lapses and end < today:
        return None
    fixed = template.event is not None and start >= today
    before_review = end <= season.day("submission_opens") and today <= season.day("review_opens")
    return Slot(
        template.id,
        start,
        end,
        template.after,
        least=min(template.least, (end - start).days + 1),
        fixed=fixed,
        firm=template.firm,
        testing=template.testing,
        latest=max(season.day("review_opens"), today + LATE_START) if before_review else max(last, end),
    )


def _milestone(
    template: Template,
    slot: Slot,
    days: Days,
    season: Season,
    texts: Mapping[str, str],
) -> Milestone:
    start, end = days
    event = season.dates[template.event] if template.event else None
    on_its_day = event is not None and start == end == event.day
    hours = official_hours(event) if event is not None and on_its_day else None
    late = end > slot.end
    title = template.late_title if late and template.late_title else template.title
    reminder = template.reminder or (0 if hours else None)
    return Milestone(
        id=template.id,
        title=title.format_map(texts),
        category=template.category,
        start=start,
        end=end,
        time=hours,
        reminder=reminder,
        depends_on=slot.after,
        notes=_notes(template, slot, days, event if on_its_day else None).format_map(texts),
        rule=template.rule,
    )


def _notes(template: Template, slot: Slot, days: Days, event: SeasonDate | None) -> str:
    lost = (days[1] - slot.end).days
    body = template.late_notes if lost > 0 and template.late_notes else template.notes
    parts = [f"Done means {template.done.strip()}", body.strip()]
    if lost > 0:
        parts.append(
            f"With the whole year ahead this would have been done by {day_month_year(slot.end)}: "
            f"{lasting(lost)} of lead time {'is' if lost == 1 else 'are'} lost."
        )
    if event is not None:
        parts.append(f"Date: {event.status}. Source: {event.source}. Confirm it before you rely on it.")
    return "\n\n".join(part for part in parts if part)


def official_hours(event: SeasonDate) -> Hours | None:
    """The event's hour on its day: a deadline ends at it, an opening or a day begins at it (half an hour each)."""
    if event.hour_et is None:
        return None
    hour = datetime.combine(event.day, time.fromisoformat(event.hour_et))
    start, end = (hour - HALF_HOUR, hour) if event.kind == "deadline" else (hour, hour + HALF_HOUR)
    return Hours(start.time(), end.time(), EASTERN)


def _texts(answers: Answers, decision: Decision, season: Season) -> Mapping[str, str]:
    role = answers.situation.effective_role if answers.situation else None
    primary = in_sentence(decision.primary) if decision.primary else "your specialty"
    own = own_matches(decision, season.match_year)
    return {
        "own_match": own[0] if own else "early Match",
        "own_match_second": own[1] if len(own) > 1 else "other early Match",
        "primary": primary,
        "specialty": primary,
        "backup": in_sentence(decision.backup) if decision.backup else "the second specialty",
        "match_year": str(season.match_year),
        "role": ROLES[role].lower() if role and role != "undecided" else "role",
    }
