"""Attribution, packages, and what a return rests on; ratios and intervals are in ``schemas/metrics``."""

from schemas.columns.column import Column, count, level, money

ATTRIBUTION = {
    "attribution_window_days": Column(
        "Days after a deal's last post in which an order found by its code or link counts.", "days"
    ),
    "bootstrap_seed": Column("Seed of the intervals of returns."),
    "bootstrap_replicates": count("How often the intervals of returns draw deals or orders anew."),
    "replicate": Column("Which draw of the bootstrap, from 0."),
    "slot": Column("What is drawn together, from 1."),
    "weight": count("How often the replicate draws the slot."),
    "first_posted_on": Column("Day of the deal's first known post.", "date"),
    "last_posted_on": Column("Day of the deal's last known post.", "date"),
    "window_starts_on": Column("First day of the deal's attribution window; null when it is open.", "date"),
    "window_ends_on": Column("Last day of the deal's attribution window; null when it is open.", "date"),
    "is_captured_late": Column("Whether an earlier export, made after the day of the order, did not have it yet."),
    "is_found_by_code": Column("Whether the order was found by its code or link; else the row names the creator."),
    "is_outside_window": Column(
        "Whether the order lies outside its deal's attribution window; then it does not count."
    ),
    "is_repeated": Column("Whether a better method, or one within the window, reports the same order."),
    "is_ambiguous": Column(
        "Whether deals that run at the same time share the code and no click decides, so that the order is divided equally."
    ),
    "is_fate_told": Column("Whether the row would tell of a cancellation or refund."),
    "holder": Column("Which of those who share the order, from 1.", adds_up=False),
    "holders": level("How many share the order: 1 unless its code is ambiguous."),
    "orders_placed": level("Orders of the row, kept or not, undivided."),
    "orders_pending": count("Orders that are not paid yet; not in orders."),
    "orders_ambiguous": count("Of the orders, those whose code several deals share at the same time, divided equally."),
    "is_gifted": Column("Whether the creator got product and no fee."),
    "deals_gifted": count("Of the deals, those with product and without a fee."),
    "revenue_deduplicated": money("The same as net_revenue: each order once, over all methods of attribution."),
    "orders_outside_window": count("Orders found by code or link outside the attribution window; not in orders."),
    "net_revenue_outside_window": money("Net revenue of orders_outside_window; in no other column."),
    "orders_without_revenue": count(
        "Of the orders, those whose net revenue is unknown: not told, or no exchange rate."
    ),
    "orders_captured_late": count("Of the orders, those that an earlier export should have had and did not."),
    "last_order_captured_at": Column(
        "Newest export that states one of the orders: when the row was last restated.", "UTC"
    ),
    "return_interval_over": Column("What the interval of the return draws anew: deals or orders."),
    "return_interval_units": count("How many of them there are; below five there is no interval."),
    "allocation_share": Column("The creator's part in the cost of the deal.", "0 to 1"),
    "allocation_basis": Column(
        "How a package is divided: stated, equal, views or posts; whole where it is one creator's."
    ),
    "allocation_refused": Column("Why the declared allocation could not be used; then the package is divided equally."),
    "tier_source": Column("Whose followers the tier is of: delivered post, nearest post, current, or unknown."),
    "group_number": Column("Number of the group and measure."),
    "measure": Column("What is compared, by the name of its column."),
    "units": count("Deals in the group, or creators' campaigns without one."),
    "result": Column("What the slot brought, in the unit of the measure's result."),
    "estimate": Column("Result for each unit of cost, not drawn but as it is."),
    "drawn_value": Column("Result for each unit of cost in the replicate."),
    "best_probability": Column("Probability that the tier is the best of those compared.", "0 to 1"),
    "other_deals": count("Deals of the other tier."),
    "measured_value": Column("The measure of the tier."),
    "other_measured_value": Column("The measure of the other tier."),
    "signal": Column("What is unusual: a name of reference.code_review_signals."),
    "days": Column("Days that the signal looks back; null where it does not.", "days"),
    "minimum_redemptions": count("Fewest unusual redemptions that need a review."),
    "minimum_share": Column("Smallest part of the known redemptions that needs a review.", "0 to 1"),
    "minimum_factor": Column("How many times the pace of before is a jump."),
    "signal_reason": Column("Why the signal has these thresholds."),
    "finding": Column("needs review, nothing unusual, or cannot tell; evidence, never a verdict."),
    "redemptions": count("Orders that the code found, inside the attribution window or not."),
    "redemptions_known": count("Of them, those of which the signal can be told."),
    "redemptions_unusual": count("Of them, those with the signal."),
    "net_revenue_unusual": money("Net revenue of redemptions_unusual."),
    "first_unusual_on": Column("Day of the first unusual redemption.", "date"),
    "last_unusual_on": Column("Day of the last unusual redemption.", "date"),
    "countries_unusual": Column("Countries of the unusual redemptions, separated by commas."),
    "code_review_signals": count("Signals of marts.code_review that say: needs review."),
    "days_since_click": Column("Days since the last tracked click on the deal's link before the order.", "days"),
    "is_link_tracked": Column("Whether clicks on the deal's link are reported at all."),
    "is_outside_brief": Column("Whether the country is none of those that the campaign aims at."),
    "is_after_end": Column("Whether the order is later than the deal's last day and its attribution window."),
    "days_since_post": Column("Days since the creator last posted for the deal before the order.", "days"),
    "orders_in_three_days": count("Redemptions of the code on the day and the two before."),
    "orders_expected_in_three_days": Column("The same at the pace of the days before.", "count"),
    "rate_card": Column("The user's price list for posts."),
    "rate_card_version": Column("Version of the price list."),
    "rate_card_versions": Column("Versions of the price list that were used, separated by commas."),
    "per_units": count("Units that the price is for: 1, or 1000 for a price per thousand."),
    "rate_card_source": Column("Where the prices come from."),
    "posts_valued": count("Posts that report a priced metric and can be converted."),
    "is_modelled": Column("Always true: a price list's value, not money that was earned."),
    **{f"deviation_{slot:02}": Column("Standard deviation of the slot's net revenue.") for slot in range(1, 17)},
}
