"""Contracts of steps that hold what a mart shows, so that other steps need not read the mart."""

from schemas.marts.creator_marts import AudienceReview, Influencers, PostPerformance
from schemas.marts.engagement_marts import BenchmarkComparison


class IntPostPerformance(PostPerformance):
    """intermediate.int_post_performance: one row per post: all that marts.post_performance shows."""


class IntInfluencers(Influencers):
    """intermediate.int_influencers: one row per influencer: all that marts.influencers shows."""


class IntAudienceReview(AudienceReview):
    """intermediate.int_audience_review: one row per account and signal: all that marts.audience_review shows."""


class IntBenchmarkComparisons(BenchmarkComparison):
    """intermediate.int_benchmark_comparisons: one row per tier and published benchmark that shares sizes with it: all
    that marts.benchmark_comparison shows.
    """
