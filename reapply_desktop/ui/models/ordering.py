"""The order of a table's rows. Keys are asked once a row: an edit among thousands costs a glance at its neighbours."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Generic

from reapply_desktop.ui.models.columns import Around, Column, R

EMPTY = (None, "")  # keys of cells with nothing in them: always last


class Order(Generic[R]):
    """By one column, up or down; without a column the order of the plan."""

    def __init__(self, column: Column[R] | None = None, descending: bool = False) -> None:
        self._column, self._descending = column, descending
        self._keys: dict[str, tuple[R, Any]] = {}
        self._empty = 0

    def forget(self) -> None:
        """Keys may rest on the titles of other rows: ask again."""
        self._keys.clear()

    def arranged(self, rows: list[R], around: Around) -> list[R]:
        """The rows in this order, empty cells last, equal ones as they came."""
        if self._column is None:
            return rows
        sort, keys = self._column.sort, self._keys
        filled, empty = [], []
        for row in rows:
            known = keys.get(row.id)
            if known is None or known[0] is not row:
                keys[row.id] = known = (row, sort(row, around))
            if known[1] in EMPTY:
                empty.append(row)
            else:
                filled.append(row)
        filled.sort(key=lambda row: keys[row.id][1], reverse=self._descending)
        self._empty = len(empty)
        return filled + empty

    def rearranged(
        self, shown: Sequence[R], changed: Sequence[R], all_rows: Sequence[R], around: Around
    ) -> list[R] | None:
        """The rows shown in their order after a few of them changed, found without sorting all of them anew.

        `all_rows` are in the order of the plan, which decides between equal keys. None where only `arranged` can tell:
        keys are not known, or cells became or were empty.
        """
        if self._column is None or len(self._keys) < len(shown):
            return None
        keys, new = self._keys, {row.id: self._column.sort(row, around) for row in changed}
        if any(key in EMPTY or row_id not in keys or keys[row_id][1] in EMPTY for row_id, key in new.items()):
            return None
        rest = [row for row in shown if row.id not in new]
        empty = rest[len(rest) - self._empty :]
        filled = rest[: len(rest) - self._empty]
        if self._descending:
            filled.reverse()
        for row in changed:
            keys[row.id] = (row, new[row.id])
            low = bisect_left(filled, new[row.id], key=lambda other: keys[other.id][1])
            high = bisect_right(filled, new[row.id], low, key=lambda other: keys[other.id][1])
            filled.insert(low + self._among_equals(filled[low:high], row, all_rows), row)
        if self._descending:
            filled.reverse()
        return filled + empty

    def _among_equals(self, equals: Sequence[R], row: R, all_rows: Sequence[R]) -> int:
        """How many of the rows with the same key stand before this one."""
        if not equals:
            return 0
        ids = {other.id for other in equals}
        before = 0
        for other in all_rows:
            if other.id == row.id:
                break
            before += other.id in ids
        return len(equals) - before if self._descending else before

    def stays(self, shown: Sequence[R], at: int, row: R, around: Around, alone: bool) -> bool:
        """Whether a changed row still belongs where it stands; with equal keys the whole order is asked.

        `alone`: no other row changed with it, so that its neighbours can be trusted.
        """
        if self._column is None:
            return True
        key, known = self._column.sort(row, around), self._keys.get(row.id)
        if (known is None or known[1] != key) and not (alone and self._fits(shown, at, key, around)):
            return False
        self._keys[row.id] = (row, key)
        return True

    def _fits(self, shown: Sequence[R], at: int, key: Any, around: Around) -> bool:
        assert self._column is not None
        if key in EMPTY:
            return False
        for place in (at - 1, at + 1):
            if not 0 <= place < len(shown):
                continue
            other = self._column.sort(shown[place], around)
            if other in EMPTY:
                if place < at:
                    return False
                continue
            lower, upper = (other, key) if (place < at) != self._descending else (key, other)
            if not lower < upper:
                return False
        return True


def runs_of(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending positions as runs of neighbours: [1, 2, 5] gives [(1, 2), (5, 5)]."""
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and at == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
