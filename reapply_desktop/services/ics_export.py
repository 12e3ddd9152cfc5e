"""The plan as a calendar file that updates what an earlier one said: one entry a step, tombstones for what is gone."""

import calendar as months
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.services.calendar import ical, said, wording
from reapply_desktop.services.calendar.content import Content, Last, Wishes, of_milestone, tombstone
from reapply_desktop.services.calendar.said import Said, Stamps

TOMBSTONE_MONTHS = 3  # how long after the plan's year a removed step is still told of
COLOUR = "steelblue"


@dataclass(frozen=True)
class CalendarOptions:
    """`discreet`: neutral words, no notes; `spans`: steps longer than 14 days as a whole; `tombstones`: off for a fresh
    calendar, where nothing needs removing. What an option leaves out keeps its record and gets no tombstone."""

    discreet: bool = False
    spans: bool = False
    with_contingency: bool = False
    tombstones: bool = True


@dataclass(frozen=True)
class CalendarExport:
    """The file, the record to keep in the plan once the file is safely in place, and how much was written."""

    data: bytes
    exports: dict[str, Any]
    events: int
    tombstones: int


def export_calendar(
    plan: Plan,
    tables: Tables,
    now: datetime,
    options: CalendarOptions,
    known: Mapping[str, Any] | None = None,
) -> CalendarExport:
    """The calendar of a plan at `now` (aware; whole seconds count). The plan itself is not changed.

    An unchanged plan gives the same bytes at any later time. With `events == 0 and tombstones == 0` there was nothing
    to write and the caller refuses. `known` is the newest record this computer has seen of the plan, by step: with it
    a plan restored from a backup does not go back in SEQUENCE and stamps, which calendars would ignore.
    """
    run = _Run(plan, now.astimezone(UTC).replace(microsecond=0), options, known or {})
    for milestone in plan.milestones:
        if options.with_contingency or milestone.category != "contingency":
            run.tell(milestone)
    if options.tombstones and run.now.date() <= tombstones_until(plan, tables, run.now.date()):
        run.bury()
    words = run.wishes.discretion
    heading = ical.Heading(plan.id, words.calendar if words else run.wishes.name, words.colour if words else COLOUR)
    entries = run.events + run.tombstones
    return CalendarExport(ical.encode(heading, entries), run.exports, len(run.events), len(run.tombstones))


def tombstones_until(plan: Plan, tables: Tables, today: date) -> date:
    """The last day on which removed steps are told of: three months after residencies of the plan's season start."""
    year = plan.answers.season or planned_season(tables, None, today)
    end = season(tables, year).day("residency_start")
    extra, month = divmod(end.month - 1 + TOMBSTONE_MONTHS, 12)
    last_day = months.monthrange(end.year + extra, month + 1)[1]
    return date(end.year + extra, month + 1, min(end.day, last_day))


def uids(plan_id: str) -> Callable[[str], str]:
    """What makes a step's UID: uuid5 of plan and step, never of title, date or row."""
    try:
        space = uuid.UUID(plan_id)
    except ValueError:  # an id written by hand
        space = uuid.uuid5(uuid.NAMESPACE_OID, wording.plain(plan_id))
    return lambda milestone_id: str(uuid.uuid5(space, wording.plain(milestone_id)))


class _Run:
    """One export under way: what is written so far, and the record as it will be kept."""

    def __init__(self, plan: Plan, now: datetime, options: CalendarOptions, known: Mapping[str, Any]) -> None:
        neutral = wording.load_discretion()
        self.plan = plan
        self.now = now
        self.options = options
        self.known = known
        self.wishes = Wishes(
            wording.plan_name(plan), options.spans, neutral if options.discreet else None, neutral
        )
        self.exports: dict[str, Any] = dict(plan.exports)
        self.events: list[tuple[Content, Stamps]] = []
        self.tombstones: list[tuple[Content, Stamps]] = []
        self._uid = uids(plan.id)

    def tell(self, milestone: Milestone) -> None:
        """Write the entry of a step, unless it was dropped."""
        if milestone.status == "dropped":
            return
        origin = self.plan.origins.get(milestone.id)
        content, last = of_milestone(
            milestone, self._uid(milestone.id), origin.template if origin else None, self.wishes
        )
        self.events.append((content, self._stamped(milestone.id, content, last, None)))

    def bury(self) -> None:
        """Write a tombstone for each step that calendars know and that was deleted or dropped since."""
        present = {milestone.id: milestone for milestone in self.plan.milestones}
        for milestone_id in dict.fromkeys((*self.plan.exports, *(key for key in present if key in self.known))):
            entry, milestone = self.plan.exports.get(milestone_id), present.get(milestone_id)
            if milestone is not None and milestone.status != "dropped":
                continue
            last = self._last_said(milestone_id, milestone)
            if last is None:
                continue
            category = milestone.category if milestone is not None else last.category
            if category == "contingency" and not self.options.with_contingency:
                continue
            content = tombstone(last, self._uid(milestone_id), self.wishes)
            removed_at = said.removed_at(entry) or self.now
            self.tombstones.append((content, self._stamped(milestone_id, content, last, removed_at)))

    def _last_said(self, milestone_id: str, milestone: Milestone | None) -> Last | None:
        """What calendars were last told of a step that is gone; None where they know nothing of it.

        A plan restored from a backup may not say, while this computer remembers that it was told: then the dropped
        step itself gives title and days.
        """
        before = said.read(self.plan.exports.get(milestone_id))
        if before is not None and before.last is not None:
            return before.last
        if milestone is None or said.read(self.known.get(milestone_id)) is None:
            return None
        origin = self.plan.origins.get(milestone_id)
        return of_milestone(milestone, self._uid(milestone_id), origin.template if origin else None, self.wishes)[1]

    def _stamped(self, milestone_id: str, content: Content, last: Last | None, removed_at: datetime | None) -> Stamps:
        """The stamps of an entry; the record follows where something changed."""
        entry = self.exports.get(milestone_id)
        own = said.read(entry)
        before: Said | None = said.newest(own, said.read(self.known.get(milestone_id)))
        fingerprint = content.fingerprint()
        stamps = said.first(fingerprint, self.now) if before is None else before.stamped(fingerprint, self.now)
        if own is None or not own.holds(stamps):
            self.exports[milestone_id] = said.entry(
                entry, stamps, last, discreet=self.options.discreet, removed_at=removed_at
            )
        return stamps
