"""What calendars were told of a plan that the plan itself does not know, because it is an older state of itself.

A restored backup may cancel it. Where it cannot be said that the plan is the older state, as two copies of it may both
be in use, the person is told what to look for instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import quoted
from reapply_desktop.domain.words import listed, short_day
from reapply_desktop.services.calendar import memory, said

NAMED = 3  # entries that a sentence names; the rest are counted
# What is said behind the names of one entry, and of more.
CANCELLED = (
    "was sent from a later version of this plan; this older one does not have it, so it goes out as cancelled (if you "
    "still use that other version, export from it again)",
    "were sent from a later version of this plan; this older one does not have them, so they go out as cancelled (if "
    "you still use that other version, export from it again)",
)
LEFT = (
    "was sent from this computer, but not from this plan as it stands: it may be a backup, or one of two copies; if it "
    "should not be in your calendar, delete it there",
    "were sent from this computer, but not from this plan as it stands: it may be a backup, or one of two copies; if "
    "they should not be in your calendar, delete them there",
)


def lost(plan: Plan, known: Mapping[str, Any]) -> dict[str, Any]:
    """Records of entries that were sent from a later state of this plan, by step, as its own record would keep them.

    By rule: this computer sent them in an export that went on, by however many others, from the very state that the
    plan's record is in. A plan that was exported since from another copy, or never, has no such state.
    """
    here = memory.state(plan.exports)
    line = known.get(memory.LINE)
    if not here or not isinstance(line, Mapping):
        return {}
    found = {}
    for step_id, entry in _unknown(plan, known).items():
        record = said.read(entry)
        if record is not None and record.last is not None and _came_after(line, entry.get(memory.STATE), here):
            found[step_id] = {key: value for key, value in entry.items() if key != memory.STATE}
    return found


@dataclass(frozen=True)
class Strays:
    """Entries in calendars that the plan does not know: `cancelled` by this export, and `left` as they may be of
    another copy; each as words for one entry, "" where nothing is known but that it was sent. `back`: how many were
    cancelled before and are told again."""

    cancelled: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    back: int = 0

    def cancelled_words(self) -> str:
        """A sentence without its stop; empty for none."""
        return _said_of(self.cancelled, CANCELLED)

    def left_words(self) -> str:
        """A sentence without its stop; empty for none."""
        return _said_of(self.left, LEFT)

    def back_words(self) -> str:
        """A sentence without its stop; empty for none. Some calendars refuse an entry that lies in their bin."""
        if not self.back:
            return ""
        what, them = ("1 step that was cancelled before is", "it") if self.back == 1 else (
            f"{self.back:,} steps that were cancelled before are", "them")  # fmt: skip
        return f"{what} back; if your calendar does not show {them}, empty its bin and import the file again"


NO_STRAYS = Strays()


def strays(plan: Plan, known: Mapping[str, Any], exports: Mapping[str, Any], today: date) -> Strays:
    """What an export for import that made this record of the plan did of what the plan did not know, and did not.

    What lies before `today` is in nobody's way and left unsaid.
    """
    cancelled, left = [], []
    adopted = lost(plan, known)
    for step_id, entry in _unknown(plan, known).items():
        record = said.read(entry)
        if record is None or record.gone:
            continue
        words, end = _words(entry), _end(entry)
        now = said.read(exports.get(step_id))
        if step_id in adopted and now is not None and said.removed_at(exports[step_id]) is not None:
            cancelled.append(words)
        elif step_id not in adopted and (end is None or end >= today):
            left.append(words)
    back = sum(_is_back(step.id, plan, known, exports) for step in plan.milestones)
    return Strays(tuple(cancelled), tuple(left), back)


def _is_back(step_id: str, plan: Plan, known: Mapping[str, Any], exports: Mapping[str, Any]) -> bool:
    """Whether the last word calendars had of a step was that it is cancelled, and now is not."""
    before = known.get(step_id) or plan.exports.get(step_id)
    return said.removed_at(before) is not None and said.removed_at(exports.get(step_id)) is None


def _unknown(plan: Plan, known: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What imported files told of and the plan knows nothing of, by step."""
    present = {step.id for step in plan.milestones} | set(plan.exports)
    return {
        step_id: entry for step_id, entry in known.items()
        if step_id not in present and said.read(entry) is not None
    }  # fmt: skip


def _came_after(line: Mapping[str, Any], told_in: object, here: str) -> bool:
    """Whether the export that left the record in the state `told_in` goes back, from one to the next, to `here`."""
    passed = set()
    at = told_in
    while isinstance(at, str) and at not in passed:
        passed.add(at)
        at = line.get(at)
        if at == here:
            return True
    return False


def _words(entry: Mapping[str, Any]) -> str:
    record = said.read(entry)
    if record is None or record.last is None:
        return ""
    last = record.last
    title = last.discreet_title if entry.get("discreet") is True and last.discreet_title else last.title
    return f"{quoted(title)} ({short_day(last.end)})"


def _end(entry: Mapping[str, Any]) -> date | None:
    """The last day of an entry, also where its title is no longer kept."""
    value = entry.get("end")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _said_of(entries: tuple[str, ...], words: tuple[str, str]) -> str:
    return f"{_listed(entries)} {words[len(entries) > 1]}" if entries else ""


def _listed(entries: tuple[str, ...]) -> str:
    named = [words for words in entries if words][:NAMED]
    more = len(entries) - len(named)
    if more:
        named.append(f"{more} {'more ' if named else ''}{'entry' if more == 1 else 'entries'}")
    return listed(named)
