"""How long descriptions may be so that the calendar of a plan is small enough for Google in one piece."""

from collections.abc import Sequence

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.calendar import wording
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.split import MOST_BYTES, MOST_ENTRIES

USUAL_NOTES = wording.DESCRIPTION_LIMIT
SHORTER_NOTES = (2000, 1000, 500, 250)
ENTRY_BYTES = 560  # what an entry takes beside its title and notes
ESCAPED = "\\;,\n"  # each takes a byte more in the file
FOLDED = 77 / 74  # a line is broken after 74 bytes at the latest, by three more


def fits_in_one_file(steps: Sequence[Milestone], options: CalendarOptions) -> bool:
    """Whether these steps will be small enough for Google in one piece; estimated, long notes cut where that helps."""
    return len(steps) <= MOST_ENTRIES and _longest(steps, options) is not None


def notes_that_fit(plan: Plan, options: CalendarOptions) -> int:
    """How long descriptions may be so that one file holds the plan; where it needs several files, as long as usual."""
    steps = [step for step in plan.milestones if options.takes(step)]
    return USUAL_NOTES if len(steps) > MOST_ENTRIES else _longest(steps, options) or USUAL_NOTES


def _longest(steps: Sequence[Milestone], options: CalendarOptions) -> int | None:
    """The longest descriptions that one file holds; None where even short ones are too much."""
    notes = [] if options.discreet or not options.with_notes else [step.notes for step in steps]
    titles = [] if options.discreet else [wording.cut(step.title, wording.SUMMARY_LIMIT) for step in steps]
    # A title stands in the entry and in its reminder.
    room = MOST_BYTES - ENTRY_BYTES * len(steps) - 2 * sum(map(_bytes, titles))
    sizes = [(len(note), _bytes(note)) for note in notes]
    for limit in (USUAL_NOTES, *SHORTER_NOTES):
        if sum(size * min(1.0, limit / max(length, 1)) for length, size in sizes) <= room:
            return limit
    return None


def _bytes(text: str) -> float:
    """What a text takes in the file."""
    return (len(text.encode("utf-8", "replace")) + sum(map(text.count, ESCAPED))) * FOLDED
