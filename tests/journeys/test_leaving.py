"""Unsaved changes and a crash, with the real boxes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from plan_values import small_plan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reapply_desktop.services import recovery, storage
from tests.journeys.conftest import Person
from tests.journeys.test_sample_to_export import first_title, type_title

KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from datetime import date
from dataclasses import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reapply_desktop.app import compose
app = QApplication([])
window = compose(app, Path(sys.argv[1]), date(2026, 3, 23))
window.start(Path(sys.argv[2]))
window.show()
document = window._document
plan = document.plan
document.change(plan.with_milestone(replace(plan.milestones[0], title="Typed before the crash")), "Rename step")
def look():
    if list((Path(sys.argv[1]) / "recovery").glob("*.reapply")):
        print("kept", flush=True)
        poll.stop()
poll = QTimer()
poll.timeout.connect(look)
poll.start(50)
app.exec()
"""


def words(box: QWidget) -> list[str]:
    return [label.text() for label in box.findChildren(QLabel)]


def plan_file(person: Person) -> Path:
    path = person.folder / "nadia.reapply"
    storage.save(small_plan(), path)
    return path


def test_the_unsaved_question_names_the_changes_and_each_answer_does_what_it_says(person: Person) -> None:
    file = plan_file(person)
    person.open(file)
    type_title(person, "First change")
    type_title(person, "Second change")
    seen: list[str] = []

    def cancel(box: QWidget) -> None:
        seen.extend(words(box))
        person.bot.keyClick(box, Qt.Key.Key_Escape)

    wrong = person.meanwhile(cancel)
    assert not person.window.close()
    assert wrong == []
    assert "Save changes to nadia?" in seen
    assert any(text.startswith("Two changes since ") for text in seen)
    assert storage.load(file) == small_plan()

    wrong = person.meanwhile(lambda box: person.press("Don’t save", box))
    person.keys(Qt.Key.Key_W)
    assert wrong == []
    assert person.window._document.plan is None
    assert storage.load(file) == small_plan()

    person.window.files.open_path(file)
    type_title(person, "Kept")
    wrong = person.meanwhile(lambda box: person.bot.keyClick(box, Qt.Key.Key_Return))
    assert person.window.close()
    assert wrong == []
    assert storage.load(file).milestones[0].title == "Kept"


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that cannot be caught")
def test_a_killed_program_offers_the_changes_at_the_next_start(person: Person) -> None:
    file = plan_file(person)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(person.data), str(file), str(Path(__file__).parents[2])],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    person.open(file)
    assert first_title(person) == "Step 0"
    seen: list[str] = []

    def bring_back(box: QWidget) -> None:
        seen.extend(words(box))
        person.press("Bring them back", box)

    wrong = person.meanwhile(bring_back)
    assert person.window.files.offer_left_copies()
    assert wrong == []
    assert "Bring back unsaved changes to nadia?" in seen
    assert first_title(person) == "Typed before the crash"
    assert storage.load(file) == small_plan(), "the file is untouched until it is saved"
    person.keys(Qt.Key.Key_S)
    assert storage.load(file).milestones[0].title == "Typed before the crash"
    assert recovery.left_behind(person.data) == ()
