"""Scenarios at equal spend: each solved again with what the cheapest of them spends.

A scenario that runs out of creators buys less with the same budget; its result beside that of one that spends all of it says
nothing of what money brings there. Belongs here: which spend, and the choices with it. Bounds of tiers and of one creator
stay the amounts that they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pipeline.plan.choose import Outcome, problem_of
from pipeline.plan.offers import Indices, Offers
from pipeline.plan.optimiser import solve
from pipeline.plan.plan_files import Plan


@dataclass(frozen=True)
class EqualSpend:
    """What scenarios choose with the least planned cost of them all.

    Attributes:
        spend: That cost.
        chosen: Scenario -> indices of its offers; a scenario for which no choice keeps every rule is absent.
    """

    spend: float
    chosen: Mapping[str, Indices]


def at_equal_spend(offers: Offers, plan: Plan, outcomes: Mapping[str, Outcome]) -> EqualSpend | None:
    """Return the choices at equal spend; none where fewer than two scenarios were planned."""
    prices = offers.frame["price"].round(4).to_numpy()
    costs = {name: float(prices[o.chosen].sum()) for name, o in outcomes.items() if o.chosen.size}
    if len(costs) < 2 or min(costs.values()) <= 0:
        return None
    spend = min(costs.values())
    chosen = {}
    for name, cost in costs.items():
        again = outcomes[name].chosen if cost <= spend else _solved(offers, plan, outcomes[name].eligible, spend)
        if again.size:
            chosen[name] = again
    return EqualSpend(spend, chosen)


def _solved(offers: Offers, plan: Plan, eligible: Indices, spend: float) -> Indices:
    choice = solve(replace(problem_of(offers, plan, eligible), budget=spend), plan.seconds)
    return np.zeros(0, dtype=np.int64) if choice.status == "infeasible" else eligible[choice.chosen]
