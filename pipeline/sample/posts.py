"""Which posts exist and what they have earned by any moment.

Belongs here: publish times, ids, the engagement model, counts at an age.
Does not belong here: who exists (``world``), which posts a deal paid for (``commerce``), formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.sample import ids
from pipeline.sample.captions import captions
from pipeline.sample.world import PLATFORMS, followers_on

DAY_MS = 86_400_000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Habits:
    """How a platform behaves around an account of 10,000 followers."""

    views_per_follower: float
    view_slope: float  # on log followers
    view_sigma: float  # spread between posts
    rate: float  # engagements over followers, or over views
    rate_slope: float
    rate_sigma: float
    on_followers: bool
    reach_of_views: float
    shares: tuple[float, float, float, float]  # likes, comments, shares, saves
    days_to_grow: float


HABITS = {
    "instagram": Habits(0.55, -0.05, 0.5, 0.030, -0.11, 0.45, True, 0.78, (0.89, 0.03, 0.03, 0.05), 1.4),
    "facebook": Habits(0.30, -0.06, 0.5, 0.009, -0.08, 0.45, True, 0.82, (0.84, 0.08, 0.08, 0.0), 1.8),
    "tiktok": Habits(0.45, -0.10, 1.1, 0.062, -0.07, 0.35, False, 0.86, (0.84, 0.02, 0.06, 0.08), 5.0),
    "youtube": Habits(0.22, -0.06, 1.1, 0.040, -0.06, 0.35, False, 0.75, (0.90, 0.07, 0.03, 0.0), 6.0),
    "x": Habits(0.18, -0.05, 0.9, 0.030, -0.06, 0.40, False, 0.90, (0.36, 0.06, 0.07, 0.04), 0.8),
}  # fmt: skip
FORMATS = {
    "instagram": ("reel", "image", "carousel"),
    "facebook": ("Photos", "Reels", "Videos", "Links"),
    "tiktok": ("video",),
    "youtube": ("video", "short"),
    "x": ("post",),
}


def capture_ms(day: date) -> int:
    """Give the moment of a capture day at which counts are read: noon, UTC."""
    return int(datetime.combine(day, time(12), UTC).timestamp() * 1000)


def make_posts(accounts: pl.DataFrame, first: date, days: int, rng: np.random.Generator) -> pl.DataFrame:
    """Make every post with its id, its words and what it will have earned in the end."""
    expected = accounts["posts_per_day"].to_numpy() * days
    per_account = np.maximum(rng.poisson(expected), 4)
    account = np.repeat(np.arange(accounts.height), per_account)
    count = account.size
    start_ms = capture_ms(first) - DAY_MS // 2
    span = (days - 1) * DAY_MS + DAY_MS // 2 - 3_600_000
    posted = start_ms + rng.integers(0, span, count)
    order = np.lexsort((posted, account))
    posted = posted[order]
    day = (posted - start_ms) / DAY_MS
    facts = accounts[account].select(
        "account", "platform", "handle", "account_id", "influencer_id", "name", "country",
        "language", "zone", "niche", "turn",
    )  # fmt: skip
    frame = facts.with_columns(
        pl.Series("post", np.arange(count)),
        pl.Series("posted_ms", posted),
        pl.Series("day", day),
        pl.Series("followers_at_post", followers_on(accounts, account, day)),
    )
    frame = frame.with_columns(captions(frame["niche"], rng).alias("caption"))
    frame = frame.with_columns(_identity(frame, rng))
    return frame.with_columns(_earnings(frame, accounts, account, day, rng)).with_columns(
        is_hidden_likes=(pl.col("platform") == "instagram") & pl.Series(rng.random(count) < 0.04),
        is_collab=(pl.col("platform") == "instagram") & pl.Series(rng.random(count) < 0.03),
        is_sponsored=pl.Series(rng.random(count) < 0.03),
    )


def _identity(posts: pl.DataFrame, rng: np.random.Generator) -> list[pl.Series]:
    """Make ids, keys, links, formats and durations, platform by platform."""
    count = posts.height
    platform = posts["platform"].to_numpy()
    posted, handle = posts["posted_ms"].to_numpy(), posts["handle"].to_numpy()
    pk = np.zeros(count, dtype=np.int64)
    post_id, key, link, kind = (np.full(count, "", dtype="U80") for _ in range(4))
    for name in PLATFORMS:
        mine = np.flatnonzero(platform == name)
        kind[mine] = rng.choice(FORMATS[name], mine.size)
        handles = handle[mine].astype("U40")
        if name == "instagram":
            pk[mine] = ids.instagram_pk(posted[mine], rng)
            key[mine] = ids.shortcode(pk[mine])
            post_id[mine] = ids.meta_post_id(mine.size, rng).astype("U20")
            place = np.where(kind[mine] == "reel", "/reel/", "/p/")
            link[mine] = _join("https://www.instagram.com", place, key[mine], "/")
            continue
        if name == "youtube":
            key[mine] = ids.youtube_id(mine.size, rng)
            link[mine] = _join("https://www.youtube.com/watch?v=", key[mine])
        elif name == "facebook":
            key[mine] = ids.facebook_id(mine.size, rng).astype("U20")
            link[mine] = _join("https://www.facebook.com/", handles, "/posts/", key[mine])
        elif name == "tiktok":
            pk[mine] = ids.tiktok_id(posted[mine], rng)
            key[mine] = pk[mine].astype("U20")
            link[mine] = _join("https://www.tiktok.com/@", handles, "/video/", key[mine])
        else:
            pk[mine] = ids.x_id(posted[mine], rng)
            key[mine] = pk[mine].astype("U20")
            link[mine] = _join("https://x.com/", handles, "/status/", key[mine])
        post_id[mine] = key[mine]
    long = (platform == "youtube") & (kind == "video")
    still = np.isin(kind, ["image", "carousel", "Photos", "Links", "post"])
    seconds = np.where(long, rng.integers(120, 1500, count), rng.integers(8, 75, count))
    return [
        pl.Series("pk", pk),
        pl.Series("post_id", post_id.tolist()),
        pl.Series("post_key", key.tolist()),
        pl.Series("link", link.tolist()),
        pl.Series("format", kind.tolist()),
        pl.Series("seconds", np.where(still, 0, seconds)),
    ]


def _earnings(
    posts: pl.DataFrame,
    accounts: pl.DataFrame,
    account: NDArray[np.int64],
    day: Floats,
    rng: np.random.Generator,
) -> list[pl.Series]:
    """Draw what each post earns in the end; bought followers neither see nor like anything."""
    count = posts.height
    platform = posts["platform"].to_numpy()
    number = np.searchsorted(np.sort(PLATFORMS), platform.astype(str))
    habits = [HABITS[name] for name in sorted(PLATFORMS)]

    def of(trait: str) -> Floats:
        return np.array([getattr(habit, trait) for habit in habits], dtype=float)[number]

    real = followers_on(accounts, account, day, bought=False).astype(float)
    size = np.log(real / 10_000)
    luck, mood = rng.normal(size=count), rng.normal(size=count)
    views = real * of("views_per_follower") * np.exp(of("view_slope") * size + of("view_sigma") * luck)
    own = np.where(of("on_followers") > 0, real, views)
    mixed = np.where(of("on_followers") > 0, 0.8 * luck + 0.6 * mood, mood)
    quality = accounts["quality"].to_numpy()[account]
    engaged = own * of("rate") * quality
    engaged *= np.exp(of("rate_slope") * size + of("rate_sigma") * mixed)
    engaged = np.minimum(engaged, 0.45 * views)
    parts = np.array([habit.shares for habit in habits])[number]
    parts = parts * np.exp(rng.normal(0, [0.05, 0.4, 0.4, 0.4], (count, 4)))
    names = ("end_likes", "end_comments", "end_shares", "end_saves")
    return [
        pl.Series("end_views", views),
        pl.Series("reach_share", (of("reach_of_views") * rng.uniform(0.85, 1.1, count)).clip(0, 0.98)),
        *(pl.Series(name, engaged * parts[:, i]) for i, name in enumerate(names)),
        pl.Series("grow_days", of("days_to_grow") * np.exp(rng.normal(0, 0.3, count))),
    ]


def counts_at(posts: pl.DataFrame, moment_ms: int | pl.Expr) -> pl.DataFrame:
    """Count what the posts have earned by a moment, or by one a row; counts never fall.

    Adds views, impressions, reach, likes, comments, shares, saves and, for X and for clicks,
    the smaller counts that those platforms show.
    """
    moment = pl.lit(moment_ms) if isinstance(moment_ms, int) else moment_ms
    age = (moment - pl.col("posted_ms")) / DAY_MS
    grown = 1 - (-((age.clip(0) / pl.col("grow_days")) ** 0.7)).exp()
    whole = [
        (pl.col(f"end_{name}") * grown).floor().cast(pl.Int64).alias(name)
        for name in ("views", "likes", "comments", "shares", "saves")
    ]
    seen = posts.with_columns(whole)
    views = pl.col("views")
    return seen.with_columns(
        reach=(views * pl.col("reach_share")).floor().cast(pl.Int64),
        profile_visits=views * 4 // 1000,
        detail_expands=views * 9 // 1000,
        link_clicks=views * 3 // 1000,
        follows=views // 2500,
    ).with_columns(engagements=engagements())


def engagements() -> pl.Expr:
    """Sum the components that the platform counts; on X the platform's own number."""
    base = pl.col("likes") + pl.col("comments") + pl.col("shares")
    on_x = (
        base + pl.col("saves") + pl.col("profile_visits") + pl.col("detail_expands")
        + pl.col("link_clicks") + pl.col("follows")
    )  # fmt: skip
    return (
        pl.when(pl.col("platform") == "x").then(on_x)
        .when(pl.col("platform").is_in(["instagram", "tiktok"])).then(base + pl.col("saves"))
        .otherwise(base)
    )  # fmt: skip


def _join(*parts: str | NDArray[np.str_]) -> NDArray[np.str_]:
    whole: NDArray[np.str_] | str = ""
    for part in parts:
        whole = np.char.add(whole, part)
    return np.asarray(whole)
