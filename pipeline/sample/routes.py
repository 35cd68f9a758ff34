"""Which account is exported how, and on which days.

Belongs here: the choice of formats, the re-exports, copies and late files.
Does not belong here: what a format looks like (a module each).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from pipeline.sample import brand, meta, roster, scrapers, shop, tiktok, x, youtube
from pipeline.sample.days import account_days
from pipeline.sample.ledger import Ledger
from pipeline.sample.posts import DAY_MS, capture_ms, counts_at
from pipeline.sample.world import followers_on

POSTS_DAYS = 72  # how far back an export of posts reaches
SCRAPED_DAYS = 40  # how far back a scraper's run reaches
ROSTER_EVERY = 7
RARE = (2, 4)  # the captures at which the less diligent export


@dataclass(frozen=True)
class World:
    """Everything that exists in the sample."""

    first: date
    end: date
    days: int
    captures: list[date]
    creators: pl.DataFrame
    accounts: pl.DataFrame
    posts: pl.DataFrame
    campaigns: pl.DataFrame
    deals: pl.DataFrame
    bought: pl.DataFrame
    clicks: pl.DataFrame
    orders: pl.DataFrame

    def seen(self, day: date, reach_back: int) -> pl.DataFrame:
        """Give the posts of the last days before a capture with their counts at it."""
        now = capture_ms(day)
        inside = pl.col("posted_ms").is_between(now - reach_back * DAY_MS, now, closed="left")
        return counts_at(self.posts.filter(inside), now)

    def followers(self, account: pl.Series, day: date) -> pl.Series:
        """Return the followers of accounts at noon of a day."""
        number = account.to_numpy()
        moment = np.full(number.size, (day - self.first).days + 0.5)
        return pl.Series("followers_now", followers_on(self.accounts, number, moment))

    def of(self, platform: str, chosen: Callable[[int], bool] = lambda turn: True) -> list[dict[str, Any]]:
        """List a platform's accounts whose number inside the platform is chosen."""
        own = self.accounts.filter(pl.col("platform") == platform)
        return [row for row in own.iter_rows(named=True) if chosen(row["turn"])]


def write_exports(ledger: Ledger, world: World) -> None:
    """Write every file of the sample, capture by capture."""
    for number, day in enumerate(world.captures):
        ledger.say(f"writing the exports of {day}")
        last = number == len(world.captures) - 1
        seen = world.seen(day, POSTS_DAYS)
        since = max(world.first, day - timedelta(days=POSTS_DAYS))
        by_account = {key[0]: part for key, part in seen.partition_by("account", as_dict=True).items()}
        _write_meta(ledger, world, seen, since, day, last)
        _write_tiktok(ledger, world, by_account, day, number)
        for account in world.of("youtube"):
            if account["account"] in by_account and (account["turn"] == 0 or number in RARE):
                youtube.write_videos(ledger, account, by_account[account["account"]], since, day)
        _write_x(ledger, world, by_account, since, day, number)
        _write_scraped(ledger, world, day, number)
    _write_daily(ledger, world)
    _write_late(ledger, world)
    _write_rosters(ledger, world)
    _write_brand(ledger, world)


def _write_meta(ledger: Ledger, world: World, seen: pl.DataFrame, since: date, day: date, last: bool) -> None:
    """Export Instagram accounts by portfolio of three, one in Spanish; Facebook pages in two files."""
    partners = world.accounts.filter(pl.col("platform") == "instagram")
    own = seen.filter((pl.col("platform") == "instagram") & (pl.col("turn") % 3 != 2))
    spanish = own.filter(pl.col("turn") == 1)
    rest = own.filter(pl.col("turn") != 1).sort(pl.col("turn") // 9, maintain_order=True)
    if spanish.height:
        meta.write_instagram(ledger, spanish, partners, since, day, 1000, language="es")
    for (group,), part in rest.group_by(pl.col("turn") // 9, maintain_order=True):
        meta_path = meta.write_instagram(
            ledger,
            part,
            partners,
            since,
            day,
            group,
            zipped=group % 2 == 1,
            again=last and group == 0,
        )
        if last and group == 0:
            copied = meta_path.removesuffix(".csv") + " (1).csv"
            ledger.copy(meta_path, copied, day)
    pages = seen.filter(pl.col("platform") == "facebook")
    for template in (0, 1):
        part = pages.filter(pl.col("turn") % 2 == template)
        if part.height:
            meta.write_facebook(ledger, part, since, day, template)


def _write_tiktok(ledger: Ledger, world: World, by_account: dict[int, pl.DataFrame], day: date, number: int) -> None:
    """Export two in four accounts from Studio, folder or zip, and one from the business pages."""
    daily = number in RARE
    for account in world.of("tiktok", lambda turn: turn % 4 != 3):
        own = by_account.get(account["account"])
        if own is None:
            continue
        # The platform's daily figures lag two days behind.
        last = day - timedelta(days=2)
        since = max(world.first, last - timedelta(days=POSTS_DAYS - 1))
        if account["turn"] % 4 == 2:
            days = world_days(world, account, since, last)
            tiktok.write_business(ledger, account, days, own, day, overview=daily)
            continue
        if not daily:
            continue
        days = world_days(world, account, since, last)
        portuguese, spanish = account["turn"] == 4, account["turn"] == 0
        dates = "pt" if portuguese else "es" if spanish else "en"
        tables = tiktok.studio_tables(
            ledger, account, days, own, day, dates=dates, headers="pt" if portuguese else "en"
        )
        tiktok.write_studio(ledger, account, tables, day, last, zipped=account["turn"] % 4 == 1)


def _write_x(
    ledger: Ledger, world: World, by_account: dict[int, pl.DataFrame], since: date, day: date,
    number: int,
) -> None:  # fmt: skip
    """Export two in three accounts in the form of 2026, the others in that of 2025; one legacy."""
    for account in world.of("x"):
        own = by_account.get(account["account"])
        if own is None:
            continue
        if number == 1 and account["turn"] == 1:
            x.write_legacy(ledger, account, own, since, day)
        if account["turn"] % 3 and number not in RARE:
            continue
        form = 2025 if account["turn"] % 3 == 2 else 2026
        x.write_content(ledger, account, own, since, day, form=form)


def _write_scraped(ledger: Ledger, world: World, day: date, number: int) -> None:
    """Scrape the Instagram accounts that give no exports, and half of the TikTok ones."""
    seen = world.seen(day, SCRAPED_DAYS)
    seen = seen.with_columns(world.followers(seen["account"], day))
    instagram = seen.filter((pl.col("platform") == "instagram") & (pl.col("turn") % 3 == 2))
    if instagram.height:
        scrapers.write_instagram(ledger, instagram, day, zipped=number % 2 == 0)
    videos = seen.filter((pl.col("platform") == "tiktok") & (pl.col("turn") % 2 == 1))
    if not videos.height:
        return
    if number == 3:
        scrapers.write_tiktok_json(ledger, videos, day)
    else:
        scrapers.write_tiktok_csv(ledger, videos, day)


def _write_daily(ledger: Ledger, world: World) -> None:
    """Export the days of one Instagram account, one page and one channel; one file set re-saved."""
    since = world.end - timedelta(days=min(POSTS_DAYS, world.days) - 1)
    yesterday = world.end - timedelta(days=1)
    owners = [
        *world.of("instagram", lambda turn: turn == 0),
        *world.of("facebook", lambda turn: turn < 2),
    ]
    for account in owners:
        days = world_days(world, account, since, yesterday)
        meta.write_days(ledger, account, days, world.end, resaved=account["turn"] == 1)
    for account in world.of("youtube", lambda turn: turn == 0):
        youtube.write_days(ledger, account, world_days(world, account, since, yesterday), world.end)


def world_days(world: World, account: dict[str, Any], since: date, last: date) -> pl.DataFrame:
    """Cut one account's gains into days."""
    own = world.posts.filter(pl.col("account") == account["account"])
    return account_days(account, world.accounts, own, since, last, world.first)


def _write_late(ledger: Ledger, world: World) -> None:
    """Add one export of an earlier day that reached us after the others."""
    day = world.end - timedelta(days=10)
    seen = world.seen(day, POSTS_DAYS)
    own = seen.filter((pl.col("platform") == "instagram") & (pl.col("turn") == 0))
    partners = world.accounts.filter(pl.col("platform") == "instagram")
    since = max(world.first, day - timedelta(days=POSTS_DAYS))
    note = f"late: captured {day}, arrived after {world.end}"
    meta.write_instagram(ledger, own, partners, since, day, 2000, note=note)


def _write_rosters(ledger: Ledger, world: World) -> None:
    """Write a roster of all accounts each week."""
    means = ("views", "likes", "comments", "shares")
    dates = [world.end - timedelta(days=n) for n in range(0, world.days - 1, ROSTER_EVERY)]
    for week, day in enumerate(reversed(dates)):
        accounts = world.accounts.with_columns(world.followers(world.accounts["account"], day).alias("followers"))
        average = world.seen(day, POSTS_DAYS).group_by("account").agg(
            *(pl.col(name).mean().cast(pl.Int64) for name in means),
            pl.col("engagements").mean().cast(pl.Int64).alias("engaged"),
        )  # fmt: skip
        listed = accounts.join(average, on="account", how="left", maintain_order="left")
        roster.write_rosters(ledger, listed, day, xlsx=day == world.end, zipped=week % 2 == 1 and day != world.end)


def _write_brand(ledger: Ledger, world: World) -> None:
    """Write the brand's sheets at the end, and the shops' orders then and at an earlier capture."""
    sheets = {
        "creators": brand.creators_sheet(world.creators, world.accounts),
        "campaigns": world.campaigns,
        "deals": world.deals,
        "deal_posts": brand.deal_posts_sheet(world.bought, world.deals, world.posts),
        "clicks": world.clicks,
        "tracking": brand.tracking_sheet(world.orders),
    }
    brand.write_sheets(ledger, sheets, world.end)
    shop.write_orders(ledger, world.orders, world.captures[-2], zipped=True)
    shop.write_orders(ledger, world.orders, world.end, zipped=False)
