"""Campaigns and the deals made for them: who was paid what, for which posts.

Belongs here: budgets, prices, goals agreed beforehand, the posts a deal bought.
Does not belong here: clicks and orders that followed (``orders``), file formats (``brand``).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from pipeline.sample.captions import with_disclosure
from pipeline.sample.world import followers_on

# campaign, brand, objective, currency, first and last part of the period, countries, niches, margin
_CAMPAIGNS = (
    ("Sample Oats Autumn", "Sample Oats", "sales", "EUR", 0.04, 0.42, "DE;NL;FR", "food;fitness", 0.42),
    ("Sample Glow Launch", "Sample Glow", "awareness", "USD", 0.22, 0.60, "US;BR", "beauty;fashion", 0.65),
    ("Sample Trail Season", "Sample Trail", "sales", "GBP", 0.40, 0.78, "GB;ES", "travel;fitness", None),
    ("Sample Desk Week", "Sample Desk", "traffic", "EUR", 0.55, 0.92, "DE;ES;JP", "tech;gaming", 0.35),
)  # fmt: skip
_DELIVERABLES = {
    "instagram": "reel",
    "facebook": "post",
    "tiktok": "video",
    "youtube": "video",
    "x": "post",
}


def make_campaigns(first: date, days: int) -> pl.DataFrame:
    """Place the four campaigns on the calendar; budgets follow from the deals."""
    return pl.DataFrame(
        [
            {
                "campaign_id": f"cmp_{i:02d}",
                "campaign": name,
                "brand": brand,
                "objective": objective,
                "currency": currency,
                "start_date": first + timedelta(days=round(days * begin)),
                "end_date": first + timedelta(days=round(days * finish)),
                "countries": countries,
                "niches": niches,
                "margin": margin,
            }
            for i, (name, brand, objective, currency, begin, finish, countries, niches, margin)
            in enumerate(_CAMPAIGNS, 1)
        ]
    )  # fmt: skip


def make_deals(
    campaigns: pl.DataFrame,
    accounts: pl.DataFrame,
    posts: pl.DataFrame,
    first: date,
    rng: np.random.Generator,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make deals and the posts they bought, one deal at most for a creator and campaign."""
    wanted = max(3, round(accounts["creator"].n_unique() * 0.27))
    deals: list[dict[str, Any]] = []
    bought: list[dict[str, Any]] = []
    taken: set[int] = set()
    for campaign in campaigns.iter_rows(named=True):
        begin = (campaign["start_date"] - first).days
        finish = (campaign["end_date"] - first).days
        inside = posts.filter(pl.col("day").is_between(begin + 2, finish - 1), ~pl.col("is_collab"))
        on_offer = dict(inside.group_by("account", maintain_order=True).agg("post").iter_rows())
        for account in _choose(campaign, accounts, on_offer, wanted, rng):
            free = [post for post in on_offer[account] if post not in taken]
            if not free:
                continue
            number = len(deals) + 1
            count = min(int(rng.choice([1, 1, 2, 3])), len(free))
            # One deal in twelve was paid and never posted.
            own = [] if rng.random() < 1 / 12 else sorted(rng.choice(free, count, replace=False).tolist())
            taken.update(own)
            deals.append(_deal(number, campaign, accounts, account, count, begin, first, rng))
            bought += [{"deal_id": deals[-1]["deal_id"], "post": post} for post in own]
    return pl.DataFrame(deals, infer_schema_length=None), pl.DataFrame(
        bought, schema={"deal_id": pl.String, "post": pl.Int64}
    )


def _choose(
    campaign: dict[str, Any], accounts: pl.DataFrame, on_offer: dict[str, Any], wanted: int, rng: np.random.Generator
) -> list[int]:
    """Choose accounts, one a creator, mostly out of the target countries and niches."""
    fits = accounts.filter(pl.col("account").is_in(list(on_offer))).with_columns(
        chance=1.0
        + 3.0 * pl.col("country").is_in(campaign["countries"].split(";"))
        + 2.0 * pl.col("niche").is_in(campaign["niches"].split(";"))
    )
    chance = fits["chance"].to_numpy()
    drawn = fits["account"].to_numpy()[np.argsort(-np.log(rng.random(fits.height)) / chance)]
    creator = dict(accounts.select("account", "creator").iter_rows())
    chosen: dict[int, int] = {}
    for account in drawn.tolist():
        chosen.setdefault(creator[account], account)
    return list(chosen.values())[:wanted]


def _deal(
    number: int, campaign: dict[str, Any], accounts: pl.DataFrame, account: int, posts: int,
    begin: int, first: date, rng: np.random.Generator,
) -> dict[str, Any]:  # fmt: skip
    """Agree on one deal: prices rise more slowly than followers, small creators may get gifts."""
    who = accounts.row(account, named=True)
    followers = int(followers_on(accounts, np.array([account]), np.array([float(begin)]))[0])
    gifted = followers < 20_000 and rng.random() < 0.35
    fee = 22 * (followers / 1000) ** 0.75 * float(np.exp(rng.normal(0, 0.35))) * posts**0.8
    fee = 0.0 if gifted else float(round(fee / 5) * 5)
    views = round(followers * 0.3 * posts)
    name = who["handle"].strip("@").replace("sample", "").replace("Sample", "").strip("_.-")
    code = "".join(letter for letter in name if letter.isalnum()).upper()
    sells = campaign["objective"] == "sales"
    return {
        "deal_id": f"deal_{number:04d}",
        "influencer_id": who["influencer_id"],
        "account": account,
        "campaign_id": campaign["campaign_id"],
        "platform": who["platform"],
        "deliverable": _DELIVERABLES[who["platform"]],
        "posts": posts,
        "fee": fee,
        "product_cost": round(float(rng.uniform(12, 80)), 2),
        "shipping_cost": round(float(rng.uniform(4, 15)), 2),
        "agency_fee": round(fee * 0.15, 2) if rng.random() < 0.3 else 0.0,
        "boosting": float(round(fee * rng.uniform(0.1, 0.4), 0)) if rng.random() < 0.25 else 0.0,
        "currency": campaign["currency"],
        "agreed_date": campaign["start_date"] - timedelta(days=int(rng.integers(3, 20))),
        "start_date": campaign["start_date"],
        "end_date": campaign["end_date"],
        "promo_code": f"{code}{'ABCD'[int(campaign['campaign_id'][-1]) - 1]}{rng.choice([10, 15, 20])}",
        "tracking_code": f"trk-{number:04d}-{campaign['campaign_id'][-2:]}",
        "commission_rate": float(rng.choice([0.0, 0.0, 0.05, 0.1])) if sells else 0.0,
        "goal_views": views,
        "goal_engagements": round(views * 0.05),
        "goal_clicks": round(views * 0.005),
        "goal_orders": max(1, round(views * 0.0001)) if sells else None,
        "goal_revenue": float(max(1, round(views * 0.0001)) * 50) if sells else None,
    }


def with_budgets(campaigns: pl.DataFrame, deals: pl.DataFrame) -> pl.DataFrame:
    """Set each budget a little above what its deals cost, rounded as budgets are."""
    parts = ["fee", "product_cost", "shipping_cost", "agency_fee", "boosting"]
    spent = deals.group_by("campaign_id").agg(spent=pl.sum_horizontal(parts).sum())
    budget = (pl.col("spent").fill_null(0) * 1.1 / 500).ceil() * 500
    return (
        campaigns.join(spent, on="campaign_id", how="left", maintain_order="left")
        .with_columns(budget=budget)
        .drop("spent")
    )


def mark_sponsored(
    posts: pl.DataFrame, bought: pl.DataFrame, deals: pl.DataFrame, campaigns: pl.DataFrame
) -> pl.DataFrame:
    """Mark the bought posts, say so in most captions, and take a little of their engagement."""
    paid = bought.join(deals.select("deal_id", "campaign_id"), on="deal_id").join(
        campaigns.select("campaign_id", "brand"), on="campaign_id"
    )
    marked = posts.join(paid.select("post", "deal_id", "brand"), on="post", how="left", maintain_order="left")
    brand = pl.col("brand").fill_null("Another Sample Brand")
    says = pl.col("is_sponsored") & (pl.col("post") % 9 != 0)
    less = pl.when("is_sponsored").then(0.85).otherwise(1.0)
    return marked.with_columns(is_sponsored=pl.col("is_sponsored") | pl.col("deal_id").is_not_null()).with_columns(
        pl.when(says)
        .then(with_disclosure(pl.col("caption"), pl.col("language"), brand))
        .otherwise(pl.col("caption"))
        .alias("caption"),
        *(pl.col(f"end_{part}") * less for part in ("likes", "comments", "shares", "saves")),
    )
