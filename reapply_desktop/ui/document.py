"""The one mutable object: the plan that is open, its file, and the undo stack. Every edit goes through `change`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services import storage
from reapply_desktop.ui.undo import ChangePlan


class Document(QObject):
    """Holds the open plan (None: none is open). Views read `plan` and redraw what differs on `changed(before, after)`.

    `edited(before, after)` follows an edit that a person made, once it is on the undo stack; `restored(before, after)`
    undo and redo. A new day is a change too, from the plan to itself: what is late or soon differs.
    `tables_changed` follows other tables being used: another figure, threshold, date or fee.
    `opened` follows a plan being opened, made or closed (undo history is gone then); `saved` a successful save.
    `today` and `new_id` are the program's clock and maker of ids, passed in so that tests decide both.
    """

    changed = Signal(object, object)
    edited = Signal(object, object)
    restored = Signal(object, object)
    opened = Signal()
    saved = Signal()
    tables_changed = Signal()

    def __init__(self, tables: Tables, today: Callable[[], date], new_id: Callable[[], str]) -> None:
        super().__init__()
        self.tables = tables
        self.today = today
        self.new_id = new_id
        self.undo_stack = QUndoStack(self)
        self.path: Path | None = None
        self._plan: Plan | None = None
        self._editing = False
        self._day = today()

    @property
    def plan(self) -> Plan | None:
        return self._plan

    @property
    def is_dirty(self) -> bool:
        """Whether the file lacks something: the undo stack knows, and nothing else does."""
        return self._plan is not None and not self.undo_stack.isClean()

    def open(self, plan: Plan | None, path: Path | None, *, clean: bool = True) -> None:
        """Show another plan. A new plan that was never saved is opened with `clean=False`."""
        self.undo_stack.clear()
        self._plan = plan
        self.path = path
        if plan is not None and not clean:
            self.undo_stack.resetClean()
        self.opened.emit()

    def change(self, plan: Plan, text: str, merge_key: str | None = None) -> None:
        """Make one edit, undoable under `text`. An edit that changes nothing leaves no step."""
        if self._plan is None or plan == self._plan:
            return
        before = self._plan
        self._editing = True
        try:
            self.undo_stack.push(ChangePlan(self, before, plan, text, merge_key))
        finally:
            self._editing = False
        self.edited.emit(before, self._plan)

    def notice_day(self) -> None:
        """Let everything be shown anew if another day has begun since this was asked last."""
        today = self.today()
        if today != self._day:
            self._day = today
            if self._plan is not None:
                self.changed.emit(self._plan, self._plan)

    def use_tables(self, tables: Tables) -> None:
        """Work with other tables from now on; the plan stays as it is."""
        if tables != self.tables:
            self.tables = tables
            self.tables_changed.emit()

    def show_plan(self, before: Plan, after: Plan) -> None:
        """Called by the undo command alone. What was exported is no edit and stays as it is now."""
        current = self._plan
        if current is not None:
            after = replace(after, exports=current.exports)
        self._plan = after
        self.changed.emit(before, after)
        if not self._editing:
            self.restored.emit(before, after)

    def record_exports(self, exports: Mapping[str, Any]) -> None:
        """Keep what an export said, outside undo (interface: undo and redo never change `exports`)."""
        if self._plan is not None:
            self._plan = replace(self._plan, exports=exports)

    def is_kept_in(self, path: Path) -> bool:
        """Whether this is the plan's own file, by whatever name; nothing else may be written there."""
        return self.path is not None and storage.same_file(path, self.path)

    def mark_saved(self, path: Path) -> None:
        self.path = path
        self.undo_stack.setClean()
        self.saved.emit()
