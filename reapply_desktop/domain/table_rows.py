"""The tables as rows to look at: what it is, its value, where it is from, whose it is (shipped, taken in, yours)."""

from collections.abc import Iterator
from dataclasses import dataclass

from reapply_desktop.domain.fee_rows import DOLLARS, FeeRow, fee_rows
from reapply_desktop.domain.figures import GROUP_WORDS
from reapply_desktop.domain.own_table_checks import NUMBERS
from reapply_desktop.domain.own_tables import INTERVIEWS, TIERS, OwnTables
from reapply_desktop.domain.reference import OWN, SHIPPED, TAKEN_IN, Basis, Figure, Tables
from reapply_desktop.domain.table_words import TIERS as TIER_WORDS
from reapply_desktop.domain.table_words import limit_of, measure_name
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.domain.words import short_day

WHOSE = {SHIPPED: "shipped", TAKEN_IN: "taken in", OWN: "yours"}
# table → the heads of its columns; the last two are always the source and whose the row is.
COLUMNS = {
    "figures": ("Figure", "Specialty", "Group", "Year", "Value", "Source", "Whose"),
    "thresholds": ("Threshold", "Value", "Source", "Whose"),
    "season": ("Date", "Match", "Day", "Label", "Source", "Whose"),
    "fees": ("Fee", "Amount", "Season", "Source", "Whose"),
}
NUMERIC = {"Year", "Value", "Match", "Amount"}


@dataclass(frozen=True)
class TableRow:
    """One row as it is shown; `key` finds it in its table. `before` is the shipped value in words where it is
    overlaid."""

    key: object
    cells: tuple[str, ...]
    origin: str
    source: str
    url: str = ""
    note: str = ""
    before: str = ""

    @property
    def search(self) -> str:
        return " ".join((*self.cells, self.url)).casefold()


def rows_of(table: str, tables: Tables, base: Tables, own: OwnTables) -> tuple[TableRow, ...]:
    """The rows of a table as it counts now; `base` is the same without the person's rows."""
    made = {"figures": _figures, "thresholds": _thresholds, "season": _season, "fees": _fees}[table]
    return (*made(tables, base), *_gone(table, tables, own))


def value_words(figure: Figure) -> str:
    """A figure's value with its unit: "45.9 %", "248, unmatched 242"."""
    unit = " %" if figure.unit == "%" else ""
    if figure.value is not None:
        return f"{figure.value:g}{unit}"
    sides = [f"{figure.matched:g}{unit}" if figure.matched is not None else "",
             f"unmatched {figure.unmatched:g}{unit}" if figure.unmatched is not None else ""]  # fmt: skip
    return ", ".join(side for side in sides if side)


def _figures(tables: Tables, base: Tables) -> Iterator[TableRow]:
    shipped = {figure.key: figure for figure in base.figures}
    order = list(SPECIALTIES)
    read = {"publisher": "Read on the publisher’s own page.", "secondary": "Read in a publication that quotes it."}
    for f in sorted(tables.figures, key=lambda f: (measure_name(f.measure), f.specialty != "all",
                                                   order.index(f.specialty) if f.specialty in order else 0,
                                                   f.applicant_type, -f.year)):  # fmt: skip
        field = "All specialties" if f.specialty == "all" else SPECIALTIES.get(f.specialty, f.specialty)
        group = GROUP_WORDS.get(f.applicant_type, f.applicant_type)
        cells = (measure_name(f.measure), field, f"{group[:1].upper()}{group[1:]}", str(f.year), value_words(f),
                 f.source, WHOSE[f.origin])  # fmt: skip
        before = value_words(shipped[f.key]) if f.is_own and f.key in shipped else ""
        yield TableRow(f.key, cells, f.origin, f.source, f.url, read.get(f.checked, f.checked), before)


def _thresholds(tables: Tables, base: Tables) -> Iterator[TableRow]:
    t, b = tables.thresholds, base.thresholds
    origin = TAKEN_IN if "thresholds" in tables.taken_in else SHIPPED
    general = ("_default", "_competitive")
    interviews = sorted(t.interviews_enough, key=lambda name: (name in general, limit_of(f"{INTERVIEWS}{name}").name))
    for name in interviews:
        one, key = t.interviews_enough[name], f"{INTERVIEWS}{name}"
        before = b.interviews_enough.get(name)
        yield _threshold(key, str(one.value), Basis(one.basis, one.source), origin, str(before.value) if before else "")
    for key in (field for field in vars(t) if field in NUMBERS):
        yield _threshold(key, str(getattr(t, key)), t.bases.get(key, Basis("source")), origin, str(getattr(b, key)))
    for specialty in SPECIALTIES:
        key = f"{TIERS}{specialty}"
        yield _threshold(key, TIER_WORDS[t.tiers[specialty]], t.bases.get(key, Basis("source")), origin,
                         TIER_WORDS[b.tiers[specialty]])  # fmt: skip


def _threshold(key: str, value: str, basis: Basis, origin: str, before: str) -> TableRow:
    own = basis.basis == OWN
    source = basis.source if own else f"{basis.words[:1].upper()}{basis.words[1:]}"
    whose = OWN if own else origin
    return TableRow(key, (limit_of(key).name, value, source, WHOSE[whose]), whose, source, before=before if own else "")


def _season(tables: Tables, base: Tables) -> Iterator[TableRow]:
    origin = TAKEN_IN if "season" in tables.taken_in else SHIPPED
    shipped = {event.id: event.dates for event in base.events}
    for event in tables.events:
        for year, (day, status) in sorted(event.dates.items(), reverse=True):
            own = status == OWN
            source = event.own_sources.get(year, event.source)
            whose = OWN if own else origin
            before = shipped.get(event.id, {}).get(year)
            label = "set by you" if own else status
            cells = (event.name, str(year), short_day(day), label, source, WHOSE[whose])
            yield TableRow((event.id, year), cells, whose, source, note=f"By rule: {event.rule}.",
                           before=short_day(before[0]) if own and before else "")  # fmt: skip


def _fees(tables: Tables, base: Tables) -> Iterator[TableRow]:
    origin = TAKEN_IN if "fees" in tables.taken_in else SHIPPED
    shipped = {row.key: row for row in fee_rows(base.fees)}
    for row in fee_rows(tables.fees):
        own = tables.own_fees.get(row.key)
        source = row.source if own is None else own
        whose = origin if own is None else OWN
        seasons = "" if own is not None else ", ".join(str(year) for year in row.seasons)
        before = fee_words(shipped[row.key]) if own is not None and row.key in shipped else ""
        cells = (row.name, fee_words(row), seasons, source, WHOSE[whose])
        yield TableRow(row.key, cells, whose, source, "" if own is not None else row.url, before=before)


def fee_words(row: FeeRow) -> str:
    """`$955`, `60 %`, `20 ranks`"""
    if row.unit == DOLLARS:
        return f"${row.value:,g}" if row.value == int(row.value) else f"${row.value:,.2f}"
    return f"{row.value:g} {row.unit}"


def _gone(table: str, tables: Tables, own: OwnTables) -> Iterator[TableRow]:
    """Own rows that a later table has no place for any more: kept, shown, counting nowhere."""
    if table == "fees":
        for row in own.fees:
            if row.key not in tables.own_fees:
                yield TableRow(row.key, (row.key, f"{row.value:g}", "", row.source, WHOSE[OWN]), OWN, row.source,
                               note="The table has no such fee any more; this counts nowhere.")  # fmt: skip
    if table == "season":
        known = {event.id for event in tables.events}
        for day in own.season:
            if day.event not in known:
                yield TableRow(day.key, (day.event, str(day.year), short_day(day.day), "set by you", day.source,
                                         WHOSE[OWN]), OWN, day.source,
                               note="The table has no such date any more; this counts nowhere.")  # fmt: skip
