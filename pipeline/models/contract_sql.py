"""A contract's rules as SQL conditions, so that a large table is checked where it lies.

Belongs here: a table held against its contract: the rules of its columns as conditions; that a metric follows from its
parts, as the registry says; and rules over one row, which a contract states in Polars, over batches.
Does not belong here: what a rule says in SQL (``schemas/rules.py``), rules over several rows and tables, which are
``*.check.sql`` files.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb
import polars as pl
import sqlglot

from pipeline.models.contracts import compiled
from pipeline.warehouse.ddl import identifier
from pipeline.warehouse.rows import as_dicts
from schemas.metrics import METRICS
from schemas.metrics.metric import Metric
from schemas.rules import rules_of
from schemas.types import duckdb_type

BATCH = 250_000


def conditions(schema: Any) -> dict[str, str]:
    """Return the rules over single columns: rule -> the condition of the rows that break it."""
    broken: dict[str, str] = {}
    for name, column in schema.columns.items():
        reference = identifier(name)
        broken |= {f"{name}: {rule.name}": f"not ({rule.sql(reference)})" for rule in rules_of(column)}
        if duckdb_type(column.dtype) == "double":
            broken[f"{name}: finite"] = f"not isfinite({reference})"
    return broken


def identities(schema: Any) -> dict[str, str]:
    """Return, for each metric whose parts are columns too, the condition of the rows in which it does not follow."""
    broken: dict[str, str] = {}
    for name, column in schema.columns.items():
        metric = METRICS.get(name)
        if metric is None or not metric.is_checked or not metric_parts(metric) <= set(schema.columns):
            continue
        value = f"cast({identifier(name)} as double)"
        expected = f"cast({metric.numerator} as double)"
        if metric.denominator:
            expected = f"{expected} / nullif(cast({metric.denominator} as double), 0) * {metric.scale}"
        step = 1e-4 if duckdb_type(column.dtype).startswith("decimal") else 1e-12
        broken[f"{name}: is {metric.formula}"] = (
            f"(({expected}) is null) <> ({value} is null)"
            f" or abs({value} - ({expected})) > 1e-9 * abs({expected}) + {step}"
        )
    return broken


@cache
def _rules(contract: Any) -> dict[str, str]:
    """Return the rules of a contract over one row as conditions of the rows that break them, worked out once."""
    schema = contract.to_schema()
    return conditions(schema) | identities(schema)


@cache
def metric_parts(metric: Metric) -> set[str]:
    """Return the columns that a metric follows from."""
    sides = [side for side in (metric.numerator, metric.denominator) if side]
    return {column.name for side in sides for column in sqlglot.parse_one(side).find_all(sqlglot.exp.Column)}


def type_errors(con: duckdb.DuckDBPyConnection, table: str, contract: Any) -> list[dict[str, Any]]:
    """Return the columns whose name, place or type is not the contract's."""
    found = [(r[0], r[1].lower()) for r in con.execute(f"describe {table}").fetchall()]
    columns = contract.to_schema().columns
    wanted = [(name, duckdb_type(column.dtype)) for name, column in columns.items()]
    if found == wanted:
        return []
    rows = []
    for place in range(max(len(found), len(wanted))):
        is_, should = found[place : place + 1], wanted[place : place + 1]
        if is_ != should:
            rows.append({"place": place + 1, "is": is_, "should_be": should})
    return rows


def broken_rules(
    con: duckdb.DuckDBPyConnection, table: str, contract: Any, limit: int = 10
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each rule that rows of the table break, with up to ``limit`` of these rows."""
    if not con.execute(f"select 1 from {table} limit 1").fetchall():
        return
    schema, rules = contract.to_schema(), _rules(contract)
    # one look for any bad row is cheap, DuckDB's statistics answer most of it; counting is for the rest
    if rules and as_dicts(con, f"select 1 from {table} where ({') or ('.join(rules.values())}) limit 1"):
        for rule, bad in rules.items():
            rows = as_dicts(con, f"select * from {table} where {bad} limit {limit}")
            if rows:
                yield rule, rows
    if schema.unique:
        keys = ", ".join(identifier(key) for key in schema.unique)
        repeated = f"select {keys}, count(*) as rows from {table} group by {keys} having count(*) > 1"
        rows = as_dicts(con, f"{repeated} order by all limit {limit}")
        if rows:
            yield f"one row per {', '.join(schema.unique)}", rows
    yield from _row_rules(con, table, contract, limit)


def _row_rules(
    con: duckdb.DuckDBPyConnection, table: str, contract: Any, limit: int
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield broken rules that a contract states in polars over one row, batch by batch."""
    rules = [rule for rule in compiled(contract) if not rule.column]
    if not rules:
        return
    failing: dict[str, list[dict[str, Any]]] = {rule.name: [] for rule in rules}
    for batch in con.sql(f"select * from {table}").to_arrow_reader(BATCH):
        frame = pl.DataFrame(pl.from_arrow(batch))
        broken = frame.select(rule.broken.alias(rule.name) for rule in rules)
        for rule in rules:
            rows = failing[rule.name]
            if len(rows) < limit and broken[rule.name].any():
                rows += frame.filter(broken[rule.name]).head(limit - len(rows)).to_dicts()
    yield from ((rule, rows) for rule, rows in failing.items() if rows)
