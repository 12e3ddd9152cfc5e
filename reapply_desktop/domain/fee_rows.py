"""The fee table as rows: each amount with key, name and unit, so that it can be looked at and changed (B11.8)."""

from collections.abc import Iterator, Mapping
from typing import Any

from reapply_desktop.domain.values import dataclass

# section → its name; what is not here is named by its own key
SECTIONS = {
    "eras": "ERAS application",
    "residencycas": "ResidencyCAS application",
    "nrmp": "NRMP",
    "transcript": "USMLE transcript",
    "step3": "Step 3",
    "ecfmg_token": "ECFMG token",
    "aamc_fee_assistance": "AAMC Fee Assistance",
    "ecfmg_pathways": "ECFMG Pathways",
    "oet_medicine": "OET Medicine",
    "ophthalmology_service": "SF Match application, ophthalmology",
    "plastic_surgery_service": "Own service of plastic surgery",
    "anesthesiology_service": "Other service of anesthesiology",
}
# Services whose fee no table holds: a person may add it, once for all and for each program.
ADDABLE = ("ophthalmology_service", "plastic_surgery_service", "anesthesiology_service")
PARTS = ("base", "each")
AMOUNTS = {
    "registration": "registration",
    "late": "late registration, added",
    "ranks_included": "ranks included",
    "each_further_rank": "each further rank",
    "couples_per_partner": "couples, each partner",
    "each_season": "once a season",
    "alternative": "as also reported",
    "fee": "",
    "base": "once",
    "each": "each program",
    "discount_percent": "discount",
    "up_to_applications": "applications it holds for",
}
UNITS = {"discount_percent": "%", "ranks_included": "ranks", "up_to_applications": "applications"}
DOLLARS = "US dollars"
# A list of steps → the field that says for what, and the fields that may hold the amount.
STEPS = {"tiers": ("programs", ("each", "total")), "long_list": ("ranks", ("fee",))}


@dataclass(frozen=True)
class FeeRow:
    """One amount: `key` as `nrmp.registration` or `eras.tiers.1-30`; `seasons` the Match years it was read for."""

    key: str
    name: str
    value: float
    unit: str
    seasons: tuple[int, ...]
    source: str
    url: str


def fee_rows(fees: Mapping[str, Any]) -> Iterator[FeeRow]:
    """Every amount of the table in its order."""
    for section, entry in fees.items():
        if not isinstance(entry, Mapping):
            continue
        title = SECTIONS.get(section, section.replace("_", " "))
        seasons, source, url = tuple(entry.get("seasons", ())), entry.get("source", ""), entry.get("url", "")
        for field, value in entry.items():
            if field in STEPS:
                for_what, _amounts = STEPS[field]
                for step in value:
                    amount = _amount(field, step)
                    name = f"{title}, {for_what} {step[for_what].replace('-', '–')}"
                    name += ", together" if amount == "total" else ", each" if amount == "each" else ""
                    key = f"{section}.{field}.{step[for_what]}"
                    yield FeeRow(key, name, step[amount], DOLLARS, seasons, source, url)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                words = AMOUNTS.get(field, field.replace("_", " "))
                name = f"{title}, {words}" if words else title
                yield FeeRow(f"{section}.{field}", name, value, UNITS.get(field, DOLLARS), seasons, source, url)


def addable_fees(fees: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Key and name of each amount that the table lacks and a person may add."""
    return tuple(
        (f"{section}.{part}", f"{SECTIONS[section]}, {AMOUNTS[part]}")
        for section in ADDABLE
        for part in PARTS
        if part not in fees.get(section, {})
    )


def service_cost(specialty: str, programs: int, fees: Mapping[str, Any]) -> int | None:
    """US dollars that a field's own service asks for so many programs, rounded; None where no fee was added."""
    entry = fees.get(f"{specialty}_service")
    if not isinstance(entry, Mapping):
        return None
    return round(entry.get("base", 0) + entry.get("each", 0) * programs) if programs else 0


def with_fee(fees: Mapping[str, Any], key: str, value: float) -> Mapping[str, Any] | None:
    """The table with another amount at that key; None where the table has no such amount and none can be added."""
    section, _, rest = key.partition(".")
    entry = fees.get(section)
    if section in ADDABLE and rest in PARTS:
        return {**fees, section: {**(entry or {}), rest: value}}
    if not isinstance(entry, Mapping):
        return None
    field, _, step = rest.partition(".")
    if step:
        steps = entry.get(field, ()) if field in STEPS else ()
        if not any(one[STEPS[field][0]] == step for one in steps):
            return None
        changed = [{**one, _amount(field, one): value} if one[STEPS[field][0]] == step else one for one in steps]
        return {**fees, section: {**entry, field: changed}}
    if isinstance(entry.get(field), bool) or not isinstance(entry.get(field), int | float):
        return None
    return {**fees, section: {**entry, field: value}}


def _amount(field: str, step: Mapping[str, Any]) -> str:
    return next(name for name in STEPS[field][1] if name in step)
