"""Reads the tables, shipped ones (resources/data) and newer ones taken in, into the values of domain.reference."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import msgspec

from reapply_desktop.domain.reference import (
    TAKEN_IN,
    Basis,
    Figure,
    OtherMatch,
    SeasonEvent,
    Tables,
    Template,
    Threshold,
    Thresholds,
)
from reapply_desktop.services import resources

# table → its file in resources/data
FILES = {
    "figures": "benchmarks.json",
    "thresholds": "thresholds.json",
    "season": "season.json",
    "fees": "fees.json",
    "support": "support.json",
}
LETTERS = ("letters_fresh", "letters_fresh_upper", "letters_gap_year", "letters_leadership")


@cache
def load_tables() -> Tables:
    """Thresholds, published figures, season dates, fees and help lines, as shipped."""
    return tables_of({table: shipped(table) for table in FILES})


def shipped(table: str) -> Any:
    """One table as it stands in its file: plain JSON values."""
    return msgspec.json.decode(resources.data("data", FILES[table]))


def tables_of(raw: Mapping[str, Any], taken_in: frozenset[str] = frozenset()) -> Tables:
    """The tables from the plain values of their files, which must be whole and right (see services.table_files)."""
    season = raw["season"]
    rows = [{key: value for key, value in row.items() if value is not None} for row in raw["figures"]["records"]]
    figures = msgspec.convert(rows, list[Figure], strict=False)
    if "figures" in taken_in:
        figures = [replace(figure, origin=TAKEN_IN) for figure in figures]
    return Tables(
        thresholds=_thresholds(raw["thresholds"]),
        figures=tuple(figures),
        events=tuple(_event(entry) for entry in season["events"]),
        other_matches={
            specialty: OtherMatch(specialty, entry["match"], entry["rule"], entry["note"])
            for specialty, entry in season["other_matches"].items()
        },
        own_services=season["own_services"],
        fees=raw["fees"],
        support=raw["support"],
        as_of={table: date.fromisoformat(values["as_of"]) for table, values in raw.items()},
        taken_in=taken_in,
    )


@cache
def load_templates() -> tuple[Template, ...]:
    """The milestone templates (milestones.toml), in the order of the file."""
    import tomllib  # late: a start with a plan makes no steps

    return tuple(_template(raw) for raw in tomllib.loads(resources.text("data", "milestones.toml"))["milestone"])


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
        bases=_bases(raw),
    )


def _bases(raw: Mapping[str, Any]) -> dict[str, Basis]:
    """What each number rests on where it is no statement of the guidance, by the name of its field."""
    programs = raw["programs_enough"]
    said = {
        "programs_accessible": programs["accessible"],
        "programs_accessible_upper": programs["accessible"],
        "programs_other": programs["other_tiers"],
        "programs_first_year": programs["preliminary_and_transitional"],
        "programs_img_upper": programs["img_extra"],
        "programs_far_too_few": programs["too_few"],
        "token_backup": programs["token_backup"],
        "serious_backup": programs["serious_backup"],
        "many_specialties": programs["serious_backup"],  # wrong_mix: "source for 5; rule_of_thumb otherwise"
        "many_specialties_under": programs["serious_backup"],
        "many_interviews": raw["many_interviews"],
        "many_interviews_upper": raw["many_interviews"],
        "late_month": raw["late"],
        "step2_low": raw["step2ck"],
        "step2_weak": raw["step2ck"],
        "level2_low": raw["comlex_level2"],
        "level2_weak": raw["comlex_level2"],
        "quartile": raw["class_standing"],
        "decile": raw["class_standing"],
        "us_months": raw["us_experience_months"],
        "us_months_upper": raw["us_experience_months"],
        **dict.fromkeys(LETTERS, raw["letters"]),
    }
    bases = {field: Basis(entry["basis"], entry.get("source", "")) for field, entry in said.items()}
    for entry in raw["tiers"].values():
        for key, basis in (("specialties", entry["basis"]), ("more", entry.get("more_basis", entry["basis"]))):
            bases |= {f"tiers.{specialty}": Basis(basis) for specialty in entry.get(key, ())}
    return bases


def _template(raw: Mapping[str, Any]) -> Template:
    fields = dict(raw)
    when = {key: tuple(values) for key, values in fields.pop("when", {}).items()}
    fields["after"] = tuple(fields.get("after", ()))
    return Template(**fields, when=when)
