"""The head of a page that only shows: title, a line under it, and a button that goes below them where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.buttons import Button
from reapply_desktop.ui.controls.text import Prose, title
from reapply_desktop.ui.theme import Theme

LEAST_WORDS = 320  # px at 100 %: with less for the line under the title, the button gives way


class PageHead(QWidget):
    """Never wider than the wider of title and button, so that no page scrolls sideways for its head."""

    def __init__(self, theme: Theme, name: str, subtitle: Prose, button: Button, beside: QWidget | None = None) -> None:
        """`beside` stands between the words and the button."""
        super().__init__()
        self._theme, self._title, self._button = theme, title(theme, name), button
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(subtitle)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(10))
        self._row.addLayout(words, 1)
        self._beside = beside
        if beside is not None:
            self._row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._row.addSpacing(theme.px(8))
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        wide = max(self._title.sizeHint().width(), self._button.sizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = max(self._title.sizeHint().width(), self._theme.px(LEAST_WORDS))
        right = self._button.sizeHint().width() + self._row.spacing()
        if self._beside is not None and not self._beside.isHidden():
            right += self._beside.sizeHint().width() + self._row.spacing() + self._theme.px(8)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if event.size().width() >= words + right else way.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()
