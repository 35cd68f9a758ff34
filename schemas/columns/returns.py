"""Cost and return, and the steps to them; ratios are in ``schemas/metrics``."""

from schemas.columns.column import Column, count, level, money

RETURNS = {
    "is_stated": Column("Whether a sheet states the delivery; else it follows from creator, platform and days."),
    "cost_source": Column("deal, or advertising where no deal states the boosting."),
    "deals": count("Deals."),
    "deals_with_cost": count("Deals whose cost is known in the reporting currency."),
    "commission": money("Commissions earned on orders."),
    "cost": money("Fee, product, shipping, agency, boosting and commission; null when none is known."),
    "advertising_unassigned": money("Advertising of the campaign that names no creator; not in cost."),
    "largest_creator_cost": level("Cost of the creator with the largest one.", "money"),
    "exchange_rate": Column("What one unit of the currency is worth in the reporting currency."),
    "exchange_rate_date": Column("The day of the rate.", "date"),
    "exchange_rate_source": Column("Who states the rate; 'currency assumed' where no file told the currency."),
    "rate_date": Column("The day from which the rate holds.", "date"),
    "rate_source": Column("Who states the rate."),
    "reporting_currency": Column("ISO 4217 code of the amounts that are converted."),
    "order_number": Column("The order's number without '#', in lower case."),
    "order_day": Column("Day of the order, else of the capture.", "date"),
    "is_cancelled": Column(
        "Whether the order was cancelled or came back whole, or its state is unknown; its net revenue is 0."
    ),
    "is_counted": Column("Whether the row counts; false where another method reports the same order."),
    "orders_cancelled": count(
        "Orders that were cancelled or came back whole, or whose state is unknown; not in orders."
    ),
    "orders_new_customers": count("Of the orders, those that are a customer's first."),
    "post_clicks": count("Clicks on the delivered posts, as the platforms count them."),
    "grouping_level": Column("Which keys the row is summed by."),
    **{
        f"{name}_reporting": money(f"{name} in the reporting currency.")
        for name in (
            "fee",
            "product_cost",
            "shipping_cost",
            "agency_cost",
            "boosting_cost",
            "commission",
            "cost",
            "budget",
            "spend",
            "gross_revenue",
            "net_revenue",
            "goal_revenue",
        )
    },
    **{
        f"orders_by_{method}": count(f"Kept orders that the method {method} reports, whether another does too.")
        for method in ("link_click", "promo_code", "platform", "survey", "manual")
    },
    **{
        f"net_revenue_by_{method}": money(f"Net revenue of orders_by_{method}.")
        for method in ("link_click", "promo_code", "platform", "survey", "manual")
    },
}
