"""Intervals of returns cover the truth, hold still for a seed, and compare tiers as independent."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from model_rows import models, warehouse

from pipeline.models import sql_models
from pipeline.models.bootstrap import weights

pytestmark = pytest.mark.long

STEPS = [f"intermediate.{name}" for name in ("int_return_slots", "int_return_replicates")]
RETURNS = "intermediate.int_returns"


def _deals(groups: int, deals: int, spread: float, mean_return: float, chance: np.random.Generator) -> pl.DataFrame:
    """Return deals of many campaigns: cost and return lognormal, independent, the mean return known."""
    cost = np.exp(chance.normal(6, 0.9, groups * deals))
    factor = np.exp(chance.normal(-(spread**2) / 2, spread, groups * deals)) * mean_return
    return pl.DataFrame(
        {
            "influencer_id": [f"i{n}" for n in range(groups * deals)],
            "campaign_id": [f"c{n // deals}" for n in range(groups * deals)],
            "deal_id": [f"d{n}" for n in range(groups * deals)],
            "platform": "tiktok",
            "tier": "nano",
            "cost": cost,
            "net_revenue": cost * factor,
        }
    )


def _replicates(frame: pl.DataFrame, settings: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
    con = warehouse({}, settings)
    con.execute("create schema intermediate")
    con.register("frame", frame)
    blank = "cast(null as bigint) as"
    con.execute(
        f"create table {RETURNS} as select *, {blank} views, {blank} engagements, {blank} clicks, {blank} orders from frame"
    )
    for step in STEPS:
        con.execute(f"create table {step} as {models()[step].text}")
    return con


@pytest.mark.parametrize(("deals", "spread"), [(5, 0.5), (12, 0.5), (40, 0.5), (5, 0.9), (12, 0.9)])
def test_intervals_over_deals_cover_the_true_return(deals: int, spread: float) -> None:
    frame = _deals(400, deals, spread, 1.7, np.random.default_rng(deals))
    con = _replicates(frame)
    covered, groups = con.sql(
        """
        select avg(case when 1.7 between low and high then 1 else 0 end), count(*)
        from (
            select campaign_id, quantile_cont(drawn_value, 0.025) as low, quantile_cont(drawn_value, 0.975) as high
            from intermediate.int_return_replicates
            where grouping_level = 'campaign'
            group by campaign_id
        )
        """
    ).fetchall()[0]
    assert groups == 400
    assert 0.92 <= covered <= 0.99


def test_fewer_than_five_deals_have_no_interval() -> None:
    con = _replicates(_deals(3, 4, 0.5, 1.0, np.random.default_rng(1)))
    levels = con.sql("select distinct grouping_level from intermediate.int_return_replicates order by 1").fetchall()
    assert levels == [("tier",)]  # twelve deals of the tier, four of each campaign


def test_a_group_of_many_deals_takes_as_many_slots_as_any() -> None:
    con = _replicates(_deals(1, 5000, 0.5, 1.0, np.random.default_rng(1)))
    slots = con.sql(
        "select count(distinct slot), sum(cost) from intermediate.int_return_slots where grouping_level = 'campaign'"
    ).fetchall()[0]
    cost = con.sql(f"select sum(cost) from {RETURNS}").fetchall()[0][0]
    assert slots == (64, pytest.approx(cost))


def test_a_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    frame = _deals(2, 10, 0.5, 1.0, np.random.default_rng(1))
    query = "select sum(drawn_value) from intermediate.int_return_replicates"
    first, again, other = (
        _replicates(frame, {"bootstrap_seed": seed}).sql(query).fetchall()[0][0] for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_weights_are_those_of_a_poisson_draw() -> None:
    drawn = weights(1, 1000)
    assert drawn.height == 64_000
    assert drawn["weight"].mean() == pytest.approx(1, abs=0.01)
    assert drawn["weight"].var() == pytest.approx(1, abs=0.03)
    assert drawn["weight"].head(6).to_list() == [1, 3, 0, 3, 0, 1]  # on every machine


def test_tiers_are_drawn_independently() -> None:
    """Two tiers with the same deals are equally likely to win; with the same draws they would always tie."""
    frame = _deals(1, 20, 0.6, 1.0, np.random.default_rng(3))
    twins = pl.concat(
        [
            frame.with_columns(tier=pl.lit(tier), deal_id=pl.concat_str(pl.lit(tier), "deal_id"))
            for tier in ("nano", "macro")
        ]
    )
    con = _replicates(twins)
    ((probability,),) = con.sql(
        """
        select avg(case when one.drawn_value > other.drawn_value then 1.0 else 0.0 end)
        from intermediate.int_return_replicates as one
        inner join intermediate.int_return_replicates as other using (grouping_level, campaign_id, platform, measure, replicate)
        where one.tier = 'nano' and other.tier = 'macro' and grouping_level = 'tier' and platform = 'all'
            and measure = 'return_on_ad_spend'
        """
    ).fetchall()
    assert probability == pytest.approx(0.5, abs=0.06)
    correlation = con.sql(
        """
        select corr(one.drawn_value, other.drawn_value)
        from intermediate.int_return_replicates as one
        inner join intermediate.int_return_replicates as other using (grouping_level, campaign_id, platform, measure, replicate)
        where one.tier = 'nano' and other.tier = 'macro' and grouping_level = 'tier' and platform = 'all'
        """
    ).fetchall()[0][0]
    assert abs(correlation) < 0.1


@pytest.mark.parametrize(("orders", "spread"), [(10, 0.4), (40, 0.4), (40, 0.8)])
def test_intervals_over_orders_cover_the_expected_revenue(orders: int, spread: float) -> None:
    chance = np.random.default_rng(orders)
    counts = chance.poisson(orders, 400)
    rows = int(counts.sum())
    deal = np.repeat(np.arange(400), counts)
    frame = pl.DataFrame(
        {
            "load_id": "l",
            "source_record": np.arange(rows),
            "influencer_id": [f"i{d}" for d in deal],
            "campaign_id": "c",
            "deal_id": [f"d{d}" for d in deal],
            "order_day": "2026-03-01",
            "orders": 1,
            "orders_placed": 1,
            "order_meaning": "sale",
            "is_ambiguous": False,
            "net_revenue": np.exp(chance.normal(3 - spread**2 / 2, spread, rows)),
            "is_counted": True,
        }
    )
    con = warehouse({})
    con.execute("create schema intermediate")
    con.register("frame", frame)
    con.execute("create table intermediate.int_order_attribution as select * from frame")
    con.execute(
        "create table intermediate.int_return_sums as select 'deal' as grouping_level, 'all' as influencer_id,"
        " 'all' as campaign_id, deal_id, 1.0 as cost,"
        " sum(net_revenue) as net_revenue from frame group by deal_id"
    )
    sql_models.create_sources(con)
    con.execute(
        "create table intermediate.int_return_replicates as select '' as grouping_level, '' as campaign_id, '' as tier,"
        " '' as platform, '' as measure, 0 as units, 0.0 as estimate, 0.0 as drawn_value limit 0"
    )
    for step in ("int_order_slots", "int_return_intervals"):
        con.execute(f"create table intermediate.{step} as {models()[f'intermediate.{step}'].text}")
    covered, deals = con.execute(
        "select avg(case when ? between return_on_ad_spend_low and return_on_ad_spend_high then 1 else 0 end), count(*)"
        " from intermediate.int_return_intervals where grouping_level = 'deal'",
        [orders * float(np.exp(3))],
    ).fetchall()[0]
    assert deals > 380
    assert 0.92 <= covered <= 0.995
