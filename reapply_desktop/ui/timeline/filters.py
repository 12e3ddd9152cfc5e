"""The row above the table: search, filters as small buttons with their own ×, and how many of all are shown."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.models.columns import Around
from reapply_desktop.ui.pages.chip import Chip
from reapply_desktop.ui.theme import Theme

STATES = {"planned": "Open", "late": "Late", "done": "Done", "dropped": "Dropped"}
REST = 150  # ms without a key before the search looks again
Keep = Callable[[Milestone, Around], bool]


class FilterChip(Chip):
    """One filter: ticks in a popup. While active its × (or Delete) takes it off again."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, options: Mapping[str, str], icons: Mapping[str, str]) -> None:
        super().__init__(theme, name)
        self._name = name
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setProperty("role", "popup")
        self.popup.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(self.popup)
        edge = theme.px(10)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        self.ticks: dict[str, Tick] = {}
        for value, words in options.items():
            tick = Tick(theme, words, style="table")
            tick.toggled.connect(self._picked)
            self.ticks[value] = tick
            row = QHBoxLayout()
            row.setSpacing(theme.px(24))
            row.addWidget(tick, 1)
            if value in icons:
                row.addWidget(glyph(theme, icons[value], value))
            column.addLayout(row)
        self._all = link(theme, f"All {name.lower()}")
        self._all.clicked.connect(self.clear)
        column.addSpacing(theme.px(6))
        column.addWidget(self._all)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the × stands behind the words
        self._show()

    def values(self) -> frozenset[str]:
        """What is ticked; empty means everything."""
        return frozenset(value for value, tick in self.ticks.items() if tick.isChecked())

    def clear(self) -> None:
        """Everything is shown again."""
        before = self.values()
        for tick in self.ticks.values():
            with QSignalBlocker(tick):
                tick.setChecked(False)
        self._show()
        if before:
            self.changed.emit()

    def _picked(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = [tick.text().replace("&&", "&") for tick in self.ticks.values() if tick.isChecked()]
        if not chosen:
            self.show_as(False, self._name)
        else:
            words = chosen[0] if len(chosen) == 1 else f"{chosen[0]} + {len(chosen) - 1}"
            self.show_as(True, f"{self._name}: {words}", "x")
        self._all.setEnabled(bool(chosen))
        self.setAccessibleName(f"{self._name}: {', '.join(chosen) or 'all'}")

    def open_popup(self) -> None:
        """Show the ticks under the button."""
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        self.popup.show()
        next(iter(self.ticks.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setDown(False)
        if not self.rect().contains(event.position().toPoint()):
            return
        on_cross = event.position().x() > self.width() - self._theme.px(28)
        if self.active and on_cross:
            self.clear()
        else:
            self.open_popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open_popup()
        else:
            super().keyPressEvent(event)


class FilterRow(QWidget):
    """`changed` follows every change of search and filters; `keep()` gives the test for a step, None for all."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setAccessibleName("Find in the steps")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.px(90))
        self.search.setMaximumWidth(theme.px(230))
        # Not an action of the field: those keep their 16 px at any text size.
        glass = QHBoxLayout(self.search)
        glass.setContentsMargins(theme.px(9), 0, 0, 0)
        glass.addWidget(glyph(theme, "search"))
        glass.addStretch(1)
        self.search.setTextMargins(theme.px(22), 0, 0, 0)
        steady(self.search)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self.changed)
        icons = {category: theme.category_icon(category) for category in CATEGORIES}
        self.category = FilterChip(theme, "Categories", CATEGORIES, icons)
        self.state = FilterChip(theme, "States", STATES, {})
        self.shown = Label(theme, "", "caption", "text_second")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self.search, 1)
        for chip in (self.category, self.state):
            chip.changed.connect(self.changed)
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.shown)
        self.end = row

    def say_shown(self, shown: int, total: int) -> None:
        """`27 of 59 shown` while something is left out."""
        self.search.setPlaceholderText(f"Find in {counted(total, 'step')}" if total else "Find a step")
        self.shown.setText(f"{shown:,} of {total:,} shown" if self.keep() is not None else "")

    def clear(self) -> None:
        """Show everything."""
        self.search.clear()
        self._rest.stop()
        self.category.clear()
        self.state.clear()
        self.changed.emit()

    def keep(self) -> Keep | None:
        """Whether a step is shown; None when nothing is left out."""
        words = self.search.text().casefold().split()
        categories, states = self.category.values(), self.state.values()
        if not words and not categories and not states:
            return None

        def wanted(step: Milestone, around: Around) -> bool:
            if categories and step.category not in categories:
                return False
            late = step.is_open and step.end < around.today
            if states and step.status not in states and not (late and "late" in states):
                return False
            if not words:
                return True
            text = f"{step.title}\n{step.notes}".casefold()
            return all(word in text for word in words)

        return wanted
