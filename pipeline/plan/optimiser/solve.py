"""The choice that is worth most, with proof.

Of choices that are equally good (values within the gap of each other) any may be returned, the same one for the
same input; where the time runs out, which one it is depends on the machine.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np

from pipeline.plan.optimiser.greedy import greedy
from pipeline.plan.optimiser.prefilter import useful
from pipeline.plan.optimiser.problem import Indices, Problem, broken, value
from pipeline.plan.optimiser.program import largest_value
from pipeline.plan.optimiser.search import GAP, Search

ENOUGH = 1e-3  # gap at which a search over many offers ends
PLANNED = ("optimal", "within 0.1 %", "time limit")  # statuses of a choice that can be bought
Status = Literal["optimal", "within 0.1 %", "time limit", "nothing found in time", "infeasible", "nothing affordable"]


@dataclass(frozen=True, eq=False)
class Choice:
    """What to buy.

    Attributes:
        chosen: Indices of the chosen offers, ascending.
        value: What they are worth, exactly.
        bound: No choice is worth more.
        gap: (bound - value) / bound.
        status: "optimal" where the gap is at most 1e-6, "within 0.1 %" where it is at most that; a search over few offers goes on
            to "optimal", one over many ends there. "time limit" where the seconds ended first.
        seconds: Time taken.
        price_of_money: Value of one more unit of budget at the margin (dual of the linear relaxation).
        rounds: Times that the solver was called.
        found_by: "greedy" where the solver found nothing better than the greedy choice in its time.
    """

    chosen: Indices
    value: float
    bound: float
    gap: float
    status: Status
    seconds: float
    price_of_money: float
    rounds: int
    found_by: Literal["solver", "greedy"] = "solver"


def solve(problem: Problem, seconds: float = 20.0) -> Choice:
    """Return the choice that is worth most within budget, cap and limits.

    Args:
        problem: What may be bought.
        seconds: Wall clock; at its end the best choice so far is returned with its gap.
    """
    started = time.perf_counter()
    kept = useful(problem)
    part = problem.part(kept)
    start = greedy(part)
    if not (problem.cost <= min(problem.budget, problem.creator_cap)).any():
        return _without(started, "nothing affordable" if start is not None else "infeasible")
    if not part.offers:
        return _without(started, "optimal" if start is not None else "infeasible")
    unit = value(part, start) if start is not None and start.size else 0.0
    unit = unit or float(part.result.sum(axis=1).max(initial=0.0)) or 1.0

    def worth(chosen: Indices) -> float | None:
        return None if broken(part, chosen) else value(part, chosen)

    program = largest_value(part, unit)
    search = Search(program, worth, started + seconds, ENOUGH)
    relaxation = search.run(start)
    if search.chosen is None:
        return _without(started, "infeasible" if search.bound == -inf else "nothing found in time", search)
    scale = problem.budget / program.high[0] if problem.budget else 1.0
    price = float(relaxation.row_price[0]) * program.unit / scale if problem.budget else 0.0
    bound = max(search.bound, search.objective)
    gap = (bound - search.objective) / bound if bound > 0 else 0.0
    return Choice(
        kept[search.chosen], search.objective, bound, gap, _status(gap),
        time.perf_counter() - started, price, search.rounds, "greedy" if search.is_from_start and gap > GAP else "solver",
    )  # fmt: skip


def _status(gap: float) -> Status:
    return "optimal" if gap <= GAP else "within 0.1 %" if gap <= ENOUGH else "time limit"


def _without(started: float, status: Status, search: Search | None = None) -> Choice:
    bound = search.bound if search and status == "nothing found in time" else 0.0
    none = np.zeros(0, dtype=np.int64)
    gap = inf if status == "nothing found in time" else 0.0
    return Choice(none, 0.0, bound, gap, status, time.perf_counter() - started, 0.0, search.rounds if search else 0)
