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
from scipy.optimize import linprog

from pipeline.plan.optimiser.problem import Floats, Indices, net
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.quiet import quiet_stdout

FEW = 200  # columns that a relaxation starts with for each pool and limit
WIDEST = 2000  # columns added at a time
MOST_ROUNDS = 60
ROUGH = 1e-7  # part of the net results by which tangents may still say too much
SOLVED, INFEASIBLE = 0, 2  # what scipy calls these
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Relaxation:
    """Prices, and what follows from them; in the program's units.

    Attributes:
        bound: No choice has a larger objective; minus infinity where no choice keeps the rows.
        profit: Of each offer, gain less what it uses up at the prices.
        slope: By how much the profit falls with each unit of the offer's price.
        row_price: Price of each row's room, >= 0.
        loss: How much lower the bound is with the offer decided the other way than ``is_in`` says, >= 0.
        is_in: Whether the prices call for the offer: the most profitable of its account.
        part: How much of each offer the relaxation buys.
    """

    bound: float
    profit: Floats
    slope: Floats
    row_price: Floats
    loss: Floats
    is_in: Flags
    part: Floats


class Relaxing:
    """Solves the relaxation of a program, and remembers which columns mattered; closed offers are priced, not bought."""

    def __init__(self, program: Program, closed: Flags | None = None) -> None:
        self.program = program
        self.closed = np.zeros(program.problem.offers, dtype=bool) if closed is None else closed
        self.work = _first_columns(program) & ~self.closed

    def relax(self, deadline: float) -> Relaxation:
        """Solve, drawing tangents at its gross results, until no column or tangent is missing.

        Args:
            deadline: Moment (``time.perf_counter``) at which the best bound so far has to do.
        """
        program, pools = self.program, self.program.pools.size
        people = program.problem.addressable[program.pools]
        best: Relaxation | None = None
        for _ in range(MOST_ROUNDS):
            found = self._solve()
            if found is None:
                if (self.work | self.closed).all():
                    return _nothing(program)
                self.work = ~self.closed
                continue
            part, others, prices = found
            now = _priced(program, self.closed, part, *prices)
            best = now if best is None or now.bound < best.bound else best
            wanted = np.flatnonzero(now.is_in & ~self.work)
            gross, told = others[:pools] * program.value_unit, others[pools : 2 * pools] * program.value_unit
            is_rough = told - net(gross, people) > ROUGH * max(float(told.sum()), 1e-300) / max(pools, 1)
            new = program.draw_tangents(np.where(is_rough, gross, 0.0))
            if (not wanted.size and not new) or time.perf_counter() > deadline:
                break
            self.work[wanted[np.argsort(-now.profit[wanted], kind="stable")[:WIDEST]]] = True
        assert best is not None
        return best

    def _solve(self) -> tuple[Floats, Floats, tuple[Floats, Floats, Floats]] | None:
        """Solve over the columns at work; return parts, other columns, and the prices of rows, tangents and caps."""
        program = self.program
        columns = np.flatnonzero(self.work)
        matrix, high, used = program.matrix(columns)
        top = np.concatenate([np.ones(columns.size), program.other_high])
        bounds = np.column_stack([np.zeros(top.size), top])
        gain = np.concatenate([program.gain[columns], program.other_gain])
        with quiet_stdout():
            found = linprog(-gain, A_ub=matrix, b_ub=high, bounds=bounds, method="highs-ds")
            if found.status not in (SOLVED, INFEASIBLE):
                found = linprog(-gain, A_ub=matrix, b_ub=high, bounds=bounds, method="highs-ipm")
        if found.status == INFEASIBLE:
            return None
        if found.status != SOLVED:
            raise RuntimeError(f"the relaxation of a plan was not solved: {found.message}. Report it with the numbers.")
        part = np.zeros(self.work.size)
        part[columns] = found.x[: columns.size]
        prices = np.maximum(-found.ineqlin.marginals, 0.0)
        first = program.high.size
        second = first + sum(map(len, program.places))
        cap_price = np.zeros(program.caps.shape[0])
        cap_price[used] = prices[second : second + used.size]
        return part, found.x[columns.size :], (prices[:first], prices[first:second], cap_price)


def _first_columns(program: Program) -> Flags:
    """Start with the offers of the best results for their cost, and those that help limits most for theirs."""
    problem = program.problem
    cost = np.maximum(problem.cost, 1e-12)
    results = problem.result.sum(axis=1) / cost
    order = np.argsort(-results, kind="stable")
    work = np.zeros(problem.offers, dtype=bool)
    work[order[: int(np.searchsorted(np.cumsum(problem.cost[order]), 1.5 * problem.budget)) + FEW]] = True
    for pool in program.pools:
        work[np.argsort(-problem.result[:, pool] / cost, kind="stable")[:FEW]] = True
    for limit in problem.limits:
        if np.isfinite(limit.low):
            helps = np.maximum(limit.coefficients, 0.0)
            order = np.lexsort((-results, -np.round(helps / cost, 9)))
            work[order[: int(np.searchsorted(np.cumsum(helps[order]), 1.5 * limit.low)) + FEW]] = True
    return work


def _priced(
    program: Program, closed: Flags, part: Floats, row_price: Floats, tangent_price: Floats, cap_price: Floats
) -> Relaxation:
    profit = program.gain - row_price @ program.rows - cap_price @ program.caps
    follows = row_price * program.follows_price
    paid = follows @ program.rows + cap_price @ program.caps
    slope = paid / np.maximum(program.problem.cost, 1e-12)
    open_ = np.where(closed, -inf, profit)
    best, second, is_first = best_of_accounts(program.problem.account, open_)
    tangents, tangent_high = program.tangents()
    other_profit = program.other_gain - row_price @ program.others - tangent_price @ tangents
    room = float(row_price @ program.high + tangent_price @ tangent_high)
    if cap_price.size:
        room += float(cap_price.sum()) * program.cap
    bound = float(room + np.maximum(other_profit, 0) @ program.other_high + best[is_first].sum())
    is_in = is_first & (open_ > 0)
    loss = np.where(is_in, best - second, best - open_)
    return Relaxation(bound, profit, slope, row_price, loss, is_in, part)


def best_of_accounts(account: Indices, profit: Floats) -> tuple[Floats, Floats, Flags]:
    """Return for each offer the largest and second largest profit of its account (at least 0), and whether it is the first."""
    if not account.size:
        return np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool)
    order = np.lexsort((np.arange(account.size), -profit, account))
    starts = np.flatnonzero(np.concatenate([[True], np.diff(account[order]) != 0]))
    sizes = np.diff(np.concatenate([starts, [account.size]]))
    ranked = np.maximum(profit[order], 0.0)
    second = np.where(sizes > 1, ranked[np.minimum(starts + 1, account.size - 1)], 0.0)
    largest_of, second_of = np.zeros(account.size), np.zeros(account.size)
    largest_of[order], second_of[order] = np.repeat(ranked[starts], sizes), np.repeat(second, sizes)
    is_first = np.zeros(account.size, dtype=bool)
    is_first[order[starts]] = True
    return largest_of, second_of, is_first


def _nothing(program: Program) -> Relaxation:
    offers = program.problem.offers
    none = np.zeros(offers)
    return Relaxation(-inf, none, none, np.zeros(program.high.size), none, none > 0, none)
