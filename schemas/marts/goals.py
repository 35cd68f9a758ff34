"""Contracts of marts about goals."""

import pandera.polars as pa

from schemas.goals import MEASURES, STATUSES
from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Moment, Rate, column


class DealGoals(pa.DataFrameModel):
    """marts.deal_goals: one row per deal and goal that it sets: goal, result, pace, where it leads, and whether the
    deal is behind.
    """

    deal_id: str = column("deal_id", nullable=False)
    goal_measure: str = column("goal_measure", nullable=False, isin=MEASURES)
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    tier: str = column("tier")
    campaign_id: str = column("campaign_id", nullable=False)
    campaign_name: str = column("campaign_name")
    platform: str = column("platform", isin=PLATFORMS)
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
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
    deals_reporting: Count = column("deals_reporting", nullable=False, ge=0)
    currency: str = column("currency")
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "goal_measure"]
