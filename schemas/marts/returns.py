"""Contracts of marts about cost and return."""

import pandera.polars as pa

from schemas.goals import GoalCounts, GoalDeals, GoalValues
from schemas.raw import PLATFORMS
from schemas.returns import Returns
from schemas.types import Count, Day, Money, Rate, column


class InfluencerRoiKeys(pa.DataFrameModel):
    """What marts.influencer_roi begins with."""

    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    name: str = column("name")
    tier: str = column("tier")
    niche: str = column("niche")
    country: str = column("country")


class InfluencerRoi(Returns, InfluencerRoiKeys):
    """marts.influencer_roi: one row per influencer and campaign, and one over all campaigns ('all'): what was spent
    and what came back.
    """

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "campaign_id"]


class TierRoiKeys(pa.DataFrameModel):
    """What marts.tier_roi begins with."""

    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    scheme: str = column("scheme", nullable=False)
    creators: Count = column("creators", nullable=False, ge=0)


class TierRoi(Returns, TierRoiKeys):
    """marts.tier_roi: one row per tier, platform and campaign, and over all of them ('all'): what a tier costs and brings,
    and how likely it is the best.
    """

    return_on_ad_spend_best_probability: Rate = column("return_on_ad_spend_best_probability", ge=0, le=1)
    cost_per_engagement_best_probability: Rate = column("cost_per_engagement_best_probability", ge=0, le=1)
    cost_per_thousand_views_best_probability: Rate = column("cost_per_thousand_views_best_probability", ge=0, le=1)
    cost_per_click_best_probability: Rate = column("cost_per_click_best_probability", ge=0, le=1)
    cost_per_order_best_probability: Rate = column("cost_per_order_best_probability", ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["tier", "platform", "campaign_id"]


class CampaignResultsKeys(pa.DataFrameModel):
    """What marts.campaign_results begins with."""

    campaign_id: str = column("campaign_id", nullable=False)
    name: str = column("name")
    brand: str = column("brand")
    objective: str = column("objective")
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
    target_countries: str = column("target_countries")
    target_niches: str = column("target_niches")
    margin_rate: Rate = column("margin_rate", ge=0, le=1)
    budget: Money = column("budget", ge=0)
    advertising_unassigned: Money = column("advertising_unassigned", ge=0)
    budget_used_rate: Rate = column("budget_used_rate", ge=0)
    largest_creator_cost: Money = column("largest_creator_cost", ge=0)
    largest_creator_cost_share: Rate = column("largest_creator_cost_share", ge=0, le=1)
    creators: Count = column("creators", nullable=False, ge=0)


class CampaignResults(Returns, GoalDeals, GoalValues, GoalCounts, CampaignResultsKeys):
    """marts.campaign_results: one row per campaign: what it was meant to be, what it cost and brought, and how
    concentrated the spending is.
    """

    class Config:
        strict = ordered = True
        unique = ["campaign_id"]


class DealResultsKeys(pa.DataFrameModel):
    """What marts.deal_results begins with."""

    deal_id: str = column("deal_id", nullable=False)
    deal_ref: str = column("deal_ref")
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    campaign_id: str = column("campaign_id", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    deliverable: str = column("deliverable")
    agreed_on: Day = column("agreed_on")
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    posts_agreed: Count = column("posts_agreed", ge=0)


class DealResults(Returns, GoalValues, GoalCounts, DealResultsKeys):
    """marts.deal_results: one row per deal: what was agreed, what was delivered, what it cost and brought, and each
    goal beside its result.
    """

    code_review_signals: Count = column("code_review_signals", ge=0)
    not_in_latest_sheet: bool = column("not_in_latest_sheet", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["deal_id"]
