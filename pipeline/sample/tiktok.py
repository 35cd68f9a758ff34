"""TikTok's own files: Studio for creators, and the business account's exports.

Belongs here: year-less dates in three languages, ``undefined``, the fifteen-video cap, ``NAN``.
Does not belong here: scraped TikTok posts (``scrapers``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from pipeline.sample.csv_bytes import QUOTED_BOM, TIKTOK, Column, Member, Style
from pipeline.sample.ledger import Ledger
from pipeline.sample.meta import moment

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_OVERVIEW = {
    "en": ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"),
    "pt": (
        "Data", "Visualizações de vídeo", "Visualizações de perfil", "Curtidas", "Comentários",
        "Compartilhamentos",
    ),
}  # fmt: skip
_FOLLOWERS = {
    "en": ("Date", "Followers", "Difference in followers from previous day"),
    "pt": ("Data", "Seguidores", "Diferença de seguidores em relação ao dia anterior"),
}
_BUSINESS_DAYS = {  # header as written, a blank at the end included: our name
    "Date": "date", "Video views": "views", "Reached audience": "reach",
    "Profile views": "profile_visits", "Likes": "likes", "Shares": "shares",
    "Comments": "comments", "Phone number clicks ": None, "Leads submission": None,
    "Website clicks": "link_clicks", "Net growth": "new_followers",
    "New followers": "gained", "Lost followers": "lost",
}  # fmt: skip


def yearless(day: pl.Expr, language: str) -> pl.Expr:
    """Write a day without its year: ``February 28``, ``8 de marzo``, ``28 de fevereiro``."""
    if language == "en":
        return day.dt.strftime("%B ") + day.dt.day().cast(pl.String)
    names = dict(enumerate(_MONTHS[language].split(), 1))
    name = day.dt.month().replace_strict(names, return_dtype=pl.String)
    return day.dt.day().cast(pl.String) + pl.lit(" de ") + name


def studio_tables(
    ledger: Ledger, account: dict[str, Any], days: pl.DataFrame, seen: pl.DataFrame, day: date,
    *, dates: str = "en", headers: str = "en",
) -> dict[str, list[Member]]:  # fmt: skip
    """Make the Studio files of one account, grouped as its downloads group them."""
    key = (account["handle"], day)
    when = yearless(pl.col("date"), dates)
    row = pl.int_range(pl.len())
    young = row < (9 if account["turn"] % 8 == 1 else 0)  # before the account had data
    names = ("views", "profile_visits", "likes", "comments", "shares")
    overview = [Column(_OVERVIEW[headers][0], when)]
    overview += [Column(h, pl.col(n), "daily") for h, n in zip(_OVERVIEW[headers][1:], names, strict=False)]
    count = pl.when(young).then(pl.lit("undefined")).otherwise(pl.col("followers").cast(pl.String))
    change = pl.when(young).then(0).otherwise("new_followers")
    total = pl.when(young).then(pl.lit("undefined")).otherwise(pl.col("reach").cast(pl.String))
    fresh = pl.when(young).then(0).otherwise(pl.col("reach") * 6 // 10)
    back = pl.when(young).then(0).otherwise(pl.col("reach") - pl.col("reach") * 6 // 10)
    follower_columns = [
        Column(_FOLLOWERS[headers][0], when),
        Column(_FOLLOWERS[headers][1], count, "daily"),
        Column(_FOLLOWERS[headers][2], change),
    ]
    viewer_columns = [
        Column("Date", when),
        Column("Total Viewers", total, "daily"),
        Column("New Viewers", fresh),
        Column("Returning Viewers", back),
    ]

    def table(name: str, frame: pl.DataFrame, columns: list[Column], *, damaged: bool) -> Member:
        snake = "".join("_" + c.lower() if c.isupper() else c for c in name)
        return ledger.table(f"{name}.csv", f"tiktok_studio{snake}", frame, columns, TIKTOK, key=key, damaged=damaged)

    return {
        "Overview": [table("Overview", days, overview, damaged=True)],
        "Followers": [
            table("FollowerHistory", days, follower_columns, damaged=True),
            *_audience(account, days, dates, ledger, table),
        ],
        "Viewers": [table("Viewers", days, viewer_columns, damaged=True)],
        "Content": [table("Content", _fifteen(seen), _content_columns(day, dates), damaged=True)],
    }


def _fifteen(seen: pl.DataFrame) -> pl.DataFrame:
    """Keep the fifteen most viewed videos; the download holds no more."""
    return seen.sort("views", "post", descending=[True, False]).head(15)


def _content_columns(day: date, language: str) -> list[Column]:
    local = moment().dt.date()
    return [
        Column("Time", yearless(pl.lit(day), language)),
        Column("Video title", pl.col("caption").str.replace_all("\n", " ")),
        Column("Video link", pl.col("link"), "link"),
        Column("Post time", yearless(local, language)),
        Column("Total likes", pl.col("likes"), "count"),
        Column("Total comments", pl.col("comments"), "count"),
        Column("Total shares", pl.col("shares"), "count"),
        Column("Total views", pl.col("views"), "count"),
    ]


def _audience(
    account: dict[str, Any], days: pl.DataFrame, dates: str, ledger: Ledger, table: Callable[..., Member]
) -> list[Member]:
    """Make the three audience tables: gender, territories, activity of the last seven days."""
    rng = ledger.rng("audience", account["account"])
    women = round(float(rng.uniform(0.35, 0.75)), 2)
    gender = pl.DataFrame({"k": ["Female", "Male", "Other"], "v": [women, round(0.98 - women, 2), 0.02]})
    home = round(float(rng.uniform(0.4, 0.7)), 3)
    others = [c for c in ("US", "DE", "BR", "MX", "GB") if c != account["country"]][:4]
    shares = [home, 0.08, 0.05, 0.03, 0.01]
    places = pl.DataFrame({"k": [account["country"], *others, "Others"], "v": [*shares, round(1 - sum(shares), 3)]})
    hours = days.tail(7).select("date", "followers").join(
        pl.DataFrame({"hour": np.arange(24)}), how="cross", maintain_order="left_right"
    )  # fmt: skip
    awake = (pl.col("followers") * (0.02 + 0.06 * (pl.col("hour") / 24 * 3.14).sin())).cast(pl.Int64)
    return [
        table("FollowerGender", gender, [Column("Gender", pl.col("k")), Column("Distribution", pl.col("v"))], damaged=False),
        table("FollowerTopTerritories", places, [Column("Top territories", pl.col("k")), Column("Distribution", pl.col("v"))], damaged=False),
        table("FollowerActivity", hours, [Column("Date", yearless(pl.col("date"), dates)), Column("Hour", pl.col("hour")), Column("Active followers", awake)], damaged=False),
    ]  # fmt: skip


def write_studio(
    ledger: Ledger,
    account: dict[str, Any],
    tables: dict[str, list[Member]],
    day: date,
    last: date,
    *,
    zipped: bool,
) -> None:
    """Write the Studio files of one account: plain under ``@handle``, or one zip a download."""
    handle = account["handle"]
    if not zipped:
        for members in tables.values():
            for member in members:
                ledger.file(f"tiktok_studio/{day}/@{handle}/{member.name}", day, member)
        return
    unix = 1_700_000_000 + int(ledger.rng("zip", handle, day).integers(0, 10**8))
    for name, members in tables.items():
        title = f"Followers_{handle}" if name == "Followers" else f"{name}_{last}_{unix}_{handle}"
        ledger.archive(f"tiktok_studio/{day}/@{handle}/{title}.zip", day, members)


def write_business(
    ledger: Ledger,
    account: dict[str, Any],
    days: pl.DataFrame,
    seen: pl.DataFrame,
    day: date,
    *,
    overview: bool,
) -> None:
    """Write the business account's video file and, when asked, its daily overview."""
    folder, key = f"tiktok_business/{day}/@{account['handle']}", (account["handle"], day)
    published = moment().dt.strftime("%Y/%m/%d %H:%M:%S")
    columns = [
        Column("Video title", pl.col("caption")),
        Column("Video link", pl.col("link"), "link"),
        Column("Post time", published, "date"),
        Column("Video views", pl.col("views"), "count"),
        Column("Likes", pl.col("likes"), "count"),
        Column("Comments", pl.col("comments"), "count"),
        Column("Shares", pl.col("shares"), "count"),
        Column("Add to Favorites", pl.col("saves"), "count"),
    ]
    style = Style(encoding="utf-8-sig")
    member = ledger.table("Video.csv", "tiktok_business_videos", seen, columns, style, key=key)
    ledger.file(f"{folder}/{member.name}", day, member)
    if not overview:
        return
    change = days.with_columns(
        gained=pl.col("new_followers").clip(0) + 3,
        lost=pl.col("new_followers").clip(0) + 3 - pl.col("new_followers"),
        date=pl.col("date").dt.strftime("%Y/%m/%d"),
    )
    columns = [
        Column(
            h,
            pl.col(name) if name else pl.lit("NAN"),
            "daily" if name in ("views", "likes") else "",
        )
        for h, name in _BUSINESS_DAYS.items()
    ]
    member = ledger.table("Overview.csv", "tiktok_business_overview", change, columns, QUOTED_BOM, key=key)
    ledger.file(f"{folder}/{member.name}", day, member)
