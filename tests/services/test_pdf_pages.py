"""The PDF as pictures, and behind a password: both read back by other programs than the one that writes."""

import shutil
import subprocess
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import SUMMARY, WALL, YEAR
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.pdf_export.password import locked
from reapply_desktop.services.pdf_pages import PdfPages, Picture
from reapply_desktop.services.reference_data import load_tables

TODAY = date(2026, 6, 14)


@cache
def pdf(*sections: str) -> bytes:
    plan = plan_file.decode(resources.data("samples", "sample.reapply"))
    return export_pdf(plan, load_tables(), TODAY, PdfOptions(sections=sections or (SUMMARY, YEAR)))


def dark(picture: Picture) -> int:
    """How many pixels are not white."""
    rows = (picture.data[y * picture.stride : y * picture.stride + 4 * picture.width] for y in range(picture.height))
    return sum(row[x] < 128 for row in rows for x in range(1, len(row), 4))


def test_pages_have_their_size_and_their_ink() -> None:
    pages = PdfPages(pdf())
    assert len(pages) == 2
    assert pages.size(0) == pytest.approx((612, 792))
    assert pages.size(1) == pytest.approx((792, 612))
    picture = pages.picture(0, 1.5)
    assert (picture.width, picture.height) == (918, 1188)
    assert 8_000 < dark(picture) < 200_000
    pages.close()
    with pytest.raises(UserError):
        pages.picture(0, 1)


def test_bands_of_a_page_are_the_page() -> None:
    """A printer's page at 600 dpi is painted in bands, to take little memory."""
    pages = PdfPages(pdf())
    whole = pages.picture(0, 2.0)
    bands = [pages.picture(0, 2.0, (top, min(top + 500, 1584))) for top in range(0, 1584, 500)]
    assert pages.rows(0, 2.0) == 1584
    assert sum(band.height for band in bands) == whole.height
    joined = b"".join(band.data for band in bands)
    assert max(abs(a - b) for a, b in zip(joined[1::4], whole.data[1::4], strict=True)) <= 2  # rounding of edges


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(UserError, match="cannot be shown"):
        PdfPages(b"not a PDF at all")


@pytest.mark.parametrize("password", ["Osler-1892", "pässwört ﬁne", "密码 😀", "x" * 200])
def test_a_password_opens_it_and_nothing_else_does(password: str) -> None:
    data = locked(pdf(), password)
    reader = PdfReader(BytesIO(data))
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert not reader.decrypt("Osler-1893")
    with pytest.raises(FileNotDecryptedError):
        _ = reader.pages[0].extract_text()
    assert b"Karimi" not in data
    assert reader.decrypt(password if password.isascii() else "pässwört fine" if "ﬁ" in password else password)
    assert "Nadia Karimi" in reader.pages[0].extract_text()
    assert [entry.title for entry in reader.outline] == ["Summary: Nadia Karimi", "The year on one page"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Plan for the 2027 Match: Nadia Karimi"
    assert "/AESV3" in str(reader.trailer["/Encrypt"])
    with pytest.raises(UserError):
        PdfPages(data)


def test_a_password_in_mixed_scripts_is_taken_without_a_word_to_the_console(caplog: pytest.LogCaptureFixture) -> None:
    password = "пароль שלום"
    data = locked(pdf(), password)
    assert caplog.records == []
    assert PdfReader(BytesIO(data)).decrypt(password)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("sections", [(), (WALL,)])
def test_qpdf_finds_nothing_wrong(tmp_path: Path, sections: tuple[str, ...]) -> None:
    plain, secret = tmp_path / "plain.pdf", tmp_path / "secret.pdf"
    plain.write_bytes(pdf(*sections))
    secret.write_bytes(locked(pdf(*sections), "Osler 1892"))
    for arguments, good in (
        ((plain,), True), ((secret, "--password=Osler 1892"), True),
        ((secret,), False), ((secret, "--password=x"), False),
    ):  # fmt: skip
        done = subprocess.run(["qpdf", "--check", *map(str, arguments)], capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is good, done.stdout + done.stderr
