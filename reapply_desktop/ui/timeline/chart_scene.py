"""What the chart shows beside its rows: what is marked, and what is being dragged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.plan import Milestone

FEW = 12


@dataclass(frozen=True)
class Preview:
    """Where the held steps would lie: all moved by `days`, or the one step `changed`. Asked only for rows that show."""

    held: frozenset[str]
    days: int
    grabbed: str
    changed: Milestone | None = None

    def __contains__(self, step_id: str) -> bool:
        return step_id in self.held

    def is_worded(self, step_id: str) -> bool:
        """Whether its new days stand beside it: beside all where they are few, else beside the one in the hand."""
        return step_id == self.grabbed or (step_id in self.held and len(self.held) <= FEW)

    def of(self, step: Milestone) -> Milestone:
        """The step as it would be; itself when it is not held."""
        if step.id not in self.held:
            return step
        return self.changed if self.changed is not None else step.moved(self.days)


@dataclass(frozen=True)
class Pull:
    """An arrow drawn from a step to the pointer: `target` is the step it would make wait, `refused` if it cannot."""

    source: str
    x: float
    y: float
    target: str | None = None
    refused: bool = False


@dataclass(frozen=True)
class Scene:
    """What to paint beside the rows: selection, keyboard place, pointer, and what is being dragged."""

    selected: frozenset[str] = frozenset()
    worded: str | None = None  # the one selected step that has its dates beside it
    current: int | None = None  # the row with the keyboard's ring
    hovered: int | None = None
    moving: Preview | None = None
    drawing: tuple[int, date, date] | None = None  # a new step: its row and days
    pull: Pull | None = None
    patterned: bool = False
    series: frozenset[str] = frozenset()
