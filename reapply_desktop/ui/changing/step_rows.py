"""Steps in a list to be read: the colour of their category, the title, and under or beside it what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.controls.text import Label, Prose, line
from reapply_desktop.ui.theme import Theme


@dataclass(frozen=True)
class StepRow:
    """`aside` stands at the right end of the title's line, `below` under it."""

    title: str
    category: str
    aside: str = ""
    below: str = ""


class Mark(Painted):
    """The upright bar in the colour of a category."""

    def __init__(self, theme: Theme, category: str) -> None:
        super().__init__(theme)
        self._category = category
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(3), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        place = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        QPainter(self).fillRect(place, self._theme.category(self._category))


class StepRows(QWidget):
    """Rows between hairlines, as high as their words need."""

    def __init__(self, theme: Theme, rows: Sequence[StepRow]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        for row in rows:
            column.addWidget(_row(theme, row))
            column.addWidget(line())


def _row(theme: Theme, row: StepRow) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, theme.px(5), 0, theme.px(5))
    across.setSpacing(theme.px(11))
    across.addWidget(Mark(theme, row.category))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Prose(theme, row.title, "table"))
    if row.below:
        words.addWidget(Prose(theme, row.below, "caption", "text_second"))
    across.addLayout(words, 1)
    if row.aside:
        across.addWidget(Label(theme, row.aside, "caption", "text_second"), 0,
                         Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)  # fmt: skip
    return made
