"""Reads one JSON object from a file strictly, and says where it is broken. Answers and plans both come through here."""

import json
from collections.abc import Mapping
from math import isinf
from pathlib import Path
from typing import Any, NoReturn

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.limits import one_line, shown

UNUSABLE = 2
LARGEST = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The file's bytes. UserError (status 1) for no such file, a folder, no permission, or a file over 64 MiB."""
    try:
        if path.is_dir():
            raise UserError("is a folder (a file)")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)  # never the whole of a device or pipe without an end
        if len(data) > LARGEST:
            raise UserError("is larger than 64 MiB; no answers or plan file is", status=UNUSABLE)
        return data
    except FileNotFoundError:
        raise UserError("no such file") from None
    except (OSError, ValueError) as error:
        raise UserError(f"cannot be read: {reason(error)}") from None


def reason(error: BaseException) -> str:
    """An operating system's error in its own words, on one line."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return one_line(text[:1].lower() + text[1:])


def parse(data: bytes) -> dict[str, Any]:
    """One JSON object from UTF-8 bytes (a BOM is accepted). UserError with line and column for anything else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"byte {error.start + 1}: is not UTF-8 (save the file as UTF-8)", status=UNUSABLE) from None
    try:
        raw = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UserError(f"{place}: {error.msg[:1].lower()}{error.msg[1:]} (JSON)", status=UNUSABLE) from None
    except RecursionError:
        raise UserError("is nested too deeply to be read", status=UNUSABLE) from None
    except ValueError as error:
        raise UserError(f"holds a number that cannot be read: {one_line(str(error))[:80]}", status=UNUSABLE) from None
    if not isinstance(raw, dict):
        raise UserError(f"{shown(raw)} is not an object ({{…}})", status=UNUSABLE)
    require_finite(raw)
    return raw


def _refuse_constant(name: str) -> NoReturn:
    raise UserError(f"{name} is not a number in JSON (a finite number, or null)", status=UNUSABLE)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise UserError(f"{one_line(shown(twice))} stands twice in one object (each key once)", status=UNUSABLE)
    return found


def require_whole_characters(raw: Any) -> None:
    """Refuse half characters (lone surrogates), which could be read but never be written again."""
    try:
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UserError("holds half a character, which no file can keep (whole characters)", status=UNUSABLE) from None


def require_finite(raw: Any) -> None:
    """Refuse numbers beyond what a computer keeps (1e999), which could be read but never be written again."""
    todo = [raw]
    while todo:
        value = todo.pop()
        if isinstance(value, float) and isinf(value):
            raise UserError("holds a number too large to keep (up to about 1e308)", status=UNUSABLE)
        if isinstance(value, dict):
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)


def require_format(raw: Mapping[str, Any], name: str, version: int) -> int:
    """The file's version, after checking that it is of this format and not newer than `version`."""
    kind = "an answers file" if name == "reapply-answers" else "a plan"
    if raw.get("format") != name:
        found = "is missing" if "format" not in raw else f"{shown(raw['format'])} is not {kind}"
        raise UserError(f"format: {found} (\"{name}\")", status=UNUSABLE)
    found_version = raw.get("version")
    if isinstance(found_version, bool) or not isinstance(found_version, int) or found_version < 1:
        what = "is missing" if "version" not in raw else f"{shown(found_version)} is not a version"
        raise UserError(f"version: {what} (1-{version})", status=UNUSABLE)
    if found_version > version:
        raise UserError(
            f"version: {shown(found_version)} is newer than this program reads (1-{version}); the file was not touched",
            "A newer ReApply Desktop made this file. Update the program to open it.",
            status=UNUSABLE,
        )
    return found_version
