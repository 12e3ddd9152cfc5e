"""What a calendar is told of one step, apart from the stamps: the part that decides whether a step has changed."""

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from reapply_desktop.domain.plan import Hours, Milestone
from reapply_desktop.services.calendar import moments, wording
from reapply_desktop.services.calendar.wording import SUMMARY_LIMIT, Discretion

LONG_DAYS = 14

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


@dataclass(frozen=True)
class Content:
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

    def fingerprint(self) -> str:
        """A hash that differs when anything the calendar is told differs."""
        text = json.dumps(astuple(self), default=str)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Wishes:
    """How entries are worded: `discretion` None writes the person's own words; `name` is the plan's."""

    name: str
    spans: bool
    discretion: Discretion | None
    neutral: Discretion


def of_milestone(milestone: Milestone, uid: str, template: str | None, wishes: Wishes) -> tuple[Content, Last]:
    """The entry of an open or finished step, and what to remember of it."""
    last_day = max(milestone.start, milestone.end)
    collapsed = milestone.days > LONG_DAYS and not wishes.spans and milestone.time is None
    first_day = last_day if collapsed else milestone.start
    title = wording.one_line(milestone.title) or wording.category_name(milestone.category) or wishes.neutral.any
    last = Last(
        wording.cut(title, SUMMARY_LIMIT),
        wishes.neutral.title(milestone.category, template),
        first_day,
        first_day if milestone.time else last_day,
        milestone.time,
        milestone.category,
    )
    start, end, lost_hours = _when(last)
    notes = []
    if collapsed:
        notes.append(f"{wording.day_in_words(milestone.start)} to {wording.day_in_words(last_day)}")
    if lost_hours:
        notes.append(lost_hours)
    discreet = wishes.discretion is not None
    shown = last.discreet_title if discreet else title
    description = wording.description(
        "\n".join(notes), "" if discreet else milestone.notes, "" if discreet else wishes.name
    )
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


def tombstone(last: Last, uid: str, wishes: Wishes) -> Content:
    """The entry that tells a calendar that a step it was once given is gone: same days, no notes, no alarm."""
    words = wishes.discretion
    title = last.title if words is None else last.discreet_title or words.title(last.category, None)
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
