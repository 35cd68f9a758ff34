"""Contracts of steps to marts by calendar month."""

from schemas.contract import Contract


class IntMonthPosts(Contract):
    """intermediate.int_month_posts: one row per post: the month in which it was published, in UTC, and what its month
    adds up.
    """

    grain = "platform post_key"
    not_null = "tier month_starts_on is_dated is_boosted"
    nullable = "headline_denominator"


class IntMonthTierCreators(Contract):
    """intermediate.int_month_tier_creators: one row per tier, platform, month and creator: what the creator's posts of
    the month in that tier add up to.
    """

    grain = "tier platform month_starts_on is_dated influencer_id"
    nullable = "headline_denominator"


class IntMonthResults(Contract):
    """intermediate.int_month_results: one row per creator, campaign, deal and month: what the month cost and brought,
    each on its own date.
    """

    grain = "influencer_id campaign_id deal_id month_starts_on is_dated"
    not_null = "tier"
    rules = {"platform": {"isin": None}}
