"""What a plan answers, in sentences from its tables: which scenario is best, how sure, and what would change it."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipeline.plan.caveats import in_order
from pipeline.plan.plan_rows import Made
from pipeline.plan.words import amount, chance, result

CLEAR, LIKELY = 0.95, 0.8


def best_scenario(rows: list[dict[str, Any]]) -> str | None:
    """Return the scenario that is expected to bring most; of equals the first."""
    planned = [row for row in rows if row["offers_chosen"]]
    return max(planned, key=lambda row: row["result_expected"])["scenario"] if planned else None


def answer(made: Made, plan_id: str) -> list[str]:
    """Return what must be said first, which scenario is best, how sure that is, and what others would have to cost.

    Scenarios that leave out tiers are compared with each other: a free choice is never worse than they are.
    """
    of_plan = pl.col("plan_id") == plan_id
    frame = made.tables["budget_plan"].filter(of_plan & (pl.col("offers_chosen") > 0))
    rows = frame.to_dicts()
    apart = sorted([row for row in rows if row["allowed_tiers"]] or rows, key=lambda row: -row["result_expected"])
    sentences = in_order(frame, best_scenario(rows))
    if len(apart) > 1:
        one, other = apart[0], apart[1]
        pair = (pl.col("scenario") == one["scenario"]) & (pl.col("other_scenario") == other["scenario"])
        found = made.tables["budget_plan_comparisons"].filter(
            of_plan & pair & (pl.col("plan_measure") == one["plan_goal"])
        )
        sentences += _compared(one, found.row(0, named=True))
    return sentences + [break_even(row) for row in rows if row["break_even_price"] is not None]


def _compared(one: dict[str, Any], pair: dict[str, Any]) -> list[str]:
    """Return how sure it is that a scenario brings more than the next, with the budget and at equal spend."""
    expected, in_campaign = pair["plan_probability_higher"], pair["plan_probability_higher_in_campaign"]
    verdict = "the data cannot tell them apart"
    if expected >= LIKELY:
        verdict = "that is clear" if expected >= CLEAR else "likely, not certain"
    said = [
        f"{pair['scenario']} is expected to bring more than {pair['other_scenario']} with a probability of {chance(expected)}: {verdict}. "
        f"That it brings more in one campaign, with its luck, has a probability of {chance(in_campaign)}."
    ]
    if pair["equal_spend_probability_higher"] is None:
        return said
    goal, currency = one["plan_goal"], one["currency"]
    shown = [result(pair[name], goal, currency) for name in ("equal_spend_result", "other_equal_spend_result")]
    return [
        *said,
        f"At equal spend, {amount(float(one['equal_spend']), currency)}, {pair['scenario']} is expected to bring {shown[0]} and {pair['other_scenario']} "
        f"{shown[1]}; {pair['scenario']} more with a probability of {chance(pair['equal_spend_probability_higher'])}, "
        f"in one campaign {chance(pair['equal_spend_probability_higher_in_campaign'])}.",
    ]


def break_even(row: dict[str, Any]) -> str:
    """Return at which price a tier that a scenario leaves out would enter it."""
    now, price = float(row["break_even_price_now"]), row["break_even_price"]
    enters = f"would enter at {amount(price, row['currency'])} or less, and costs {amount(now, row['currency'])}"
    if price >= now:
        enters = f"would enter at its price of {amount(now, row['currency'])} (up to {amount(price, row['currency'])})"
    return f"Left out of {row['scenario']}, nearest to entering: {row['break_even_name']}, {row['break_even_tier']}: {enters}."
