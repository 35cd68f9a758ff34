"""The metric registry: every number that is worked out, declared once, by family.

Belongs here: what a number means and which columns it follows from.
Does not belong here: how a model works it out (``sql/``), facts that are only counted or summed
as the sources state them (``schemas/columns``).
"""

from schemas.metrics.ages import POINT_IN_TIME
from schemas.metrics.audience import AUDIENCE
from schemas.metrics.cost import COST
from schemas.metrics.countries import COUNTRIES
from schemas.metrics.engagement import ENGAGEMENT
from schemas.metrics.goals import GOALS
from schemas.metrics.lift import LIFT
from schemas.metrics.metric import Metric
from schemas.metrics.metric import table as _table
from schemas.metrics.plan import PLAN
from schemas.metrics.returns import RETURN
from schemas.metrics.uncertainty import UNCERTAINTY

FAMILIES = [
    ENGAGEMENT,
    UNCERTAINTY,
    POINT_IN_TIME,
    LIFT,
    AUDIENCE,
    COST,
    RETURN,
    GOALS,
    COUNTRIES,
    PLAN,
]

METRICS: dict[str, Metric] = _table(*(metric for family in FAMILIES for metric in family))
