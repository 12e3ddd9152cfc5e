"""Two columns beside each other: how something is, and how it would be. What differs stands out by weight."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from reapply_desktop.domain.what_if import Row
from reapply_desktop.ui.changing.step_rows import Mark
from reapply_desktop.ui.controls.text import Prose, heading, line
from reapply_desktop.ui.theme import Theme

NAME, BEFORE, AFTER = 1, 2, 3


@dataclass(frozen=True)
class Section:
    """A part of the comparison; `note` is a paragraph under its rows."""

    name: str
    rows: Sequence[Row]
    note: str = ""


class CompareTable(QWidget):
    """One grid, so that the columns stand in line through all sections."""

    def __init__(self, theme: Theme, before: str, after: str) -> None:
        super().__init__()
        self._theme, self._heads = theme, (before, after)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        for column, stretch in ((NAME, 46), (BEFORE, 27), (AFTER, 27)):
            self._grid.setColumnStretch(column, stretch)
        self._place = 0
        self._lines: list[str] = []

    def said(self) -> tuple[str, ...]:
        """Every row in words, for tests."""
        return tuple(self._lines)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these instead of what was there."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(place, 0)
        self._place, self._lines = 0, []
        for section in sections:
            self._add_head(section.name)
            for row in section.rows:
                self._add_row(row)
            if section.note:
                self._add(Prose(self._theme, section.note, "caption", "text_second"), NAME - 1, 4, space=6)
            self._place += 1
            self._grid.setRowMinimumHeight(self._place, self._theme.px(10))
            self._place += 1

    def _add_head(self, name: str) -> None:
        grid, theme = self._grid, self._theme
        grid.addWidget(heading(theme, name), self._place, NAME - 1, 1, 2)
        for column, words in zip((BEFORE, AFTER), self._heads, strict=True):
            grid.addWidget(Prose(theme, words, "caption", "text_second"), self._place, column,
                           Qt.AlignmentFlag.AlignBottom)  # fmt: skip
        self._place += 1
        self._add(line(), NAME - 1, 4)

    def _add_row(self, row: Row) -> None:
        theme, grid = self._theme, self._grid
        if row.category:
            grid.addWidget(Mark(theme, row.category), self._place, NAME - 1)
        # Steps are only there when they differ; elsewhere what differs stands out among what does not.
        style, role = ("table", "text") if row.category else ("table", "text_second")
        if row.differs and not row.category:
            style, role = "table_strong", "text"
        name: QLabel = Prose(theme, row.name, style, role)
        parts: tuple[tuple[int, QLabel], ...] = (
            (NAME, name), (BEFORE, Prose(theme, row.before, "table", "text_second")),
            (AFTER, Prose(theme, row.after, style, role)),
        )  # fmt: skip
        first = NAME if row.category else NAME - 1
        for column, part in parts:
            if column == NAME:
                grid.addWidget(part, self._place, first, 1, NAME - first + 1, Qt.AlignmentFlag.AlignVCenter)
            else:
                grid.addWidget(part, self._place, column, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(self._place, max(theme.px(22), theme.line_height("table")))
        self._lines.append(f"{row.name}: {row.before} → {row.after}")
        name.setAccessibleName(f"{row.name}. {self._heads[0]}: {row.before}. {self._heads[1]}: {row.after}")
        self._place += 1
        self._add(line(), NAME - 1, 4)

    def _add(self, widget: QWidget, column: int, span: int, space: int = 0) -> None:
        if space:
            self._grid.setRowMinimumHeight(self._place, self._theme.px(space))
            self._place += 1
        self._grid.addWidget(widget, self._place, column, 1, span)
        self._place += 1
