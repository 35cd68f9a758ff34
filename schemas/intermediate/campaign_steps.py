"""Contracts of steps about goals, countries and weeks of campaigns."""

from schemas.contract import Contract


class IntDealGoals(Contract):
    """intermediate.int_deal_goals: one row per deal and goal that it sets: what is reached, how far the deal is in its
    time, and where that leads.
    """

    grain = "deal_id goal_measure"


class IntDealCaptures(Contract):
    """intermediate.int_deal_captures: one row per deal: until when its posts, its clicks and its orders are known."""

    grain = "deal_id"


class IntGoals(Contract):
    """intermediate.int_goals: one row per goal of a deal, and per goal of a campaign: goal, result, pace and status, by
    the same formulas.
    """

    grain = "grouping_level campaign_id deal_id goal_measure"
    rules = {"grouping_level": {"isin": ["deal", "campaign"]}}


class IntGoalColumns(Contract):
    """intermediate.int_goal_columns: one row per deal, and one per campaign: each goal of int_goals beside its result, in
    columns of its own.
    """

    grain = "grouping_level campaign_id deal_id"
    rules = {"grouping_level": {"isin": ["deal", "campaign"]}}


class IntAudienceCountries(Contract):
    """intermediate.int_audience_countries: one row per creator, platform and country: the part of the audience there,
    as its newest export states it.
    """

    grain = "influencer_id platform country"


class IntCampaignCountries(Contract):
    """intermediate.int_campaign_countries: one row per campaign and country that it aims at."""

    grain = "campaign_id country"


class IntDealMediaParts(Contract):
    """intermediate.int_deal_media_parts: one row per creator, campaign, deal and country: the part of its cost and reach,
    by the audience of the creator.
    """

    grain = "influencer_id campaign_id deal_id country"


class IntDealCountries(Contract):
    """intermediate.int_deal_countries: one row per creator, campaign, deal and country: cost and reach divided by the
    audience, clicks and orders where they came from.
    """

    grain = "influencer_id campaign_id deal_id country"
    not_null = "tier"


class IntPostWeeks(Contract):
    """intermediate.int_post_weeks: one row per deal, creator, platform and week: the posts that were delivered in it, and
    how often they were seen.
    """

    grain = "deal_id influencer_id platform week_starts_on is_dated"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}


class IntCostDates(Contract):
    """intermediate.int_cost_dates: one row per cost and day on which a part of it falls: how many parts, by the dates of
    delivery.
    """

    grain = "media_key falls_on is_dated"
    nullable = "influencer_id platform"
    not_null = "cost"


class IntCostDays(Contract):
    """intermediate.int_cost_days: one row per cost and day: the part of the cost that falls on the day."""

    grain = "media_key falls_on is_dated"
    nullable = "influencer_id platform"
    not_null = "media_spend"


class IntMediaWeeks(Contract):
    """intermediate.int_media_weeks: one row per cost (or deal's posts) and week: what was spent and shown, at the dates
    of delivery.
    """

    grain = "media_key week_starts_on is_dated"
    not_null = "tier"
    rules = {"platform": {"isin": None}}


class IntMediaParts(Contract):
    """intermediate.int_media_parts: one row per cost (or deal's posts), week and country: what of it falls to the
    country, by the audience of the creator.
    """

    grain = "media_key week_starts_on is_dated country"
    not_null = "tier"


class IntMediaMix(Contract):
    """intermediate.int_media_mix: one row per week, country and tier with any spend, post, click or order: media
    divided by audience, outcomes where they came from.
    """

    grain = "week_starts_on country tier is_dated"
