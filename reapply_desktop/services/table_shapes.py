"""Whether the values of a table file have the form of the shipped one, so that no rule can break on it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.limits import one_line, shown
from reapply_desktop.domain.own_table_checks import MOST_DOLLARS, NUMBERS, SOURCE_LIMIT, RowReader, day_limits
from reapply_desktop.domain.table_words import PAIRS, limit_of
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables, shipped, tables_of

TEXT = 2_000
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
STEP = re.compile(r"(\d{1,4})-(\d{1,4})|(\d{1,4})\+")
BASES = ("source", "rule_of_thumb")
KINDS, STATUSES = ("opening", "deadline", "day"), ("published", "reported")
OPTIONAL = ("note", "source", "meaning", "more", "more_basis", "pathology", "per_program")
COVER = ("interviews_enough", "tiers", "pivot_to")  # checked by what they mean, not by their shape


def problems_of(table: str, raw: Mapping[str, Any]) -> Iterator[str]:
    """Every place where the table differs from the form of the shipped one, and what is allowed there."""
    yield from {"figures": _figures, "thresholds": _thresholds, "season": _season, "fees": _fees,
                "support": _support}[table](raw)  # fmt: skip


def _figures(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys(raw, ("as_of", "note", "records"), "")
    records = raw.get("records")
    if not isinstance(records, list) or not records:
        yield f"records: {shown(records)} is not a list with figures ([…])"
        return
    reader = RowReader(load_tables(), shipped_form=True)
    seen: dict[object, int] = {}
    for number, entry in enumerate(records, start=1):
        row = reader.read("figures", entry)
        for field, what in reader.problems:
            yield f"row {number}: {field}: {what}" if field else f"row {number}: {what}"
        if row is not None:
            if row.key in seen:
                yield f"row {number}: stands there twice, first in row {seen[row.key]} (each once)"
            seen.setdefault(row.key, number)


def _thresholds(raw: Mapping[str, Any]) -> Iterator[str]:
    found = [*_like(shipped("thresholds"), raw, ""), *_interviews(raw.get("interviews_enough")),
             *_tiers(raw.get("tiers")), *_pivot(raw.get("pivot_to"))]  # fmt: skip
    late = raw.get("late")
    said = late.get("from") if isinstance(late, Mapping) else None
    if not isinstance(said, str) or not re.fullmatch(r"(09|1[0-2])-\d\d", said):
        found.append(f"late.from: {shown(said)} is not a day from September on (MM-DD)")
    yield from found
    if found:
        return
    values = tables_of({**{table: shipped(table) for table in ("figures", "season", "fees", "support")},
                        "thresholds": raw}).thresholds  # fmt: skip
    for field in sorted(NUMBERS):
        limit, value = limit_of(field), getattr(values, field)
        if not limit.low <= value <= limit.high:
            yield f"{field}: {value} is out of reach ({limit.low}-{limit.high})"
    for lower, upper, apart in PAIRS:
        low, high = getattr(values, lower), getattr(values, upper)
        if low > high or (apart and low == high):
            yield f"{lower}: {low} does not lie {'below' if apart else 'up to'} {upper} ({high})"


def _like(model: Any, value: Any, where: str) -> Iterator[str]:
    """Same keys and kinds of values as in the shipped table, all the way down."""
    if isinstance(model, Mapping):
        if not isinstance(value, Mapping):
            yield f"{where or 'table'}: {shown(value)} is not an object ({{…}})"
            return
        yield from _keys(value, tuple(model), where, *(() if where else ("note",)))
        for key, part in model.items():
            place = f"{where}.{key}" if where else key
            if key in COVER and not where:
                continue
            if key in value:
                yield from _like(part, value[key], place)
            elif key not in OPTIONAL:
                yield f"{place}: is missing"
    elif isinstance(model, int):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1_000:
            yield f"{where}: {shown(value)} is not a whole number (0-1000)"
    elif isinstance(model, str):
        if where.endswith("basis") and where.count(".") == 1 and model in BASES and value not in BASES:
            yield f"{where}: {shown(value)} is not a basis ({', '.join(BASES)})"
        else:
            yield from _text(value, where)
    elif isinstance(model, list):
        yield from _specialties(value, where)


def _interviews(raw: Any) -> Iterator[str]:
    where = "interviews_enough"
    if not isinstance(raw, Mapping):
        yield f"{where}: {shown(raw)} is not an object ({{…}})"
        return
    for name in ("_default", "_competitive"):
        if name not in raw:
            yield f"{where}.{name}: is missing"
    for name, entry in raw.items():
        place = f"{where}.{one_line(name[:80])}"
        if name not in (*SPECIALTIES, "_default", "_competitive"):
            yield f"{place}: is not a specialty"
        elif not isinstance(entry, Mapping):
            yield f"{place}: {shown(entry)} is not an object ({{…}})"
        else:
            yield from _keys(entry, ("value", "basis", "source"), place)
            limit, value = limit_of(place), entry.get("value")
            if isinstance(value, bool) or not isinstance(value, int) or not limit.low <= value <= limit.high:
                yield f"{place}.value: {shown(value)} is not a number of interviews ({limit.low}-{limit.high})"
            if entry.get("basis") not in BASES:
                yield f"{place}.basis: {shown(entry.get('basis'))} is not a basis ({', '.join(BASES)})"
            if "source" in entry:
                yield from _text(entry["source"], f"{place}.source")


def _tiers(raw: Any) -> Iterator[str]:
    names = ("ultra", "competitive", "accessible")
    if not isinstance(raw, Mapping):
        yield f"tiers: {shown(raw)} is not an object ({{…}})"
        return
    yield from _keys(raw, names, "tiers")
    seen: list[str] = []
    for name in names:
        entry = raw.get(name)
        if not isinstance(entry, Mapping):
            yield f"tiers.{name}: {shown(entry)} is not an object ({{…}})"
            continue
        yield from _keys(entry, ("specialties", "basis", "more", "more_basis"), f"tiers.{name}")
        for key in ("basis", *(("more_basis",) if "more_basis" in entry else ())):
            if entry.get(key) not in BASES:
                yield f"tiers.{name}.{key}: {shown(entry.get(key))} is not a basis ({', '.join(BASES)})"
        for key in ("specialties", *(("more",) if "more" in entry else ())):
            wrong = list(_specialties(entry.get(key), f"tiers.{name}.{key}"))
            yield from wrong
            seen += [] if wrong else entry[key]
    without = [specialty for specialty in SPECIALTIES if seen.count(specialty) != 1]
    if without:
        yield f"tiers: {without[0]} stands there {seen.count(without[0])} times (each specialty once)"


def _pivot(raw: Any) -> Iterator[str]:
    if not isinstance(raw, Mapping):
        yield f"pivot_to: {shown(raw)} is not an object ({{…}})"
        return
    wrong = list(_specialties(raw.get("specialties"), "pivot_to.specialties"))
    yield from wrong
    if not wrong and len(set(raw["specialties"])) < 3:
        yield "pivot_to.specialties: fewer than three specialties"


def _season(raw: Mapping[str, Any]) -> Iterator[str]:
    model = shipped("season")
    yield from _keys(raw, tuple(model), "")
    yield from _events(raw.get("events"), [event["id"] for event in model["events"]])
    others, services = raw.get("other_matches"), raw.get("own_services")
    if not isinstance(others, Mapping) or set(others) != set(model["other_matches"]):
        yield f"other_matches: holds something else than {', '.join(model['other_matches'])}"
    else:
        for name, entry in others.items():
            yield from _like(model["other_matches"][name], entry, f"other_matches.{name}")
    if not isinstance(services, Mapping):
        yield f"own_services: {shown(services)} is not an object ({{…}})"
        return
    for name, words in services.items():
        if name not in SPECIALTIES:
            yield f"own_services.{one_line(name[:80])}: is not a specialty"
        yield from _text(words, f"own_services.{one_line(name[:80])}")


def _events(raw: Any, wanted: list[str]) -> Iterator[str]:
    if not isinstance(raw, list):
        yield f"events: {shown(raw)} is not a list ([…])"
        return
    ids = [entry.get("id") for entry in raw if isinstance(entry, Mapping)]
    if sorted(map(str, ids)) != sorted(wanted) or len(ids) != len(raw):
        odd = next((i for i in ids if i not in wanted), None) or next((i for i in wanted if i not in ids), "an event")
        yield f"events: {shown(odd)} is unknown, missing or there twice (each once: {', '.join(wanted)})"
        return
    for number, entry in enumerate(raw, start=1):
        where = f"row {number}"
        yield from _keys(entry, ("id", "name", "rule", "dates", "source", "hour_et", "kind"), where)
        for key in ("name", "rule", "source"):
            yield from _text(entry.get(key), f"{where}: {key}")
        hour = entry.get("hour_et")
        if hour is not None and not (isinstance(hour, str) and HOUR.fullmatch(hour)):
            yield f"{where}: hour_et: {shown(hour)} is not an hour (HH:MM, or null)"
        if entry.get("kind") not in KINDS:
            yield f"{where}: kind: {shown(entry.get('kind'))} is not a kind ({', '.join(KINDS)})"
        yield from _dates(entry.get("dates"), where)


def _dates(raw: Any, where: str) -> Iterator[str]:
    if not isinstance(raw, Mapping):
        yield f"{where}: dates: {shown(raw)} is not an object ({{…}})"
        return
    for year, entry in raw.items():
        place = f"{where}: dates.{one_line(year[:20])}"
        if not re.fullmatch(r"20\d\d", year):
            yield f"{place}: is not a Match year (2000-2099)"
            continue
        if not isinstance(entry, Mapping):
            yield f"{place}: {shown(entry)} is not an object ({{…}})"
            continue
        yield from _keys(entry, ("date", "status"), place)
        day, (first, last) = read_date(entry.get("date")), day_limits(int(year))
        if day is None or not first <= day <= last:
            yield f"{place}.date: {shown(entry.get('date'))} is not a date of that season ({first} to {last})"
        if entry.get("status") not in STATUSES:
            yield f"{place}.status: {shown(entry.get('status'))} is not a status ({', '.join(STATUSES)})"


def _fees(raw: Mapping[str, Any]) -> Iterator[str]:
    for needed in ("eras", "residencycas"):
        entry = raw.get(needed)
        if not isinstance(entry, Mapping) or "tiers" not in entry:
            yield f"{needed}.tiers: is missing"
    for section, entry in raw.items():
        place = one_line(section[:80])
        if section in ("as_of", "note"):
            continue
        if not isinstance(entry, Mapping):
            yield f"{place}: {shown(entry)} is not an object ({{…}})"
            continue
        yield from _text(entry.get("source"), f"{place}.source")
        for key, value in entry.items():
            yield from _fee(f"{place}.{one_line(key[:80])}", key, value)


def _fee(place: str, key: str, value: Any) -> Iterator[str]:
    if key in ("tiers", "long_list"):
        yield from _steps(place, value, "programs" if key == "tiers" else "ranks", key == "tiers")
    elif key == "seasons":
        if not isinstance(value, list) or not all(type(year) is int and 2000 <= year <= 2100 for year in value):
            yield f"{place}: {shown(value)} is not a list of years ([2027])"
    elif key == "examples":
        if not isinstance(value, list):
            yield f"{place}: {shown(value)} is not a list ([…])"
    elif key == "about":
        if not isinstance(value, bool):
            yield f"{place}: {shown(value)} is not true or false"
    elif isinstance(value, str):
        yield from _text(value, place)
    else:
        yield from _amount(place, value)


def _steps(place: str, value: Any, for_what: str, from_one: bool) -> Iterator[str]:
    """Tiers written `1-30`, `31+`: one after the other without a hole, the last of a fee's tiers without an end."""
    if not isinstance(value, list) or not value:
        yield f"{place}: {shown(value)} is not a list of steps ([…])"
        return
    follows: int | None = 1 if from_one else None
    for number, step in enumerate(value, start=1):
        where = f"{place}, row {number}"
        if not isinstance(step, Mapping):
            yield f"{where}: {shown(step)} is not an object ({{…}})"
            return
        amounts = [key for key in ("each", "total", "fee") if key in step]
        said = step.get(for_what)
        found = STEP.fullmatch(said) if isinstance(said, str) else None
        yield from _keys(step, (for_what, "each", "total") if from_one else (for_what, "fee"), where)
        if found is None or len(amounts) != 1:
            yield f"{where}: {shown(step)} is not a step ({for_what} as 1-30 or 31+, and one amount)"
            return
        yield from _amount(f"{where}.{amounts[0]}", step[amounts[0]])
        first = int(found[1] or found[3])
        last = int(found[2]) if found[2] else None
        if (follows is not None and first != follows) or (last is not None and last < first):
            yield f"{where}: {shown(said)} does not follow on the step before"
            return
        if (last is None) != (number == len(value)) and from_one:
            yield f"{where}: {shown(said)}: only the last step has no end, and it has none"
            return
        follows = None if last is None else last + 1


def _amount(place: str, value: Any) -> Iterator[str]:
    right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_DOLLARS
    if not right:
        yield f"{place}: {shown(value)} is not an amount (0-{MOST_DOLLARS:,})"


def _support(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys(raw, ("as_of", "note", "lines"), "")
    lines = raw.get("lines")
    if not isinstance(lines, list) or not lines:
        yield f"lines: {shown(lines)} is not a list of help lines ([…])"
        return
    for number, entry in enumerate(lines, start=1):
        if not isinstance(entry, Mapping):
            yield f"row {number}: {shown(entry)} is not an object ({{…}})"
            continue
        yield from _keys(entry, ("name", "how", "source"), f"row {number}")
        for key in ("name", "how", "source"):
            yield from _text(entry.get(key), f"row {number}: {key}")


def _keys(raw: Mapping[str, Any], known: tuple[str, ...], where: str, *more: str) -> Iterator[str]:
    for key in raw:
        if key not in (*known, *more, *(() if where else ("as_of", "note"))) and key not in OPTIONAL:
            place = f"{where}: {one_line(key[:80])}" if where else one_line(key[:80])
            yield f"{place}: unknown key (allowed: {', '.join(known)})"


def _text(value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{where}: is missing" if value is None else f"{where}: {shown(value)} is not a text"
    elif len(value) > TEXT or (where.endswith("source") and len(value) > SOURCE_LIMIT):
        yield f"{where}: a text of {len(value):,} characters is too long"
    elif any("\ud800" <= c <= "\udfff" for c in value):
        yield f"{where}: {shown(value)} holds half a character (whole characters)"


def _specialties(value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: {shown(value)} is not a list of specialties ([…])"
        return
    for entry in value:
        if not isinstance(entry, str) or entry not in SPECIALTIES:
            yield f"{where}: {shown(entry)} is not a specialty"
