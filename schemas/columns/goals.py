"""Goals of deals and campaigns: results beside them, time, status; ratios are in ``schemas/metrics/goal_metrics.py``."""

from schemas.metrics.goal_metrics import (
    CLICKS_PACE,
    ENGAGEMENTS_PACE,
    IMPRESSIONS_PACE,
    NEW_CUSTOMERS_PACE,
    ORDERS_PACE,
    POSTS_PACE,
    REACH_PACE,
    REVENUE_PACE,
    VIEWS_PACE,
)
from schemas.values import GOAL_MEASURES, GOAL_STATUSES
from schemas.vocabulary import count, moment, money, number, text

# how many goals are set, and how they stand
GOAL_COUNTS = {
    "goals": count("Goals that are set, those of each deal by itself.", not_null=True),
    "goals_reached": count("Goals whose status is reached.", not_null=True),
    "goals_behind": count("Goals whose status is behind or, once the time is over, missed.", not_null=True),
    "goals_unknown": count("Goals whose status is unknown.", not_null=True),
}  # fmt: skip

# each goal, what was reached of it, and where it leads
GOAL_VALUES = (
    {
        "goal_posts": count("Posts agreed, as a goal."),
        "actual_posts": count("Posts delivered; 0 where the creator's posts are known and none is of the deal."),
    },
    POSTS_PACE,
    {"status_posts": text("Where the goal of posts stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_reach",
    {"actual_reach": count("Reach of the delivered posts, summed: who saw two counts twice.")},
    REACH_PACE,
    {"status_reach": text("Where the goal of reach stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_impressions",
    {"actual_impressions": count("Impressions reached.")},
    IMPRESSIONS_PACE,
    {"status_impressions": text("Where the goal of impressions stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_views",
    {"actual_views": count("Views reached.")},
    VIEWS_PACE,
    {"status_views": text("Where the goal of views stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_engagements",
    {"actual_engagements": count("Engagements reached.")},
    ENGAGEMENTS_PACE,
    {"status_engagements": text("Where the goal of engagements stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_clicks",
    {"actual_clicks": count("Clicks reached.")},
    CLICKS_PACE,
    {"status_clicks": text("Where the goal of clicks stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_orders",
    {"actual_orders": count("Orders reached.")},
    ORDERS_PACE,
    {"status_orders": text("Where the goal of orders stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_new_customers",
    {"actual_new_customers": count("Orders of new customers reached.")},
    NEW_CUSTOMERS_PACE,
    {"status_new_customers": text("Where the goal of new_customers stands: see goal_status.", isin=GOAL_STATUSES)},
    "goal_revenue",
    {"actual_revenue": money("Net revenue reached.")},
    REVENUE_PACE,
    {"status_revenue": text("Where the goal of revenue stands: see goal_status.", isin=GOAL_STATUSES)},
)  # fmt: skip

# deals with a goal, and those of them whose result is reported
GOAL_DEALS = {
    "goal_posts_deals": count("Deals of the campaign that set goal_posts."),
    "actual_posts_deals": count("Of the deals that set goal_posts, those whose result is reported."),
    "goal_reach_deals": count("Deals of the campaign that set goal_reach."),
    "actual_reach_deals": count("Of the deals that set goal_reach, those whose result is reported."),
    "goal_impressions_deals": count("Deals of the campaign that set goal_impressions."),
    "actual_impressions_deals": count("Of the deals that set goal_impressions, those whose result is reported."),
    "goal_views_deals": count("Deals of the campaign that set goal_views."),
    "actual_views_deals": count("Of the deals that set goal_views, those whose result is reported."),
    "goal_engagements_deals": count("Deals of the campaign that set goal_engagements."),
    "actual_engagements_deals": count("Of the deals that set goal_engagements, those whose result is reported."),
    "goal_clicks_deals": count("Deals of the campaign that set goal_clicks."),
    "actual_clicks_deals": count("Of the deals that set goal_clicks, those whose result is reported."),
    "goal_orders_deals": count("Deals of the campaign that set goal_orders."),
    "actual_orders_deals": count("Of the deals that set goal_orders, those whose result is reported."),
    "goal_new_customers_deals": count("Deals of the campaign that set goal_new_customers."),
    "actual_new_customers_deals": count("Of the deals that set goal_new_customers, those whose result is reported."),
    "goal_revenue_deals": count("Deals of the campaign that set goal_revenue."),
    "actual_revenue_deals": count("Of the deals that set goal_revenue, those whose result is reported."),
}  # fmt: skip

GOALS = {
    "goal_measure": text(
        "What the goal is about: posts, reach, impressions, views, engagements, clicks, orders, new_customers or "
        "revenue.",
        isin=GOAL_MEASURES,
    ),
    "goal_value": number(
        "The goal agreed beforehand; revenue in the reporting currency.", "of the measure", ge=0, not_null=True,
    ),
    "actual_value": number("What was reached; null when nothing is reported.", "of the measure", ge=0),
    "goal_status": text(
        "reached; missed (time over); ahead, on track or behind by pace and goal_tolerance; unknown (no result or "
        "dates).",
        isin=GOAL_STATUSES, not_null=True,
    ),
    "known_until": moment("Newest capture of what reports the result; it stands for now."),
    "planned_days": count("Days from the deal's first to its last, both included.", "days", ge=1),
    "elapsed_days": number("Days of the deal that were over at known_until.", "days", ge=0),
    "deals_reporting": count("Deals of the campaign with this goal whose result is reported.", not_null=True),
    "campaign_name": text("Name of the campaign."),
}  # fmt: skip
