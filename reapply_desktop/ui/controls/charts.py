"""The two small figures of the post-mortem: bars of which one is the person's, and the season as a funnel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import Sign, box
from reapply_desktop.ui.controls.tag import paint_tag, tag_size
from reapply_desktop.ui.controls.text import Paragraph
from reapply_desktop.ui.theme import Theme

_LABEL, _BAR, _ROW = 78, 13, 25
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Bar(NamedTuple):
    """One bar: `value` None is written as not known and draws no bar; `shown` is the value in words, with its unit."""

    label: str
    value: float | None
    shown: str
    mine: bool = False
    tag: str = ""  # beside the person's bar: "you, 231"


class BarChart(Sign):
    """Lying bars with their numbers beside them. `maximum` is the value of a bar over the whole width."""

    def __init__(
        self, theme: Theme, bars: Sequence[Bar] = (), maximum: float | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._bars: tuple[Bar, ...] = ()
        self._maximum = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_bars(bars, maximum)

    def set_bars(self, bars: Sequence[Bar], maximum: float | None = None) -> None:
        """Show other bars; read aloud as "label: value" one after the other."""
        self._bars = tuple(bars)
        self._maximum = maximum or max((bar.value or 0 for bar in self._bars), default=0) or 1.0
        spoken = [f"{bar.label}: {bar.shown}" + (f" ({bar.tag})" if bar.tag else "") for bar in self._bars]
        self.setAccessibleName("; ".join(spoken))
        self._theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(324), self._row() * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._labels() + self._numbers()) + self._theme.px(60), self._row() * len(self._bars))

    def _row(self) -> int:
        return max(self._theme.px(_ROW), self._theme.line_height("caption") + 2)

    def _labels(self) -> float:
        metrics = QFontMetricsF(self._theme.font("table_strong"))
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        return max(float(self._theme.px(_LABEL)), widest + self._theme.px(10))

    def _numbers(self) -> float:
        metrics, theme = QFontMetricsF(self._theme.font("label")), self._theme
        return max(
            (
                metrics.horizontalAdvance(bar.shown)
                + theme.px(9)
                + (tag_size(theme, bar.tag).width() + theme.px(8) if bar.tag else 0)
                for bar in self._bars
            ),
            default=0.0,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        left, high = self._labels(), theme.px(_BAR)
        # Each bar leaves room for what is written beside it, so the scale is set by the tightest row.
        room = self.width() - left
        beside = QFontMetricsF(theme.font("label"))
        scale = room / self._maximum
        for bar in self._bars:
            words = beside.horizontalAdvance(bar.shown) + theme.px(10)
            words += tag_size(theme, bar.tag).width() + theme.px(8) if bar.tag else 0
            if bar.value:
                scale = min(scale, max(theme.px(20), room - words) / bar.value)
        for index, bar in enumerate(self._bars):
            row = QRectF(0, index * self._row(), self.width(), self._row())
            painter.setFont(theme.font("table_strong" if bar.mine else "table"))
            painter.setPen(theme.colour("text" if bar.mine else "text_second"))
            painter.drawText(row, _LEFT, bar.label)
            end = left
            if bar.value is not None:
                place = QRectF(left, round(row.center().y() - high / 2), max(2.0, round(bar.value * scale)), high)
                neutral = not bar.mine
                fill, edge = theme.colour("track" if neutral else "accent"), theme.colour("control_line")
                box(painter, place, theme.px(2), fill, edge if neutral else None)
                end = place.right()
            self._beside(painter, row, end + theme.px(7), bar)

    def _beside(self, painter: QPainter, row: QRectF, x: float, bar: Bar) -> None:
        theme = self._theme
        painter.setFont(theme.font("label" if bar.mine else "table"))
        painter.setPen(theme.colour("text" if bar.mine else "text_second"))
        painter.drawText(row.adjusted(x, 0, 0, 0), _LEFT, bar.shown)
        if bar.tag:
            size = tag_size(theme, bar.tag)
            start = x + painter.fontMetrics().horizontalAdvance(bar.shown) + theme.px(8)
            place = QRectF(round(start), round(row.center().y() - size.height() / 2), size.width(), size.height())
            paint_tag(painter, theme, place, bar.tag, "outline")


class Step(NamedTuple):
    """One step of the season: applied, invited, attended, ranked. `value` None is not known."""

    label: str
    value: int | None


class Funnel(Sign):
    """How many are left at each step, with a sentence where it broke: `broke` is the step before the fall."""

    def __init__(
        self,
        theme: Theme,
        steps: Sequence[Step] = (),
        broke: int | None = None,
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._steps: tuple[Step, ...] = ()
        self._broke: int | None = None
        self._sentence = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_steps(steps, broke, sentence)

    def set_steps(self, steps: Sequence[Step], broke: int | None = None, sentence: str = "") -> None:
        """Show other steps; read aloud in their order with the sentence at its place."""
        self._steps, self._broke, self._sentence = tuple(steps), broke, sentence
        spoken = []
        for index, step in enumerate(self._steps):
            spoken.append(f"{step.label}: {'not known' if step.value is None else step.value}")
            if index == broke and sentence:
                spoken.append(sentence)
        self.setAccessibleName("; ".join(spoken))
        self._theme_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._row() * len(self._steps) + (self._words(width).height + self._theme.px(8)) * self._breaks())

    def sizeHint(self) -> QSize:
        width = self._theme.px(324)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._row() * len(self._steps))

    def _row(self) -> int:
        return max(self._theme.px(23), self._theme.line_height("caption") + 2)

    def _breaks(self) -> int:
        return int(self._broke is not None and bool(self._sentence))

    def _labels(self) -> float:
        metrics = QFontMetricsF(self._theme.font("table"))
        widest = max((metrics.horizontalAdvance(step.label) for step in self._steps), default=0.0)
        return max(float(self._theme.px(_LABEL)), widest + self._theme.px(10))

    def _words(self, width: int) -> Paragraph:
        theme = self._theme
        room = width - self._labels() - theme.px(10)
        return Paragraph(self._sentence, theme.font("caption"), room, theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        left, high, row = self._labels(), theme.px(12), self._row()
        numbers = QFontMetricsF(theme.font("label"))
        widest = max((step.value or 0 for step in self._steps), default=0) or 1
        longest = max((numbers.horizontalAdvance(str(step.value or 0)) for step in self._steps), default=0.0)
        scale = max(1.0, self.width() - left - longest - theme.px(9)) / widest
        y = 0.0
        for index, step in enumerate(self._steps):
            place = QRectF(0, y, self.width(), row)
            painter.setFont(theme.font("table"))
            painter.setPen(theme.colour("text_second"))
            painter.drawText(place, _LEFT, step.label)
            x = left
            if step.value is None:
                painter.drawText(place.adjusted(x, 0, 0, 0), _LEFT, "not known")
            else:
                wide = max(float(theme.px(12)), round(step.value * scale)) if step.value else 2.0
                bar = QRectF(left, round(place.center().y() - high / 2), wide, high)
                box(painter, bar, theme.px(2), theme.colour("track"), theme.colour("control_line"))
                painter.setFont(theme.font("label"))
                painter.setPen(theme.colour("text"))
                painter.drawText(place.adjusted(bar.right() + theme.px(7), 0, 0, 0), _LEFT, str(step.value))
            y += row
            if index == self._broke and self._sentence:
                y += self._paint_break(painter, left, y)

    def _paint_break(self, painter: QPainter, left: float, y: float) -> float:
        theme, words = self._theme, self._words(self.width())
        mark = QRectF(left, y + theme.px(1), 2, words.height + theme.px(2))
        painter.fillRect(mark, theme.colour("warning_line"))
        words.draw(painter, mark.topLeft() + QPointF(theme.px(10), theme.px(1)), theme.colour("warning"))
        return words.height + theme.px(8)
