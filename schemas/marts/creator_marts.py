"""Contracts of marts about creators, their posts and their audiences."""

import polars as pl

from schemas.columns.breaks import POST_DEFINITIONS
from schemas.columns.lineage import SOURCE
from schemas.contract import Contract
from schemas.metrics.age_metrics import AT_7D, AT_24H, AT_30D
from schemas.metrics.engagement_metrics import POST_RATES
from schemas.rules import row_rule


class Influencers(Contract):
    """marts.influencers: one row per influencer: who it is, over all accounts that are known as this person's."""

    columns = (
        "influencer_id name gender niche country language is_in_sheet accounts platforms handles main_platform",
        "main_account_key main_handle followers followers_observed_at followers_source followers_total tier",
        "is_near_boundary is_verified posts first_posted_at last_posted_at review_signals review_signals_strong",
        "review_signal_names",
    )  # fmt: skip
    grain = "influencer_id"
    not_null = "posts"
    rules = {"accounts": {"ge": 0}}


class FollowerHistory(Contract):
    """marts.follower_history: one row per account and day with a known count: followers at the end of the day, the
    change, evidence of a jump.
    """

    columns = (
        "account_key influencer_id platform account_id handle day observed_at followers followers_rounding",
        "previous_day previous_followers days_since_previous followers_change followers_change_rate",
        "growth_per_day_usual growth_beyond_usual jump_score is_follower_jump jump_posts_before jump_posts_after",
        "engagements_typical_before engagements_typical_after is_jump_unmatched", SOURCE,
    )  # fmt: skip
    grain = "account_key day"
    not_null = "account_id"
    rules = {"days_since_previous": {"ge": 0}}


class PostPerformance(Contract):
    """marts.post_performance: one row per post: its counts at the latest observation, its followers at posting, its
    rates and tier.
    """

    columns = (
        "platform account_key account_id handle influencer_id post_key post_id permalink posted_at posted_at_source",
        "posted_at_precision caption hashtags",
        "captured_at format duration_seconds is_sponsored collaborators niche views engaged_views impressions",
        "thumbnail_impressions reach organic_reach paid_reach likes reactions comments shares reposts saves clicks",
        "link_clicks follows profile_visits watch_seconds engagements_reported engagements engagements_known public_engagements",
        POST_DEFINITIONS, "followers_at_post followers_at_post_gap_hours followers_at_post_source tier is_near_boundary",
        POST_RATES,
        "is_boosted promoted_impressions promoted_engagements impressions_organic engagements_organic",
        "engagement_rate_by_impressions_organic engagement_rate_by_reach_organic age_hours_at_24h", AT_24H,
        "age_hours_at_7d", AT_7D, "age_hours_at_30d", AT_30D,
        "engagement_rate_by_views_at_7d engagement_rate_by_followers_at_7d",
        "public_engagement_rate_by_views_at_7d public_engagement_rate_by_followers_at_7d has_count_correction",
        "counts_corrected count_corrected_at has_engagements_above_impressions observations load_id source_record",
    )  # fmt: skip
    grain = "platform post_key"
    not_null = "account_id post_id observations"
    rules = {"observations": {"ge": 0}}

    @row_rule
    def engagements_are_those_known(cls) -> pl.Expr:
        """Where every part is reported, the sum of the known parts is the sum."""
        return (pl.col("engagements") == pl.col("engagements_known")).fill_null(pl.col("engagements").is_null())


class GrowthBeforeDeals(Contract):
    """marts.growth_before_deals: one row per deal, creator and window (30 and 90 days before its first post): how the
    account grew, against its own past.
    """

    columns = (
        "deal_id influencer_id growth_window_days name campaign_id platform account_key handle growth_until_at",
        "growth_until_source followers followers_rounding followers_gap_days previous_followers",
        "previous_followers_gap_days growth_days followers_change followers_change_rate history_days history_weeks",
        "growth_per_day_before growth_beyond_before growth_beyond_before_low growth_beyond_before_high",
        "growth_beyond_peers peer_deals follower_jumps unmatched_jumps growth_finding growth_unseen",
    )  # fmt: skip
    grain = "deal_id influencer_id growth_window_days"
    nullable = "platform account_key"

    @row_rule
    def either_seen_or_said_why(cls) -> pl.Expr:
        """Growth that cannot be assessed has a reason, and only that."""
        return pl.col("growth_beyond_before").is_null() == pl.col("growth_unseen").is_not_null()


class AudienceReview(Contract):
    """marts.audience_review: one row per account and signal that asks for a person's look at its audience: the
    evidence, and no verdict.
    """

    columns = (
        "account_key influencer_id platform account_id handle signal strength wording signal_words evidence_sentence",
        "review_value review_expected review_score review_threshold evidence_from evidence_until evidence_posts",
        "review_peers peer_group",
    )  # fmt: skip
    grain = "account_key signal"
    not_null = "account_id"
    rules = {"review_value": {"gt": None}, "review_expected": {"gt": None}, "review_peers": {"ge": 1}}
    means = {"signal": "audience_signal"}
