"""Acting in a modal box that is about to open, for the tests that open one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def in_the_box(kind: type[QDialog], act: Callable[[Any], None]) -> list[str]:
    """Do this in the box of this kind that opens next; what went wrong in it comes back as text, after it closed."""
    wrong: list[str] = []

    def when_open() -> None:
        box = QApplication.activeModalWidget()
        try:
            assert isinstance(box, kind), f"{box} opened"
            act(box)
        except BaseException as error:
            wrong.append(repr(error))
            if box is not None:
                box.close()

    QTimer.singleShot(0, when_open)
    return wrong
