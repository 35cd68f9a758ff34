"""Clicks and shop orders that followed the deals' posts, and what is true about them.

Belongs here: sessions by day and country; orders by code, by link, by both, by nobody; refunds.
Does not belong here: deals (``campaigns``), the shop's and the brand's files (``shop``, ``brand``).
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from pipeline.sample.captions import COUNTRIES

_PRICES = {
    "Sample Oats": (24.0, 39.0, 64.0),
    "Sample Glow": (39.0, 64.5, 98.0),
    "Sample Trail": (120.0, 180.0, 239.9),
    "Sample Desk": (79.0, 149.0, 299.0),
}
WINDOW_DAYS = 30


def _deal_views(deals: pl.DataFrame, bought: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Sum what each deal's posts will be seen, with the first and last publish moment."""
    facts = bought.join(posts.select("post", "end_views", "posted_ms"), on="post")
    seen = facts.group_by("deal_id").agg(
        views=pl.col("end_views").sum(),
        first_ms=pl.col("posted_ms").min(),
        last_ms=pl.col("posted_ms").max(),
    )
    return deals.join(seen, on="deal_id", maintain_order="left").select(
        "deal_id", "influencer_id", "campaign_id", "promo_code", "tracking_code", "end_date",
        "account", "views", "first_ms", "last_ms",
    )  # fmt: skip


def make_clicks(
    deals: pl.DataFrame, bought: pl.DataFrame, posts: pl.DataFrame, campaigns: pl.DataFrame,
    end: date, rng: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    """Spread each deal's clicks over ten days and the campaign's countries."""
    seen = _deal_views(deals, bought, posts).join(
        campaigns.select("campaign_id", "countries"), on="campaign_id", maintain_order="left"
    )
    days = pl.DataFrame({"after": np.arange(10), "share": 0.55 ** np.arange(10) * 0.45})
    rows = (
        seen.with_columns(country=pl.col("countries").str.split(";"))
        .with_columns(pl.concat_list("country", pl.lit("(not set)")).alias("country"))
        .with_columns(parts=pl.col("country").list.len())
        .explode("country")
        .join(days, how="cross", maintain_order="left_right")
        .with_columns(
            date=(pl.col("first_ms").cast(pl.Datetime("ms")).dt.date() + pl.duration(days="after")),
            expected=pl.col("views") * 0.006 * pl.col("share") / pl.col("parts"),
        )
        .filter(pl.col("date") <= end)
    )
    clicks = rng.poisson(rows["expected"].to_numpy())
    sessions = rng.binomial(clicks, 0.82)
    return rows.with_columns(
        clicks=pl.Series(clicks), sessions=pl.Series(sessions)
    ).filter(pl.col("clicks") > 0).select(
        "date", "tracking_code", "influencer_id", "campaign_id", "country", "sessions", "clicks",
        "deal_id",
    ).sort("date", "tracking_code", "country")  # fmt: skip


def make_orders(
    deals: pl.DataFrame, bought: pl.DataFrame, posts: pl.DataFrame, campaigns: pl.DataFrame,
    end_ms: int, rng: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    """Make every order of the brands' shops, with its truth.

    Orders of a deal come within 28 days of its first post. One code leaks: it is redeemed
    without a link, from anywhere, long after.
    """
    seen = _deal_views(deals, bought, posts)
    # Orders rise more slowly than views: large audiences are further from the creator.
    expected = 0.6 * (seen["views"].fill_null(0.0).to_numpy() / 1000) ** 0.5
    expected = np.minimum(expected * np.exp(rng.normal(0, 0.8, seen.height)), 45)
    per_deal = rng.poisson(expected)
    own = seen[np.repeat(np.arange(seen.height), per_deal)].with_columns(
        method=pl.Series(rng.choice(["code", "link", "both"], int(per_deal.sum()), p=[0.4, 0.3, 0.3])),
        is_leaked=pl.lit(False),
    )
    delay = np.minimum(rng.exponential(6.0, own.height), 28.0)
    own = own.with_columns(created_ms=pl.col("first_ms") + pl.Series((delay * 86_400_000).astype(np.int64)))
    leaked = _leak(seen, end_ms, rng)
    nobody = _baseline(seen, campaigns, len(own) // 4, end_ms, rng)
    orders = pl.concat([own, leaked, nobody], how="diagonal").filter(pl.col("created_ms") < end_ms)
    orders = orders.join(
        campaigns.select("campaign_id", "brand", "currency", "countries"), on="campaign_id",
        maintain_order="left",
    ).sort("brand", "created_ms", "deal_id")  # fmt: skip
    return _priced(orders, end_ms, rng)


def _leak(seen: pl.DataFrame, end_ms: int, rng: np.random.Generator) -> pl.DataFrame:
    """Redeem one early deal's code 35 days and more after its last post."""
    late = pl.col("last_ms") + 35 * 86_400_000
    early = seen.filter(late < end_ms - 5 * 86_400_000).sort("last_ms", "deal_id").head(1)
    rows = early[np.zeros(18 if early.height else 0, dtype=np.int64)]
    span = rng.uniform(0, 4, rows.height) * 86_400_000
    return rows.with_columns(
        method=pl.lit("code"),
        is_leaked=pl.lit(True),
        created_ms=late + pl.Series(span.astype(np.int64)),
    )


def _baseline(
    seen: pl.DataFrame, campaigns: pl.DataFrame, count: int, end_ms: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Make the orders that no influencer brought."""
    opening = seen["first_ms"].drop_nulls().to_list()
    begin = min(opening, default=end_ms - 86_400_000)
    return pl.DataFrame(
        {
            "campaign_id": campaigns["campaign_id"].gather(rng.integers(0, campaigns.height, count)),
            "method": ["none"] * count,
            "is_leaked": [False] * count,
            "created_ms": rng.integers(begin, max(end_ms, begin + 1), count),
        }
    )


def _priced(orders: pl.DataFrame, end_ms: int, rng: np.random.Generator) -> pl.DataFrame:
    """Number the orders, fill the baskets, and decide what is refunded or cancelled.

    Net revenue is the subtotal (after discount, without shipping) less its part of the refund, 0 if cancelled.
    """
    count = orders.height
    place = orders.select(place=pl.int_range(pl.len()).over("brand"))["place"].to_list()
    brands = list(_PRICES)
    brand = np.array([brands.index(name) for name in orders["brand"].to_list()], dtype=np.int64)
    lines = rng.choice([1, 1, 2, 3], count)
    prices = np.array(list(_PRICES.values()))
    quantity = rng.integers(1, 3, (count, 3)) * (np.arange(3) < lines[:, None])
    gross = (prices[brand] * quantity).sum(axis=1).round(2)
    percent = orders["promo_code"].str.slice(-2).cast(pl.Int64, strict=False).fill_null(0).to_numpy()
    has_code = orders["method"].is_in(["code", "both"]).to_numpy()
    discount = (gross * np.where(has_code, percent, 0) / 100).round(2)
    fate = rng.random(count)
    subtotal = (gross - discount).round(2)
    refund = np.where(fate < 0.05, subtotal, np.where(fate < 0.09, (subtotal * 0.4).round(2), 0.0))
    cancelled = (fate >= 0.09) & (fate < 0.13)
    shipping = np.where(gross < 40, 4.9, 0.0)
    of_goods = np.where(refund < subtotal, refund * subtotal / (subtotal + shipping), refund).round(4)
    net = np.where(cancelled, 0.0, (subtotal - of_goods).round(4))
    targets = [text.split(";") for text in orders["countries"].to_list()]
    anywhere = rng.choice(list(COUNTRIES), count)
    at_home = (rng.random(count) < 0.85) & ~orders["is_leaked"].to_numpy()
    pick = rng.random(count)
    country = [
        home[int(p * len(home))] if near else str(away)
        for home, away, near, p in zip(targets, anywhere, at_home, pick, strict=False)
    ]
    later = np.minimum(orders["created_ms"].to_numpy() + (2 + 8 * pick) * 86_400_000, end_ms - 60_000)
    return orders.with_columns(
        pl.Series("order_id", [f"#{1001 + 20_000 * b + n}" for b, n in zip(brand, place, strict=False)]),
        *(pl.Series(f"quantity_{i}", quantity[:, i]) for i in range(3)),
        *(pl.Series(f"price_{i}", prices[brand, i]) for i in range(3)),
        pl.Series("gross", gross), pl.Series("discount", discount), pl.Series("subtotal", subtotal),
        pl.Series("refund", refund), pl.Series("is_cancelled", cancelled),
        pl.Series("net_revenue", net), pl.Series("country", country),
        pl.Series("settled_ms", later.astype(np.int64)),
        pl.Series("shipping", shipping),
    )  # fmt: skip


def first_of_period(end: date, days: int) -> date:
    """Give the first day of a period of so many days that ends with ``end``."""
    return end - timedelta(days=days - 1)
