"""Contracts of the offers that a budget plan chooses from: prices, expected results, countries."""

import pandera.polars as pa
import polars as pl

from schemas.marts.engagement import EVIDENCE
from schemas.raw import PLATFORMS
from schemas.types import Count, Day, Money, Rate, column

BASES = ["own", "own and peers", "peers"]
REACH_BASES = [
    f"{basis}{estimated}"
    for basis in ("own", "peers")
    for estimated in ("", ", estimated from views", ", estimated from impressions")
]
RESULTS = ["reach", "engagements", "clicks", "orders", "net_revenue"]
SOURCES = ["agreed", "gifted", "modelled"]


class IntOfferAccounts(pa.DataFrameModel):
    """intermediate.int_offer_accounts: one row per account that a planner may book."""

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    handle: str = column("handle")
    followers: Count = column("followers", ge=0)
    tier: str = column("tier")
    scheme: str = column("scheme", nullable=False)
    niche: str = column("niche")
    country: str = column("country")
    evidence: str = column("evidence", nullable=False, isin=EVIDENCE)
    review_signals_strong: Count = column("review_signals_strong", nullable=False, ge=0)
    review_signal_names: str = column("review_signal_names")

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntDealPrices(pa.DataFrameModel):
    """intermediate.int_deal_prices: one row per deal, creator and account whose price is known."""

    deal_id: str = column("deal_id", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    account_key: str = column("account_key", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier")
    followers_at_deal: Count = column("followers_at_deal", ge=0)
    priced_on: Day = column("priced_on", nullable=False)
    posts_priced: Count = column("posts_priced", nullable=False, ge=1)
    fee: Money = column("fee", ge=0)
    cost_without_boosting: Money = column("cost_without_boosting", nullable=False, gt=0)
    price_per_post: Money = column("price_per_post", nullable=False, ge=0)
    price_source: str = column("price_source", nullable=False, isin=["agreed", "gifted"])

    class Config:
        strict = ordered = True
        unique = ["deal_id", "influencer_id"]


class IntOfferPrices(pa.DataFrameModel):
    """intermediate.int_offer_prices: one row per account with a price of one post."""

    account_key: str = column("account_key", nullable=False)
    price_source: str = column("price_source", nullable=False, isin=SOURCES)
    price_per_post: Money = column("price_per_post", nullable=False, ge=0)
    price_per_post_low: Money = column("price_per_post_low", nullable=False, ge=0)
    price_per_post_high: Money = column("price_per_post_high", nullable=False, ge=0)
    price_log_sd: Rate = column("price_log_sd", nullable=False, ge=0)
    priced_on: Day = column("priced_on")
    price_deal_id: str = column("price_deal_id")
    price_cell: str = column("price_cell")
    price_cell_deals: Count = column("price_cell_deals", ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntOfferExposures(pa.DataFrameModel):
    """intermediate.int_offer_exposures: one row per account of which exposures of a post can be expected."""

    account_key: str = column("account_key", nullable=False)
    exposure_posts: Count = column("exposure_posts", nullable=False, ge=0)
    exposures_log: Rate = column("exposures_log", nullable=False)
    exposures_log_sd: Rate = column("exposures_log_sd", nullable=False, ge=0)
    exposures_cell_log_sd: Rate = column("exposures_cell_log_sd", nullable=False, ge=0)
    exposures_expected: Rate = column("exposures_expected", nullable=False, ge=0)
    exposures_basis: str = column("exposures_basis", nullable=False, isin=["own", "peers"])

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntOfferEngagements(pa.DataFrameModel):
    """intermediate.int_offer_engagements: one row per account of which engagements of a post can be expected."""

    account_key: str = column("account_key", nullable=False)
    engagements_per_post: Rate = column("engagements_per_post", nullable=False, ge=0)
    engagements_log_sd: Rate = column("engagements_log_sd", nullable=False, ge=0)
    engagements_cell_log_sd: Rate = column("engagements_cell_log_sd", nullable=False, ge=0)
    engagements_basis: str = column("engagements_basis", nullable=False, isin=BASES)

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntOfferResults(pa.DataFrameModel):
    """intermediate.int_offer_results: one row per account: what one post is expected to bring."""

    account_key: str = column("account_key", nullable=False)
    reach_per_post: Rate = column("reach_per_post", ge=0)
    reach_log_sd: Rate = column("reach_log_sd", ge=0)
    reach_cell_log_sd: Rate = column("reach_cell_log_sd", ge=0)
    reach_basis: str = column("reach_basis", isin=REACH_BASES)
    engagements_per_post: Rate = column("engagements_per_post", ge=0)
    engagements_log_sd: Rate = column("engagements_log_sd", ge=0)
    engagements_cell_log_sd: Rate = column("engagements_cell_log_sd", ge=0)
    engagements_basis: str = column("engagements_basis", isin=BASES)
    clicks_per_post: Rate = column("clicks_per_post", ge=0)
    clicks_log_sd: Rate = column("clicks_log_sd", ge=0)
    clicks_cell_log_sd: Rate = column("clicks_cell_log_sd", ge=0)
    clicks_basis: str = column("clicks_basis", isin=BASES)
    orders_per_post: Rate = column("orders_per_post", ge=0)
    orders_log_sd: Rate = column("orders_log_sd", ge=0)
    orders_cell_log_sd: Rate = column("orders_cell_log_sd", ge=0)
    orders_basis: str = column("orders_basis", isin=BASES)
    net_revenue_per_post: Rate = column("net_revenue_per_post", ge=0)
    net_revenue_log_sd: Rate = column("net_revenue_log_sd", ge=0)
    net_revenue_cell_log_sd: Rate = column("net_revenue_cell_log_sd", ge=0)
    net_revenue_basis: str = column("net_revenue_basis", isin=BASES)

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntOfferCountries(pa.DataFrameModel):
    """intermediate.int_offer_countries: one row per account and country: the part of the account's audience there."""

    account_key: str = column("account_key", nullable=False)
    country: str = column("country", nullable=False)
    audience_share: Rate = column("audience_share", nullable=False, gt=0, le=1.000001)
    audience_basis: str = column("audience_basis", nullable=False, isin=["stated", "home country", "unknown"])

    class Config:
        strict = ordered = True
        unique = ["account_key", "country"]


class IntOffers(pa.DataFrameModel):
    """intermediate.int_offers: one row per account and package that a planner may buy."""

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    name: str = column("name")
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    handle: str = column("handle")
    followers: Count = column("followers", ge=0)
    tier: str = column("tier")
    scheme: str = column("scheme", nullable=False)
    niche: str = column("niche")
    country: str = column("country")
    evidence: str = column("evidence", nullable=False, isin=EVIDENCE)
    review_signals_strong: Count = column("review_signals_strong", nullable=False, ge=0)
    review_signal_names: str = column("review_signal_names")
    package: str = column("package", nullable=False)
    package_posts: Count = column("package_posts", nullable=False, ge=1)
    price: Money = column("price", ge=0)
    price_low: Money = column("price_low", ge=0)
    price_high: Money = column("price_high", ge=0)
    price_log_sd: Rate = column("price_log_sd", ge=0)
    price_source: str = column("price_source", isin=SOURCES)
    priced_on: Day = column("priced_on")
    price_deal_id: str = column("price_deal_id")
    price_cell: str = column("price_cell")
    price_cell_deals: Count = column("price_cell_deals", ge=1)
    currency: str = column("currency", nullable=False)
    reach_expected: Rate = column("reach_expected", ge=0)
    reach_log_sd: Rate = column("reach_log_sd", ge=0)
    reach_cell_log_sd: Rate = column("reach_cell_log_sd", ge=0)
    reach_basis: str = column("reach_basis", isin=REACH_BASES)
    engagements_expected: Rate = column("engagements_expected", ge=0)
    engagements_log_sd: Rate = column("engagements_log_sd", ge=0)
    engagements_cell_log_sd: Rate = column("engagements_cell_log_sd", ge=0)
    engagements_basis: str = column("engagements_basis", isin=BASES)
    clicks_expected: Rate = column("clicks_expected", ge=0)
    clicks_log_sd: Rate = column("clicks_log_sd", ge=0)
    clicks_cell_log_sd: Rate = column("clicks_cell_log_sd", ge=0)
    clicks_basis: str = column("clicks_basis", isin=BASES)
    orders_expected: Rate = column("orders_expected", ge=0)
    orders_log_sd: Rate = column("orders_log_sd", ge=0)
    orders_cell_log_sd: Rate = column("orders_cell_log_sd", ge=0)
    orders_basis: str = column("orders_basis", isin=BASES)
    net_revenue_expected: Rate = column("net_revenue_expected", ge=0)
    net_revenue_log_sd: Rate = column("net_revenue_log_sd", ge=0)
    net_revenue_cell_log_sd: Rate = column("net_revenue_cell_log_sd", ge=0)
    net_revenue_basis: str = column("net_revenue_basis", isin=BASES)
    results_cell: str = column("results_cell", nullable=False)
    returns_cell: str = column("returns_cell", nullable=False)
    audience_basis: str = column("audience_basis", nullable=False, isin=["stated", "home country", "unknown"])

    @pa.dataframe_check(error="price_and_results_are_whole")
    def price_and_results_are_whole(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A price has bounds and a source around it; an expected result has its uncertainty and basis, or none has."""
        priced = pl.col("price").is_not_null()
        whole = (priced == pl.col("price_source").is_not_null()) & (
            ~priced | ((pl.col("price_low") <= pl.col("price_high")) & pl.col("price_log_sd").is_not_null())
        )
        for result in RESULTS:
            for part in ("log_sd", "cell_log_sd", "basis"):
                known = pl.col(f"{result}_expected").is_not_null()
                whole &= known == pl.col(f"{result}_{part}").is_not_null()
        return data.lazyframe.select(whole)

    class Config:
        strict = ordered = True
        unique = ["account_key", "package"]


OFFER_TABLES = {
    "int_offer_accounts": IntOfferAccounts,
    "int_deal_prices": IntDealPrices,
    "int_offer_prices": IntOfferPrices,
    "int_offer_exposures": IntOfferExposures,
    "int_offer_engagements": IntOfferEngagements,
    "int_offer_results": IntOfferResults,
    "int_offer_countries": IntOfferCountries,
    "int_offers": IntOffers,
}
