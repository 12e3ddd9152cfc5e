"""The one table model: rows of the open plan, filtered and sorted here, told to the views by what differs, id by id.

Filtering and sorting stand in the model and not in a proxy: a proxy would call Python for every comparison.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.columns import Around, Column, Listing, R
from reapply_desktop.ui.models.ordering import Order, runs_of

Index = QModelIndex | QPersistentModelIndex

ID_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
ICON_ROLE = Qt.ItemDataRole.UserRole + 3
QUIET_ROLE = Qt.ItemDataRole.UserRole + 4
NO_PARENT = QModelIndex()
FEW = 50  # so many changed rows are looked at one by one; more are shown anew


class TableModel(QAbstractTableModel, Generic[R]):
    """Shows a listing of the document's plan. `refused` says why an edit was not possible; the plan stays as it was."""

    refused = Signal(object)
    shown_changed = Signal()

    def __init__(self, document: Document, listing: Listing[R]) -> None:
        super().__init__()
        self._document = document
        self._listing = listing
        self._columns: Sequence[Column[R]] = listing.columns
        self._flags = [_flags_of(column) for column in listing.columns]
        self._keep: Callable[[R, Around], bool] | None = None
        self._sort: tuple[int, bool] | None = None
        self._around: Around | None = None
        self._all: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._places: dict[str, int] | None = None
        self._order: Order[R] = Order()
        document.changed.connect(self._follow)
        document.opened.connect(self.reload)
        self.reload()

    # What is there

    @property
    def columns(self) -> Sequence[Column[R]]:
        return self._columns

    @property
    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._all)

    @property
    def around(self) -> Around | None:
        return self._around

    def is_quiet(self, row: R) -> bool:
        """Whether a row steps back: done, dropped."""
        return self._listing.quiet(row)

    def shown(self) -> tuple[R, ...]:
        """The rows shown, in their order."""
        return tuple(self._shown)

    def row_at(self, row: int) -> R:
        return self._shown[row]

    def row_of(self, row_id: str) -> int | None:
        """Where a row is shown; None when it is filtered out or gone."""
        return self._rows_by_id().get(row_id)

    def column_of(self, key: str) -> int:
        return next(i for i, column in enumerate(self._columns) if column.key == key)

    # What Qt asks

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._around is None:
            return None
        row, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column.kind == "tick" else column.text(row, self._around)
        if role == Qt.ItemDataRole.EditRole:
            return column.value(row)
        if role == Qt.ItemDataRole.CheckStateRole and column.kind == "tick":
            return Qt.CheckState.Checked if column.value(row) else Qt.CheckState.Unchecked
        return _beside(row, column, role, self._around, self._listing)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            sides = Qt.AlignmentFlag
            side = sides.AlignHCenter if column.centred else sides.AlignRight if column.right else sides.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = self._flags[index.column()]
        return flags & ~Qt.ItemFlag.ItemIsEditable if locked(self, index) else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask the document for the change. What cannot be is said by `refused` and leaves everything as it was."""
        plan = self._document.plan
        if plan is None or not index.isValid():
            return False
        column = self._columns[index.column()]
        wanted = Qt.ItemDataRole.CheckStateRole if column.kind == "tick" else Qt.ItemDataRole.EditRole
        if column.change is None or role != wanted:
            return False
        if column.kind == "tick":
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        try:
            changed, text = column.change(plan, self._shown[index.row()], value)
        except UserError as error:
            self.refused.emit(error)
            return False
        self._document.change(changed, text)
        return True

    # Order and choice

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; a negative column is the order of the plan."""
        self._sort = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._order = Order(None if column < 0 else self._columns[column], order == Qt.SortOrder.DescendingOrder)
        self._show(set())

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column ordered by and whether it descends; None: the order of the plan."""
        return self._sort

    def keep(self, wanted: Callable[[R, Around], bool] | None) -> None:
        """Show only the rows wanted (None: all)."""
        self._keep = wanted
        self._show(set())

    # Following the document

    def reload(self) -> None:
        """Show another plan from scratch."""
        self.beginResetModel()
        self._all, self._around = (), None
        self._order.forget()
        self._take(self._document.plan)
        self._shown = self._wanted()
        self._places = None
        self.endResetModel()
        self.shown_changed.emit()

    def _take(self, plan: Plan | None) -> list[R] | set[str]:
        """Read the plan's rows: the changed ones where nothing else happened, else all ids that may look different."""
        before, self._all = self._all, self._listing.rows(plan) if plan is not None else ()
        today = self._document.today()
        if plan is None:
            self._around = None
            return set()
        if self._around is not None and self._around.today == today and len(before) == len(self._all):
            # Rows untouched by an edit are the very same objects: identity settles nearly all of them.
            pairs = [(old, new) for old, new in zip(before, self._all, strict=True) if old is not new]
            named = self._listing.titles
            if all(old.id == new.id and named(old) == named(new) for old, new in pairs):
                self._around = Around(plan, today, self._around.titles)
                return [new for old, new in pairs if old != new]
        self._order.forget()
        return self._take_anew(plan, {row.id: row for row in before})

    def _take_anew(self, plan: Plan, before: dict[str, R]) -> set[str]:
        """Rows came, went or changed their titles: whoever speaks of them differs too."""
        titles = {row.id: self._listing.titles(row) for row in self._all}
        self._around = Around(plan, self._document.today(), titles)
        differing = {row.id for row in self._all if (old := before.get(row.id)) is not row and old != row}
        touched = differing | (before.keys() - titles.keys())
        linked = self._listing.linked
        if touched:
            differing |= {row.id for row in self._all if not touched.isdisjoint(linked(row))}
        return differing

    def _follow(self, _before: Plan, after: Plan) -> None:
        differing = self._take(after)
        if isinstance(differing, set):
            self._show(differing)
        elif not self._replace(differing) and not self._move(differing):
            self._show({row.id for row in differing})

    def _replace(self, differing: list[R]) -> bool:
        """Exchange changed rows where they stand; False, and nothing is done, when one comes, goes or moves."""
        places, around = self._rows_by_id(), self._around
        if around is None or len(differing) > FEW:
            return False
        changed: list[tuple[int, R]] = []
        for row in differing:
            at = places.get(row.id)
            if (self._keep is None or self._keep(row, around)) != (at is not None):
                return False
            if at is not None:
                changed.append((at, row))
        if not all(self._order.stays(self._shown, at, row, around, len(changed) == 1) for at, row in changed):
            return False
        for at, row in changed:
            self._shown[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
        self.shown_changed.emit()
        return True

    def _move(self, differing: list[R]) -> bool:
        """Bring a few changed rows to their new places; False, and nothing is done, where more has to be looked at."""
        around = self._around
        if around is None or self._keep is not None or len(differing) > FEW or len(self._shown) != len(self._all):
            return False
        wanted = self._order.rearranged(self._shown, differing, self._all, around)
        if wanted is None:
            return False
        self._lay_out(wanted)
        places = self._rows_by_id()
        for at in sorted(places[row.id] for row in differing):
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
        self.shown_changed.emit()
        return True

    def _wanted(self) -> list[R]:
        around = self._around
        if around is None:
            return []
        keep = self._keep
        rows = [row for row in self._all if keep(row, around)] if keep else list(self._all)
        return self._order.arranged(rows, around)

    def _rows_by_id(self) -> dict[str, int]:
        if self._places is None:
            self._places = {row.id: at for at, row in enumerate(self._shown)}
        return self._places

    def _show(self, differing: set[str]) -> None:
        """Bring the shown rows to what is wanted: remove, reorder, insert, then say which cells differ."""
        wanted = self._wanted()
        self._remove({row.id for row in wanted})
        # The rows that are there in the wanted order, changed ones exchanged for their new values.
        there = self._rows_by_id()
        staying = [row for row in wanted if row.id in there]
        if all(before.id == after.id for before, after in zip(self._shown, staying, strict=True)):
            self._shown = staying
        else:
            self._lay_out(staying)
        self._insert(wanted)
        places = self._rows_by_id()
        for first, last in runs_of(sorted(places[row_id] for row_id in differing if row_id in places)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        self.shown_changed.emit()

    def _remove(self, kept: set[str]) -> None:
        gone = [at for at, row in enumerate(self._shown) if row.id not in kept]
        for first, last in reversed(runs_of(gone)):
            self.beginRemoveRows(NO_PARENT, first, last)
            del self._shown[first : last + 1]
            self._places = None
            self.endRemoveRows()

    def _lay_out(self, wanted: list[R]) -> None:
        """The same rows in another order: what is selected and current goes with them."""
        self.layoutAboutToBeChanged.emit()
        shown, self._shown, self._places = self._shown, wanted, None
        places = self._rows_by_id()
        before = self.persistentIndexList()
        after = [self.index(places[shown[index.row()].id], index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: list[R]) -> None:
        if len(wanted) == len(self._shown):
            return
        known = self._rows_by_id()
        new = [at for at, row in enumerate(wanted) if row.id not in known]
        for first, last in runs_of(new):
            self.beginInsertRows(NO_PARENT, first, last)
            self._shown[first:first] = wanted[first : last + 1]
            self._places = None
            self.endInsertRows()


def locked(model: TableModel[Any], index: Index) -> str:
    """Why a cell of an editable column cannot be edited in its row; "" where it can."""
    if not index.isValid() or model.around is None:
        return ""
    return model.columns[index.column()].locked(model.row_at(index.row()), model.around)


def _beside(row: R, column: Column[R], role: int, around: Around, listing: Listing[R]) -> Any:
    """What a cell says beside its text and value: to the delegate, as a tooltip and to a screen reader."""
    if role == ID_ROLE:
        return row.id
    if role == TONE_ROLE:
        return column.tone(row, around)
    if role == ICON_ROLE:
        return column.icon(row) if column.icon else ""
    if role == QUIET_ROLE:
        return listing.quiet(row)
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.detail(row, around) or None
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        return f"{column.title}: {column.text(row, around) or 'none'}"
    return None


def _flags_of(column: Column[Any]) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
    if column.kind == "tick":
        return flags | Qt.ItemFlag.ItemIsUserCheckable
    return flags | Qt.ItemFlag.ItemIsEditable if column.change else flags
