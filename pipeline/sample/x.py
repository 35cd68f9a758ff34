"""X's content exports of 2026 and 2025, and the legacy tweet activity file.

Belongs here: header drift between years, date forms, the ``promoted`` columns.
Does not belong here: the counts (``posts``).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from pipeline.sample.csv_bytes import CRLF, PLAIN, QUOTED, Column, names
from pipeline.sample.ledger import Ledger
from pipeline.sample.meta import moment

_VALUES = (
    "views", "likes", "engagements", "saves", "sent", "follows", "comments", "shares",
    "profile_visits", "detail_expands", "link_clicks", "zero", "zero",
)  # fmt: skip
HEADERS_2026 = (
    "Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Bookmarks",
    "Shares", "New follows", "Replies", "Reposts", "Profile visits", "Detail Expands", "URL Clicks",
    "Hashtag Clicks", "Permalink Clicks",
)  # fmt: skip
HEADERS_2025 = (
    "Post id", "Date", "Post text", "Link", "Impressions", "Likes", "Engagements", "Bookmarks",
    "Share", "New follows", "Replies", "Reposts", "Profile visits", "Detail expands", "Url clicks",
    "Hashtag clicks", "Permalink clicks",
)  # fmt: skip
_LEGACY = names(
    "impressions|engagements|engagement rate|retweets|replies|likes|user profile clicks|url clicks|"
    "hashtag clicks|detail expands|permalink clicks|app opens|app installs|follows|email tweet|"
    "dial phone|media views|media engagements"
)
_LEGACY_NAMES = {
    "impressions": "views", "engagements": "engagements", "retweets": "shares", "replies": "comments",
    "likes": "likes", "user profile clicks": "profile_visits", "url clicks": "link_clicks",
    "detail expands": "detail_expands",
}  # fmt: skip
_ROLES = {
    "views": "impressions",
    "engagements": "engagements",
    "likes": "count",
    "comments": "count",
}


def write_content(
    ledger: Ledger, account: dict[str, Any], seen: pl.DataFrame, first: date, day: date, *, form: int
) -> None:
    """Write one account's content export in the form of 2026 (days in UTC) or 2025 (local days)."""
    frame = seen.with_columns(sent=pl.col("shares") // 3, zero=pl.lit(0)).reverse()
    if form == 2026:
        headers, style = HEADERS_2026, PLAIN
        when = moment().dt.strftime("%a, %b %-d, %Y")
    else:
        headers, style = HEADERS_2025, CRLF
        when = moment().dt.convert_time_zone(account["zone"]).dt.strftime("%a %b %d %Y")
    columns = [
        Column(headers[0], pl.col("post_id"), "id"),
        Column(headers[1], when, "date"),
        Column(headers[2], pl.col("caption")),
        Column(headers[3], pl.col("link"), "link"),
        *(Column(h, pl.col(n), _ROLES.get(n, "")) for h, n in zip(headers[4:], _VALUES, strict=False)),
    ]
    name = f"account_analytics_content_{first}_{day}.csv"
    key = (account["handle"], day)
    member = ledger.table(name, f"x_content_{form}", frame, columns, style, key=key)
    folder = f"x_analytics/{day}/@{account['handle']}"
    ledger.file(f"{folder}/{name}", day, member)
    if form == 2025:
        ledger.loose(
            f"{folder}/account.yaml",
            f'platform: x\nhandle: {account["handle"]}\nid: "{account["account_id"]}"\nzone: {account["zone"]}\n',
        )


def write_legacy(ledger: Ledger, account: dict[str, Any], seen: pl.DataFrame, first: date, day: date) -> None:
    """Write one account's posts in the tweet activity file of old: decimals and ``-`` columns."""
    link = pl.col("link").str.replace("https://x.com", "https://twitter.com", literal=True)
    rate = (pl.col("engagements") / pl.col("views")).fill_nan(0.0)

    def value(header: str) -> pl.Expr:
        if header == "engagement rate":
            return rate
        if header in _LEGACY_NAMES:
            return pl.col(_LEGACY_NAMES[header]).cast(pl.Float64)
        return pl.lit("0" if header in _LEGACY[11:] else "0.0")

    columns = [
        Column("Tweet id", pl.col("post_id"), "id"),
        Column("Tweet permalink", link, "link"),
        Column("Tweet text", pl.col("caption")),
        Column("time", moment().dt.strftime("%Y-%m-%d %H:%M +0000"), "date"),
        *(Column(h, value(h), "count" if h in ("likes", "replies") else "") for h in _LEGACY),
        *(Column(f"promoted {h}", pl.lit("-")) for h in _LEGACY),
    ]
    name = f"tweet_activity_metrics_{account['handle']}_{first:%Y%m%d}_{day:%Y%m%d}_en.csv"
    member = ledger.table(name, "x_tweet_activity", seen, columns, QUOTED, key=day)
    ledger.file(f"x_analytics/{day}/{name}", day, member)
