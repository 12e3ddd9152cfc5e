"""One theme for all journeys, and a person before the real window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_window import TODAY, Answering

from reapply_desktop.app import compose
from reapply_desktop.ui.main_window import MainWindow
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.timeline_page import TimelinePage
from reapply_desktop.ui.workspace import Workspace


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, factor=1.0)
    made.load_other_fonts()
    return made


class Person:
    """Clicks and types in the real window; a second `open` is a new start of the program on the same computer."""

    def __init__(self, qtbot: QtBot, app: QApplication, theme: Theme, folder: Path) -> None:
        self.bot, self.app, self.theme, self.folder = qtbot, app, theme, folder
        self.data = folder / "data"
        self.data.mkdir()
        self.messages: Messages | None = None
        self.window: MainWindow

    def open(self, plan: Path | None = None, today: date = TODAY) -> MainWindow:
        self.window = compose(self.app, self.data, today, self.messages, self.theme)
        self.bot.addWidget(self.window, before_close_func=lambda w: w._document.undo_stack.setClean())
        self.window.start(plan)
        self.window.resize(1366, 768)
        self.window.show()
        self.bot.waitUntil(self.window.isActiveWindow, timeout=3000)
        return self.window

    def answers(self) -> Answering:
        """Answer boxes from a list instead of by clicks; before `open`."""
        made = Answering(self.theme)
        self.messages = made
        return made

    @property
    def space(self) -> Workspace:
        space = self.window._frames.currentWidget()
        assert isinstance(space, Workspace)
        return space

    def timeline(self) -> TimelinePage:
        """The timeline, gone to by its key."""
        if self.space.current != "timeline":
            self.keys(Qt.Key.Key_2)
        page = self.space.page
        assert isinstance(page, TimelinePage)
        return page

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow, timeout=3000)
        self.bot.keyClick(self.window, key, modifier)

    def press(self, text: str, inside: QWidget | None = None) -> None:
        found = [
            b
            for b in (inside or self.window).findChildren(QAbstractButton)
            if b.isVisible() and text in (b.text(), b.accessibleName())
        ]
        assert found, f"no button says {text}"
        self.bot.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def meanwhile(self, act: Callable[[QWidget], None]) -> list[str]:
        """Do this in the box that is about to open; what went wrong in it comes back as text."""
        from PySide6.QtCore import QTimer

        wrong: list[str] = []
        waits = iter(range(200))  # dialogs are built in turns: timers run meanwhile

        def when_open() -> None:
            box = QApplication.activeModalWidget()
            if box is None and next(waits, None) is not None:
                QTimer.singleShot(50, when_open)
                return
            if box is None:
                wrong.append("no box opened")
                return
            try:
                act(box)
            except BaseException as error:
                wrong.append(repr(error))
                box.close()

        QTimer.singleShot(150, when_open)
        return wrong


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Person:
    return Person(qtbot, qapp, theme, tmp_path)
