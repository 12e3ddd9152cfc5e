"""Lists of answers: one of several with notes, or any number of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.choices import Radio, Tick
from reapply_desktop.ui.controls.text import line
from reapply_desktop.ui.theme import Theme

MANY = 4  # more answers than this stand in two columns where there is room


class ChoiceList(QWidget):
    """One of several answers; `chosen` carries the value a person picked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, options: Sequence[tuple[Any, str, str]], name: str) -> None:
        super().__init__()
        self._values = [value for value, _, _ in options]
        self._group = QButtonGroup(self)
        # Two columns of their own: a long answer on the left opens no hole on the right.
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._between = theme.px(16)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(theme.px(2))
            whole.addLayout(column)
            whole.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        self._whole = whole
        for index, (_, label, note) in enumerate(options):
            radio = Radio(theme, label, note, parent=self)
            radio.setAccessibleDescription(f"{name} {note}".strip())
            self._group.addButton(radio, index)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """One column where there is little room."""
        buttons = self._group.buttons()
        columns = 1 if narrow or len(buttons) <= MANY else 2
        rows = -(-len(buttons) // columns)
        for index, radio in enumerate(buttons):
            for column in self._columns:
                column.removeWidget(radio)
            self._columns[index // rows].addWidget(radio)
        self._whole.setSpacing(self._between if columns > 1 else 0)
        for at in (0, 1):
            self._whole.setStretch(at, 1 if at < columns else 0)

    def set_value(self, value: Any) -> None:
        """Show a value as chosen; one that is not offered chooses nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for radio in self._group.buttons():
            radio.setChecked(False)
        self._group.setExclusive(True)


class Ticks(QWidget):
    """Any number of answers, and below a line "none of these" and "I don't know", which exclude the others.

    `chosen` carries the values (None: nothing said yet) and whether it is not known.
    """

    chosen = Signal(object, bool)

    def __init__(self, theme: Theme, options: Sequence[tuple[str, str, str]], none: str, unknown: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self._ticks: dict[str, Tick] = {}
        for value, label, note in options:
            tick = Tick(theme, label, note)
            tick.toggled.connect(self._ticked)
            self._ticks[value] = tick
            column.addWidget(tick)
        column.addSpacing(theme.px(6))
        column.addWidget(line())
        column.addSpacing(theme.px(6))
        self._none, self._unknown = Tick(theme, none), Tick(theme, unknown)
        self._none.toggled.connect(lambda on: self._apart(self._none, on))
        self._unknown.toggled.connect(lambda on: self._apart(self._unknown, on))
        column.addWidget(self._none)
        column.addWidget(self._unknown)

    def show_values(self, values: tuple[str, ...] | None, unknown: bool) -> None:
        """Show the ticked values; an empty tuple is "none of these"."""
        self._set({value: value in (values or ()) for value in self._ticks}, values == (), unknown)

    def _set(self, ticked: dict[str, bool], none: bool, unknown: bool) -> None:
        pairs = [(self._ticks[value], on) for value, on in ticked.items()]
        for tick, on in (*pairs, (self._none, none), (self._unknown, unknown)):
            with QSignalBlocker(tick):
                tick.setChecked(on)

    def _ticked(self) -> None:
        values = tuple(value for value, tick in self._ticks.items() if tick.isChecked())
        self._set({value: value in values for value in self._ticks}, False, False)
        self.chosen.emit(values or None, False)

    def _apart(self, which: Tick, on: bool) -> None:
        is_none, is_unknown = which is self._none and on, which is self._unknown and on
        self._set(dict.fromkeys(self._ticks, False), is_none, is_unknown)
        self.chosen.emit(() if is_none else None, is_unknown)
