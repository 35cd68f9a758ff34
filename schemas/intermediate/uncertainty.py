"""Contracts of steps to uncertainty: samples, cells and estimates of rates, tiers' medians, slopes and breakpoints."""

import pandera.polars as pa

from schemas.marts.engagement import ESTIMATE_CELLS, EVIDENCE
from schemas.marts.uncertainty import MEASURES
from schemas.raw import PLATFORMS
from schemas.types import Count, Rate, column


class IntCreatorTiers(pa.DataFrameModel):
    """intermediate.int_creator_tiers: one row per influencer and platform with a known tier."""

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    scheme: str = column("scheme", nullable=False)
    tier: str = column("tier", nullable=False)
    followers: Count = column("followers", nullable=False, ge=0)
    niche: str = column("niche")

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform"]


class IntRateSamples(pa.DataFrameModel):
    """intermediate.int_rate_samples: one row per influencer and platform with a known headline rate: mean and variance
    of the logs of its posts' rates.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    scheme: str = column("scheme")
    tier: str = column("tier")
    niche: str = column("niche")
    posts_with_rate: Count = column("posts_with_rate", nullable=False, ge=1)
    zero_rate_posts: Count = column("zero_rate_posts", nullable=False, ge=0)
    engagements_median: Rate = column("engagements_median", nullable=False, ge=0)
    posts_kept: Count = column("posts_kept", nullable=False, ge=1)
    degrees_of_freedom: Count = column("degrees_of_freedom", nullable=False, ge=0)
    log_rate_mean: Rate = column("log_rate_mean", nullable=False)
    log_rate_variance: Rate = column("log_rate_variance", gt=0)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform"]


class IntRatePeers(pa.DataFrameModel):
    """intermediate.int_rate_peers: one row per creator and cell in which it can be pooled: the sample that it lends."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    posts_kept: Count = column("posts_kept", nullable=False, ge=2)
    degrees_of_freedom: Count = column("degrees_of_freedom", nullable=False, ge=1)
    log_rate_mean: Rate = column("log_rate_mean", nullable=False)
    log_rate_variance: Rate = column("log_rate_variance", nullable=False, gt=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "tier", "niche", "influencer_id"]


class IntRateVariances(pa.DataFrameModel):
    """intermediate.int_rate_variances: one row per cell of creators: the variance of posts within a creator, and how
    alike creators are in it.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    creators: Count = column("creators", nullable=False, ge=8)
    variance_within_mean: Rate = column("variance_within_mean", nullable=False, gt=0)
    variance_between_first: Rate = column("variance_between_first", nullable=False, ge=0)
    variance_within_creators: Rate = column("variance_within_creators", nullable=False, gt=0)
    variance_degrees_of_freedom: Rate = column("variance_degrees_of_freedom", nullable=False, gt=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "tier", "niche"]


class IntRateCells(pa.DataFrameModel):
    """intermediate.int_rate_cells: one row per cell of creators: what their log rates have in common."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    creators: Count = column("creators", nullable=False, ge=8)
    log_rate_mean: Rate = column("log_rate_mean", nullable=False)
    log_rate_mean_variance: Rate = column("log_rate_mean_variance", nullable=False, gt=0)
    variance_between_creators: Rate = column("variance_between_creators", nullable=False, gt=0)
    variance_within_creators: Rate = column("variance_within_creators", nullable=False, gt=0)
    variance_degrees_of_freedom: Rate = column("variance_degrees_of_freedom", nullable=False, gt=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "tier", "niche"]


class IntRateEstimates(pa.DataFrameModel):
    """intermediate.int_rate_estimates: one row per influencer and platform with a known headline rate: the rate
    estimated with its peers, and 95 % bounds.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    headline_rate_pooled_estimate: Rate = column("headline_rate_pooled_estimate", nullable=False, gt=0)
    headline_rate_low: Rate = column("headline_rate_low", ge=0)
    headline_rate_high: Rate = column("headline_rate_high", gt=0)
    posts_effective: Rate = column("posts_effective", nullable=False, gt=0)
    evidence: str = column("evidence", nullable=False, isin=EVIDENCE)
    estimate_cell: str = column("estimate_cell", nullable=False, isin=ESTIMATE_CELLS)
    estimate_cell_creators: Count = column("estimate_cell_creators", ge=8)
    own_weight: Rate = column("own_weight", nullable=False, ge=0, le=1)
    zero_rate_posts: Count = column("zero_rate_posts", nullable=False, ge=0)
    peers: Count = column("peers", ge=0)
    peer_percentile: Rate = column("peer_percentile", ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform"]


class IntTierIntervals(pa.DataFrameModel):
    """intermediate.int_tier_intervals: one row per tier scheme, platform, tier, niche (and 'all') and measure: the
    tier's median creator, and 95 % bounds.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    niche: str = column("niche", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    creators: Count = column("creators", nullable=False, ge=1)
    median_rate: Rate = column("median_rate", nullable=False, ge=0)
    median_rate_low: Rate = column("median_rate_low", ge=0)
    median_rate_high: Rate = column("median_rate_high", ge=0)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "tier", "niche", "measure"]


class IntAccountRates(pa.DataFrameModel):
    """intermediate.int_account_rates: one row per platform, measure and account: the means of the logs of its rates
    and of its followers at posting.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    account_key: str = column("account_key", nullable=False)
    posts: Count = column("posts", nullable=False, ge=1)
    log_followers_mean: Rate = column("log_followers_mean", nullable=False, ge=0)
    log_rate_mean: Rate = column("log_rate_mean", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure", "account_key"]


class IntRateSlopes(pa.DataFrameModel):
    """intermediate.int_rate_slopes: one row per platform and measure: the slope of log rate on log followers over
    accounts.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    accounts: Count = column("accounts", nullable=False, ge=1)
    posts: Count = column("posts", nullable=False, ge=1)
    log_followers_mean: Rate = column("log_followers_mean", nullable=False, ge=0)
    log_rate_mean: Rate = column("log_rate_mean", nullable=False)
    squared_sizes: Rate = column("squared_sizes", gt=0)
    slope: Rate = column("slope")
    slope_error: Rate = column("slope_error", ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure"]


class IntBreakpointFits(pa.DataFrameModel):
    """intermediate.int_breakpoint_fits: one row per platform, measure and candidate breakpoint
    (reference.breakpoints): what happens there.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    breakpoint: Count = column("breakpoint", nullable=False, ge=1)
    is_claimed: bool = column("is_claimed", nullable=False)
    accounts: Count = column("accounts", nullable=False, ge=10)
    accounts_before: Count = column("accounts_before", nullable=False, ge=5)
    accounts_past: Count = column("accounts_past", nullable=False, ge=5)
    change: Rate = column("change", nullable=False)
    change_error: Rate = column("change_error", nullable=False, ge=0)
    change_degrees_of_freedom: Rate = column("change_degrees_of_freedom", gt=0)
    step: Rate = column("step", nullable=False)
    step_error: Rate = column("step_error", nullable=False, ge=0)
    unexplained: Rate = column("unexplained", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure", "breakpoint"]


class IntBreakpointIntervals(pa.DataFrameModel):
    """intermediate.int_breakpoint_intervals: one row per platform, measure and breakpoint: its change and step with
    95 % bounds, for itself and for a search.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    breakpoint: Count = column("breakpoint", nullable=False, ge=1)
    is_claimed: bool = column("is_claimed", nullable=False)
    is_best: bool = column("is_best", nullable=False)
    breakpoints_tried: Count = column("breakpoints_tried", nullable=False, ge=1)
    accounts_before: Count = column("accounts_before", nullable=False, ge=5)
    accounts_past: Count = column("accounts_past", nullable=False, ge=5)
    change: Rate = column("change", nullable=False)
    change_reach: Rate = column("change_reach", nullable=False, ge=0)
    change_reach_searched: Rate = column("change_reach_searched", nullable=False, ge=0)
    step: Rate = column("step", nullable=False)
    step_reach: Rate = column("step_reach", nullable=False, ge=0)
    step_reach_searched: Rate = column("step_reach_searched", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure", "breakpoint"]


UNCERTAINTY_TABLES = {
    "int_creator_tiers": IntCreatorTiers,
    "int_rate_samples": IntRateSamples,
    "int_rate_peers": IntRatePeers,
    "int_rate_variances": IntRateVariances,
    "int_rate_cells": IntRateCells,
    "int_rate_estimates": IntRateEstimates,
    "int_tier_intervals": IntTierIntervals,
    "int_account_rates": IntAccountRates,
    "int_rate_slopes": IntRateSlopes,
    "int_breakpoint_fits": IntBreakpointFits,
    "int_breakpoint_intervals": IntBreakpointIntervals,
}
