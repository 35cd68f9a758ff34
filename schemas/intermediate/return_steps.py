"""Contracts of steps from costs and results to returns and their intervals."""

from schemas.contract import Contract
from schemas.identities import CostsAddUp, OrdersCountOnce, ReturnsFollow
from schemas.values import RETURN_MEASURES


class IntCosts(Contract):
    """intermediate.int_costs: one row per deal and creator, or per creator, campaign and platform of advertising: cost in
    the reporting currency.
    """

    grain = "cost_source influencer_id campaign_id platform deal_id"
    nullable = "influencer_id platform deal_id"


class IntResults(OrdersCountOnce):
    """intermediate.int_results: one row per creator, campaign and deal: what posts, tracked links and orders brought,
    each summed on its own first.
    """

    grain = "influencer_id campaign_id deal_id"


class IntReturns(OrdersCountOnce, CostsAddUp):
    """intermediate.int_returns: one row per creator, campaign, platform and deal: costs beside results, the sums under
    every return.
    """

    grain = "influencer_id campaign_id deal_id"
    not_null = "tier"
    rules = {"platform": {"isin": None}}


class IntReturnSums(OrdersCountOnce, CostsAddUp):
    """intermediate.int_return_sums: one row per grouping, and group in it: the sums of costs and results."""

    grain = "grouping_level influencer_id campaign_id tier platform deal_id"
    rules = {"platform": {"isin": None}}


class IntReturnTotals(ReturnsFollow):
    """intermediate.int_return_totals: one row per grouping, and group in it: every sum and every return, by the same
    formulas.
    """

    grain = "grouping_level influencer_id campaign_id tier platform deal_id"
    nullable = "creators"
    rules = {"platform": {"isin": None}}


class IntDealWindows(Contract):
    """intermediate.int_deal_windows: one row per deal: the days in which an order found by its code or link counts."""

    grain = "deal_id"


class IntDealShares(Contract):
    """intermediate.int_deal_shares: one row per deal and creator: the creator's part in the deal's cost."""

    grain = "deal_id influencer_id"
    not_null = "allocation_share"
    nullable = "platform"
    rules = {"allocation_basis": {"isin": ["whole", "stated", "equal", "views", "posts"]}}


class IntDealCosts(Contract):
    """intermediate.int_deal_costs: one row per deal and creator: the creator's part of each cost of the deal, in the
    reporting currency.
    """

    grain = "deal_id influencer_id"
    not_null = "allocation_share"
    nullable = "platform"


class IntReturnPlatforms(Contract):
    """intermediate.int_return_platforms: one row per creator, campaign and deal with cost or result: the platform it
    belongs to.
    """

    grain = "influencer_id campaign_id deal_id"
    rules = {"platform": {"isin": None}}


class IntReturnPlacements(Contract):
    """intermediate.int_return_placements: one row per creator, campaign and deal with cost or result: the platform and
    the tier it belongs to.
    """

    grain = "influencer_id campaign_id deal_id"
    not_null = "tier"
    rules = {"platform": {"isin": None}}


class IntReturnSlots(Contract):
    """intermediate.int_return_slots: one row per group of deals, measure and slot: what the bootstrap draws together."""

    grain = "group_number slot"
    not_null = "tier"
    rules = {"platform": {"isin": None}, "measure": {"isin": RETURN_MEASURES}, "slot": {"le": 64}}
    means = {"cost": "slot_cost"}


class IntReturnReplicates(Contract):
    """intermediate.int_return_replicates: one row per group of deals, measure and replicate of the bootstrap: the result
    for each unit of cost, drawn anew.
    """

    grain = "grouping_level campaign_id tier platform measure replicate"
    rules = {"platform": {"isin": None}, "measure": {"isin": RETURN_MEASURES}}


class IntTierWins(Contract):
    """intermediate.int_tier_wins: one row per platform, campaign, measure and tier: the probability that the tier is the
    best of those compared.
    """

    grain = "grouping_level campaign_id platform measure tier"
    rules = {"platform": {"isin": None}, "measure": {"isin": RETURN_MEASURES}}


class IntDrawnOrders(Contract):
    """intermediate.int_drawn_orders: one row per creator, campaign and deal with cost or result: its orders, and how far
    chance moves them.
    """

    grain = "influencer_id campaign_id deal_id"
    not_null = "tier"


class IntOrderIntervals(Contract):
    """intermediate.int_order_intervals: one row per deal, creator and campaign, or creator, with at least five orders, and
    measure: the bounds of the return.
    """

    grain = "grouping_level influencer_id campaign_id deal_id measure"
    rules = {"measure": {"isin": RETURN_MEASURES}}


class IntOrderRates(Contract):
    """intermediate.int_order_rates: one row per grouping and group with clicks: the bounds of its orders found by link
    for each click.
    """

    grain = "grouping_level influencer_id campaign_id tier platform deal_id"
    not_null = "order_rate_by_clicks_low order_rate_by_clicks_high"
    rules = {"platform": {"isin": None}}


class IntReturnGroups(Contract):
    """intermediate.int_return_groups: one row per group of deals and measure: its return, and how far the draws of it are
    moved away from it.
    """

    grain = "group_number"
    not_null = "tier"
    rules = {"platform": {"isin": None}, "measure": {"isin": RETURN_MEASURES}}


class IntReturnIntervals(Contract):
    """intermediate.int_return_intervals: one row per group with enough creators or orders: between what its return lies in
    95 of 100 cases, and how likely it pays.
    """

    grain = "grouping_level influencer_id campaign_id tier platform deal_id"
    not_null = "return_interval_over return_interval_units"
    rules = {"platform": {"isin": None}}


class IntCodeRedemptions(Contract):
    """intermediate.int_code_redemptions: one row per redemption of a deal's code (an order, or a row that sums orders),
    and what is unusual about it.
    """

    grain = "load_id source_record deal_id influencer_id"
    not_null = "orders"
    rules = {"orders": {"ge": 1}}


class IntCodeReview(Contract):
    """intermediate.int_code_review: one row per deal whose code was redeemed, and signal of a leaked code: the evidence,
    and whether a person should look.
    """

    grain = "deal_id signal"
    rules = {"signal": {"isin": None}}


class IntCodeSignals(Contract):
    """intermediate.int_code_signals: one row per redemption of a deal's code and signal of a leaked code: whether it can be
    told, and whether it is unusual.
    """

    grain = "load_id source_record deal_id influencer_id signal"
    not_null = "orders"
    rules = {"signal": {"isin": None}}


class IntRedemptionsUnderReview(Contract):
    """intermediate.int_redemptions_under_review: one row per redemption that shows a signal for which its code needs a
    review: once, however many signals it shows.
    """

    grain = "load_id source_record deal_id influencer_id"
    not_null = "orders"
    rules = {"orders": {"ge": 1}}
