"""The linear relaxation: offers in parts, which bounds every choice and prices what is scarce.

It is solved over a growing set of columns: those that the prices of before call profitable are added until there
are none. The bound is not HiGHS's word for it but is worked out from the prices (the Lagrangian bound: what
the rows' room is worth, and of each account the most profitable offer), so it holds whatever the tolerances.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from pipeline.plan.optimiser.problem import Floats, Indices, net
from pipeline.plan.optimiser.program import Program

ENOUGH = 1e-8  # relative distance of the bound from the relaxation's value at which refining ends
WIDEST = 6000  # columns added at a time
MOST_ROUNDS = 60


@dataclass(frozen=True)
class Relaxation:
    """Prices, and what follows from them; in the program's units.

    Attributes:
        bound: No choice has a larger objective; minus infinity where no choice keeps the rows.
        profit: Of each offer, gain less what it uses up at the prices.
        row_price: Price of each row's room, >= 0.
        cap_price: Price of the room below each cap.
        loss: How much lower the bound is with the offer decided the other way than ``is_in`` says, >= 0.
        is_in: Whether the prices call for the offer: the most profitable of its account.
        part: How much of each offer the relaxation buys.
    """

    bound: float
    profit: Floats
    row_price: Floats
    cap_price: Floats
    loss: Floats
    is_in: NDArray[np.bool_]
    part: Floats


def relax(program: Program, deadline: float) -> Relaxation:
    """Solve the relaxation, drawing tangents at its gross results; at the deadline the best bound so far stands."""
    pools = program.pools.size
    people = program.problem.addressable[program.pools]
    work = _first_columns(program)
    best: Relaxation | None = None
    for _ in range(MOST_ROUNDS):
        found = _solve_part(program, work)
        if found is None:
            if work.all():
                return _nothing(program)
            work[:] = True
            continue
        part, others, row_price, tangent_price, cap_price = found
        now = _priced(program, part, row_price, tangent_price, cap_price)
        best = now if best is None or now.bound < best.bound else best
        is_wanted = now.is_in & ~work
        gross, told = others[:pools] * program.value_unit, others[pools : 2 * pools] * program.value_unit
        error = told - net(gross, people)
        value = float(program.gain @ part + program.other_gain @ others)
        is_rough = error > ENOUGH * max(float(told.sum()), 1e-300) / max(pools, 1)
        if now.bound - value <= ENOUGH * abs(now.bound) and not is_rough.any():
            break
        if not is_wanted.any() and not program.draw_tangents(np.where(is_rough, gross, 0.0)):
            break
        program.draw_tangents(np.where(is_rough, gross, 0.0))
        wanted = np.flatnonzero(is_wanted)
        work[wanted[np.argsort(-now.profit[wanted], kind="stable")[:WIDEST]]] = True
        if time.perf_counter() > deadline:
            break
    assert best is not None
    return best


def _first_columns(program: Program) -> NDArray[np.bool_]:
    """Start with the offers of the best results for their cost, and those that help limits most for theirs."""
    problem = program.problem
    work = np.zeros(problem.offers, dtype=bool)
    cost = np.maximum(problem.cost, 1e-12)
    helps = [problem.result.sum(axis=1)] if program.pools.size else [np.maximum(program.gain, 0)]
    helps += [problem.result[:, pool] for pool in program.pools]
    for limit in problem.limits:
        if np.isfinite(limit.low):
            helps.append(np.maximum(limit.coefficients, 0))
    for help_ in helps:
        order = np.argsort(-help_ / cost, kind="stable")
        affordable = int(np.searchsorted(np.cumsum(problem.cost[order]), 1.5 * problem.budget)) + 200
        work[order[: min(affordable, WIDEST)]] = True
    return work


def _solve_part(program: Program, work: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats, Floats, Floats] | None:
    """Solve over some columns; return parts, other columns and the prices of rows, tangents and caps."""
    columns = np.flatnonzero(work)
    tangents, tangent_high = program.tangents()
    shared = account_rows(program.problem.account[columns])
    caps = program.caps[:, columns]
    used = np.flatnonzero(np.diff(caps.indptr))
    others = program.other_gain.size
    matrix = sparse.vstack(
        [
            sparse.hstack([sparse.csr_matrix(program.rows[:, columns]), sparse.csr_matrix(program.others)]),
            sparse.hstack([sparse.csr_matrix((tangents.shape[0], columns.size)), sparse.csr_matrix(tangents)]),
            sparse.hstack([caps[used], sparse.csr_matrix((used.size, others))]),
            sparse.hstack([shared, sparse.csr_matrix((shared.shape[0], others))]),
        ]
    ).tocsr()
    high = np.concatenate([program.high, tangent_high, np.full(used.size, program.cap), np.ones(shared.shape[0])])
    found = linprog(
        -np.concatenate([program.gain[columns], program.other_gain]), A_ub=matrix, b_ub=high, method="highs-ds",
        bounds=np.column_stack([np.zeros(columns.size + others), np.concatenate([np.ones(columns.size), program.other_high])]),
    )  # fmt: skip
    if found.status == 2:
        return None
    if found.status != 0:
        raise RuntimeError(f"the relaxation of a plan was not solved: {found.message}. Report it with the plan's numbers.")
    part = np.zeros(work.size)
    part[columns] = found.x[: columns.size]
    prices = np.maximum(-found.ineqlin.marginals, 0.0)
    first, second = program.high.size, program.high.size + tangent_high.size
    cap_price = np.zeros(program.caps.shape[0])
    cap_price[used] = prices[second : second + used.size]
    return part, found.x[columns.size :], prices[:first], prices[first:second], cap_price


def account_rows(account: Indices) -> sparse.csr_matrix:
    """Return a row of ones for each account that has several of the offers."""
    _, number, count = np.unique(account, return_inverse=True, return_counts=True)
    row_of = np.cumsum(count > 1) - 1
    several = np.flatnonzero(count[number] > 1)
    return sparse.csr_matrix(
        (np.ones(several.size), (row_of[number[several]], several)), shape=(int((count > 1).sum()), account.size)
    )


def _priced(program: Program, part: Floats, row_price: Floats, tangent_price: Floats, cap_price: Floats) -> Relaxation:
    profit = program.gain - row_price @ program.rows - cap_price @ program.caps
    best, second, is_first = best_of_accounts(program.problem.account, profit)
    tangents, tangent_high = program.tangents()
    other_profit = program.other_gain - row_price @ program.others - tangent_price @ tangents
    room = row_price @ program.high + tangent_price @ tangent_high + cap_price.sum() * program.cap
    bound = float(room + np.maximum(other_profit, 0) @ program.other_high + best[is_first].sum())
    is_in = is_first & (profit > 0)
    loss = np.where(is_in, best - second, best - profit)
    return Relaxation(bound, profit, row_price, cap_price, loss, is_in, part)


def best_of_accounts(account: Indices, profit: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return for each offer the largest and second largest profit of its account (at least 0), and whether it is the first."""
    order = np.lexsort((np.arange(account.size), -profit, account))
    starts = np.flatnonzero(np.concatenate([[True], np.diff(account[order]) != 0])) if account.size else np.zeros(0, int)
    sizes = np.diff(np.concatenate([starts, [account.size]]))
    ranked = np.maximum(profit[order], 0.0)
    follows = np.minimum(starts + 1, max(account.size - 1, 0))
    second = np.where(sizes > 1, ranked[follows], 0.0) if account.size else np.zeros(0)
    largest_of, second_of = np.zeros(account.size), np.zeros(account.size)
    largest_of[order], second_of[order] = np.repeat(ranked[starts], sizes), np.repeat(second, sizes)
    is_first = np.zeros(account.size, dtype=bool)
    is_first[order[starts]] = True
    return largest_of, second_of, is_first


def _nothing(program: Program) -> Relaxation:
    offers = program.problem.offers
    return Relaxation(
        -inf, np.zeros(offers), np.zeros(program.high.size), np.zeros(program.caps.shape[0]), np.zeros(offers),
        np.zeros(offers, dtype=bool), np.zeros(offers),
    )  # fmt: skip
