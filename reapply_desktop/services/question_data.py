"""Reads the interview's questions (resources/data/questions.toml) into the values of domain.questions."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from reapply_desktop.domain.interview import Interview
from reapply_desktop.domain.questions import KINDS, Help, Option, Page, Question, When
from reapply_desktop.services import resources


@cache
def load_interview() -> Interview:
    """The interview as shipped. ValueError names the place of a kind or field that does not exist."""
    raw = tomllib.loads(resources.text("data", "questions.toml"))
    return Interview(tuple(_page(page) for page in raw["page"]))


def _page(raw: Mapping[str, Any]) -> Page:
    fields = dict(raw)
    asked = tuple(_question(question) for question in fields.pop("question"))
    passages = tuple(Help(**passage) for passage in fields.pop("help", ()))
    return Page(**fields | {"questions": asked, "help": passages, "when": _when(fields.get("when", ()))})


def _question(raw: Mapping[str, Any]) -> Question:
    if raw["kind"] not in KINDS:
        raise ValueError(f"questions.toml: {raw['key']}: no such kind: {raw['kind']}")
    options = tuple(Option(**option) for option in raw.get("options", ()))
    return Question(**dict(raw) | {"options": options, "when": _when(raw.get("when", ()))})


def _when(raw: Any) -> When:
    """Conditions; TOML has no null, so an empty text stands for "not known"."""
    return tuple({key: tuple(None if v == "" else v for v in values) for key, values in each.items()} for each in raw)
