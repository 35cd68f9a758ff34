"""The fair comparison of tiers, within campaigns and platforms, and what it rests on; what it says is in ``schemas/metrics``."""

from schemas.values import FAIR_MEASURES
from schemas.vocabulary import count, money, number, rate, text, truth

# what a comparison of two tiers could be made of
FAIR_BASIS = {
    "fair_creators": count("Creators of the tier in campaigns, on one platform, where both tiers spent and orders are known."),
    "other_fair_creators": count("The same of the other tier."),
    "fair_deals": count("Their deals, of a package each creator's part; none where the cost names no deal."),
    "other_fair_deals": count("The same of the other tier."),
    "compared_cost": money("Cost of both tiers in campaigns, on one platform, where both spent and orders are known."),
    "cost_of_both": money("Cost of both tiers."),
}  # fmt: skip

# what a tier's return rests on
EVIDENCE_OF_RETURN = {
    "largest_deal_net_revenue": money("Net revenue of the deal that brought most.", adds_up=False),
    "five_largest_orders_net_revenue": money("Net revenue of the five largest orders.", adds_up=False),
    "deals_without_orders": count("Deals of which no order counts, reported or not."),
}  # fmt: skip

STEPS = {
    "brought_revenue": money("What came back: net revenue; of the measure margin_roi, margin revenue.", not_null=True),
    "compared_platform": text("The platform on which both tiers spent.", not_null=True),
    "compared_campaign_id": text("The campaign in which both tiers spent.", not_null=True),
    "fair_weight": rate("Part of the other tier in the cost of both there.", ge=0, le=1, not_null=True),
    "order_value": number("What an order brings on average, over all that is compared.", "money", gt=0, not_null=True),
    "pair_brought": number(
        "What the tier brought, each part times its fair_weight; half an order where it brought nothing.", "money", gt=0, not_null=True,
    ),
    "has_brought": truth("Whether the tier brought anything.", not_null=True),
    "return_if_alike": number("What both tiers together brought there for each unit of cost.", ge=0, not_null=True),
    "weighed_cost_of_both": number("Cost of both tiers there, that of the tier times fair_ratio.", "money", gt=0, not_null=True),
    "return_of_other": number("What the other tier is expected to bring there for each unit of cost.", ge=0, not_null=True),
    "creators_worth": number("How many creators of equal weight the tier's are worth.", "count", ge=0.99, not_null=True),
    "cost_unevenness": number("How many times as many creators it takes, because their costs differ.", ge=0.99, not_null=True),
    "own_variance": number("Variance of what the tier brought, relative to it, by its creators.", ge=0, not_null=True),
    "count_variance": number("Part of it that the noise of counts makes.", gt=0, not_null=True),
    "count_variance_if_alike": number("The same if both tiers returned alike.", gt=0, not_null=True),
    "log_ratio_variance": number("Variance of the log of fair_ratio if both tiers returned alike.", "log squared", gt=0, not_null=True),
    "log_ratio_degrees": number("Degrees of freedom of that variance.", "count", ge=1, not_null=True),
    "log_ratio_half_width": number("Half the width of the 95 % bounds of fair_ratio, on the scale of logarithms.", "log", gt=0),
    "creator_variance": number(
        "Variance of what a creator brings over what is expected of it, at the spread of costs; larger where few tell it.",
        gt=0, not_null=True,
    ),
    "fair_measure": text(
        "By what the tiers are judged: margin_roi where every margin is known, else return_on_ad_spend.", isin=FAIR_MEASURES,
    ),
    "is_named_best": truth("Whether the tier is named best: fair_best_probability is at least 0.95."),
    "programme_return": number("What all tiers together brought for each unit of cost.", gt=0, not_null=True),
    "tier_return": number("What the tier brought for each unit of cost; half an order where it brought nothing.", gt=0, not_null=True),
    "variance_between_tiers": number("How much the logs of tiers' returns differ beyond chance.", "log squared", ge=0, not_null=True),
    "shrunk_return": number("tier_return drawn towards programme_return.", gt=0, not_null=True),
}  # fmt: skip
