"""Contracts of marts that compare tiers' returns and review codes."""

import pandera.polars as pa

from schemas.intermediate.returns import MEASURES
from schemas.types import Count, Rate, column


class TierReturnComparisons(pa.DataFrameModel):
    """marts.tier_return_comparisons: one row per platform, campaign, measure and ordered pair of tiers: the probability
    that the one beats the other.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    tier: str = column("tier", nullable=False)
    other_tier: str = column("other_tier", nullable=False)
    deals: Count = column("deals", nullable=False, ge=5)
    other_deals: Count = column("other_deals", nullable=False, ge=5)
    measured_value: Rate = column("measured_value", nullable=False, gt=0)
    other_measured_value: Rate = column("other_measured_value", nullable=False, gt=0)
    probability_beats: Rate = column("probability_beats", nullable=False, ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "campaign_id", "measure", "tier", "other_tier"]


RETURN_MARTS = {
    "tier_return_comparisons": TierReturnComparisons,
}
