"""Titles without the names of mentors and writers: the entered names in their parts and joined, and titled ones.

A name that is also a word of every day (May, Will, Young) counts only where it stands as a name, so that a page keeps
its words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from reapply_desktop.domain.words import MONTHS

SOMEONE = "a mentor"

_TITLES = (
    r"(?:Drs?|Prof|Professor|Doctor|Mrs?|Ms|Mx|Miss|Sir|Dean|Chair(?:man|woman|person)?|Director|Chief|President|PD|APD)"
)
# A title and the names behind it, with initials and the small words of Dutch, German, Spanish and Arabic names.
_TITLED = (
    rf"\b(?i:{_TITLES})\b\.?(?: +(?i:{_TITLES})\b\.?)*"
    r"(?: +(?:(?:van|von|der|den|de|del|la|al|el|bin|ibn|da|dos)\b|[^\W\d_a-z](?:\.|[\w’'-]+)))+"
)
_ADDRESS = r"[^\s<>()@,;:]+@[^\s<>()@,;:]+"
_LITTLE = frozenset((
    "dr", "drs", "prof", "professor", "doctor", "md", "do", "phd", "mph", "mr", "mrs", "ms", "mx", "miss", "sir",
    "dean", "chair", "chief", "president", "director", "program", "mentor", "and", "or", "of", "the", "a", "an", "in",
    "at", "my", "for", "from", "with", "to", "on", "not", "yet", "no", "none", "von", "van", "der", "den", "de", "del",
    "la", "al", "el", "bin", "ibn", "da", "dos", "clinic", "hospital", "university", "department", "medicine",
    "internal", "family", "attending", "resident",
))  # fmt: skip


def _words(listed: str) -> list[str]:
    return listed.split()


_YEAR = frozenset(month.lower() for month in MONTHS)
_MONTHS = frozenset(("march", "april", "may", "june", "august"))
# Names that are words of every day as well.
_WORDS = _MONTHS | frozenset(_words(
    "art autumn baker ball banks bell best bill black bond book bright brown bush case chance chase christian "
    "church close cook cross dawn day dear drew early east english faith field fields fox frank free french "
    "german gold good grace grant gray green grey guy hall hand hill home hope house hunt joy key king knight "
    "lake land lane law light little long lord love low major man mark mean means mills moody new noble north old "
    "page paper park pat peace plan post power powers price pride rain rank ray read ready rest rich ring rivers "
    "road root rose rush sample sands school see self sharp short silver small snow so song south speed spring "
    "stone street strong summer sun sweet swift temple town train tree true wall ward water waters way weeks "
    "wells west white will winter winters wise wood woods work worth you young"
))  # fmt: skip
# Before a month that is meant as one.
_TO_MONTHS = frozenset(_words(
    "in by until till before after since of from to through throughout during mid early late end on and or for "
    "every this next last between beginning start"
))  # fmt: skip
# Scripts in which a name stands within a run of letters.
_RUNNING = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINT = r"[ ,.'’ʼ‐‑–_-]+"
# "Lind, Anna" and "Osei-Bonsu" are two words and one person.
_ONE_AFTER_OTHER = rf"(?i:dr\.? +)?{SOMEONE}(?:{_JOINT}{SOMEONE})+"
# The O’ of O’Brien, and an initial.
_INITIAL = rf"(?<![^\W\d_])[^\W\d_a-z](?:['’ʼ]|\.? +|\.)(?={SOMEONE})"


def without_names(names: Iterable[str]) -> Callable[[str], str]:
    """What a text says with `a mentor` in place of these names, of titled names and of mail addresses."""
    known = _parts(names)
    joined = re.compile(f"(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))}){{2,}}")

    def said(text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        text = re.sub(_TITLED, SOMEONE, re.sub(_ADDRESS, SOMEONE, text))
        if known:
            text = _replaced(text, known, joined)
            text = re.sub(_INITIAL, "", text)
        return re.sub(_ONE_AFTER_OTHER, SOMEONE, text)

    return said


def _parts(names: Iterable[str]) -> frozenset[str]:
    """The parts of the names at blanks, hyphens and apostrophes, as they are compared, and what these join (OBrien);
    no titles, no single letters."""
    typed = [word for name in names for word in name.split()]
    pieces = [_folded(piece) for word in typed for is_word, piece in _pieces(word) if is_word]
    pieces += ["".join(_folded(piece) for is_word, piece in _pieces(word) if is_word) for word in typed]
    return frozenset(piece for piece in pieces if piece not in _LITTLE and (len(piece) > 1 or _RUNNING.match(piece)))


def _pieces(text: str) -> list[tuple[bool, str]]:
    """Runs of letters with their marks, and what stands between them."""
    composed = unicodedata.normalize("NFC", text)
    runs = groupby(composed, key=lambda sign: unicodedata.category(sign)[0] in "LM")
    return [(is_word, "".join(signs)) for is_word, signs in runs]


def _folded(word: str) -> str:
    """Without accents and case: Müller is typed Muller as well."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f"))


def _replaced(text: str, known: frozenset[str], joined: re.Pattern[str]) -> str:
    pieces = _pieces(text)
    words = [_folded(piece) if is_word else "" for is_word, piece in pieces]
    sure = [bool(word) and _is_name(pieces[at][1], word, known, joined) for at, word in enumerate(words)]
    found = [
        named or (words[at] in known and _stands_as_name(at, pieces, words, sure, known))
        for at, named in enumerate(sure)
    ]  # fmt: skip
    return "".join(SOMEONE if named else piece for (_is_word, piece), named in zip(pieces, found, strict=True))


def _is_name(typed: str, word: str, known: frozenset[str], joined: re.Pattern[str]) -> bool:
    """Whether a word is surely one of the names, alone or joined: Osei, OseiBonsu, OseiLab, Oseis."""
    capital = typed[:1] != typed[:1].lower()
    if word in known:
        return word not in _WORDS and (capital or len(word) > 2)
    if _RUNNING.search(word):
        return any(part in word for part in known if _RUNNING.match(part))
    if joined.fullmatch(word):
        return True
    humps = [_folded(hump) for hump in re.findall(r"[^\W\d_a-zß-ÿ][^A-ZÀ-Þ\W\d_]+|[^\W\d_]+", typed)]
    if len(humps) > 1 and any(hump in known and hump not in _WORDS and len(hump) > 2 for hump in humps):
        return True
    return capital and word.endswith("s") and len(word) > 3 and word[:-1] in known and word[:-1] not in _WORDS


def _stands_as_name(
    at: int, pieces: list[tuple[bool, str]], words: list[str], sure: list[bool], known: frozenset[str]
) -> bool:
    """Whether a word of every day is meant as the name: beside another part of it, possessive, or capital inside a
    sentence; a month only where no day, year or preposition makes it one."""
    typed = pieces[at][1]
    if typed != typed[:1].upper() + typed[1:].lower():
        return False
    before = pieces[at - 1][1] if at else ""
    after = pieces[at + 1][1] if at + 1 < len(pieces) else ""
    for gap, beside in ((before, at - 2), (after, at + 2)):
        near = 0 <= beside < len(pieces) and re.fullmatch(_JOINT, gap) is not None
        other = near and words[beside] in known and words[beside] != words[at]
        if near and (sure[beside] or (other and not {words[at], words[beside]} <= _MONTHS)):
            return True
    if re.match(r"['’ʼ]", after) and (words[at + 2 : at + 3] == ["s"] or typed.endswith("s")):
        return True
    if not before or re.search(r"[.:;?!(\[–—/-]\s*$", before):
        return False
    if words[at] in _MONTHS:
        dated = re.search(r"\d\W*$", before) or re.match(r"\W*\d|\s*[–—/-]", after)
        spans = words[at + 2 : at + 3] == ["to"] or any(word in _YEAR for word in words[at + 4 : at + 5])
        return not dated and not spans and words[at - 2] not in _TO_MONTHS
    return True
