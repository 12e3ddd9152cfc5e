"""A person looks at the sample, makes it theirs, and leaves with a calendar."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import storage
from tests.journeys.conftest import Person


def first_title(person: Person) -> str:
    return person.timeline().table.model().index(0, title_column(person)).data()


def title_column(person: Person) -> int:
    return person.timeline().model.column_of("title")


def type_title(person: Person, text: str) -> None:
    """Click on the first step, F2, type, Return."""
    table = person.timeline().table
    index = table.model().index(0, title_column(person))
    person.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    person.bot.keyClick(table, Qt.Key.Key_F2)
    editor = next(e for e in table.findChildren(QLineEdit) if e.isVisible())
    editor.selectAll()
    person.bot.keyClicks(editor, text)
    person.bot.keyClick(editor, Qt.Key.Key_Return)


def plan_of(person: Person) -> Plan:
    plan = person.window._document.plan
    assert plan is not None
    return plan


def test_sample_edit_undo_save_reopen_export(person: Person) -> None:
    messages = person.answers()
    person.open()
    person.press("Look at a sample")
    before = plan_of(person)
    assert person.window.windowTitle().startswith("Sample plan")
    old = first_title(person)

    type_title(person, "Write down where I stand")
    assert first_title(person) == "Write down where I stand"
    person.keys(Qt.Key.Key_Z)
    assert first_title(person) == old
    assert plan_of(person) == before
    person.keys(Qt.Key.Key_Y)
    assert first_title(person) == "Write down where I stand"

    file = person.folder / "my year.reapply"
    messages.paths = [file]
    person.keys(Qt.Key.Key_S)
    assert storage.load(file) == plan_of(person)
    assert person.window.close()
    assert messages.asked == []

    person.open()
    assert person.window.windowTitle().startswith("my year")
    assert first_title(person) == "Write down where I stand"

    export(person, file)


def export(person: Person, file: Path) -> None:
    def choose_and_go(box: QWidget) -> None:
        def button(name: str) -> QAbstractButton:
            return next(b for b in box.findChildren(QAbstractButton) if b.objectName() == name)

        person.bot.mouseClick(button("export"), Qt.MouseButton.LeftButton)
        person.bot.waitUntil(lambda: button("export").text() == "Close", timeout=30000)
        person.bot.mouseClick(button("export"), Qt.MouseButton.LeftButton)

    wrong = person.meanwhile(choose_and_go)
    person.keys(Qt.Key.Key_E)
    assert wrong == []
    assert file.with_suffix(".ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert storage.load(file).exports, "the next export updates instead of doubling"
    assert not person.window._document.is_dirty
    person.keys(Qt.Key.Key_S)
    assert storage.load(file).exports
