"""The only boxes and file choosers of the program, so that tests answer them by replacing one object."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.errors import UserError
from reapply_desktop.ui.controls.buttons import button as make_button
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme

if TYPE_CHECKING:  # imported when a file is chosen
    from PySide6.QtWidgets import QFileDialog

# A page of a reading box: a heading (may be empty) and its lines.
Section = tuple[str, Sequence[str]]


class Messages:
    """Boxes in the words of look, section 9: a question as title, one line of facts, verbs on the buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._theme = theme
        self.parent = parent

    def error(self, error: UserError) -> None:
        """Say what is wrong and what to do next; nothing is lost by closing it."""
        lines = [*error.lines] if len(error.lines) > 1 else []
        facts = "\n".join(filter(None, (*lines[:8], error.hint)))
        self._ask(error.message if not lines else _first_sentence(error.message), facts, ("Close",))

    def tell(self, title: str, facts: str) -> None:
        self._ask(title, facts, ("Close",))

    def question(self, title: str, facts: str, buttons: Sequence[str]) -> str:
        """Ask; the text of the pressed button is the answer.

        The first button is the safe one: filled, and pressed by Return. The last is pressed by Esc and by closing the
        box. Those between stand apart on the left.
        """
        return self._ask(title, facts, buttons)

    def read(self, title: str, sections: Sequence[Section]) -> None:
        """Show something to be read: sections of lines, with one button to close."""
        _Reader(self._theme, title, sections, self.parent).exec()

    def open_file(self, title: str, folder: Path | None, kinds: str) -> Path | None:
        """Choose an existing file. `kinds` as Qt writes them: `ReApply plans (*.reapply)`."""
        from PySide6.QtWidgets import QFileDialog

        chooser = QFileDialog(self.parent, title, str(folder or Path.home()), kinds)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen(chooser)

    def save_file(self, title: str, suggested: Path, kinds: str, suffix: str) -> Path | None:
        """Choose where to write; the chooser asks before replacing a file. A missing `suffix` (no dot) is added.

        Where `kinds` are several, the name ends as the chosen one says.
        """
        from PySide6.QtWidgets import QFileDialog

        chooser = QFileDialog(self.parent, title, str(suggested.parent), kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(suffix)
        chooser.selectFile(suggested.name)

        def follow(kind: str) -> None:
            chosen = kind.rpartition("*.")[2].rstrip(")")
            if "*." in kind and chosen:
                chooser.setDefaultSuffix(chosen)
                name = Path(chooser.selectedFiles()[0]) if chooser.selectedFiles() else suggested
                if name.suffix and name.suffix != f".{chosen}":
                    chooser.selectFile(name.with_suffix(f".{chosen}").name)

        chooser.filterSelected.connect(follow)
        return self._chosen(chooser)

    def _chosen(self, chooser: "QFileDialog") -> Path | None:
        try:
            if chooser.exec() != QDialog.DialogCode.Accepted or not chooser.selectedFiles():
                return None
            return Path(chooser.selectedFiles()[0])
        finally:
            chooser.deleteLater()

    def _ask(self, title: str, facts: str, buttons: Sequence[str]) -> str:
        box = _Question(self._theme, title, facts, buttons, self.parent)
        try:
            box.exec()
            return box.answer
        finally:
            box.deleteLater()


def _first_sentence(text: str) -> str:
    return text.splitlines()[0]


class _Question(QDialog):
    def __init__(self, theme: Theme, title: str, facts: str, buttons: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.answer = buttons[-1]
        self.setWindowTitle("ReApply Desktop")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        words.setSpacing(theme.px(4))
        words.addWidget(_label(theme, title, "panel", "text", theme.px(560)))
        if facts:
            words.addWidget(_label(theme, facts, "table", "text_second", theme.px(560)))
        layout.addLayout(words)
        layout.addWidget(self._strip(theme, buttons))
        self.setAccessibleName(title)
        self.setAccessibleDescription(facts)
        width = max(theme.px(430), min(self.sizeHint().width(), theme.px(600)))
        self.setFixedSize(width, layout.totalHeightForWidth(width))

    def _strip(self, theme: Theme, buttons: Sequence[str]) -> QFrame:
        strip, row = button_strip(theme)
        for text in buttons[1:-1]:
            row.addWidget(self._button(text, "quiet"))
        row.addStretch(1)
        if len(buttons) > 1:
            row.addWidget(self._button(buttons[-1], None))
        filled = self._button(buttons[0], "primary")
        filled.setDefault(True)
        row.addWidget(filled)
        filled.setFocus()
        return strip

    def _button(self, text: str, role: str | None) -> QPushButton:
        button = make_button(text.replace("&", "&&"), role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._take(text))
        return button

    def _take(self, text: str) -> None:
        self.answer = text
        self.accept()


class _Reader(QDialog):
    def __init__(self, theme: Theme, title: str, sections: Sequence[Section], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("ReApply Desktop")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        page = QWidget()
        words = QVBoxLayout(page)
        words.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        words.setSpacing(theme.px(4))
        words.addWidget(_label(theme, title, "panel", "text", theme.px(520)))
        for heading, lines in sections:
            words.addSpacing(theme.px(10))
            if heading:
                words.addWidget(_label(theme, heading, "strong", "text", theme.px(520)))
            for line in lines:
                label = _label(theme, line, "table", "text_second", theme.px(520))
                label.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                words.addWidget(label)
        words.addStretch(1)
        layout.addWidget(Scroll(page), 1)
        strip, row = button_strip(theme)
        row.addStretch(1)
        close = make_button("Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addWidget(strip)
        wanted = page.sizeHint().height() + strip.sizeHint().height() + 2
        room = self.screen().availableSize()
        self.resize(min(theme.px(568), room.width() - 40), min(wanted, room.height() - 80))


def button_strip(theme: Theme) -> tuple[QFrame, QHBoxLayout]:
    """The lower strip of a dialog, in the colour of the sidebar, and the row its buttons go into."""
    strip = QFrame()
    strip.setObjectName("strip")
    strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    line, ground = theme.colour("line").name(), theme.colour("sidebar").name()
    strip.setStyleSheet(f"QFrame#strip {{ background: {ground}; border: 0; border-top: 1px solid {line}; }}")
    row = QHBoxLayout(strip)
    row.setContentsMargins(theme.px(20), theme.px(11), theme.px(20), theme.px(11))
    row.setSpacing(theme.px(9))
    return strip, row


def _label(theme: Theme, text: str, style: str, role: str, width: int) -> Label:
    label = Label(theme, text, style, role, wrap=True)
    label.setMaximumWidth(width)
    return label
