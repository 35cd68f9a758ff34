"""The published bounds hold the truth as often as they say, over creators whose true rate is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.coverage import creator_coverage, ranking_loss, simulate, tier_coverage
from benchmarks.synthetic import World

pytestmark = pytest.mark.long

FEED = World(creators=600, posts=(5, 12, 30), luck="feed", platform="instagram", slope=-0.12)
VIRAL = World(creators=600, posts=(5, 12, 30), luck="viral", platform="tiktok", slope=-0.12, step=0.7)


@pytest.fixture(scope="module")
def simulated() -> Iterator[duckdb.DuckDBPyConnection]:
    with simulate([(FEED, 11), (VIRAL, 12)]) as con:
        yield con


def test_bounds_of_creators_hold_95_times_in_100(simulated: duckdb.DuckDBPyConnection) -> None:
    found = creator_coverage(simulated)
    assert found.height == 6
    assert found["creators"].min() > 700  # Monte Carlo error below 0.9 %
    outside = found.filter(~found["coverage"].is_between(0.93, 0.97))
    assert outside.is_empty(), outside


def test_bounds_are_no_wider_than_they_must_be(simulated: duckdb.DuckDBPyConnection) -> None:
    widths = {(platform, posts): width for platform, posts, _, _, width in creator_coverage(simulated).rows()}
    assert widths["instagram", 5] < 2 * 2.776 * 0.4 / 5**0.5  # the width of a creator's own t interval
    assert widths["tiktok", 5] < 0.7 * 2 * 2.776 * 1.1 / 5**0.5
    assert widths["tiktok", 30] < widths["tiktok", 12] < widths["tiktok", 5]


def test_the_pooled_estimate_ranks_better_than_mean_and_median(simulated: duckdb.DuckDBPyConnection) -> None:
    lost = ranking_loss(simulated)
    assert lost["pooled estimate"] < 0.8 * lost["median"]
    assert lost["pooled estimate"] < 0.8 * lost["raw mean"]


def test_a_creator_with_little_evidence_is_not_graded_high(simulated: duckdb.DuckDBPyConnection) -> None:
    graded = dict(
        simulated.sql(
            "select evidence, avg(ln(headline_rate_high / headline_rate_low)) from marts.influencer_engagement"
            " group by evidence"
        ).fetchall()
    )
    assert graded["high"] < graded["medium"] < graded["low"]
    assert graded["high"] < 0.694


def test_planted_slope_and_breakpoint_are_found(simulated: duckdb.DuckDBPyConnection) -> None:
    query = "select * from marts.tier_effect where measure = 'headline_rate' order by platform"
    feed, viral = simulated.sql(query).pl().to_dicts()
    assert feed["slope_low"] < FEED.slope < feed["slope_high"]
    assert feed["step_at_claimed_low"] < 0 < feed["step_at_claimed_high"]
    assert (feed["claim"], feed["falls_past_claimed"]) == ("holds", "holds")
    assert viral["step_at_claimed_low"] < VIRAL.step - 1 < viral["step_at_claimed_high"] < 0
    assert viral["drops_at_claimed"] == "holds"
    assert viral["best_breakpoint"] == 100_000
    assert viral["step_at_best_low"] < viral["step_at_claimed_low"]  # the search costs width


def test_bounds_of_tiers_and_comparisons_hold_without_effect() -> None:
    flat = World(creators=2400, niches=200, posts=(3,), luck="mixed", slope=0, rate=0.05)
    with simulate([(flat, 5)]) as con:
        assert 0.93 <= tier_coverage(con, flat.rate) <= 0.97  # 800 cells of about 12 creators
        compared = con.sql(
            "select count(*), avg(cast(1 between rate_ratio_low and rate_ratio_high as double)),"
            " avg(cast(probability_higher > 0.975 as double)) from marts.tier_comparisons"
            " where scheme = 'default' and niche <> 'all' and measure = 'headline_rate'"
            " and rate_ratio_low is not null"
        ).fetchall()[0]
        assert compared[0] > 1000
        assert 0.93 <= compared[1] <= 0.98
        assert compared[2] == pytest.approx((1 - compared[1]) / 2, abs=0.005)
        effect = con.sql("select * from marts.tier_effect where measure = 'headline_rate'").pl().to_dicts()[0]
        assert effect["slope_low"] < 0 < effect["slope_high"]
        assert effect["claim"] == effect["smaller_engage_more"] == effect["falls_past_claimed"] == "does not hold"
        assert effect["drops_at_claimed"] in ("does not hold", "cannot tell")


def test_few_accounts_cannot_tell() -> None:
    with simulate([(World(creators=6, luck="viral", slope=0), 3)]) as con:
        effect = con.sql("select claim, slope_low, slope_high from marts.tier_effect").fetchall()
    assert effect
    assert all(claim == "cannot tell" for claim, *_ in effect), effect
