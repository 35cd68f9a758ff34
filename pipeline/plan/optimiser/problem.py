"""What is to be decided: offers with costs and expected results, a budget, and limits.

Belongs here: the problem, the exact value of a choice, and whether a choice keeps every constraint.
Does not belong here: how a choice is found (``solve``), and where offers come from (the rest of ``pipeline.plan``).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

ROUNDING = 1e-12  # part of a sum's terms that is put down to their representation as floats


@dataclass(frozen=True, eq=False)
class Limit:
    """A linear rule: ``low <= sum of the chosen offers' coefficients <= high``.

    Attributes:
        name: What a person calls it: "creators whose audience is in FR", "share of the budget for a tier".
        coefficients: One for each offer; may be negative.
        low: Least sum allowed; infinite where there is none.
        high: Largest sum allowed; infinite where there is none.
        unit: What the sum counts ("creators", "EUR"), for the words of a shortfall.
        follows_price: Whether coefficients are parts of the offers' costs, so that they move when a price
            does. Read where prices are asked for (``entry_prices``, ``break_even``); the choice is the same.
    """

    name: str
    coefficients: Floats
    low: float = -inf
    high: float = inf
    unit: str = ""
    follows_price: bool = False


@dataclass(frozen=True, eq=False)
class Problem:
    """Offers of which at most one an account is bought within a budget, so that the results' value is largest.

    Attributes:
        cost: What each offer costs, in one currency, >= 0.
        result: Expected result of each offer (row) in each pool (column), >= 0. A goal that just adds up has one pool.
        addressable: People of each pool; infinite where results add up. Gross results G of a pool of P people
            are worth P (1 - exp(-G / P)).
        account: Number of each offer's account; at most one offer of an account is chosen.
        creator: Number of each offer's creator; a creator's accounts together cost at most ``creator_cap``.
        budget: What the chosen offers may cost together.
        creator_cap: What the chosen offers of one creator may cost together.
        limits: Further linear rules.
        money: What costs are counted in ("EUR"), for the words of a shortfall.

    Raises:
        ValueError: Where lengths differ or a number is one that the problem has no meaning for.
    """

    cost: Floats
    result: Floats
    addressable: Floats
    account: Indices
    creator: Indices
    budget: float
    creator_cap: float = inf
    limits: tuple[Limit, ...] = ()
    money: str = ""

    def __post_init__(self) -> None:
        for name in ("cost", "result", "addressable"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))
        for name in ("account", "creator"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.int64))
        offers, pools = self.cost.size, self.addressable.size
        shapes = {"cost": (offers,), "result": (offers, pools), "account": (offers,), "creator": (offers,)}
        for name, shape in shapes.items():
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"{name} has shape {found}, expected {shape}: one row an offer, one column a pool")
        for limit in self.limits:
            if np.shape(limit.coefficients) != (offers,) or not np.isfinite(limit.coefficients).all():
                raise ValueError(f"limit '{limit.name}' needs a finite coefficient for each of the {offers} offers")
            if not limit.low <= limit.high:
                raise ValueError(
                    f"limit '{limit.name}' asks for at least {limit.low} and at most {limit.high}: lower one"
                )
        if not (np.isfinite(self.cost).all() and (self.cost >= 0).all()):
            raise ValueError("cost has a number that is negative or none: leave such offers out")
        if not (np.isfinite(self.result).all() and (self.result >= 0).all()):
            raise ValueError("result has a number that is negative or none: leave such offers out, or state 0")
        if not (self.addressable > 0).all():
            raise ValueError("addressable has a pool without people: state how many there are, or infinity")
        if not (np.isfinite(self.budget) and self.budget >= 0 and self.creator_cap >= 0):
            raise ValueError(f"budget {self.budget}, cap {self.creator_cap}: state amounts of 0 or more")

    @property
    def offers(self) -> int:
        """Return how many offers there are."""
        return self.cost.size

    def part(self, kept: Indices) -> Problem:
        """Return the problem with some of the offers only, in the order given."""
        limits = tuple(
            Limit(limit.name, limit.coefficients[kept], limit.low, limit.high, limit.unit, limit.follows_price)
            for limit in self.limits
        )
        return Problem(
            self.cost[kept], self.result[kept], self.addressable, self.account[kept], self.creator[kept],
            self.budget, self.creator_cap, limits, self.money,
        )  # fmt: skip


def net(gross: Floats, addressable: Floats) -> Floats:
    """Return what gross results of each pool are worth: P (1 - exp(-G / P)), and G where P is infinite."""
    saturates = np.isfinite(addressable)
    people = np.where(saturates, addressable, 1.0)
    return np.where(saturates, -people * np.expm1(-gross / people), gross)


def gross_of(problem: Problem, chosen: ArrayLike) -> Floats:
    """Return the chosen offers' gross result in each pool, summed without loss of digits."""
    rows = problem.result[np.asarray(chosen, dtype=np.int64)]
    return np.array([fsum(column) for column in rows.T], dtype=np.float64)


def value(problem: Problem, chosen: ArrayLike) -> float:
    """Return what the chosen offers (indices) bring: the sum over pools of P (1 - exp(-G / P)), or G."""
    return fsum(net(gross_of(problem, chosen), problem.addressable))


def broken(problem: Problem, chosen: ArrayLike) -> list[str]:
    """Return the names of the constraints that a choice breaks, none if it keeps all.

    Amounts that are decimals may sum to a bound exactly: a sum may pass a bound by 1e-12 of its terms, which
    is what floats lose, and by no more.
    """
    indices = np.asarray(chosen, dtype=np.int64)
    names = []
    if not _within(problem.cost[indices], -inf, problem.budget):
        names.append("budget")
    if np.unique(problem.account[indices]).size < indices.size:
        names.append("one offer an account")
    if np.isfinite(problem.creator_cap):
        creators = problem.creator[indices]
        if any(not _within(problem.cost[indices[creators == one]], -inf, problem.creator_cap) for one in set(creators)):
            names.append("cap of a creator")
    return names + [
        limit.name for limit in problem.limits if not _within(limit.coefficients[indices], limit.low, limit.high)
    ]


def _within(terms: Floats, low: float, high: float) -> bool:
    total, slack = fsum(terms), ROUNDING * fsum(np.abs(terms))
    return low - slack - ROUNDING * _size(low) <= total <= high + slack + ROUNDING * _size(high)


def _size(bound: float) -> float:
    return abs(bound) if np.isfinite(bound) else 0.0
