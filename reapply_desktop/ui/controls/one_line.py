"""One line of text that stays where it is: Qt centres it by its tallest font, and some scripts bring a taller one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

_CHANGES = {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show}
_OWN = 1  # px that QLineEdit keeps above a line that stands at the top
_BELOW = 4  # px of the padding that letters reaching below the line may use


class _Steadying(QObject):
    """Sits on a field and centres its line by the field's own font, however tall the letters in it are."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.setAlignment((field.alignment() & ~Qt.AlignmentFlag.AlignVertical_Mask) | Qt.AlignmentFlag.AlignTop)
        field.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self._place()
        return False

    def _place(self) -> None:
        field, option = self._field, QStyleOptionFrame()
        option.initFrom(field)
        option.rect = field.rect()
        option.lineWidth = field.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth, option, field)
        inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
        top = (inside.height() - QFontMetrics(field.font()).height() + 1) // 2 - _OWN
        kept = field.textMargins()
        if (kept.top(), kept.bottom()) != (top, -_BELOW):
            field.setTextMargins(kept.left(), top, kept.right(), -_BELOW)


def steady(field: QLineEdit) -> None:
    """Keep the baseline of a field where it is for every script. Horizontal text margins stay the field's own;
    a later `setAlignment` has to say AlignTop."""
    _Steadying(field)


def ascent(text: str, font: QFont) -> float:
    """How far the tallest letter's font reaches above the baseline: where Qt puts the baseline under the top, in px."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setNumColumns(len(text))
    layout.endLayout()
    return float(line.ascent()) if line.isValid() else 0.0
