"""Who exists in the sample: creators, their accounts, and followers on any day.

Belongs here: people, handles, sizes, growth, and the accounts whose followers were bought.
Does not belong here: posts and their counts (``posts``), deals (``commerce``), file formats.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.sample.captions import COUNTRIES, FIRST_NAMES, NICHES
from pipeline.sample.csv_bytes import names

PLATFORMS = ("instagram", "facebook", "tiktok", "youtube", "x")
TIER_BOUNDS = {"nano": (800, 10_000), "micro": (10_000, 100_000),
               "macro": (100_000, 1_000_000), "mega": (1_000_000, 9_000_000)}  # fmt: skip
_TIER_SHARES = (0.38, 0.34, 0.20, 0.08)
_FIRST_PLATFORMS = names(
    "instagram tiktok youtube x facebook instagram tiktok instagram youtube tiktok "
    "instagram facebook tiktok x instagram tiktok youtube instagram instagram tiktok",
    " ",
)
_HANDLES = {
    "instagram": "sample_{name}_{number}",
    "tiktok": "sample.{name}.{number}",
    "youtube": "Sample-{Name}-{number}",
    "x": "sample_{name}{number}",
    "facebook": "Sample{Name}{number}",
}


def make_creators(count: int, rng: np.random.Generator) -> pl.DataFrame:
    """Invent the people: name, country, niche, size, and who bought followers."""
    number = np.arange(1, count + 1)
    countries = list(COUNTRIES)
    country = rng.choice(countries, count, p=[COUNTRIES[c][2] for c in countries])
    inflated = np.zeros(count, dtype=bool)
    inflated[rng.choice(count, max(2, round(count * 0.08)), replace=False)] = True
    size = _sizes(count, rng)
    inflated &= size < 1_000_000  # nobody believes a bought mega account
    first = [FIRST_NAMES[i % len(FIRST_NAMES)] for i in range(count)]
    return pl.DataFrame(
        {
            "creator": number - 1,
            "influencer_id": [f"inf_{n:04d}" for n in number],
            "first_name": first,
            "name": [f"{name.title()} Sample {n:02d}" for name, n in zip(first, number, strict=False)],
            "country": country,
            "language": [COUNTRIES[c][0] for c in country],
            "zone": [COUNTRIES[c][1] for c in country],
            "niche": rng.choice(NICHES, count),
            "size": size,
            "quality": np.exp(rng.normal(0, 0.35, count)),
            "is_inflated": inflated,
            "inflation_factor": np.where(inflated, rng.uniform(1.3, 3.0, count).round(2), 1.0),
        }
    )


def _sizes(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Spread followers over the tiers, log-uniform inside each, every tier present."""
    place = (np.arange(count) + 0.5) / count
    edges = np.cumsum((0.0, *_TIER_SHARES))
    logs = np.log([*(low for low, _ in TIER_BOUNDS.values()), 9_000_000])
    return rng.permutation(np.exp(np.interp(place, edges, logs)))


def make_accounts(creators: pl.DataFrame, days: int, rng: np.random.Generator) -> pl.DataFrame:
    """Give each creator one to three accounts with their own size, growth and posting rate."""
    count = creators.height
    first = np.array([PLATFORMS.index(_FIRST_PLATFORMS[i % 20]) for i in range(count)])
    steps = np.stack([rng.permutation([1, 2, 3, 4]) for _ in range(count)])
    more = rng.choice([0, 1, 2], count, p=[0.3, 0.45, 0.25])
    rows = [
        (i, platform, rank)
        for i in range(count)
        for rank, platform in enumerate([first[i], *((first[i] + steps[i]) % 5)[: more[i]]])
    ]
    creator, platform, rank = (np.array(part) for part in zip(*rows, strict=False))
    n = creator.size
    shrink = np.where(rank == 0, 1.0, np.exp(rng.normal(-1.2, 0.7, n)).clip(0.03, 2))
    inflated = creators["is_inflated"].to_numpy()[creator] & (rank == 0)
    persons = creators["first_name"].gather(creator).to_list()
    frame = pl.DataFrame(
        {
            "account": np.arange(n),
            "creator": creator,
            "platform": [PLATFORMS[p] for p in platform],
            "handle": [
                _HANDLES[PLATFORMS[p]].format(name=a, Name=a.title(), number=f"{c + 1:02d}")
                for p, a, c in zip(platform, persons, creator, strict=False)
            ],
            "followers_start": (creators["size"].to_numpy()[creator] * shrink).clip(300, None),
            "growth": rng.normal(0.0008, 0.0006, n),
            "phase": rng.uniform(0, 6.28, n),
            "jump_day": np.where(inflated, rng.integers(days // 3, max(days * 3 // 4, 2), n), 10**6),
            "jump_factor": np.where(inflated, creators["inflation_factor"].to_numpy()[creator], 1.0),
            "posts_per_day": np.exp(rng.normal(np.log(0.14), 0.5, n)).clip(0.03, 1.5),
            "account_id": _account_ids(platform, rng),
            "turn": _turns(platform),
        }
    )
    facts = creators.select("creator", "influencer_id", "name", "country", "language", "zone", "niche", "quality")
    return frame.join(facts, on="creator", maintain_order="left")


def _account_ids(platform: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    """Make account ids of each platform's shape; YouTube's are letters."""
    letters = np.array(list("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789-_"))
    ids = []
    for p in platform:
        name, tail = PLATFORMS[p], int(rng.integers(10**11, 10**12))
        text = "".join(rng.choice(letters, 22))
        ids.append(
            {
                "instagram": f"178414{tail % 10**11:011d}",
                "facebook": f"1000{tail % 10**11:011d}",
                "tiktok": f"7{tail}{int(rng.integers(10**5, 10**6))}",
                "youtube": f"UC{text}",
                "x": f"1{tail}{int(rng.integers(10**5, 10**6))}",
            }[name]
        )
    return ids


def _turns(platform: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the accounts inside their platform; formats are dealt out by this number."""
    turns = np.zeros(platform.size, dtype=np.int64)
    for p in range(len(PLATFORMS)):
        mine = platform == p
        turns[mine] = np.arange(mine.sum())
    return turns


def followers_on(
    accounts: pl.DataFrame,
    account: NDArray[np.int64],
    day: NDArray[np.float64],
    *,
    bought: bool = True,
) -> NDArray[np.int64]:
    """Give the followers of accounts on days counted from the first; ``bought`` ones on demand."""
    start = accounts["followers_start"].to_numpy()[account]
    growth = accounts["growth"].to_numpy()[account]
    wiggle = 1 + 0.0006 * np.sin(0.9 * day + accounts["phase"].to_numpy()[account])
    followers = start * np.exp(growth * day) * wiggle
    if bought:
        after = day >= accounts["jump_day"].to_numpy()[account]
        followers *= np.where(after, accounts["jump_factor"].to_numpy()[account], 1.0)
    return np.asarray(followers, dtype=np.int64)


def capture_dates(end: date, days: int, count: int = 5) -> list[date]:
    """Choose the days on which exports are made: evenly spread, the last one is the end."""
    return [end - timedelta(days=round(days * k / count)) for k in reversed(range(count))]


def tier_of(followers: pl.Expr) -> pl.Expr:
    """Name the tier of a follower count: lower bound inclusive, upper exclusive."""
    return (
        pl.when(followers < 10_000).then(pl.lit("nano"))
        .when(followers < 100_000).then(pl.lit("micro"))
        .when(followers < 1_000_000).then(pl.lit("macro"))
        .otherwise(pl.lit("mega"))
    )  # fmt: skip
