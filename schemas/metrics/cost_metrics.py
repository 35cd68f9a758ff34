"""Metrics of cost: what a result costs."""

from schemas.metrics.metric import Metric, table
from schemas.types import Money

_ALL = "everything of the deals, up to the newest capture"

# what a result costs, in the order of RETURNS
COST_PER_RESULT = table(
    Metric(
        "cost_per_engagement", "Cost of an engagement with a delivered post", "money", "cost", "ratio",
        numerator="cost", denominator="engagements", window=_ALL,
        null_when="the cost is unknown, or engagements are unknown or 0", ge=0,
    ),
    Metric(
        "cost_per_public_engagement", "Cost of a public engagement with a delivered post", "money", "cost", "ratio",
        numerator="cost", denominator="public_engagements", window=_ALL,
        null_when="the cost is unknown, or public engagements are unknown or 0",
        decision="0121-public-engagements", ge=0,
    ),
    Metric(
        "cost_per_thousand_views", "Cost of a thousand views of the delivered posts", "money", "cost", "ratio",
        numerator="cost", denominator="views", scale=1000, window=_ALL,
        null_when="the cost is unknown, or views are unknown or 0", ge=0,
    ),
    Metric(
        "cost_per_thousand_impressions", "Cost of a thousand impressions of the delivered posts", "money", "cost",
        "ratio", numerator="cost", denominator="impressions", scale=1000, window=_ALL,
        null_when="the cost is unknown, or impressions are unknown or 0", ge=0,
    ),
    Metric(
        "cost_per_thousand_reach", "Cost of a thousand accounts reached by the delivered posts", "money", "cost",
        "ratio", numerator="cost", denominator="reach", scale=1000, window=_ALL,
        null_when="the cost is unknown, or reach are unknown or 0", ge=0,
    ),
    Metric(
        "cost_per_click", "Cost of a tracked click", "money", "cost", "ratio", numerator="cost", denominator="clicks",
        window=_ALL, null_when="the cost is unknown, or clicks are unknown or 0", ge=0,
    ),
    Metric(
        "cost_per_order", "Cost of a kept order", "money", "cost", "ratio", numerator="cost", denominator="orders",
        window=_ALL, null_when="the cost is unknown, or orders are unknown or 0", version=2,
        decision="0093-order-states", ge=0,
    ),
    Metric(
        "cost_per_new_customer", "Cost of a new customer", "money", "cost", "ratio", numerator="cost",
        denominator="orders_new_customers", window=_ALL,
        null_when="the cost is unknown, or orders_new_customers are unknown or 0", version=2,
        decision="0093-order-states", ge=0,
    ),
    Metric(
        "zero_result_cost", "Cost of the deals whose results are reported and every one is 0", "money", "cost", "sum",
        window=_ALL, null_when="there is no such deal", version=2, decision="0028-cost-and-tier-of-a-deal", dtype=Money,
        ge=0,
    ),
)  # fmt: skip

_MONTH = "the month: cost falls on the days of the delivered posts, whose counts are those of today"
_MONTHS = "0135-months"

MONTH_COSTS = table(
    Metric(
        "cost_per_delivered_engagement", "Cost of the month for each engagement with its delivered posts", "money", "cost",
        "ratio", numerator="cost", denominator="delivered_engagements", window=_MONTH,
        null_when="no cost falls on the month, or the engagements are unknown or 0", decision=_MONTHS, ge=0,
    ),
    Metric(
        "cost_per_thousand_delivered_views", "Cost of the month for a thousand views of its delivered posts", "money",
        "cost", "ratio", numerator="cost", denominator="delivered_views", scale=1000, window=_MONTH,
        null_when="no cost falls on the month, or the views are unknown or 0", decision=_MONTHS, ge=0,
    ),
)  # fmt: skip

COST_RATES = table(
    Metric(
        "budget_used_rate", "Part of the budget that is spent, advertising without a creator included", "1 is 100 %",
        "cost", "ratio", numerator="coalesce(cost, 0) + coalesce(advertising_unassigned, 0)", denominator="budget",
        window=_ALL, null_when="no budget is stated", both_known=True, ge=0,
    ),
    Metric(
        "largest_creator_cost_share", "Part of the cost that the most expensive creator takes: concentration", "0 to 1",
        "cost", "ratio", numerator="largest_creator_cost", denominator="cost", window=_ALL,
        null_when="no cost is known", ge=0, le=1,
    ),
)  # fmt: skip
