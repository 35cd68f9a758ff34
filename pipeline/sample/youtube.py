"""YouTube Studio's advanced-mode downloads: three CSVs in a zip, and a table by date.

Belongs here: the Total row, English publish dates, thumbnails called impressions.
Does not belong here: the counts (``posts``).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from pipeline.sample.csv_bytes import PLAIN, Column
from pipeline.sample.ledger import Ledger
from pipeline.sample.meta import moment

_TABLE = {  # header: our name; the first one is the dimension
    "Content": "post_key",
    "Video title": "title",
    "Video publish time": "published",
    "Duration": "seconds",
    "Views": "views",
    "Engaged views": "engaged",
    "Watch time (hours)": "hours",
    "Subscribers": "subscribers",
    "Average view duration": "average",
    "Average percentage viewed (%)": "percent",
    "Impressions": "thumbnails",
    "Impressions click-through rate (%)": "clicked",
    "Likes": "likes",
    "Comments added": "comments",
    "Shares": "shares",
    "Estimated revenue (USD)": "revenue",
}
_COUNTS = ("views", "likes", "comments", "shares", "thumbnails")


def write_videos(ledger: Ledger, account: dict[str, Any], seen: pl.DataFrame, first: date, day: date) -> None:
    """Write the zip of one channel: lifetime counts of its videos, their totals, a chart."""
    seconds = pl.col("seconds") * 4 // 10
    whole = seen.with_columns(
        title=pl.col("caption").str.replace_all("\n", " "),
        published=pl.when(pl.col("post") % 23 != 0).then(moment().dt.strftime("%b %-d, %Y")),
        engaged=pl.col("views") * 8 // 10,
        hours=(pl.col("views") * seconds / 3600).round(4),
        subscribers=pl.col("follows") - pl.col("post") % 2,
        average=_clock(seconds),
        percent=pl.lit(40.0) + pl.col("post") % 20,
        thumbnails=pl.col("views") * 9,
        clicked=pl.lit(2.0) + pl.col("post") % 5 / 2,
        revenue=pl.when(pl.col("followers_at_post") > 20_000).then((pl.col("views") * 0.0021).round(3)),
    )
    columns = [Column(header, pl.col(name), "count" if name in _COUNTS else "") for header, name in _TABLE.items()]
    key = (account["handle"], day)
    sums = whole.sum()
    added = (
        "views",
        "engaged",
        "subscribers",
        "thumbnails",
        "likes",
        "comments",
        "shares",
        "hours",
        "revenue",
    )
    total = tuple(
        "Total" if name == "post_key" else str(sums[name][0] or "") if name in added else "" for name in _TABLE.values()
    )
    table = ledger.table("Table data.csv", "youtube_videos", whole, columns, PLAIN, key=key, total=total)
    chart, totals = _chart(whole, day)
    names = ("Date", "Content", "Video title", "Video publish time", "Duration", "Views")
    by = dict(zip(names, ("date", "post_key", "title", "published", "seconds", "gained"), strict=False))
    members = [
        table,
        ledger.table(
            "Totals.csv", "youtube_totals", totals,
            [Column("Date", pl.col("date")), Column("Views", pl.col("gained"))],
            PLAIN, key=key, damaged=False,
        ),
        ledger.table(
            "Chart data.csv", "youtube_chart", chart.drop("post"),
            [Column(header, pl.col(name)) for header, name in by.items()],
            PLAIN, key=key, damaged=False,
        ),
    ]  # fmt: skip
    name = f"Content {first}_{day} {account['name']}.zip"
    ledger.archive(f"youtube_studio/{day}/@{account['handle']}/{name}", day, members)


def write_days(ledger: Ledger, account: dict[str, Any], days: pl.DataFrame, day: date) -> None:
    """Write one channel's table by date, Total first."""
    frame = days.with_columns(hours=(pl.col("views") * 0.011).round(4))
    names = {
        "Date": "date", "Views": "views", "Watch time (hours)": "hours",
        "Subscribers": "new_followers", "Likes": "likes", "Comments added": "comments", "Shares": "shares",
    }  # fmt: skip
    columns = [Column(header, pl.col(name), "daily" if name in _COUNTS else "") for header, name in names.items()]
    sums = frame.select(list(names.values())[1:]).sum()
    total = ("Total", *(str(round(value, 4)) for value in sums.row(0)))
    member = ledger.table("Table data.csv", "youtube_days", frame, columns, PLAIN, key=account["handle"], total=total)
    ledger.file(f"youtube_studio/{day}/@{account['handle']}/{member.name}", day, member)


def _chart(whole: pl.DataFrame, day: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Draw the last week of the two most viewed videos, and the sum of both by date."""
    week = pl.DataFrame({"date": pl.date_range(pl.lit(day).dt.offset_by("-7d"), day, closed="left", eager=True)})
    top = whole.sort("views", "post", descending=[True, False]).head(2)
    chart = week.join(top, how="cross", maintain_order="left_right").with_columns(
        gained=pl.col("views") // 90 + pl.col("date").dt.day() % 3
    )
    return chart, chart.group_by("date", maintain_order=True).agg(pl.col("gained").sum())


def _clock(seconds: pl.Expr) -> pl.Expr:
    minutes = (seconds // 60 % 60).cast(pl.String).str.zfill(2)
    rest = (seconds % 60).cast(pl.String).str.zfill(2)
    return pl.concat_str((seconds // 3600).cast(pl.String), minutes, rest, separator=":")
