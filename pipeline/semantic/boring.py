"""The layer for the Boring Semantic Layer: a model for each mart, its measures, and what is calculated from them.

Belongs here: the models as that layer's YAML holds them, with Ibis expressions.
Does not belong here: which rows, columns and metrics are offered (``additive``).
"""

from __future__ import annotations

from typing import Any

import sqlglot
from sqlglot import exp

from pipeline.semantic.additive import SCHEMA, Offer, Table, tables, words

ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Paren, exp.Column, exp.Identifier, exp.Literal)


def config() -> dict[str, Any]:
    """Return the models by mart, as the layer's loader takes them."""
    return {name: _model(table) for name, table in tables().items() if table.offers}


def _model(table: Table) -> dict[str, Any]:
    ratios = {offer.name: _ratio(offer) for offer in table.offers if offer.denominator}
    model = {
        "table": table.name,
        "database": SCHEMA,
        "description": table.words,
        "dimensions": {column: _dimension(column, kind, table) for column, kind in table.dimensions.items()},
        "measures": {measure: _measure(measure, table) for measure in table.measures},
    }
    return model | ({"calculated_measures": ratios} if ratios else {})


def _dimension(column: str, kind: str, table: Table) -> dict[str, Any]:
    time = {"is_time_dimension": True, "smallest_time_grain": "TIME_GRAIN_DAY"} if kind == "time" else {}
    return {"expr": f"_[{column!r}]", "description": words(column, table).words, **time}


def _measure(measure: str, table: Table) -> dict[str, Any]:
    column = words(measure, table)
    unit = {"metadata": {"unit": column.unit}} if column.unit else {}
    return {"expr": f"_[{measure!r}].sum()", "description": column.words, **unit}


def _ratio(offer: Offer) -> dict[str, str]:
    scale = f"{offer.scale} * " if offer.scale != 1 else ""
    top, bottom = (_python(side) for side in (offer.numerator, offer.denominator))
    return {"expr": f"{scale}{top} / {bottom}.nullif(0)", "description": offer.words}


def _python(formula: str) -> str:
    """Return arithmetic over measures as the layer's expressions write it.

    Raises:
        ValueError: The formula has a function in it.
    """
    tree = sqlglot.parse_one(formula)
    strange = [node.sql() for node in tree.walk() if not isinstance(node, ARITHMETIC)]
    if strange:
        raise ValueError(f"{strange[0]} is no plain arithmetic: give the metric both_known, so that rows work it out.")

    def named(node: exp.Expression) -> exp.Expression:
        return exp.column(node.name, table="_") if isinstance(node, exp.Column) else node

    text = tree.transform(named).sql()
    return text if isinstance(tree, exp.Column | exp.Paren) else f"({text})"
