"""What a person adds to the tables or changes in them, kept apart from the shipped ones and laid over them.

Their row wins over a shipped one of the same key whatever is shipped later; taking it back shows the shipped one again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reapply_desktop.domain.fee_rows import with_fee
from reapply_desktop.domain.reference import OWN, Basis, Figure, SeasonEvent, Tables, Threshold, Thresholds
from reapply_desktop.domain.values import dataclass

INTERVIEWS, TIERS = "interviews_enough.", "tiers."
TABLES = ("figures", "thresholds", "season", "fees")


@dataclass(frozen=True)
class OwnThreshold:
    """`key` is a field of `Thresholds`, `interviews_enough.<specialty>`, or `tiers.<specialty>` (a tier's name)."""

    key: str
    value: int | str
    source: str


@dataclass(frozen=True)
class OwnDate:
    """The day of a season event in the season of that Match year."""

    event: str
    year: int
    day: date
    source: str

    @property
    def key(self) -> tuple[str, int]:
        return self.event, self.year


@dataclass(frozen=True)
class OwnFee:
    """A fee by its key (see fee_rows), in US dollars or in the unit of the row."""

    key: str
    value: float
    source: str


Row = Figure | OwnThreshold | OwnDate | OwnFee
_KIND: Mapping[type, str] = {Figure: "figures", OwnThreshold: "thresholds", OwnDate: "season", OwnFee: "fees"}


def table_of(row: Row) -> str:
    """The table a row belongs to: figures, thresholds, season or fees."""
    return _KIND[type(row)]


@dataclass(frozen=True)
class OwnTables:
    """The person's own rows, one a key, in the order they were made."""

    figures: tuple[Figure, ...] = ()
    thresholds: tuple[OwnThreshold, ...] = ()
    season: tuple[OwnDate, ...] = ()
    fees: tuple[OwnFee, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        return (*self.figures, *self.thresholds, *self.season, *self.fees)

    def row(self, table: str, key: object) -> Row | None:
        """The person's own row with that key, if there is one."""
        return next((row for row in getattr(self, table) if row.key == key), None)

    def with_rows(self, rows: Iterable[Row]) -> "OwnTables":
        """The same with these rows, each in the place of one with the same key or at the end."""
        changed = self
        for row in rows:
            table = table_of(row)
            if isinstance(row, Figure):
                row = replace(row, origin=OWN)
            kept: tuple[Any, ...] = getattr(changed, table)
            at = next((i for i, other in enumerate(kept) if other.key == row.key), len(kept))
            changed = replace(changed, **{table: (*kept[:at], row, *kept[at + 1 :])})
        return changed

    def without(self, table: str, key: object) -> "OwnTables":
        """The same without that row: the shipped one counts again."""
        return replace(self, **{table: tuple(row for row in getattr(self, table) if row.key != key)})


def merged(tables: Tables, own: OwnTables) -> Tables:
    """The tables with the person's rows laid over them, each marked as theirs. Laying them over twice changes nothing.

    A row that no longer fits (a fee or an event that the table has dropped) is kept by the person and counts nowhere.
    """
    if own == OwnTables():
        return tables
    fees, own_fees = tables.fees, dict(tables.own_fees)
    for fee in own.fees:
        changed = with_fee(fees, fee.key, fee.value)
        if changed is not None:
            fees = changed
            own_fees[fee.key] = fee.source
    return replace(
        tables,
        thresholds=_thresholds(tables.thresholds, own.thresholds),
        figures=_figures(tables.figures, own.figures),
        events=tuple(_event(event, own.season) for event in tables.events),
        fees=fees,
        own_fees=own_fees,
    )


def _figures(figures: tuple[Figure, ...], own: tuple[Figure, ...]) -> tuple[Figure, ...]:
    mine = {figure.key: replace(figure, origin=OWN) for figure in own}
    return (*(mine.pop(figure.key, figure) for figure in figures), *mine.values())


def _thresholds(thresholds: Thresholds, own: tuple[OwnThreshold, ...]) -> Thresholds:
    interviews, tiers = dict(thresholds.interviews_enough), dict(thresholds.tiers)
    bases, fields = dict(thresholds.bases), {}
    for row in own:
        if row.key.startswith(INTERVIEWS):
            interviews[row.key.removeprefix(INTERVIEWS)] = Threshold(int(row.value), OWN, row.source)
            continue
        if row.key.startswith(TIERS):
            tiers[row.key.removeprefix(TIERS)] = str(row.value)
        elif hasattr(thresholds, row.key):
            fields[row.key] = row.value
        bases[row.key] = Basis(OWN, row.source)
    return replace(thresholds, interviews_enough=interviews, tiers=tiers, bases=bases, **fields)  # type: ignore[arg-type]


def _event(event: SeasonEvent, own: tuple[OwnDate, ...]) -> SeasonEvent:
    mine = [row for row in own if row.event == event.id]
    if not mine:
        return event
    days = {**event.dates, **{row.year: (row.day, OWN) for row in mine}}
    return replace(event, dates=days, own_sources={**event.own_sources, **{row.year: row.source for row in mine}})
