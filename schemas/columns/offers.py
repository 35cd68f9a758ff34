"""What a planner may buy: packages, their prices, and the groups of creators that both are pooled over."""

from schemas.vocabulary import count, day, money, number, text

OFFERS = {
    "package": text("What is bought together: single (one post), series (several)."),
    "package_posts": count("Posts of the package.", ge=1, not_null=True),
    "exposure_measure": text(
        "What the platform counts when a post is seen: reach, views or impressions; blank where nothing is planned.",
        isin=["reach", "views", "impressions"],
    ),
    "exposures": number("Exposures of the deal's posts; those that do not report count as the others do.", ge=0),
    "reach_per_exposure": number("How many people one exposure stands for.", ge=0, le=1, adds_up=False, not_null=True),
    "addressable_people": count(
        "People who live there: the upper bound of who can be addressed. A plan may state its own, smaller number.",
        ge=1, not_null=True,
    ),
    "addressable_source": text("Where the number of people is from.", not_null=True),
    "addressable_year": count("The year it holds for.", "year", ge=1950, le=2100, adds_up=False, not_null=True),
    "price": money("What is paid for the whole package, in the currency."),
    "price_low": money("Lower 95 % bound of the price; the price itself where it was agreed."),
    "price_high": money("Upper 95 % bound of the price; the price itself where it was agreed."),
    "price_log_sd": number(
        "Standard deviation of the log of a modelled price; 0 where it was agreed.", "log", ge=0, adds_up=False,
    ),
    "price_source": text(
        "agreed: the creator's latest deal on the platform; gifted: that deal had product and no fee; modelled: the "
        "mean of what peers ask; quoted (in plans only): the plan's own list; null: no price is known.",
        isin=["agreed", "gifted", "modelled"],
    ),
    "priced_on": day("Day of the deal that the price is from."),
    "price_deal_id": text("The deal that the price is from."),
    "price_cell": text(
        "Whose deals a modelled price rests on: platform and tier, else the tier over all platforms, else all.",
    ),
    "price_cell_deals": count("Deals with a fee in price_cell.", ge=1),
    "price_per_post": money("What one post costs, boosting apart; of a modelled price the mean.", not_null=True),
    "price_per_post_low": money("Lower 95 % bound of price_per_post.", not_null=True),
    "price_per_post_high": money("Upper 95 % bound of price_per_post.", not_null=True),
    "cost_without_boosting": money(
        "Fee, product, shipping, agency and commission of the creator's part of the deal.",
        ge=None, gt=0, not_null=True,
    ),
    "posts_priced": count("Posts that the cost is divided by.", ge=1, not_null=True),
    "followers_at_deal": count("Followers at the deal's first delivered post, else the latest.", adds_up=False),
    "pool": text("Over which creators means are pooled in the end: a platform's, or all.", not_null=True),
    "sample_key": text("The creator or account whose mean it is."),
    "sample_size": count("Posts or deals behind the mean.", ge=1, not_null=True),
    "log_mean": number("Mean of the logs.", "log", not_null=True),
    "log_mean_error": number("Variance of the mean's sampling error.", "log squared", ge=0, not_null=True),
    "log_mean_variance": number(
        "How sure the mean of the cell or tier is: its variance.", "log squared", ge=0, not_null=True,
    ),
    "log_variance_within": number(
        "Variance of the logs of an account's posts, pooled over accounts.", "log squared", ge=0,
    ),
    "mean_factor": number(
        "How many times the middle post of an account the mean of its posts is.", "ratio", gt=0, adds_up=False,
    ),
    "compared_in": text(
        "Within what creators are compared with one another: cells, tiers or the whole pool.",
        isin=["cells", "tiers", "pool"], not_null=True,
    ),
    "squares_in_cells": number("How far creators lie from the mean of their cell: sum of squares.", "log squared", not_null=True),
    "squares_in_tiers": number("The same about the mean of their tier.", "log squared", not_null=True),
    "squares_in_pool": number("The same about the mean of the pool.", "log squared", not_null=True),
    "error_in_cells": number("What sampling error alone makes of squares_in_cells.", "log squared", not_null=True),
    "error_in_tiers": number("What sampling error alone makes of squares_in_tiers.", "log squared", not_null=True),
    "error_in_pool": number("What sampling error alone makes of squares_in_pool.", "log squared", not_null=True),
    "error_mean": number("Mean of the creators' sampling errors.", "log squared", ge=0, not_null=True),
    "cells_per_tier": number("Sum over cells of squared creators over those of the tier.", "count", gt=0, not_null=True),
    "cells_per_pool": number("Sum over cells of squared creators over those of the pool.", "count", gt=0, not_null=True),
    "tiers_per_pool": number("Sum over tiers of squared creators over those of the pool.", "count", gt=0, not_null=True),
    "creators_variance": number(
        "Variance between creators of a cell: of logs, or relative to the rate.", "log squared", gt=0, not_null=True,
    ),
    "platforms_variance": number("Variance between the platforms of a tier.", "log squared", ge=0, not_null=True),
    "tiers_variance": number("Variance between tiers.", "log squared", ge=0, not_null=True),
    "cells": count("Cells with creators: platform and tier.", ge=1, not_null=True),
    "tiers": count("Tiers with creators.", ge=1, not_null=True),
    "rests_on": text("The narrowest group with creators: platform and tier, tier, or the pool.", not_null=True),
    "results_cell": text(
        "Platform and tier: whose uncertainty reach_cell_log_sd and engagements_cell_log_sd share.", not_null=True,
    ),
    "returns_cell": text(
        "Tier: whose uncertainty clicks_cell_log_sd, orders_cell_log_sd and net_revenue_cell_log_sd share.",
        not_null=True,
    ),
    "audience_basis": text(
        "stated: an export tells the audience's countries; home country: what creators who tell it have at home; "
        "unknown: neither.",
        isin=["stated", "home country", "unknown"], not_null=True,
    ),
}  # fmt: skip
