"""Contracts of marts by calendar month."""

from schemas.columns.months import MONTH_POSTS, MONTH_RESULTS
from schemas.identities import Months


class CreatorMonths(Months):
    """marts.creator_months: one row per creator, platform and month with a post, cost or result: engagement, cost and
    results of the month.
    """

    columns = (
        "influencer_id platform month_starts_on is_dated name niche country", MONTH_POSTS, MONTH_RESULTS,
    )  # fmt: skip
    grain = "influencer_id platform month_starts_on is_dated"
    not_null = (
        "posts views_reported_posts impressions_reported_posts reach_reported_posts",
        "engagements_reported_posts public_engagements_reported_posts",
    )  # fmt: skip
    nullable = "headline_denominator"
    rules = {"platform": {"isin": None}}


class TierMonths(Months):
    """marts.tier_months: one row per tier, platform and month with a post, cost or result: engagement, cost and results
    of the month.
    """

    columns = (
        "tier platform month_starts_on is_dated scheme creators creators_with_rate", MONTH_POSTS, MONTH_RESULTS,
    )  # fmt: skip
    grain = "tier platform month_starts_on is_dated"
    not_null = (
        "posts views_reported_posts impressions_reported_posts reach_reported_posts",
        "engagements_reported_posts public_engagements_reported_posts",
    )  # fmt: skip
    nullable = "headline_denominator"
    rules = {"platform": {"isin": None}}
