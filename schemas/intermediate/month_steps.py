"""Contracts of steps to marts by calendar month."""

from schemas.contract import Contract


class IntMonthPosts(Contract):
    """intermediate.int_month_posts: one row per post: the month in which it was published, in UTC, and what its month
    adds up.
    """

    grain = "platform post_key"
    not_null = "tier month_starts_on is_dated is_boosted"
    nullable = "headline_denominator"


class IntMonthCreators(Contract):
    """intermediate.int_month_creators: one row per creator, tier ('all' over tiers), platform and month: what the
    creator's posts of the month add up to.
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


class IntMonths(Contract):
    """intermediate.int_months: one row per creator (tier 'all') or tier (influencer_id 'all'), platform and month:
    engagement, cost and results of it.
    """

    grain = "influencer_id tier platform month_starts_on is_dated"
    nullable = "headline_denominator"
    rules = {"platform": {"isin": None}}
