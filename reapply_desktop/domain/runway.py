"""How long the money lasts (B1.1): costs, income and savings give a month, and a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reapply_desktop.domain.limits import MONEY_LIMIT
from reapply_desktop.domain.words import MONTHS

LONGEST = 60  # months; beyond that a month would promise more than such numbers can


def runway(costs: float, income: float, savings: float, today: date) -> date | None:
    """The day until which the savings carry the difference of monthly costs and income (US dollars, B1.1);
    None where the income covers the costs, or the savings last beyond five years."""
    gap = costs - income
    months = savings / gap if gap > 0 else None
    if months is None or months > LONGEST:
        return None
    whole = today.month - 1 + int(months)
    return date(today.year + whole // 12, whole % 12 + 1, 1)


def runway_words(values: Mapping[str, Any], today: date) -> str:
    """The same in a sentence, from the situation's `monthly_costs`, `monthly_income` and `savings`; empty where a
    number is missing or cannot be."""
    amounts = [values.get(name) for name in ("monthly_costs", "monthly_income", "savings")]
    if not all(isinstance(a, int | float) and 0 <= a <= MONEY_LIMIT for a in amounts):
        return ""
    costs, income, savings = (float(amount) for amount in amounts if amount is not None)
    if income >= costs:
        return "The income covers the costs; the savings stay."
    gap = f"{costs - income:,.0f}"
    until = runway(costs, income, savings, today)
    if until is None:
        return f"${gap} of savings go each month. They last longer than five years."
    if (until.year, until.month) == (today.year, today.month):
        return f"${gap} more a month are needed than come in. The savings last less than a month."
    return f"${gap} of savings go each month. They last until {MONTHS[until.month - 1]} {until.year}."
