"""Paper: the PDF is handed over as it is where a print service takes it, and painted page by page where none does."""

import os
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.pdf_export.content import PdfOptions
from reapply_desktop.services.pdf_export.document import export_pdf
from reapply_desktop.services.pdf_pages import PdfPages, only_pages
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.printing import printer as printing
from reapply_desktop.ui.printing import spooling
from tests.ui.test_print_dialog import TODAY, ink, sample

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in the place of the print service")


@cache
def pages() -> bytes:
    return export_pdf(sample(), load_tables(), TODAY, PdfOptions(sections=("summary", "year", "season")))


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def quiet(_words: str, _done: int, _total: int) -> None:
    pass


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> QPrinter:
    made = printing.new_printer((612, 792), "Plan")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setResolution(150)
    return made


def test_a_file_in_place_of_a_printer_holds_the_pages_themselves(printer: QPrinter, tmp_path: Path) -> None:
    count = len(PdfReader(BytesIO(pages())).pages)
    assert printing.print_pages(printer, pages(), quiet) == count
    assert (tmp_path / "out.pdf").read_bytes() == pages()
    printer.setFromTo(2, 3)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.print_pages(printer, pages(), quiet) == 2
    whole, some = texts(pages()), texts((tmp_path / "out.pdf").read_bytes())
    assert some == [whole[2], whole[1]]
    (tmp_path / "out.pdf").unlink()
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        printing.print_pages(printer, pages(), quiet)


def test_painted_pages_show_what_the_pdf_shows(printer: QPrinter, tmp_path: Path) -> None:
    two = only_pages(pages(), (0, 1))
    assert printing.paint_pages(printer, two, quiet) == 2
    source, copy = PdfPages(two), PdfPages((tmp_path / "out.pdf").read_bytes())
    assert [copy.size(n) for n in (0, 1)] == [pytest.approx(source.size(n), abs=1) for n in (0, 1)]
    for number in (0, 1):
        assert ink(source, number) == pytest.approx(ink(copy, number), abs=0.025)


def test_stopping_between_painted_pages_ends_the_job(printer: QPrinter) -> None:
    class StopError(Exception):
        pass

    def stops(_words: str, done: int, _total: int) -> None:
        if done == 1:
            raise StopError

    with pytest.raises(StopError):
        printing.paint_pages(printer, only_pages(pages(), (0, 1)), stops)
    assert printer.printerState() != QPrinter.PrinterState.Active


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print service that keeps what it is told and given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "lp"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/told"\ncat > "{tmp_path}/given"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@needs_scripts
def test_the_service_gets_the_pdf_and_what_was_chosen(printer: QPrinter, service: Path) -> None:
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.AnsiA))
    spooling.hand_over(printer, pages())
    assert (service / "given").read_bytes() == pages()
    told = (service / "told").read_text().splitlines()
    assert told[told.index("-P") + 1] == "2-3"
    assert told[told.index("-n") + 1] == "2"
    assert told[told.index("-t") + 1] == "Plan"
    assert {told[at + 1] for at, word in enumerate(told) if word == "-o"} == {
        "print-scaling=auto-fit", "media=Letter", "collate=false", "sides=one-sided",
        "print-color-mode=monochrome", "outputorder=reverse",
    }  # fmt: skip


@needs_scripts
def test_a_service_that_refuses_is_told_in_a_sentence(printer: QPrinter, service: Path) -> None:
    (service / "bin" / "lp").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(UserError, match="The printer did not take the pages"):
        spooling.hand_over(printer, pages())


def test_a_file_is_no_printer_of_the_service(printer: QPrinter) -> None:
    assert not spooling.takes_pdf(printer)
