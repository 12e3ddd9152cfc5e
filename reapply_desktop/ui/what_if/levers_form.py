"""The answers people vary most, each as a field; every field shows what the tried answers hold."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.levers import NUMBER, TICK, Lever, specialty_options
from reapply_desktop.domain.reference import Tables
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage, NumberField
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.theme import Theme

FIELD = 108


class LeversForm(QWidget):
    """`varied(Answers)` after a lever was moved by the person."""

    varied = Signal(object)

    def __init__(self, theme: Theme, tables: Tables) -> None:
        super().__init__()
        self._theme, self._tables = theme, tables
        self._levers: dict[str, Lever] = {}
        self._base: dict[str, Any] = {}
        self.fields: dict[str, NumberField | Tick | Combo] = {}
        self._names: dict[str, Prose] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_levers(self, levers: Sequence[Lever], base: Sequence[Lever]) -> None:
        """Show where they stand; `base` are those of the plan's own answers, to say which are moved."""
        self._levers = {lever.id: lever for lever in levers}
        self._base = {lever.id: lever.value for lever in base}
        if list(self._levers) != list(self.fields):
            self._build(levers)
        for lever in levers:
            self._show(lever)

    def forget_problems(self) -> None:
        """Empty the fields that hold something that cannot be."""
        for field in self.fields.values():
            if isinstance(field, NumberField) and field.problem():
                field.set_value(None)

    def _build(self, levers: Sequence[Lever]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.fields, self._names, group = {}, {}, ""
        for lever in levers:
            if lever.group != group:
                if group:
                    self._column.addSpacing(self._theme.px(12))
                self._column.addWidget(heading(self._theme, lever.group))
                group = lever.group
            self._column.addWidget(self._made(lever))

    def _made(self, lever: Lever) -> QWidget:
        theme = self._theme
        if lever.kind == TICK:
            tick = Tick(theme, lever.name, style="table")
            tick.clicked.connect(lambda on, key=lever.id: self._moved(key, on))
            self.fields[lever.id] = tick
            return tick
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        name = self._names[lever.id] = Prose(theme, lever.name, "table")
        if lever.kind == NUMBER:
            field = NumberField(theme, lever.least, lever.most)
            field.setFixedWidth(theme.px(FIELD))
            field.setPlaceholderText("not known")
            field.setAccessibleName(lever.name)
            field.value_changed.connect(partial(self._moved, lever.id))
            self.fields[lever.id] = field
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(field)
            column.addLayout(row)
            column.addWidget(FieldMessage(theme, field))
            return made
        combo = Combo(theme, specialty_options(self._tables).items(), lever.name)
        combo.chosen.connect(partial(self._moved, lever.id))
        combo.setMinimumWidth(theme.px(120))
        self.fields[lever.id] = combo
        column.addWidget(name)
        column.addWidget(combo)
        return made

    def _show(self, lever: Lever) -> None:
        field, moved = self.fields[lever.id], lever.value != self._base.get(lever.id)
        if isinstance(field, Tick):
            field.setChecked(bool(lever.value))
            field.update()
        elif not (isinstance(field, NumberField) and (field.value() == lever.value or field.problem())):
            field.set_value(lever.value)
        if lever.id in self._names:
            name = self._names[lever.id]
            name.set_text(lever.name)
            name.set_role("accent_text" if moved else "text")
            field.setAccessibleDescription("Varied" if moved else "")

    def _moved(self, lever_id: str, value: Any) -> None:
        answers: Answers = self._levers[lever_id].moved(value)
        self.varied.emit(answers)
