"""Two applications in a table: each answer then and now, and a word for how they compare."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from reapply_desktop.domain.answer_facts import GROUPS, NOT_KNOWN
from reapply_desktop.domain.differences import BETTER, OTHER, SAME, UNKNOWN, WORSE, Difference
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.controls.text import Prose, heading, line
from reapply_desktop.ui.theme import Theme

KINDS = {BETTER: "positive", WORSE: "warning", SAME: "neutral", OTHER: "info", UNKNOWN: "dashed"}
COLUMNS = 4


class SeasonsTable(QWidget):
    """One grid with the items under the heads of their groups."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        for column, stretch in enumerate((30, 29, 29, 12)):
            self._grid.setColumnStretch(column, stretch)
        self._items: Sequence[Difference] = ()

    def items(self) -> tuple[Difference, ...]:
        """What is shown."""
        return tuple(self._items)

    def show_items(self, items: Sequence[Difference], before: str, after: str) -> None:
        """Show these instead of what was there; `before` and `after` head the columns."""
        grid, theme = self._grid, self._theme
        while (old := grid.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place in range(grid.rowCount()):
            grid.setRowMinimumHeight(place, 0)
        self._items, place = items, 0
        for group, name in GROUPS.items():
            rows = [item for item in items if item.group == group]
            if not rows:
                continue
            grid.setRowMinimumHeight(place, theme.px(10) if place else 0)
            place += 1
            grid.addWidget(heading(theme, name), place, 0)
            for column, words in ((1, before), (2, after)):
                grid.addWidget(Prose(theme, words, "caption", "text_second"), place, column,
                               Qt.AlignmentFlag.AlignBottom)  # fmt: skip
            grid.addWidget(line(), place + 1, 0, 1, COLUMNS)
            place += 2
            for item in rows:
                self._add(item, place, before, after)
                place += 2

    def _add(self, item: Difference, place: int, before: str, after: str) -> None:
        grid, theme = self._grid, self._theme
        name = Prose(theme, item.name, "table_strong" if item.verdict not in (SAME, UNKNOWN) else "table")
        name.setAccessibleName(f"{item.name}. {before}: {item.before}. {after}: {item.after}. {item.verdict}.")
        grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, words in ((1, item.before), (2, item.after)):
            known = words != NOT_KNOWN and column == 2
            grid.addWidget(Prose(theme, words, "table", "text" if known else "text_second"), place, column,
                           Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
        grid.addWidget(Tag(theme, item.verdict, KINDS[item.verdict]), place, 3,
                       Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)  # fmt: skip
        grid.setRowMinimumHeight(place, max(theme.px(24), theme.line_height("table")))
        grid.addWidget(line(), place + 1, 0, 1, COLUMNS)
