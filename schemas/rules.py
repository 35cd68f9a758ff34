"""What a contract can ask: each rule is one object, which pandera, Polars and SQL say alike.

Belongs here: the kinds of rule over one column, and how a rule over one row is declared. A null keeps every rule but
``NotNull``; NaN is larger than every number, as Polars and DuckDB order it, and no value where one is asked for.
Does not belong here: which table asks what (contracts), rules over several rows (``grain``, ``*.check.sql``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import pandera.polars as pa
import polars as pl

from schemas.types import literal


class Rule(Protocol):
    """A rule over one column: a Polars expression and an SQL condition of the values that keep it, beside pandera's check."""

    @property
    def name(self) -> str:
        """Return its name, as pandera and ``meta.rejected_rows`` show it."""

    def holds(self, column: str) -> pl.Expr:
        """Return whether a value keeps it; never null."""

    def sql(self, column: str) -> str:
        """Return the condition on a column, written as SQL writes it, of the values that keep it; null for a null."""


@dataclass(frozen=True)
class NotNull:
    """A value is there. Pandera says so by ``nullable=False``."""

    is_float: bool
    name: ClassVar[str] = "not_null"

    def holds(self, column: str) -> pl.Expr:
        """Return whether a value is there."""
        there = pl.col(column).is_not_null()
        return there & pl.col(column).is_not_nan().fill_null(True) if self.is_float else there

    def sql(self, column: str) -> str:
        """Return the condition."""
        return f"{column} is not null" + (f" and not isnan({column})" if self.is_float else "")


@dataclass(frozen=True)
class Bound:
    """A value is on one side of a bound."""

    name: str
    sign: str
    compare: Callable[[pl.Expr, Any], pl.Expr]
    value: Any

    def holds(self, column: str) -> pl.Expr:
        """Return whether a value is on its side."""
        return self.compare(pl.col(column), self.value).fill_null(True)

    def sql(self, column: str) -> str:
        """Return the condition."""
        return f"{column} {self.sign} {literal(self.value)}"


@dataclass(frozen=True)
class OneOf:
    """A value is one of a list."""

    values: tuple[Any, ...]
    name: ClassVar[str] = "isin"

    def holds(self, column: str) -> pl.Expr:
        """Return whether a value is on the list."""
        return pl.col(column).is_in(list(self.values)).fill_null(True)

    def sql(self, column: str) -> str:
        """Return the condition."""
        return f"{column} in ({', '.join(literal(value) for value in self.values)})"


@dataclass(frozen=True)
class Matches:
    """A text has a form, from its beginning on, which is how pandera reads a pattern."""

    pattern: str
    name: ClassVar[str] = "str_matches"

    @property
    def anchored(self) -> str:
        """Return the pattern as pandera anchors it."""
        return self.pattern if self.pattern.startswith("^") else f"^{self.pattern}"

    def holds(self, column: str) -> pl.Expr:
        """Return whether a text has the form."""
        return pl.col(column).str.contains(self.anchored).fill_null(True)

    def sql(self, column: str) -> str:
        """Return the condition."""
        return f"regexp_matches({column}, {literal(self.anchored)})"


# a rule as a line of the vocabulary and ``pandera.Field`` name it
KINDS: dict[str, Callable[[Any], Rule]] = {
    "ge": lambda value: Bound("greater_than_or_equal_to", ">=", pl.Expr.ge, value),
    "gt": lambda value: Bound("greater_than", ">", pl.Expr.gt, value),
    "le": lambda value: Bound("less_than_or_equal_to", "<=", pl.Expr.le, value),
    "lt": lambda value: Bound("less_than", "<", pl.Expr.lt, value),
    "isin": lambda values: OneOf(tuple(values)),
    "str_matches": Matches,
}


def field(dtype: Any, nullable: bool, said: Mapping[str, Any], description: str, metadata: Mapping[str, Any]) -> Any:
    """Return the pandera field of a column, which carries the rules as objects beside pandera's own checks.

    Raises:
        LookupError: A rule is of no kind that there is.
    """
    if unknown := sorted(said.keys() - KINDS.keys()):
        raise LookupError(f"rule {unknown[0]} is none of {', '.join(KINDS)}. Add its kind to schemas/rules.py.")
    rules = [KINDS[kind](value) for kind, value in said.items()]
    if not nullable:
        rules.insert(0, NotNull(dtype == pl.Float64))
    return pa.Field(nullable=nullable, description=description, metadata={**metadata, "rules": tuple(rules)}, **said)


def rules_of(column: Any) -> tuple[Rule, ...]:
    """Return the rules of a column of a contract's schema."""
    return tuple((column.metadata or {})["rules"])


def row_rule(says: Callable[[Any], pl.Expr]) -> Any:
    """Declare a rule over one row: a method of a contract that returns an expression; a null of it keeps the rule.

    Its name is the rule's. Pandera checks it as a check of the frame; ``row_rules`` gives the expression.
    """

    def check(cls: Any, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(says(cls).fill_null(True))

    check.__name__, check.__doc__ = says.__name__, says.__doc__
    found: Any = pa.dataframe_check(error=says.__name__)(check)
    found.says = says
    return found


def row_rules(contract: Any) -> Iterator[tuple[str, pl.Expr]]:
    """Give name and expression of each rule over one row, those of the contract's bases first."""
    said = {
        name: getattr(part, "says", None) for base in reversed(contract.__mro__) for name, part in vars(base).items()
    }
    for name, says in said.items():
        if says:
            yield name, says(contract).fill_null(True)
