"""The editors of the cells, by kind of column: what is typed or picked becomes a value, or a sentence why it cannot."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import TITLE_LIMIT
from reapply_desktop.domain.step_words import reminder_words
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.models.hours_field import HoursField
from reapply_desktop.ui.models.waits_picker import WaitsPicker
from reapply_desktop.ui.theme import Theme

REMINDERS = (None, 1, 2, 3, 5, 7, 14, 21, 28)
NO_DATE = "A step needs a date. Undo brings the old one back."
# Editors that need more room than their cell, in px at 100 %.
ROOMY = {"hours": (300, 34), "waits": (340, 280), "notes": (340, 150)}


class NotesEdit(QPlainTextEdit):
    """Notes: Return begins a new line, Ctrl+Return is done."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        super().keyPressEvent(event)


class CategoryCombo(Combo):
    """All categories with their icons, recoloured with the theme while the combo lives."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, CATEGORIES.items(), "Category", parent=parent)
        self._icons = theme
        self._show_icons()
        theme.changed.connect(self._show_icons)

    def _show_icons(self) -> None:
        for at, category in enumerate(CATEGORIES):
            self.setItemIcon(at, self._icons.icon(self._icons.category_icon(category), category, 15))


def status_combo(theme: Theme, parent: QWidget | None = None) -> Combo:
    return Combo(theme, STATUSES.items(), "Status", parent=parent)


def reminder_combo(theme: Theme, parent: QWidget | None = None) -> Combo:
    return Combo(theme, name="Reminder", parent=parent)


def show_reminder(combo: Combo, step: Milestone) -> None:
    """The reminders a step can have, in words, with its own chosen. None is kept as -1: a combo's None is no choice."""
    choices = sorted({n for n in (*REMINDERS, step.reminder) if n is not None} | ({0} if step.time else set()))
    combo.set_options([(-1, reminder_words(None)), *((n, reminder_words(n)) for n in choices)])
    combo.set_value(-1 if step.reminder is None else step.reminder)


def chosen_reminder(combo: Combo) -> int | None:
    value: int = combo.value()
    return None if value < 0 else value


def make_editor(theme: Theme, kind: str, parent: QWidget) -> QWidget:
    """The editor of a kind of column."""
    if kind == "date":
        return DateField(theme, parent=parent)
    if kind == "category":
        return CategoryCombo(theme, parent)
    if kind == "status":
        return status_combo(theme, parent)
    if kind == "reminder":
        return reminder_combo(theme, parent)
    if kind == "hours":
        return HoursField(theme, parent)
    if kind == "waits":
        return WaitsPicker(theme, parent)
    if kind == "notes":
        return NotesEdit(parent)
    made = QLineEdit(parent)
    made.setMaxLength(TITLE_LIMIT)
    return made


def fill_editor(editor: QWidget, value: Any, step: Milestone, plan: Plan) -> None:
    """Show the value of a cell."""
    if isinstance(editor, DateField):
        editor.set_day(value)
        editor.selectAll()
    elif isinstance(editor, HoursField):
        editor.set_hours(value)
    elif isinstance(editor, WaitsPicker):
        editor.offer(plan, step)
    elif isinstance(editor, NotesEdit):
        editor.setPlainText(value)
        editor.selectAll()
    elif isinstance(editor, Combo):
        if editor.accessibleName() == "Reminder":
            show_reminder(editor, step)
        else:
            editor.set_value(value)
        # Opened once the cell has its place; a combo that must be opened by a second click is no shortcut.
        QTimer.singleShot(0, editor, lambda: _open_list(editor))
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
        editor.selectAll()


def _open_list(combo: Combo) -> None:
    """Open the list once the mouse is up: the release of a double click would close it again."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QTimer.singleShot(30, combo, lambda: _open_list(combo))
    elif combo.isVisible():
        combo.showPopup()


def editor_value(editor: QWidget) -> tuple[Any, str]:
    """The value and what is wrong with it; one of the two is empty."""
    if isinstance(editor, DateField):
        editor.check()
        day = editor.day()
        return day, editor.problem() or (NO_DATE if day is None else "")
    if isinstance(editor, HoursField):
        problem = editor.problem()  # reads what is typed, and must come first
        return editor.hours(), problem
    if isinstance(editor, WaitsPicker):
        return editor.chosen(), ""
    if isinstance(editor, NotesEdit):
        return editor.toPlainText(), ""
    if isinstance(editor, Combo):
        return (chosen_reminder(editor) if editor.accessibleName() == "Reminder" else editor.value()), ""
    assert isinstance(editor, QLineEdit)
    return editor.text(), ""


class LeavingWatch(QObject):
    """Says when the focus leaves an editor made of several widgets, which Qt's own delegate does not notice."""

    left = Signal()

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        for part in editor.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        focus = self._editor.window().focusWidget()
        inside = focus is not None and (focus is self._editor or self._editor.isAncestorOf(focus))
        if not inside and self._editor.isVisible():
            self.left.emit()
