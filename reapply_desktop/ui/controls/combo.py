"""A list of answers in one field, for more than four of them; the mouse wheel scrolls the page, not the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from reapply_desktop.ui.theme import Theme


class Combo(QComboBox):
    """Answers as `(value, text)`; `hint` stands in the field while nothing is chosen (value None)."""

    chosen = Signal(object)  # the value, when the person chose it

    def __init__(
        self,
        theme: Theme,
        options: Iterable[tuple[Any, str]] = (),
        name: str = "",
        hint: str = "choose",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        # The style sheet reaches the rows of the list only through this delegate.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        """Other answers; nothing is chosen afterwards."""
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.setCurrentIndex(-1)

    def value(self) -> Any:
        """The chosen value, or None."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Show a value as chosen without saying so; None or an unknown value chooses nothing."""
        for index in range(self.count()):
            if value is not None and self.itemData(index) == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(-1)

    def tighten(self) -> None:
        """Give the words the room that the frame has to spare: for two of them side by side in a narrow column."""
        self._theme.changed.connect(self._show_tight)
        self._show_tight()

    def _show_tight(self) -> None:
        px = self._theme.px
        self.setStyleSheet(
            f"QComboBox {{ padding-left: {px(7)}px; padding-right: 0; }}"
            f"QComboBox:focus {{ padding-left: {px(7) - 1}px; padding-right: 0; }}"
            f"QComboBox::drop-down {{ width: {px(22)}px; }}"
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
