"""Makes the PDF and the pictures of its pages beside the window, always for what was asked last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.pdf_export.content import PdfOptions
from reapply_desktop.services.pdf_pages import PdfPages, Picture
from reapply_desktop.ui.background import Background, Ended, Report

# Makes the PDF; reports each page, and stops when a report says so.
MakePdf = Callable[[PdfOptions, Report], bytes]
REST = 120  # ms: several ticks in a row make one PDF


def image_of(picture: Picture, ratio: float = 1.0) -> QImage:
    """The picture as an image of its own, with so many pixels a point of the screen."""
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image


class PageMaker(QObject):
    """`made(PdfPages)` when the PDF asked for last is there, `drawn(number, scale, QImage)` for a page of it,
    `failed(UserError)` when there is none. One thread at a time; what is no longer wanted is stopped."""

    made = Signal(object)
    drawn = Signal(int, float, QImage)
    failed = Signal(object)

    def __init__(self, make: MakePdf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._wanted: PdfOptions | None = None
        self._page: tuple[int, float, float] | None = None
        self._work: Background | None = None
        self._making: PdfOptions | None = None
        self._drawing: tuple[int, float, float] | None = None
        self._known: tuple[PdfOptions, bytes] | None = None
        self._pages: PdfPages | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._next)

    @property
    def is_busy(self) -> bool:
        return self._work is not None or self._rest.isActive()

    def finished(self, options: PdfOptions) -> bytes | None:
        """The bytes of the PDF with these options, where they are there already."""
        return self._known[1] if self._known is not None and self._known[0] == options else None

    def ask(self, options: PdfOptions) -> None:
        """Make the PDF with these options, soon."""
        self._wanted, self._page = options, None
        if self._making is not None and self._making != options and self._work is not None:
            self._work.cancel()
        self._rest.start()

    def ask_nothing(self) -> None:
        """No pages are wanted: what was asked for, or is being made, is not shown any more."""
        self._rest.stop()
        self._wanted = self._page = None
        if self._work is not None:
            self._work.cancel()
            self._making = self._drawing = None

    def ask_page(self, number: int, scale: float, ratio: float) -> None:
        """Draw a page of the PDF that is there, at `scale` pixels a point."""
        self._page = (number, scale, ratio)
        self._next()

    def close(self) -> None:
        """Stop, and let go of everything; nothing is said any more, and nobody waits."""
        self._rest.stop()
        self._wanted = self._page = None
        pages, self._pages = self._pages, None
        if self._work is not None:
            self._work.leave(lambda ended: _put_away(pages, ended))
            self._work = None
        elif pages is not None:
            pages.close()

    def _next(self) -> None:
        if self._work is not None or self._rest.isActive():
            return
        if self._wanted is not None:
            options, self._wanted = self._wanted, None
            self._making = options
            self._start(lambda report: self._made_pages(options, report))
        elif self._page is not None and self._pages is not None:
            pages, page = self._pages, self._page
            self._page, self._drawing = None, page
            number, scale, ratio = page
            self._start(lambda _report: image_of(pages.picture(number, scale), ratio))

    def _start(self, work: Callable[[Report], Any]) -> None:
        self._work = Background(work, self)
        self._work.ended.connect(self._ended)
        self._work.start()

    def _made_pages(self, options: PdfOptions, report: Report) -> tuple[bytes, PdfPages]:
        data = self._make(options, report)
        return data, PdfPages(data)

    def _ended(self, ended: Ended) -> None:
        self._work = None
        options, drawing = self._making, self._drawing
        self._making = self._drawing = None
        if ended.error is not None:
            if self._wanted is None and (options is not None or drawing is not None):
                self.failed.emit(ended.error)
        elif options is not None and not ended.cancelled:
            self._take(options, *ended.result)
        elif drawing is not None and not ended.cancelled:
            self.drawn.emit(drawing[0], drawing[1], ended.result)
        self._next()

    def _take(self, options: PdfOptions, data: bytes, pages: PdfPages) -> None:
        if self._pages is not None:
            self._pages.close()
        self._known, self._pages = (options, data), pages
        if self._wanted is None:
            self.made.emit(pages)


def _put_away(pages: PdfPages | None, ended: Ended) -> None:
    """Close the pages shown, which the last work may have drawn from, and those it made."""
    made = ended.result[1] if isinstance(ended.result, tuple) else None
    for one in (pages, made):
        if isinstance(one, PdfPages):
            one.close()


def fitting_scale(page: tuple[float, float], room: QSize, ratio: float) -> float:
    """Pixels a point at which the whole page fits into the room (in points of the screen) on a screen of that ratio."""
    if not page[0] or not page[1]:
        raise UserError("The page has no size.")
    return max(0.05, min(room.width() / page[0], room.height() / page[1])) * ratio
