"""The vocabulary: every column name with its words and its unit, once.

Contracts, DuckDB comments, the Dagster catalog and the data dictionary take a column's words
from here. Rules about values belong to the contracts, formulas to the SQL. A number that is worked
out is a metric: its words are in ``schemas/metrics``, with its numerator and denominator.
"""

from schemas.columns.accounts import ACCOUNT
from schemas.columns.attribution import ATTRIBUTION
from schemas.columns.audience import AUDIENCE
from schemas.columns.books import BOOKS
from schemas.columns.choices import SETTINGS
from schemas.columns.column import Column
from schemas.columns.commerce import COMMERCE
from schemas.columns.countries import COUNTRIES
from schemas.columns.creators import CREATORS
from schemas.columns.engagement import ENGAGEMENT
from schemas.columns.goals import GOALS
from schemas.columns.identity import IDENTITY
from schemas.columns.lift import LIFT
from schemas.columns.lineage import LINEAGE
from schemas.columns.offers import OFFERS
from schemas.columns.plan import PLAN
from schemas.columns.pointintime import POINT_IN_TIME
from schemas.columns.posts import POST
from schemas.columns.returns import RETURNS
from schemas.columns.tiers import TIERS
from schemas.columns.uncertainty import UNCERTAINTY
from schemas.metrics import METRICS

PARTS = [
    LINEAGE,
    IDENTITY,
    POST,
    ACCOUNT,
    COMMERCE,
    BOOKS,
    CREATORS,
    ENGAGEMENT,
    RETURNS,
    SETTINGS,
    POINT_IN_TIME,
    UNCERTAINTY,
    ATTRIBUTION,
    GOALS,
    LIFT,
    COUNTRIES,
    TIERS,
    AUDIENCE,
    PLAN,
    OFFERS,
]


def _vocabulary() -> dict[str, Column]:
    """Return every column.

    Raises:
        ValueError: A name is declared twice.
    """
    found: dict[str, Column] = {}
    metrics = {metric.name: Column(metric.comment, metric.unit) for metric in METRICS.values()}
    for part in [*PARTS, metrics]:
        if twice := sorted(found.keys() & part.keys()):
            raise ValueError(
                f"declared twice in schemas/columns or schemas/metrics: {', '.join(twice)}. Keep one each."
            )
        found |= part
    return found


COLUMNS = _vocabulary()
