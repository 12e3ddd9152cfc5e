"""Paper: the PDF handed to the printer as it is or, where the system takes none, each page painted as it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.pdf_pages import PdfPages, only_pages, page_count
from reapply_desktop.ui.background import Report
from reapply_desktop.ui.printing import spooling
from reapply_desktop.ui.printing.page_maker import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST = 400  # dpi: sharp on paper; a page twice as fine takes four times as long
PIECE = 400_000  # pixels painted at a time: a fine page takes little memory, and the window is soon let in again
NO_PRINTER = UserError(
    "No printer is set up on this computer.", "Save the PDF instead, or add a printer in the system’s settings."
)

ChoosePrinter = Callable[["QPrinter", int, QWidget], bool]


def has_printer() -> bool:
    """Whether the system knows a printer at all."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def new_printer(paper: tuple[float, float], title: str) -> QPrinter:
    """The system's usual printer, with this paper in points."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("ReApply Desktop")
    printer.setFullPage(True)
    _lay(printer, paper)
    return printer


def choose_printer(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """The system's own print dialog; False when the person changed their mind."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print, counted from 0, in the order in which they come out."""
    first, last = printer.fromPage(), printer.toPage()
    numbers = list(range(count)) if first <= 0 else list(range(first - 1, min(last or count, count)))
    if printer.pageOrder() == printer.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return numbers * copies


def print_pages(printer: QPrinter, data: bytes, report: Report) -> int:
    """Print the chosen pages; gives how many. UserError when the printer, or the file chosen in its place, fails."""
    report("Printing", 0, 0)
    if printer.outputFormat() == printer.OutputFormat.PdfFormat:
        from reapply_desktop.services import leaving

        numbers = chosen_pages(printer, page_count(data))
        leaving.write(Path(printer.outputFileName()), only_pages(data, numbers))
        return len(numbers)
    if spooling.takes_pdf(printer):
        spooling.hand_over(printer, data)
        return len(chosen_pages(printer, page_count(data)))
    return paint_pages(printer, data, report)


def paint_pages(printer: QPrinter, data: bytes, report: Report) -> int:
    """Paint the pages; gives how many. Stops between pages when the report says so. UserError when nothing starts."""
    pages = PdfPages(data)
    painter = QPainter()
    numbers = chosen_pages(printer, len(pages))
    try:
        for done, number in enumerate(numbers):
            report(f"Printing page {done + 1} of {len(numbers)}", done, len(numbers))
            _lay(printer, pages.size(number))
            if not (painter.begin(printer) if done == 0 else printer.newPage()):
                raise spooling.NOT_TAKEN
            _paint(painter, printer, pages, number)
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        pages.close()
    return len(numbers)


def _lay(printer: QPrinter, page: tuple[float, float]) -> None:
    """Paper and direction of a page, before it begins."""
    upright = QSizeF(min(page), max(page))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if page[0] > page[1] else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(), QPageLayout.Unit.Point))
    printer.setFullPage(True)


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """The page in its own size, or smaller where the printer's paper is."""
    wide, high = pages.size(number)
    paper = printer.paperRect(printer.Unit.DevicePixel)
    # The printer's pixels a point: as they are, and fewer only where its paper is smaller.
    dots = min(paper.width() / wide, paper.height() / high, printer.resolution() / 72)
    scale = min(dots, FINEST / 72)
    # The painter's origin is the corner of what can be printed; the page begins at the corner of the paper.
    inside = printer.pageRect(printer.Unit.DevicePixel)
    left = (paper.width() - wide * dots) / 2 - inside.left() + paper.left()
    top = (paper.height() - high * dots) / 2 - inside.top() + paper.top()
    rows, band = pages.rows(number, scale), max(1, round(PIECE / (wide * scale)))
    for begin in range(0, rows, band):
        image = image_of(pages.picture(number, scale, (begin, min(begin + band, rows))))
        part = image.height() / scale * dots
        painter.drawImage(QRectF(left, top + begin / scale * dots, image.width() / scale * dots, part), image)
