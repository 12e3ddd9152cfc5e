"""Changes to one step, each keeping what must hold of it: the end not before the start, hours on one day, no circles.

What cannot be is refused with a UserError that says why and what is allowed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.domain.step_words import quoted
from reapply_desktop.domain.words import short_day

TITLE_LIMIT = 500
NOTES_LIMIT = 5_000
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
REMINDERS_WHOLE_DAY = range(1, 29)
REMINDERS_TIMED = range(29)


def renamed(step: Milestone, title: str) -> Milestone:
    """With another title: one line, not empty."""
    clean = " ".join(_whole(title).split())
    if not clean:
        raise UserError("A step needs a title.", "A few words that say what is to be done.")
    if len(clean) > TITLE_LIMIT:
        raise UserError(f"A title has at most {TITLE_LIMIT} characters.", "Put the rest into the notes.")
    return replace(step, title=clean)


def starting(step: Milestone, day: date) -> Milestone:
    """Beginning on another day. A start after the end takes the end along, so that the length stays."""
    _real(day)
    if step.time is not None or day > step.end:
        return _ending_in_range(step.moved((day - step.start).days))
    return replace(step, start=day)


def ending(step: Milestone, day: date) -> Milestone:
    """Ending on another day, not before the start. A step with hours is on one day: it moves."""
    _real(day)
    if step.time is not None:
        return step.moved((day - step.end).days)
    if day < step.start:
        raise UserError(f"The end lies before the start, {short_day(step.start)}.",
                        f"Choose {short_day(step.start)} or later, or move the start first.")
    return replace(step, end=day)


def with_hours(step: Milestone, hours: Hours | None) -> Milestone:
    """With clock times, or a whole day again (None). Hours belong to one day: a longer step is refused."""
    if hours is None:
        return replace(step, time=None, reminder=step.reminder or (1 if step.reminder == 0 else None))
    if step.end != step.start:
        raise UserError("Hours belong to a step of one day.", "Let it start and end on the same day first.")
    if hours.end <= hours.start:
        raise UserError(f"The hours end at {hours.end:%H:%M}, not after {hours.start:%H:%M}.",
                        "The end must be later on the same day.")
    return replace(step, time=hours)


def with_reminder(step: Milestone, days: int | None) -> Milestone:
    """Reminded so many days before, or not at all (None). 0, half an hour before, needs hours."""
    allowed = REMINDERS_WHOLE_DAY if step.time is None else REMINDERS_TIMED
    if days is not None and days not in allowed:
        raise UserError("A reminder comes 1 to 28 days before.",
                        "30 minutes before is possible for a step with hours.")
    return replace(step, reminder=days)


def with_notes(step: Milestone, notes: str) -> Milestone:
    if len(notes) > NOTES_LIMIT:
        raise UserError(f"Notes have at most {NOTES_LIMIT:,} characters; these have {len(notes):,}.")
    return replace(step, notes=_whole(notes))


def waiting_for(plan: Plan, step: Milestone, ids: Iterable[str]) -> Milestone:
    """Waiting for exactly these steps, in the order given. A circle is refused."""
    wanted = tuple(dict.fromkeys(ids))
    for other in wanted:
        if other not in step.depends_on and plan.would_cycle(step.id, other):
            named = plan.milestone(other)
            raise UserError(f"{quoted(named.title if named else other)} already waits for this step.",
                            "Two steps cannot wait for each other.")
    return replace(step, depends_on=wanted)


def possible_waits(plan: Plan, step: Milestone) -> tuple[Milestone, ...]:
    """The steps this one can wait for without closing a circle: all that do not wait for it themselves."""
    followers: dict[str, list[str]] = {}
    for other in plan.milestones:
        for awaited in other.depends_on:
            followers.setdefault(awaited, []).append(other.id)
    barred, todo = {step.id}, [step.id]
    while todo:
        for follower in followers.get(todo.pop(), ()):
            if follower not in barred:
                barred.add(follower)
                todo.append(follower)
    return tuple(m for m in plan.milestones if m.id not in barred)


def waiting_on(plan: Plan, step_id: str) -> tuple[Milestone, ...]:
    """The steps that wait for this one."""
    return tuple(m for m in plan.milestones if step_id in m.depends_on)


def copied(step: Milestone, new_id: str) -> Milestone:
    """A copy with an id of its own: planned, the person's own (no rule), waiting for the same steps."""
    return replace(step, id=new_id, title=step.title, status="planned", rule=None)


def _whole(text: str) -> str:
    """Without halves of characters, which no file can keep."""
    return text if text.isascii() else "".join(c for c in text if not "\ud800" <= c <= "\udfff")


def _real(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UserError(f"{short_day(day)} is too far away.",
                        f"Dates lie between {FIRST_DAY.year} and {LAST_DAY.year}.")


def _ending_in_range(step: Milestone) -> Milestone:
    return step if step.end <= LAST_DAY else replace(step, end=LAST_DAY)


def as_long(step: Milestone, start: date) -> Milestone:
    """The step moved to begin on `start`, as long as before."""
    return replace(step, start=start, end=start + timedelta(days=step.days - 1))
