"""The chart to take hold of by the pointer: steps are selected, moved, drawn longer or anew and tied together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reflow import is_fixed
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline import chart_edits
from reapply_desktop.ui.timeline.chart_area import ChartArea
from reapply_desktop.ui.timeline.chart_geometry import LINK, Hit
from reapply_desktop.ui.timeline.chart_gestures import CREATE, MOVE, Drag, Released, cursor_over
from reapply_desktop.ui.timeline.chart_nudges import Nudges
from reapply_desktop.ui.timeline.chart_scene import Scene
from reapply_desktop.ui.timeline.chart_selection import ChartSelection, spoken
from reapply_desktop.ui.timeline.season_lines import season_lines

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
)  # fmt: skip
EDGE, SCROLLS_EVERY, SCROLLS_BY = 28, 30, 14  # px, ms, px
NOTHING = Hit(None, None)


class ChartGrip(ChartArea):
    """Every edit is one change of the document; `moved` says afterwards what moved, so others can be asked to follow.

    `selection_changed` follows the person's choice, not `set_selected`. `said` is why something does not go ("" when
    that is over), `message` what was done. `create_requested(start, end)` asks for a new step on these days.
    """

    selection_changed = Signal(tuple)
    activated = Signal(str)
    moved = Signal(tuple, int)
    create_requested = Signal(object, object)
    done_asked = Signal()
    delete_asked = Signal()
    new_asked = Signal()
    menu_asked = Signal(QPoint)
    said = Signal(str)
    message = Signal(str, bool)

    def __init__(self, theme: Theme, document: Document, today: date, parent: QWidget | None = None) -> None:
        self._selection = ChartSelection()
        self._drag = Drag()
        self._hit = NOTHING
        self._hovered: int | None = None
        self._keyboard = False
        self._deferred: str | None = None  # selected alone on release, unless it was a drag
        self._said_now = ""
        self._scrolling = QBasicTimer()
        self._nudges = Nudges()
        self._shifting = False
        self._pointer = QPointF()
        super().__init__(theme, document, today, parent)
        self.setObjectName("chart")
        self.setAccessibleName("Timeline chart")
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        document.changed.connect(self._follow)
        document.opened.connect(self._open)
        self._open()

    def _follow(self, before: Plan, after: Plan) -> None:
        self.cancel()
        if not self._shifting:
            self._nudges.over()
        a_new_day = self._today != self._document.today()
        if a_new_day or before.season_dates != after.season_dates or before.answers.season != after.answers.season:
            self._today = self._document.today()
            self._deadlines, self._match_day = season_lines(after, self._document.tables, self._today)
            self._reread()
        elif self._shown_plan is not after:  # whoever gives the rows may have been told first
            self._reread()
        self._describe()

    def _open(self) -> None:
        """Another plan: its season, its whole year, nothing selected."""
        self.cancel()
        self._selection = ChartSelection()
        self._deadlines, self._match_day = season_lines(self._document.plan, self._document.tables, self._today)
        self._zoom.fitted = True
        self._reread(anew=True)

    def selected(self) -> tuple[str, ...]:
        """The selected ids in the order of the rows."""
        return self._selection.ordered(self.rows)

    def set_selected(self, ids: Sequence[str]) -> None:
        """Selected elsewhere: marked here, without a signal. `show_row` brings one into view."""
        if frozenset(ids) != self._selection.ids:
            self._selection.set(ids)
            self._nudges.over()
            self._describe()
            self.viewport().update()

    def _chosen(self) -> None:
        """After the person has selected something else."""
        self._nudges.over()
        self._describe()
        self.viewport().update()
        self.selection_changed.emit(self.selected())

    def _describe(self) -> None:
        current = self._selection.current
        row = self.rows.row_of(current) if current else None
        text = "No steps" if not len(self.rows) else f"{len(self.rows):,} rows"
        self.setAccessibleDescription(text if row is None else spoken(self.rows.steps[row], row, self.rows))

    def _lies_still(self) -> bool:
        return self._drag.pressed

    def scene(self) -> Scene:
        current = self._selection.current
        ring = self.rows.row_of(current) if current and self._keyboard and self.hasFocus() else None
        hovered = self._hovered if not self._drag.going_on else None
        scene = Scene(
            self._selection.ids, self._selection.worded(), ring, hovered, patterned=self._patterned(),
            series=self._in_series,
        )  # fmt: skip
        return self._drag.shown(scene)

    def _under(self, place: QPointF) -> Hit:
        return self.geometry_now().hit(self.rows, place.x(), place.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        plan = self._document.plan
        place, at = event.position(), self.geometry_now()
        if event.button() != Qt.MouseButton.LeftButton or plan is None or place.y() < at.top:
            return
        hit, keys = self._under(place), event.modifiers()
        self._deferred = None
        row_id = None if hit.row is None else self.rows.steps[hit.row].id
        if row_id is not None and keys & CTRL:
            self._selection.toggle(row_id)
            self._chosen()
        elif row_id is not None and keys & SHIFT:
            self._selection.reach(self.rows, row_id)
            self._chosen()
        elif row_id in self._selection.ids:
            self._deferred = row_id
        elif hit.part != LINK:
            self._selection.only(row_id)
            self._chosen()
        self._drag.press(plan, self.rows, at, hit, place.x(), place.y(), self.selected(), bool(keys & ALT))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if not self._drag.pressed:
            self._hover(self._pointer)
            return
        self._drag_on()
        at, place = self.geometry_now(), self._pointer
        near = min(place.x(), at.width - place.x()) < EDGE or not at.top < place.y() < at.height - EDGE
        if near and self._drag.going_on and not self._scrolling.isActive():
            self._scrolling.start(SCROLLS_EVERY, self)
        elif not near:
            self._scrolling.stop()

    def _drag_on(self) -> None:
        plan = self._document.plan
        if plan is None:
            return
        self._drag.move(plan, self.rows, self.geometry_now(), self._pointer.x(), self._pointer.y())
        cursor = self._drag.cursor
        if cursor is not None:
            self.viewport().setCursor(cursor)
        self._say(self._drag.note)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._drag.pressed:
            return
        dragged = self._drag.going_on
        self._scrolling.stop()
        released = self._drag.release()
        self.viewport().update()
        if released is not None:
            self._perform(released)
        elif not dragged and self._deferred is not None and self._selection.ids != {self._deferred}:
            self._selection.only(self._deferred)
            self._chosen()
        self._deferred = None
        self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and hit.row is not None:
            self.activated.emit(self.rows.steps[hit.row].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self._under(QPointF(event.pos()))
            row_id = None if hit.row is None else self.rows.steps[hit.row].id
            if row_id is not None and row_id not in self._selection.ids:
                self._selection.only(row_id)
                self._chosen()
            self.menu_asked.emit(event.globalPos())
            return
        row = self.rows.row_of(self._selection.current or "")
        at = self.geometry_now()
        place = QPoint(at.width // 3, at.top) if row is None else QPoint(
            round(max(0.0, min(at.span(self.rows, row)[0], at.width - 1))), round(at.y(row) + at.row))
        self.menu_asked.emit(self.viewport().mapToGlobal(place))

    def _hover(self, place: QPointF) -> None:
        hit = self._under(place)
        if hit.row != self._hovered:
            self._hovered = hit.row
            self.viewport().update()
        if hit != self._hit or self._drag.cursor is None:
            self._hit = hit
            step = None if hit.step_id is None else self.rows.step(hit.step_id)
            plan = self._document.plan
            season = plan is not None and step is not None and is_fixed(plan, step.id)
            self.viewport().setCursor(cursor_over(hit, season, step is not None and step.time is not None))

    def timerEvent(self, event: QTimerEvent) -> None:
        """While a drag waits at the edge, the chart scrolls under it."""
        if event.timerId() != self._scrolling.timerId():
            super().timerEvent(event)
            return
        at, place = self.geometry_now(), self._pointer
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + SCROLLS_BY * ((place.x() > at.width - EDGE) - (place.x() < EDGE)))
        down.setValue(down.value() + SCROLLS_BY * ((place.y() > at.height - EDGE) - (place.y() < at.top)))
        self._drag_on()

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Leave and self._hovered is not None:
            self._hovered, self._hit = None, NOTHING
            self.viewport().update()
        elif kind == QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            QToolTip.showText(asked.globalPos(), self.detail_at(QPointF(asked.pos())), self.viewport())
            return True
        elif kind == QEvent.Type.NativeGesture:
            pinched = cast("QNativeGestureEvent", event)
            if pinched.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_about(1 + pinched.value(), pinched.position().x())
                return True
        elif kind == QEvent.Type.Gesture:
            pinch = cast("QGestureEvent", event).gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_about(pinch.scaleFactor(), centre.x())
                return True
        return super().viewportEvent(event)

    def cancel(self) -> bool:
        """Give up a drag: everything is as it was. Says whether there was one."""
        had = self._drag.pressed
        self._drag.cancel()
        self._scrolling.stop()
        self._deferred = None
        if had:
            self._say("")
            self.viewport().unsetCursor()
            self.viewport().update()
        return had

    def _perform(self, asked: Released) -> None:
        self._nudges.over()
        if asked.kind == CREATE:
            self.create_requested.emit(asked.start, asked.end)
        elif asked.kind == LINK:
            self._tie(asked.ids[0], asked.target or "")
        else:
            self._shift(asked.kind, asked.ids, asked.days)

    def _tie(self, earlier: str, waiting: str) -> None:
        try:
            words = chart_edits.link(self._document, earlier, waiting)
        except UserError as error:
            self._say(f"{error.message} {error.hint}".strip())
            return
        if words:
            self.message.emit(words, True)

    def _shift(self, kind: str, ids: Sequence[str], days: int, merge_key: str | None = None) -> None:
        """Move, or draw an edge; then say so, and what moved. With a merge key it goes on with the presses before."""
        before = 0 if merge_key is None else self._nudges.days
        self._shifting = True
        try:
            if kind == MOVE:
                done, words = chart_edits.move(self._document, ids, days, merge_key, before)
            else:
                done, words = chart_edits.stretch(self._document, ids[0], kind, days, merge_key)
        finally:
            self._shifting = False
        if done:
            if merge_key is not None:
                self._nudges.done(done)
            if len(ids) == 1:
                self.show_row(ids[0])
            self.message.emit(words, before + done != 0)
            self.moved.emit(tuple(ids), done)

    def _say(self, text: str) -> None:
        if text != self._said_now:
            self._said_now = text
            self.said.emit(text)
