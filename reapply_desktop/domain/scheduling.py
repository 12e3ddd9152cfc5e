"""Gives templates their days: nothing before today, in the order of what waits for what, before its deadline (B4.2).

A step whose time has passed is pulled to the first free days, in order, two a day; what is fixed never moves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

DAY = timedelta(days=1)
LOST_A_DAY = 2


@dataclass(frozen=True)
class Slot:
    """A step to be placed. `start` and `end` are the days it would have with the whole year ahead.

    `fixed`: a season day that never moves. `firm`: a true lead time that cannot be shortened, so that what waits for it
    may come later than hoped. `least`: the shortest sensible length in days. `latest`: the last day it is of use.
    `testing`: a Step 3 day, which no center offers in the first half of January (B11.7).
    """

    id: str
    start: date
    end: date
    after: tuple[str, ...] = ()
    least: int = 1
    fixed: bool = False
    firm: bool = False
    testing: bool = False
    latest: date = date.max

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1


Days = tuple[date, date]


def schedule(slots: Sequence[Slot], today: date) -> Mapping[str, Days]:
    """Start and end of each slot, by id. `after` may name only slots given; circles raise ValueError."""
    order = _in_order(slots)
    bounds = _latest_ends(order)
    placed: dict[str, Days] = {}
    taken: dict[date, int] = {}
    for slot in _by_urgency(order, bounds):
        placed[slot.id] = _place(slot, bounds[slot.id], placed, taken, today)
    return placed


def _in_order(slots: Sequence[Slot]) -> list[Slot]:
    """The slots with everything behind what it waits for, else by day."""
    return _walk(slots, lambda slot: (slot.start, slot.end))


def _by_urgency(slots: Sequence[Slot], bounds: Mapping[str, date]) -> list[Slot]:
    """The order of placing: what must be over first comes first."""
    return _walk(slots, lambda slot: (bounds[slot.id], slot.start))


def _walk(slots: Sequence[Slot], key: Callable[[Slot], tuple[date, date]]) -> list[Slot]:
    by_id = {slot.id: slot for slot in slots}
    waiting = {slot.id: len(slot.after) for slot in slots}
    followers: dict[str, list[str]] = {}
    for slot in slots:
        for before in slot.after:
            followers.setdefault(before, []).append(slot.id)
    ready = [(key(slot), index, slot.id) for index, slot in enumerate(slots) if not slot.after]
    rank = {slot.id: index for index, slot in enumerate(slots)}
    heapify(ready)
    found: list[Slot] = []
    while ready:
        slot = by_id[heappop(ready)[2]]
        found.append(slot)
        for follower in followers.get(slot.id, ()):
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heappush(ready, (key(by_id[follower]), rank[follower], follower))
    if len(found) < len(slots):
        raise ValueError("templates wait for each other in a circle")
    return found


def _latest_ends(order: Sequence[Slot]) -> dict[str, date]:
    """The last day each may end, so that no fixed day behind it is missed. True lead times hand no bound on."""
    bounds = {slot.id: slot.end if slot.fixed else slot.latest for slot in order}
    for slot in reversed(order):
        bound = slot.start if slot.fixed else date.max if slot.firm else bounds[slot.id]
        for before in slot.after:
            bounds[before] = min(bounds[before], bound)
    return bounds


def _place(slot: Slot, bound: date, placed: Mapping[str, Days], taken: dict[date, int], today: date) -> Days:
    if slot.fixed:
        return slot.start, slot.end
    behind = max((placed[before][1] for before in slot.after), default=date.min)
    if behind > bound:  # a true lead time before it overran its deadline: it comes after, and keeps its length
        bound = date.max
    lost = slot.end < today
    start = max(slot.start, today)
    if behind >= start:
        start = behind if behind == bound else behind + DAY
    if lost and not slot.firm:
        start = _free_day(start, max(bound, start), taken)
        taken[start] = taken.get(start, 0) + 1
    least = slot.length if slot.firm else slot.least
    end = start + (least - 1) * DAY
    if not lost and not slot.firm:
        end = max(slot.end, end)
    if slot.testing:
        start, end = _outside_january(start, end)
    if bound < end and not slot.firm:
        start, end = max(min(start, bound), today), max(bound, today)
    return start, end


def _free_day(start: date, bound: date, taken: Mapping[date, int]) -> date:
    """The first day from `start` on to which no two lost steps were pulled yet; the bound where all are taken."""
    day = start
    while taken.get(day, 0) >= LOST_A_DAY and day < bound:
        day += DAY
    return day


def _outside_january(start: date, end: date) -> Days:
    first, last = date(end.year, 1, 1), date(end.year, 1, 15)
    if end < first or start > last:
        return start, end
    shift = last + DAY - start
    return start + shift, end + shift
