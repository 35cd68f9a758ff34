"""Contracts of steps from orders and costs to returns."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import ORDER_MEANINGS
from schemas.returns import Results, Returns, Sums
from schemas.types import Count, Day, Moment, Money, column


class IntOrderClaims(pa.DataFrameModel):
    """intermediate.int_order_claims: one row per order (or row that sums orders), deal and creator that its code or link
    leads to.
    """

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    method: str = column("method", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id")
    deal_brand: str = column("deal_brand", nullable=False)
    is_outside_window: bool = column("is_outside_window", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record", "deal_id", "influencer_id"]


class IntOrderNumbers(pa.DataFrameModel):
    """intermediate.int_order_numbers: one row per order with a number: in which brand, and on which day, the number stands
    for it.
    """

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    dataset: str = column("dataset", nullable=False)
    brand: str = column("brand_folder", nullable=False)
    order_number: str = column("order_number", nullable=False)
    order_day: Day = column("order_day", nullable=False)
    shop_system: str = column("shop_system")
    is_fate_told: bool = column("is_fate_told", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record"]


class IntOrderOwners(pa.DataFrameModel):
    """intermediate.int_order_owners: one row per order (or row that sums orders) and influencer it belongs to: to whom, by
    what, and for which deal.
    """

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    record_key: str = column("record_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    attribution_method: str = column("attribution_method")
    is_found_by_code: bool = column("is_found_by_code", nullable=False)
    deal_id: str = column("deal_id")
    campaign_id: str = column("campaign_id")
    holder: Count = column("holder", nullable=False, ge=1)
    holders: Count = column("holders", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record", "holder"]


class IntOrderAttribution(pa.DataFrameModel):
    """intermediate.int_order_attribution: one row per order (or row that sums orders) and influencer it belongs to, and
    whether it counts.
    """

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    record_key: str = column("record_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id")
    attribution_method: str = column("attribution_method")
    order_number: str = column("order_number")
    order_day: Day = column("order_day")
    country: str = column("country")
    is_new_customer: bool = column("is_new_customer")
    order_meaning: str = column("order_meaning", nullable=False, isin=ORDER_MEANINGS)
    is_ambiguous: bool = column("is_ambiguous", nullable=False)
    orders_placed: Count = column("orders_placed", ge=0)
    orders: Count = column("orders", ge=0)
    orders_pending: Count = column("orders_pending", ge=0)
    orders_cancelled: Count = column("orders_cancelled", ge=0)
    gross_revenue: Money = column("gross_revenue", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    currency: str = column("currency", nullable=False)
    is_captured_late: bool = column("is_captured_late", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    is_outside_window: bool = column("is_outside_window", nullable=False)
    is_repeated: bool = column("is_repeated", nullable=False)
    is_counted: bool = column("is_counted", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record", "deal_id", "influencer_id"]


class IntOrderStates(pa.DataFrameModel):
    """intermediate.int_order_states: one row per shop system, state and what became of its orders: how many there are, and
    whether the state is known.
    """

    shop_system: str = column("shop_system", nullable=False)
    order_state: str = column("order_state", nullable=False)
    order_meaning: str = column("order_meaning", nullable=False, isin=ORDER_MEANINGS)
    is_state_unknown: bool = column("is_state_unknown", nullable=False)
    orders_placed: Count = column("orders_placed", nullable=False, ge=0)
    gross_revenue: Money = column("gross_revenue", ge=0)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["shop_system", "order_state", "order_meaning", "is_state_unknown"]


class IntCosts(pa.DataFrameModel):
    """intermediate.int_costs: one row per deal and creator, or per creator, campaign and platform of advertising: cost in
    the reporting currency.
    """

    cost_source: str = column("cost_source", nullable=False, isin=["deal", "advertising"])
    influencer_id: str = column("influencer_id")
    campaign_id: str = column("campaign_id", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    deal_id: str = column("deal_id")
    is_gifted: bool = column("is_gifted", nullable=False)
    fee: Money = column("fee", ge=0)
    product_cost: Money = column("product_cost", ge=0)
    shipping_cost: Money = column("shipping_cost", ge=0)
    agency_cost: Money = column("agency_cost", ge=0)
    boosting_cost: Money = column("boosting_cost", ge=0)
    commission: Money = column("commission", ge=0)
    cost: Money = column("cost", ge=0)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["cost_source", "influencer_id", "campaign_id", "platform", "deal_id"]


class IntResultsKeys(pa.DataFrameModel):
    """What intermediate.int_results begins with."""

    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)


class IntResults(Results, IntResultsKeys):
    """intermediate.int_results: one row per creator, campaign and deal: what posts, tracked links and orders brought,
    each summed on its own first.
    """

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "campaign_id", "deal_id"]


class IntReturnsKeys(pa.DataFrameModel):
    """What intermediate.int_returns begins with."""

    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    platform: str = column("platform", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    tier: str = column("tier", nullable=False)


class IntReturns(Sums, IntReturnsKeys):
    """intermediate.int_returns: one row per creator, campaign, platform and deal: costs beside results, the sums under
    every return.
    """

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "campaign_id", "deal_id"]


class IntReturnTotalsKeys(pa.DataFrameModel):
    """What intermediate.int_return_totals begins with."""

    grouping_level: str = column("grouping_level", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    creators: Count = column("creators", nullable=False, ge=0)


class IntReturnSums(Sums, IntReturnTotalsKeys):
    """intermediate.int_return_sums: one row per grouping, and group in it: the sums of costs and results."""

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "influencer_id", "campaign_id", "tier", "platform", "deal_id"]


class IntReturnTotals(Returns, IntReturnTotalsKeys):
    """intermediate.int_return_totals: one row per grouping, and group in it: every sum and every return, by the same
    formulas.
    """

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "influencer_id", "campaign_id", "tier", "platform", "deal_id"]
