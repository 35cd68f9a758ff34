"""Contracts of marts that plans choose from."""

import polars as pl

from schemas.contract import Contract
from schemas.rules import row_rule

RESULTS = ["reach", "engagements", "clicks", "orders", "net_revenue"]


class CreatorOffers(Contract):
    """marts.creator_offers: one row per account and package that a planner may buy: its price, and what it is expected
    to bring.
    """

    columns = (
        "account_key influencer_id name platform handle followers tier scheme niche country evidence",
        "review_signals_strong review_signal_names package package_posts price price_low price_high price_log_sd",
        "price_source priced_on price_deal_id price_cell price_cell_deals currency reach_expected reach_log_sd",
        "reach_cell_log_sd reach_campaign_log_sd reach_basis engagements_expected engagements_log_sd",
        "engagements_cell_log_sd engagements_campaign_log_sd engagements_basis clicks_exponent clicks_expected clicks_log_sd",
        "clicks_cell_log_sd clicks_campaign_log_sd clicks_basis orders_exponent orders_expected orders_log_sd",
        "orders_cell_log_sd orders_campaign_log_sd orders_basis net_revenue_expected net_revenue_log_sd",
        "net_revenue_cell_log_sd net_revenue_campaign_log_sd net_revenue_basis exposures_definition results_cell",
        "returns_cell audience_basis",
    )  # fmt: skip
    grain = "account_key package"

    @row_rule
    def price_and_results_are_whole(cls) -> pl.Expr:
        """A price has bounds and a source around it; an expected result has its uncertainty and basis, or none has."""
        priced = pl.col("price").is_not_null()
        whole = (priced == pl.col("price_source").is_not_null()) & (
            ~priced | ((pl.col("price_low") <= pl.col("price_high")) & pl.col("price_log_sd").is_not_null())
        )
        for result in RESULTS:
            for part in ("log_sd", "cell_log_sd", "campaign_log_sd", "basis"):
                known = pl.col(f"{result}_expected").is_not_null()
                whole &= known == pl.col(f"{result}_{part}").is_not_null()
        return whole
