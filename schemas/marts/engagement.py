"""Contracts of marts about engagement."""

import pandera.polars as pa
import polars as pl

from schemas.raw import PLATFORMS
from schemas.reference import BENCHMARK_AGGREGATIONS, DENOMINATORS
from schemas.types import Count, Moment, Rate, column

EVIDENCE = ["high", "medium", "low", "insufficient"]
ESTIMATE_CELLS = ["platform, tier, niche", "platform, tier", "platform", "own posts"]


class InfluencerEngagement(pa.DataFrameModel):
    """marts.influencer_engagement: one row per influencer and platform: engagement over the newest posts."""

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    name: str = column("name")
    niche: str = column("niche")
    country: str = column("country")
    followers: Count = column("followers", ge=0)
    scheme: str = column("scheme")
    tier: str = column("tier")
    engagement_window_posts: Count = column("engagement_window_posts", nullable=False, ge=0)
    engagement_window_days: Count = column("engagement_window_days", nullable=False, ge=0)
    window_ends_at: Moment = column("window_ends_at", nullable=False)
    first_posted_at: Moment = column("first_posted_at")
    last_posted_at: Moment = column("last_posted_at")
    posts: Count = column("posts", nullable=False, ge=0)
    posts_with_rate: Count = column("posts_with_rate", nullable=False, ge=0)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    headline_rate_median: Rate = column("headline_rate_median", ge=0)
    headline_rate_pooled: Rate = column("headline_rate_pooled", ge=0)
    headline_engagements: Count = column("headline_engagements", ge=0)
    headline_base: Count = column("headline_base", ge=0)
    headline_rate_trimmed_mean: Rate = column("headline_rate_trimmed_mean", ge=0)
    viral_skew: Rate = column("viral_skew", ge=0)
    headline_rate_pooled_estimate: Rate = column("headline_rate_pooled_estimate", gt=0)
    headline_rate_low: Rate = column("headline_rate_low", ge=0)
    headline_rate_high: Rate = column("headline_rate_high", gt=0)
    posts_effective: Rate = column("posts_effective", gt=0)
    evidence: str = column("evidence", nullable=False, isin=EVIDENCE)
    estimate_cell: str = column("estimate_cell", isin=ESTIMATE_CELLS)
    estimate_cell_creators: Count = column("estimate_cell_creators", ge=8)
    own_weight: Rate = column("own_weight", ge=0, le=1)
    zero_rate_posts: Count = column("zero_rate_posts", ge=0)
    peers: Count = column("peers", ge=0)
    peer_percentile: Rate = column("peer_percentile", ge=0, le=1)
    engagement_rate_by_followers_median: Rate = column("engagement_rate_by_followers_median", ge=0)
    engagement_rate_by_followers_posts: Count = column("engagement_rate_by_followers_posts", ge=0)
    engagement_rate_by_views_median: Rate = column("engagement_rate_by_views_median", ge=0)
    engagement_rate_by_views_posts: Count = column("engagement_rate_by_views_posts", ge=0)
    engagement_rate_by_reach_median: Rate = column("engagement_rate_by_reach_median", ge=0)
    engagement_rate_by_reach_posts: Count = column("engagement_rate_by_reach_posts", ge=0)
    engagement_rate_by_impressions_median: Rate = column("engagement_rate_by_impressions_median", ge=0)
    engagement_rate_by_impressions_posts: Count = column("engagement_rate_by_impressions_posts", ge=0)
    views: Count = column("views", ge=0)
    views_reported_posts: Count = column("views_reported_posts", nullable=False, ge=0)
    impressions: Count = column("impressions", ge=0)
    impressions_reported_posts: Count = column("impressions_reported_posts", nullable=False, ge=0)
    reach: Count = column("reach", ge=0)
    reach_reported_posts: Count = column("reach_reported_posts", nullable=False, ge=0)
    likes: Count = column("likes", ge=0)
    likes_reported_posts: Count = column("likes_reported_posts", nullable=False, ge=0)
    comments: Count = column("comments", ge=0)
    comments_reported_posts: Count = column("comments_reported_posts", nullable=False, ge=0)
    engagements: Count = column("engagements", ge=0)
    engagements_reported_posts: Count = column("engagements_reported_posts", nullable=False, ge=0)
    engagements_known: Count = column("engagements_known", ge=0)

    @pa.dataframe_check(error="estimate_within_its_bounds")
    def estimate_within_its_bounds(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Where there are bounds, the estimate lies between them."""
        low, high = pl.col("headline_rate_low"), pl.col("headline_rate_high")
        estimate = pl.col("headline_rate_pooled_estimate")
        return data.lazyframe.select(estimate.is_between(low, high).fill_null(low.is_null() & high.is_null()))

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform"]


class TierEngagement(pa.DataFrameModel):
    """marts.tier_engagement: one row per tier scheme, platform, tier and niche, and one over all niches ('all'): how a
    tier engages.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    creators: Count = column("creators", nullable=False, ge=0)
    creators_with_rate: Count = column("creators_with_rate", nullable=False, ge=0)
    posts: Count = column("posts", nullable=False, ge=0)
    posts_with_rate: Count = column("posts_with_rate", nullable=False, ge=0)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    headline_rate_median: Rate = column("headline_rate_median", ge=0)
    headline_rate_pooled: Rate = column("headline_rate_pooled", ge=0)
    headline_rate_low: Rate = column("headline_rate_low", ge=0)
    headline_rate_high: Rate = column("headline_rate_high", ge=0)
    headline_engagements: Count = column("headline_engagements", ge=0)
    headline_base: Count = column("headline_base", ge=0)
    views: Count = column("views", ge=0)
    views_reported_posts: Count = column("views_reported_posts", nullable=False, ge=0)
    impressions: Count = column("impressions", ge=0)
    impressions_reported_posts: Count = column("impressions_reported_posts", nullable=False, ge=0)
    reach: Count = column("reach", ge=0)
    reach_reported_posts: Count = column("reach_reported_posts", nullable=False, ge=0)
    engagements: Count = column("engagements", ge=0)
    engagements_reported_posts: Count = column("engagements_reported_posts", nullable=False, ge=0)
    benchmark_rate: Rate = column("benchmark_rate", gt=0)
    benchmark_denominator: str = column("benchmark_denominator", isin=DENOMINATORS)
    benchmark_aggregation: str = column("benchmark_aggregation", isin=BENCHMARK_AGGREGATIONS)
    benchmark_population: str = column("benchmark_population")
    benchmark_overlap: Rate = column("benchmark_overlap", gt=0, le=1)
    benchmark_source: str = column("benchmark_source")
    benchmark_publisher: str = column("benchmark_publisher")
    benchmark_year: Count = column("benchmark_year")
    benchmark_url: str = column("benchmark_url")
    own_rate_compared: Rate = column("own_rate_compared", ge=0)
    own_to_benchmark_ratio: Rate = column("own_to_benchmark_ratio", ge=0)

    @pa.dataframe_check(error="benchmark_has_the_headline_denominator")
    def benchmark_has_the_headline_denominator(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Rates over different denominators are never put side by side."""
        same = pl.col("benchmark_denominator") == pl.col("headline_denominator")
        return data.lazyframe.select(same.fill_null(True))

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "tier", "niche"]
