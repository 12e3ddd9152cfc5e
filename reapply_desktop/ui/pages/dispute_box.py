"""Where a person writes why a finding is not so, in place below it (B2.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.pages.written_text import WrittenText
from reapply_desktop.ui.theme import Theme

ASKS = (
    "Say why this is not so. Your reason is kept and printed beside the finding; "
    "it stays in the list, and the plan is not built on it."
)


class DisputeBox(QFrame):
    """`written` with every change (None: as it was before), `closed` when the person is done.

    Every key is kept at once, like any answer; an emptied field takes no dispute back, only its own button does.
    A reason too long for any file stays in the box, which then stays open.
    """

    written = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, finding: str, before: str | None) -> None:
        """`before`: the reason written earlier, None where the finding is not disputed yet."""
        super().__init__()
        self.setProperty("role", "panel")
        self._before = before
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(6))
        column.addWidget(Prose(theme, ASKS, "table", "text_second"))
        self.reason = WrittenText()
        self.reason.setObjectName("dispute_reason")
        self.reason.setAccessibleName(f"{finding}: why this is not so")
        self.reason.setFixedHeight(px(72))
        self.reason.start_over(before or "")
        self.reason.edited.connect(self._typed)
        column.addWidget(self.reason)
        message = FieldMessage(theme, self.reason)
        self.reason.problem_changed.connect(message.show_message)
        column.addWidget(message)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.withdraw = button("Take the dispute back", "quiet", density="small")
        self.withdraw.clicked.connect(self._withdraw)
        self.cancel = button("Cancel", density="small")
        self.cancel.clicked.connect(self._cancel)
        self.keep = button("Keep the reason", density="small")
        self.keep.setEnabled(before is not None)
        self.keep.clicked.connect(self.closed)
        row.addWidget(self.withdraw)
        if before is None:
            self.withdraw.hide()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)

    def show_unkept(self, reason: str) -> None:
        """Show a reason that was too long to be kept; nobody has typed it just now."""
        self.reason.start_over(reason)
        self.keep.setEnabled(False)

    def _typed(self) -> None:
        fits = not self.reason.problem()
        self.keep.setEnabled(fits and bool(self.reason.value()))
        if fits:
            self.written.emit(self.reason.value() or self._before)

    def _cancel(self) -> None:
        self.reason.start_over(self._before or "")
        self.written.emit(self._before)
        self.closed.emit()

    def _withdraw(self) -> None:
        self.reason.start_over("")
        self.written.emit(None)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # what is written stays
            if not self.reason.problem():
                self.closed.emit()
        else:
            super().keyPressEvent(event)
