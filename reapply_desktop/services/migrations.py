"""Older plan files are brought up one version at a time, in memory. The format's version is the list's length + 1."""

from collections.abc import Callable
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]

# One entry a past version, oldest first, each with a line that says what changed. Version 1 is the first.
MIGRATIONS: tuple[Migration, ...] = ()

VERSION = len(MIGRATIONS) + 1


def brought_up(raw: dict[str, Any], version: int) -> dict[str, Any]:
    """The plan object as the present version writes it."""
    for migrate in MIGRATIONS[version - 1 :]:
        raw = migrate(raw)
    return {**raw, "version": VERSION}
