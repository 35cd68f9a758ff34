"""Goals of deals and campaigns: results beside them, time, status; ratios are in ``schemas/metrics/goals.py``."""

from schemas.columns.column import Column, count, money

_REACHED = {
    "posts": "Posts delivered; 0 where the creator's posts are known and none is of the deal.",
    "reach": "Reach of the delivered posts, summed: who saw two counts twice.",
    "impressions": "Impressions reached.",
    "views": "Views reached.",
    "engagements": "Engagements reached.",
    "clicks": "Clicks reached.",
    "orders": "Orders reached.",
    "new_customers": "Orders of new customers reached.",
}

GOALS = {
    "goal_posts": count("Posts agreed, as a goal."),
    **{f"actual_{name}": count(words) for name, words in _REACHED.items()},
    "actual_revenue": money("Net revenue reached."),
    **{
        f"status_{name}": Column(f"Where the goal of {name} stands: see goal_status.")
        for name in (*_REACHED, "revenue")
    },
    **{
        f"goal_{name}_deals": count(f"Deals of the campaign that set goal_{name}.")
        for name in (*_REACHED, "revenue")
    },
    **{
        f"actual_{name}_deals": count(f"Of the deals that set goal_{name}, those whose result is reported.")
        for name in (*_REACHED, "revenue")
    },
    "goals": count("Goals that are set, those of each deal by itself."),
    "goals_reached": count("Goals whose status is reached."),
    "goals_behind": count("Goals whose status is behind or, once the time is over, missed."),
    "goals_unknown": count("Goals whose status is unknown."),
    "goal_measure": Column(
        "What the goal is about: posts, reach, impressions, views, engagements, clicks, orders, new_customers or revenue."
    ),
    "goal_value": Column("The goal agreed beforehand; revenue in the reporting currency.", "of the measure"),
    "actual_value": Column("What was reached; null when nothing is reported.", "of the measure"),
    "goal_status": Column(
        "reached; missed (time over); ahead, on track or behind by pace and goal_tolerance; unknown (no result or dates)."
    ),
    "known_until": Column("Newest capture of what reports the result; it stands for now.", "UTC"),
    "planned_days": Column("Days from the deal's first to its last, both included.", "days"),
    "elapsed_days": Column("Days of the deal that were over at known_until.", "days"),
    "deals_reporting": count("Deals of the campaign with this goal whose result is reported."),
    "goal_tolerance": Column("How far from what is expected by now still counts as on track.", "0 to 1"),
    "campaign_name": Column("Name of the campaign."),
}  # fmt: skip
