"""Offers for plans that tests can choose from, in a warehouse that holds nothing else."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl

from pipeline.models import reference, sql_models
from pipeline.models.contracts import polars_schema
from pipeline.warehouse.ddl import replace_table

MEASURES = ("reach", "engagements", "clicks", "orders", "net_revenue")


def offer(account: str, price: float | None, orders: float | None, **given: Any) -> dict[str, Any]:
    """Return an offer of an account that is a creator of its own: one post, its orders and what goes with them."""
    expected = {"reach": 400.0, "engagements": 30.0, "clicks": 6.0, "orders": 1.0, "net_revenue": 50.0}
    measures = {f"{m}_expected": None if orders is None else orders * expected[m] for m in MEASURES}
    row = {
        "account_key": f"instagram:{account}", "influencer_id": account, "name": account.title(), "platform": "instagram",
        "handle": account, "followers": 5000, "tier": "nano", "scheme": "default", "niche": "food", "country": "DE",
        "evidence": "high", "review_signals_strong": 0, "package": "single", "package_posts": 1, "price": price,
        "price_low": price, "price_high": price, "price_log_sd": 0.0, "price_source": price and "agreed",
        "currency": "EUR", "results_cell": "nano", "returns_cell": "nano", **measures, **{f"{m}_log_sd": 0.3 for m in MEASURES},
        **{f"{m}_cell_log_sd": 0.2 for m in MEASURES}, **{f"{m}_campaign_log_sd": 0.0 for m in MEASURES}, **{f"{m}_basis": "own" for m in MEASURES},
    }  # fmt: skip
    return row | given


def warehouse(
    offers: list[dict[str, Any]], audiences: dict[str, dict[str, float]] | None = None,
    past: list[dict[str, Any]] | None = None, margin: float | None = None,
) -> duckdb.DuckDBPyConnection:  # fmt: skip
    """Return a warehouse with the offers; audiences are account -> country -> share, DE for all where not given.

    Past are rows of int_past_results; margin is that of the programme, for each unit of 1,000 of net revenue.
    """
    con = duckdb.connect()
    sql_models.create_sources(con)
    reference.load_reference(con)
    reference.write_settings(con, {"reporting_currency": "EUR"})
    con.execute("create schema if not exists intermediate")
    con.execute("create schema if not exists marts")
    con.execute("create schema if not exists staging")
    con.execute(
        "create table intermediate.int_tier_bounds as select scheme, tier, lower_bound, true as is_current"
        " from reference.tier_schemes where lower_bound is not null"
    )
    contracts = sql_models.contracts()
    names = {row["account_key"] for row in offers}
    shares = [
        {"account_key": key, "country": country, "audience_share": share, "audience_basis": "stated"}
        for key in sorted(names)
        for country, share in (audiences or {}).get(key.split(":")[1], {"DE": 1.0}).items()
    ]
    tables = {"marts.creator_offers": offers, "intermediate.int_offer_countries": shares}
    for table, rows in tables.items():
        schema = polars_schema(contracts[table])
        text = pl.DataFrame(
            [{name: row.get(name) for name in schema} for row in rows],
            schema_overrides=_texts(schema),
            infer_schema_length=None,
        )
        frame = (
            text.select(pl.col(name).cast(kind) for name, kind in schema.items())
            if rows
            else pl.DataFrame(schema=schema)
        )
        replace_table(con, table, contracts[table], frame)
    columns = "measure influencer_id platform past_deals past_result past_best_result past_cost past_result_with_cost"
    rows = pl.DataFrame(
        past or [],
        schema={
            name: pl.String if name in ("measure", "influencer_id", "platform") else pl.Float64
            for name in columns.split()
        },
    )
    con.register("rows", rows)
    con.execute("create table intermediate.int_past_results as select * from rows")
    con.execute("create table intermediate.int_returns (net_revenue decimal(18, 4), margin_revenue decimal(18, 4))")
    con.execute("insert into intermediate.int_returns values (1000, ?)", [margin and 1000 * margin])
    rate = {"currency": "USD", "exchange_rate_date": "2026-11-01", "exchange_rate": 0.8, "exchange_rate_source": "test"}
    schema = polars_schema(contracts["staging.stg_exchange_rates"])
    frame = pl.DataFrame([rate]).select(
        pl.col(name).str.to_date() if kind == pl.Date else pl.col(name).cast(kind) for name, kind in schema.items()
    )
    replace_table(con, "staging.stg_exchange_rates", contracts["staging.stg_exchange_rates"], frame)
    return con


def _texts(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: kind for name, kind in schema.items() if kind in (pl.String, pl.Boolean)}
