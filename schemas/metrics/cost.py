"""Metrics of cost: what a result costs."""

from schemas.metrics.metric import Metric

_ALL = "everything of the deals, up to the newest capture"
_PER = {
    "cost_per_engagement": ("an engagement with a delivered post", "engagements", 1),
    "cost_per_thousand_views": ("a thousand views of the delivered posts", "views", 1000),
    "cost_per_thousand_impressions": ("a thousand impressions of the delivered posts", "impressions", 1000),
    "cost_per_thousand_reach": ("a thousand accounts reached by the delivered posts", "reach", 1000),
    "cost_per_click": ("a tracked click", "clicks", 1),
    "cost_per_order": ("a kept order", "orders", 1),
    "cost_per_new_customer": ("a new customer", "orders_new_customers", 1),
}

COST = [
    *(
        Metric(
            name, f"Cost of {words}", "money", "cost", "ratio", numerator="cost", denominator=base, scale=scale,
            window=_ALL, null_when=f"the cost is unknown, or {base} are unknown or 0",
            version=2 if base.startswith("orders") else 1, decision="0093-order-states" if base.startswith("orders") else "",
        )
        for name, (words, base, scale) in _PER.items()
    ),
    Metric(
        "zero_result_cost", "Cost of the deals whose results are reported and every one is 0", "money", "cost", "sum",
        window=_ALL, null_when="there is no such deal", version=2, decision="0028-cost-and-tier-of-a-deal",
    ),
    Metric(
        "budget_used_rate", "Part of the budget that is spent, advertising without a creator included", "1 is 100 %",
        "cost", "ratio", numerator="coalesce(cost, 0) + coalesce(advertising_unassigned, 0)", denominator="budget",
        window=_ALL, null_when="no budget is stated", both_known=True,
    ),
    Metric(
        "largest_creator_cost_share", "Part of the cost that the most expensive creator takes: concentration",
        "0 to 1", "cost", "ratio", numerator="largest_creator_cost", denominator="cost", window=_ALL,
        null_when="no cost is known",
    ),
]  # fmt: skip
