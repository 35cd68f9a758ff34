"""Contracts of steps that turn follower counts into tiers."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import BENCHMARK_AGGREGATIONS, DENOMINATORS
from schemas.types import Count, Day, Rate, column


class IntTierSets(pa.DataFrameModel):
    """intermediate.int_tier_sets: one row per tier scheme, platform, niche and period: which set of the scheme's rows
    holds there.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    niche_key: str = column("niche_key", nullable=False)
    valid_from: Day = column("valid_from", nullable=False)
    valid_until: Day = column("valid_until")
    set_platform: str = column("set_platform", isin=PLATFORMS)
    set_niche: str = column("set_niche")
    set_starts_on: Day = column("set_starts_on", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche_key", "valid_from"]


class IntTierBounds(pa.DataFrameModel):
    """intermediate.int_tier_bounds: one row per tier scheme, platform, niche, period and tier: the follower counts that
    the tier holds there.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    niche_key: str = column("niche_key", nullable=False)
    valid_from: Day = column("valid_from")
    valid_until: Day = column("valid_until")
    is_current: bool = column("is_current", nullable=False)
    tier: str = column("tier", nullable=False)
    lower_bound: Count = column("lower_bound", nullable=False, ge=0)
    upper_bound: Count = column("upper_bound", ge=0)
    near_lower_until: Count = column("near_lower_until", ge=0)
    near_upper_from: Count = column("near_upper_from", ge=0)
    bounds_from: str = column("bounds_from", nullable=False, isin=["scheme", "niche", "platform"])
    bounds_accounts: Count = column("bounds_accounts", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche_key", "valid_from", "tier"]


class IntBenchmarkFits(pa.DataFrameModel):
    """intermediate.int_benchmark_fits: one row per tier scheme, platform, tier, niche and published benchmark that shares
    sizes with it: whether the two can be compared.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche_key: str = column("benchmark_niche_key", nullable=False)
    lower_bound: Count = column("lower_bound", nullable=False, ge=0)
    upper_bound: Count = column("upper_bound", ge=0)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    benchmark_rate: Rate = column("benchmark_rate", nullable=False, gt=0)
    benchmark_denominator: str = column("benchmark_denominator", nullable=False, isin=DENOMINATORS)
    benchmark_aggregation: str = column("benchmark_aggregation", nullable=False, isin=BENCHMARK_AGGREGATIONS)
    benchmark_lower_bound: Count = column("benchmark_lower_bound", nullable=False, ge=0)
    benchmark_upper_bound: Count = column("benchmark_upper_bound", ge=1)
    benchmark_niche: str = column("benchmark_niche")
    benchmark_components: str = column("benchmark_components", nullable=False)
    benchmark_population: str = column("benchmark_population", nullable=False)
    benchmark_source: str = column("benchmark_source", nullable=False)
    benchmark_publisher: str = column("benchmark_publisher", nullable=False)
    benchmark_year: Count = column("benchmark_year", nullable=False)
    benchmark_url: str = column("benchmark_url", nullable=False)
    benchmark_overlap: Rate = column("benchmark_overlap", nullable=False, gt=0, le=1)
    comparison: str = column("comparison", nullable=False, isin=["comparable", "other denominator", "other sizes"])
    is_chosen: bool = column("is_chosen", nullable=False)

    class Config:
        strict = ordered = True
        unique = [
            "scheme", "platform", "tier", "niche_key", "benchmark_source", "benchmark_publisher", "benchmark_year",
            "benchmark_denominator", "benchmark_aggregation", "benchmark_lower_bound", "benchmark_upper_bound",
            "benchmark_niche",
        ]  # fmt: skip
