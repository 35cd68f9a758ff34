"""The bounds of content_performance hold the truth, whoever posts what, and find an effect that is there."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest
from model_rows import insert, upstream, warehouse

from pipeline.models import building, reference

GIVEN = [
    "intermediate.int_lift_posts",
    "intermediate.int_post_hashtags",
    "intermediate.int_post_times",
    "staging.stg_posts",
]
FORMATS = ["image", "reel", "carousel"]


def effects(programmes: int, creators: int, truth: float, seed: int) -> pl.DataFrame:
    """Return the effect of reels, with its bounds, in programmes that stand side by side as platforms.

    A creator's reels get ``truth`` times the rate of its other posts, on the mean; creators differ in that, in how many
    reels they post, and in their rates: better creators post more reels, which must not pass for an effect.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for programme in range(programmes):
        level = rng.normal(0, 0.8, creators)
        own = rng.normal(np.log(truth), 0.15, creators)
        for creator in range(creators):
            posts = int(rng.integers(6, 25))
            reel = rng.random(posts) < np.clip(0.35 + 0.2 * level[creator], 0.05, 0.9)
            noise = rng.normal(0, 0.5, posts)
            logs = level[creator] + own[creator] * reel + noise - 3
            rows += [
                (f"p{programme}", f"{programme}_{creator}", f"{programme}_{creator}_{n}", "reel" if r else FORMATS[n % 2 * 2], value)
                for n, (r, value) in enumerate(zip(reel, logs, strict=True))
            ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=["platform", "influencer_id", "post_key", "format", "log_rate"], orient="row")
    frame = frame.with_columns(
        pl.col("log_rate").round(6),
        posted_at=pl.lit(datetime(2026, 1, 1)) + timedelta(days=1),
        is_boosted=pl.lit(False),
        headline_denominator=pl.lit("views"),
        headline_base=pl.lit(1000, pl.Int64),
        headline_rate=pl.lit(0.05),
    )
    with warehouse({}) as con:
        reference.write_distributions(con)
        for table in GIVEN:
            insert(con, table, [])
        con.register("frame", frame)
        con.execute("insert into intermediate.int_lift_posts by name select * from frame")
        for model in upstream("marts.content_performance", GIVEN):
            building.create(con, model)
        return pl.DataFrame(
            con.sql(
                "select content_effect_ratio as ratio, content_effect_ratio_low as low, content_effect_ratio_high as high"
                " from marts.content_performance where content_dimension = 'format' and content_value = 'reel'"
            ).pl()
        )


@pytest.mark.long
@pytest.mark.parametrize("creators", [6, 12, 30])
def test_the_bounds_hold_the_truth_19_times_in_20(creators: int) -> None:
    found = effects(700, creators, 1.2, seed=creators)
    held = found.drop_nulls()
    assert held.height > 600
    assert 0.93 <= held.select(((pl.col("low") <= 1.2) & (pl.col("high") >= 1.2)).mean()).item() <= 0.97


def test_better_creators_who_post_more_reels_are_no_effect() -> None:
    found = effects(40, 30, 1.0, seed=3)
    assert found["ratio"].log().mean() == pytest.approx(0, abs=0.05)


def test_four_creators_tell_no_effect() -> None:
    found = effects(3, 4, 2.0, seed=1)
    assert found["ratio"].to_list() == found["low"].to_list() == [None] * 3
