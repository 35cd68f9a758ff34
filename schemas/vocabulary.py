"""How a line of the vocabulary is written: a column's words and unit, its type, and the rule that it usually keeps.

A line of the vocabulary is ``"name": kind("words", rule)``; the kinds are below. Null means "not reported", so a column
may be null unless its line says ``not_null``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from schemas.types import Count, Day, Moment, Money, Rate, Seconds


class Column(NamedTuple):
    """What a column means, in which unit it counts, and what it may hold."""

    words: str
    unit: str = ""
    adds_up: bool = True  # whether numbers of several rows may be added; a level such as followers may not
    dtype: Any = str
    not_null: bool = False
    rules: Mapping[str, Any] = {}  # as ``pandera.Field`` takes them: ge, le, isin, ...


def _column(words: str, unit: str, dtype: Any, *, adds_up: bool = True, not_null: bool = False, **rules: Any) -> Column:
    return Column(words, unit, adds_up, dtype, not_null, {rule: v for rule, v in rules.items() if v is not None})


def text(words: str, unit: str = "", **more: Any) -> Column:
    """Return a column of text."""
    return _column(words, unit, str, **more)


def truth(words: str, **more: Any) -> Column:
    """Return a column that is true or false."""
    return _column(words, "", bool, **more)


def count(words: str, unit: str = "count", ge: int | None = 0, **more: Any) -> Column:
    """Return a column of whole numbers, which are not below 0 unless it says so."""
    return _column(words, unit, Count, ge=ge, **more)


def money(words: str, unit: str = "money", ge: int | None = 0, **more: Any) -> Column:
    """Return an amount whose sums are exact, not below 0 unless it says so; its unit is the currency of the row."""
    return _column(words, unit, Money, ge=ge, **more)


def seconds(words: str, unit: str = "seconds", ge: int | None = 0, **more: Any) -> Column:
    """Return a length of time, or another figure with three decimals."""
    return _column(words, unit, Seconds, ge=ge, **more)


def rate(words: str, unit: str = "0 to 1", **more: Any) -> Column:
    """Return a rate or a share."""
    return _column(words, unit, Rate, **more)


def number(words: str, unit: str = "", **more: Any) -> Column:
    """Return a number of any other kind, such as a logarithm or an expected count."""
    return _column(words, unit, Rate, **more)


def moment(words: str, **more: Any) -> Column:
    """Return a moment."""
    return _column(words, "UTC", Moment, **more)


def day(words: str, **more: Any) -> Column:
    """Return a day."""
    return _column(words, "date", Day, **more)


def names(columns: Any) -> Iterator[str]:
    """Yield the names of columns in their order.

    Args:
        columns: Names in a text, a block of the vocabulary, or several of these.
    """
    if isinstance(columns, str):
        yield from columns.split()
    elif isinstance(columns, Mapping):
        yield from columns
    else:
        for part in columns:
            yield from names(part)


def declared(columns: Any) -> Iterator[tuple[str, Any]]:
    """Yield the columns that are declared within a block, which may name others too."""
    if isinstance(columns, Mapping):
        yield from columns.items()
    elif not isinstance(columns, str):
        for part in columns:
            yield from declared(part)
