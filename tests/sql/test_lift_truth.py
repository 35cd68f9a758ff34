"""The lift that the generator builds into its paid posts is found again, whoever gets the deals."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from model_rows import upstream, warehouse

from pipeline.models import building, reference
from pipeline.sample.build import make_world
from pipeline.sample.posts import capture_ms, counts_at

pytestmark = pytest.mark.long

END = date(2026, 11, 22)
TRUE_LIFT = 0.85  # what pipeline/sample/campaigns.py takes of a paid post's engagements
PLATFORMS = ["tiktok", "youtube"]  # their headline rate is over views


def _posts() -> pl.DataFrame:
    """Return the generator's posts of both platforms as the loader would have written them."""
    world = make_world(320, 120, END, np.random.default_rng(3))
    counted = counts_at(world.posts.filter(pl.col("platform").is_in(PLATFORMS)), capture_ms(END))
    return counted.select(
        "platform", "handle", "post_key", "post_id", "views", "likes", "comments", "shares", "saves", "is_sponsored",
        pl.col("caption"),
        load_id=pl.lit("load-1"),
        source_record=pl.int_range(1, pl.len() + 1),
        captured_at=pl.lit(END).cast(pl.Datetime("us")),
        loaded_at=pl.lit(END).cast(pl.Datetime("us")),
        precedence=pl.lit(90),
        dataset=pl.lit("x"),
        period=pl.lit("lifetime"),
        posted_at=pl.from_epoch("posted_ms", "ms").cast(pl.Datetime("us")),
        posted_at_precision=pl.lit("second"),
    )  # fmt: skip


def test_the_built_in_lift_is_found_again() -> None:
    frame = _posts()
    assert frame["is_sponsored"].sum() > 100
    with warehouse({}) as con:
        con.register("frame", frame)
        con.execute("insert into raw.posts by name select * from frame")
        reference.write_distributions(con)
        for model in upstream("marts.sponsored_lift", []):
            building.build(con, model)
        found = con.execute(
            "select platform, creators, sponsored_lift_ratio, sponsored_lift_ratio_low, sponsored_lift_ratio_high "
            "from marts.sponsored_lift where lift_level = 'tier' and tier = 'all' and format = 'all' order by platform"
        ).fetchall()
    assert [row[0] for row in found] == PLATFORMS
    for platform, creators, lift, low, high in found:
        assert creators > 20, platform
        assert low <= TRUE_LIFT <= high, (platform, low, high)
        assert abs(lift - TRUE_LIFT) < 0.12, (platform, lift)
        assert high < 1, platform
