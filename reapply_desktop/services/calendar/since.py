"""What changed since the last export, counted from what the plan remembers of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.calendar import memory, restored, said, wording
from reapply_desktop.services.calendar.options import LONG_DAYS, CalendarOptions
from reapply_desktop.services.calendar.said import Said


@dataclass(frozen=True)
class Since:
    """How many steps were moved, are new, were finished, renamed or removed since; a step counts once."""

    moved: int = 0
    new: int = 0
    done: int = 0
    renamed: int = 0
    removed: int = 0


def since_last_export(
    plan: Plan, options: CalendarOptions, known: Mapping[str, Any] | None = None
) -> Since | None:
    """The counts over what would go in now; None where calendars were told nothing yet.

    With what this computer remembers, the counts hold also what was sent from a later state of the plan.
    """
    exports = {**plan.exports, **restored.lost(plan, known or {})}
    told = {key: record for key, entry in exports.items() if (record := said.read(entry)) is not None}
    if not told:
        return None
    kinds = [_what(step, told.get(step.id)) for step in plan.milestones if options.takes(step)]
    there = {step.id for step in plan.milestones if step.status != "dropped"}
    removed = sum(
        record.last is not None and not record.gone and options.takes_category(record.last.category)
        and options.takes_days(record.last.start, record.last.end)
        for key, record in told.items() if key not in there
    )  # fmt: skip
    return Since(kinds.count("moved"), kinds.count("new"), kinds.count("done"), kinds.count("renamed"), removed)


def day_of_last_export(plan: Plan, known: Mapping[str, Any]) -> date | None:
    """The day (in UTC) on which this computer last exported the plan; elsewhere that of the newest change told."""
    last = memory.last_export(known)
    if last is not None:
        return last.date()
    records = (said.read(entry) for entry in plan.exports.values())
    moments = [record.last_modified for record in records if record is not None and record.last_modified is not None]
    return max(moments, default=datetime.min.replace(tzinfo=UTC)).date() if moments else None


def _what(step: Milestone, record: Said | None) -> str:
    if record is None or record.gone:
        return "new"
    if step.status == "done" and record.done is False:
        return "done"
    last = record.last
    if last is None:
        return ""
    if (step.time, max(step.start, step.end)) != (last.hours, last.end):
        return "moved"
    # A long step may have been told by its last day alone, and may be told otherwise now: that is no move.
    if step.start != last.start and step.days <= LONG_DAYS:
        return "moved"
    title = wording.one_line(step.title)
    return "renamed" if title and wording.cut(title, wording.SUMMARY_LIMIT) != last.title else ""
