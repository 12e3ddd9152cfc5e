"""The small figures on the screen: bars of which one is the person's, their season as a funnel, published numbers.

All are laid out by domain.figure_charts; here is only how its shapes look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reapply_desktop.domain import figure_charts as shapes
from reapply_desktop.domain.figure_charts import Bar, Look, Number, Picture, Step
from reapply_desktop.ui.controls.painted import Sign, box
from reapply_desktop.ui.controls.tag import paint_tag, tag_size
from reapply_desktop.ui.theme import Theme

__all__ = ["Bar", "BarChart", "Chart", "Funnel", "Number", "Numbers", "Step"]

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_FONTS = {
    shapes.LABEL: "table",
    shapes.OWN_LABEL: "table_strong",
    shapes.VALUE: "table",
    shapes.OWN_VALUE: "label",
    shapes.CAPTION: "caption",
    shapes.NUMBER: "count",
}
_ROLES = {shapes.PLAIN: "text", shapes.QUIET: "text_second", shapes.BREAK: "warning"}
_NATURAL = 324


class Chart(Sign):
    """A picture of the domain in the width it gets; a screen reader hears its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._laid: Picture | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _picture(self, wide: float, look: Look) -> Picture:
        raise NotImplementedError

    def laid_out(self, wide: float) -> Picture:
        """What is drawn in that width."""
        if self._laid is None or self._laid.wide != wide:
            self._laid = self._picture(wide, self._look())
        return self._laid

    def _look(self) -> Look:
        theme = self._theme
        caption = theme.line_height("caption")
        row = max(theme.line_height("table"), caption) + 2
        return Look(
            row=max(theme.px(25), row), funnel_row=max(theme.px(23), row), bar=theme.px(13), label=theme.px(78),
            caption=caption, number=theme.line_height("count") + theme.px(2), unit=theme.px(4),
        )  # fmt: skip

    def _measure(self, text: str, style: str) -> float:
        if style == "tag":
            return tag_size(self._theme, text).width()
        return QFontMetricsF(self._theme.font(_FONTS[style])).horizontalAdvance(text)

    def _shown_anew(self) -> None:
        self._laid = None
        self.setAccessibleName(self.laid_out(self.width() or self._theme.px(_NATURAL)).spoken)
        self._theme_changed()

    def _theme_changed(self) -> None:
        self._laid = None
        super()._theme_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, round(self._picture(width, self._look()).high))

    def sizeHint(self) -> QSize:
        width = self._theme.px(_NATURAL)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        for shape in self.laid_out(self.width()).shapes:
            if isinstance(shape, shapes.Box):
                self._paint_box(painter, shape)
            elif isinstance(shape, shapes.Tag):
                size = tag_size(theme, shape.text)
                top = round(shape.y + (shape.high - size.height()) / 2)
                paint_tag(painter, theme, QRectF(round(shape.x), top, size.width(), size.height()), shape.text,
                          "outline")  # fmt: skip
            else:
                painter.setFont(theme.font(_FONTS[shape.style]))
                painter.setPen(theme.colour(_ROLES[shape.role]))
                place = QRectF(shape.x, shape.y, max(0.0, self.width() - shape.x + theme.px(40)), shape.high)
                painter.drawText(place, _LEFT, shape.text)

    def _paint_box(self, painter: QPainter, shape: shapes.Box) -> None:
        theme = self._theme
        place = QRectF(round(shape.x), round(shape.y), round(shape.wide), round(shape.high))
        if shape.role in (shapes.HAIRLINE, shapes.BREAK):
            place.setSize(place.size().expandedTo(QSize(1, 1)))
            painter.fillRect(place, theme.colour("line" if shape.role == shapes.HAIRLINE else "warning_line"))
            return
        own = shape.role == shapes.OWN
        edge = None if own else theme.colour("control_line")
        box(painter, place, theme.px(2), theme.colour("accent" if own else "track"), edge)


class BarChart(Chart):
    """Lying bars with their numbers beside them. `maximum` is the value of a bar over the whole width."""

    def __init__(
        self, theme: Theme, bars: Sequence[Bar] = (), maximum: float | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._bars: tuple[Bar, ...] = ()
        self._maximum: float | None = None
        self.set_bars(bars, maximum)

    def set_bars(self, bars: Sequence[Bar], maximum: float | None = None) -> None:
        """Show other bars; read aloud as "label: value" one after the other."""
        self._bars, self._maximum = tuple(bars), maximum
        self._shown_anew()

    def _picture(self, wide: float, look: Look) -> Picture:
        return shapes.bars(self._bars, self._maximum, wide, look, self._measure)

    def minimumSizeHint(self) -> QSize:
        beside = max((self._measure(b.shown, shapes.OWN_VALUE) + (self._measure(b.tag, "tag") if b.tag else 0)
                      for b in self._bars), default=0.0)  # fmt: skip
        labels = max((self._measure(b.label, shapes.OWN_LABEL) for b in self._bars), default=0.0)
        px = self._theme.px
        return QSize(round(max(px(78), labels + px(10)) + beside) + px(50), super().minimumSizeHint().height())


class Funnel(Chart):
    """How many are left at each step, with a sentence where it broke: `broke` is the step before the fall."""

    def __init__(
        self,
        theme: Theme,
        steps: Sequence[Step] = (),
        broke: int | None = None,
        sentence: str = "",
        parent: QWidget | None = None,
        *,
        basis: str = "",
    ) -> None:
        super().__init__(theme, parent)
        self._steps: tuple[Step, ...] = ()
        self._broke: int | None = None
        self._sentence = self._basis = ""
        self.set_steps(steps, broke, sentence, basis)

    def set_steps(self, steps: Sequence[Step], broke: int | None = None, sentence: str = "", basis: str = "") -> None:
        """Show other steps; read aloud in their order with the sentence, and what it rests on, at its place."""
        self._steps, self._broke, self._sentence, self._basis = tuple(steps), broke, sentence, basis
        self._shown_anew()

    def _picture(self, wide: float, look: Look) -> Picture:
        return shapes.funnel(self._steps, self._broke, self._sentence, self._basis, wide, look, self._measure)


class Numbers(Chart):
    """Published numbers in large type with their words; what is not known is as large as a number."""

    def __init__(self, theme: Theme, numbers: Sequence[Number] = (), parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._numbers = tuple(numbers)
        self._shown_anew()

    def _picture(self, wide: float, look: Look) -> Picture:
        return shapes.numbers(self._numbers, wide, look, self._measure)
