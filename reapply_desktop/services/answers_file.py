"""The answers file (interface.md): one JSON object, refused as a whole when anything in it is wrong."""

from datetime import date
from pathlib import Path
from typing import Any

from reapply_desktop.domain.answer_checks import Problem, as_json, read_answers
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.json_file import UNUSABLE, parse, read_bytes, require_format

FORMAT = "reapply-answers"
VERSION = 1


def read(path: Path, today: date) -> Answers:
    """The answers in the file. UserError with one line a problem otherwise."""
    return from_object(parse(read_bytes(path)), today)


def from_object(raw: dict[str, Any], today: date) -> Answers:
    """Answers from a parsed answers file, `format` and `version` included."""
    require_format(raw, FORMAT, VERSION)
    answers, problems = read_answers({k: v for k, v in raw.items() if k not in ("format", "version")}, today)
    if answers is None:
        raise unusable(problems)
    return answers


def unusable(problems: tuple[Problem, ...]) -> UserError:
    """All that is wrong in a well-formed file, as one error."""
    return UserError(str(problems[0]), status=UNUSABLE, lines=tuple(str(problem) for problem in problems))


def to_object(answers: Answers) -> dict[str, Any]:
    """The answers as an answers file holds them."""
    return {"format": FORMAT, "version": VERSION, **as_json(answers)}
