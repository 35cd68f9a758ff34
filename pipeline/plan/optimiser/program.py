"""A problem as a linear program over 0/1 columns, with the curves of saturating pools as tangents.

The first columns are the offers (1 = bought). For each pool of finite people there is a column with its gross
and one with its net results; net lies below every tangent of P (1 - exp(-G / P)) that was drawn so far, so the
program never says less than the truth, and any bound on it is one on the problem. Results of pools that add up
stand in the objective itself.

Three questions share the rows: the largest value, the least cost at which a value is kept, and the highest price
at which a further offer keeps it. All are maximised, all rows are upper bounds. Rows are scaled so that
budget and value are about 1e4, since HiGHS works with absolute tolerances of 1e-6 and drops numbers below 1e-9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, inf

import numpy as np
from scipy import sparse

from pipeline.plan.optimiser.problem import Floats, Indices, Limit, Problem, net

SIZE = 1e4
FIRST_TANGENTS = 12


@dataclass
class Program:
    """Maximise ``gain @ x + other_gain @ y`` where ``rows @ x + others @ y <= high`` and tangents, caps, accounts hold.

    Attributes:
        problem: The offers, with their accounts and creators.
        gain: Objective of each offer.
        other_gain: Objective of the other columns: gross of each saturating pool, net of each, then a price.
        rows: Coefficients of the offers, one row a constraint.
        others: Coefficients of the other columns.
        high: Upper bounds of the rows.
        other_high: Upper bounds of the other columns (the lower ones are 0).
        caps: Cost of the offers of creators whose cap could bind, one row each.
        cap: Upper bound of these rows.
        unit: What 1 in the objective stands for.
        value_unit: What 1 in gross and net columns stands for.
        pools: Which pools saturate.
        follows_price: Which rows have coefficients that are parts of the offers' costs.
        places: Gross results (of each saturating pool) at which a tangent was drawn.
    """

    problem: Problem
    gain: Floats
    other_gain: Floats
    rows: Floats
    others: Floats
    high: Floats
    other_high: Floats
    caps: sparse.csr_matrix
    cap: float
    unit: float
    value_unit: float
    pools: np.ndarray
    follows_price: np.ndarray
    places: list[list[float]] = field(default_factory=list)

    def is_gross(self) -> np.ndarray:
        """Return which rows say what the gross results of saturating pools are."""
        return np.asarray((self.others[:, : self.pools.size] == 1.0).any(axis=1))

    def base(self) -> Floats:
        """Return the gross results of saturating pools that are there whatever is chosen."""
        return np.asarray(self.high[self.is_gross()] * self.value_unit)

    def gain_at(self, row_price: Floats) -> Floats:
        """Return what each offer adds to the objective at the prices of gross results."""
        is_gross = self.is_gross()
        return np.asarray(self.gain - row_price[is_gross] @ self.rows[is_gross])

    def draw_tangents(self, gross: Floats) -> int:
        """Draw tangents at gross results of the saturating pools; return how many were new."""
        new = 0
        for places, place in zip(self.places, gross, strict=True):
            people_scale = max(abs(place), 1e-300)
            if all(abs(place - other) > 1e-9 * people_scale for other in places):
                places.append(float(place))
                new += 1
        return new

    def keep_tangents(self, gross: Floats, share: float) -> None:
        """Forget tangents further than a share from the gross results; the program says more by it, never less."""
        for position, (places, place) in enumerate(zip(self.places, gross, strict=True)):
            near = [other for other in places if abs(other - place) <= share * place]
            self.places[position] = sorted({0.0, *near})

    def matrix(self, columns: Indices) -> tuple[sparse.csr_matrix, Floats, Indices]:
        """Return all rows over some offers and the other columns, their upper bounds, and which caps are among them."""
        tangents, tangent_high = self.tangents()
        shared = account_rows(self.problem.account[columns])
        caps = self.caps[:, columns]
        used = np.flatnonzero(np.diff(caps.indptr))
        blocks = [
            (sparse.csr_matrix(self.rows[:, columns]), sparse.csr_matrix(self.others)),
            (sparse.csr_matrix((tangents.shape[0], columns.size)), sparse.csr_matrix(tangents)),
            (caps[used], sparse.csr_matrix((used.size, self.other_gain.size))),
            (shared, sparse.csr_matrix((shared.shape[0], self.other_gain.size))),
        ]
        high = [self.high, tangent_high, np.full(used.size, self.cap), np.ones(shared.shape[0])]
        return sparse.vstack([sparse.hstack(pair) for pair in blocks]).tocsr(), np.concatenate(high), used

    def tangents(self) -> tuple[Floats, Floats]:
        """Return coefficients over the other columns, and upper bounds, of every tangent."""
        count = self.pools.size
        lines, high = [], []
        for position, places in enumerate(self.places):
            people = float(self.problem.addressable[self.pools[position]])
            for place in places:
                slope = exp(-place / people)
                line = np.zeros(self.other_gain.size)
                line[position], line[count + position] = -slope, 1.0
                lines.append(line)
                high.append((float(net(np.array(place), np.array(people))) - slope * place) / self.value_unit)
        return np.array(lines).reshape(len(lines), self.other_gain.size), np.array(high)


def largest_value(problem: Problem, unit: float) -> Program:
    """Return the program whose objective is the value of the choice; ``unit`` is a value that may be expected."""
    return _program(problem, unit / SIZE, "value")


def least_cost(problem: Problem, unit: float, least: float) -> Program:
    """Return the program whose objective is the cost, negated, of a choice worth at least ``least``."""
    return _program(problem, unit / SIZE, "cost", least)


def highest_price(problem: Problem, unit: float, least: float, further: Problem) -> Program:
    """Return the program whose objective is the price of one further offer, with which the choice is worth ``least``."""
    return _program(problem, unit / SIZE, "price", least, further)


def _program(
    problem: Problem, value_unit: float, goal: str, least: float = -inf, further: Problem | None = None
) -> Program:
    pools = np.flatnonzero(np.isfinite(problem.addressable))
    count = pools.size
    added = problem.result[:, np.isinf(problem.addressable)].sum(axis=1) / value_unit
    base = further.result[0] if further else np.zeros(problem.addressable.size)
    width = 2 * count + (further is not None)
    is_price = np.arange(width) == 2 * count
    nets = np.zeros(width)
    nets[count : 2 * count] = 1.0
    money = max(problem.budget, 1e-300) / SIZE if np.isfinite(problem.budget) else max(problem.cost.max(), 1e-300)
    rows: list[tuple[Floats, Floats, float]] = []
    follows = [True] if np.isfinite(problem.budget) else []
    if np.isfinite(problem.budget):
        rows.append((problem.cost / money, is_price * 1.0, problem.budget / money))
    for position, limit in enumerate(problem.limits):
        rows += _limit_rows(limit, further.limits[position] if further else None, is_price, money, further)
        follows += [limit.follows_price] * (len(rows) - len(follows))
    for position, pool in enumerate(pools):
        gross = np.zeros(width)
        gross[position] = 1.0
        rows.append((-problem.result[:, pool] / value_unit, gross, base[pool] / value_unit))
    if np.isfinite(least):
        known = base[np.isinf(problem.addressable)].sum()
        rows.append((-added, -nets, (known - least) / value_unit))
    if further is not None and np.isfinite(problem.creator_cap):
        own = np.where(problem.creator == further.creator[0], problem.cost, 0.0)
        rows.append((own / money, is_price * 1.0, problem.creator_cap / money))
    gains = {"value": (added, nets), "cost": (-problem.cost / money, 0 * nets), "price": (0 * added, is_price * 1.0)}
    gain, other_gain = gains[goal]
    most = np.array([_most(problem, int(pool)) + base[pool] for pool in pools])
    highest = np.concatenate([most, net(most, problem.addressable[pools])]) / value_unit
    price_high = [] if further is None else [min(problem.budget, problem.creator_cap) / money]
    caps = _caps(problem)
    program = Program(
        problem, gain, other_gain, np.array([row[0] for row in rows]).reshape(len(rows), problem.offers),
        np.array([row[1] for row in rows]).reshape(len(rows), width), np.array([row[2] for row in rows]),
        np.concatenate([highest, price_high]), caps / money, problem.creator_cap / money,
        value_unit if goal == "value" else money, value_unit, pools,
        np.array(follows + [False] * (len(rows) - len(follows))), [[] for _ in pools],
    )  # fmt: skip
    program.draw_tangents(0 * most)
    for step in range(FIRST_TANGENTS):
        program.draw_tangents(np.minimum(most, 8 * problem.addressable[pools]) * 0.6**step)
    return program


def _limit_rows(
    limit: Limit, of_further: Limit | None, is_price: np.ndarray, money: float, further: Problem | None
) -> list[tuple[Floats, Floats, float]]:
    """Return a limit as up to two upper bounds; counts stay whole numbers, all else is scaled."""
    given = limit.coefficients
    largest = float(np.abs(given).max(initial=0.0))
    is_count = largest <= 100 and bool((given == np.round(given)).all())
    scale = 1.0 if is_count or largest == 0 else largest / 1e3
    other, known = 0.0 * is_price, 0.0
    if of_further is not None and further is not None:
        own = float(of_further.coefficients[0])
        if of_further.follows_price:
            other = is_price * (own / float(further.cost[0]) * money / scale if further.cost[0] > 0 else 0.0)
        else:
            known = own
    rows = []
    if np.isfinite(limit.high):
        rows.append((given / scale, other, (limit.high - known) / scale))
    if np.isfinite(limit.low):
        rows.append((-given / scale, -other, (known - limit.low) / scale))
    return rows


def _most(problem: Problem, pool: int) -> float:
    """Return the largest gross result that the budget could buy in a pool if offers could be bought in parts."""
    result = problem.result[:, pool]
    order = np.argsort(-result / np.maximum(problem.cost, 1e-12), kind="stable")
    spent = np.cumsum(problem.cost[order])
    return float(result[order][: int(np.searchsorted(spent, problem.budget, side="right")) + 1].sum())


def _caps(problem: Problem) -> sparse.csr_matrix:
    """Return the costs of offers of creators who could cost more than the cap, one row a creator."""
    if not np.isfinite(problem.creator_cap) or not problem.offers:
        return sparse.csr_matrix((0, problem.offers))
    _, account = np.unique(problem.account, return_inverse=True)
    dearest = np.zeros(account.max() + 1)
    np.maximum.at(dearest, account, problem.cost)
    _, creator = np.unique(problem.creator, return_inverse=True)
    of_account = np.zeros(dearest.size, dtype=np.int64)
    of_account[account] = creator
    most = np.bincount(of_account, weights=dearest, minlength=creator.max() + 1)
    binds = most > problem.creator_cap
    number = np.cumsum(binds) - 1
    concerned = np.flatnonzero(binds[creator])
    return sparse.csr_matrix(
        (problem.cost[concerned], (number[creator[concerned]], concerned)), shape=(int(binds.sum()), problem.offers)
    )


def account_rows(account: Indices) -> sparse.csr_matrix:
    """Return a row of ones for each account that has several of the offers."""
    _, number, count = np.unique(account, return_inverse=True, return_counts=True)
    row_of = np.cumsum(count > 1) - 1
    several = np.flatnonzero(count[number] > 1)
    return sparse.csr_matrix(
        (np.ones(several.size), (row_of[number[several]], several)), shape=(int((count > 1).sum()), account.size)
    )
