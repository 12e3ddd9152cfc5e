"""What no font has, in the words of the person who prints: which script it is, and a font that would mend it."""

import unicodedata
from collections.abc import Iterable

from reapply_desktop.domain.words import listed

# Only TrueType outlines can be embedded, which the Noto fonts of East Asia do not have.
_NAMES = {"CJK": "Chinese", "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}
_FONTS = {"Chinese": "WenQuanYi Micro Hei", "Korean": "Nanum Gothic", "Japanese": "IPA Gothic"}
_NOTO = frozenset((
    "Bengali", "Devanagari", "Ethiopic", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam",
    "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai",
))  # fmt: skip


def cannot_be_printed(signs: Iterable[str]) -> str:
    """`Thai letters cannot be printed with the fonts of this computer; a font such as Noto Sans Thai mends it.`"""
    scripts: list[str] = []
    others: list[str] = []
    for sign in signs:
        first = unicodedata.name(sign, "").partition(" ")[0]
        script = _NAMES.get(first, first.capitalize())
        if script in _NOTO or script in _FONTS:
            scripts.append(script)
        else:
            others.append(sign)
    said = []
    if scripts:
        named = list(dict.fromkeys(scripts))
        fonts = [_FONTS.get(script, f"Noto Sans {script}") for script in named]
        such = f"a font such as {fonts[0]} mends" if len(fonts) == 1 else f"fonts such as {listed(fonts)} mend"
        said.append(f"{listed(named)} letters cannot be printed with the fonts of this computer; {such} it.")
    if others:
        some, box = ("A sign", "an empty box") if len(others) == 1 else (f"{len(others)} signs", "empty boxes")
        said.append(f"{some} in your texts that no font here has will print as {box}.")
    return " ".join(said)
