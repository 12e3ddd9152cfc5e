"""What a calendar is told of one step, apart from the stamps: the part that decides whether a step has changed."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from reapply_desktop.domain.plan import Hours, Milestone
from reapply_desktop.services.calendar import moments, wording
from reapply_desktop.services.calendar.options import collapses, shown_days
from reapply_desktop.services.calendar.wording import DESCRIPTION_LIMIT, SUMMARY_LIMIT, Discretion

# The CSS3 name nearest to each category's colour; calendars that read COLOR take no other form.
COLOURS = {
    "stabilise": "sienna",
    "decide": "slateblue",
    "position": "seagreen",
    "exams": "cornflowerblue",
    "letters": "darkgoldenrod",
    "interviews": "purple",
    "documents": "darkslategray",
    "application": "midnightblue",
    "outreach": "darkolivegreen",
    "support": "saddlebrown",
    "contingency": "gray",
}


@dataclass(frozen=True)
class Last:
    """What a tombstone needs of the last export: titles without marks, the days as they were written."""

    title: str
    discreet_title: str
    start: date
    end: date
    hours: Hours | None
    category: str


class Told:
    """What is told of a step, apart from its stamps."""

    def fingerprint(self) -> str:
        """A hash that differs when anything that is told differs."""
        text = json.dumps(tuple(vars(self).values()), default=str)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Content(Told):
    """One entry without its stamps.

    `start` and `end` are days (end exclusive) or UTC times; `trigger` is a negative duration, None for no alarm.
    """

    uid: str
    summary: str
    description: str
    start: date | datetime
    end: date | datetime
    cancelled: bool
    private: bool
    category: str
    colour: str | None
    trigger: str | None
    alarm_text: str


@dataclass(frozen=True)
class Task(Told):
    """One task without its stamps: `due` is its last day, or the UTC time of its end."""

    uid: str
    summary: str
    description: str
    due: date | datetime
    done: bool
    cancelled: bool
    private: bool
    category: str
    event: str


@dataclass(frozen=True)
class Wishes:
    """How entries are worded: `discretion` None writes the person's own words; `name` is the plan's; `notes` is how
    long a description may be with the person's notes, 0 leaves them out."""

    name: str
    spans: bool
    discretion: Discretion | None
    neutral: Discretion
    notes: int = DESCRIPTION_LIMIT


def of_milestone(milestone: Milestone, uid: str, template: str | None, wishes: Wishes) -> tuple[Content, Last]:
    """The entry of an open or finished step, and what to remember of it."""
    last = last_of(milestone, template, wishes)
    start, end, lost_hours = _when(last)
    discreet = wishes.discretion is not None
    shown = last.discreet_title if discreet else last.title
    description = described(milestone, wishes, lost_hours)
    done = milestone.status == "done"
    return (
        Content(
            uid,
            wording.cut(f"✔ {shown}" if done else shown, SUMMARY_LIMIT),
            description,
            start,
            end,
            cancelled=False,
            trigger=None if done else _trigger(milestone, start),
            alarm_text=wording.cut(shown, SUMMARY_LIMIT),
            **_look(milestone.category, wishes.discretion),
        ),
        last,
    )


def task_of(milestone: Milestone, uid: str, event: str, template: str | None, wishes: Wishes) -> tuple[Task, Last]:
    """The task of an open or finished step; `event` is the UID of its calendar entry."""
    last = last_of(milestone, template, wishes)
    _start, end, lost_hours = _when(last)
    task = _task(last, uid, event, described(milestone, wishes, lost_hours), wishes)
    return replace(task, due=end if isinstance(end, datetime) else last.end, done=milestone.status == "done"), last


def task_tombstone(last: Last, uid: str, event: str, wishes: Wishes) -> Task:
    """The task that tells a list that it is gone."""
    return replace(_task(last, uid, event, "", wishes), cancelled=True)


def _task(last: Last, uid: str, event: str, description: str, wishes: Wishes) -> Task:
    look = _look(last.category, wishes.discretion)
    title = last.title if wishes.discretion is None else _discreet(last, wishes.discretion)
    title = wording.cut(title, SUMMARY_LIMIT)
    return Task(uid, title, description, last.end, done=False, cancelled=False, private=look["private"],
                category=look["category"], event=event)


def last_of(milestone: Milestone, template: str | None, wishes: Wishes) -> Last:
    """What a tombstone of this step would need."""
    title = wording.one_line(milestone.title) or wording.category_name(milestone.category) or wishes.neutral.any
    return Last(
        wording.cut(title, SUMMARY_LIMIT),
        wishes.neutral.title(milestone.category, template),
        *shown_days(milestone, wishes.spans),
        milestone.time,
        milestone.category,
    )


def described(milestone: Milestone, wishes: Wishes, lost_hours: str = "") -> str:
    """Span and hours in words where the entry cannot show them, notes, and the plan's name."""
    facts = []
    if collapses(milestone, wishes.spans):
        first, last = milestone.start, max(milestone.start, milestone.end)
        facts.append(f"{wording.day_in_words(first)} to {wording.day_in_words(last)}")
    if lost_hours:
        facts.append(lost_hours)
    discreet = wishes.discretion is not None
    notes = "" if discreet or not wishes.notes else milestone.notes
    return wording.description("\n".join(facts), notes, "" if discreet else wishes.name, wishes.notes)


def tombstone(last: Last, uid: str, wishes: Wishes) -> Content:
    """The entry that tells a calendar that a step it was once given is gone: same days, no notes, no alarm."""
    words = wishes.discretion
    title = last.title if words is None else _discreet(last, words)
    start, end, _ = _when(last)
    return Content(
        uid,
        wording.cut(f"Cancelled: {title}", SUMMARY_LIMIT),
        "",
        start,
        end,
        cancelled=True,
        trigger=None,
        alarm_text="",
        **_look(last.category, wishes.discretion),
    )


def _discreet(last: Last, words: Discretion) -> str:
    return last.discreet_title or words.title(last.category, None)


def _when(last: Last) -> tuple[date | datetime, date | datetime, str]:
    """Start, exclusive end, and the hours in words where they cannot be placed in the world."""
    if last.hours is None:
        return last.start, moments.day_after(last.end), ""
    placed = moments.utc_hours(last.start, last.hours)
    if placed is not None:
        return *placed, ""
    words = f"{last.hours.start:%H:%M} to {last.hours.end:%H:%M}, {wording.one_line(last.hours.zone)}"
    return last.start, moments.day_after(last.start), wording.cut(words, SUMMARY_LIMIT)


def _trigger(milestone: Milestone, start: date | datetime) -> str | None:
    if milestone.reminder is None:
        return None
    if isinstance(start, datetime) and milestone.time is not None:
        return moments.timed_trigger(milestone.reminder, start, milestone.start, milestone.time.zone)
    return moments.whole_day_trigger(milestone.reminder)


def _look(category: str, discretion: Discretion | None) -> dict[str, Any]:
    if discretion is not None:
        return {"private": True, "category": discretion.category, "colour": None}
    return {"private": False, "category": wording.category_name(category), "colour": COLOURS.get(category)}
