"""One export under way: what calendars or lists of tasks are told of each step, and the record of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.calendar import said, wording
from reapply_desktop.services.calendar.content import Last, Told, Wishes, last_of
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.said import Said, Stamps

Progress = Callable[[int, int], bool]  # entries written, entries in all; False stops
EVERY = 50


@dataclass(frozen=True)
class Entry:
    """One entry as it stands in the file, and its first day."""

    day: date
    data: bytes


@dataclass(frozen=True)
class Kind:
    """How a step, and one that is gone, is told; how it is written, with the time it was first told as done; and what
    more the record keeps of that time."""

    of_milestone: Callable[[Milestone, str | None], tuple[Told, Last]]
    tombstone: Callable[[str, Last], Told]
    write: Callable[[Any, Stamps, datetime | None], bytes]
    remembered: Callable[[datetime | None], dict[str, Any]]


class Telling:
    """`records` begins as what the plan remembers, by step, and follows; `known` is what this computer remembers."""

    def __init__(
        self, plan: Plan, now: datetime, options: CalendarOptions, wishes: Wishes, kind: Kind,
        records: Mapping[str, Any], known: Mapping[str, Any], progress: Progress | None = None,
    ) -> None:  # fmt: skip
        self._plan, self._options, self._kind, self.wishes = plan, options, kind, wishes
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._before, self._known, self._progress = records, known, progress
        self.records: dict[str, Any] = dict(records)
        self.events: list[Entry] = []
        self.tombstones: list[Entry] = []

    def tell(self) -> None:
        """Write every step that goes in. UserError when `progress` says to stop."""
        wanted = [step for step in self._plan.milestones if self._options.takes(step)]
        for at, step in enumerate(wanted):
            if self._progress is not None and at % EVERY == 0 and not self._progress(at, len(wanted)):
                raise UserError("Cancelled.")
            content, last = self._kind.of_milestone(step, self._template(step.id))
            self.events.append(self._entry(step.id, content, last, done=step.status == "done"))

    def bury(self) -> None:
        """Write a tombstone for each step that calendars know and that was deleted or dropped since."""
        for step_id, last in self._gone():
            removed = said.removed_at(self._before.get(step_id)) or self._now
            content = self._kind.tombstone(step_id, last)
            self.tombstones.append(self._entry(step_id, content, last, removed_at=removed))

    def leave_out(self) -> None:
        """Note of each step that is gone that the new file is without it, and that nothing was told of that."""
        for step_id, _last in self._gone():
            record = self._before.get(step_id)
            if isinstance(record, Mapping) and not record.get("gone"):
                self.records[step_id] = {**record, "gone": True}

    def _gone(self) -> list[tuple[str, Last]]:
        present = {step.id: step for step in self._plan.milestones}
        remembered = (key for key in present if key in self._known)
        found = []
        for step_id in dict.fromkeys((*self._before, *remembered)):
            step = present.get(step_id)
            if step is not None and step.status != "dropped":
                continue
            last = self._last_said(step_id, step)
            category = step.category if step is not None else last.category if last is not None else ""
            if last is not None and self._options.takes_category(category) and \
                    self._options.takes_days(last.start, last.end):
                found.append((step_id, last))
        return found

    def _last_said(self, step_id: str, step: Milestone | None) -> Last | None:
        """What calendars were last told of a step that is gone; None where they know nothing of it.

        A plan restored from a backup may know less than this computer remembers; where even that holds no words, the
        dropped step itself gives title and days.
        """
        kept = self._known.get(step_id)
        mine, other = said.read(self._before.get(step_id)), said.read(kept)
        own = mine.last if mine is not None else None
        last = own if other is None or said.newest(mine, other) is mine else other.last
        if last is None or own is None:
            last = last or own
        elif isinstance(kept, Mapping) and not kept.get("title"):  # told discreetly, so without its title
            last = replace(last, title=own.title)
        if last is not None:
            return last
        return None if step is None or other is None else last_of(step, self._template(step_id), self.wishes)

    def _entry(
        self, step_id: str, content: Told, last: Last, *, done: bool = False, removed_at: datetime | None = None
    ) -> Entry:
        """The entry with its stamps; the record follows where something changed."""
        record = self.records.get(step_id)
        own = said.read(record)
        before: Said | None = said.newest(own, said.read(self._known.get(step_id)))
        fingerprint = content.fingerprint()
        stamps = said.first(fingerprint, self._now) if before is None else before.stamped(fingerprint, self._now)
        completed = said.completed(record) or self._now if done else None
        if own is None or not own.holds(stamps):
            kept = said.entry(
                record, stamps, last, discreet=self._options.discreet, done=done, removed_at=removed_at
            )
            self.records[step_id] = kept | self._kind.remembered(completed)
        elif own.gone and removed_at is None:
            self.records[step_id] = {key: value for key, value in self.records[step_id].items() if key != "gone"}
        data = self._kind.write(content, stamps, completed)
        return Entry(last.start, data)

    def _template(self, step_id: str) -> str | None:
        origin = self._plan.origins.get(step_id)
        return origin.template if origin else None


def wishes_of(plan: Plan, options: CalendarOptions, notes: int = wording.DESCRIPTION_LIMIT) -> Wishes:
    """How this plan's entries are worded; a description has at most `notes` characters."""
    neutral = wording.load_discretion()
    return Wishes(
        wording.plan_name(plan), options.spans, neutral if options.discreet else None, neutral,
        notes if options.with_notes else 0,
    )  # fmt: skip
