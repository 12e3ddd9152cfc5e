"""Any text a person can type, made ready for paper: cleaned, shaped, wrapped, and set in a font that has its letters.

Text is never markup here. What no font has is drawn as □ and remembered, so that the person who prints can be told.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reapply_desktop.domain.words import MONTHS
from reapply_desktop.services.pdf_export.direction import continued, drawn_order, has_right_to_left, runs_left
from reapply_desktop.services.pdf_export.fonts import MISSING, SANS, Face, Style, face, face_for

# Drawn as nothing by right: joiners, direction marks, variation selectors, byte order mark.
_UNSEEN = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFE00, 0xFE10),
     *range(0xE0100, 0xE01F0), 0x61C, 0x180E]
)
# Tones of skin and the tags of some flags have no picture of their own; other flags print as the letters they are of.
_PLAIN = dict.fromkeys([*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)]) | {
    0x1F1E6 + at: chr(ord("A") + at) for at in range(26)
}
_UNSEEN_LETTERS = frozenset(map(chr, _UNSEEN))
_MONTHS = frozenset(month[:3] for month in MONTHS)


@dataclass
class Unknown:
    """The characters met that no font has, in the order met."""

    chars: dict[str, None] = field(default_factory=dict)

    def note(self) -> str:
        """A sentence for the person who prints, naming the script and a font that has it; nothing where all is set."""
        from reapply_desktop.services.pdf_export.scripts import cannot_be_printed

        return cannot_be_printed(self.chars)


def clean(text: str) -> str:
    """One paragraph a line: composed letters, plain spaces, no control characters but line ends."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = text.replace("\u2029", "\n").replace("\t", "    ").translate(_PLAIN)
    text = text.translate(_UNSEEN if not has_right_to_left(text) else {})
    return "".join(c if c == "\n" or c.isprintable() or _spaced(c) else _seen(c) for c in text)


def one_line(text: str) -> str:
    """The same, with line ends as spaces: for titles."""
    return " ".join(clean(text).split())


def titled(title: str) -> str:
    """A step's title on one line; an empty one says so."""
    return one_line(title) or "Step without a title"


def _spaced(char: str) -> bool:
    return unicodedata.category(char) in ("Zs", "Cf")


def _seen(char: str) -> str:
    # A control character or a lone surrogate has no picture: it stays visible as a missing one.
    return " " if char in "\v\f\x85" else "\ufffd" if "\ud800" <= char <= "\udfff" or char < " " else char


@lru_cache(maxsize=20_000)
def _word_width(word: str, font: str) -> float:
    """Width in thousandths of the size."""
    widths = face(font).widths
    try:
        return sum(map(widths.__getitem__, word))
    except KeyError:
        return sum(_char_width(c, font) for c in word)


def _char_width(char: str, font: str) -> float:
    found = face_for(char, font)
    if found is not None:
        return found.widths[char]
    if char.isspace():
        return face(font).widths[" "]
    return _box().widths[MISSING] if char.translate(_UNSEEN) else 0.0


def _box() -> Face:
    return face(SANS)


def width(text: str, style: Style) -> float:
    """The width of one cleaned line in points."""
    return _word_width(text, style.font) * style.size / 1000


def runs(line: str, font: str, unknown: Unknown) -> Iterator[tuple[Face, str]]:
    """A line as pieces of one font each, in the order they are drawn from left to right."""
    own = face(font)
    if line.isascii() and line.isprintable():
        yield own, line
        return
    letters = set(line)
    if letters <= own.widths.keys() and _UNSEEN_LETTERS.isdisjoint(letters) and not has_right_to_left(line):
        yield own, line
        return
    if has_right_to_left(line):
        line = drawn_order(line)
    line = line.translate(_UNSEEN)
    current, piece = own, ""
    for char in line:
        found = own if char in own.widths else face_for(char, font)
        if found is None:
            if char.isspace():
                found, char = own, " "
            else:
                unknown.chars.setdefault(char)
                found, char = _box(), MISSING
        if found is not current and piece:
            yield current, piece
            piece = ""
        current, piece = found, piece + char
    if piece:
        yield current, piece


def shaped(text: str) -> str:
    """Arabic letters in their joined forms, still in the order of reading."""
    return _joined(text) if has_right_to_left(text) else text


@lru_cache(maxsize=2_000)
def _joined(text: str) -> str:
    if not any("\u0600" <= c <= "\u08ff" for c in text):
        return text
    from arabic_reshaper import ArabicReshaper

    return str(ArabicReshaper({"delete_harakat": False, "support_zwj": True}).reshape(text))


def wrapped(text: str, style: Style, room: float, most: int | None = None) -> list[str]:
    """Lines no wider than `room` points; a word too long is broken; beyond `most` lines an … ends the last."""
    lines: list[str] = []
    for paragraph in shaped(clean(text)).split("\n"):
        broken = _paragraph(paragraph, style, room)
        if has_right_to_left(paragraph):
            left = runs_left(paragraph)
            broken = [continued(line, left) for line in broken]
        lines.extend(broken)
        if most is not None and len(lines) > most:
            break
    while lines and not lines[-1]:
        lines.pop()
    if most is not None and len(lines) > most:
        lines = lines[:most]
        lines[-1] = cut(lines[-1] + "…", style, room, always=True)
    return lines


def sentences_within(sentences: Sequence[str], style: Style, room: float, most: int) -> list[str]:
    """As many whole sentences as `most` lines hold; only a first one that is too long by itself is cut."""
    said: list[str] = []
    for end in range(1, len(sentences) + 1):
        lines = wrapped(" ".join(sentences[:end]), style, room)
        if len(lines) > most:
            return said or wrapped(sentences[0], style, room, most)
        said = lines
    return said


def _paragraph(text: str, style: Style, room: float) -> Iterable[str]:
    limit = room * 1000 / style.size
    if _word_width(text, style.font) <= limit:
        return [" ".join(text.split())]
    space = face(style.font).widths[" "]
    line: list[str] = []
    used = 0.0
    found = []
    for word in _pieces(_unbroken(text), style.font, limit):
        wide = _word_width(word, style.font)
        if line and used + space + wide > limit:
            found.append(" ".join(line))
            line, used = [], 0.0
        used += wide + (space if line else 0.0)
        line.append(word)
    found.append(" ".join(line))
    return found


def _unbroken(text: str) -> list[str]:
    """The words; the number of a day stays with its month (`2 Sep`, `2 September 2026,`)."""
    words: list[str] = []
    for word in text.split():
        if word[:3] in _MONTHS and words and words[-1].lstrip("(").isdigit() and len(words[-1]) <= 3:
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _pieces(words: Iterable[str], font: str, limit: float) -> Iterator[str]:
    """The words, those wider than the limit broken anywhere."""
    for word in words:
        if _word_width(word, font) <= limit:
            yield word
            continue
        piece, used = "", 0.0
        for char in word:
            wide = _char_width(char, font)
            if piece and used + wide > limit:
                yield piece
                piece, used = "", 0.0
            piece, used = piece + char, used + wide
        yield piece


def cut(text: str, style: Style, room: float, *, always: bool = False) -> str:
    """The line, or its beginning with an … where it is wider than the room (`always`: it already ends with one)."""
    if width(text, style) <= room:
        return text
    body = text[:-1] if always else text
    low = _fitting(body, style, room)
    # At the end of a word where one is near.
    blank = body.rfind(" ", max(0, low - 12), low + 1)
    return body[: blank if blank > 0 else low].rstrip(" ,;:") + "…"


def clipped(text: str, style: Style, room: float) -> str:
    """The same, cut in the middle of a word: for columns so narrow that a word's end would leave nothing."""
    return text if width(text, style) <= room else text[: _fitting(text, style, room)].rstrip(" ,;:") + "…"


def _fitting(text: str, style: Style, room: float) -> int:
    """How many characters fit with an … behind them."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", style) <= room:
            low = middle
        else:
            high = middle - 1
    return low
