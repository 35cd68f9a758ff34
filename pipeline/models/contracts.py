"""Contracts as rules that a whole batch is checked against in one pass, and pandera's own look at rows.

Asking pandera for the failing rows of a batch costs a frame for each rule, so batches are checked by the rules'
expressions, all in one pass; pandera then looks at the rows that passed (``validate``). ``unique`` is no rule of a row and
is left to SQL. The tests compare every rule with pandera's own verdict.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandera.polars as pa
import polars as pl

from schemas.rules import row_rules, rules_of


class Breach(NamedTuple):
    """How rows break a rule of a contract.

    Attributes:
        column: The column that the rule is about, or '' when it is about the row.
        name: Its name, as ``meta.rejected_rows`` shows it.
        broken: True in the rows that break it, else false.
    """

    column: str
    name: str
    broken: pl.Expr


def breaches(model: type[pa.DataFrameModel]) -> Iterator[Breach]:
    """Give how the rules of a contract are broken: those of columns, not null first, then those of rows."""
    for name, column in model.to_schema().columns.items():
        for rule in rules_of(column):
            yield Breach(name, rule.name, ~rule.holds(name))
    for rule_name, holds in row_rules(model):
        yield Breach("", rule_name, ~holds)


@cache
def compiled(model: type[pa.DataFrameModel]) -> tuple[Breach, ...]:
    """Return how the rules of a contract are broken, worked out once."""
    return tuple(breaches(model))


def polars_schema(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    """Return a contract's columns with their Polars types."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


@cache
def _looked_at(model: type[pa.DataFrameModel], empty: frozenset[str]) -> Any:
    """Return a contract without its grain, and without what it asks of columns that are empty and may be."""
    schema = model.to_schema().remove_columns(sorted(empty))
    schema.unique, schema.strict = None, False
    return schema


def validate(model: type[pa.DataFrameModel], rows: pl.DataFrame) -> None:
    """Let pandera itself look at rows that keep every rule; which of them are one is for SQL.

    An empty column breaks no rule of its own where null is allowed, and pandera takes milliseconds for each.

    Raises:
        SchemaError: Pandera says otherwise.
    """
    columns = model.to_schema().columns
    empty = {name for name in rows.columns if columns[name].nullable and rows[name].null_count() == rows.height}
    _looked_at(model, frozenset(empty)).validate(rows)
