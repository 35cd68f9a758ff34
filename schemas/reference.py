"""Contracts of the ``reference`` schema: choices that are data.

The CSV files in ``data/reference`` have these columns in this order. Rules over several rows of a
file (tiers without gap or overlap) are in ``pipeline/models/reference.py``, which can name the rows.
"""

import polars as pl

from schemas.contract import Contract, tables
from schemas.rules import row_rule


class TierSchemes(Contract):
    """reference.tier_schemes: a tier of a scheme, by bounds on followers or by quantiles of the accounts.

    A blank platform or niche means any; the more particular set wins, platform before niche, then the
    one that began last. Quantiles are those of the followers within platform and niche.
    """

    columns = "scheme platform niche tier lower_bound upper_bound valid_from lower_quantile upper_quantile"
    grain = "scheme platform niche tier valid_from"
    nullable = "platform niche lower_bound valid_from"
    rules = {"upper_bound": {"ge": 1}}


class Platforms(Contract):
    """reference.platforms: a platform, the parts of its headline rate, how exactly it shows followers, and what it counts
    when a post is seen.
    """

    columns = "platform name headline_numerator headline_denominator follower_significant_figures exposure_measure"
    grain = "platform"
    not_null = "name"


class EngagementComponents(Contract):
    """reference.engagement_components: a figure that counts as engagement on a platform.

    counts_in says in which sum: engagements, what an owner sees; public_engagements, what every source of the platform
    can show. A blank counts in both.
    """

    columns = "platform component counts_in"
    grain = "platform component counts_in"
    nullable = "counts_in"


class PostAges(Contract):
    """reference.post_ages: an age at which posts are compared, and how far off an observation of it may be."""

    columns = "age age_hours tolerance_hours"
    grain = "age"
    rules = {"age": {"str_matches": "^[1-9][0-9]*[hd]$"}}
    means = {"age_hours": "nominal_age_hours"}

    @row_rule
    def age_says_its_hours(cls) -> pl.Expr:
        """24h is 24 hours, 7d is 168: a column of that name must not hold another age."""
        number = pl.col("age").str.head(-1).cast(pl.Int64, strict=False)
        hours = pl.when(pl.col("age").str.ends_with("d")).then(number * 24).otherwise(number)
        return (pl.col("age_hours") == hours).fill_null(False)


class ExchangeRates(Contract):
    """reference.exchange_rates: what one unit of a currency is worth in euros from a day on."""

    columns = "rate_date currency euros_per_unit rate_source"
    grain = "currency rate_date"
    rules = {"currency": {"str_matches": "^[A-Z]{3}$"}}


class CountryNames(Contract):
    """reference.country_names: a way to write a country; matched without case."""

    columns = "country_name country_code"
    grain = "country_name"


class AttributionPriority(Contract):
    """reference.attribution_priority: which method speaks for an order that several claim."""

    columns = "attribution_method priority amounts_on reason"
    grain = "attribution_method"
    means = {"reason": "priority_reason"}


class OrderStates(Contract):
    """reference.order_states: what a state of an order means, by the shop's system; matched without case, spaces for _ and -.

    A blank shop system stands for every one that does not name the state itself.
    """

    columns = "shop_system order_state meaning state_words"
    grain = "shop_system order_state"
    nullable = "shop_system"
    means = {"meaning": "order_meaning"}


class Breakpoints(Contract):
    """reference.breakpoints: a number of followers at which tier_effect looks for a change of engagement.

    The claimed one is what is said in general (100,000); the best-fitting one is searched among all.
    """

    columns = "breakpoint purpose"
    grain = "breakpoint"
    rules = {"breakpoint": {"ge": 2}}
    means = {"purpose": "breakpoint_purpose"}


class CodeReviewSignals(Contract):
    """reference.code_review_signals: a sign that a code is redeemed by others than a creator's audience, and from where on."""

    columns = "signal days minimum_redemptions minimum_share minimum_factor signal_reason"
    grain = "signal"


class PublishedBenchmarks(Contract):
    """reference.published_benchmarks: a figure that somebody has published of accounts of some size.

    Only figures whose platform, denominator, year and source are stated where they were read. A blank
    niche means any, a blank upper bound no end, a blank numerator that nothing says what counts as engagement.
    """

    columns = (
        "platform metric numerator denominator aggregation lower_bound upper_bound niche value components population",
        "source_title publisher published_year url note",
    )  # fmt: skip
    grain = (
        "platform metric denominator aggregation lower_bound upper_bound niche source_title publisher published_year",
    )  # fmt: skip
    nullable = "upper_bound niche"
    rules = {"value": {"le": 1}, "published_year": {"ge": 2004, "le": 2100}, "url": {"str_matches": "^https?://"}}
    means = {
        "metric": "benchmark_metric",
        "numerator": "benchmark_numerator",
        "denominator": "benchmark_denominator",
        "aggregation": "benchmark_aggregation",
        "lower_bound": "benchmark_lower_bound",
        "upper_bound": "benchmark_upper_bound",
        "niche": "benchmark_niche",
        "value": "benchmark_rate",
        "components": "benchmark_components",
        "population": "benchmark_population",
        "source_title": "benchmark_source",
        "publisher": "benchmark_publisher",
        "published_year": "benchmark_year",
        "url": "benchmark_url",
        "note": "benchmark_note",
    }

    @row_rule
    def bounds_hold_something(cls) -> pl.Expr:
        """A figure is of accounts of some size."""
        return (pl.col("upper_bound") > pl.col("lower_bound")).fill_null(True)


class ReviewSignals(Contract):
    """reference.review_signals: a reason to look at an account's audience, and from when on it counts.

    A signal that is left out is off; a parameter that a signal has no use for is blank.
    """

    columns = (
        "signal strength threshold min_effect max_response min_observations min_posts min_peers window_days",
        "min_age_days max_gap_days signal_words",
    )  # fmt: skip
    grain = "signal"
    means = {"signal": "audience_signal"}


class RateCards(Contract):
    """reference.rate_cards: the price that a user's own list puts on a metric, from a day on. Ships empty."""

    columns = "rate_card rate_card_version platform metric price per_units currency valid_from rate_card_source"
    grain = "rate_card platform metric valid_from"
    rules = {
        "metric": {
            "isin": ["views", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks", "engagements"]
        },
        "currency": {"str_matches": "^[A-Z]{3}$"},
    }
    means = {"price": "rate_card_price"}


class MetricDefinitionBreaks(Contract):
    """reference.metric_definition_breaks: a day from which a platform counts a metric in another way.

    A blank format means any. Rows that give a metric the same definition are no break between one another. Where the
    platform goes on reporting the old meaning under another name, continued_by names it.
    """

    columns = "platform format metric day definition continued_by longest_seconds change source"
    grain = "platform format metric day"
    nullable = "format"
    rules = {
        "metric": {"isin": ["views", "impressions", "reach", "engagements"]},
        "definition": {"str_matches": "^[^,;]+$"},
        "source": {"str_matches": "^https?://"},
    }
    means = {
        "format": "break_format",
        "metric": "break_metric",
        "day": "break_day",
        "definition": "break_definition",
        "change": "break_change",
        "source": "break_source",
    }

    @row_rule
    def definition_is_a_new_one(cls) -> pl.Expr:
        """What held before the first break is called original, what nobody can tell not told."""
        return ~pl.col("definition").is_in(["original", "not told"])


class Disclosures(Contract):
    """reference.disclosures: a tag by which a post discloses in its caption that it is paid for."""

    columns = "tag language"
    grain = "tag"


class CountryZones(Contract):
    """reference.country_zones: the time zone by which at least nine in ten people of a country live.

    Countries that are divided between zones are not listed: an account there has a zone only by reference.account_zones.
    """

    columns = "country zone"
    grain = "country"
    not_null = "zone"
    rules = {"country": {"str_matches": "^[A-Z]{2}$"}}


class AccountZones(Contract):
    """reference.account_zones: the time zone of an account, where you know it; it goes before its country's. Ships empty."""

    columns = "platform handle zone"
    grain = "platform handle"
    not_null = "zone"


class PlanPackages(Contract):
    """reference.plan_packages: what a planner may buy of an account; a blank platform means any.

    A package of a platform comes before one of the same name for any.
    """

    columns = "platform package posts"
    grain = "platform package"
    nullable = "platform"
    rules = {"posts": {"le": 1000}}
    means = {"posts": "package_posts"}


class AddressableAudiences(Contract):
    """reference.addressable_audiences: how many people there are to reach in a country, at most.

    Shipped are whole populations (mid-2024, rounded to 100,000): the upper bound of an addressable audience. A plan may
    state its own, smaller one.
    """

    columns = "country people source year"
    grain = "country"
    rules = {"country": {"str_matches": "^[A-Z]{2}$"}}
    means = {"people": "addressable_people", "source": "addressable_source", "year": "addressable_year"}


REFERENCE_TABLES = tables(__name__)
