"""The chart by keys too: everything the pointer does can be done from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from reapply_desktop.domain.gestures import END
from reapply_desktop.ui.models.steps import SEASON_DAY
from reapply_desktop.ui.timeline import chart_edits
from reapply_desktop.ui.timeline.chart_gestures import MOVE
from reapply_desktop.ui.timeline.chart_grip import ALT, CTRL, SHIFT, ChartGrip

KEY = Qt.Key


class ChartView(ChartGrip):
    """Arrow keys walk the rows and nudge what is selected; + − 0 zoom; the rest is asked of the page."""

    def nudge(self, days: int, edge: str = MOVE) -> None:
        """Move what is selected by days, or draw its end; several in quick succession are one step of undo."""
        chosen = self.selected()
        ids = chart_edits.movable(self._document, chosen)
        if not ids:
            if chosen:
                step = self.rows.step(chosen[0])
                self._say(SEASON_DAY.format(step.title) if step else "")
            return
        self._shift(edge, ids if edge == MOVE else ids[:1], days, self._nudges.begun(edge))

    def event(self, event: QEvent) -> bool:
        """While something is dragged, undo gives the drag up and takes back nothing that was done before."""
        if self._undoes_drag(event) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _undoes_drag(self, event: QEvent) -> bool:
        return self._drag.going_on and isinstance(event, QKeyEvent) and (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._keyboard:
            self._keyboard = True
            self.viewport().update()
        if (key == KEY.Key_Escape or self._undoes_drag(event)) and self.cancel():
            return
        if not (self._arrow(key, event.modifiers()) or self._command(key, event)):
            super().keyPressEvent(event)

    def _arrow(self, key: int, held: Qt.KeyboardModifier) -> bool:
        sideways = {KEY.Key_Left: -1, KEY.Key_Right: 1}.get(KEY(key), 0)
        if sideways and held & CTRL:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + sideways * bar.singleStep())
        elif sideways:
            self.nudge(sideways * (7 if held & SHIFT else 1), END if held & ALT else MOVE)
        else:
            page = max(1, (self.geometry_now().height - self.head_height()) // self.row_height() - 1)
            far = len(self.rows)
            by = {KEY.Key_Up: -1, KEY.Key_Down: 1, KEY.Key_PageUp: -page, KEY.Key_PageDown: page,
                  KEY.Key_Home: -far, KEY.Key_End: far}.get(KEY(key), 0)
            if not by:
                return False
            self._walk(by, bool(held & SHIFT))
        return True

    def _walk(self, by: int, reach: bool) -> None:
        """The keyboard goes so many rows down."""
        if not len(self.rows):
            return
        row = self.rows.row_of(self._selection.current or "")
        wanted = 0 if row is None else min(max(row + by, 0), len(self.rows) - 1)
        step_id = self.rows.steps[wanted].id
        if reach:
            self._selection.reach(self.rows, step_id)
        else:
            self._selection.only(step_id)
        self.show_row(step_id)
        self._chosen()

    def _command(self, key: int, event: QKeyEvent) -> bool:
        current = self._selection.current
        if key in (KEY.Key_Plus, KEY.Key_Equal):
            self.zoom_in()
        elif key == KEY.Key_Minus:
            self.zoom_out()
        elif key == KEY.Key_0:
            self.fit_year()
        elif key == KEY.Key_Space:
            self.done_asked.emit()
        elif key == KEY.Key_Delete:
            self.delete_asked.emit()
        elif key == KEY.Key_Insert:
            self.new_asked.emit()
        elif key in (KEY.Key_Return, KEY.Key_Enter) and current is not None:
            self.activated.emit(current)
        elif key == KEY.Key_A and event.modifiers() == CTRL:
            self._selection.set([step.id for step in self.rows.steps])
            self._chosen()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._selection.current is None and len(self.rows) and self._keyboard:
            self._selection.current = self.rows.steps[0].id
        self._describe()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.cancel()
        self._nudges.over()
        self.viewport().update()
