"""The page after an export: what to do in that calendar now, step by step, and what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import listed
from reapply_desktop.services.calendar.files import Written
from reapply_desktop.services.calendar.guides import CalendarGuide
from reapply_desktop.ui.calendar_export.side import Side
from reapply_desktop.ui.controls.buttons import Link, link
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.text import Label, Prose, caption, heading, panel_title
from reapply_desktop.ui.theme import Theme

COPIED = "Copied"
# Without a memory of its own a computer cannot know the highest count that calendars have of a step.
ELSEWHERE = (
    "This plan was exported before, but not from this computer. If it comes from an older copy, your calendar may "
    "leave a moved step where it was: then use a calendar of its own."
)
NAMED = 3  # files that a sentence names; the rest are counted
MENUS_CHANGE = "Menus as of {as_of}; their names change now and then."


@dataclass(frozen=True)
class Result:
    """What came out, in words and files: those of the calendar, and `tasks` for the same as tasks.

    `way` and `guide` say which steps follow.
    """

    guide: CalendarGuide
    way: str
    files: tuple[Path, ...]
    steps: int
    cancelled: int = 0
    exported_before: bool = False
    calendar_name: str = ""
    as_of: str = ""
    note: str = ""
    trouble: str = ""
    tasks: Path | None = None

    @property
    def calendar_file(self) -> Path:
        return self.files[0]

    @property
    def all_files(self) -> tuple[Path, ...]:
        """Those of the calendar, then that of the tasks."""
        return self.files if self.tasks is None else (*self.files, self.tasks)


class Outcome(QWidget):
    """What to do now, numbered, and what this calendar leaves out."""

    def __init__(self, theme: Theme, result: Result) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        guide = result.guide
        where = "your calendar" if guide.id == "other" else guide.name
        column.addWidget(panel_title(theme, f"Now in {where}"))
        column.addSpacing(theme.px(4))
        self.steps = guide.to_do(result.way, _filled(result), result.exported_before, len(result.files) > 1)
        column.addLayout(self._numbered(self.steps))
        if any("{url}" in step for step in guide.steps.get(result.way, ())):
            column.addWidget(self._copy_link(result.calendar_file.as_uri()), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(12))
        column.addWidget(heading(theme, f"What {guide.short} leaves out" if guide.id != "other" else "What to look at"))
        for ignored in guide.ignored_by(result.way):
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(Prose(theme, ignored.text, "table"))
            if ignored.instead:
                both.addWidget(Prose(theme, ignored.instead, "table", "text_second"))
            column.addLayout(both)
        column.addSpacing(theme.px(8))
        column.addWidget(caption(theme, MENUS_CHANGE.format(as_of=result.as_of), wrap=True))
        column.addStretch(1)

    def _numbered(self, steps: tuple[str, ...]) -> QGridLayout:
        theme, grid = self._theme, QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        for at, step in enumerate(steps):
            number = Label(theme, str(at + 1), "strong", "accent_text")
            grid.addWidget(number, at, 0, top)
            words = Prose(theme, step)
            words.setAccessibleName(f"{at + 1}. {step}")
            grid.addWidget(words, at, 1)
        return grid

    def _copy_link(self, address: str) -> Link:
        copy = link(self._theme, "Copy the address")
        copy.setObjectName("copy_address")

        def put() -> None:
            QGuiApplication.clipboard().setText(address)
            copy.setText(COPIED)

        copy.clicked.connect(put)
        return copy


class Facts(Side):
    """Beside it: how much was written, in which files, and what did not work."""

    def __init__(self, theme: Theme, result: Result) -> None:
        super().__init__(theme)
        column = self.column
        column.addWidget(heading(theme, "What was written"))
        self.counts = Prose(theme, _counted(result), "table")
        column.addWidget(self.counts)
        column.addSpacing(theme.px(8))
        for path in result.all_files:
            column.addWidget(Prose(theme, path.name, "table_strong"))
        column.addWidget(Prose(theme, f"in {result.calendar_file.parent.name or result.calendar_file.parent}",
                               "caption", "text_second"))
        if result.note:
            column.addSpacing(theme.px(8))
            column.addWidget(Prose(theme, result.note, "caption", "text_second"))
        self.comes_first = bool(result.trouble)
        if result.trouble:
            column.addSpacing(theme.px(10))
            column.addWidget(Note(theme, result.trouble, "warning"))
        column.addStretch(1)


def saved_words(files: tuple[Path, ...]) -> str:
    """`Saved Year.ics in Documents.`"""
    folder = files[0].parent
    what = listed([path.name for path in files]) if len(files) < 3 else counted(len(files), "file")
    return f"Saved {what} in {folder.name or folder}."


def notes_on(written: Written) -> str:
    """What is worth knowing of what was written; empty for nothing."""
    notes = [f"{words}." for words in (written.strays.cancelled_words(), written.strays.back_words()) if words]
    if written.tasks is not None:
        notes.insert(0, f"The tasks are in {written.tasks.name}: import it where you keep tasks.")
    if written.notes_cut_to is not None:
        notes.insert(0, f"Long notes were cut to {written.notes_cut_to:,} characters, so that the file stays small "
                        "enough for Google.")
    return " ".join([*notes, ELSEWHERE] if written.elsewhere else notes)


def troubles_of(written: Written) -> str:
    """What the person has to do something about; empty for nothing."""
    left = written.strays.left_words()
    troubles = [f"{left}."] if left else []
    if written.outdated:
        troubles.append(outdated_words(written.outdated))
    if written.failure is not None:
        troubles.append(f"{written.failure.message} The calendar itself is in place.")
    return " ".join(troubles)


def outdated_words(files: tuple[Path, ...]) -> str:
    """`Still beside it from an earlier export: Year 2026 Q2.ics and 3 more files. Do not import them.`"""
    names = [path.name for path in files[:NAMED]]
    more = [f"{counted(len(files) - NAMED, 'more file')}"] if len(files) > NAMED else []
    them = "it: it" if len(files) == 1 else "them: they"
    return (f"Still beside it from an earlier export: {listed([*names, *more])}. Do not import {them} would bring back "
            "what has changed.")


def show_folder(path: Path) -> None:
    """Open the folder a file lies in, with the system's program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _counted(result: Result) -> str:
    if not result.cancelled:
        return f"{counted(result.steps, 'step')}."
    removed = "it was" if result.cancelled == 1 else "they were"
    return f"{counted(result.steps, 'step')}, and {result.cancelled:,} told as cancelled, because {removed} removed."


def _filled(result: Result) -> Mapping[str, str]:
    names = [f"“{path.name}”" for path in result.files]
    if len(names) > 2:
        name = f"each of the {len(names)} files, one after the other"
    else:
        name = listed(names) + (", one after the other" if len(names) == 2 else "")
    return {"file": name, "folder": str(result.calendar_file.parent), "url": result.calendar_file.as_uri(),
            "name": result.calendar_name}
