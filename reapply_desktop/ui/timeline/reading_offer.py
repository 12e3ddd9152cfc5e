"""The note after a paste whose days could be others: how 3/7/2026 was read, and the other reading one click away."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.rows_text import Doubt
from reapply_desktop.domain.words import day_month_year
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.foot_note import EditOffer


class ReadingOffer(EditOffer):
    """`ask(doubt, again)` follows a paste; `again` pastes the same rows read the other way."""

    def __init__(self, document: Document, theme: Theme, page: QWidget) -> None:
        super().__init__(document, theme, page)
        self._again: Callable[[], None] | None = None
        self.setObjectName("reading_offer")
        self.along.setObjectName("read_otherwise")

    def ask(self, doubt: Doubt, again: Callable[[], None]) -> None:
        """Say how the days were read and offer the other way."""
        self._again = again
        self.along.setText("Re&ad the month first" if doubt.day_first else "Re&ad the day first")
        self.stay.setText("&Leave it so")
        other = f"It could also be {day_month_year(doubt.other)}. All days with slashes here are read alike."
        self._say("info", doubt.words, other, keys="Alt+A reads the other way, Escape leaves it.")

    def take(self) -> None:
        """The same rows again, read the other way: one step of undo, as if they had been pasted so."""
        again, self._again = self._again, None
        if again is None:
            return
        self._own = True
        try:
            self._document.undo_stack.undo()
            self._close()
            again()
        finally:
            self._own = False
