"""The vocabulary: every column name with its words, its unit, its type and its usual rule, once, on a line.

Contracts, DuckDB comments, the Dagster catalog and the data dictionary take them from here. Columns that tables share
in this order are a block, which contracts name as one. What a table asks beyond the usual rule belongs to its contract,
formulas to the SQL. A number that is worked out is a metric: its words are in ``schemas/metrics``, with its numerator
and denominator.
"""

from schemas.columns import (
    accounts,
    attribution,
    audience,
    books,
    breaks,
    choices,
    commerce,
    content,
    countries,
    creators,
    engagement,
    expected,
    fair,
    goals,
    growth,
    identity,
    lift,
    lineage,
    months,
    offers,
    plan,
    pointintime,
    posts,
    responses,
    returns,
    settings,
    tiers,
    uncertainty,
)
from schemas.metrics import METRICS
from schemas.vocabulary import Column, declared

MODULES = [
    accounts, attribution, audience, books, breaks, choices, commerce, content, countries, creators, engagement, expected, fair, goals,
    growth, identity, lift, lineage, months, offers, plan, pointintime, posts, responses, returns, settings, tiers, uncertainty,
]  # fmt: skip


def _vocabulary() -> dict[str, Column]:
    """Return every column.

    Raises:
        ValueError: A name is declared twice.
    """
    found: dict[str, Column] = {name: metric.column for name, metric in METRICS.items()}
    blocks = [block for module in MODULES for name, block in vars(module).items() if name.isupper()]
    for name, column in declared(blocks):
        if isinstance(column, Column) and found.setdefault(name, column) is not column:
            raise ValueError(f"{name} is declared twice in schemas/columns or schemas/metrics. Keep one.")
    return found


COLUMNS = _vocabulary()
