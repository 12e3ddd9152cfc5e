"""What holds for all tests: they draw off the screen and never touch the settings of the person who runs them."""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

# A busy machine is no fault: what is generated is judged by what it finds, not by how long it took.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

# Before Qt is imported anywhere: it reads these once.
PERSONAL = Path(tempfile.mkdtemp(prefix="reapply-tests-"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", str(PERSONAL))
os.environ["REAPPLY_DATA_DIR"] = str(PERSONAL / "data")
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[variable] = str(PERSONAL / variable.lower())


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(PERSONAL, ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Let the widgets of a test go with it: outside an event loop Qt would keep them, and style them, to the end."""
    yield
    if item.get_closest_marker("gui") is not None:
        from PySide6.QtCore import QCoreApplication, QEvent

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def qtbot(qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch) -> Generator["QtBot", None, None]:
    """Widgets live until they are closed: one that goes with its test's names, with calls still waiting for it in Qt's
    queue, brings the interpreter down (seen with dialogs that have no parent, which in the program all have)."""
    kept: list[object] = []
    add = qtbot.addWidget

    def keep(widget: "QWidget", **more: Any) -> None:
        kept.append(widget)
        add(widget, **more)

    monkeypatch.setattr(qtbot, "addWidget", keep)
    yield qtbot
    kept.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens widgets, so that `-m "not gui"` runs the rest in seconds."""
    for item in items:
        if {"qapp", "qtbot", "qtmodeltester"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
