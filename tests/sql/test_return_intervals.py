"""Bounds of returns and of orders for each click cover the truth, hold still for a seed, and compare tiers as independent."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from model_rows import models, warehouse

from pipeline.models import reference
from pipeline.models.bootstrap import normals, weights

STEPS = ("int_drawn_orders", "int_return_slots", "int_return_groups", "int_return_replicates")
FIGURES = {
    "cost": "decimal(18, 4)", "net_revenue": "decimal(18, 4)", "margin_revenue": "decimal(18, 4)", "views": "bigint",
    "engagements": "bigint", "clicks": "bigint", "orders": "bigint", "orders_by_link_click": "bigint",
}  # fmt: skip
KEYS = ["influencer_id", "campaign_id", "tier", "platform", "deal_id"]
RETURNS = "intermediate.int_returns"
MEAN_RETURN = 1.7


def _deals(
    groups: int, creators: int, chance: np.random.Generator, *, deals: int = 1, own: float = 0.0, spread: float = 0.5,
    without: float = 0.0,
) -> pl.DataFrame:  # fmt: skip
    """Return deals of many campaigns: cost and return lognormal, independent, the mean return known.

    Args:
        groups: How many campaigns.
        creators: How many creators each has.
        chance: Where the numbers come from.
        deals: The most that a creator has; each number up to it is as likely.
        own: Spread of the returns of creators.
        spread: Spread of the returns of their deals.
        without: Part of the deals without any revenue.
    """
    counts = chance.integers(1, deals + 1, groups * creators)
    creator = np.repeat(np.arange(groups * creators), counts)
    rows = creator.size
    cost = np.exp(chance.normal(6, 0.9, rows))
    factor = np.exp(chance.normal(-(spread**2) / 2, spread, rows)) * (chance.random(rows) >= without) / (1 - without)
    factor *= np.exp(chance.normal(-(own**2) / 2, own, groups * creators))[creator]
    return pl.DataFrame(
        {
            "influencer_id": [f"i{n}" for n in creator],
            "campaign_id": [f"c{n // creators}" for n in creator],
            "deal_id": [f"d{n}" for n in range(rows)],
            "platform": "tiktok",
            "tier": "nano",
            "cost": cost,
            "net_revenue": cost * factor * MEAN_RETURN,
        }
    )


def _tables(frame: pl.DataFrame, settings: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
    """Return a database with deals as int_returns, their sums, and an order for each unit of money if they state orders."""
    con = warehouse({}, settings)
    reference.write_distributions(con)
    con.execute("create schema intermediate")
    con.register("frame", frame.with_columns(pl.lit(None).alias(name) for name in FIGURES if name not in frame.columns))
    figures = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in FIGURES.items())
    con.execute(f"create table {RETURNS} as select {', '.join(KEYS)}, 1 as deals, {figures} from frame")
    con.execute(
        "create table intermediate.int_order_attribution as select influencer_id, campaign_id, deal_id, net_revenue, orders,"
        " orders as orders_placed, 'sale' as order_meaning, false as is_ambiguous, true as is_counted"
        f" from {RETURNS} where orders > 0"
    )
    return con


def _built(con: duckdb.DuckDBPyConnection, *steps: str) -> duckdb.DuckDBPyConnection:
    for step in steps:
        con.execute(f"create table intermediate.{step} as {models()[f'intermediate.{step}'].text}")
    return con


def _replicates(frame: pl.DataFrame, settings: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
    return _built(_tables(frame, settings), *STEPS)


def _sums(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Add the sums of campaigns and of deals, as int_return_sums has them."""
    summed = ", ".join(f"sum({name}) as {name}" for name in FIGURES)
    con.execute(
        f"""
        create table intermediate.int_return_sums as
        select
            case when grouping(deal_id) = 0 then 'deal' else 'campaign' end as grouping_level, 'all' as influencer_id,
            coalesce(campaign_id, 'all') as campaign_id, 'all' as tier, 'all' as platform,
            coalesce(deal_id, 'all') as deal_id, count(*) as deals, {summed}
        from {RETURNS} group by grouping sets ((campaign_id), (deal_id))
        """
    )
    return con


# with three deals that share a creator's effect, drawing deals covered 81 to 87 %
@pytest.mark.parametrize(
    ("creators", "deals", "own", "spread", "without"),
    [(5, 3, 0.5, 0.5, 0.0), (12, 6, 0.5, 1.0, 0.2), (30, 3, 0.5, 0.8, 0.0)],
)
@pytest.mark.long
def test_bounds_over_creators_cover_the_true_return(
    creators: int, deals: int, own: float, spread: float, without: float
) -> None:
    chance = np.random.default_rng(creators)
    con = _replicates(_deals(300, creators, chance, deals=deals, own=own, spread=spread, without=without))
    covered, groups = con.sql(
        f"""
        select avg(case when {MEAN_RETURN} between low and high then 1 else 0 end), count(*)
        from (
            select campaign_id, quantile_cont(drawn_value, 0.025) as low, quantile_cont(drawn_value, 0.975) as high
            from intermediate.int_return_replicates
            where grouping_level = 'campaign' and measure = 'return_on_ad_spend'
            group by campaign_id
        )
        where high <= 50 * low
        """
    ).fetchall()[0]
    assert groups >= 250
    assert 0.92 <= covered <= 0.98


def test_fewer_than_five_creators_have_no_bounds() -> None:
    """Twelve creators are in the tier and four in each campaign, whatever the number of their deals."""
    con = _replicates(_deals(3, 4, np.random.default_rng(1), deals=6))
    levels = con.sql(
        "select distinct grouping_level, units from intermediate.int_return_replicates order by 1"
    ).fetchall()
    assert levels == [("tier", 12)]


@pytest.mark.long
def test_a_group_of_many_creators_takes_as_many_slots_as_any() -> None:
    con = _replicates(_deals(1, 5000, np.random.default_rng(1)))
    slots = con.sql(
        "select count(distinct slot), sum(cost) from intermediate.int_return_slots"
        " where grouping_level = 'campaign' and measure = 'return_on_ad_spend'"
    ).fetchall()[0]
    cost = con.sql(f"select sum(cost)::double from {RETURNS}").fetchall()[0][0]
    assert slots == (64, pytest.approx(cost))


@pytest.mark.long
def test_a_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    frame = _deals(2, 10, np.random.default_rng(1))
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


def test_normal_numbers_are_the_quantiles_in_an_order_of_their_own() -> None:
    drawn = normals(1, 1000)
    for name in ("normal_number", "other_normal_number"):
        assert drawn[name].mean() == pytest.approx(0, abs=1e-9)
        assert drawn[name].std() == pytest.approx(1, abs=0.01)
    numbers = drawn.join(weights(1, 1000).filter(pl.col("slot") == 1), on="replicate")
    related = numbers.select(
        pl.corr("normal_number", "other_normal_number").alias("other"), pl.corr("normal_number", "weight")
    ).row(0)
    assert max(abs(value) for value in related) < 0.1


def test_tiers_are_drawn_independently() -> None:
    """Two tiers with the same deals are equally likely to win; with the same draws they would always tie."""
    frame = _deals(1, 20, np.random.default_rng(3), spread=0.6)
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


def _tiers(**tiers: dict[str, Any]) -> pl.DataFrame:
    """Return five or more deals of each tier, one a creator."""
    return pl.concat(
        [
            pl.DataFrame({"cost": figures["cost"], "net_revenue": figures["net_revenue"], "orders": figures["orders"]})
            .with_row_index("number")
            .select(
                pl.concat_str(pl.lit(tier), "number").alias("influencer_id"),
                pl.lit("c").alias("campaign_id"),
                pl.concat_str(pl.lit(tier), "number").alias("deal_id"),
                pl.lit("tiktok").alias("platform"),
                pl.lit(tier).alias("tier"),
                "cost", "net_revenue", "orders",
                *(pl.Series("margin_revenue", figures["margin_revenue"]) for _ in [1] if "margin_revenue" in figures),
            )
            for tier, figures in tiers.items()
        ],
        how="diagonal",
    )  # fmt: skip


def test_a_tier_that_sold_nothing_is_compared_with_nothing_and_not_for_certain() -> None:
    """Two orders in five deals of the one tier do not tell that it beats five of the other; fifty in five do."""
    none = {"cost": [100.0] * 5, "net_revenue": [None] * 5, "orders": [None] * 5}
    found = {}
    for orders in ([1, 0, 1, 0, 0], [8, 12, 10, 9, 11]):
        some = {"cost": [100.0] * 5, "net_revenue": [40.0 * n for n in orders], "orders": orders}
        con = _replicates(_tiers(nano=some, macro=none).cast({"net_revenue": pl.Float64, "orders": pl.Int64}))
        found[sum(orders)] = con.sql(
            "select min(one.estimate), min(other.estimate), avg(case when one.drawn_value > other.drawn_value then 1.0 else 0.0 end)"
            " from intermediate.int_return_replicates as one inner join intermediate.int_return_replicates as other"
            " using (grouping_level, campaign_id, platform, measure, replicate)"
            " where grouping_level = 'tier' and platform = 'all' and measure = 'return_on_ad_spend'"
            " and one.tier = 'nano' and other.tier = 'macro'"
        ).fetchall()[0]
    assert found[2][:2] == (pytest.approx(0.16), 0)
    assert 0.6 < found[2][2] < 0.95
    assert found[50][:2] == (pytest.approx(4), 0)
    assert found[50][2] > 0.99


def test_equal_returns_vary_as_their_counts_do() -> None:
    """Five deals of four orders each vary by chance as twenty orders do, though no deal differs from another."""
    alike = {"cost": [100.0] * 5, "net_revenue": [160.0] * 5, "orders": [4] * 5}
    con = _replicates(_tiers(nano=alike))
    low, high, deviation = con.sql(
        """
        select quantile_cont(drawn_value, 0.025), quantile_cont(drawn_value, 0.975), stddev_pop(ln(drawn_value))
        from intermediate.int_return_replicates
        where grouping_level = 'campaign' and measure = 'return_on_ad_spend'
        """
    ).fetchall()[0]
    assert deviation == pytest.approx(20**-0.5, abs=0.002)
    assert (low, high) == (pytest.approx(1.03, abs=0.01), pytest.approx(2.48, abs=0.01))


def test_profit_is_drawn_where_every_part_has_a_margin() -> None:
    def _tier(margins: list[float]) -> dict[str, Any]:
        revenue = [200.0, 150.0, 250.0, 220.0, 180.0]
        shares = [None if m is None else r * m for r, m in zip(revenue, margins, strict=True)]
        return {"cost": [100.0] * 5, "net_revenue": revenue, "orders": [5] * 5, "margin_revenue": shares}

    con = _replicates(
        _tiers(nano=_tier([0.5] * 5), macro=_tier([0.2, 0.4, 0.6, 0.5, 0.3]), mega=_tier([0.5] * 4 + [None]))
    )
    found = con.sql(
        """
        select tier, avg(drawn_value / estimate), min(estimate), stddev_pop(ln(drawn_value))
        from intermediate.int_return_replicates
        where grouping_level = 'tier' and platform = 'all' and measure = 'margin_roi'
        group by tier order by tier
        """
    ).fetchall()
    assert [row[0] for row in found] == ["macro", "nano"]
    assert [row[2] for row in found] == [pytest.approx(0.828), pytest.approx(1.0)]
    assert found[0][3] > 1.5 * found[1][3]


@pytest.mark.parametrize(("dispersion", "orders"), [(0.0, 40), (0.3, 15), (0.3, 150)])
@pytest.mark.long
def test_bounds_of_a_deal_cover_what_such_deals_bring(dispersion: float, orders: int) -> None:
    """Poisson bounds cover 95, 63 and 23 % of these."""
    chance = np.random.default_rng(orders)
    cost = np.exp(chance.normal(0, 0.6, 500)) * 100
    expected = cost / 100 * orders
    placed = chance.poisson(expected * (chance.gamma(1 / dispersion, dispersion, 500) if dispersion else 1.0))
    frame = pl.DataFrame(
        {
            "influencer_id": [f"i{n}" for n in range(500)], "campaign_id": "c", "platform": "tiktok", "tier": "nano",
            "deal_id": [f"d{n}" for n in range(500)], "cost": cost, "net_revenue": placed * 20.0, "orders": placed,
        }
    )  # fmt: skip
    con = _built(_sums(_tables(frame)), "int_drawn_orders", "int_order_intervals")
    covered, deals = con.execute(
        "select avg(case when ? between ratio_low and ratio_high then 1 else 0 end), count(*)"
        " from intermediate.int_order_intervals where grouping_level = 'deal' and measure = 'return_on_ad_spend'",
        [orders * 0.2],
    ).fetchall()[0]
    assert deals >= 400
    assert 0.93 <= covered <= 0.975
    found = con.sql("select distinct dispersion from intermediate.int_drawn_orders").fetchall()[0][0]
    assert found == pytest.approx(dispersion, abs=0.06)


def test_bounds_more_than_a_factor_of_fifty_apart_are_none() -> None:
    """One of five creators sold anything: the return cannot be bounded. Five alike can."""
    one = {
        "cost": [100.0, 400.0, 100.0, 100.0, 100.0],
        "net_revenue": [0.0, 0.0, 0.0, 0.0, 900.0],
        "orders": [0, 0, 0, 0, 9],
    }
    five = {"cost": [100.0] * 5, "net_revenue": [160.0] * 5, "orders": [4] * 5}
    found = {}
    for name, figures in (("one", one), ("five", five)):
        con = _sums(_replicates(_tiers(nano=figures)))
        _built(con, "int_order_intervals", "int_return_intervals")
        found[name] = con.sql(
            "select return_interval_over, return_interval_units, return_on_ad_spend_low is null, return_on_ad_spend_high is null,"
            " revenue_roi_positive_probability from intermediate.int_return_intervals where grouping_level = 'campaign'"
        ).fetchall()[0]
    assert found["one"][:4] == ("cannot be bounded", 5, True, True)
    assert found["five"][:4] == ("creators", 5, False, False)
    assert found["five"][4] == pytest.approx(0.98, abs=0.015)


# a pooled binomial covered 52 to 76 % of such groups
@pytest.mark.parametrize(("clicks", "likeness", "own_clicks"), [(5.5, 0.008, 0.3), (7.0, 0.03, 0.9)])
@pytest.mark.long
def test_orders_for_each_click_of_a_tier_whose_deals_differ(clicks: float, likeness: float, own_clicks: float) -> None:
    chance = np.random.default_rng(12)
    groups, creators, rate = 400, 12, 0.03
    clicked = np.exp(chance.normal(clicks, own_clicks, groups * creators)).astype(int) + 1
    beta = (1 - likeness) / likeness
    found = chance.binomial(clicked, chance.beta(rate * beta, (1 - rate) * beta, groups * creators))
    frame = pl.DataFrame(
        {
            "influencer_id": [f"i{n}" for n in range(groups * creators)], "platform": "tiktok", "tier": "nano",
            "campaign_id": [f"c{n // creators}" for n in range(groups * creators)],
            "deal_id": [f"d{n}" for n in range(groups * creators)], "clicks": clicked, "orders_by_link_click": found,
        }
    )  # fmt: skip
    con = _built(_sums(_tables(frame)), "int_order_rates")
    covered, bounded = con.execute(
        "select avg(case when ? between order_rate_by_clicks_low and order_rate_by_clicks_high then 1 else 0 end), count(*)"
        " from intermediate.int_order_rates where grouping_level = 'campaign'",
        [rate],
    ).fetchall()[0]
    assert bounded == groups
    assert 0.92 <= covered <= 0.985


def test_orders_for_each_click_have_no_bounds_in_groups_of_few_creators() -> None:
    frame = pl.DataFrame(
        {
            "influencer_id": ["a", "b", "c", "d"], "campaign_id": "c", "platform": "tiktok", "tier": "nano",
            "deal_id": ["d1", "d2", "d3", "d4"], "clicks": [200, 100, 50, 70], "orders_by_link_click": [10, 0, 5, 70],
        }
    )  # fmt: skip
    con = _built(_sums(_tables(frame)), "int_order_rates")
    found = con.sql(
        "select deal_id, round(order_rate_by_clicks_low, 6), round(order_rate_by_clicks_high, 6)"
        " from intermediate.int_order_rates order by deal_id"
    ).fetchall()
    assert found == [
        ("d1", 0.027383, 0.089578),
        ("d2", 0.0, 0.036993),
        ("d3", 0.043476, 0.213602),
        ("d4", 0.947977, 1.0),
    ]


def test_four_deals_do_not_tell_how_deals_differ() -> None:
    """Of nine hundred orders, too, it is unknown how many another deal of the kind would bring."""
    figures = {"cost": [100.0] * 4, "net_revenue": [9000.0] * 4, "orders": [900] * 4}
    con = _built(_sums(_replicates(_tiers(nano=figures))), "int_order_intervals", "int_return_intervals")
    found = con.sql(
        "select distinct return_interval_over, return_interval_units, return_on_ad_spend_low, revenue_roi_positive_probability"
        " from intermediate.int_return_intervals where grouping_level = 'deal'"
    ).fetchall()
    assert found == [("cannot be bounded", 900, None, None)]
