"""The brand's own sheets: creators, campaigns, deals, bought posts, clicks, orders by link.

Belongs here: the six sheets of our own template, complete and undamaged.
Does not belong here: the shop's order export (``shop``), platform files.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from pipeline.sample.csv_bytes import PLAIN, Column
from pipeline.sample.ledger import Ledger

CREATORS = (
    "influencer_id", "name", "niche", "country", "language", "instagram", "tiktok", "youtube",
    "facebook", "x",
)  # fmt: skip
CAMPAIGNS = (
    "campaign_id", "campaign", "brand", "objective", "budget", "currency", "start_date", "end_date",
    "countries", "niches", "margin",
)  # fmt: skip
DEALS = (
    "deal_id", "influencer_id", "campaign_id", "platform", "deliverable", "posts", "fee",
    "product_cost", "shipping_cost", "agency_fee", "boosting", "currency", "agreed_date",
    "start_date", "end_date", "promo_code", "tracking_code", "commission_rate", "goal_views",
    "goal_engagements", "goal_clicks", "goal_orders", "goal_revenue",
)  # fmt: skip
DEAL_POSTS = ("deal_id", "influencer_id", "platform", "post_url")
CLICKS = (
    "date", "tracking_code", "influencer_id", "campaign_id", "country", "sessions", "clicks",
)  # fmt: skip
TRACKING = (
    "order_id", "date", "source", "campaign_id", "influencer_id", "country", "orders", "revenue",
    "currency",
)  # fmt: skip


def write_sheets(ledger: Ledger, sheets: dict[str, pl.DataFrame], day: date) -> None:
    """Write the sheets under ``brand/<day>``; each holds its template's columns in order."""
    templates = {
        "creators": CREATORS, "campaigns": CAMPAIGNS, "deals": DEALS, "deal_posts": DEAL_POSTS,
        "clicks": CLICKS, "tracking": TRACKING,
    }  # fmt: skip
    for name, headers in templates.items():
        columns = [Column(header, pl.col(header)) for header in headers]
        member = ledger.table(f"{name}.csv", f"brand_{name}", sheets[name], columns, PLAIN, damaged=False)
        ledger.file(f"brand/{day}/{name}.csv", day, member)


def creators_sheet(creators: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Put each creator's handles side by side; blank where there is none."""
    wide = creators
    for platform in CREATORS[5:]:
        own = accounts.filter(pl.col("platform") == platform)
        handles = own.select("creator", pl.col("handle").alias(platform))
        wide = wide.join(handles, on="creator", how="left", maintain_order="left")
    return wide


def tracking_sheet(orders: pl.DataFrame) -> pl.DataFrame:
    """List the orders that came by a tracked link, at what they were worth when placed."""
    return orders.filter(pl.col("method").is_in(["link", "both"])).select(
        "order_id",
        pl.from_epoch("created_ms", "ms").dt.date().alias("date"),
        pl.lit("influencer_link").alias("source"),
        "campaign_id",
        "influencer_id",
        "country",
        pl.lit(1).alias("orders"),
        pl.col("subtotal").alias("revenue"),
        "currency",
    )


def deal_posts_sheet(bought: pl.DataFrame, deals: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """List the links of the posts that the deals bought."""
    return bought.join(deals.select("deal_id", "influencer_id", "platform"), on="deal_id", maintain_order="left").join(
        posts.select("post", pl.col("link").alias("post_url")), on="post", maintain_order="left"
    )
