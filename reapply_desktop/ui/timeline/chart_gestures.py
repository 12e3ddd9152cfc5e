"""What a drag on the chart means while it goes on: moved, longer, new, or made to wait. Release alone changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt

from reapply_desktop.domain import gestures
from reapply_desktop.domain.chart_rows import ChartRows
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.ui.models.steps import SEASON_DAY
from reapply_desktop.ui.timeline.chart_geometry import BODY, END, LINK, START, Geometry, Hit
from reapply_desktop.ui.timeline.chart_scene import Preview, Pull, Scene

MOVE, CREATE = "move", "create"
BEGINS_AFTER = 4  # px the pointer goes before a press becomes a drag
SHAPES = Qt.CursorShape


@dataclass(frozen=True)
class Released:
    """What a finished drag asks for. `days` where something was moved or drawn longer, `target` of an arrow."""

    kind: str
    ids: tuple[str, ...] = ()
    days: int = 0
    target: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class _Grab:
    kind: str
    step_id: str | None
    ids: tuple[str, ...]
    x: float  # of the press, in the content
    y: float
    row: int
    day: date
    barred: frozenset[str] = frozenset()
    reach: tuple[int, int] = (0, 0)
    begun: bool = False
    days: int = 0
    over: date | None = None
    pull: Pull | None = None


class Drag:
    """One press at a time: `press`, `move`, then `release` or `cancel`."""

    def __init__(self) -> None:
        self._grab: _Grab | None = None
        self._held: frozenset[str] = frozenset()
        self._preview: Preview | None = None
        self.note = ""  # why what is being tried does not go

    @property
    def pressed(self) -> bool:
        return self._grab is not None

    @property
    def going_on(self) -> bool:
        """Whether the press has become a drag."""
        return self._grab is not None and self._grab.begun

    @property
    def cursor(self) -> Qt.CursorShape | None:
        if self._grab is None or not self._grab.begun:
            return None
        if self.note:
            return SHAPES.ForbiddenCursor
        kinds = {MOVE: SHAPES.ClosedHandCursor, LINK: SHAPES.CrossCursor, CREATE: SHAPES.CrossCursor}
        return kinds.get(self._grab.kind, SHAPES.SizeHorCursor)

    def press(
        self, plan: Plan, rows: ChartRows, at: Geometry, hit: Hit, x: float, y: float, selected: Sequence[str],
        linking: bool,
    ) -> None:
        """Remember what was taken hold of. `selected` moves along when the step is one of it."""
        self.cancel()
        kind = CREATE
        ids: tuple[str, ...] = ()
        if hit.step_id is not None:
            step = rows.step(hit.step_id)
            kind = hit.part
            if linking or hit.part == LINK:
                kind = LINK
            elif hit.part == BODY or (step is not None and step.time is not None):
                kind = MOVE
            chosen = tuple(selected) if kind == MOVE and hit.step_id in selected else (hit.step_id,)
            ids = tuple(i for i in chosen if not is_fixed(plan, i)) if kind != LINK else chosen
            self._held = frozenset(ids)
        barred = gestures.awaited_by(plan, hit.step_id) if kind == LINK and hit.step_id is not None else frozenset()
        reach = (0, 0)
        if kind == MOVE:
            reach = gestures.reach([step for step in (rows.step(i) for i in ids) if step is not None])
        self._grab = _Grab(kind, hit.step_id, ids, x + at.left, y, at.row_at(y), at.day_at(x), barred, reach)

    def move(self, plan: Plan, rows: ChartRows, at: Geometry, x: float, y: float) -> None:
        """Follow the pointer."""
        grab = self._grab
        if grab is None:
            return
        if not grab.begun:
            if abs(x + at.left - grab.x) < BEGINS_AFTER and abs(y - grab.y) < BEGINS_AFTER:
                return
            if grab.kind != LINK and abs(x + at.left - grab.x) < BEGINS_AFTER:
                return
            grab = replace(grab, begun=True)
        days = round((x + at.left - grab.x) / at.scale.day_width)
        self.note = ""
        self._preview = None
        if grab.kind == CREATE:
            grab = replace(grab, over=at.day_at(x))
        elif grab.kind == LINK:
            grab = replace(grab, pull=self._pulled(grab, rows, at, x, y))
        else:
            own = rows.step(grab.step_id or "")
            if own is None or is_fixed(plan, own.id):
                self.note = SEASON_DAY.format(own.title) if own else ""
                days = 0
            elif grab.kind == MOVE:
                days = min(max(days, grab.reach[0]), grab.reach[1])
                self._preview = Preview(self._held, days, own.id)
            else:
                changed = gestures.stretched(own, grab.kind, days)
                days = (changed.start - own.start if grab.kind == START else changed.end - own.end).days
                self._preview = Preview(self._held, 0, own.id, changed)
            grab = replace(grab, days=days)
        self._grab = grab

    def _pulled(self, grab: _Grab, rows: ChartRows, at: Geometry, x: float, y: float) -> Pull:
        hit = at.hit(rows, x, y)
        # The whole row takes an arrow: a diamond alone would be a small thing to aim at.
        target = None if hit.row is None else rows.steps[hit.row]
        source = grab.step_id or ""
        if target is None or target.id == source:
            return Pull(source, x, y)
        refused = target.id in grab.barred
        return Pull(source, x, y, target.id, refused)

    def release(self) -> Released | None:
        """What is to be done now; None when nothing was dragged or nothing would differ."""
        grab, note = self._grab, self.note
        self.cancel()
        if grab is None or not grab.begun or note:
            return None
        if grab.kind == CREATE:
            start, end = gestures.drawn(grab.day, grab.over or grab.day)
            return Released(CREATE, start=start, end=end)
        if grab.kind == LINK:
            target = grab.pull.target if grab.pull else None
            return Released(LINK, grab.ids, target=target) if target else None
        return Released(grab.kind, grab.ids, grab.days) if grab.days else None

    def cancel(self) -> None:
        self._grab, self._preview, self.note = None, None, ""

    def shown(self, scene: Scene) -> Scene:
        """The scene with what is being dragged."""
        grab = self._grab
        if grab is None or not grab.begun:
            return scene
        drawing = None
        if grab.kind == CREATE and grab.over is not None:
            drawing = (grab.row, *gestures.drawn(grab.day, grab.over))
        return replace(scene, moving=self._preview, drawing=drawing, pull=grab.pull)


def cursor_over(hit: Hit, season: bool, timed: bool) -> Qt.CursorShape:
    """The pointer's shape over what it would take hold of."""
    if hit.step_id is None:
        return SHAPES.ArrowCursor
    if hit.part == LINK:
        return SHAPES.CrossCursor
    if season:
        return SHAPES.ArrowCursor
    if hit.part in (START, END) and not timed:
        return SHAPES.SizeHorCursor
    return SHAPES.OpenHandCursor
