"""Attribution, packages, and what a return rests on; ratios and intervals are in ``schemas/metrics``."""

from schemas.values import RATE_MEASURES
from schemas.vocabulary import count, day, money, number, rate, text, truth

ATTRIBUTION = {
    "replicate": count("Which draw of the bootstrap, from 0.", ""),
    "slot": count("What is drawn together, from 1.", "", ge=1),
    "weight": count("How often the replicate draws the slot.", not_null=True),
    "first_posted_on": day("Day of the deal's first known post."),
    "last_posted_on": day("Day of the deal's last known post."),
    "window_starts_on": day("First day of the deal's attribution window; null where nothing tells it."),
    "window_ends_on": day(
        "Last day of the deal's attribution window; null where nothing tells it and no order carries the deal's code.",
    ),
    "window_closes_after": text(
        "What the attribution window is counted from: the last post, the last day of the deal, or, where neither is "
        "known, the first order with its code or link.",
        isin=["last post", "last day", "first order"],
    ),
    "is_captured_late": truth(
        "Whether an earlier export, made after the day of the order, did not have it yet.", not_null=True,
    ),
    "is_found_by_code": truth(
        "Whether the order was found by its code or link; else the row names the creator.", not_null=True,
    ),
    "is_outside_window": truth(
        "Whether the order lies outside its deal's attribution window; then it does not count.", not_null=True,
    ),
    "is_repeated": truth("Whether a better method, or one within the window, reports the same order.", not_null=True),
    "is_ambiguous": truth(
        "Whether deals that run at the same time share the code and no click decides, so that the order is divided "
        "equally.",
        not_null=True,
    ),
    "is_fate_told": truth("Whether the row would tell of a cancellation or refund.", not_null=True),
    "holder": count("Which of those who share the order, from 1.", "", ge=1, adds_up=False),
    "holders": count("How many share the order: 1 unless its code is ambiguous.", ge=1, adds_up=False, not_null=True),
    "orders_placed": count("Orders of the row, kept or not, undivided.", adds_up=False),
    "is_gifted": truth("Whether the creator got product and no fee.", not_null=True),
    "allocation_share": rate("The creator's part in the cost of the deal.", ge=0, le=1),
    "allocation_basis": text(
        "How a package is divided: stated, equal, views or posts; whole where it is one creator's.",
        isin=["equal", "views", "posts", "stated"], not_null=True,
    ),
    "allocation_refused": text("Why the declared allocation could not be used; then the package is divided equally."),
    "tier_source": text(
        "Whose followers the tier is of: delivered post, nearest post, current, or unknown.",
        isin=["delivered post", "nearest post", "current", "unknown"], not_null=True,
    ),
    "group_number": count("Number of the group and measure.", "", ge=1),
    "measure": text("What is compared, by the name of its column.", isin=RATE_MEASURES, not_null=True),
    "units": count("Deals in the group, or creators' campaigns without one.", ge=5, not_null=True),
    "result": number("What the slot brought, in the unit of the measure's result.", ge=0, not_null=True),
    "estimate": number("Result for each unit of cost, not drawn but as it is.", gt=0, not_null=True),
    "drawn_value": number("Result for each unit of cost in the replicate.", ge=0, not_null=True),
    "best_probability": rate("Probability that the tier is the best of those compared.", ge=0, le=1, not_null=True),
    "other_deals": count("Deals of the other tier.", ge=5, not_null=True),
    "measured_value": number("The measure of the tier.", gt=0, not_null=True),
    "other_measured_value": number("The measure of the other tier.", gt=0, not_null=True),
    "signal": text(
        "What is unusual: a name of reference.code_review_signals.",
        isin=["redemptions_without_clicks", "countries_outside_brief", "after_end", "sudden_jump", "ambiguous_code"],
    ),
    "days": count("Days that the signal looks back; null where it does not.", "days", ge=1),
    "minimum_redemptions": count("Fewest unusual redemptions that need a review.", ge=1, not_null=True),
    "minimum_share": rate("Smallest part of the known redemptions that needs a review.", ge=0, le=1),
    "minimum_factor": number("How many times the pace of before is a jump.", gt=0),
    "signal_reason": text("Why the signal has these thresholds.", not_null=True),
    "finding": text(
        "needs review, nothing unusual, or cannot tell; evidence, never a verdict.",
        isin=["needs review", "nothing unusual", "cannot tell"], not_null=True,
    ),
    "redemptions": count("Orders that the code found, inside the attribution window or not.", ge=1, not_null=True),
    "redemptions_known": count("Of them, those of which the signal can be told.", not_null=True),
    "redemptions_unusual": count("Of them, those with the signal.", not_null=True),
    "net_revenue_unusual": money("Net revenue of redemptions_unusual."),
    "first_unusual_on": day("Day of the first unusual redemption."),
    "last_unusual_on": day("Day of the last unusual redemption."),
    "countries_unusual": text("Countries of the unusual redemptions, separated by commas."),
    "code_review_signals": count("Signals of marts.code_review that say: needs review."),
    "days_since_click": count("Days since the last tracked click on the deal's link before the order.", "days"),
    "is_link_tracked": truth("Whether clicks on the deal's link are reported at all.", not_null=True),
    "is_outside_brief": truth("Whether the country is none of those that the campaign aims at."),
    "is_after_end": truth("Whether the order is later than the deal's last day and its attribution window."),
    "days_since_post": count("Days since the creator last posted for the deal before the order.", "days"),
    "orders_in_three_days": count("Redemptions of the code on the day and the two before.", ge=1, not_null=True),
    "orders_expected_in_three_days": number("The same at the pace of the days before.", "count", ge=0, not_null=True),
    "rate_card": text("The user's price list for posts."),
    "rate_card_version": text("Version of the price list.", not_null=True),
    "rate_card_versions": text("Versions of the price list that were used, separated by commas.", not_null=True),
    "per_units": count("Units that the price is for: 1, or 1000 for a price per thousand.", ge=1, not_null=True),
    "rate_card_source": text("Where the prices come from.", not_null=True),
    "posts_valued": count("Posts that report a priced metric and can be converted.", not_null=True),
    "is_modelled": truth("Always true: a price list's value, not money that was earned.", not_null=True),
    "slot_deviation": number("Standard deviation of the slot's net revenue.", "money", ge=0, not_null=True),
    "rate_card_price": number(
        "What is paid for per_units of the metric, in the currency.", "money", ge=0, not_null=True,
    ),
    "slot_cost": number("Cost of the slot.", "money", ge=0, not_null=True),
    "slot_net_revenue": number("Net revenue of the slot's deals or orders.", "money", gt=0, not_null=True),
}  # fmt: skip
