"""Nothing but the window and its boxes ever appears: a part shown before it has its place flashes up as a window."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import Person


class Watch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("way", ["welcome", "plan", "interview"])
def test_no_part_flashes_up_as_a_window(person: Person, way: str) -> None:
    person.answers()
    watch = Watch()
    person.app.installEventFilter(watch)
    try:
        window = person.open()
        if way != "welcome":
            window._commands["sample"].trigger()
            for page in ("timeline", "post_mortem", "path", "season", "today"):
                window._go_to(page)
                person.app.processEvents()
        if way == "interview":
            window._commands["change_answers"].trigger()
            for _ in range(16):
                if window.interview.view is not None:
                    window.interview.view.go_on()
                    person.app.processEvents()
    finally:
        person.app.removeEventFilter(watch)
    assert watch.seen == ["MainWindow"]
