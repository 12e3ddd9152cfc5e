"""What frames the Today page: the button that finds, countdowns above, three headings below."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.today import Countdown
from reapply_desktop.domain.today_headings import Heading
from reapply_desktop.ui.controls.buttons import Button
from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.controls.text import Label, Prose, line
from reapply_desktop.ui.theme import Theme

GAP = 32
FIND_KEYS = "Ctrl+K"


class FindButton(Button):
    """Finds anything; its keys stand beside its word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Find")
        self._theme = theme
        self.setProperty("role", "toolbar")
        self.setIcon(theme.icon("search"))
        keys = QKeySequence(FIND_KEYS).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self.setToolTip(f"Find a step, a page or a command ({keys})")
        self._keys = keys
        self.setObjectName("find")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._keys_width() + self._theme.px(12), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _keys_width(self) -> int:
        return round(QFontMetricsF(self._theme.font("caption")).horizontalAdvance(self._keys)) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text_second"))
        place = self.rect().adjusted(0, 0, -self._theme.px(14), 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._keys)


class CountdownRow(QWidget):
    """Days to submission, review and Match Day, between two lines, on three equal columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: list[tuple[Label, Label, Label, Label]] = []
        self.thirds = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.thirds.setSpacing(theme.px(GAP))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(line())
        column.addLayout(self.thirds)
        column.addWidget(line())
        for _ in range(3):
            self._add_cell()

    def _add_cell(self) -> None:
        theme, px = self._theme, self._theme.px
        cell = QWidget()
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        number, unit = Label(theme, "", "number"), Label(theme, "", "body", "text_second")
        words, when = Label(theme, "", "table_strong", wrap=True), Label(theme, "", "caption", "text_second", wrap=True)
        large = QHBoxLayout()
        large.setSpacing(px(8))
        large.addWidget(number)
        large.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        # The word stands on the line of the number, whose font reaches lower.
        unit.setContentsMargins(0, 0, 0, px(4))
        large.addStretch(1)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(large)
        column.addWidget(words)
        column.addWidget(when)
        column.addStretch(1)
        self.thirds.addWidget(cell, 1)
        self._cells.append((number, unit, words, when))

    def show_countdowns(self, countdowns: Sequence[Countdown]) -> None:
        for (number, unit, words, when), entry in zip(self._cells, countdowns, strict=True):
            number.setText(entry.number)
            unit.setText(entry.unit)
            words.setText(entry.words)
            when.setText(entry.when)
            number.setAccessibleName(f"{entry.number} {entry.unit} {entry.words}, {entry.when}")


class HeadingStrip(Painted):
    """The three headings of B10.2 on a surface of their own, from edge to edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        px = theme.px
        self.thirds = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.thirds.setContentsMargins(px(GAP), px(16), px(GAP), px(20))
        self.thirds.setSpacing(px(GAP))
        self._cells: list[tuple[Label, Prose]] = []
        for _ in range(3):
            cell = QWidget()
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            head, text = Label(theme, "", "panel"), Prose(theme, "", "table", "text_second")
            head.setWordWrap(True)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(text)
            column.addStretch(1)
            self.thirds.addWidget(cell, 1)
            self._cells.append((head, text))

    def show_headings(self, headings: Sequence[Heading]) -> None:
        for (head, text), entry in zip(self._cells, headings, strict=True):
            head.setText(entry.title)
            text.set_text(entry.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.colour("line"))
