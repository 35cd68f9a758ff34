"""What is really true about the sample, as CSV beside the exports.

Belongs here: the answers that tests hold the pipeline's tables against.
Does not belong here: anything a pipeline may read; it sees ``incoming`` only.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import polars as pl

from pipeline.sample.ledger import Ledger
from pipeline.sample.orders import WINDOW_DAYS
from pipeline.sample.posts import DAY_MS, counts_at
from pipeline.sample.world import tier_of

_COSTS = ["fee", "product_cost", "shipping_cost", "agency_fee", "boosting"]
_BASES = {"instagram": "followers", "facebook": "followers", "tiktok": "views", "youtube": "views",
          "x": "impressions"}  # fmt: skip


def posts_truth(posts: pl.DataFrame, ledger: Ledger, end_ms: int) -> pl.DataFrame:
    """Give each post with its counts at the last capture that shows it, and at the end if none does.

    ``last_readable_date`` is the last capture with an undamaged record of the post.
    """
    shown = pl.concat(ledger.shown).group_by("post").agg(
        last_captured_date=pl.col("captured_date").max(),
        last_readable_date=pl.col("captured_date").filter("readable").max(),
    )  # fmt: skip
    dated = posts.join(shown, on="post", how="left", maintain_order="left").with_columns(
        moment=(pl.col("last_captured_date").cast(pl.Datetime("ms")).dt.epoch("ms") + DAY_MS // 2)
        .fill_null(end_ms)
    )  # fmt: skip
    counted = counts_at(dated, pl.col("moment"))
    base = pl.col("platform").replace_strict(_BASES)
    divisor = pl.when(base == "followers").then("followers_at_post").otherwise("views")
    return counted.with_columns(
        posted_at=pl.from_epoch("posted_ms", "ms").dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        impressions=pl.when(pl.col("platform") == "x").then("views"),
        engagement_rate_base=base,
        engagement_rate=pl.when(divisor > 0).then((pl.col("engagements") / divisor).round(6)),
        tier_at_post=tier_of(pl.col("followers_at_post")),
    ).select(
        "platform", "account_id", "handle", "influencer_id", "post_key", "post_id", "posted_at",
        "format", "last_captured_date", "last_readable_date", "views", "impressions", "reach",
        "likes", "comments", "shares", "saves", "engagements", "followers_at_post", "tier_at_post",
        "engagement_rate_base", "engagement_rate", "is_sponsored", "is_hidden_likes", "is_collab",
        "deal_id",
    )  # fmt: skip


def accounts_truth(accounts: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Give each account with its size at the end and the median rate of all its posts."""
    rates = posts.group_by("platform", "handle").agg(
        posts=pl.len(),
        median_engagement_rate=pl.col("engagement_rate").median().round(6),
        engagement_rate_base=pl.col("engagement_rate_base").first(),
        engagements=pl.col("engagements").sum(),
    )
    return accounts.join(rates, on=["platform", "handle"], how="left", maintain_order="left")


def deals_truth(deals: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Give each deal with its cost by part and what its orders really brought, by method.

    Deduplicated figures hold orders within the window; an order by code and link counts once.
    Commission is earned on them and is part of ``total_cost``. Orders that were cancelled or paid back whole are
    no orders; ``orders_cancelled`` counts those within the window.
    """
    own = orders.filter(pl.col("deal_id").is_not_null())
    by_code, by_link = (
        pl.col("method").is_in(["code", "both"]),
        pl.col("method").is_in(["link", "both"]),
    )
    kept, net = pl.col("net_revenue") > 0, pl.col("net_revenue")
    inside = ~pl.col("is_leaked")
    brought = own.group_by("deal_id").agg(
        orders_promo_code=(by_code & inside & kept).sum(),
        net_revenue_promo_code=net.filter(by_code & inside).sum().round(2),
        orders_link=(by_link & inside & kept).sum(),
        net_revenue_link=net.filter(by_link & inside).sum().round(2),
        orders_deduplicated=(inside & kept).sum(),
        net_revenue_deduplicated=net.filter(inside).sum().round(2),
        orders_cancelled=(inside & ~kept).sum(),
        orders_after_window=(~inside & kept).sum(),
        net_revenue_after_window=net.filter(~inside).sum().round(2),
    )
    known = deals.join(brought, on="deal_id", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0) for name in brought.columns[1:]
    )
    net_total = pl.col("net_revenue_deduplicated")
    return known.with_columns(
        commission=(net_total * pl.col("commission_rate")).round(2),
        cost_before_commission=pl.sum_horizontal(_COSTS).round(2),
    ).with_columns(
        total_cost=(pl.col("cost_before_commission") + pl.col("commission")).round(2)
    ).select(
        "deal_id", "influencer_id", "campaign_id", "platform", *_COSTS, "commission",
        "cost_before_commission", "total_cost", "currency", *brought.columns[1:],
        return_on_ad_spend=(net_total / pl.col("total_cost")).round(6),
        return_on_ad_spend_before_commission=(net_total / pl.col("cost_before_commission")).round(6),
        window_days=pl.lit(WINDOW_DAYS),
    )  # fmt: skip


def orders_truth(orders: pl.DataFrame) -> pl.DataFrame:
    """Give each order of the shops with its net revenue and who brought it."""
    return orders.select(
        "order_id", "brand", pl.when(pl.col("method") != "none").then("campaign_id").alias("campaign_id"), "influencer_id", "deal_id",
        pl.from_epoch("created_ms", "ms").dt.strftime("%Y-%m-%dT%H:%M:%SZ").alias("created_at"),
        "gross", "discount", "subtotal", "refund", "is_cancelled", "net_revenue", "currency",
        "country", "method", "promo_code", "is_leaked",
    )  # fmt: skip


def tiers_truth(accounts: pl.DataFrame) -> pl.DataFrame:
    """Sum accounts by platform and by the tier that they are in at the end."""
    return accounts.group_by("platform", "tier").agg(
        creators=pl.col("influencer_id").n_unique(),
        posts=pl.col("posts").sum(),
        engagements=pl.col("engagements").sum(),
    ).sort("platform", "tier")  # fmt: skip


def write_truth(out: Path, ledger: Ledger, tables: dict[str, pl.DataFrame]) -> None:
    """Write the answers, and the books of the files, under ``truth``."""
    folder = out / "truth"
    folder.mkdir(parents=True, exist_ok=True)
    flaws = ["file", "member", "record", "column", "wrong", "repairable"]
    tables = {
        **tables,
        "files": pl.DataFrame([asdict(entry) for entry in ledger.files]),
        "malformed": pl.DataFrame(ledger.flaws, schema_overrides={"record": pl.Int64}).select(flaws),
    }
    for name, frame in tables.items():
        path = folder / f"{name}.csv"
        frame.write_csv(path)
        ledger.bytes_written += path.stat().st_size
