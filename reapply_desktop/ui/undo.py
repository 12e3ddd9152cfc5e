"""The one undo command: the plan before and the plan after an edit."""

import weakref
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from reapply_desktop.domain.plan import Plan

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

MERGING = 1


class ChangePlan(QUndoCommand):
    """Swaps one plan for another. Commands with the same merge key become one step (typing in a field).

    The document is held weakly: a strong reference closes a cycle that crashes in Python's collector.
    """

    def __init__(self, document: "QObject", before: Plan, after: Plan, text: str, merge_key: str | None) -> None:
        super().__init__(text)
        self._document = weakref.ref(document)
        self._before = before
        self._after = after
        self._merge_key = merge_key

    def redo(self) -> None:
        self._show(self._before, self._after)

    def undo(self) -> None:
        self._show(self._after, self._before)

    def id(self) -> int:
        return MERGING if self._merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangePlan) or other._merge_key != self._merge_key:
            return False
        self._after = other._after
        if self._after == self._before:
            self.setObsolete(True)
        return True

    def _show(self, before: Plan, after: Plan) -> None:
        document = self._document()
        if document is not None:
            document.show_plan(before, after)  # type: ignore[attr-defined]
