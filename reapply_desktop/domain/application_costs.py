"""What applying in a field costs by the service it really applies through, and the source of the fee (B11.6, B11.8)."""

from collections.abc import Sequence

from reapply_desktop.domain.fee_rows import PARTS, service_cost
from reapply_desktop.domain.fees import application_cost, service
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import in_sentence

SECTIONS = {"ERAS": "eras", "ResidencyCAS": "residencycas"}
OWN_MATCH_SERVICE = "SF Match"  # its applications run through a central service of its own


@dataclass(frozen=True)
class CostLine:
    """One field: US dollars for so many programs, None where the table has no fee for its service."""

    specialty: str
    programs: int
    service: str
    dollars: int | None
    source: str
    note: str = ""


@dataclass(frozen=True)
class Cost:
    """The lines of one path; `dollars` is the sum of what is known, None where nothing is."""

    lines: tuple[CostLine, ...]

    @property
    def dollars(self) -> int | None:
        known = [line.dollars for line in self.lines if line.dollars is not None]
        return sum(known) if known else None

    @property
    def words(self) -> str:
        """`ERAS and ResidencyCAS, 60 + 80 programs`"""
        services = " and ".join(dict.fromkeys(line.service for line in self.lines))
        return f"{services}, {' + '.join(str(line.programs) for line in self.lines)} programs"

    @property
    def sources(self) -> str:
        """`AAMC, ERAS fees, 2027`; what is not known and what else there is to know follows in sentences."""
        return "; ".join(dict.fromkeys(line.source for line in self.lines if line.source))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.note for line in self.lines if line.note))


def path_cost(fields: Sequence[tuple[str, int]], tables: Tables) -> Cost:
    """What these fields with their numbers of programs cost."""
    return Cost(tuple(cost_line(specialty, programs, tables) for specialty, programs in fields))


def cost_line(specialty: str, programs: int, tables: Tables) -> CostLine:
    """One field by its own service. A fee that is in no table is not known, and said to be."""
    name, match = in_sentence(specialty), tables.other_matches.get(specialty)
    if match is not None and match.match == OWN_MATCH_SERVICE:
        own = service_cost(specialty, programs, tables.fees)
        if own is not None:
            return CostLine(specialty, programs, OWN_MATCH_SERVICE, own, own_source(specialty, tables))
        note = f"The fee of {OWN_MATCH_SERVICE} for {counted(programs, 'program')} is not in the table."
        return CostLine(specialty, programs, OWN_MATCH_SERVICE, None, "", note)
    used = service(specialty, tables)
    fees = tables.fees[SECTIONS[used]]
    seasons = fees.get("seasons") or ()
    source = ", ".join(filter(None, (str(fees.get("source", "")), str(max(seasons)) if seasons else "")))
    mine = tuple(dict.fromkeys(said for key, said in tables.own_fees.items() if key.startswith(f"{SECTIONS[used]}.")))
    if mine:
        source = f"{source} (yours: {', '.join(mine)})"
    other = tables.own_services.get(specialty)
    note = ""
    if other is not None and used == "ERAS":
        own = service_cost(specialty, programs, tables.fees)
        fee = "its fee is not in the table"
        if own is not None:
            # Which of the programs use it is not known, so it is named and not added.
            fee = f"for {counted(programs, 'program')} it asks ${own:,} ({own_source(specialty, tables)})"
        note = f"For {name}, {listed_service(other)}; {fee}."
    return CostLine(specialty, programs, used, application_cost(specialty, programs, tables), source, note)


def own_source(specialty: str, tables: Tables) -> str:
    """Where the person has the fee of a field's own service from: `SF Match, 2027, yours`."""
    keys = [f"{specialty}_service.{part}" for part in PARTS]
    sources = dict.fromkeys(tables.own_fees[key] for key in keys if key in tables.own_fees)
    return ", ".join((*sources, "yours"))


def listed_service(words: str) -> str:
    """The words of the table for a service beside ERAS, as they read in a sentence."""
    return words if words.startswith("some") else f"there is {words}"
