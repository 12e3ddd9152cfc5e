"""Walks through the interview as a person does: by clicks and keys on what is visible."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.interview.application_table import ApplicationRow, ApplicationsField
from reapply_desktop.ui.interview.exam_table import ExamRow, ExamsField
from reapply_desktop.ui.interview.fields import Field, TypedField
from reapply_desktop.ui.interview.question_page import QuestionPage
from reapply_desktop.ui.interview.view import InterviewView
from reapply_desktop.ui.theme import Theme

TODAY = date(2026, 3, 23)
LEFT = Qt.MouseButton.LeftButton


class Driver:
    """One person at the interview."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, size: tuple[int, int] = (1366, 738)) -> None:
        self.bot, self.theme, self.folder = qtbot, theme, folder
        self.view = InterviewView(theme, load_tables(), lambda: TODAY, folder)
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        self.view.show()
        qtbot.waitExposed(self.view)

    def begin(self, answers: dict[str, Any] | None = None, step: str | None = None) -> "Driver":
        self.view.begin(answers, step)
        QApplication.processEvents()
        return self

    @property
    def tree(self) -> dict[str, Any]:
        return self.view.session.tree

    @property
    def step(self) -> str:
        return self.view.step()

    @property
    def page(self) -> QuestionPage:
        page = self.view.wizard.page_of(self.step)
        assert isinstance(page, QuestionPage)
        return page

    def field(self, key: str) -> Field:
        return self.page.field(key)

    def typed(self, key: str) -> TypedField:
        field = self.field(key)
        assert isinstance(field, TypedField)
        return field

    def press(self, words: str, root: QWidget | None = None) -> None:
        """Click the visible button, answer or tick with these words."""
        button = self.button(words, root)
        self.bot.mouseClick(button, LEFT, pos=QPoint(12, button.height() // 2))
        QApplication.processEvents()

    def button(self, words: str, root: QWidget | None = None) -> QAbstractButton:
        found = [
            b
            for b in (root or self.view).findChildren(QAbstractButton)
            if b.isVisible() and words in (b.accessibleName(), b.text())
        ]
        assert found, f"no button says {words!r}"
        return found[0]

    def choose(self, key: str, words: str) -> None:
        self.press(words, self.field(key))

    def write(self, key: str, text: str) -> None:
        self.type_into(self.typed(key).editor, text)

    def type_into(self, editor: QWidget, text: str) -> None:
        """Replace what stands in an editor, by mouse and keys."""
        assert editor.isVisible()
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        target = editor.viewport() if isinstance(editor, QPlainTextEdit) else editor
        self.bot.mouseClick(target, LEFT)
        editor.selectAll()
        self.bot.keyClick(editor, Qt.Key.Key_Delete)
        for at, part in enumerate(text.split("\n")):
            if at:
                self.bot.keyClick(editor, Qt.Key.Key_Return)
            self.bot.keyClicks(editor, part)

    def pick(self, combo: QComboBox, value: Any) -> None:
        """Go down the list with the arrow keys until the answer is there."""
        combo.setFocus()
        self.bot.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentData() == value:
                return
            self.bot.keyClick(combo, Qt.Key.Key_Down)
        raise AssertionError(f"{value!r} is not offered")

    def exam(self, exam: str, result: str, score: str = "", attempts: str = "") -> ExamRow:
        field = self.field("exams")
        assert isinstance(field, ExamsField)
        row = field.row_of(exam)
        self.press(result, row)
        for editor, text in ((row.score, score), (row.attempts, attempts)):
            if text:
                self.type_into(editor, text)
        return row

    def application(self, at: int, specialty: str, *counts: str) -> ApplicationRow:
        field = self.field("applications")
        assert isinstance(field, ApplicationsField)
        row = field.table()[at]
        self.pick(row.specialty, specialty)
        for editor, text in zip(row.counts.values(), counts, strict=False):
            self.type_into(editor, text)
        return row

    def next(self) -> None:
        self.bot.mouseClick(self.view.footer.next_button, LEFT)
        QApplication.processEvents()

    def back(self) -> None:
        self.bot.mouseClick(self.view.footer.back_button, LEFT)
        QApplication.processEvents()

    def walk_to(self, step: str) -> None:
        """Next, until the page is there."""
        for _ in range(14):
            if self.step == step:
                return
            before = self.step
            self.next()
            assert self.step != before, f"{before} does not let one on: {self.view.footer.text()}"
        raise AssertionError(step)

    def walk_to_any(self) -> None:
        """Next and back as far as it goes, whatever the answers are."""
        for _ in range(14):
            self.next()
        for _ in range(14):
            self.back()

    def finish(self) -> Any:
        with self.bot.waitSignal(self.view.finished) as caught:
            self.next()
        return caught.args[0]

    def until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=3000)
