"""Reads the shipped tables (resources/data) into the values of domain.reference."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from reapply_desktop.domain.reference import (
    Figure,
    OtherMatch,
    SeasonEvent,
    Tables,
    Template,
    Threshold,
    Thresholds,
)
from reapply_desktop.services import resources


@cache
def load_tables() -> Tables:
    """Thresholds, published figures, season dates, fees and help lines, as shipped."""
    season = _json("season.json")
    return Tables(
        thresholds=_thresholds(_json("thresholds.json")),
        figures=tuple(msgspec.convert(_json("benchmarks.json")["records"], list[Figure])),
        events=tuple(_event(raw) for raw in season["events"]),
        other_matches={
            specialty: OtherMatch(specialty, raw["match"], raw["rule"], raw["note"])
            for specialty, raw in season["other_matches"].items()
        },
        own_services=season["own_services"],
        fees=_json("fees.json"),
        support=_json("support.json"),
    )


@cache
def load_templates() -> tuple[Template, ...]:
    """The milestone templates (milestones.toml), in the order of the file."""
    return tuple(_template(raw) for raw in tomllib.loads(resources.text("data", "milestones.toml"))["milestone"])


def _json(name: str) -> Any:
    return msgspec.json.decode(resources.data("data", name))


def _event(raw: Mapping[str, Any]) -> SeasonEvent:
    return SeasonEvent(
        id=raw["id"],
        name=raw["name"],
        rule=raw["rule"],
        kind=raw["kind"],
        hour_et=raw["hour_et"],
        source=raw["source"],
        dates={int(year): (date.fromisoformat(d["date"]), d["status"]) for year, d in raw["dates"].items()},
    )


def _thresholds(raw: Mapping[str, Any]) -> Thresholds:
    programs, step2, level2 = raw["programs_enough"], raw["step2ck"], raw["comlex_level2"]
    mix, letters = raw["wrong_mix"], raw["letters"]
    return Thresholds(
        interviews_enough={
            name: Threshold(entry["value"], entry["basis"], entry.get("source", ""))
            for name, entry in raw["interviews_enough"].items()
        },
        many_interviews=raw["many_interviews"]["value"],
        many_interviews_upper=raw["many_interviews"]["upper"],
        programs_accessible=programs["accessible"]["min"],
        programs_accessible_upper=programs["accessible"]["max"],
        programs_other=programs["other_tiers"]["min"],
        programs_first_year=programs["preliminary_and_transitional"]["min"],
        programs_img_upper=programs["accessible"]["min"] + programs["img_extra"]["value"],
        programs_far_too_few=programs["too_few"]["value"],
        programs_no_floor=tuple(programs["no_floor"]["specialties"]),
        token_backup=mix["token_backup_max"],
        serious_backup=mix["serious_backup_min"],
        many_specialties=mix["many_specialties"],
        many_specialties_under=mix["each_under"],
        late_month=int(raw["late"]["from"][:2]),
        step2_low=step2["low"],
        step2_weak=step2["weak"],
        level2_low=level2["low"],
        level2_weak=level2["weak"],
        quartile=raw["class_standing"]["quartile"],
        decile=raw["class_standing"]["decile_from"],
        us_months=raw["us_experience_months"]["img_target"],
        us_months_upper=raw["us_experience_months"]["upper"],
        letters_fresh=letters["fresh_min"],
        letters_fresh_upper=letters["fresh_max"],
        letters_gap_year=letters["from_gap_year"],
        letters_leadership=letters["from_leadership"],
        tiers={
            specialty: tier
            for tier, entry in raw["tiers"].items()
            for specialty in (*entry["specialties"], *entry.get("more", ()))
        },
        pivot_to=tuple(raw["pivot_to"]["specialties"]),
    )


def _template(raw: Mapping[str, Any]) -> Template:
    fields = dict(raw)
    when = {key: tuple(values) for key, values in fields.pop("when", {}).items()}
    fields["after"] = tuple(fields.get("after", ()))
    return Template(**fields, when=when)
