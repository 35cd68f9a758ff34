"""Contracts of marts about cost, return and goals."""

import polars as pl

from schemas.columns.commerce import CAMPAIGN_TERMS, DEAL_TERMS
from schemas.columns.fair import FAIR_BASIS
from schemas.columns.goals import GOAL_COUNTS, GOAL_VALUES
from schemas.columns.returns import RETURNS
from schemas.contract import Contract
from schemas.identities import ReturnsFollow
from schemas.metrics.fair_metrics import COMPARED, FAIR_RATIOS, NAMING, SEEN, SHRUNK
from schemas.metrics.return_metrics import BEST_PROBABILITIES
from schemas.rules import row_rule
from schemas.values import RETURN_MEASURES
from schemas.vocabulary import without


class InfluencerRoi(ReturnsFollow):
    """marts.influencer_roi: one row per influencer and campaign, and one over all campaigns ('all'): what was spent
    and what came back.
    """

    columns = "influencer_id campaign_id name tier niche country", RETURNS
    grain = "influencer_id campaign_id"


class TierRoi(ReturnsFollow):
    """marts.tier_roi: one row per tier, platform and campaign, and over all of them ('all'): what a tier costs and brings,
    whether it is named best, and what that rests on.
    """

    columns = (
        "tier platform campaign_id scheme creators", RETURNS, BEST_PROBABILITIES, "fair_measure", NAMING, "is_named_best",
        SHRUNK, "largest_deal_net_revenue largest_deal_revenue_share five_largest_orders_net_revenue",
        "five_largest_orders_revenue_share deals_without_orders deals_without_orders_share",
    )  # fmt: skip
    grain = "tier platform campaign_id"
    rules = {"platform": {"isin": None}}


class CampaignResults(ReturnsFollow):
    """marts.campaign_results: one row per campaign: what it was meant to be, what it cost and brought, and how
    concentrated the spending is.
    """

    columns = (
        "campaign_id name brand objective", CAMPAIGN_TERMS,
        "budget advertising_unassigned budget_used_rate largest_creator_cost largest_creator_cost_share creators",
        GOAL_COUNTS, GOAL_VALUES, without(RETURNS, "revenue_deduplicated views_compared views_compared_posts"),
    )  # fmt: skip
    grain = "campaign_id"


class DealResults(ReturnsFollow):
    """marts.deal_results: one row per deal: what was agreed, what was delivered, what it cost and brought, and each
    goal beside its result.
    """

    columns = (
        "deal_id deal_ref influencer_id name campaign_id platform deliverable", DEAL_TERMS, GOAL_COUNTS,
        GOAL_VALUES, without(RETURNS, "deals_with_cost revenue_deduplicated views_compared views_compared_posts"),
        "window_ends_on window_closes_after code_review_signals not_in_latest_sheet load_id source_record",
    )  # fmt: skip
    grain = "deal_id"
    nullable = "platform currency attribution_window_days"


class TierReturnComparisons(Contract):
    """marts.tier_return_comparisons: one row per platform, campaign, measure and ordered pair of tiers: raw, how likely the
    one beats the other; and fair, within campaigns and platforms.
    """

    columns = (
        "scheme platform campaign_id measure tier other_tier creators other_creators deals other_deals measured_value other_measured_value",
        "probability_beats", FAIR_RATIOS, FAIR_BASIS, COMPARED, SEEN,
    )  # fmt: skip
    grain = "platform campaign_id measure tier other_tier"
    not_null = "deals"
    rules = {"platform": {"isin": None}, "measure": {"isin": RETURN_MEASURES}}

    @row_rule
    def the_ratio_lies_in_its_interval(cls) -> pl.Expr:
        """An interval is around the figure beside it."""
        inside = (pl.col("fair_ratio_low") <= pl.col("fair_ratio")) & (
            pl.col("fair_ratio") <= pl.col("fair_ratio_high")
        )
        return inside.fill_null(True)


class CodeReview(Contract):
    """marts.code_review: one row per deal whose code was redeemed, and signal of a leaked code: the evidence, and whether
    a person should look.
    """

    columns = (
        "deal_id signal influencer_id name campaign_id promo_code finding redemptions redemptions_known",
        "redemptions_unusual redemptions_unusual_share net_revenue_unusual first_unusual_on last_unusual_on",
        "countries_unusual currency",
    )  # fmt: skip
    grain = "deal_id signal"
    rules = {"signal": {"isin": None}}


class CodesUnderReview(Contract):
    """marts.codes_under_review: one row per deal whose code needs a review: by which signals, and how much of its orders
    and revenue they put in doubt.
    """

    columns = (
        "deal_id influencer_id name campaign_id promo_code signals_found code_review_signals redemptions",
        "redemptions_under_review orders orders_under_review orders_ambiguous net_revenue net_revenue_under_review cost",
        "return_on_ad_spend return_on_ad_spend_without_review first_unusual_on last_unusual_on countries_under_review",
        "currency",
    )  # fmt: skip
    grain = "deal_id"
    not_null = "code_review_signals"
    rules = {"code_review_signals": {"ge": 1}}

    @row_rule
    def no_more_is_under_review_than_there_is(cls) -> pl.Expr:
        """What is under review is a part of the redemptions, of the orders and of the revenue."""
        return pl.all_horizontal(
            (pl.col(f"{name}_under_review") <= pl.col(name)).fill_null(True)
            for name in ("redemptions", "orders", "net_revenue")
        )


class EarnedMediaValue(Contract):
    """marts.earned_media_value: one row per rate card, deal and creator: what the delivered posts would have cost at the
    user's own prices. Modelled, not earned.
    """

    columns = (
        "rate_card deal_id influencer_id campaign_id rate_card_versions posts posts_valued earned_media_value currency",
        "is_modelled",
    )  # fmt: skip
    grain = "rate_card deal_id influencer_id"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}


class DealGoals(Contract):
    """marts.deal_goals: one row per deal and goal that it sets: goal, result, pace, where it leads, and whether the
    deal is behind.
    """

    columns = (
        "deal_id goal_measure influencer_id name tier campaign_id campaign_name platform starts_on ends_on known_until",
        "planned_days elapsed_days elapsed_share goal_value actual_value variance_value attainment_rate expected_value",
        "pace_rate projected_value goal_status deals_reporting currency load_id source_record",
    )  # fmt: skip
    grain = "deal_id goal_measure"
    nullable = "platform currency"


class CampaignGoals(Contract):
    """marts.campaign_goals: one row per campaign and goal that any of its deals sets: goal, result, pace, where it leads,
    and how it stands.
    """

    columns = (
        "campaign_id goal_measure campaign_name known_until deals_with_goal deals_reporting goal_value actual_value",
        "variance_value attainment_rate expected_value pace_rate projected_value goal_status currency",
    )  # fmt: skip
    grain = "campaign_id goal_measure"
    nullable = "currency"


class CountryResults(Contract):
    """marts.country_results: one row per campaign, country and tier, and one over all campaigns ('all'): what came from
    where, and what it was meant to reach.
    """

    columns = (
        "campaign_id campaign_name country tier scheme is_target_country has_clicks has_orders reach_estimated clicks",
        "orders orders_new_customers net_revenue orders_by_link_click net_revenue_by_link_click orders_by_promo_code",
        "net_revenue_by_promo_code cost_allocated tier_cost cost_share currency",
    )  # fmt: skip
    grain = "campaign_id country tier"


class WeeklyMediaMix(Contract):
    """marts.weekly_media_mix: one row per week, country and tier: what was spent and shown, and what came back; a
    regular series for media-mix models.
    """

    columns = (
        "week_starts_on country tier is_dated scheme media_spend posts_estimated impressions_estimated views_estimated",
        "views_compared_estimated clicks orders net_revenue currency",
    )  # fmt: skip
    grain = "week_starts_on country tier is_dated"
    not_null = "media_spend posts_estimated"
