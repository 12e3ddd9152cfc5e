"""Where the names of deadlines stand above a chart: in tiers, beside their lines, with no line through a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.time_scale import TimeScale


@dataclass(frozen=True)
class Deadline:
    """A day to mark with a line through the chart: its name, and its date as it is written beside the name."""

    name: str
    day: date
    date_words: str


@dataclass(frozen=True)
class Mark:
    """A deadline's line and, where there was room, its name."""

    deadline: Deadline
    x: float
    tier: int | None = None
    left: float = 0.0
    right: float = 0.0
    on_right: bool = True


def placed_names(
    deadlines: Sequence[Deadline], scale: TimeScale, tiers: int, gap: float, width: Callable[[Deadline], float]
) -> tuple[list[Mark], int]:
    """Place the names: right of the line, a tier lower when the upper one is taken, left near the right edge.

    From the right edge inwards the later one takes the upper tier. No line passes through a name: a line begins at its
    own name's tier, so a name may only lie over lines that begin below it.
    """
    inside = sorted((d for d in deadlines if scale.start <= d.day <= scale.end), key=lambda d: d.day)
    spread = [(d, scale.x_end(d.day) if d.day == scale.end else scale.middle(d.day), width(d)) for d in inside]
    to_left = [entry for entry in spread if entry[1] + gap + entry[2] > scale.width]
    placed: list[Mark] = []
    for deadline, x, wide in [*reversed(to_left), *(entry for entry in spread if entry not in to_left)]:
        sides = ((False,) if x + gap + wide > scale.width else (True, False))
        options = [(tier, side) for side in sides for tier in range(tiers)]
        for tier, on_right in options:
            left = x + gap if on_right else x - gap - wide
            mark = Mark(deadline, x, tier, left, left + wide, on_right)
            if left >= 0 and all(_apart(mark, other, gap) for other in placed):
                placed.append(mark)
                break
        else:
            placed.append(Mark(deadline, x))
    placed.sort(key=lambda mark: mark.x)
    return placed, max((mark.tier + 1 for mark in placed if mark.tier is not None), default=0)


def _apart(one: Mark, other: Mark, gap: float) -> bool:
    if one.tier is None or other.tier is None:
        return True
    if one.tier == other.tier:
        crossed = one.left - gap < other.x < one.right + gap or other.left - gap < one.x < other.right + gap
        return not crossed and (one.right + gap <= other.left or other.right + gap <= one.left)
    upper, lower = (one, other) if one.tier < other.tier else (other, one)
    return not lower.left - 1 < upper.x < lower.right + 1
