"""Which steps of the chart are selected, and on which the keyboard stands; and how a row is said aloud."""

from __future__ import annotations

from collections.abc import Iterable

from reapply_desktop.domain.chart_rows import ChartRows
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import counted, late_words, span_words
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES


class ChartSelection:
    """A set of ids with a current one, and the row from which Shift reaches."""

    def __init__(self) -> None:
        self.ids: frozenset[str] = frozenset()
        self.current: str | None = None
        self._anchor: str | None = None

    def ordered(self, rows: ChartRows) -> tuple[str, ...]:
        """The selected ids in the order of the rows; those filtered out are not among them."""
        places = sorted((row, i) for i in self.ids if (row := rows.row_of(i)) is not None)
        return tuple(i for _row, i in places)

    def worded(self) -> str | None:
        """The step whose dates are written beside it: the current one, when it is selected."""
        return self.current if self.current in self.ids else next(iter(self.ids), None)

    def set(self, ids: Iterable[str]) -> None:
        """Selected from outside: the current one stays when it is among them."""
        wanted = list(ids)
        self.ids = frozenset(wanted)
        if self.current not in self.ids:
            self.current = self._anchor = wanted[0] if wanted else None

    def only(self, step_id: str | None) -> None:
        self.ids = frozenset() if step_id is None else frozenset({step_id})
        self.current = self._anchor = step_id if step_id is not None else self.current

    def toggle(self, step_id: str) -> None:
        self.ids ^= {step_id}
        self.current = self._anchor = step_id

    def reach(self, rows: ChartRows, step_id: str) -> None:
        """All from the anchor to this one."""
        anchor, row = rows.row_of(self._anchor or step_id), rows.row_of(step_id)
        if anchor is None or row is None:
            self.only(step_id)
            return
        self.ids = frozenset(step.id for step in rows.steps[min(anchor, row) : max(anchor, row) + 1])
        self.current = step_id


def spoken(step: Milestone, row: int, rows: ChartRows) -> str:
    """A row for a screen reader: title, days, category, how it stands, what it waits for, and its place."""
    state = late_words(step, rows.today) or STATUSES.get(step.status, step.status)
    facts = [step.title, span_words(step.start, step.end), CATEGORIES.get(step.category, step.category), state]
    if step.depends_on:
        facts.append(f"waits for {counted(len(step.depends_on), 'step')}")
    return f"{', '.join(facts)}. Row {row + 1:,} of {len(rows):,}"
