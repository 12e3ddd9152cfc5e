"""The plan file (interface.md): one UTF-8 JSON document. Unknown keys, at any depth, are kept and written back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from reapply_desktop.domain.answer_checks import as_json, read_answers, read_date
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.limits import one_line, shown
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.services import json_file
from reapply_desktop.services.answers_file import unusable
from reapply_desktop.services.history_reading import history_as_json, read_history
from reapply_desktop.services.migrations import VERSION, brought_up
from reapply_desktop.services.milestone_reading import read_milestones

FORMAT = "reapply-plan"
KNOWN = {
    "format", "version", "id", "answers", "milestones", "origins", "planned_on",
    "series", "season_dates", "history", "position_found", "dropped_for_position", "exports",
}  # fmt: skip

ORIGIN_KEYS = ("template", "event", "cause", "planned", "given", "past")


def decode(data: bytes) -> Plan:
    """The plan in a file's bytes. UserError (status 2) for a broken, foreign or newer file, one line a problem."""
    return from_object(parse(data))


def parse(data: bytes) -> dict[str, Any]:
    """One JSON object, quickly where it is sound; slowly and with the place of the fault where it is not.

    The quick reader refuses numbers beyond what a computer keeps (1e999) by itself.
    """
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raw = json_file.parse(data)
        json_file.require_whole_characters(raw)
    return raw if isinstance(raw, dict) else json_file.parse(data)


def from_object(raw: dict[str, Any]) -> Plan:
    version = json_file.require_format(raw, FORMAT, VERSION)
    raw = brought_up(raw, version)
    problems: list[str] = []
    try:
        UUID(raw.get("id"))
    except (ValueError, TypeError, AttributeError):
        problems.append(f"id: {shown(raw.get('id'))} is not a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)")
    answers = _answers(raw.get("answers"), problems)
    milestones, unknown_in = read_milestones(raw.get("milestones"), problems)
    series, own_dates = _series(raw.get("series"), problems), _season_dates(raw.get("season_dates"), problems)
    planned_on, found_on = (_day(raw, key, problems) for key in ("planned_on", "position_found"))
    dropped = raw.get("dropped_for_position")
    if dropped is not None and not (isinstance(dropped, list) and all(isinstance(key, str) for key in dropped)):
        problems.append(f"dropped_for_position: {shown(dropped)} is not a list of ids ([…])")
    exports = raw.get("exports")
    if not (exports is None or isinstance(exports, dict)):
        problems.append(f"exports: {shown(exports)} is not an object ({{…}})")
    history = read_history(raw.get("history"), problems)
    if problems or answers is None:
        raise UserError(problems[0], status=json_file.UNUSABLE, lines=tuple(problems))
    unknown = {key: value for key, value in raw.items() if key not in KNOWN}
    origins, strange_origins = _origins(raw.get("origins"))
    if strange_origins:
        unknown["origins"] = strange_origins
    return Plan(
        id=raw["id"],
        answers=answers,
        milestones=milestones,
        origins=origins,
        planned_on=planned_on,
        series=series,
        season_dates=own_dates,
        history=history,
        position_found=found_on,
        dropped_for_position=tuple(dropped or ()),
        exports=exports or {},
        unknown=unknown,
        unknown_in_milestones=unknown_in,
    )


def _day(raw: Mapping[str, Any], key: str, problems: list[str]) -> date | None:
    value = raw.get(key)
    if value is not None and read_date(value) is None:
        problems.append(f"{key}: {shown(value)} is not a date (YYYY-MM-DD)")
    return read_date(value)


def _answers(raw: Any, problems: list[str]) -> Answers | None:
    if not isinstance(raw, dict):
        problems.append(f"answers: {shown(raw)} is not an object ({{…}})")
        return None
    answers, wrong = read_answers(raw, None)
    problems.extend(f"answers.{problem}" for problem in wrong)
    return answers


def _origins(raw: Any) -> tuple[dict[str, Origin], dict[str, Any]]:
    """What generated steps came from. Entries this version cannot read are kept as they are, never refused."""
    if not isinstance(raw, dict):
        return {}, {} if raw is None else {"": raw}
    good, strange = {}, {}
    for key, value in raw.items():
        try:
            good[key] = msgspec.convert(value, Origin)
            more = {name: part for name, part in value.items() if name not in ORIGIN_KEYS}
            if more:
                strange[key] = more
        except msgspec.ValidationError:
            strange[key] = value
    return good, strange


def _series(raw: Any, problems: list[str]) -> dict[str, tuple[str, ...]]:
    try:
        return {} if raw is None else msgspec.convert(raw, dict[str, tuple[str, ...]])
    except msgspec.ValidationError:
        problems.append(f"series: {shown(raw)} is not an object of lists of ids ({{id: [id, …]}})")
        return {}


def _season_dates(raw: Any, problems: list[str]) -> dict[str, date]:
    if raw is not None and not isinstance(raw, dict):
        problems.append(f"season_dates: {shown(raw)} is not an object ({{event: date}})")
        return {}
    found = {}
    for event, value in (raw or {}).items():
        day = read_date(value)
        if day is None:
            problems.append(f"season_dates.{one_line(event[:80])}: {shown(value)} is not a date (YYYY-MM-DD)")
        else:
            found[event] = day
    return found


def encode(plan: Plan) -> bytes:
    """The plan as UTF-8 JSON, one line a top-level piece so that a synced folder's history stays readable."""
    raw: dict[str, Any] = {"format": FORMAT, "version": VERSION, "id": plan.id, "answers": as_json(plan.answers)}
    unknown = plan.unknown_in_milestones
    raw["milestones"] = [
        # A generated whole-day step is written as it is: its fields are the keys of the file, in their order.
        m if m.time is None and m.rule is not None and m.id not in unknown else _milestone(m, unknown)
        for m in plan.milestones
    ]
    raw["origins"] = {key: _without_none(origin) for key, origin in plan.origins.items()}
    own = {
        "planned_on": plan.planned_on,
        "series": plan.series,
        "season_dates": plan.season_dates,
        "history": [history_as_json(past) for past in plan.history],
        "position_found": plan.position_found,
        "dropped_for_position": plan.dropped_for_position,
    }
    raw.update({key: value for key, value in own.items() if value})
    raw["exports"] = plan.exports
    for key, value in plan.unknown.items():
        if key != "origins":
            raw[key] = value
        elif isinstance(value, Mapping):
            origins = raw["origins"]
            for name, more in value.items():
                if name:
                    origins[name] = {**more, **origins[name]} if name in origins else more
    try:
        data = msgspec.json.encode(raw)
    except OverflowError:  # an unknown key holds a number beyond 64 bits, which Python's own writer can keep
        raw["milestones"] = [_milestone(m, unknown) for m in plan.milestones]
        return json.dumps(raw, ensure_ascii=False, default=str, indent=1).encode() + b"\n"
    return msgspec.json.format(data, indent=1) + b"\n"


def _without_none(origin: Origin) -> dict[str, Any]:
    return {key: value for key in ORIGIN_KEYS if (value := getattr(origin, key)) not in (None, False)}


def _milestone(m: Milestone, unknown: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "id": m.id,
        "title": m.title,
        "category": m.category,
        "start": m.start,
        "end": m.end,
        "time": None if m.time is None else hours_as_json(m.time),
        "status": m.status,
        "reminder": m.reminder,
        "depends_on": m.depends_on,
        "notes": m.notes,
    }
    if m.rule is not None:
        raw["rule"] = m.rule
    extra = unknown.get(m.id)
    if extra:
        inside = extra.get("time")
        if isinstance(inside, Mapping) and raw["time"] is not None:
            raw["time"] = {**inside, **raw["time"]}
        raw = {**{key: value for key, value in extra.items() if key != "time"}, **raw}
    return raw


def hours_as_json(hours: Hours) -> dict[str, str]:
    return {
        "start": hours.start.isoformat("minutes"), "end": hours.end.isoformat("minutes"), "zone": hours.zone,
    }  # fmt: skip


def answers_to_dict(answers: Answers) -> dict[str, Any]:
    """The answers as plain JSON values."""
    return as_json(answers)


def answers_from_dict(raw: Mapping[str, Any], today: date) -> Answers:
    """Answers from plain JSON values, checked as an answers file is. UserError with all that is wrong."""
    answers, problems = read_answers(raw, today)
    if answers is None:
        raise unusable(problems)
    return answers
