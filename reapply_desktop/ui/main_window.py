"""The window: menus, and the frames in it (welcome, interview, the open plan). It connects; others know how."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QFontDatabase, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from reapply_desktop.ui.actions import make_actions, plan_commands
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.exporting import Exporting
from reapply_desktop.ui.files import SUFFIX, Files
from reapply_desktop.ui.interviewing import Interviewing
from reapply_desktop.ui.menus import SCHEMES, Menus
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.page_list import PAGES
from reapply_desktop.ui.printing.opening import show_print_dialog
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme, text_factor
from reapply_desktop.ui.workspace import Workspace

if TYPE_CHECKING:  # imported when they are first needed: a start with a plan needs neither
    from reapply_desktop.ui.controls.toast import Toast
    from reapply_desktop.ui.find_box import FindBox
    from reapply_desktop.ui.pages.welcome_page import WelcomePage

GEOMETRY, SCHEME, TEXT = "window/geometry", "view/colours", "view/text"
TEXT_SIZES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
FIRST_SIZE = (1366, 768)


class MainWindow(QMainWindow):
    """Shows one frame at a time. `start` once, before it is shown."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        settings: Settings,
        messages: Messages,
        data_folder: Path,
        now: Callable[[], datetime],
        stamp: Callable[[], datetime] | None = None,
    ) -> None:
        """`now` is the clock on the wall; `stamp` that of what is exported, in UTC (None: today begins at 00:00)."""
        super().__init__()
        self._document, self.theme, self._settings, self._messages = document, theme, settings, messages
        messages.parent = self
        self.files = Files(document, messages, settings, data_folder, now)
        self.interview = Interviewing(document, theme, self.files, messages, data_folder, now)
        self.exporting = Exporting(document, theme, settings, messages, self.files, data_folder, stamp, self)
        self._frames = QStackedWidget()
        self.setCentralWidget(self._frames)
        self._toast: Toast | None = None
        self._find_box: FindBox | None = None
        self._welcome: WelcomePage | None = None
        self._workspace: Workspace | None = None
        self._page_again = ""  # shown again when the pages are laid out anew
        self._commands = dict(make_actions(self))
        self._commands |= self._undo_actions() | {"sidebar": self._sidebar_action()}
        self._menus = Menus(self.menuBar(), self._commands, PAGES, settings.text(SCHEME))
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self._connect()
        self._restore_geometry()

    # -- beginning

    def start(self, plan: Path | None) -> None:
        """Show this plan, else the one open last, else the welcome page."""
        self._menus.show_recent(self.files.recent)
        opened = self.files.open_path(plan) if plan is not None else self.files.open_last()
        if not opened:
            self._show_frame()

    def _connect(self) -> None:
        files, interview = self.files, self.interview
        does: dict[str, Callable[[], object]] = {
            "new": interview.begin,
            "open": files.ask_and_open,
            "sample": files.open_sample,
            "save": files.save,
            "save_as": files.save_as,
            "export": self.exporting.to_calendar,
            "publish": self.exporting.to_server,
            "table": self.exporting.to_table,
            "print": lambda: show_print_dialog(self._document, self.theme, self._settings, self._messages, self),
            "close": files.close_plan,
            "quit": self.close,
            "find": self._find,
            "new_step": lambda: self._on("timeline", lambda page: page.new_step()),
            "shift": lambda: self._on("timeline", lambda page: page.reshaping.shift_from_here()),
            "series": lambda: self._on("timeline", lambda page: page.reshaping.make_series()),
            "position": lambda: self._on("today", lambda page: page.ask_position()),
            "change_answers": interview.change_answers,
            "next_season": interview.next_season,
            "check": lambda: self._read("check"),
            "larger": lambda: self._step_text(1),
            "smaller": lambda: self._step_text(-1),
            "usual": lambda: self._set_text(None),
            "support": lambda: self._read("support"),
            "built_on": lambda: self._read("built_on"),
            "about": lambda: self._read("about"),
        }
        for command, action in does.items():
            self._commands[command].triggered.connect(lambda checked=False, action=action: action())
        self._document.opened.connect(self._on_opened)
        self._document.tables_changed.connect(self._forget_welcome)
        files.state_changed.connect(self._show_saved)
        files.recent_changed.connect(self._on_recent)
        files.told.connect(lambda text: self.tell(text))
        self.exporting.told.connect(lambda text: self.tell(text))
        # Any further edit, undo or redo makes the last toast stale: its Undo would take back something else.
        self._document.changed.connect(lambda *_: self._toast.dismiss() if self._toast is not None else None)
        interview.opened.connect(self._show_frame)
        interview.ended.connect(self._show_frame)
        interview.told.connect(lambda text: self.tell(text))
        self._menus.recent_chosen.connect(files.open_path)
        self._menus.recent_forgotten.connect(files.forget_recent)
        self._menus.page_chosen.connect(self._go_to)
        self._menus.scheme_chosen.connect(self._set_scheme)

    def _undo_actions(self) -> dict[str, QAction]:
        """Undo and redo, with the name of the edit."""
        stack = self._document.undo_stack
        undo, redo = stack.createUndoAction(self, "&Undo"), stack.createRedoAction(self, "&Redo")
        undo.setShortcuts(QKeySequence.StandardKey.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        return {"undo": undo, "redo": redo}

    def _sidebar_action(self) -> QAction:
        action = QAction("&Sidebar", self)
        action.setCheckable(True)
        action.setShortcut(QKeySequence("Ctrl+B"))
        action.triggered.connect(self._fold)
        return action

    # -- what is shown

    def _show_frame(self) -> None:
        """The interview while it is open, else the plan, else the welcome page."""
        if self.interview.view is not None:
            frame: QWidget = self.interview.view
        elif self._document.plan is not None:
            frame = self._plan_frame()
        else:
            frame = self._welcome_frame()
        if self._frames.indexOf(frame) < 0:
            self._frames.addWidget(frame)
        self._frames.setCurrentWidget(frame)
        in_plan = frame is self._workspace
        for command in plan_commands():
            self._commands[command].setEnabled(in_plan)
        self._commands["new"].setEnabled(self.interview.view is None)
        for command in ("open", "sample"):
            self._commands[command].setEnabled(self.interview.view is None)
        self._commands["sidebar"].setEnabled(in_plan)
        self._show_page_state()
        self._show_title()

    def _plan_frame(self) -> Workspace:
        if self._workspace is None:
            self._workspace = Workspace(self._document, self.theme, self._settings, PAGES, self._frames)
            self._workspace.page_shown.connect(lambda page: self._show_page_state())
            self._workspace.folded_changed.connect(lambda folded: self._commands["sidebar"].setChecked(not folded))
            self._workspace.message.connect(self.tell)
            self._workspace.export_requested.connect(lambda kind: self._commands[kind].trigger())
            self._workspace.find_requested.connect(self._find)
            self._workspace.sidebar.support_wanted.connect(self._commands["support"].trigger)
            self._workspace.change_answers_requested.connect(self.interview.change_answers)
            self._workspace.answers_changed.connect(self.interview.propose)
            self._workspace.next_season_requested.connect(self.interview.next_season)
            self._workspace.show_page(self._page_again)
            self._show_saved()
        return self._workspace

    def _welcome_frame(self) -> "WelcomePage":
        if self._welcome is None:
            from reapply_desktop.ui.pages import welcome_page

            page = welcome_page.WelcomePage(self.theme, self._document.tables, self._settings, self._document.today())
            page.interview_asked.connect(self.interview.begin)
            page.continue_asked.connect(self.interview.resume)
            page.open_asked.connect(self.files.ask_and_open)
            page.sample_asked.connect(self.files.open_sample)
            page.recent_chosen.connect(self.files.open_path)
            page.built_on_asked.connect(self._commands["built_on"].trigger)
            page.support_asked.connect(self._commands["support"].trigger)
            self._welcome = page
        self._welcome.show_state(self.interview.unfinished(), self.files.recent)
        return self._welcome

    def _show_page_state(self) -> None:
        space = self._workspace
        in_plan = space is not None and self._frames.currentWidget() is space
        page = space.page if in_plan and space is not None else None
        self._menus.show_page(space.current if space is not None else "", in_plan)
        self._menus.show_page_menu(getattr(page, "step_menu", None))

    def _show_title(self) -> None:
        name = self.files.name if self._frames.currentWidget() is self._workspace else ""
        self.setWindowTitle(f"{name}[*] – ReApply Desktop" if name else "ReApply Desktop")
        self.setWindowModified(self._document.is_dirty and bool(name))

    def _show_saved(self) -> None:
        if self._workspace is not None:
            self._workspace.sidebar.set_saved(self.files.saved_words)
        self._show_title()

    def _on_opened(self) -> None:
        if self.interview.view is None:
            self._show_frame()

    def _forget_welcome(self) -> None:
        """The welcome page shows dates: with other tables it is made again."""
        if self._welcome is not None:
            self._frames.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None

    def _on_recent(self) -> None:
        self._menus.show_recent(self.files.recent)

    def _go_to(self, page: str, where: str = "") -> None:
        if self._workspace is not None:
            self._workspace.go(page, where)
        self._show_page_state()

    def _on(self, page: str, act: Callable[[Any], object]) -> None:
        """Bring a page up and do something on it."""
        self._go_to(page)
        if self._workspace is not None:
            act(self._workspace.page)

    def _find(self) -> None:
        """Find a step, a page or a command (Ctrl+K)."""
        from reapply_desktop.domain.finding_things import day_things, step_things
        from reapply_desktop.domain.season_change import plan_season
        from reapply_desktop.ui.find_box import FindBox, command_things, page_things, scheme_things

        plan = self._document.plan
        if plan is None:
            return
        if self._find_box is None:
            self._find_box = FindBox(self.theme, self)
            self._find_box.chosen.connect(self._found)
        commands = {name: action for name, action in self._commands.items() if name != "find"}
        today = self._document.today()
        days = day_things(plan_season(plan, self._document.tables, today))
        schemes = scheme_things(self._menus.scheme_actions())
        self._find_box.ask((*page_things(PAGES), *command_things(commands), *schemes, *days, *step_things(plan, today)))

    def _found(self, kind: str, what: str) -> None:
        if kind == "command":
            (self._commands.get(what) or self._menus.scheme_actions()[what]).trigger()
        elif kind == "day":
            self._go_to("season")
        elif kind == "page":
            self._go_to(what)
        else:
            self._go_to("timeline", what)

    def _fold(self) -> None:
        if self._workspace is not None:
            self._workspace.fold_or_unfold()

    def tell(self, text: str, undoable: bool = False) -> None:
        """Say in passing what happened."""
        if self._toast is None:
            from reapply_desktop.ui.controls.toast import Toast

            self._toast = Toast(self.theme, self)
            self._toast.undo_requested.connect(self._document.undo_stack.undo)
        self._toast.show_message(text, undoable)

    def say(self, title: str, facts: str) -> None:
        """Say in a box what cannot be passed over."""
        self._messages.tell(title, facts)

    # -- commands of the window itself

    def _read(self, what: str) -> None:
        """Show one of the pages that are only read."""
        from reapply_desktop.ui import reading

        plan, tables = self._document.plan, self._document.tables
        if what == "support":
            self._messages.read(*reading.support(tables))
        elif what == "check" and plan is not None:
            self._messages.read(*reading.plan_check(plan, tables, self._document.today()))
        elif what in ("built_on", "about"):
            self._messages.read(*(reading.built_on() if what == "built_on" else reading.about()))

    def _set_scheme(self, scheme: str) -> None:
        self._settings.setValue(SCHEME, scheme)
        self.theme.set_scheme(scheme or None)

    def _step_text(self, step: int) -> None:
        """The next size up or down."""
        now = self.theme.factor
        sizes = [s for s in TEXT_SIZES if (s > now + 0.01 if step > 0 else s < now - 0.01)]
        if sizes:
            self._set_text(sizes[0] if step > 0 else sizes[-1])

    def _set_text(self, factor: float | None) -> None:
        """Another text size (None: the system's); the frames are laid out anew in it."""
        self._settings.set_number(TEXT, factor or 0)
        if factor is None:
            system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            factor = text_factor(system, self.screen().logicalDotsPerInch())
        self.theme.set_factor(factor)
        self._menus.show_page_menu(None)
        self.interview.lay_out_anew()
        self._page_again = self._workspace.current if self._workspace is not None else ""
        for frame in (self._welcome, self._workspace):
            if frame is not None:
                self._frames.removeWidget(frame)
                frame.deleteLater()
        self._welcome, self._workspace = None, None
        if self._find_box is not None:
            self._find_box.deleteLater()
            self._find_box = None
        self._show_frame()
        self._page_again = ""

    # -- the window and the system

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        self._settings.setValue(GEOMETRY, self.saveGeometry())
        self.exporting.finish()
        self.files.finish()
        self._settings.sync()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.interview.view is None and _dropped_plan(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_plan(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files.open_path(path)

    def _restore_geometry(self) -> None:
        geometry = self._settings.data(GEOMETRY)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            room = self.screen().availableSize()
            self.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))


def _dropped_plan(event: QDropEvent) -> Path | None:
    """The one plan file that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == f".{SUFFIX}" else None


def stored_text_size(settings: Settings) -> float | None:
    """The text size the person chose, None for the system's."""
    factor = settings.number(TEXT, 0)
    return factor if factor in TEXT_SIZES else None


def stored_scheme(settings: Settings) -> str | None:
    scheme = settings.text(SCHEME)
    return scheme if scheme in [name for name, _ in SCHEMES if name] else None
