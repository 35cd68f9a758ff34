"""The metric registry: every number that is worked out, declared once, by family.

Belongs here: what a number means and which columns it follows from.
Does not belong here: how a model works it out (``sql/``), facts that are only counted or summed
as the sources state them (``schemas/columns``).
"""

from schemas.metrics.age_metrics import AT_7D, AT_24H, AT_30D, POINT_IN_TIME
from schemas.metrics.audience_metrics import AUDIENCE
from schemas.metrics.cost_metrics import COST_PER_RESULT, COST_RATES
from schemas.metrics.country_metrics import COUNTRIES
from schemas.metrics.engagement_metrics import ENGAGEMENT, POST_RATES
from schemas.metrics.goal_metrics import (
    CLICKS_PACE,
    ENGAGEMENTS_PACE,
    GOAL,
    IMPRESSIONS_PACE,
    NEW_CUSTOMERS_PACE,
    ORDERS_PACE,
    POSTS_PACE,
    REACH_PACE,
    REVENUE_PACE,
    VIEWS_PACE,
)
from schemas.metrics.lift_metrics import LIFT
from schemas.metrics.metric import Metric, merged
from schemas.metrics.plan_metrics import PLAN
from schemas.metrics.return_metrics import BEST_PROBABILITIES, RETURN, RETURN_RATIOS
from schemas.metrics.uncertainty_metrics import UNCERTAINTY

FAMILIES = [
    POST_RATES, ENGAGEMENT,
    UNCERTAINTY,
    AT_24H, AT_7D, AT_30D, POINT_IN_TIME,
    LIFT,
    AUDIENCE,
    COST_PER_RESULT, COST_RATES,
    RETURN_RATIOS, BEST_PROBABILITIES, RETURN,
    POSTS_PACE, REACH_PACE, IMPRESSIONS_PACE, VIEWS_PACE, ENGAGEMENTS_PACE, CLICKS_PACE, ORDERS_PACE,
    NEW_CUSTOMERS_PACE, REVENUE_PACE, GOAL,
    COUNTRIES,
    PLAN,
]  # fmt: skip

METRICS: dict[str, Metric] = merged(FAMILIES)
