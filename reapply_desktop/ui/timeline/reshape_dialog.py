"""The frame of the dialogs that reshape many steps: numbered choices, the outcome beside them, a button that counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.bulk import Edit
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.preview_rows import WIDTH, Preview

LEFT = 440


class ReshapeDialog(QDialog):
    """Subclasses fill `sections`, say in `outcome` what the choices give, and in `show_outcome` how it is shown.

    `message(text, undoable)` asks for a toast after the change was made, `changed` tells the ids it touched. Opened
    with `open()`: it stands before its window and is gone when it is closed.
    """

    message = Signal(str, bool)
    changed = Signal(tuple)

    def __init__(self, document: Document, theme: Theme, title: str, verb: str, parent: QWidget | None = None, *,
                 stacked: bool = False) -> None:  # fmt: skip
        super().__init__(parent)
        assert document.plan is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document, self._theme = document, theme
        self._plan: Plan = document.plan
        self._edit: Edit | None = None
        self._sections = 0
        self.setWindowTitle(title)
        self.preview = Preview(theme, stacked)
        self.sections = QVBoxLayout()
        self._frame(verb)

    def _frame(self, verb: str) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        left = self._left = QWidget()
        self.sections = QVBoxLayout(left)
        self.sections.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        self.sections.setSpacing(theme.px(8))
        body = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(self.preview)
        column.addWidget(Scroll(body), 1)
        strip, buttons = button_strip(theme)
        self.problem = FieldMessage(theme)
        self.cancel = button("Cancel")
        self.cancel.setObjectName("cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.go = button(verb, "primary")
        self.go.setObjectName("go")
        self.go.setDefault(True)
        self.go.clicked.connect(self.apply)
        words = QVBoxLayout()
        words.addWidget(self.problem)
        buttons.addLayout(words, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addWidget(strip)

    def fit(self, height: int) -> None:
        """As large as the look wants at the person's text size, never larger than the screen."""
        room, theme = self.screen().availableSize(), self._theme
        wide = theme.px(LEFT + WIDTH + 48)
        self.resize(min(wide, room.width() - 40), min(theme.px(height), room.height() - 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - self._theme.px(WIDTH + 48 + 16)
        below = room < self._left.minimumSizeHint().width()
        self.preview.set_below(below)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def section(self, words: str) -> None:
        """The numbered head of the next section."""
        theme = self._theme
        if self._sections:
            self.sections.addSpacing(theme.px(14))
        self._sections += 1
        head = QHBoxLayout()
        head.setSpacing(theme.px(9))
        head.addWidget(Label(theme, str(self._sections), "heading", "accent_text"))
        head.addWidget(Label(theme, words, "heading"), 1)
        self.sections.addLayout(head)

    def row(self, *parts: QWidget | str) -> QHBoxLayout:
        """Fields and words on one line of a section."""
        theme, made = self._theme, QHBoxLayout()
        made.setSpacing(theme.px(10))
        for part in parts:
            made.addWidget(Label(theme, part) if isinstance(part, str) else part)
        made.addStretch(1)
        self.sections.addLayout(made)
        return made

    def outcome(self) -> Edit | None:
        """What the choices give; None while something is still to be chosen. UserError where they cannot be."""
        raise NotImplementedError

    def show_outcome(self, edit: Edit | None) -> str:
        """Show it in the preview and return what the button says."""
        raise NotImplementedError

    def refresh(self, *_: object) -> None:
        """Look at the choices again, after each of them."""
        problem = ""
        try:
            self._edit = self.outcome()
        except UserError as error:
            self._edit = None
            problem = f"{error.message} {error.hint}".strip()
        self.problem.show_message(problem)
        self.go.setText(self.show_outcome(self._edit))
        self.go.setEnabled(self._edit is not None and self._edit.plan != self._plan)

    def apply(self) -> None:
        """Make the change as one step of undo, and close."""
        self.refresh()
        edit = self._edit
        if edit is None or edit.plan == self._plan:
            return
        self._document.change(edit.plan, edit.text)
        self.accept()
        self.message.emit(edit.said, True)
        self.changed.emit(edit.ids)
