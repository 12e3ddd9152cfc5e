"""The objects of a PDF that are written here as the bytes they are, straight into reportlab's document.

reportlab builds a tree of dictionaries for each and spells it out value by value; for a plan of some hundred steps that
took longer than laying it out. Fonts, outline and the file itself stay reportlab's.
"""

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_RESOURCES = "Resources of all pages"
_LEVEL = 4  # half the time of the usual 6, for a page's content of 3 % more
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def escaped(text: str) -> str:
    """ASCII as it stands between the brackets of a PDF string."""
    return text.translate(_ESCAPED)


class Written:
    """What the pages of one document share, and the page that is being drawn: its forms, links and content."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._forms: dict[str, bytes] = {}  # name → reference
        self._links: list[Any] = []
        self._made = 0
        later = _later()(self._resources)
        self._shared = self._document.Reference(later, _RESOURCES)

    def form(self, operators: str, wide: float, high: float) -> str:
        """Add a form, a drawing to be stamped again and again; gives the name to stamp it by."""
        name = f"X{len(self._forms) + 1}"
        inside = {other: at for other, at in self._forms.items() if f"/{other} Do" in operators}
        resources = f"<< /XObject {_dictionary(inside)} >>" if inside else "<< >>"
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {wide:g} {high:g}] /Resources {resources}"
        self._forms[name] = self._reference(_stream(operators, entries))
        return name

    def link(self, place: tuple[float, float, float, float], target: str) -> None:
        """A link on this page from a place (left, bottom, right, top) to an https address or a bookmark of a page."""
        rect = " ".join(f"{value:.2f}" for value in place)
        start = f"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{rect}]"
        if target.startswith("https://"):
            self._links.append(self._add(f"{start} /A << /S /URI /URI ({escaped(_address(target))}) >> >>".encode()))
            return
        destination = self._canvas._bookmarkReference(target)

        def written() -> bytes:
            return start.encode() + b" /Dest " + bytes(destination.format(self._document)) + b" >>"

        self._links.append(self._add(_later()(written)))

    def end_page(self, operators: str) -> None:
        """Close the page with this content, and begin the next."""
        self._canvas.showPage()
        page = self._document.Pages.pages[-1]
        page.Contents = self._add(_stream(operators, ""))
        page.Resources = self._shared
        page.Annots, self._links = self._links, []

    def _resources(self) -> bytes:
        # One for all pages: each page listing its own forms was half of what reportlab wrote.
        fonts = bytes(self._document.Reference(self._document.idToObject["BasicFonts"]).format(self._document))
        return b"<< /Font " + fonts + b" /XObject " + _dictionary(self._forms).encode() + b" >>"

    def _reference(self, made: bytes) -> bytes:
        return bytes(self._add(made).format(self._document))

    def _add(self, made: object) -> Any:
        self._made += 1
        return self._document.Reference(made, f"Written {self._made}")


def _dictionary(forms: Mapping[str, bytes]) -> str:
    return f"<< {' '.join([f'/{name} {at.decode()}' for name, at in forms.items()])} >>"


def _address(target: str) -> str:
    """An address as a PDF may hold it: ASCII without blanks, the rest as %XX."""
    return "".join([chr(code) if 0x20 < code < 0x7F else f"%{code:02X}" for code in target.encode()])


def _stream(operators: str, entries: str) -> bytes:
    data = zlib.compress(operators.encode("ascii"), _LEVEL)
    return f"<< {entries} /Filter /FlateDecode /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream\n"


@cache
def _later() -> Any:
    """An object of reportlab's document that is written when the file is: by then everything has its number."""
    from reportlab.pdfbase.pdfdoc import PDFObject

    class Later(PDFObject):  # type: ignore[misc]
        __RefOnly__ = 1

        def __init__(self, written: Callable[[], bytes]) -> None:
            self._written = written

        def format(self, document: object) -> bytes:
            return self._written()

    return Later
