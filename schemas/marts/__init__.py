"""Contracts of the ``marts`` schema: what readers query."""

from schemas.marts.attribution import RETURN_MARTS
from schemas.marts.audience import AudienceReview
from schemas.marts.benchmarks import BenchmarkComparison
from schemas.marts.countries import CountryResults, WeeklyMediaMix
from schemas.marts.creators import FollowerHistory, Influencers, PostPerformance
from schemas.marts.engagement import InfluencerEngagement, TierEngagement
from schemas.marts.goals import DealGoals
from schemas.marts.lift import SponsoredLift
from schemas.marts.plan import PLAN_MARTS
from schemas.marts.returns import CampaignResults, DealResults, InfluencerRoi, TierRoi
from schemas.marts.uncertainty import TierComparisons, TierEffect, TierEffectTiers

MARTS_TABLES = {
    "influencers": Influencers,
    "audience_review": AudienceReview,
    "follower_history": FollowerHistory,
    "post_performance": PostPerformance,
    "influencer_engagement": InfluencerEngagement,
    "tier_engagement": TierEngagement,
    "tier_comparisons": TierComparisons,
    "tier_effect": TierEffect,
    "tier_effect_tiers": TierEffectTiers,
    "benchmark_comparison": BenchmarkComparison,
    "influencer_roi": InfluencerRoi,
    "tier_roi": TierRoi,
    "campaign_results": CampaignResults,
    "deal_results": DealResults,
    **RETURN_MARTS,
    "deal_goals": DealGoals,
    "sponsored_lift": SponsoredLift,
    "country_results": CountryResults,
    "weekly_media_mix": WeeklyMediaMix,
    **PLAN_MARTS,
}
