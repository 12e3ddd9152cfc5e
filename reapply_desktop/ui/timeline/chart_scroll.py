"""The window on the chart: which days and rows show, how close they are, and how they scroll with the table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reapply_desktop.domain.chart_rows import ChartRows
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_geometry import BAND, HEAD, ROW, Geometry
from reapply_desktop.ui.timeline.chart_scene import Scene
from reapply_desktop.ui.timeline.chart_zoom import Zoom

STEP, NOTCH = 1.5, 1.2  # how much closer a button and a notch of the wheel go
SCROLL = Qt.ScrollBarPolicy


class ChartScroll(QAbstractScrollArea):
    """Sizes, zoom and scrolling; subclassed for what is shown in it. `rows` are what there is to scroll through."""

    def __init__(self, theme: Theme, rows: ChartRows, first: date, last: date, parent: QWidget | None = None) -> None:
        """To scroll over the days `first` to `last`."""
        super().__init__(parent)
        self._theme, self._today, self.rows = theme, rows.today, rows
        self._match_day: date | None = None
        self._zoom = Zoom(first, last)
        self._busy = self._sharing = False
        self._beside: QAbstractScrollArea | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(SCROLL.ScrollBarAsNeeded)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().rangeChanged.connect(self._share_room)

    def scene(self) -> Scene:
        """What is marked; more of it in the subclasses."""
        return Scene()

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
