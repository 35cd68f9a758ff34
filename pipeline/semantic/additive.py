"""What of each mart may be added up: its rows, its columns, and the metrics that follow from their sums.

Belongs here: what every layer shares, taken from the contracts and the registry.
Does not belong here: how a layer writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp

from pipeline.models.contract_sql import metric_parts
from pipeline.models.metric_registry import published_in, why_not_additive
from pipeline.warehouse.ddl import identifier, words_of
from schemas.columns import COLUMNS
from schemas.columns.lineage import LINEAGE, RECORD
from schemas.marts import MARTS_TABLES
from schemas.metrics import METRICS
from schemas.metrics.metric import Metric
from schemas.rules import OneOf, rules_of
from schemas.types import duckdb_type, literal
from schemas.vocabulary import Column

SCHEMA = "additive"
NEWEST_DAY = "newest_day"
TEXTS = frozenset(["caption"])  # text that nobody groups by
DIMENSIONS = {"varchar": "categorical", "boolean": "categorical", "date": "time", "timestamp": "time"}
# Of these keys the rows are parts of a whole. A mart with any other key is left out until it is listed here or below.
PARTS = frozenset(
    [
        "influencer_id",
        "campaign_id",
        "deal_id",
        "account_key",
        "post_key",
        "platform",
        "tier",
        "niche",
        "country",
        "format",
        "day",
        "week",
        "month_starts_on",
        "is_dated",
    ]
)
# Of these keys each value holds the same facts once more: the view keeps one, as the settings say.
ALTERNATIVES = {"scheme": "(select tier_scheme from meta.settings)"}


@dataclass(frozen=True)
class Offer:
    """A metric that a layer works out from sums: arithmetic over measures.

    Attributes:
        name: The metric's name; with the kind of denominator where kinds are kept apart.
        words: The column's comment.
        denominator: '' for a plain sum.
    """

    name: str
    words: str
    numerator: str
    denominator: str = ""
    scale: int = 1


@dataclass
class Table:
    """A mart as layers see it, through the view of its name in the schema ``additive``.

    Attributes:
        rows: Conditions of the rows that are no totals and no repetition.
        dimensions: Column -> categorical or time.
        measures: Column of the view -> its expression over the mart; every one may be summed.
        time: The column that says when, for tools that need one.
    """

    name: str
    words: str
    keys: list[str]
    rows: list[str]
    dimensions: dict[str, str]
    time: str
    measures: dict[str, str] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)

    @property
    def computed(self) -> set[str]:
        """Return the measures that are no column of the mart."""
        return {name for name, expression in self.measures.items() if identifier(name) != expression}


def words(column: str, table: Table) -> Column:
    """Return the words of a view's column."""
    if column == NEWEST_DAY:
        return Column("Day of the newest capture that the row can rest on.", "date")
    for offer in table.offers:
        for side in ("numerator", "denominator"):
            if column == f"{offer.name}_{side}":
                return Column(f"The {side} of {offer.name}, where both parts are known.")
    return COLUMNS[column]


@cache
def tables() -> dict[str, Table]:
    """Return the marts that offer metrics, or that others refer to by their key."""
    found = {name: _table(name, contract) for name, contract in MARTS_TABLES.items()}
    known = {name: table for name, table in found.items() if not unknown_keys(table)}
    keys = {key for table in known.values() if table.offers for key in table.dimensions}
    return {n: t for n, t in known.items() if t.offers or (len(t.keys) == 1 and t.keys[0] in keys)}


def left_out() -> dict[str, str]:
    """Return what no layer offers: metric, or mart, -> why."""
    reasons = {name: why_not_additive(metric) for name, metric in METRICS.items() if published_in(name)}
    for name, contract in MARTS_TABLES.items():
        table = _table(name, contract)
        if table.offers and unknown_keys(table):
            reasons[f"all of {name}"] = f"whether its rows by {', '.join(unknown_keys(table))} add up is not stated"
    return {name: reason for name, reason in reasons.items() if reason}


def unknown_keys(table: Table) -> list[str]:
    """Return keys of which nobody has said whether rows add up over them."""
    return [key for key in table.keys if key not in PARTS and key not in ALTERNATIVES]


def _table(name: str, contract: Any) -> Table:
    schema = contract.to_schema()
    kinds = {column: DIMENSIONS.get(duckdb_type(c.dtype)) for column, c in schema.columns.items()}
    dimensions = {column: kind for column, kind in kinds.items() if kind and column not in {*LINEAGE, *RECORD, *TEXTS}}
    keys = list(schema.unique or [])
    rows = _rows(schema, keys)
    # a row that sums up others has no moment of its own, unless by its key
    times = [c for c, kind in dimensions.items() if kind == "time" and (c in keys or not rows)]
    table = Table(name, words_of(contract), keys, rows, dimensions, times[0] if times else NEWEST_DAY)
    for metric in METRICS.values():
        if metric.name in schema.columns and not why_not_additive(metric):
            _offer(table, schema, metric)
    if not times:
        table.dimensions[NEWEST_DAY] = "time"
    return table


def _rows(schema: Any, keys: list[str]) -> list[str]:
    """Return the conditions that leave out rows over all of a key, and all but one of alternatives."""
    conditions = [f"{identifier(key)} = {ALTERNATIVES[key]}" for key in keys if key in ALTERNATIVES]
    for key in keys if len(keys) > 1 else []:
        allowed = _allowed(schema, key)
        text = duckdb_type(schema.columns[key].dtype) == "varchar"
        if text and key not in ALTERNATIVES and not key.endswith("_key") and (not allowed or "all" in allowed):
            conditions.append(f"{identifier(key)} <> 'all'")
    return conditions


def _allowed(schema: Any, column: str) -> list[str]:
    """Return the values that a contract allows in a column, where it lists them."""
    return [value for rule in rules_of(schema.columns[column]) if isinstance(rule, OneOf) for value in rule.values]


def _typed(schema: Any, side: str) -> str:
    """Return a side of a ratio, a sum of amounts with its type.

    DuckDB 1 and 2 give such a sum different types by themselves, and a stored view whose types are others does not open.
    """
    tree = sqlglot.parse_one(side, read="duckdb")
    types = {duckdb_type(schema.columns[column.name].dtype) for column in tree.find_all(exp.Column)}
    amounts = {kind for kind in types if kind.startswith("decimal")}
    return f"cast({side} as {amounts.pop()})" if amounts and isinstance(tree, exp.Add | exp.Sub) else side


def _offer(table: Table, schema: Any, metric: Metric) -> None:
    """Add a metric and the measures that it follows from."""
    comment = metric.comment
    if metric.averaging != "ratio":
        table.measures[metric.name] = identifier(metric.name)
        table.offers.append(Offer(metric.name, comment, metric.name))
    elif metric.apart_by or metric.pairs_parts:
        kinds = _allowed(schema, metric.apart_by) if metric.apart_by else [""]
        for kind in kinds:
            name = f"{metric.name}_by_{kind}" if kind else metric.name
            only = f" and {identifier(metric.apart_by)} = {literal(kind)}" if kind else ""
            top, bottom = (_typed(schema, side) for side in (metric.numerator, metric.denominator))
            table.measures[f"{name}_numerator"] = f"case when ({bottom}) <> 0{only} then {top} end"
            table.measures[f"{name}_denominator"] = f"case when ({top}) is not null{only} then {bottom} end"
            said = f"{comment} Only rows with {metric.apart_by} {kind}." if kind else comment
            table.offers.append(Offer(name, said, f"{name}_numerator", f"{name}_denominator", metric.scale))
    else:
        for part in sorted(metric_parts(metric)):
            table.measures[part] = identifier(part)
        table.offers.append(Offer(metric.name, comment, metric.numerator, metric.denominator, metric.scale))
