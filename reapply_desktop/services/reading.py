"""Reads a file that may be answers or a plan, by what its `format` says."""

from datetime import date
from pathlib import Path

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import answers_file, json_file, plan_file


def read_either(path: Path, today: date) -> Answers | Plan:
    """The answers file or plan at `path`. UserError says what is wrong with it."""
    data = json_file.read_bytes(path)
    raw = plan_file.parse(data)
    if raw.get("format") == plan_file.FORMAT:
        return plan_file.from_object(raw)
    return answers_file.from_object(json_file.parse(data), today)
