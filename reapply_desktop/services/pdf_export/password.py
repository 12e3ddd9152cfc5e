"""A password on a finished PDF: AES with 256 bits, as PDF 2.0 has it. Nothing of the password is kept anywhere."""

import contextlib
import logging
import unicodedata
from collections.abc import Iterator
from io import BytesIO

LONGEST = 127  # bytes of UTF-8 that the format takes


def normal(password: str) -> str:
    """The form in which a password is used: letters that look the same and are typed differently become one (NFKC)."""
    return unicodedata.normalize("NFKC", password)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without pypdf's word that a password holds letters which SASLprep does not know: it is used as it is then."""
    spoken = logging.getLogger("pypdf._encryption")
    keeps_still = spoken.disabled
    spoken.disabled = True
    try:
        yield
    finally:
        spoken.disabled = keeps_still


def locked(data: bytes, password: str) -> bytes:
    """The same PDF, to be opened with the password only; other bytes each time. The password may not be empty."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    with _quiet():
        writer.encrypt(normal(password), algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
