"""The choice that is worth most, with proof."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.plan.optimiser.problem import Floats, Indices, Problem, broken, gross_of, net, value

Status = Literal["optimal", "time limit", "nothing found in time", "infeasible", "nothing affordable"]
GAP = 1e-6


@dataclass(frozen=True)
class Choice:
    """What to buy.

    Attributes:
        chosen: Indices of the chosen offers, ascending.
        value: What they are worth, exactly.
        bound: No choice is worth more.
        gap: (bound - value) / value.
        status: "optimal" where gap is at most 1e-6.
        seconds: Time taken.
        price_of_money: Value of one more unit of budget at the margin (dual of the linear relaxation).
        rounds: Times that the solver was called.
        found_by: "solver" or "greedy".
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
    """Return the choice that is worth most within budget, cap and limits."""
    started = time.perf_counter()
    none = np.zeros(0, dtype=np.int64)
    if not (problem.cost <= min(problem.budget, problem.creator_cap)).any():
        return Choice(none, 0.0, 0.0, 0.0, "nothing affordable", time.perf_counter() - started, 0.0, 0)
    n, pools = problem.offers, problem.addressable.size
    scale = max(problem.result.sum() / max(n, 1), 1e-300)
    tangents = [[0.0] for _ in range(pools)]
    best, best_value, bound = none, -inf, inf
    rounds = 0
    while True:
        rows, low, high = _rows(problem, tangents, scale)
        left = seconds - (time.perf_counter() - started)
        found = milp(
            np.r_[np.zeros(n + pools), -np.ones(pools)],
            constraints=LinearConstraint(rows, low, high),
            bounds=Bounds(0, np.r_[np.ones(n), np.full(2 * pools, np.inf)]),
            integrality=np.r_[np.ones(n), np.zeros(2 * pools)],
            options={"time_limit": max(left, 0.01), "mip_rel_gap": GAP / 10},
        )
        rounds += 1
        if found.status == 2:
            return Choice(none, 0.0, 0.0, 0.0, "infeasible", time.perf_counter() - started, 0.0, rounds)
        if found.mip_dual_bound is not None:
            bound = min(bound, -found.mip_dual_bound * scale)
        if found.x is None:
            break
        chosen = np.flatnonzero(found.x[:n] > 0.5)
        if not broken(problem, chosen) and value(problem, chosen) > best_value:
            best, best_value = chosen, value(problem, chosen)
        if bound - best_value <= GAP * max(bound, 0) or time.perf_counter() - started > seconds:
            break
        for pool, gross in enumerate(gross_of(problem, chosen)):
            tangents[pool].append(float(gross))
    gap = (bound - best_value) / best_value if best_value > 0 else (0.0 if bound <= 0 else inf)
    took = time.perf_counter() - started
    if best_value == -inf:
        return Choice(none, 0.0, bound, inf, "nothing found in time", took, 0.0, rounds)
    return Choice(best, best_value, bound, gap, "optimal" if gap <= GAP else "time limit", took, 0.0, rounds)


def _rows(problem: Problem, tangents: list[list[float]], scale: float) -> tuple[sparse.csr_matrix, Floats, Floats]:
    n, pools = problem.offers, problem.addressable.size
    blocks, low, high = [], [], []

    def add(rows: sparse.spmatrix, lows: object, highs: object) -> None:
        blocks.append(sparse.hstack([rows, sparse.csr_matrix((rows.shape[0], n + 2 * pools - rows.shape[1]))]))
        low.append(np.broadcast_to(lows, rows.shape[0]))
        high.append(np.broadcast_to(highs, rows.shape[0]))

    money = max(float(np.median(problem.cost)), 1e-9)
    add(sparse.csr_matrix(problem.cost / money), -inf, problem.budget / money)
    _, account = np.unique(problem.account, return_inverse=True)
    add(sparse.csr_matrix((np.ones(n), (account, np.arange(n)))), -inf, 1)
    if np.isfinite(problem.creator_cap):
        _, creator = np.unique(problem.creator, return_inverse=True)
        add(sparse.csr_matrix((problem.cost / money, (creator, np.arange(n)))), -inf, problem.creator_cap / money)
    for limit in problem.limits:
        size = max(float(np.abs(limit.coefficients).max()), 1e-300)
        add(sparse.csr_matrix(limit.coefficients / size), limit.low / size, limit.high / size)
    add(sparse.hstack([sparse.csr_matrix(problem.result.T / scale), -sparse.eye(pools)]), 0, 0)
    for pool, places in enumerate(tangents):
        people = problem.addressable[pool]
        for place in places:
            slope = np.exp(-place / people)
            height = net(np.array([place]), np.array([people]))[0] - slope * place
            row = sparse.csr_matrix(([-slope, 1.0], ([0, 0], [n + pool, n + pools + pool])), shape=(1, n + 2 * pools))
            add(row, -inf, height / scale)
    return sparse.vstack(blocks).tocsr(), np.concatenate(low), np.concatenate(high)
