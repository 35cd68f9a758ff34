"""Metrics of return: what comes back."""

from schemas.metrics.metric import Metric, table
from schemas.types import Money

_ALL = "everything of the deals, up to the newest capture"
_INTERVALS = "0140-returns-are-drawn-by-creator"
_RATES = "0142-orders-by-link-for-each-click"
_NO_BOUNDS = "it rests on fewer than five creators or orders, or its bounds are more than a factor of 50 apart"
_COST_UNKNOWN = "revenue or cost is unknown, or cost is 0"

# what comes back, in the order of RETURNS
RETURN_RATIOS = table(
    Metric(
        "click_through_rate_by_impressions", "Clicks on the delivered posts for each of their impressions", "0 to 1",
        "return", "ratio", numerator="post_clicks", denominator="impressions", window=_ALL,
        null_when="clicks or impressions are unknown, or impressions are 0", ge=0,
    ),
    Metric(
        "click_through_rate_by_reach", "Clicks on the delivered posts for each of their reach", "0 to 1", "return",
        "ratio", numerator="post_clicks", denominator="reach", window=_ALL,
        null_when="clicks or reach are unknown, or reach are 0", ge=0,
    ),
    Metric(
        "click_through_rate_by_views", "Clicks on the delivered posts for each of their views", "0 to 1", "return",
        "ratio", numerator="post_clicks", denominator="views", window=_ALL,
        null_when="clicks or views are unknown, or views are 0", ge=0,
    ),
    Metric(
        "order_rate_by_clicks", "Kept orders found by link for each tracked click", "0 to 1", "return", "ratio",
        numerator="orders_by_link_click", denominator="clicks", window=_ALL,
        null_when="orders by link or clicks are unknown, or clicks are 0", version=3, decision=_RATES, ge=0,
    ),
    Metric(
        "order_rate_by_clicks_low",
        "Lower end of the 95 % interval of order_rate_by_clicks: Wilson's for one deal, clustered by creator for several",
        "0 to 1", "return", "interval", window=_ALL,
        null_when="the rate is null, there are more orders than clicks, or several deals are of fewer than five creators",
        version=2, decision=_RATES, ge=0, le=1,
    ),
    Metric(
        "order_rate_by_clicks_high",
        "Upper end of the 95 % interval of order_rate_by_clicks: Wilson's for one deal, clustered by creator for several",
        "0 to 1", "return", "interval", window=_ALL,
        null_when="the rate is null, there are more orders than clicks, or several deals are of fewer than five creators",
        version=2, decision=_RATES, ge=0, le=1,
    ),
    Metric(
        "return_on_ad_spend", "Net revenue for each unit of cost", "1 is the cost earned back", "return", "ratio",
        numerator="net_revenue", denominator="cost", window=_ALL, null_when=_COST_UNKNOWN, version=2,
        decision="0092-goods-before-tax", ge=0,
    ),
    Metric(
        "return_on_ad_spend_low", "Lower end of the 95 % interval of return_on_ad_spend, from the seeded bootstrap",
        "1 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"return_on_ad_spend is null, {_NO_BOUNDS}", decision=_INTERVALS,
        ge=0,
    ),
    Metric(
        "return_on_ad_spend_high", "Upper end of the 95 % interval of return_on_ad_spend, from the seeded bootstrap",
        "1 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"return_on_ad_spend is null, {_NO_BOUNDS}", decision=_INTERVALS,
        ge=0,
    ),
    Metric(
        "return_on_ad_spend_without_review",
        "Net revenue for each unit of cost, without orders of codes that need a review and show why",
        "1 is the cost earned back", "return", "ratio", numerator="net_revenue - net_revenue_under_review",
        denominator="cost", window=_ALL, null_when=_COST_UNKNOWN, decision="0154-revenue-under-review", ge=0,
    ),
    Metric(
        "revenue_roi", "Net revenue above the cost, for each unit of cost", "0 is the cost earned back", "return",
        "ratio", numerator="net_revenue - cost", denominator="cost", window=_ALL, null_when=_COST_UNKNOWN, version=2,
        decision="0092-goods-before-tax",
    ),
    Metric(
        "revenue_roi_low", "Lower end of the 95 % interval of revenue_roi, from the seeded bootstrap",
        "0 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"revenue_roi is null, {_NO_BOUNDS}", decision=_INTERVALS, ge=-1,
    ),
    Metric(
        "revenue_roi_high", "Upper end of the 95 % interval of revenue_roi, from the seeded bootstrap",
        "0 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"revenue_roi is null, {_NO_BOUNDS}", decision=_INTERVALS, ge=-1,
    ),
    Metric(
        "revenue_roi_positive_probability", "Probability that net revenue exceeds the cost", "0 to 1", "return",
        "probability", window=_ALL, null_when="it rests on fewer than five creators or orders", version=2, decision=_INTERVALS,
        ge=0, le=1,
    ),
    Metric(
        "margin_roi", "Profit for each unit of cost; the only one to call profit", "0 is the cost earned back",
        "return", "ratio", numerator="margin_revenue - cost", denominator="cost", window=_ALL,
        null_when="no margin is stated, revenue or cost is unknown, or cost is 0", version=2,
        decision="0092-goods-before-tax",
    ),
    Metric(
        "margin_roi_low", "Lower end of the 95 % interval of margin_roi, from the seeded bootstrap",
        "0 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"margin_roi is null, {_NO_BOUNDS}", decision=_INTERVALS, ge=-1,
    ),
    Metric(
        "margin_roi_high", "Upper end of the 95 % interval of margin_roi, from the seeded bootstrap",
        "0 is the cost earned back", "return", "interval", window=_ALL,
        null_when=f"margin_roi is null, {_NO_BOUNDS}", decision=_INTERVALS, ge=-1,
    ),
    Metric(
        "margin_roi_positive_probability", "Probability that the margin exceeds the cost: that there is profit", "0 to 1",
        "return", "probability", window=_ALL,
        null_when="margin_roi is null, or it rests on fewer than five creators or orders", decision=_INTERVALS, ge=0, le=1,
    ),
)  # fmt: skip

# how likely a tier is the best
BEST_PROBABILITIES = table(
    Metric(
        "return_on_ad_spend_best_probability",
        "Probability that the tier has the best return_on_ad_spend of the tiers compared", "0 to 1", "return",
        "probability", window=_ALL, null_when="fewer than two tiers have five creators, or none has a result", decision=_INTERVALS,
        ge=0, le=1,
    ),
    Metric(
        "margin_roi_best_probability", "Probability that the tier has the best margin_roi of the tiers compared",
        "0 to 1", "return", "probability", window=_ALL,
        null_when="fewer than two tiers have five creators and a margin", decision=_INTERVALS, ge=0, le=1,
    ),
    Metric(
        "cost_per_engagement_best_probability",
        "Probability that the tier has the best cost_per_engagement of the tiers compared", "0 to 1", "return",
        "probability", window=_ALL, null_when="fewer than two tiers have five creators, or none has a result", decision=_INTERVALS,
        ge=0, le=1,
    ),
    Metric(
        "cost_per_thousand_views_best_probability",
        "Probability that the tier has the best cost_per_thousand_views of the tiers compared", "0 to 1", "return",
        "probability", window=_ALL, null_when="fewer than two tiers have five creators, or none has a result", decision=_INTERVALS,
        ge=0, le=1,
    ),
    Metric(
        "cost_per_click_best_probability",
        "Probability that the tier has the best cost_per_click of the tiers compared", "0 to 1", "return",
        "probability", window=_ALL, null_when="fewer than two tiers have five creators, or none has a result", decision=_INTERVALS,
        ge=0, le=1,
    ),
    Metric(
        "cost_per_order_best_probability",
        "Probability that the tier has the best cost_per_order of the tiers compared", "0 to 1", "return",
        "probability", window=_ALL, null_when="fewer than two tiers have five creators, or none has a result", decision=_INTERVALS,
        ge=0, le=1,
    ),
)  # fmt: skip

RETURN = table(
    Metric(
        "redemptions_unusual_share", "Part of a code's redemptions that show the signal", "0 to 1", "return", "ratio",
        numerator="redemptions_unusual", denominator="redemptions_known", window="all redemptions of the code",
        null_when="the signal can be told of none", decision="0025-attribution-window", ge=0, le=1,
    ),
    Metric(
        "earned_media_value",
        "What the delivered posts would have cost by the user's rate card; modelled, never a return", "money", "return",
        "sum", window="the delivered posts", null_when="no priced metric is reported",
        decision="0029-earned-media-value", dtype=Money, ge=0,
    ),
    Metric(
        "probability_beats",
        "Raw probability that the tier does better than the other tier, over campaigns whose returns differ", "0 to 1", "return",
        "probability", window=_ALL, null_when="either tier has fewer than five creators", decision=_INTERVALS, ge=0, le=1,
    ),
    Metric(
        "margin_revenue", "Net revenue times the campaign's margin", "money", "return", "sum", window=_ALL,
        null_when="a part has no margin",
        not_additive="a sum over rows of which one has no margin is unknown, and a tool would add the others",
        dtype=Money, ge=0,
    ),
    Metric(
        "revenue_union_high",
        "Net revenue of the union of methods: an order number counts once, every row without one: the upper bound",
        "money", "return", "sum", window=_ALL, null_when="no order is reported", version=2,
        decision="0026-union-of-methods", dtype=Money, ge=0,
    ),
)  # fmt: skip
