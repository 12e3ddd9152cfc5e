"""Reads answers from plain JSON values and lists every problem with its place: shape, limits and meaning."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from typing import Any

from reapply_desktop.domain import answers as tree
from reapply_desktop.domain import limits
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.limits import one_line, shown
from reapply_desktop.domain.values import dataclass

RECORD_TYPES: Mapping[str, type] = {
    "applicant": tree.Applicant,
    "situation": tree.Situation,
    "standing": tree.Standing,
    "soap": tree.Soap,
    "letters": tree.Letters,
    "reflections": tree.Reflections,
    "decision": tree.Decision,
}
ROW_TYPES: Mapping[str, type] = {"exams": tree.Exam, "applications": tree.Application, "disputes": tree.Dispute}
Path = tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """One thing wrong: `where` (`exams[1].score`) and `what` is wrong and what is allowed."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class AnswerReader:
    """Turns one JSON object into answers. With a `today` it is an answers file and refuses unknown keys;
    without one it is part of a plan: unknown keys are kept and nothing depends on the day it is read."""

    def __init__(self, today: date | None) -> None:
        self.today = today
        self.problems: list[Problem] = []
        self.unknown: dict[Path, Any] = {}

    def read(self, raw: Mapping[str, Any]) -> Answers | None:
        """The answers, or None when `problems` holds anything."""
        known = {*limits.TOP, *limits.RECORDS, *limits.ROWS}
        self._strangers(raw, known, "", ())
        values: dict[str, Any] = {key: self._value(raw.get(key), kind, key) for key, kind in limits.TOP.items()}
        for key, record in limits.RECORDS.items():
            values[key] = self._record(raw.get(key), record, RECORD_TYPES[key], key, (key,))
        for key in limits.ROWS:
            values[key] = self._rows(raw.get(key), key)
        self._required(raw, values)
        _meaning(values, self._say)
        if self.problems:
            return None
        return Answers(**values, unknown=self.unknown)

    def _say(self, where: str, what: str) -> None:
        self.problems.append(Problem(where, what))

    def _required(self, raw: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        types = ", ".join(limits.APPLICANT["type"].options)  # type: ignore[union-attr]
        applicant = raw.get("applicant")
        if applicant is None or (isinstance(applicant, Mapping) and applicant.get("type") is None):
            self._say("applicant.type", f"is missing ({types})")
        if raw.get("applications") is None or raw.get("applications") == []:
            self._say("applications", "is missing: one entry with its specialty is needed")

    def _strangers(self, raw: Mapping[str, Any], known: set[str], where: str, path: Path) -> None:
        for key, value in raw.items():
            if key in known:
                continue
            if self.today is None:
                self.unknown[(*path, key)] = value
            else:
                self._say(one_line(_join(where, key[:80])), f"unknown key (allowed: {', '.join(sorted(known))})")

    def _record(self, raw: Any, kinds: Mapping[str, limits.Kind], made: type, where: str, path: Path) -> Any:
        if raw is None:
            return None
        if not isinstance(raw, Mapping):
            self._say(where, f"{shown(raw)} is not an object ({{…}} with {', '.join(kinds)})")
            return None
        self._strangers(raw, set(kinds), where, path)
        values = {key: self._value(raw.get(key), kind, _join(where, key)) for key, kind in kinds.items()}
        return made(**values)

    def _rows(self, raw: Any, key: str) -> Any:
        if raw is None:
            return None
        if not isinstance(raw, list):
            self._say(key, f"{shown(raw)} is not a list ([…])")
            return None
        kinds, identity = limits.ROWS[key]
        rows, seen = [], set()
        for index, entry in enumerate(raw):
            where = f"{key}[{index}]"
            name = entry.get(identity) if isinstance(entry, Mapping) else None
            if key == "exams" and isinstance(name, str):
                kinds = {**kinds, "score": limits.SCORES.get(name, limits.EXAM["score"])}
            row = self._record(entry, kinds, ROW_TYPES[key], where, (key, str(index)))
            if entry is None:
                self._say(where, "null is not an object ({…})")
            elif row is not None and name is None:
                options = ", ".join(kinds[identity].options)  # type: ignore[union-attr]
                self._say(f"{where}.{identity}", f"is missing ({options})")
            elif isinstance(name, str) and name in seen and key != "disputes":
                self._say(f"{where}.{identity}", f"{shown(name)} stands there twice (one entry each)")
            if isinstance(name, str):
                seen.add(name)
            rows.append(row)
        return tuple(rows)

    def _value(self, raw: Any, kind: limits.Kind, where: str) -> Any:
        if raw is None:
            return None
        if isinstance(kind, limits.Choices):
            return self._choices(raw, kind, where)
        if isinstance(kind, limits.Year):
            kind = kind.at(self.today)
        problem, value = READERS[type(kind)](raw, kind, self.today)
        if problem:
            self._say(where, problem)
            return None
        return value

    def _choices(self, raw: Any, kind: limits.Choices, where: str) -> tuple[str, ...] | None:
        if not isinstance(raw, list):
            self._say(where, f"{shown(raw)} is not a list ([…])")
            return None
        chosen = [self._value(entry, kind.each, f"{where}[{i}]") for i, entry in enumerate(raw)]
        if None in raw:
            self._say(f"{where}[{raw.index(None)}]", f"null is not {kind.each.noun} ({', '.join(kind.each.options)})")
        return tuple(dict.fromkeys(c for c in chosen if c is not None)) if where == "flags" else tuple(chosen)


def _join(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _read_text(raw: Any, kind: limits.Text, today: date | None) -> tuple[str, Any]:
    if not isinstance(raw, str):
        return f"{shown(raw)} is not a text (up to {kind.limit:,} characters)", None
    if any("\ud800" <= c <= "\udfff" for c in raw):
        return f"{shown(raw)} holds half a character, which no file can keep (a whole character)", None
    if len(raw) > kind.limit:
        return f"a text of {len(raw):,} characters is too long (up to {kind.limit:,} characters)", None
    return "", raw


def _read_whole(raw: Any, kind: limits.Whole, today: date | None) -> tuple[str, Any]:
    if isinstance(raw, float) and isfinite(raw) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or not kind.allows(raw):
        return f"{shown(raw)} is not {kind.noun} ({kind.span})", None
    return "", raw


def _read_decimal(raw: Any, kind: limits.Decimal, today: date | None) -> tuple[str, Any]:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not kind.allows(raw):
        return f"{shown(raw)} is not {kind.noun} ({kind.span})", None
    return "", raw


def _read_choice(raw: Any, kind: limits.Choice, today: date | None) -> tuple[str, Any]:
    if not isinstance(raw, str) or raw not in kind.options:
        return f"{shown(raw)} is not {kind.noun} ({', '.join(kind.options)})", None
    return "", raw


def _read_yes_no(raw: Any, kind: limits.YesNo, today: date | None) -> tuple[str, Any]:
    return ("", raw) if isinstance(raw, bool) else (f"{shown(raw)} is not yes or no (true, false)", None)


def _read_day(raw: Any, kind: limits.Day, today: date | None) -> tuple[str, Any]:
    day = read_date(raw)
    if day is None:
        return f"{shown(raw)} is not a date (YYYY-MM-DD)", None
    if today is not None and day > today:
        return f"{raw} lies after today (a date up to {today.isoformat()})", None
    return "", day


def read_date(raw: Any) -> date | None:
    """The day of a `YYYY-MM-DD` text, or None: nothing else is a date here (not `20260902`, not `2026-W36-3`)."""
    if not isinstance(raw, str) or len(raw) != 10 or raw[4] != "-" or raw[7] != "-" or not raw.isascii():
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


READERS: Mapping[type, Callable[[Any, Any, date | None], tuple[str, Any]]] = {
    limits.Text: _read_text,
    limits.Whole: _read_whole,
    limits.Decimal: _read_decimal,
    limits.Choice: _read_choice,
    limits.YesNo: _read_yes_no,
    limits.Day: _read_day,
}


def _meaning(values: Mapping[str, Any], say: Callable[[str, str], None]) -> None:
    """The limits that tie one answer to another."""
    for index, row in enumerate(values["applications"] or ()):
        if row is not None:
            _not_above(row, "invited", "programs", f"applications[{index}]", say)
            _not_above(row, "attended", "invited", f"applications[{index}]", say)
    if values["soap"] is not None:
        _not_above(values["soap"], "responses", "applications", "soap", say)
    if values["letters"] is not None:
        for part in ("fresh", "from_leadership"):
            _not_above(values["letters"], part, "total", "letters", say)
    if values["decision"] is not None:
        _decision(values["decision"], say)


def _not_above(record: Any, part: str, whole: str, where: str, say: Callable[[str, str], None]) -> None:
    part_value, whole_value = getattr(record, part), getattr(record, whole)
    if part_value is not None and whole_value is not None and part_value > whole_value:
        say(f"{where}.{part}", f"{part_value} is more than {whole} (0-{whole_value})")


def _decision(decision: tree.Decision, say: Callable[[str, str], None]) -> None:
    causes, recommended = decision.causes, decision.by == "recommendation"
    if causes is not None:
        if len(causes) > 3 or (not causes and not recommended):
            say("decision.causes", f"{len(causes)} causes are circled (one to three)")
        if len(set(causes)) < len(causes):
            say("decision.causes", "a cause stands there twice (each once)")
        if len(causes) == 1 and not recommended and not (decision.why_few_causes or "").strip():
            say("decision.why_few_causes", "is missing: a single cause needs its reason (a text)")
    if decision.path == "hybrid" and decision.backup is not None and decision.backup == decision.primary:
        say("decision.backup", f"{shown(decision.backup)} is the primary too (another specialty)")


def read_answers(raw: Mapping[str, Any], today: date | None) -> tuple[Answers | None, tuple[Problem, ...]]:
    """Answers from JSON values (without `format` and `version`), and all that is wrong with them."""
    reader = AnswerReader(today)
    answers = reader.read(raw)
    return answers, tuple(reader.problems)


def problems_in(raw: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    """All that is wrong with answers given as JSON values."""
    return read_answers(raw, today)[1]


def problems(answers: Answers, today: date) -> tuple[Problem, ...]:
    """All that is wrong with answers given as values."""
    return problems_in(as_json(answers), today)


def as_json(answers: Answers) -> dict[str, Any]:
    """The answers as JSON values, without what is not known, and with the unknown keys back in their places."""
    raw: dict[str, Any] = _plain(answers)
    for path, value in answers.unknown.items():
        place: Any = raw
        for step in path[:-1]:
            place = _inside(place, step)
        if isinstance(place, dict):
            place.setdefault(path[-1], value)
    return raw


def _inside(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.setdefault(step, {})
    if isinstance(place, list) and int(step) < len(place):
        return place[int(step)]
    return None


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name != "unknown")
        return {name: _plain(part) for name, part in pairs if part is not None}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
