"""The load of the weeks ahead, as the Today page draws it, and the sentence on the first that is too full (B8.5)."""

from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.week import Week, week_from
from reapply_desktop.domain.words import day_month, listed, short_day

WEEK = timedelta(days=7)
WEEKS_DRAWN = 8
ROLE_WORDS = {
    "research": "the research post", "preliminary": "the preliminary year", "teaching": "teaching",
    "non_clinical": "the job", "observership": "the observership",
}  # fmt: skip


def load_ahead(plan: Plan, first: date) -> tuple[Week, ...]:
    """Eight weeks, `first` being the day on which the week that is shown begins.

    Steps far from them are put aside first: a long plan is looked through once, not eight times.
    """
    end = first + WEEKS_DRAWN * WEEK
    near = tuple(m for m in plan.milestones if m.start < end and m.end >= first and m.status == "planned")
    drawn = replace(plan, milestones=near)
    return tuple(week_from(drawn, first + n * WEEK) for n in range(WEEKS_DRAWN))


def too_full(plan: Plan, load: tuple[Week, ...]) -> tuple[str, str] | None:
    """The first week that is too full, in a sentence, and the step to look at (B8.5)."""
    for week in load:
        if week.is_too_full:
            due = [m for m in week.due if m.is_open]
            interviews = week.interviews
            rest = len(due) - interviews
            things = [counted(rest, "step")] if rest or not interviews else []
            things += [counted(interviews, "interview")] if interviews else []
            situation = plan.answers.situation
            role = ROLE_WORDS.get(situation.effective_role or "") if situation else None
            beside = f" beside {role}" if role else ""
            words = f"The week of {day_month(week.first)} is too full: {listed(things)}{beside}. What can move?"
            return words, (due or [*week.going_on])[0].id
    return None


def week_words(week: Week) -> str:
    """How full a week is, for a tooltip and a screen reader."""
    due = sum(m.is_open for m in week.due)
    going = sum(m.is_open for m in week.going_on)
    words = f"{short_day(week.first)}: {counted(due, 'step')} due"
    words += f", {going} going on" if going else ""
    return f"{words}, too full" if week.is_too_full else words
