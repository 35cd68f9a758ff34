"""Metrics asked of a semantic layer equal those worked out by hand: no total counts twice, no ratio is averaged."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from layers import Boring, MetricFlow, offered
from model_rows import insert, warehouse

from pipeline.models.sql_models import contract
from pipeline.semantic import boring
from pipeline.semantic.__main__ import files
from pipeline.semantic.additive import left_out, tables
from pipeline.semantic.views import create_views
from schemas.types import duckdb_type

GIVEN = {
    "marts.influencers": [{"influencer_id": "ana", "niche": "food"}, {"influencer_id": "ben", "niche": "sport"}],
    "marts.campaign_results": [
        {"campaign_id": "c1", "brand": "Oats", "budget": 100, "cost": 40, "advertising_unassigned": 10},
        {"campaign_id": "c2", "brand": "Oats", "budget": None, "cost": 900},
    ],
    "marts.influencer_roi": [
        {"influencer_id": "ana", "campaign_id": "c1", "cost": 10, "net_revenue": 40, "views": 500},
        {"influencer_id": "ana", "campaign_id": "c2", "cost": 90, "net_revenue": 60, "views": 1500},
        {"influencer_id": "ana", "campaign_id": "all", "cost": 100, "net_revenue": 100, "views": 2000},
        {"influencer_id": "ben", "campaign_id": "c1", "cost": 30, "net_revenue": None, "views": 0},
        {"influencer_id": "ben", "campaign_id": "all", "cost": 30, "net_revenue": None, "views": 0},
    ],
    "marts.tier_engagement": [
        {"scheme": scheme, "platform": platform, "tier": "nano", "niche": niche, "headline_denominator": base}
        | {"headline_engagements": engagements, "headline_base": 100}
        for scheme in ("default", "article_loose")
        for platform, base, engagements in (("instagram", "followers", 3), ("tiktok", "views", 50))
        for niche in ("food", "all")
    ],
    "marts.post_performance": [
        {"post_key": "1", "engagements": 10, "reach": 100},
        {"post_key": "2", "engagements": 30, "reach": 100},
        {"post_key": "3", "engagements": 500, "reach": None},
        {"post_key": "4", "engagements": None, "reach": 900},
        {"post_key": "5", "engagements": 70, "reach": 0},
    ],
    "marts.deal_results": [
        {"deal_id": "d1", "influencer_id": "ana", "goal_orders": 5, "actual_orders": 7, "orders": 7},
        {"deal_id": "d2", "influencer_id": "ana", "goal_orders": None, "actual_orders": None, "orders": 9},
    ],
}


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    found = warehouse({})
    for name in tables():
        insert(found, f"marts.{name}", GIVEN.get(f"marts.{name}", []))
    create_views(found)
    return found


@pytest.fixture(scope="module")
def metricflow(con: duckdb.DuckDBPyConnection) -> MetricFlow:
    return MetricFlow(con, files()["metricflow.yaml"])


@pytest.fixture(scope="module")
def bored(con: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Boring:
    path = tmp_path_factory.mktemp("layer") / "boring.yaml"
    path.write_text(files()["boring.yaml"], encoding="utf-8")
    return Boring(con, path)


@pytest.fixture(params=["metricflow", "bored"])
def layer(request: pytest.FixtureRequest) -> MetricFlow | Boring:
    return request.getfixturevalue(request.param)


def _by(layer: MetricFlow | Boring, entity: str, dimension: str) -> str:
    return f"{entity}__{dimension}" if isinstance(layer, MetricFlow) else dimension


def _creator(layer: MetricFlow | Boring) -> str:
    return "influencer" if isinstance(layer, MetricFlow) else "influencer_id"


def test_a_return_is_the_ratio_of_sums_without_the_row_over_all(layer: MetricFlow | Boring) -> None:
    asked = ["cost", "return_on_ad_spend", "revenue_roi", "cost_per_thousand_views"]
    assert layer.ask("influencer_roi", asked, _creator(layer)) == {
        "ana": (100, 1, 0, 50),
        "ben": (30, None, None, None),
    }


def test_a_rate_of_posts_leaves_out_those_that_do_not_know_both_parts(layer: MetricFlow | Boring) -> None:
    by = _by(layer, "post_performance", "platform")
    found = layer.ask("post_performance", ["engagement_rate_by_reach"], by)
    assert found == {"instagram": (pytest.approx(40 / 200),)}


def test_denominators_do_not_mix_and_schemes_are_not_added(layer: MetricFlow | Boring) -> None:
    asked = ["headline_rate_pooled_by_followers", "headline_rate_pooled_by_views"]
    sums = [f"{asked[0]}_numerator", f"{asked[1]}_denominator"]
    by = _by(layer, "tier_engagement", "tier")
    assert layer.ask("tier_engagement", asked + sums, by) == {"nano": (0.03, 0.5, 3, 100)}


def test_spending_without_a_budget_is_not_held_against_the_budgets_of_others(layer: MetricFlow | Boring) -> None:
    by = _by(layer, "campaign", "brand")
    assert layer.ask("campaign_results", ["budget_used_rate", "cost"], by) == {"Oats": (0.5, 940)}


def test_results_of_deals_are_added_up_and_goals_of_different_measures_are_not(layer: MetricFlow | Boring) -> None:
    assert layer.ask("deal_results", ["orders"], _creator(layer)) == {"ana": (16,)}
    assert not {"goal_orders", "actual_orders"} & set(tables()["deal_results"].measures)
    assert {"all of deal_goals", "all of campaign_goals"} <= set(left_out())


def test_metricflow_reaches_what_another_mart_says_of_the_key(metricflow: MetricFlow) -> None:
    assert metricflow.ask("influencer_roi", ["cost"], "influencer__niche") == {"food": (100,), "sport": (30,)}
    assert metricflow.ask("influencer_roi", ["return_on_ad_spend"], "campaign__brand") == {"Oats": (100 / 130,)}


@pytest.mark.parametrize(
    ("setting", "value", "day"),
    [
        ("as_of_at", None, "2026-05-09"),
        ("as_of_at", datetime(2026, 5, 1), "2026-04-30"),
        ("known_on_at", datetime(2026, 5, 5), "2026-04-30"),
    ],
)
def test_the_newest_day_is_that_of_the_newest_capture_that_counts(setting: str, value: Any, day: str) -> None:
    loads = [
        {"status": "loaded", "captured_at": f"2026-{captured} 12:00:00", "ended_at": f"2026-{loaded} 12:00:00"}
        for captured, loaded in (("04-30", "05-01"), ("05-09", "05-09"))
    ]
    con = warehouse({"meta.loads": [*loads, {"status": "rejected", "captured_at": "2026-09-09"}]})
    con.execute(f"update meta.settings set {setting} = ?", [value])
    for name in tables():
        insert(con, f"marts.{name}", [{}] if name == "tier_roi" else [])
    create_views(con)
    assert con.execute("select cast(newest_day as varchar) from additive.tier_roi").fetchall() == [(day,)]


def _any_value(rng: random.Random, name: str, column: Any) -> object:
    kind = duckdb_type(column.dtype)
    if kind in ("date", "timestamp"):
        return rng.choice(["2026-03-30", "2026-03-31"])
    if column.nullable and rng.random() < 0.2:
        return None
    if kind == "varchar":
        allowed = [
            value for check in column.checks if check.name == "isin" for value in check.statistics["allowed_values"]
        ]
        return rng.choice(allowed or ["default" if name == "scheme" else "a", "b", "all"])
    return rng.random() < 0.5 if kind == "boolean" else rng.randint(0, 4)


ALWAYS = ("deal_results", "tier_roi")  # the other marts' metrics are asked in the long tests


@pytest.mark.parametrize(
    "mart", [pytest.param(mart, marks=() if mart in ALWAYS else pytest.mark.long) for mart in boring.config()]
)
def test_the_layers_agree_on_every_metric_of_any_rows(mart: str, tmp_path: Path) -> None:
    con, rng = warehouse({}), random.Random(mart)
    for name in tables():
        columns = contract(f"marts.{name}").to_schema().columns
        rows = [{c: _any_value(rng, c, columns[c]) for c in columns} for _ in range(40)]
        insert(con, f"marts.{name}", rows if name == mart else [])
    insert(con, "meta.loads", [{"status": "loaded"}])
    create_views(con)
    (tmp_path / "boring.yaml").write_text(files()["boring.yaml"], encoding="utf-8")
    flow = MetricFlow(con, files()["metricflow.yaml"]).ask(mart, offered(mart), "metric_time__day")
    other = Boring(con, tmp_path / "boring.yaml").ask(mart, offered(mart), tables()[mart].time)
    assert any(value for row in other.values() for value in row)
    assert {str(day)[:10]: row for day, row in flow.items()} == {
        str(day)[:10]: pytest.approx(row, nan_ok=False) for day, row in other.items()
    }
