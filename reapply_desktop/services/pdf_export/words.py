"""The fixed words of the pages: dates, labels of dates, sentences."""

from datetime import date

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.domain.words import MONTHS

_SMALL = frozenset(("a", "an", "the", "in", "under", "from", "of", "at", "with", "two", "sittings", "applications"))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def month_name(day: date) -> str:
    """`September 2026`"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """`Wed 2`"""
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


def ordinal(number: int) -> str:
    """`2nd`"""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date_label(step: Milestone, event: SeasonDate | None) -> str:
    """What the date of a step is: a deadline, a target or a day of the season, and how sure it is (B11.1)."""
    if event is None:
        return ""
    if step.end == event.day:
        kind = {"deadline": "deadline", "opening": "target"}.get(event.kind, "")
        return ", ".join(word for word in (kind, event.status) if word)
    return "from an estimate" if event.status == "estimated" else ""


def specialty(name: str | None) -> str:
    """The specialty's name; an id this version does not know is shown as it is."""
    return SPECIALTIES.get(name or "", name or "")


def inside(name: str | None) -> str:
    """The specialty's name within a sentence."""
    return specialty(name).lower()


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!…:" else ".")


def inner(text: str) -> str:
    """The text as it stands behind a colon: a capital that only began a sentence goes, of a name or short form not."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first.lower() in _SMALL else text


def done_means(notes: str) -> tuple[str, str]:
    """The sentence of the notes that says what "done" means (else the first one), and what else they say."""
    text = notes.strip()
    lower = text.lower()
    at = lower.find("done means")
    begin = at if at >= 0 else 0
    end = _sentence_end(text, begin)
    first, rest = text[begin:end].strip(), (text[:begin] + " " + text[end:]).strip()
    if at >= 0:
        first = sentence(first[len("done means"):].lstrip(" :,–"))
    return first, rest


def sentences(text: str) -> list[str]:
    """The text sentence by sentence."""
    text, found, begin = text.strip(), [], 0
    while begin < len(text):
        end = _sentence_end(text, begin)
        if said := text[begin:end].strip():
            found.append(said)
        begin = max(end, begin + 1)
    return found


def _sentence_end(text: str, begin: int) -> int:
    for index in range(begin, len(text)):
        if text[index] == "\n":
            return index
        if text[index] in ".?!" and (index + 1 == len(text) or text[index + 1].isspace()):
            before = text[:index].rsplit(None, 1)
            if before and before[-1].lower() in ("dr", "prof", "e.g", "i.e", "st", "no", "mr", "ms", "mrs", "u.s"):
                continue
            return index + 1
    return len(text)
