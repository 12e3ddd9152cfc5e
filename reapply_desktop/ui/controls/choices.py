"""Ticks and radio buttons whose whole row is the target, with an optional second line, and the card among cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import box
from reapply_desktop.ui.controls.text import Paragraph
from reapply_desktop.ui.theme import Theme

# Mixed in before QCheckBox and QRadioButton, so at run time it may not be a widget itself.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object
_MARK = 18  # side of a tick, diameter of a radio button
_WIDTHS_KEPT = 8


def paint_tick(painter: QPainter, theme: Theme, at: QPointF, checked: bool, enabled: bool = True) -> None:
    """A tick of 18 with its upper left corner at `at`; delegates draw the same one."""
    side = theme.px(_MARK)
    place = QRectF(at.x(), at.y(), side, side)
    if checked:
        fill = "accent" if enabled else "text_disabled"
        box(painter, place, theme.px(4), theme.colour(fill))
        glyph = theme.pixmap("check", "on_accent" if enabled else "surface", 14, stroke=2.75)
        inset = (side - theme.px(14)) / 2
        painter.drawPixmap(at + QPointF(inset, inset), glyph)
    else:
        fill, border = ("surface", "control_line") if enabled else ("sunken", "line")
        box(painter, place, theme.px(4), theme.colour(fill), theme.colour(border), 1.5)


def paint_radio(painter: QPainter, theme: Theme, at: QPointF, checked: bool, enabled: bool = True) -> None:
    """A radio button of 18 with its upper left corner at `at`."""
    side = theme.px(_MARK)
    place = QRectF(at.x(), at.y(), side, side)
    if checked:
        fill, inner = ("accent", "on_accent") if enabled else ("text_disabled", "surface")
        box(painter, place, side / 2, theme.colour(fill))
        rim = 5.5 * theme.factor
        box(painter, place.adjusted(rim, rim, -rim, -rim), side / 2, theme.colour(inner))
    else:
        fill, border = ("surface", "control_line") if enabled else ("sunken", "line")
        box(painter, place, side / 2, theme.colour(fill), theme.colour(border), 1.5)


class _Row:
    """The common geometry of ticks and radio buttons: mark, words, a quieter line under them; wraps at any width."""

    def __init__(self, theme: Theme, text: str, detail: str, style: str, card: bool = False) -> None:
        self.theme, self.text, self.detail, self.style, self.card = theme, text, detail, style, card
        self.pad = QPoint(12, 4) if card else QPoint(0, 3)
        self.small = "caption" if card else "table"
        # By width and text size: a layout asks for several widths in turn before it settles on one.
        self._laid: dict[tuple[int, float], tuple[Paragraph, Paragraph]] = {}

    def forget(self) -> None:
        self._laid.clear()

    def left(self) -> int:
        return self.theme.px(self.pad.x()) + self.theme.px(_MARK) + self.theme.px(12)

    def paragraphs(self, width: int) -> tuple[Paragraph, Paragraph]:
        theme = self.theme
        key = (width, theme.factor)
        if key not in self._laid:
            if len(self._laid) >= _WIDTHS_KEPT:
                self._laid.clear()
            room = width - self.left() - theme.px(self.pad.x())
            first = Paragraph(self.text, theme.font(self.style), room, theme.line_height(self.style))
            second = Paragraph(self.detail, theme.font(self.small), room, theme.line_height(self.small))
            self._laid[key] = (first, second)
        return self._laid[key]

    def height(self, width: int) -> int:
        first, second = self.paragraphs(width)
        words = first.height + (second.height if self.detail else 0)
        return max(self.theme.px(46 if self.card else 28), round(words) + 2 * self.theme.px(self.pad.y()))

    def width(self) -> int:
        wide = QFontMetricsF(self.theme.font(self.style)).horizontalAdvance(self.text)
        if self.detail:
            wide = max(wide, QFontMetricsF(self.theme.font(self.small)).horizontalAdvance(self.detail))
        return min(self.theme.px(480), self.left() + round(wide) + 3 + self.theme.px(self.pad.x()))

    def top(self, size: QSize) -> float:
        first, second = self.paragraphs(size.width())
        words = first.height + (second.height if self.detail else 0)
        return max(0.0, round((size.height() - words) / 2))

    def mark(self, size: QSize) -> QPointF:
        line = self.theme.line_height(self.style)
        if self.card:
            return QPointF(self.theme.px(self.pad.x()), round((size.height() - self.theme.px(_MARK)) / 2))
        top = self.top(size) + (line - self.theme.px(_MARK)) / 2
        return QPointF(self.theme.px(self.pad.x()), max(0.0, round(top)))

    def draw(self, painter: QPainter, size: QSize, enabled: bool) -> None:
        first, second = self.paragraphs(size.width())
        theme, top = self.theme, self.top(size)
        first.draw(painter, QPointF(self.left(), top), theme.colour("text" if enabled else "text_disabled"))
        if self.detail:
            role = "text_second" if enabled else "text_disabled"
            second.draw(painter, QPointF(self.left(), top + first.height), theme.colour(role))


def _prepare(widget: QAbstractButton, row: _Row) -> None:
    widget.setText(row.text.replace("&", "&&"))
    widget.setAccessibleName(row.text)
    widget.setAccessibleDescription(row.detail)
    widget.setAttribute(Qt.WidgetAttribute.WA_Hover)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class _WholeRow(_Button):
    """What a tick and a radio button have in common: size, target, and following the theme."""

    _theme: Theme
    _row: _Row

    def sizeHint(self) -> QSize:
        wide = self._row.width()
        return QSize(wide, self._row.height(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._row.left() + self._theme.px(64), self._theme.px(28))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.height(width)

    def focus_rect(self) -> QRect:
        """What the focus ring goes round: the mark, not the words."""
        side = self._theme.px(_MARK)
        return QRect(self._row.mark(self.size()).toPoint(), QSize(side, side))

    def hitButton(self, pos: QPoint) -> bool:
        return bool(self.rect().contains(pos))

    def _restyle(self) -> None:
        self._row.forget()
        self.updateGeometry()
        self.update()


class Tick(_WholeRow, QCheckBox):
    """A tick with its words; a click anywhere in the row switches it. `toggled` says so."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        detail: str = "",
        checked: bool = False,
        style: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = _Row(theme, text, detail, style)
        _prepare(self, self._row)
        self.setChecked(checked)
        theme.changed.connect(self._restyle)

    def set_words(self, text: str, detail: str = "") -> None:
        """Other words beside the tick."""
        self._row.text, self._row.detail = text, detail
        _prepare(self, self._row)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = self._row.mark(self.size())
        paint_tick(painter, self._theme, at, self.isChecked(), self.isEnabled())
        self._row.draw(painter, self.size(), self.isEnabled())


class Radio(_WholeRow, QRadioButton):
    """One of several answers with its words and a second line; those with the same parent exclude each other."""

    _card = False

    def __init__(
        self, theme: Theme, text: str, detail: str = "", style: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = _Row(theme, text, detail, style, self._card)
        _prepare(self, self._row)
        theme.changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_behind(painter)
        at = self._row.mark(self.size())
        paint_radio(painter, self._theme, at, self.isChecked(), self.isEnabled())
        self._row.draw(painter, self.size(), self.isEnabled())

    def _paint_behind(self, painter: QPainter) -> None:
        """Nothing behind a plain radio button."""


class RadioCard(Radio):
    """An answer in a frame of its own; the chosen one has the colour of the selection and a firm border."""

    _card = True

    def __init__(
        self, theme: Theme, text: str, detail: str = "", style: str = "table_strong", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, detail, style, parent)

    def _paint_behind(self, painter: QPainter) -> None:
        theme, place = self._theme, QRectF(self.rect())
        if self.isChecked():
            box(painter, place, theme.px(6), theme.colour("selection"), theme.colour("accent_text"), 2)
            return
        over = self.underMouse() and self.isEnabled()
        fill = theme.colour("hover_row" if over else "surface")
        thick = 2.0 if theme.scheme == "contrast" else 1.0
        box(painter, place, theme.px(6), fill, theme.colour("control_line" if over else "line"), thick)

    def focus_rect(self) -> QRect:
        return self.rect()
