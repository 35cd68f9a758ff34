"""Contracts of the ``raw`` schema: accepted records under our names, append-only.

One class per raw table. ``unique`` says what one observation is: two rows with the same key in
different files are the same observation. Rules that need more than one row are checks in SQL.
"""

import pandera.polars as pa
import polars as pl

from schemas.types import Count, Day, Moment, Money, Rate, Seconds, column

PLATFORMS = ["instagram", "facebook", "tiktok", "youtube", "x", "linkedin"]
EARLIEST = pl.datetime(2004, 1, 1)  # before this no platform existed


class Lineage(pa.DataFrameModel):
    """What every raw row carries."""

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    captured_at: Moment = column("captured_at", nullable=False)
    loaded_at: Moment = column("loaded_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    dataset: str = column("dataset", nullable=False)


class Account(Lineage):
    """What every row about an account carries."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    account_name: str = column("account_name")
    creator_ref: str = column("creator_ref")

    @pa.dataframe_check(error="account_is_known")
    def account_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row says whose it is: by handle, by id, or by the sheet's own creator id."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("handle", "account_id", "creator_ref").is_not_null()))


class Posts(Account):
    """raw.posts: one record of an export that speaks of one post."""

    deal_ref: str = column("deal_ref")
    post_id: str = column("post_id")
    post_key: str = column("post_key", nullable=False)
    permalink: str = column("permalink")
    posted_at: Moment = column("posted_at")
    posted_at_precision: str = column("posted_at_precision", isin=["second", "minute", "day"])
    title: str = column("title")
    caption: str = column("caption")
    format: str = column("format")
    duration_seconds: Seconds = column("duration_seconds", ge=0)
    is_sponsored: bool = column("is_sponsored")
    collaborators: str = column("collaborators")
    data_comment: str = column("data_comment")
    period: str = column("period", nullable=False)
    views: Count = column("views", ge=0)
    engaged_views: Count = column("engaged_views", ge=0)
    impressions: Count = column("impressions", ge=0)
    thumbnail_impressions: Count = column("thumbnail_impressions", ge=0)
    thumbnail_click_through_rate: Rate = column("thumbnail_click_through_rate", ge=0)
    reach: Count = column("reach", ge=0)
    viewers: Count = column("viewers", ge=0)
    organic_reach: Count = column("organic_reach", ge=0)
    paid_reach: Count = column("paid_reach", ge=0)
    promoted_impressions: Count = column("promoted_impressions", ge=0)
    promoted_engagements: Count = column("promoted_engagements", ge=0)
    likes: Count = column("likes", ge=0)
    reactions: Count = column("reactions", ge=0)
    dislikes: Count = column("dislikes", ge=0)
    comments: Count = column("comments", ge=0)
    shares: Count = column("shares", ge=0)
    reposts: Count = column("reposts", ge=0)
    saves: Count = column("saves", ge=0)
    clicks: Count = column("clicks", ge=0)
    link_clicks: Count = column("link_clicks", ge=0)
    follows: Count = column("follows", ge=0)
    unfollows: Count = column("unfollows", ge=0)
    net_follows: Count = column("net_follows")
    profile_visits: Count = column("profile_visits", ge=0)
    video_views_3s: Count = column("video_views_3s", ge=0)
    video_views_60s: Count = column("video_views_60s", ge=0)
    watch_seconds: Seconds = column("watch_seconds", ge=0)
    average_watch_seconds: Seconds = column("average_watch_seconds", ge=0)
    average_watched_rate: Rate = column("average_watched_rate", ge=0)
    engagements_reported: Count = column("engagements_reported", ge=0)
    creator_earnings: Money = column("creator_earnings")
    creator_earnings_currency: str = column("creator_earnings_currency")

    @pa.dataframe_check(error="engagements_within_impressions")
    def engagements_within_impressions(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Nobody engages with a post that was not displayed."""
        return data.lazyframe.select((pl.col("engagements_reported") <= pl.col("impressions")).fill_null(True))

    @pa.dataframe_check(error="posted_at_possible")
    def posted_at_possible(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """No platform existed before 2004, and no export knows the future."""
        latest = pl.col("loaded_at") + pl.duration(days=2)
        return data.lazyframe.select(pl.col("posted_at").is_between(EARLIEST, latest).fill_null(True))

    class Config:
        unique = ["platform", "post_key", "period", "captured_at"]


class Profiles(Account):
    """raw.profiles: an account's standing at a moment, as a source states it."""

    observed_at: Moment = column("observed_at", nullable=False)
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=1)
    following: Count = column("following", ge=0)
    posts: Count = column("posts", ge=0)
    is_verified: bool = column("is_verified")
    country: str = column("country")
    language: str = column("language")
    niche: str = column("niche")
    niche_secondary: str = column("niche_secondary")
    average_views: Rate = column("average_views", ge=0)
    average_likes: Rate = column("average_likes", ge=0)
    average_comments: Rate = column("average_comments", ge=0)
    average_shares: Rate = column("average_shares", ge=0)
    average_engagements: Rate = column("average_engagements", ge=0)
    average_authentic_engagements: Rate = column("average_authentic_engagements", ge=0)

    class Config:
        unique = ["platform", "handle", "account_id", "creator_ref", "observed_at", "captured_at"]


class AccountDays(Account):
    """raw.account_days: one figure of an account's day."""

    day: Day = column("day", nullable=False)
    day_zone: str = column("day_zone")
    metric: str = column("metric", nullable=False)
    value: Seconds = column("value", nullable=False)

    class Config:
        unique = ["platform", "handle", "account_id", "day", "metric", "captured_at"]


class AudienceShares(Account):
    """raw.audience_shares: a part of an account's audience at a moment."""

    dimension: str = column("dimension", nullable=False)
    bucket: str = column("bucket", nullable=False)
    share: Rate = column("share", nullable=False, ge=0, le=1)

    class Config:
        unique = ["platform", "handle", "account_id", "dimension", "bucket", "captured_at"]


class Creators(Lineage):
    """raw.creators: a creator of a brand's sheet, with one of the creator's accounts."""

    creator_ref: str = column("creator_ref", nullable=False)
    name: str = column("name")
    platform: str = column("platform", isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    niche: str = column("niche")
    gender: str = column("gender")
    country: str = column("country")
    language: str = column("language")
    followers: Count = column("followers", ge=0)

    class Config:
        unique = ["dataset", "creator_ref", "platform", "handle", "captured_at"]


class Campaigns(Lineage):
    """raw.campaigns: a campaign of a brand."""

    campaign_ref: str = column("campaign_ref", nullable=False)
    name: str = column("name")
    brand: str = column("brand")
    objective: str = column("objective")
    budget: Money = column("budget", ge=0)
    currency: str = column("currency")
    starts_on: Day = column("starts_on")
    ends_on: Day = column("ends_on")
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
    handle: str = column("handle")
    deliverable: str = column("deliverable")
    posts_agreed: Count = column("posts_agreed", ge=0)
    fee: Money = column("fee", ge=0)
    product_cost: Money = column("product_cost", ge=0)
    shipping_cost: Money = column("shipping_cost", ge=0)
    agency_cost: Money = column("agency_cost", ge=0)
    boosting_cost: Money = column("boosting_cost", ge=0)
    payout_basis: str = column("payout_basis", isin=["post", "order"])
    payout_rate: Money = column("payout_rate", ge=0)
    payout_total: Money = column("payout_total", ge=0)
    commission_rate: Rate = column("commission_rate", ge=0, le=1)
    currency: str = column("currency")
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

    @pa.dataframe_check(error="creator_is_known")
    def creator_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A deal says with whom it is."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("creator_ref", "handle").is_not_null()))

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


class DealPosts(Lineage):
    """raw.deal_posts: a post that was delivered for a deal."""

    deal_ref: str = column("deal_ref", nullable=False)
    creator_ref: str = column("creator_ref")
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_id: str = column("post_id")
    post_key: str = column("post_key", nullable=False)
    permalink: str = column("permalink")

    class Config:
        unique = ["dataset", "deal_ref", "platform", "post_key", "captured_at"]


class DealAllocations(Lineage):
    """raw.deal_allocations: a creator's part in the price of a package."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    deal_ref: str = column("deal_ref", nullable=False)
    creator_ref: str = column("creator_ref")
    handle: str = column("handle")
    platform: str = column("platform", isin=PLATFORMS)
    allocation_share: Rate = column("allocation_share", ge=0, le=1)
    allocation_basis: str = column("allocation_basis", isin=["equal", "views", "posts", "stated"])
    promo_code: str = column("promo_code")
    tracking_code: str = column("tracking_code")

    @pa.dataframe_check(error="creator_is_known")
    def creator_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A part of a package is somebody's."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("creator_ref", "handle").is_not_null()))

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


class Clicks(Lineage):
    """raw.clicks: a day of a tracked link in a country."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", nullable=False)
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
    ordered_at: Moment = column("ordered_at")
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

    class Config:
        unique = ["attribution_method", "record_key", "occurrence", "captured_at"]


class AdSpend(Lineage):
    """raw.ad_spend: a day's spend on boosting."""

    record_key: str = column("record_key", nullable=False)
    occurrence: Count = column("occurrence", nullable=False, ge=1)
    day: Day = column("day", nullable=False)
    ad_name: str = column("ad_name")
    campaign_ref: str = column("campaign_ref")
    creator_ref: str = column("creator_ref")
    deal_ref: str = column("deal_ref")
    platform: str = column("platform", isin=PLATFORMS)
    spend: Money = column("spend", ge=0)
    impressions: Count = column("impressions", ge=0)
    clicks: Count = column("clicks", ge=0)
    currency: str = column("currency")

    class Config:
        unique = ["dataset", "record_key", "occurrence", "captured_at"]


RAW_TABLES: dict[str, type[Lineage]] = {
    "posts": Posts,
    "profiles": Profiles,
    "account_days": AccountDays,
    "audience_shares": AudienceShares,
    "creators": Creators,
    "campaigns": Campaigns,
    "deals": Deals,
    "deal_posts": DealPosts,
    "deal_allocations": DealAllocations,
    "clicks": Clicks,
    "orders": Orders,
    "ad_spend": AdSpend,
}
