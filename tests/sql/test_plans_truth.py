"""Plans made from the past of worlds whose truth is known, and what a new campaign of the same creators then brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import pytest
from model_rows import insert, warehouse
from test_offers_truth import Frames, accounts, build

from pipeline.plan.make import make
from pipeline.plan.plan_files import Plan

pytestmark = pytest.mark.long

TIERS = ("nano", "micro", "macro", "mega")
TYPICAL = np.log([2_500, 15_000, 150_000, 900_000])
POST_SD = 0.5  # of a post's exposures about the account's own
VALUE = 50.0  # of an order


@dataclass(frozen=True)
class World:
    """How orders come: the exponent of a deal's exposures, how creators and deals differ, how much was seen."""

    exponent: float = 0.8
    creators: int = 10  # of a tier
    deals: tuple[int, int] = (1, 4)  # of a creator
    creator_sd: float = 0.7  # relative to the tier
    deal_sd: float = 0.7  # relative to the creator
    orders: float = 6.0  # of a deal with 15,000 exposures


@dataclass(frozen=True)
class Truth:
    """What is true of the creators of a world: log exposures of the middle post, and how many times the usual they sell."""

    world: World
    typical: np.ndarray
    sells: np.ndarray

    def campaign(
        self, rng: np.random.Generator, creator: np.ndarray, posts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return exposures and orders of a deal with each of some creators."""
        seen = np.exp(self.typical[creator, None] + rng.normal(0, POST_SD, (creator.size, 3)))
        exposures = (seen * (np.arange(3) < posts[:, None])).sum(axis=1)
        spread = np.sqrt(np.log1p(self.world.deal_sd**2))
        luck = np.exp(rng.normal(0, spread, creator.size) - spread**2 / 2)
        mean = self.world.orders * (exposures / 15_000) ** self.world.exponent * self.sells[creator]
        return exposures, rng.poisson(mean * luck)


def made_world(rng: np.random.Generator, world: World) -> tuple[Frames, Truth]:
    """Return the rows of what was seen of a world, and its truth."""
    tier = np.repeat(np.arange(4), world.creators)
    typical = TYPICAL[tier] + rng.normal(0, 0.6, tier.size)
    shape = 1 / max(world.creator_sd, 1e-3) ** 2
    truth = Truth(world, typical, rng.gamma(shape, 1 / shape, tier.size))
    frame = accounts([TIERS[t] for t in tier], ["tiktok"] * tier.size, rng)
    creator = np.repeat(np.arange(tier.size), rng.integers(world.deals[0], world.deals[1] + 1, tier.size))
    exposures, orders = truth.campaign(rng, creator, rng.choice([1, 1, 3], creator.size))
    deals = frame[creator.tolist()].select("influencer_id", "platform", "tier").with_columns(
        deal_id=pl.Series([f"d{n}" for n in range(creator.size)]), campaign_id=pl.lit("c"), exposures=pl.Series(exposures),
        orders=pl.Series(orders.astype(float)), net_revenue=pl.Series(VALUE * orders).cast(pl.Decimal(18, 4)),
    )  # fmt: skip
    price = np.exp(world.exponent * (typical - np.log(15_000)) + rng.normal(0, 0.3, tier.size)) * 100
    money = {f"price_per_post{end}": pl.Series(price).round(4).cast(pl.Decimal(18, 4)) for end in ("", "_low", "_high")}
    rows = {
        "intermediate.int_offer_accounts": frame,
        "intermediate.int_deal_outcomes": deals,
        "intermediate.int_offer_exposures": frame.select("account_key").with_columns(
            exposure_posts=pl.lit(30), exposures_log=pl.Series(typical), exposures_log_sd=pl.lit(POST_SD / np.sqrt(30)),
            exposures_cell_log_sd=pl.lit(0.0), exposures_expected=pl.Series(np.exp(typical + POST_SD**2 / 2)),
            exposures_post_log_sd=pl.lit(POST_SD), exposures_basis=pl.lit("own"),
        ),
        "intermediate.int_offer_prices": frame.select("account_key").with_columns(
            **money, price_log_sd=pl.lit(0.0), price_source=pl.lit("agreed")
        ),
        "intermediate.int_offer_countries": frame.select("account_key").with_columns(
            country=pl.lit("DE"), audience_share=pl.lit(1.0), audience_basis=pl.lit("stated")
        ),
    }  # fmt: skip
    return rows, truth


EMPTY = ["intermediate.int_offer_engagements", "intermediate.int_window_posts", "intermediate.int_common_definitions",
         "intermediate.int_past_results", "intermediate.int_returns", "staging.stg_exchange_rates", "intermediate.int_tier_bounds"]  # fmt: skip


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse({}) as connection:
        for table in EMPTY:
            insert(connection, table, [])
        connection.execute(
            "insert into intermediate.int_tier_bounds by name select scheme, tier, lower_bound, true as is_current"
            " from reference.tier_schemes where scheme = 'default'"
        )
        yield connection


def planned(con: duckdb.DuckDBPyConnection, world: World, worlds: int, seed: int) -> Iterator[tuple[dict, dict]]:
    """Return, for each world, its plan and what its campaigns bring: scenario -> what was chosen with expected and true results."""
    for number in range(worlds):
        rng = np.random.default_rng([seed, number])
        rows, truth = made_world(rng, world)
        build(con, "marts.creator_offers", rows, [name for name in EMPTY if name != "intermediate.int_tier_bounds"])
        budget = (
            float(rows["intermediate.int_offer_prices"]["price_per_post"].cast(pl.Float64)[: 2 * world.creators].sum())
            / 2
        )
        made = make(
            con,
            Plan(budget=round(budget, 2), currency="EUR", goal="orders", scenarios="free,smaller,larger", seconds=0.5),
        )
        found = {}
        for scenario in ("free", "micro", "macro"):
            chosen = made.tables["budget_plan_candidates"].filter(pl.col("is_planned"), scenario=scenario)
            creator = chosen["account_key"].str.slice(1).cast(pl.Int64).to_numpy()
            posts = chosen["package_posts"].to_numpy()
            realised = np.array([truth.campaign(rng, creator, posts)[1] for _ in range(300)])
            found[scenario] = {
                "tier": chosen["tier"].to_list(),
                "expected": chosen["result_expected"].to_numpy(),
                "realised": realised,
            }
        yield made.tables, found


def test_the_exponent_is_found_and_large_creators_are_promised_what_is_true(con: duckdb.DuckDBPyConnection) -> None:
    for exponent in (0.6, 1.0):
        found, promised = [], []
        for number in range(3):
            rows, truth = made_world(np.random.default_rng([3, number]), World(exponent, creators=25))
            build(con, "intermediate.int_offer_results", rows, EMPTY[:2])
            offers = con.sql("select * from intermediate.int_offer_results order by account_key").pl()
            found.append(
                con.sql(
                    "select response_exponent from intermediate.int_response_exponents where measure = 'orders'"
                ).fetchall()[0][0]
            )
            size = truth.typical - np.repeat([truth.typical[t * 25 : t * 25 + 25].mean() for t in range(4)], 25)
            usual = (
                np.exp(exponent * (truth.typical - np.log(15_000)) + (exponent * POST_SD) ** 2 / 2) * truth.world.orders
            )
            large = size > 0.3  # of its tier
            promised.append(offers["orders_per_post"].to_numpy()[large].sum() / (usual * truth.sells)[large].sum())
        assert np.mean(found) == pytest.approx(exponent, abs=0.12)
        assert np.mean(promised) == pytest.approx(1, abs=0.15)


def test_plans_promise_what_campaigns_of_the_same_creators_bring(con: duckdb.DuckDBPyConnection) -> None:
    """What is chosen looked best, and some of that was luck: expected over realised, bounds, and both probabilities."""
    sums: dict[str, list[float]] = {tier: [0.0, 0.0] for tier in TIERS}
    inside, said, brought = [], [], []
    for tables, found in planned(con, World(0.7, creators=20), worlds=4, seed=2):
        free = found["free"]
        for tier, expected, realised in zip(free["tier"], free["expected"], free["realised"].mean(axis=0), strict=True):
            sums[tier] = [sums[tier][0] + expected, sums[tier][1] + realised]
        for row in tables["budget_plan"].iter_rows(named=True):
            totals = found[row["scenario"]]["realised"].sum(axis=1)
            inside.append(np.mean((totals >= row["campaign_result_low"]) & (totals <= row["campaign_result_high"])))
        of = tables["budget_plan_comparisons"].filter(plan_measure="orders", scenario="micro", other_scenario="macro")
        said.append(of["plan_probability_higher_in_campaign"][0])
        one, other = (found[name]["realised"].sum(axis=1) for name in ("micro", "macro"))
        brought.append(np.mean((one > other) + 0.5 * (one == other)))
    together = sum(one for one, _ in sums.values()) / sum(other for _, other in sums.values())
    assert together == pytest.approx(1, abs=0.15)
    assert all(0.65 < one / other < 1.5 for one, other in sums.values() if other > 100), sums
    assert 0.85 < np.mean(inside) <= 1
    assert np.mean(said) == pytest.approx(np.mean(brought), abs=0.2)
