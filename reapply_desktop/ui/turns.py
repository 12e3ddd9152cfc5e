"""What only the window's own thread can do, in turns short enough for the window to answer between them."""

import gc
import sys
from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication


def breathe() -> None:
    """Let the window paint and its timers run; clicks and keys wait until all is done."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def import_in_turns(modules: Iterable[str]) -> None:
    """Import these, and what each of them imports, one a turn: those that others need come first."""
    missing = [name for name in modules if name not in sys.modules]
    if not missing:
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    try:
        for name in missing:
            import_module(name)
            breathe()
        # What is there now stays: to look for cycles in all of it again and again would make the window wait.
        gc.freeze()
    finally:
        QGuiApplication.restoreOverrideCursor()
