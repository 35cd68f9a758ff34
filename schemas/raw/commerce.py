"""Raw tables of campaigns, deals, clicks, orders and advertising."""

import pandera.polars as pa
import polars as pl

from schemas.raw.base import PLATFORMS, Lineage
from schemas.types import Count, Day, Moment, Money, Rate, column

TAKEN_OFF = ("discount", "refund")  # amounts that are written with or without a minus and mean the same


class Campaigns(Lineage):
    """raw.campaigns: a campaign of a brand."""

    campaign_ref: str = column("campaign_ref", nullable=False)
    name: str = column("name")
    brand: str = column("brand")
    objective: str = column("objective")
    budget: Money = column("budget", ge=0)
    currency: str = column("currency")
    starts_on: Day = column("starts_on", decides=True, when="planned")
    ends_on: Day = column("ends_on", decides=True, when="planned")
    target_countries: str = column("target_countries")
    target_niches: str = column("target_niches")
    margin_rate: Rate = column("margin_rate", ge=0, le=1)

    class Config:
        unique = ["dataset", "campaign_ref", "captured_at"]


class Deals(Lineage):
    """raw.deals: what was agreed with a creator, and what it costs."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    deal_ref: str = column("deal_ref")
    creator_ref: str = column("creator_ref")
    campaign_ref: str = column("campaign_ref")
    platform: str = column("platform", isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    deliverable: str = column("deliverable")
    posts_agreed: Count = column("posts_agreed", ge=0)
    fee: Money = column("fee", decides=True, ge=0)
    product_cost: Money = column("product_cost", decides=True, ge=0)
    shipping_cost: Money = column("shipping_cost", decides=True, ge=0)
    agency_cost: Money = column("agency_cost", decides=True, ge=0)
    boosting_cost: Money = column("boosting_cost", decides=True, ge=0)
    payout_basis: str = column("payout_basis", isin=["post", "order"])
    payout_rate: Money = column("payout_rate", decides=True, ge=0)
    payout_total: Money = column("payout_total", decides=True, ge=0)
    commission_rate: Rate = column("commission_rate", decides=True, ge=0, le=1)
    currency: str = column("currency")
    agreed_on: Day = column("agreed_on", decides=True, when="planned")
    starts_on: Day = column("starts_on", decides=True, when="planned")
    ends_on: Day = column("ends_on", decides=True, when="planned")
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

    @pa.dataframe_check(error="creator_is_known")
    def creator_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A deal says with whom it is."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("creator_ref", "handle", "account_id").is_not_null()))

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


class DealPosts(Lineage):
    """raw.deal_posts: a post that was delivered for a deal."""

    deal_ref: str = column("deal_ref", nullable=False)
    creator_ref: str = column("creator_ref")
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_id: str = column("post_id")
    post_key: str = column("post_key", nullable=False)
    post_alias: str = column("post_alias")
    permalink: str = column("permalink")

    class Config:
        unique = ["dataset", "deal_ref", "platform", "post_key", "captured_at"]


class DealAllocations(Lineage):
    """raw.deal_allocations: a creator's part in the price of a package."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    deal_ref: str = column("deal_ref", nullable=False)
    creator_ref: str = column("creator_ref")
    account_id: str = column("account_id")
    handle: str = column("handle")
    platform: str = column("platform", isin=PLATFORMS)
    allocation_share: Rate = column("allocation_share", decides=True, ge=0, le=1)
    allocation_basis: str = column("allocation_basis", isin=["equal", "views", "posts", "stated"])
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")

    @pa.dataframe_check(error="creator_is_known")
    def creator_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A part of a package is somebody's."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("creator_ref", "handle", "account_id").is_not_null()))

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


class Clicks(Lineage):
    """raw.clicks: a day of a tracked link in a country."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", when="happened", nullable=False)
    tracking_code: str = column("tracking_code")
    creator_ref: str = column("creator_ref")
    campaign_ref: str = column("campaign_ref")
    country: str = column("country")
    sessions: Count = column("sessions", ge=0)
    clicks: Count = column("clicks", ge=0)

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


class Orders(Lineage):
    """raw.orders: a line of an order, or a tracking row that sums orders."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    order_id: str = column("order_id")
    attribution_method: str = column("attribution_method")
    ordered_at: Moment = column("ordered_at", decides=True, when="happened")
    creator_ref: str = column("creator_ref")
    campaign_ref: str = column("campaign_ref")
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")
    channel: str = column("channel")
    country: str = column("country")
    customer_id: str = column("customer_id")
    is_new_customer: bool = column("is_new_customer")
    product: str = column("product")
    quantity: Count = column("quantity", ge=0)
    line_price: Money = column("line_price")
    orders: Count = column("orders", decides=True, ge=0)
    gross_revenue: Money = column("gross_revenue", decides=True, ge=0)
    discount: Money = column("discount", decides=True, ge=0)
    subtotal: Money = column("subtotal", decides=True, ge=0)
    shipping: Money = column("shipping", decides=True, ge=0)
    tax: Money = column("tax", decides=True, ge=0)
    order_total: Money = column("order_total", decides=True, ge=0)
    refund: Money = column("refund", decides=True, ge=0)
    currency: str = column("currency")
    order_status: str = column("order_status")
    cancelled_at: Moment = column("cancelled_at", decides=True, when="happened")
    shop_system: str = column("shop_system")
    is_fully_returned: bool = column("is_fully_returned", decides=True)

    @pa.dataframe_check(error="cells_are_in_place")
    def cells_are_in_place(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A number to call or an address for a country or an order's number means that the record's cells are shifted."""
        country, number = pl.col("country"), pl.col("order_id")
        shifted = country.str.contains(r"@|[0-9].*[0-9].*[0-9].*[0-9]") | number.str.contains("@", literal=True)
        return data.lazyframe.select(~shifted.fill_null(False))

    class Config:
        unique = ["dataset", "attribution_method", "record_key", "occurrence", "captured_at"]


class AdSpend(Lineage):
    """raw.ad_spend: a day's spend on boosting."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", when="happened", nullable=False)
    ad_name: str = column("ad_name")
    campaign_ref: str = column("campaign_ref")
    creator_ref: str = column("creator_ref")
    deal_ref: str = column("deal_ref")
    platform: str = column("platform", isin=PLATFORMS)
    spend: Money = column("spend", decides=True, ge=0)
    impressions: Count = column("impressions", ge=0)
    clicks: Count = column("clicks", ge=0)
    currency: str = column("currency")

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]
