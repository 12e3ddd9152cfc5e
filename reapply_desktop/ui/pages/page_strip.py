"""The strip at the foot of a page: where things stand in words, quieter words and a link beside them, the buttons."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.buttons import Button, button, link
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.theme import Theme

LEAST_WORDS = 340  # px at 100 %: with less, the buttons go below the words


class PageStrip(QWidget):
    """At least 64 high; the one filled button of the page is `main`, an outlined one beside it `other`."""

    link_followed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._said = Prose(theme, "", "table", lead_style="table_strong")
        self._more = Prose(theme, "", "table", "text_second")
        self.link = link(theme, "")
        self.link.clicked.connect(self.link_followed)
        self._second = second = QHBoxLayout()
        second.setSpacing(px(12))
        second.addWidget(self._more)
        second.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addStretch(1)
        words.addWidget(self._said)
        words.addLayout(second)
        words.addStretch(1)
        self.other: Button = button("")
        self.main: Button = button("", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(12))
        buttons.addWidget(self.other)
        buttons.addWidget(self.main)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        # Heights are those of 100 %: large text needs its room for the page.
        self._row.setContentsMargins(px(32), 8, px(32), 8)
        self._row.setSpacing(px(20))
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        self.setMinimumHeight(64)
        for part in (self._more, self.link, self.other):
            part.hide()

    def text(self) -> str:
        """Everything it says."""
        return " ".join(filter(None, (self._said.text(), self._more.text())))

    def say(self, lead: str, words: str = "", more: str = "", link_text: str = "", role: str = "text") -> None:
        """`lead` stands out, `words` follow it; `more` is quieter, with a link behind it."""
        self._said.set_text(words, lead)
        self._said.set_role(role)
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self._second.setStretch(0, 0 if link_text else 1)  # the link follows the words at once
        self._second.setStretch(2, 1 if link_text else 0)
        self.link.setText(link_text)
        self.link.setVisible(bool(link_text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Words beside the buttons where there is room for both."""
        shown = [part.sizeHint().width() for part in (self.other, self.main) if not part.isHidden()]
        needed = sum(shown) + self._theme.px(32 * 2 + 20 + 12) + self._theme.px(LEAST_WORDS)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self.width() >= needed else way.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(self._theme.px(20 if wanted == way.LeftToRight else 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.colour("line"))
