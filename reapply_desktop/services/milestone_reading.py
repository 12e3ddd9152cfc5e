"""Reads the milestones of a plan file and lists everything wrong with them, each with its place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from functools import cache, lru_cache
from typing import Any

import msgspec

from reapply_desktop.domain import vocabulary as words
from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.limits import shown
from reapply_desktop.domain.plan import Hours, Milestone

KEYS = {
    "id", "title", "category", "start", "end", "time", "status", "reminder", "depends_on", "notes", "rule",
}  # fmt: skip
TIME_KEYS = {"start", "end", "zone"}
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)

Say = Callable[[str, str], None]
Read = tuple[tuple[Milestone, ...], dict[str, dict[str, Any]]]


def read_milestones(raw: Any, problems: list[str]) -> Read:
    """The milestones, and their unknown keys by id. What is wrong is added to `problems`."""
    if not isinstance(raw, list):
        problems.append(f"milestones: {shown(raw)} is not a list ([…])")
        return (), {}
    quick = _quickly(raw)
    if quick is not None:
        return quick
    found: list[Milestone] = []
    unknown: dict[str, dict[str, Any]] = {}
    for index, entry in enumerate(raw):
        milestone = _milestone(entry, f"milestones[{index}]", problems)
        if milestone is None:
            continue
        found.append(milestone)
        extra = _unknown(entry)
        if extra:
            unknown[milestone.id] = extra
    if not problems:
        _links(found, problems)
    return tuple(found), unknown


def _quickly(raw: list[Any]) -> Read | None:
    """The milestones of a sound file, at a tenth of the time; None where anything at all wants a closer look."""
    try:
        if not all(map(_is_plain, raw)):
            return None
        ready = [entry if entry.get("time") is None else {**entry, "time": _ready(entry["time"])} for entry in raw]
        found = msgspec.convert(ready, tuple[Milestone, ...])
    except (msgspec.ValidationError, TypeError, ValueError, AttributeError, KeyError):
        return None
    if not all(map(_is_sound, found)):
        return None
    problems: list[str] = []
    _links(found, problems)
    return (found, {}) if not problems else None


def _ready(hours: dict[str, str]) -> Hours:
    return _sound_hours(hours["start"], hours["end"], hours["zone"])


@lru_cache(maxsize=256)
def _sound_hours(start: str, end: str, zone: str) -> Hours:
    """Steps share few hours. ValueError where they are not as they should be."""
    wrong: list[str] = []
    hours = _hours({"start": start, "end": end, "zone": zone}, lambda _key, what: wrong.append(what))
    if hours is None:
        raise ValueError(wrong)
    return hours


def _is_sound(m: Milestone) -> bool:
    return (
        m.category in words.CATEGORIES
        and m.status in words.STATUSES
        and FIRST_DAY <= m.start <= m.end <= LAST_DAY
        and (m.time is None or m.start == m.end)
        and (m.reminder is None or (m.time is None) <= m.reminder <= 28)
        and m.id.strip() != ""
        and (not m.depends_on or len(set(m.depends_on)) == len(m.depends_on))
    )


def _is_plain(entry: dict[str, Any]) -> bool:
    """Nothing unknown in it, and its days written as days (msgspec would take more forms)."""
    hours = entry.get("time")
    if hours is not None and not TIME_KEYS.issuperset(hours):
        return False
    return KEYS.issuperset(entry) and len(entry["start"]) == 10 and len(entry["end"]) == 10


def _unknown(entry: dict[str, Any]) -> dict[str, Any]:
    extra = {key: entry[key] for key in entry.keys() - KEYS} if entry.keys() - KEYS else {}
    hours = entry.get("time")
    if hours and hours.keys() - TIME_KEYS:
        extra["time"] = {key: hours[key] for key in hours.keys() - TIME_KEYS}
    return extra


def _milestone(entry: Any, where: str, problems: list[str]) -> Milestone | None:
    if not isinstance(entry, dict):
        problems.append(f"{where}: {shown(entry)} is not an object ({{…}})")
        return None
    before = len(problems)

    def say(key: str, what: str) -> None:
        problems.append(f"{where}.{key}: {what}")

    start, end = _day(entry.get("start"), "start", say), _day(entry.get("end"), "end", say)
    hours = _hours(entry.get("time"), say)
    identity = _text(entry.get("id"), "id", say)
    if not identity.strip():
        say("id", "is missing (a UUID)")
    milestone = Milestone(
        id=identity,
        title=_text(entry.get("title"), "title", say),
        category=_one_of(entry.get("category"), words.CATEGORIES, "category", say),
        start=start,
        end=end,
        time=hours,
        status=_one_of(entry.get("status", "planned"), words.STATUSES, "status", say),
        reminder=_reminder(entry.get("reminder"), hours is not None, say),
        depends_on=_depends(entry.get("depends_on"), say),
        notes=_text(entry.get("notes", ""), "notes", say),
        rule=None if entry.get("rule") is None else _text(entry["rule"], "rule", say),
    )
    if len(problems) == before:
        if end < start:
            say("end", f"{end} lies before the start ({start} or later)")
        elif hours is not None and end != start:
            say("end", f"{end} is another day than the start; a step with hours lies on one day ({start})")
    return milestone if len(problems) == before else None


def _day(raw: Any, key: str, say: Say) -> date:
    day = read_date(raw)
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        say(key, f"{shown(raw)} is not a date (YYYY-MM-DD, 1970 to 2199)")
        return FIRST_DAY
    return day


def _text(raw: Any, key: str, say: Say) -> str:
    if not isinstance(raw, str):
        say(key, f"{shown(raw)} is not a text")
        return ""
    if not raw.isascii() and any("\ud800" <= c <= "\udfff" for c in raw):
        say(key, f"{shown(raw)} holds half a character, which no file can keep (a whole character)")
    return raw


def _one_of(raw: Any, options: Mapping[str, str], key: str, say: Say) -> str:
    if not isinstance(raw, str) or raw not in options:
        say(key, f"{shown(raw)} is not a {key} ({', '.join(options)})")
        return next(iter(options))
    return raw


def _reminder(raw: Any, timed: bool, say: Say) -> int | None:
    if raw is None:
        return None
    least = 0 if timed else 1
    if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= 28:
        say("reminder", f"{shown(raw)} is not a number of days before ({least}-28, or null)")
        return None
    return raw


def _depends(raw: Any, say: Say) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(entry, str) for entry in raw):
        say("depends_on", f"{shown(raw)} is not a list of ids ([…])")
        return ()
    return tuple(dict.fromkeys(raw))


def _hours(raw: Any, say: Say) -> Hours | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        say("time", f"{shown(raw)} is not an object ({{start, end, zone}} or null)")
        return None
    start, end = _clock(raw.get("start")), _clock(raw.get("end"))
    for key, value in (("start", start), ("end", end)):
        if value is None:
            say(f"time.{key}", f"{shown(raw.get(key))} is not an hour (HH:MM)")
    zone = raw.get("zone")
    if not isinstance(zone, str) or not known_zone(zone):
        say("time.zone", f"{shown(zone)} is not a time zone (such as America/New_York)")
        return None
    if start is None or end is None:
        return None
    if end <= start:
        say("time.end", f"{shown(raw['end'])} is not after the start (later than {start:%H:%M})")
        return None
    return Hours(start, end, zone)


def _clock(raw: Any) -> time | None:
    if not isinstance(raw, str) or len(raw) != 5 or raw[2] != ":" or not (raw[:2] + raw[3:]).isdecimal():
        return None
    try:
        return time(int(raw[:2]), int(raw[3:]))
    except ValueError:
        return None


@cache
def known_zone(name: str) -> bool:
    """Whether the system knows this IANA zone; names that mean another zone on each computer are none."""
    if name in ("localtime", "posixrules", "Factory"):
        return False
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # late: most plans have no hours

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _links(milestones: Sequence[Milestone], problems: list[str]) -> None:
    ids = {m.id for m in milestones}
    if len(ids) == len(milestones) and not any(m.depends_on for m in milestones):
        return
    seen: set[str] = set()
    for index, m in enumerate(milestones):
        if m.id in seen:
            problems.append(f"milestones[{index}].id: {shown(m.id)} stands there twice (each once)")
        seen.add(m.id)
    for index, m in enumerate(milestones):
        if not m.depends_on or ids.issuperset(m.depends_on):
            continue
        where = f"milestones[{index}].depends_on"
        strangers = (entry for entry in m.depends_on if entry not in ids)
        problems.extend(f"{where}: {shown(entry)} is no step of this plan (an id of it)" for entry in strangers)
    if not problems:
        circle = first_in_circle(milestones)
        if circle is not None:
            index = next(i for i, m in enumerate(milestones) if m.id == circle)
            problems.append(f"milestones[{index}].depends_on: waits for itself in a circle (no circles)")


def first_in_circle(milestones: Sequence[Milestone]) -> str | None:
    """The id of a milestone that waits for itself through others, or None. All ids waited for must exist."""
    waiting = {m.id: len(m.depends_on) for m in milestones}
    followers: dict[str, list[str]] = {}
    for m in milestones:
        for entry in m.depends_on:
            followers.setdefault(entry, []).append(m.id)
    free = [key for key, count in waiting.items() if count == 0]
    while free:
        for follower in followers.get(free.pop(), ()):
            waiting[follower] -= 1
            if waiting[follower] == 0:
                free.append(follower)
    return next((m.id for m in milestones if waiting[m.id] > 0), None)
