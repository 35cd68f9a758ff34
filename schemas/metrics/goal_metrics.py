"""Metrics of goals: what was reached, against what was agreed beforehand."""

from schemas.metrics.metric import Metric, table
from schemas.types import Count, Money

_ALL = "everything of the deal, up to the newest capture"
_NOW = "up to the newest capture of what reports the result"
_WHY = "0030-goals-and-pace"
_NO_RESULT = "there is no goal, or nothing is reported"
_NO_GOAL = "there is no goal, it is 0, or nothing is reported"
_NO_DATES = "there is no goal, or a deal with it has no dates"
_NO_PACE = "nothing is reported, or nothing is expected yet"
_NO_PROJECTION = "nothing is reported, a deal has no dates, or its first day is not over"

POSTS_PACE = table(
    Metric(
        "variance_posts", "Posts above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_posts - goal_posts", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_posts", "Posts for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_posts", denominator="goal_posts", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_posts", "Posts expected by now: the goal times the elapsed part of the time", "count", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_posts", "Posts for each one expected by now", "1 is on track", "goal", "ratio", numerator="actual_posts",
        denominator="expected_posts", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_posts",
        "Where posts stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still "
        "to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

REACH_PACE = table(
    Metric(
        "variance_reach", "Reach above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_reach - goal_reach", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_reach", "Reach for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_reach", denominator="goal_reach", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_reach", "Reach expected by now: the goal times the elapsed part of the time", "count", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_reach", "Reach for each one expected by now", "1 is on track", "goal", "ratio", numerator="actual_reach",
        denominator="expected_reach", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_reach",
        "Where reach stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still "
        "to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

IMPRESSIONS_PACE = table(
    Metric(
        "variance_impressions", "Impressions above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_impressions - goal_impressions", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_impressions", "Impressions for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_impressions", denominator="goal_impressions", window=_ALL, null_when=_NO_GOAL, decision=_WHY,
        ge=0,
    ),
    Metric(
        "expected_impressions", "Impressions expected by now: the goal times the elapsed part of the time", "count",
        "goal", "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_impressions", "Impressions for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_impressions", denominator="expected_impressions", window=_NOW, null_when=_NO_PACE,
        decision=_WHY, ge=0,
    ),
    Metric(
        "projected_impressions",
        "Where impressions stand when the time is over: clicks, orders, revenue and posts go on as until now, posts "
        "still to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

VIEWS_PACE = table(
    Metric(
        "variance_views", "Views above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_views - goal_views", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_views", "Views for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_views", denominator="goal_views", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_views", "Views expected by now: the goal times the elapsed part of the time", "count", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_views", "Views for each one expected by now", "1 is on track", "goal", "ratio", numerator="actual_views",
        denominator="expected_views", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_views",
        "Where views stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still "
        "to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

ENGAGEMENTS_PACE = table(
    Metric(
        "variance_engagements", "Engagements above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_engagements - goal_engagements", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_engagements", "Engagements for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_engagements", denominator="goal_engagements", window=_ALL, null_when=_NO_GOAL, decision=_WHY,
        ge=0,
    ),
    Metric(
        "expected_engagements", "Engagements expected by now: the goal times the elapsed part of the time", "count",
        "goal", "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_engagements", "Engagements for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_engagements", denominator="expected_engagements", window=_NOW, null_when=_NO_PACE,
        decision=_WHY, ge=0,
    ),
    Metric(
        "projected_engagements",
        "Where engagements stand when the time is over: clicks, orders, revenue and posts go on as until now, posts "
        "still to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

CLICKS_PACE = table(
    Metric(
        "variance_clicks", "Clicks above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_clicks - goal_clicks", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_clicks", "Clicks for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_clicks", denominator="goal_clicks", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_clicks", "Clicks expected by now: the goal times the elapsed part of the time", "count", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_clicks", "Clicks for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_clicks", denominator="expected_clicks", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_clicks",
        "Where clicks stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still "
        "to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

ORDERS_PACE = table(
    Metric(
        "variance_orders", "Orders above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_orders - goal_orders", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_orders", "Orders for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_orders", denominator="goal_orders", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_orders", "Orders expected by now: the goal times the elapsed part of the time", "count", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_orders", "Orders for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_orders", denominator="expected_orders", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_orders",
        "Where orders stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still "
        "to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

NEW_CUSTOMERS_PACE = table(
    Metric(
        "variance_new_customers", "New customers above the goal; below 0 when behind", "count", "goal", "difference",
        numerator="actual_new_customers - goal_new_customers", window=_ALL, null_when=_NO_RESULT, dtype=Count,
    ),
    Metric(
        "attainment_new_customers", "New customers for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_new_customers", denominator="goal_new_customers", window=_ALL, null_when=_NO_GOAL,
        decision=_WHY, ge=0,
    ),
    Metric(
        "expected_new_customers", "New customers expected by now: the goal times the elapsed part of the time", "count",
        "goal", "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_new_customers", "New customers for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_new_customers", denominator="expected_new_customers", window=_NOW, null_when=_NO_PACE,
        decision=_WHY, ge=0,
    ),
    Metric(
        "projected_new_customers",
        "Where new customers stand when the time is over: clicks, orders, revenue and posts go on as until now, posts"
        " still to come bring as much as those that report", "count", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

REVENUE_PACE = table(
    Metric(
        "variance_revenue", "Revenue above the goal; below 0 when behind", "money", "goal", "difference",
        numerator="actual_revenue - goal_revenue", window=_ALL, null_when=_NO_RESULT, dtype=Money,
    ),
    Metric(
        "attainment_revenue", "Revenue for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_revenue", denominator="goal_revenue", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_revenue", "Revenue expected by now: the goal times the elapsed part of the time", "money", "goal",
        "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_revenue", "Revenue for each one expected by now", "1 is on track", "goal", "ratio",
        numerator="actual_revenue", denominator="expected_revenue", window=_NOW, null_when=_NO_PACE, decision=_WHY,
        ge=0,
    ),
    Metric(
        "projected_revenue",
        "Where revenue stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still"
        " to come bring as much as those that report", "money", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
)  # fmt: skip

GOAL = table(
    Metric(
        "variance_value", "Results above the goal; below 0 when behind", "of the measure", "goal", "difference",
        numerator="actual_value - goal_value", window=_ALL, null_when=_NO_RESULT,
    ),
    Metric(
        "attainment_rate", "Results for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_value", denominator="goal_value", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_value", "Results expected by now: the goal times the elapsed part of the time", "of the measure",
        "goal", "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_rate", "Results for each one expected by now", "1 is on track", "goal", "ratio", numerator="actual_value",
        denominator="expected_value", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_value",
        "Where results stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still"
        " to come bring as much as those that report", "of the measure", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
    Metric(
        "elapsed_share", "Part of the deal's time that is over", "0 to 1", "goal", "ratio", numerator="elapsed_days",
        denominator="planned_days", window=_NOW, null_when="the deal has no dates, or nothing was captured",
        decision=_WHY, ge=0, le=1,
    ),
)  # fmt: skip
