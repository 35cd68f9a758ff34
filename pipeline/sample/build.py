"""Make the whole sample: the world, its exports, and the truth about both.

Belongs here: the order of the steps and the summary.
Does not belong here: who is exported how (``routes``), formats (a module each).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from pipeline.sample import campaigns as campaigning
from pipeline.sample import orders as ordering
from pipeline.sample import truth
from pipeline.sample.ledger import Ledger, make_room
from pipeline.sample.posts import capture_ms, make_posts
from pipeline.sample.routes import World, write_exports
from pipeline.sample.world import capture_dates, followers_on, make_accounts, make_creators, tier_of

FEWEST_CREATORS = 20
FEWEST_DAYS = 30


@dataclass(frozen=True)
class SampleSummary:
    """What was written, in numbers."""

    out: Path
    creators: int
    accounts: int
    posts: int
    files: int
    records: int
    malformed: int
    orders: int
    bytes_written: int
    captures: tuple[date, ...]


def generate(
    out: Path,
    creators: int = 40,
    days: int = 120,
    seed: int = 7,
    end: date = date(2026, 11, 22),
    progress: Callable[[str], None] | None = None,
) -> SampleSummary:
    """Write synthetic exports into ``out/incoming`` and what is true into ``out/truth``.

    The same arguments give the same bytes. An earlier sample in ``out`` is replaced.

    Args:
        end: the last day of the period and the last day of capture.
        progress: called with a line of words at each step.

    Raises:
        ValueError: too few creators or days for every kind of file to appear.
        FileExistsError: ``out/incoming`` holds files that no sample wrote.
    """
    if creators < FEWEST_CREATORS or days < FEWEST_DAYS:
        raise ValueError(
            f"sample of {creators} creators and {days} days is too small for every kind of file; "
            f"ask for at least {FEWEST_CREATORS} creators and {FEWEST_DAYS} days"
        )
    out = Path(out)
    make_room(out)
    ledger = Ledger(out, seed, progress)
    ledger.say(f"making {creators} creators over {days} days")
    world = make_world(creators, days, end, np.random.default_rng(seed))
    write_exports(ledger, world)
    ledger.say("writing the truth")
    answers = _answers(world, ledger)
    truth.write_truth(out, ledger, answers)
    return SampleSummary(
        out=out,
        creators=creators,
        accounts=world.accounts.height,
        posts=world.posts.height,
        files=len({entry.file for entry in ledger.files}),
        records=sum(entry.records for entry in ledger.files),
        malformed=sum(entry.malformed for entry in ledger.files),
        orders=world.orders.height,
        bytes_written=ledger.bytes_written,
        captures=tuple(world.captures),
    )


def make_world(creators: int, days: int, end: date, rng: np.random.Generator) -> World:
    """Invent people, posts, deals and orders, in that order."""
    first = ordering.first_of_period(end, days)
    people = make_creators(creators, rng)
    accounts = make_accounts(people, days, rng)
    posts = make_posts(accounts, first, days, rng)
    campaigns = campaigning.make_campaigns(first, days)
    deals, bought = campaigning.make_deals(campaigns, accounts, posts, first, rng)
    campaigns = campaigning.with_budgets(campaigns, deals)
    posts = campaigning.mark_sponsored(posts, bought, deals, campaigns)
    clicks = ordering.make_clicks(deals, bought, posts, campaigns, end, rng)
    orders = ordering.make_orders(deals, bought, posts, campaigns, capture_ms(end), rng)
    return World(
        first, end, days, capture_dates(end, days), people, accounts, posts, campaigns, deals,
        bought, clicks, orders,
    )  # fmt: skip


def _answers(world: World, ledger: Ledger) -> dict[str, pl.DataFrame]:
    number = world.accounts["account"].to_numpy()
    at_end = followers_on(world.accounts, number, np.full(number.size, world.days - 0.5))
    sized = world.accounts.with_columns(followers=pl.Series(at_end)).with_columns(tier=tier_of(pl.col("followers")))
    posts = truth.posts_truth(world.posts, ledger, capture_ms(world.end))
    accounts = truth.accounts_truth(sized, posts)
    largest = sized.group_by("creator").agg(pl.col("followers").max()).with_columns(
        tier=tier_of(pl.col("followers"))
    )  # fmt: skip
    people = world.creators.join(largest, on="creator", maintain_order="left")
    clicks = world.clicks.group_by("deal_id").agg(pl.col("clicks", "sessions").sum())
    deals = truth.deals_truth(world.deals, world.orders)
    return {
        "creators": people.select(
            "influencer_id", "name", "tier", "is_inflated", "inflation_factor", "country", "niche"
        ),
        "accounts": accounts.select(
            "influencer_id", "platform", "handle", "account_id", "followers", "tier", "posts",
            "engagement_rate_base", "median_engagement_rate",
            is_inflated=pl.col("jump_factor") > 1,
            inflation_date=pl.when(pl.col("jump_factor") > 1).then(
                pl.lit(world.first) + pl.duration(days=pl.col("jump_day").clip(0, world.days))
            ),
        ),
        "posts": posts,
        "deals": deals.join(clicks, on="deal_id", how="left", maintain_order="left"),
        "orders": truth.orders_truth(world.orders),
        "tiers": truth.tiers_truth(accounts),
    }  # fmt: skip
