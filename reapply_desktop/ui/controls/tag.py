"""Small painted signs: the tag with its word, and the strength of a finding in three cells and a word.

Delegates use the `paint_…` functions, pages the widgets, so that a table and a page show the same thing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import Sign, blended, box
from reapply_desktop.ui.theme import Theme

# kind -> (fill, colour of text and border); None: no fill
KINDS: dict[str, tuple[str | None, str]] = {
    "neutral": ("surface", "text_second"),
    "info": ("selection", "accent_text"),
    "positive": ("positive_soft", "positive"),
    "warning": ("warning_soft", "warning"),
    "critical": ("critical_soft", "critical"),
    "dashed": (None, "text_second"),
    "accent": ("accent", "on_accent"),
    "outline": ("surface", "accent_text"),
}
STRENGTHS = ("slight", "clear", "strong")


def tag_size(theme: Theme, text: str, icon: str | None = None) -> QSize:
    """The size of a tag: 20 high, 7 left and right of its word."""
    width = QFontMetricsF(theme.font("label")).horizontalAdvance(text) + theme.px(14)
    if icon:
        width += theme.px(13) + theme.px(5)
    return QSize(round(width) + 1, max(theme.px(20), theme.line_height("caption")))


def paint_tag(
    painter: QPainter, theme: Theme, rect: QRectF, text: str, kind: str = "neutral", icon: str | None = None
) -> None:
    """Draw a tag into `rect`, which has the size `tag_size` gave."""
    fill, role = KINDS[kind]
    background = theme.colour(fill) if fill else None
    colour = theme.colour(role)
    if kind in ("neutral", "dashed"):
        border = theme.colour("line" if kind == "neutral" else "control_line")
    elif kind in ("outline", "accent") or theme.scheme == "contrast" or background is None:
        border = theme.colour("accent") if kind == "accent" else colour
    else:
        border = blended(colour, background, 0.35)
    box(painter, rect, theme.px(4), background, border, dashed=kind == "dashed")
    painter.setFont(theme.font("caption" if kind in ("neutral", "dashed") else "label"))
    painter.setPen(colour)
    inner = rect.adjusted(theme.px(7), 0, -theme.px(6), 0)
    if icon:
        size = theme.px(13)
        painter.drawPixmap(QPointF(inner.left(), rect.center().y() - size / 2), theme.pixmap(icon, role, 13))
        inner.setLeft(inner.left() + size + theme.px(5))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


class Tag(Sign):
    """A word in a small box. Kinds: neutral, info, positive, warning, critical, dashed, accent (filled), outline."""

    def __init__(
        self, theme: Theme, text: str, kind: str = "neutral", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._text, self._kind, self._icon = text, kind, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_tag(self, text: str, kind: str = "neutral", icon: str | None = None) -> None:
        """Another word and meaning."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self._theme_changed()

    def sizeHint(self) -> QSize:
        return tag_size(self._theme, self._text, self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tag(QPainter(self), self._theme, QRectF(self.rect()), self._text, self._kind, self._icon)


def strength_size(theme: Theme, level: int) -> QSize:
    """The size of the three cells and the word."""
    word = QFontMetricsF(theme.font("caption")).horizontalAdvance(STRENGTHS[level - 1])
    return QSize(round(theme.px(40) + theme.px(7) + word) + 1, theme.line_height("caption"))


def paint_strength(painter: QPainter, theme: Theme, rect: QRectF, level: int) -> None:
    """Three cells of 12 × 6 with a gap of 2, `level` of them filled, and the word."""
    cell, gap, high = theme.px(12), theme.px(2), theme.px(6)
    top = round(rect.center().y() - high / 2) + 1
    for index in range(3):
        place = QRectF(rect.left() + index * (cell + gap), top, cell, high)
        filled = index < level
        fill = theme.colour("text_second") if filled else None
        box(painter, place, 1, fill, theme.colour("text_second" if filled else "control_line"))
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.colour("text_second"))
    left = rect.left() + 3 * cell + 2 * gap + theme.px(7)
    words = QRectF(left, rect.top(), rect.right() - left + 1, rect.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, STRENGTHS[level - 1])


class Strength(Sign):
    """How strong the evidence for a finding is: 1 slight, 2 clear, 3 strong."""

    def __init__(self, theme: Theme, level: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Evidence: {STRENGTHS[level - 1]}")

    def sizeHint(self) -> QSize:
        return strength_size(self._theme, self._level)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_strength(QPainter(self), self._theme, QRectF(self.rect()), self._level)
