"""The rail: every page of the interview, which are done, what they left open, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.painted import box, by_keyboard
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import caption, panel_title
from reapply_desktop.ui.theme import Theme

AHEAD, DONE, OPEN, CURRENT = "ahead", "done", "open", "current"
SPOKEN = {AHEAD: "not reached yet", DONE: "done", OPEN: "something is open", CURRENT: "this page"}


@dataclass(frozen=True)
class Stop:
    """One page as the rail shows it: `reachable` ones can be gone to; `aside` is a quiet word at the right."""

    step: str
    name: str
    state: str
    reachable: bool
    aside: str = ""
    apart: bool = False


class RailItem(QAbstractButton):
    """One page in the rail."""

    def __init__(self, theme: Theme, step: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stop = Stop(step, "", AHEAD, False)
        self._seen = False
        self.setProperty("own_focus", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_stop(self, stop: Stop) -> None:
        self._stop = stop
        self.setText(stop.name)
        self.setAccessibleName(f"{stop.name}, {SPOKEN[stop.state]}{', ' + stop.aside if stop.aside else ''}")
        self.setEnabled(stop.reachable or stop.state == CURRENT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if stop.reachable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if stop.reachable else Qt.CursorShape.ArrowCursor)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._seen = by_keyboard(event.reason())
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(227), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, stop, painter = self._theme, self._stop, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if stop.state == CURRENT:
            thick = 2.0 if theme.scheme == "contrast" else 1.0
            edge = theme.colour("control_line" if theme.scheme == "contrast" else "line")
            box(painter, place, theme.px(6), theme.colour("surface"), edge, thick)
        elif stop.reachable and (self.underMouse() or self.isDown()):
            box(painter, place, theme.px(6), theme.colour("line" if self.isDown() else "sunken"))
        self._paint_state(painter, QPointF(theme.px(21), self.height() / 2))
        left, right = theme.px(41), place.right() - theme.px(11)
        font = theme.font("strong" if stop.state == CURRENT else "body")
        if stop.aside:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_second"))
            # Where a long name leaves no room for "2 open", the figure alone stands there.
            room = right - left - theme.px(8) - QFontMetricsF(font).horizontalAdvance(stop.name)
            fits = painter.fontMetrics().horizontalAdvance(stop.aside) <= room
            aside = stop.aside if fits else stop.aside.split()[0]
            wide = painter.fontMetrics().horizontalAdvance(aside)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(QRectF(right - wide, 0, wide + 1, self.height()), flags, aside)
            right -= wide + theme.px(8)
        painter.setFont(font)
        painter.setPen(theme.colour("text_second" if stop.state == AHEAD else "text"))
        words = painter.fontMetrics().elidedText(stop.name, Qt.TextElideMode.ElideRight, round(right - left))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(left, 0, right - left, self.height()), flags, words)
        if self._seen and self.hasFocus():
            box(painter, place.adjusted(1, 1, -1, -1), theme.px(5), None, theme.colour("accent_text"), 2)

    def _paint_state(self, painter: QPainter, centre: QPointF) -> None:
        theme, state = self._theme, self._stop.state
        if state == DONE:
            size = theme.px(16)
            at = centre - QPointF(size / 2, size / 2)
            painter.drawPixmap(QPointF(round(at.x()), round(at.y())), theme.pixmap("check", "accent_text", 16))
        elif state == OPEN:
            pen = QPen(theme.colour("warning"), 1.5)
            pen.setDashPattern([2.2, 1.7])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, theme.px(7), theme.px(7))
        elif state == CURRENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(centre, theme.px(10), theme.px(10))
            painter.setBrush(theme.colour("on_accent"))
            painter.drawEllipse(centre, theme.px(4), theme.px(4))
        else:
            painter.setPen(QPen(theme.colour("control_line"), 1.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, theme.px(3.5), theme.px(3.5))


class Rail(QFrame):
    """Title, progress, and the pages; `chosen` carries a page that can be gone to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 22, 1, 8)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(24), 0, theme.px(16), 12)
        head.setSpacing(0)
        head.addWidget(panel_title(theme, "The interview"))
        self._progress = caption(theme, "", wrap=True)
        head.addWidget(self._progress)
        column.addLayout(head)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(theme.px(14), 0, theme.px(14), theme.px(4))
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = Scroll(self._list)
        # No bars: where large text makes the list longer than the rail, the current page scrolls into sight by itself.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll, 1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sidebar"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))

    def show_stops(self, stops: Sequence[Stop], progress: str) -> None:
        """Show these pages; items of pages that come no more go."""
        self._progress.setText(progress)
        if [stop.step for stop in stops] != list(self._items):
            self._fill(stops)
        for stop in stops:
            self._items[stop.step].show_stop(stop)
        current = next((stop.step for stop in stops if stop.state == CURRENT), None)
        if current is not None:
            self._scroll.ensureWidgetVisible(self._items[current], 0, self._theme.px(36))

    def progress(self) -> str:
        return self._progress.text()

    def item(self, step: str) -> RailItem:
        return self._items[step]

    def _fill(self, stops: Sequence[Stop]) -> None:
        while (part := self._column.takeAt(0)) is not None:
            widget = part.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._items = {}
        for stop in stops:
            if stop.apart:
                self._column.addSpacing(10)
            item = RailItem(self._theme, stop.step, self._list)
            item.clicked.connect(lambda _checked=False, step=stop.step: self.chosen.emit(step))
            self._column.addWidget(item)
            self._items[stop.step] = item
        self._column.addStretch(1)
