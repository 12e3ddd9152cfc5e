"""A small button that stays chosen: a circled cause, an active filter with its own ×."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from reapply_desktop.ui.controls.buttons import Button
from reapply_desktop.ui.theme import Theme

_NO_ICON = QIcon()
MINE = 'QPushButton[chip="true"]'


class Chip(Button):
    """Quiet or outlined while idle; on `selection` with a border while active. The caller gives text and icon."""

    def __init__(self, theme: Theme, text: str, *, quiet: bool = False) -> None:
        super().__init__(text)
        self._theme, self._quiet, self._active = theme, quiet, False
        self.setProperty("chip", True)  # so that its look stays off what opens below it
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def active(self) -> bool:
        return self._active

    def show_as(self, active: bool, text: str, icon: str | None = None) -> None:
        """Active or idle, with another text and an icon before it."""
        self._active = active
        self.setText(text)
        self.setIcon(self._theme.icon(icon, "accent_text" if active else "text_second") if icon else _NO_ICON)
        self._restyle()

    def _restyle(self) -> None:
        theme = self._theme
        c = {role: theme.colour(role).name() for role in
             ("accent", "accent_text", "selection", "surface", "sunken", "line", "control_line", "text")}
        side, above = theme.px(10), theme.px(3)
        shape = f"border-radius: {theme.px(6)}px; padding: {above}px {side}px; min-height: {theme.px(20)}px;"
        if self._active:
            look = f"background: {c['selection']}; border: 1px solid {c['accent']}; color: {c['accent_text']};"
            hover = f"background: {c['selection']};"
        elif self._quiet:
            look = f"background: transparent; border: 1px solid transparent; color: {c['accent_text']};"
            hover = f"background: {c['selection']};"
        else:
            look = f"background: {c['surface']}; border: 1px solid {c['control_line']}; color: {c['text']};"
            hover = f"background: {c['sunken']};"
        self.setStyleSheet(f"{MINE} {{ {shape} {look} font-weight: 500; }} {MINE}:hover {{ {hover} }}")
        self.setFont(theme.font("table"))
