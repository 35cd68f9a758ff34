"""Whatever the offers are, a plan keeps to its rules and its tables to their contracts."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_rows import offer, warehouse

from pipeline.plan.make import make, write
from pipeline.plan.plan_files import Plan

pytestmark = pytest.mark.long

AMOUNTS = st.decimals(min_value="0.01", max_value="2000", places=2).map(float)
AUDIENCES = st.sampled_from([{"DE": 1.0}, {"FR": 0.5, "unknown": 0.5}, {"DE": 0.3, "FR": 0.7}, {"unknown": 1.0}])
OFFERS = st.fixed_dictionaries(
    {
        "price": st.none() | AMOUNTS,
        "orders": st.none() | st.floats(0, 50),
        "tier": st.sampled_from(["nano", "micro", "macro", None]),
        "price_source": st.sampled_from(["agreed", "modelled"]),
        "spread": st.floats(0, 2),
        "person": st.integers(0, 3),
        "series": st.booleans(),
    }
)


def rows_of(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for number, one in enumerate(drawn):
        given_ = {"tier": one["tier"], "influencer_id": f"p{one['person']}", "orders_log_sd": one["spread"]}
        if one["price"] is not None:
            given_ |= {"price_source": one["price_source"], "price_log_sd": 0.4 * (one["price_source"] == "modelled")}
        found.append(offer(f"a{number}", one["price"], one["orders"], **given_))
        if one["series"] and one["price"] is not None and one["orders"] is not None:
            more = {"package": "series", "package_posts": 3}
            found.append(offer(f"a{number}", one["price"] * 2.5, one["orders"] * 3, **given_, **more))
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.lists(OFFERS, max_size=6), st.lists(AUDIENCES, min_size=6, max_size=6), AMOUNTS, st.sampled_from(["orders", "reach"]),
    st.sampled_from([[], ["DE", "FR"]]), st.sampled_from([1, 0.5]), st.integers(0, 1),
)  # fmt: skip
def test_a_plan_keeps_its_rules(
    drawn: list[dict[str, Any]], audiences: list[dict[str, float]], budget: float, goal: str, countries: list[str],
    share: float, least: int,
) -> None:  # fmt: skip
    offers = rows_of(drawn)
    con = warehouse(offers, {f"a{n}": audience for n, audience in enumerate(audiences)})
    plan = Plan(
        budget=budget, currency="EUR", goal=goal, countries=countries, max_share_per_creator=share,
        min_creators_per_country=least, scenarios=["free", "micro", "macro"],
    )  # fmt: skip
    made = make(con, plan)
    assert write(con, made)["budget_plan"] == 3
    plans = {row["scenario"]: row for row in made.tables["budget_plan"].iter_rows(named=True)}
    candidates = made.tables["budget_plan_candidates"]
    assert candidates.height == 3 * len(offers)
    for scenario, row in plans.items():
        chosen = candidates.filter((pl.col("scenario") == scenario) & pl.col("is_planned"))
        assert float(chosen["price"].sum() or 0) <= budget + 1e-9
        assert chosen["account_key"].n_unique() == chosen.height
        parts = chosen.group_by("influencer_id").agg(pl.col("price").cast(pl.Float64).sum())["price"]
        assert all(part <= share * budget + 1e-9 for part in parts)
        free = plans["free"]["result_expected"]
        if row["offers_chosen"]:
            assert free is not None and row["result_expected"] <= free * (1 + 1e-5) + 1e-9
            assert row["result_low"] <= row["result_high"]
