"""The metric registry: parts exist beside every rate, and a number that does not follow from them is refused."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.models import contract_sql, sql_models
from pipeline.models import metric_registry as metrics
from schemas.marts import MARTS_TABLES
from schemas.metrics import METRICS
from schemas.metrics.metric import Metric, table
from schemas.types import duckdb_type

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"
CHECKED = [metric for metric in METRICS.values() if metric.is_checked]


@pytest.mark.parametrize("mart", MARTS_TABLES)
def test_a_rate_stands_beside_its_parts(mart: str) -> None:
    columns = set(MARTS_TABLES[mart].to_schema().columns)
    alone = [m.name for m in CHECKED if m.name in columns and not contract_sql.metric_parts(m) <= columns]
    assert alone == []


def test_every_ratio_is_declared() -> None:
    counts = ("_with_rate", "_without_rate", "_with_other_rate", "_with_full_rate", "_posts")
    ratio = re.compile(r"^cost_per_|_rate(_|$)|_roi$|_share$|_ratio$")
    columns = {c for contract in MARTS_TABLES.values() for c in contract.to_schema().columns}
    assert {c for c in columns if ratio.search(c) and not c.endswith(counts)} - set(METRICS) == {"margin_rate"}


@pytest.mark.parametrize(
    ("rate", "is_refused"), [("1.5", False), ("0.75", True), ("null", True), ("'nan'::double", True)]
)
def test_a_rate_that_does_not_follow_from_its_parts_is_refused(rate: str, is_refused: bool) -> None:
    contract = sql_models.contract("marts.tier_roi")
    with duckdb.connect() as con:
        con.execute("create schema marts")
        columns = contract.to_schema().columns
        given = {"return_on_ad_spend": rate, "net_revenue": "300", "cost": "200", "fee": "200", "revenue_roi": "0.5"}
        given |= {"revenue_union_high": "300", "tier": "'nano'", "platform": "'x'", "campaign_id": "'all'"}
        given |= {"scheme": "'default'", "creators": "1"}
        kinds = {name: duckdb_type(column.dtype) for name, column in columns.items()}
        con.execute(
            "create table marts.tier_roi as select "
            + ", ".join(f'cast({given.get(name, "null")} as {kind}) as "{name}"' for name, kind in kinds.items())
        )
        broken = dict(contract_sql.broken_rules(con, "marts.tier_roi", contract))
    assert ("return_on_ad_spend: is net_revenue / cost" in broken) is is_refused


def test_the_definitions_name_the_marts_that_publish_them() -> None:
    frame = metrics.definitions()
    assert frame["metric"].to_list() == list(METRICS)
    row = frame.row(by_predicate=pl.col("metric") == "return_on_ad_spend", named=True)
    assert row["numerator"] == "net_revenue"
    assert row["denominator"] == "cost"
    assert "tier_roi" in row["published_in"]


def test_a_metric_is_declared_once() -> None:
    metric = Metric("a_rate", "A rate", "0 to 1", "engagement", "ratio")
    with pytest.raises(ValueError, match="a_rate is declared twice"):
        table(metric, metric)


def test_a_decision_is_a_page() -> None:
    pages = {page.stem for page in DECISIONS.glob("*.md")}
    assert {metric.decision for metric in METRICS.values() if metric.decision} - pages == set()
