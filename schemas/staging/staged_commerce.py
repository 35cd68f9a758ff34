"""Contracts of staging tables about money: campaigns, deals, links, orders, advertising."""

import polars as pl

from schemas.columns.commerce import (
    CAMPAIGN_TERMS,
    COST,
    COST_REPORTING,
    DEAL_GOALS,
    DEAL_TERMS,
    ORDER_AMOUNTS,
    ORDER_ORIGIN,
    ORDER_PARTS,
)
from schemas.columns.lineage import RECORD, SOURCE
from schemas.contract import Contract
from schemas.identities import parts_sum
from schemas.rules import row_rule


class StgExchangeRates(Contract):
    """staging.stg_exchange_rates: one row per currency and day with a rate: what one unit is worth in the reporting
    currency from then on.
    """

    columns = "currency exchange_rate_date exchange_rate exchange_rate_source"
    grain = "currency exchange_rate_date"
    not_null = "exchange_rate"


class StgCampaigns(Contract):
    """staging.stg_campaigns: one row per campaign, as its newest sheet states it."""

    columns = (
        "campaign_id dataset campaign_ref name brand objective budget currency budget_reporting reporting_currency",
        CAMPAIGN_TERMS, SOURCE,
    )  # fmt: skip
    grain = "campaign_id"


class StgDeals(Contract):
    """staging.stg_deals: one row per deal, as its newest sheet states it: with whom, what for, at what cost."""

    columns = (
        "deal_id dataset deal_ref influencer_id campaign_id platform handle deliverable posts_agreed", COST, "currency",
        COST_REPORTING,
        "reporting_currency exchange_rate exchange_rate_date exchange_rate_source payout_basis payout_rate",
        "commission_rate", DEAL_TERMS, DEAL_GOALS, "goal_revenue_reporting not_in_latest_sheet", SOURCE,
    )  # fmt: skip
    grain = "deal_id"
    nullable = "campaign_id platform"
    rules = {"payout_basis": {"isin": None}, "commission_rate": {"le": None}}

    @row_rule
    def cost_is_the_sum_of_its_parts(cls) -> pl.Expr:
        """In the deal's currency and in the reporting currency."""
        return parts_sum("cost") & parts_sum("cost_reporting", "_reporting")


class StgDealAllocations(Contract):
    """staging.stg_deal_allocations: one row per package and creator: the creator's part in it, as the newest sheet
    declares it.
    """

    columns = (
        "deal_id influencer_id platform allocation_basis allocation_share allocation_refused promo_code tracking_code",
        SOURCE,
    )  # fmt: skip
    grain = "deal_id influencer_id"
    nullable = "platform"


class StgAliasOwners(Contract):
    """staging.stg_alias_owners: one row per alias (id or handle) of accounts of one influencer only: who it is."""

    columns = "alias influencer_id"
    grain = "alias"


class StgDealSheets(Contract):
    """staging.stg_deal_sheets: one row per row of a sheet of deals: which deal it states, and whether a later sheet
    replaces the whole sheet.
    """

    columns = "load_id source_record deal_key not_in_latest_sheet"
    grain = "load_id source_record"


class StgCodes(Contract):
    """staging.stg_codes: one row per written cell of codes and code in it."""

    columns = "method written code reading position"
    grain = "method written code"


class StgDealCodes(Contract):
    """staging.stg_deal_codes: one row per deal, creator, way (promo_code or link_click) and code: who holds the code."""

    columns = "deal_id influencer_id method code holder_rank is_word"
    grain = "deal_id influencer_id method code"


class StgBrandFolders(Contract):
    """staging.stg_brand_folders: one row per folder with deals, clicks or orders: whose it is, by the folder that holds the
    sheets of the brand's deals.
    """

    columns = "dataset brand is_brand_by_codes"
    grain = "dataset"
    means = {"brand": "brand_folder"}


class StgCodeHomes(Contract):
    """staging.stg_code_homes: one row per folder of orders: the folder of deals whose codes most of its orders carry."""

    columns = "dataset brand"
    grain = "dataset"
    means = {"brand": "brand_folder"}


class StgRefAccounts(Contract):
    """staging.stg_ref_accounts: one row per creator id of a folder and account that it means."""

    columns = "home_dataset local_ref account_key in_sheet"
    grain = "home_dataset local_ref account_key"


class StgClicks(Contract):
    """staging.stg_clicks: one row per tracked link, day and country: what came through the link, from its newest
    capture.
    """

    columns = "dataset", RECORD, "day tracking_code influencer_id campaign_id deal_id country sessions clicks", SOURCE
    grain = "dataset record_key occurrence"
    nullable = "influencer_id campaign_id"


class StgOrderLines(Contract):
    """staging.stg_order_lines: one row per line of an order, or per row of a sheet that sums orders, from the newest
    capture of the order.
    """

    columns = (
        "dataset attribution_method order_key", RECORD, "amount_part shop_system order_id", ORDER_ORIGIN, ORDER_AMOUNTS,
        "order_meaning is_state_unknown first_captured_at", SOURCE,
    )  # fmt: skip
    grain = "load_id source_record"
    nullable = "currency order_meaning"


class StgOrderHeads(Contract):
    """staging.stg_order_heads: one row per order, or per row of a sheet that sums orders: what its lines say of the
    whole, the first that says it.
    """

    columns = (
        "dataset attribution_method order_key", RECORD,
        "shop_system order_id ordered_at creator_ref campaign_ref promo_code tracking_code country channel customer_id",
        "is_new_customer currency order_status orders captured_at first_captured_at load_id source_record",
    )  # fmt: skip
    grain = "dataset attribution_method order_key"
    nullable = "attribution_method currency"


class StgOrderParts(Contract):
    """staging.stg_order_parts: one row per part of an order that states amounts: its goods and shipping, with and
    without tax.
    """

    columns = (
        "dataset attribution_method order_key record_key amount_part order_meaning is_state_unknown is_tax_included",
        ORDER_PARTS,
    )  # fmt: skip
    grain = "dataset attribution_method order_key record_key amount_part"
    nullable = "attribution_method"


class StgOrderAmounts(Contract):
    """staging.stg_order_amounts: one row per order, or per row of a sheet that sums orders: what became of it, and its
    goods before tax and shipping.
    """

    columns = (
        "dataset attribution_method order_key record_key order_meaning is_state_unknown is_tax_included gross_revenue",
        "discount refund refund_of goods_refund net_revenue",
    )  # fmt: skip
    grain = "dataset attribution_method order_key"
    nullable = "attribution_method"


class StgOrders(Contract):
    """staging.stg_orders: one row per order, or per row of a sheet that sums orders, from its newest capture."""

    columns = (
        "attribution_method", RECORD, "dataset shop_system order_id", ORDER_ORIGIN,
        "orders gross_revenue discount is_tax_included refund refund_of goods_refund net_revenue currency",
        "gross_revenue_reporting net_revenue_reporting reporting_currency exchange_rate exchange_rate_date",
        "exchange_rate_source order_status order_meaning is_state_unknown is_cancelled first_captured_at",
        "is_captured_late", SOURCE,
    )  # fmt: skip
    grain = "load_id source_record"


class StgAdSpend(Contract):
    """staging.stg_ad_spend: one row per advertisement and day: what boosting cost, from its newest capture; a period is
    divided over its days.
    """

    columns = (
        "dataset", RECORD,
        "day ad_name influencer_id campaign_id deal_id platform spend currency spend_reporting reporting_currency",
        "impressions clicks", SOURCE, "is_spread_over_period",
    )  # fmt: skip
    grain = "dataset record_key occurrence day"
    nullable = "influencer_id campaign_id platform"
