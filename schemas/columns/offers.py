"""What a planner may buy: packages, prices, what they are expected to bring, and how sure that is."""

from schemas.columns.column import Column, count, level, money

_RESULTS = {
    "reach": "People reached by the whole package, each once",
    "engagements": "Engagements of the whole package",
    "clicks": "Clicks on tracked links that the whole package brings",
    "orders": "Orders that the whole package brings",
    "net_revenue": "Net revenue of the orders that the whole package brings",
}
_OWN = "own: the creator's own posts or deals; peers: those of its cell; own and peers: a part each"
_ESTIMATED = "; 'estimated from' names the count that stands for reach"
_UNIT = {"net_revenue": "money"}


def _expected(measure: str, words: str) -> dict[str, Column]:
    post = words.replace("the whole package", "one post")
    unit = _UNIT.get(measure, "count")
    return {
        f"{measure}_expected": Column(f"{words}: the mean of what is expected; null where nothing is known.", unit),
        f"{measure}_per_post": Column(f"{post}: the mean of what is expected.", unit),
        f"{measure}_log_sd": level(
            f"How far the creator's true {measure}_expected may be off, apart from what its cell shares: "
            "standard deviation of the log.",
            "log",
        ),
        f"{measure}_cell_log_sd": level(
            f"The part of the uncertainty of {measure}_expected that all offers of the cell share: "
            "standard deviation of the log.",
            "log",
        ),
        f"{measure}_basis": Column(
            f"What {measure}_expected rests on. {_OWN}{_ESTIMATED if measure == 'reach' else ''}."
        ),
    }


PACKAGES = {
    "package": Column("What is bought together: single (one post), series (several)."),
    "package_posts": count("Posts of the package."),
    "exposure_measure": Column(
        "What the platform counts when a post is seen: reach, views or impressions; blank where nothing is planned."
    ),
    "addressable_people": count(
        "People who live there: the upper bound of who can be addressed. A plan may state its own, smaller number."
    ),
    "addressable_source": Column("Where the number of people is from."),
    "addressable_year": level("The year it holds for.", "year"),
}

PRICES = {
    "price": money(
        "What is paid, in the currency: for per_units of the metric in a rate card, for the whole package in an offer."
    ),
    "price_low": money("Lower 95 % bound of the price; the price itself where it was agreed."),
    "price_high": money("Upper 95 % bound of the price; the price itself where it was agreed."),
    "price_log_sd": level("Standard deviation of the log of a modelled price; 0 where it was agreed.", "log"),
    "price_source": Column(
        "agreed: the creator's latest deal on the platform; gifted: that deal had product and no fee; modelled: the mean "
        "of what peers ask; quoted (in plans only): the plan's own list; null: no price is known."
    ),
    "priced_on": Column("Day of the deal that the price is from.", "date"),
    "price_deal_id": Column("The deal that the price is from."),
    "price_cell": Column(
        "Whose deals a modelled price rests on: platform and tier, else the tier over all platforms, else all."
    ),
    "price_cell_deals": count("Deals with a fee in price_cell."),
    "price_per_post": money("What one post costs, boosting apart; of a modelled price the mean."),
    "price_per_post_low": money("Lower 95 % bound of price_per_post."),
    "price_per_post_high": money("Upper 95 % bound of price_per_post."),
    "cost_without_boosting": money("Fee, product, shipping, agency and commission of the creator's part of the deal."),
    "posts_priced": count("Posts that the cost is divided by."),
    "followers_at_deal": level("Followers at the deal's first delivered post, else the latest."),
}

POOLING = {
    "pool": Column("Over which creators means are pooled in the end: a platform's, or all."),
    "sample_key": Column("The creator or account whose mean it is."),
    "sample_size": count("Posts or deals behind the mean."),
    "log_mean": Column("Mean of the logs.", "log"),
    "log_mean_error": Column("Variance of the mean's sampling error.", "log squared"),
    "log_mean_variance": Column("How sure the mean of the cell or tier is: its variance.", "log squared"),
    "log_variance_within": Column("Variance of the logs of an account's posts, pooled over accounts.", "log squared"),
    "mean_factor": level("How many times the middle post of an account the mean of its posts is.", "ratio"),
    "compared_in": Column("Within what creators are compared with one another: cells, tiers or the whole pool."),
    "creators_variance": Column(
        "Variance between creators of a cell: of logs, or relative to the rate.", "log squared"
    ),
    "platforms_variance": Column("Variance between the platforms of a tier.", "log squared"),
    "tiers_variance": Column("Variance between tiers.", "log squared"),
    "cells": count("Cells with creators: platform and tier."),
    "tiers": count("Tiers with creators."),
    "rests_on": Column("The narrowest group with creators: platform and tier, tier, or the pool."),
    "response_result": Column("Clicks, orders, or the value of orders in average orders.", "count"),
    "response_base": Column("Exposures behind clicks and orders; orders behind their value.", "count"),
    "response_unit": level("What one of response_result is: 1, or the net revenue of the average order.", ""),
    "response_rate": level("Clicks or orders for each exposure; net revenue for each order.", "ratio"),
    "response_log_sd": level("The creator's own uncertainty of the rate: standard deviation of the log.", "log"),
    "response_cell_log_sd": level("What all of the tier share of it: standard deviation of the log.", "log"),
    "response_basis": Column(
        "own: the creator's own deals on the platform, drawn towards its tier; peers: the tier's."
    ),
    "exposure_posts": count("Own posts in the window that report exposures."),
    "exposures_log": level("Log of the exposures of the account's middle post.", "log"),
    "exposures_log_sd": level("The account's own uncertainty of it: standard deviation.", "log"),
    "exposures_cell_log_sd": level("What all of the cell share of it: standard deviation.", "log"),
    "exposures_expected": Column("Exposures of one post: the mean of what is expected.", "count"),
    "exposures_basis": Column("own: the account's own posts, drawn towards its cell; peers: those of its cell."),
}

OFFERS = {
    **PACKAGES,
    **PRICES,
    **POOLING,
    **{name: words for measure, text in _RESULTS.items() for name, words in _expected(measure, text).items()},
    "results_cell": Column("Platform and tier: whose uncertainty reach_cell_log_sd and engagements_cell_log_sd share."),
    "returns_cell": Column(
        "Tier: whose uncertainty clicks_cell_log_sd, orders_cell_log_sd and net_revenue_cell_log_sd share."
    ),
    "audience_basis": Column(
        "stated: an export tells the audience's countries; home country: what creators who tell it have at home; "
        "unknown: neither."
    ),
}
