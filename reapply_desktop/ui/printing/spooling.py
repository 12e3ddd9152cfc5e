"""Hands the PDF itself to the print service of Linux and macOS (CUPS): text stays text, sharp, small and at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from reapply_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT = "lp"  # CUPS's own command; its options: https://www.cups.org/doc/options.html
PATIENCE = 60.0  # seconds for the service to take the pages
# Qt has several names for one size; the service knows these. In points.
MEDIA = {(612, 792): "Letter", (792, 1224): "Tabloid", (595, 842): "A4", (842, 1191): "A3"}
CUPS_OPTIONS = 0xFE00  # where Qt keeps what was chosen among the printer's own settings, as key, value, key, value
NOT_TAKEN = UserError("The printer did not take the pages.", "See whether it is switched on, or save the PDF.")


def takes_pdf(printer: QPrinter) -> bool:
    """Whether this printer is one of CUPS, which takes a PDF as it is."""
    native = printer.outputFormat() == printer.OutputFormat.NativeFormat and bool(printer.printerName())
    return native and sys.platform != "win32" and shutil.which(PRINT) is not None


def order(printer: QPrinter) -> list[str]:
    """The command that prints what it reads, with what was chosen in the print dialog.

    A page larger than the paper (the wall calendar) is made smaller, none is made larger.
    """
    wanted = [PRINT, "-s", "-d", printer.printerName(), "-t", printer.docName(), "-n", str(printer.copyCount())]
    if printer.fromPage() > 0:
        wanted += ["-P", f"{printer.fromPage()}-{printer.toPage() or printer.fromPage()}"]
    chosen = {
        "print-scaling": "auto-fit",
        "media": _paper(printer),
        "collate": "true" if printer.collateCopies() else "false",
    }
    if sides := _sides(printer):
        chosen["sides"] = sides
    if printer.colorMode() == printer.ColorMode.GrayScale:
        chosen["print-color-mode"] = "monochrome"
    if printer.pageOrder() == printer.PageOrder.LastPageFirst:
        chosen["outputorder"] = "reverse"
    for key, value in (chosen | _own_settings(printer)).items():
        wanted += ["-o", f"{key}={value}"]
    return wanted


def hand_over(printer: QPrinter, data: bytes) -> None:
    """Give the PDF to the service, never through a file. UserError when it is not taken."""
    try:
        subprocess.run(
            order(printer), input=data, check=True, capture_output=True, timeout=PATIENCE, env=_surroundings()
        )
    except (OSError, subprocess.SubprocessError):
        raise NOT_TAKEN from None


def _surroundings() -> dict[str, str]:
    """The system's own command runs with the system's own libraries, not with those of the installed program."""
    kept = dict(os.environ)
    before = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        kept.pop("LD_LIBRARY_PATH", None)
        if before:
            kept["LD_LIBRARY_PATH"] = before
    return kept


def _paper(printer: QPrinter) -> str:
    size = printer.pageLayout().pageSize()
    points = size.sizePoints()
    return MEDIA.get((points.width(), points.height())) or size.key()


def _sides(printer: QPrinter) -> str:
    duplex = printer.DuplexMode
    return {
        duplex.DuplexNone: "one-sided", duplex.DuplexLongSide: "two-sided-long-edge",
        duplex.DuplexShortSide: "two-sided-short-edge",
    }.get(printer.duplex(), "")  # fmt: skip


def _own_settings(printer: QPrinter) -> dict[str, str]:
    """What was chosen among the settings that this printer alone has, such as its tray."""
    from PySide6.QtPrintSupport import QPrintEngine

    engine = printer.printEngine()
    kept = engine.property(QPrintEngine.PrintEnginePropertyKey(CUPS_OPTIONS)) if engine is not None else None
    words = [str(word) for word in kept] if isinstance(kept, list) else []
    return dict(zip(words[::2], words[1::2], strict=False))
