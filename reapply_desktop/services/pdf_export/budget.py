"""What the season costs, as far as the plan says: fees with source and year, and how long the money lasts (B8.4)."""

from reapply_desktop.domain.answers import Money
from reapply_desktop.domain.budget import Budget, season_budget
from reapply_desktop.domain.table_age import age_words, with_age
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN, Content, Page
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    SMALL,
    STRONG,
    Block,
    flow_pages,
    heading,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.ink import SECOND, WARNING
from reapply_desktop.services.pdf_export.ruled_table import Cell, columns, heads, row_of
from reapply_desktop.services.pdf_export.writing import fact_line, note_lines

APPLYING = "What applying costs"
APART = "Travel, stay and leave without pay are not counted here."


def budget_pages(content: Content) -> list[Page]:
    """The page of the budget; none where neither a number of programs nor an amount is given."""
    budget = season_budget(content.plan, content.steps, content.tables, content.today)
    if not budget.is_filled:
        return []
    wide = content.paper[0] - 2 * MARGIN
    return flow_pages(
        [*_costs(content, budget, wide), *_months(budget, wide)],
        head=whose(content), bookmark="Budget", title="Budget",
        subtitle="In US dollars", size=content.paper, margin=MARGIN, foot=note_lines(wide),
    )  # fmt: skip


def dollars(amount: Money) -> str:
    """`$1,900`, `$12.50`"""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def _costs(content: Content, budget: Budget, wide: float) -> list[Block]:
    """Each fee with its source and year, and the sum of what is known."""
    if not budget.costs:
        return []
    table = columns(("For", wide - 92), ("Amount", 80.0), styles=(STRONG, BODY), right=("Amount",))
    head, again = heads(table, wide, APPLYING)
    blocks = [*heading(APPLYING, MARGIN, wide, 2), head]
    for cost in budget.costs:
        amount = Cell("not known", SECOND) if cost.dollars is None else Cell(dollars(cost.dollars))
        blocks.append(row_of(table, (Cell(cost.name, below=cost.source), amount), wide, again, keep=True))
    total = columns(("", wide - 92), ("Amount", 80.0), styles=(STRONG, STRONG), right=("Amount",))
    name = "Together" if budget.is_whole else "Together, as far as it is known"
    blocks += [row_of(total, (Cell(name), Cell(dollars(budget.total))), wide, again), space(5)]
    for note in (*budget.notes, APART):
        blocks += text_blocks(note, SMALL, MARGIN, wide, SECOND)
    old = age_words(with_age(content.tables, content.today), "fees")
    return [*blocks, *(text_blocks(old, SMALL, MARGIN, wide, WARNING) if old else []), space(6)]


def _months(budget: Budget, wide: float) -> list[Block]:
    """The person's own amounts, and how long they last (B1.1)."""
    if not budget.months:
        return []
    facts = [(name, dollars(amount)) for name, amount in budget.months]
    blocks = [*heading("What the months cost", MARGIN, wide, 12 if budget.costs else 2), *fact_line(facts, wide)]
    return [*blocks, *text_blocks(budget.lasts, BODY, MARGIN, wide)]
