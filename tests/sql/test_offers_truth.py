"""Prices and orders that offers expect, in worlds whose truth is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from model_rows import insert, models, upstream, warehouse

from pipeline.models import building

pytestmark = pytest.mark.long

TIERS = {"nano": (1_500, 10_000), "micro": (10_000, 100_000), "macro": (100_000, 1_000_000),
         "mega": (1_000_000, 5_000_000)}  # fmt: skip
PLATFORMS = ["instagram", "tiktok", "youtube"]
Frames = Mapping[str, pl.DataFrame]


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse({}) as connection:
        yield connection


def build(con: duckdb.DuckDBPyConnection, table: str, frames: Frames, empty: Sequence[str] = ()) -> None:
    """Build a table over given rows; columns that a frame does not have are null."""
    for name in [*frames, *empty]:
        insert(con, name, [])
        con.execute(f"delete from {name}")
    for name, frame in frames.items():
        con.register("frame", frame)
        con.execute(f"insert into {name} by name select * from frame")
        con.unregister("frame")
    for model in upstream(table, [*frames, *empty]):
        building.build(con, model)


def accounts(tier: Any, platform: Any, rng: np.random.Generator) -> pl.DataFrame:
    low, high = (np.log([TIERS[name][side] for name in tier]) for side in (0, 1))
    return pl.DataFrame(
        {
            "account_key": [f"a{number:05d}" for number in range(len(tier))],
            "influencer_id": [f"i{number:05d}" for number in range(len(tier))],
            "platform": platform,
            "followers": np.exp(rng.uniform(low, high)).astype(np.int64),
            "tier": tier,
            "scheme": "default",
            "evidence": "low",
            "review_signals_strong": 0,
        }
    )


def price_world(rng: np.random.Generator, fewest: int, most: int, held_out: int) -> tuple[Frames, pl.DataFrame]:
    """Return rows of a few priced creators in each platform and tier, and many whose price is kept back."""
    cells = [(platform, tier) for platform in PLATFORMS for tier in TIERS]
    priced = rng.integers(fewest, most + 1, len(cells))
    effect = {tier: 3.5 - 0.7 * place + rng.normal(0, 0.4) for place, tier in enumerate(TIERS)}
    middle = np.array([effect[tier] for _, tier in cells]) + rng.normal(0, 0.3, len(cells))
    cell = np.repeat(np.arange(len(cells)), priced + held_out)
    frame = accounts([cells[c][1] for c in cell], [cells[c][0] for c in cell], rng)
    within = pl.Series(np.concatenate([np.arange(n + held_out) for n in priced]))
    log_price = middle[cell] + rng.normal(0, 0.6, len(cell)) + np.log(frame["followers"].to_numpy() / 1000)
    frame = frame.with_columns(truth=pl.Series(np.exp(log_price)), has_deal=within < pl.Series(priced[cell]))
    deals = frame.filter("has_deal").select(
        pl.col("account_key").alias("deal_id"), "influencer_id", "account_key", "platform", "tier",
        pl.col("followers").alias("followers_at_deal"), pl.lit("agreed").alias("price_source"),
        pl.lit("2026-03-01").str.to_date().alias("priced_on"), pl.lit(1, pl.Int64).alias("posts_priced"),
        *(pl.col("truth").round(4).cast(pl.Decimal(18, 4)).alias(name) for name in ("fee", "cost_without_boosting", "price_per_post")),
    )  # fmt: skip
    rows = {
        "intermediate.int_offer_accounts": frame.drop("truth", "has_deal"),
        "intermediate.int_deal_prices": deals,
    }
    return rows, frame.filter(~pl.col("has_deal"))


def price_results(
    con: duckdb.DuckDBPyConnection, worlds: int, seed: int, fewest: int, most: int, held_out: int = 40
) -> pl.DataFrame:
    """Return price and truth of all creators without a deal."""
    rng, found = np.random.default_rng(seed), []
    for world in range(worlds):
        rows, truth = price_world(rng, fewest, most, held_out)
        empty = ["intermediate.int_offer_post_samples", "intermediate.int_rate_samples"]
        build(con, "intermediate.int_offer_prices", rows, empty)
        prices = con.sql("select * from intermediate.int_offer_prices where price_source = 'modelled'").pl()
        found.append(truth.join(prices, on="account_key", how="left").with_columns(world=pl.lit(world)))
    return pl.concat(found).with_columns(pl.col("^price_per_post.*$").cast(pl.Float64))


@pytest.mark.parametrize(("fewest", "most"), [(0, 3), (5, 10)])
def test_modelled_prices_hold_what_creators_ask(con: duckdb.DuckDBPyConnection, fewest: int, most: int) -> None:
    found = price_results(con, worlds=12, seed=7, fewest=fewest, most=most)
    assert found["price_per_post"].null_count() == 0
    inside = found["truth"].is_between(found["price_per_post_low"], found["price_per_post_high"]).mean()
    assert 0.90 <= inside <= 0.98
    groups = found.group_by("world", "tier").agg(ratio=pl.col("price_per_post").sum() / pl.col("truth").sum())
    assert 0.78 < groups["ratio"].median() < 1.28  # three standard errors of twelve worlds


TRUE_RATES = {"nano": 0.0004, "micro": 0.00016, "macro": 0.00006, "mega": 0.00003}
UNUSED = ["staging.stg_deal_allocations", "staging.stg_clicks", "staging.stg_orders",
          "intermediate.int_deal_windows", "intermediate.int_code_review"]  # fmt: skip
TYPICAL_EXPOSURES = {"nano": 2_500, "micro": 15_000, "macro": 150_000, "mega": 900_000}


def order_world(rng: np.random.Generator, creators: int, shape: float) -> tuple[Frames, pl.DataFrame]:
    """Return rows of delivered deals; the orders of a deal that brought none are null, as no file names it."""
    tier = np.repeat(list(TIERS), creators)
    frame = accounts(tier, ["tiktok"] * len(tier), rng)
    views = (np.array([TYPICAL_EXPOSURES[t] for t in tier]) * np.exp(rng.normal(0, 0.6, len(tier)))).astype(np.int64)
    rate = np.array([TRUE_RATES[t] for t in tier]) * rng.gamma(shape, 1 / shape, len(tier))
    orders = rng.poisson(views * rate)
    deals = frame.select("influencer_id", "platform", "tier", pl.col("account_key").alias("deal_id")).with_columns(
        campaign_id=pl.lit("spring"), promo_code=pl.lit("code"), posts=pl.lit(1, pl.Int64), views_compared=pl.Series(views),
        views_compared_posts=pl.lit(1, pl.Int64), orders=pl.Series([int(n) if n else None for n in orders]),
        currency=pl.lit("EUR"), deals=pl.lit(1, pl.Int64), deals_with_cost=pl.lit(1, pl.Int64),
        deals_gifted=pl.lit(0, pl.Int64),
    )  # fmt: skip
    known = pl.DataFrame({"campaign_id": ["spring"], "influencer_id": ["i00000"], "load_id": ["l"]})
    rows = {
        "intermediate.int_offer_accounts": frame,
        "intermediate.int_returns": deals.drop("promo_code", "currency"),
        "staging.stg_deals": deals.select("deal_id", "influencer_id", "promo_code"),
        "intermediate.int_order_attribution": known,
    }
    return rows, frame.with_columns(rate=pl.Series(rate), views=pl.Series(views), orders=pl.Series(orders))


def order_results(
    con: duckdb.DuckDBPyConnection, worlds: int, seed: int, creators: int, shape: float = 1.5
) -> pl.DataFrame:
    """Return, for each creator, the true and the expected orders for each view, and the tier's."""
    rng, found = np.random.default_rng(seed), []
    for world in range(worlds):
        rows, truth = order_world(rng, creators, shape)
        build(con, "intermediate.int_offer_responses", rows, UNUSED)
        own = con.sql("select * from intermediate.int_offer_responses where measure = 'orders'").pl()
        tiers = con.sql(
            "select tier, response_rate as tier_rate, log_mean_variance from intermediate.int_response_tiers"
            " where measure = 'orders'"
        ).pl()
        joined = truth.join(own, on="account_key", how="left").join(tiers, on="tier", how="left")
        base = (pl.col("views") / pl.col("response_reference")) ** pl.col("response_exponent") * pl.col(
            "response_reference"
        )
        found.append(joined.with_columns(world=pl.lit(world), base=base))
    return pl.concat(found)


def test_expected_orders_recover_the_truth(con: duckdb.DuckDBPyConnection) -> None:
    found = order_results(con, worlds=8, seed=3, creators=15)
    assert found["response_rate"].null_count() == 0
    by_tier = found.group_by("tier").agg(
        expected=(pl.col("response_rate") * pl.col("base")).sum() / (pl.col("rate") * pl.col("views")).sum(),
        peers=(pl.col("tier_rate") * pl.col("base")).sum() / (pl.col("rate") * pl.col("views")).sum(),
        only_successes=pl.col("orders").filter(pl.col("orders") > 0).sum()
        / pl.col("views").filter(pl.col("orders") > 0).sum() * pl.col("views").sum() / pl.col("orders").sum(),
    )  # fmt: skip
    assert by_tier["expected"].is_between(0.85, 1.15).all(), by_tier
    assert by_tier["peers"].is_between(0.8, 1.2).all(), by_tier
    successes = dict(by_tier.select("tier", "only_successes").rows())
    assert successes["nano"] > 1.3  # what leaving out the deals without orders would make of them


def test_uncertainty_of_a_tier_is_about_its_error(con: duckdb.DuckDBPyConnection) -> None:
    found = order_results(con, worlds=8, seed=5, creators=15).group_by("world", "tier").agg(
        expected=(pl.col("tier_rate") * pl.col("base")).sum() / pl.col("views").sum(), variance=pl.col("log_mean_variance").first()
    )  # fmt: skip
    miss = np.array([np.log(TRUE_RATES[t]) for t in found["tier"]]) - np.log(found["expected"].to_numpy())
    ratio = np.sqrt(np.mean(miss**2 / found["variance"].to_numpy()))
    assert 0.6 < ratio < 1.4


def test_models_under_offers_are_all_steps_of_creator_offers() -> None:
    steps = {model.name for model in upstream("marts.creator_offers", [])}
    ours = {name.split(".")[1] for name in models() if "int_offer" in name}
    assert ours <= steps
