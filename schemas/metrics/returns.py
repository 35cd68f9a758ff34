"""Metrics of return: what comes back."""

from schemas.metrics.metric import Metric

_ALL = "everything of the deals, up to the newest capture"
_INTERVALS = "0027-intervals-of-returns"
_SIDES = {"low": "Lower", "high": "Upper"}

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
        "order_rate_by_clicks", "Kept orders for each tracked click", "0 to 1", "return", "ratio",
        numerator="orders", denominator="clicks", window=_ALL,
        null_when="orders or clicks are unknown, or clicks are 0", version=2, decision="0093-order-states",
    ),
    *(
        Metric(
            f"order_rate_by_clicks_{side}", f"{word} end of the 95 % Wilson interval of order_rate_by_clicks", "0 to 1",
            "return", "interval", window=_ALL, null_when="the rate is null, or there are more orders than clicks",
            decision=_INTERVALS,
        )
        for side, word in _SIDES.items()
    ),
    *(
        Metric(
            f"{name}_{side}", f"{word} end of the 95 % interval of {name}, from the seeded bootstrap", unit, "return",
            "interval", window=_ALL, null_when=f"{name} is null, or it rests on fewer than five deals or orders",
            decision=_INTERVALS,
        )
        for name, unit in (
            ("return_on_ad_spend", "1 is the cost earned back"),
            ("revenue_roi", "0 is the cost earned back"),
            ("margin_roi", "0 is the cost earned back"),
        )
        for side, word in _SIDES.items()
    ),
    Metric(
        "revenue_roi_positive_probability", "Probability that net revenue exceeds the cost", "0 to 1", "return",
        "probability", window=_ALL, null_when="there is no interval", decision=_INTERVALS,
    ),
    *(
        Metric(
            f"{measure}_best_probability", f"Probability that the tier has the best {measure} of the tiers compared",
            "0 to 1", "return", "probability", window=_ALL,
            null_when="fewer than two tiers have five deals and a result", decision=_INTERVALS,
        )
        for measure in (
            "return_on_ad_spend", "cost_per_engagement", "cost_per_thousand_views", "cost_per_click", "cost_per_order",
        )
    ),
    Metric(
        "redemptions_unusual_share", "Part of a code's redemptions that show the signal", "0 to 1", "return", "ratio",
        numerator="redemptions_unusual", denominator="redemptions_known", window="all redemptions of the code",
        null_when="the signal can be told of none", decision="0025-attribution-window",
    ),
    Metric(
        "earned_media_value", "What the delivered posts would have cost by the user's rate card; modelled, never a return",
        "money", "return", "sum", window="the delivered posts", null_when="no priced metric is reported",
        decision="0029-earned-media-value",
    ),
    Metric(
        "probability_beats", "Probability that the tier does better than the other tier", "0 to 1", "return",
        "probability", window=_ALL, decision=_INTERVALS,
    ),
    Metric(
        "return_on_ad_spend", "Net revenue for each unit of cost", "1 is the cost earned back", "return", "ratio",
        numerator="net_revenue", denominator="cost", window=_ALL, null_when="revenue or cost is unknown, or cost is 0",
        version=2, decision="0092-goods-before-tax",
    ),
    Metric(
        "revenue_roi", "Net revenue above the cost, for each unit of cost", "0 is the cost earned back", "return",
        "ratio", numerator="net_revenue - cost", denominator="cost", window=_ALL,
        null_when="revenue or cost is unknown, or cost is 0", version=2, decision="0092-goods-before-tax",
    ),
    Metric(
        "margin_roi", "Profit for each unit of cost; the only one to call profit", "0 is the cost earned back",
        "return", "ratio", numerator="margin_revenue - cost", denominator="cost", window=_ALL,
        null_when="no margin is stated, revenue or cost is unknown, or cost is 0", version=2,
        decision="0092-goods-before-tax",
    ),
    Metric(
        "margin_revenue", "Net revenue times the campaign's margin", "money", "return", "sum", window=_ALL,
        null_when="a part has no margin",
        not_additive="a sum over rows of which one has no margin is unknown, and a tool would add the others",
    ),
    Metric(
        "revenue_union_high",
        "Net revenue of the union of methods: an order number counts once, every row without one: the upper bound",
        "money", "return", "sum", window=_ALL, null_when="no order is reported", version=2,
        decision="0026-union-of-methods",
    ),
]  # fmt: skip
