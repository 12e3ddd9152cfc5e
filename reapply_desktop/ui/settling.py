"""Ends what is being typed: the field in focus hands its text over before a plan is saved, left or exported."""

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid


def settle_typing() -> None:
    """Take the focus away for a moment, which every field and cell editor reads as "done typing"."""
    field = QApplication.focusWidget()
    if field is None:
        return
    view = field.parentWidget()
    field.clearFocus()
    if isValid(field) and field.isVisible():
        field.setFocus()
    elif view is not None and isValid(view):
        (view.parentWidget() or view).setFocus()
