"""Raw tables of posts, accounts, audiences and creators."""

from schemas.raw.base import PLATFORMS, Account, Lineage
from schemas.types import Count, Day, Moment, Money, Rate, Seconds, column


class Posts(Account):
    """raw.posts: one record of an export that speaks of one post."""

    deal_ref: str = column("deal_ref")
    post_id: str = column("post_id")
    post_key: str = column("post_key", nullable=False)
    post_alias: str = column("post_alias")
    permalink: str = column("permalink")
    posted_at: Moment = column("posted_at", decides=True, when="happened")
    posted_at_precision: str = column("posted_at_precision", isin=["second", "minute", "day"])
    title: str = column("title")
    caption: str = column("caption")
    format: str = column("format")
    duration_seconds: Seconds = column("duration_seconds", ge=0)
    is_sponsored: bool = column("is_sponsored")
    collaborators: str = column("collaborators")
    data_comment: str = column("data_comment")
    period: str = column("period", nullable=False)
    views: Count = column("views", ge=0)
    engaged_views: Count = column("engaged_views", ge=0)
    impressions: Count = column("impressions", ge=0)
    thumbnail_impressions: Count = column("thumbnail_impressions", ge=0)
    thumbnail_click_through_rate: Rate = column("thumbnail_click_through_rate", ge=0)
    reach: Count = column("reach", ge=0)
    viewers: Count = column("viewers", ge=0)
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
    creator_earnings: Money = column("creator_earnings")
    creator_earnings_currency: str = column("creator_earnings_currency")

    class Config:
        unique = ["platform", "post_key", "period", "captured_at"]


class Profiles(Account):
    """raw.profiles: an account's standing at a moment, as a source states it."""

    observed_at: Moment = column("observed_at", nullable=False, when="happened")
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=1)
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

    class Config:
        unique = ["platform", "handle", "account_id", "creator_ref", "observed_at", "captured_at"]


class AccountDays(Account):
    """raw.account_days: one figure of an account's day."""

    day: Day = column("day", nullable=False, when="happened")
    day_zone: str = column("day_zone")
    metric: str = column("metric", nullable=False)
    value: Seconds = column("value", nullable=False)

    class Config:
        unique = ["platform", "handle", "account_id", "day", "metric", "captured_at"]


class AudienceShares(Account):
    """raw.audience_shares: a part of an account's audience at a moment."""

    dimension: str = column("dimension", nullable=False)
    bucket: str = column("bucket", nullable=False)
    share: Rate = column("share", nullable=False, ge=0, le=1)

    class Config:
        unique = ["platform", "handle", "account_id", "dimension", "bucket", "captured_at"]


class Creators(Lineage):
    """raw.creators: a creator of a brand's sheet, with one of the creator's accounts."""

    creator_ref: str = column("creator_ref", nullable=False)
    name: str = column("name")
    platform: str = column("platform", isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    niche: str = column("niche")
    gender: str = column("gender")
    country: str = column("country")
    language: str = column("language")
    followers: Count = column("followers", ge=0)

    class Config:
        unique = ["dataset", "creator_ref", "platform", "handle", "account_id", "captured_at"]
