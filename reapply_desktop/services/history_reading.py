"""The seasons before this one in a plan file: read with the place of every fault, and written back whole."""

from typing import Any

from reapply_desktop.domain.answer_checks import as_json, read_answers, read_date
from reapply_desktop.domain.limits import shown
from reapply_desktop.domain.plan import PastSeason
from reapply_desktop.domain.vocabulary import MATCHED

KEYS = ("answers", "closed_on", "outcome", "steps", "done")


def read_history(raw: Any, problems: list[str]) -> tuple[PastSeason, ...]:
    """The past seasons, oldest first; `problems` gains a line for each that cannot be read."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        problems.append(f"history: {shown(raw)} is not a list ([…])")
        return ()
    found = (_read(entry, f"history[{index}]", problems) for index, entry in enumerate(raw))
    return tuple(past for past in found if past is not None)


def _read(raw: Any, where: str, problems: list[str]) -> PastSeason | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("answers"), dict):
        problems.append(f"{where}.answers: {shown(raw)} is not an object ({{…}})")
        return None
    answers, wrong = read_answers(raw["answers"], None)
    problems.extend(f"{where}.answers.{problem}" for problem in wrong)
    closed, outcome = raw.get("closed_on"), raw.get("outcome")
    if closed is not None and read_date(closed) is None:
        problems.append(f"{where}.closed_on: {shown(closed)} is not a date (YYYY-MM-DD)")
    if outcome is not None and outcome not in MATCHED:
        problems.append(f"{where}.outcome: {shown(outcome)} is not an outcome ({', '.join(MATCHED)})")
    counts = {key: raw.get(key, 0) for key in ("steps", "done")}
    for key, count in counts.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            problems.append(f"{where}.{key}: {shown(count)} is not a number of steps (0 or more)")
    if answers is None or problems:
        return None
    unknown = {key: value for key, value in raw.items() if key not in KEYS}
    return PastSeason(answers, read_date(closed), outcome, counts["steps"], counts["done"], unknown)


def history_as_json(past: PastSeason) -> dict[str, Any]:
    """One past season as the file holds it."""
    told = {"closed_on": past.closed_on, "outcome": past.outcome}
    known = {key: value for key, value in told.items() if value is not None}
    return {**past.unknown, "answers": as_json(past.answers), **known, "steps": past.steps, "done": past.done}
