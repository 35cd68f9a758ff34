"""Contracts of marts by country and week."""

import pandera.polars as pa

from schemas.types import Count, Day, Money, Rate, column


class CountryResults(pa.DataFrameModel):
    """marts.country_results: one row per campaign, country and tier, and one over all campaigns ('all'): what came from
    where, and what it was meant to reach.
    """

    campaign_id: str = column("campaign_id", nullable=False)
    campaign_name: str = column("campaign_name")
    country: str = column("country", nullable=False)
    tier: str = column("tier", nullable=False)
    scheme: str = column("scheme", nullable=False)
    is_target_country: bool = column("is_target_country")
    has_clicks: bool = column("has_clicks")
    has_orders: bool = column("has_orders")
    reach_estimated: Count = column("reach_estimated", ge=0)
    clicks: Count = column("clicks", ge=0)
    orders: Count = column("orders", ge=0)
    orders_new_customers: Count = column("orders_new_customers", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    orders_by_link_click: Count = column("orders_by_link_click", ge=0)
    net_revenue_by_link_click: Money = column("net_revenue_by_link_click", ge=0)
    orders_by_promo_code: Count = column("orders_by_promo_code", ge=0)
    net_revenue_by_promo_code: Money = column("net_revenue_by_promo_code", ge=0)
    cost_allocated: Money = column("cost_allocated", ge=0)
    tier_cost: Money = column("tier_cost", ge=0)
    cost_share: Rate = column("cost_share", ge=0, le=1)
    currency: str = column("currency", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["campaign_id", "country", "tier"]


class WeeklyMediaMix(pa.DataFrameModel):
    """marts.weekly_media_mix: one row per week, country and tier: what was spent and shown, and what came back; a
    regular series for media-mix models.
    """

    week_starts_on: Day = column("week_starts_on", nullable=False)
    country: str = column("country", nullable=False)
    tier: str = column("tier", nullable=False)
    is_dated: bool = column("is_dated", nullable=False)
    scheme: str = column("scheme", nullable=False)
    media_spend: Money = column("media_spend", nullable=False, ge=0)
    posts_estimated: Money = column("posts_estimated", nullable=False, ge=0)
    impressions_estimated: Count = column("impressions_estimated", ge=0)
    views_estimated: Count = column("views_estimated", ge=0)
    clicks: Count = column("clicks", ge=0)
    orders: Count = column("orders", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    currency: str = column("currency", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["week_starts_on", "country", "tier", "is_dated"]
