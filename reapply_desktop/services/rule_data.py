"""Reads the words of the rules (resources/data/rules.toml) into the values of domain.rule_notes."""

import tomllib
from collections.abc import Mapping
from functools import cache

from reapply_desktop.domain.rule_notes import Rule
from reapply_desktop.services import resources


@cache
def load_rules() -> Mapping[str, Rule]:
    """The rules of post-mortem and path by their id, as shipped."""
    return {raw["id"]: Rule(**raw) for raw in tomllib.loads(resources.text("data", "rules.toml"))["rule"]}
