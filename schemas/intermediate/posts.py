"""Contracts of steps about posts."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import DENOMINATORS
from schemas.types import Count, Day, Moment, Rate, Seconds, column


class IntPostFollowers(pa.DataFrameModel):
    """intermediate.int_post_followers: one row per post: the followers its account had when it was published, and how
    that is known.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    account_key: str = column("account_key", nullable=False)
    posted_date: Day = column("posted_date", nullable=False)
    followers_at_post: Count = column("followers_at_post", ge=0)
    followers_at_post_gap_hours: Rate = column("followers_at_post_gap_hours", ge=0)
    followers_at_post_source: str = column(
        "followers_at_post_source", nullable=False, isin=["before", "after", "roster", "missing"]
    )
    followers_at_post_rounding: Count = column("followers_at_post_rounding", ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class IntPostTiers(pa.DataFrameModel):
    """intermediate.int_post_tiers: one row per post and tier scheme: the tier of the followers the account had when it
    posted.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    scheme: str = column("scheme", nullable=False)
    tier: str = column("tier", nullable=False)
    is_near_boundary: bool = column("is_near_boundary", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key", "scheme"]


class IntLatestPostMetrics(pa.DataFrameModel):
    """intermediate.int_latest_post_metrics: one row per post: the latest observation that speaks for it, whole, with
    its engagements.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    views: Count = column("views", ge=0)
    impressions: Count = column("impressions", ge=0)
    thumbnail_impressions: Count = column("thumbnail_impressions", ge=0)
    reach: Count = column("reach", ge=0)
    organic_reach: Count = column("organic_reach", ge=0)
    paid_reach: Count = column("paid_reach", ge=0)
    promoted_impressions: Count = column("promoted_impressions", ge=0)
    promoted_engagements: Count = column("promoted_engagements", ge=0)
    likes: Count = column("likes", ge=0)
    reactions: Count = column("reactions", ge=0)
    comments: Count = column("comments", ge=0)
    shares: Count = column("shares", ge=0)
    reposts: Count = column("reposts", ge=0)
    saves: Count = column("saves", ge=0)
    clicks: Count = column("clicks", ge=0)
    link_clicks: Count = column("link_clicks", ge=0)
    follows: Count = column("follows", ge=0)
    profile_visits: Count = column("profile_visits", ge=0)
    watch_seconds: Seconds = column("watch_seconds", ge=0)
    engagements_reported: Count = column("engagements_reported", ge=0)
    engagements: Count = column("engagements", ge=0)
    engagements_known: Count = column("engagements_known", ge=0)
    is_boosted: bool = column("is_boosted")
    observations: Count = column("observations", ge=1)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class IntWindowPosts(pa.DataFrameModel):
    """intermediate.int_window_posts: one row per post in its creator's engagement window on a platform, with the
    platform's headline rate.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    account_key: str = column("account_key", nullable=False)
    niche: str = column("niche")
    posted_at: Moment = column("posted_at")
    window_ends_at: Moment = column("window_ends_at", nullable=False)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    views: Count = column("views", ge=0)
    impressions: Count = column("impressions", ge=0)
    reach: Count = column("reach", ge=0)
    likes: Count = column("likes", ge=0)
    comments: Count = column("comments", ge=0)
    shares: Count = column("shares", ge=0)
    saves: Count = column("saves", ge=0)
    engagements: Count = column("engagements", ge=0)
    engagements_known: Count = column("engagements_known", ge=0)
    followers_at_post: Count = column("followers_at_post", ge=0)
    engagement_rate_by_followers: Rate = column("engagement_rate_by_followers", ge=0)
    engagement_rate_by_views: Rate = column("engagement_rate_by_views", ge=0)
    engagement_rate_by_reach: Rate = column("engagement_rate_by_reach", ge=0)
    engagement_rate_by_impressions: Rate = column("engagement_rate_by_impressions", ge=0)
    headline_base: Count = column("headline_base", ge=0)
    headline_rate: Rate = column("headline_rate", ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class IntDeliveredPosts(pa.DataFrameModel):
    """intermediate.int_delivered_posts: one row per post that was delivered for a deal."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    deal_id: str = column("deal_id")
    is_stated: bool = column("is_stated", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]
