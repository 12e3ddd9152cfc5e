"""Buttons: one filled one a page, outlined ones beside it, links in the text, and small ones that are only an icon."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton

from reapply_desktop.ui.theme import Theme

# Qt leaves 4 px between icon and text, the look asks for 8: the rest is part of the icon.
_GAP = 4


class Button(QPushButton):
    """A push button whose icon keeps its distance from the text; everything else is drawn by the style sheet."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._icon = QIcon()

    def icon(self) -> QIcon:
        """The icon as it was given."""
        return self._icon

    def setIcon(self, icon: QIcon | QPixmap) -> None:
        """Show an icon before the text, at the size it was rendered for."""
        self._icon = QIcon(icon)
        sizes = self._icon.availableSizes()
        if not sizes:
            super().setIcon(self._icon)
            return
        size = self._icon.actualSize(sizes[0])
        if not self.text():
            self.setIconSize(size)
            super().setIcon(self._icon)
            return
        room = round(_GAP * size.width() / 16)
        wide = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            wide.addPixmap(_with_room(self._icon.pixmap(size, self.devicePixelRatio(), mode), room), mode)
        self.setIconSize(QSize(size.width() + room, size.height()))
        super().setIcon(wide)


def _with_room(pixmap: QPixmap, room: int) -> QPixmap:
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(room * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QRect(0, 0, round(pixmap.width() / ratio), round(pixmap.height() / ratio)), pixmap)
    painter.end()
    return wide


def button(text: str, role: str | None = None, icon: QIcon | None = None, density: str | None = None) -> Button:
    """A button. `role`: None (outlined), primary, quiet, toolbar; `density`: None (34), small (28), large (40)."""
    made = Button(text)
    if role is not None:
        made.setProperty("role", role)
    if density is not None:
        made.setProperty("density", density)
    if icon is not None:
        made.setIcon(icon)
    return made


class Link(Button):
    """A link in running text: as high as its line, in `accent_text`."""

    def __init__(self, theme: Theme, text: str, style: str = "table") -> None:
        super().__init__(text)
        self._theme, self._style = theme, style
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._style))


def link(theme: Theme, text: str, style: str = "table") -> Link:
    """A link in running text; `clicked` says it was followed."""
    return Link(theme, text, style)


def icon_button(theme: Theme, name: str, tip: str, role: str = "text_second", size: int = 16) -> Button:
    """A square button of 28 that is only an icon; `tip` says what it does, to the eye and to a screen reader."""
    made = button("", "icon", theme.icon(name, role, size))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made
