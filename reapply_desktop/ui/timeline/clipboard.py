"""Steps on the clipboard: whole ones for this program, and the same rows as text for spreadsheets and mails."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.row_heads import TABLE, WHOLE
from reapply_desktop.domain.rows_text import Rows, read_rows, to_text
from reapply_desktop.domain.step_words import isolated
from reapply_desktop.domain.words import listed
from reapply_desktop.services.milestone_reading import known_zone
from reapply_desktop.ui.document import Document

OWN, CSV = "application/x-reapply-steps", "text/csv"


def mime_of(steps: Sequence[Milestone]) -> QMimeData:
    """The steps in three forms; each program takes the one it knows."""
    made = QMimeData()
    made.setData(OWN, QByteArray(to_text(steps, WHOLE).encode("utf-8")))
    made.setData(CSV, QByteArray(to_text(steps, TABLE, ",").encode("utf-8")))
    made.setText(to_text(steps))
    return made


def rows_of(mime: QMimeData, document: Document, *, day_first: bool | None = None) -> Rows:
    """The steps a clipboard holds, each with a new id. UserError when it holds none, or rows that cannot be steps.

    `day_first`: how 3/7/2026 is meant where the rows do not tell.
    """
    delimiter = None
    if mime.hasFormat(OWN):
        text, delimiter = bytes(mime.data(OWN).data()).decode("utf-8", "replace"), "\t"
    elif not mime.hasText() and mime.hasFormat(CSV):
        text, delimiter = bytes(mime.data(CSV).data()).decode("utf-8", "replace"), ","
    else:
        text = mime.text() if mime.hasText() else ""
    return read_rows(text, document.today(), document.new_id, known_zone, delimiter=delimiter, day_first=day_first)


class StepClipboard(QObject):
    """Copy, cut and paste for a view of steps. `pasted` tells the new ids, `refused` why nothing was pasted.

    `doubted(doubt, again)` follows a paste whose days could be others; `again()` pastes them read the other way.
    """

    message = Signal(str, bool)
    pasted = Signal(tuple)
    refused = Signal(object)
    doubted = Signal(object, object)

    def __init__(
        self, document: Document, chosen: Callable[[], Sequence[str]], current: Callable[[], str | None],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`chosen` gives the selected ids in the order shown, `current` the step behind which is pasted."""
        super().__init__(parent)
        self._document, self._chosen, self._current = document, chosen, current

    def listen(self, view: QWidget) -> None:
        """Take the usual keys while the focus is in a view; an open field keeps its own."""
        for keys, act in ((QKeySequence.StandardKey.Copy, self.copy), (QKeySequence.StandardKey.Cut, self.cut),
                          (QKeySequence.StandardKey.Paste, self.paste)):  # fmt: skip
            for sequence in QKeySequence.keyBindings(keys):
                made = QShortcut(sequence, view)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.activated.connect(act)

    def can_paste(self) -> bool:
        mime = QGuiApplication.clipboard().mimeData()
        return self._document.plan is not None and mime is not None and (
            mime.hasFormat(OWN) or mime.hasText() or mime.hasFormat(CSV))

    def copy(self) -> None:
        steps = self._steps()
        if steps:
            QGuiApplication.clipboard().setMimeData(mime_of(steps))
            self.message.emit(f"Copied {bulk.named(steps)}", False)

    def cut(self) -> None:
        """Copied and deleted, as one step of undo; pasted again they have new ids."""
        plan, steps = self._document.plan, self._steps()
        if plan is None or not steps:
            return
        QGuiApplication.clipboard().setMimeData(mime_of(steps))
        edit = bulk.deleted(plan, [m.id for m in steps], "Cut")
        self._document.change(edit.plan, edit.text)
        self.message.emit(edit.said, True)

    def paste(self) -> None:
        """New steps behind the current one, all or none."""
        plan = self._document.plan
        mime = QGuiApplication.clipboard().mimeData()
        if plan is None or mime is None:
            return
        try:
            rows = rows_of(mime, self._document)
        except UserError as error:
            self.refused.emit(error)
            return
        if rows.steps:
            after = self._current()
            other = None
            if rows.doubt is not None:
                # Read now: the clipboard may hold something else by the time the person decides.
                other = rows_of(mime, self._document, day_first=not rows.doubt.day_first)
            self._insert(rows, other, after)

    def _insert(self, rows: Rows, other: Rows | None, after: str | None) -> None:
        plan = self._document.plan
        if plan is None:
            return
        edit = bulk.pasted(plan, rows.steps, after)
        self._document.change(edit.plan, edit.text)
        left = f". Not read: {listed([isolated(head) for head in rows.ignored])}" if rows.ignored else ""
        assumed = f". {rows.assumed}" if rows.assumed else ""
        self.message.emit(f"{edit.said}{assumed}{left}", True)
        self.pasted.emit(edit.ids)
        if other is not None and rows.doubt is not None:
            self.doubted.emit(rows.doubt, lambda: self._insert(other, rows, after))

    def _steps(self) -> list[Milestone]:
        """The selected steps in the order shown, which may be another than the plan's."""
        plan = self._document.plan
        if plan is None:
            return []
        by_id = {m.id: m for m in plan.milestones}
        return [by_id[key] for key in self._chosen() if key in by_id]
