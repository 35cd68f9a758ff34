"""Contracts of the ``reference`` schema and of ``meta.settings``: choices that are data.

The CSV files in ``data/reference`` have these columns in this order. Rules over several rows of a
file (tiers without gap or overlap) are in ``pipeline/models/reference.py``, which can name the rows.
"""

import pandera.polars as pa
import polars as pl

from schemas.plans import PLAN_TABLES
from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Moment, Rate, column

AGE_NAME = "^[1-9][0-9]*[hd]$"
DENOMINATORS = ["followers", "views", "reach", "impressions"]
EXPOSURES = ["reach", "views", "impressions"]
REVIEW_SIGNALS = [
    "follower_jump", "rate_below_peers", "engagement_too_even", "comment_ratio_off_peers", "following_many",
]  # fmt: skip
ORDER_MEANINGS = ["sale", "pending", "none", "returned"]
STRENGTHS = ["strong", "weak"]
BENCHMARK_METRICS = ["engagement_rate"]
BENCHMARK_AGGREGATIONS = ["median", "mean", "ratio of sums", "not stated"]


class Settings(pa.DataFrameModel):
    """meta.settings: the one row of choices that the models read."""

    as_of_at: Moment = column("as_of_at")
    known_on_at: Moment = column("known_on_at")
    reporting_currency: str = column("reporting_currency", nullable=False, str_matches="^[A-Z]{3}$")
    tier_scheme: str = column("scheme", nullable=False)
    engagement_window_posts: Count = column("engagement_window_posts", nullable=False, ge=1)
    engagement_window_days: Count = column("engagement_window_days", nullable=False, ge=1)
    follower_tolerance_hours: Count = column("follower_tolerance_hours", nullable=False, ge=0)
    exchange_rate_max_age_days: Count = column("exchange_rate_max_age_days", nullable=False, ge=0)
    attribution_window_days: Count = column("attribution_window_days", nullable=False, ge=0)
    bootstrap_seed: Count = column("bootstrap_seed", nullable=False, ge=0)
    bootstrap_replicates: Count = column("bootstrap_replicates", nullable=False, ge=200)
    goal_tolerance: Rate = column("goal_tolerance", nullable=False, ge=0, lt=1)
    lift_window_days: Count = column("lift_window_days", nullable=False, ge=1)
    lift_post_age_days: Count = column("lift_post_age_days", nullable=False, ge=0)
    tier_boundary_share: Rate = column("tier_boundary_share", nullable=False, ge=0, lt=1)
    tier_quantile_min_accounts: Count = column("tier_quantile_min_accounts", nullable=False, ge=1)
    benchmark_min_overlap: Rate = column("benchmark_min_overlap", nullable=False, gt=0, le=1)

    class Config:
        strict = ordered = True


class TierSchemes(pa.DataFrameModel):
    """reference.tier_schemes: a tier of a scheme, by bounds on followers or by quantiles of the accounts.

    A blank platform or niche means any; the more particular set wins, platform before niche, then the
    one that began last. Quantiles are those of the followers within platform and niche.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", isin=PLATFORMS)
    niche: str = column("niche")
    tier: str = column("tier", nullable=False)
    lower_bound: Count = column("lower_bound", ge=0)
    upper_bound: Count = column("upper_bound", ge=1)
    valid_from: Day = column("valid_from")
    lower_quantile: Rate = column("lower_quantile", ge=0, lt=1)
    upper_quantile: Rate = column("upper_quantile", gt=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche", "tier", "valid_from"]


class Platforms(pa.DataFrameModel):
    """reference.platforms: a platform, the denominator of its headline rate, how exactly it shows followers, and what it
    counts when a post is seen.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    name: str = column("name", nullable=False)
    headline_denominator: str = column("headline_denominator", nullable=False, isin=DENOMINATORS)
    follower_significant_figures: Count = column("follower_significant_figures", ge=1)
    exposure_measure: str = column("exposure_measure", isin=EXPOSURES)

    class Config:
        strict = ordered = True
        unique = ["platform"]


class EngagementComponents(pa.DataFrameModel):
    """reference.engagement_components: a figure that counts as engagement on a platform."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    component: str = column(
        "component",
        nullable=False,
        isin=["likes", "reactions", "comments", "shares", "reposts", "saves", "clicks", "engagements_reported"],
    )

    class Config:
        strict = ordered = True
        unique = ["platform", "component"]


class PostAges(pa.DataFrameModel):
    """reference.post_ages: an age at which posts are compared, and how far off an observation of it may be."""

    age: str = column("age", nullable=False, str_matches=AGE_NAME)
    age_hours: Count = column("age_hours", nullable=False, ge=1)
    tolerance_hours: Count = column("tolerance_hours", nullable=False, ge=0)

    @pa.dataframe_check(error="age_says_its_hours")
    def age_says_its_hours(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """24h is 24 hours, 7d is 168: a column of that name must not hold another age."""
        number = pl.col("age").str.head(-1).cast(pl.Int64, strict=False)
        hours = pl.when(pl.col("age").str.ends_with("d")).then(number * 24).otherwise(number)
        return data.lazyframe.select((pl.col("age_hours") == hours).fill_null(False))

    class Config:
        strict = ordered = True
        unique = ["age"]


class ExchangeRates(pa.DataFrameModel):
    """reference.exchange_rates: what one unit of a currency is worth in euros from a day on."""

    rate_date: Day = column("exchange_rate_date", nullable=False)
    currency: str = column("currency", nullable=False, str_matches="^[A-Z]{3}$")
    euros_per_unit: Rate = column("euros_per_unit", nullable=False, gt=0)
    rate_source: str = column("exchange_rate_source", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["currency", "rate_date"]


class CountryNames(pa.DataFrameModel):
    """reference.country_names: a way to write a country; matched without case."""

    country_name: str = column("country_name", nullable=False)
    country_code: str = column("country_code", nullable=False, str_matches="^[A-Z]{2}$")

    class Config:
        strict = ordered = True
        unique = ["country_name"]


class AttributionPriority(pa.DataFrameModel):
    """reference.attribution_priority: which method speaks for an order that several claim."""

    attribution_method: str = column("attribution_method", nullable=False)
    priority: Count = column("priority", nullable=False, ge=1)
    amounts_on: str = column("amounts_on", nullable=False, isin=["order", "line"])
    reason: str = column("priority_reason", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["attribution_method"]


class OrderStates(pa.DataFrameModel):
    """reference.order_states: what a state of an order means, by the shop's system; matched without case, spaces for _ and -.

    A blank shop system stands for every one that does not name the state itself.
    """

    shop_system: str = column("shop_system")
    order_state: str = column("order_state", nullable=False)
    meaning: str = column("order_meaning", nullable=False, isin=ORDER_MEANINGS)
    state_words: str = column("state_words")

    class Config:
        strict = ordered = True
        unique = ["shop_system", "order_state"]


class Breakpoints(pa.DataFrameModel):
    """reference.breakpoints: a number of followers at which tier_effect looks for a change of engagement.

    The claimed one is what is said in general (100,000); the best-fitting one is searched among all.
    """

    breakpoint: Count = column("breakpoint", nullable=False, ge=2)
    purpose: str = column("breakpoint_purpose", nullable=False, isin=["claimed", "candidate"])

    class Config:
        strict = ordered = True
        unique = ["breakpoint"]


class CodeReviewSignals(pa.DataFrameModel):
    """reference.code_review_signals: a sign that a code is redeemed by others than a creator's audience, and from where on."""

    signal: str = column(
        "signal",
        nullable=False,
        isin=["redemptions_without_clicks", "countries_outside_brief", "after_end", "sudden_jump", "ambiguous_code"],
    )
    days: Count = column("days", ge=1)
    minimum_redemptions: Count = column("minimum_redemptions", nullable=False, ge=1)
    minimum_share: Rate = column("minimum_share", ge=0, le=1)
    minimum_factor: Rate = column("minimum_factor", gt=0)
    signal_reason: str = column("signal_reason", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["signal"]


class PublishedBenchmarks(pa.DataFrameModel):
    """reference.published_benchmarks: a figure that somebody has published of accounts of some size.

    Only figures whose platform, denominator, year and source are stated where they were read. A blank
    niche means any, a blank upper bound no end.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    metric: str = column("benchmark_metric", nullable=False, isin=BENCHMARK_METRICS)
    denominator: str = column("benchmark_denominator", nullable=False, isin=DENOMINATORS)
    aggregation: str = column("benchmark_aggregation", nullable=False, isin=BENCHMARK_AGGREGATIONS)
    lower_bound: Count = column("benchmark_lower_bound", nullable=False, ge=0)
    upper_bound: Count = column("benchmark_upper_bound", ge=1)
    niche: str = column("benchmark_niche")
    value: Rate = column("benchmark_rate", nullable=False, gt=0, le=1)
    components: str = column("benchmark_components", nullable=False)
    population: str = column("benchmark_population", nullable=False)
    source_title: str = column("benchmark_source", nullable=False)
    publisher: str = column("benchmark_publisher", nullable=False)
    published_year: Count = column("benchmark_year", nullable=False, ge=2004, le=2100)
    url: str = column("benchmark_url", nullable=False, str_matches="^https?://")
    note: str = column("benchmark_note", nullable=False)

    @pa.dataframe_check(error="bounds_hold_something")
    def bounds_hold_something(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A figure is of accounts of some size."""
        return data.lazyframe.select((pl.col("upper_bound") > pl.col("lower_bound")).fill_null(True))

    class Config:
        strict = ordered = True
        unique = [
            "platform", "metric", "denominator", "aggregation", "lower_bound", "upper_bound", "niche", "source_title",
            "publisher", "published_year",
        ]  # fmt: skip


class ReviewSignals(pa.DataFrameModel):
    """reference.review_signals: a reason to look at an account's audience, and from when on it counts.

    A signal that is left out is off; a parameter that a signal has no use for is blank.
    """

    signal: str = column("audience_signal", nullable=False, isin=REVIEW_SIGNALS)
    strength: str = column("strength", nullable=False, isin=STRENGTHS)
    threshold: Rate = column("threshold", nullable=False, gt=0)
    min_effect: Rate = column("min_effect", ge=0)
    max_response: Rate = column("max_response", ge=0, le=1)
    min_observations: Count = column("min_observations", ge=1)
    min_posts: Count = column("min_posts", ge=1)
    min_peers: Count = column("min_peers", ge=1)
    window_days: Count = column("window_days", ge=1)
    min_age_days: Count = column("min_age_days", ge=0)
    max_gap_days: Count = column("max_gap_days", ge=1)
    signal_words: str = column("signal_words", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["signal"]


class RateCards(pa.DataFrameModel):
    """reference.rate_cards: the price that a user's own list puts on a metric, from a day on. Ships empty."""

    rate_card: str = column("rate_card", nullable=False)
    rate_card_version: str = column("rate_card_version", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    metric: str = column(
        "metric",
        nullable=False,
        isin=["views", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks", "engagements"],
    )
    price: Rate = column("price", nullable=False, ge=0)
    per_units: Count = column("per_units", nullable=False, ge=1)
    currency: str = column("currency", nullable=False, str_matches="^[A-Z]{3}$")
    valid_from: Day = column("valid_from", nullable=False)
    rate_card_source: str = column("rate_card_source", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["rate_card", "platform", "metric", "valid_from"]


class Disclosures(pa.DataFrameModel):
    """reference.disclosures: a tag by which a post discloses in its caption that it is paid for."""

    tag: str = column("tag", nullable=False, str_matches="^#")
    language: str = column("language")

    class Config:
        strict = ordered = True
        unique = ["tag"]


REFERENCE_TABLES = {
    "tier_schemes": TierSchemes,
    "platforms": Platforms,
    "engagement_components": EngagementComponents,
    "post_ages": PostAges,
    "exchange_rates": ExchangeRates,
    "country_names": CountryNames,
    "attribution_priority": AttributionPriority,
    "order_states": OrderStates,
    "breakpoints": Breakpoints,
    "code_review_signals": CodeReviewSignals,
    "rate_cards": RateCards,
    "disclosures": Disclosures,
    "review_signals": ReviewSignals,
    "published_benchmarks": PublishedBenchmarks,
    **PLAN_TABLES,
}
