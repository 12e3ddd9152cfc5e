"""What is being typed is never lost: saving and leaving first end the typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from reapply_desktop.services import storage
from tests.journeys.conftest import Person
from tests.journeys.test_leaving import plan_file
from tests.journeys.test_sample_to_export import title_column


def begin_typing(person: Person, text: str) -> str:
    table = person.timeline().table
    index = table.model().index(0, title_column(person))
    person.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    person.bot.keyClick(table, Qt.Key.Key_F2)
    editor = next(e for e in table.findChildren(QLineEdit) if e.isVisible())
    person.bot.waitUntil(editor.hasFocus)
    editor.selectAll()
    person.bot.keyClicks(editor, text)
    return text


def test_saving_while_typing_saves_what_is_typed(person: Person) -> None:
    file = plan_file(person)
    person.open(file)
    text = begin_typing(person, "Typed and saved at once")
    assert person.window.files.save()
    assert text in {m.title for m in storage.load(file).milestones}


def test_leaving_while_typing_asks_first(person: Person, monkeypatch) -> None:
    file = plan_file(person)
    person.open(file)
    text = begin_typing(person, "Typed and left at once")
    asked = []
    monkeypatch.setattr(person.window.files._messages, "question", lambda *words: asked.append(words) or "Save")
    assert person.window.files.may_leave()
    assert len(asked) == 1
    assert text in {m.title for m in storage.load(file).milestones}
