"""Contracts of steps that divide deals over countries and weeks."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Money, Rate, column


class IntAudienceCountries(pa.DataFrameModel):
    """intermediate.int_audience_countries: one row per creator, platform and country: the part of the audience there,
    as its newest export states it.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    country: str = column("country", nullable=False)
    audience_share: Rate = column("audience_share", nullable=False, gt=0, le=1.000001)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "platform", "country"]


class IntDealCountries(pa.DataFrameModel):
    """intermediate.int_deal_countries: one row per creator, campaign, deal and country: cost and reach divided by the
    audience, clicks and orders where they came from.
    """

    influencer_id: str = column("influencer_id", nullable=False)
    campaign_id: str = column("campaign_id", nullable=False)
    deal_id: str = column("deal_id", nullable=False)
    tier: str = column("tier", nullable=False)
    country: str = column("country", nullable=False)
    cost_allocated: Money = column("cost_allocated", ge=0)
    reach_estimated: Count = column("reach_estimated", ge=0)
    clicks: Count = column("clicks", ge=0)
    orders: Count = column("orders", ge=0)
    orders_new_customers: Count = column("orders_new_customers", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)
    orders_by_link_click: Count = column("orders_by_link_click", ge=0)
    net_revenue_by_link_click: Money = column("net_revenue_by_link_click", ge=0)
    orders_by_promo_code: Count = column("orders_by_promo_code", ge=0)
    net_revenue_by_promo_code: Money = column("net_revenue_by_promo_code", ge=0)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "campaign_id", "deal_id", "country"]


class IntMediaWeeks(pa.DataFrameModel):
    """intermediate.int_media_weeks: one row per cost (or deal's posts) and week: what was spent and shown, at the dates
    of delivery.
    """

    media_key: str = column("media_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False)
    tier: str = column("tier", nullable=False)
    week_starts_on: Day = column("week_starts_on", nullable=False)
    is_dated: bool = column("is_dated", nullable=False)
    media_spend: Money = column("media_spend", ge=0)
    posts: Count = column("posts", ge=0)
    impressions: Count = column("impressions", ge=0)
    views: Count = column("views", ge=0)

    class Config:
        strict = ordered = True
        unique = ["media_key", "week_starts_on", "is_dated"]


class IntMediaMix(pa.DataFrameModel):
    """intermediate.int_media_mix: one row per week, country and tier with any spend, post, click or order: media
    divided by audience, outcomes where they came from.
    """

    week_starts_on: Day = column("week_starts_on", nullable=False)
    country: str = column("country", nullable=False)
    tier: str = column("tier", nullable=False)
    is_dated: bool = column("is_dated", nullable=False)
    media_spend: Money = column("media_spend", ge=0)
    posts_estimated: Money = column("posts_estimated", ge=0)
    impressions_estimated: Count = column("impressions_estimated", ge=0)
    views_estimated: Count = column("views_estimated", ge=0)
    clicks: Count = column("clicks", ge=0)
    orders: Count = column("orders", ge=0)
    net_revenue: Money = column("net_revenue", ge=0)

    class Config:
        strict = ordered = True
        unique = ["week_starts_on", "country", "tier", "is_dated"]
