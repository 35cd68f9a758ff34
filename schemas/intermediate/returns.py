"""Contracts of steps to returns: windows, packages, placement, and the bootstrap under the intervals."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Money, Rate, column

MEASURES = [
    "return_on_ad_spend", "cost_per_engagement", "cost_per_thousand_views", "cost_per_click", "cost_per_order",
]  # fmt: skip


class IntDealWindows(pa.DataFrameModel):
    """intermediate.int_deal_windows: one row per deal: the days in which an order found by its code or link counts."""

    deal_id: str = column("deal_id", nullable=False)
    first_posted_on: Day = column("first_posted_on")
    last_posted_on: Day = column("last_posted_on")
    attribution_window_days: Count = column("attribution_window_days", nullable=False, ge=0)
    window_starts_on: Day = column("window_starts_on")
    window_ends_on: Day = column("window_ends_on")

    class Config:
        strict = ordered = True
        unique = ["deal_id"]


class IntDealShares(pa.DataFrameModel):
    """intermediate.int_deal_shares: one row per deal and creator: the creator's part in the deal's cost."""

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    allocation_basis: str = column(
        "allocation_basis", nullable=False, isin=["whole", "stated", "equal", "views", "posts"]
    )
    allocation_share: Rate = column("allocation_share", nullable=False, ge=0, le=1)
    allocation_refused: str = column("allocation_refused")

    class Config:
        strict = ordered = True
        unique = ["deal_id", "influencer_id"]


class IntDealCosts(pa.DataFrameModel):
    """intermediate.int_deal_costs: one row per deal and creator: the creator's part of each cost of the deal, in the
    reporting currency.
    """

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    allocation_share: Rate = column("allocation_share", nullable=False, ge=0, le=1)
    fee: Money = column("fee", ge=0)
    product_cost: Money = column("product_cost", ge=0)
    shipping_cost: Money = column("shipping_cost", ge=0)
    agency_cost: Money = column("agency_cost", ge=0)
    boosting_cost: Money = column("boosting_cost", ge=0)
    commission: Money = column("commission", ge=0)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "influencer_id"]


class IntReturnPlacements(pa.DataFrameModel):
    """intermediate.int_return_placements: one row per creator, campaign and deal with cost or result: the platform and
    the tier it belongs to.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    platform: str = column("platform", nullable=False)
    tier: str = column("tier", nullable=False)
    tier_source: str = column(
        "tier_source", nullable=False, isin=["delivered post", "nearest post", "current", "unknown"]
    )

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "campaign_id", "deal_id"]


class IntReturnSlots(pa.DataFrameModel):
    """intermediate.int_return_slots: one row per group of deals, measure and slot: what the bootstrap draws together."""

    group_number: Count = column("group_number", nullable=False, ge=1)
    grouping_level: str = column("grouping_level", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    slot: Count = column("slot", nullable=False, ge=1, le=64)
    units: Count = column("units", nullable=False, ge=5)
    cost: Rate = column("cost", nullable=False, ge=0)
    result: Rate = column("result", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["group_number", "slot"]


class IntReturnReplicates(pa.DataFrameModel):
    """intermediate.int_return_replicates: one row per group of deals, measure and replicate of the bootstrap: the result
    for each unit of cost, drawn anew.
    """

    grouping_level: str = column("grouping_level", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    units: Count = column("units", nullable=False, ge=5)
    replicate: Count = column("replicate", nullable=False, ge=0)
    estimate: Rate = column("estimate", nullable=False, gt=0)
    drawn_value: Rate = column("drawn_value", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "campaign_id", "tier", "platform", "measure", "replicate"]


class IntTierWins(pa.DataFrameModel):
    """intermediate.int_tier_wins: one row per platform, campaign, measure and tier: the probability that the tier is the
    best of those compared.
    """

    grouping_level: str = column("grouping_level", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    platform: str = column("platform", nullable=False)
    measure: str = column("measure", nullable=False, isin=MEASURES)
    tier: str = column("tier", nullable=False)
    best_probability: Rate = column("best_probability", nullable=False, ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "campaign_id", "platform", "measure", "tier"]


class IntOrderSlots(pa.DataFrameModel):
    """intermediate.int_order_slots: one row per deal, creator and campaign, or creator: its orders in 16 slots, as the
    bootstrap over orders draws them.
    """

    grouping_level: str = column("grouping_level", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    orders: Count = column("orders", nullable=False, ge=5)
    net_revenue: Rate = column("net_revenue", nullable=False, gt=0)
    deviation_01: Rate = column("deviation_01", nullable=False, ge=0)
    deviation_02: Rate = column("deviation_02", nullable=False, ge=0)
    deviation_03: Rate = column("deviation_03", nullable=False, ge=0)
    deviation_04: Rate = column("deviation_04", nullable=False, ge=0)
    deviation_05: Rate = column("deviation_05", nullable=False, ge=0)
    deviation_06: Rate = column("deviation_06", nullable=False, ge=0)
    deviation_07: Rate = column("deviation_07", nullable=False, ge=0)
    deviation_08: Rate = column("deviation_08", nullable=False, ge=0)
    deviation_09: Rate = column("deviation_09", nullable=False, ge=0)
    deviation_10: Rate = column("deviation_10", nullable=False, ge=0)
    deviation_11: Rate = column("deviation_11", nullable=False, ge=0)
    deviation_12: Rate = column("deviation_12", nullable=False, ge=0)
    deviation_13: Rate = column("deviation_13", nullable=False, ge=0)
    deviation_14: Rate = column("deviation_14", nullable=False, ge=0)
    deviation_15: Rate = column("deviation_15", nullable=False, ge=0)
    deviation_16: Rate = column("deviation_16", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "influencer_id", "campaign_id", "deal_id"]


class IntReturnIntervals(pa.DataFrameModel):
    """intermediate.int_return_intervals: one row per group with enough deals or orders: between what its return lies in
    95 of 100 cases, and how likely it pays.
    """

    grouping_level: str = column("grouping_level", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    tier: str = column("tier", nullable=False)
    platform: str = column("platform", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    return_interval_over: str = column("return_interval_over", nullable=False, isin=["deals", "orders"])
    return_interval_units: Count = column("return_interval_units", nullable=False, ge=5)
    return_on_ad_spend_low: Rate = column("return_on_ad_spend_low", nullable=False, ge=0)
    return_on_ad_spend_high: Rate = column("return_on_ad_spend_high", nullable=False, ge=0)
    revenue_roi_positive_probability: Rate = column("revenue_roi_positive_probability", nullable=False, ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["grouping_level", "influencer_id", "campaign_id", "tier", "platform", "deal_id"]


class IntCodeRedemptions(pa.DataFrameModel):
    """intermediate.int_code_redemptions: one row per redemption of a deal's code (an order, or a row that sums orders),
    and what is unusual about it.
    """

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    order_day: Day = column("order_day", nullable=False)
    country: str = column("country")
    orders: Count = column("orders", nullable=False, ge=1)
    net_revenue: Money = column("net_revenue", ge=0)
    is_ambiguous: bool = column("is_ambiguous", nullable=False)
    days_since_click: Count = column("days_since_click", ge=0)
    is_link_tracked: bool = column("is_link_tracked", nullable=False)
    is_outside_brief: bool = column("is_outside_brief")
    is_after_end: bool = column("is_after_end")
    days_since_post: Count = column("days_since_post", ge=0)
    orders_in_three_days: Count = column("orders_in_three_days", nullable=False, ge=1)
    orders_expected_in_three_days: Rate = column("orders_expected_in_three_days", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record", "deal_id", "influencer_id"]


RETURN_STEPS = {
    "int_code_redemptions": IntCodeRedemptions,
    "int_deal_windows": IntDealWindows,
    "int_deal_shares": IntDealShares,
    "int_deal_costs": IntDealCosts,
    "int_return_placements": IntReturnPlacements,
    "int_return_slots": IntReturnSlots,
    "int_return_replicates": IntReturnReplicates,
    "int_tier_wins": IntTierWins,
    "int_order_slots": IntOrderSlots,
    "int_return_intervals": IntReturnIntervals,
}
