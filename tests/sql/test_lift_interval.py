"""The interval of the sponsored lift uses Student's t to four figures, and covers what it should."""

from __future__ import annotations

import math
import random
from datetime import datetime

import polars as pl
import pytest
from model_rows import insert, upstream, warehouse

from pipeline.models import building, reference

# 97.5 % points of Student's t, as tables print them
QUANTILES = {
    1: 12.7062, 2: 4.30265, 3: 3.18245, 4: 2.77645, 5: 2.57058, 7: 2.36462, 9: 2.26216, 14: 2.14479, 29: 2.04523,
    60: 2.00030, 120: 1.97993,
}  # fmt: skip


def lifts(groups: dict[str, list[float]]) -> dict[str, tuple[float, float, float]]:
    """Return lift, low and high of tiers over given differences of logs, a format standing for a group."""
    frame = pl.DataFrame(
        [
            {"influencer_id": f"{name} {number}", "format": shown, "log_lift": value}
            for name, values in groups.items()
            for number, value in enumerate(values)
            for shown in (name, "all")
        ]
    ).with_columns(
        platform=pl.lit("x"),
        headline_numerator=pl.lit("public_engagements"),
        headline_denominator=pl.lit("impressions"),
        first_posted_at=pl.lit(datetime(2026, 3, 1)),
        last_posted_at=pl.lit(datetime(2026, 3, 1)),
        posts=1, unknown_posts=0, boosted_posts=0, sponsored_posts=0, organic_posts=0, organic_undeclared_posts=0,
        lift_units=1, lift_months=1, lift_sponsored_posts=1, lift_organic_posts=1,
    )  # fmt: skip
    with warehouse({}) as con:
        reference.write_distributions(con)
        given = ["intermediate.int_influencers", "intermediate.int_creator_tiers", "intermediate.int_lift_creators"]
        for table in given:
            insert(con, table, [])
        con.register("frame", frame)
        con.execute("insert into intermediate.int_lift_creators by name select * from frame")
        for model in upstream("marts.sponsored_lift", given):
            building.build(con, model)
        found = con.execute(
            "select format, sponsored_lift_ratio, sponsored_lift_ratio_low, sponsored_lift_ratio_high "
            "from marts.sponsored_lift where lift_level = 'tier' and format <> 'all'"
        ).fetchall()
    return {row[0]: row[1:] for row in found}


def test_the_width_is_that_of_students_t() -> None:
    chance = random.Random(1)
    groups = {str(degrees): [round(chance.gauss(-0.2, 0.3), 6) for _ in range(degrees + 1)] for degrees in QUANTILES}
    found = lifts(groups)
    for degrees, quantile in QUANTILES.items():
        values = groups[str(degrees)]
        mean = sum(values) / len(values)
        error = math.sqrt(sum((v - mean) ** 2 for v in values) / degrees / len(values))
        lift, low, high = found[str(degrees)]
        assert lift == pytest.approx(math.exp(mean), rel=1e-9)
        assert (math.log(high) - math.log(low)) / 2 / error == pytest.approx(quantile, rel=3e-5)


def test_the_interval_covers_the_truth_19_times_in_20() -> None:
    chance = random.Random(5)
    groups = {
        f"{creators} {number}": [chance.gauss(math.log(0.85), 0.4) for _ in range(creators)]
        for creators in (3, 8, 25)
        for number in range(700)
    }
    found = lifts(groups)
    for creators in (3, 8, 25):
        inside = [low <= 0.85 <= high for name, (_, low, high) in found.items() if name.startswith(f"{creators} ")]
        assert len(inside) == 700
        assert 0.93 <= sum(inside) / 700 <= 0.97


def posts_of_a_year(chance: random.Random, creators: int, lift: float) -> list[dict[str, object]]:
    """Return posts in months that differ by a factor of up to three, with the deals in the good months."""
    season = [0.5, 0.7, 0.9, 1.1, 1.3, 1.5]
    rows = []
    for creator in range(creators):
        typical = chance.gauss(-4, 0.4)
        for month, level in enumerate(season):
            for number in range(8):
                paid = number < (0, 0, 1, 1, 3, 4)[month]
                log = typical + math.log(level) + paid * math.log(lift) + chance.gauss(0, 0.4)
                rows.append(
                    {
                        "influencer_id": f"c{creator:03d}",
                        "platform": "x",
                        "post_key": f"{creator} {month} {number}",
                        "format": "post",
                        "posted_at": datetime(2026, 1 + month, 1 + 3 * number),
                        "window_ends_at": datetime(2026, 7, 1),
                        "is_sponsored": paid,
                        "is_boosted": False,
                        "headline_numerator": "public_engagements",
                        "headline_denominator": "impressions",
                        "log_rate": log,
                    }
                )
    return rows


def test_a_season_is_no_lift() -> None:
    chance, truth = random.Random(9), 0.8
    with warehouse({}) as con:
        reference.write_distributions(con)
        given = ["intermediate.int_influencers", "intermediate.int_creator_tiers", "intermediate.int_lift_posts"]
        for table in given:
            insert(con, table, [])
        con.register("frame", pl.DataFrame(posts_of_a_year(chance, 150, truth)))
        con.execute("insert into intermediate.int_lift_posts by name select * from frame")
        for model in upstream("marts.sponsored_lift", given):
            building.build(con, model)
        found = con.sql(
            "select lift_level, count(*), avg(cast(? between sponsored_lift_ratio_low and sponsored_lift_ratio_high"
            " as double)), avg(ln(sponsored_lift_ratio)), sum(lift_months), sum(lift_sponsored_posts)"
            " from marts.sponsored_lift where format = 'all' group by lift_level order by lift_level",
            params=[truth],
        ).fetchall()
    (_, creators, held, mean, months, sponsored), (_, _, of_all, log_lift, *_) = found
    assert (creators, months, sponsored) == (150, 600, 1350)  # the months without a deal are not compared
    assert 0.9 <= held <= 0.99  # of 150 intervals of creators
    assert of_all == 1
    assert mean == pytest.approx(math.log(truth), abs=0.04)  # all posts in one would say 1.2
    assert log_lift == pytest.approx(mean, abs=1e-6)


def test_one_creator_has_a_lift_and_no_interval() -> None:
    assert lifts({"one": [math.log(0.5)]}) == {"one": (pytest.approx(0.5, rel=1e-6), None, None)}
