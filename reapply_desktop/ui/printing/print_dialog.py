"""Print or save as PDF: choices at the left, the real pages at the right, then paper or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.services.pdf_export.content import PdfOptions
from reapply_desktop.services.pdf_pages import PdfPages
from reapply_desktop.ui.background import Ended, Report
from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages, button_strip
from reapply_desktop.ui.printing import printer as printing
from reapply_desktop.ui.printing.choices import PrintChoices
from reapply_desktop.ui.printing.page_maker import PageMaker
from reapply_desktop.ui.printing.preview import Preview
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe
from reapply_desktop.ui.wording import plan_name
from reapply_desktop.ui.working_dialog import WorkingDialog

LEAST_CHOICES, LEAST_PREVIEW = 430, 340  # px at 100 %, and px: narrower, the preview stands below the choices
WRITTEN, FOLDER = "print/written", "print/folder"
OTHER_NAME, REPLACE, CANCEL = "Other name…", "Replace", "Cancel"
NOTHING = "Choose at least one thing to print."
JOB = "Plan"  # what print queues show to others: neither a name nor a day
IS_THE_PLAN = "That is the plan's own file. Choose another name."
CANCELLED_SAVE = "Cancelled. Nothing was written."
CANCELLED_PRINT = "Cancelled. Pages that were sent already may still come out."


class PrintDialog(WorkingDialog):
    """Prints the open plan, or saves it as a PDF. The plan itself is not changed by it."""

    def __init__(
        self, document: Document, theme: Theme, settings: Settings | None = None, parent: QWidget | None = None, *,
        messages: Messages | None = None, choose_printer: printing.ChoosePrinter | None = None,
        has_printer: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        """`choose_printer` and `has_printer` stand for the system's print dialog and its printers."""
        super().__init__(parent)
        assert document.plan is not None
        self._document, self._theme, self._settings = document, theme, settings
        self._plan: Plan = document.plan
        self._messages = messages or Messages(theme, self)
        self._choose_printer = choose_printer or printing.choose_printer
        self._has_printer = has_printer or printing.has_printer
        self._notes: dict[PdfOptions, str] = {}  # what the fonts of this computer lack for these pages
        self._folder, self._stem = self._first_place()
        self.setWindowTitle("Print or save as PDF")
        self.maker = PageMaker(self._make, self)
        self.choices = PrintChoices(theme, settings)
        breathe()
        self.preview = Preview(theme, self.maker)
        breathe()
        self._build()
        breathe()
        self.choices.changed.connect(self._refresh)
        self.choices.password_changed.connect(self._show_state)
        self.choices.locked.toggled.connect(self._show_password)
        self.maker.made.connect(self._show_count)
        self.maker.failed.connect(lambda error: self._said.show_message(f"{error.message} {error.hint}".strip()))
        standard = QKeySequence.StandardKey
        for keys, by in ((standard.MoveToNextPage, 1), (standard.MoveToPreviousPage, -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.preview.turn(by))
        self._show_state()
        room = self.screen().availableSize()
        self.resize(min(theme.px(1120), room.width() - 40), min(theme.px(700), room.height() - 60))

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._scroll = Scroll(self.choices)
        self._sides.addWidget(self._scroll, 1)
        self._sides.addWidget(self.preview, 1)
        column.addWidget(middle, 1)
        column.addWidget(self._strip())

    def _strip(self) -> QWidget:
        theme = self._theme
        strip, row = button_strip(theme)
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        self._to = Prose(theme, "", "table", lead="to", lead_style="caption", lead_role="text_second")
        self._change = link(theme, "Change…")
        self._change.setObjectName("change_place")
        self._change.clicked.connect(self._choose_place)
        self._show = link(theme, "Show in folder")
        self._show.setObjectName("show_in_folder")
        self._show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self._show.hide()
        for part in (self._to, self._change, self._show):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = FieldMessage(theme)
        words.addStretch(1)
        words.addLayout(line)
        words.addWidget(self._bar)
        words.addWidget(self._said)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._cancel = button("Close")
        self._cancel.setObjectName("cancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._print = button("Print…", None, theme.icon("printer", "text_second", 16))
        self._print.setObjectName("print_pages")
        self._print.setAutoDefault(False)
        self._print.clicked.connect(self.print_pages)
        self._save = button("Save as PDF", "primary")
        self._save.setObjectName("save_pdf")
        self._save.setDefault(True)
        self._save.clicked.connect(self.save)
        for one in (self._cancel, self._print, self._save):
            row.addWidget(one)
        return strip

    # The pages

    def _make(self, options: PdfOptions, report: Report) -> bytes:
        """In the thread of the one who asks."""
        from reapply_desktop.services.pdf_export.document import export_pdf
        from reapply_desktop.services.pdf_export.text import Unknown

        def progress(page: int, pages: int) -> bool:
            report(f"Making page {page} of {pages}", page, pages)
            return True

        report("Making the pages", 0, 0)
        unknown = Unknown()
        data = export_pdf(self._plan, self._document.tables, self._document.today(), options, progress, unknown)
        self._notes[options] = unknown.note()
        return data

    def _refresh(self) -> None:
        """The choices changed: other pages."""
        options = self.choices.wish().options
        self._said.clear()
        if options.sections:
            self.maker.ask(options)
        else:
            self.maker.ask_nothing()
            self.preview.clear(NOTHING)
        self._show_state()

    def _show_state(self) -> None:
        options = self.choices.wish().options
        ready = bool(options.sections) and not self.is_working
        self._print.setEnabled(ready)
        self._save.setEnabled(ready)
        self._save.setText("Save with password" if self.choices.locked.isChecked() else "Save as PDF")
        if not options.sections:
            self._said.show_message(NOTHING, "info")
        self._to.set_text(f"{self._folder.name or self._folder} / {self._target().name}", lead="to")

    def _show_password(self, on: bool) -> None:
        if on:  # the fields have their place only after this event
            QTimer.singleShot(0, self.choices, lambda: self._scroll.ensureWidgetVisible(self.choices.password_fields))

    def _show_count(self, pages: PdfPages) -> None:
        self._print.setToolTip(counted(len(pages), "page"))
        note = self._notes.get(self.choices.wish().options, "")
        if note and not self.is_working and not self._said.text():
            self._said.show_message(note, "info")

    # Where it goes

    def _target(self) -> Path:
        return self._folder / f"{self._stem}.pdf"

    def _first_place(self) -> tuple[Path, str]:
        path = self._document.path
        remembered = Path(self._settings.text(FOLDER)) if self._settings is not None else Path()
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        places = [remembered] if remembered.parts else []
        places += [path.parent] if path is not None else []
        folder = next((place for place in (*places, documents) if place.is_dir()), Path.home())
        return folder, path.stem if path is not None else _file_name(plan_name(self._plan))

    def _choose_place(self) -> None:
        chosen = self._messages.save_file("Save as PDF", self._target(), "PDF (*.pdf)", "pdf")
        if chosen is not None:
            self._folder = chosen.parent
            self._stem = chosen.name.removesuffix(".pdf") or self._stem
            self._said.clear()
            self._show_state()

    def _may_write(self, path: Path) -> bool:
        """Ask before an existing file is replaced, unless it was written from here; never the plan itself."""
        if self._document.is_kept_in(path):
            self._said.show_message(IS_THE_PLAN)
            return False
        mine = self._settings.texts(WRITTEN) if self._settings is not None else ()
        if not path.exists() or str(path) in mine:
            return True
        answer = self._messages.question(f"Replace {path.name}?", f"In {self._folder}.", (OTHER_NAME, REPLACE, CANCEL))
        if answer == OTHER_NAME:
            self._choose_place()
        return answer == REPLACE

    # Saving

    def save(self) -> None:
        """Write the PDF in a thread of its own."""
        if self.is_working:
            return
        if self.choices.show_password_problem():
            self._said.clear()  # what was said of an earlier file
            self._show.hide()
            return
        wish, path = self.choices.wish(), self._target()
        if not wish.options.sections or wish.password is None or not self._may_write(path):
            return
        known, password = self.maker.finished(wish.options), wish.password

        def work(report: Report) -> Path:
            from reapply_desktop.services import leaving

            data = known or self._make(wish.options, report)
            if password:
                from reapply_desktop.services.pdf_export.password import locked

                report("Locking it with the password", 0, 0)
                data = locked(data, password)
            report(f"Writing {path.name}", 0, 0)
            leaving.write(path, data, private=bool(password))
            return path

        self._begin(work, self._saved)

    def _saved(self, ended: Ended) -> None:
        if ended.cancelled:
            self._said.show_message(CANCELLED_SAVE, "info")
        elif ended.error is not None:
            self._said.show_message(f"{ended.error.message} {ended.error.hint}".strip())
        else:
            path: Path = ended.result
            if self._settings is not None:
                before = [p for p in self._settings.texts(WRITTEN) if p != str(path)]
                self._settings.set_texts(WRITTEN, (str(path), *before)[:20])
                self._settings.setValue(FOLDER, str(path.parent))
            locked = ", locked with the password" if self.choices.locked.isChecked() else ""
            self._said.show_message(f"Saved {path.name} in {path.parent.name or path.parent}{locked}.", "good")
            self._show.show()
            self.choices.locked.setChecked(False)

    # Printing

    def print_pages(self) -> None:
        """Through the system's print dialog, then page by page in a thread of its own."""
        if self.is_working:
            return
        options = self.choices.wish().options
        if not self._has_printer():
            self._said.show_message(f"{printing.NO_PRINTER.message} {printing.NO_PRINTER.hint}", "info")
            return
        from reapply_desktop.services.pdf_export.content import paper_size

        printer = printing.new_printer(paper_size(options.paper), JOB)
        if not self._choose_printer(printer, max(1, self.preview.pages), self):
            return
        file = printer.outputFileName() if printer.outputFormat() == printer.OutputFormat.PdfFormat else ""
        if file and self._document.is_kept_in(Path(file)):
            self._said.show_message(IS_THE_PLAN)
            return
        known = self.maker.finished(options)
        self._begin(lambda report: printing.print_pages(printer, known or self._make(options, report), report),
                    lambda ended: self._printed(ended, Path(file).name))

    def _printed(self, ended: Ended, file: str) -> None:
        """`file` is the name of the one that was chosen in place of a printer, or nothing."""
        if ended.cancelled:
            self._said.show_message(CANCELLED_SAVE if file else CANCELLED_PRINT, "info")
        elif ended.error is not None:
            self._said.show_message(f"{ended.error.message} {ended.error.hint}".strip())
        else:
            pages = counted(ended.result, "page")
            self._said.show_message(f"{pages} saved in {file}." if file else f"{pages} sent to the printer.", "good")

    # The work

    def _begin(self, work: Callable[[Report], object], then: Callable[[Ended], None]) -> None:
        self._said.clear()
        self._show.hide()
        self._run(work, then)

    def _show_progress(self, words: str, done: int, total: int) -> None:
        self._to.set_text(words, lead="")
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self._cancel.setFocus()
        self.choices.setEnabled(not busy)
        self._change.setVisible(not busy)
        self._cancel.setText("Cancel" if busy else "Close")
        self._bar.setVisible(busy)
        self._bar.setRange(0, 0)
        if busy:
            self._print.setEnabled(False)
            self._save.setEnabled(False)
        else:
            self._show_state()

    # The dialog itself

    def showEvent(self, event: QShowEvent) -> None:
        """The pages are made once the dialog stands: its first painting shares the processor with nothing."""
        super().showEvent(event)
        if not event.spontaneous():
            self._refresh()

    def done(self, result: int) -> None:
        """Nothing runs on behind a closed dialog, and no password stays in it."""
        self.maker.close()
        self.choices.forget_password()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(LEAST_CHOICES) + LEAST_PREVIEW
        self._scroll.setMinimumWidth(self._theme.px(LEAST_CHOICES) if beside else 0)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if beside else way.TopToBottom)


def _file_name(name: str) -> str:
    """A name that every system takes as a file name."""
    kept = "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in name).strip(" .")
    return kept[:80] or "My year"

