"""Fonts of this computer for scripts that the shipped ones lack: read only when such a letter is met, and embedded.

Only TrueType outlines can be embedded. What no font here has either stays for the caller to say.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_EVERYTHING = ("Arial Unicode.ttf", "ARIALUNI.TTF", "Unifont.ttf")
_HAN = (
    "msyh.ttc", "simsun.ttc", "msjh.ttc", "STHeiti Light.ttc", "DroidSansFallbackFull.ttf", "wqy-microhei.ttc",
    "wqy-zenhei.ttc", "DroidSansFallback.ttf", "uming.ttc", "ipag.ttf", "ipaexg.ttf", "msgothic.ttc", "malgun.ttf",
)  # fmt: skip
_INDIC = ("Nirmala.ttf", "Nirmala.ttc", "NirmalaUI.ttf")
# First and last character, and the files that are known to have them, the best first.
_SCRIPTS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0x0590, 0x05FF, ("NotoSansHebrew-Regular.ttf", "arial.ttf", "Arial.ttf")),
    (0x0900, 0x097F, ("NotoSansDevanagari-Regular.ttf", *_INDIC, "mangal.ttf", "Lohit-Devanagari.ttf")),
    (0x0980, 0x09FF, ("NotoSansBengali-Regular.ttf", *_INDIC, "vrinda.ttf", "Lohit-Bengali.ttf")),
    (0x0A00, 0x0A7F, ("NotoSansGurmukhi-Regular.ttf", *_INDIC, "Lohit-Gurmukhi.ttf")),
    (0x0A80, 0x0AFF, ("NotoSansGujarati-Regular.ttf", *_INDIC, "Lohit-Gujarati.ttf")),
    (0x0B80, 0x0BFF, ("NotoSansTamil-Regular.ttf", *_INDIC, "latha.ttf", "Lohit-Tamil.ttf")),
    (0x0C00, 0x0C7F, ("NotoSansTelugu-Regular.ttf", *_INDIC, "Lohit-Telugu.ttf")),
    (0x0C80, 0x0CFF, ("NotoSansKannada-Regular.ttf", *_INDIC, "Lohit-Kannada.ttf")),
    (0x0D00, 0x0D7F, ("NotoSansMalayalam-Regular.ttf", *_INDIC, "Lohit-Malayalam.ttf")),
    (0x0D80, 0x0DFF, ("NotoSansSinhala-Regular.ttf", *_INDIC)),
    (0x0E00, 0x0E7F, ("NotoSansThai-Regular.ttf", "leelawui.ttf", "tahoma.ttf", "Thonburi.ttc", "Garuda.ttf")),
    (0x0E80, 0x0EFF, ("NotoSansLao-Regular.ttf", "leelawui.ttf")),
    (0x1000, 0x109F, ("NotoSansMyanmar-Regular.ttf", "mmrtext.ttf")),
    (0x1100, 0x11FF, ("malgun.ttf", "NanumGothic.ttf", "AppleSDGothicNeo.ttc", *_HAN)),
    (0x1200, 0x139F, ("NotoSansEthiopic-Regular.ttf", "ebrima.ttf", "Kefa.ttc")),
    (0x1780, 0x17FF, ("NotoSansKhmer-Regular.ttf", "leelawui.ttf", "KhmerUI.ttf")),
    (0x3040, 0x30FF, ("msgothic.ttc", "YuGothR.ttc", "ipaexg.ttf", "ipag.ttf", "TakaoGothic.ttf", *_HAN)),
    (0x3130, 0x318F, ("malgun.ttf", "NanumGothic.ttf", "AppleSDGothicNeo.ttc", *_HAN)),
    (0xAC00, 0xD7AF, ("malgun.ttf", "NanumGothic.ttf", "AppleSDGothicNeo.ttc", *_HAN)),
    (0x2E80, 0x9FFF, _HAN),
    (0xF900, 0xFAFF, _HAN),
    (0xFE30, 0xFE4F, _HAN),
    (0xFF00, 0xFFEF, _HAN),
    (0x20000, 0x3FFFF, ("simsunb.ttf", *_HAN)),
)


def files_for(char: str) -> Iterator[Path]:
    """The font files on this computer that may have the character, the best first."""
    code = ord(char)
    names = next((names for first, last, names in _SCRIPTS if first <= code <= last), ())
    there = _there()
    for name in (*names, *(_EVERYTHING if names else ())):
        if name.lower() in there:
            yield there[name.lower()]


@cache
def _there() -> Mapping[str, Path]:
    """The font files of this computer by their lower-case names."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for place, _folders_in, files in os.walk(folder):
            for name in files:
                if name.lower().endswith((".ttf", ".ttc")):
                    found.setdefault(name.lower(), Path(place) / name)
    return found


def _folders() -> list[Path]:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", Path(local) / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
