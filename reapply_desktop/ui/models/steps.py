"""The columns of the timeline: what a step shows, how each field is changed, and what the menu calls it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from reapply_desktop.domain import bulk, step_edits
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.gestures import place_words
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.domain.step_words import hours_words, late_words, reminder_words, span_words
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES
from reapply_desktop.domain.words import short_day
from reapply_desktop.ui.models.columns import Around, Column, Listing

CATEGORY_ORDER = {category: at for at, category in enumerate(CATEGORIES)}
SEASON_DAY = "“{}” is dated by the season. Its date is changed on the Season dates page."
STATUS_ORDER = {status: at for at, status in enumerate(STATUSES)}


def rename(plan: Plan, step: Milestone, title: str) -> tuple[Plan, str]:
    return plan.with_milestone(step_edits.renamed(step, title)), "Rename step"


def change_category(plan: Plan, step: Milestone, category: str) -> tuple[Plan, str]:
    return plan.with_milestone(replace(step, category=category)), "Change category"


def dated_by_season(plan: Plan, step: Milestone) -> str:
    """Why the days of a step cannot be changed here; "" where they can."""
    return SEASON_DAY.format(step.title) if is_fixed(plan, step.id) else ""


def _free(plan: Plan, step: Milestone) -> None:
    if why := dated_by_season(plan, step):
        raise UserError(why)


def _locked(step: Milestone, around: Around) -> str:
    return dated_by_season(around.plan, step)


def change_start(plan: Plan, step: Milestone, day: date) -> tuple[Plan, str]:
    _free(plan, step)
    changed = step_edits.starting(step, day)
    return plan.with_milestone(changed), "Move step" if changed.days == step.days else "Change start"


def change_end(plan: Plan, step: Milestone, day: date) -> tuple[Plan, str]:
    _free(plan, step)
    return plan.with_milestone(step_edits.ending(step, day)), "Change end"


def change_hours(plan: Plan, step: Milestone, hours: Hours | None) -> tuple[Plan, str]:
    return plan.with_milestone(step_edits.with_hours(step, hours)), "Change hours"


def change_status(plan: Plan, step: Milestone, status: str) -> tuple[Plan, str]:
    edit = bulk.with_status(plan, [step.id], status)
    return edit.plan, edit.text


def change_reminder(plan: Plan, step: Milestone, days: int | None) -> tuple[Plan, str]:
    return plan.with_milestone(step_edits.with_reminder(step, days)), "Change reminder"


def change_waits(plan: Plan, step: Milestone, ids: Sequence[str]) -> tuple[Plan, str]:
    return plan.with_milestone(step_edits.waiting_for(plan, step, ids)), "Change what it waits for"


def change_notes(plan: Plan, step: Milestone, notes: str) -> tuple[Plan, str]:
    return plan.with_milestone(step_edits.with_notes(step, notes)), "Edit notes"


def tick(plan: Plan, step: Milestone, done: bool) -> tuple[Plan, str]:
    return change_status(plan, step, "done" if done else "planned")


def is_quiet(step: Milestone) -> bool:
    """Done and dropped steps step back."""
    return not step.is_open


def _waits_text(step: Milestone, around: Around) -> str:
    return ", ".join(around.titles.get(awaited, "a step that is gone") for awaited in step.depends_on)


def _notes_text(step: Milestone, _around: Around) -> str:
    return " ".join(step.notes.split())


def _end_text(step: Milestone, around: Around) -> str:
    late = late_words(step, around.today)
    return f"{short_day(step.end)}, {late}" if late else short_day(step.end)


def _span_text(step: Milestone, around: Around) -> str:
    late = late_words(step, around.today)
    return span_words(step.start, step.end) + (f", {late}" if late else "")


def _status_text(step: Milestone, around: Around) -> str:
    return late_words(step, around.today) or STATUSES[step.status]


def _late_tone(step: Milestone, around: Around) -> str:
    return "warning" if late_words(step, around.today) else ""


def _second(_row: Any, _around: Around) -> str:
    return "second"


def _title_detail(step: Milestone, around: Around) -> str:
    late = late_words(step, around.today)
    facts = [step.title, CATEGORIES[step.category] + (f", {late}" if late else "")]
    return "\n".join(facts)


STEP_COLUMNS: tuple[Column[Milestone], ...] = (
    Column("done", "Done", "tick", lambda m, _a: "done" if m.status == "done" else "", lambda m: m.status == "done",
           lambda m, _a: STATUS_ORDER[m.status], tick, width=56, centred=True),
    Column("title", "Step", "title", lambda m, _a: m.title, lambda m: m.title,
           lambda m, _a: m.title.casefold(), rename, icon=lambda m: m.category, detail=_title_detail,
           width=300, first=True),
    Column("start", "From", "date", lambda m, _a: short_day(m.start), lambda m: m.start,
           lambda m, _a: (m.start, m.end), change_start, tone=_second, width=112, locked=_locked),
    Column("end", "To", "date", lambda m, _a: short_day(m.end), lambda m: m.end,
           lambda m, _a: (m.end, m.start), change_end, tone=lambda m, a: _late_tone(m, a) or "second",
           detail=_end_text, width=112, locked=_locked),
    Column("status", "Status", "status", _status_text, lambda m: m.status,
           lambda m, _a: STATUS_ORDER[m.status], change_status, tone=_late_tone, width=112),
    Column("category", "Category", "category", lambda m, _a: CATEGORIES[m.category], lambda m: m.category,
           lambda m, _a: CATEGORY_ORDER[m.category], change_category, icon=lambda m: m.category, width=136),
    Column("reminder", "Reminder", "reminder", lambda m, _a: reminder_words(m.reminder) if m.reminder is not None
           else "", lambda m: m.reminder, lambda m, _a: m.reminder, change_reminder, tone=_second, width=136),
    Column("time", "Hours", "hours", lambda m, _a: hours_words(m.time), lambda m: m.time,
           lambda m, _a: (m.time.start, m.time.end) if m.time else None, change_hours, tone=_second, width=152),
    Column("waits", "Waits for", "waits", _waits_text, lambda m: m.depends_on,
           lambda m, a: _waits_text(m, a).casefold(), change_waits, tone=_second, detail=_waits_text, width=180),
    Column("notes", "Notes", "notes", _notes_text, lambda m: m.notes,
           lambda m, a: _notes_text(m, a).casefold(), change_notes, tone=_second, detail=lambda m, _a: m.notes,
           width=240),
    # From and to in one narrow column, where the chart stands beside the table.
    Column("dates", "Dates", "dates", lambda m, _a: place_words(m.start, m.end), lambda m: m.start,
           lambda m, _a: (m.start, m.end), tone=lambda m, a: _late_tone(m, a) or "second", detail=_span_text,
           width=118, right=True, hidden=True),
)

STEPS: Listing[Milestone] = Listing(
    rows=lambda plan: plan.milestones,
    columns=STEP_COLUMNS,
    linked=lambda step: step.depends_on,
    titles=lambda step: step.title,
    searched=lambda step: f"{step.title}\n{step.notes}",
    quiet=is_quiet,
)
