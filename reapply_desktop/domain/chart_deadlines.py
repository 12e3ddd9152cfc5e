"""Where the names of deadlines stand above a chart: in tiers, beside their lines, with no line through a name.

Every deadline is named while there is any room: where it grows short the dates go first, then the ends of long names,
and at last neighbours share one label.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from reapply_desktop.domain.chart_words import shortened
from reapply_desktop.domain.time_scale import TimeScale
from reapply_desktop.domain.values import dataclass

OWN = "own"  # the label of a date that a person has set: the last thing beside a name to give way
LETTERS = 3  # a name is shortened to so many letters, not further


@dataclass(frozen=True)
class Deadline:
    """A day to mark with a line through the chart: its name, its date as it is written beside the name, and how sure
    it is (`reported`, `own` …)."""

    name: str
    day: date
    date_words: str
    label: str = ""


@dataclass(frozen=True)
class Mark:
    """A deadline's line, which begins at its `tier` (None: it is not in view), and the label beside it.

    The label stands from `left` to `right` and is written `name` and `date_words`; it speaks for all in `named`. A line
    whose name stands at its neighbour's has none of its own.
    """

    deadline: Deadline
    x: float
    tier: int | None = None
    left: float = 0.0
    right: float = 0.0
    on_right: bool = True
    name: str = ""
    date_words: str = ""
    named: tuple[Deadline, ...] = ()


Width = Callable[[Deadline], float]


def placed_names(
    deadlines: Sequence[Deadline],
    scale: TimeScale,
    tiers: int,
    gap: float,
    width: Width,
    view: tuple[float, float] | None = None,
    clear: Sequence[float] = (),
) -> tuple[list[Mark], int]:
    """Place the names: right of the line, a tier lower when the upper one is taken, left near the right edge.

    From the right edge inwards the later one takes the upper tier. No line passes through a name: a line begins at its
    own name's tier, so a name may only lie over lines that begin below it. `view` is the part of the scale that shows
    (all of it without); lines outside have no name. `clear` are further lines that no name may lie on. Returns the
    marks from left to right, and how many tiers they take.
    """
    left, right = view or (0.0, scale.width)
    inside = sorted((d for d in deadlines if scale.start <= d.day <= scale.end), key=lambda d: d.day)
    spread = [(d, scale.x_end(d.day) if d.day == scale.end else scale.middle(d.day)) for d in inside]
    shown = [_Group((entry,)) for entry in spread if left <= entry[1] <= right]
    marks = [Mark(d, x) for d, x in spread if not left <= x <= right]
    kept = _Band(left, right, tiers, gap, width, tuple(clear))
    open_ = replace(kept, clear=())  # better a whole name on one of these lines than half a name beside it
    labels = (
        kept.placed(shown, _whole) or kept.placed(shown, _undated) or open_.placed(shown, _undated)
        or kept.placed(shown, _short) or open_.placed(shown, _short) or _shared(open_, shown)
    )  # fmt: skip
    marks.extend(mark for label in labels for mark in label.marks())
    marks.sort(key=lambda mark: mark.x)
    return marks, max((mark.tier + 1 for mark in marks if mark.tier is not None), default=0)


@dataclass(frozen=True)
class _Group:
    """Deadlines from left to right that have one label."""

    lines: tuple[tuple[Deadline, float], ...]

    @property
    def first(self) -> float:
        return self.lines[0][1]

    @property
    def last(self) -> float:
        return self.lines[-1][1]


@dataclass(frozen=True)
class _Label:
    """A group with its label in place, as it is written in `words`."""

    group: _Group
    tier: int
    left: float
    right: float
    on_right: bool
    words: Deadline

    def marks(self) -> Iterator[Mark]:
        own = self.group.lines[-1 if self.on_right else 0]
        named = tuple(deadline for deadline, _x in self.group.lines)
        for line in self.group.lines:
            mark = Mark(line[0], line[1], self.tier, line[1], line[1], self.on_right)
            if line is own:
                mark = replace(mark, left=self.left, right=self.right, name=self.words.name,
                               date_words=self.words.date_words, named=named)
            yield mark


# What may be written for a group in so much room, from the best on.
_Writing = Callable[[_Group, float, Width], Deadline | None]


def _whole(group: _Group, room: float, width: Width) -> Deadline | None:
    words = _in_full(group)
    return words if width(words) <= room else None


def _undated(group: _Group, room: float, width: Width) -> Deadline | None:
    words = _in_full(group)
    undated = replace(words, date_words="")
    own = (replace(words, date_words=OWN),) if words.label == OWN and words.date_words else ()
    return next((w for w in (words, *own, undated) if width(w) <= room), None)


def _short(group: _Group, room: float, width: Width) -> Deadline | None:
    words = _undated(group, room, width)
    if words is not None:
        return words
    more = len(group.lines) - 1
    short = replace(group.lines[0][0], date_words=f"+{more}" if more else "")
    name = shortened(short.name, room, lambda text: width(replace(short, name=text)))
    return replace(short, name=name) if name == short.name or len(name) > LETTERS else None


def _in_full(group: _Group) -> Deadline:
    one = group.lines[0][0]
    if len(group.lines) == 1:
        return one
    return replace(one, name=", ".join(deadline.name for deadline, _x in group.lines), date_words="")


def _shared(band: "_Band", groups: Sequence[_Group]) -> list[_Label]:
    """Names as short as they must be; where one finds no room, it shares a label with its nearest neighbour."""
    groups = list(groups)
    while True:
        failed: list[_Group] = []
        labels = band.placed(groups, _short, failed)
        if labels is not None:
            return labels
        if len(groups) == 1:
            (last,) = groups
            return [_Label(last, 0, last.first, last.first, False, replace(_in_full(last), name="", date_words=""))]
        at = groups.index(failed[0])
        near = min(
            (n for n in (at - 1, at + 1) if 0 <= n < len(groups)),
            key=lambda n: groups[n].first - groups[at].last if n > at else groups[at].first - groups[n].last,
        )
        first = min(at, near)
        groups[first : first + 2] = [_Group((*groups[first].lines, *groups[first + 1].lines))]


@dataclass(frozen=True)
class _Band:
    """The tiers between two edges, with lines no name may lie on."""

    left: float
    right: float
    tiers: int
    gap: float
    width: Width
    clear: tuple[float, ...]

    def placed(
        self, groups: Sequence[_Group], writing: _Writing, failed: list[_Group] | None = None
    ) -> list[_Label] | None:
        """All labels, each where there is room for it; None when one finds none (it is added to `failed`).

        Those that would leave the view on the right go left; where that is not enough, more of their neighbours do.
        """
        wanted = _whole if writing is _whole else _undated
        rights = [self.right - group.last - self.gap for group in groups]
        stay = next(
            (at for at, group in enumerate(groups) if wanted(group, rights[at], self.width) is None), len(groups))
        stuck: list[_Group] = []
        for count in range(stay, -1, -1):
            labels = self._all(groups, count, writing, stuck)
            if labels is not None:
                return labels
        if failed is not None:
            failed.append(stuck[0])
        return None

    def _all(
        self, groups: Sequence[_Group], stay: int, writing: _Writing, stuck: list[_Group]
    ) -> list[_Label] | None:
        """All labels, the first `stay` right of their lines and the others left, where that is possible."""
        order = [*reversed(groups[stay:]), *groups[:stay]]
        placed: list[_Label] = []
        for at, group in enumerate(order):
            sides = (False, True) if at < len(groups) - stay else (True, False)
            coming = [x for other in order[at + 1 :] for _deadline, x in other.lines]
            label = self._place(group, sides, placed, coming, writing)
            if label is None:
                stuck.append(group)
                return None
            placed.append(label)
        return placed

    def _place(
        self, group: _Group, sides: tuple[bool, bool], placed: Sequence[_Label], coming: Sequence[float],
        writing: _Writing,
    ) -> _Label | None:
        """The first place with room for all words, else the widest that has room for some."""
        rooms = [
            (self._room(group, tier, side, placed, coming), tier, side) for side in sides for tier in range(self.tiers)
        ]
        for fits in (_whole, writing):
            for room, tier, on_right in rooms if fits is _whole else sorted(rooms, key=lambda r: -r[0]):
                words = fits(group, room, self.width)
                if words is not None:
                    wide = self.width(words)
                    left = group.last + self.gap if on_right else group.first - self.gap - wide
                    return _Label(group, tier, left, left + wide, on_right, words)
        return None

    def _room(
        self, group: _Group, tier: int, on_right: bool, placed: Sequence[_Label], coming: Sequence[float]
    ) -> float:
        """How wide a label of the group may be in a tier, on one side of its lines; 0 or less where it cannot be."""
        begin = group.last + self.gap if on_right else group.first - self.gap
        limit = self.right if on_right else self.left
        for left, right, away in self._obstacles(group, tier, placed, coming):
            if on_right and right + away > begin:
                limit = min(limit, left - away)
            elif not on_right and left - away < begin:
                limit = max(limit, right + away)
        return limit - begin if on_right else begin - limit

    def _obstacles(
        self, group: _Group, tier: int, placed: Sequence[_Label], coming: Sequence[float]
    ) -> Iterator[tuple[float, float, float]]:
        """What a label in this tier must keep away from, and by how much; everything where the lines cross a name.

        Every line goes through the lowest tier, so a label there leaves room for those still `coming`.
        """
        for x in self.clear:
            yield x, x, self.gap
        if tier == self.tiers - 1:
            for x in coming:
                yield x, x, self.gap
        for other in placed:
            away = self.gap if other.tier == tier else 1.0
            if other.tier >= tier and any(
                other.left - away < x < other.right + away for _deadline, x in group.lines
            ):
                yield self.left, self.right, 0.0
            if other.tier == tier:
                yield other.left, other.right, away
            if other.tier <= tier:
                for _deadline, x in other.group.lines:
                    yield x, x, away
