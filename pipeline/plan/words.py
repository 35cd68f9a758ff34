"""How plans are worded: amounts, measures, chances. No decision is taken here."""

from __future__ import annotations

from collections.abc import Sequence

MEASURES = {
    "reach": "people reached", "engagements": "engagements", "clicks": "clicks", "orders": "orders",
    "net_revenue": "net revenue",
}  # fmt: skip


def measure_words(measure: str) -> str:
    """Return a measure as people call it."""
    return MEASURES[measure]


def amount(value: float, currency: str) -> str:
    """Return an amount of money: whole units from 100 on, cents below."""
    return f"{value:,.0f} {currency}" if abs(value) >= 100 else f"{value:,.2f} {currency}"


def number(value: float) -> str:
    """Return a count or an expected count: whole from 10 on, one decimal below."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:,.1f}"


def result(value: float, measure: str, currency: str) -> str:
    """Return a result with its measure: '61 orders', '4,200 EUR net revenue'."""
    shown = amount(value, currency) if measure == "net_revenue" else number(value)
    return f"{shown} {measure_words(measure)}"


def each(cost: float, expected: float, measure: str, currency: str) -> str:
    """Return what one result costs: people by the thousand, money as what comes back for one."""
    if measure == "net_revenue":
        return f"{expected / cost:,.2f} {currency} for each {currency}"
    if measure == "reach":
        return f"{amount(1000 * cost / expected, currency)} per thousand"
    return f"{amount(cost / expected, currency)} each"


def bounds(low: float, high: float, measure: str, currency: str) -> str:
    """Return an interval of a result."""
    shown = [amount(v, currency) if measure == "net_revenue" else number(v) for v in (low, high)]
    return f"{shown[0]} to {shown[1]}"


def chance(probability: float) -> str:
    """Return a probability in words that people do not overrate."""
    if probability > 0.99:
        return "more than 99 %"
    return "less than 1 %" if probability < 0.01 else f"{100 * probability:.0f} %"


def listed(names: Sequence[str], last: str = "or") -> str:
    """Return names as a list: 'DE, FR or NL'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""
