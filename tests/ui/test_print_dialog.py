"""Print or save as PDF: real clicks and keys, real files and pages, read back by another program."""

import threading
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import PLAN_SECTIONS
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.pdf_pages import PdfPages
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.actions import COMMANDS
from reapply_desktop.ui.background import Report
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.menus import MENUS
from reapply_desktop.ui.printing import choices as words
from reapply_desktop.ui.printing import printer as printing
from reapply_desktop.ui.printing.page_maker import image_of
from reapply_desktop.ui.printing.print_dialog import (
    CANCEL,
    CANCELLED_SAVE,
    IS_THE_PLAN,
    NOTHING,
    OTHER_NAME,
    REPLACE,
    PrintDialog,
)
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from tests.real_window import Answering

TODAY = date(2026, 6, 14)
LEFT = Qt.MouseButton.LeftButton


@cache
def sample() -> Plan:
    return plan_file.decode(resources.data("samples", "sample.reapply"))


class Desk:
    """The dialog with its folder, its settings, and the answers to its boxes."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot, self.theme, self.folder = qtbot, theme, folder
        self.messages = Answering(theme)
        self.settings = Settings(folder / "data")
        self.document = Document(load_tables(), lambda: TODAY, lambda: "new")
        (folder / "plans").mkdir()
        self.plan_path = folder / "plans" / "Nadia.reapply"
        self.document.open(sample(), self.plan_path)
        self.chosen: list[QPrinter] = []
        self.printers = True
        self.paper_file: Path | None = None

    def open(self) -> PrintDialog:
        def choose(printer: QPrinter, pages: int, parent: QWidget) -> bool:
            self.chosen.append(printer)
            if self.paper_file is None:
                return False
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self.paper_file))
            printer.setResolution(150)
            return True

        dialog = PrintDialog(self.document, self.theme, self.settings, messages=self.messages, choose_printer=choose,
                             has_printer=lambda: self.printers)
        self.qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def settle(self, dialog: PrintDialog) -> None:
        maker, view = dialog.maker, dialog.preview.view
        self.qtbot.waitUntil(lambda: not maker.is_busy and not view.image().isNull(), timeout=20_000)

    def finish(self, dialog: PrintDialog) -> None:
        self.qtbot.waitUntil(lambda: press(dialog, "cancel").text() == "Close", timeout=20_000)


def press(dialog: PrintDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def said(dialog: PrintDialog) -> str:
    return dialog._said.text()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Desk:
    return Desk(qtbot, theme, tmp_path)


def only(dialog: PrintDialog, *sections: str) -> None:
    """Tick these sections and no others, by clicks."""
    for name, tick in dialog.choices.sections.items():
        if tick.isChecked() != (name in sections):
            click(tick)


def test_the_preview_shows_the_real_pages_and_turns_by_keys_and_buttons(desk: Desk) -> None:
    dialog = desk.open()
    desk.settle(dialog)
    expected = len(made(PdfOptions(paper=words.usual_paper())).pages)
    assert dialog.preview.pages == expected
    assert dialog.preview.count.text() == f"Page 1 of {expected}"
    first = dialog.preview.view.image()
    view = dialog.preview.view
    assert first.size().height() == pytest.approx(view.room().height() * view.devicePixelRatioF(), abs=2)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    desk.settle(dialog)
    assert dialog.preview.count.text() == f"Page 2 of {expected}"
    assert dialog.preview.view.image() != first
    click(dialog.preview.forth)
    QTest.keyClick(dialog.preview.view, Qt.Key.Key_End)
    assert dialog.preview.at == expected - 1
    assert not dialog.preview.forth.isEnabled()
    QTest.keyClick(dialog.preview.view, Qt.Key.Key_Home)
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert dialog.preview.at == 0
    click(dialog.preview.enlarge)
    desk.settle(dialog)
    desk.qtbot.waitUntil(lambda: view.image().width() > first.width())
    assert view.verticalScrollBar().maximum() > 0


def made(options: PdfOptions) -> PdfReader:
    return PdfReader(BytesIO(export_pdf(sample(), load_tables(), TODAY, options)))


def test_choices_change_the_pages(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary")
    desk.qtbot.waitUntil(lambda: dialog.preview.pages == 1, timeout=20_000)
    click(dialog.choices.sections["weeks"])
    desk.qtbot.waitUntil(lambda: dialog.preview.pages > 4, timeout=20_000)
    only(dialog, "wall")
    desk.qtbot.waitUntil(lambda: dialog.preview.pages == 1, timeout=20_000)
    click(dialog.choices.large)
    desk.qtbot.waitUntil(lambda: dialog.preview.pages == 2, timeout=20_000)
    desk.settle(dialog)
    assert dialog.preview.view.image().width() > dialog.preview.view.image().height()
    only(dialog)
    assert said(dialog) == NOTHING
    assert not press(dialog, "save_pdf").isEnabled()
    assert not press(dialog, "print_pages").isEnabled()


def test_money_stands_on_paper_only_where_the_budget_is_ticked(desk: Desk) -> None:
    dialog = desk.open()
    assert [name for name, tick in dialog.choices.sections.items() if tick.isChecked()] == list(PLAN_SECTIONS)
    only(dialog, "post_mortem", "budget")
    target = desk.folder / "plans" / "Nadia.pdf"
    for ticked in (True, False):
        desk.settle(dialog)
        click(press(dialog, "save_pdf"))
        desk.finish(dialog)
        text = " ".join(page.extract_text() for page in PdfReader(target).pages)
        assert ("$6,000" in text, "Budget" in text) == (ticked, ticked)
        click(dialog.choices.sections["budget"])


def test_sections_that_hold_nothing_yet_say_so_and_leave_no_file(desk: Desk) -> None:
    document = desk.document
    document.open(replace(sample(), answers=replace(sample().answers, decision=None, situation=None)), desk.plan_path)
    dialog = desk.open()
    only(dialog, "budget")
    desk.qtbot.waitUntil(lambda: said(dialog).startswith("What is chosen holds nothing yet."), timeout=20_000)
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    assert said(dialog).startswith("What is chosen holds nothing yet.")
    assert list((desk.folder / "plans").iterdir()) == []


def test_choices_are_there_again_next_time_but_neither_plan_b_nor_a_password(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "year", "wall")
    for tick in (dialog.choices.scores, dialog.choices.names, dialog.choices.plan_b, dialog.choices.locked):
        click(tick)
    QTest.keyClicks(dialog.choices.first, "Osler-1892")
    dialog.choices.paper._group.button(1 if words.usual_paper() == "letter" else 0).click()
    paper = dialog.choices.wish().options.paper
    click(press(dialog, "cancel"))
    assert dialog.choices.first.text() == ""
    options = desk.open().choices.wish().options
    assert options == PdfOptions(paper=paper, discreet=True, with_names=False, sections=("year", "wall"))
    desk.settings.sync()
    assert "Osler" not in (desk.folder / "data" / "settings.ini").read_text(encoding="utf-8")


def test_the_saved_file_is_the_one_of_the_command_line(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary", "year")
    desk.settle(dialog)
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    target = desk.folder / "plans" / "Nadia.pdf"
    options = PdfOptions(paper=words.usual_paper(), sections=("summary", "year"))
    assert target.read_bytes() == export_pdf(sample(), load_tables(), TODAY, options)
    assert said(dialog) == "Saved Nadia.pdf in plans."
    assert press(dialog, "show_in_folder").isVisible()
    assert sorted(path.name for path in target.parent.iterdir()) == ["Nadia.pdf"]
    # Written from here: no question the second time.
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)


def test_an_older_file_is_replaced_only_when_asked(desk: Desk) -> None:
    target = desk.folder / "plans" / "Nadia.pdf"
    target.write_bytes(b"old")
    dialog = desk.open()
    only(dialog, "summary")
    desk.messages.answers = [CANCEL]
    click(press(dialog, "save_pdf"))
    assert target.read_bytes() == b"old"
    desk.messages.answers, desk.messages.paths = [OTHER_NAME], [desk.folder / "Dean.pdf"]
    click(press(dialog, "save_pdf"))
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    assert (desk.folder / "Dean.pdf").read_bytes().startswith(b"%PDF")
    assert target.read_bytes() == b"old"
    desk.messages.paths = [target]
    click(press(dialog, "change_place"))
    desk.messages.answers = [REPLACE]
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_failed_save_leaves_the_old_file_and_says_why(desk: Desk) -> None:
    target = desk.folder / "gone" / "Nadia.pdf"
    dialog = desk.open()
    only(dialog, "summary")
    desk.messages.paths = [target]
    click(press(dialog, "change_place"))
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    assert said(dialog) == ("Not saved: Nadia.pdf cannot be written: there is no such folder. "
                            "Nothing was written. Choose another place.")
    assert press(dialog, "save_pdf").isEnabled()


def test_cancel_writes_nothing(desk: Desk) -> None:
    dialog = desk.open()
    click(dialog.choices.sections["weeks"])  # another PDF than the one the preview may have made already
    dialog.maker.close()
    click(press(dialog, "save_pdf"))
    assert press(dialog, "cancel").text() == "Cancel"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.finish(dialog)
    assert dialog.isVisible()
    assert said(dialog) == CANCELLED_SAVE
    assert list((desk.folder / "plans").iterdir()) == []


def test_a_password_has_to_be_typed_twice_and_locks_the_file(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary")
    click(dialog.choices.locked)
    assert dialog.choices.password_fields.isVisible()
    save = press(dialog, "save_pdf")
    assert save.text() == "Save with password"
    click(save)
    assert dialog.choices.message.text() == words.NO_PASSWORD
    assert dialog.choices.first.echoMode() == dialog.choices.first.EchoMode.Password
    QTest.keyClicks(dialog.choices.first, "Osler-1892")
    click(save)
    assert dialog.choices.message.text() == words.OTHER_PASSWORD
    QTest.keyClicks(dialog.choices.second, "Osler-1892")
    click(save)
    desk.finish(dialog)
    target = desk.folder / "plans" / "Nadia.pdf"
    reader = PdfReader(target)
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert reader.decrypt("Osler-1892")
    assert "Nadia Karimi" in reader.pages[0].extract_text()
    assert said(dialog) == "Saved Nadia.pdf in plans, locked with the password."
    assert dialog.choices.first.text() == ""
    assert target.stat().st_mode & 0o077 == 0 or target.drive


def test_without_any_section_no_page_comes_late(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary")
    desk.qtbot.waitUntil(lambda: dialog.maker._work is not None, timeout=20_000)
    only(dialog)
    assert said(dialog) == NOTHING
    desk.qtbot.waitUntil(lambda: not dialog.maker.is_busy, timeout=20_000)
    assert dialog.preview.pages == 0
    assert dialog.preview.count.text() == ""
    assert dialog.preview.view.image().isNull()
    only(dialog, "summary")
    desk.settle(dialog)
    assert dialog.preview.pages == 1


def test_blanks_alone_are_no_password_and_an_older_success_is_not_repeated(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary")
    click(press(dialog, "save_pdf"))
    desk.finish(dialog)
    assert said(dialog).startswith("Saved")
    click(dialog.choices.locked)
    for field in (dialog.choices.first, dialog.choices.second):
        QTest.keyClicks(field, " " * 6)
    click(press(dialog, "save_pdf"))
    assert dialog.choices.message.text() == words.NO_PASSWORD
    assert said(dialog) == ""
    assert not PdfReader(desk.folder / "plans" / "Nadia.pdf").is_encrypted


def test_the_plan_by_another_name_is_not_written_over(desk: Desk) -> None:
    desk.plan_path.write_bytes(plan_file.encode(sample()))
    before = desk.plan_path.read_bytes()
    alias = desk.folder / "alias.pdf"
    alias.hardlink_to(desk.plan_path)
    dialog = desk.open()
    only(dialog, "summary")
    desk.messages.paths = [alias]
    click(press(dialog, "change_place"))
    click(press(dialog, "save_pdf"))
    assert said(dialog) == IS_THE_PLAN
    desk.paper_file = alias
    click(press(dialog, "print_pages"))
    assert said(dialog) == IS_THE_PLAN
    assert desk.plan_path.read_bytes() == before
    assert alias.read_bytes() == before


def test_letters_that_cannot_be_printed_are_said_where_it_is_decided(desk: Desk) -> None:
    applicant = replace(sample().answers.applicant, name="Amara 𓀀")
    desk.document.open(replace(sample(), answers=replace(sample().answers, applicant=applicant)), desk.plan_path)
    dialog = desk.open()
    only(dialog, "summary")
    desk.settle(dialog)
    assert said(dialog) == "A sign in your texts that no font here has will print as an empty box."


def test_a_file_in_place_of_a_printer_is_named_and_the_job_names_nobody(desk: Desk) -> None:
    dialog = desk.open()
    only(dialog, "summary")
    desk.settle(dialog)
    desk.paper_file = desk.folder / "paper.pdf"
    click(press(dialog, "print_pages"))
    desk.finish(dialog)
    assert said(dialog) == "1 page saved in paper.pdf."
    assert desk.chosen[-1].docName() == "Plan"
    assert len(PdfReader(desk.paper_file).pages) == 1


def test_without_a_printer_the_dialog_says_so_kindly(desk: Desk) -> None:
    desk.printers = False
    dialog = desk.open()
    click(press(dialog, "print_pages"))
    assert said(dialog) == f"{printing.NO_PRINTER.message} {printing.NO_PRINTER.hint}"
    assert not desk.chosen


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_pages_go_to_the_printer_each_as_it_lies(desk: Desk, paper: str) -> None:
    """The printer here is Qt's own PDF driver: what it got is read back as pages and pictures."""
    desk.settings.setValue("print/paper", paper)
    desk.paper_file = desk.folder / "paper.pdf"
    dialog = desk.open()
    only(dialog, "summary", "year", "wall")
    desk.settle(dialog)
    click(press(dialog, "print_pages"))
    desk.finish(dialog)
    assert said(dialog) == "3 pages saved in paper.pdf."
    printed = PdfReader(desk.paper_file)
    sizes = [QSize(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in printed.pages]
    small, large = (QSize(612, 792), QSize(792, 1224)) if paper == "letter" else (QSize(595, 842), QSize(842, 1191))
    assert sizes == [small, small.transposed(), large.transposed()]
    source = PdfPages(export_pdf(sample(), load_tables(), TODAY, dialog.choices.wish().options))
    copy = PdfPages(desk.paper_file.read_bytes())
    for number in range(3):
        assert ink(source, number) == pytest.approx(ink(copy, number), abs=0.025)


def ink(pages: PdfPages, number: int) -> list[float]:
    """How dark each of 8 × 8 fields of a page is: the same picture, wherever it was painted."""
    image = image_of(pages.picture(number, 1.0)).scaled(8, 8, Qt.AspectRatioMode.IgnoreAspectRatio,
                                                        Qt.TransformationMode.SmoothTransformation)
    return [image.pixelColor(x, y).lightnessF() for x in range(8) for y in range(8)]


def test_changing_ones_mind_in_the_print_dialog_prints_nothing(desk: Desk) -> None:
    dialog = desk.open()
    click(press(dialog, "print_pages"))
    assert len(desk.chosen) == 1
    assert said(dialog) == ""
    assert press(dialog, "save_pdf").isEnabled()


def test_chosen_pages_of_a_range_backwards_and_in_copies(qtbot: QtBot) -> None:
    printer = printing.new_printer((612, 792), "Plan")
    printer.setFromTo(2, 4)
    assert printing.chosen_pages(printer, 9) == [1, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.chosen_pages(printer, 3) == [2, 1]
    printer.setFromTo(0, 0)
    assert printing.chosen_pages(printer, 2) == [1, 0]


def test_closing_while_pages_are_made_leaves_nothing_running(desk: Desk) -> None:
    dialog = desk.open()
    QTest.qWait(150)
    dialog.close()
    assert not dialog.maker.is_busy


def test_closing_never_waits_for_pages_that_are_being_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    going, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(dialog: PrintDialog, options: PdfOptions, report: Report) -> bytes:
        assert threading.current_thread() is not threading.main_thread()
        going.set()
        go_on.wait(10)
        ended.set()
        return export_pdf(sample(), load_tables(), TODAY, options)

    monkeypatch.setattr(PrintDialog, "_make", slow)
    dialog = desk.open()
    desk.qtbot.waitUntil(going.is_set, timeout=10_000)
    click(press(dialog, "cancel"))
    assert not dialog.isVisible()
    assert not ended.is_set()
    go_on.set()
    desk.qtbot.waitUntil(ended.is_set, timeout=10_000)


def test_the_pages_are_made_once_the_dialog_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    real = PrintDialog._make

    def noted(dialog: PrintDialog, options: PdfOptions, report: Report) -> bytes:
        seen.append(dialog.isVisible())
        return real(dialog, options, report)

    monkeypatch.setattr(PrintDialog, "_make", noted)
    desk.settle(desk.open())
    assert seen == [True]


def test_the_window_stays_free_while_pages_are_made(desk: Desk) -> None:
    """A timer of the window keeps ticking while the PDF of the whole plan is made many times (rule of 50 ms)."""
    dialog = desk.open()
    ticks, clock = [], QElapsedTimer()
    clock.start()
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: ticks.append(clock.restart()))
    timer.start(5)
    for _ in range(3):
        click(dialog.choices.plan_b)
        QTest.qWait(60)
    desk.settle(dialog)
    timer.stop()
    assert len(ticks) > 20


def test_ctrl_p_is_its_command() -> None:
    command = next(command for command in COMMANDS if command.id == "print")
    assert (command.text, command.keys, command.needs_plan) == ("&Print or save as PDF…", "Ctrl+P", True)
    assert any("print" in entries for title, entries in MENUS if title == "&File")
