"""The chart to look at: the rows that show, painted, and what stands under the pointer in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.chart_deadlines import Deadline
from reapply_desktop.domain.chart_rows import ChartRows, extent
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import late_words, span_words
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_painter import ChartPainter
from reapply_desktop.ui.timeline.chart_scene import Scene
from reapply_desktop.ui.timeline.chart_scroll import ChartScroll
from reapply_desktop.ui.timeline.season_lines import season_lines

FEW = 12  # so many rows are painted one by one


class ChartArea(ChartScroll):
    """Rows of steps across the days. Subclassed for everything that can be done to them."""

    def __init__(self, theme: Theme, document: Document, today: date, parent: QWidget | None = None) -> None:
        self._deadlines, match_day = season_lines(document.plan, document.tables, today)
        days = extent((), [line.day for line in self._deadlines], today)
        super().__init__(theme, ChartRows((), today), *days, parent)
        self._document, self._match_day = document, match_day
        self._painter = ChartPainter(theme)
        self._given: tuple[Milestone, ...] = ()
        self._series: object = None
        self._in_series: frozenset[str] = frozenset()
        self._shown_plan: Plan | None = None
        self._patterns = False
        theme.changed.connect(self._restyle)
        self._restyle()

    # What is shown

    def set_rows(self, ids: Sequence[str]) -> None:
        """Show these steps of the plan in this order, one a row."""
        self.set_steps(self._of_plan(ids))

    def set_steps(self, steps: Sequence[Milestone]) -> None:
        """Show these steps, as the plan has them now, one a row."""
        given = tuple(steps)
        if self._shown_plan is not self._document.plan or given != self._given:
            self._given = given
            self._renew()

    def _of_plan(self, ids: Sequence[str]) -> tuple[Milestone, ...]:
        plan = self._document.plan
        steps = {step.id: step for step in plan.milestones} if plan is not None else {}
        return tuple(steps[i] for i in ids if i in steps)

    def _reread(self, anew: bool = False) -> None:
        """The same rows, as the plan has them now."""
        self._given = self._of_plan([step.id for step in self._given])
        self._renew(anew)

    def set_deadlines(self, deadlines: Sequence[Deadline]) -> None:
        """Other lines than those of the plan's season."""
        self._deadlines = tuple(deadlines)
        self._renew(anew=True)

    def set_patterns(self, shown: bool) -> None:
        """Patterns on bars; high contrast always has them."""
        self._patterns = shown
        self.viewport().update()

    def _renew(self, anew: bool = False) -> None:
        """Read the rows again. What is looked at stays where it is, also when there are more or fewer days."""
        plan = self._document.plan
        self._today = self._document.today()  # a window may stay open over midnight
        self._shown_plan = plan
        series = None if plan is None else plan.series
        if series is not self._series:
            self._series = series
            self._in_series = frozenset(i for ids in (series or {}).values() for i in ids)
            anew = True
        self.rows = ChartRows(self._given, self._today, self.rows)
        days = [line.day for line in self._deadlines]
        whole = extent(() if plan is None else plan.milestones, days, self._today)
        if whole != (self._zoom.first, self._zoom.last):
            left_day = self._zoom.first.toordinal() + self.horizontalScrollBar().value() / self._zoom.day_width
            self._zoom.set_days(*whole)
            if self._zoom.fitted:  # asked for its ranges before it fits, a bar would come and go again
                self.fit_year()
            else:
                self._ranges()
                self._scroll_to((left_day - self._zoom.first.toordinal()) * self._zoom.day_width)
        elif not anew and self.rows.changed is not None and len(self.rows.changed) <= FEW:
            self._update_rows(self.rows.changed)
            return
        else:
            self._ranges()
            if self._zoom.fitted and anew:
                self.fit_year()
        self.viewport().update()

    def _update_rows(self, rows: Sequence[int]) -> None:
        """Paint single rows again, and those their arrows reach."""
        at = self.geometry_now()
        for row in rows:
            first, last = self.rows.reached(row)
            top = max(float(at.top), at.y(first))
            self.viewport().update(0, floor(top), at.width, ceil(max(0.0, at.y(last + 1) - top)))

    def _restyle(self) -> None:
        self._painter.restyle()
        self._ranges()
        self.viewport().update()

    # Painting

    def scene(self) -> Scene:
        return Scene(patterned=self._patterned(), series=self._in_series)

    def _patterned(self) -> bool:
        return self._patterns or self._theme.scheme == "contrast"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(
            painter, self.geometry_now(), self.rows, self.scene(), self._deadlines, QRectF(event.rect())
        )
        painter.end()

    def detail_at(self, place: QPointF) -> str:
        """What a tooltip says at a point: the step, or the deadline. Rich text with everything escaped."""
        at = self.geometry_now()
        hit = at.hit(self.rows, place.x(), place.y())
        lines: list[str] = []
        if hit.step_id is not None and hit.row is not None:
            step = self.rows.steps[hit.row]
            late = late_words(step, self._today)
            lines = [step.title, span_words(step.start, step.end) + (f", {late}" if late else "")]
        elif place.y() < at.top:
            near = self._painter.deadlines_at(at, self._deadlines, self._today, place)
            lines = [
                f"{d.name}, {span_words(d.day, d.day)}" + (f", {d.label}" if d.label else "") for d in near
            ]
        return "" if not lines else f"<p style='white-space:pre-wrap'>{escape(chr(10).join(lines))}</p>"
