"""What applying costs, from the shipped fee table (B11.8)."""

from collections.abc import Mapping
from typing import Any

from reapply_desktop.domain.reference import Tables


def eras_cost(programs: int, fees: Mapping[str, Any]) -> int:
    """US dollars that ERAS asks for `programs` of one specialty: each tier by its own price (B11.8)."""
    return tiered_cost(programs, fees["eras"]["tiers"])


def application_cost(specialty: str, programs: int, tables: Tables) -> int:
    """US dollars for one specialty by the service it really applies through (B11.6).

    Ophthalmology and urology programs are counted by ERAS prices too: their own services publish no tier here.
    """
    if service(specialty, tables) == "ResidencyCAS":
        return tiered_cost(programs, tables.fees["residencycas"]["tiers"])
    return eras_cost(programs, tables.fees)


def service(specialty: str, tables: Tables) -> str:
    """The name of the application service whose prices are used: `ERAS` or `ResidencyCAS`."""
    return "ResidencyCAS" if "ResidencyCAS" in tables.own_services.get(specialty, "") else "ERAS"


def tiered_cost(programs: int, tiers: list[Mapping[str, Any]]) -> int:
    """Sum over tiers written `1-30` or `31+`: `each` a program, or `total` for the tier as soon as it is entered."""
    cost = 0
    for tier in tiers:
        first, last = _bounds(tier["programs"])
        inside = min(programs, last) - first + 1 if last is not None else programs - first + 1
        if inside > 0:
            cost += tier["total"] if "total" in tier else inside * tier["each"]
    return cost


def _bounds(words: str) -> tuple[int, int | None]:
    if words.endswith("+"):
        return int(words[:-1]), None
    first, last = words.split("-")
    return int(first), int(last)
