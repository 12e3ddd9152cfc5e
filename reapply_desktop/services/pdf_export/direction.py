"""Lines with Arabic or Hebrew in the order in which they are drawn, from left to right, brackets turned with them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

RIGHT, LEFT = "\u200f", "\u200e"  # what has no picture and says which way a line runs
# Stands behind each sign that may have to be turned: where it ends up in front of it, the sign runs to the left.
# A variation selector takes the direction of what it stands behind; in a person's text this last one means nothing.
_BEHIND = "\U000e01ef"


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def runs_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: by its first letter that has a direction."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def continued(line: str, left: bool) -> str:
    """A line of a paragraph that runs to the `left`, or not, marked where by itself it would run the other way."""
    if not has_right_to_left(line) and not (left and line):
        return line
    return line if runs_left(line) == left else (RIGHT if left else LEFT) + line


@lru_cache(maxsize=2_000)
def drawn_order(line: str) -> str:
    """One line, already broken off its paragraph, in the order of its signs from left to right."""
    from bidi import get_display  # the whole algorithm with its rule for brackets; it turns none itself
    from bidi.mirror import MIRRORED

    marked = "".join(char + _BEHIND if char in MIRRORED else char for char in line.replace(_BEHIND, ""))
    shown = str(get_display(marked))
    return _marks_behind("".join(_turned(shown, MIRRORED)))


def _turned(shown: str, mirrored: Mapping[str, str]) -> Iterator[str]:
    """The signs without their marks, turned where the mark came to stand in front."""
    at = 0
    while at < len(shown):
        pair = shown[at : at + 2]
        if pair[0] == _BEHIND and pair[1:] in mirrored:
            yield mirrored[pair[1]]
        elif pair[0] in mirrored and pair[1:] == _BEHIND:
            yield pair[0]
        else:
            yield pair[0].replace(_BEHIND, "")
            pair = pair[0]
        at += len(pair)


def _marks_behind(shown: str) -> str:
    """Vowel signs behind the letter they stand on, as fonts want them, also where the letters run to the left."""
    if not any(unicodedata.combining(char) for char in shown):
        return shown
    ordered: list[str] = []
    waiting: list[str] = []
    for char in shown:
        if unicodedata.combining(char):
            waiting.append(char)
        elif waiting and (has_right_to_left(char) or not ordered):
            ordered += [char, *reversed(waiting)]
            waiting = []
        else:
            ordered += [*waiting, char]
            waiting = []
    return "".join([*ordered, *waiting])
