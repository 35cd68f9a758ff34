"""Columns that every table about goals shares, in their order: each goal beside its result.

The tables themselves are in ``intermediate`` and ``marts``.
"""

import pandera.polars as pa

from schemas.types import Count, Money, Rate, column

MEASURES = [
    "posts", "reach", "impressions", "views", "engagements", "clicks", "orders", "new_customers", "revenue",
]  # fmt: skip
STATUSES = ["reached", "missed", "ahead", "on track", "behind", "unknown"]


class GoalValues(pa.DataFrameModel):
    """Each goal, what was reached of it, and where it leads."""

    goal_posts: Count = column("goal_posts", ge=0)
    actual_posts: Count = column("actual_posts", ge=0)
    variance_posts: Count = column("variance_posts")
    attainment_posts: Rate = column("attainment_posts", ge=0)
    expected_posts: Rate = column("expected_posts", ge=0)
    pace_posts: Rate = column("pace_posts", ge=0)
    projected_posts: Rate = column("projected_posts", ge=0)
    status_posts: str = column("status_posts", isin=STATUSES)
    goal_reach: Count = column("goal_reach", ge=0)
    actual_reach: Count = column("actual_reach", ge=0)
    variance_reach: Count = column("variance_reach")
    attainment_reach: Rate = column("attainment_reach", ge=0)
    expected_reach: Rate = column("expected_reach", ge=0)
    pace_reach: Rate = column("pace_reach", ge=0)
    projected_reach: Rate = column("projected_reach", ge=0)
    status_reach: str = column("status_reach", isin=STATUSES)
    goal_impressions: Count = column("goal_impressions", ge=0)
    actual_impressions: Count = column("actual_impressions", ge=0)
    variance_impressions: Count = column("variance_impressions")
    attainment_impressions: Rate = column("attainment_impressions", ge=0)
    expected_impressions: Rate = column("expected_impressions", ge=0)
    pace_impressions: Rate = column("pace_impressions", ge=0)
    projected_impressions: Rate = column("projected_impressions", ge=0)
    status_impressions: str = column("status_impressions", isin=STATUSES)
    goal_views: Count = column("goal_views", ge=0)
    actual_views: Count = column("actual_views", ge=0)
    variance_views: Count = column("variance_views")
    attainment_views: Rate = column("attainment_views", ge=0)
    expected_views: Rate = column("expected_views", ge=0)
    pace_views: Rate = column("pace_views", ge=0)
    projected_views: Rate = column("projected_views", ge=0)
    status_views: str = column("status_views", isin=STATUSES)
    goal_engagements: Count = column("goal_engagements", ge=0)
    actual_engagements: Count = column("actual_engagements", ge=0)
    variance_engagements: Count = column("variance_engagements")
    attainment_engagements: Rate = column("attainment_engagements", ge=0)
    expected_engagements: Rate = column("expected_engagements", ge=0)
    pace_engagements: Rate = column("pace_engagements", ge=0)
    projected_engagements: Rate = column("projected_engagements", ge=0)
    status_engagements: str = column("status_engagements", isin=STATUSES)
    goal_clicks: Count = column("goal_clicks", ge=0)
    actual_clicks: Count = column("actual_clicks", ge=0)
    variance_clicks: Count = column("variance_clicks")
    attainment_clicks: Rate = column("attainment_clicks", ge=0)
    expected_clicks: Rate = column("expected_clicks", ge=0)
    pace_clicks: Rate = column("pace_clicks", ge=0)
    projected_clicks: Rate = column("projected_clicks", ge=0)
    status_clicks: str = column("status_clicks", isin=STATUSES)
    goal_orders: Count = column("goal_orders", ge=0)
    actual_orders: Count = column("actual_orders", ge=0)
    variance_orders: Count = column("variance_orders")
    attainment_orders: Rate = column("attainment_orders", ge=0)
    expected_orders: Rate = column("expected_orders", ge=0)
    pace_orders: Rate = column("pace_orders", ge=0)
    projected_orders: Rate = column("projected_orders", ge=0)
    status_orders: str = column("status_orders", isin=STATUSES)
    goal_new_customers: Count = column("goal_new_customers", ge=0)
    actual_new_customers: Count = column("actual_new_customers", ge=0)
    variance_new_customers: Count = column("variance_new_customers")
    attainment_new_customers: Rate = column("attainment_new_customers", ge=0)
    expected_new_customers: Rate = column("expected_new_customers", ge=0)
    pace_new_customers: Rate = column("pace_new_customers", ge=0)
    projected_new_customers: Rate = column("projected_new_customers", ge=0)
    status_new_customers: str = column("status_new_customers", isin=STATUSES)
    goal_revenue: Money = column("goal_revenue", ge=0)
    actual_revenue: Money = column("actual_revenue", ge=0)
    variance_revenue: Money = column("variance_revenue")
    attainment_revenue: Rate = column("attainment_revenue", ge=0)
    expected_revenue: Rate = column("expected_revenue", ge=0)
    pace_revenue: Rate = column("pace_revenue", ge=0)
    projected_revenue: Rate = column("projected_revenue", ge=0)
    status_revenue: str = column("status_revenue", isin=STATUSES)


class GoalDeals(pa.DataFrameModel):
    """Deals with a goal, and those of them whose result is reported: the sums beside are over these."""

    goal_posts_deals: Count = column("goal_posts_deals", ge=0)
    actual_posts_deals: Count = column("actual_posts_deals", ge=0)
    goal_reach_deals: Count = column("goal_reach_deals", ge=0)
    actual_reach_deals: Count = column("actual_reach_deals", ge=0)
    goal_impressions_deals: Count = column("goal_impressions_deals", ge=0)
    actual_impressions_deals: Count = column("actual_impressions_deals", ge=0)
    goal_views_deals: Count = column("goal_views_deals", ge=0)
    actual_views_deals: Count = column("actual_views_deals", ge=0)
    goal_engagements_deals: Count = column("goal_engagements_deals", ge=0)
    actual_engagements_deals: Count = column("actual_engagements_deals", ge=0)
    goal_clicks_deals: Count = column("goal_clicks_deals", ge=0)
    actual_clicks_deals: Count = column("actual_clicks_deals", ge=0)
    goal_orders_deals: Count = column("goal_orders_deals", ge=0)
    actual_orders_deals: Count = column("actual_orders_deals", ge=0)
    goal_new_customers_deals: Count = column("goal_new_customers_deals", ge=0)
    actual_new_customers_deals: Count = column("actual_new_customers_deals", ge=0)
    goal_revenue_deals: Count = column("goal_revenue_deals", ge=0)
    actual_revenue_deals: Count = column("actual_revenue_deals", ge=0)


class GoalCounts(pa.DataFrameModel):
    """How many goals are set, and how they stand."""

    goals: Count = column("goals", nullable=False, ge=0)
    goals_reached: Count = column("goals_reached", nullable=False, ge=0)
    goals_behind: Count = column("goals_behind", nullable=False, ge=0)
    goals_unknown: Count = column("goals_unknown", nullable=False, ge=0)
