"""Metrics of return: what comes back."""

from schemas.metrics.metric import Metric

_ALL = "everything of the deals, up to the newest capture"

RETURN = [
    *(
        Metric(
            f"click_through_rate_by_{base}", f"Clicks on the delivered posts for each of their {base}", "0 to 1",
            "return", "ratio", numerator="post_clicks", denominator=base, window=_ALL,
            null_when=f"clicks or {base} are unknown, or {base} are 0",
        )
        for base in ("impressions", "reach", "views")
    ),
    Metric(
        "order_rate_by_clicks", "Orders for each tracked click", "0 to 1", "return", "ratio",
        numerator="orders", denominator="clicks", window=_ALL,
        null_when="orders or clicks are unknown, or clicks are 0",
    ),
    Metric(
        "return_on_ad_spend", "Net revenue for each unit of cost", "1 is the cost earned back", "return", "ratio",
        numerator="net_revenue", denominator="cost", window=_ALL, null_when="revenue or cost is unknown, or cost is 0",
    ),
    Metric(
        "revenue_roi", "Net revenue above the cost, for each unit of cost", "0 is the cost earned back", "return",
        "ratio", numerator="net_revenue - cost", denominator="cost", window=_ALL,
        null_when="revenue or cost is unknown, or cost is 0",
    ),
    Metric(
        "margin_roi", "Profit for each unit of cost; the only one to call profit", "0 is the cost earned back",
        "return", "ratio", numerator="margin_revenue - cost", denominator="cost", window=_ALL,
        null_when="no margin is stated, revenue or cost is unknown, or cost is 0",
    ),
    Metric(
        "margin_revenue", "Net revenue times the campaign's margin", "money", "return", "sum", window=_ALL,
        null_when="a part has no margin",
    ),
    Metric(
        "revenue_union_high", "Net revenue if no two methods reported the same order: the upper bound", "money",
        "return", "sum", window=_ALL, null_when="no order is reported",
    ),
]  # fmt: skip
