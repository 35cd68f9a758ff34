"""Contracts of marts that compare tiers and test what is said of them."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Rate, column

MEASURES = [
    "headline_rate", "engagement_rate_by_followers", "engagement_rate_by_views", "engagement_rate_by_reach",
    "engagement_rate_by_impressions",
]  # fmt: skip
VERDICTS = ["holds", "does not hold", "cannot tell"]


class TierComparisons(pa.DataFrameModel):
    """marts.tier_comparisons: one row per tier scheme, platform, niche (and 'all'), measure, tier and other tier:
    which of two tiers engages more.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    niche: str = column("niche", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    tier: str = column("tier", nullable=False)
    other_tier: str = column("other_tier", nullable=False)
    creators: Count = column("creators", nullable=False, ge=1)
    other_creators: Count = column("other_creators", nullable=False, ge=1)
    rate_median: Rate = column("rate_median", nullable=False, ge=0)
    other_rate_median: Rate = column("other_rate_median", nullable=False, ge=0)
    rate_ratio: Rate = column("rate_ratio", ge=0)
    rate_ratio_low: Rate = column("rate_ratio_low", ge=0)
    rate_ratio_high: Rate = column("rate_ratio_high", ge=0)
    probability_higher: Rate = column("probability_higher", ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche", "measure", "tier", "other_tier"]


class TierEffect(pa.DataFrameModel):
    """marts.tier_effect: one row per platform and measure: do smaller accounts engage more here, and does it fall past
    the claimed breakpoint?
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    accounts: Count = column("accounts", nullable=False, ge=1)
    posts: Count = column("posts", nullable=False, ge=1)
    claim: str = column("claim", nullable=False, isin=VERDICTS)
    smaller_engage_more: str = column("smaller_engage_more", nullable=False, isin=VERDICTS)
    slope: Rate = column("slope")
    slope_low: Rate = column("slope_low")
    slope_high: Rate = column("slope_high")
    change_per_tenfold: Rate = column("change_per_tenfold", ge=-1)
    falls_past_claimed: str = column("falls_past_claimed", nullable=False, isin=VERDICTS)
    claimed_breakpoint: Count = column("claimed_breakpoint", ge=1)
    accounts_before: Count = column("accounts_before", ge=0)
    accounts_past: Count = column("accounts_past", ge=0)
    change_past_claimed: Rate = column("change_past_claimed", ge=-1)
    change_past_claimed_low: Rate = column("change_past_claimed_low", ge=-1)
    change_past_claimed_high: Rate = column("change_past_claimed_high", ge=-1)
    drops_at_claimed: str = column("drops_at_claimed", nullable=False, isin=VERDICTS)
    step_at_claimed: Rate = column("step_at_claimed", ge=-1)
    step_at_claimed_low: Rate = column("step_at_claimed_low", ge=-1)
    step_at_claimed_high: Rate = column("step_at_claimed_high", ge=-1)
    best_breakpoint: Count = column("best_breakpoint", ge=1)
    breakpoints_tried: Count = column("breakpoints_tried", nullable=False, ge=0)
    change_past_best: Rate = column("change_past_best", ge=-1)
    change_past_best_low: Rate = column("change_past_best_low", ge=-1)
    change_past_best_high: Rate = column("change_past_best_high", ge=-1)
    step_at_best: Rate = column("step_at_best", ge=-1)
    step_at_best_low: Rate = column("step_at_best_low", ge=-1)
    step_at_best_high: Rate = column("step_at_best_high", ge=-1)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure"]


class TierEffectTiers(pa.DataFrameModel):
    """marts.tier_effect_tiers: one row per platform, measure and tier (settings: which scheme): the median creator of
    the tier, beside tier_effect.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    tier: str = column("tier", nullable=False)
    scheme: str = column("scheme", nullable=False)
    lower_bound: Count = column("lower_bound", ge=0)
    creators: Count = column("creators", nullable=False, ge=1)
    rate_median: Rate = column("rate_median", nullable=False, ge=0)
    rate_low: Rate = column("rate_low", ge=0)
    rate_high: Rate = column("rate_high", ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "measure", "tier"]
