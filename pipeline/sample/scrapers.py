"""What agencies feed in from Apify's scrapers: Instagram JSON, TikTok CSV and JSON.

Belongs here: optional keys, -1 for hidden likes, flattened columns in alphabetical order.
Does not belong here: the platforms' own exports (``meta``, ``tiktok``).
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl

from pipeline.sample.csv_bytes import QUOTED_BOM, Column, Member
from pipeline.sample.ledger import Ledger, posts_shown
from pipeline.sample.meta import moment

_KINDS = {"reel": "Video", "image": "Image", "carousel": "Sidecar"}


def write_instagram(ledger: Ledger, seen: pl.DataFrame, day: date, *, zipped: bool) -> None:
    """Write one run of the Instagram scraper over several profiles."""
    frame = seen.select(
        pl.col("pk").cast(pl.String).alias("id"),
        pl.col("format").replace_strict(_KINDS).alias("type"),
        pl.col("post_key").alias("shortCode"),
        "caption",
        pl.col("caption").str.extract_all(r"#\w+").alias("hashtags"),
        pl.col("caption").str.extract_all(r"@\w+").alias("mentions"),
        (pl.lit("https://www.instagram.com/p/") + pl.col("post_key") + "/").alias("url"),
        pl.col("comments").alias("commentsCount"),
        pl.when("is_hidden_likes").then(-1).otherwise("likes").alias("likesCount"),
        _iso().alias("timestamp"),
        pl.col("name").alias("ownerFullName"),
        pl.col("handle").alias("ownerUsername"),
        pl.col("account_id").alias("ownerId"),
        (pl.lit("https://www.instagram.com/") + pl.col("handle")).alias("inputUrl"),
        pl.lit(False).alias("isSponsored"),
        pl.lit(False).alias("isCommentsDisabled"),
        pl.lit([]).alias("childPosts"),
        pl.when(pl.col("format") == "reel").then(pl.lit("clips")).alias("productType"),
        pl.when(pl.col("format") == "reel").then(pl.col("views") * 4 // 10).alias("videoViewCount"),
        pl.when(pl.col("format") == "reel").then("views").alias("videoPlayCount"),
        pl.when(pl.col("format") == "reel").then(pl.col("seconds") + 0.4).alias("videoDuration"),
        pl.when(pl.col("post") % 10 == 0).then(pl.lit("Sample Town")).alias("locationName"),
        pl.when("is_collab").then(pl.lit("sample_partner")).alias("partner"),
    )
    items = [_item(row) for row in frame.iter_rows(named=True)]
    data = json.dumps(items, ensure_ascii=False, indent=1).encode()
    shown = posts_shown(seen, [])
    member = Member("items", "apify_instagram_json", data, len(items), posts=shown)
    ledger.file(f"apify/{day}/dataset_instagram-scraper_{day}_12-00-00-000.json", day, member, zipped=zipped)


def _item(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out the keys that this item does not have, as the scraper does."""
    partner = row.pop("partner")
    row["hashtags"] = [tag[1:] for tag in row["hashtags"]]
    row["mentions"] = [name[1:] for name in row["mentions"]]
    item = {key: value for key, value in row.items() if value is not None}
    if partner:
        item["coauthorProducers"] = [{"id": "17841400000000001", "username": partner}]
    return item


def write_tiktok_csv(ledger: Ledger, seen: pl.DataFrame, day: date) -> None:
    """Write one run of the TikTok scraper, flattened to a CSV."""
    tags = pl.col("caption").str.extract_all(r"#\w+")
    columns = [
        Column("authorMeta/fans", pl.col("followers_now")),
        Column("authorMeta/following", pl.lit(212)),
        Column("authorMeta/heart", pl.col("followers_now") * 9),
        Column("authorMeta/id", pl.col("account_id")),
        Column("authorMeta/name", pl.col("handle")),
        Column("authorMeta/nickName", pl.col("name")),
        Column("authorMeta/region", pl.col("country")),
        Column("authorMeta/verified", pl.lit("false")),
        Column("authorMeta/video", pl.lit(240)),
        Column("collectCount", pl.col("saves"), "count"),
        Column("commentCount", pl.col("comments"), "count"),
        Column("createTime", pl.col("posted_ms") // 1000),
        Column("createTimeISO", _iso(), "date"),
        Column("diggCount", pl.col("likes"), "count"),
        Column("error", pl.lit(None)),
        Column("hashtags/0/name", tags.list.get(0, null_on_oob=True).str.slice(1)),
        Column("hashtags/1/name", tags.list.get(1, null_on_oob=True).str.slice(1)),
        Column("id", pl.col("post_id"), "id"),
        Column("input", pl.lit("@") + pl.col("handle")),
        Column("isPinned", pl.lit("false")),
        Column("playCount", pl.col("views"), "count"),
        Column("shareCount", pl.col("shares"), "count"),
        Column("text", pl.col("caption")),
        Column("videoMeta/duration", pl.col("seconds")),
        Column("webVideoUrl", pl.col("link"), "link"),
    ]
    name = f"dataset_free-tiktok-scraper_{day}_12-30-00-000.csv"
    member = ledger.table(name, "apify_tiktok_csv", seen, columns, QUOTED_BOM, key=day)
    ledger.file(f"apify/{day}/{name}", day, member)


def write_tiktok_json(ledger: Ledger, seen: pl.DataFrame, day: date) -> None:
    """Write one run of the TikTok scraper in its nested form."""
    frame = seen.select(
        pl.col("post_id").alias("id"),
        pl.col("caption").alias("text"),
        (pl.col("posted_ms") // 1000).alias("createTime"),
        _iso().alias("createTimeISO"),
        pl.struct(
            pl.col("account_id").alias("id"),
            pl.col("handle").alias("name"),
            pl.col("name").alias("nickName"),
            pl.lit(False).alias("verified"),
            pl.col("followers_now").alias("fans"),
            pl.lit(212).alias("following"),
        ).alias("authorMeta"),
        pl.struct(pl.col("seconds").alias("duration")).alias("videoMeta"),
        pl.col("link").alias("webVideoUrl"),
        pl.col("likes").alias("diggCount"),
        pl.col("shares").alias("shareCount"),
        pl.col("views").alias("playCount"),
        pl.col("saves").alias("collectCount"),
        pl.col("comments").alias("commentCount"),
        pl.col("caption").str.extract_all(r"#\w+").list.eval(
            pl.struct(pl.element().str.slice(1).alias("name"))
        ).alias("hashtags"),
        pl.lit(False).alias("isPinned"),
    )  # fmt: skip
    data = json.dumps(frame.to_dicts(), ensure_ascii=False, indent=1).encode()
    member = Member("items", "apify_tiktok_json", data, frame.height, posts=posts_shown(seen, []))
    ledger.file(f"apify/{day}/dataset_tiktok-scraper_{day}_12-30-00-000.json", day, member)


def _iso() -> pl.Expr:
    return moment().dt.strftime("%Y-%m-%dT%H:%M:%S.000Z")
