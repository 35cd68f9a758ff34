"""Cost and return, and the steps to them; ratios are in ``schemas/metrics``."""

from schemas.columns.breaks import VIEWS_COMPARED
from schemas.columns.commerce import COST
from schemas.columns.engagement import REPORTED_ENGAGEMENTS, REPORTED_VIEWS
from schemas.metrics.cost_metrics import COST_PER_RESULT
from schemas.metrics.return_metrics import RETURN_RATIOS
from schemas.vocabulary import count, day, moment, money, number, text, truth

# costs of several deals, in the reporting currency
COSTS = (
    {
        "deals": count("Deals."),
        "deals_with_cost": count("Deals whose cost is known in the reporting currency."),
        "deals_gifted": count("Of the deals, those with product and without a fee."),
    },
    COST,
)  # fmt: skip

# what posts, tracked links and orders brought
RESULTS = (
    "posts",
    REPORTED_VIEWS,
    VIEWS_COMPARED,
    REPORTED_ENGAGEMENTS,
    {
        "post_clicks": count("Clicks on the delivered posts, as the platforms count them."),
        "post_clicks_reported_posts": count("Posts that report post_clicks; the sum is over these."),
    },
    "clicks orders",
    {
        "orders_pending": count("Orders that are not paid yet; not in orders."),
        "orders_cancelled": count(
            "Orders that were cancelled or came back whole, or whose state is unknown; not in orders.",
        ),
        "orders_ambiguous": count(
            "Of the orders, those whose code several deals share at the same time, divided equally.",
        ),
        "orders_under_review": count(
            "Of the orders, those that show a signal of a leak for which their code needs a review, each once.",
        ),
        "orders_new_customers": count("Of the orders, those that are a customer's first."),
    },
    "gross_revenue net_revenue",
    {
        "net_revenue_under_review": money("Net revenue of orders_under_review; it is in net_revenue."),
        "revenue_deduplicated": money("The same as net_revenue: each order once, over all methods of attribution."),
    },
    "revenue_union_high",
    {
        "orders_by_link_click": count("Kept orders that the method link_click reports, whether another does too."),
        "net_revenue_by_link_click": money("Net revenue of orders_by_link_click."),
        "orders_by_promo_code": count("Kept orders that the method promo_code reports, whether another does too."),
        "net_revenue_by_promo_code": money("Net revenue of orders_by_promo_code."),
        "orders_by_platform": count("Kept orders that the method platform reports, whether another does too."),
        "net_revenue_by_platform": money("Net revenue of orders_by_platform."),
        "orders_by_survey": count("Kept orders that the method survey reports, whether another does too."),
        "net_revenue_by_survey": money("Net revenue of orders_by_survey."),
        "orders_by_manual": count("Kept orders that the method manual reports, whether another does too."),
        "net_revenue_by_manual": money("Net revenue of orders_by_manual."),
        "orders_outside_window": count("Orders found by code or link outside the attribution window; not in orders."),
        "net_revenue_outside_window": money("Net revenue of orders_outside_window; in no other column."),
        "orders_without_revenue": count(
            "Of the orders, those whose net revenue is unknown: not told, or no exchange rate.",
        ),
        "orders_captured_late": count("Of the orders, those that an earlier export should have had and did not."),
        "last_order_captured_at": moment(
            "Newest export that states one of the orders: when the row was last restated.",
        ),
    },
)  # fmt: skip

# sums, and the returns that follow from them
RETURNS = (
    COSTS,
    RESULTS,
    "margin_revenue currency attribution_window_days",
    COST_PER_RESULT,
    RETURN_RATIOS,
    {
        "return_interval_over": text(
            "What the bounds of the return draw anew: creators or orders; cannot be bounded where one bound would be more "
            "than 50 times the other.",
            isin=["creators", "orders", "cannot be bounded"],
        ),
        "return_interval_units": count("How many creators or orders the bounds would rest on; below five there are none.", ge=5),
    },
)  # fmt: skip

STEPS = {
    "is_stated": truth(
        "Whether a sheet states the delivery; else it follows from creator, platform and days.", not_null=True,
    ),
    "cost_source": text("deal, or advertising where no deal states the boosting.", isin=["deal", "advertising"]),
    "advertising_unassigned": money("Advertising of the campaign that names no creator; not in cost."),
    "largest_creator_cost": money("Cost of the creator with the largest one.", adds_up=False),
    "exchange_rate": number("What one unit of the currency is worth in the reporting currency.", ge=0),
    "exchange_rate_date": day("The day of the rate."),
    "exchange_rate_source": text("Who states the rate; 'currency assumed' where no file told the currency."),
    "rate_date": day("The day from which the rate holds."),
    "rate_source": text("Who states the rate.", not_null=True),
    "order_number": text("The order's number without '#', in lower case."),
    "order_day": day("Day of the order, else of the capture.", not_null=True),
    "is_cancelled": truth(
        "Whether the order was cancelled or came back whole, or its state is unknown; its net revenue is 0.",
        not_null=True,
    ),
    "is_counted": truth("Whether the row counts; false where another method reports the same order.", not_null=True),
    "grouping_level": text("Which keys the row is summed by.", not_null=True),
    "budget_reporting": money("budget in the reporting currency."),
    "spend_reporting": money("spend in the reporting currency."),
    "gross_revenue_reporting": money("gross_revenue in the reporting currency."),
    "net_revenue_reporting": money("net_revenue in the reporting currency."),
    "goal_revenue_reporting": money("goal_revenue in the reporting currency."),
}  # fmt: skip
