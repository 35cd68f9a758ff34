"""Where a plan stops spending: offers that are expected to bring less than a least return for each unit of their cost.

The return is net revenue for each unit of cost (return on ad spend), in the target countries, whatever the goal. Net revenue adds
up over offers, so what the next unit brings is what the offer brings; a larger package of an account must also be worth
what it costs more. See docs/decisions/0149-plans-that-stop.md.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from pipeline.plan.offers import Offers
from pipeline.plan.plan_files import Plan

RETURN = "return"  # the reason's code


def return_rules(plan: Plan) -> list[tuple[str, pl.Expr, pl.Expr]]:
    """Return the rules of a plan that stops spending: by what an offer is expected to bring for each unit of its cost."""
    if plan.min_return is None:
        return []
    asked = f"{plan.min_return:,.2f} {plan.currency} for each {plan.currency} are asked for"
    shown = {
        name: pl.col(name).map_elements(lambda brings: f"{brings:,.2f} {plan.currency}", return_dtype=pl.String)
        for name in ("brings", "brings_more")
    }
    low, low_more = pl.col("brings") < plan.min_return, pl.col("brings_more") < plan.min_return
    return [
        (
            RETURN, pl.col("net_revenue_expected").is_null(),
            pl.lit(f"Nothing is known of the net revenue to expect, and {asked}."),
        ),
        (RETURN, low, pl.format("Is expected to bring {} of net revenue for each {}: {}.", shown["brings"], pl.lit(plan.currency), pl.lit(asked))),
        (
            RETURN, low_more,
            pl.format("What it costs more than a smaller package is expected to bring {} of net revenue for each {}: {}.", shown["brings_more"], pl.lit(plan.currency), pl.lit(asked)),
        ),
    ]  # fmt: skip


def brings(offers: Offers) -> np.ndarray:
    """Return what each offer is expected to bring of net revenue, in the target, for each unit of its price; nan where unknown."""
    price = offers.frame["price"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(offers.totals("net_revenue") / price)


def brings_more(offers: Offers, least: float | None) -> np.ndarray:
    """Return what the further cost of a larger package brings, against the largest one of the account that is worth its cost."""
    found = np.full(offers.frame.height, np.inf)
    if least is None:
        return found
    price = offers.frame["price"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    revenue, each = offers.totals("net_revenue"), brings(offers)
    worth: dict[str, int] = {}
    accounts = offers.frame["account_key"].to_list()
    for index in np.lexsort((price, offers.frame["account_key"].to_numpy())).tolist():
        if not np.isfinite(price[index]) or not each[index] >= least:
            continue
        before = worth.get(accounts[index])
        further = np.inf if before is None else price[index] - price[before]
        if before is not None:
            more = revenue[index] - revenue[before]
            found[index] = more / further if further > 0 else np.inf if more > 0 else -np.inf
        if found[index] >= least:
            worth[accounts[index]] = index
    return found
