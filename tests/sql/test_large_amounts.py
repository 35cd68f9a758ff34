"""Sums beyond fourteen digits do not end the night: amounts of small units, and of wrong ones (decision 0155)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from model_rows import models, upstream, warehouse

from pipeline.models import building, reference
from schemas.raw import RAW_TABLES
from schemas.types import duckdb_type

pytestmark = pytest.mark.long

ORDERS, REVENUE, SPEND, VIEWS = 120, 990_000_000_000, 900_000_000_000, 900_000_000_000
MARTS = ("influencer_roi", "tier_roi", "campaign_results", "deal_results", "codes_under_review", "country_results")
DATED = ("weekly_media_mix", "creator_months", "tier_months")


@pytest.fixture(scope="module")
def tables() -> duckdb.DuckDBPyConnection:
    """Return marts of a programme in dong, most of them under review: one fee of four milliards of euros is 10^14 dong."""
    day = {"currency": "VND", "campaign_ref": "s"}
    deal = {"creator_ref": "ana", "platform": "tiktok", "starts_on": "2026-03-01", "ends_on": "2026-03-31"}
    given: dict[str, list[dict[str, Any]]] = {
        "reference.exchange_rates": [
            {"currency": "EUR", "rate_date": "2026-03-01", "euros_per_unit": 1, "rate_source": "test"},
            {"currency": "VND", "rate_date": "2026-03-01", "euros_per_unit": 0.00004, "rate_source": "test"},
        ],
        "raw.campaigns": [{**day, "name": "s", "budget": REVENUE, "target_countries": "VN", "margin_rate": 0.5}],
        "raw.deals": [
            {**day, **deal, "deal_ref": "pack", "fee": 4_000_000_000, "currency": "EUR", "goal_revenue": REVENUE},
            {**day, **deal, "deal_ref": "code", "fee": SPEND, "promo_code": "ANA", "commission_rate": 0.1},
        ],
        "raw.deal_allocations": [
            {"deal_ref": "pack", "creator_ref": name, "allocation_share": share, "allocation_basis": "stated"}
            for name, share in (("ana", 0.3333), ("bob", 0.3333), ("cem", 0.3334))
        ],
        "raw.deal_posts": [{"deal_ref": "code", "platform": "tiktok", "post_key": f"p{n}"} for n in range(3)],
        "raw.posts": [
            {"platform": "tiktok", "handle": "ana", "creator_ref": "ana", "post_key": f"p{n}", "views": VIEWS,
             "posted_at": f"2026-03-{n + 10}", "posted_at_precision": "second", "likes": VIEWS}
            for n in range(3)
        ],
        "raw.ad_spend": [
            {**day, "creator_ref": "bob", "day": f"2026-{3 + n // 28:02}-{n % 28 + 1:02}", "spend": SPEND, "clicks": VIEWS}
            for n in range(ORDERS)
        ],
        "raw.orders": [
            {"attribution_method": "promo_code", "promo_code": "ANA", "order_id": str(n), "currency": "VND", "country": "US",
             "subtotal": REVENUE, "ordered_at": "2026-03-20 10:00:00"}
            for n in range(ORDERS)
        ],
    }  # fmt: skip
    con = warehouse(given, {"reporting_currency": "VND"})
    reference.write_distributions(con)
    wanted = [f"marts.{name}" for name in (*MARTS, *DATED)]
    needed = {model.table for table in wanted for model in upstream(table, [])}
    for table, model in models().items():
        if table in needed:
            building.create(con, model)
    for table in (*wanted, "intermediate.int_deal_costs"):
        building.check(con, models()[table])
    return con


@pytest.mark.parametrize("mart", [*MARTS, *DATED])
def test_revenue_beyond_fourteen_digits_is_summed_to_the_cent(tables: duckdb.DuckDBPyConnection, mart: str) -> None:
    totals = {"influencer_roi": "campaign_id = 'all'", "tier_roi": "campaign_id = 'all' and platform = 'all'"}
    totals |= {"country_results": "campaign_id = 'all'"}
    where = totals.get(mart, "true")
    (revenue,) = tables.execute(f"select sum(net_revenue) from marts.{mart} where {where}").fetchall()
    assert revenue == (Decimal(ORDERS * REVENUE),)


def test_cost_beyond_fourteen_digits_is_divided_and_summed_to_the_cent(tables: duckdb.DuckDBPyConnection) -> None:
    fees, boosting = tables.execute(
        "select sum(fee), sum(boosting_cost) from marts.influencer_roi where campaign_id = 'all'"
    ).fetchall()[0]
    staged = tables.execute("select sum(fee_reporting) from staging.stg_deals").fetchall()[0][0]
    assert fees == staged == pytest.approx(Decimal(10**14 + SPEND), abs=Decimal("0.05"))  # converted in floats
    assert boosting == Decimal(ORDERS * SPEND)
    (doubted,) = tables.execute("select net_revenue_under_review from marts.codes_under_review").fetchall()
    assert doubted == (Decimal(ORDERS * REVENUE),)


def test_views_are_summed(tables: duckdb.DuckDBPyConnection) -> None:
    assert tables.execute("select max(views) from marts.deal_results").fetchall() == [(3 * VIEWS,)]


def test_what_files_state_keeps_its_size_and_models_have_room_for_sums() -> None:
    kinds = {
        duckdb_type(column.dtype) for table in RAW_TABLES.values() for column in table.to_schema().columns.values()
    }
    assert "decimal(18,4)" in kinds and "decimal(38,4)" not in kinds
    narrow = [table for table, model in models().items() if "decimal(18, 4)" in model.text]
    assert narrow == [], "Write decimal(38, 4): a sum of amounts, or one that is converted, can be larger."
