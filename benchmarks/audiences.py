"""Accounts with histories of followers and posts, organic and inflated, to hold the review signals against.

Belongs here: the world in which the detector is measured, with what is true of each account.
Does not belong here: the detector (``sql/``) and the figures of it (``review``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

END = date(2026, 11, 22)
SIGMAS = {"instagram": 0.45, "youtube": 0.9}  # spread of a post's engagements: feed-like, viral-like
VIRAL_SHARE = 0.10  # organic accounts that jump, and whose engagements rise with their followers


@dataclass(frozen=True)
class Audiences:
    """What the pipeline would have loaded, and what is true.

    Attributes:
        profiles: Rows of ``raw.profiles``.
        posts: Rows of ``raw.posts``.
        truth: An account a row: ``handle``, ``kind`` (steady, viral, inflated) and ``factor``.
    """

    profiles: pl.DataFrame
    posts: pl.DataFrame
    truth: pl.DataFrame


def make_audiences(
    organic: int,
    inflated: dict[float, int],
    seed: int,
    *,
    days: int = 180,
    every_days: int = 1,
    is_rounded: bool = False,
    platform: str = "instagram",
) -> Audiences:
    """Invent accounts of one platform and let them live for some days.

    Organic accounts grow by small, heavy-tailed daily steps; one in ten has a real jump with a rise in
    engagements. Inflated accounts jump by their factor within three days and gain no engagements by it.

    Args:
        organic: Accounts without bought followers.
        inflated: Accounts by the factor that their followers are multiplied with.
        seed: Seed of the chance.
        days: Length of the histories.
        every_days: Days between two counts of followers.
        is_rounded: Whether counts show three significant figures only, as YouTube's do.
        platform: Decides how much the engagements of posts vary.
    """
    rng = np.random.default_rng(seed)
    viral = round(organic * VIRAL_SHARE)
    kinds = ["steady"] * (organic - viral) + ["viral"] * viral
    factors = [1.0] * (organic - viral) + list(rng.uniform(1.25, 2.5, viral).round(2))
    for factor, count in inflated.items():
        kinds += ["inflated"] * count
        factors += [factor] * count
    truth = pl.DataFrame(
        {"handle": [f"acc_{number:05d}" for number in range(len(kinds))], "kind": kinds, "factor": factors}
    )
    shown, real = _histories(truth, days, rng)
    return Audiences(
        _profiles(truth, shown, days, every_days, is_rounded, platform, rng),
        _posts(truth, real, days, platform, rng),
        truth,
    )


def _histories(truth: pl.DataFrame, days: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return followers as shown and the real ones among them, an account a row and a day a column."""
    count = truth.height
    start = np.exp(rng.uniform(np.log(2_000), np.log(2e6), count))
    growth = rng.normal(0.0008, 0.0006, count)
    noise = np.exp(rng.normal(np.log(0.0008), 0.5, count))
    steps = growth[:, None] + noise[:, None] * rng.standard_t(3, (count, days))
    real = start[:, None] * np.exp(np.cumsum(steps, axis=1))
    factor = truth["factor"].to_numpy()
    first = rng.integers(days // 4, days * 3 // 4, count)
    spread_over = rng.integers(1, 4, count)
    since = np.arange(days)[None, :] - first[:, None]
    part = np.clip((since + 1) / spread_over[:, None], 0, 1)
    jumped = factor[:, None] ** part
    is_viral = (truth["kind"] == "viral").to_numpy()[:, None]
    return real * jumped, np.where(is_viral, real * jumped, real)


def _profiles(
    truth: pl.DataFrame, shown: Floats, days: int, every_days: int, is_rounded: bool, platform: str,
    rng: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    """Return the counts of followers as a source states them."""
    seen = np.arange(int(rng.integers(0, every_days)), days, every_days)
    followers = shown[:, seen].astype(np.int64)
    step = 10 ** np.clip(np.floor(np.log10(np.maximum(followers, 1))).astype(np.int64) - 2, 0, None)
    if is_rounded:
        followers = followers // step * step
    moments = [datetime.combine(END - timedelta(days=int(days - 1 - day)), datetime.min.time()) for day in seen]
    return pl.DataFrame(
        {
            "handle": np.repeat(truth["handle"].to_numpy(), seen.size),
            "observed_at": moments * truth.height,
            "followers": followers.ravel(),
            # YouTube's step is not stated: the pipeline knows how many figures the platform shows
            "followers_rounding": step.ravel()
            if is_rounded and platform != "youtube"
            else np.ones(step.size, np.int64),
        }
    ).with_columns(platform=pl.lit(platform), captured_at=pl.col("observed_at"))


def _posts(truth: pl.DataFrame, real: Floats, days: int, platform: str, rng: np.random.Generator) -> pl.DataFrame:
    """Return posts with the engagements that they have at the end; only real followers engage."""
    per_account = np.maximum(rng.poisson(np.exp(rng.normal(np.log(0.16), 0.4, truth.height)) * days), 4)
    account = np.repeat(np.arange(truth.height), per_account)
    day = rng.integers(0, days, account.size)
    quality = np.exp(rng.normal(0, 0.35, truth.height))
    engaged = 0.03 * quality[account] * 10_000 * (real[account, day] / 10_000) ** 0.9
    engaged *= np.exp(rng.normal(0, SIGMAS[platform], account.size))
    age = days - day
    engaged *= 1 - np.exp(-((age / 2.0) ** 0.7))
    likes, comments = engaged * 0.93, engaged * 0.04 * np.exp(rng.normal(0, 0.3, account.size))
    start = datetime.combine(END - timedelta(days=days - 1), datetime.min.time())
    return pl.DataFrame(
        {
            "handle": truth["handle"].to_numpy()[account],
            "post_key": [f"post_{number:07d}" for number in range(account.size)],
            "posted_at": [start + timedelta(days=int(d), hours=12) for d in day],
            "likes": likes.astype(np.int64),
            "comments": comments.astype(np.int64),
            "shares": (engaged * 0.03).astype(np.int64),
            "saves": np.zeros(account.size, dtype=np.int64),
        }
    ).with_columns(
        platform=pl.lit(platform),
        posted_at_precision=pl.lit("second"),
        captured_at=pl.lit(datetime.combine(END + timedelta(days=1), datetime.min.time())),
    )
