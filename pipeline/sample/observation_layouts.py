"""The layouts of the benchmark: their headers and the text between their counts.

Belongs here: headers, cells, shares, the ways a row of each layout can be wrong.
Does not belong here: how rows are put together (``observation_rows``).
"""

from __future__ import annotations

import polars as pl

from pipeline.sample.csv_bytes import names
from pipeline.sample.meta import moment
from pipeline.sample.observation_rows import Layout
from pipeline.sample.x import HEADERS_2026

_NEGATIVE = ("negative count", "Likes", False)
_RATIO = ("engagements above impressions", "Engagements", False)
_SURPLUS = ("too many fields", "", False)


def _link(*parts: str | pl.Expr) -> pl.Expr:
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in parts])


def _ids(column: str) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("id rounded by Excel, link intact", column, True),
        ("id rounded by Excel, no link", column, False),
    )


def _instagram() -> dict[str, pl.Expr]:
    local = moment().dt.convert_time_zone("America/Los_Angeles")
    return {
        "id": pl.col("post_id"),
        "account": pl.lit(17_841_400_000_000_000) + pl.col("account"),
        "username": pl.col("handle"),
        "name": pl.col("handle").str.to_titlecase(),
        "caption": pl.col("caption"),
        "seconds": pl.col("seconds"),
        "published": local.dt.strftime("%m/%d/%Y %H:%M"),
        "link": _link("https://www.instagram.com/reel/", pl.col("code"), "/"),
        "type": pl.lit("IG reel"),
        "comment": pl.lit(""),
        "date": pl.lit("Lifetime"),
        "follows": pl.lit(""),
    }


def _tiktok_link() -> pl.Expr:
    return _link("https://www.tiktok.com/@", pl.col("handle"), "/video/", pl.col("pk").cast(pl.String))


def _business() -> dict[str, pl.Expr]:
    return {
        "caption": pl.col("caption"),
        "link": _tiktok_link(),
        "published": moment().dt.strftime("%Y/%m/%d %H:%M:%S"),
    }


def _scraped() -> dict[str, pl.Expr]:
    return {
        "fans": pl.col("followers"),
        "following": pl.lit(212),
        "account": pl.lit(7_100_000_000_000_000_000) + pl.col("account"),
        "name": pl.col("handle"),
        "unix": pl.col("posted_ms") // 1000,
        "published": moment().dt.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "error": pl.lit(""),
        "id": pl.col("pk"),
        "caption": pl.col("caption"),
        "seconds": pl.col("seconds"),
        "link": _tiktok_link(),
    }


def _x() -> dict[str, pl.Expr]:
    post = pl.col("pk").cast(pl.String)
    return {
        "id": pl.col("pk"),
        "published": moment().dt.strftime("%a, %b %-d, %Y"),
        "caption": pl.col("caption"),
        "link": _link("https://x.com/", pl.col("handle"), "/status/", post),
        "follows": pl.lit(0),
        "hashtag_clicks": pl.lit(0),
        "permalink_clicks": pl.lit(0),
    }


LAYOUTS = (
    Layout(
        "meta_instagram_posts", "instagram", 0.4, "meta_business_suite/{day}/{meta}_612345678901234.csv",
        True,
        names("Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time|"
              "Permalink|Post type|Data comment|Date|Views|Reach|Likes|Shares|Comments|Saves|Follows"),
        (
            ("id", "account", "username", "name", "caption", "seconds", "published", "link", "type",
             "comment", "date"),
            "views", "reach", "likes", "shares", "comments", "saves", ("follows",),
        ),
        _instagram,
        (_NEGATIVE, ("date that cannot be", "Publish time", False), *_ids("Post ID"), _SURPLUS),
        "follows", '"02/30/2026 10:15"',
    ),
    Layout(
        "tiktok_business_videos", "tiktok", 0.2, "tiktok_business/{day}/Video.csv", True,
        ("Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares",
         "Add to Favorites"),
        (("caption", "link", "published"), "views", "likes", "comments", "shares", "saves"),
        _business,
        (_NEGATIVE, ("date that cannot be", "Post time", False)),
        "", '"2026/02/30 10:15:00"',
    ),
    Layout(
        "apify_tiktok_csv", "tiktok", 0.15,
        "apify/{day}/dataset_free-tiktok-scraper_{day}_12-30-00-000.csv", True,
        names("authorMeta/fans|authorMeta/following|authorMeta/id|authorMeta/name|collectCount|"
              "commentCount|createTime|createTimeISO|diggCount|error|id|playCount|shareCount|text|"
              "videoMeta/duration|webVideoUrl"),
        (
            ("fans", "following", "account", "name"), "saves", "comments", ("unix", "published"),
            "likes", ("error", "id"), "views", "shares", ("caption", "seconds", "link"),
        ),
        _scraped,
        (("negative count", "diggCount", False), ("date that cannot be", "createTimeISO", False),
         *_ids("id"), _SURPLUS),
        "link", "2026-02-30T10:15:00.000Z",
    ),
    Layout(
        "x_content_2026", "x", 0.25, "x_analytics/{day}/account_analytics_content_{opening}_{day}.csv",
        False, HEADERS_2026,
        (
            ("id", "published", "caption", "link"), "views", "likes", "engagements", "saves", "zero",
            ("follows",), "comments", "shares", "zero", "zero", "zero",
            ("hashtag_clicks", "permalink_clicks"),
        ),
        _x,
        (_NEGATIVE, ("date that cannot be", "Date", False), *_ids("Post id"), _RATIO, _SURPLUS),
        "permalink_clicks", '"Mon, Feb 30, 2026"',
    ),
)  # fmt: skip
