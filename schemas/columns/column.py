"""What the vocabulary holds of a column."""

from typing import NamedTuple


class Column(NamedTuple):
    """What a column means, and in which unit it counts."""

    words: str
    unit: str = ""
    adds_up: bool = True  # whether numbers of several rows may be added; a level such as followers may not


def count(words: str) -> Column:
    """Return a column that counts things."""
    return Column(words, "count")


def level(words: str, unit: str = "count") -> Column:
    """Return a number that holds at a moment, or for one of many: adding it over rows means nothing."""
    return Column(words, unit, adds_up=False)


def money(words: str) -> Column:
    """Return an amount; the row's currency, or the reporting currency, is its unit."""
    return Column(words, "money")
