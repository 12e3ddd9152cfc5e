"""Pages of a PDF as pictures, for the preview in the window and for a printer: what is shown is the file itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING

from reapply_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# PDFium keeps state for the whole process: only one thread at a time may be inside it.
_ONE_AT_A_TIME = Lock()
FOUR_BYTES = 3  # PDFium's BGRx


@dataclass(frozen=True)
class Picture:
    """A page as `height` rows of `stride` bytes, four a pixel: blue, green, red and one unused."""

    width: int
    height: int
    stride: int
    data: bytes


class PdfPages:
    """The pages of one PDF held in memory. Safe to ask from any thread; `close` when done."""

    def __init__(self, data: bytes) -> None:
        """UserError when the bytes are no PDF that can be opened."""
        import pypdfium2

        with _ONE_AT_A_TIME:
            try:
                self._document: PdfDocument | None = pypdfium2.PdfDocument(data)
                count = len(self._document)
                self._sizes: tuple[tuple[float, float], ...] = tuple(
                    self._document.get_page_size(number) for number in range(count)
                )
            except pypdfium2.PdfiumError:
                raise UserError("The pages cannot be shown.", "Saving the PDF may still work.") from None

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points, counted from 0."""
        return self._sizes[number]

    def rows(self, number: int, scale: float) -> int:
        """How many rows of pixels the page has at `scale` pixels a point."""
        return ceil(self._sizes[number][1] * scale)

    def picture(self, number: int, scale: float, rows: tuple[int, int] | None = None) -> Picture:
        """The page at `scale` pixels a point, or only its rows from one to before another, for very fine pictures."""
        high = self._sizes[number][1]
        crop = (0.0, max(0.0, high - rows[1] / scale), 0.0, rows[0] / scale) if rows else (0.0, 0.0, 0.0, 0.0)
        with _ONE_AT_A_TIME:
            if self._document is None:
                raise UserError("The pages are closed.")
            page = self._document[number]
            bitmap = page.render(scale=scale, crop=crop, force_bitmap_format=FOUR_BYTES)
            made = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
        return made

    def close(self) -> None:
        """Let go of the document; pictures already made stay good."""
        with _ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    pages = PdfPages(data)
    pages.close()
    return len(pages)


def only_pages(data: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages, counted from 0, in this order; the same bytes where those are all of them."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        whole = pypdfium2.PdfDocument(data)
        try:
            if list(numbers) == list(range(len(whole))):
                return data
            some, written = pypdfium2.PdfDocument.new(), BytesIO()
            some.import_pages(whole, list(numbers))
            some.save(written)
            some.close()
        finally:
            whole.close()
    return written.getvalue()
