"""Contracts as rules that a whole batch is checked against in one pass.

A pandera schema is the contract; here its row rules become Polars expressions, because asking
pandera itself for the failing rows of a large batch costs a frame per check. ``unique`` is not a
row rule and is left to SQL. The tests compare every rule with pandera's own verdict.

The compiler reads private attributes of pandera checks (``_check_fn``, ``_check_kwargs``), so
pandera's minor version is pinned.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.backends.polars.register import register_polars_backends

register_polars_backends()


class Rule(NamedTuple):
    """A rule of a contract.

    Attributes:
        column: The column that it is about, or '' when it is about the row.
        name: Its name, as ``meta.rejected_rows`` shows it.
        broken: True in the rows that break it.
    """

    column: str
    name: str
    broken: pl.Expr


class _Probe:
    """Stands in for the frame that a check receives, and records what the check selects."""

    def select(self, *expressions: Any) -> list[Any]:
        return list(expressions)


def _holds(check: pa.Check, key: str) -> pl.Expr:
    if check.element_wise:
        return pl.col(key).map_elements(check._check_fn, return_dtype=pl.Boolean)
    function = check._check_fn
    name = getattr(function, "__name__", None)
    if name and check.is_builtin_check(name):
        function = check.get_builtin_check_fn(name)
    selected = function(PolarsData(_Probe(), key), **check._check_kwargs)  # type: ignore[arg-type]
    flat = [e for item in selected for e in (item if isinstance(item, (list, tuple)) else [item])]
    holds = flat[0] if len(flat) == 1 else pl.all_horizontal(flat)
    return holds.fill_null(True) if check.ignore_na else holds.fill_null(False)


def rules(model: type[pa.DataFrameModel]) -> Iterator[Rule]:
    """Give the row rules of a contract: not null, column checks, row checks."""
    schema = model.to_schema()
    for name, column in schema.columns.items():
        if not column.nullable:
            missing = pl.col(name).is_null()
            if str(column.dtype).startswith("Float"):
                missing = missing | pl.col(name).is_nan()
            yield Rule(name, "not_null", missing)
        for check in column.checks:
            yield Rule(name, check.name or str(check.error), ~_holds(check, name))
    for check in schema.checks:
        yield Rule("", str(check.error or check.name), ~_holds(check, "*"))


@cache
def compiled(model: type[pa.DataFrameModel]) -> tuple[Rule, ...]:
    """Return the row rules of a contract, worked out once."""
    return tuple(rules(model))


def polars_schema(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    """Return a contract's columns with their Polars types."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}
