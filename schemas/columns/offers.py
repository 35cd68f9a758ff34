"""What a planner may buy: packages, prices, what they are expected to bring, and how sure that is."""

from schemas.values import BASES
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
    "response_result": number(
        "Clicks, orders, or the value of orders in average orders.", "count", ge=0, not_null=True,
    ),
    "response_base": number(
        "Exposures behind clicks and orders; orders behind their value.", "count", gt=0, not_null=True,
    ),
    "response_unit": number(
        "What one of response_result is: 1, or the net revenue of the average order.",
        gt=0, adds_up=False, not_null=True,
    ),
    "response_rate": number(
        "Clicks or orders for each exposure of the middle deal (response_reference); net revenue for each order.",
        "ratio", gt=0, adds_up=False, not_null=True,
    ),
    "response_exponent": number(
        "The power of its exposures by which a deal's result grows within a tier: 1 is in proportion.",
        "power", gt=0, adds_up=False, not_null=True,
    ),
    "response_exponent_sd": number(
        "How sure response_exponent is: its standard deviation.", "power", ge=0, adds_up=False, not_null=True,
    ),
    "response_reference": number(
        "Exposures of the middle deal (orders, of the value of orders), in which bases are told.",
        "count", gt=0, adds_up=False, not_null=True,
    ),
    "response_variance": number(
        "Variance between creators of a tier relative to its rate, luck of deals included.", "log squared", ge=0, adds_up=False,
    ),
    "deals_effective": number(
        "How many deals of one size would scatter as these do.", "count", gt=0, adds_up=False, not_null=True,
    ),
    "deals_variance": number(
        "Variance of deals about what their creator usually brings, relative to it, the noise of counts apart.",
        "log squared", ge=0, adds_up=False, not_null=True,
    ),
    "deals_df": number(
        "Degrees of freedom behind deals_variance, by how much the deals' counts say; 0: half of response_variance is taken.",
        "count", ge=0, adds_up=False, not_null=True,
    ),
    "response_log_sd": number(
        "The creator's own uncertainty of the rate: standard deviation of the log.",
        "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_cell_log_sd": number(
        "What all of the tier share of it: standard deviation of the log.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_deal_log_sd": number(
        "How far one deal scatters about it, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_basis": text(
        "own: the creator's own deals on the platform, drawn towards its tier; peers: the tier's.",
        isin=["own", "peers"], not_null=True,
    ),
    "exposure_posts": count("Own posts in the window that report exposures.", not_null=True),
    "exposures_log": number("Log of the exposures of the account's middle post.", "log", adds_up=False, not_null=True),
    "exposures_log_sd": number(
        "The account's own uncertainty of it: standard deviation.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "exposures_cell_log_sd": number(
        "What all of the cell share of it: standard deviation.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "exposures_expected": number("Exposures of one post: the mean of what is expected.", "count", ge=0, not_null=True),
    "exposures_post_log_sd": number(
        "How far one post's exposures scatter about what is usual for the account: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_post_log_sd": number(
        "How far one post's engagements scatter about what is usual for the account: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_exponent": number(
        "The power of exposures by which clicks grow, within a tier and with the posts of a package.",
        "power", gt=0, adds_up=False,
    ),
    "orders_exponent": number(
        "The power of exposures by which orders grow, within a tier and with the posts of a package.",
        "power", gt=0, adds_up=False,
    ),
    "clicks_deal_log_sd": number(
        "How far one deal's clicks scatter, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_deal_log_sd": number(
        "How far one deal's orders scatter, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_deal_log_sd": number(
        "How far one deal's net revenue scatters, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "past_deals": count("Delivered deals of the creator on the platform whose result of the measure is known."),
    "past_result": number("What these deals brought of the measure, together.", "of the measure", ge=0, adds_up=False),
    "past_best_result": number("What the best of these deals brought of the measure.", "of the measure", ge=0, adds_up=False),
    "past_cost": money("What these deals cost without boosting, those whose cost is known.", adds_up=False),
    "past_result_with_cost": number(
        "What the deals whose cost is known brought of the measure, together.", "of the measure", ge=0, adds_up=False,
    ),
    "exposures_basis": text(
        "own: the account's own posts, drawn towards its cell; peers: those of its cell.",
        isin=["own", "peers"], not_null=True,
    ),
    "reach_expected": number(
        "People reached by the whole package, each once: the mean of what is expected; null where nothing is known.",
        "count", ge=0,
    ),
    "reach_per_post": number("People reached by one post, each once: the mean of what is expected.", "count", ge=0),
    "reach_log_sd": number(
        "How far the creator's true reach_expected may be off, apart from what its cell shares: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_cell_log_sd": number(
        "The part of the uncertainty of reach_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_campaign_log_sd": number(
        "How far the reach of one booking scatters about what the creator usually brings: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_basis": text(
        "What reach_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and peers:"
        " a part each; 'estimated from' names the count that stands for reach.",
        isin=["own", "own, estimated from views", "own, estimated from impressions", "peers", "peers, estimated from views", "peers, estimated from impressions"],
    ),
    "engagements_expected": number(
        "Headline numerator (reference.platforms: public engagements) of the whole package: the mean of what is expected; "
        "null where nothing is known.",
        "count", ge=0,
    ),
    "engagements_per_post": number("Headline numerator of one post: the mean of what is expected.", "count", ge=0),
    "engagements_log_sd": number(
        "How far the creator's true engagements_expected may be off, apart from what its cell shares: standard "
        "deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_cell_log_sd": number(
        "The part of the uncertainty of engagements_expected that all offers of the cell share: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_campaign_log_sd": number(
        "How far the engagements of one booking scatters about what the creator usually brings: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_basis": text(
        "What engagements_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "clicks_expected": number(
        "Clicks on tracked links that the whole package brings: the mean of what is expected; null where nothing is "
        "known.",
        "count", ge=0,
    ),
    "clicks_per_post": number(
        "Clicks on tracked links that one post brings: the mean of what is expected.", "count", ge=0,
    ),
    "clicks_log_sd": number(
        "How far the creator's true clicks_expected may be off, apart from what its cell shares: standard deviation of"
        " the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_cell_log_sd": number(
        "The part of the uncertainty of clicks_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_campaign_log_sd": number(
        "How far the clicks of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_basis": text(
        "What clicks_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "orders_expected": number(
        "Orders that the whole package brings: the mean of what is expected; null where nothing is known.",
        "count", ge=0,
    ),
    "orders_per_post": number("Orders that one post brings: the mean of what is expected.", "count", ge=0),
    "orders_log_sd": number(
        "How far the creator's true orders_expected may be off, apart from what its cell shares: standard deviation of"
        " the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_cell_log_sd": number(
        "The part of the uncertainty of orders_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_campaign_log_sd": number(
        "How far the orders of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_basis": text(
        "What orders_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "net_revenue_expected": number(
        "Net revenue of the orders that the whole package brings: the mean of what is expected; null where nothing is "
        "known.",
        "money", ge=0,
    ),
    "net_revenue_per_post": number(
        "Net revenue of the orders that one post brings: the mean of what is expected.", "money", ge=0,
    ),
    "net_revenue_log_sd": number(
        "How far the creator's true net_revenue_expected may be off, apart from what its cell shares: standard "
        "deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_cell_log_sd": number(
        "The part of the uncertainty of net_revenue_expected that all offers of the cell share: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_campaign_log_sd": number(
        "How far the net revenue of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_basis": text(
        "What net_revenue_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
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
