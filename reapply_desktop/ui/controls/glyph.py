"""An icon that stands beside a text, on the height of its first line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.theme import Theme


class Glyph(Painted):
    """An icon on the first line of a text beside it."""

    def __init__(self, theme: Theme, size: int, style: str) -> None:
        super().__init__(theme)
        self._name, self._role, self._size, self._style = "", "", size, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_glyph(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.line_height(self._style))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            top = round((self.height() - self._theme.px(self._size)) / 2)
            QPainter(self).drawPixmap(0, top, self._theme.pixmap(self._name, self._role, self._size))


def glyph(theme: Theme, name: str, role: str = "text_second", size: int = 16, style: str = "table") -> QWidget:
    """An icon as a widget, centred on the line height of a style; set it to the top beside a paragraph."""
    made = Glyph(theme, size, style)
    made.set_glyph(name, role)
    return made
