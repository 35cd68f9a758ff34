"""The metric registry: every number that is worked out, declared once, by family.

Belongs here: what a number means and which columns it follows from.
Does not belong here: how a model works it out (``sql/``), facts that are only counted or summed
as the sources state them (``schemas/columns``).
"""

from schemas.metrics.age_metrics import AT_7D, AT_24H, AT_30D, POINT_IN_TIME
from schemas.metrics.audience_metrics import AUDIENCE
from schemas.metrics.cost_metrics import COST_PER_RESULT, COST_RATES, MONTH_COSTS
from schemas.metrics.country_metrics import COUNTRIES
from schemas.metrics.engagement_metrics import ENGAGEMENT, POST_RATES
from schemas.metrics.fair_metrics import COMPARED, EVIDENCE_SHARES, FAIR_RATIOS, NAMING, SEEN, SHRUNK
from schemas.metrics.goal_metrics import GOAL
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
    COST_PER_RESULT, MONTH_COSTS, COST_RATES,
    RETURN_RATIOS, BEST_PROBABILITIES, RETURN,
    FAIR_RATIOS, COMPARED, SEEN, NAMING, SHRUNK, EVIDENCE_SHARES,
    GOAL,
    COUNTRIES,
    PLAN,
]  # fmt: skip

METRICS: dict[str, Metric] = merged(FAMILIES)
