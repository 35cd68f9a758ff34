"""What is to be said of a scenario before anything else: money left over, a loss, more than was ever done.

Belongs here: sentences about one scenario from its row. Does not belong here: which scenario is best (``answers``).
"""

from __future__ import annotations

from typing import Any

import polars as pl

from pipeline.plan.choose import Outcome
from pipeline.plan.least_return import RETURN
from pipeline.plan.offers import Offers
from pipeline.plan.past import Margin, Past
from pipeline.plan.plan_files import Plan
from pipeline.plan.words import amount, listed, number, result

NEARLY_ALL = 0.9  # of the budget
ALL_BUT_CHANGE = 0.99  # of it, where a least return ends the spending
Row = dict[str, Any]


def caveats(plan: Plan, row: Row, offers: Offers, outcome: Outcome, past: Past) -> list[str]:
    """Return what has to be said first of a scenario that was planned."""
    said = (_unspent(plan, row, offers, outcome), _loss(plan, row, past.margin), _never(plan, row))
    return [sentence for sentence in said if sentence]


def _unspent(plan: Plan, row: Row, offers: Offers, outcome: Outcome) -> str | None:
    stopped = bool((outcome.refused["plan_reason_code"] == RETURN).any())
    if row["planned_budget_rate"] >= (ALL_BUT_CHANGE if stopped else NEARLY_ALL):
        return None
    spent = f"{row['planned_budget_rate']:.0%} of the budget ({amount(row['planned_cost'], plan.currency)} of {amount(float(plan.budget), plan.currency)})"
    left = amount(float(plan.budget) - row["planned_cost"], plan.currency)
    return f"{row['scenario']} spends {spent} and leaves {left}: {_why(plan, row, offers, outcome, stopped)}."


def _why(plan: Plan, row: Row, offers: Offers, outcome: Outcome, stopped: bool) -> str:
    if row["plan_status"] == "time limit":
        return "the solver was stopped by the clock"
    asked = (
        f"is expected to bring {plan.min_return:,.2f} {plan.currency} of net revenue for each {plan.currency}"
        if stopped
        else ""
    )
    may = offers.frame[outcome.eligible.tolist()]["account_key"].n_unique()
    if may > offers.frame[outcome.chosen.tolist()]["account_key"].n_unique():
        return "nothing else that it may choose " + (f"fits, or {asked}" if stopped else "fits")
    return f"nothing else {asked}" if stopped else "every account that it may choose is in it"


def _loss(plan: Plan, row: Row, margin: Margin | None) -> str | None:
    revenue, cost = row["planned_net_revenue"], row["planned_cost"]
    if revenue is None:
        return None
    where = f" in {listed(plan.countries, 'and')}" if plan.countries else ""
    shown = f"{amount(revenue, plan.currency)} of net revenue{where}"
    if margin is None:
        if revenue >= cost:
            return None
        return f"{row['scenario']} is expected to bring {shown} for {amount(cost, plan.currency)} of cost: less than it costs, before any margin (no campaign's margin is known)."
    expected = revenue * margin.rate
    if expected >= cost:
        return None
    known = (
        "" if margin.share > 0.995 else f", that of campaigns with {margin.share:.0%} of the programme's net revenue"
    )
    return f"{row['scenario']} is expected to lose {amount(cost - expected, plan.currency)}: {amount(expected, plan.currency)} of margin ({margin.rate:.0%} of {shown}{known}) for {amount(cost, plan.currency)} of cost."


def _never(plan: Plan, row: Row) -> str | None:
    best, known, expected = row["past_best_results"], row["creators_with_past"], row["result_expected"]
    if best is not None and expected <= best:
        return None
    brings = result(expected, plan.goal, plan.currency)
    if not known:
        return f"{row['scenario']} is expected to bring {brings}; no deal of its {_counted(row['creators'])} tells what they brought before."
    shown, part = (_shown(plan, value) for value in (best, row["result_expected_with_past"]))
    more = f"{row['scenario']} is expected to bring {brings}, more than its creators have ever done"
    if known == row["creators"]:
        return f"{more}: the best deals of {_counted(known)} brought {shown} together."
    others = row["creators"] - known
    return (
        f"{more}: the best deals of {known:,} of its {_counted(row['creators'])} brought {shown} together, and these are expected to bring {part}; "
        f"of the other {others:,} no deal tells."
    )


def _shown(plan: Plan, value: float) -> str:
    return amount(value, plan.currency) if plan.goal == "net_revenue" else number(value)


def _counted(creators: int) -> str:
    return f"{creators:,} creator" + ("" if creators == 1 else "s")


def in_order(frame: pl.DataFrame, best: str | None) -> list[str]:
    """Return the caveats of a plan's scenarios, those of the best one first."""
    rows = frame.filter(pl.col("caveats").is_not_null()).to_dicts()
    return [row["caveats"] for row in sorted(rows, key=lambda row: row["scenario"] != best)]
