"""Contracts of marts about engagement: of creators and tiers, against published figures, and of sponsored posts."""

import polars as pl

from schemas.columns.breaks import HEADLINE_SIDE_OF_CREATOR
from schemas.columns.engagement import REPORTED_ENGAGEMENTS, REPORTED_VIEWS
from schemas.contract import Contract
from schemas.rules import row_rule


class InfluencerEngagement(Contract):
    """marts.influencer_engagement: one row per influencer and platform: engagement over the newest posts."""

    columns = (
        "influencer_id platform name niche country followers scheme tier engagement_window_posts",
        "engagement_window_days window_ends_at first_posted_at last_posted_at posts posts_with_rate",
        "headline_numerator headline_denominator", HEADLINE_SIDE_OF_CREATOR,
        "headline_rate_median headline_rate_pooled headline_engagements headline_base",
        "headline_rate_trimmed_mean viral_skew headline_rate_pooled_estimate headline_rate_low headline_rate_high",
        "posts_effective evidence estimate_cell estimate_cell_creators own_weight zero_rate_posts peers",
        "peer_percentile posts_with_full_rate full_rate_median full_rate_pooled full_engagements full_base",
        "public_engagement_rate_by_followers_median public_engagement_rate_by_followers_posts",
        "public_engagement_rate_by_views_median public_engagement_rate_by_views_posts",
        "public_engagement_rate_by_reach_median public_engagement_rate_by_reach_posts",
        "public_engagement_rate_by_impressions_median public_engagement_rate_by_impressions_posts",
        "engagement_rate_by_followers_median engagement_rate_by_followers_posts",
        "engagement_rate_by_views_median engagement_rate_by_views_posts engagement_rate_by_reach_median",
        "engagement_rate_by_reach_posts engagement_rate_by_impressions_median engagement_rate_by_impressions_posts",
        REPORTED_VIEWS, "likes likes_reported_posts comments comments_reported_posts", REPORTED_ENGAGEMENTS,
        "engagements_known",
    )  # fmt: skip
    grain = "influencer_id platform"
    not_null = (
        "posts views_reported_posts engaged_views_reported_posts impressions_reported_posts reach_reported_posts",
        "engagements_reported_posts public_engagements_reported_posts",
    )  # fmt: skip
    nullable = "scheme zero_rate_posts"

    @row_rule
    def estimate_within_its_bounds(cls) -> pl.Expr:
        """Where there are bounds, the estimate lies between them."""
        low, high = pl.col("headline_rate_low"), pl.col("headline_rate_high")
        estimate = pl.col("headline_rate_pooled_estimate")
        return estimate.is_between(low, high).fill_null(low.is_null() & high.is_null())


class TierEngagement(Contract):
    """marts.tier_engagement: one row per tier scheme, platform, tier and niche, and one over all niches ('all'): how a
    tier engages.
    """

    columns = (
        "scheme platform tier niche creators creators_with_rate creators_without_rate creators_with_other_rate",
        "creators_other_definition posts posts_with_rate headline_numerator headline_denominator headline_definition",
        "headline_base_metric headline_rate_median headline_rate_pooled headline_rate_low headline_rate_high",
        "headline_engagements headline_base creators_with_full_rate posts_with_full_rate full_rate_median full_rate_pooled",
        "full_engagements full_base", REPORTED_VIEWS, REPORTED_ENGAGEMENTS,
        "benchmark_rate benchmark_numerator benchmark_denominator benchmark_aggregation benchmark_population benchmark_overlap",
        "benchmark_source benchmark_publisher benchmark_year benchmark_url own_rate_compared own_to_benchmark_ratio",
        "tier_rank",
    )  # fmt: skip
    grain = "scheme platform tier niche"
    not_null = (
        "posts views_reported_posts engaged_views_reported_posts impressions_reported_posts reach_reported_posts",
        "engagements_reported_posts public_engagements_reported_posts",
    )  # fmt: skip
    nullable = "benchmark_rate benchmark_population benchmark_overlap benchmark_url"

    @row_rule
    def benchmark_has_the_headline_parts(cls) -> pl.Expr:
        """Rates of different numerators or denominators are never put side by side."""
        same = pl.col("benchmark_denominator") == pl.col("headline_denominator")
        counted = pl.col("benchmark_numerator") == pl.col("headline_numerator")
        return same.fill_null(True) & counted.fill_null(True)


class BenchmarkComparison(Contract):
    """marts.benchmark_comparison: one row per tier of tier_engagement and published benchmark that shares sizes with it:
    own figures and published ones.
    """

    columns = (
        "scheme platform tier niche lower_bound upper_bound creators_with_rate posts_with_rate headline_numerator",
        "headline_denominator headline_definition headline_rate_median headline_rate_pooled headline_engagements headline_base",
        "benchmark_rate benchmark_numerator benchmark_denominator benchmark_aggregation benchmark_lower_bound benchmark_upper_bound benchmark_niche",
        "benchmark_components benchmark_population benchmark_source benchmark_publisher benchmark_year benchmark_url",
        "benchmark_definition benchmark_overlap comparison is_chosen own_rate_compared own_to_benchmark_ratio",
    )  # fmt: skip
    grain = (
        "scheme platform tier niche benchmark_source benchmark_publisher benchmark_year benchmark_denominator",
        "benchmark_aggregation benchmark_lower_bound benchmark_upper_bound benchmark_niche",
    )  # fmt: skip
    nullable = "benchmark_upper_bound benchmark_niche"

    @row_rule
    def only_equal_parts_are_compared(cls) -> pl.Expr:
        """A ratio of rates of different numerators or denominators would mean nothing."""
        same = pl.col("benchmark_denominator") == pl.col("headline_denominator")
        counted = pl.col("benchmark_numerator") == pl.col("headline_numerator")
        return pl.col("own_rate_compared").is_null() | (same & counted.fill_null(False))


class TierComparisons(Contract):
    """marts.tier_comparisons: one row per tier scheme, platform, niche (and 'all'), measure, tier and other tier:
    which of two tiers engages more.
    """

    columns = (
        "scheme platform niche measure tier other_tier creators other_creators rate_median other_rate_median",
        "rate_ratio rate_ratio_low rate_ratio_high probability_higher tier_rank other_tier_rank",
    )  # fmt: skip
    grain = "scheme platform niche measure tier other_tier"
    rules = {"creators": {"ge": 1}}


class TierEffect(Contract):
    """marts.tier_effect: one row per platform and measure: do smaller accounts engage more here, and does it fall past
    the claimed breakpoint?
    """

    columns = (
        "platform measure accounts posts claim smaller_engage_more slope slope_low slope_high change_per_tenfold",
        "falls_past_claimed claimed_breakpoint accounts_before accounts_past change_past_claimed",
        "change_past_claimed_low change_past_claimed_high drops_at_claimed step_at_claimed step_at_claimed_low",
        "step_at_claimed_high best_breakpoint breakpoints_tried change_past_best change_past_best_low",
        "change_past_best_high step_at_best step_at_best_low step_at_best_high is_break_at_best",
    )  # fmt: skip
    grain = "platform measure"
    not_null = "posts"
    nullable = "accounts_before accounts_past"
    rules = {
        "posts": {"ge": 1},
        "accounts_before": {"ge": 0},
        "accounts_past": {"ge": 0},
        "breakpoints_tried": {"ge": 0},
    }


class TierEffectTiers(Contract):
    """marts.tier_effect_tiers: one row per platform, measure and tier (settings: which scheme): the median creator of
    the tier, beside tier_effect.
    """

    columns = "platform measure tier scheme lower_bound creators rate_median rate_low rate_high tier_rank"
    grain = "platform measure tier"
    nullable = "lower_bound"
    rules = {"creators": {"ge": 1}}


class ContentPerformance(Contract):
    """marts.content_performance: one row per platform, dimension and value (format, weekday, hour, duration, hashtag,
    disclosure): each creator against itself.
    """

    columns = (
        "platform content_dimension content_value headline_denominator first_posted_at last_posted_at posts",
        "creators_with_value headline_engagements headline_base headline_rate_pooled creators posts_compared",
        "other_posts_compared content_effect_ratio content_effect_ratio_low content_effect_ratio_high values_compared",
        "content_evidence",
    )  # fmt: skip
    grain = "platform content_dimension content_value"
    not_null = "posts first_posted_at last_posted_at"
    rules = {"posts": {"ge": 1}}

    @row_rule
    def effect_within_its_bounds(cls) -> pl.Expr:
        """An interval is around the figure beside it."""
        effect, low = pl.col("content_effect_ratio"), pl.col("content_effect_ratio_low")
        inside = (low <= effect * (1 + 1e-9)) & (effect <= pl.col("content_effect_ratio_high") * (1 + 1e-9))
        return inside.fill_null(effect.is_null() & low.is_null())


class SponsoredLift(Contract):
    """marts.sponsored_lift: one row per creator, platform and format, or tier, platform and format ('all' over formats,
    tiers): sponsored against organic.
    """

    columns = (
        "lift_level influencer_id name scheme tier platform format headline_numerator headline_denominator headline_definition",
        "first_posted_at last_posted_at creators posts unknown_posts boosted_posts posts_other_definition sponsored_posts organic_posts organic_undeclared_posts",
        "sponsored_headline_rate_median organic_headline_rate_median sponsored_engagements sponsored_base",
        "sponsored_headline_rate_pooled organic_engagements organic_base organic_headline_rate_pooled",
        "lift_months lift_sponsored_posts lift_organic_posts",
        "sponsored_lift_ratio sponsored_lift_ratio_low sponsored_lift_ratio_high lift_degrees_of_freedom lift_evidence",
    )  # fmt: skip
    grain = "lift_level influencer_id scheme tier platform format"
    not_null = "first_posted_at last_posted_at posts"
    rules = {"creators": {"ge": 1}}
