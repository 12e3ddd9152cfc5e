"""The menu bar as data: which command stands in which menu, and the few menus that are filled as they open."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reapply_desktop.services.recent_files import RecentFile
from reapply_desktop.ui.page_list import PageEntry

LINE, RECENT, PAGE, PAGES, THEME = "-", "recent", "page", "pages", "theme"
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        ("new", "open", RECENT, "sample", LINE, "save", "save_as", LINE,
         "export", "publish", "print", "table", LINE, "close", "quit"),
    ),
    ("&Edit", ("undo", "redo", PAGE)),
    (
        "&Plan",
        ("new_step", "shift", "series", LINE, "change_answers", "next_season", "check", LINE, "export", LINE,
         "position"),
    ),
    ("&View", (THEME, LINE, "larger", "smaller", "usual", LINE, "sidebar")),
    ("&Go", ("find", LINE, PAGES)),
    ("&Help", ("support", LINE, "built_on", "about")),
)
SCHEMES = (("", "As the &system has it"), ("light", "&Light"), ("dark", "&Dark"), ("contrast", "High &contrast"))


class Menus(QObject):
    """Fills the window's menu bar. Signals: a recent plan, a page, or a colour scheme was chosen."""

    recent_chosen = Signal(Path)
    recent_forgotten = Signal()
    page_chosen = Signal(str)
    scheme_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, actions: Mapping[str, QAction], pages: Sequence[PageEntry], scheme: str) -> None:
        super().__init__(bar)
        self._recent = QMenu("Open &recent", bar)
        self._schemes = QActionGroup(self)
        self._pages = QActionGroup(self)
        self._make_page_menu: Callable[[], QMenu] | None = None
        self._page_menu: QMenu | None = None
        for title, entries in MENUS:
            menu = bar.addMenu(title)
            for entry in entries:
                if entry == LINE:
                    menu.addSeparator()
                elif entry == RECENT:
                    menu.addMenu(self._recent)
                elif entry == THEME:
                    menu.addMenu(self._scheme_menu(bar, scheme))
                elif entry == PAGES:
                    self._add_pages(menu, pages)
                elif entry == PAGE:
                    self._edit, self._edit_line = menu, menu.addSeparator()
                    self._edit_line.setVisible(False)
                    menu.aboutToShow.connect(self._fill_edit)
                else:
                    menu.addAction(actions[entry])

    def scheme_actions(self) -> Mapping[str, QAction]:
        """The colour schemes by the names of their actions."""
        return {action.objectName(): action for action in self._schemes.actions()}

    def show_recent(self, recent: Sequence[RecentFile]) -> None:
        """List the plans opened lately; one whose file is gone is greyed and says so."""
        self._recent.clear()
        for number, file in enumerate(recent, start=1):
            name = file.name.replace("&", "&&")
            text = f"&{number % 10} {name}" + ("" if file.exists else " (not found)")
            action = self._recent.addAction(text)
            action.setEnabled(file.exists)
            action.setToolTip(str(file.path))
            action.triggered.connect(lambda checked=False, path=file.path: self.recent_chosen.emit(path))
        if recent:
            self._recent.addSeparator()
            self._recent.addAction("&Forget this list").triggered.connect(self.recent_forgotten)
        self._recent.setEnabled(bool(recent))

    def show_page_menu(self, make_menu: Callable[[], QMenu] | None) -> None:
        """What the shown page can do with what is selected stands in the Edit menu, behind undo and redo."""
        self._make_page_menu = make_menu

    def _fill_edit(self) -> None:
        self._clear_edit()
        if self._make_page_menu is not None:
            self._page_menu = self._make_page_menu()
            self._edit_line.setVisible(True)
            self._edit.addActions(self._page_menu.actions())

    def _clear_edit(self) -> None:
        """Not while the menu closes: the chosen action is only then carried out."""
        self._edit_line.setVisible(False)
        if self._page_menu is not None:
            for action in self._page_menu.actions():
                self._edit.removeAction(action)
            self._page_menu.deleteLater()
            self._page_menu = None

    def show_page(self, page: str, has_plan: bool) -> None:
        """Mark the page that is shown; without a plan there is none to go to."""
        for action in self._pages.actions():
            action.setEnabled(has_plan)
            action.setChecked(has_plan and action.objectName() == page)

    def _scheme_menu(self, parent: QWidget, scheme: str) -> QMenu:
        menu = QMenu("&Colours", parent)
        for name, text in SCHEMES:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(name == scheme)
            action.setObjectName(f"scheme_{name or 'system'}")
            action.triggered.connect(lambda checked=False, name=name: self.scheme_chosen.emit(name))
            self._schemes.addAction(action)
        return menu

    def _add_pages(self, menu: QMenu, pages: Sequence[PageEntry]) -> None:
        for number, page in enumerate(pages, start=1):
            action = menu.addAction(page.title)
            action.setObjectName(page.id)
            action.setCheckable(True)
            if number < 10:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda checked=False, page=page.id: self.page_chosen.emit(page))
            self._pages.addAction(action)
