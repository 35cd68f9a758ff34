"""Contracts of steps from posts to sponsored lift."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import DENOMINATORS
from schemas.types import Count, Moment, Rate, column


class IntLiftPosts(pa.DataFrameModel):
    """intermediate.int_lift_posts: one row per post that is old enough to compare, in its creator's comparison period
    on a platform: paid for or not.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    format: str = column("format", nullable=False)
    posted_at: Moment = column("posted_at", nullable=False)
    window_ends_at: Moment = column("window_ends_at", nullable=False)
    is_sponsored: bool = column("is_sponsored")
    sponsorship_source: str = column("sponsorship_source", isin=["deal", "platform", "caption"])
    is_boosted: bool = column("is_boosted", nullable=False)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    engagements: Count = column("engagements", ge=0)
    headline_base: Count = column("headline_base", ge=0)
    headline_rate: Rate = column("headline_rate", ge=0)
    log_rate: Rate = column("log_rate")

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class IntLiftCreators(pa.DataFrameModel):
    """intermediate.int_lift_creators: one row per creator, platform and format, and one over all formats ('all'):
    sponsored posts against organic ones.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    format: str = column("format", nullable=False)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    first_posted_at: Moment = column("first_posted_at", nullable=False)
    last_posted_at: Moment = column("last_posted_at", nullable=False)
    posts: Count = column("posts", nullable=False, ge=0)
    unknown_posts: Count = column("unknown_posts", nullable=False, ge=0)
    boosted_posts: Count = column("boosted_posts", nullable=False, ge=0)
    sponsored_posts: Count = column("sponsored_posts", nullable=False, ge=0)
    organic_posts: Count = column("organic_posts", nullable=False, ge=0)
    organic_undeclared_posts: Count = column("organic_undeclared_posts", nullable=False, ge=0)
    sponsored_headline_rate_median: Rate = column("sponsored_headline_rate_median", ge=0)
    organic_headline_rate_median: Rate = column("organic_headline_rate_median", ge=0)
    sponsored_engagements: Count = column("sponsored_engagements", ge=0)
    sponsored_base: Count = column("sponsored_base", ge=0)
    organic_engagements: Count = column("organic_engagements", ge=0)
    organic_base: Count = column("organic_base", ge=0)
    log_lift: Rate = column("log_lift")
    sponsored_log_variance: Rate = column("sponsored_log_variance", ge=0)
    organic_log_variance: Rate = column("organic_log_variance", ge=0)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform", "format"]
