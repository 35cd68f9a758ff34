"""Contracts of marts that hold own figures against published ones."""

import pandera.polars as pa
import polars as pl

from schemas.raw import PLATFORMS
from schemas.reference import BENCHMARK_AGGREGATIONS, DENOMINATORS
from schemas.types import Count, Rate, column


class BenchmarkComparison(pa.DataFrameModel):
    """marts.benchmark_comparison: one row per tier of tier_engagement and published benchmark that shares sizes with it:
    own figures and published ones.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    lower_bound: Count = column("lower_bound", nullable=False, ge=0)
    upper_bound: Count = column("upper_bound", ge=0)
    creators_with_rate: Count = column("creators_with_rate", nullable=False, ge=0)
    posts_with_rate: Count = column("posts_with_rate", nullable=False, ge=0)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    headline_rate_median: Rate = column("headline_rate_median", ge=0)
    headline_rate_pooled: Rate = column("headline_rate_pooled", ge=0)
    headline_engagements: Count = column("headline_engagements", ge=0)
    headline_base: Count = column("headline_base", ge=0)
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
    own_rate_compared: Rate = column("own_rate_compared", ge=0)
    own_to_benchmark_ratio: Rate = column("own_to_benchmark_ratio", ge=0)

    @pa.dataframe_check(error="only_equal_denominators_are_compared")
    def only_equal_denominators_are_compared(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A ratio of rates over different denominators would mean nothing."""
        same = pl.col("benchmark_denominator") == pl.col("headline_denominator")
        return data.lazyframe.select(pl.col("own_rate_compared").is_null() | same)

    class Config:
        strict = ordered = True
        unique = [
            "scheme", "platform", "tier", "niche", "benchmark_source", "benchmark_publisher", "benchmark_year",
            "benchmark_denominator", "benchmark_aggregation", "benchmark_lower_bound", "benchmark_upper_bound",
            "benchmark_niche",
        ]  # fmt: skip
