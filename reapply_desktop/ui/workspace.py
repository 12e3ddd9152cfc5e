"""The open plan: the sidebar, and beside it the pages, each made when it is first shown."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui import wording
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.page_list import PageEntry
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.sidebar import Sidebar
from reapply_desktop.ui.theme import Theme

FOLDS_WITH_INSPECTOR, FOLDS_ALWAYS = 1480, 900
SIDEBAR = "window/sidebar"
OPEN, FOLDED = "open", "folded"
TABLES = "figures"  # the page on which the tables are changed


class Workspace(QWidget):
    """`page_shown(id)` after another page came up; `folded_changed(bool)` after the sidebar folded or unfolded.

    What pages say upwards goes on from here: `message(text, undoable)`, `export_requested(command)`, `find_requested`,
    `change_answers_requested(where)` with the question to begin at, or "", `answers_changed(answers, undo text)`.
    """

    page_shown = Signal(str)
    folded_changed = Signal(bool)
    message = Signal(str, bool)
    export_requested = Signal(str)
    find_requested = Signal()
    change_answers_requested = Signal(str)
    answers_changed = Signal(object, str)
    next_season_requested = Signal()

    def __init__(
        self,
        document: Document,
        theme: Theme,
        settings: Settings,
        pages: Sequence[PageEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._settings = document, theme, settings
        self._entries = {page.id: page for page in pages}
        self._made: dict[str, QWidget] = {}
        self._plan: Plan | None = document.plan
        self.sidebar = Sidebar(theme, pages)
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.fold_wanted.connect(self.fold_or_unfold)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        self._current = ""
        self._fold_soon = QTimer(self)
        self._fold_soon.setSingleShot(True)
        self._fold_soon.setInterval(0)
        self._fold_soon.timeout.connect(self._fold)
        document.changed.connect(self._show_head)
        document.opened.connect(self._opened)
        document.tables_changed.connect(self._make_anew)
        self._show_head()

    @property
    def current(self) -> str:
        """The id of the page that is shown."""
        return self._current

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._made.get(self._current)

    def show_page(self, page: str = "") -> None:
        """Bring a page up, making it when it is asked for the first time. Without an id the first: today."""
        entry = self._entries.get(page) or next(iter(self._entries.values()))
        if entry.id not in self._made:
            made = entry.make(self._document, self._theme, self._settings, self._stack)
            self._made[entry.id] = made
            self._stack.addWidget(made)
            self._listen(made)
        if entry.id == self._current:
            return
        self._current = entry.id
        self._stack.setCurrentWidget(self._made[entry.id])
        self.sidebar.set_current(entry.id)
        self._fold()
        self.page_shown.emit(entry.id)

    def go(self, page: str, where: str = "") -> None:
        """Lead to a place: a page, and there a step or a day; or a question of the interview."""
        if page == "answers":
            self.change_answers_requested.emit(where)
            return
        self.show_page(page)
        show = next(filter(None, (getattr(self.page, name, None) for name in ("show_step", "show_event"))), None)
        if where and show is not None:
            show(where)

    def _opened(self) -> None:
        """Every plan begins with today; a copy just made of this one, with the very same answers, stays where it is."""
        plan, before = self._document.plan, self._plan
        self._plan = plan
        self._show_head()
        if plan is not None and (before is None or plan.answers is not before.answers):
            self.show_page()

    def _make_anew(self) -> None:
        """Other tables: every page but the one that shows the tables themselves is made again when it is next shown."""
        current = self._current
        for page in [page for page in self._made if page != TABLES]:
            made = self._made.pop(page)
            self._stack.removeWidget(made)
            made.deleteLater()
        if current and current not in self._made:
            self._current = ""
            self.show_page(current)

    def fold_or_unfold(self) -> None:
        """By hand; where that is what would happen by itself, the window decides again."""
        wanted = not self.sidebar.is_folded
        by_itself = wanted == self._folds_by_itself()
        self._settings.setValue(SIDEBAR, "" if by_itself else FOLDED if wanted else OPEN)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _folds_by_itself(self) -> bool:
        inspector = getattr(self.page, "inspector", None)
        is_open = inspector is not None and not inspector.isHidden()
        least = FOLDS_WITH_INSPECTOR if is_open else FOLDS_ALWAYS
        # Before it is laid out it is as wide as its window will be: the page is then laid out once, not twice.
        width = self.width() if self.isVisible() else self.window().width()
        return width < self._theme.px(least)

    def _fold(self) -> None:
        by_hand = self._settings.text(SIDEBAR)
        folded = by_hand == FOLDED if by_hand else self._folds_by_itself()
        if folded != self.sidebar.is_folded:
            self.sidebar.set_folded(folded)
        self.folded_changed.emit(folded)

    def _listen(self, page: QWidget) -> None:
        """Pass on what a page may say; a page has of these signals what it needs."""
        for name, signal in (
            ("message", self.message),
            ("find_requested", self.find_requested),
            ("go", self.go),
            ("answers_changed", self.answers_changed),
            ("next_season_requested", self.next_season_requested),
        ):
            said = getattr(page, name, None)
            if said is not None:
                said.connect(signal)
        export = getattr(page, "export_requested", None)
        if export is not None:  # a page that does not say which leads to the calendar
            export.connect(lambda command="export": self.export_requested.emit(command))
        asked = getattr(page, "change_answers_requested", None)
        if asked is not None:
            asked.connect(lambda: self.change_answers_requested.emit(""))
        inspector = getattr(page, "inspector", None)
        if inspector is not None:
            inspector.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An inspector that opens or closes may fold the sidebar; done after it is laid out."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fold_soon.start()
        return False

    def _show_head(self) -> None:
        plan = self._document.plan
        if plan is not None:
            self.sidebar.set_head(wording.plan_name(plan), wording.path_words(plan), wording.match_words(plan))
