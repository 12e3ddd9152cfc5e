"""The chosen row in full: its source, where it can be read, what was shipped in its place, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.reference import OWN
from reapply_desktop.domain.table_rows import TableRow
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme


class RowDetails(QWidget):
    """`change_asked` and `back_asked` speak of the row that is shown."""

    change_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = Label(theme, "", "table_strong", wrap=True)
        self._source = Label(theme, "", "caption", "text_second", wrap=True)
        self._more = Label(theme, "", "caption", "text_second", wrap=True)
        for part in (self._source, self._more):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.change = button("Change…", density="small")
        self.change.setObjectName("change")
        self.change.clicked.connect(self.change_asked)
        self.back = button("", "quiet", density="small")
        self.back.setObjectName("back")
        self.back.clicked.connect(self.back_asked)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for label in (self._name, self._source, self._more):
            words.addWidget(label)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.px(6))
        buttons.addWidget(self.change, 0, Qt.AlignmentFlag.AlignRight)
        buttons.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(24))
        row.addLayout(words, 1)
        row.addLayout(buttons)
        self.setMinimumHeight(theme.px(64))
        self.show_row(None)

    def text(self) -> str:
        """Everything that is said of the row."""
        return "\n".join(part.text() for part in (self._name, self._source, self._more) if part.text())

    def show_row(self, row: TableRow | None) -> None:
        """Another row, or none."""
        for part in (self.change, self.back):
            part.setVisible(row is not None)
        if row is None:
            self._name.setText("")
            self._source.setText("Choose a row to read its source in full, or to change it.")
            self._more.setText("")
            return
        own = row.origin == OWN
        self._name.setText(": ".join(cell for cell in (row.cells[0], _value(row)) if cell))
        self._source.setText(f"{'Yours. ' if own else ''}Source: {row.source}")
        before = f"Shipped: {row.before}." if row.before else ""
        self._more.setText("  ".join(part for part in (row.url, row.note, before) if part))
        self._more.setVisible(bool(self._more.text()))
        self.back.setVisible(own)
        self.back.setText("Back to the shipped one" if row.before else "Take out")


def _value(row: TableRow) -> str:
    """What stands between the name and the source, in one line."""
    return ", ".join(cell for cell in row.cells[1:-2] if cell)
