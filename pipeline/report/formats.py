"""Numbers as a person reads them. The browser shows the columns of long tables by the same rules (``NUMBERS``)."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

NUMBERS: dict[str, dict[str, Any]] = {
    "count": {"maximumFractionDigits": 0},
    "amount": {"maximumFractionDigits": 0},
    "expected": {"minimumFractionDigits": 1, "maximumFractionDigits": 1},
    "money": {"minimumFractionDigits": 2, "maximumFractionDigits": 2},
    "ratio": {"minimumFractionDigits": 2, "maximumFractionDigits": 2},
    "rate": {"style": "percent", "minimumFractionDigits": 2, "maximumFractionDigits": 2},
    "share": {"style": "percent", "maximumFractionDigits": 0},
}  # as Intl.NumberFormat takes them
WORDS = ["text", "tier", "name", "sentence", "list", "chance", "evidence", "verdict", "day", "flag"]
KINDS = [*NUMBERS, *WORDS]
NAMED = 0.95  # a probability from which on a tier is named as one that returns more: is_named_best of marts.tier_roi
TOLD = 0.9  # a probability from which on one of two is said to be ahead, as for the advice of a plan


def number(value: float | int | Decimal, kind: str) -> str:
    """Return a number as its kind is written."""
    options = NUMBERS[kind]
    digits = int(options["maximumFractionDigits"])
    return f"{value:,.{digits}%}" if options.get("style") == "percent" else f"{value:,.{digits}f}"


def shown(value: Any, kind: str = "text") -> str | None:
    """Return a value as text; null where nothing was reported."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return " to ".join(number(bound, kind) for bound in value)
    if kind in NUMBERS:
        return number(value, kind)
    if kind == "chance":
        return probability(value)
    if kind == "list":
        return ", ".join(str(value).split(";"))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime):
        return f"{value:%Y-%m-%d}"
    return str(value)


def plain(value: Any) -> Any:
    """Return a value as JSON has it; bounds as a list of two."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bool | date | datetime):
        return shown(value)
    return round(value, 6) if isinstance(value, float) else value


def money(value: float | Decimal, currency: str) -> str:
    """Return an amount with its currency: cents below 1,000."""
    return f"{value:,.{0 if abs(float(value)) >= 1000 else 2}f} {currency}"


def interval(low: float | None, high: float | None, kind: str) -> str:
    """Return 95 % bounds in words; nothing where they are not known."""
    return "" if low is None or high is None else f"95% {number(low, kind)} to {number(high, kind)}"


def change(value: float) -> str:
    """Return a relative change with its sign."""
    return f"{value:+,.0%}".replace("-", "−")


def probability(value: float) -> str:
    """Return a probability in per cent; never certain."""
    if value > 0.99:
        return "more than 99%"
    return "less than 1%" if value < 0.01 else f"{value:.0%}"


def listed(words: Iterable[str]) -> str:
    """Return words as an enumeration: a, b and c."""
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def counted(value: int, one: str, many: str = "") -> str:
    """Return a count with its noun."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def sentence(words: str) -> str:
    """Return words as a sentence: with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def followers(value: int) -> str:
    """Return a follower count in short: 10k, 1M."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return str(value)
