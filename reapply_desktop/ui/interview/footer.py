"""The strip below the pages: leaving, what is to be looked at, back and next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reapply_desktop.domain.interview_checks import ERROR, EXPLAIN, Check, counted, errors
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme

LOOKS = {ERROR: ("circle-alert", "critical"), EXPLAIN: ("triangle-alert", "warning"), "": ("", "text_second")}


class Footer(QWidget):
    """`left`, `back` and `next` are what its buttons say."""

    left = Signal()
    back = Signal()
    next = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lasting = ""
        row = QHBoxLayout(self)
        # Heights are those of 100 %: large text needs its room for the form.
        row.addStrut(48)  # no least height of the widget's own: it would let a full page press larger buttons
        row.setContentsMargins(theme.px(25), 8, theme.px(36), 8)
        row.setSpacing(theme.px(12))
        self.leave_button = button("Leave and continue later", "quiet")
        self.leave_button.clicked.connect(self.left)
        row.addWidget(self.leave_button)
        self._icon = QLabel()
        self._words = Label(theme, "", "message", wrap=True)
        said = QHBoxLayout()
        said.setSpacing(theme.px(7))
        said.addStretch(1)
        said.addWidget(self._icon)
        said.addWidget(self._words)
        row.addLayout(said, 1)
        row.addSpacing(theme.px(8))
        self.back_button = button("Back")
        self.back_button.setShortcut("Alt+Left")
        self.back_button.setToolTip("Alt+Left")
        self.back_button.clicked.connect(self.back)
        self.next_button = button("Next", "primary")
        self.next_button.setMinimumWidth(theme.px(104))
        self.next_button.setShortcut("Alt+Right")
        self.next_button.setToolTip("Alt+Right")
        self.next_button.clicked.connect(self.next)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        self._shown = ("", "")
        theme.changed.connect(self._repaint_state)

    def tab_stops(self) -> list[QWidget]:
        return [self.leave_button, self.back_button, self.next_button]

    def text(self) -> str:
        """What stands beside the buttons."""
        return self._words.text()

    def show_checks(self, found: tuple[Check, ...]) -> None:
        """Count what is red and amber on the page."""
        words = counted(found)
        self._say(words, (ERROR if errors(found) else EXPLAIN) if words else "")

    def tell(self, text: str, level: str = "") -> None:
        """Say where things stand on the page, quietly, or what stands against going on: an error, or what is asked."""
        self._say(text, level)

    def level(self) -> str:
        """`error`, `explain`, or empty while what stands there is quiet."""
        return self._shown[1]

    def warn(self, text: str) -> None:
        """Say something that holds on every page until it is taken back with an empty text."""
        self._lasting = text
        self._repaint_state()

    def show_way(self, *, can_go_back: bool, next_words: str) -> None:
        self.back_button.setEnabled(can_go_back)
        if self.next_button.text() != next_words:
            self.next_button.setText(next_words)
            self.next_button.setShortcut("Alt+Right")
        self.next_button.setMinimumWidth(0)
        self.next_button.setMinimumWidth(max(self._theme.px(104), self.next_button.sizeHint().width()))
        self._repaint_state()

    def _say(self, text: str, level: str) -> None:
        self._shown = (text, level)
        self._repaint_state()

    def _repaint_state(self) -> None:
        text, level = self._shown
        if self._lasting and not text:
            text, level = self._lasting, EXPLAIN
        icon, role = LOOKS[level]
        self._words.setText(text)
        self._words.set_role(role)
        # A wrapping label asks for as little width as it can; this one takes its line, up to half the strip.
        wide = self._words.fontMetrics().horizontalAdvance(text) + 4
        buttons = (self.leave_button, self.back_button, self.next_button)
        taken = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in buttons) + self._theme.px(
            61 + 12 * 4 + 8 + 22
        )
        self._words.setFixedWidth(max(1, min(wide, self.width() - taken)))
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._icon.setVisible(bool(icon and text))
        if icon:
            self._icon.setPixmap(self._theme.pixmap(icon, role, 15))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._repaint_state()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sidebar"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
