"""The head over the timeline: its name and counts, chart or table, zoom, and the one filled button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from reapply_desktop.ui.controls.buttons import Button, button
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label, title
from reapply_desktop.ui.theme import Theme

CHART, TABLE = "chart", "table"
EDGE, ABOVE, BELOW = 20, 20, 14
# the window's commands that export, as the menu under the button says them
EXPORTS = (("export", "To a &calendar…"), ("print", "On &paper or as PDF…"), ("table", "As a &table…"))


class TimelineHead(QWidget):
    """`view_chosen(chart or table)`, `export_chosen(command)`; the other signals are its buttons.

    Without room the words of some give way.
    """

    view_chosen = Signal(object)
    closer_asked = Signal()
    farther_asked = Signal()
    fit_asked = Signal()
    export_chosen = Signal(str)

    def __init__(self, theme: Theme, columns: QMenu) -> None:
        super().__init__()
        self._theme = theme
        self.counts = Label(theme, "", "table", "text_second")
        self.counts.setMinimumWidth(1)
        views = ((CHART, "Chart", "chart-gantt"), (TABLE, "Table", "columns-3"))
        self.views = Segments(theme, views, "Timeline", CHART)
        self.columns = button("Columns", "toolbar", theme.icon("columns-3"))
        self.columns.clicked.connect(
            lambda: columns.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft())))
        self.farther = self._icon_button("minus", "Farther away (−)")
        self.closer = self._icon_button("plus", "Closer (+)")
        self.fit = button("Fit year", "toolbar")
        self.fit.setToolTip("Show the whole year (0)")
        self.details = button("Details", "toolbar", theme.icon("panel-right"))
        self.details.setCheckable(True)
        self.export = button("Export…", "toolbar")
        self.export.setObjectName("export")
        self.exports = QMenu("Export", self)
        for command, words in EXPORTS:
            self.exports.addAction(words).triggered.connect(
                lambda checked=False, command=command: self.export_chosen.emit(command))
        self.export.clicked.connect(
            lambda: self.exports.popup(self.export.mapToGlobal(self.export.rect().bottomLeft())))
        self.new = button("New step", "primary", theme.icon("plus", "on_accent"))
        self.new.setObjectName("new_step")
        self.new.setToolTip("New step (Ctrl+Shift+N)")
        # What becomes an icon where room is short: its words, its icon with words, and its icon alone.
        self._shrinking: tuple[tuple[Button, str, str | None, str], ...] = (
            (self.fit, "Fit year", None, "maximize-2"),
            (self.columns, "Columns", "columns-3", "columns-3"),
            (self.details, "Details", "panel-right", "panel-right"),
            (self.export, "Export…", None, "upload"),
        )
        self._short = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build()
        self.views.chosen.connect(self.view_chosen)
        self.closer.clicked.connect(self.closer_asked)
        self.farther.clicked.connect(self.farther_asked)
        self.fit.clicked.connect(self.fit_asked)
        theme.changed.connect(self._fit)

    def _icon_button(self, icon: str, tip: str) -> Button:
        made = button("", "toolbar", self._theme.icon(icon, "text"))
        made.setToolTip(tip)
        made.setAccessibleName(tip.partition(" (")[0])
        made.setFixedWidth(self._theme.px(34))
        return made

    def _build(self) -> None:
        px = self._theme.px
        self._words = words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        words.addWidget(title(self._theme, "Timeline"))
        words.addWidget(self.counts, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        zoom = QHBoxLayout()
        zoom.setSpacing(px(4))
        zoom.addWidget(self.farther)
        zoom.addWidget(self.closer)
        self._buttons.addWidget(self.views)
        self._buttons.addWidget(self.columns)
        self._buttons.addLayout(zoom)
        for made in (self.fit, self.details, self.export, self.new):
            self._buttons.addWidget(made)
        self._row.setContentsMargins(px(EDGE), px(ABOVE), px(EDGE), px(BELOW))
        self._row.setSpacing(px(8))
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)

    def show_view(self, view: str) -> None:
        """Show what belongs to the chart, or to the table."""
        self.views.set_value(view)
        for made in (self.farther, self.closer, self.fit):
            made.setVisible(view == CHART)
        self.columns.setVisible(view == TABLE)
        self._fit()

    def set_enabled(self, has_plan: bool, has_rows: bool) -> None:
        for made in (self.new, self.export):
            made.setEnabled(has_plan)
        for made in (self.farther, self.closer, self.fit):
            made.setEnabled(has_rows)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All words beside the title; else icons alone for some buttons; else the buttons under the title."""
        px = self._theme.px
        room = self.width() - 2 * px(EDGE)
        beside = px(8) + max(px(150), self.counts.sizeHint().width())
        self._shorten(False)
        if self._wide() + beside > room:
            self._shorten(True)
        below = self._wide() + px(158) > room
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop
        self._row.setAlignment(self._buttons, side)
        # Under the title the buttons take a line; the counts give theirs, and stand beside it.
        self._words.setDirection(directions.LeftToRight if below else directions.TopToBottom)
        self._words.setSpacing(px(16 if below else 2))

    def _wide(self) -> int:
        self._buttons.invalidate()
        return self._buttons.sizeHint().width()

    def _shorten(self, short: bool) -> None:
        if short == self._short:
            return
        self._short = short
        theme = self._theme
        for made, words, with_words, alone in self._shrinking:
            made.setText("" if short else words)
            icon = alone if short else with_words
            made.setIcon(theme.icon(icon) if icon else QIcon())
            made.setAccessibleName(words.rstrip("…"))
            if made is not self.fit:
                made.setToolTip(words if short else "")
