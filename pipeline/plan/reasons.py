"""For each offer of a scenario whether it is chosen, and why or why not: what a person asks first.

Belongs here: reasons after the choice. Reasons before it are in ``eligibility``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from pipeline.plan import words
from pipeline.plan.choose import Outcome
from pipeline.plan.offers import Offers
from pipeline.plan.plan_files import Plan
from pipeline.plan.words import amount, result


def reasoned(offers: Offers, plan: Plan, outcome: Outcome) -> pl.DataFrame:
    """Return each offer with its expected result in the target, whether it is chosen, reason code and words."""
    height = offers.frame.height
    chosen, may = np.zeros(height, dtype=bool), np.zeros(height, dtype=bool)
    chosen[outcome.chosen], may[outcome.eligible] = True, True
    expected = _expected(offers, plan)
    frame = offers.frame.with_columns(
        *expected,
        pl.Series("is_planned", chosen),
        pl.Series("is_eligible", may),
        pl.Series("entry_price", outcome.entry_prices, nan_to_null=True),
        outcome.refused["plan_reason_code"],
        outcome.refused["plan_reason"],
    )
    after = _after(offers, plan, outcome, frame)
    return frame.with_columns(
        pl.coalesce("plan_reason_code", after["code"]).alias("plan_reason_code"),
        pl.coalesce("plan_reason", after["words"]).alias("plan_reason"),
    )


def _expected(offers: Offers, plan: Plan) -> list[pl.Series]:
    """Return the expected result in the target, and its 95 % bounds, of one offer alone."""
    known = offers.frame[f"{plan.goal}_expected"].is_not_null().to_numpy() & (offers.shares.sum(axis=1) > 0)
    mean = np.where(known, offers.totals(plan.goal), np.nan)
    own = offers.frame[f"{plan.goal}_log_sd"].fill_null(0).to_numpy()
    shared = offers.frame[f"{plan.goal}_cell_log_sd"].fill_null(0).to_numpy()
    sd = np.hypot(own, shared)
    named = {"result_expected": 0.0, "result_low": -1.959964, "result_high": 1.959964}
    return [
        pl.Series(name, mean * np.exp(z * sd - (sd**2 / 2 if z else 0)), nan_to_null=True) for name, z in named.items()
    ]


def _after(offers: Offers, plan: Plan, outcome: Outcome, frame: pl.DataFrame) -> pl.DataFrame:
    """Return code and words of each offer that might have been chosen."""
    rows = frame[outcome.eligible.tolist()]
    taken = frame[outcome.chosen.tolist()]
    packages = dict(zip(taken["account_key"], taken["package"], strict=True))
    spent = dict(taken.group_by("influencer_id", maintain_order=True).agg(pl.col("price").sum()).iter_rows())
    codes: list[str | None] = [None] * frame.height
    said: list[str | None] = [None] * frame.height
    for index, row in zip(outcome.eligible.tolist(), rows.iter_rows(named=True), strict=True):
        codes[index], said[index] = _why(plan, outcome, row, packages, spent)
    return pl.DataFrame({"code": codes, "words": said}, schema={"code": pl.String, "words": pl.String})


def _why(
    plan: Plan, outcome: Outcome, row: dict[str, Any], packages: dict[str, str], spent: dict[str, float]
) -> tuple[str, str]:
    price, expected, entry = float(row["price"]), float(row["result_expected"]), row["entry_price"]
    offer = f"{result(expected, plan.goal, plan.currency)} for {amount(price, plan.currency)}"
    each = words.each(price, expected, plan.goal, plan.currency)
    if row["is_planned"]:
        return "chosen", f"Chosen: {offer} ({each})."
    if outcome.choice is None or outcome.choice.status == "infeasible":
        return "infeasible", "No choice keeps every rule of the plan, so none was made."
    if row["account_key"] in packages:
        return "other package", f"Another package of this account is chosen: {packages[str(row['account_key'])]}."
    cap = float(plan.budget) * plan.max_share_per_creator
    if row["influencer_id"] in spent and spent[row["influencer_id"]] + price > cap:
        over = f"Another account of this creator is chosen; both are more than {amount(cap, plan.currency)}."
        return "creator's part", over
    enters = "" if entry is None else f"; would enter at about {amount(float(entry), plan.currency)}"
    return "outbid", f"Others bring more for the money: {offer} ({each}){enters}."
