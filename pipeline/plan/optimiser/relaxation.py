"""The linear relaxation: offers in parts, which bounds every choice and prices what is scarce.

It is solved over a growing set of columns: those that the prices of before call profitable are added until there
are none. The bound is not HiGHS's word for it but is worked out from the prices (the Lagrangian bound: what
the rows' room is worth, of each account the most profitable offer, and of each saturating pool the gross results at which
it is worth most beyond their price, by the curve itself), so it holds whatever the tolerances and the tangents.
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
from pipeline.plan.optimiser.quiet import quiet_stdout

FEW = 30  # columns that a relaxation starts with for each pool and limit
WIDEST = 500  # columns added at a time
MOST_ROUNDS = 60
ROUGH = 1e-6  # part of the bound by which it may lie above what the parts are worth
MET = 1e-6  # by which a row counts as kept
MISSED = 1e5  # what it costs to break a row by one usual offer; whole plans are worth about 1e4
SOLVED, INFEASIBLE = 0, 2  # what scipy calls these
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Relaxation:
    """Prices, and what follows from them; in the program's units.

    Attributes:
        bound: No choice has a larger objective; minus infinity where no choice keeps the rows.
        worth: What the parts are worth by the curves themselves; the bound of the relaxation lies between.
        profit: Of each offer, gain less what it uses up at the prices.
        slope: By how much the profit falls with each unit of the offer's price.
        row_price: Price of each row's room, >= 0.
        cap_price: Price of each creator's room below the cap, >= 0.
        loss: How much lower the bound is with the offer decided the other way than ``is_in`` says, >= 0.
        is_in: Whether the prices call for the offer: the most profitable of its account.
        part: How much of each offer the relaxation buys.
        missing: By how much it breaks a row, at a high cost; 0 where parts that keep the rows were found.
    """

    bound: float
    worth: float
    profit: Floats
    slope: Floats
    row_price: Floats
    cap_price: Floats
    loss: Floats
    is_in: Flags
    part: Floats
    missing: float


class Relaxing:
    """Solves the relaxation of a program, and remembers which columns mattered; closed offers are priced, not bought.

    Attributes:
        program: What is maximised.
        closed: Offers that are not bought.
        bought: How much of each offer is bought already, whatever it costs; its use of rows is taken off their room.
    """

    def __init__(self, program: Program, closed: Flags | None = None, work: Flags | None = None) -> None:
        self.program = program
        self.closed = np.zeros(program.problem.offers, dtype=bool) if closed is None else closed
        self.work = (_first_columns(program) if work is None else work) & ~self.closed
        self.bought = np.zeros(program.problem.offers)
        self.missed = _penalties(program)

    def relax(self, deadline: float, rough: float = ROUGH) -> Relaxation:
        """Solve, drawing tangents at its gross results, until bound and worth agree.

        Args:
            deadline: Moment (``time.perf_counter``) at which the best bound so far has to do.
            rough: Part of the bound by which the two may differ.
        """
        best: Relaxation | None = None
        for _ in range(MOST_ROUNDS):
            part, others, prices = self._solve()
            now = _priced(self, part, others, *prices)
            best = now if best is None or now.bound < best.bound else best
            if now.bound - now.worth <= rough * abs(now.bound) or time.perf_counter() > deadline:
                break
            wanted = np.flatnonzero(now.is_in & ~self.work)
            new = self.program.draw_tangents(self._rough_places(part, others, rough * abs(now.bound)))
            if not wanted.size and not new:
                break
            self.work[wanted[np.argsort(-now.profit[wanted], kind="stable")[:WIDEST]]] = True
        assert best is not None
        return best

    def is_possible(self, relaxation: Relaxation) -> bool:
        """Return whether any parts keep all rows; where the relaxation broke one, all offers are asked."""
        return relaxation.missing <= MET or self._keeps_rows()

    def _rough_places(self, part: Floats, others: Floats, allowed: float) -> Floats:
        """Return the gross results of the pools whose tangents say too much there, 0 for the others."""
        program, pools = self.program, self.program.pools.size
        gross, told = others[:pools] * program.value_unit, others[pools : 2 * pools] * program.value_unit
        excess = told - net(gross, program.problem.addressable[program.pools])
        return np.where(excess > 0.3 * allowed * program.value_unit / max(pools, 1), gross, 0.0)

    def _keeps_rows(self) -> bool:
        """Return whether any parts keep all rows, whatever they are worth."""
        program = self.program
        columns = np.flatnonzero(~self.closed)
        matrix, high, _ = self._rows(columns)
        top = np.concatenate([np.ones(columns.size), program.other_high])
        with quiet_stdout():
            found = linprog(0 * top, A_ub=matrix, b_ub=high, bounds=np.column_stack([0 * top, top]), method="highs-ds")
        return bool(found.status != INFEASIBLE)

    def _rows(self, columns: Indices) -> tuple[sparse.csr_matrix, Floats, Indices]:
        """Return the rows over some offers with the room that is left of them, and which caps are among them."""
        program = self.program
        matrix, high, used = program.matrix(columns)
        first = program.high.size
        second = first + sum(map(len, program.places))
        high[:first] -= program.rows @ self.bought
        high[second : second + used.size] -= program.caps[used] @ self.bought
        return matrix, high, used

    def _solve(self) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
        """Solve over the columns at work; return parts, other columns, and the prices of rows and caps."""
        program = self.program
        columns = np.flatnonzero(self.work)
        matrix, high, used = self._rows(columns)
        first = program.high.size
        second = first + sum(map(len, program.places))
        slack = sparse.csr_matrix((-np.ones(first), (np.arange(first), np.arange(first))), shape=(high.size, first))
        matrix = sparse.hstack([matrix, slack]).tocsr()
        top = np.concatenate([np.ones(columns.size), program.other_high, np.full(first, inf)])
        bounds = np.column_stack([np.zeros(top.size), top])
        gain = np.concatenate([program.gain[columns], program.other_gain, -self.missed])
        with quiet_stdout():
            found = linprog(-gain, A_ub=matrix, b_ub=high, bounds=bounds, method="highs-ds")
            if found.status != SOLVED:
                found = linprog(-gain, A_ub=matrix, b_ub=high, bounds=bounds, method="highs-ipm")
        if found.status != SOLVED:
            raise RuntimeError(f"the relaxation of a plan was not solved: {found.message}. Report it with the numbers.")
        part = np.zeros(self.work.size)
        part[columns] = found.x[: columns.size]
        prices = np.maximum(-found.ineqlin.marginals, 0.0)
        cap_price = np.zeros(program.caps.shape[0])
        cap_price[used] = prices[second : second + used.size]
        return part, found.x[columns.size :], (prices[:first], cap_price)


def _penalties(program: Program) -> Floats:
    """Return what breaking each row by one costs, so that parts that keep the rows are worth more wherever there are any."""
    usual = np.ones(program.high.size)
    for number, row in enumerate(program.rows):
        used = np.abs(row[row != 0])
        usual[number] = np.median(used) if used.size else 1.0
    return MISSED / usual


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


def _priced(relaxing: Relaxing, part: Floats, others: Floats, row_price: Floats, cap_price: Floats) -> Relaxation:
    program, bought = relaxing.program, relaxing.bought
    profit = program.gain - row_price @ program.rows - cap_price @ program.caps
    follows = row_price * program.follows_price
    paid = follows @ program.rows + cap_price @ program.caps
    slope = paid / np.maximum(program.problem.cost, 1e-12)
    open_ = np.where(relaxing.closed, -inf, profit)
    best, second, is_first = best_of_accounts(program.problem.account, open_)
    room = float(row_price @ (program.high - program.rows @ bought))
    room += float(cap_price @ (program.cap - program.caps @ bought))
    bound = room + float(best[is_first].sum()) + worth_of_others(program, row_price)
    is_in = is_first & (open_ > 0)
    loss = np.where(is_in, best - second, best - open_)
    worth = _worth(relaxing, part, others, row_price)
    missing = float(others[program.other_gain.size :].max(initial=0.0))
    return Relaxation(bound, worth, profit, slope, row_price, cap_price, loss, is_in, part, missing)


def worth_of_others(program: Program, row_price: Floats) -> float:
    """Return the most that the other columns are worth beyond their prices; for a saturating pool, along its curve."""
    count = program.pools.size
    profit = program.other_gain - row_price @ program.others
    price, each = -profit[:count], profit[count : 2 * count]  # of a unit of gross results, and worth of one of net
    people = program.problem.addressable[program.pools]
    with np.errstate(divide="ignore", invalid="ignore"):
        place = np.where(each > 0, -people * np.log(np.clip(price / each, 0.0, 1.0)), 0.0)
    place = np.minimum(place, program.other_high[:count] * program.value_unit)
    curve = (each * net(place, people) - price * place) / program.value_unit
    rest = np.maximum(profit[2 * count :], 0.0) @ program.other_high[2 * count :]
    return float(np.maximum(curve, 0.0).sum() + rest)


def _worth(relaxing: Relaxing, part: Floats, others: Floats, row_price: Floats) -> float:
    """Return the objective of a solution with the net results that the curves say, less what broken rows cost."""
    program = relaxing.program
    count, width = program.pools.size, program.other_gain.size
    each = (program.other_gain - row_price @ program.others)[count : 2 * count]
    gross, told = others[:count] * program.value_unit, others[count : 2 * count]
    excess = told - net(gross, program.problem.addressable[program.pools]) / program.value_unit
    total = program.gain @ part + program.other_gain @ others[:width] - relaxing.missed @ others[width:]
    return float(total - np.maximum(each, 0.0) @ np.maximum(excess, 0.0))


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
