"""Contracts of steps about goals, countries and weeks of campaigns."""

from schemas.contract import Contract


class IntDealGoals(Contract):
    """intermediate.int_deal_goals: one row per deal and goal that it sets: what is reached, how far the deal is in its
    time, and where that leads.
    """

    grain = "deal_id goal_measure"


class IntGoals(Contract):
    """intermediate.int_goals: one row per goal of a deal, and per goal of a campaign: goal, result, pace and status, by
    the same formulas.
    """

    grain = "grouping_level campaign_id deal_id goal_measure"
    not_null = "deals"
    rules = {"grouping_level": {"isin": ["deal", "campaign"]}, "deals": {"ge": 1}}


class IntGoalColumns(Contract):
    """intermediate.int_goal_columns: one row per deal, and one per campaign: what int_goals holds, each goal in columns
    of its own.
    """

    grain = "grouping_level campaign_id deal_id"
    rules = {"grouping_level": {"isin": ["deal", "campaign"]}}


class IntAudienceCountries(Contract):
    """intermediate.int_audience_countries: one row per creator, platform and country: the part of the audience there,
    as its newest export states it.
    """

    grain = "influencer_id platform country"


class IntDealCountries(Contract):
    """intermediate.int_deal_countries: one row per creator, campaign, deal and country: cost and reach divided by the
    audience, clicks and orders where they came from.
    """

    grain = "influencer_id campaign_id deal_id country"
    not_null = "tier"


class IntMediaWeeks(Contract):
    """intermediate.int_media_weeks: one row per cost (or deal's posts) and week: what was spent and shown, at the dates
    of delivery.
    """

    grain = "media_key week_starts_on is_dated"
    not_null = "tier"
    rules = {"platform": {"isin": None}}


class IntMediaMix(Contract):
    """intermediate.int_media_mix: one row per week, country and tier with any spend, post, click or order: media
    divided by audience, outcomes where they came from.
    """

    grain = "week_starts_on country tier is_dated"
