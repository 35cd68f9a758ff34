"""At which price an offer that was not chosen would enter.

Both questions start from the relaxation's prices. At these an offer of profit v (what it adds beyond what its money and
its use of limits would bring elsewhere) whose profit falls by s with each unit of its price is on the edge at cost + v / s.
For one offer that is an estimate, since offers are whole; it is also where a bound comes from: no plan with an offer
at price p is worth more than the relaxation's bound + v + s (cost - p), so ``break_even`` need not solve for them all.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import fsum, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.plan.optimiser.problem import Floats, Indices, Limit, Problem, value
from pipeline.plan.optimiser.program import highest_price, largest_value
from pipeline.plan.optimiser.relaxation import Relaxing, best_of_accounts
from pipeline.plan.optimiser.search import Search
from pipeline.plan.optimiser.solve import Choice

SAME = 1e-9  # part of a plan's value within which another is worth as much
MOST = 12  # offers whose break-even price is worked out exactly


@dataclass(frozen=True)
class BreakEven:
    """The excluded offer that needs the smallest cut of its price to enter a plan.

    Attributes:
        offer: Index in the excluded offers.
        price: Highest price at which the plan with it is worth at least as much.
        cut: 1 - price / cost; negative where it would enter at a higher price than its own.
        is_proved: Whether every other offer is known to need at least this cut.
    """

    offer: int
    price: float
    cut: float
    is_proved: bool


def entry_prices(problem: Problem, choice: Choice, seconds: float = 5.0) -> Floats:
    """Return for each offer not chosen the price at or below which it would enter, else nan.

    An estimate by the relaxation's prices, never above the offer's own cost. Nan also where money is not what is scarce.
    """
    program = largest_value(problem, choice.value or 1.0)
    relaxation = Relaxing(program).relax(time.perf_counter() + seconds)
    best, second, is_first = best_of_accounts(problem.account, relaxation.profit)
    rival = np.where(is_first, second, best)
    with np.errstate(divide="ignore", invalid="ignore"):
        price = problem.cost + (relaxation.profit - rival) / relaxation.slope
    price = np.minimum(price, problem.cost)
    price[~(relaxation.slope > 0) | ~(price > 0)] = np.nan
    price[choice.chosen] = np.nan
    return price


def break_even(problem: Problem, choice: Choice, offers: Problem, seconds: float = 20.0) -> BreakEven | None:
    """Return the excluded offer that needs the smallest cut of its price; none where no price would do.

    Args:
        problem: The plan's problem.
        choice: Its best choice.
        offers: The excluded offers, with accounts, creators, pools and limits numbered as in the problem.
        seconds: Wall clock.
    """
    deadline = time.perf_counter() + seconds
    best: BreakEven | None = None
    bounds = _most(problem, choice, offers, deadline)
    cost = np.maximum(offers.cost, 1e-12)
    order = np.argsort(-bounds / cost, kind="stable")
    is_proved = True
    for tried, offer in enumerate(order):
        if bounds[offer] < 0 or (best and 1 - bounds[offer] / cost[offer] >= best.cut - SAME):
            break
        if tried == MOST or time.perf_counter() > deadline:
            is_proved = False
            break
        price, is_exact = _break_even_price(problem, choice, offers.part(np.array([offer])), deadline)
        is_proved &= is_exact
        cut = 1 - price / cost[offer]
        if price >= 0 and (best is None or cut < best.cut):
            best = BreakEven(int(offer), price, float(cut), True)
    return best and BreakEven(best.offer, best.price, best.cut, is_proved)


def _most(problem: Problem, choice: Choice, offers: Problem, deadline: float) -> Floats:
    """Return for each excluded offer a price above which no plan with it is worth as much."""
    both = _joined(problem, offers)
    closed = np.arange(both.offers) >= problem.offers
    program = largest_value(both, choice.value or 1.0)
    relaxation = Relaxing(program, closed).relax(deadline)
    spare = relaxation.bound - choice.value * (1 - SAME) / program.unit
    room = min(problem.budget, problem.creator_cap)
    with np.errstate(divide="ignore", invalid="ignore"):
        price = both.cost + (relaxation.profit + spare) / relaxation.slope
    return np.where(relaxation.slope > 0, np.minimum(price, room), room)[closed]


def _joined(problem: Problem, offers: Problem) -> Problem:
    limits = tuple(
        Limit(
            one.name, np.concatenate([one.coefficients, other.coefficients]), one.low, one.high, one.unit, one.follows_price
        )
        for one, other in zip(problem.limits, offers.limits, strict=True)
    )  # fmt: skip

    def together(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(problem, name), getattr(offers, name)])

    return Problem(
        together("cost"), together("result"), problem.addressable, together("account"), together("creator"),
        problem.budget, problem.creator_cap, limits,
    )  # fmt: skip


def _break_even_price(problem: Problem, choice: Choice, further: Problem, deadline: float) -> tuple[float, bool]:
    """Return the highest price of one further offer at which a plan with it is worth as much, and whether that is proved."""
    rest = problem.part(np.flatnonzero(problem.account != further.account[0]))
    both = _joined(rest, further)
    least = choice.value * (1 - SAME)

    def price(chosen: Indices) -> float | None:
        if value(both, np.append(chosen, rest.offers)) < least:
            return None
        return _price_left(rest, further, chosen)

    program = highest_price(rest, choice.value or 1.0, least, further)
    search = Search(program, price, deadline)
    search.run()
    if search.chosen is None:
        return -1.0, search.bound == -inf
    return search.objective, search.is_closed()


def _price_left(rest: Problem, further: Problem, chosen: Indices) -> float | None:
    """Return the highest price that budget, cap and limits leave for one further offer beside a choice; none if none."""
    own = chosen[rest.creator[chosen] == further.creator[0]]
    high = min(rest.budget - fsum(rest.cost[chosen]), rest.creator_cap - fsum(rest.cost[own]))
    low = 0.0
    for limit, other in zip(rest.limits, further.limits, strict=True):
        known, its = fsum(limit.coefficients[chosen]), float(other.coefficients[0])
        slack = 1e-9 * max(abs(known), abs(its), 1.0)
        part = its / float(further.cost[0]) if limit.follows_price and further.cost[0] > 0 else 0.0
        if part > 0:
            low, high = max(low, (limit.low - known) / part), min(high, (limit.high - known) / part)
        elif not limit.low - slack <= known + its <= limit.high + slack:
            return None
    return high if high >= low else None
