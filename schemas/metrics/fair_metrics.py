"""Metrics of the fair comparison of tiers: what holds within campaigns and platforms, and what could be seen at all."""

from schemas.metrics.metric import Metric, table
from schemas.types import Count

_ALL = "everything of the deals, up to the newest capture"
_FAIR = "0143-the-fair-comparison"
_NAMING = "0144-naming-a-tier"
_POWER = "0145-what-could-be-seen"
_APART = "the tiers share no campaign on one platform of which costs and orders are known"
_FEW = f"{_APART}, or either has fewer than five creators there"
_SPREAD_UNKNOWN = f"{_APART}, or no two tiers have creators enough to tell how they differ"
_NO_SUM = "the largest of several rows is not their sum"

# of two tiers
FAIR_RATIOS = table(
    Metric(
        "fair_ratio",
        "How many times as much the tier returns for each unit of cost as the other, within campaigns and platforms",
        "1 is no difference", "return", "estimate", window=_ALL, null_when=_APART, decision=_FAIR, gt=0,
    ),
    Metric(
        "fair_ratio_low", "Lower end of the 95 % interval of fair_ratio, by creators", "1 is no difference", "return",
        "interval", window=_ALL, null_when=f"{_FEW}, or the bounds are further apart than 50 times", decision=_FAIR, gt=0,
    ),
    Metric(
        "fair_ratio_high", "Upper end of the 95 % interval of fair_ratio, by creators", "1 is no difference", "return",
        "interval", window=_ALL, null_when=f"{_FEW}, or the bounds are further apart than 50 times", decision=_FAIR, gt=0,
    ),
    Metric(
        "fair_probability_beats",
        "Probability that the tier returns more than the other, within campaigns and platforms; what the two directions "
        "leave of 1 is that neither does", "0 to 1", "return", "probability", window=_ALL, null_when=_FEW,
        decision=_NAMING, ge=0, le=1,
    ),
)  # fmt: skip

COMPARED = table(
    Metric(
        "compared_cost_share", "Part of both tiers' cost that could be compared", "0 to 1", "return", "ratio",
        numerator="compared_cost", denominator="cost_of_both", window=_ALL, null_when="the cost of both is 0",
        decision=_FAIR, ge=0, le=1,
    ),
)  # fmt: skip

SEEN = table(
    Metric(
        "smallest_ratio_shown",
        "Smallest true ratio of returns for which these data would name the better tier four times in five",
        "1 is no difference", "return", "estimate", window=_ALL, null_when=f"{_FEW}, or it is above 1,000", decision=_POWER, ge=1,
    ),
    Metric(
        "deals_each_to_tell_1_5",
        "Deals of each tier, in campaigns of both, that would name the better one of two whose returns differ 1.5 times four "
        "times in five, at the spread, costs and deals per creator of these data; of tiers with fewer than five creators at that of the others", "count", "return", "estimate",
        window=_ALL, null_when=_SPREAD_UNKNOWN, decision=_POWER, dtype=Count, ge=5,
    ),
    Metric(
        "deals_each_to_tell_2",
        "The same where their returns differ twice", "count", "return", "estimate", window=_ALL,
        null_when=_SPREAD_UNKNOWN, decision=_POWER, dtype=Count, ge=5,
    ),
)  # fmt: skip

# of a tier
NAMING = table(
    Metric(
        "fair_best_probability",
        "Probability, at least, that the tier returns most of those compared, in fair_measure, within campaigns and platforms",
        "0 to 1", "return", "probability", window=_ALL,
        null_when="there are no two tiers with five creators in campaigns of which orders are known", decision=_NAMING, ge=0, le=1,
    ),
)  # fmt: skip

SHRUNK = table(
    Metric(
        "return_on_ad_spend_shrunk", "return_on_ad_spend drawn towards that of all tiers together", "1 is the cost earned back",
        "return", "estimate", window=_ALL, null_when="nothing is known to have come back, or cost is 0",
        decision=_NAMING, ge=0,
    ),
    Metric(
        "margin_roi_shrunk", "margin_roi drawn towards that of all tiers together", "0 is the cost earned back", "return",
        "estimate", window=_ALL, null_when="a margin is unknown, nothing is known to have come back, or cost is 0",
        decision=_NAMING, ge=-1,
    ),
)  # fmt: skip

EVIDENCE_SHARES = table(
    Metric(
        "largest_deal_revenue_share", "Part of net revenue that the largest deal brought", "0 to 1", "return", "ratio",
        numerator="largest_deal_net_revenue", denominator="net_revenue", window=_ALL,
        null_when="net revenue is unknown or 0", not_additive=_NO_SUM, decision=_NAMING, ge=0,
    ),
    Metric(
        "five_largest_orders_revenue_share", "Part of net revenue that the five largest orders brought", "0 to 1", "return",
        "ratio", numerator="five_largest_orders_net_revenue", denominator="net_revenue", window=_ALL,
        null_when="net revenue is unknown or 0", not_additive=_NO_SUM, decision=_NAMING, ge=0,
    ),
    Metric(
        "deals_without_orders_share", "Part of the deals that brought no order", "0 to 1", "return", "ratio",
        numerator="deals_without_orders", denominator="deals", window=_ALL, null_when="there are no deals",
        decision=_NAMING, ge=0, le=1,
    ),
)  # fmt: skip
