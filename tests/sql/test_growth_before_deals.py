"""Growth before deals: bought followers are seen, organic growth is not, and what cannot be seen is said."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest
from model_rows import insert, upstream, warehouse

from pipeline.models import building, reference

DEAL_DAY = 250
START = datetime(2026, 1, 1)
ORGANIC = 400
GIVEN = [
    "staging.stg_deals", "intermediate.int_deal_shares", "intermediate.int_delivered_posts",
    "intermediate.int_follower_counts", "intermediate.int_follower_jumps", "intermediate.int_account_standing",
    "intermediate.int_influencers",
]  # fmt: skip


def findings(
    factors: list[float], *, every_days: int = 1, is_rounded: bool = False, is_even: bool = False, seed: int = 4
) -> pl.DataFrame:
    """Return the windows of 30 days before a deal of accounts whose followers are multiplied within the window.

    Args:
        factors: What each account's followers are multiplied with, from 3 to 8 days before the deal on; 1 is organic.
        every_days: Days between two counts.
        is_rounded: Whether counts have three significant figures.
        is_even: Whether daily growth is normal, and not heavy-tailed with one account in ten that has a real jump.
        seed: Seed of the chance.
    """
    rng = np.random.default_rng(seed)
    count, days = len(factors), DEAL_DAY + 5
    noise = np.exp(rng.normal(np.log(0.0008), 0.5, count))[:, None]
    drawn = rng.normal(0, 1.7, (count, days)) if is_even else rng.standard_t(3, (count, days))
    steps = rng.normal(0.0008, 0.0006, count)[:, None] + noise * drawn
    if not is_even:
        viral = rng.random(count) < 0.1
        steps[viral, rng.integers(0, days, viral.sum())] += np.log(rng.uniform(1.25, 2.5, viral.sum()))
    bought = rng.integers(DEAL_DAY - 25, DEAL_DAY - 8, count)
    steps[np.arange(count), bought] += np.log(factors)
    followers = (np.exp(rng.uniform(np.log(2e3), np.log(2e6), count))[:, None] * np.exp(steps.cumsum(axis=1))).astype(
        int
    )
    step = (
        10 ** np.clip(np.floor(np.log10(followers)).astype(int) - 2, 0, None) if is_rounded else np.ones_like(followers)
    )
    seen = np.arange(0, days, every_days)
    accounts = [f"youtube:acc{number:05}" for number in range(count)]
    counts = pl.DataFrame(
        {
            "account_key": np.repeat(accounts, seen.size),
            "observed_at": [START + timedelta(days=int(day)) for day in seen] * count,
            "followers": (followers // step * step)[:, seen].ravel(),
            "followers_rounding": step[:, seen].ravel(),
        }
    ).with_columns(
        is_roster=pl.lit(False), captured_at=pl.col("observed_at"), load_id=pl.lit("1"), source_record=pl.lit(1)
    )
    agreed = (START + timedelta(days=DEAL_DAY)).date()
    deals = [{"deal_id": a, "influencer_id": a, "platform": "youtube", "agreed_on": agreed} for a in accounts]
    with warehouse({}) as con:
        reference.write_distributions(con)
        for table in GIVEN:
            insert(con, table, [])
        con.register("counts", counts)
        con.execute("insert into intermediate.int_follower_counts by name select * from counts")
        frame = pl.DataFrame(deals)
        con.register("deals", frame)
        con.execute("insert into staging.stg_deals by name select * from deals")
        con.execute(
            "insert into intermediate.int_deal_shares by name select deal_id, influencer_id, platform from deals"
        )
        con.execute(
            "insert into intermediate.int_account_standing by name select deal_id as account_key, influencer_id, platform"
            " from deals"
        )
        for model in upstream("marts.growth_before_deals", GIVEN):
            building.build(con, model)
        found = con.sql(
            "select growth_finding, growth_unseen, growth_beyond_before, growth_beyond_before_low as low,"
            " growth_beyond_before_high as high from marts.growth_before_deals where growth_window_days = 30"
            " order by deal_id"
        ).pl()
    return pl.DataFrame(found).with_columns(factor=pl.Series(factors))


def reviewed(found: pl.DataFrame) -> dict[float, float]:
    """Return the share of accounts to be reviewed, by factor."""
    shares = found.group_by("factor").agg((pl.col("growth_finding") == "needs review").mean())
    return dict(shares.iter_rows())


@pytest.mark.long
def test_bought_followers_are_seen_and_real_growth_is_hardly_taken_for_them() -> None:
    factors = [1.0] * ORGANIC + [1.25] * 100 + [1.5] * 100
    for every_days, is_rounded in ((1, False), (7, True)):
        shares = reviewed(findings(factors, every_days=every_days, is_rounded=is_rounded))
        assert shares[1.25] >= 0.9, every_days
        assert shares[1.5] >= 0.9, every_days
        assert shares[1.0] <= 0.05, every_days


@pytest.mark.long
def test_the_bounds_hold_the_truth_19_times_in_20() -> None:
    for every_days in (1, 7):
        found = findings([1.0] * 1000, is_even=True, every_days=every_days)
        held = found.select(((pl.col("low") <= 0) & (pl.col("high") >= 0)).mean()).item()
        assert 0.93 <= held <= 0.97, every_days


def test_counts_every_four_weeks_cannot_tell() -> None:
    found = findings([1.0, 2.0], every_days=28)
    assert found["growth_finding"].to_list() == ["cannot assess"] * 2
    assert found["growth_unseen"].to_list() == ["the last count is too old"] * 2
