"""Contracts of marts about creators and their posts."""

import pandera.polars as pa
import polars as pl

from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Moment, Rate, Seconds, column


class Influencers(pa.DataFrameModel):
    """marts.influencers: one row per influencer: who it is, over all accounts that are known as this person's."""

    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    gender: str = column("gender")
    niche: str = column("niche")
    country: str = column("country")
    language: str = column("language")
    is_in_sheet: bool = column("is_in_sheet", nullable=False)
    accounts: Count = column("accounts", nullable=False, ge=0)
    platforms: str = column("platforms")
    handles: str = column("handles")
    main_platform: str = column("main_platform")
    main_account_key: str = column("main_account_key")
    main_handle: str = column("main_handle")
    followers: Count = column("followers", ge=0)
    followers_observed_at: Moment = column("followers_observed_at")
    followers_source: str = column("followers_source", isin=["snapshot", "roster"])
    followers_total: Count = column("followers_total", ge=0)
    tier: str = column("tier")
    is_near_boundary: bool = column("is_near_boundary")
    is_verified: bool = column("is_verified")
    posts: Count = column("posts", nullable=False, ge=0)
    first_posted_at: Moment = column("first_posted_at")
    last_posted_at: Moment = column("last_posted_at")
    review_signals: Count = column("review_signals", nullable=False, ge=0)
    review_signals_strong: Count = column("review_signals_strong", nullable=False, ge=0)
    review_signal_names: str = column("review_signal_names")

    class Config:
        strict = ordered = True
        unique = ["influencer_id"]


class FollowerHistory(pa.DataFrameModel):
    """marts.follower_history: one row per account and day with a known count: followers at the end of the day, the
    change, evidence of a jump.
    """

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    day: Day = column("day", nullable=False)
    observed_at: Moment = column("observed_at", nullable=False)
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=0)
    previous_day: Day = column("previous_day")
    previous_followers: Count = column("previous_followers", ge=0)
    days_since_previous: Count = column("days_since_previous", ge=0)
    followers_change: Count = column("followers_change")
    followers_change_rate: Rate = column("followers_change_rate")
    growth_per_day_usual: Rate = column("growth_per_day_usual")
    growth_beyond_usual: Rate = column("growth_beyond_usual")
    jump_score: Rate = column("jump_score")
    is_follower_jump: bool = column("is_follower_jump", nullable=False)
    jump_posts_before: Count = column("jump_posts_before", ge=0)
    jump_posts_after: Count = column("jump_posts_after", ge=0)
    engagements_typical_before: Rate = column("engagements_typical_before", ge=0)
    engagements_typical_after: Rate = column("engagements_typical_after", ge=0)
    is_jump_unmatched: bool = column("is_jump_unmatched")
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "day"]


class PostPerformance(pa.DataFrameModel):
    """marts.post_performance: one row per post: its counts at the latest observation, its followers at posting, its
    rates and tier.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_key: str = column("account_key", nullable=False)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    influencer_id: str = column("influencer_id", nullable=False)
    post_key: str = column("post_key", nullable=False)
    post_id: str = column("post_id", nullable=False)
    permalink: str = column("permalink")
    posted_at: Moment = column("posted_at")
    posted_at_source: str = column("posted_at_source", isin=["export", "id", "id_not_export"])
    captured_at: Moment = column("captured_at", nullable=False)
    format: str = column("format")
    duration_seconds: Seconds = column("duration_seconds", ge=0)
    is_sponsored: bool = column("is_sponsored")
    collaborators: str = column("collaborators")
    niche: str = column("niche")
    views: Count = column("views", ge=0)
    impressions: Count = column("impressions", ge=0)
    thumbnail_impressions: Count = column("thumbnail_impressions", ge=0)
    reach: Count = column("reach", ge=0)
    organic_reach: Count = column("organic_reach", ge=0)
    paid_reach: Count = column("paid_reach", ge=0)
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
    followers_at_post: Count = column("followers_at_post", ge=0)
    followers_at_post_gap_hours: Rate = column("followers_at_post_gap_hours", ge=0)
    followers_at_post_source: str = column(
        "followers_at_post_source", nullable=False, isin=["before", "after", "roster", "missing"]
    )
    tier: str = column("tier")
    is_near_boundary: bool = column("is_near_boundary")
    engagement_rate_by_followers: Rate = column("engagement_rate_by_followers", ge=0)
    engagement_rate_by_views: Rate = column("engagement_rate_by_views", ge=0)
    engagement_rate_by_reach: Rate = column("engagement_rate_by_reach", ge=0)
    engagement_rate_by_impressions: Rate = column("engagement_rate_by_impressions", ge=0)
    view_rate: Rate = column("view_rate", ge=0)
    comment_like_ratio: Rate = column("comment_like_ratio", ge=0)
    is_boosted: bool = column("is_boosted")
    promoted_impressions: Count = column("promoted_impressions", ge=0)
    promoted_engagements: Count = column("promoted_engagements", ge=0)
    impressions_organic: Count = column("impressions_organic", ge=0)
    engagements_organic: Count = column("engagements_organic", ge=0)
    engagement_rate_by_impressions_organic: Rate = column("engagement_rate_by_impressions_organic", ge=0)
    engagement_rate_by_reach_organic: Rate = column("engagement_rate_by_reach_organic", ge=0)
    age_hours_at_24h: Rate = column("age_hours_at_24h", ge=0)
    views_at_24h: Count = column("views_at_24h", ge=0)
    impressions_at_24h: Count = column("impressions_at_24h", ge=0)
    reach_at_24h: Count = column("reach_at_24h", ge=0)
    likes_at_24h: Count = column("likes_at_24h", ge=0)
    comments_at_24h: Count = column("comments_at_24h", ge=0)
    shares_at_24h: Count = column("shares_at_24h", ge=0)
    saves_at_24h: Count = column("saves_at_24h", ge=0)
    engagements_at_24h: Count = column("engagements_at_24h", ge=0)
    age_hours_at_7d: Rate = column("age_hours_at_7d", ge=0)
    views_at_7d: Count = column("views_at_7d", ge=0)
    impressions_at_7d: Count = column("impressions_at_7d", ge=0)
    reach_at_7d: Count = column("reach_at_7d", ge=0)
    likes_at_7d: Count = column("likes_at_7d", ge=0)
    comments_at_7d: Count = column("comments_at_7d", ge=0)
    shares_at_7d: Count = column("shares_at_7d", ge=0)
    saves_at_7d: Count = column("saves_at_7d", ge=0)
    engagements_at_7d: Count = column("engagements_at_7d", ge=0)
    age_hours_at_30d: Rate = column("age_hours_at_30d", ge=0)
    views_at_30d: Count = column("views_at_30d", ge=0)
    impressions_at_30d: Count = column("impressions_at_30d", ge=0)
    reach_at_30d: Count = column("reach_at_30d", ge=0)
    likes_at_30d: Count = column("likes_at_30d", ge=0)
    comments_at_30d: Count = column("comments_at_30d", ge=0)
    shares_at_30d: Count = column("shares_at_30d", ge=0)
    saves_at_30d: Count = column("saves_at_30d", ge=0)
    engagements_at_30d: Count = column("engagements_at_30d", ge=0)
    engagement_rate_by_views_at_7d: Rate = column("engagement_rate_by_views_at_7d", ge=0)
    engagement_rate_by_followers_at_7d: Rate = column("engagement_rate_by_followers_at_7d", ge=0)
    has_count_correction: bool = column("has_count_correction", nullable=False)
    counts_corrected: str = column("counts_corrected")
    count_corrected_at: Moment = column("count_corrected_at")
    has_engagements_above_impressions: bool = column("has_engagements_above_impressions", nullable=False)
    observations: Count = column("observations", nullable=False, ge=0)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    @pa.dataframe_check(error="engagements_are_those_known")
    def engagements_are_those_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Where every part is reported, the sum of the known parts is the sum."""
        return data.lazyframe.select(
            (pl.col("engagements") == pl.col("engagements_known")).fill_null(pl.col("engagements").is_null())
        )

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]
