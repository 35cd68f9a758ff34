"""What the vocabulary holds of a column."""

from typing import NamedTuple


class Column(NamedTuple):
    """What a column means, and in which unit it counts."""

    words: str
    unit: str = ""


def count(words: str) -> Column:
    """Return a column that counts things."""
    return Column(words, "count")


def money(words: str) -> Column:
    """Return an amount; the row's currency, or the reporting currency, is its unit."""
    return Column(words, "money")
