"""What a plan answers, in sentences from its tables: which scenario is best, how sure, and what would change it."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipeline.plan.plan_rows import Made
from pipeline.plan.words import amount, chance

CLEAR, LIKELY = 0.95, 0.8
NEARLY_ALL = 0.9  # of the budget


def best_scenario(rows: list[dict[str, Any]]) -> str | None:
    """Return the scenario that is expected to bring most; of equals the first."""
    planned = [row for row in rows if row["offers_chosen"]]
    return max(planned, key=lambda row: row["result_expected"])["scenario"] if planned else None


def answer(made: Made, plan_id: str) -> list[str]:
    """Return which scenario is best, how sure that is, and what others would have to cost.

    Scenarios that leave out tiers are compared with each other: a free choice is never worse than they are.
    """
    of_plan = pl.col("plan_id") == plan_id
    rows = made.tables["budget_plan"].filter(of_plan & (pl.col("offers_chosen") > 0)).to_dicts()
    apart = sorted([row for row in rows if row["allowed_tiers"]] or rows, key=lambda row: -row["result_expected"])
    sentences = []
    if len(apart) > 1:
        one, other = apart[0], apart[1]
        pair = (pl.col("scenario") == one["scenario"]) & (pl.col("other_scenario") == other["scenario"])
        found = made.tables["budget_plan_comparisons"].filter(
            of_plan & pair & (pl.col("plan_measure") == one["plan_goal"])
        )
        sentences.append(_better(one["scenario"], other["scenario"], found["plan_probability_higher"][0]))
    sentences += [
        f"{row['scenario']} spends {row['planned_budget_rate']:.0%} of the budget: nothing else that it may choose fits."
        for row in rows
        if row["planned_budget_rate"] < NEARLY_ALL
    ]
    return sentences + [break_even(row) for row in rows if row["break_even_price"] is not None]


def _better(one: str, other: str, probability: float) -> str:
    verdict = "the data cannot tell them apart"
    if probability >= LIKELY:
        verdict = "that is clear" if probability >= CLEAR else "likely, not certain"
    return f"{one} is expected to bring more than {other} with a probability of {chance(probability)}: {verdict}."


def break_even(row: dict[str, Any]) -> str:
    """Return at which price a tier that a scenario leaves out would enter it."""
    now, price = float(row["break_even_price_now"]), row["break_even_price"]
    enters = f"would enter at {amount(price, row['currency'])} or less, and costs {amount(now, row['currency'])}"
    if price >= now:
        enters = f"would enter at its price of {amount(now, row['currency'])} (up to {amount(price, row['currency'])})"
    return f"Left out of {row['scenario']}, nearest to entering: {row['break_even_name']}, {row['break_even_tier']}: {enters}."
