"""What an account earns day by day, cut out of its posts.

Belongs here: gains and followers by UTC day, as the daily exports show them.
Does not belong here: lifetime counts of posts (``posts``), file formats.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from pipeline.sample.posts import DAY_MS, counts_at
from pipeline.sample.world import followers_on


def account_days(
    account: dict[str, object], accounts: pl.DataFrame, posts: pl.DataFrame, first: date,
    last: date, period_first: date,
) -> pl.DataFrame:  # fmt: skip
    """Cut what an account's posts earn into UTC days, with its followers at each day's end."""
    dates = pl.DataFrame({"date": pl.date_range(first, last, eager=True)}).with_columns(
        end_ms=pl.col("date").cast(pl.Datetime("ms")).dt.epoch("ms") + DAY_MS
    )
    names = [
        "views", "reach", "likes", "comments", "shares", "saves", "profile_visits", "link_clicks",
        "engagements",
    ]  # fmt: skip
    crossed = posts.join(dates, how="cross", maintain_order="left_right")
    before = counts_at(crossed, pl.col("end_ms") - DAY_MS).select(names)
    gained = counts_at(crossed, pl.col("end_ms")).select("date", *names).with_columns(
        pl.col(name) - before[name] for name in names
    )  # fmt: skip
    totals = gained.group_by("date").sum()
    days = dates.join(totals, on="date", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0) for name in names
    )
    offset = (first - period_first).days
    day = np.arange(offset - 1, offset + dates.height, dtype=float) + 1
    number = np.full(day.size, account["account"], dtype=np.int64)
    followers = followers_on(accounts, number, day)
    return days.drop("end_ms").with_columns(
        pl.Series("followers", followers[1:]), pl.Series("new_followers", np.diff(followers))
    )
