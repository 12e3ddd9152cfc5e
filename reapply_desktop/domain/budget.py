"""What the season costs as far as the plan says: applying in each field, what its steps ask for, and the months.

Fees are those of the table with source and year; what no table holds stays open and is said to be (B8.4, B11.8).
"""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from reapply_desktop.domain.answers import Answers, Money, Situation
from reapply_desktop.domain.application_costs import cost_line
from reapply_desktop.domain.fee_rows import FeeRow, fee_rows
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.runway import runway_words
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import SPECIALTIES

# The step that asks for a fee, and its key in the table. A transcript of the USMLE is not what every DO sends.
ASKED_BY = {
    "carries_over": "transcript.each_season",
    "ecfmg_token": "ecfmg_token.fee",
    "step3_test": "step3.fee",
    "nrmp_opens": "nrmp.registration",
}
NOT_FOR = {"transcript.each_season": ("us_do",)}


@dataclass(frozen=True)
class Cost:
    """One line: US dollars, None where they are not known; `source` with its year, and whose it is."""

    name: str
    dollars: float | None
    source: str


@dataclass(frozen=True)
class Budget:
    """`costs` of applying with `notes` on what is not known; `months` are the person's own amounts by name, `lasts` how
    long the savings carry them (B1.1), in a sentence."""

    costs: tuple[Cost, ...] = ()
    notes: tuple[str, ...] = ()
    months: tuple[tuple[str, Money], ...] = ()
    lasts: str = ""

    @property
    def is_filled(self) -> bool:
        return bool(self.costs or self.months)

    @property
    def total(self) -> float:
        """The sum of what is known, in US dollars."""
        return sum(cost.dollars for cost in self.costs if cost.dollars is not None)

    @property
    def is_whole(self) -> bool:
        return all(cost.dollars is not None for cost in self.costs)


def season_budget(plan: Plan, among: Sequence[Milestone], tables: Tables, today: date) -> Budget:
    """The budget of a plan by these of its steps. Without a planned number of programs no fee is counted: one fee
    alone would pass for the whole."""
    applying, notes = _applying(plan.answers, tables)
    fixed = _fixed(plan, among, tables) if applying else ()
    situation = plan.answers.situation or Situation()
    amounts = (("Costs a month", situation.monthly_costs), ("Income a month", situation.monthly_income),
               ("Savings", situation.savings))  # fmt: skip
    months = tuple((name, amount) for name, amount in amounts if amount is not None)
    return Budget((*applying, *fixed), notes, months, runway_words(asdict(situation), today))


def _applying(answers: Answers, tables: Tables) -> tuple[tuple[Cost, ...], tuple[str, ...]]:
    """What applying in each field costs; nothing while no number of programs is chosen."""
    decision = answers.decision
    if decision is None or (decision.primary_programs is None and decision.backup_programs is None):
        return (), ()
    found, notes = [], []
    for field, programs in ((decision.primary, decision.primary_programs), (decision.backup, decision.backup_programs)):
        if field is None:
            continue
        name = SPECIALTIES.get(field, field)
        if programs is None:
            found.append(Cost(name, None, "The number of programs is open."))
            continue
        line = cost_line(field, programs, tables)
        source = f"{line.service}: {line.source}" if line.source else line.service
        found.append(Cost(f"{name}, {counted(programs, 'program')}", line.dollars, source))
        notes.extend([line.note] if line.note else [])
    return tuple(found), tuple(dict.fromkeys(notes))


def _fixed(plan: Plan, among: Sequence[Milestone], tables: Tables) -> tuple[Cost, ...]:
    """What the plan's own steps ask for once."""
    asked = {plan.origins[step.id].template for step in among if step.id in plan.origins and not plan.is_past(step.id)}
    rows = {row.key: row for row in fee_rows(tables.fees)}
    found = []
    for template, key in ASKED_BY.items():
        row = rows.get(key)
        if template not in asked or row is None or plan.answers.applicant.type in NOT_FOR.get(key, ()):
            continue
        own = tables.own_fees.get(key)
        found.append(Cost(row.name, row.value, _dated(row) if own is None else f"{own}, yours"))
    return tuple(found)


def _dated(row: FeeRow) -> str:
    """The source, with the year it was read for unless it names one itself."""
    named = not row.seasons or re.search(r"\b20\d\d\b", row.source)
    return row.source if named else f"{row.source}, {max(row.seasons)}"
