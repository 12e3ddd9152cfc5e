"""The chart to look at: a scroll area that paints the rows that show, zooms, and scrolls with the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from html import escape
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reapply_desktop.domain.chart_deadlines import Deadline
from reapply_desktop.domain.chart_rows import ChartRows, extent
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import late_words, span_words
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_geometry import BAND, HEAD, ROW, Geometry
from reapply_desktop.ui.timeline.chart_painter import ChartPainter
from reapply_desktop.ui.timeline.chart_scene import Scene
from reapply_desktop.ui.timeline.chart_zoom import Zoom
from reapply_desktop.ui.timeline.season_lines import season_lines

FEW = 12  # so many rows are painted one by one
STEP, NOTCH = 1.5, 1.2  # how much closer a button and a notch of the wheel go
SCROLL = Qt.ScrollBarPolicy


class ChartArea(QAbstractScrollArea):
    """Rows of steps across the days. Subclassed for everything that can be done to them."""

    def __init__(self, theme: Theme, document: Document, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._document, self._today = theme, document, today
        self._painter = ChartPainter(theme)
        self._given: tuple[Milestone, ...] = ()
        self._series: object = None
        self._in_series: frozenset[str] = frozenset()
        self._shown_plan: Plan | None = None
        self.rows = ChartRows((), today)
        self._deadlines, self._match_day = season_lines(document.plan, document.tables, today)
        self._zoom = Zoom(*extent((), [line.day for line in self._deadlines], today))
        self._patterns = False
        self._busy = self._sharing = False
        self._beside: QAbstractScrollArea | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(SCROLL.ScrollBarAsNeeded)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().rangeChanged.connect(self._share_room)
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
            self._ranges()
            if self._zoom.fitted:
                self.fit_year()
            else:
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

    # Sizes

    def row_height(self) -> int:
        """The table beside must have rows as high as these."""
        return max(self._theme.px(ROW), self._theme.line_height("table") + self._theme.px(8))

    def head_height(self) -> int:
        """Head and band together: as high as the head of the table beside must be."""
        return self._theme.px(HEAD) + self._theme.px(BAND)

    def geometry_now(self) -> Geometry:
        """Rows and days to pixels, as things stand."""
        port = self.viewport()
        return Geometry(
            self._zoom.scale, self.horizontalScrollBar().value(), self.verticalScrollBar().value(), port.width(),
            port.height(), self._theme.px(HEAD), self._theme.px(BAND), self.row_height(), self._theme.factor,
            port.devicePixelRatioF(),
        )

    def _ranges(self) -> None:
        """Tell the scroll bars how much there is."""
        port = self.viewport()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self._zoom.width - port.width()))
        across.setPageStep(port.width())
        across.setSingleStep(self._theme.px(40))
        room = port.height() - self.head_height()
        down.setRange(0, max(0, len(self.rows) * self.row_height() - room))
        down.setPageStep(max(1, room))
        down.setSingleStep(self.row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom.set_room(self.viewport().width())
        self._ranges()
        if self._zoom.fitted:
            self.fit_year()

    # Zoom and scrolling

    @property
    def day_width(self) -> float:
        """How wide a day is now, in px."""
        return self._zoom.day_width

    def zoom_in(self) -> None:
        """Closer, about what the person looks at."""
        self.zoom_about(STEP, self._looked_at())

    def zoom_out(self) -> None:
        self.zoom_about(1 / STEP, self._looked_at())

    def _looked_at(self) -> float:
        """The one selected step where it is in view, else today, else the middle of the window."""
        at, selected = self.geometry_now(), self.scene().selected
        row = self.rows.row_of(next(iter(selected))) if len(selected) == 1 else None
        places = [at.x(self._today)] if row is None else [sum(at.span(self.rows, row)) / 2, at.x(self._today)]
        return next((x for x in places if 0 <= x <= at.width), at.width / 2)

    def zoom_about(self, factor: float, x: float) -> None:
        """Closer or farther while the day under `x` of the window stays where it is."""
        before = self._zoom.day_width
        place = (self.horizontalScrollBar().value() + x) / before
        self._zoom.set_day_width(before * factor)
        if self._zoom.day_width != before:
            self._zoom.fitted = False
            self._ranges()
            self._scroll_to(place * self._zoom.day_width - x)
            self.viewport().update()

    def fit_year(self) -> None:
        """The whole year in the window, also when the window changes its size."""
        left = self._zoom.fit(self._today, self._match_day)
        self._ranges()
        self._scroll_to(left)
        self.viewport().update()

    def show_day(self, day: date) -> None:
        """Scroll so that a day is in the middle."""
        self._scroll_to(self._zoom.scale.middle(day) - self.viewport().width() / 2)

    def show_row(self, step_id: str) -> None:
        """Scroll so that a step is in view: its row, and its shape when it lies wholly outside."""
        row = self.rows.row_of(step_id)
        if row is None:
            return
        at = self.geometry_now()
        down, top = self.verticalScrollBar(), row * at.row
        if top < down.value():
            down.setValue(top)
        elif top + at.row > down.value() + at.height - at.top:
            down.setValue(top + at.row - at.height + at.top)
        x0, x1 = at.span(self.rows, row)
        if x1 < 0 or x0 > at.width:
            self._scroll_to(x0 + at.left - at.width / 3)

    def _scroll_to(self, left: float) -> None:
        self.horizontalScrollBar().setValue(round(left))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Rows move as they are painted, and only what comes into view is painted; sideways, labels find new places."""
        port, top, rows = self.viewport(), self.head_height(), self.rows
        if dx or self._lies_still() or rows.thins(*self.geometry_now().rows_between(top, port.height(), len(rows))):
            port.update()
        else:
            port.scroll(0, dy, QRect(0, top, port.width(), port.height() - top))

    def _lies_still(self) -> bool:
        """Whether something is painted over the rows that does not move with them."""
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl: zoom about the pointer. Shift, or sideways: through the days. Else through the rows."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self.zoom_about(NOTCH ** (turned.y() / 120), event.position().x())
        else:
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across_by, down_by = (turned.x() or turned.y(), 0) if sideways else (turned.x(), turned.y())
            if pixels.isNull():
                bar.setValue(bar.value() - round(across_by / 120 * 3 * bar.singleStep()))
                down.setValue(down.value() - round(down_by / 120 * 3 * down.singleStep()))
            else:
                bar.setValue(bar.value() - ((pixels.x() or pixels.y()) if sideways else pixels.x()))
                down.setValue(down.value() - (0 if sideways else pixels.y()))
        event.accept()

    def share_scroll_with(self, beside: QAbstractScrollArea) -> None:
        """Scroll rows together with a view of the same rows; both get a bar below, or none, so both are as high."""
        self._beside = beside
        mine, theirs = self.verticalScrollBar(), beside.verticalScrollBar()
        theirs.valueChanged.connect(self._follow_rows)
        mine.valueChanged.connect(
            lambda value: theirs.setValue(theirs.value() if self._busy or not self.isVisible() else value))
        beside.horizontalScrollBar().rangeChanged.connect(self._share_room)
        self._share_room()

    def _follow_rows(self, value: int) -> None:
        with self._together():
            self.verticalScrollBar().setValue(value)

    @contextmanager
    def _together(self) -> Iterator[None]:
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def _share_room(self, *_range: int) -> None:
        if self._beside is None or not self.isVisible() or self._sharing:
            return
        # A bar that comes or goes changes the room, and with it perhaps the need; asked in between, it would answer
        # for a state that is gone.
        self._sharing = True
        try:
            for _again in range(2):
                needed = self.horizontalScrollBar().maximum() > 0 or self._beside.horizontalScrollBar().maximum() > 0
                policy = SCROLL.ScrollBarAlwaysOn if needed else SCROLL.ScrollBarAlwaysOff
                for view in (self, self._beside):
                    if view.horizontalScrollBarPolicy() != policy:
                        view.setHorizontalScrollBarPolicy(policy)
        finally:
            self._sharing = False

    # Painting

    def scene(self) -> Scene:
        """What is marked; more of it in the subclass."""
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
