"""Table and chart side by side, or the table alone: what they share, and what is remembered of them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QSplitter

from reapply_desktop.domain.chart_rows import differing_ids
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.step_table import StepTable

if TYPE_CHECKING:  # imported with the first chart
    from reapply_desktop.ui.timeline.chart_view import ChartView
    from reapply_desktop.ui.timeline.season_band import SeasonBand

VIEW, WIDTH, HIDDEN, SORT = "timeline/view", "timeline/table_width", "timeline/hidden", "timeline/sort"
CHART, TABLE = "chart", "table"
BESIDE, LEAST_TABLE, LEAST_CHART = 371, 264, 160
COMPACT = ("done", "title", "dates")  # the columns beside the chart
ALWAYS = ("done", "title")
# The order of one column stands under another one's name while the chart is there.
SHOWN_AS = {"start": "dates"}
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


class ChartPane(QSplitter):
    """`show_view(chart or table)`; the chart is made when it is first shown, and told by `chart_made`.

    `said`, `message`, `opened(step)` and `create_requested(start, end)` are the chart's own words passed on.
    """

    chart_made = Signal(object)
    said = Signal(str)
    message = Signal(str, bool)
    opened = Signal(str)
    create_requested = Signal(object, object)
    season_asked = Signal()

    def __init__(
        self, document: Document, theme: Theme, settings: Settings | None, table: StepTable,
        model: TableModel[Milestone],
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self._document, self._theme, self._settings = document, theme, settings
        self._table, self._model = table, model
        self.chart: ChartView | None = None
        self._band: SeasonBand | None = None
        self._keys: list[QShortcut] = []
        self._wide = BESIDE if settings is None else settings.number(WIDTH, BESIDE)
        self.view = ""
        self.columns_menu = QMenu(self)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(table)
        self.setStretchFactor(0, 0)
        below = table.horizontalScrollBar()  # there to be as high as the chart, even with nothing to scroll
        below.setStyleSheet("QScrollBar::handle:disabled { background: transparent; }")
        below.rangeChanged.connect(lambda _least, most: below.setEnabled(most > 0))
        self._hidden = set(() if settings is None else settings.texts(HIDDEN))
        self._fill_menu()
        self._order()
        model.shown_changed.connect(self._show_rows)
        table.chosen_changed.connect(self._show_chosen)
        table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.splitterMoved.connect(self._moved)
        document.changed.connect(self._changed)
        document.restored.connect(self._restored)

    # Chart or table

    def remembered_view(self) -> str:
        view = CHART if self._settings is None else self._settings.text(VIEW, CHART)
        return view if view in (CHART, TABLE) else CHART

    def show_view(self, view: str) -> None:
        """The table with the chart beside it, or the whole table alone."""
        if view == self.view:
            return
        self.view = view
        if self._settings is not None:
            self._settings.setValue(VIEW, view)
        beside = view == CHART
        if beside and self.chart is None:
            self._make_chart()
        if self.chart is not None:
            chart = self.chart
            policy = Qt.ScrollBarPolicy
            self._table.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if beside else policy.ScrollBarAsNeeded)
            self._table.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded)
            self._table.stand_beside((lambda: (chart.row_height(), chart.head_height())) if beside else None)
            chart.setVisible(beside)
        if self._band is not None:
            self._band.setVisible(beside)
        for key in self._keys:
            key.setEnabled(beside)
        self._show_columns()
        self._mark_order()
        if beside:
            self._lay_out()
            self._show_rows()
            self._show_chosen()

    def _make_chart(self) -> None:
        from reapply_desktop.ui.timeline.chart_view import ChartView
        from reapply_desktop.ui.timeline.season_band import SeasonBand

        chart = self.chart = ChartView(self._theme, self._document, self._document.today())
        table = self._table
        chart.setMinimumWidth(self._theme.px(LEAST_CHART))
        table.setMinimumWidth(self._theme.px(LEAST_TABLE))
        self.addWidget(chart)
        self.setStretchFactor(1, 1)
        chart.share_scroll_with(table)
        chart.selection_changed.connect(lambda ids: table.choose(ids, show=False))
        for mine, theirs in (
            (chart.said, self.said), (chart.message, self.message), (chart.activated, self.opened),
            (chart.create_requested, self._create), (chart.done_asked, table.done_asked),
            (chart.delete_asked, table.delete_asked), (chart.new_asked, table.new_asked),
            (chart.menu_asked, table.menu_asked),
        ):  # fmt: skip
            mine.connect(theirs)
        self._band = SeasonBand(self._document, self._theme, table.horizontalHeader())
        self._band.season_asked.connect(self.season_asked)
        for keys, act in (("+", chart.zoom_in), ("=", chart.zoom_in), ("-", chart.zoom_out), ("0", chart.fit_year)):
            made = QShortcut(QKeySequence(keys), table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(act)
            self._keys.append(made)
        self._theme.changed.connect(self._lay_out)
        self.chart_made.emit(chart)

    def _create(self, start: date, end: date) -> None:
        """Ask for a new step. Once its title has been typed in the table, the keys go on in the chart."""
        self.create_requested.emit(start, end)
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self._table and self._table.isAncestorOf(focus):
            closed = self._table.itemDelegate().closeEditor
            closed.connect(self._titled, Qt.ConnectionType.SingleShotConnection)

    def _titled(self, *_editor: object) -> None:
        if self.chart is not None and self._table.hasFocus():
            self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restored(self, before: Plan, after: Plan) -> None:
        """After undo or redo, what has changed is selected and in view; what is gone leaves the rest as it is."""
        fewer = len(after.milestones) < len(before.milestones)
        differing = differing_ids(before, after) if self.isVisible() and not fewer else ()
        if differing:
            rows = {step_id: self._model.row_of(step_id) for step_id in differing}
            shown = sorted((row, step_id) for step_id, row in rows.items() if row is not None)
            self._table.choose([step_id for _row, step_id in shown])
            if shown:
                self.show_step(shown[0][1])

    def _changed(self, before: Plan, after: Plan) -> None:
        if before is after:  # a new day
            self._table.viewport().update()

    def show_step(self, step_id: str) -> None:
        """Scroll the chart so that a step is in view."""
        if self.chart is not None and self.view == CHART:
            self.chart.show_row(step_id)

    def _show_rows(self) -> None:
        if self.chart is not None and self.view == CHART:
            self.chart.set_steps(self._model.shown())

    def _show_chosen(self) -> None:
        if self.chart is not None and self.view == CHART:
            self.chart.set_selected(self._table.chosen_ids())

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The table as wide as the person made it, the chart takes the rest."""
        if self.chart is None or self.view != CHART:
            return
        px = self._theme.px
        wide = max(px(LEAST_TABLE), min(px(self._wide), self.width() - px(LEAST_CHART) - 1))
        self.setSizes([wide, max(1, self.width() - wide - 1)])
        if self._band is not None:
            self._band.lie(px(36))

    def _moved(self, place: int, _index: int) -> None:
        self._wide = place / self._theme.factor
        if self._settings is not None:
            self._settings.set_number(WIDTH, round(self._wide))

    # Columns and order

    def _fill_menu(self) -> None:
        for column in self._model.columns:
            if column.key not in ALWAYS and not column.hidden:
                tick = self.columns_menu.addAction(column.title)
                tick.setCheckable(True)
                tick.setData(column.key)
                tick.setChecked(column.key not in self._hidden)
                tick.toggled.connect(lambda on, key=column.key: self._tick_column(key, on))

    def _tick_column(self, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(key)
        if self._settings is not None:
            self._settings.set_texts(HIDDEN, tuple(c.key for c in self._model.columns if c.key in self._hidden))
        self._show_columns()

    def _show_columns(self) -> None:
        shown: Sequence[str] = COMPACT
        if self.view != CHART:
            shown = [c.key for c in self._model.columns if not c.hidden and c.key not in self._hidden]
        self._table.show_columns(shown)

    def _order(self) -> None:
        """As it was ordered last; by start at first."""
        remembered = "start up" if self._settings is None else self._settings.text(SORT, "start up")
        key, _space, order = remembered.partition(" ")
        at = next((n for n, c in enumerate(self._model.columns) if c.key == key), -1)
        self._table.horizontalHeader().setSortIndicator(at, DOWN if order == "down" else UP)

    def _mark_order(self) -> None:
        """The order's mark stands where it is seen: from and dates mean the same."""
        sorted_by = self._model.sorted_by
        if sorted_by is None:
            return
        columns, (at, descending) = self._model.columns, sorted_by
        pairs = SHOWN_AS if self.view == CHART else {there: here for here, there in SHOWN_AS.items()}
        other = pairs.get(columns[at].key)
        if other is not None:
            self._table.horizontalHeader().setSortIndicator(self._model.column_of(other), DOWN if descending else UP)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        if self._settings is not None:
            key = self._model.columns[column].key if column >= 0 else "-"
            known = {there: here for here, there in SHOWN_AS.items()}.get(key, key)
            self._settings.setValue(SORT, f"{known} {'down' if order == DOWN else 'up'}")
