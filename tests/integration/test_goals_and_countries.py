"""Goals, countries and weeks of the sample, held against what its generator says is true."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from sample_runs import Ran, rows


def truth(run: Ran, name: str) -> pl.DataFrame:
    return pl.read_csv(run.truth / f"{name}.csv", infer_schema_length=None)


def sheet(run: Ran, name: str) -> pl.DataFrame:
    (path,) = Path(run.incoming).glob(f"brand/*/{name}.csv")
    return pl.read_csv(path, infer_schema_length=None)


@pytest.fixture(scope="module")
def orders(sample_run: Ran) -> pl.DataFrame:
    """Return the true orders of deals that were kept, each with the tier of its creator on the deal's platform."""
    tiers = truth(sample_run, "accounts").select("influencer_id", "platform", "tier").unique()
    deals = truth(sample_run, "deals").select("deal_id", "platform").join(
        truth(sample_run, "deals").select("deal_id", "influencer_id"), on="deal_id"
    )  # fmt: skip
    placed = deals.join(tiers, on=["influencer_id", "platform"], how="left").select("deal_id", "tier")
    kept = truth(sample_run, "orders").filter(pl.col("deal_id").is_not_null() & (pl.col("net_revenue") > 0))
    return kept.join(placed, on="deal_id", how="left")


def test_referral_orders_by_country_and_tier_are_the_true_ones(sample_run: Ran, orders: pl.DataFrame) -> None:
    found = rows(
        sample_run.published,
        "select country, tier, orders_by_link_click from marts.country_results "
        "where campaign_id = 'all' and orders_by_link_click > 0",
    )
    linked = orders.filter(pl.col("method").is_in(["link", "both"]))
    assert linked.height > 50
    expected = Counter(linked.select("country", "tier").iter_rows())
    assert {(country, tier): count for country, tier, count in found} == expected


def test_each_order_of_a_deal_counts_once_in_its_country(sample_run: Ran, orders: pl.DataFrame) -> None:
    found = dict(
        rows(
            sample_run.published,
            "select country, sum(orders) from marts.country_results where campaign_id = 'all' group by country",
        )
    )
    inside = Counter(orders.filter(~pl.col("is_leaked"))["country"])
    leaked = Counter(orders.filter(pl.col("is_leaked"))["country"])
    assert sum(inside.values()) > 50
    for country in set(found) | set(inside):
        assert inside[country] <= found[country] <= inside[country] + leaked[country], country


def test_every_target_country_of_a_campaign_has_a_row(sample_run: Ran) -> None:
    wanted = {
        (row["campaign_id"], country)
        for row in sheet(sample_run, "campaigns").iter_rows(named=True)
        for country in row["countries"].split(";")
    }
    found = rows(
        sample_run.published, "select distinct campaign_id, country from marts.country_results where is_target_country"
    )
    assert {row for row in found if row[0] != "all"} == wanted


def test_goals_are_those_of_the_sheet_and_results_the_true_ones(sample_run: Ran) -> None:
    goals = {
        (row["deal_id"], name.removeprefix("goal_")): row[name]
        for row in sheet(sample_run, "deals").iter_rows(named=True)
        for name in ("goal_views", "goal_engagements", "goal_clicks", "goal_orders")
        if row[name] is not None
    }
    found = {
        (deal, measure): (goal, actual, status)
        for deal, measure, goal, actual, status in rows(
            sample_run.published,
            "select deal_id, goal_measure, goal_value, actual_value, goal_status from marts.deal_goals "
            "where goal_measure in ('views', 'engagements', 'clicks', 'orders')",
        )
    }
    assert {key: goal for key, (goal, _, _) in found.items()} == goals
    seen = Counter()
    for row in truth(sample_run, "deals").iter_rows(named=True):
        _, clicks, status = found[row["deal_id"], "clicks"]
        assert clicks == row["clicks"]
        expected = "unknown" if clicks is None else "reached" if clicks >= goals[row["deal_id"], "clicks"] else "missed"
        assert status == expected
        seen[status] += 1
    assert seen["reached"]
    assert seen["missed"]


def test_delivered_posts_are_held_against_the_posts_agreed(sample_run: Ran) -> None:
    agreed = dict(sheet(sample_run, "deals").select("deal_id", "posts").iter_rows())
    bought = Counter(sheet(sample_run, "deal_posts")["deal_id"])
    found = rows(
        sample_run.published,
        "select deal_id, goal_value, actual_value, goal_status from marts.deal_goals where goal_measure = 'posts'",
    )
    assert {deal: goal for deal, goal, _, _ in found} == agreed
    for deal, goal, actual, status in found:
        assert actual is None or actual <= bought[deal], deal
        assert status == ("unknown" if actual is None else "reached" if actual >= goal else "missed")


def test_weeks_hold_the_whole_cost(sample_run: Ran) -> None:
    ((spend, cost, weeks, rows_of_grid, series),) = rows(
        sample_run.published,
        "select (select sum(media_spend) from marts.weekly_media_mix), (select sum(cost) from intermediate.int_costs), "
        "count(distinct week_starts_on), count(*), count(distinct (country, tier)) "
        "from marts.weekly_media_mix where is_dated",
    )
    assert abs(spend - cost) < Decimal("0.005")
    assert spend > 0
    assert rows_of_grid == weeks * series
