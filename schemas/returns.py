"""Columns that every table about cost and return shares, in their order.

The tables themselves are in ``intermediate`` and ``marts``.
"""

import pandera.polars as pa
import polars as pl

from schemas.identities import parts_sum
from schemas.types import Count, Moment, Money, Rate, column


class Costs(pa.DataFrameModel):
    """Costs in the reporting currency, each part a column."""

    deals: Count = column("deals", ge=0)
    deals_with_cost: Count = column("deals_with_cost", ge=0)
    deals_gifted: Count = column("deals_gifted", ge=0)
    fee: Money = column("fee", ge=0)
    product_cost: Money = column("product_cost", ge=0)
    shipping_cost: Money = column("shipping_cost", ge=0)
    agency_cost: Money = column("agency_cost", ge=0)
    boosting_cost: Money = column("boosting_cost", ge=0)
    commission: Money = column("commission", ge=0)
    cost: Money = column("cost", ge=0)

    @pa.dataframe_check(error="cost_is_the_sum_of_its_parts")
    def cost_is_the_sum_of_its_parts(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Nothing is in the cost that no part shows."""
        return data.lazyframe.select(parts_sum("cost"))


class Results(pa.DataFrameModel):
    """What posts, tracked links and orders brought."""

    posts: Count = column("posts", ge=0)
    views: Count = column("views", ge=0)
    views_reported_posts: Count = column("views_reported_posts", ge=0)
    impressions: Count = column("impressions", ge=0)
    impressions_reported_posts: Count = column("impressions_reported_posts", ge=0)
    reach: Count = column("reach", ge=0)
    reach_reported_posts: Count = column("reach_reported_posts", ge=0)
    engagements: Count = column("engagements", ge=0)
    engagements_reported_posts: Count = column("engagements_reported_posts", ge=0)
    post_clicks: Count = column("post_clicks", ge=0)
    post_clicks_reported_posts: Count = column("post_clicks_reported_posts", ge=0)
    clicks: Count = column("clicks", ge=0)
    orders: Count = column("orders", ge=0)
    orders_pending: Count = column("orders_pending", ge=0)
    orders_cancelled: Count = column("orders_cancelled", ge=0)
    orders_ambiguous: Count = column("orders_ambiguous", ge=0)
    orders_new_customers: Count = column("orders_new_customers", ge=0)
    gross_revenue: Money = column("gross_revenue", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    revenue_deduplicated: Money = column("revenue_deduplicated", ge=0)
    revenue_union_high: Money = column("revenue_union_high", ge=0)
    orders_by_link_click: Count = column("orders_by_link_click", ge=0)
    net_revenue_by_link_click: Money = column("net_revenue_by_link_click", ge=0)
    orders_by_promo_code: Count = column("orders_by_promo_code", ge=0)
    net_revenue_by_promo_code: Money = column("net_revenue_by_promo_code", ge=0)
    orders_by_platform: Count = column("orders_by_platform", ge=0)
    net_revenue_by_platform: Money = column("net_revenue_by_platform", ge=0)
    orders_by_survey: Count = column("orders_by_survey", ge=0)
    net_revenue_by_survey: Money = column("net_revenue_by_survey", ge=0)
    orders_by_manual: Count = column("orders_by_manual", ge=0)
    net_revenue_by_manual: Money = column("net_revenue_by_manual", ge=0)
    orders_outside_window: Count = column("orders_outside_window", ge=0)
    net_revenue_outside_window: Money = column("net_revenue_outside_window", ge=0)
    orders_without_revenue: Count = column("orders_without_revenue", ge=0)
    orders_captured_late: Count = column("orders_captured_late", ge=0)
    last_order_captured_at: Moment = column("last_order_captured_at")

    @pa.dataframe_check(error="no_order_counts_twice")
    def no_order_counts_twice(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Revenue without repeated orders is never above revenue with them."""
        return data.lazyframe.select((pl.col("net_revenue") <= pl.col("revenue_union_high")).fill_null(True))


class Sums(Results, Costs):
    """Sums of costs and results, and what returns need beside them."""

    margin_revenue: Money = column("margin_revenue", ge=0)
    zero_result_cost: Money = column("zero_result_cost", ge=0)
    currency: str = column("currency", nullable=False)


class Returns(Results, Costs):
    """Sums and the returns that follow from them."""

    margin_revenue: Money = column("margin_revenue", ge=0)
    currency: str = column("currency")
    attribution_window_days: Count = column("attribution_window_days", ge=0)
    cost_per_engagement: Rate = column("cost_per_engagement", ge=0)
    cost_per_thousand_views: Rate = column("cost_per_thousand_views", ge=0)
    cost_per_thousand_impressions: Rate = column("cost_per_thousand_impressions", ge=0)
    cost_per_thousand_reach: Rate = column("cost_per_thousand_reach", ge=0)
    cost_per_click: Rate = column("cost_per_click", ge=0)
    cost_per_order: Rate = column("cost_per_order", ge=0)
    cost_per_new_customer: Rate = column("cost_per_new_customer", ge=0)
    zero_result_cost: Money = column("zero_result_cost", ge=0)
    click_through_rate_by_impressions: Rate = column("click_through_rate_by_impressions", ge=0)
    click_through_rate_by_reach: Rate = column("click_through_rate_by_reach", ge=0)
    click_through_rate_by_views: Rate = column("click_through_rate_by_views", ge=0)
    order_rate_by_clicks: Rate = column("order_rate_by_clicks", ge=0)
    order_rate_by_clicks_low: Rate = column("order_rate_by_clicks_low", ge=0, le=1)
    order_rate_by_clicks_high: Rate = column("order_rate_by_clicks_high", ge=0, le=1)
    return_on_ad_spend: Rate = column("return_on_ad_spend", ge=0)
    return_on_ad_spend_low: Rate = column("return_on_ad_spend_low", ge=0)
    return_on_ad_spend_high: Rate = column("return_on_ad_spend_high", ge=0)
    revenue_roi: Rate = column("revenue_roi")
    revenue_roi_low: Rate = column("revenue_roi_low", ge=-1)
    revenue_roi_high: Rate = column("revenue_roi_high", ge=-1)
    revenue_roi_positive_probability: Rate = column("revenue_roi_positive_probability", ge=0, le=1)
    margin_roi: Rate = column("margin_roi")
    margin_roi_low: Rate = column("margin_roi_low", ge=-1)
    margin_roi_high: Rate = column("margin_roi_high", ge=-1)
    return_interval_over: str = column("return_interval_over", isin=["deals", "orders"])
    return_interval_units: Count = column("return_interval_units", ge=5)

    @pa.dataframe_check(error="the_return_lies_in_its_interval")
    def the_return_lies_in_its_interval(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """An interval is around the figure beside it."""
        inside = [
            (pl.col(f"{name}_low") <= pl.col(name) * (1 + 1e-9)) & (pl.col(name) <= pl.col(f"{name}_high") * (1 + 1e-9))
            for name in ("return_on_ad_spend", "order_rate_by_clicks")
        ]
        return data.lazyframe.select(pl.all_horizontal(condition.fill_null(True) for condition in inside))
