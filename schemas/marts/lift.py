"""Contract of the mart that compares sponsored with organic posts."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import DENOMINATORS
from schemas.types import Count, Moment, Rate, column


class SponsoredLift(pa.DataFrameModel):
    """marts.sponsored_lift: one row per creator, platform and format, or tier, platform and format ('all' over formats,
    tiers): sponsored against organic.
    """

    lift_level: str = column("lift_level", nullable=False, isin=["influencer", "tier"])
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    scheme: str = column("scheme", nullable=False)
    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    format: str = column("format", nullable=False)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    first_posted_at: Moment = column("first_posted_at", nullable=False)
    last_posted_at: Moment = column("last_posted_at", nullable=False)
    creators: Count = column("creators", nullable=False, ge=1)
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
    sponsored_headline_rate_pooled: Rate = column("sponsored_headline_rate_pooled", ge=0)
    organic_engagements: Count = column("organic_engagements", ge=0)
    organic_base: Count = column("organic_base", ge=0)
    organic_headline_rate_pooled: Rate = column("organic_headline_rate_pooled", ge=0)
    sponsored_lift_ratio: Rate = column("sponsored_lift_ratio", ge=0)
    sponsored_lift_ratio_low: Rate = column("sponsored_lift_ratio_low", ge=0)
    sponsored_lift_ratio_high: Rate = column("sponsored_lift_ratio_high", ge=0)
    lift_degrees_of_freedom: Rate = column("lift_degrees_of_freedom", gt=0)
    lift_evidence: str = column("lift_evidence", nullable=False, isin=["high", "medium", "low", "insufficient"])

    class Config:
        strict = ordered = True
        unique = ["lift_level", "influencer_id", "scheme", "tier", "platform", "format"]
