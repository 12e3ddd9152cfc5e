"""A password on a finished PDF: AES with 256 bits, as PDF 2.0 has it. Nothing of the password is kept anywhere."""

import unicodedata
from io import BytesIO

LONGEST = 127  # bytes of UTF-8 that the format takes


def normal(password: str) -> str:
    """The form in which a password is used: letters that look the same and are typed differently become one (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def locked(data: bytes, password: str) -> bytes:
    """The same PDF, to be opened with the password only; other bytes each time. The password may not be empty."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(normal(password), algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
