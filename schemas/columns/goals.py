"""Goals of deals and campaigns: results beside them, time, status; ratios are in ``schemas/metrics/goal_metrics.py``."""

from schemas.values import GOAL_MEASURES, GOAL_STATUSES
from schemas.vocabulary import count, moment, money, number, text, truth

# how many goals are set, and how they stand
GOAL_COUNTS = {
    "goals": count("Goals that are set, those of each deal by itself.", not_null=True),
    "goals_reached": count("Goals whose status is reached.", not_null=True),
    "goals_behind": count("Goals whose status is behind or, once the time is over, missed.", not_null=True),
    "goals_unknown": count("Goals whose status is unknown.", not_null=True),
}  # fmt: skip

# each goal, what was reached of it, and where it stands; the rest is rows of marts.deal_goals and campaign_goals
GOAL_VALUES = (
    {
        "goal_posts": count("Posts agreed, as a goal."),
        "actual_posts": count("Posts delivered; 0 where the creator's posts are known and none is of the deal."),
        "status_posts": text("Where the goal of posts stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_reach",
    {
        "actual_reach": count("Reach of the delivered posts, summed: who saw two counts twice."),
        "status_reach": text("Where the goal of reach stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_impressions",
    {
        "actual_impressions": count("Impressions reached."),
        "status_impressions": text("Where the goal of impressions stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_views",
    {
        "actual_views": count("Views reached."),
        "status_views": text("Where the goal of views stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_engagements",
    {
        "actual_engagements": count("Engagements reached."),
        "status_engagements": text("Where the goal of engagements stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_clicks",
    {
        "actual_clicks": count("Clicks reached."),
        "status_clicks": text("Where the goal of clicks stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_orders",
    {
        "actual_orders": count("Orders reached."),
        "status_orders": text("Where the goal of orders stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_new_customers",
    {
        "actual_new_customers": count("Orders of new customers reached."),
        "status_new_customers": text("Where the goal of new_customers stands: see goal_status.", isin=GOAL_STATUSES),
    },
    "goal_revenue",
    {
        "actual_revenue": money("Net revenue reached."),
        "status_revenue": text("Where the goal of revenue stands: see goal_status.", isin=GOAL_STATUSES),
    },
)  # fmt: skip

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
    "posts_until": moment("Newest capture of the creator's posts; any creator's, where this one's are not known."),
    "clicks_until": moment("Newest capture of the folders that tell of the campaign's clicks, else of any."),
    "orders_until": moment("Newest capture of the folders that tell of the campaign's orders, else of any."),
    "is_post_known": truth(
        "Whether posts of the creator were captured after the deal began, so that no post is 0 posts.", not_null=True,
    ),
    "planned_days": count("Days from the deal's first to its last, both included.", "days", ge=1),
    "elapsed_days": number("Days of the deal that were over at known_until.", "days", ge=0),
    "deals_reporting": count("Deals of the campaign with this goal whose result is reported.", not_null=True),
    "deals_with_goal": count("Deals of the campaign that set this goal.", ge=1, not_null=True),
    "campaign_name": text("Name of the campaign."),
}  # fmt: skip
