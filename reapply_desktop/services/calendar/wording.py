"""The words of a calendar entry: cleaned of what breaks calendars, cut to length, and neutral where asked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import balanced
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services import resources

SUMMARY_LIMIT = 255
DESCRIPTION_LIMIT = 4000

# Unicode has eight ways to end a line; readers that split text themselves end a property at any of them.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# The byte order mark is no text either; lone surrogates cannot be written as UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"\s*[,;]+\s*")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")


@dataclass(frozen=True)
class Discretion:
    """The neutral words of `discreet.json`."""

    calendar: str
    category: str
    colour: str
    any: str
    categories: Mapping[str, str]
    templates: Mapping[str, str]

    def title(self, category: str, template: str | None) -> str:
        """A title that says nothing of the person's own words: by template, else by category."""
        return self.templates.get(template or "") or self.categories.get(category, self.any)


def load_discretion() -> Discretion:
    words = json.loads(resources.text("data", "discreet.json"))
    del words["note"]
    return Discretion(**words)


def plain(text: str) -> str:
    """Any text without control characters, its line ends all `\\n`."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Any text on one line without edge blanks."""
    return plain(text).replace("\n", " ").replace("\t", " ").strip()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; what was cut shows as an ellipsis. It turns nothing that stands behind it."""
    if len(text) > limit:
        # A joiner left at the end would tie the ellipsis to half an emoji.
        text = text[: max(limit - 1, 0)].rstrip(" \n\t\u200d\ufe0f") + "…"
    return balanced(text) if _DIRECTIONS.search(text) else text


def category_name(category: str) -> str:
    """A category's name in one piece: readers split even an escaped comma."""
    name = CATEGORIES.get(category) or _SEPARATORS.sub(" / ", one_line(category)).strip(" /")
    return cut(name, SUMMARY_LIMIT)


def plan_name(plan: Plan) -> str:
    """What the plan is called, in the calendar list and below each entry: `Nadia's year: Match 2027`."""
    name = cut(one_line(plan.answers.applicant.name or ""), SUMMARY_LIMIT - 30)
    whose = f"{name}'s year" if name else "My year"
    return whose if plan.answers.season is None else f"{whose}: Match {plan.answers.season}"


def day_in_words(day: date) -> str:
    """`1 June 2026`, whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def description(span: str, notes: str, name: str, limit: int = DESCRIPTION_LIMIT) -> str:
    """Span, notes and the plan's name, apart; when longer than `limit` the notes give way."""
    around = sum(len(part) + 2 for part in (span, name) if part)
    notes = cut(plain(notes).strip(), limit - around) if notes else ""
    return "\n\n".join(part for part in (span, notes, name) if part)
