"""The interview's questions as values: pages, questions, and the small declarative `when` that says who is asked.

The texts stand in resources/data/questions.toml; what is typed into a question becomes an answer here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A tree of answers as the interview keeps it: the keys of the answers file, each absent (not answered), null
# ("I don't know"), a value, or the text as typed where it is no value yet. Keys that begin with "_" belong to the
# interview alone.
Tree = Mapping[str, Any]
# Any one of these sets of conditions is enough; in a set every key must hold one of its values.
When = tuple[Mapping[str, tuple[Any, ...]], ...]

CHOICE, SEGMENTS, PICK, TICKS = "choice", "segments", "pick", "ticks"
WHOLE, NUMBER, MONEY = "whole", "number", "money"
TEXT, LONG_TEXT, DATE, SEASON = "text", "long_text", "date", "season"
EXAMS, APPLICATIONS = "exams", "applications"
KINDS = (
    *(CHOICE, SEGMENTS, PICK, TICKS),
    *(WHOLE, NUMBER, MONEY),
    *(TEXT, LONG_TEXT, DATE, SEASON),
    *(EXAMS, APPLICATIONS),
)


@dataclass(frozen=True)
class Option:
    """One answer to choose from: `value` is what the answers file holds, `note` a quiet line beside it."""

    value: str | int | bool
    label: str
    note: str = ""


@dataclass(frozen=True)
class Help:
    """One passage of the help column."""

    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """One question. `key` is its place in the answers file (`letters.total`).

    `subject` begins the sentence about the allowed range ("A GPA" lies between 0 and 5), `hint` ends it; `unknown`
    is the wording of "I don't know" (empty: leaving the field empty says it); `optional` ones are not counted as
    open; `beside` puts it in one row with the question before it.
    """

    key: str
    kind: str
    label: str
    rule: str
    note: str = ""
    placeholder: str = ""
    why: str = ""
    where: str = ""
    subject: str = ""
    hint: str = ""
    unknown: str = ""
    options: tuple[Option, ...] = ()
    when: When = ()
    optional: bool = False
    required: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Page:
    """One page of the interview: `name` stands in the rail, `minutes` is what it usually takes."""

    id: str
    name: str
    title: str
    subtitle: str
    minutes: int
    rule: str
    help: tuple[Help, ...]
    questions: tuple[Question, ...]
    when: When = ()


def holds(when: When, answers: Tree) -> bool:
    """Whether someone with these answers is asked; without conditions everyone is."""
    return not when or any(all(get(answers, key) in allowed for key, allowed in each.items()) for each in when)


def get(answers: Tree, key: str) -> Any:
    """The answer at a dotted key, or None where it is absent."""
    place: Any = answers
    for part in key.split("."):
        place = place.get(part) if isinstance(place, Mapping) else None
    return place


def has(answers: Tree, key: str) -> bool:
    """Whether anything was said at a dotted key: an answer, or "I don't know" (null)."""
    group, _, rest = key.rpartition(".")
    place = get(answers, group) if group else answers
    return isinstance(place, Mapping) and rest in place and place[rest] != ""


def with_answer(answers: Tree, key: str, value: Any) -> dict[str, Any]:
    """The tree with one answer put in."""
    head, _, rest = key.partition(".")
    if not rest:
        return {**answers, head: value}
    group = answers.get(head)
    return {**answers, head: with_answer(group if isinstance(group, Mapping) else {}, rest, value)}


def without_answer(answers: Tree, key: str) -> dict[str, Any]:
    """The tree as if this question had not been answered."""
    head, _, rest = key.partition(".")
    if rest and isinstance(answers.get(head), Mapping):
        return {**answers, head: without_answer(answers[head], rest)}
    return {name: value for name, value in answers.items() if rest or name != head}


def typed_whole(text: str) -> int | str:
    """A whole number, or the text as typed where it is none. Spaces and thousands' commas are allowed."""
    plain = _plain(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else text


def typed_number(text: str) -> int | float | str:
    """A number with or without decimals, or the text as typed where it is none."""
    plain = _plain(text)
    whole, dot, decimals = plain.partition(".")
    if not (plain.isascii() and (whole + decimals).isdigit() and len(plain) <= 16):
        return text
    return float(plain) if dot and decimals else int(whole or 0)


def typed(kind: str, text: str) -> Any:
    """What a field's text means: a value, or the text itself where it is no value (yet)."""
    if kind == WHOLE:
        return typed_whole(text)
    if kind in (NUMBER, MONEY):
        return typed_number(text)
    return text


def shown_number(value: Any, kind: str = WHOLE) -> str:
    """A number as it stands in a field; money with thousands' commas."""
    if value is None or isinstance(value, bool):
        return ""
    if kind == MONEY and isinstance(value, int | float):
        return f"{value:,.2f}".removesuffix(".00")
    return str(value)


def _plain(text: str) -> str:
    return text.replace(",", "").replace("$", "").replace("\u00a0", "").replace(" ", "").strip()


def rows(answers: Tree, key: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a table of answers; anything that is no row, or no answer in a row, is left out."""
    value = answers.get(key)
    if not isinstance(value, list | tuple):
        return []
    return [
        {name: cell for name, cell in row.items() if cell is None or isinstance(cell, str | int | float)}
        for row in value
        if isinstance(row, Mapping)
    ]
