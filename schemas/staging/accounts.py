"""Contracts of staging tables about accounts' audiences and days."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Moment, Rate, Seconds, column


class StgProfileSnapshots(pa.DataFrameModel):
    """staging.stg_profile_snapshots: one row per account and moment it was seen: followers and standing, as one source
    states them.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_key: str = column("account_key", nullable=False)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    creator_ref: str = column("creator_ref")
    observed_at: Moment = column("observed_at", nullable=False)
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=0)
    following: Count = column("following", ge=0)
    posts: Count = column("posts", ge=0)
    is_verified: bool = column("is_verified")
    country: str = column("country")
    language: str = column("language")
    niche: str = column("niche")
    niche_secondary: str = column("niche_secondary")
    average_views: Rate = column("average_views", ge=0)
    average_likes: Rate = column("average_likes", ge=0)
    average_comments: Rate = column("average_comments", ge=0)
    average_shares: Rate = column("average_shares", ge=0)
    average_engagements: Rate = column("average_engagements", ge=0)
    average_authentic_engagements: Rate = column("average_authentic_engagements", ge=0)
    captured_at: Moment = column("captured_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "observed_at", "captured_at", "load_id", "source_record"]


class StgAccountDays(pa.DataFrameModel):
    """staging.stg_account_days: one row per account, day, figure and capture: totals of a day, as the platform cuts
    days.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_key: str = column("account_key", nullable=False)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    day: Day = column("day", nullable=False)
    day_zone: str = column("day_zone")
    metric: str = column("metric", nullable=False)
    value: Seconds = column("value", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "day", "metric", "captured_at", "load_id", "source_record"]


class StgAudienceShares(pa.DataFrameModel):
    """staging.stg_audience_shares: one row per account, capture, dimension and bucket: that part of the audience."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_key: str = column("account_key", nullable=False)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    dimension: str = column("dimension", nullable=False)
    bucket: str = column("bucket", nullable=False)
    share: Rate = column("share", nullable=False, ge=0, le=1)
    captured_at: Moment = column("captured_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "dimension", "bucket", "captured_at", "load_id", "source_record"]
