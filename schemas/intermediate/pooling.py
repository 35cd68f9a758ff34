"""Contracts of the pooling under offers: samples, cells and tiers that say what peers ask and bring."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Rate, column

POOLED = ["price", "exposures", "headline_rate"]
RESPONSES = ["clicks", "orders", "order_value"]


class IntOfferPostSamples(pa.DataFrameModel):
    """intermediate.int_offer_post_samples: one row per account and measure of its posts: mean of the logs per follower."""

    account_key: str = column("account_key", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    measure: str = column("measure", nullable=False, isin=["exposures", "engagements"])
    posts: Count = column("posts", nullable=False, ge=1)
    log_mean: Rate = column("log_mean", nullable=False)
    log_variance_within: Rate = column("log_variance_within", ge=0)
    mean_factor: Rate = column("mean_factor", gt=0)

    class Config:
        strict = ordered = True
        unique = ["account_key", "measure"]


class IntOfferSamples(pa.DataFrameModel):
    """intermediate.int_offer_samples: one row per measure and creator in a cell: the mean of its logs and its error."""

    measure: str = column("measure", nullable=False, isin=POOLED)
    pool: str = column("pool", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    sample_key: str = column("sample_key", nullable=False)
    sample_size: Count = column("sample_size", nullable=False, ge=1)
    log_mean: Rate = column("log_mean", nullable=False)
    log_mean_error: Rate = column("log_mean_error", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["measure", "platform", "tier", "sample_key"]


class IntOfferSpreads(pa.DataFrameModel):
    """intermediate.int_offer_spreads: one row per measure and pool of three creators or more: how far creators,
    platforms and tiers lie apart.
    """

    measure: str = column("measure", nullable=False, isin=POOLED)
    pool: str = column("pool", nullable=False)
    creators: Count = column("creators", nullable=False, ge=3)
    cells: Count = column("cells", nullable=False, ge=1)
    tiers: Count = column("tiers", nullable=False, ge=1)
    compared_in: str = column("compared_in", nullable=False, isin=["cells", "tiers", "pool"])
    degrees_of_freedom: Count = column("degrees_of_freedom", nullable=False, ge=2)
    creators_variance: Rate = column("creators_variance", nullable=False, gt=0)
    platforms_variance: Rate = column("platforms_variance", nullable=False, ge=0)
    tiers_variance: Rate = column("tiers_variance", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["measure", "pool"]


class IntOfferCells(pa.DataFrameModel):
    """intermediate.int_offer_cells: one row per measure, platform and tier that has accounts: the mean of its creators'
    logs, and how sure it is.
    """

    measure: str = column("measure", nullable=False, isin=POOLED)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier", nullable=False)
    rests_on: str = column("rests_on", nullable=False)
    creators: Count = column("creators", nullable=False, ge=1)
    sample_size: Count = column("sample_size", nullable=False, ge=1)
    log_mean: Rate = column("log_mean", nullable=False)
    log_mean_variance: Rate = column("log_mean_variance", nullable=False, ge=0)
    creators_variance: Rate = column("creators_variance", nullable=False, gt=0)
    degrees_of_freedom: Count = column("degrees_of_freedom", nullable=False, ge=2)

    class Config:
        strict = ordered = True
        unique = ["measure", "platform", "tier"]


class IntDealResponses(pa.DataFrameModel):
    """intermediate.int_deal_responses: one row per measure, creator, platform and tier: what delivered deals brought, and
    from how much.
    """

    measure: str = column("measure", nullable=False, isin=RESPONSES)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False)
    tier: str = column("tier", nullable=False)
    deals: Count = column("deals", nullable=False, ge=1)
    response_result: Rate = column("response_result", nullable=False, ge=0)
    response_base: Rate = column("response_base", nullable=False, gt=0)
    response_unit: Rate = column("response_unit", nullable=False, gt=0)

    class Config:
        strict = ordered = True
        unique = ["measure", "influencer_id", "platform", "tier"]


class IntResponseTiers(pa.DataFrameModel):
    """intermediate.int_response_tiers: one row per measure and tier: what an exposure, or an order, brings, how creators
    differ in it, and how sure it is.
    """

    measure: str = column("measure", nullable=False, isin=RESPONSES)
    tier: str = column("tier", nullable=False)
    creators: Count = column("creators", nullable=False, ge=0)
    response_rate: Rate = column("response_rate", nullable=False, gt=0)
    log_mean_variance: Rate = column("log_mean_variance", nullable=False, ge=0)
    creators_variance: Rate = column("creators_variance", nullable=False, gt=0)
    response_unit: Rate = column("response_unit", nullable=False, gt=0)

    class Config:
        strict = ordered = True
        unique = ["measure", "tier"]


class IntOfferResponses(pa.DataFrameModel):
    """intermediate.int_offer_responses: one row per account and measure: what an exposure, or an order, is expected to
    bring.
    """

    account_key: str = column("account_key", nullable=False)
    measure: str = column("measure", nullable=False, isin=RESPONSES)
    deals: Count = column("deals", nullable=False, ge=0)
    response_rate: Rate = column("response_rate", nullable=False, ge=0)
    response_log_sd: Rate = column("response_log_sd", nullable=False, ge=0)
    response_cell_log_sd: Rate = column("response_cell_log_sd", nullable=False, ge=0)
    response_basis: str = column("response_basis", nullable=False, isin=["own", "peers"])

    class Config:
        strict = ordered = True
        unique = ["account_key", "measure"]


POOLING_TABLES = {
    "int_offer_post_samples": IntOfferPostSamples,
    "int_offer_samples": IntOfferSamples,
    "int_offer_spreads": IntOfferSpreads,
    "int_offer_cells": IntOfferCells,
    "int_deal_responses": IntDealResponses,
    "int_response_tiers": IntResponseTiers,
    "int_offer_responses": IntOfferResponses,
}
