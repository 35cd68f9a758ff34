"""Contracts of staging tables about posts."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Moment, Rate, Seconds, column


class StgPostKeys(pa.DataFrameModel):
    """staging.stg_post_keys: one row per key of a post that records hold under several keys: the key that stands for
    the post.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    known_as: str = column("known_as", nullable=False)
    post_key: str = column("post_key", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "known_as"]


class StgPosts(pa.DataFrameModel):
    """staging.stg_posts: one row per post: what does not change, from the most trusted and then newest record that
    tells it.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    post_id: str = column("post_id", nullable=False)
    account_key: str = column("account_key", nullable=False)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    permalink: str = column("permalink")
    posted_at: Moment = column("posted_at")
    posted_at_source: str = column("posted_at_source", isin=["export", "id", "id_not_export"])
    posted_at_precision: str = column("posted_at_precision", isin=["second", "minute", "day"])
    title: str = column("title")
    caption: str = column("caption")
    format: str = column("format")
    duration_seconds: Seconds = column("duration_seconds", ge=0)
    is_sponsored: bool = column("is_sponsored")
    collaborators: str = column("collaborators")
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class StgPostMetrics(pa.DataFrameModel):
    """staging.stg_post_metrics: one row per post and moment it was captured: its lifetime counts."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    views: Count = column("views", ge=0)
    engaged_views: Count = column("engaged_views", ge=0)
    impressions: Count = column("impressions", ge=0)
    thumbnail_impressions: Count = column("thumbnail_impressions", ge=0)
    thumbnail_click_through_rate: Rate = column("thumbnail_click_through_rate", ge=0)
    reach: Count = column("reach", ge=0)
    organic_reach: Count = column("organic_reach", ge=0)
    paid_reach: Count = column("paid_reach", ge=0)
    promoted_impressions: Count = column("promoted_impressions", ge=0)
    promoted_engagements: Count = column("promoted_engagements", ge=0)
    likes: Count = column("likes", ge=0)
    reactions: Count = column("reactions", ge=0)
    dislikes: Count = column("dislikes", ge=0)
    comments: Count = column("comments", ge=0)
    shares: Count = column("shares", ge=0)
    reposts: Count = column("reposts", ge=0)
    saves: Count = column("saves", ge=0)
    clicks: Count = column("clicks", ge=0)
    link_clicks: Count = column("link_clicks", ge=0)
    follows: Count = column("follows", ge=0)
    unfollows: Count = column("unfollows", ge=0)
    net_follows: Count = column("net_follows")
    profile_visits: Count = column("profile_visits", ge=0)
    video_views_3s: Count = column("video_views_3s", ge=0)
    video_views_60s: Count = column("video_views_60s", ge=0)
    watch_seconds: Seconds = column("watch_seconds", ge=0)
    average_watch_seconds: Seconds = column("average_watch_seconds", ge=0)
    average_watched_rate: Rate = column("average_watched_rate", ge=0)
    engagements_reported: Count = column("engagements_reported", ge=0)
    has_engagements_above_impressions: bool = column("has_engagements_above_impressions", nullable=False)
    data_comment: str = column("data_comment")
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key", "captured_at"]


class StgDealPosts(pa.DataFrameModel):
    """staging.stg_deal_posts: one row per deal and post that a sheet says was delivered for it."""

    deal_id: str = column("deal_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "platform", "post_key"]
