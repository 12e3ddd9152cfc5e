"""The real window in a folder of its own, with boxes that are answered by the test: used by ui tests and journeys."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reapply_desktop.app import compose
from reapply_desktop.domain.errors import UserError
from reapply_desktop.ui.main_window import MainWindow
from reapply_desktop.ui.messages import Messages, Section
from reapply_desktop.ui.theme import Theme

TODAY = date(2026, 3, 23)


class Answering(Messages):
    """Gives the answers it was told beforehand, in order; a box nobody expected fails the test."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.answers: list[str] = []
        self.paths: list[Path | None] = []
        self.asked: list[tuple[str, str]] = []
        self.errors: list[UserError] = []
        self.read_titles: list[str] = []
        self.suggested: list[Path] = []

    def question(self, title: str, facts: str, buttons: Sequence[str]) -> str:
        assert self.answers, f"nobody expected this question: {title}"
        answer = self.answers.pop(0)
        assert answer in buttons, f"{answer} is not among {buttons}"
        self.asked.append((title, facts))
        return answer

    def error(self, error: UserError) -> None:
        self.errors.append(error)

    def tell(self, title: str, facts: str) -> None:
        self.asked.append((title, facts))

    def read(self, title: str, sections: Sequence[Section]) -> None:
        self.read_titles.append(title)

    def open_file(self, title: str, folder: Path | None, kinds: str) -> Path | None:
        assert self.paths, "nobody expected to be asked for a file"
        return self.paths.pop(0)

    def save_file(self, title: str, suggested: Path, kinds: str, suffix: str) -> Path | None:
        assert self.paths, "nobody expected to be asked where to save"
        self.suggested.append(suggested)
        return self.paths.pop(0)


def open_window(app: QApplication, theme: Theme, folder: Path, today: date = TODAY) -> tuple[MainWindow, Answering]:
    """The window as `app.run` makes it, not yet started."""
    messages = Answering(theme)
    return compose(app, folder, today, messages, theme), messages
