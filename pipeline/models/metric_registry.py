"""The metric registry as a table and as a page.

Belongs here: turning ``schemas/metrics`` into ``meta.metric_definitions`` and Markdown; which metrics several
rows may be put together to.
Does not belong here: the declarations, or the checks that follow from them (``contract_sql``).
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipeline.models.contract_sql import metric_parts
from pipeline.models.contracts import polars_schema
from pipeline.warehouse.ddl import replace_table
from schemas.columns import COLUMNS
from schemas.contract import columns_of
from schemas.marts import MARTS_TABLES
from schemas.meta import MetricDefinitions
from schemas.metrics import METRICS
from schemas.metrics.metric import Metric

NOT_ADDITIVE = {
    "median": "a median of medians is not the median of all",
    "mean": "a mean of means weighs small groups like large ones",
    "trimmed mean": "a mean of means weighs small groups like large ones",
    "estimate": "it is worked out from what lies behind the row",
    "interval": "it is worked out from what lies behind the row",
    "probability": "it is worked out from what lies behind the row",
    "share": "it is relative to what is not in the row",
}


def why_not_additive(metric: Metric) -> str:
    """Return why a metric of several rows cannot be worked out from these rows; '' where sums of its parts do."""
    if metric.not_additive or metric.averaging not in ("sum", "difference", "ratio"):
        return metric.not_additive or NOT_ADDITIVE.get(metric.averaging, f"rows of a {metric.averaging} do not add up")
    for part in sorted(metric_parts(metric)) if metric.averaging == "ratio" else []:
        if part in METRICS and why_not_additive(METRICS[part]):
            return f"{part}: {why_not_additive(METRICS[part])}"
        if not COLUMNS[part].adds_up:
            return f"{part} of several rows do not add up"
    return ""


def published_in(metric: str) -> list[str]:
    """Return the marts that hold a metric."""
    return sorted(name for name, contract in MARTS_TABLES.items() if metric in columns_of(contract))


def definitions() -> pl.DataFrame:
    """Return every metric, a row each, with the columns of ``meta.metric_definitions``."""
    rows = [
        {
            "metric": metric.name,
            "metric_family": metric.family,
            "definition": metric.words,
            "unit": metric.unit,
            "averaging": metric.averaging,
            "numerator": metric.numerator or None,
            "denominator": metric.denominator or None,
            "scale": metric.scale,
            "time_window": metric.window or None,
            "null_when": metric.null_when or None,
            "not_additive": why_not_additive(metric) or None,
            "version": metric.version,
            "decision": metric.decision or None,
            "published_in": ", ".join(published_in(metric.name)) or None,
        }
        for metric in METRICS.values()
    ]
    return pl.DataFrame(rows, schema=polars_schema(MetricDefinitions))


def write_definitions(con: duckdb.DuckDBPyConnection) -> int:
    """Replace ``meta.metric_definitions``; return its rows."""
    frame = definitions()
    replace_table(con, "meta.metric_definitions", MetricDefinitions, frame)
    return frame.height


def metric_page() -> list[str]:
    """Return the section of the data dictionary that lists the metrics, family by family."""
    parts = [
        "## Metrics",
        "Every number that is worked out, declared once in `schemas/metrics` and held in `meta.metric_definitions`. "
        "A ratio is the ratio of sums, never a mean of ratios; it is checked against its parts in every row.",
    ]
    for family in dict.fromkeys(metric.family for metric in METRICS.values()):
        rows = [
            "| Metric | Words | Averaging | Formula | Window | Null when | Version |",
            "|---|---|---|---|---|---|---|",
        ]
        rows += [
            f"| {m.name} | {m.words}{_linked(m.decision)} | {m.averaging} | {m.formula} | {m.window} | {m.null_when} | {m.version} |"
            for m in METRICS.values()
            if m.family == family
        ]
        parts += [f"### {family}", "\n".join(rows)]
    return parts


def _linked(decision: str) -> str:
    return f" ([why](decisions/{decision}.md))" if decision else ""
