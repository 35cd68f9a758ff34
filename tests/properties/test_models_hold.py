"""Any rows that obey the raw contracts give marts that obey theirs, in any order of arrival."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.models import building, reference, sql_models

sys.path.insert(0, str(Path(__file__).parents[1] / "sql"))

import pytest
from model_rows import models, warehouse

pytestmark = pytest.mark.long

PLATFORMS = ["instagram", "tiktok", "x"]
HANDLES = ["ana", "Ana", "bob", "cem", None]
FOLDERS = ["brand/a", "brand/b", "brand/a/spring", "shop"]
REFS = ["1", "2", "ana", None]
DAYS = [f"2026-03-{day:02}" for day in range(1, 29, 3)]
MARTS = [table for table in models() if table.startswith("marts.")]

count = st.one_of(st.none(), st.integers(0, 10**12))
money = st.one_of(st.none(), st.integers(0, 10**7).map(lambda cents: cents / 100))
moment = st.sampled_from(DAYS).map(lambda day: f"{day} 12:00:00")
currency = st.sampled_from([None, "EUR", "USD", "XTS"])


def lineage(**columns: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"captured_at": moment, "dataset": st.sampled_from(FOLDERS), "precedence": st.sampled_from([30, 60, 90])}
        | columns
    )


account = {
    "platform": st.sampled_from(PLATFORMS),
    "handle": st.sampled_from(HANDLES),
    "account_id": st.sampled_from(["1784001", "22", None]),
    "creator_ref": st.sampled_from(REFS),
}
posts = lineage(
    **account,
    post_key=st.sampled_from(["p1", "p2", "p3", "7301000000000000000"]),
    posted_at=st.one_of(st.none(), moment),
    posted_at_precision=st.sampled_from(["second", "minute", "day"]),
    is_sponsored=st.sampled_from([True, False, None]),
    deal_ref=st.sampled_from(["D1", None]),
    period=st.sampled_from(["lifetime", "2026-03-05"]),
    **dict.fromkeys(["views", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks"], count),
)
profiles = lineage(**account, observed_at=moment, followers=count, niche=st.sampled_from(["food", None]))
creators = lineage(
    creator_ref=st.sampled_from(["1", "2"]),
    platform=st.sampled_from([*PLATFORMS, None]),
    handle=st.sampled_from(HANDLES),
    followers=count,
)
deals = lineage(
    record_key=st.sampled_from(["D1", "D2", "D3"]),
    deal_ref=st.sampled_from(["D1", "D2", None]),
    creator_ref=st.sampled_from(["1", "2", "9"]),
    campaign_ref=st.sampled_from(["summer", None]),
    platform=st.sampled_from([*PLATFORMS, None]),
    promo_code=st.sampled_from(["ANA10", "BOB", None]),
    currency=currency,
    fee=money,
    product_cost=money,
    boosting_cost=money,
    payout_basis=st.sampled_from(["post", "order", None]),
    payout_total=money,
    agreed_on=st.sampled_from([*DAYS, None]),
    starts_on=st.sampled_from([*DAYS, None]),
    ends_on=st.sampled_from([*DAYS, None]),
    tracking_code=st.sampled_from(["t1", "t2", None]),
    posts_agreed=st.sampled_from([None, 0, 1, 3]),
    goal_views=count,
    goal_engagements=count,
    goal_clicks=count,
    goal_orders=st.sampled_from([None, 0, 1, 5]),
    goal_revenue=money,
)
clicks = lineage(
    record_key=st.sampled_from(["c1", "c2", "c3"]),
    day=st.sampled_from(DAYS),
    tracking_code=st.sampled_from(["t1", "t2", None]),
    creator_ref=st.sampled_from(REFS),
    country=st.sampled_from(["DE", "Spain", "(not set)", None]),
    sessions=count,
    clicks=count,
)
audience_shares = lineage(
    **account,
    dimension=st.sampled_from(["country", "territory", "gender"]),
    bucket=st.sampled_from(["DE", "Spain", "Other"]),
    share=st.sampled_from([0.0, 1 / 3, 0.5, 0.9999]),
)
orders = lineage(
    record_key=st.sampled_from(["r1", "r2", "r3"]),
    occurrence=st.integers(1, 2),
    order_id=st.sampled_from(["#1", "1", "2", None]),
    attribution_method=st.sampled_from(["promo_code", "link_click", "platform", "manual", None]),
    ordered_at=st.one_of(st.none(), moment),
    creator_ref=st.sampled_from(REFS),
    campaign_ref=st.sampled_from(["summer", "winter", None]),
    promo_code=st.sampled_from(["ana10", "x, BOB", None]),
    currency=currency,
    orders=st.sampled_from([None, 0, 1, 5]),
    **dict.fromkeys(["gross_revenue", "discount", "subtotal", "refund"], money),
)
deal_allocations = lineage(
    record_key=st.sampled_from(["D1a", "D1b", "D2"]),
    deal_ref=st.sampled_from(["D1", "D2"]),
    creator_ref=st.sampled_from(["1", "2"]),
    allocation_share=st.sampled_from([None, 0.0, 0.5, 1.0]),
    allocation_basis=st.sampled_from(["equal", "views", None]),
    promo_code=st.sampled_from(["BOB", None]),
)
ad_spend = lineage(
    record_key=st.sampled_from(["a1", "a2"]),
    day=st.sampled_from(DAYS),
    creator_ref=st.sampled_from(REFS),
    deal_ref=st.sampled_from(["D1", None]),
    spend=money,
    currency=currency,
)
ROWS = {
    "raw.posts": (posts, 8),
    "raw.profiles": (profiles, 5),
    "raw.creators": (creators, 4),
    "raw.deals": (deals, 4),
    "raw.orders": (orders, 8),
    "raw.ad_spend": (ad_spend, 3),
    "raw.deal_allocations": (deal_allocations, 3),
    "raw.clicks": (clicks, 4),
    "raw.audience_shares": (audience_shares, 4),
}


def _unique(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows that the loader would keep: whose they are is known, one of each observation."""
    schema = sql_models.contract(table).to_schema()
    kept = {}
    for row in rows:
        if table in ("raw.posts", "raw.profiles", "raw.audience_shares") and not (
            row["handle"] or row["account_id"] or row["creator_ref"]
        ):
            continue
        kept.setdefault(tuple(row.get(key) for key in schema.unique), row)
    return [row | {"load_id": table, "source_record": number} for number, row in enumerate(kept.values(), 1)]


given_rows = st.fixed_dictionaries({table: st.lists(row, max_size=most) for table, (row, most) in ROWS.items()})


def _marts(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[tuple[Any, ...]]]:
    with warehouse(rows) as con:
        reference.write_distributions(con)
        building.build_all(con, models())
        return {mart: con.execute(f"select * from {mart}").fetchall() for mart in MARTS}


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(given_rows, st.randoms(use_true_random=False))
def test_marts_hold_and_do_not_depend_on_order(rows: dict[str, list[dict[str, Any]]], chance: random.Random) -> None:
    kept = {table: _unique(table, found) for table, found in rows.items()}
    shuffled = {table: chance.sample(found, len(found)) for table, found in kept.items()}
    assert _marts(kept) == _marts(shuffled)
