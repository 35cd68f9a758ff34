"""Contracts of the ``intermediate`` schema: steps that several marts need."""

from schemas.intermediate.accounts import IntAccountStanding, IntAccountTiers, IntFollowerCounts
from schemas.intermediate.audience import (
    IntAccountHabits,
    IntFollowerChanges,
    IntFollowerJumps,
    IntPeerComparisons,
)
from schemas.intermediate.commerce import (
    IntCosts,
    IntOrderAttribution,
    IntOrderClaims,
    IntOrderNumbers,
    IntOrderOwners,
    IntOrderStates,
    IntResults,
    IntReturns,
    IntReturnSums,
    IntReturnTotals,
)
from schemas.intermediate.countries import IntAudienceCountries, IntDealCountries, IntMediaMix, IntMediaWeeks
from schemas.intermediate.goals import IntDealGoals, IntGoalColumns, IntGoals
from schemas.intermediate.lift import IntLiftCreators, IntLiftPosts
from schemas.intermediate.observations import (
    IntChosenObservations,
    IntPostCorrections,
    IntPostCounts,
    IntPostMetricsAtAges,
)
from schemas.intermediate.offers import OFFER_TABLES
from schemas.intermediate.pooling import POOLING_TABLES
from schemas.intermediate.posts import (
    IntDeliveredPosts,
    IntLatestPostMetrics,
    IntPostFollowers,
    IntPostTiers,
    IntWindowPosts,
)
from schemas.intermediate.returns import RETURN_STEPS
from schemas.intermediate.shared import IntAudienceReview, IntInfluencers, IntPostPerformance
from schemas.intermediate.tiers import IntBenchmarkFits, IntTierBounds, IntTierSets
from schemas.intermediate.uncertainty import UNCERTAINTY_TABLES

INTERMEDIATE_TABLES = {
    "int_follower_counts": IntFollowerCounts,
    "int_account_standing": IntAccountStanding,
    "int_tier_sets": IntTierSets,
    "int_tier_bounds": IntTierBounds,
    "int_account_tiers": IntAccountTiers,
    "int_benchmark_fits": IntBenchmarkFits,
    "int_follower_changes": IntFollowerChanges,
    "int_follower_jumps": IntFollowerJumps,
    "int_account_habits": IntAccountHabits,
    "int_peer_comparisons": IntPeerComparisons,
    "int_audience_review": IntAudienceReview,
    "int_influencers": IntInfluencers,
    "int_post_performance": IntPostPerformance,
    "int_post_followers": IntPostFollowers,
    "int_post_tiers": IntPostTiers,
    "int_chosen_observations": IntChosenObservations,
    "int_post_counts": IntPostCounts,
    "int_latest_post_metrics": IntLatestPostMetrics,
    "int_post_metrics_at_ages": IntPostMetricsAtAges,
    "int_post_corrections": IntPostCorrections,
    "int_window_posts": IntWindowPosts,
    "int_delivered_posts": IntDeliveredPosts,
    "int_order_claims": IntOrderClaims,
    "int_order_numbers": IntOrderNumbers,
    "int_order_owners": IntOrderOwners,
    "int_order_attribution": IntOrderAttribution,
    "int_order_states": IntOrderStates,
    "int_costs": IntCosts,
    "int_results": IntResults,
    "int_returns": IntReturns,
    "int_return_sums": IntReturnSums,
    "int_return_totals": IntReturnTotals,
    **UNCERTAINTY_TABLES,
    **RETURN_STEPS,
    "int_deal_goals": IntDealGoals,
    "int_goals": IntGoals,
    "int_goal_columns": IntGoalColumns,
    "int_lift_posts": IntLiftPosts,
    "int_lift_creators": IntLiftCreators,
    "int_audience_countries": IntAudienceCountries,
    "int_deal_countries": IntDealCountries,
    "int_media_weeks": IntMediaWeeks,
    "int_media_mix": IntMediaMix,
    **POOLING_TABLES,
    **OFFER_TABLES,
}
