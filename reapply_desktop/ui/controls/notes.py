"""Places where the program speaks: the note in a page, and the page that is still empty."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.buttons import Button, button, link
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.theme import Theme

# kind -> (fill, colour of the icon, icon)
_NOTES = {
    "info": ("selection", "accent_text", "info"),
    "warning": ("warning_soft", "warning", "triangle-alert"),
    "positive": ("positive_soft", "positive", "circle-check"),
    "critical": ("critical_soft", "critical", "circle-alert"),
}


class Note(Painted):
    """One or two sentences in place, with at most one link. At most one note on a screen."""

    link_followed = Signal()

    def __init__(
        self, theme: Theme, text: str, kind: str = "info", link_text: str = "", parent: QWidget | None = None
    ) -> None:
        """Kinds: info, warning, positive, critical."""
        super().__init__(theme, parent)
        self._kind = kind
        _fill, role, icon = _NOTES[kind]
        self._words = Prose(theme, text, "table")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(13), theme.px(11), theme.px(13), theme.px(11))
        row.setSpacing(theme.px(10))
        row.addWidget(glyph(theme, icon, role, 17), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._link = link(theme, link_text)
        self._link.clicked.connect(self.link_followed)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        # Only now that it has its place: shown without a parent it would flash up as a window.
        self._link.setVisible(bool(link_text))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def text(self) -> str:
        return self._words.text()

    def set_text(self, text: str, link_text: str = "") -> None:
        """Another sentence and link."""
        self._words.set_text(text)
        self._link.setText(link_text)
        self._link.setVisible(bool(link_text))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, role, _icon = _NOTES[self._kind]
        border = self._theme.colour(role) if self._theme.scheme == "contrast" else None
        box(QPainter(self), QRectF(self.rect()), self._theme.px(6), self._theme.colour(fill), border)


class EmptyPage(Painted):
    """What a page says before there is anything on it: what comes here, why it is easy, and one button."""

    activated = Signal()

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, action: str = "", parent: QWidget | None = None,
        *, outlined: bool = False,
    ) -> None:  # fmt: skip
        """`outlined`: the page round it has the one filled button already, so this one is only a frame."""
        super().__init__(theme, parent)
        words = Prose(theme, text, "table", "text_second", centred=True)
        words.setFixedWidth(theme.px(380))
        name = Label(theme, title, "panel", wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(4))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(glyph(theme, icon, "text_second", 26), 0, centre)
        column.addSpacing(theme.px(8))
        column.addWidget(name)
        # Not by alignment: a layout gives an aligned paragraph the height it would have in its whole width.
        between = QHBoxLayout()
        between.addStretch(1)
        between.addWidget(words)
        between.addStretch(1)
        column.addLayout(between)
        self.button: Button = button(action, None if outlined else "primary")
        self.button.clicked.connect(self.activated)
        column.addSpacing(theme.px(10))
        column.addWidget(self.button, 0, centre)
        self.button.setVisible(bool(action))
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        box(QPainter(self), QRectF(self.rect()), theme.px(10), theme.colour("surface"), theme.colour("line"))
