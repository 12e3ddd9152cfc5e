"""The plan as a value: milestones, the answers they came from, and what was exported. Every edit gives a new plan."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, time, timedelta
from typing import Any

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.values import dataclass


@dataclass(frozen=True)
class Hours:
    """Clock times on the milestone's day, in the IANA zone named; `end` is later than `start` on the same day."""

    start: time
    end: time
    zone: str


@dataclass(frozen=True)
class Milestone:
    """One step of the year. `start` and `end` both belong to it; `time` only where it has hours (then end = start).

    `reminder` is None or days before: whole days 1–28 (at 09:00 of that day), timed 0–28 (0: 30 minutes before).
    `rule` is the blueprint rule a generated step came from, None on the person's own.
    """

    id: str
    title: str
    category: str
    start: date
    end: date
    time: Hours | None = None
    status: str = "planned"
    reminder: int | None = 1
    depends_on: tuple[str, ...] = ()
    notes: str = ""
    rule: str | None = None

    @property
    def days(self) -> int:
        """Length in days, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def is_open(self) -> bool:
        return self.status == "planned"

    def moved(self, days: int) -> "Milestone":
        step = timedelta(days=days)
        return replace(self, start=self.start + step, end=self.end + step)


@dataclass(frozen=True)
class Origin:
    """Where a generated milestone came from: its template, and what it hangs on.

    `event` is the season event id it is dated from (or None), `cause` the circled cause it mends (or None),
    `planned` the day its end would have had with the full year ahead, when that day is lost (B4.2). `given` is what
    the program gave the step (see hand_edits), None in files of before; `past` says that it belongs to an earlier
    application or choice and is kept as it was.
    """

    template: str
    event: str | None = None
    cause: str | None = None
    planned: date | None = None
    given: str | None = None
    past: bool = False


@dataclass(frozen=True)
class PastSeason:
    """A season that is over without a position, as it stood when the next one was planned.

    `answers` are those it was planned from, with their decision and season; `outcome` is what the Match brought (an id
    of `vocabulary.MATCHED`), `done` of `steps` were done. `unknown` holds keys this version does not know.
    """

    answers: Answers
    closed_on: date | None = None
    outcome: str | None = None
    steps: int = 0
    done: int = 0
    unknown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A whole plan file.

    `planned_on` is the day the year was planned on (None in files of before), `series` names the steps of each series
    (id → their ids), `season_dates` the person's own days of season events, `history` the seasons that are over (oldest
    first), `position_found` the day a position was found (B11.15), `dropped_for_position` the steps dropped then.
    `exports` is what the last calendar export said; undo and redo never change it. `unknown` and
    `unknown_in_milestones` (by id) hold keys this version does not know, kept and written back.
    """

    id: str
    answers: Answers
    milestones: tuple[Milestone, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    planned_on: date | None = None
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    season_dates: Mapping[str, date] = field(default_factory=dict)
    history: tuple[PastSeason, ...] = ()
    position_found: date | None = None
    dropped_for_position: tuple[str, ...] = ()
    exports: Mapping[str, Any] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)
    unknown_in_milestones: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def milestone(self, milestone_id: str) -> Milestone | None:
        return next((m for m in self.milestones if m.id == milestone_id), None)

    def is_past(self, milestone_id: str) -> bool:
        """Whether a step belongs to an earlier application or choice and is only kept."""
        origin = self.origins.get(milestone_id)
        return origin is not None and origin.past

    def with_milestone(self, changed: Milestone, after: str | None = None) -> "Plan":
        """The plan with this milestone: in its old place, or new at the end (or behind `after`)."""
        if any(m.id == changed.id for m in self.milestones):
            return replace(self, milestones=tuple(changed if m.id == changed.id else m for m in self.milestones))
        index = next((i + 1 for i, m in enumerate(self.milestones) if m.id == after), len(self.milestones))
        return replace(self, milestones=(*self.milestones[:index], changed, *self.milestones[index:]))

    def with_milestones(self, changed: Iterable[Milestone]) -> "Plan":
        """The plan with each of these existing milestones in its old place."""
        by_id = {m.id: m for m in changed}
        return replace(self, milestones=tuple(by_id.get(m.id, m) for m in self.milestones))

    def without(self, ids: Iterable[str]) -> "Plan":
        """The plan without these milestones, and without anything waiting for them."""
        gone = set(ids)
        kept = (m for m in self.milestones if m.id not in gone)
        return replace(
            self,
            milestones=tuple(
                replace(m, depends_on=tuple(d for d in m.depends_on if d not in gone)) if gone & {*m.depends_on} else m
                for m in kept
            ),
            origins={key: origin for key, origin in self.origins.items() if key not in gone},
            series={key: rest for key, ids in self.series.items() if (rest := tuple(i for i in ids if i not in gone))},
        )

    def would_cycle(self, milestone_id: str, depends_on: str) -> bool:
        """Whether making `milestone_id` wait for `depends_on` would close a circle."""
        waits = {m.id: m.depends_on for m in self.milestones}
        todo, seen = [depends_on], set()
        while todo:
            current = todo.pop()
            if current == milestone_id:
                return True
            if current not in seen:
                seen.add(current)
                todo.extend(waits.get(current, ()))
        return False
