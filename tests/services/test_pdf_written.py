"""What is written straight into the PDF, read back: links, forms within forms, and what a form leaves untouched."""

from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from reapply_desktop.services.pdf_export.fonts import SANS, SANS_BOLD, Style, face
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_pages import PdfPages


def drawn(*pages: Callable[[Sheet], None]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, initialFontName=face(SANS).name)
    sheet = Sheet(canvas, frozenset({"second"}))
    for number, paint in enumerate(pages):
        sheet.begin(400, 300)
        if number == 1:
            canvas.bookmarkPage("second")
        paint(sheet)
        sheet.end()
    canvas.save()
    return buffer.getvalue()


def test_links_lead_to_their_page_and_address() -> None:
    def first(sheet: Sheet) -> None:
        sheet.link(10, 20, 30, 40, "second")
        sheet.link(10, 20, 30, 40, "a page that is not printed")
        sheet.link(50, 20, 30, 40, "https://example.org/a(b)?q=1")
        sheet.link(90, 20, 30, 40, "https://example.org/für zwei")

    reader = PdfReader(BytesIO(drawn(first, lambda sheet: None)), strict=True)
    inner, plain, odd = [link.get_object() for link in reader.pages[0]["/Annots"]]
    assert inner["/Dest"].get_object()[0].get_object() == reader.pages[1].get_object()
    assert [float(value) for value in inner["/Rect"]] == [10, 240, 40, 280]
    assert plain["/A"]["/URI"] == "https://example.org/a(b)?q=1"
    assert odd["/A"]["/URI"] == "https://example.org/f%C3%BCr%20zwei"
    assert "/Annots" not in reader.pages[1]


def test_a_form_within_a_form_is_drawn_and_leaves_font_and_colour_alone() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(20, 40, "before", Style(SANS_BOLD, 12))
        sheet.small_chip("interviews", 20, 100, 60, 8)
        sheet.text(20, 60, "after", Style(SANS_BOLD, 12))
        sheet.text(20, 80, "Łódź", Style(SANS_BOLD, 12))
        sheet.text(20, 95, "at last", Style(SANS_BOLD, 12))

    data = drawn(page)
    text = PdfReader(BytesIO(data), strict=True).pages[0].extract_text()
    assert text.split() == ["before", "after", "Łódź", "at", "last"]
    picture = PdfPages(data).picture(0, 1)
    pixels = [
        {picture.data[at : at + 3] for x in range(x0, x1) for at in [y * picture.stride + 4 * x]}
        for x0, x1, y in [(22, 78, 104), (22, 60, 37), (22, 60, 92)]
    ]
    assert len(pixels[0]) > 1, "the pattern is missing"
    assert all(any(max(pixel) < 128 for pixel in row) for row in pixels[1:]), "the text is missing"


def test_forms_and_fonts_are_shared_by_all_pages() -> None:
    def page(sheet: Sheet) -> None:
        sheet.tick_box(20, 20, True)
        sheet.text(20, 60, "one", Style(SANS, 10))

    reader = PdfReader(BytesIO(drawn(page, page, page)), strict=True)
    assert len({page.raw_get("/Resources").idnum for page in reader.pages}) == 1
    assert len(reader.pages[0]["/Resources"]["/XObject"]) == 2  # the box and its tick
