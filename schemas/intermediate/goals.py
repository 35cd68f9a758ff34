"""Contracts of steps about goals."""

import pandera.polars as pa

from schemas.goals import MEASURES, STATUSES, GoalDeals, GoalValues
from schemas.types import Count, Moment, Rate, column


class IntDealGoals(pa.DataFrameModel):
    """intermediate.int_deal_goals: one row per deal and goal that it sets: what is reached, how far the deal is in its
    time, and where that leads.
    """

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    goal_measure: str = column("goal_measure", nullable=False, isin=MEASURES)
    known_until: Moment = column("known_until")
    planned_days: Count = column("planned_days", ge=1)
    elapsed_days: Rate = column("elapsed_days", ge=0)
    goal_value: Rate = column("goal_value", nullable=False, ge=0)
    actual_value: Rate = column("actual_value", ge=0)
    expected_value: Rate = column("expected_value", ge=0)
    projected_value: Rate = column("projected_value", ge=0)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "goal_measure"]


class IntGoals(pa.DataFrameModel):
    """intermediate.int_goals: one row per goal of a deal, and per goal of a campaign: goal, result, pace and status, by
    the same formulas.
    """

    grouping_level: str = column("grouping_level", nullable=False, isin=["deal", "campaign"])
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    goal_measure: str = column("goal_measure", nullable=False, isin=MEASURES)
    known_until: Moment = column("known_until")
    planned_days: Count = column("planned_days", ge=1)
    elapsed_days: Rate = column("elapsed_days", ge=0)
    elapsed_share: Rate = column("elapsed_share", ge=0, le=1)
    goal_value: Rate = column("goal_value", nullable=False, ge=0)
    actual_value: Rate = column("actual_value", ge=0)
    variance_value: Rate = column("variance_value")
    attainment_rate: Rate = column("attainment_rate", ge=0)
    expected_value: Rate = column("expected_value", ge=0)
    pace_rate: Rate = column("pace_rate", ge=0)
    projected_value: Rate = column("projected_value", ge=0)
    goal_status: str = column("goal_status", nullable=False, isin=STATUSES)
    deals: Count = column("deals", nullable=False, ge=1)
    deals_reporting: Count = column("deals_reporting", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "campaign_id", "deal_id", "goal_measure"]


class IntGoalColumnsKeys(pa.DataFrameModel):
    """What intermediate.int_goal_columns begins with."""

    grouping_level: str = column("grouping_level", nullable=False, isin=["deal", "campaign"])
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)


class IntGoalColumns(GoalDeals, GoalValues, IntGoalColumnsKeys):
    """intermediate.int_goal_columns: one row per deal, and one per campaign: what int_goals holds, each goal in columns
    of its own.
    """

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "campaign_id", "deal_id"]
