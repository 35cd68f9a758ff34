"""Contracts of steps to what a planner may buy, and what that is expected to bring."""

from schemas.contract import Contract
from schemas.values import PLAN_GOALS, POOLED, RESPONSES


class IntOfferAccounts(Contract):
    """intermediate.int_offer_accounts: one row per account that a planner may book."""

    grain = "account_key"


class IntDealPrices(Contract):
    """intermediate.int_deal_prices: one row per deal, creator and account whose price is known."""

    grain = "deal_id influencer_id"
    not_null = "priced_on price_source"
    rules = {"price_source": {"isin": ["agreed", "gifted"]}}


class IntOfferPrices(Contract):
    """intermediate.int_offer_prices: one row per account with a price of one post."""

    grain = "account_key"
    not_null = "price_source price_log_sd"


class IntOfferExposures(Contract):
    """intermediate.int_offer_exposures: one row per account of which exposures of a post can be expected."""

    grain = "account_key"


class IntOfferEngagements(Contract):
    """intermediate.int_offer_engagements: one row per account of which engagements of a post can be expected."""

    grain = "account_key"
    not_null = "engagements_per_post engagements_log_sd engagements_cell_log_sd engagements_basis"


class IntOfferResults(Contract):
    """intermediate.int_offer_results: one row per account: what one post is expected to bring."""

    grain = "account_key"


class IntOfferCountries(Contract):
    """intermediate.int_offer_countries: one row per account and country: the part of the account's audience there."""

    grain = "account_key country"


class IntOfferPostSamples(Contract):
    """intermediate.int_offer_post_samples: one row per account and measure of its posts: mean of the logs per follower."""

    grain = "account_key measure"
    not_null = "posts"
    rules = {"measure": {"isin": ["exposures", "engagements"]}, "posts": {"ge": 1}}


class IntOfferSamples(Contract):
    """intermediate.int_offer_samples: one row per measure and creator in a cell: the mean of its logs and its error."""

    grain = "measure platform tier sample_key"
    rules = {"measure": {"isin": POOLED}}


class IntOfferSquares(Contract):
    """intermediate.int_offer_squares: one row per measure and pool of three creators or more: the sums of squares of a
    nested analysis of variance.
    """

    grain = "measure pool"
    rules = {"measure": {"isin": POOLED}}


class IntOfferSpreads(Contract):
    """intermediate.int_offer_spreads: one row per measure and pool of three creators or more: how far creators,
    platforms and tiers lie apart.
    """

    grain = "measure pool"
    rules = {"measure": {"isin": POOLED}, "creators": {"ge": 3}}


class IntOfferCells(Contract):
    """intermediate.int_offer_cells: one row per measure, platform and tier that has accounts: the mean of its creators'
    logs, and how sure it is.
    """

    grain = "measure platform tier"
    rules = {"measure": {"isin": POOLED}, "creators": {"ge": 1}}


class IntResponseDeals(Contract):
    """intermediate.int_response_deals: one row per measure, delivered deal and creator: what it brought, and from how much."""

    grain = "measure deal_id influencer_id campaign_id"
    not_null = "tier"
    rules = {"measure": {"isin": RESPONSES}, "platform": {"isin": None}}


class IntResponseExponents(Contract):
    """intermediate.int_response_exponents: one row per measure: by which power of its exposures a deal's result grows
    within a tier.
    """

    grain = "measure"
    rules = {"measure": {"isin": RESPONSES}}


class IntResponseScatter(Contract):
    """intermediate.int_response_scatter: one row per measure: how far deals scatter about what their creator usually
    brings.
    """

    grain = "measure"
    rules = {"measure": {"isin": RESPONSES}}


class IntDealResponses(Contract):
    """intermediate.int_deal_responses: one row per measure, creator, platform and tier: what delivered deals brought, and
    from how much.
    """

    grain = "measure influencer_id platform tier"
    not_null = "deals"
    rules = {"measure": {"isin": RESPONSES}, "platform": {"isin": None}, "deals": {"ge": 1}}


class IntDealOutcomes(Contract):
    """intermediate.int_deal_outcomes: one row per delivered deal and creator: its exposures, and the clicks, orders and
    revenue that can be learnt from.
    """

    grain = "deal_id influencer_id campaign_id"
    not_null = "tier"


class IntResponseLogs(Contract):
    """intermediate.int_response_logs: one row per measure and tier with deals: the log of its rate, its error, and how
    creators differ.
    """

    grain = "measure tier"
    rules = {"measure": {"isin": RESPONSES}, "creators": {"ge": 1}}


class IntPastResults(Contract):
    """intermediate.int_past_results: one row per creator, platform and measure: what its delivered deals brought and
    cost.
    """

    grain = "influencer_id platform measure"
    not_null = "past_deals past_result past_best_result"
    rules = {"measure": {"isin": PLAN_GOALS}, "platform": {"isin": None}, "past_deals": {"ge": 1}}


class IntReachRatios(Contract):
    """intermediate.int_reach_ratios: one row per platform with accounts: how many people one exposure stands for."""

    grain = "platform"


class IntResponseTiers(Contract):
    """intermediate.int_response_tiers: one row per measure and tier: what an exposure, or an order, brings, how creators
    differ in it, and how sure it is.
    """

    grain = "measure tier"
    rules = {"measure": {"isin": RESPONSES}}


class IntOfferResponses(Contract):
    """intermediate.int_offer_responses: one row per account and measure: what an exposure, or an order, is expected to
    bring.
    """

    grain = "account_key measure"
    not_null = "deals"
    rules = {"measure": {"isin": RESPONSES}, "response_rate": {"ge": 0, "gt": None}}
