"""Contracts of staging tables about money: campaigns, deals, links, orders, advertising."""

import pandera.polars as pa
import polars as pl

from schemas.identities import parts_sum
from schemas.raw import PLATFORMS
from schemas.reference import ORDER_MEANINGS
from schemas.types import Count, Day, Moment, Money, Rate, column

REFUND_PARTS = ["all", "goods", "shipping", "tax", "divided"]


class StgExchangeRates(pa.DataFrameModel):
    """staging.stg_exchange_rates: one row per currency and day with a rate: what one unit is worth in the reporting
    currency from then on.
    """

    currency: str = column("currency", nullable=False)
    exchange_rate_date: Day = column("exchange_rate_date", nullable=False)
    exchange_rate: Rate = column("exchange_rate", nullable=False, ge=0)
    exchange_rate_source: str = column("exchange_rate_source")

    class Config:
        strict = ordered = True
        unique = ["currency", "exchange_rate_date"]


class StgCampaigns(pa.DataFrameModel):
    """staging.stg_campaigns: one row per campaign, as its newest sheet states it."""

    campaign_id: str = column("campaign_id", nullable=False)
    dataset: str = column("dataset", nullable=False)
    campaign_ref: str = column("campaign_ref")
    name: str = column("name")
    brand: str = column("brand")
    objective: str = column("objective")
    budget: Money = column("budget", ge=0)
    currency: str = column("currency", nullable=False)
    budget_reporting: Money = column("budget_reporting", ge=0)
    reporting_currency: str = column("reporting_currency", nullable=False)
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
    target_countries: str = column("target_countries")
    target_niches: str = column("target_niches")
    margin_rate: Rate = column("margin_rate", ge=0, le=1)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["campaign_id"]


class StgDeals(pa.DataFrameModel):
    """staging.stg_deals: one row per deal, as its newest sheet states it: with whom, what for, at what cost."""

    deal_id: str = column("deal_id", nullable=False)
    dataset: str = column("dataset", nullable=False)
    deal_ref: str = column("deal_ref")
    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id")
    platform: str = column("platform", isin=PLATFORMS)
    handle: str = column("handle")
    deliverable: str = column("deliverable")
    posts_agreed: Count = column("posts_agreed", ge=0)
    fee: Money = column("fee", ge=0)
    product_cost: Money = column("product_cost", ge=0)
    shipping_cost: Money = column("shipping_cost", ge=0)
    agency_cost: Money = column("agency_cost", ge=0)
    boosting_cost: Money = column("boosting_cost", ge=0)
    commission: Money = column("commission", ge=0)
    cost: Money = column("cost", ge=0)
    currency: str = column("currency", nullable=False)
    fee_reporting: Money = column("fee_reporting", ge=0)
    product_cost_reporting: Money = column("product_cost_reporting", ge=0)
    shipping_cost_reporting: Money = column("shipping_cost_reporting", ge=0)
    agency_cost_reporting: Money = column("agency_cost_reporting", ge=0)
    boosting_cost_reporting: Money = column("boosting_cost_reporting", ge=0)
    commission_reporting: Money = column("commission_reporting", ge=0)
    cost_reporting: Money = column("cost_reporting", ge=0)
    reporting_currency: str = column("reporting_currency", nullable=False)
    exchange_rate: Rate = column("exchange_rate", ge=0)
    exchange_rate_date: Day = column("exchange_rate_date")
    exchange_rate_source: str = column("exchange_rate_source")
    payout_basis: str = column("payout_basis")
    payout_rate: Money = column("payout_rate", ge=0)
    commission_rate: Rate = column("commission_rate", ge=0)
    agreed_on: Day = column("agreed_on")
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    goal_reach: Count = column("goal_reach", ge=0)
    goal_impressions: Count = column("goal_impressions", ge=0)
    goal_views: Count = column("goal_views", ge=0)
    goal_engagements: Count = column("goal_engagements", ge=0)
    goal_clicks: Count = column("goal_clicks", ge=0)
    goal_orders: Count = column("goal_orders", ge=0)
    goal_new_customers: Count = column("goal_new_customers", ge=0)
    goal_revenue: Money = column("goal_revenue", ge=0)
    goal_revenue_reporting: Money = column("goal_revenue_reporting", ge=0)
    not_in_latest_sheet: bool = column("not_in_latest_sheet", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    @pa.dataframe_check(error="cost_is_the_sum_of_its_parts")
    def cost_is_the_sum_of_its_parts(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """In the deal's currency and in the reporting currency."""
        return data.lazyframe.select(parts_sum("cost") & parts_sum("cost_reporting", "_reporting"))

    class Config:
        strict = ordered = True
        unique = ["deal_id"]


class StgDealAllocations(pa.DataFrameModel):
    """staging.stg_deal_allocations: one row per package and creator: the creator's part in it, as the newest sheet
    declares it.
    """

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    allocation_basis: str = column("allocation_basis", nullable=False, isin=["stated", "equal", "views", "posts"])
    allocation_share: Rate = column("allocation_share", ge=0, le=1)
    allocation_refused: str = column("allocation_refused")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "influencer_id"]


class StgCodes(pa.DataFrameModel):
    """staging.stg_codes: one row per written cell of codes and code in it."""

    method: str = column("method", nullable=False, isin=["promo_code", "link_click"])
    written: str = column("written", nullable=False)
    code: str = column("code", nullable=False)
    reading: Count = column("reading", nullable=False, ge=1, le=3)
    position: Count = column("position", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["method", "written", "code"]


class StgDealCodes(pa.DataFrameModel):
    """staging.stg_deal_codes: one row per deal, creator, way (promo_code or link_click) and code: who holds the code."""

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    method: str = column("method", nullable=False, isin=["promo_code", "link_click"])
    code: str = column("code", nullable=False)
    holder_rank: Count = column("holder_rank", nullable=False, ge=1, le=2)
    is_word: bool = column("is_word", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["deal_id", "influencer_id", "method", "code"]


class StgBrandFolders(pa.DataFrameModel):
    """staging.stg_brand_folders: one row per folder with deals, clicks or orders: whose it is, by the folder that holds the
    sheets of the brand's deals.
    """

    dataset: str = column("dataset", nullable=False)
    brand: str = column("brand_folder", nullable=False)
    is_brand_by_codes: bool = column("is_brand_by_codes", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["dataset"]


class StgClicks(pa.DataFrameModel):
    """staging.stg_clicks: one row per tracked link, day and country: what came through the link, from its newest
    capture.
    """

    dataset: str = column("dataset", nullable=False)
    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", nullable=False)
    tracking_code: str = column("tracking_code")
    influencer_id: str = column("influencer_id")
    campaign_id: str = column("campaign_id")
    deal_id: str = column("deal_id")
    country: str = column("country")
    sessions: Count = column("sessions", ge=0)
    clicks: Count = column("clicks", ge=0)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["dataset", "record_key", "occurrence"]


class StgOrderLines(pa.DataFrameModel):
    """staging.stg_order_lines: one row per line of an order, or per row of a sheet that sums orders, from the newest
    capture of the order.
    """

    dataset: str = column("dataset", nullable=False)
    attribution_method: str = column("attribution_method")
    order_key: str = column("order_key", nullable=False)
    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    amount_part: Count = column("amount_part", nullable=False, ge=1)
    shop_system: str = column("shop_system")
    order_id: str = column("order_id")
    ordered_at: Moment = column("ordered_at")
    creator_ref: str = column("creator_ref")
    campaign_ref: str = column("campaign_ref")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    channel: str = column("channel")
    country: str = column("country")
    customer_id: str = column("customer_id")
    is_new_customer: bool = column("is_new_customer")
    orders: Count = column("orders", ge=0)
    gross_revenue: Money = column("gross_revenue", ge=0)
    discount: Money = column("discount", ge=0)
    subtotal: Money = column("subtotal", ge=0)
    shipping: Money = column("shipping", ge=0)
    tax: Money = column("tax", ge=0)
    order_total: Money = column("order_total", ge=0)
    refund: Money = column("refund", ge=0)
    currency: str = column("currency")
    order_status: str = column("order_status")
    cancelled_at: Moment = column("cancelled_at")
    order_meaning: str = column("order_meaning", isin=ORDER_MEANINGS)
    is_state_unknown: bool = column("is_state_unknown", nullable=False)
    first_captured_at: Moment = column("first_captured_at", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record"]


class StgOrderAmounts(pa.DataFrameModel):
    """staging.stg_order_amounts: one row per order, or per row of a sheet that sums orders: what became of it, and its
    goods before tax and shipping.
    """

    dataset: str = column("dataset", nullable=False)
    attribution_method: str = column("attribution_method")
    order_key: str = column("order_key", nullable=False)
    record_key: str = column("record_key", nullable=False)
    order_meaning: str = column("order_meaning", nullable=False, isin=ORDER_MEANINGS)
    is_state_unknown: bool = column("is_state_unknown", nullable=False)
    is_tax_included: bool = column("is_tax_included", nullable=False)
    gross_revenue: Money = column("gross_revenue", ge=0)
    discount: Money = column("discount", ge=0)
    refund: Money = column("refund", ge=0)
    refund_of: str = column("refund_of", isin=REFUND_PARTS)
    goods_refund: Money = column("goods_refund", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)

    class Config:
        strict = ordered = True
        unique = ["dataset", "attribution_method", "order_key"]


class StgOrders(pa.DataFrameModel):
    """staging.stg_orders: one row per order, or per row of a sheet that sums orders, from its newest capture."""

    attribution_method: str = column("attribution_method")
    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    dataset: str = column("dataset", nullable=False)
    shop_system: str = column("shop_system")
    order_id: str = column("order_id")
    ordered_at: Moment = column("ordered_at")
    creator_ref: str = column("creator_ref")
    campaign_ref: str = column("campaign_ref")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    channel: str = column("channel")
    country: str = column("country")
    customer_id: str = column("customer_id")
    is_new_customer: bool = column("is_new_customer")
    orders: Count = column("orders", ge=0)
    gross_revenue: Money = column("gross_revenue", ge=0)
    discount: Money = column("discount", ge=0)
    is_tax_included: bool = column("is_tax_included", nullable=False)
    refund: Money = column("refund", ge=0)
    refund_of: str = column("refund_of", isin=REFUND_PARTS)
    goods_refund: Money = column("goods_refund", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    currency: str = column("currency", nullable=False)
    gross_revenue_reporting: Money = column("gross_revenue_reporting", ge=0)
    net_revenue_reporting: Money = column("net_revenue_reporting", ge=0)
    reporting_currency: str = column("reporting_currency", nullable=False)
    exchange_rate: Rate = column("exchange_rate", ge=0)
    exchange_rate_date: Day = column("exchange_rate_date")
    exchange_rate_source: str = column("exchange_rate_source")
    order_status: str = column("order_status")
    order_meaning: str = column("order_meaning", nullable=False, isin=ORDER_MEANINGS)
    is_state_unknown: bool = column("is_state_unknown", nullable=False)
    is_cancelled: bool = column("is_cancelled", nullable=False)
    first_captured_at: Moment = column("first_captured_at", nullable=False)
    is_captured_late: bool = column("is_captured_late", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["load_id", "source_record"]  # those of the order's first line


class StgAdSpend(pa.DataFrameModel):
    """staging.stg_ad_spend: one row per advertisement and day: what boosting cost, from its newest capture."""

    dataset: str = column("dataset", nullable=False)
    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", nullable=False)
    ad_name: str = column("ad_name")
    influencer_id: str = column("influencer_id")
    campaign_id: str = column("campaign_id")
    deal_id: str = column("deal_id")
    platform: str = column("platform", isin=PLATFORMS)
    spend: Money = column("spend", ge=0)
    currency: str = column("currency", nullable=False)
    spend_reporting: Money = column("spend_reporting", ge=0)
    reporting_currency: str = column("reporting_currency", nullable=False)
    impressions: Count = column("impressions", ge=0)
    clicks: Count = column("clicks", ge=0)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["dataset", "record_key", "occurrence"]
