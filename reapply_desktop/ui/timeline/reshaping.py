"""Everything that reshapes several steps, in one place for the page that shows them: bar, offer, clipboard, dialogs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reapply_desktop.domain.bulk import chosen, refusal
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.series import series_of
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.bulk_bar import BulkBar
from reapply_desktop.ui.timeline.clipboard import StepClipboard
from reapply_desktop.ui.timeline.follow_offer import FollowOffer
from reapply_desktop.ui.timeline.foot_note import Told
from reapply_desktop.ui.timeline.reading_offer import ReadingOffer
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog

# (menu, words, icon, keys, act) -> the entry, as the page makes its own
MakeEntry = Callable[[QMenu, str, str, str, Callable[[], None]], QAction]


class Reshaping(QObject):
    """`foot` goes to the foot of the page: the bar, and above it what is told or offered. `listen` gives a view keys.

    `message` asks for a toast, `choose_asked` for a selection; `say` tells a sentence in the page ("" takes it away).
    The page tells the selection by `show_ids`, and `offer.consider` each edit of the document.
    """

    message = Signal(str, bool)
    choose_asked = Signal(tuple)

    def __init__(
        self, document: Document, theme: Theme, page: QWidget, chosen_ids: Callable[[], Sequence[str]],
        current_id: Callable[[], str | None],
    ) -> None:  # fmt: skip
        """`chosen_ids` gives the selection in the order shown, `current_id` the step new ones stand behind."""
        super().__init__(page)
        self._document, self._theme, self._page = document, theme, page
        self._chosen_ids, self._current_id = chosen_ids, current_id
        self.bar = BulkBar(document, theme)
        self.offer = FollowOffer(document, theme, page)
        self.reading = ReadingOffer(document, theme, page)
        self.told = Told(theme, page)
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.told, self.offer, self.reading, self.bar):
            column.addWidget(part)
        self.clipboard = StepClipboard(document, chosen_ids, current_id, self)
        self.bar.move_asked.connect(self.move)
        self.bar.clear_asked.connect(partial(self.choose_asked.emit, ()))
        self.clipboard.pasted.connect(self.choose_asked)
        self.clipboard.doubted.connect(self.reading.ask)
        for speaking in (self.bar, self.offer, self.clipboard):
            speaking.message.connect(self.message)
        for refusing in (self.bar, self.clipboard):
            refusing.refused.connect(self._refused)

    def listen(self, *views: QWidget) -> None:
        """Copy, cut and paste, and M to move, while the focus is in one of these views."""
        for view in views:
            self.clipboard.listen(view)
            made = QShortcut(QKeySequence(Qt.Key.Key_M), view)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.move)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Follow the selection."""
        self.bar.show_ids(ids)

    def say(self, text: str) -> None:
        """Tell a sentence at the foot of the page until it is closed; "" takes it away."""
        self.told.show_message(text)

    def add_entries(self, menu: QMenu, entry: MakeEntry) -> None:
        """What belongs into the menu of a step, behind the page's own entries."""
        steps = self._steps()
        one = steps[0] if len(steps) == 1 else None
        tied = self._series() is not None
        menu.addSeparator()
        for words, icon, keys, act, possible in (
            ("Move…", "clock", "M", self.move, bool(steps)),
            ("Shift everything from here…", "arrow-right", "", self.shift_from_here, bool(steps)),
            ("Change the series…" if tied else "Make a series…", "repeat", "",
             self.change_series if tied else self.make_series, tied or one is not None),
        ):  # fmt: skip
            entry(menu, words, icon, keys, act).setEnabled(possible)
        menu.addSeparator()
        for words, icon, keys, act, possible in (
            ("Cut", "scissors", "Ctrl+X", self.clipboard.cut, bool(steps)),
            ("Copy", "copy", "Ctrl+C", self.clipboard.copy, bool(steps)),
            ("Paste", "clipboard-paste", "Ctrl+V", self.clipboard.paste, self.clipboard.can_paste()),
        ):
            entry(menu, words, icon, keys, act).setEnabled(possible)

    # The dialogs, each made when it is asked for

    def move(self) -> None:
        """Ask how far the selected steps should move."""
        from reapply_desktop.ui.timeline.shift_dialog import ShiftDialog

        ids = tuple(self._chosen_ids())
        if self._document.plan is not None and ids:
            self._open(ShiftDialog(self._document, self._theme, ids, parent=self._page.window()))

    def shift_from_here(self) -> None:
        """Ask how far everything from the first selected step on should move; from today on without a selection."""
        from reapply_desktop.ui.timeline.shift_dialog import ShiftDialog

        if self._document.plan is not None:
            day = min((m.start for m in self._steps()), default=None)
            self._open(ShiftDialog(self._document, self._theme, day=day, parent=self._page.window()))

    def make_series(self) -> None:
        from reapply_desktop.ui.timeline.series_dialog import MakeSeriesDialog

        steps = self._steps()
        if self._series() is not None:
            self.change_series()
        elif len(steps) != 1:
            self.say("Select one step first. It becomes the first of the series.")
        else:
            self._open(MakeSeriesDialog(self._document, self._theme, steps[0].id, self._page.window()))

    def change_series(self) -> None:
        from reapply_desktop.ui.timeline.series_change_dialog import ChangeSeriesDialog

        series_id = self._series()
        if series_id is not None:
            self._open(ChangeSeriesDialog(self._document, self._theme, series_id, self._page.window()))

    def _open(self, dialog: ReshapeDialog) -> None:
        dialog.message.connect(self.message)
        dialog.changed.connect(self.choose_asked)
        dialog.open()

    def _steps(self) -> tuple[Milestone, ...]:
        plan = self._document.plan
        return chosen(plan, self._chosen_ids()) if plan is not None else ()

    def _series(self) -> str | None:
        """The one series that all selected steps belong to."""
        plan, steps = self._document.plan, self._steps()
        found = {series_of(plan, m.id) for m in steps} if plan is not None else set()
        return found.pop() if len(found) == 1 else None

    def _refused(self, error: UserError) -> None:
        self.say(refusal(error))
