"""Contracts of marts that compare tiers' returns and review codes."""

import pandera.polars as pa

from schemas.intermediate.returns import MEASURES
from schemas.types import Count, Day, Money, Rate, column


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


class CodeReview(pa.DataFrameModel):
    """marts.code_review: one row per deal whose code was redeemed, and signal of a leaked code: the evidence, and whether
    a person should look.
    """

    deal_id: str = column("deal_id", nullable=False)
    signal: str = column("signal", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    campaign_id: str = column("campaign_id", nullable=False)
    promo_code: str = column("promo_code")
    finding: str = column("finding", nullable=False, isin=["needs review", "nothing unusual", "cannot tell"])
    redemptions: Count = column("redemptions", nullable=False, ge=1)
    redemptions_known: Count = column("redemptions_known", nullable=False, ge=0)
    redemptions_unusual: Count = column("redemptions_unusual", nullable=False, ge=0)
    redemptions_unusual_share: Rate = column("redemptions_unusual_share", ge=0, le=1)
    net_revenue_unusual: Money = column("net_revenue_unusual", ge=0)
    first_unusual_on: Day = column("first_unusual_on")
    last_unusual_on: Day = column("last_unusual_on")
    countries_unusual: str = column("countries_unusual")
    currency: str = column("currency", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "signal"]


class EarnedMediaValue(pa.DataFrameModel):
    """marts.earned_media_value: one row per rate card, deal and creator: what the delivered posts would have cost at the
    user's own prices. Modelled, not earned.
    """

    rate_card: str = column("rate_card", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    rate_card_versions: str = column("rate_card_versions", nullable=False)
    posts: Count = column("posts", nullable=False, ge=1)
    posts_valued: Count = column("posts_valued", nullable=False, ge=0)
    earned_media_value: Money = column("earned_media_value", ge=0)
    currency: str = column("currency", nullable=False)
    is_modelled: bool = column("is_modelled", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["rate_card", "deal_id", "influencer_id"]


RETURN_MARTS = {
    "earned_media_value": EarnedMediaValue,
    "code_review": CodeReview,
    "tier_return_comparisons": TierReturnComparisons,
}
