"""One scenario against another: which brings more, how sure that is, with the same budget and at equal spend; and advice.

Belongs here: the rows of ``budget_plan_comparisons`` and ``budget_plan_advice``.
Does not belong here: draws (``chances``), one scenario (``plan_rows``).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from pipeline.plan.chances import Draws, higher
from pipeline.plan.offers import MEASURES
from pipeline.plan.optimiser import PLANNED
from pipeline.plan.plan_files import Advice, Plan
from pipeline.plan.words import amount, chance, result

SURE, UNSURE = 0.9, 0.1
AT_EQUAL_SPEND = "at equal spend: "  # before a scenario's name: its choice with what the cheapest of all spends
Row = dict[str, Any]


def comparisons(plan: Plan, expected: Mapping[str, Mapping[str, float | None]], drawn: Draws) -> list[Row]:
    """Return a row for each measure and two scenarios of which something is known to expect."""
    return [
        {"plan_id": plan.plan_id, "plan_measure": measure, "scenario": one, "other_scenario": other}
        | _pair(measure, one, other, expected, drawn)
        | _renamed(_pair(measure, AT_EQUAL_SPEND + one, AT_EQUAL_SPEND + other, expected, drawn))
        for measure in MEASURES
        for one, other in permutations([n for n in drawn.expected[measure] if not n.startswith(AT_EQUAL_SPEND)], 2)
        if expected[measure][one] is not None and expected[measure][other] is not None
    ]


def _pair(measure: str, one: str, other: str, expected: Mapping[str, Mapping[str, float | None]], drawn: Draws) -> Row:
    if expected[measure].get(one) is None or expected[measure].get(other) is None:
        return {}
    return {
        "result_expected": expected[measure][one], "other_result_expected": expected[measure][other],
        "plan_probability_higher": higher(drawn.expected[measure][one], drawn.expected[measure][other]),
        "plan_probability_higher_in_campaign": higher(drawn.campaign[measure][one], drawn.campaign[measure][other]),
    }  # fmt: skip


def _renamed(pair: Row) -> Row:
    names = {
        "result_expected": "equal_spend_result", "other_result_expected": "other_equal_spend_result",
        "plan_probability_higher": "equal_spend_probability_higher",
        "plan_probability_higher_in_campaign": "equal_spend_probability_higher_in_campaign",
    }  # fmt: skip
    return {names[name]: value for name, value in pair.items()}


def advised(plan: Plan, place: int, advice: Advice, scenarios: list[Row], drawn: Draws) -> Row:
    """Return whether the data support a piece of advice."""
    by_name = {row["scenario"]: row for row in scenarios}
    row: Row = {
        "plan_id": plan.plan_id, "advice_number": place, "advice": advice.says, "scenario": advice.scenario,
        "other_scenario": advice.than, "plan_measure": advice.measure,
    }  # fmt: skip
    one = by_name[advice.scenario]
    if advice.than is None or advice.measure is None:
        done = one["plan_status"] in PLANNED
        return row | {"verdict": "supported" if done else "not supported", "verdict_sentence": one["status_sentence"]}
    other, planned = by_name[advice.than], f"planned_{advice.measure}"
    unplanned = [name for name, r in ((advice.scenario, one), (advice.than, other)) if r.get(planned) is None]
    if unplanned:
        said = f"Scenario {unplanned[0]} has no {advice.measure} to compare: {by_name[unplanned[0]]['status_sentence']}"
        return row | {"verdict": "cannot tell", "verdict_sentence": said}
    probability, in_campaign = (
        higher(some[advice.measure][advice.scenario], some[advice.measure][advice.than])
        for some in (drawn.expected, drawn.campaign)
    )
    verdict = "supported" if probability >= SURE else "not supported" if probability <= UNSURE else "cannot tell"
    shown = [result(r[planned], advice.measure, plan.currency) for r in (one, other)]
    said = f"{advice.scenario}: {shown[0]}, {advice.than}: {shown[1]}, for {amount(float(plan.budget), plan.currency)}; {advice.scenario} is expected to bring more with a probability of {chance(probability)}, and brings more in one campaign with {chance(in_campaign)}."
    return row | {"verdict_probability": probability, "verdict": verdict, "verdict_sentence": said}
