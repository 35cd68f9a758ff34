"""Creators with a known true rate, their posts as staged rows, and the project's own models over them.

Belongs here: drawing creators and posts, putting them into a database, building models on them.
Does not belong here: what is measured (``benchmarks/coverage.py``, ``tests/sql/test_coverage.py``).

A post's rate is its creator's typical rate times luck; its engagements are then counted (Poisson),
so that small accounts have noisy counts and posts without any. The truth is the median of the
distribution of a creator's rates.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtr

from pipeline.models import building, reference, sql_models
from schemas.types import duckdb_type

Floats = NDArray[np.float64]
TIERS = {"nano": (1_500, 10_000), "micro": (10_000, 100_000), "macro": (100_000, 1_000_000),
         "mega": (1_000_000, 5_000_000)}  # fmt: skip
SIGMAS = {"feed": (0.4, 0.4), "viral": (1.1, 1.1), "mixed": (0.25, 1.3)}
STAGED = ["stg_posts", "stg_post_metrics", "stg_profile_snapshots", "stg_creators"]


@dataclass(frozen=True)
class World:
    """What the draw follows.

    Attributes:
        creators: Creators of each tier.
        posts: Posts of each creator; one of these numbers each.
        luck: How posts vary within a creator: feed, viral, or mixed (a creator's own sigma, evenly spread).
        between: Standard deviation of creators' log rates within a tier and niche.
        tail: normal, student (4 degrees of freedom), student3 (3), skewed (exponential), skewed down, gamma (shape 1.5),
            or hits (5 % of posts are ten times as large).
        zeros: Part of posts that get no engagement, whatever the rate.
        zeros_alike: How alike creators are in it (a beta-binomial's prior posts); 0 is all the same.
        neighbours: Correlation of a post's luck with the next one's (lag 1).
        outliers: Part of creators who are another kind, and how far on logs.
        dispersion: Variance of the count beyond chance, relative to its mean squared (a negative binomial's).
        slope: Of log rate on log followers.
        step: Factor of the rate from 100,000 followers on.
        rate: Typical rate at 100,000 followers.
        tiers: Tiers that exist.
        niches: How many niches.
        platform: instagram (rate over followers) or tiktok (over views).
        hidden: Part of further posts whose likes are hidden.
        name: What keys and niches begin with, where several worlds share a platform.
    """

    creators: int = 200
    posts: tuple[int, ...] = (12,)
    luck: str = "feed"
    between: float = 0.4
    tail: str = "normal"
    zeros: float = 0.0
    zeros_alike: float = 0.0
    neighbours: float = 0.0
    outliers: tuple[float, float] = (0.0, 0.0)
    dispersion: float = 0.0
    slope: float = -0.1
    step: float = 1.0
    rate: float = 0.02
    tiers: tuple[str, ...] = ("nano", "micro", "macro", "mega")
    niches: int = 4
    platform: str = "instagram"
    hidden: float = 0.1
    name: str = ""


def draw(world: World, rng: np.random.Generator) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the creators with their truth, and their posts."""
    tier = np.repeat(world.tiers, world.creators)
    count = tier.size
    low, high = (np.log([TIERS[name][side] for name in tier]) for side in (0, 1))
    followers = np.exp(rng.uniform(low, high)).astype(np.int64)
    sigma = rng.uniform(*SIGMAS[world.luck], count)
    usual = np.log(world.rate) + world.slope * np.log(followers / 100_000) + np.log(world.step) * (followers >= 100_000)
    is_outlier = rng.random(count) < world.outliers[0]
    theta = usual + rng.normal(0, world.between, count) + world.outliers[1] * is_outlier
    counts = rng.choice(world.posts, count)
    zeros = np.full(count, world.zeros)
    if world.zeros_alike:
        zeros = rng.beta(world.zeros * world.zeros_alike, (1 - world.zeros) * world.zeros_alike, count)
    creators = pl.DataFrame(
        {
            "creator": np.arange(count),
            "account_key": [f"{world.platform}:{world.name}{number:06d}" for number in range(count)],
            "tier": tier,
            "followers": followers,
            "niche": [f"{world.name}niche {number}" for number in rng.integers(0, world.niches, count)],
            "shown": counts,
            "hidden": rng.poisson(world.hidden * counts),
            "true_rate": np.exp(theta + _median_luck(world, sigma, zeros)),
            "is_outlier": is_outlier,
            "world": world.name,
            "tier_rate": np.exp(usual),
        }
    )
    creator = np.repeat(np.arange(count), counts + creators["hidden"].to_numpy())
    lucks = _neighbourly(world, creator, rng) if world.neighbours else _luck(world, creator.size, rng)
    luck = np.exp(theta[creator] + sigma[creator] * lucks)
    if world.tail == "hits":
        luck *= np.where(rng.random(creator.size) < 0.05, 10.0, 1.0)
    base = followers[creator]
    if world.platform == "tiktok":
        base = np.maximum(followers[creator] * 0.4 * np.exp(0.9 * rng.normal(size=creator.size)), 1).astype(np.int64)
    if world.dispersion:
        luck *= rng.gamma(1 / world.dispersion, world.dispersion, creator.size)
    ages = rng.uniform(72, 80 * 24, creator.size)
    posts = pl.DataFrame(
        {
            "creator": creator,
            "post_key": [f"p{world.name}{number:08d}" for number in range(creator.size)],
            "base": base,
            "likes": rng.poisson(np.minimum(luck * base, 1e12)) * (rng.random(creator.size) >= zeros[creator]),
            "age_hours": ages[np.lexsort((ages, creator))],  # a creator's posts in a row, one after the other
        }
    ).with_columns(
        # of a creator's posts in a random order, those beyond the shown ones hide their likes
        place=pl.int_range(pl.len()).shuffle(seed=int(rng.integers(2**31))).over("creator")
    )
    posts = posts.join(creators.select("creator", "account_key", "followers", "shown"), on="creator")
    return creators, posts.with_columns(likes=pl.when(pl.col("place") < pl.col("shown")).then("likes"))


def _luck(world: World, count: int, rng: np.random.Generator) -> Floats:
    """Draw what a post deviates from its creator; the median of what is not hits is 0, the standard deviation about 1."""
    if world.tail.startswith("student"):
        degrees = int(world.tail.removeprefix("student") or 4)
        return rng.standard_t(degrees, count) / np.sqrt(degrees / (degrees - 2))
    if world.tail.startswith("skewed"):
        return (rng.exponential(size=count) - np.log(2)) * (-1 if world.tail == "skewed down" else 1)
    if world.tail == "gamma":
        return np.log(rng.gamma(1.5, size=count) / 1.18298)
    return rng.normal(size=count)


def _neighbourly(world: World, creator: NDArray[np.int64], rng: np.random.Generator) -> Floats:
    """Draw the same so that each post resembles the one before: ranks of a normal autoregression."""
    steps = rng.normal(size=creator.size)
    places = np.arange(creator.size) - np.searchsorted(creator, creator)
    for place in range(1, places.max() + 1):
        here = np.flatnonzero(places == place)
        steps[here] = world.neighbours * steps[here - 1] + np.sqrt(1 - world.neighbours**2) * steps[here]
    drawn = np.sort(_luck(world, 100_000, np.random.default_rng(0)))
    return drawn[(ndtr(steps) * drawn.size).astype(int)]


def _median_luck(world: World, sigma: Floats, zeros: Floats) -> Floats:
    """Return the log of the median post over the creator's typical one: -inf where half of the posts get nothing."""
    luck, rng = _luck(world, 200_000, np.random.default_rng(0)), np.random.default_rng(1)
    if world.tail != "hits" and not world.dispersion:
        quantile = np.clip((0.5 - zeros) / (1 - zeros), 0, 1)
        return np.where(zeros < 0.5, sigma * np.quantile(luck, quantile) if world.zeros else 0.0, -np.inf)
    more = np.log(10) * (rng.random(luck.size) < 0.05) * (world.tail == "hits")
    if world.dispersion:
        more += np.log(rng.gamma(1 / world.dispersion, world.dispersion, luck.size))
    tried = np.linspace(
        sigma.min(), sigma.max(), 20
    )  # luck that does not grow with sigma: on a line between some sigmas
    return np.interp(sigma, tried, [float(np.median(each * luck + more)) for each in tried])


def staged(world: World, creators: pl.DataFrame, posts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the staging tables' rows, without the columns that stay null."""
    end = pl.lit("2026-03-31 00:00:00").str.to_datetime(time_unit="us")
    lineage = {"load_id": pl.lit("load"), "source_record": pl.int_range(1, pl.len() + 1, dtype=pl.Int64)}
    account = creators.with_columns(
        platform=pl.lit(world.platform), account_id=pl.col("account_key"), influencer_id=pl.col("account_key"),
        captured_at=end, observed_at=end - pl.duration(days=85), precedence=pl.lit(50, pl.Int64), dataset=pl.lit(""),
        **lineage,
    )  # fmt: skip
    post = posts.with_columns(
        platform=pl.lit(world.platform), post_id=pl.col("post_key"), account_id=pl.col("account_key"), captured_at=end,
        posted_at=end - pl.duration(seconds=(pl.col("age_hours") * 3600).cast(pl.Int64)), precedence=pl.lit(50, pl.Int64),
        posted_at_source=pl.lit("export"), comments=pl.lit(0, pl.Int64), shares=pl.lit(0, pl.Int64),
        saves=pl.lit(0, pl.Int64), views=pl.col("base") if world.platform == "tiktok" else pl.lit(None, pl.Int64),
        **lineage,
    )  # fmt: skip
    return {
        "stg_posts": post.select(
            "platform", "post_key", "post_id", "account_key", "account_id", "posted_at", "posted_at_source",
            "captured_at", "load_id", "source_record",
        ),
        "stg_post_metrics": post.select(
            "platform", "post_key", "captured_at", "precedence", "views", "likes", "comments", "shares", "saves",
            "load_id", "source_record",
        ),
        "stg_profile_snapshots": account.select(
            "platform", "account_key", "account_id", "observed_at", "followers", "niche", "captured_at", "precedence",
            "load_id", "source_record",
        ),
        "stg_creators": account.select(
            "influencer_id", "account_key", "platform", "account_id", "dataset", "niche", "captured_at", "load_id",
            "source_record",
        ),
    }  # fmt: skip


def built(tables: list[str], frames: dict[str, pl.DataFrame]) -> duckdb.DuckDBPyConnection:
    """Return a database with the staged rows, in which the project's models build the given tables."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    sql_models.create_sources(con)
    reference.load_reference(con)
    reference.write_settings(con, {"follower_tolerance_hours": 24 * 365})
    con.execute("create schema if not exists staging")
    for name, frame in frames.items():
        columns = sql_models.contract(f"staging.{name}").to_schema().columns
        kinds = ", ".join(f"{column} {duckdb_type(rule.dtype)}" for column, rule in columns.items())
        con.execute(f"create table staging.{name} ({kinds})")
        con.register("frame", frame)
        con.execute(f"insert into staging.{name} by name select * from frame")
        con.unregister("frame")
    for model in _needed(tables, {f"staging.{name}" for name in frames}):
        building.build(con, model)
    return con


def _needed(tables: list[str], given: set[str]) -> list[sql_models.Model]:
    """Return the models to build, in order, without those whose rows are given."""
    models = sql_models.load_models()
    wanted, needed = list(tables), set()
    while wanted:
        table = wanted.pop()
        if table in models and table not in given | needed:
            needed.add(table)
            wanted += models[table].depends_on
    return [model for table, model in models.items() if table in needed]
